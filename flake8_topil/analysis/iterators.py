"""Iteration over objects: those that have their elements, and those that make each when they are asked for it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from flake8_topil.analysis import calls, containers, generators, objects, statements
from flake8_topil.analysis.signals import Unreachable
from flake8_topil.analysis.values import Function, Instance, Numeric, Seq, Value, renewed

if TYPE_CHECKING:
    import libcst as cst

    from flake8_topil.analysis.machine import Machine
    from flake8_topil.analysis.state import State
    from flake8_topil.analysis.statements import Flow, States


_STARTING = "__iter__", "__aiter__"
_ADVANCING = "__next__", "__anext__"


def iterator_of(machine: Machine, value: Value) -> Value:
    """What a loop over a value draws from; an instance, if it is one that makes each element when it is asked."""
    value = machine.state.load(value)
    if not isinstance(value, Instance):
        return value
    start = _defined(machine, value, _STARTING)
    produced = None if start is None else objects.call_method(machine, value, start, ())
    if produced is None and _is_iterator(machine, value):
        return value
    if produced is None or (isinstance(produced, Instance) and not _is_iterator(machine, produced)):
        element = objects.call_method(machine, value, "__getitem__", (Numeric.unknown(),))
        return Seq("iterator", middle=Numeric.unknown() if element is None else element)
    return produced


def _is_iterator(machine: Machine, value: Instance) -> bool:
    return _defined(machine, value, _ADVANCING) is not None


def _defined(machine: Machine, value: Instance, names: Sequence[str]) -> str | None:
    """Which of these methods an object has; those of `async for` do the same as the others."""
    return next((name for name in names if objects.instance_attribute(machine, value, name) is not None), None)


def elements(machine: Machine, value: Instance, node: cst.CSTNode | None) -> Seq:
    """The elements of an object, which may have been advanced by any number of steps afterwards."""
    iterator = iterator_of(machine, value)
    if not isinstance(iterator, Instance):
        return containers.iterate(machine, iterator, node)
    found: list[Value] = []
    ended: list[State] = []

    def enter(state: State) -> tuple[States, Flow]:
        machine.update(state)
        element, ended[:] = advanced(machine, iterator)
        found[:] = [] if element is None else [element]
        return (), statements.Flow((machine.state,) if found else ())

    head, _ = statements.fixpoint(machine, iterator.cls.node, machine.state, enter)
    machine.update(statements.joined([head, *ended]))
    return Seq("iterator", middle=renewed(found[0]) if found else None)


def advanced(machine: Machine, iterator: Instance) -> tuple[Value | None, Sequence[State]]:
    """The next element of an object, None if it gives none; and the states in which it has refused to."""
    name = _defined(machine, iterator, _ADVANCING) or ""
    method = objects.instance_attribute(machine, iterator, name)
    collector = generators.Collector()
    try:
        if not isinstance(method, Function) or calls.is_too_much(machine, method):
            return objects.call_method(machine, iterator, name, ()), ()
        element = calls.interpret(machine, method, calls.Arguments(), None, consumer=collector)
    except Unreachable:
        return None, collector.raised
    return element, collector.raised
