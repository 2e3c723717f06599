"""The same work for many items, in several processes where that is worth it."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from typing import TypeVar

_T = TypeVar("_T")
_R = TypeVar("_R")

_SAFE_PATH = "PYTHONSAFEPATH"
"""Python 3.11 and later obey it."""


def default_jobs() -> int:
    """All processors this process may use; one under pre-commit, which starts several hooks at once itself."""
    if os.environ.get("PRE_COMMIT") == "1":
        return 1
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def each(function: Callable[[_T], _R], items: Sequence[_T], jobs: int) -> Iterator[_R]:
    """The results for the items, in their order. `function` has to be picklable if there are several jobs.

    The iterator raises concurrent.futures.process.BrokenProcessPool if a worker is killed.
    """
    workers = min(jobs, len(items))
    method = _start_method()
    if workers <= 1 or method is None:
        return map(function, items)
    with _safe_path():
        pool = ProcessPoolExecutor(workers, mp_context=multiprocessing.get_context(method))
        # All workers are started here.
        return _drained(pool, pool.map(function, items))


def _drained(pool: ProcessPoolExecutor, results: Iterator[_R]) -> Iterator[_R]:
    try:
        yield from results
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _start_method() -> str | None:
    """How to start workers without importing from the current directory; None if there is no way."""
    if sys.version_info >= (3, 11):
        return "spawn"
    return "fork" if "fork" in multiprocessing.get_all_start_methods() else None


@contextlib.contextmanager
def _safe_path() -> Iterator[None]:
    """Keep new interpreters from importing out of the current directory.

    They would take a `keyword.py` there for the standard library's, and so run code that is only to be read.
    """
    before = os.environ.get(_SAFE_PATH)
    os.environ[_SAFE_PATH] = "1"
    try:
        yield
    finally:
        if before is None:
            del os.environ[_SAFE_PATH]
        else:
            os.environ[_SAFE_PATH] = before
