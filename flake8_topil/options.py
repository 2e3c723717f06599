"""What a user can set. No imports of anything slow: flake8 loads this at every start."""

from __future__ import annotations

import keyword
import re
from dataclasses import dataclass

_VERSION = re.compile(r"(\d+(?:\.\d+)+)(?:\.?(?:a|b|rc|dev|post)\d*)*(?:\+[\w.]+)?")


@dataclass(frozen=True, slots=True)
class Options:
    """The settings of one run."""

    bounded: frozenset[str] = frozenset()
    """Dotted names of functions or methods whose result is known to be in [0, 1]."""
    converters: frozenset[str] = frozenset()
    """Dotted names of further functions that convert like `to_pil_image`."""
    torchvision: tuple[int, ...] = (0, 29)
    """The torchvision version to assume; before 0.17 float ndarrays are not scaled."""
    follow: bool = True
    """Whether imports are followed to other files of the project."""
    roots: tuple[str, ...] = ()
    """Folders in which absolute imports are looked up first."""
    casts: bool = False
    """Whether to look at casts to uint8 as well (TPI2xx)."""


def parse_names(text: str) -> frozenset[str]:
    """Read a list of dotted names, separated by commas or white space.

    >>> sorted(parse_names("mylib.decode, Net.sample"))
    ['Net.sample', 'mylib.decode']

    Raises ValueError for a name that Python code cannot have.
    """
    names = [name for name in re.split(r"[,\s]+", text) if name]
    for name in names:
        if not all(part.isidentifier() and not keyword.iskeyword(part) for part in name.split(".")):
            raise ValueError(f"{name!r} is not a dotted name such as mypackage.module.function")
    return frozenset(names)


def parse_version(text: str) -> tuple[int, ...]:
    """Read the release numbers of a version, written as pip or `torchvision.__version__` print it.

    >>> parse_version("0.16.2+cpu")
    (0, 16, 2)

    Raises ValueError for anything else.
    """
    match = _VERSION.fullmatch(text.strip())
    if match is None:
        raise ValueError(f"{text!r} is not a version such as 0.16 or 0.29.1")
    return tuple(int(number) for number in match[1].split("."))
