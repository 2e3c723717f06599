"""Polynomials over unknown values: the relational half of the abstract domain.

Intervals forget that two operands are the same value, so they lose `m * a + (1 - m) * b`, `(x - x.min()) / (x.max() -
x.min())` and a normalisation that is undone. A polynomial remembers: its atoms are values that were computed once, and
its coefficients are numbers, or one number a channel (`torch.tensor([0.485, 0.456, 0.406])`).
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, field, replace
from typing import ClassVar

from flake8_topil.analysis.interval import INF, Interval

Coefficient = float | tuple[float, ...]

_MAX_TERMS = 12
_MAX_DEGREE = 3
_MAX_VERTEX_ATOMS = 6
_MAX_REWRITES = 3
_serials = itertools.count()


@dataclass(frozen=True, slots=True)
class Bound:
    """An inequality that holds for every element: `sign * atom - sign * of` lies in `slack`, which starts at 0."""

    sign: int
    of: Polynomial
    slack: Interval


@dataclass(frozen=True, slots=True)
class Atom:
    """A value computed once. Equal keys mean equal values, element by element."""

    key: Hashable
    range: Interval = field(compare=False)
    bounds: tuple[Bound, ...] = field(default=(), compare=False)
    moved: tuple[Hashable, Atom] | None = field(default=None, compare=False)
    """The shape operation that moved the elements here, and the atom they were before."""
    image: tuple[Callable[[Interval], Interval], Polynomial] | None = field(default=None, compare=False)
    """The function that made each element, on ranges, and of what."""
    apart: Hashable = field(default=None, compare=False)
    """The key of a value that this one was found not to equal."""

    @classmethod
    def fresh(cls, range_: Interval) -> Atom:
        return cls(next(_serials), range_)

    @classmethod
    def extreme(cls, sign: int, of: Polynomial, range_: Interval, over: Hashable) -> Atom:
        """The largest (`sign` 1) or smallest (-1) element of a value, taken `over` some dimensions of it."""
        return cls(("extreme", sign, of.key, over), range_, (Bound(sign, of, Interval(0.0, of.range.width)),))

    @property
    def roots(self) -> frozenset[Hashable]:
        """The keys of all values that this one has known relations to, itself included."""
        related = [bound.of.roots for bound in self.bounds]
        related += [] if self.moved is None else [self.moved[1].roots]
        related += [] if self.image is None else [self.image[1].roots]
        return frozenset((self.key,)).union(*related)

    def shape(self, names: dict[Hashable, int]) -> Hashable:
        """What is known of it, but for which value it is: `names` numbers those that were met."""
        if self.key in names:
            return names[self.key]
        names[self.key] = len(names)
        bounds = tuple((bound.sign, bound.of.shape(names), bound.slack) for bound in self.bounds)
        moved = self.moved and (self.moved[0], self.moved[1].shape(names))
        image = self.image and (self.key[:2] if isinstance(self.key, tuple) else None, self.image[1].shape(names))
        return self.range, bounds, moved, image, names.get(self.apart)

    @property
    def is_extreme(self) -> bool:
        return isinstance(self.key, tuple) and self.key[0] == "extreme"

    @classmethod
    def selected(cls, sign: int, x: Polynomial, y: Polynomial, range_: Interval, slack: Interval) -> Atom:
        """The larger (`sign` 1) or the smaller (-1) of two values."""
        bounds = (Bound(sign, x, slack), Bound(sign, y, slack))
        return cls(("selected", sign, frozenset((x.key, y.key))), range_, bounds)

    @classmethod
    def absolute(cls, of: Polynomial, range_: Interval) -> Atom:
        slack = Interval(0.0, INF)
        return cls(("absolute", of.key), range_, (Bound(1, of, slack), Bound(1, of.scale(-1.0), slack)))

    @classmethod
    def of_function(cls, name: Hashable, function: Callable[[Interval], Interval], of: Polynomial) -> Atom:
        """A function of the elements of a value, one by one."""
        return cls(("image", name, of.key), function(of.range), image=(function, of))


Monomial = tuple[Atom, ...]


def _spread(coefficient: Coefficient, channels: int) -> tuple[float, ...]:
    return coefficient if isinstance(coefficient, tuple) else (coefficient,) * channels


def _combine(a: Coefficient, b: Coefficient, op: Callable[[float, float], float]) -> Coefficient | None:
    """Apply `op` channel by channel; None where the channel counts differ."""
    if isinstance(a, float) and isinstance(b, float):
        return op(a, b)
    channels = max(len(c) for c in (a, b) if isinstance(c, tuple))
    left, right = _spread(a, channels), _spread(b, channels)
    if len(left) != len(right):
        return None
    return tuple(map(op, left, right))


def _is_zero(coefficient: Coefficient) -> bool:
    return not any(coefficient) if isinstance(coefficient, tuple) else coefficient == 0.0


@dataclass(frozen=True, slots=True)
class Polynomial:
    """A sum of products of atoms; `terms` maps each product to its non-zero coefficient."""

    terms: dict[Monomial, Coefficient]

    ZERO: ClassVar[Polynomial]

    @classmethod
    def constant(cls, value: Coefficient) -> Polynomial:
        return cls.ZERO if _is_zero(value) else cls({(): value})

    @classmethod
    def atom(cls, atom: Atom) -> Polynomial:
        return cls({(atom,): 1.0})

    @classmethod
    def fresh(cls, range_: Interval) -> Polynomial:
        return cls.atom(Atom.fresh(range_))

    @property
    def key(self) -> Hashable:
        return frozenset(self.terms.items())

    @property
    def value(self) -> Coefficient | None:
        """The number, or the number a channel, that this is; None if it depends on an atom."""
        if not self.terms:
            return 0.0
        return self.terms.get(()) if len(self.terms) == 1 else None

    @property
    def single(self) -> Atom | None:
        """The value computed once that this is, without any arithmetic."""
        if len(self.terms) != 1:
            return None
        (monomial, coefficient), *_ = self.terms.items()
        return monomial[0] if coefficient == 1.0 and len(monomial) == 1 else None

    def shape(self, names: dict[Hashable, int]) -> Hashable:
        """What is known of it, but for which values it is made of: `names` numbers those that were met."""
        return tuple((tuple(atom.shape(names) for atom in m), c) for m, c in self.terms.items())

    @property
    def roots(self) -> frozenset[Hashable]:
        """The keys of all values that this one has known relations to."""
        return frozenset[Hashable]().union(*(atom.roots for atom in self.atoms))

    @property
    def atoms(self) -> frozenset[Atom]:
        return frozenset(itertools.chain.from_iterable(self.terms))

    def plus(self, other: Polynomial) -> Polynomial | None:
        terms = dict(self.terms)
        for monomial, coefficient in other.terms.items():
            total = _combine(terms.get(monomial, 0.0), coefficient, float.__add__)
            if total is None:
                return None
            terms[monomial] = total
        return _limited(terms)

    def minus(self, other: Polynomial) -> Polynomial | None:
        return self.plus(other.scale(-1.0))

    def times(self, other: Polynomial) -> Polynomial | None:
        terms: dict[Monomial, Coefficient] = {}
        for (left, a), (right, b) in itertools.product(self.terms.items(), other.terms.items()):
            product = _combine(a, b, float.__mul__)
            if product is None:
                return None
            monomial = tuple(sorted(left + right, key=lambda atom: (hash(atom.key), repr(type(atom.key)))))
            total = _combine(terms.get(monomial, 0.0), product, float.__add__)
            if total is None:
                return None
            terms[monomial] = total
        return _limited(terms)

    def scale(self, factor: float) -> Polynomial:
        scaled = {m: _combine(c, factor, float.__mul__) for m, c in self.terms.items()}
        return Polynomial({m: c for m, c in scaled.items() if c is not None and not _is_zero(c)})

    def reciprocal(self) -> Polynomial | None:
        """1/x of a constant without a zero in it; None for everything else."""
        value = self.value
        if value is None or not all(_spread(value, 1)):
            return None
        return Polynomial.constant(tuple(1 / v for v in value) if isinstance(value, tuple) else 1 / value)

    def replace_atoms(self, replacement: Callable[[Atom], Atom]) -> Polynomial:
        return Polynomial({tuple(map(replacement, m)): c for m, c in self.terms.items()})

    def reshaped(self, by: Hashable) -> Polynomial:
        """The same elements, moved elsewhere by the shape operation `by`: no longer equal to those of the original."""
        return self.replace_atoms(lambda atom: Atom(("shape", by, atom), atom.range, moved=(by, atom)))

    def some(self) -> Polynomial:
        """Some of the elements: bounded alike, channel by channel, but with extremes of their own."""
        chosen = object()
        return self.replace_atoms(lambda atom: Atom(("some", chosen, atom), atom.range))

    def apart_from(self, other: Polynomial) -> Polynomial:
        """The same number, once it is known not to equal another."""
        key = ("apart", self.key, other.key)
        equal = Bound(1, self, Interval(0.0, 0.0))
        return Polynomial.atom(Atom(key, self.range, (equal,), apart=other.key))

    def is_apart_from(self, other: Polynomial) -> bool:
        """Is it known that two numbers are not equal? The larger and the smaller of two are not where those are not."""
        a, b = self.single, other.single
        if a is None or b is None:
            return False
        if (a.apart is not None and a.apart == other.key) or (b.apart is not None and b.apart == self.key):
            return True
        signs = [bound.sign for bound in (*a.bounds, *b.bounds)]
        pairs = [frozenset(bound.of.key for bound in atom.bounds) for atom in (a, b)]
        return sorted(signs) == [-1, -1, 1, 1] and pairs[0] == pairs[1] and a.bounds[0].of.is_apart_from(a.bounds[1].of)

    def unshaped(self) -> Polynomial:
        """The polynomial before all shape operations that moved its elements together: it has the same extremes."""
        steps = {atom.moved[0] if atom.moved else None for atom in self.atoms}
        if len(steps) != 1 or None in steps:
            return self
        return self.replace_atoms(lambda atom: atom.moved[1] if atom.moved else atom).unshaped()

    def where(self, of: Polynomial, limits: Interval) -> Interval:
        """A bound for the elements at which another value, that is linear in a single atom, is within limits."""
        tested = [(m[0], c) for m, c in of.terms.items() if len(m) == 1]
        offset = of.terms.get((), 0.0)
        if len(tested) != 1 or len(of.terms) > 2 or isinstance(offset, tuple):
            return Interval.TOP
        ((atom, factor),) = tested
        if isinstance(factor, tuple):
            return Interval.TOP
        inside = (limits + Interval(-offset, -offset)) * Interval(1 / factor, 1 / factor)
        return self._narrowed(atom, atom.range.meet(inside)).range

    def _narrowed(self, atom: Atom, range_: Interval) -> Polynomial:
        """The polynomial where one of its atoms, or one that its atoms are functions of, has a smaller range."""

        def narrow(other: Atom) -> Atom:
            if other == atom:
                return replace(other, range=range_, bounds=())
            if other.image is None or range_.is_empty:
                return other
            function, of = other.image
            return replace(other, range=other.range.meet(function(of._narrowed(atom, range_).range)))

        return self.replace_atoms(narrow)

    @property
    def range(self) -> Interval:
        """A bound for every element this can have, over all channels."""
        return self._range(_MAX_REWRITES)

    def _range(self, rewrites: int) -> Interval:
        channels = max((len(c) for c in self.terms.values() if isinstance(c, tuple)), default=1)
        result = Interval.EMPTY
        for channel in range(channels):
            result = result.join(_channel_range([(m, _spread(c, channels)[channel]) for m, c in self.terms.items()]))
        if rewrites and not result.is_empty:
            for slack, rest in self._rewritings():
                result = result.meet(slack + rest._range(rewrites - 1))
        return result

    def _rewritings(self) -> Iterable[tuple[Interval, Polynomial]]:
        """This polynomial as c * (atom - what bounds the atom) + a rest that is no longer."""
        for monomial, coefficient in self.terms.items():
            if len(monomial) != 1 or isinstance(coefficient, tuple):
                continue
            for bound in monomial[0].bounds:
                rest = self.minus(Polynomial({monomial: coefficient}))
                rest = rest and rest.plus(bound.of.scale(coefficient))
                if rest is not None and len(rest.terms) <= len(self.terms):
                    signed = coefficient * bound.sign
                    yield bound.slack * Interval(signed, signed), rest


def _limited(terms: dict[Monomial, Coefficient]) -> Polynomial | None:
    terms = {m: c for m, c in terms.items() if not _is_zero(c)}
    if len(terms) > _MAX_TERMS or any(len(m) > _MAX_DEGREE for m in terms):
        return None
    return Polynomial(terms)


def _channel_range(terms: list[tuple[Monomial, float]]) -> Interval:
    """The range of one channel: exact at the corners where every atom occurs to the first power, else by intervals."""
    atoms = list({atom.key: atom for monomial, _ in terms for atom in monomial}.values())
    square_free = all(len(set(monomial)) == len(monomial) for monomial, _ in terms)
    if square_free and len(atoms) <= _MAX_VERTEX_ATOMS and all(atom.range.is_bounded for atom in atoms):
        return _corner_range(terms, atoms)
    total = Interval(0.0, 0.0)
    for monomial, coefficient in terms:
        product = Interval(coefficient, coefficient)
        for atom, group in itertools.groupby(monomial):
            product = product * atom.range.power(float(len(list(group))))
        total = total + product
    return total


def _corner_range(terms: list[tuple[Monomial, float]], atoms: list[Atom]) -> Interval:
    """A polynomial that is linear in each atom takes its extremes where each atom takes one of its own."""
    sums = []
    for corner in itertools.product(*[(atom.range.lo, atom.range.hi) for atom in atoms]):
        at = dict(zip((atom.key for atom in atoms), corner, strict=True))
        total = 0.0
        for monomial, coefficient in terms:
            for atom in monomial:
                coefficient *= at[atom.key]
            total += coefficient
        sums.append(total)
    return Interval(min(sums), max(sums))


def ratio_range(numerator: Polynomial, denominator: Polynomial) -> Interval:
    """What the relation of two values says about their quotient: [0, 1] when 0 <= n <= d, [-1, 1] when |n| <= d.

    Where the denominator is 0 so is the numerator, and the quotient is NaN, which converts to 0.
    """
    below = denominator.minus(numerator)
    if below is None or below.range.lo < 0:
        return Interval.TOP
    if numerator.range.lo >= 0:
        return Interval.UNIT
    above = denominator.plus(numerator)
    if above is not None and above.range.lo >= 0:
        return Interval(-1.0, 1.0)
    return Interval.TOP


Polynomial.ZERO = Polynomial({})
