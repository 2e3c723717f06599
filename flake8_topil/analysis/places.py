"""Where values live: frames for names, and storages for what can be changed in place."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, ClassVar, TypeAlias

if TYPE_CHECKING:
    import libcst as cst

    from flake8_topil.analysis.state import World


@dataclass(frozen=True, eq=False, slots=True)
class Frame:
    """One activation of a scope. Frames are compared by identity; the interpreter makes each once."""

    node: cst.CSTNode | None
    parent: Frame | None = None
    """The lexically enclosing frame, where free names are looked up."""
    is_class: bool = False
    """The body of a class: its names are not seen from the functions in it."""
    outlives: bool = False
    """Functions defined in it may be called after it has ended."""
    depth: int = 0
    """How many calls are active in it."""
    world: World | None = None
    """What the other module that the frame belongs to holds; None for the module that is analysed."""
    allocated: dict[tuple[Hashable, bool], Site] = field(default_factory=dict, repr=False)
    """The sites of its storages."""
    sites: ClassVar[frozenset[Place]] = frozenset()
    """Names are no storage."""

    @property
    def root(self) -> Frame:
        """The frame of the module's own statements."""
        frame = self
        while frame.parent is not None:
            frame = frame.parent
        return frame


@dataclass(frozen=True, eq=False, slots=True)
class Site:
    """The storage an expression allocated when it was last evaluated; `old`: the storage of all times before that.

    Sites are compared by identity: get them from `Site.at`.
    """

    node: Hashable
    frame: Frame
    old: bool = False
    depth: int = field(init=False, repr=False)
    """How many calls are active in the frame."""
    sites: frozenset[Place] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "depth", self.frame.depth)
        object.__setattr__(self, "sites", frozenset((self,)))

    @classmethod
    def at(cls, node: Hashable, frame: Frame, old: bool = False) -> Site:
        found = frame.allocated.get((node, old))
        if found is None:
            found = frame.allocated[node, old] = cls(node, frame, old)
        return found


@dataclass(frozen=True, slots=True)
class Either:
    """The storage of an object that came from one of two places, by the path that was taken."""

    left: Place
    right: Place
    _hash: int = field(init=False, repr=False, compare=False)
    depth: int = field(init=False, repr=False, compare=False)
    """How many calls are active, at most, where one of its sites is."""
    sites: frozenset[Place] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        # States look places up all the time, and a place may be made of many.
        object.__setattr__(self, "_hash", hash((self.left, self.right)))
        object.__setattr__(self, "depth", max(self.left.depth, self.right.depth))
        object.__setattr__(self, "sites", sites(self.left) | sites(self.right))

    def __hash__(self) -> int:
        return self._hash


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the storage `of`. `index` is its text where the code fixes it, else the site that took it."""

    of: Place
    index: Hashable
    _hash: int = field(init=False, repr=False, compare=False)
    depth: int = field(init=False, repr=False, compare=False)
    sites: frozenset[Place] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_hash", hash((self.of, self.index)))
        object.__setattr__(self, "depth", self.of.depth)
        object.__setattr__(self, "sites", sites(self.of))

    def __hash__(self) -> int:
        return self._hash


@dataclass(frozen=True, slots=True)
class Some:
    """One of several storages, where telling objects apart would need more than two alternatives."""

    sites: frozenset[Place]

    @property
    def depth(self) -> int:
        return max((site.depth for site in self.sites), default=0)


@dataclass(frozen=True, slots=True)
class Made:
    """In the order of effects: from here on a site stands for an object that was made."""

    site: Place


NO_PLACES: frozenset[Place] = frozenset()

Place: TypeAlias = Site | Either | Part | Some


def sites(place: Place) -> frozenset[Place]:
    """The allocation sites a place may stand for."""
    return place.sites


def old_twin(place: Place) -> Place:
    """Where what a site stood for is, once it stands for another object."""
    return Site.at(place.node, place.frame, old=True) if isinstance(place, Site) else place


def is_single(place: Place) -> bool:
    """Does the place stand for one object at a time, so that a write replaces what it holds?"""
    match place:
        case Site(_, _, old):
            return not old
        case Either():
            return True
        case Part():
            return True
    return False


def is_part_of(place: Place, whole: Place) -> bool:
    while isinstance(place, Part):
        place = place.of
        if place == whole:
            return True
    return False


def relocated(place: Place, to: Callable[[Site], Site]) -> Place:
    """The place with each of its sites exchanged for another."""
    match place:
        case Site():
            return to(place)
        case Either(left, right):
            return Either(relocated(left, to), relocated(right, to))
        case Part(of, index):
            return Part(relocated(of, to), index)
    return Some(frozenset(relocated(site, to) for site in place.sites))


def summary(a: Place | None, b: Place | None) -> Place | None:
    """A place for one of several objects that are not told apart."""
    if a == b:
        return a
    found = frozenset[Place]().union(*(sites(place) for place in (a, b) if place is not None))
    return Some(found) if found else None
