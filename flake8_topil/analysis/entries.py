"""The ways into a module: what others may call, and what nothing in it is seen to call."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

import libcst as cst

from flake8_topil.analysis import by_name, effects, objects, relevance, scopes
from flake8_topil.analysis.findings import Snapshot
from flake8_topil.analysis.machine import Machine
from flake8_topil.analysis.state import State
from flake8_topil.analysis.summaries import Summaries, run_to_the_end, run_with
from flake8_topil.analysis.values import Class, Function, Lib

if TYPE_CHECKING:
    from flake8_topil.analysis.outside import Callers


def is_script(tree: cst.Module) -> bool:
    """Is the module run rather than imported?"""
    for statement in tree.body:
        if isinstance(statement, cst.If) and "__name__" in relevance.names_below(statement.test):
            return True
    return False


def handed_on(tree: cst.CSTNode) -> frozenset[str]:
    """The names that the code uses otherwise than by calling, binding or returning what they stand for: a function of
    that name may be kept where others find it."""
    found = set()
    stack = [tree]
    while stack:
        node = stack.pop()
        if isinstance(node, cst.Name | cst.Attribute):
            found.add(node.value if isinstance(node, cst.Name) else node.attr.value)
        stack += _used_in(node)
    return frozenset(found)


def _used_in(node: cst.CSTNode) -> Iterator[cst.CSTNode]:
    """The nodes below that are, or hold, what the code uses."""
    match node:
        case cst.Import() | cst.ImportFrom() | cst.Global() | cst.Nonlocal() | cst.Comparison():
            return
        case cst.Attribute(value=value):
            yield from _used_in(value) if isinstance(value, cst.Name) else (value,)
        case (
            cst.Call(func=cst.Name() | cst.Attribute() as called)
            | cst.Return(value=cst.Name() | cst.Attribute() as called)
            | cst.Decorator(decorator=cst.Name() | cst.Attribute() as called)
        ):
            yield from (*_used_in(called), *(below for below in scopes.children(node) if below is not called))
        case cst.FunctionDef(name=name) | cst.ClassDef(name=name) | cst.Param(name=name) | cst.Arg(keyword=name):
            yield from (below for below in scopes.children(node) if below is not name)
        case cst.AssignTarget(target=cst.Name() | cst.Attribute() as target):
            yield from _used_in(target)
        case _:
            yield from scopes.children(node)


class Entries:
    """Enters the functions, methods and pipelines that nothing in the module is seen to call, or others call too."""

    def __init__(self, machine: Machine, summaries: Summaries, callers: Callers | None) -> None:
        """`callers` finds what other files call functions with; None to enter them with anything."""
        self.machine = machine
        self.callers = callers
        self.summaries = summaries
        self.start = summaries.start
        self.names = relevance.relevant_names(machine.tree, machine.project.targets)
        self.closed = is_script(machine.tree)
        self.handed_on = handed_on(machine.tree)
        self.entered: set[cst.CSTNode] = set()

    def run(self) -> None:
        machine = self.machine
        public = [one for one in self.own(machine.definitions) if self.is_public(one) and self.is_relevant(one.node)]
        # What other functions of the module may account for comes after them; callers mostly stand below.
        of_project = [one for one in public if self.callers is not None and self.callers.may_decide(one)]
        for function in (*(one for one in public if one not in of_project), *reversed(of_project)):
            self.enter(function)
        for function in self.own(machine.definitions):
            if function.node not in machine.called and self.is_relevant(function.node):
                self.enter(function)
        for function in (*self.own(machine.definitions), *self.own(machine.escaped)):
            if self._is_handed_on(function) and self.is_relevant(function.node):
                self.enter(function)
        machine.state = self.start
        # What holds others was made after them, and accounts for them: a pipeline of pipelines, a dataset with a
        # transform. A list's converters come last: the pipeline made of the list may account for them.
        made = reversed(machine.pipelines.items())
        for site, pipeline in sorted(made, key=lambda item: objects.is_converter(item[1])):
            if site not in machine.applied and site not in machine.applied_to_unknown:
                objects.enter_pipeline(machine, pipeline)

    def _is_handed_on(self, function: Function) -> bool:
        """May others have the function without knowing its name: did it go out of sight, is it kept as data, or by a
        decorator?"""
        node = function.node
        if node in self.machine.escaped:
            return True
        if not isinstance(node, cst.FunctionDef):
            return False
        return node.name.value in self.handed_on or any(map(self._keeps, node.decorators))

    def _keeps(self, decorator: cst.Decorator) -> bool:
        """Is it a decorator of the project that may put what it decorates somewhere?"""
        called = decorator.decorator.func if isinstance(decorator.decorator, cst.Call) else decorator.decorator
        first, _, rest = (scopes.dotted(called) or "").partition(".")
        found = self.machine.lookup(first)
        if isinstance(found, Lib):
            found = self.machine.project.follow(Lib(f"{found.name}.{rest}") if rest else found)
        return isinstance(found, Class) or (isinstance(found, Function) and effects.may_change(found.node))

    def own(self, functions: Mapping[cst.CSTNode, Function]) -> list[Function]:
        """Those functions that are defined in the module that is analysed."""
        return [function for function in functions.values() if self.machine.project.is_main(function.frame)]

    def is_relevant(self, node: cst.CSTNode) -> bool:
        """Can the code have to do with a conversion? Casts to uint8 are anywhere."""
        return self.machine.options.casts or not self.names.isdisjoint(relevance.names_below(node))

    def is_public(self, function: Function) -> bool:
        """Can code outside this module call the function?"""
        node = function.node
        if isinstance(node, cst.Lambda) or scopes.is_private(node.name.value):
            return False
        if function.frame is not self.machine.root and function.owner is None:
            return False
        if function.owner is not None and scopes.is_private(function.owner.node.name.value):
            return False
        return not (self.closed and node in self.machine.called)

    def enter(self, function: Function) -> None:
        """Interpret a function with arguments of which only its declaration says something."""
        if function.node in self.entered:
            return
        self.entered.add(function.node)
        machine = self.machine
        machine.state = self.start
        if function.owner is not None and "staticmethod" not in objects.decorators(function.node):
            machine.state, receiver = self.summaries.of_class(function.owner)
            if function.receiver is None:
                function = Function(function.node, function.frame, function.defaults, receiver, function.owner)
        self._run(function)
        self._enter_inner_functions(function)

    def _run(self, function: Function) -> None:
        """Interpret a function as far as it matters; where even a coarse run takes too long, its conversions are found
        by name."""
        self.machine.project.reserve()
        start, before = self.machine.state, self.machine.observations.snapshot()
        result = run_to_the_end(self.machine, function, self._relevant_part(function.node))
        if result is None:
            by_name.report(self.machine, function.node, by_name.TOO_COMPLEX)
            return
        self.machine.escape(result)
        if self.callers is not None and self.callers.may_decide(function):
            parameters = [node for node in scopes.all_nodes(function.node.params) if isinstance(node, cst.Param)]
            if self.machine.observations.has_unknown_since(before, parameters):
                self._run_as_called(function, self.callers, start, before)

    def _run_as_called(self, function: Function, callers: Callers, start: State, before: Snapshot) -> None:
        """Interpret a function on what it is called with instead, if all its callers are seen."""
        calls = None if self._is_handed_on(function) else callers.arguments_of(function)
        if calls is None:
            return
        observations = self.machine.observations
        of_anything = observations.snapshot()
        observations.restore(before)
        # What functions gave is known, but what they converted is forgotten.
        self.machine.memo.forget()
        for arguments in calls:
            self.machine.state = start
            if run_with(self.machine, function, arguments) is None:
                observations.restore(of_anything)
                return
        if not callers.are_all(function):
            observations.restore(of_anything, but_for_evidence=observations.snapshot())

    def _relevant_part(self, node: cst.FunctionDef | cst.Lambda) -> Sequence[cst.BaseStatement] | None:
        """The statements of a function up to the last that can have to do with a conversion; None for all."""
        if isinstance(node, cst.Lambda) or not isinstance(node.body, cst.IndentedBlock) or scopes.is_generator(node):
            return None
        last = max((i for i, statement in enumerate(node.body.body) if self.is_relevant(statement)), default=None)
        return None if last is None else node.body.body[: last + 1]

    def _enter_inner_functions(self, function: Function) -> None:
        """Enter functions defined in this one that it hands out without calling them, while their frame is there."""
        machine = self.machine
        for node in scopes.own_nodes(function.node):
            inner = machine.definitions.get(node)
            if inner is None or node in self.entered or not self.is_relevant(node):
                continue
            if node not in machine.called or self._is_handed_on(inner):
                self.entered.add(node)
                self._run(inner)
