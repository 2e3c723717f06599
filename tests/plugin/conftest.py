"""Every test of the plugin goes through flake8 as a process of its own: what counts is what a user sees."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

UNBOUNDED = """\
import torch
from torchvision.transforms.functional import to_pil_image
img = to_pil_image(torch.randn(3, 8, 8))
"""
"""One finding: TPI001 at line 3, column 7 as flake8 counts."""

FORMAT = "%(path)s\t%(row)d\t%(col)d\t%(code)s\t%(text)s"


@dataclass(frozen=True)
class Found:
    """One line that flake8 printed."""

    path: str
    row: int
    col: int
    code: str
    text: str


@dataclass(frozen=True)
class Run:
    """What one run of flake8 gave."""

    returncode: int
    stdout: str
    stderr: str

    @property
    def found(self) -> list[Found]:
        rows = [line.split("\t") for line in self.stdout.splitlines()]
        assert all(len(row) == 5 for row in rows), self.stdout
        return [Found(path, int(row), int(col), code, text) for path, row, col, code, text in rows]

    @property
    def codes(self) -> list[str]:
        return [one.code for one in self.found]

    @property
    def places(self) -> list[tuple[str, int, int, str]]:
        return [(one.path, one.row, one.col, one.code) for one in self.found]


Lint = Callable[..., Run]
Write = Callable[[Mapping[str, str | bytes]], None]


def run(*command: str, cwd: Path, stdin: bytes | None = None, env: Mapping[str, str] | None = None) -> Run:
    """Run a command to its end."""
    done = subprocess.run(command, cwd=cwd, input=stdin or b"", capture_output=True, env=env, check=False)
    return Run(done.returncode, done.stdout.decode().replace("\r\n", "\n"), done.stderr.decode())


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """A function that writes files, each a text or bytes, under the test's directory."""

    def write(files: Mapping[str, str | bytes]) -> None:
        for name, content in files.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content if isinstance(content, bytes) else content.encode())

    return write


@pytest.fixture
def lint(tmp_path: Path, write: Write) -> Lint:
    """A function that writes files and runs flake8 in their directory.

    The arguments are flake8's; without any it lints the files. `launcher` is the Python to start flake8 with.
    """

    def lint(
        files: Mapping[str, str | bytes],
        *arguments: str,
        stdin: bytes | None = None,
        launcher: tuple[str, ...] = ("-m", "flake8"),
    ) -> Run:
        write(files)
        paths = [name for name in files if name.endswith(".py")] if stdin is None else []
        return run(
            sys.executable, *launcher, f"--format={FORMAT}", *arguments, *sorted(paths), cwd=tmp_path, stdin=stdin
        )

    return lint


@pytest.fixture
def git(tmp_path: Path) -> Callable[..., str]:
    """A function that runs git for a directory, whatever git the tests themselves are run from."""
    env = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    identity = ("-c", "user.name=test", "-c", "user.email=test@example.org", "-c", "commit.gpgsign=false")

    def git(directory: Path, *arguments: str) -> str:
        done = run("git", *identity, *arguments, cwd=directory, env=env)
        assert done.returncode == 0, done.stderr
        return done.stdout

    return git
