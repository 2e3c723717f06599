"""Abstract values: what the analyser knows of a Python object. All are immutable."""

from __future__ import annotations

import enum
import functools
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, ClassVar, TypeAlias

from flake8_topil.analysis.interval import Interval
from flake8_topil.analysis.places import NO_PLACES, Frame, Place, summary
from flake8_topil.analysis.polynomial import Polynomial

if TYPE_CHECKING:
    import libcst as cst


class Kind(enum.Enum):
    """What holds the elements of a numeric value."""

    TENSOR = "tensor"
    NDARRAY = "ndarray"
    NUMBER = "number"
    ANY = "unknown object"
    """Nothing is known: it may be a tensor, an ndarray, an image, or no image at all."""


class Dtype(enum.Enum):
    """Classes of element types that a converter treats alike."""

    FLOAT = "float"
    HALF = "half"
    UINT8 = "uint8"
    INT = "int"
    """Any integers, uint8 included."""
    BOOL = "bool"
    UNKNOWN = "unknown"

    @property
    def is_float(self) -> bool:
        return self in (Dtype.FLOAT, Dtype.HALF)

    @property
    def members(self) -> tuple[Dtype, ...]:
        """The narrowest classes that a value of this one can be in."""
        return (Dtype.INT, Dtype.UINT8, Dtype.BOOL) if self is Dtype.INT else (self,)


INTEGRAL = frozenset({Dtype.UINT8, Dtype.INT, Dtype.BOOL})


@dataclass(frozen=True, slots=True)
class Why:
    """One link of the chain that explains a range: what happened, where, and what was before."""

    text: str
    node: cst.CSTNode | None = None
    previous: Why | None = None

    def chain(self) -> Iterable[Why]:
        link: Why | None = self
        while link is not None:
            yield link
            link = link.previous


@dataclass(frozen=True, slots=True)
class History:
    """What happened to a value that its range alone does not tell; it selects the rule."""

    bounded: Why | None = None
    """The clamp, sigmoid or conversion that once brought it into range."""
    reopened: Why | None = None
    """The operation that took it out of range after that."""
    partial: Why | None = None
    """The clamp that stands on some paths to here, but not on all."""
    discarded: Why | None = None
    """The clamp of this very value whose result was thrown away."""


NO_HISTORY = History()


@dataclass(frozen=True, slots=True)
class Test:
    """A comparison that a mask stands for: its elements are true where `of` compares like this with a number."""

    of: Polynomial
    comparison: str
    """One of <, <=, >, >=."""
    than: Polynomial
    """The number on the other side, the same for all elements."""

    @property
    def bound(self) -> float | None:
        """That number, if it is known."""
        value = self.than.value
        return value if isinstance(value, float) else None


@dataclass(frozen=True, slots=True)
class Numeric:
    """A tensor, an ndarray, a Python number, or an object of which nothing is known."""

    kind: Kind = Kind.ANY
    dtype: Dtype = Dtype.UNKNOWN
    range: Interval = Interval.TOP
    """A bound for every element."""
    seen: Interval = Interval.EMPTY
    """The part of `range` for which there is evidence: empty for a parameter, all of `range` for `randn`."""
    why: Why | None = field(default=None, compare=False)
    history: History = field(default=NO_HISTORY, compare=False)
    poly: Polynomial | None = field(default=None, compare=False)
    """The value as a polynomial; None where nobody has asked for it yet."""
    place: Place | None = None
    """The storage that holds the elements; None for a temporary, which nothing else can change."""
    view: tuple[cst.CSTNode, ...] = field(default=(), compare=False)
    """The shape operations between the storage and this value: its elements are not where those of its base are."""

    tests: tuple[Test, ...] = field(default=(), compare=False)
    """For a mask: comparisons that all hold exactly where it is true."""

    @property
    def sites(self) -> frozenset[Place]:
        return NO_PLACES if self.place is None else self.place.sites

    @classmethod
    def unknown(cls, why: Why | None = None) -> Numeric:
        return cls(why=why)

    @classmethod
    def known(cls, kind: Kind, dtype: Dtype, range_: Interval, why: Why | None = None) -> Numeric:
        """A value whose whole range is backed by evidence."""
        return cls(kind, dtype, range_, range_, why)

    @classmethod
    def number(cls, number: float) -> Numeric:
        """A Python number. Integers keep their class, which decides how they promote a uint8 tensor."""
        at = Interval(float(number), float(number))
        dtype = Dtype.INT if isinstance(number, int) else Dtype.FLOAT
        return cls(Kind.NUMBER, dtype, at, at, poly=Polynomial.constant(float(number)))

    @property
    def is_unknown(self) -> bool:
        """Is there nothing but a lack of knowledge?"""
        return self.seen.is_empty

    @property
    def constant(self) -> float | None:
        """The one number this is, if it is one."""
        if self.kind is Kind.NUMBER and self.range.lo == self.range.hi and self.range.is_bounded:
            return self.range.lo
        return None

    @property
    def polynomial(self) -> Polynomial:
        return self.poly if self.poly is not None else Polynomial.fresh(self.range)

    def map(self, function: Callable[[Interval], Interval]) -> Numeric:
        """A new value made element by element by a function on ranges, with the same explanation so far."""
        return self.fresh(function(self.range), self.seen if self.seen.is_empty else function(self.seen))

    def fresh(self, range_: Interval, seen: Interval | None = None) -> Numeric:
        """A new value of the same kind, dtype and history with another range; the relations are gone."""
        seen = range_ if seen is None else seen.meet(range_)
        return replace(self, range=range_, seen=seen, poly=None, place=None, view=(), tests=())

    def certain(self, range_: Interval) -> Numeric:
        """A new value of the same kind and dtype that is in `range_` whatever this one was: a clamp, a sigmoid."""
        return replace(self.fresh(range_), why=None)

    def cast(self, dtype: Dtype) -> Numeric:
        return replace(self, dtype=dtype)

    def of_kind(self, kind: Kind) -> Numeric:
        return replace(self, kind=kind)

    def detached(self) -> Numeric:
        """The same elements as a temporary of its own."""
        return replace(self, place=None, view=())


@dataclass(frozen=True, slots=True)
class Image:
    """A PIL image. `mode` is None where the code does not say; only I, F and I;16 are not 8 bits a channel."""

    mode: str | None = None
    sites: ClassVar[frozenset[Place]] = NO_PLACES

    @property
    def is_8_bit(self) -> bool:
        return self.mode not in ("I", "F", "1") and not (self.mode or "").startswith("I;")


@dataclass(frozen=True, slots=True)
class Const:
    """A string, bytes, bool, None or Ellipsis that the code spells out."""

    value: object
    sites: ClassVar[frozenset[Place]] = NO_PLACES


@dataclass(frozen=True, slots=True)
class Opaque:
    """An object that is certainly no image and no container of images: a path, a device, a dtype, a size."""

    what: str = ""
    sites: ClassVar[frozenset[Place]] = NO_PLACES


@dataclass(frozen=True, slots=True)
class _Holder:
    """A value that holds others."""

    _sites: frozenset[Place] | None = field(default=None, init=False, repr=False, compare=False)

    @property
    def sites(self) -> frozenset[Place]:
        """The storages in it; kept, since this is asked of every value in a state."""
        found = self._sites
        if found is None:
            own: Place | None = getattr(self, "place", None)
            held = (part.sites for part in parts_of(self))
            found = (NO_PLACES if own is None else own.sites).union(*held)
            object.__setattr__(self, "_sites", found)
        return found


@dataclass(frozen=True, slots=True)
class Seq(_Holder):
    """A list, tuple, set, generator or other ordered collection: known first elements, any number of `middle` elements,
    known last elements."""

    type: str
    head: tuple[Value, ...] = ()
    middle: Value | None = None
    tail: tuple[Value, ...] = ()
    place: Place | None = None

    @property
    def items(self) -> tuple[Value, ...] | None:
        """The elements, where all are known one by one."""
        return self.head if self.middle is None else None

    @property
    def elements(self) -> tuple[Value, ...]:
        """Everything that may be in it, once."""
        middle = () if self.middle is None else (self.middle,)
        return self.head + middle + self.tail


@dataclass(frozen=True, slots=True)
class Dict(_Holder):
    """A mapping with known string keys, and `other` for everything under keys the code computes."""

    items: tuple[tuple[object, Value], ...] = ()
    other: Value | None = None
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class Lib:
    """A module, function or class outside this file, by its full dotted name."""

    name: str
    sites: ClassVar[frozenset[Place]] = NO_PLACES


@dataclass(frozen=True, slots=True)
class LibObject(_Holder):
    """What calling a library class gave: a transform, a layer, a partial. Kept with its arguments until called."""

    name: str
    args: tuple[Value, ...] = ()
    kwargs: tuple[tuple[str, Value], ...] = ()
    site: cst.CSTNode | None = field(default=None, compare=False)

    @property
    def elements(self) -> tuple[Value, ...]:
        return self.args + tuple(value for _, value in self.kwargs)


@dataclass(frozen=True, slots=True)
class Method:
    """A library method taken from a value, not called yet: `x.clamp`."""

    receiver: Value
    name: str

    @property
    def sites(self) -> frozenset[Place]:
        return self.receiver.sites


@dataclass(frozen=True, slots=True)
class Function(_Holder):
    """A function or lambda of the analysed module, with the frame it closes over."""

    node: cst.FunctionDef | cst.Lambda
    frame: Frame
    defaults: tuple[tuple[str, Value], ...] = field(default=(), compare=False)
    receiver: Value | None = None
    owner: Class | None = field(default=None, compare=False)
    """The class that defines it, where `super()` starts."""


@dataclass(frozen=True, slots=True)
class Class:
    """A class of the analysed module."""

    node: cst.ClassDef
    frame: Frame
    bases: tuple[Value, ...] = field(default=(), compare=False)
    sites: ClassVar[frozenset[Place]] = NO_PLACES

    @property
    def name(self) -> str:
        return self.node.name.value


@dataclass(frozen=True, slots=True)
class ModuleObject:
    """A module of the project as an object, `sys.modules[__name__]`, by the frame of its top level."""

    frame: Frame
    sites: ClassVar[frozenset[Place]] = NO_PLACES


@dataclass(frozen=True, slots=True)
class Instance:
    """An object of a class of the analysed module; its attributes stand in the state, under its place."""

    cls: Class
    place: Place

    @property
    def sites(self) -> frozenset[Place]:
        return self.place.sites


@dataclass(frozen=True, slots=True)
class Super:
    """`super()` inside a method."""

    instance: Value
    owner: Class

    @property
    def sites(self) -> frozenset[Place]:
        return self.instance.sites


@dataclass(frozen=True, slots=True)
class Union(_Holder):
    """One of a few values of different sorts, by the path that was taken."""

    members: tuple[Value, ...]


Value: TypeAlias = (
    Numeric
    | Image
    | Const
    | Opaque
    | Seq
    | Dict
    | Lib
    | LibObject
    | Method
    | Function
    | Class
    | Instance
    | ModuleObject
    | Super
    | Union
)

Stored: TypeAlias = Numeric | Seq | Dict
"""The values that live in a place, where operations can change them."""


def parts_of(value: Value | _Holder) -> tuple[Value, ...]:
    """The values that a value holds directly."""
    match value:
        case Seq() | LibObject():
            return value.elements
        case Dict(items=items, other=other):
            held = tuple(item for _, item in items)
            return held if other is None else (*held, other)
        case Union(members=alternatives):
            return alternatives
        case Function(receiver=receiver, defaults=defaults):
            return (*(default for _, default in defaults), *(() if receiver is None else (receiver,)))
        case Method(receiver=one) | Super(instance=one):
            return (one,)
    return ()


NONE = Const(None)
_MAX_MEMBERS = 5


def opened(value: Value) -> Value:
    """A setting as others may have changed it: a flag can be either, what is None can be anything."""
    if isinstance(value, Const) and isinstance(value.value, bool):
        return Opaque("bool")
    return Union((value, Numeric.unknown())) if value == NONE else value


def members(value: Value) -> tuple[Value, ...]:
    """The alternatives that a value stands for; itself, if there is one only."""
    return value.members if isinstance(value, Union) else (value,)


def as_numeric(value: Value) -> Numeric:
    """The value as a tensor, ndarray or number; unknown where it is none of them."""
    if isinstance(value, Numeric):
        return value
    if isinstance(value, Const) and isinstance(value.value, bool):
        return replace(Numeric.number(int(value.value)), dtype=Dtype.BOOL)
    if isinstance(value, Union) and all(isinstance(m, Numeric | Const) for m in value.members):
        numeric = [m for m in value.members if isinstance(m, Numeric)]
        if numeric:
            return functools.reduce(join_numeric, numeric)
    return Numeric.unknown()


Unify: TypeAlias = Callable[["Stored", "Stored", "Stored"], "Place | None"]


def _one_of(a: Stored, b: Stored, joined: Stored) -> Place | None:
    # The content of a temporary is nowhere to be found again, so the join is one too.
    return None if a.place is None or b.place is None else summary(a.place, b.place)


def join_all(values: Iterable[Value]) -> Value:
    """The join of several values; an unknown one for none at all."""
    result: Value | None = None
    for value in values:
        result = value if result is None else join(result, value)
    return Numeric.unknown() if result is None else result


def join(a: Value, b: Value, unify: Unify = _one_of) -> Value:
    """A value that covers both. `unify` says where the join of two stored values lives."""
    if a is b:
        return a
    if isinstance(a, Numeric) and isinstance(b, Numeric) and not _are_apart(a, b):
        return join_numeric(a, b, unify)
    if isinstance(a, Seq) and isinstance(b, Seq):
        return _join_seq(a, b, unify)
    if isinstance(a, Dict) and isinstance(b, Dict):
        return _join_dict(a, b, unify)
    if isinstance(a, Image) and isinstance(b, Image):
        return a if a == b else Image()
    if isinstance(a, Opaque) and isinstance(b, Opaque):
        return a if a == b else Opaque()
    if a == b:
        return a
    return _union(members(a) + members(b), unify)


def _are_apart(a: Numeric, b: Numeric) -> bool:
    """Is one of them right because it is an integer image, the other because of its range? Merged, neither would be."""
    integral, other = (a, b) if a.dtype in INTEGRAL else (b, a)
    if Kind.NUMBER in (a.kind, b.kind) or integral.dtype not in INTEGRAL or other.dtype in INTEGRAL:
        return False
    return badness(other) == 0 and not integral.range.within(SAFE_EVERYWHERE)


def _can_merge(a: Value, b: Value) -> bool:
    if isinstance(a, Numeric) and isinstance(b, Numeric):
        return not _are_apart(a, b)
    return type(a) is type(b) and isinstance(a, Seq | Dict | Image | Opaque)


def _union(values: tuple[Value, ...], unify: Unify) -> Value:
    merged: list[Value] = []
    for value in values:
        for i, other in enumerate(merged):
            if value == other or _can_merge(value, other):
                merged[i] = join(other, value, unify)
                break
        else:
            merged.append(value)
    if len(merged) == 1:
        return merged[0]
    return Union(tuple(merged)) if len(merged) <= _MAX_MEMBERS else Numeric.unknown()


def join_numeric(a: Numeric, b: Numeric, unify: Unify = _one_of) -> Numeric:
    """The join of two numeric values: explained by the worse of them, remembering what bounded the better."""
    of_a, of_b = badness(a), badness(b)
    worse, better = (a, b) if of_a >= of_b else (b, a)
    history = worse.history
    if max(of_a, of_b) > 0 and history.partial is None:
        partial = better.history.partial or (better.history.bounded if min(of_a, of_b) == 0 else None)
        history = history if partial is None else replace(history, partial=partial)
    same = a.poly is not None and b.poly is not None and a.poly.terms == b.poly.terms
    joined = Numeric(
        kind=a.kind if a.kind is b.kind else Kind.ANY,
        dtype=_join_dtype(a.dtype, b.dtype),
        range=a.range.join(b.range),
        seen=a.seen.join(b.seen),
        why=worse.why or better.why,
        history=history,
        poly=a.poly if same else None,
        view=a.view if a.view == b.view else a.view + b.view,
        tests=a.tests if a.tests == b.tests else (),
    )
    if a.place is None and b.place is None:
        return joined
    return replace(joined, place=unify(a, b, joined))


def _join_dtype(a: Dtype, b: Dtype) -> Dtype:
    return next((upper for upper, lower in ((a, b), (b, a)) if lower in upper.members), Dtype.UNKNOWN)


def badness(value: Numeric) -> int:
    """0 in range, 1 not known to be, 2 with evidence that it is not: the order in which explanations win at a join."""
    if value.dtype in INTEGRAL or value.range.within(SAFE_EVERYWHERE):
        return 0
    return 1 if value.seen.within(SAFE_EVERYWHERE) else 2


SAFE_EVERYWHERE = Interval(-0.0039176941, 1.0029296875)
"""What `to_pil_image` converts rightly in every float type, by measurement; float16 has the narrowest band."""


def _join_seq(a: Seq, b: Seq, unify: Unify) -> Seq:
    """Keep the elements that stand at the same place from the front, or from the back, in both."""
    type_ = a.type if a.type == b.type else "sequence"
    front = min(len(a.head), len(b.head))
    back = min(len(a.tail), len(b.tail))
    head = _join_pairs(a.head[:front], b.head[:front], unify)
    tail = _join_pairs(a.tail[len(a.tail) - back :], b.tail[len(b.tail) - back :], unify)
    between = (
        *a.head[front:], *b.head[front:],
        *a.tail[: len(a.tail) - back], *b.tail[: len(b.tail) - back],
        *(middle for middle in (a.middle, b.middle) if middle is not None),
    )  # fmt: skip
    middle: Value | None = None
    for value in between:
        middle = value if middle is None else join(middle, value)
    joined = Seq(type_, head, middle, tail)
    return joined if a.place is None and b.place is None else replace(joined, place=unify(a, b, joined))


def _join_pairs(a: tuple[Value, ...], b: tuple[Value, ...], unify: Unify) -> tuple[Value, ...]:
    return tuple(join(left, right, unify) for left, right in zip(a, b, strict=True))


def _join_dict(a: Dict, b: Dict, unify: Unify) -> Dict:
    left, right = dict(a.items), dict(b.items)
    items = {
        key: join(left[key], right[key], unify) if key in left and key in right else (left | right)[key]
        for key in left | right
    }
    other = a.other if b.other is None else b.other if a.other is None else join(a.other, b.other, unify)
    joined = Dict(tuple(items.items()), other)
    return joined if a.place is None and b.place is None else replace(joined, place=unify(a, b, joined))


def renewed(value: Value) -> Value:
    """One more element of a summary: equal in range to the others, but another value."""
    if not isinstance(value, Numeric) or value.place is not None or value.poly is None or value.poly.value is not None:
        return value
    return replace(value, poly=None)
