"""What other files of the project call the functions of the analysed module with."""

from __future__ import annotations

from collections.abc import Callable

import libcst as cst

from flake8_topil.analysis import scopes, slicing
from flake8_topil.analysis.calls import Arguments
from flake8_topil.analysis.machine import Machine
from flake8_topil.analysis.positions import Positions
from flake8_topil.analysis.project import callers, layout
from flake8_topil.analysis.project.callers import CallingFile, Unseen
from flake8_topil.analysis.project.module import Analysed, Watched
from flake8_topil.analysis.values import Function

Run = Callable[[Machine], None]

_STEPS = 20_000
"""The work that one calling file may take."""


class Callers:
    """Finds the calls of functions by analysing the files they are in."""

    def __init__(self, machine: Machine, run: Run) -> None:
        """`run` interprets a module."""
        self.machine = machine
        self.run = run

    def may_decide(self, function: Function) -> bool:
        """Is it a function of the module's top level that the module does not offer to others?"""
        if not self.machine.project.follows or isinstance(function.node, cst.Lambda):
            return False
        return function.frame is self.machine.root and not self.machine.project.is_public(function.node.name.value)

    def are_all(self, function: Function) -> bool:
        """Are the callers in the project all there are? A module outside any package may be anybody's."""
        name = "" if isinstance(function.node, cst.Lambda) else function.node.name.value
        return scopes.is_private(name) or layout.is_in_package(self.machine.project.main.file)

    def arguments_of(self, function: Function) -> list[Arguments] | None:
        """What a function is called with from other files; None where not all its callers can be seen, or there are
        none."""
        node = function.node
        if isinstance(node, cst.Lambda) or not self.may_decide(function):
            return None
        try:
            files = callers.calling_files(self.machine.project.main.file, node.name.value, self.machine.options.roots)
            found = [arguments for file in files for arguments in self._calls_in(file, node.name.value)]
        except Unseen:
            return None
        return found if found or node in self.machine.called else None

    def _calls_in(self, file: CallingFile, name: str) -> list[Arguments]:
        try:
            sees = Analysed(file.path, file.tree).sees(self.machine.options)
            part = slicing.relevant(file.source, file.tree, frozenset((name,)), sees)
            module = cst.parse_module(part.source)
        except (cst.ParserSyntaxError, RecursionError, ValueError, MemoryError) as error:
            raise Unseen from error
        watched = Watched(self.machine.project.main.file, name)
        machine = Machine(module, self.machine.options, Analysed(file.path, part.tree, watched))
        machine.most = _STEPS
        try:
            self.run(machine)
        finally:
            machine.close()
        if machine.has_given_up or watched.is_given_up or len(watched.calls) < file.calls:
            raise Unseen
        places = Positions(module, part.tree)

        def place_of(node: cst.CSTNode) -> str | None:
            found = places.find(node)
            if found is None:
                return machine.project.place_of(node)
            return f"({self.machine.project.shown(file.path)}:{found[0]})"

        self.machine.project.witnesses.append(place_of)
        return list(watched.calls.values())
