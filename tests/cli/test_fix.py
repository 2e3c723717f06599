"""`flake8-topil fix`: what it prints, what it writes, and its exit codes."""

from __future__ import annotations

from pathlib import Path

import pytest

from .conftest import UNBOUNDED, Run, Topil, Write
from .test_check import SCALED, UNKNOWN

SAVED = UNBOUNDED.replace("8, 8)", "8, 8).clamp(0, 1)")
FILES = {"a.py": UNBOUNDED, "b.py": UNKNOWN, "c.py": SCALED, "d.py": "x = 1\n"}


def texts(folder: Path) -> dict[str, str]:
    return {path.name: path.read_text() for path in folder.glob("*.py")}


def test_safe_fixes_and_the_reasons_for_the_others(tmp_path: Path, topil: Topil, write: Write) -> None:
    write(FILES)
    result = topil("fix", "--isolated", ".")
    assert texts(tmp_path) == {**FILES, "a.py": SAVED}
    assert result.stdout == ""
    assert result.stderr.splitlines() == [
        "b.py:3:7: TPI101 not fixed: needs --unsafe-fixes: it is not proven to be a tensor",
        "c.py:3:7: TPI002 not fixed: a clamp would hide the wrong scale: rescale it to [0, 1]",
        "1 fixed in 1 file, 1 needs --unsafe-fixes, 1 has no automatic fix",
    ]
    assert result.returncode == 1


def test_unsafe_fixes(tmp_path: Path, topil: Topil, write: Write) -> None:
    write(FILES)
    result = topil("fix", "--isolated", "--unsafe-fixes", ".")
    assert texts(tmp_path) == {**FILES, "a.py": SAVED, "b.py": UNKNOWN.replace("('x')", "('x').clamp(0, 1)")}
    assert result.stderr.splitlines()[-1] == "2 fixed in 2 files, 1 has no automatic fix"


def test_everything_fixed(topil: Topil, write: Write) -> None:
    write({"a.py": UNBOUNDED})
    assert topil("fix", "--isolated", ".").returncode == 0
    again = topil("fix", "--isolated", ".")
    assert (again.returncode, again.stderr) == (0, "0 fixed in 0 files\n")


def test_check_writes_nothing(tmp_path: Path, topil: Topil, write: Write) -> None:
    write({"a.py": UNBOUNDED})
    result = topil("fix", "--isolated", "--check", ".")
    assert (result.returncode, result.stdout) == (1, "")
    assert result.stderr == "1 would be fixed in 1 file\n"
    assert texts(tmp_path) == {"a.py": UNBOUNDED}
    write({"a.py": SAVED})
    assert topil("fix", "--isolated", "--check", ".").returncode == 0


def test_diff_writes_nothing(tmp_path: Path, topil: Topil, write: Write) -> None:
    write({"a.py": UNBOUNDED.rstrip()})
    result = topil("fix", "--isolated", "--diff", ".")
    assert result.returncode == 1
    assert result.stdout == (
        "--- a/a.py\n+++ b/a.py\n@@ -1,3 +1,3 @@\n import torch\n"
        " from torchvision.transforms.functional import to_pil_image\n"
        "-img = to_pil_image(torch.randn(3, 8, 8))\n\\ No newline at end of file\n"
        "+img = to_pil_image(torch.randn(3, 8, 8).clamp(0, 1))\n\\ No newline at end of file\n"
    )
    assert texts(tmp_path) == {"a.py": UNBOUNDED.rstrip()}


def test_select(tmp_path: Path, topil: Topil, write: Write) -> None:
    write(FILES)
    topil("fix", "--isolated", "--unsafe-fixes", "--select=TPI1", ".")
    assert texts(tmp_path)["a.py"] == UNBOUNDED
    assert "clamp" in texts(tmp_path)["b.py"]


def test_a_file_that_cannot_be_read_on_stdin_passes_unchanged(topil: Topil) -> None:
    result = topil("fix", "--isolated", "-", stdin=b"to_pil_image(\n")
    assert (result.returncode, result.stdout) == (2, "to_pil_image(\n")
    assert result.stderr.startswith("stdin: error: cannot be parsed: line 1: ")


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_several_jobs_give_the_same(tmp_path: Path, topil: Topil, write: Write, jobs: str) -> None:
    write(FILES)
    result = topil("fix", "--isolated", f"--jobs={jobs}", ".")
    assert texts(tmp_path)["a.py"] == SAVED
    assert result.stderr.splitlines()[-1].startswith("1 fixed in 1 file, ")


def test_workers_do_not_run_what_they_read(tmp_path: Path, topil: Topil, write: Write) -> None:
    trap = f"open('trapped', 'w')\n{UNBOUNDED}"
    write({"keyword.py": trap, "pickle.py": trap, "inspect.py": trap})
    topil("fix", "--isolated", "--jobs=2", ".")
    assert not (tmp_path / "trapped").exists()
    assert all("clamp" in text for text in texts(tmp_path).values())


ERRORS = {
    "bad option": (
        ("--topil-torchvision=new", "."),
        "flake8-topil: argument --topil-torchvision: 'new' is not a version",
    ),
    "missing config": (("--config=none.cfg", "."), "flake8-topil: The specified config file does not exist: none.cfg"),
    "stdin and files": (("-", "a.py"), "flake8-topil: - (stdin) cannot be given together"),
}


@pytest.mark.parametrize("name", ERRORS)
@pytest.mark.parametrize("command", ["check", "fix"])
def test_bad_usage_is_one_line(topil: Topil, write: Write, name: str, command: str) -> None:
    write({"a.py": UNBOUNDED})
    arguments, message = ERRORS[name]
    result: Run = topil(command, *arguments)
    assert (result.returncode, result.stdout) == (2, "")
    assert len(result.stderr.splitlines()) == 1
    assert result.stderr.startswith(message)


def test_gitignore_and_exclude(tmp_path: Path, topil: Topil, write: Write) -> None:
    files = dict.fromkeys(["a.py", "build/b.py", "sub/c.py", "sub/kept/d.py", "e_gen.py", "f.py", "g.txt"], UNBOUNDED)
    write(
        {**files, ".gitignore": "build/\n*_gen.py\nsub/*\n!sub/kept/\n", "sub/.gitignore": "!kept\n", ".git/HEAD": ""}
    )
    topil("fix", "--isolated", "--exclude=f.py", ".")
    fixed = {name for name in files if "clamp" in (tmp_path / name).read_text()}
    assert fixed == {"a.py", "sub/kept/d.py"}


def test_a_file_that_is_named_is_fixed_although_git_ignores_it(tmp_path: Path, topil: Topil, write: Write) -> None:
    write({"a.py": UNBOUNDED, ".gitignore": "a.py\n"})
    assert topil("fix", "--isolated", "a.py").returncode == 0
    assert texts(tmp_path) == {"a.py": SAVED}
