"""Near twins: programs that are safe, and those next to them that are not."""

from __future__ import annotations

from pathlib import Path

import pytest

from flake8_topil.analysis import Finding, check

from .case_files import CASES, allowed, expected

OPTIONAL = ("TPI102", "TPI2")
"""Rules that are off by default: reported only where a case asks for them."""


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_findings_are_those_the_comments_expect(path: Path) -> None:
    source = path.read_text()
    lines = source.splitlines()
    wanted, tolerated = expected(path), allowed(path)
    found: dict[int, list[Finding]] = {}
    for finding in check(source, path.name):
        if not finding.code.startswith(OPTIONAL) or finding.line in wanted:
            found.setdefault(finding.line, []).append(finding)
    problems = []
    for number in sorted(wanted.keys() | found.keys()):
        accepted = wanted.get(number) or tolerated.get(number, ())
        reports = found.get(number, [])
        if not reports or not all(report.code.startswith(accepted) for report in reports):
            told = "; ".join(report.message for report in reports) or "nothing"
            problems.append(f"{path.name}:{number}: {lines[number - 1].strip()}\n    found: {told}")
    assert not problems, f"{len(problems)} lines:\n" + "\n".join(problems)
