"""The harness is tested as a user has it: as a command that runs programs, with the real torchvision."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

needs_torch = pytest.mark.skipif(
    find_spec("torch") is None or find_spec("torchvision") is None, reason="torch and torchvision are not installed"
)

HEAD = """\
import torch
import torchvision.transforms as T
from torchvision.transforms import v2
from torchvision.transforms import functional as F
from torchvision.transforms.functional import to_pil_image
right = torch.linspace(0, 1, 48).reshape(3, 4, 4)
wrong = right * 1.5
"""
"""How the programs of the tests start. Every pixel of `wrong` goes wrong when it is converted, in the blue channel."""


@dataclass(frozen=True)
class Verified:
    """What one call of the command gave."""

    status: int
    stdout: str
    stderr: str
    report: Any
    """What `--json` wrote; None if it wrote nothing."""

    @property
    def program(self) -> Any:
        """The only program of the report."""
        assert self.report is not None, self.stderr
        [program] = self.report["programs"]
        return program

    @property
    def claims(self) -> list[Any]:
        return list(self.program["claims"])

    @property
    def verdicts(self) -> list[tuple[int, str]]:
        return [(claim["line"], claim["verdict"]) for claim in self.claims]


Verify = Callable[..., Verified]


@pytest.fixture
def verify(tmp_path: Path) -> Verify:
    """A function that writes files and runs `flake8-topil verify` in their folder with the given arguments."""

    def verify(files: Mapping[str, str], *arguments: str, env: Mapping[str, str] | None = None) -> Verified:
        for name, text in files.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        report = tmp_path / "report.json"
        command = [sys.executable, "-m", "flake8_topil.verify", "--json", str(report), *arguments]
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, env=env, check=False, timeout=300)
        data = json.loads(report.read_text(encoding="utf-8")) if report.exists() else None
        return Verified(done.returncode, done.stdout, done.stderr, data)

    return verify
