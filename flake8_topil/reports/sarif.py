"""Findings as SARIF 2.1.0, which code scanning services read."""

from __future__ import annotations

import json
import urllib.parse
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from flake8_topil import __version__
from flake8_topil.analysis import Finding
from flake8_topil.examination import Outcome
from flake8_topil.explanation import page
from flake8_topil.fix.repair import Repair
from flake8_topil.fix.safety import Safety
from flake8_topil.reports.levels import level
from flake8_topil.reports.regions import replacements
from flake8_topil.rules import RULES, Rule

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"

_INDEX = {rule.code: index for index, rule in enumerate(RULES)}


def render(outcomes: Sequence[Outcome]) -> str:
    """One run with all rules, the findings with their fixes, and a notification for each file with an error."""
    errors = [one for one in outcomes if one.error]
    run = {
        "tool": {"driver": _driver()},
        "columnKind": "unicodeCodePoints",
        "invocations": [
            {"executionSuccessful": not errors, "toolExecutionNotifications": [_notification(one) for one in errors]}
        ],
        "results": [_result(outcome, one) for outcome in outcomes for one in outcome.findings],
    }
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, indent=1) + "\n"


def _driver() -> dict[str, Any]:
    return {"name": "flake8-topil", "semanticVersion": __version__, "rules": [_rule(one) for one in RULES]}


def _rule(rule: Rule) -> dict[str, Any]:
    return {
        "id": rule.code,
        "name": rule.name,
        "shortDescription": {"text": rule.when},
        "fullDescription": {"text": rule.what},
        "help": {"text": page(rule), "markdown": page(rule)},
        "defaultConfiguration": {"enabled": rule.default, "level": level(rule.code)},
    }


def _result(outcome: Outcome, finding: Finding) -> dict[str, Any]:
    result: dict[str, Any] = {
        "ruleId": finding.code,
        "ruleIndex": _INDEX[finding.code],
        "level": level(finding.code),
        "message": {"text": finding.message},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": _location(outcome.path),
                    "region": {"startLine": finding.line, "startColumn": finding.column + 1},
                }
            }
        ],
    }
    repair = next((one for one in outcome.repairs if one.finding == finding), None)
    if repair is not None:
        result["fixes"] = [_fix(outcome, repair)]
    return result


def _fix(outcome: Outcome, repair: Repair) -> dict[str, Any]:
    text = "Clamp to [0, 1]"
    if repair.safety is Safety.UNSAFE:
        text += f" (unsafe: {repair.reason})"
    return {
        "description": {"text": text},
        "artifactChanges": [
            {
                "artifactLocation": _location(outcome.path),
                "replacements": [
                    {
                        "deletedRegion": {
                            "startLine": one.line,
                            "startColumn": one.column,
                            "endLine": one.end_line,
                            "endColumn": one.end_column,
                        },
                        "insertedContent": {"text": one.text},
                    }
                    for one in replacements(outcome, repair)
                ],
            }
        ],
    }


def _notification(outcome: Outcome) -> dict[str, Any]:
    return {
        "level": "error",
        "message": {"text": outcome.error},
        "locations": [{"physicalLocation": {"artifactLocation": _location(outcome.path)}}],
    }


def _location(path: str) -> dict[str, str]:
    if Path(path).is_absolute():
        return {"uri": Path(path).as_uri()}
    return {"uri": urllib.parse.quote(Path(path).as_posix())}
