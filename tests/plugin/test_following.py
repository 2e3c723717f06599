"""Following imports, as flake8 does it: options, config files, worker processes, standard input."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from .conftest import UNBOUNDED, Lint, Write, run

NET = """\
import torch
from torch import nn
open("trap", "w")

class G(nn.Module):
    def forward(self, z):
        return torch.tanh(z)
"""
MAIN = """\
import torch
from torchvision.transforms.functional import to_pil_image
from models.net import G
to_pil_image(G()(torch.randn(3, 8, 8)))
"""
FILES = {"main.py": MAIN, "models/net.py": NET, "pyproject.toml": ""}


def test_the_other_file_is_named_and_not_run(lint: Lint, tmp_path: Path) -> None:
    [found] = lint(FILES, "--isolated", "--select=TPI").found
    assert (found.path, found.row, found.code) == ("main.py", 4, "TPI002")
    assert "torch.tanh in G.forward (models/net.py:7)" in found.text
    assert not (tmp_path / "trap").exists()


def test_one_file_at_a_time(lint: Lint) -> None:
    assert lint(FILES, "--isolated", "--select=TPI", "--topil-follow-imports=none").codes == ["TPI101"]


def test_options_in_a_config_file(lint: Lint) -> None:
    moved = {"main.py": MAIN, "deep/down/models/net.py": NET}
    assert lint({**moved, ".flake8": "[flake8]\nselect = TPI\n"}).codes == ["TPI101"]
    assert lint({**moved, ".flake8": "[flake8]\nselect = TPI\ntopil-root = deep/down\n"}).codes == ["TPI002"]
    assert lint({**moved, ".flake8": "[flake8]\nselect = TPI\ntopil-follow-imports = none\n"}).codes == ["TPI101"]


def test_a_folder_that_is_not_there(lint: Lint) -> None:
    result = lint(FILES, "--isolated", "--topil-root=nowhere")
    assert result.returncode == 1
    assert result.stdout.splitlines()[1:] == ["argument --topil-root: nowhere is not a folder"]
    assert "Traceback" not in result.stderr


def test_a_word_that_is_no_choice(lint: Lint) -> None:
    result = lint(FILES, "--isolated", "--topil-follow-imports=all")
    assert result.returncode == 2
    assert "invalid choice: 'all'" in result.stderr


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_worker_processes(jobs: str, lint: Lint) -> None:
    others = {f"m{i}.py": MAIN for i in range(4)}
    result = lint({**FILES, **others}, "--isolated", "--select=TPI", f"--jobs={jobs}")
    assert result.codes == ["TPI002"] * 5


def test_standard_input(lint: Lint, write: Write) -> None:
    write(FILES)
    named = ("--isolated", "--select=TPI", "--stdin-display-name=main.py", "-")
    assert lint({}, *named, stdin=MAIN.encode()).codes == ["TPI002"]
    assert lint({}, *named, stdin=MAIN.replace("G()(", "G()(2 * ").encode()).codes == ["TPI002"]
    assert lint({}, "--isolated", "--select=TPI", "-", stdin=MAIN.encode()).codes == ["TPI002"]


def test_a_broken_file_stops_nothing(lint: Lint) -> None:
    broken = {**FILES, "models/net.py": "def G(:\n", "other.py": UNBOUNDED}
    result = lint(broken, "--isolated", "--select=TPI")
    assert sorted((found.path, found.code) for found in result.found) == [("main.py", "TPI101"), ("other.py", "TPI001")]


def test_linting_from_another_folder(write: Write, tmp_path: Path) -> None:
    write({**FILES, "elsewhere/empty.txt": ""})
    command = (sys.executable, "-m", "flake8", "--isolated", "--select=TPI", "../main.py")
    result = run(*command, cwd=tmp_path / "elsewhere")
    assert "(models/net.py:7)" in result.stdout
