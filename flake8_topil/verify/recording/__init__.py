"""The part that runs inside the program: it watches the converter and writes down every conversion.

It uses the standard library and what torchvision has imported anyway, and is loaded by path, under another name, in
interpreters that know nothing of flake8_topil. Nothing in here may change what the program does: not the pictures it
gets, not its random numbers, not its warnings, not the exceptions it sees.
"""

from __future__ import annotations

import os

from .converters import Recorder
from .journal import IllustratedJournal

RECORD_FOLDER = "FLAKE8_TOPIL_RECORD"
"""The environment variable that names the folder to write to. Subprocesses inherit it, and record as well."""


def start_from_environment() -> None:
    """Record to the folder that the environment names, if it names one."""
    folder = os.environ.get(RECORD_FOLDER)
    if folder:
        Recorder(IllustratedJournal(folder)).start()
