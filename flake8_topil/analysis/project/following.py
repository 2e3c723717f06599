"""What the names that a module imports from other files of its project stand for.

A module that is imported is not run. Its statements are evaluated when one of the names they bind is asked for, and
what they come to is kept beside the state, in the module's `World`: a state that does not know a name of a module's
frame finds it there.
"""

from __future__ import annotations

import ast
import functools
import os
import re
import sys
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import libcst as cst

from flake8_topil.analysis import conditions, statements
from flake8_topil.analysis.natives import NATIVES
from flake8_topil.analysis.places import Frame
from flake8_topil.analysis.project import callers, layout, patching, sources
from flake8_topil.analysis.project.layout import Layout, Location
from flake8_topil.analysis.project.module import FOLDER, Analysed, Module, Watched
from flake8_topil.analysis.signals import BudgetExceeded
from flake8_topil.analysis.state import State, World
from flake8_topil.analysis.values import Function, Lib, Numeric, Union, Value, Why, join, members, opened
from flake8_topil.models import registry
from flake8_topil.trees import by_type

if TYPE_CHECKING:
    from flake8_topil.analysis.machine import Machine

_UNIT_STEPS = 4_000
"""The steps that the statements binding one name may take."""
_VISIT_STEPS = 7_500
"""The steps that a call into another module may take."""
_DECORATION_STEPS = 1_500
"""The steps that a decorator of another module may take: most do what has nothing to do with images."""
_ALL_STEPS = 22_000
"""The steps that all of the work in other modules may take."""
_ALL_STEPS_OF_CALLERS = 21_000
"""The same where only the arguments of calls are looked for."""
_RESERVED_STEPS = 1_000
"""What each function that is entered has left of them, whatever those before it took."""
_MAX_NESTED = 24
"""The modules that may wait for each other."""
_REGISTERS = re.compile("register_forward")
_BESIDE = "<beside>"
"""Starts the name of a module that hides a library."""


class Project:
    """The modules of the project that one machine has followed imports to."""

    def __init__(self, machine: Machine, analysed: Analysed) -> None:
        self.machine = machine
        self.main = main = analysed.module(machine.options.roots)
        self.watched = analysed.watched
        self._tree = analysed.tree
        self.follows = machine.options.follow
        self.steps = 0
        """The work done in other modules than the one that is analysed."""
        self._most = _ALL_STEPS if self.watched is None else _ALL_STEPS_OF_CALLERS
        """How much of it there may be."""
        self._decoration_steps = 0
        """The part of it that was for decorators, which does not count towards what may be done."""
        self.witnesses: list[Callable[[cst.CSTNode], str | None]] = []
        """Tell where the nodes of files are that call functions of the module."""
        self._patched: frozenset[str] | None = None
        self._layout = Layout()
        self._modules: dict[str, Module | None] = {main.file: main}
        self._of_root: dict[Frame, Module] = {main.root: main}
        self._is_module: dict[tuple[Frame, str], bool] = {}
        """Does a dotted name, in the module of a frame, start with that of a module of the project?"""
        self._targets: dict[tuple[Frame, str], tuple[Module, str] | Lib | None] = {}
        self._waiting: list[tuple[Module, str]] = []
        self._given_up: set[cst.CSTNode] = set()
        self.is_elsewhere = False
        """Is the work done in other modules, on the steps that are there for it?"""

    def module_of(self, frame: Frame) -> Module:
        """The module whose code a frame belongs to."""
        return self._of_root[frame.root]

    def is_main(self, frame: Frame) -> bool:
        """Does a frame belong to the module that is analysed?"""
        return frame.root is self.main.root

    @property
    def others(self) -> Iterator[Module]:
        """The modules that were looked at, without the one that is analysed."""
        return (module for module in self._modules.values() if module is not None and module is not self.main)

    # Names

    def follow_name(self, value: Value) -> Value:
        """What the value of a name in the code stands for."""
        if not isinstance(value, Lib | Union) or not any(map(self._is_of_project, members(value))):
            return value
        return self.follow(value)

    def _is_of_project(self, value: Value) -> bool:
        """Does a name start with that of a module of the project?"""
        if not isinstance(value, Lib) or not self.follows:
            return False
        key = self.machine.frame.root, value.name
        known = self._is_module.get(key)
        if known is None:
            known = self._is_module[key] = self._top(value.name, self.module_of(self.machine.frame))[0] is not None
        return known

    def follow(self, value: Value) -> Value:
        """What an imported name stands for; the name itself where it is not of the project or not known."""
        if isinstance(value, Lib):
            return self._follow(value) if self.follows else value
        if isinstance(value, Union) and self.follows and any(isinstance(member, Lib) for member in value.members):
            return Union(tuple(one for member in value.members for one in members(self.follow(member))))
        return value

    def _follow(self, lib: Lib) -> Value:
        module = self.module_of(self.machine.frame)
        key = module.root, lib.name
        if key not in self._targets:
            self._targets[key] = self._target(lib.name, module)
        target = self._targets[key]
        if target is None:
            return lib
        if isinstance(target, Lib):
            return target
        found = self._value(*target)
        return lib if found is None else self.machine.state.load(found)

    def _target(self, name: str, importer: Module) -> tuple[Module, str] | Lib | None:
        """Where a dotted name leads: to a name of a module, to a module, or out of the project."""
        if name in NATIVES or registry.knows(name) or registry.hands_on(name) or self._is_listed(name):
            return None
        location, rest = self._top(name, importer)
        words = name.split(".")
        for i, part in enumerate(rest):
            if location is None:
                return None
            module = self._module_at(location)
            if module is not None and self._has(module, part):
                after = rest[i + 1 :]
                target = self._within(module, part, after, ".".join(words[: len(words) - len(after)]))
                if target is not None:
                    return target
            location = self._layout.below(location, part)
        return None if location is None else Lib(name)

    def _within(self, module: Module, part: str, rest: Sequence[str], name: str) -> tuple[Module, str] | Lib | None:
        """Where a name leads that a module binds; None where it binds it to its own submodule, or to a part of that."""
        held = self._value(module, part)
        if isinstance(held, Lib):
            if held.name == name or (rest and held.name.startswith(f"{name}.")):
                return None
            return self._target(".".join((held.name, *rest)), module) if rest else (module, part)
        return None if rest else (module, part)

    def named(self, name: str) -> str:
        """The name of an imported module, marked where a file beside the importing one hides a library of that name."""
        first = name.partition(".")[0]
        if not self.follows or not (first in sys.stdlib_module_names or first in registry.libraries()):
            return name
        module = self.module_of(self.machine.frame)
        hides = self._layout.beside(module.file, first) is not None
        return f"{_BESIDE}.{name}" if hides else name

    def _top(self, name: str, importer: Module) -> tuple[Location | None, list[str]]:
        """Where the first word of a dotted name is, and the words after it."""
        first, *rest = name.split(".")
        if first == FOLDER:
            return Location(None, os.path.dirname(importer.file)), rest
        if first == _BESIDE:
            return self._layout.beside(importer.file, rest[0]), rest[1:]
        return self._layout.top(first, importer.search_path), rest

    def _is_listed(self, name: str) -> bool:
        options = self.machine.options
        return any(name == listed or name.endswith(f".{listed}") for listed in options.bounded | options.converters)

    def assign(self, lib: Lib, name: str, value: Value, node: cst.CSTNode) -> None:
        """`module.name = value`, for a module of the project."""
        if not self.follows:
            return
        module = self.module_of(self.machine.frame)
        target = self._target(f"{lib.name}.{name}", module)
        if isinstance(target, tuple):
            key = target[0].root, target[1]
            self.machine.update(self.machine.state.set(key, self.machine.stored(value, node)))

    # Modules

    def _module_at(self, location: Location) -> Module | None:
        """The module in a file of the project; None for a namespace package and what cannot be read."""
        file = location.file
        if file is None:
            return None
        if file not in self._modules:
            self._modules[file] = self._opened(file)
        return self._modules[file]

    def _opened(self, file: str) -> Module | None:
        source = sources.read(file)
        if source is None:
            return None
        root = Frame(None, world=World())
        added = source.added_folders
        roots, appended = (*self.main.roots, *added.first), (*self.main.appended, *added.last)
        module = Module(file, root, roots, appended, source)
        self._of_root[root] = module
        self._patched = self._patches | source.patches
        self._replace_in_libraries(source.replaced_in_libraries)
        return module

    def find_replaced(self) -> None:
        """Take nothing that models say of library functions that a module which is imported replaces, or the module
        itself by functions that take a name as a string: assignments are interpreted."""
        self._replace_in_libraries(patching.replaced_in_libraries(self._tree))
        if self.follows:
            _ = self._patches

    def _replace_in_libraries(self, names: Iterable[str]) -> None:
        for name in names:
            entry = registry.replaced_by(name)
            if entry is not None:
                self.machine.alter(entry.name)

    def exports(self, name: str, importer: Module) -> Collection[str] | None:
        """The names that `from name import *` brings; None if the module is not of the project."""
        if not self.follows:
            return None
        location = self._located(name, importer)
        module = None if location is None else self._module_at(location)
        return None if module is None or module.source is None else self._public(module, ())

    def _located(self, name: str, importer: Module) -> Location | None:
        return self._layout.within(*self._top(name, importer))

    def _public(self, module: Module, seen: Sequence[Module]) -> Collection[str]:
        source = module.source
        if source is None or module in seen:
            return ()
        if source.public is not None:
            return source.public
        found = {name for name in source.names if name in source.listed or not name.startswith("_")}
        for unit in source.stars:
            found.update(self._of_star(module, unit, (*seen, module)))
        return found

    def _of_star(self, module: Module, unit: sources.Unit, seen: Sequence[Module] = ()) -> Collection[str]:
        if unit.star is None:
            return ()
        location = self._located(module.absolute(*unit.star), module)
        other = None if location is None else self._module_at(location)
        return () if other is None else self._public(other, seen)

    def _has(self, module: Module, name: str) -> bool:
        if module.source is None:
            return self.machine.state.get((module.root, name)) is not None
        return name in module.source.names or any(name in self._of_star(module, unit) for unit in module.source.stars)

    # Values

    def load(self, frame: Frame, name: str) -> Value | None:
        """What a name of a module's top level holds; None if it binds no such name."""
        module = self._of_root[frame]
        if module.source is not None and name not in module.loaded:
            self._evaluate(module, name)
        held = self.machine.held((frame, name))
        if held is None or module.source is None:
            return held
        # Code that runs while the module is imported may see what a name held before.
        if name in module.while_imported and self.machine.frame.root is frame and not self.machine.stack:
            return module.while_imported[name]
        return self.patchable(held, name)

    def patchable(self, value: Value | None, name: str) -> Value | None:
        """The value of a variable of a module, or with `Class.attribute` of one of a class, that others may assign."""
        if name not in self._patches:
            return value
        unknown = self.machine.unknown(f"`{name}`, which another module assigns")
        return unknown if value is None else join(value, unknown)

    @property
    def _patches(self) -> frozenset[str]:
        """What the modules that were looked at, and those that the analysed one imports, assign to others, by name."""
        if self._patched is None:
            self._patched = patching.replaced(self._tree)
            for location in self._imported:
                if patching.may_patch(location.file or ""):
                    self._module_at(location)
        return self._patched

    @property
    def _imported(self) -> Iterator[Location]:
        """Where the modules are that the analysed one imports."""
        for level, name in patching.imported_modules(self._tree):
            location = self._located(self.main.absolute(level, name), self.main)
            if location is not None and location.file is not None:
                yield location

    @functools.cached_property
    def registers_hooks(self) -> bool:
        """Does the code, or a module that it imports, register hooks of networks?"""
        return any(_REGISTERS.search(node.attr) for node in by_type(self._tree)[ast.Attribute]) or any(
            patching.occurs_in(location.file or "", _REGISTERS) for location in self._imported
        )

    def _value(self, module: Module, name: str) -> Value | None:
        """What a name of a module stands for, over any chain of imports."""
        if (module, name) in self._waiting or len(self._waiting) > _MAX_NESTED:
            return None
        self._waiting.append((module, name))
        try:
            held = self.load(module.root, name)
            with self.machine.in_frame(module.root, conditions.NO_CORRELATION):
                return None if held is None else self.follow(held)
        finally:
            self._waiting.pop()

    def _evaluate(self, module: Module, name: str) -> None:
        """Evaluate the statements that bind a name, once."""
        source = module.source
        assert source is not None
        module.loaded |= source.tied_to(name)
        units = [*source.units_for(name), *(unit for unit in source.stars if name in self._of_star(module, unit))]
        for unit in sorted(units, key=lambda unit: unit.first):
            if unit not in module.evaluated:
                module.evaluated.add(unit)
                self._run(module, source.parse(unit).body)

    def _run(self, module: Module, body: Sequence[cst.CSTNode]) -> None:
        machine = self.machine
        with self._elsewhere(_UNIT_STEPS), machine.isolated(module.root), machine.observations.muted():
            machine.state = State()
            try:
                flow = statements.run_all(machine, body, (machine.state,))
            except BudgetExceeded:
                return
            if flow.next:
                state = statements.joined(flow.next)
                for name, value in state.attributes(module.root):
                    module.while_imported[name] = value
                World.add(self._lasting(module, state))

    def _lasting(self, module: Module, state: State) -> State:
        """What a module's names hold whenever they are used: flags, and what functions assign, may have changed."""
        source = module.source
        for (owner, name), value in [(key, value) for key, value in state.store.items() if isinstance(key, tuple)]:
            if owner is module.root:
                state = state.set((owner, name), opened(value))
                if source is not None and name in source.reassigned:
                    unknown = Numeric.unknown(Why(f"global `{name}`"))
                    state = state.set((owner, name), join(state.load(value), unknown))
        return state

    # Work

    @contextmanager
    def _elsewhere(self, steps: int) -> Iterator[None]:
        """Interpret code of other modules on steps of its own."""
        machine = self.machine
        start, limit, outer = machine.steps, machine.limit, self.is_elsewhere
        allowed = start + min(steps, max(0, self._most + self._decoration_steps - self.steps))
        machine.limit = min(limit, allowed) if outer else allowed
        self.is_elsewhere = True
        try:
            yield
        finally:
            self.is_elsewhere = outer
            if outer:
                machine.limit = limit
            else:
                used = machine.steps - start
                self.steps += used
                machine.limit = limit + used

    def reserve(self) -> None:
        """Leave some steps for the function that is entered next."""
        self._most = max(self._most, self.steps - self._decoration_steps + _RESERVED_STEPS)

    def decorate(self, decorator: Value, compute: Callable[[], Value]) -> Value | None:
        """Run a decorator; None, and nothing has happened, if it is of another module and takes too many steps."""
        if not isinstance(decorator, Function) or self.is_main(decorator.frame):
            return compute()
        if self.is_given_up(decorator):
            return None
        before = self.machine.steps
        result = self._bounded(decorator, compute, _DECORATION_STEPS)
        self._decoration_steps += self.machine.steps - before
        return result

    def visit(self, function: Function, compute: Callable[[], Value]) -> Value | None:
        """Run a function; None, and nothing has happened, if it is of another module and takes too many steps."""
        if self.is_elsewhere or self.is_main(function.frame):
            return compute()
        return self._bounded(function, compute, _VISIT_STEPS)

    def _bounded(self, function: Function, compute: Callable[[], Value], steps: int) -> Value | None:
        machine = self.machine
        state, effects = machine.state, len(machine.effects)
        stacks: tuple[list[Any], ...] = (machine.recorders, machine.yields)
        depths = [len(stack) for stack in stacks]
        with self._elsewhere(steps):
            try:
                return compute()
            except BudgetExceeded:
                self._given_up.add(function.node)
                machine.state = state
                del machine.effects[effects:]
                for stack, depth in zip(stacks, depths, strict=True):
                    del stack[depth:]
                return None

    def is_given_up(self, function: Function) -> bool:
        """Did the function take too long before?"""
        return function.node in self._given_up

    @property
    def frames(self) -> Iterator[Frame]:
        """The frames of the modules that were looked at."""
        return (module.root for module in self.others)

    def close(self) -> None:
        """Break the cycles between frames and what the modules hold."""
        for frame in self.frames:
            if frame.world is not None:
                frame.world.clear()

    # Calls from outside

    @property
    def targets(self) -> frozenset[str]:
        """The names of functions that are looked for besides torchvision's converters."""
        return self.machine.options.converters | (frozenset() if self.watched is None else {self.watched.name})

    def watcher(self, function: Function) -> Watched | None:
        """What notes the calls of a function, if they are looked for."""
        watched = self.watched
        if watched is None or function.frame.parent is not None or isinstance(function.node, cst.Lambda):
            return None
        is_it = function.node.name.value == watched.name and self.module_of(function.frame).file == watched.file
        if not is_it:
            return None
        watched.changes_arguments = self.machine.outcome(function).changes_arguments
        return watched

    def is_public(self, name: str) -> bool:
        """Does the module offer a name to the users of its package?"""
        return callers.is_listed(self._tree, name)

    # Messages

    def place_of(self, node: cst.CSTNode) -> str | None:
        """Function, file and line of a node of another module, for messages."""
        for module in self.others:
            found = None if module.source is None else module.source.find(node)
            if found is not None:
                scope, line = found
                return f"{f'in {scope} ' if scope else ''}({self.shown(module.file)}:{line})"
        return next((place for witness in self.witnesses if (place := witness(node)) is not None), None)

    def shown(self, file: str) -> str:
        """A file's path from the working directory, or from the top of the project."""
        for folder in (os.getcwd(), layout.top_of_project(self.main.file)):
            path = os.path.relpath(file, folder)
            if not path.startswith(".."):
                return path.replace(os.sep, "/")
        return file
