"""The repaired fixtures, run: their pictures are those of the clamped values, and no right pixel has changed."""

from __future__ import annotations

import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from ..cli.conftest import START
from .programs import FIXTURES, report

pytestmark = pytest.mark.skipif(
    find_spec("torch") is None or find_spec("torchvision") is None, reason="torch and torchvision are not installed"
)

OVERFLOW = [path for path in FIXTURES if path.parent.name == "overflow"]


@pytest.fixture(scope="module")
def runs(tmp_path_factory: pytest.TempPathFactory) -> tuple[Any, Any, set[str]]:
    """The pictures before and after `fix`, and the programs of which every finding had a safe fix."""
    folder = tmp_path_factory.mktemp("fixed")
    for path in OVERFLOW:
        shutil.copy(path, folder)
    whole = {
        path.stem
        for path, found in report(folder).items()
        if all(f["fix"] and f["fix"]["safety"] == "safe" for f in found)
    }
    subprocess.run([*START, "fix", "--isolated", "."], cwd=folder, capture_output=True, check=False)
    return pictures(folder, OVERFLOW), pictures(folder, [folder / path.name for path in OVERFLOW]), whole


def pictures(folder: Path, paths: list[Path]) -> Any:
    import numpy as np

    recorder = Path(__file__).with_name("recorder.py")
    subprocess.run([sys.executable, str(recorder), "out.npz", *map(str, paths)], cwd=folder, check=True, timeout=600)
    with np.load(folder / "out.npz") as arrays:
        return dict(arrays)


@pytest.mark.parametrize("name", [path.stem for path in OVERFLOW])
def test_only_wrong_pixels_change(name: str, runs: tuple[Any, Any, set[str]]) -> None:
    before, after, whole = runs
    made = sorted(key for key in before if key.startswith(f"{name}/") and key.endswith("/made"))
    assert made
    assert made == sorted(key for key in after if key.startswith(f"{name}/") and key.endswith("/made"))
    changed = False
    for key in made:
        reference = before[key.replace("/made", "/clamped")]
        is_right = before[key] == reference
        assert (after[key] == before[key])[is_right].all()
        changed = changed or not (after[key] == before[key]).all()
        if name in whole:
            assert (after[key] == reference).all()
    assert changed or name not in whole


def test_most_programs_are_repaired_whole(runs: tuple[Any, Any, set[str]]) -> None:
    assert len(runs[2]) > len(OVERFLOW) / 2
