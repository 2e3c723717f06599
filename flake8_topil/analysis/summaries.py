"""What the functions and classes of a module come to by themselves, whoever uses them and whenever."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import libcst as cst

from flake8_topil.analysis import calls, construction, declarations, effects, generators, memo, mro, objects
from flake8_topil.analysis.effects import Outcome, any_outcome
from flake8_topil.analysis.machine import Machine
from flake8_topil.analysis.places import Frame, Place, Site, old_twin, sites
from flake8_topil.analysis.signals import BudgetExceeded, Unreachable
from flake8_topil.analysis.state import State, World, join_states
from flake8_topil.analysis.statements import given_up, widened
from flake8_topil.analysis.values import (
    NONE,
    Class,
    Const,
    Function,
    Instance,
    Numeric,
    Opaque,
    Seq,
    Value,
    join,
    opened,
)

ENTRY_STEPS = 35_000
_SETTER_STEPS = 3_000
_OUTCOME_STEPS = 6_000
_ROUNDS = 6
_WIDEN_AFTER = 2
_MAX_NESTED = 8


class Summaries:
    """Classes at any time in the life of an instance, and functions called with anything."""

    def __init__(self, machine: Machine, start: State) -> None:
        self.machine = machine
        self.start = start
        """The state after the body of the module has run."""
        self._classes: dict[cst.CSTNode, tuple[State, Instance]] = {}
        self._outcomes: dict[tuple[cst.CSTNode, Frame, cst.CSTNode | None], Outcome] = {}
        self._running: list[cst.CSTNode] = []
        self._nested = 0
        self._lasting = {key[0] for key in start.store if isinstance(key, tuple)}

    def of_class(self, cls: Class) -> tuple[State, Instance]:
        """An instance at any time in its life, and the state in which its attributes stand."""
        if cls.node not in self._classes:
            machine = self.machine
            # A method that is called meanwhile may ask for the summary that is being made.
            self._classes[cls.node] = self.start, objects.any_instance(machine, cls)
            self._nested += 1
            with machine.isolated(), machine.observations.muted():
                self._classes[cls.node] = self._summarise(cls)
            self._nested -= 1
        return self._classes[cls.node]

    def of_function(self, function: Function) -> Outcome:
        """What a call of the function comes to."""
        receiver = function.receiver.cls.node if isinstance(function.receiver, Instance) else None
        key = function.node, function.frame, receiver
        found = self._outcomes.get(key)
        if found is not None:
            return found
        if function.node in self._running or len(self._running) >= _MAX_NESTED or not self._stands_alone(function):
            return any_outcome(function.node)
        self._running.append(function.node)
        try:
            with self.machine.isolated(), self.machine.observations.muted():
                self._outcomes[key] = self._outcome(function)
        finally:
            self._running.pop()
        return self._outcomes[key]

    def attribute(self, instance: Instance, name: str) -> Value | None:
        """What an attribute of an object holds at any time; None if no method assigns it.

        The storage is the object's own: attributes share theirs where those of all objects of the class do.
        """
        state, summary = self.of_class(instance.cls)
        found = state.get((summary.place, name))
        if found is None or memo.alone(state.load_deep(found)) is None:
            return None
        frame = self.machine.root if not isinstance(instance.place, Site) else instance.place.frame

        def own(site: Site) -> Site:
            is_shared = site in self.start.store or World.of(site) is not None
            return site if is_shared else Site.at((instance.place, site), frame, site.old)

        self.machine.state, value = self.machine.state.with_copies(found, state, own)
        return self._perhaps_of_another(value, instance, name)

    def _perhaps_of_another(self, value: Value, instance: Instance, name: str) -> Value:
        """The attribute of an object that may be one which was met before, and has been changed since."""
        machine = self.machine
        for place in machine.met.get(instance.cls.node, ()):
            for one in (place, old_twin(place)) if place != instance.place else (old_twin(place),):
                held = machine.state.get((one, name))
                changed = None if held is None else memo.alone(machine.state.load_deep(held))
                if isinstance(value, Numeric) and value.place is not None and isinstance(changed, Numeric):
                    machine.update(machine.state.write(value.place, changed, maybe=True))
                elif changed is not None:
                    value = join(value, changed)
        return value

    def _stands_alone(self, function: Function) -> bool:
        """Is all that the function refers to there when the module has run?"""
        frame = function.frame.parent if function.frame.is_class else function.frame
        if isinstance(function.node, cst.Lambda) or frame is None:
            return False
        return frame.parent is None or frame in self._lasting

    def _outcome(self, function: Function) -> Outcome:
        machine = self.machine
        machine.state, receiver = self.start, function.receiver
        if isinstance(receiver, Instance):
            machine.state, receiver = self.of_class(receiver.cls)
        function = Function(function.node, function.frame, function.defaults, receiver, function.owner)
        present = machine.state.store
        mark = len(machine.effects)
        with machine.coarsely():
            result = run_alone(machine, function, _OUTCOME_STEPS)
        if result is None:
            return any_outcome(function.node)
        written = {site for place in machine.written(mark) for site in sites(place)}
        return Outcome(
            memo.alone(machine.state.load_deep(result)),
            any(isinstance(origin, cst.Param) for site in written for origin in _origins(site)),
            not written.isdisjoint(present),
        )

    def _summarise(self, cls: Class) -> tuple[State, Instance]:
        machine = self.machine
        machine.state = self.start
        instance = objects.any_instance(machine, cls)
        init = objects.class_attribute(machine, cls, "__init__")
        if isinstance(init, Function):
            init = Function(init.node, init.frame, init.defaults, instance, init.owner)
            if self._nested > 1:
                with machine.coarsely():
                    run_alone(machine, init, _OUTCOME_STEPS)
            else:
                run_to_the_end(machine, init)
        state = machine.state
        setters = [m for m in self._methods(cls) if effects.may_change_attributes(m.node)]
        for round_ in range(_ROUNDS):
            before = state
            for method in list(setters):
                machine.state = state
                bound = Function(method.node, method.frame, method.defaults, instance, method.owner)
                if run_alone(machine, bound, _SETTER_STEPS) is not None:
                    state = join_states(state, machine.state)
                else:
                    setters.remove(method)
                    state = _with_unknown_attributes(machine, state, instance, method.node)
            if state.store == before.store:
                break
            state = widened(before, state) if round_ >= _WIDEN_AFTER else state
        else:
            state = given_up(before, state)
        return _with_open_switches(state, instance), instance

    def _methods(self, cls: Class) -> list[Function]:
        return [f for f in self.machine.definitions.values() if f.owner == cls and name_of(f) != "__init__"]


def _origins(place: Place) -> Iterator[object]:
    """What allocated a storage: a node; for what an unknown object holds, what allocated the object."""
    for site in sites(place):
        node: object = site.node if isinstance(site, Site) else None
        while isinstance(node, tuple) and node:
            node = node[0]
        if isinstance(node, Place):
            yield from _origins(node)
        else:
            yield node


def run_alone(
    machine: Machine, function: Function, steps: int, part: Sequence[cst.BaseStatement] | None = None
) -> Value | None:
    """The result of a function, or of the first part of it, with arguments of which only their declarations say
    something; None if that takes more steps."""
    alone = Function(function.node, function.frame, (), function.receiver, function.owner)
    arguments = unknown_arguments(machine, function)
    if part is None:
        return run_with(machine, alone, arguments, steps)
    return _within(machine, steps, lambda: calls.interpret(machine, alone, arguments, None, part))


def run_with(
    machine: Machine, function: Function, arguments: calls.Arguments, steps: int = ENTRY_STEPS
) -> Value | None:
    """The result of a function with these arguments; None if that takes more steps."""
    return _within(
        machine, steps, lambda: generators.finished(machine, calls.call_function(machine, function, arguments, None))
    )


def _within(machine: Machine, steps: int, compute: Callable[[], Value]) -> Value | None:
    machine.budget(steps)
    try:
        return compute()
    except Unreachable:
        return NONE
    except BudgetExceeded:
        machine.unwind()
        return None


def run_to_the_end(
    machine: Machine, function: Function, part: Sequence[cst.BaseStatement] | None = None
) -> Value | None:
    """Like `run_alone`, coarsely if need be; None if that takes too long as well."""
    start = machine.state
    result = run_alone(machine, function, ENTRY_STEPS, part)
    if result is not None:
        return result
    machine.state = start
    with machine.coarsely():
        return run_alone(machine, function, ENTRY_STEPS, part)


def unknown_arguments(machine: Machine, function: Function) -> calls.Arguments:
    """An unknown argument for every parameter, or its default."""
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


def _with_unknown_attributes(machine: Machine, state: State, instance: Instance, method: cst.CSTNode) -> State:
    """The state after a method that takes too long to interpret: what it assigns may be anything."""
    for name in effects.changed_attributes(method):
        key = (instance.place, name)
        present = state.get(key)
        unknown = machine.unknown(f"`self.{name}`", method)
        state = state.set(key, unknown if present is None else join(state.load(present), unknown))
    return state


def _with_open_switches(state: State, instance: Instance) -> State:
    """What an object starts with and others are there to set: its flags, what is None, the fields of a dataclass."""
    for name, value in state.attributes(instance.place):
        state = state.set((instance.place, name), opened(value))
    for cls in (instance.cls, *mro.bases_of(instance.cls)):
        if isinstance(cls, Class):
            for name, value in _class_settings(state, cls):
                key = (instance.place, name)
                if state.get(key) is None:
                    state = state.set(key, value)
    return state


def _class_settings(state: State, cls: Class) -> Iterator[tuple[str, Value]]:
    """The attributes of a class that its instances, or classes derived from it, may well set to something else."""
    is_record = construction.has_fields(state, cls)
    for name, value in state.attributes(cls.frame):
        changed = opened(value)
        if is_record and isinstance(value, Numeric):
            yield name, Numeric(value.kind, value.dtype, why=value.why)
        elif changed is not value:
            yield name, changed


def name_of(function: Function) -> str:
    return "" if isinstance(function.node, cst.Lambda) else function.node.name.value


def _parameter(machine: Machine, param: cst.Param, default: Value | None) -> Value:
    unknown = declarations.parameter_value(machine, param)
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
