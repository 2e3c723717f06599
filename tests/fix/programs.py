"""Programs to repair, and what must be true of every repair, whatever it inserts."""

from __future__ import annotations

import ast
import difflib
import json
import shutil
import subprocess
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..cli.conftest import START

ROOT = Path(__file__).parents[2]
FIXTURES = sorted((ROOT / "fixtures").glob("*/*.py"))
CASES = sorted((ROOT / "tests" / "analysis" / "cases").glob("*.py"))
SOURCES = sorted((ROOT / "tests" / "programs" / "sources").glob("*.py"))

ALL_RULES = ("--isolated", "--select=TPI0,TPI1")


Report = list[dict[str, Any]]


@dataclass(frozen=True)
class Repaired:
    """A file before and after a repair, with what `check` reports of both."""

    before: bytes
    after: bytes
    found: Report
    left: Report


class Copies:
    """Copies of files, with what `check` reports of them."""

    def __init__(self, paths: Iterable[Path], folder: Path) -> None:
        self._folder = folder
        self._paths = {path: folder / str(i) / path.name for i, path in enumerate(paths)}
        self._restore()
        self._found = report(folder)

    def _restore(self) -> None:
        for path, copy in self._paths.items():
            copy.parent.mkdir(exist_ok=True)
            shutil.copy(path, copy)

    def repaired(self, *arguments: str) -> dict[Path, Repaired]:
        """All files after one run of `fix`."""
        self._restore()
        _run(self._folder, "fix", *ALL_RULES, *arguments, ".")
        left = report(self._folder)
        return {
            path: Repaired(path.read_bytes(), copy.read_bytes(), self._found.get(copy, []), left.get(copy, []))
            for path, copy in self._paths.items()
        }

    def change_again(self, *arguments: str) -> bool:
        """Does a further run of `fix` change anything?"""
        before = {copy: copy.read_bytes() for copy in self._paths.values()}
        _run(self._folder, "fix", *ALL_RULES, *arguments, ".")
        return before != {copy: copy.read_bytes() for copy in self._paths.values()}


def report(folder: Path) -> dict[Path, Report]:
    """What `check` reports of the files in a folder."""
    document = json.loads(_run(folder, "check", *ALL_RULES, "--format=json", "."))
    assert document["errors"] == []
    by_file: dict[Path, Report] = {}
    for finding in document["findings"]:
        by_file.setdefault(folder / finding["path"], []).append(finding)
    return by_file


def _run(folder: Path, *arguments: str) -> str:
    done = subprocess.run([*START, *arguments], cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode in (0, 1), done.stderr
    return done.stdout


def assert_is_sound(one: Repaired, safeties: set[str]) -> None:
    """The file parses, only what was found has changed, it is gone, and nothing new has come."""
    ast.parse(one.after)
    fixable = [finding for finding in one.found if finding["fix"] and finding["fix"]["safety"] in safeties]
    assert len(one.left) <= len(one.found) - len(fixable)
    assert not [finding for finding in one.left if finding["fix"] and finding["fix"]["safety"] in safeties]
    if not fixable:
        assert one.after == one.before
    assert_only_inserted(one.before, one.after, _lines_that_may_change(one.before, one.found))


def _lines_that_may_change(source: bytes, found: Report) -> set[int]:
    """The lines of statements with a finding, of imports, and of statements that throw a clamp away."""
    places = {finding["line"] for finding in found}
    allowed: set[int] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.expr):
            lines = set(range(node.lineno, (node.end_lineno or node.lineno) + 1))
            if node.lineno in places:
                allowed |= lines
        elif isinstance(node, ast.Import | ast.ImportFrom):
            allowed |= set(range(node.lineno, (node.end_lineno or node.lineno) + 1))
        elif isinstance(node, ast.Expr) and ("clamp" in ast.unparse(node) or "clip" in ast.unparse(node)):
            allowed.add(node.lineno)
    return allowed


def assert_only_inserted(before: bytes, after: bytes, allowed: set[int]) -> None:
    """Lines other than the allowed ones are as they were; in those, characters have come, but none has gone."""
    old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    for tag, start, end, new_start, new_end in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        assert set(range(start + 1, end + 1)) <= allowed, old[start:end]
        assert _is_subsequence(b"".join(old[start:end]), b"".join(new[new_start:new_end])), old[start:end]


def _is_subsequence(part: bytes, whole: bytes) -> bool:
    rest = iter(whole)
    return all(byte in rest for byte in part)
