"""The analysis of one module: its body, then every function that others may call."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterator, Mapping

import libcst as cst

from flake8_topil import models  # noqa: F401  (fills the registry)
from flake8_topil.analysis import (
    calls,
    conditions,
    findings,
    imports,
    objects,
    positions,
    relevance,
    scopes,
    slicing,
    statements,
)
from flake8_topil.analysis.findings import Finding
from flake8_topil.analysis.machine import BudgetExceeded, Machine
from flake8_topil.analysis.natives import Unreachable
from flake8_topil.analysis.places import Site
from flake8_topil.analysis.state import State, join_states
from flake8_topil.analysis.values import (
    NONE,
    Class,
    Const,
    Function,
    Instance,
    Numeric,
    Opaque,
    Seq,
    Union,
    Value,
    Why,
    join,
)
from flake8_topil.options import Options

_RECURSION_LIMIT = 6000
_SUMMARY_ROUNDS = 3
_BODY_STEPS = 40_000
_ENTRY_STEPS = 45_000
_SETTER_STEPS = 3_000
_TOO_COMPLEX = "the code is too complex to analyse"


def check(source: str, filename: str = "-", options: Options | None = None) -> list[Finding]:
    """Find the conversions of a module whose input is not proven to be in range.

    Source that libcst cannot parse gives no findings. If the analysis fails or takes too long, every conversion that is
    found by name is reported as unknown, with the reason. Never raises.
    """
    options = options or Options()
    try:
        # Casts stand in functions that have nothing to do with a converter.
        tree = cst.parse_module(source if options.casts else slicing.relevant_source(source, options.converters))
    except (cst.ParserSyntaxError, RecursionError, ValueError):
        return []
    machine = Machine(tree, options, imports.package_of(filename))
    try:
        with _deep_recursion():
            run_module(machine)
    except Exception as error:  # One file must never end a run of flake8.
        _report_by_name(machine, tree, f"the analysis failed ({type(error).__name__})")
    return _located_findings(tree, machine)


def evaluate(source: str, options: Options | None = None) -> Mapping[str, Value]:
    """The abstract values of a module's names after its body has run."""
    tree = cst.parse_module(source)
    machine = Machine(tree, options or Options())
    flow = statements.run_all(machine, tree.body, (State(),))
    end = statements.joined(flow.next)
    return {
        key[1]: end.load(value)
        for key, value in end.store.items()
        if isinstance(key, tuple) and key[0] is machine.root and isinstance(key[1], str)
    }


@contextlib.contextmanager
def _deep_recursion() -> Iterator[None]:
    """Room for nested expressions and calls, each of which takes several Python frames."""
    before = sys.getrecursionlimit()
    sys.setrecursionlimit(max(before, _RECURSION_LIMIT))
    try:
        yield
    finally:
        sys.setrecursionlimit(before)


def run_module(machine: Machine) -> None:
    """Interpret the body of a module, then whatever in it can be called from elsewhere."""
    with machine.in_frame(machine.root, conditions.correlation(machine.tree)):
        machine.budget(_BODY_STEPS)
        try:
            flow = statements.run_all(machine, machine.tree.body, (State(),))
            ends = flow.next or (machine.state,)
        except BudgetExceeded:
            _report_by_name(machine, machine.tree, _TOO_COMPLEX)
            machine.unwind()
            ends = (machine.state,)
        machine.state = _with_reassigned_globals(machine, statements.joined(ends))
        Entries(machine, machine.state).run()


def _with_reassigned_globals(machine: Machine, state: State) -> State:
    """Global variables that functions assign hold anything by the time another function runs."""
    for node in scopes.all_nodes(machine.tree):
        if isinstance(node, cst.Global):
            for item in node.names:
                key = (machine.root, item.name.value)
                present = state.get(key)
                unknown = machine.unknown(f"global `{item.name.value}`", node)
                state = state.set(key, unknown if present is None else join(present, unknown))
    return state


def is_script(tree: cst.Module) -> bool:
    """Is the module run rather than imported?"""
    for statement in tree.body:
        if isinstance(statement, cst.If) and "__name__" in relevance.names_below(statement.test):
            return True
    return False


class Entries:
    """Enters the functions, methods and pipelines that nothing in the module is seen to call, or others call too."""

    def __init__(self, machine: Machine, start: State) -> None:
        self.machine = machine
        self.start = start
        self.names = relevance.relevant_names(machine.tree, machine.options.converters)
        self.closed = is_script(machine.tree)
        self.summaries: dict[cst.CSTNode, tuple[State, Value]] = {}
        self.entered: set[cst.CSTNode] = set()

    def run(self) -> None:
        machine = self.machine
        for function in list(machine.definitions.values()):
            if self.is_public(function) and self.is_relevant(function.node):
                self.enter(function)
        for function in list(machine.definitions.values()):
            if function.node not in machine.called and self.is_relevant(function.node):
                self.enter(function)
        for node, function in list(machine.escaped.items()):
            if self.is_relevant(node):
                self.enter(function)
        machine.state = self.start
        # A list's converters come last: the pipeline made of the list may account for them.
        for site, pipeline in sorted(machine.pipelines.items(), key=lambda item: objects.is_converter(item[1])):
            if site not in machine.applied and site not in machine.applied_to_unknown:
                objects.enter_pipeline(machine, pipeline)

    def is_relevant(self, node: cst.CSTNode) -> bool:
        return not self.names.isdisjoint(relevance.names_below(node))

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
            machine.state, receiver = self.summary(function.owner)
            if function.receiver is None:
                function = Function(function.node, function.frame, function.defaults, receiver, function.owner)
        self._call(function)
        self._enter_inner_functions(function)

    def _call(self, function: Function) -> None:
        """Interpret a function, coarsely if need be, and by the names in it where even that takes too long."""
        machine = self.machine
        start = machine.state
        if self._comes_to_an_end(function, _ENTRY_STEPS):
            return
        machine.state = start
        machine.is_coarse = True
        try:
            if not self._comes_to_an_end(function, _ENTRY_STEPS):
                _report_by_name(machine, function.node, _TOO_COMPLEX)
        finally:
            machine.is_coarse = False

    def _comes_to_an_end(self, function: Function, steps: int) -> bool:
        """Interpret a function with unknown arguments, unless that takes more steps."""
        machine = self.machine
        machine.budget(steps)
        alone = Function(function.node, function.frame, (), function.receiver, function.owner)
        try:
            # A function that always raises ends its own path only.
            with contextlib.suppress(Unreachable):
                machine.escape(calls.call_function(machine, alone, self._arguments(function), None))
        except BudgetExceeded:
            machine.unwind()
            return False
        return True

    def _arguments(self, function: Function) -> calls.Arguments:
        """An unknown argument for every parameter, or its default."""
        machine = self.machine
        defaults = dict(function.defaults)
        params = function.node.params
        named = [*params.posonly_params, *params.params][(function.receiver is not None) :]
        keywords = {
            param.name.value: _parameter(machine, param, defaults.get(param.name.value))
            for param in (*named, *params.kwonly_params)
        }
        rest: Value | None = None
        positional: tuple[Value, ...] = ()
        if isinstance(params.star_arg, cst.Param):
            rest = machine.unknown(f"parameter `{params.star_arg.name.value}`", params.star_arg)
            positional = tuple(keywords.pop(param.name.value) for param in named)
            positional += (Seq("starred", (), rest),)
        extra = None
        if params.star_kwarg is not None:
            extra = machine.unknown(f"parameter `{params.star_kwarg.name.value}`", params.star_kwarg)
        return calls.Arguments(positional, keywords, rest, extra)

    def _enter_inner_functions(self, function: Function) -> None:
        """Enter functions defined in this one that it hands out without calling them, while their frame is there."""
        machine = self.machine
        for node in scopes.own_nodes(function.node):
            inner = machine.definitions.get(node)
            if inner is None or node in self.entered or not self.is_relevant(node):
                continue
            if node not in machine.called or node in machine.escaped:
                self.entered.add(node)
                self._call(inner)

    def summary(self, cls: Class) -> tuple[State, Value]:
        """An instance of a class at any time in its life, and the state in which its attributes stand."""
        if cls.node not in self.summaries:
            with self.machine.observations.muted():
                self.summaries[cls.node] = self._summarise(cls)
        return self.summaries[cls.node]

    def _summarise(self, cls: Class) -> tuple[State, Value]:
        machine = self.machine
        machine.state = self.start
        instance = Instance(cls, Site.at((cls.node, "self"), machine.root))
        init = objects.class_attribute(machine, cls, "__init__")
        if isinstance(init, Function):
            self._call(Function(init.node, init.frame, init.defaults, instance, init.owner))
        state = machine.state
        setters = [m for m in self._methods(cls) if _assigns_attributes(m.node)]
        for _ in range(_SUMMARY_ROUNDS):
            before = state
            for method in setters:
                machine.state = state
                bound = Function(method.node, method.frame, method.defaults, instance, method.owner)
                if self._comes_to_an_end(bound, _SETTER_STEPS):
                    state = join_states(state, machine.state)
                else:
                    state = _with_unknown_attributes(machine, state, instance, method.node)
            if state.store == before.store:
                break
        return _with_open_switches(state, instance.place), instance

    def _methods(self, cls: Class) -> list[Function]:
        return [f for f in self.machine.definitions.values() if f.owner == cls and _name(f) != "__init__"]


def _with_unknown_attributes(machine: Machine, state: State, instance: Instance, method: cst.CSTNode) -> State:
    """The state after a method that takes too long to interpret: what it assigns may be anything."""
    for node in scopes.own_nodes(method):
        if isinstance(node, cst.AssignTarget | cst.AugAssign | cst.AnnAssign) and isinstance(
            node.target, cst.Attribute
        ):
            key = (instance.place, node.target.attr.value)
            present = state.get(key)
            unknown = machine.unknown(f"`{scopes.described(node.target)}`", node)
            state = state.set(key, unknown if present is None else join(present, unknown))
    return state


def _with_open_switches(state: State, owner: object) -> State:
    """A flag, or None, that an object starts with is there to be set from outside."""
    for key, value in state.store.items():
        if isinstance(key, tuple) and key[0] == owner and isinstance(value, Const):
            if isinstance(value.value, bool):
                state = state.set(key, Opaque("bool"))
            elif value.value is None:
                state = state.set(key, Union((value, Numeric.unknown())))
    return state


def _name(function: Function) -> str:
    return "" if isinstance(function.node, cst.Lambda) else function.node.name.value


def _parameter(machine: Machine, param: cst.Param, default: Value | None) -> Value:
    unknown = calls.parameter_value(machine, param)
    if default is None:
        return unknown
    default = machine.state.load(default)
    if isinstance(default, Numeric) and isinstance(unknown, Numeric) and unknown.kind is unknown.kind.ANY:
        return Numeric(default.kind, default.dtype, why=unknown.why) if default.place is None else unknown
    if isinstance(default, Const) and isinstance(default.value, bool):
        return Opaque("bool")
    if isinstance(default, Const) and isinstance(default.value, str):
        return Opaque("str")
    return unknown if default == NONE else join(unknown, default)


def _assigns_attributes(node: cst.CSTNode) -> bool:
    return any(
        isinstance(n, cst.AssignTarget | cst.AugAssign | cst.AnnAssign) and isinstance(n.target, cst.Attribute)
        for n in scopes.own_nodes(node)
    )


# Reporting


def _report_by_name(machine: Machine, tree: cst.CSTNode, reason: str) -> None:
    """Report the conversions that can be found in a piece of code by their name alone and are not proven unsafe."""
    value = Numeric.unknown(Why(reason))
    for node in scopes.all_nodes(tree):
        if isinstance(node, cst.Call):
            name = (scopes.dotted(node.func) or "").rpartition(".")[2]
            built = isinstance(node.func, cst.Call) and scopes.described(node.func.func).endswith("ToPILImage")
            if name == "to_pil_image" or built:
                machine.observations.convert(value, node)


def _located_findings(tree: cst.Module, machine: Machine) -> list[Finding]:
    reported = machine.observations.reported()
    if not reported:
        return []
    places = positions.Positions(tree)

    def line_of(node: cst.CSTNode) -> int | None:
        found = places.find(node)
        return None if found is None else found[0]

    result = []
    for node, seen in reported:
        found = places.find(node)
        if found is not None:
            text = findings.message(seen.code, _converter_name(node), seen.value, line_of)
            discarded = seen.value.history.discarded
            result.append(
                Finding(
                    *found,
                    seen.code,
                    text,
                    frozenset(machine.observations.inputs[node]),
                    None if discarded is None or discarded.node is None else places.find(discarded.node),
                )
            )
    return sorted(result, key=lambda finding: (finding.line, finding.column, finding.code))


def _converter_name(node: cst.CSTNode) -> str:
    if isinstance(node, cst.Call):
        name = scopes.described(node.func)
        return name.removesuffix("(...)").rpartition(".")[2] or "to_pil_image"
    return scopes.described(node).rpartition(".")[2] if isinstance(node, cst.BaseExpression) else "to_pil_image"
