"""Findings as one JSON object."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from flake8_topil import __version__
from flake8_topil.analysis import Finding
from flake8_topil.examination import Outcome
from flake8_topil.fix.repair import Repair
from flake8_topil.reports.regions import replacements
from flake8_topil.rules import rule


def render(outcomes: Sequence[Outcome]) -> str:
    """The findings with their fixes, and the files that could not be read. Lines and columns count from 1."""
    document = {
        "version": __version__,
        "findings": [_finding(outcome, one) for outcome in outcomes for one in outcome.findings],
        "errors": [{"path": one.path, "message": one.error} for one in outcomes if one.error],
    }
    return json.dumps(document, indent=1) + "\n"


def _finding(outcome: Outcome, finding: Finding) -> dict[str, Any]:
    repair = next((one for one in outcome.repairs if one.finding == finding), None)
    reason = next((one.reason for one in outcome.repaired.unfixed if one.finding == finding), None)
    return {
        "path": outcome.path,
        "line": finding.line,
        "column": finding.column + 1,
        "code": finding.code,
        "name": rule(finding.code).name,
        "message": finding.message,
        "fix": None if repair is None else _fix(outcome, repair),
        "not_fixable": reason,
    }


def _fix(outcome: Outcome, repair: Repair) -> dict[str, Any]:
    return {
        "safety": repair.safety.value,
        "unsafe_because": repair.reason or None,
        "edits": [
            {
                "line": one.line,
                "column": one.column,
                "end_line": one.end_line,
                "end_column": one.end_column,
                "text": one.text,
            }
            for one in replacements(outcome, repair)
        ],
    }
