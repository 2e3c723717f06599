"""Findings as workflow commands, which GitHub Actions shows as annotations."""

from __future__ import annotations

from collections.abc import Sequence

from flake8_topil.examination import Outcome
from flake8_topil.reports.levels import level


def render(outcomes: Sequence[Outcome]) -> str:
    """One command a finding."""
    return "".join(
        f"::{level(one.code)} file={_property(outcome.path)},line={one.line},col={one.column + 1},"
        f"title={_property(one.code)}::{_data(f'{one.code} {one.message}')}\n"
        for outcome in outcomes
        for one in outcome.findings
    )


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
