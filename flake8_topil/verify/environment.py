"""The environment in which every Python process records."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from flake8_topil.verify.recording import RECORD_FOLDER

BOOTSTRAP = Path(__file__).parent / "bootstrap"


def recording_environment(environment: Mapping[str, str], folder: Path) -> dict[str, str]:
    """The environment, with the recorder in it and told to write to a folder."""
    path = os.pathsep.join(filter(None, [str(BOOTSTRAP), environment.get("PYTHONPATH")]))
    return {**environment, "PYTHONPATH": path, RECORD_FOLDER: str(folder)}
