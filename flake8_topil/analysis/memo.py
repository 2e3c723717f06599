"""What expensive functions came to, kept for when they are called again on the same values."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

import libcst as cst

from flake8_topil.analysis import scopes
from flake8_topil.analysis.places import NO_PLACES, Frame, Made, Place, sites
from flake8_topil.analysis.polynomial import Polynomial
from flake8_topil.analysis.relevance import names_below
from flake8_topil.analysis.state import Key as StateKey
from flake8_topil.analysis.state import State, World, places_in
from flake8_topil.analysis.values import (
    Class,
    Const,
    Dict,
    Function,
    Image,
    Instance,
    Lib,
    LibObject,
    Numeric,
    Opaque,
    Seq,
    Union,
    Value,
    parts_of,
)

if TYPE_CHECKING:
    from flake8_topil.analysis.calls import Arguments
    from flake8_topil.analysis.machine import Machine

_EXPENSIVE = 300
"""Functions that take fewer steps are cheaper to interpret again, with their relations, than to look up, until they
have been interpreted very often."""
_EXPENSIVE_CONSTRUCTOR = 100
"""Attributes seldom have relations to lose."""
MAX_SPENT = 4000
"""The steps that all calls of one function, or of a constructor for one class, together may take."""


@dataclass(frozen=True)
class Key:
    """What the result of a call depends on: the function and its arguments, and what these lead to."""

    given: Hashable
    state: State
    """That before the call."""
    origins: Sequence[Value]
    numbers: Sequence[Polynomial]
    """Those among the arguments."""
    made: Instance | None
    """The object that the call is the constructor of, if it has no attributes yet."""

    @cached_property
    def around(self) -> Hashable:
        """What the function and the arguments lead to, and relations to that; seldom needed, and slow to find."""
        found = _Surroundings(self.state)
        found.add_all(self.origins)
        around = found.key
        return around, tuple(None if found.roots.isdisjoint(one.roots) else one.key for one in self.numbers)


@dataclass(frozen=True)
class Kept:
    """What a call came to."""

    result: Value
    attributes: tuple[tuple[str, Value], ...]
    """Those that a constructor gave its object."""

    def again(self, machine: Machine, function: Function) -> Value:
        """The result of one more call, after it has had the same effect on its own object."""
        if isinstance(function.receiver, Instance):
            for name, value in self.attributes:
                machine.set_attribute(function.receiver.place, name, value, (function.node, name))
        return self.result


class Memo:
    """Remembers what expensive functions returned, where that was all they did but for filling a new object."""

    def __init__(self) -> None:
        self._results: dict[Hashable, dict[Hashable, Kept]] = {}
        """By what was given, and by what is around."""
        self._expensive: set[cst.CSTNode] = set()
        self._spent: Counter[Hashable] = Counter()

    def key(self, machine: Machine, function: Function, args: Arguments) -> Key | None:
        """What the result of a call depends on; None where results are not remembered."""
        if function.node not in self._expensive:
            return None
        values = (*args.positional, *args.keywords.values(), args.rest, args.extra)
        made = _made_by(function, machine.state)
        contents = [None if value is None else _content(machine.state, value) for value in values]
        numbers = [one.poly for one in contents if isinstance(one, Numeric) and one.poly is not None]
        names: dict[Hashable, int] = {}
        given = (
            function.node, function.frame, function.receiver if made is None else made.cls, tuple(args.keywords),
            machine.observations.is_muted, machine.is_coarse,
            tuple(contents), tuple(poly.shape(names) for poly in numbers),
        )  # fmt: skip
        try:
            hash(given)
        except TypeError:
            return None
        # The content of arrays that are arguments is a part of what is given.
        origins = [function, *(value for value in values if not isinstance(value, Numeric | None))]
        return Key(given, machine.state, origins, numbers, made)

    def find(self, key: Key | None) -> Kept | None:
        known = None if key is None else self._results.get(key.given)
        return None if key is None or known is None else known.get(key.around)

    def forget(self) -> None:
        """Interpret every function again when it is called the next time."""
        self._results.clear()
        self._spent.clear()

    def is_exhausted(self, function: Function) -> bool:
        """Has the function been interpreted so often that another time must not be paid for?"""
        return self._spent[_account(function)] > MAX_SPENT

    def keep(
        self,
        machine: Machine,
        function: Function,
        args: Arguments,
        key: Key | None,
        result: Value,
        steps: int,
        effects: Sequence[Place | Made],
    ) -> None:
        """Note what a call cost and, if it was expensive and changed nothing that was there before, its result."""
        account = _account(function)
        self._spent[account] += steps
        expensive = _EXPENSIVE_CONSTRUCTOR if _is_constructor(function) else _EXPENSIVE
        if steps < expensive and self._spent[account] < MAX_SPENT // 2:
            return
        self._expensive.add(function.node)
        made = None if key is None else _made_in(function, args, effects, key)
        if key is None or made is None:
            return
        attributes = () if key.made is None else tuple(machine.state.attributes(key.made.place))
        values = tuple(map(machine.state.load_deep, (result, *(value for _, value in attributes))))
        found = _all_alone(values)
        if found is not None and _are_new(values, made):
            names = (name for name, _ in attributes)
            kept = Kept(found[0], tuple(zip(names, found[1:], strict=True)))
            self._results.setdefault(key.given, {})[key.around] = kept


def _is_constructor(function: Function) -> bool:
    return isinstance(function.node, cst.FunctionDef) and function.node.name.value == "__init__"


def _account(function: Function) -> Hashable:
    """What the steps that a call takes are counted for."""
    of = function.receiver.cls.node if _is_constructor(function) and isinstance(function.receiver, Instance) else None
    return function.node, function.frame, of


def _made_by(function: Function, state: State) -> Instance | None:
    """The object that a constructor is about to fill."""
    made = function.receiver
    if not _is_constructor(function) or not isinstance(made, Instance) or state.attributes(made.place):
        return None
    return made


def _made_in(function: Function, args: Arguments, effects: Sequence[Place | Made], key: Key) -> frozenset[Place] | None:
    """The sites of what a call has made; None if it wrote to anything else but the object that it is to fill."""
    given = [value for value in (function.receiver, *args.values) if value is not None]
    own = NO_PLACES if key.made is None else key.made.sites
    made: set[Place] = set()
    for effect in effects:
        if isinstance(effect, Made):
            made |= sites(effect.site)
        elif not sites(effect) <= made | own:
            return None
    is_held = any(not made.isdisjoint(value.sites - own) for value in given)
    return None if is_held else frozenset(made)


def _are_new(values: Iterable[Value], made: frozenset[Place]) -> bool:
    """Is all the storage in values that of what a call has made, and each of them in one place only?"""
    seen: set[Place] = set()
    for value in values:
        for place in places_in(value):
            if not sites(place) <= made or not seen.isdisjoint(sites(place)):
                return False
            seen.update(sites(place))
    return True


class _Identities:
    """What some keys hold, equal to what holds the very same objects: values are seldom equal if they are not the same,
    and take long to compare."""

    def __init__(self, held: Mapping[Hashable, Value]) -> None:
        self._held = held  # An object that is gone would give its identity to another.
        self._ids = frozenset((key, id(value)) for key, value in held.items())

    def __hash__(self) -> int:
        return hash(self._ids)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Identities) and other._ids == self._ids


class _Surroundings:
    """What objects hold, and what the variables hold that functions name: everything their results may depend on."""

    def __init__(self, state: State) -> None:
        self.state = state
        self._held: dict[Hashable, Value] = {}
        self._waiting: list[Value] = []
        self._seen: dict[Hashable, object] = {}
        """What was looked at, by place or identity; kept, so that no other object gets the identity."""

    @property
    def roots(self) -> frozenset[Hashable]:
        """The keys of the values that what was found has known relations to."""
        polys = (value.poly for value in self._held.values() if isinstance(value, Numeric) and value.poly is not None)
        return frozenset[Hashable]().union(*(poly.roots for poly in polys))

    @property
    def key(self) -> Hashable:
        """The same whenever all of it is the same."""
        for key, value in self.state.departures():
            self._held.setdefault(key, value)
        return _Identities(self._held)

    def add_all(self, values: Iterable[Value]) -> None:
        self._waiting += values
        while self._waiting:
            self._add(self._waiting.pop())

    def _add(self, value: Value) -> None:
        place = getattr(value, "place", None)
        known: Hashable = id(value) if place is None else (type(value), place)
        if known in self._seen:
            return
        self._seen[known] = value
        content = None if place is None else self.state.content(place)
        if content is not None:
            self._held[place] = content
        match value:
            case Function(node=node, frame=frame, receiver=receiver):
                self._waiting += [default for _, default in value.defaults]
                self._waiting += [] if receiver is None else [receiver]
                if (node, frame) not in self._seen:
                    self._seen[node, frame] = node
                    self._add_variables(node, frame)
            case Instance(cls=cls, place=place):
                self._add_attributes(place)
                self._waiting.append(cls)
            case Class(frame=frame, bases=bases):
                self._add_attributes(frame)
                self._waiting += bases
            case Seq() | Dict() | LibObject() | Union():
                self._waiting += parts_of(self.state.load(value))

    def _add_variables(self, node: cst.CSTNode, frame: Frame | None) -> None:
        names = names_below(node) - (scopes.assigned(node) - scopes.declared(node))
        while frame is not None:
            for name in names:
                self._keep((frame, name), self.state.get((frame, name)))
            frame = frame.parent

    def _add_attributes(self, owner: Frame | Place) -> None:
        is_of_world = isinstance(owner, Frame) and owner.world is not None
        if owner not in self._seen and not is_of_world:
            self._seen[owner] = owner
            for name, value in self.state.attributes(owner):
                self._keep((owner, name), value)

    def _keep(self, key: StateKey, value: Value | None) -> None:
        # What a world holds is always the same.
        if value is not None and key not in self._held and World.of(key) is not value:
            self._held[key] = value
            self._waiting.append(value)


def _content(state: State, value: Value) -> Value:
    loaded = state.load(value)
    return replace(loaded, place=None, view=()) if isinstance(loaded, Numeric) else loaded


def alone(value: Value) -> Value | None:
    """A loaded value without storage or identity; None if it is an object that others may hold."""
    match value:
        case Numeric(poly=poly):
            number = poly if poly is not None and poly.value is not None else None
            return replace(value, place=None, view=(), poly=number)
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
