"""Both ways of use with pre-commit, with the real pre-commit in a temporary git repository."""

from __future__ import annotations

import os
import re
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from flake8_topil.rules import RULES

from .conftest import ROOT, UNBOUNDED, Run, run

PACKAGED = ("pyproject.toml", "README.md", "LICENSE", ".pre-commit-hooks.yaml", "flake8_topil")

Git = Callable[..., str]


def test_the_hook_runs_the_rules_that_are_on_by_default() -> None:
    text = (ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8")
    found = re.search(r"entry: flake8 --select=(\S+)", text)
    assert found is not None
    prefixes = tuple(found[1].split(","))
    assert {one.code for one in RULES if one.code.startswith(prefixes)} == {one.code for one in RULES if one.default}


@pytest.fixture
def clone(tmp_path: Path, git: Git) -> Path:
    """A git repository with the package as it is in the working tree."""
    clone = tmp_path / "flake8-topil"
    clone.mkdir()
    for name in PACKAGED:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, clone / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(ROOT / name, clone / name)
    git(clone, "init", "--quiet")
    git(clone, "add", "--all")
    git(clone, "commit", "--quiet", "--message=package")
    return clone


@pytest.fixture
def project(tmp_path: Path, git: Git) -> Path:
    """A git repository with one bad file, one that is not Python, and one that is not staged."""
    project = tmp_path / "project"
    project.mkdir()
    (project / "bad.py").write_text(UNBOUNDED)
    (project / "notes.txt").write_text(UNBOUNDED)
    (project / "good.py").write_text(UNBOUNDED.replace("8)", "8).clamp(0, 1)"))
    git(project, "init", "--quiet")
    git(project, "add", "--all")
    (project / "unstaged.py").write_text(UNBOUNDED)
    return project


def pre_commit(project: Path, *arguments: str) -> Run:
    env = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    env["PRE_COMMIT_HOME"] = str(project.parent / "pre-commit-home")
    result = run(sys.executable, "-m", "pre_commit", *arguments, cwd=project, env=env)
    if "An unexpected error has occurred" in result.stdout and "No matching distribution" in result.stdout:
        pytest.skip("no package index can be reached to install the hook's environment from")
    return result


def findings(result: Run) -> list[str]:
    return [line for line in result.stdout.splitlines() if re.search(r": TPI\d{3} ", line)]


@pytest.mark.network
def test_as_a_hook_of_this_repository(clone: Path, project: Path) -> None:
    result = pre_commit(project, "try-repo", str(clone), "flake8-topil", "--all-files")
    [line] = findings(result)
    assert line.startswith("bad.py:3:7: TPI001 to_pil_image input can leave [0, 1]: ")
    assert result.returncode == 1, result.stdout


@pytest.mark.network
def test_the_fix_as_a_hook_of_this_repository(clone: Path, project: Path) -> None:
    result = pre_commit(project, "try-repo", str(clone), "flake8-topil-fix", "--all-files")
    assert "files were modified by this hook" in result.stdout, result.stdout
    assert "1 fixed in 1 file" in result.stdout
    assert result.returncode == 1
    assert (project / "bad.py").read_text() == (project / "good.py").read_text()
    for name in ("notes.txt", "unstaged.py"):
        assert (project / name).read_text() == UNBOUNDED
    again = pre_commit(project, "try-repo", str(clone), "flake8-topil-fix", "--all-files")
    assert again.returncode == 0, again.stdout


@pytest.mark.network
def test_as_a_dependency_of_a_flake8_hook(clone: Path, project: Path) -> None:
    (project / ".pre-commit-config.yaml").write_text(f"""\
repos:
  - repo: local
    hooks:
      - id: flake8
        name: flake8
        entry: flake8
        language: python
        types: [python]
        args: [--select=F, --extend-select=TPI]
        additional_dependencies: ["flake8>=7", "{clone.as_posix()}"]
""")
    result = pre_commit(project, "run", "--all-files")
    [line] = findings(result)
    assert line.startswith("bad.py:3:7: TPI001 to_pil_image input can leave [0, 1]: ")
    assert result.returncode == 1, result.stdout
