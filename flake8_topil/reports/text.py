"""Findings as lines for people, in flake8's form."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from flake8_topil.analysis import Finding
from flake8_topil.examination import Outcome
from flake8_topil.fix.safety import Safety

MARKS = {Safety.SAFE: "[*] ", Safety.UNSAFE: "[*!] "}


def render(outcomes: Sequence[Outcome]) -> str:
    """One line a finding, with a mark if it can be fixed, and a summary if there is any."""
    lines = []
    for outcome in outcomes:
        safety = {repair.finding: repair.safety for repair in outcome.repairs}
        for finding in outcome.findings:
            mark = MARKS[safety[finding]] if finding in safety else ""
            lines.append(f"{_place(outcome, finding)}: {finding.code} {mark}{shown(finding.message)}")
    if lines:
        lines.append(_counted(outcomes))
    return "".join(f"{line}\n" for line in lines)


def _counted(outcomes: Sequence[Outcome]) -> str:
    found = sum(len(one.findings) for one in outcomes)
    safety = [repair.safety for one in outcomes for repair in one.repairs]
    text = f"{found} found"
    if Safety.SAFE in safety:
        text += f", {safety.count(Safety.SAFE)} fixable with `flake8-topil fix` [*]"
    if Safety.UNSAFE in safety:
        text += f", {safety.count(Safety.UNSAFE)} with --unsafe-fixes [*!]"
    return text


def unfixed_lines(outcomes: Iterable[Outcome]) -> Iterator[str]:
    """One line for each finding that was not fixed, with the reason."""
    for outcome in outcomes:
        reasons = {one.finding: one.reason for one in outcome.repaired.unfixed}
        reasons |= {one.finding: f"needs --unsafe-fixes: {one.reason}" for one in outcome.repaired.withheld}
        for finding in outcome.findings:
            if finding in reasons:
                yield f"{_place(outcome, finding)}: {finding.code} not fixed: {shown(reasons[finding])}"


def summary(outcomes: Sequence[Outcome], *, would: bool) -> str:
    """What `fix` did, or would do, in one line."""
    fixed = sum(len(one.repaired.fixed) for one in outcomes)
    files = sum(one.has_changed for one in outcomes)
    withheld = sum(len(one.repaired.withheld) for one in outcomes)
    unfixed = sum(len(one.repaired.unfixed) for one in outcomes)
    parts = [f"{fixed} {'would be ' if would else ''}fixed in {files} file{'s' if files != 1 else ''}"]
    if withheld:
        parts.append(f"{withheld} need{'s' if withheld == 1 else ''} --unsafe-fixes")
    if unfixed:
        parts.append(f"{unfixed} ha{'s' if unfixed == 1 else 've'} no automatic fix")
    return ", ".join(parts)


def _place(outcome: Outcome, finding: Finding) -> str:
    return f"{shown(outcome.path)}:{finding.line}:{finding.column + 1}"


def shown(text: str) -> str:
    """A text on one line, without anything that could steer a terminal."""
    return "".join(char if char.isprintable() else char.encode("unicode_escape").decode() for char in text)
