"""Runs a program in a process of its own, with the recorder in it and in everything that it starts."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import psutil

from flake8_topil.verify.environment import recording_environment

_POLL = 0.1
_SHOWN_OUTPUT = 64 * 1024


@dataclass(frozen=True)
class Limits:
    """What a program may use."""

    seconds: float = 300.0
    """Of time, from start to end."""
    memory: int = 8 * 1024**3
    """Bytes of memory that the program and its subprocesses may have in use at one moment."""


@dataclass(frozen=True)
class Run:
    """How a program ended."""

    status: int
    """The exit status; negative for a signal."""
    seconds: float
    stopped: str
    """Why it was stopped before its end: "time", "memory", or empty."""
    stdout: str
    """What it printed; of much, the last 64 KiB."""
    stderr: str

    @property
    def ended_well(self) -> bool:
        return not self.stopped and self.status == 0

    @property
    def ending(self) -> str:
        """How it ended, in words."""
        if self.stopped:
            return {"time": "stopped at the time limit", "memory": "stopped at the memory limit"}[self.stopped]
        if self.status < 0:
            with contextlib.suppress(ValueError):
                return f"killed by {signal.Signals(-self.status).name}"
        return f"exit status {self.status}"


def run(
    command: Sequence[str],
    record_folder: Path,
    limits: Limits,
    environment: Mapping[str, str] | None = None,
    cwd: Path | None = None,
) -> Run:
    """Run a command to its end, or to the limits, and end whatever it has left running.

    Python processes that inherit its environment write their conversions to `record_folder`. Raises OSError if the
    command cannot be started.
    """
    env = recording_environment(os.environ if environment is None else environment, record_folder)
    with tempfile.TemporaryFile() as stdout, tempfile.TemporaryFile() as stderr:
        started = time.monotonic()
        # Files and not pipes: a process that the program leaves behind would keep a pipe open.
        process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=stdout, stderr=stderr, env=env, cwd=cwd, start_new_session=True
        )
        with _family(process) as family:
            stopped = _wait(process, family, limits)
        status = process.wait()
        return Run(status, time.monotonic() - started, stopped, _tail(stdout), _tail(stderr))


class _Family:
    """A process, and all that it was seen to start."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self._process = process
        self._seen: dict[int, psutil.Process] = {}

    def memory(self) -> int:
        """Bytes in use, shared pages counted once for each process."""
        with contextlib.suppress(psutil.Error):
            parent = psutil.Process(self._process.pid)
            self._seen |= {child.pid: child for child in [parent, *parent.children(recursive=True)]}
        total = 0
        for child in self._seen.values():
            with contextlib.suppress(psutil.Error):
                total += child.memory_info().rss
        return total

    def kill(self) -> None:
        """End the process group, and the children that have left it."""
        if hasattr(os, "killpg"):
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(self._process.pid, signal.SIGKILL)
        for child in self._seen.values():
            with contextlib.suppress(psutil.Error):
                child.kill()
        self._process.kill()
        self._process.wait()


@contextlib.contextmanager
def _family(process: subprocess.Popen[bytes]) -> Iterator[_Family]:
    family = _Family(process)
    try:
        yield family
    finally:
        family.kill()


def _wait(process: subprocess.Popen[bytes], family: _Family, limits: Limits) -> str:
    """Wait for the end. Returns why it was not waited for any longer, or nothing."""
    deadline = time.monotonic() + limits.seconds
    while True:
        if family.memory() > limits.memory:
            return "memory"
        remaining = deadline - time.monotonic()
        if remaining <= 0:
            return "time"
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(min(_POLL, remaining))
            return ""


def _tail(file: IO[bytes]) -> str:
    size = file.seek(0, os.SEEK_END)
    file.seek(max(0, size - _SHOWN_OUTPUT))
    return file.read().decode(errors="replace")
