"""The abstract state: what every name, attribute and storage holds at one point of the program.

A state is one flat mapping and never changes: each write makes a new one. Names hold values, values that can be changed
in place name their storage, and the storage holds their present content. So two names of one tensor see the same range,
whichever of them is written through. There is one join.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import TypeAlias, TypeVar

from flake8_topil.analysis.places import (
    Either,
    Frame,
    Part,
    Place,
    Site,
    Some,
    is_part_of,
    is_single,
    relocated,
    sites,
)
from flake8_topil.analysis.polynomial import Polynomial
from flake8_topil.analysis.values import (
    Dict,
    Function,
    Instance,
    Kind,
    LibObject,
    Method,
    Numeric,
    Seq,
    Stored,
    Union,
    Value,
    join,
    join_all,
    join_numeric,
    members,
    parts_of,
)

Key: TypeAlias = "tuple[Frame | Place, str] | Place"
"""A variable of a frame, an attribute of an object, or a storage."""
Fact: TypeAlias = "tuple[Frame, str]"
"""A condition, by its text, whose outcome is known on this path."""

_Name = TypeVar("_Name")
_MAX_ALTERNATIVES = 4


class World:
    """What another module holds once it has been imported: the part of every state that is the same for all.

    It grows as more of the module is asked for. A state that has an entry of its own for a key has changed it.
    """

    def __init__(self) -> None:
        self._values: dict[Key, Value] = {}
        self._keys_of: dict[Place, dict[Key, None]] = {}

    @staticmethod
    def of(key: Key) -> Value | None:
        """What the world that a key belongs to holds there."""
        owner = _owner(key)
        world = _world_of(owner) if type(owner) is Frame or type(owner) is Site else None
        return None if world is None else world._values.get(key)

    @staticmethod
    def add(state: State) -> None:
        """Let the worlds take over all that a state holds of theirs: code of one module may make objects of another."""
        for site in state.store:
            world = _world_of(site) if isinstance(site, Site) else None
            if isinstance(site, Site) and world is not None:
                # A part that the state knows no more was overwritten with the whole.
                for part in world._keys_of.get(site, ()):
                    if isinstance(part, Part) and part not in state.store:
                        world._values.pop(part, None)
        for key, value in state.store.items():
            owner = _owner(key)
            for one in (owner,) if isinstance(owner, Frame) else sites(owner):
                world = _world_of(one)
                if world is not None:
                    world._values[key] = value
                    if not isinstance(one, Frame):
                        world._keys_of.setdefault(one, {})[key] = None

    @staticmethod
    def contents(value: Value) -> Iterator[tuple[Key, Value]]:
        """The storages and attributes that worlds hold of a value, and of all that it leads to."""
        waiting: list[Value] = [value]
        seen: set[Place] = set()
        while waiting:
            for place in places_in(waiting.pop()):
                for site in sites(place) - seen:
                    seen.add(site)
                    world = _world_of(site)
                    for key in () if world is None else world._keys_of.get(site, ()):
                        if world is not None and key in world._values:
                            yield key, world._values[key]
                            waiting.append(world._values[key])

    def attributes(self, owner: Frame | Place) -> Iterator[tuple[str, Value]]:
        """What a frame or an object holds, by name."""
        for key, value in self._values.items():
            if isinstance(key, tuple) and key[0] == owner:
                yield key[1], value

    def clear(self) -> None:
        self._values.clear()
        self._keys_of.clear()


@dataclass(frozen=True, slots=True)
class State:
    """What is known at one point of one path, or of all paths that were joined there."""

    store: Mapping[Key, Value] = field(default_factory=dict)
    facts: frozenset[tuple[Fact, bool]] = frozenset()

    def get(self, key: Key) -> Value | None:
        found = self.store.get(key)
        return World.of(key) if found is None else found

    def attributes(self, owner: Frame | Place) -> list[tuple[str, Value]]:
        """The names bound in a frame, or the attributes of an object, each with its value."""
        found = {key[1]: value for key, value in self.store.items() if isinstance(key, tuple) and key[0] == owner}
        frame = owner if isinstance(owner, Frame) else owner.frame if isinstance(owner, Site) else None
        if frame is not None and frame.world is not None:
            found = dict(frame.world.attributes(owner)) | found
        return list(found.items())

    def departures(self) -> Iterator[tuple[Key, Value]]:
        """What the state holds in other modules that is not what these hold themselves."""
        for key, value in self.store.items():
            owner = _owner(key)
            frame = owner if type(owner) is Frame else owner.frame if type(owner) is Site else None
            if frame is not None and frame.world is not None:
                held = World.of(key)
                is_lasting = type(owner) is Frame and (frame.parent is None or frame.is_class)
                if is_lasting if held is None else held is not value and held != value:
                    yield key, value

    def set(self, key: Key, value: Value) -> State:
        return State({**self.store, key: value}, self.facts)

    def with_changes(self, changed: Mapping[Key, Value], touched: Collection[Place], by: Numeric) -> State:
        """The state with other values under some keys, and with storages at some sites that may hold `by` instead."""
        weakened: dict[Key, Value] = {
            key: _weakened(content, by)
            for key, content in (self.store.items() if touched else ())
            if not isinstance(key, tuple) and not key.sites.isdisjoint(touched)
        }
        return State({**self.store, **changed, **weakened}, self.facts) if changed or weakened else self

    def without(self, key: Key) -> State:
        if key not in self.store:
            return self
        store = dict(self.store)
        del store[key]
        return State(store, self.facts)

    def with_contents(self, value: Value) -> State:
        """The state with the storages and attributes of a value that another module holds, where it has none yet."""
        new = {key: self._up_to_date(key, content) for key, content in World.contents(value) if key not in self.store}
        return State({**self.store, **new}, self.facts) if new else self

    def _up_to_date(self, key: Key, content: Value) -> Value:
        """What a world holds in a storage, where storages that overlap with it have been written to since."""
        if isinstance(key, Either | Part | Some):
            for site in sites(key):
                present = self.store.get(site)
                if present is not None and present is not World.of(site):
                    content = _weakened(content, present)
        return content

    def with_copies(self, value: Value, source: State, copied: Callable[[Site], Site]) -> tuple[State, Value]:
        """The state with copies of the storages that a value of another state leads to, where it has none of them yet,
        and the value that leads to these."""

        def move(place: Place) -> Place:
            return relocated(place, copied)

        store = dict(self.store)
        waiting, seen = [value], set[Place]()
        while waiting:
            new = waiting.pop().sites - seen
            seen |= new
            for key, content in source.store.items() if new else ():
                owner = _owner(key)
                if not isinstance(owner, Frame) and not owner.sites.isdisjoint(new):
                    store.setdefault(_moved_key(key, move), _as_another(_moved(content, move)))
                    waiting.append(content)
        return State(store, self.facts), _as_another(_moved(value, move))

    def drop(self, unwanted: Callable[[Key], bool]) -> State:
        return State({k: v for k, v in self.store.items() if not unwanted(k)}, self.facts)

    def with_facts(self, facts: frozenset[tuple[Fact, bool]]) -> State:
        return self if facts == self.facts else State(self.store, facts)

    def without_frames(self, depth: int, result: Value) -> State:
        """The state after the activations of at least this depth have ended: their names are gone, and with them all
        storage that neither the result nor anything else refers to."""
        kept = dict(self.store)
        storages: dict[Key, Value] = {}
        inner = [k for k in kept if (k[0] if isinstance(k, tuple) else k).depth >= depth]
        for key in inner:
            owner = _owner(key)
            if isinstance(owner, Frame):
                if not (owner.is_class or owner.outlives):
                    del kept[key]
            elif World.of(key) is None:
                # What a world holds may be reached through the world.
                storages[key] = kept.pop(key)
        kept.update(_reached(storages, depth, [result, *kept.values()]))
        return State(kept, self.facts) if inner else self

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

    def load_deep(self, value: Value) -> Value:
        """The value with the present content of its storage and of all that it holds."""
        value = self.load(value)
        if isinstance(value, Seq):
            return replace(
                value,
                head=tuple(map(self.load_deep, value.head)),
                middle=value.middle and self.load_deep(value.middle),
                tail=tuple(map(self.load_deep, value.tail)),
            )
        if isinstance(value, Dict):
            items = tuple((key, self.load_deep(item)) for key, item in value.items)
            return replace(value, items=items, other=value.other and self.load_deep(value.other))
        return value

    def _load_numeric(self, value: Numeric, place: Place) -> Value:
        stored = self.content(place)
        if not isinstance(stored, Numeric):
            return value
        poly = stored.poly if stored.poly is not None and is_single(place) else Polynomial.fresh(stored.range)
        for step in value.view:
            poly = poly.reshaped(step)
        kind = stored.kind if value.kind is Kind.ANY else value.kind
        tests = () if value.view else stored.tests
        # Not `replace`, which takes three times as long: this is where most values are made.
        return Numeric(
            kind, stored.dtype, stored.range, stored.seen, stored.why, stored.history, poly, place, value.view, tests
        )

    def content(self, place: Place) -> Value | None:
        """What the storage holds; a part that was not written on its own holds what the whole does."""
        found = self.get(place)
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
        for other in [key for key in store if not isinstance(key, tuple) and not touched.isdisjoint(key.sites)]:
            if other == place:
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
        site = Site.at(node, frame)
        state = self._aged(site) if site in self.store else self
        return State({**state.store, site: settled(content)}, state.facts), site

    def renew(self, place: Place) -> State:
        """Let the site `place` stand for a new object; values that refer to the last one refer to an old one."""
        one = next(iter(place.sites))
        known = [value for value in self.store.values() if one in value.sites]
        return self._aged(place) if any(mentions(value, place) for value in known) else self

    def _aged(self, site: Place) -> State:
        old = Site.at(site.node, site.frame, True) if isinstance(site, Site) else Some(sites(site))

        def age(place: Place) -> Place:
            if place == site:
                return old
            match place:
                case Either(left, right):
                    aged = age(left), age(right)
                    return place if aged[0] is left and aged[1] is right else Either(*aged)
                case Part(of, index):
                    base = age(of)
                    return place if base is of else Part(base, index)
            return place

        moved: dict[Key, Value] = {}
        store = dict(self.store)
        one = next(iter(site.sites))
        touched = [
            (key, value)
            for key, value in store.items()
            if one in value.sites or one in (key[0] if isinstance(key, tuple) else key).sites
        ]
        for key, value in touched:
            owner = _owner(key)
            of_site = not isinstance(owner, Frame) and _contains(owner, site)
            if of_site or mentions(value, site):
                del store[key]
                moved[_moved_key(key, age) if of_site else key] = _moved(value, age)
        for key, value in moved.items():
            store[key] = join(store[key], value) if key in store else value
        return State(store, self.facts)


def _reached(storages: Mapping[Key, Value], depth: int, values: Iterable[Value]) -> dict[Key, Value]:
    """Those of some storages, allocated at least at this depth, that values refer to, directly or not."""
    of_site: dict[Place, list[Key]] = {}
    for key in storages:
        for site in _owner(key).sites:
            if site.depth >= depth:
                of_site.setdefault(site, []).append(key)
    found: dict[Key, Value] = {}
    waiting = [value for value in values if not of_site.keys().isdisjoint(value.sites)]
    while waiting:
        for site in waiting.pop().sites:
            for key in of_site.pop(site, ()):
                if key not in found:
                    found[key] = storages[key]
                    waiting.append(storages[key])
    return found


def settled(content: Stored) -> Stored:
    """The content as a storage keeps it: with an identity of its own, and without an address."""
    if isinstance(content, Numeric):
        poly = content.poly if content.poly is not None else Polynomial.fresh(content.range)
        return Numeric(
            content.kind, content.dtype, content.range, content.seen, content.why, content.history, poly,
            tests=content.tests,
        )  # fmt: skip
    return replace(content, place=None)


def _weakened(present: Value, written: Value) -> Value:
    if isinstance(present, Numeric) and isinstance(written, Numeric):
        joined = join_numeric(present, written)
        history = replace(joined.history, partial=present.history.partial)
        return settled(replace(joined, poly=None, history=history))
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


def _owner(key: Key) -> Frame | Place:
    """What a variable, an attribute or a storage belongs to."""
    return key[0] if isinstance(key, tuple) else key


def _world_of(owner: Frame | Place) -> World | None:
    """The world of the module that a frame, or the code that allocated a storage, belongs to."""
    frame = owner.frame if isinstance(owner, Site) else owner if isinstance(owner, Frame) else None
    return None if frame is None else frame.world


def _moved_key(key: Key, move: Callable[[Place], Place]) -> Key:
    if not isinstance(key, tuple):
        return move(key)
    owner, name = key
    return key if isinstance(owner, Frame) else (move(owner), name)


def _moved(value: Value, move: Callable[[Place], Place]) -> Value:
    """The value with every place in it moved; the value itself where none is."""
    place = value.place if isinstance(value, Numeric | Instance | Seq | Dict) else None
    moved = None if place is None else move(place)
    if moved is not place:
        value = replace(value, place=moved)  # type: ignore[arg-type]
    match value:
        case Seq(head=head, middle=middle, tail=tail):
            parts = _moved_all(head, move), middle and _moved(middle, move), _moved_all(tail, move)
            if parts[0] is not head or parts[1] is not middle or parts[2] is not tail:
                return replace(value, head=parts[0], middle=parts[1], tail=parts[2])
        case Dict(items=items, other=other):
            moved_items, moved_other = _moved_named(items, move), other and _moved(other, move)
            if moved_items is not items or moved_other is not other:
                return replace(value, items=moved_items, other=moved_other)
        case LibObject(args=args, kwargs=kwargs):
            moved_args, moved_kwargs = _moved_all(args, move), _moved_named(kwargs, move)
            if moved_args is not args or moved_kwargs is not kwargs:
                return replace(value, args=moved_args, kwargs=moved_kwargs)
        case Union(members=alternatives):
            moved_alternatives = _moved_all(alternatives, move)
            return value if moved_alternatives is alternatives else Union(moved_alternatives)
        case Function(receiver=receiver, defaults=defaults):
            moved_receiver, moved_defaults = receiver and _moved(receiver, move), _moved_named(defaults, move)
            if moved_receiver is not receiver or moved_defaults is not defaults:
                return replace(value, receiver=moved_receiver, defaults=moved_defaults)
        case Method(receiver=receiver):
            moved_receiver = _moved(receiver, move)
            return value if moved_receiver is receiver else replace(value, receiver=moved_receiver)
    return value


def _as_another(value: Value) -> Value:
    """A value equal in range, of which no relation to the first is known."""
    match value:
        case Numeric() if value.place is not None or value.poly is None or value.poly.value is not None:
            return value
        case Numeric():
            return replace(value, poly=Polynomial.fresh(value.range))
        case Seq(head=head, middle=middle, tail=tail):
            others = tuple(map(_as_another, head)), middle and _as_another(middle), tuple(map(_as_another, tail))
            return replace(value, head=others[0], middle=others[1], tail=others[2])
        case Dict(items=items, other=other):
            named = tuple((name, _as_another(item)) for name, item in items)
            return replace(value, items=named, other=other and _as_another(other))
        case Union(members=alternatives):
            return Union(tuple(map(_as_another, alternatives)))
    return value


def _moved_all(values: tuple[Value, ...], move: Callable[[Place], Place]) -> tuple[Value, ...]:
    moved = tuple(_moved(value, move) for value in values)
    return values if all(a is b for a, b in zip(moved, values, strict=True)) else moved


def _moved_named(
    named: tuple[tuple[_Name, Value], ...], move: Callable[[Place], Place]
) -> tuple[tuple[_Name, Value], ...]:
    moved = tuple((name, _moved(value, move)) for name, value in named)
    return named if all(a[1] is b[1] for a, b in zip(moved, named, strict=True)) else moved


def _contains(place: Place, site: Place) -> bool:
    """Is `site` the place, or a constituent of it?"""
    if place is site or place == site:
        return True
    match place:
        case Either(left, right):
            return _contains(left, site) or _contains(right, site)
        case Part(of, _):
            return _contains(of, site)
    return False


def places_in(value: Value) -> Iterator[Place]:
    """The places of a value and of all that it holds."""
    match value:
        case Numeric(place=place) | Instance(place=place) | Seq(place=place) | Dict(place=place) if place is not None:
            yield place
    for part in parts_of(value):
        yield from places_in(part)


def mentions(value: Value, site: Place) -> bool:
    """Does the value, or anything in it, live at a place?"""
    return not site.sites.isdisjoint(value.sites) and any(_contains(place, site) for place in places_in(value))


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
        store = dict(self.a.store)
        there = self.b.store.get
        # Most of two states that meet is the very same.
        for key, left in [(key, left) for key, left in store.items() if there(key) is not left]:
            right = self.b.get(key)
            if right is not None and right != left:
                store[key] = self.join(left, right)
        for key in [key for key in self.b.store if key not in store]:
            imported, right = World.of(key), self.b.store[key]
            store[key] = right if imported is None or imported == right else self.join(imported, right)
        for place, content in self.contents.items():
            store[place] = content
        return store

    def join(self, left: Value, right: Value) -> Value:
        """The join of two values as they are now; what a name was bound to may have changed in place since."""
        a, b = self.a.load(left), self.b.load(right)
        joined = join(a, b, self.unify)
        if isinstance(joined, Union):
            return Union(tuple(self._as_on_its_side(member, members(a) + members(b)) for member in joined.members))
        return joined

    def _as_on_its_side(self, member: Value, loaded: tuple[Value, ...]) -> Value:
        """An alternative that one side brings, with what that side knows of its storage and the other does not."""
        if not isinstance(member, Numeric) or member.place is None or member not in loaded:
            return member
        if self.a.content(member.place) == self.b.content(member.place):
            return member
        place = Either(member.place, _NOWHERE)
        self.contents[place] = settled(member)
        return replace(member, place=place)

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
        """`other`, where it already allows for `place` and the state of `place` never heard of it: a loop's head."""
        if place is None or not isinstance(other, Either) or other in without.store:
            return None
        return other if sites(place) <= sites(other) else None


_NOWHERE = Site.at(None, Frame(None))


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
