"""Files that other people wrote: whatever is in them, flake8 goes on."""

from __future__ import annotations

import ast
import sys
import sysconfig
import tokenize
from pathlib import Path

import pytest

from .conftest import FORMAT, Run, run

LIMIT = 60
"""Files of a tree that are looked at, so that a machine with much installed does not wait for minutes."""


def mentioning(tree: str) -> list[Path]:
    """Files of the tree, in order, that have the converter's name in their text."""
    found = []
    for path in sorted(Path(tree).rglob("*.py")):
        content = path.read_bytes()
        if (b"ToPILImage" in content or b"to_pil_image" in content) and "flake8_topil" not in path.parts:
            found.append(path)
    return found[:LIMIT]


def unparsable(path: Path) -> bool:
    try:
        with tokenize.open(path) as file:
            ast.parse(file.read())
    except (SyntaxError, UnicodeError, ValueError):
        return True
    return False


def lint(paths: list[Path], cwd: Path) -> Run:
    # flake8 leaves out .tox by default, and under tox everything installed is in it.
    arguments = ("--isolated", "--exclude=", "--select=TPI,E9", f"--format={FORMAT}", "--jobs=1")
    return run(sys.executable, "-m", "flake8", *arguments, *map(str, paths), cwd=cwd)


def test_installed_packages(tmp_path: Path) -> None:
    paths = mentioning(sysconfig.get_path("purelib"))
    if not paths:
        pytest.skip("no installed package names the converter")
    result = lint(paths, tmp_path)
    assert result.stderr == ""
    broken = {one.path for one in result.found if one.code.startswith("E9")}
    assert broken == {str(path) for path in paths if unparsable(path)}


@pytest.mark.slow
def test_the_standard_library_is_left_alone(tmp_path: Path) -> None:
    paths = sorted(Path(sysconfig.get_path("stdlib")).glob("*.py"))[:LIMIT]
    result = lint(paths, tmp_path)
    assert (result.stdout, result.stderr) == ("", "")
