"""What happens to the files: their bytes, their permissions, and when something goes wrong."""

from __future__ import annotations

import os
import signal
import stat
import subprocess
import time
from pathlib import Path

import pytest

from flake8_topil.fix.files import Contents, FileError, replace

from ..cli.conftest import START, UNBOUNDED, Topil

SAVED = UNBOUNDED.replace("8, 8)", "8, 8).clamp(0, 1)")

FORMS = {
    "crlf": (UNBOUNDED.replace("\n", "\r\n").encode(), SAVED.replace("\n", "\r\n").encode()),
    "mixed line ends": (
        UNBOUNDED.replace("torch\n", "torch\r\n").encode(),
        SAVED.replace("torch\n", "torch\r\n").encode(),
    ),
    "old Mac line ends": (UNBOUNDED.replace("\n", "\r").encode(), SAVED.replace("\n", "\r").encode()),
    "byte order mark": (b"\xef\xbb\xbf" + UNBOUNDED.encode(), b"\xef\xbb\xbf" + SAVED.encode()),
    "latin-1": (
        f"# coding: latin-1\n# caf\xe9\n{UNBOUNDED}".encode("latin-1"),
        f"# coding: latin-1\n# caf\xe9\n{SAVED}".encode("latin-1"),
    ),
    "utf-8": (f"s = 'äöü😀'; {UNBOUNDED}".encode(), f"s = 'äöü😀'; {SAVED}".encode()),
    "no final newline": (UNBOUNDED.rstrip().encode(), SAVED.rstrip().encode()),
    "blank ends": (f"{UNBOUNDED.rstrip()} ;\n\n\n   \n".encode(), f"{SAVED.rstrip()} ;\n\n\n   \n".encode()),
    "form feeds": (
        UNBOUNDED.replace("img", "\x0c\n\x0cimg").encode(),
        SAVED.replace("img", "\x0c\n\x0cimg").encode(),
    ),
    "tabs": (
        UNBOUNDED.replace("img", "if torch:\n\timg").encode(),
        SAVED.replace("img", "if torch:\n\timg").encode(),
    ),
}


@pytest.mark.parametrize("name", FORMS)
def test_all_other_bytes_are_kept(tmp_path: Path, topil: Topil, name: str) -> None:
    before, after = FORMS[name]
    (tmp_path / "a.py").write_bytes(before)
    assert topil("fix", "--isolated", "a.py").stderr == "1 fixed in 1 file\n"
    assert (tmp_path / "a.py").read_bytes() == after


@pytest.mark.parametrize("name", FORMS)
def test_from_stdin_to_stdout(tmp_path: Path, name: str) -> None:
    before, after = FORMS[name]
    done = subprocess.run(
        [*START, "fix", "--isolated", "-"], input=before, capture_output=True, check=True, cwd=tmp_path
    )
    assert done.stdout == after


BAD = {
    "not Python": b"import torch\nto_pil_image(\n",
    "null byte": b"to_pil_image(1)\0\n",
    "not utf-8": b"to_pil_image('\xe9')\n",
    "unknown encoding": b"# coding: nope\nto_pil_image(1)\n",
    "utf-16": "# coding: utf-16\nto_pil_image(1)\n".encode("utf-16"),
}


@pytest.mark.parametrize("name", BAD)
@pytest.mark.parametrize("command", ["fix", "check"])
def test_a_bad_file_gives_one_line_and_the_others_are_done(
    tmp_path: Path, topil: Topil, name: str, command: str
) -> None:
    (tmp_path / "a.py").write_bytes(BAD[name])
    (tmp_path / "b.py").write_text(UNBOUNDED)
    result = topil(command, "--isolated", ".")
    assert result.returncode == 2
    errors = [line for line in result.stderr.splitlines() if "error" in line]
    assert len(errors) == 1
    assert errors[0].startswith("a.py: error: cannot be ")
    assert (tmp_path / "a.py").read_bytes() == BAD[name]
    if command == "fix":
        assert (tmp_path / "b.py").read_text() == SAVED
    else:
        assert result.stdout.startswith("b.py:3:7: TPI001 [*] ")


def test_permissions_are_kept(tmp_path: Path, topil: Topil) -> None:
    path = tmp_path / "a.py"
    path.write_text(UNBOUNDED)
    path.chmod(0o751)
    topil("fix", "--isolated", "a.py")
    assert path.read_text() == SAVED
    assert stat.S_IMODE(path.stat().st_mode) == 0o751


def test_a_symbolic_link_stays_one(tmp_path: Path, topil: Topil) -> None:
    (tmp_path / "real").mkdir()
    path = tmp_path / "real" / "a.py"
    path.write_text(UNBOUNDED)
    (tmp_path / "link.py").symlink_to(path)
    topil("fix", "--isolated", "link.py")
    assert (tmp_path / "link.py").is_symlink()
    assert path.read_text() == SAVED
    assert sorted(one.name for one in path.parent.iterdir()) == ["a.py"]


def test_a_read_only_file_and_a_missing_one(tmp_path: Path, topil: Topil) -> None:
    for name in ("a.py", "b.py"):
        (tmp_path / name).write_text(UNBOUNDED)
    (tmp_path / "a.py").chmod(0o444)
    result = topil("fix", "--isolated", "a.py", "b.py", "missing.py")
    assert result.returncode == 2
    assert result.stderr.splitlines() == [
        "a.py: error: cannot be written: it is read-only",
        "missing.py: error: cannot be read: No such file or directory",
        "1 fixed in 1 file",
    ]
    assert (tmp_path / "a.py").read_text() == UNBOUNDED
    assert (tmp_path / "b.py").read_text() == SAVED


def test_a_file_that_changed_meanwhile_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "a.py"
    path.write_text(UNBOUNDED)
    contents = Contents.read(str(path))
    path.write_text("new\n")
    with pytest.raises(FileError, match="was changed"):
        replace(contents, SAVED)
    assert path.read_text() == "new\n"


def test_a_file_that_vanished_meanwhile(tmp_path: Path) -> None:
    path = tmp_path / "a.py"
    path.write_text(UNBOUNDED)
    contents = Contents.read(str(path))
    path.unlink()
    with pytest.raises(FileError, match="cannot be written: No such file"):
        replace(contents, SAVED)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="needs a signal that cannot be caught")
@pytest.mark.parametrize("jobs", [1, 2])
def test_a_run_that_is_killed_leaves_every_file_old_or_new(tmp_path: Path, jobs: int) -> None:
    # Long enough that a write in place would take several calls.
    filler = "# filler\n" * 20_000
    count = 24
    for i in range(count):
        (tmp_path / f"{i:02}.py").write_text(UNBOUNDED + filler)
    stages = set()
    for wait in (0, 1, 5, 12):
        process = subprocess.Popen(
            [*START, "fix", "--isolated", f"--jobs={jobs}", "."],
            cwd=tmp_path,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        while _changed(tmp_path) < wait and process.poll() is None:
            time.sleep(0.002)
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        texts = [path.read_text() for path in sorted(tmp_path.glob("[0-9]*.py"))]
        assert len(texts) == count
        assert set(texts) <= {UNBOUNDED + filler, SAVED + filler}
        stages.add(len(set(texts)))
    assert 2 in stages, "no run was killed between its first file and its last"


def _changed(folder: Path) -> int:
    return sum("clamp" in path.read_text() for path in folder.glob("[0-9]*.py"))
