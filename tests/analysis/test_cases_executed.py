"""The expectations in the case files are true: the real libraries execute the programs, and pixels are compared."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from .case_files import EXECUTED, expected

pytest.importorskip("torch")
pytest.importorskip("torchvision")


@pytest.fixture(scope="session")
def report() -> dict[str, Any]:
    script = Path(__file__).with_name("execute_cases.py")
    command = [sys.executable, str(script), *map(str, EXECUTED)]
    result = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
    return dict(json.loads(result.stdout))


@pytest.mark.parametrize("path", EXECUTED, ids=lambda path: path.stem)
def test_pixels_go_wrong_where_expected_and_nowhere_else(path: Path, report: dict[str, Any]) -> None:
    seen = report[path.name]
    lines = path.read_text().splitlines()
    wanted = expected(path)
    wrong = [set(place) for place in seen["wrong"]]
    problems = [f"{name}: never completed: {why}" for name, why in seen["failed"].items()]
    for place in wrong:
        if not place & wanted.keys():
            shown = " and ".join(f"{path.name}:{number}: {lines[number - 1].strip()}" for number in sorted(place))
            problems.append(f"wrong pixels, and nothing is expected: {shown}")
    for number, codes in wanted.items():
        if all(code.startswith("TPI0") for code in codes) and not any(number in place for place in wrong):
            problems.append(f"no wrong pixels: {path.name}:{number}: {lines[number - 1].strip()}")
    assert not problems, "\n".join(problems)
