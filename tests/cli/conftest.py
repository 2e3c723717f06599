"""The command as a process of its own, in a temporary directory."""

from __future__ import annotations

import sysconfig
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from ..plugin.conftest import UNBOUNDED, Run, Write, run, write

__all__ = ["UNBOUNDED", "Run", "Topil", "Write", "run", "topil", "write"]

Topil = Callable[..., Run]

START = (str(Path(sysconfig.get_path("scripts")) / "flake8-topil"),)


@pytest.fixture
def topil(tmp_path: Path) -> Topil:
    """A function that runs `flake8-topil` in the test's directory."""

    def topil(*arguments: str, stdin: bytes | None = None, env: Mapping[str, str] | None = None) -> Run:
        return run(*START, *arguments, cwd=tmp_path, stdin=stdin, env=env)

    return topil
