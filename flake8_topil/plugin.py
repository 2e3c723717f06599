"""The flake8 entry point: options, and the decision whether a file needs the analysis at all.

flake8 imports this module at every start and calls it for every file. It imports nothing that flake8 has not imported
already: the analysis, and libcst with it, is loaded at the first file that uses a converter.
"""

from __future__ import annotations

import argparse
import ast
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar, TypeVar

from flake8.options.manager import OptionManager
from flake8.style_guide import Decision, DecisionEngine

from flake8_topil import __version__
from flake8_topil.options import Options, parse_names, parse_version
from flake8_topil.rules import RULES
from flake8_topil.trees import descendants

_T = TypeVar("_T")

_VERSION = ".".join(map(str, Options().torchvision))
_CONVERTERS = ("ToPILImage", "to_pil_image")
_CASTS = ("uint8", "byte")
_TEXT_OF_CASTS = ("uint8", "byte(")


class Plugin:
    """Checks one file."""

    name = "flake8-topil"
    version = __version__

    _given: ClassVar[argparse.Namespace]
    _settings: ClassVar[_Settings | None] = None

    def __init__(self, tree: ast.Module, lines: Sequence[str], filename: str) -> None:
        self.tree = tree
        self.lines = lines
        self.filename = filename

    @staticmethod
    def add_options(manager: OptionManager) -> None:
        manager.add_option(
            "--topil-bounded",
            default="",
            metavar="NAMES",
            type=_argument(parse_names),
            parse_from_config=True,
            help="Functions and methods whose result is known to be in [0, 1]: dotted names, separated by commas.",
        )
        manager.add_option(
            "--topil-converters",
            default="",
            metavar="NAMES",
            type=_argument(parse_names),
            parse_from_config=True,
            help="Further functions that convert like to_pil_image: dotted names, separated by commas.",
        )
        manager.add_option(
            "--topil-torchvision",
            default=_VERSION,
            metavar="VERSION",
            type=_argument(parse_version),
            parse_from_config=True,
            help=f"The torchvision version to assume (default: {_VERSION}). Before 0.17 float ndarrays are not scaled.",
        )
        manager.extend_default_ignore([rule.code for rule in RULES if not rule.default])

    @classmethod
    def parse_options(cls, options: argparse.Namespace) -> None:
        # Not read yet: flake8's Python API changes the namespace after this call.
        cls._given, cls._settings = options, None

    def run(self) -> Iterator[tuple[int, int, str, type[Plugin]]]:
        """Yield line, 0-based column, message and this class for each finding."""
        if Plugin._settings is None:
            Plugin._settings = _Settings.read(Plugin._given)
        settings = Plugin._settings
        source = "".join(self.lines)
        if not any(text in source for text in settings.texts) or not _uses(self.tree, settings.names):
            return
        from flake8_topil.analysis import check

        for finding in check(source, self.filename, settings.options, self.tree):
            yield finding.line, finding.column, f"{finding.code} {finding.message}", Plugin


@dataclass(frozen=True, slots=True)
class _Settings:
    options: Options
    texts: tuple[str, ...]
    """A file is left alone if it contains none of these, or if it uses none of the names."""
    names: frozenset[str]

    @classmethod
    def read(cls, given: argparse.Namespace) -> _Settings:
        engine = DecisionEngine(given)
        selected = [rule for rule in RULES if engine.decision_for(rule.code) is Decision.Selected]
        casts = any(rule.is_cast for rule in selected)
        converters: tuple[str, ...] = ()
        if not all(rule.is_cast for rule in selected):
            converters = (*_CONVERTERS, *(name.rpartition(".")[2] for name in sorted(given.topil_converters)))
        return cls(
            Options(given.topil_bounded, given.topil_converters, given.topil_torchvision, casts),
            converters + (_TEXT_OF_CASTS if casts else ()),
            frozenset(converters + (_CASTS if casts else ())),
        )


def _argument(parse: Callable[[str], _T]) -> Callable[[str], _T]:
    """Let argparse print the message of a ValueError, which it otherwise drops."""

    def convert(text: str) -> _T:
        try:
            return parse(text)
        except ValueError as error:
            raise argparse.ArgumentTypeError(str(error)) from None

    return convert


def _uses(tree: ast.Module, names: Collection[str]) -> bool:
    """Does code read one of the names, or import it under another one?

    Comments, definitions and plain imports do not count; a string does only if it is the name of a dtype.
    """
    for node in descendants(tree):
        match node:
            case ast.Name(id=name, ctx=ast.Load()) | ast.Attribute(attr=name, ctx=ast.Load()):
                used = name
            case ast.alias(name=name, asname=str()):
                used = name.rpartition(".")[2]
            case ast.Constant(value="uint8" as name):
                used = name
            case _:
                continue
        if used in names:
            return True
    return False
