"""The analyser on projects of several files whose conversions were executed."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

from flake8_topil.analysis import Options, check

SOURCES = Path(__file__).parent / "sources"
PROJECTS = sorted(path for path in SOURCES.iterdir() if (path / "runs.txt").exists())
_LABEL = re.compile(r"# truth: (safe|wrong|open)((?: callers| imported)*)$")
_MOST_FALSE_ALARMS = 80
"""Of the 395 safe conversions, those reported today: this may fall, not rise."""
_LEAST_EVIDENCE = 278
"""Of the 326 wrong conversions, those reported with evidence today: this may rise, not fall."""
_MOST_SILENT_IMPORTED = 0
"""Of the 14 wrong conversions with a converter of another module, those not reported: this may fall, not rise."""
_SILENT_TODAY = {
    # A class of another file overrides the method that clamps.
    "callbacks_app": [("engine/dispatch.py", 125)],
}
"""Wrong conversions that are not reported."""


class Site(NamedTuple):
    file: str
    line: int
    truth: str
    words: tuple[str, ...]
    code: str


def options(project: Path) -> Options:
    """The options that a user would set: the folders that are on the path when the project runs."""
    runs = (project / "runs.txt").read_text(encoding="utf-8")
    folders = [folder for path in re.findall(r"PYTHONPATH=(\S+)", runs) for folder in path.split(":")]
    return Options(roots=tuple(str(project / folder) for folder in dict.fromkeys(folders)))


@cache
def sites(project: Path) -> list[Site]:
    """Each line of a project that has a label or is reported, with truth "" if there is no label."""
    found = []
    for path in sorted(project.rglob("*.py")):
        source = path.read_text(encoding="utf-8")
        codes = {finding.line: finding.code for finding in check(source, str(path), options(project))}
        for number, line in enumerate(source.splitlines(), 1):
            label = _LABEL.search(line)
            code = codes.get(number, "")
            truth, words = (label[1], tuple(label[2].split())) if label else ("", ())
            assert label or "# truth" not in line, f"{path}:{number}"
            if label or code:
                found.append(Site(path.relative_to(project).as_posix(), number, truth, words, code))
    return found


def all_sites() -> list[Site]:
    return [site for project in PROJECTS for site in sites(project)]


@pytest.mark.parametrize("project", PROJECTS, ids=lambda path: path.name)
def test_nothing_wrong_or_open_is_silent(project: Path) -> None:
    silent = [
        (site.file, site.line)
        for site in sites(project)
        if site.truth in ("wrong", "open") and not site.code and "imported" not in site.words
    ]
    assert silent == _SILENT_TODAY.get(project.name, [])


def test_figures_do_not_get_worse() -> None:
    counts = Counter((site.truth, site.code[:4]) for site in all_sites())
    alarms = sum(n for (truth, code), n in counts.items() if truth == "safe" and code)
    assert alarms <= _MOST_FALSE_ALARMS
    assert counts["wrong", "TPI0"] >= _LEAST_EVIDENCE


def test_converters_of_other_modules() -> None:
    silent = [site for site in all_sites() if site.truth == "wrong" and "imported" in site.words and not site.code]
    assert len(silent) <= _MOST_SILENT_IMPORTED


def test_what_is_no_conversion_is_not_reported() -> None:
    reported = [site for site in all_sites() if not site.truth and site.code != "TPI102"]
    assert reported == []


def test_every_truth_occurs() -> None:
    truths = Counter(" ".join([site.truth, *site.words]) for site in all_sites() if site.truth)
    assert truths == {
        "safe": 354,
        "safe callers": 31,
        "safe imported": 11,
        "wrong": 276,
        "wrong callers": 36,
        "wrong imported": 14,
        "open": 32,
    }
