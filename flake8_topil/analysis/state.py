"""The abstract state: what every name, attribute and storage holds at one point of the program.

A state is one flat mapping and never changes: each write makes a new one. Names hold values, values that can be changed
in place name their storage, and the storage holds their present content. So two names of one tensor see the same range,
whichever of them is written through. There is one join.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, TypeAlias

from flake8_topil.analysis.polynomial import Polynomial
from flake8_topil.analysis.values import (
    Dict,
    Instance,
    Kind,
    LibObject,
    Numeric,
    Seq,
    Stored,
    Union,
    Value,
    join,
    join_all,
)

if TYPE_CHECKING:
    import libcst as cst


@dataclass(frozen=True, eq=False, slots=True)
class Frame:
    """One activation of a scope. Frames are compared by identity; the interpreter makes each once."""

    node: cst.CSTNode | None
    parent: Frame | None = None
    """The lexically enclosing frame, where free names are looked up."""
    is_class: bool = False
    """The body of a class: its names are not seen from the functions in it."""


@dataclass(frozen=True, slots=True)
class Site:
    """The storage an expression allocated when it was last evaluated; `old`: the storage of all times before that."""

    node: Hashable
    frame: Frame
    old: bool = False


@dataclass(frozen=True, slots=True)
class Either:
    """The storage of an object that came from one of two places, by the path that was taken."""

    left: Place
    right: Place


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the storage `of`. `index` is its text where the code fixes it, else the site that took it."""

    of: Place
    index: Hashable


@dataclass(frozen=True, slots=True)
class Some:
    """One of several storages, where telling objects apart would need more than two alternatives."""

    sites: frozenset[Place]


Place: TypeAlias = Site | Either | Part | Some
Variable: TypeAlias = "tuple[Frame, str]"
Attribute: TypeAlias = "tuple[Place, str]"
Key: TypeAlias = "Variable | Attribute | Place"
Fact: TypeAlias = "tuple[Frame, str]"
"""A condition, by its text, whose outcome is known on this path."""

_PLACES = (Site, Either, Part, Some)
_MAX_ALTERNATIVES = 4


def sites(place: Place) -> frozenset[Place]:
    """The allocation sites a place may stand for."""
    match place:
        case Either(left, right):
            return sites(left) | sites(right)
        case Part(of, _):
            return sites(of)
        case Some(found):
            return found
    return frozenset((place,))


def is_single(place: Place) -> bool:
    """Does the place stand for one object at a time, so that a write replaces what it holds?"""
    match place:
        case Site(_, _, old):
            return not old
        case Either():
            return True
        case Part(of, _):
            return is_single(of)
    return False


def is_part_of(place: Place, whole: Place) -> bool:
    while isinstance(place, Part):
        place = place.of
        if place == whole:
            return True
    return False


@dataclass(frozen=True, slots=True)
class State:
    """What is known at one point of one path, or of all paths that were joined there."""

    store: Mapping[Key, Value] = field(default_factory=dict)
    facts: frozenset[tuple[Fact, bool]] = frozenset()

    def get(self, key: Key) -> Value | None:
        return self.store.get(key)

    def set(self, key: Key, value: Value) -> State:
        return State({**self.store, key: value}, self.facts)

    def drop(self, unwanted: Callable[[Key], bool]) -> State:
        return State({k: v for k, v in self.store.items() if not unwanted(k)}, self.facts)

    def with_facts(self, facts: frozenset[tuple[Fact, bool]]) -> State:
        return self if facts == self.facts else State(self.store, facts)

    def load(self, value: Value) -> Value:
        """The value with the present content of its storage."""
        if isinstance(value, Numeric) and value.place is not None:
            return self._load_numeric(value, value.place)
        if isinstance(value, Seq | Dict) and value.place is not None:
            stored = self.content(value.place)
            return replace(stored, place=value.place) if isinstance(stored, Seq | Dict) else value
        if isinstance(value, Union):
            return Union(tuple(self.load(member) for member in value.members))
        return value

    def _load_numeric(self, value: Numeric, place: Place) -> Value:
        stored = self.content(place)
        if not isinstance(stored, Numeric):
            return value
        poly = stored.poly if stored.poly is not None and is_single(place) else Polynomial.fresh(stored.range)
        for step in value.view:
            poly = poly.reshaped(step)
        kind = stored.kind if value.kind is Kind.ANY else value.kind
        return replace(stored, kind=kind, place=place, view=value.view, poly=poly)

    def content(self, place: Place) -> Value | None:
        """What the storage holds; a part that was not written on its own holds what the whole does."""
        found = self.store.get(place)
        if found is not None:
            return found
        match place:
            case Part(of, _):
                whole = self.content(of)
                return replace(whole, poly=None) if isinstance(whole, Numeric) else whole
            case Either(left, right):
                alternatives = [self.content(left), self.content(right)]
            case Some(found_sites):
                alternatives = [self.content(site) for site in found_sites]
            case _:
                return None
        known = [content for content in alternatives if content is not None]
        return join_all(known) if known else None

    def write(self, place: Place, content: Stored, maybe: bool = False) -> State:
        """Replace what a storage holds, and weaken or replace what overlapping storages hold.

        Where the write may not happen, or `place` is not one object, the old content remains possible.
        """
        content = settled(content)
        replaces = is_single(place) and not maybe
        if not replaces:
            present = self.content(place)
            content = settled(content if present is None else join(present, content))  # type: ignore[arg-type]
        store = dict(self.store)
        touched = sites(place)
        for other in self.store:
            if not isinstance(other, _PLACES) or other == place or touched.isdisjoint(sites(other)):
                continue
            if replaces and is_part_of(other, place):
                del store[other]
            else:
                store[other] = _weakened(store[other], content)
        for outer in _bases(place):
            if outer not in store:
                present = self.content(outer)
                if present is not None:
                    store[outer] = _weakened(present, content)
        store[place] = content
        return State(store, self.facts)

    def allocate(self, node: Hashable, frame: Frame, content: Stored) -> tuple[State, Site]:
        """A new storage for `content`; what the same site allocated before is from now on one of its old storages."""
        site = Site(node, frame)
        state = self._aged(site) if site in self.store else self
        return State({**state.store, site: settled(content)}, state.facts), site

    def renew(self, place: Place) -> State:
        """Let the site `place` stand for a new object; values that refer to the last one refer to an old one."""
        return self._aged(place) if any(_mentions(value, place) for value in self.store.values()) else self

    def _aged(self, site: Place) -> State:
        old = replace(site, old=True) if isinstance(site, Site) else Some(sites(site))

        def age(place: Place) -> Place:
            if place == site:
                return old
            match place:
                case Either(left, right):
                    return Either(age(left), age(right))
                case Part(of, index):
                    return Part(age(of), index)
            return place

        store: dict[Key, Value] = {}
        for key, value in self.store.items():
            new_key = _moved_key(key, age)
            new_value = _moved(value, age)
            store[new_key] = join(store[new_key], new_value) if new_key in store else new_value
        return State(store, self.facts)


def settled(content: Stored) -> Stored:
    """The content as a storage keeps it: with an identity of its own, and without an address."""
    if isinstance(content, Numeric):
        poly = content.poly if content.poly is not None else Polynomial.fresh(content.range)
        return replace(content, place=None, view=(), poly=poly)
    return replace(content, place=None)


def _weakened(present: Value, written: Stored) -> Value:
    if isinstance(present, Numeric) and isinstance(written, Numeric):
        return replace(join(present, written), poly=None, place=None)  # type: ignore[arg-type]
    return join(present, written)


def _bases(place: Place) -> Iterator[Place]:
    """The storages that `place` is certainly or possibly a part of, itself excluded."""
    match place:
        case Part(of, _):
            yield of
            yield from _bases(of)
        case Either(left, right):
            for side in (left, right):
                yield side
                yield from _bases(side)
        case Some(found):
            yield from found


def _moved_key(key: Key, move: Callable[[Place], Place]) -> Key:
    if isinstance(key, _PLACES):
        return move(key)
    owner, name = key
    return (move(owner), name) if isinstance(owner, _PLACES) else key  # type: ignore[return-value]


def _moved(value: Value, move: Callable[[Place], Place]) -> Value:
    """The value with every place in it moved."""
    match value:
        case Numeric():
            return value if value.place is None else replace(value, place=move(value.place))
        case Instance():
            return replace(value, place=move(value.place))
        case Seq():
            return replace(
                value,
                head=tuple(_moved(v, move) for v in value.head),
                middle=None if value.middle is None else _moved(value.middle, move),
                tail=tuple(_moved(v, move) for v in value.tail),
                place=None if value.place is None else move(value.place),
            )
        case Dict():
            return replace(
                value,
                items=tuple((k, _moved(v, move)) for k, v in value.items),
                other=None if value.other is None else _moved(value.other, move),
                place=None if value.place is None else move(value.place),
            )
        case LibObject():
            return replace(
                value,
                args=tuple(_moved(v, move) for v in value.args),
                kwargs=tuple((k, _moved(v, move)) for k, v in value.kwargs),
            )
        case Union():
            return Union(tuple(_moved(v, move) for v in value.members))
    return value


def _mentions(value: Value, place: Place) -> bool:
    found = False

    def look(seen: Place) -> Place:
        nonlocal found
        found = found or seen == place
        return seen

    _moved(value, look)
    return found


def join_states(a: State, b: State) -> State:
    """The state that covers both, where two paths meet."""
    if a is b:
        return a
    facts = a.facts & b.facts
    if a.store is b.store:
        return State(a.store, facts)
    return State(_Meeting(a, b).store(), facts)


class _Meeting:
    """The join of two stores, with the storages of objects that are not the same on both sides."""

    def __init__(self, a: State, b: State) -> None:
        self.a = a
        self.b = b
        self.pairs: dict[Place, tuple[Place | None, Place | None]] = {}
        self.contents: dict[Place, Value] = {}

    def store(self) -> dict[Key, Value]:
        store: dict[Key, Value] = {}
        for key, left in self.a.store.items():
            right = self.b.store.get(key)
            store[key] = left if right is None or right is left else join(left, right, self.unify)
        for key, right in self.b.store.items():
            if key not in self.a.store:
                store[key] = right
        for place, content in self.contents.items():
            store[place] = content
        return store

    def unify(self, left: Stored, right: Stored, joined: Stored) -> Place | None:
        if left.place == right.place:
            return left.place
        place = self._place_for(left.place, right.place)
        if place not in self.contents:
            a, b = self.a.load(left), self.b.load(right)
            content = join(a, b)
            self.contents[place] = settled(content if isinstance(content, Numeric | Seq | Dict) else joined)
        return place

    def _place_for(self, left: Place | None, right: Place | None) -> Place:
        """One place for each pair of places: two names share it only if they share their object on both sides."""
        pair = (left, right)
        place = self._grown(self.a, left, right) or self._grown(self.b, right, left) or _either(left, right)
        if not isinstance(place, Some) and self.pairs.setdefault(place, pair) != pair:
            place = Some(sites(place))
        return place


    @staticmethod
    def _grown(without: State, place: Place | None, other: Place | None) -> Place | None:
        """`other`, where it already allows for `place` and the state of `place` has never heard of it: a loop's head."""
        if place is None or not isinstance(other, Either) or other in without.store:
            return None
        return other if sites(place) <= sites(other) else None


_NOWHERE = Site(None, Frame(None))


def _either(left: Place | None, right: Place | None) -> Place:
    place = Either(left or _NOWHERE, right or _NOWHERE)
    found = sites(place)
    if any(isinstance(side, Some) for side in (left, right)) or _size(place) > _MAX_ALTERNATIVES:
        return Some(found)
    return place


def _size(place: Place) -> int:
    match place:
        case Either(left, right):
            return _size(left) + _size(right)
        case Part(of, _):
            return _size(of)
    return 1
