"""From the paths of a command line to source files: what flake8 would take, less what git ignores."""

from __future__ import annotations

import argparse
import functools
import logging
import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from flake8 import utils
from pathspec import GitIgnoreSpec

_LOG = logging.getLogger(__name__)


def expand(paths: Iterable[str], given: argparse.Namespace) -> Iterator[str]:
    """The files named, and the source files in the folders named, each once, in the order of their names.

    flake8's `exclude` and `extend-exclude` hold for all of them, `filename` and .gitignore for those in folders.
    """
    seen = set()
    excluded = functools.partial(
        utils.matches_filename,
        patterns=[*given.exclude, *given.extend_exclude],
        log_message='"%(path)s" has %(whether)sbeen excluded',
        logger=_LOG,
    )
    for path in paths:
        if excluded(path):
            continue
        found = _in_folder(path, given.filename, excluded) if os.path.isdir(path) else [path]
        for file in found:
            real = os.path.realpath(file)
            if real not in seen:
                seen.add(real)
                yield file


def _in_folder(folder: str, patterns: list[str], excluded: functools.partial[bool]) -> Iterator[str]:
    ignored = _GitIgnore(folder)
    for root, folders, files in os.walk(folder):
        folders[:] = sorted(
            name for name in folders if not excluded(path := os.path.join(root, name)) and not ignored(f"{path}/")
        )
        for name in sorted(files):
            path = os.path.normpath(os.path.join(root, name))
            if utils.fnmatch(path, patterns) and not excluded(path) and not ignored(path):
                yield path


class _GitIgnore:
    """Whether git ignores a path: the last matching line of the nearest .gitignore that has one decides."""

    def __init__(self, folder: str) -> None:
        start = Path(os.path.abspath(folder))
        self._root = next((one for one in (start, *start.parents) if (one / ".git").exists()), start)

    def __call__(self, path: str) -> bool:
        real = Path(os.path.abspath(path))
        suffix = "/" if path.endswith("/") else ""
        for folder in real.parents:
            verdict = _spec(folder).check_file(f"{real.relative_to(folder).as_posix()}{suffix}").include
            if verdict is not None:
                return verdict
            if folder == self._root:
                break
        return False


@functools.cache
def _spec(folder: Path) -> GitIgnoreSpec:
    try:
        text = (folder / ".gitignore").read_text(encoding="utf-8", errors="surrogateescape")
    except OSError:
        text = ""
    return GitIgnoreSpec.from_lines(text.splitlines())
