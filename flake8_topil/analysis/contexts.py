"""Context managers: what `with` runs before its block, and on each way out of it."""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

import libcst as cst

from flake8_topil.analysis import calls, conditions, containers, generators, hooks, objects, scopes, statements
from flake8_topil.analysis.signals import Unreachable
from flake8_topil.analysis.values import (
    NONE,
    Function,
    Instance,
    Lib,
    LibObject,
    Opaque,
    Seq,
    Union,
    Value,
    join_all,
    members,
)

if TYPE_CHECKING:
    from flake8_topil.analysis.machine import Machine
    from flake8_topil.analysis.state import State
    from flake8_topil.analysis.statements import Flow, States

Block = Callable[[Value], "Flow"]
"""Runs the block of a `with`, given what its manager gave on being entered."""

MANAGED = "contextlib.contextmanager"
"""Names an object that a function under this decorator gave; it holds the function and its arguments."""
MANAGING: Lib = Lib("<function that gives context managers>")
"""What the decorator makes of a generator function where it is called rather than written above it."""
WITHIN: Lib = Lib("<call within a context manager>")
"""What a context manager makes of a function that it decorates."""
STACK = "contextlib.ExitStack"
ENTERING = frozenset({"enter_context", "enter_async_context", "push", "push_async_exit"})
"""The methods of a stack that put a manager on it."""
CALLBACK = "<callback of a stack>"
"""Names an object that holds a function and what a stack will call it with."""
CALLING_BACK = frozenset({"callback", "push_async_callback"})
CLOSING = frozenset({"close", "aclose"})
NO_CONTEXT = "contextlib.nullcontext"
_DECORATORS = frozenset({"contextmanager", "asynccontextmanager"})
_SWALLOWING = frozenset({"contextlib.suppress", "pytest.raises"})
_NO_EXCEPTION = (NONE, NONE, NONE)
_SOME_EXCEPTION = (Opaque("exception type"), Opaque("exception"), Opaque("traceback"))
_LEAVING = ("breaks", "continues", "returns")


@scopes.remembered
def is_manager(node: cst.CSTNode) -> bool:
    """Is a function one whose calls give context managers?"""
    if not isinstance(node, cst.FunctionDef) or _DECORATORS.isdisjoint(objects.decorators(node)):
        return False
    return scopes.is_generator(node)


def manager_of(function: Function, args: calls.Arguments, node: cst.CSTNode | None) -> LibObject:
    """What calling a function that makes context managers gives: nothing has run as yet."""
    return generators.deferred(MANAGED, function, args, node)


def run(machine: Machine, manager: Value, block: Block) -> Flow:
    """Run a block under a context manager."""
    match machine.state.load(manager):
        case Union(members=alternatives):
            return _one_of(machine, alternatives, block)
        case Instance() as instance:
            return _under_instance(machine, instance, block)
        case LibObject(name=name, args=(Function(), *_)) as made if name == MANAGED:
            return _under_generator(machine, made, block)
        case LibObject(name=name, args=(entered, *_)) if name == NO_CONTEXT:
            return block(machine.state.load(entered))
        case LibObject(name=name, args=(managers,)) if name == STACK:
            return _under_stack(machine, manager, managers, block)
        case LibObject(name=hooks.HANDLE) as handle:
            return _under_hook(machine, handle, block)
        case Lib() | LibObject() if _may_swallow(manager):
            return _swallowed(machine, lambda: block(manager))
    return block(manager)


def decorated(manager: Value, function: Value) -> LibObject:
    """A function that a context manager decorates."""
    return LibObject("functools.partial", (WITHIN, manager, function))


def call_within(machine: Machine, args: calls.Arguments, node: cst.CSTNode | None) -> Value:
    """Call the second argument under the first, on the others."""
    manager, function, *given = args.positional

    def block(_: Value) -> Flow:
        result = calls.call(machine, function, replace(args, positional=tuple(given), nodes={}), node)
        return statements.Flow((machine.with_result(machine.state, result),))

    return machine.merge_results(list(run(machine, manager, block).next))


def _one_of(machine: Machine, managers: tuple[Value, ...], block: Block) -> Flow:
    start = machine.state
    flow = statements.Flow()
    for manager in managers:
        machine.update(start)
        try:
            flow = flow.beside(run(machine, manager, block))
        except Unreachable:
            continue
    return flow


def _swallowed(machine: Machine, compute: Callable[[], Flow]) -> Flow:
    """Run a block that may end at any point and go on behind it."""
    return _swallowing(machine, *statements.recorded(machine, compute))


def _swallowing(machine: Machine, flow: Flow, interrupted: State) -> Flow:
    return replace(flow, raises=(), next=statements.merged(machine, (*flow.next, interrupted)))


def _may_swallow(manager: Value) -> bool:
    """Can a manager of a library, or a generator, end an exception?"""
    if isinstance(manager, LibObject) and manager.name == MANAGED and isinstance(manager.args[0], Function):
        return _catches(manager.args[0].node)
    return isinstance(manager, Lib | LibObject) and manager.name in _SWALLOWING


# Classes


def _under_instance(machine: Machine, manager: Instance, block: Block) -> Flow:
    entered = _call(machine, manager, "enter", ())
    flow, interrupted = statements.recorded(machine, lambda: block(manager if entered is None else entered))
    return _left(machine, manager, flow, interrupted)


def _left(machine: Machine, manager: Instance, flow: Flow, interrupted: State) -> Flow:
    """The flow of a block after the manager was told how it ended; `interrupted` is its state at an exception."""
    left = {way: _exited(machine, manager, getattr(flow, way)) for way in ("next", *_LEAVING)}
    machine.update(interrupted)
    try:
        answer = _call(machine, manager, "exit", _SOME_EXCEPTION)
    except Unreachable:
        return statements.Flow(**left)
    if answer is None or conditions.truth(answer) is False:
        return statements.Flow(**left, raises=(machine.state,))
    left["next"] = statements.merged(machine, (*left["next"], machine.state))
    return statements.Flow(**left)


def _exited(machine: Machine, manager: Instance, states: States) -> States:
    """The states after the manager was told that its block has been left."""
    return _after(machine, states, lambda: _call(machine, manager, "exit", _NO_EXCEPTION))


def _after(machine: Machine, states: States, compute: Callable[[], object]) -> States:
    """The states after some code that is run from each."""
    after: States = ()
    for state in states:
        machine.update(state)
        try:
            compute()
        except Unreachable:
            continue
        after += (machine.state,)
    return after


def _under_hook(machine: Machine, handle: LibObject, block: Block) -> Flow:
    """Run a block as long as which a hook is there."""
    flow = block(handle)
    return statements.Flow(
        **{way: _after(machine, getattr(flow, way), lambda: hooks.remove(machine, handle)) for way in statements.WAYS}
    )


def _call(machine: Machine, manager: Instance, what: str, args: tuple[Value, ...]) -> Value | None:
    """Call `__enter__` or `__exit__`, or what `async with` calls; None if the manager shows neither."""
    for name in (f"__{what}__", f"__a{what}__"):
        method = objects.instance_attribute(machine, manager, name)
        if method is not None:
            return calls.call(machine, method, calls.Arguments(args), None)
    return None


# Generators


def _under_generator(machine: Machine, manager: LibObject, block: Block) -> Flow:
    """Run the block where the generator yields; each way out of it goes through the rest of the generator."""
    start = machine.state
    inlined = generators.Inlined(machine, block)
    flow = statements.Flow()
    if generators.may_run(machine, manager):
        flow = statements.Flow(next=_run(machine, manager, inlined))
    if not inlined.has_run:
        # Where it yields is not seen.
        machine.update(start)
        unknown = generators.not_run(machine, manager)
        return _swallowed(machine, lambda: block(unknown)) if _may_swallow(manager) else block(unknown)
    for way in _LEAVING:
        states: States = getattr(inlined.left, way)
        if states:
            machine.update(start)
            resumed = generators.Inlined(machine, _leaving(states))
            flow = flow.beside(statements.Flow(**{way: _run(machine, manager, resumed)}))
    return flow


def _leaving(states: States) -> Block:
    """A block that is left in these states, whatever it is given."""
    return lambda _: statements.Flow(states)


def _run(machine: Machine, manager: LibObject, inlined: generators.Inlined) -> States:
    """The states after the whole of the generator."""
    try:
        generators.run(machine, manager, inlined)
    except Unreachable:
        return ()
    return (machine.state,)


@scopes.remembered
def _catches(function: cst.CSTNode) -> bool:
    """Does a generator catch what may be raised where it yields?"""
    tries = (node for node in scopes.all_nodes(function) if isinstance(node, cst.Try) and node.handlers)
    return any(isinstance(node, cst.Yield) for one in tries for node in scopes.all_nodes(one.body))


# Stacks


def new_stack(machine: Machine, args: calls.Arguments, node: cst.CSTNode | None) -> Value:
    """A stack with nothing on it yet."""
    return LibObject(STACK, (machine.stored(Seq("list"), (node, STACK)),))


def enter_on_stack(machine: Machine, stack: LibObject, manager: Value) -> Value:
    """Enter a manager that the stack will leave; the code of a generator may have run to any point by then."""
    given: list[Value] = []

    def block(entered: Value) -> Flow:
        given.append(entered)
        return statements.Flow((machine.state,))

    managers = machine.state.load(stack.args[0])
    assert isinstance(managers, Seq)
    containers.call_method(machine, managers, "append", (manager,))
    for one in members(machine.state.load(manager)):
        if isinstance(one, Instance):
            entered = _call(machine, one, "enter", ())
            given.append(one if entered is None else entered)
        else:
            flow, interrupted = statements.recorded(machine, functools.partial(run, machine, one, block))
            machine.update(statements.joined((*flow.next, interrupted)))
    return join_all(given)


def call_back(machine: Machine, stack: LibObject, args: calls.Arguments) -> Value:
    """Let the stack call a function when it is left."""
    managers = machine.state.load(stack.args[0])
    assert isinstance(managers, Seq)
    callback = LibObject(CALLBACK, args.positional, tuple(args.keywords.items()))
    containers.call_method(machine, managers, "append", (callback,))
    return args.positional[0]


def close_stack(machine: Machine, stack: LibObject) -> Value:
    """Leave all that is on the stack."""
    managers = machine.state.load(stack.args[0])
    flow = _unwound(machine, managers, statements.Flow((machine.state,)), machine.state)
    if not flow.next:
        raise Unreachable
    machine.update(statements.joined(flow.next))
    machine.write(managers, Seq("list"))
    return NONE


def _under_stack(machine: Machine, stack: Value, managers: Value, block: Block) -> Flow:
    """Run the block, then leave what was entered in it; the stack ends an exception if anything on it does."""
    flow, interrupted = statements.recorded(machine, lambda: block(stack))
    return _unwound(machine, machine.state.load(managers), flow, interrupted)


def _unwound(machine: Machine, entered: Value, flow: Flow, interrupted: State) -> Flow:
    """The flow of a block after what was entered on a stack has been left."""
    is_certain = isinstance(entered, Seq) and entered.items is not None
    for one in reversed(entered.elements) if isinstance(entered, Seq) else ():
        for manager in members(one):
            if isinstance(manager, Instance):
                flow = _left(machine, manager, flow, interrupted)
            elif isinstance(manager, Function) or (isinstance(manager, LibObject) and manager.name == CALLBACK):
                called = functools.partial(_called_back, machine, manager, is_certain)
                flow = statements.Flow(**{way: called(getattr(flow, way)) for way in statements.WAYS})
                interrupted = statements.joined(called((interrupted,)) or (interrupted,))
            elif _may_swallow(manager):
                flow = _swallowing(machine, flow, interrupted)
    return flow


def _called_back(machine: Machine, callback: Function | LibObject, is_certain: bool, states: States) -> States:
    """The states after a stack has called a function."""

    def call() -> Value:
        if isinstance(callback, Function):
            return calls.call(machine, callback, calls.Arguments(_SOME_EXCEPTION), None)
        function, *given = callback.args
        return calls.call(machine, function, calls.Arguments(tuple(given), dict(callback.kwargs)), None)

    after = _after(machine, states, call)
    return after if is_certain else (*states, *after)
