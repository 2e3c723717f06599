"""The codemod, run by libcst's own tool."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from ..cli.conftest import UNBOUNDED, Write

UNKNOWN = UNBOUNDED.replace("torch.randn(3, 8, 8)", "torch.load('x')")
COMMAND = ("-m", "libcst.tool", "codemod", "-x", "flake8_topil.fix.codemod.ClampCommand")


def codemod(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *COMMAND, "--no-format", "--jobs=1", *arguments],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )


def test_safe_repairs(tmp_path: Path, write: Write) -> None:
    write({"a.py": UNBOUNDED, "b.py": UNKNOWN})
    done = codemod(tmp_path, "a.py", "b.py")
    assert (tmp_path / "a.py").read_text() == UNBOUNDED.replace("8, 8)", "8, 8).clamp(0, 1)")
    assert (tmp_path / "b.py").read_text() == UNKNOWN
    assert "line 3: TPI101 needs --unsafe-fixes" in done.stderr
    assert done.returncode == 0, done.stderr


def test_unsafe_repairs(tmp_path: Path, write: Write) -> None:
    write({"b.py": UNKNOWN})
    codemod(tmp_path, "--unsafe-fixes", "b.py")
    assert (tmp_path / "b.py").read_text() == UNKNOWN.replace("('x')", "('x').clamp(0, 1)")


def test_select(tmp_path: Path, write: Write) -> None:
    write({"a.py": UNBOUNDED})
    codemod(tmp_path, "--select=TPI1", "a.py")
    assert (tmp_path / "a.py").read_text() == UNBOUNDED


def test_config_files_and_bad_options(tmp_path: Path, write: Write) -> None:
    write({"a.py": UNBOUNDED, ".flake8": "[flake8]\nignore = TPI001\n"})
    codemod(tmp_path, "a.py")
    assert (tmp_path / "a.py").read_text() == UNBOUNDED
    write({".flake8": "[flake8]\ntopil-torchvision = new\n"})
    done = codemod(tmp_path, "a.py")
    assert "flake8-topil: argument --topil-torchvision: 'new' is not a version" in done.stderr
    assert "Traceback" not in done.stderr
    assert done.returncode != 0


def test_help_has_the_description_and_the_arguments(tmp_path: Path) -> None:
    shown = " ".join(codemod(tmp_path, "--help").stdout.split())
    assert "Clamp to [0, 1] what ToPILImage" in shown
    assert "--unsafe-fixes" in shown
    assert "--select CODES" in shown
