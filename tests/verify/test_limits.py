"""The limits, and that nothing is left running. None of the programs needs torch, but the command asks for it."""

from __future__ import annotations

import time
from pathlib import Path

import psutil
import pytest

from flake8_topil.verify.runner import Limits, Run, run

from .conftest import HEAD, Verify, needs_torch


def run_text(text: str, folder: Path, limits: Limits) -> Run:
    import sys

    (folder / "records").mkdir()
    return run([sys.executable, "-c", text], folder / "records", limits)


def test_a_program_that_takes_too_long_is_stopped(tmp_path: Path) -> None:
    result = run_text("print('started', flush=True)\nwhile True: pass", tmp_path, Limits(seconds=2))
    assert (result.stopped, result.ended_well, result.stdout) == ("time", False, "started\n")


def test_a_program_that_takes_too_much_memory_is_stopped(tmp_path: Path) -> None:
    text = "import time\nheld = []\nwhile True:\n    held.append(bytearray(10**7))\n    time.sleep(0.02)"
    result = run_text(text, tmp_path, Limits(seconds=120, memory=300 * 1024**2))
    assert (result.stopped, result.ending) == ("memory", "stopped at the memory limit")


def test_the_memory_of_subprocesses_counts(tmp_path: Path) -> None:
    hold = "import time; held = bytearray(400 * 2**20); time.sleep(60)"
    text = f"import subprocess, sys\nsubprocess.run([sys.executable, '-c', {hold!r}])"
    assert run_text(text, tmp_path, Limits(seconds=60, memory=300 * 1024**2)).stopped == "memory"


@pytest.mark.parametrize("apart", ["False", "True"], ids=["in its group", "in a session of its own"])
@pytest.mark.parametrize("end", ["time.sleep(1)", "time.sleep(60)"], ids=["ends", "is stopped"])
def test_nothing_is_left_running(tmp_path: Path, end: str, apart: str) -> None:
    text = (
        "import subprocess, sys, time\n"
        "child = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(600)'], "
        f"start_new_session={apart})\nprint(child.pid, flush=True)\n{end}\n"
    )
    result = run_text(text, tmp_path, Limits(seconds=3))
    pid = int(result.stdout)
    deadline = time.monotonic() + 20
    while psutil.pid_exists(pid) and psutil.Process(pid).status() != psutil.STATUS_ZOMBIE:
        assert time.monotonic() < deadline, "the child is still running"
        time.sleep(0.05)


def test_of_much_output_the_end_is_kept(tmp_path: Path) -> None:
    result = run_text("print('x' * 10**6)\nprint('the end')", tmp_path, Limits())
    assert result.stdout.endswith("x\nthe end\n")
    assert len(result.stdout) <= 64 * 1024


@needs_torch
def test_what_was_recorded_before_the_time_limit_counts(verify: Verify) -> None:
    text = HEAD + "to_pil_image(wrong)\nwhile True:\n    pass\n"
    result = verify({"a.py": text, "b.py": "print(1)\n"}, "a.py", "b.py", "--timeout=40", "--jobs=2")
    first, second = result.report["programs"]
    assert first["stopped"] == "time"
    assert [claim["verdict"] for claim in first["claims"]] == ["confirmed"]
    assert (second["status"], second["stdout"]) == (0, "1\n")
    assert result.status == 2
    assert "a.py: stopped at the time limit" in result.stdout
