"""The flake8 entry point.

flake8 imports this module at every start and calls it for every file. It imports nothing that flake8 has not imported
already: the analysis, and libcst with it, is loaded at the first file that uses a converter.
"""

from __future__ import annotations

import argparse
import ast
import functools
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, ClassVar, TypeVar

from flake8.options.manager import OptionManager

from flake8_topil import __version__
from flake8_topil.options import Options, parse_names, parse_version
from flake8_topil.rules import RULES
from flake8_topil.settings import Settings, check_roots

if TYPE_CHECKING:
    from flake8_topil.analysis import Finding

_T = TypeVar("_T")

_VERSION = ".".join(map(str, Options().torchvision))


class Plugin:
    """Checks one file."""

    name = "flake8-topil"
    version = __version__

    _given: ClassVar[argparse.Namespace]
    _settings: ClassVar[Settings | None] = None

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
        manager.add_option(
            "--topil-follow-imports",
            default="project",
            choices=("project", "none"),
            parse_from_config=True,
            help="Follow imports to the other files of the project (default), or look at one file at a time.",
        )
        manager.add_option(
            "--topil-root",
            default="",
            metavar="FOLDERS",
            comma_separated_list=True,
            normalize_paths=True,
            parse_from_config=True,
            help="Folders in which absolute imports are looked up first, separated by commas; rarely needed.",
        )
        manager.extend_default_ignore([rule.code for rule in RULES if not rule.default])

    @classmethod
    def parse_options(cls, options: argparse.Namespace) -> None:
        # Not read yet: flake8's Python API changes the namespace after this call.
        check_roots(options)
        cls._given, cls._settings = options, None

    def run(self) -> Iterator[tuple[int, int, str, type[Plugin]]]:
        """Yield line, 0-based column, message and this class for each finding."""
        if Plugin._settings is None:
            Plugin._settings = Settings.read(Plugin._given)
        settings = Plugin._settings
        source = "".join(self.lines)
        if not settings.occur_in(source) or not settings.are_used_in(self.tree):
            return
        for finding in _analysis()(source, self.filename, settings.options, self.tree):
            yield finding.line, finding.column, f"{finding.code} {finding.message}", Plugin


@functools.cache
def _analysis() -> Callable[..., list[Finding]]:
    """The check, loaded with the first file that needs it.

    What has been loaded stays: the garbage collector need not search it again while flake8 works on other files.
    """
    import gc

    from flake8_topil.analysis import check

    gc.freeze()
    return check


def _argument(parse: Callable[[str], _T]) -> Callable[[str], _T]:
    """Let argparse print the message of a ValueError, which it otherwise drops."""

    def convert(text: str) -> _T:
        try:
            return parse(text)
        except ValueError as error:
            raise argparse.ArgumentTypeError(str(error)) from None

    return convert
