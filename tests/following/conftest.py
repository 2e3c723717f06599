"""Small projects, written to a folder and linted file by file."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from flake8_topil.analysis import Finding, Options, check

HEAD = """\
import torch
from torch import nn
from torchvision.transforms.functional import to_pil_image
x = torch.randn(3, 8, 8)
"""
"""How the main module of most projects starts."""

Lint = Callable[..., list[Finding]]


@pytest.fixture
def lint(tmp_path: Path) -> Lint:
    """A function that writes the files of a project and lints one of them."""
    (tmp_path / "pyproject.toml").touch()

    def lint(files: Mapping[str, str], main: str = "main.py", options: Options | None = None) -> list[Finding]:
        for name, text in files.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        path = tmp_path / main
        return check(path.read_text(encoding="utf-8"), str(path), options)

    return lint


@pytest.fixture
def codes(lint: Lint) -> Callable[..., list[str]]:
    """The same; only the codes of what is found."""

    def codes(files: Mapping[str, str], main: str = "main.py", options: Options | None = None) -> list[str]:
        return [finding.code for finding in lint(files, main, options)]

    return codes


@pytest.fixture(autouse=True)
def _in_its_folder(tmp_path: Path) -> None:
    os.chdir(tmp_path)
