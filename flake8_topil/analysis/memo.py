"""Results of expensive functions, kept for when they are called again on the same values."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable
from dataclasses import replace
from typing import TYPE_CHECKING

import libcst as cst

from flake8_topil.analysis.places import Frame, Place, Site, sites
from flake8_topil.analysis.state import State, mentions
from flake8_topil.analysis.values import Const, Dict, Function, Image, Instance, Lib, Numeric, Opaque, Seq, Union, Value

if TYPE_CHECKING:
    from flake8_topil.analysis.calls import Arguments
    from flake8_topil.analysis.machine import Machine

_EXPENSIVE = 300
"""Functions that take fewer steps are cheaper to interpret again, with their relations, than to look up, until they
have been interpreted very often."""
MAX_SPENT = 4000
"""The steps that all calls of one function together may take."""


class Memo:
    """Remembers what expensive functions returned, where that was all they did."""

    def __init__(self) -> None:
        self._results: dict[Hashable, Value] = {}
        self._expensive: set[cst.CSTNode] = set()
        self._spent: Counter[tuple[cst.CSTNode, Frame]] = Counter()

    def key(self, machine: Machine, function: Function, args: Arguments) -> Hashable | None:
        """What a result depends on: the function, its arguments and the attributes of its receiver."""
        if function.node not in self._expensive:
            return None
        values = (*args.positional, *args.keywords.values(), args.rest, args.extra)
        receiver = function.receiver
        own: tuple[object, ...] = ()
        if isinstance(receiver, Instance):
            place = receiver.place
            own = tuple((name, _content(machine.state, value)) for name, value in machine.state.attributes(place))
        key = (
            function.node, function.frame, receiver, own, tuple(args.keywords),
            machine.observations.is_muted, machine.is_coarse,
            tuple(None if value is None else _content(machine.state, value) for value in values),
        )  # fmt: skip
        try:
            hash(key)
        except TypeError:
            return None
        return key

    def find(self, key: Hashable | None) -> Value | None:
        return None if key is None else self._results.get(key)

    def forget(self) -> None:
        """Interpret every function again when it is called the next time."""
        self._results.clear()
        self._spent.clear()

    def is_exhausted(self, function: Function) -> bool:
        """Has the function been interpreted so often that another time must not be paid for?"""
        return self._spent[function.node, function.frame] > MAX_SPENT

    def keep(
        self,
        machine: Machine,
        function: Function,
        args: Arguments,
        key: Hashable | None,
        result: Value,
        steps: int,
        written: list[Place],
    ) -> None:
        """Note what a call cost and, if it was expensive and changed nothing that was there before, its result."""
        spent = self._spent[function.node, function.frame] = self._spent[function.node, function.frame] + steps
        if steps < _EXPENSIVE and spent < MAX_SPENT // 2:
            return
        self._expensive.add(function.node)
        kept = alone(result)
        if key is None or kept is None or _reaches_out(machine, function, args, written):
            return
        self._results[key] = kept


def _reaches_out(machine: Machine, function: Function, args: Arguments, written: list[Place]) -> bool:
    """Did a call that has ended write to storage from before it?"""
    given = [value for value in (function.receiver, *args.values) if value is not None]
    for place in frozenset(written):
        for site in sites(place):
            inner = isinstance(site, Site) and site.frame.depth > machine.frame.depth
            if not inner or any(mentions(value, site) for value in given):
                return True
    return False


def _content(state: State, value: Value) -> Value:
    loaded = state.load(value)
    return replace(loaded, place=None, view=()) if isinstance(loaded, Numeric) else loaded


def alone(value: Value) -> Value | None:
    """A loaded value without storage or identity; None if it is an object that others may hold."""
    match value:
        case Numeric():
            return replace(value, place=None, view=(), poly=None)
        case Image() | Opaque() | Const() | Lib():
            return value
        case Seq():
            middle = None if value.middle is None else alone(value.middle)
            head, tail = _all_alone(value.head), _all_alone(value.tail)
            if head is None or tail is None or (middle is None and value.middle is not None):
                return None
            return Seq(value.type, head, middle, tail)
        case Dict():
            items, other = _all_alone(tuple(item for _, item in value.items)), value.other and alone(value.other)
            if items is None or (other is None and value.other is not None):
                return None
            return Dict(tuple(zip((key for key, _ in value.items), items, strict=True)), other)
        case Union():
            found = _all_alone(value.members)
            return None if found is None else Union(found)
    return None


def _all_alone(values: tuple[Value, ...]) -> tuple[Value, ...] | None:
    found = [alone(value) for value in values]
    return None if None in found else tuple(value for value in found if value is not None)
