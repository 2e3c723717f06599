"""Generators: what is done with the values that they yield, and the code that runs between their steps."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Protocol, TypeGuard

import libcst as cst

from flake8_topil.analysis import calls, effects, scopes, statements
from flake8_topil.analysis.relevance import names_below
from flake8_topil.analysis.signals import Unreachable
from flake8_topil.analysis.state import join_states
from flake8_topil.analysis.values import Function, LibObject, Seq, Value, join_all, renewed

if TYPE_CHECKING:
    from flake8_topil.analysis.machine import Machine
    from flake8_topil.analysis.state import State
    from flake8_topil.analysis.statements import Flow, States


GENERATOR = "<generator>"
"""Names an object that holds a generator function and its arguments, of which nothing has run as yet."""
ADVANCING = frozenset({"send", "throw", "__next__", "__anext__", "asend"})
"""The methods by which a generator is advanced."""


class Consumer(Protocol):
    """What a running function yields to."""

    raised: States
    """The states in which the function has raised an exception of its own."""

    def take(self, machine: Machine, value: Value) -> None:
        """Do what is done with a value before the generator goes on."""

    def ends(self, finished: Sequence[State]) -> Sequence[State]:
        """The states in which the caller goes on, given those in which the function has come to its end."""


class Collector:
    """Keeps what a generator yields while nothing else runs."""

    def __init__(self) -> None:
        self.values: list[Value] = []
        self.raised: States = ()
        self.suspended: list[State] = []

    def take(self, machine: Machine, value: Value) -> None:
        self.values.append(value)
        self.suspended.append(machine.state)

    def ends(self, finished: Sequence[State]) -> Sequence[State]:
        """One that never ends is left where it yields."""
        return finished or self.suspended


class Stepped(Collector):
    """Keeps what a generator yields that may be left wherever it does."""

    def ends(self, finished: Sequence[State]) -> Sequence[State]:
        return statements.distinct([*finished, *self.suspended])


class Inlined:
    """Runs a block of the calling function wherever a generator yields, as `with` and `for` do.

    So each of them sees what the other changes, and handlers in the generator what the block may raise.
    """

    def __init__(self, machine: Machine, block: Callable[[Value], Flow]) -> None:
        self._block = block
        self._where = machine.frame, machine.correlated
        self._running = list(machine.stack), list(machine.yields)
        self._outer = len(machine.recorders)
        self.has_run = False
        self.raised: States = ()
        self.left = statements.Flow()
        """The ways on which the block was left for good; the generator has not gone on in these states."""

    def take(self, machine: Machine, value: Value) -> None:
        self.has_run = True
        inner = machine.stack, machine.yields
        machine.stack, machine.yields = list(self._running[0]), list(self._running[1])
        try:
            with machine.suspended(), machine.in_frame(*self._where):
                flow = self._block(value)
        finally:
            machine.stack, machine.yields = inner
        for recorder in machine.recorders[self._outer :]:
            recorder += self._thrown(flow)
        self.left = self.left.beside(replace(flow, next=()))
        if not flow.next:
            raise Unreachable
        machine.update(statements.joined(flow.next))

    def ends(self, finished: Sequence[State]) -> Sequence[State]:
        return finished

    def _thrown(self, flow: Flow) -> States:
        """The states in which an exception is raised where the generator yields."""
        return flow.raises


class Closing(Inlined):
    """A block of a loop, which closes the generator when it is left for good."""

    def closed(self) -> Flow:
        """The ways on which the block was left, with what the generator may have done in the end."""
        if not self.raised:
            return self.left
        ended = statements.joined(self.raised)
        ways = {way: tuple(join_states(state, ended) for state in getattr(self.left, way)) for way in statements.WAYS}
        return statements.Flow(**ways).beside(statements.Flow(raises=(ended,)))

    def _thrown(self, flow: Flow) -> States:
        return (*flow.raises, *flow.breaks, *flow.returns)


class Forwarding:
    """Hands on what a generator yields to what another yields to, as `yield from` does."""

    def __init__(self, outer: Consumer) -> None:
        self._outer = outer

    @property
    def raised(self) -> States:
        return ()

    @raised.setter
    def raised(self, states: States) -> None:
        self._outer.raised += states

    def take(self, machine: Machine, value: Value) -> None:
        self._outer.take(machine, value)

    def ends(self, finished: Sequence[State]) -> Sequence[State]:
        return finished


def deferred(name: str, function: Function, args: calls.Arguments, node: cst.CSTNode | None) -> LibObject:
    """An object of the kind `name` that will run the body of a generator function."""
    extra = () if args.extra is None else (("**", args.extra),)
    return LibObject(name, (function, *args.positional), (*args.keywords.items(), *extra), node)


def call(machine: Machine, function: Function, args: calls.Arguments, node: cst.CSTNode | None) -> Value:
    """Call a generator function: what it yields, if running it changes nothing that is used between its steps, and
    nothing is changed there that it uses; else an object that waits to run."""
    if _depends_on_steps(machine, function):
        return deferred(GENERATOR, function, args, node)
    before, seen = machine.state, machine.observations.snapshot()
    collector = Collector()
    result = calls.interpret(machine, function, args, node, consumer=collector)
    if not any(_differs(before, state) for state in statements.distinct([machine.state, *collector.suspended])):
        return result
    machine.state = before
    machine.observations.restore(seen)
    return deferred(GENERATOR, function, args, node)


def _depends_on_steps(machine: Machine, function: Function) -> bool:
    """May a loop of the calling code change what a generator reads?"""
    scope = machine.frame.node or machine.tree
    uses = names_below(function.node) - scopes.assigned(function.node)
    if not uses.isdisjoint(effects.changed_in_loops(scope)):
        return True
    called = effects.called_in_loops(scope)
    return any(
        not uses.isdisjoint(scopes.declared(one) | effects.changed_names(one))
        for one in machine.definitions
        if isinstance(one, cst.FunctionDef) and one.name.value in called
    )


def _differs(before: State, after: State) -> bool:
    """Does a state hold anything else than before in what was there already?"""
    for key, value in after.store.items():
        present = before.get(key)
        if present is not value and present is not None and present != value:
            return True
    return False


def is_waiting(value: Value) -> TypeGuard[LibObject]:
    """Is it a generator that runs when its values are asked for?"""
    return isinstance(value, LibObject) and value.name == GENERATOR


def may_run(machine: Machine, waiting: LibObject) -> bool:
    """Is running the body of a generator not one call too many?"""
    return not calls.is_too_much(machine, _call_of(waiting)[0])


def loop_over(machine: Machine, waiting: LibObject, block: Callable[[Value], Flow]) -> tuple[bool, Flow]:
    """Run a block for all that a generator yields: does that come to its end, and which are the other ways out?"""
    inlined = Closing(machine, block)
    try:
        run(machine, waiting, inlined)
    except Unreachable:
        return False, inlined.closed()
    return True, inlined.closed()


def run(machine: Machine, waiting: LibObject, consumer: Consumer) -> Value:
    """Run the body of a generator."""
    function, args = _call_of(waiting)
    if not machine.observations.is_muted:
        machine.called.add(function.node)
    return calls.interpret(machine, function, args, waiting.site, consumer=consumer)


def not_run(machine: Machine, waiting: LibObject) -> Value:
    """What is known of the values of a generator that is not run."""
    function, args = _call_of(waiting)
    return calls.not_followed(machine, function, args, waiting.site)


def _call_of(waiting: LibObject) -> tuple[Function, calls.Arguments]:
    function, *positional = waiting.args
    assert isinstance(function, Function)
    named = dict(waiting.kwargs)
    extra = named.pop("**", None)
    return function, calls.Arguments(tuple(positional), named, None, extra)


def finished(machine: Machine, value: Value) -> Value:
    """The value after what waits in it has run."""
    return stepped(machine, value) if is_waiting(value) else value


def stepped(machine: Machine, waiting: LibObject) -> Seq:
    """The values of a generator, after which it may stand anywhere."""
    if not may_run(machine, waiting):
        return Seq("generator", middle=not_run(machine, waiting))
    collector = Stepped()
    run(machine, waiting, collector)
    return Seq("generator", middle=renewed(join_all(collector.values)) if collector.values else None)
