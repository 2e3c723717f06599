"""The same work for many items, in several processes where that is worth it."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from typing import TypeVar

_T = TypeVar("_T")
_R = TypeVar("_R")


def default_jobs() -> int:
    """All processors this process may use; one under pre-commit, which starts several hooks at once itself."""
    if os.environ.get("PRE_COMMIT") == "1":
        return 1
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def each(function: Callable[[_T], _R], items: Sequence[_T], jobs: int) -> Iterator[_R]:
    """The results for the items, in their order. `function` has to be picklable if there are several jobs.

    Raises concurrent.futures.process.BrokenProcessPool if a worker is killed.
    """
    workers = min(jobs, len(items))
    if workers <= 1:
        yield from map(function, items)
        return
    # A fork of a process with threads, such as that of a progress bar, may hang.
    pool = ProcessPoolExecutor(workers, mp_context=multiprocessing.get_context("spawn"))
    try:
        yield from pool.map(function, items)
    finally:
        pool.shutdown(wait=True, cancel_futures=True)
