"""The results as data, and writing them."""

from __future__ import annotations

import math
import os
import tempfile
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from flake8_topil.analysis import Finding
from flake8_topil.verify.claims import Claim, Verdict
from flake8_topil.verify.loop import Loop
from flake8_topil.verify.programs import Result

VERSION = 1
"""Of the format. It changes when a field is renamed or removed."""


def as_json(results: Sequence[Result], loops: Sequence[Loop] = ()) -> dict[str, object]:
    """The results, and what became of the repairs if there were any, for `json.dumps`.

    Infinite numbers are the strings "inf" and "-inf".
    """
    counts = Counter(claim.verdict for result in results for claim in result.claims)
    return {
        "version": VERSION,
        "summary": {verdict.value: counts[verdict] for verdict in Verdict},
        "programs": [_program(result) for result in results],
        "repairs": [_loop(loop) for loop in loops],
    }


def _loop(loop: Loop) -> dict[str, object]:
    before, after = loop.wrong
    return {
        "name": loop.before.program.name,
        "fixed": [{**_finding(one.finding), "safety": one.safety.value} for one in loop.fixed],
        "unfixed": [{**_finding(one.finding), "reason": one.reason} for one in loop.unfixed],
        "wrong_before": before,
        "wrong_after": after,
        "problems": loop.problems,
    }


def _finding(finding: Finding) -> dict[str, object]:
    return {"line": finding.line, "column": finding.column + 1, "code": finding.code}


def _program(result: Result) -> dict[str, object]:
    return {
        "name": result.program.name,
        "status": result.run.status,
        "stopped": result.run.stopped or None,
        "seconds": round(result.run.seconds, 3),
        "torchvision": result.record.torchvision or None,
        "clamps_by_itself": result.record.clamps,
        "processes": result.record.processes,
        "conversions": result.converted,
        "stdout": result.run.stdout,
        "stderr": result.run.stderr,
        "recorder_failures": result.record.failures,
        "expectations": [{"line": one.line, "code": one.code} for one in result.expectations],
        "unconfirmed": [{"line": one.line, "code": one.code} for one in result.unconfirmed],
        "unexpected": [
            {"line": one.finding.line, "code": one.finding.code} for one in result.unexpected if one.finding
        ],
        "claims": [_claim(claim) for claim in result.claims],
    }


def _claim(claim: Claim) -> dict[str, object]:
    column = claim.position.column
    return {
        "file": str(claim.file) if claim.file.name else None,
        "line": claim.position.line,
        "column": None if column is None else column + 1,
        "verdict": claim.verdict.value,
        "code": claim.finding.code if claim.finding else None,
        "message": claim.finding.message if claim.finding else None,
        "conversions": len(claim.conversions),
        "dtypes": claim.dtypes,
        "lo": _number(claim.lo),
        "hi": _number(claim.hi),
        "nan": claim.nan,
        "pixels": claim.pixels,
        "wrong": claim.wrong,
        "errors": claim.errors,
    }


def _number(value: float | None) -> float | str | None:
    return str(value) if value is not None and math.isinf(value) else value


def write_text(path: Path, text: str) -> None:
    """Write a file at once, or not at all."""
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
        Path(name).chmod(0o644)
        os.replace(name, path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
