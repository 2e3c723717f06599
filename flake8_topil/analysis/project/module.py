"""One module, as far as the analysis of another, or of itself, has looked at it."""

from __future__ import annotations

import ast
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

import libcst as cst

from flake8_topil.analysis import effects, memo
from flake8_topil.analysis.places import Frame, sites
from flake8_topil.analysis.project import layout, sources
from flake8_topil.analysis.state import places_in
from flake8_topil.analysis.values import Numeric, Value, Why

if TYPE_CHECKING:
    from flake8_topil.analysis.calls import Arguments
    from flake8_topil.analysis.machine import Machine
    from flake8_topil.options import Options

_CALLER = Why("the argument of a caller")
_CHANGED = Why("a call that may change it")
FOLDER = "<folder>"
"""Stands for the folder of a file that is in no package, where its name could not be one's."""


@dataclass(eq=False)
class Module:
    """A module of the project, as far as it was looked at."""

    file: str
    root: Frame
    roots: Sequence[str]
    """Where absolute imports are looked up before anything else."""
    appended: Sequence[str] = ()
    """Where they are looked up last."""
    source: sources.Source | None = None
    """None for the module that is analysed itself: its names are in the state."""
    star_imports: list[str] = field(default_factory=list)
    """The modules outside the project of which it takes all names."""
    loaded: set[str] = field(default_factory=set)
    """The names that were asked for."""
    evaluated: set[sources.Unit] = field(default_factory=set)
    while_imported: dict[str, Value] = field(default_factory=dict)
    """What names may hold while the module is imported."""

    @cached_property
    def package(self) -> str:
        return layout.package_of(self.file)

    @cached_property
    def search_path(self) -> tuple[str, ...]:
        return layout.search_path(self.file, self.roots, self.appended)

    def may_see(self, level: int, module: str) -> bool:
        """Is a module that it imports, by the number of dots and its name, likely to be one of the project's files?"""
        first, found = module.partition(".")[0], layout.Layout()
        return level > 0 or (found.beside(self.file, first) or found.top(first, self.search_path)) is not None

    def absolute(self, level: int, module: str) -> str:
        """The dotted name of the module that a `from` import with `level` dots names."""
        if level == 0:
            return module
        if level == 1 and not self.package:
            return f"{FOLDER}.{module}" if module else FOLDER
        package = self.package.split(".") if self.package else []
        base = package[: len(package) - level + 1] if level > 1 else package
        return ".".join([*(base or ["<package>"]), *([module] if module else [])])


def _share_storage(values: Sequence[Value]) -> bool:
    """Can changing one of some values change another?"""
    held = [{site for place in places_in(value) for site in sites(place)} for value in values]
    return sum(map(len, held)) > len(set().union(*held))


@dataclass
class Watched:
    """A function of another file, and what it is called with: it is not interpreted."""

    file: str
    name: str
    calls: dict[cst.CSTNode | None, Arguments] = field(default_factory=dict)
    changes_arguments: bool = False
    """May it change what it is called with?"""
    is_given_up: bool = False
    """Is what it gets not known from the arguments, each by itself?"""

    def record(self, machine: Machine, args: Arguments, node: cst.CSTNode | None) -> None:
        """Note a call, and what it may do to its arguments."""
        if not machine.observations.is_muted:
            self._note(machine, args, node)
        if self.changes_arguments:
            self.is_given_up |= _share_storage([machine.state.load_deep(value) for value in args.values])
            for value in args.values:
                effects.forget(machine, value, Numeric.unknown(_CHANGED))

    def _note(self, machine: Machine, args: Arguments, node: cst.CSTNode | None) -> None:
        """Note a call; one that is interpreted again, on other values, gets the values of both."""
        found = args.map(lambda value: memo.alone(machine.state.load_deep(value)) or Numeric.unknown(_CALLER))
        self.calls[node] = self.calls[node].join(found) if node in self.calls else found


@dataclass(frozen=True)
class Analysed:
    """The module that is analysed, as Python parsed it."""

    filename: str
    tree: ast.Module
    watched: Watched | None = None
    """The function whose calls alone are looked for."""

    def module(self, roots: Sequence[str]) -> Module:
        """The module, as yet without anything that it imports."""
        file = os.path.abspath(self.filename)
        added = layout.added_folders(self.tree, os.path.dirname(file))
        return Module(file, Frame(None), (*added.first, *roots), added.last)

    def sees(self, options: Options) -> Callable[[int, str], bool]:
        """Tells of the modules it imports, by the number of dots and the name, whether their code can be seen."""
        return self.module(options.roots).may_see if options.follow else lambda level, module: False
