"""What is to be run: the programs that the command line names, and what came of each."""

from __future__ import annotations

import importlib.machinery
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from flake8_topil.verify import expectations, records, runner
from flake8_topil.verify.claims import Claim, Verdict, cross
from flake8_topil.verify.expectations import Expectation
from flake8_topil.verify.records import Record
from flake8_topil.verify.runner import Limits, Run

_T = TypeVar("_T")
_R = TypeVar("_R")

_HAS_TORCHVISION = (
    "import importlib.util as u, sys; sys.exit(not (u.find_spec('torch') and u.find_spec('torchvision')))"
)


class CannotVerify(Exception):
    """Something that the user has to change first. The text is one line."""


@dataclass(frozen=True)
class Program:
    """One program to run."""

    name: str
    """As the user knows it."""
    arguments: tuple[str, ...]
    """For the interpreter."""
    path: Path | None
    """Its file; None if it is not known."""
    is_fixture: bool = False
    """Does every finding in it have to be expected and confirmed?"""


@dataclass(frozen=True)
class Result:
    """What came of one program."""

    program: Program
    run: Run
    record: Record
    claims: list[Claim]
    expectations: list[Expectation]
    unconfirmed: list[Expectation] = field(default_factory=list)
    unexpected: list[Claim] = field(default_factory=list)

    @property
    def missed(self) -> list[Claim]:
        return [claim for claim in self.claims if claim.verdict is Verdict.MISSED]

    @property
    def converted(self) -> int:
        """How many conversions there were, without those that torchvision made for itself."""
        return sum(not one.is_librarys for one in self.record.conversions)

    @property
    def is_refuted(self) -> bool:
        """Is something that the linter or the fixture says not so?"""
        return bool(self.missed or self.unconfirmed or self.unexpected)

    @property
    def is_reliable(self) -> bool:
        """Did the program and the recorder come to their ends?"""
        return self.run.ended_well and not self.record.failures


def script(path: str, arguments: Sequence[str]) -> Program:
    """A script with its arguments. Raises CannotVerify if there is none."""
    if not Path(path).is_file():
        raise CannotVerify(f"{path}: {'is a directory' if Path(path).is_dir() else 'no such file'}")
    return Program(path, (path, *arguments), Path(path))


def module(name: str, arguments: Sequence[str]) -> Program:
    """A module, as `python -m` runs it."""
    return Program(f"-m {name}", ("-m", name, *arguments), _file_of_module(name))


def in_paths(paths: Iterable[str]) -> list[Program]:
    """The files, and all Python files in the folders, which are fixtures. Raises CannotVerify if a path is missing."""
    found = []
    for name in paths:
        path = Path(name)
        if path.is_dir():
            files = sorted(file for file in path.rglob("*.py") if not _is_hidden(file.relative_to(path)))
            found += [Program(str(file), (str(file),), file, is_fixture=True) for file in files]
        else:
            found.append(script(name, ()))
    if not found:
        raise CannotVerify("there is no Python file in " + ", ".join(paths))
    return found


def _is_hidden(path: Path) -> bool:
    return any(part.startswith((".", "__pycache__")) for part in path.parts)


def _file_of_module(name: str) -> Path | None:
    """The file that `python -m NAME` would run. Nothing is imported."""
    search: Sequence[str] | None = ["", *sys.path]
    spec = None
    parts = name.split(".")
    for i, _ in enumerate(parts):
        try:
            spec = importlib.machinery.PathFinder.find_spec(".".join(parts[: i + 1]), search)
        except (ImportError, ValueError):
            return None
        if spec is None:
            return None
        search = spec.submodule_search_locations
    if spec is not None and spec.submodule_search_locations:
        spec = importlib.machinery.PathFinder.find_spec(f"{name}.__main__", spec.submodule_search_locations)
    return None if spec is None or spec.origin is None else Path(spec.origin)


def require_torchvision(python: str) -> None:
    """Raise CannotVerify if the interpreter has no torchvision."""
    try:
        done = subprocess.run([python, "-c", _HAS_TORCHVISION], capture_output=True, check=False)
    except OSError as error:
        raise CannotVerify(f"{python}: {error.strerror}") from None
    if done.returncode:
        raise CannotVerify(f"{python} has no torch and torchvision to run programs with: pip install torch torchvision")


@dataclass(frozen=True)
class Harness:
    """Runs programs with one interpreter, within limits, and judges what they did."""

    python: str
    limits: Limits
    folder: Path
    """Where the records and pictures go."""
    cwd: Path | None = None
    environment: Mapping[str, str] = field(default_factory=lambda: dict(os.environ))

    def verify(self, program: Program) -> Result:
        """Run one program, and cross what it did with what the linter says."""
        folder = Path(tempfile.mkdtemp(dir=self.folder))
        run = runner.run([self.python, *program.arguments], folder, self.limits, self.environment, self.cwd)
        record = records.read(folder)
        path = program.path
        claims = cross(record, [] if path is None else [path])
        expected = [] if path is None else expectations.read(path)
        return Result(
            program,
            run,
            record,
            claims,
            expected,
            expectations.unconfirmed(expected, claims),
            expectations.unexpected(expected, claims, path) if program.is_fixture and path is not None else [],
        )


def in_parallel(
    work: Callable[[_T], _R], items: Sequence[_T], jobs: int, done: Callable[[], None] = lambda: None
) -> list[_R]:
    """What `work` makes of each item, `jobs` at a time, in their order. `done` is called when one is ready."""

    def one(item: _T) -> _R:
        result = work(item)
        done()
        return result

    with ThreadPoolExecutor(jobs) as pool:
        return list(pool.map(one, items))


def shared_environment(jobs: int) -> dict[str, str]:
    """The environment for programs that run at the same time: each uses one core, unless the user says otherwise."""
    environment = dict(os.environ)
    if jobs > 1:
        environment.setdefault("OMP_NUM_THREADS", "1")
    return environment
