"""What one file changes in what another made must not pass in silence, nor what a file does while it is imported."""

from __future__ import annotations

from pathlib import Path

import pytest

from flake8_topil.analysis import check

from .changes import programs, variants
from .splitting import LABEL

PROGRAMS = programs()
_REPORTED_ONLY_AS_TWO = {"eval_order_class"}
"""Programs with safe conversions that are reported if they stand in two files."""


def _found(files: dict[str, str], folder: Path) -> list[tuple[str, str]]:
    """Truth and code of each conversion."""
    (folder / "pyproject.toml").touch()
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    codes = {finding.line: finding.code for finding in check(files["main.py"], str(folder / "main.py"))}
    lines = enumerate(files["main.py"].splitlines(), 1)
    return [(label[1], codes.get(number, "")) for number, line in lines if (label := LABEL.search(line))]


@pytest.mark.slow
@pytest.mark.parametrize("name", PROGRAMS)
def test_changes_are_seen(name: str, tmp_path: Path) -> None:
    found = {form: _found(files, tmp_path) for form, files in variants(*PROGRAMS[name])}
    silent = {form for form, sites in found.items() if ("wrong", "") in sites}
    assert silent == set()
    safe = [i for i, (truth, code) in enumerate(found["whole"]) if truth == "safe" and not code]
    reported = {form for form, sites in found.items() if any(sites[i][1] for i in safe)}
    assert bool(reported) == (name in _REPORTED_ONLY_AS_TWO), reported
