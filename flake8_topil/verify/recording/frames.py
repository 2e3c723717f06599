"""Where in the source a call under way stands, and whose code it is."""

from __future__ import annotations

import functools
import itertools
import os
import sys
import sysconfig
import types
from collections.abc import Iterator
from typing import NamedTuple

LIBRARY = "torch"
"""The home of torch and torchvision."""
STANDARD = "python"
"""The home of the standard library."""
PROGRAM = ""
"""The home of everything that is not installed."""

_INSTALLED = ("site-packages", "dist-packages")
_START = os.getcwd()
_libraries: set[str] = set()


class Place(NamedTuple):
    """The range of a call in a source file: lines count from 1, columns are offsets in UTF-8 from 0.

    Before Python 3.11 only the first line is known; the others are None.
    """

    file: str
    line: int
    column: int | None
    end_line: int | None
    end_column: int | None
    function: str


def place_of(frame: types.FrameType) -> Place:
    """The call that this frame is waiting for."""
    return _place(frame.f_code.co_filename, frame.f_code, frame.f_lasti, frame.f_lineno)


@functools.lru_cache(maxsize=4096)
def _place(filename: str, code: types.CodeType, instruction: int, line: int) -> Place:
    # Code objects are equal if they do the same: the file name has to be a part of the key.
    file = filename if filename.startswith("<") else os.path.normpath(os.path.join(_START, filename))
    if sys.version_info >= (3, 11):
        found = next(itertools.islice(code.co_positions(), instruction // 2, None), (None,) * 4)
        start, end, column, end_column = found
        return Place(file, start or line, column, end, end_column, code.co_qualname)
    return Place(file, line, None, None, None, code.co_name)


def frames(frame: types.FrameType | None) -> Iterator[types.FrameType]:
    """A frame and its callers, innermost first."""
    while frame is not None:
        yield frame
        frame = frame.f_back


def add_library(folder: str) -> None:
    """Tell where torch or torchvision is: it may be a checkout that is not among the installed packages."""
    _libraries.add(os.path.normpath(folder) + os.sep)
    home.cache_clear()


@functools.lru_cache(maxsize=4096)
def home(filename: str) -> str:
    """Whose code a file is: `LIBRARY`, `STANDARD`, the name of an installed package, or `PROGRAM`."""
    filename = os.path.normpath(filename)
    if filename.startswith(tuple(_libraries)):
        return LIBRARY
    parts = filename.split(os.sep)
    for folder in _INSTALLED:
        if folder in parts[:-1]:
            name = parts[len(parts) - 1 - parts[::-1].index(folder) + 1]
            return name.removesuffix(".py")
    if filename.startswith(("<frozen ", sysconfig.get_path("stdlib") + os.sep)):
        return STANDARD
    return PROGRAM
