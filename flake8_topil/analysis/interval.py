"""Closed intervals of real numbers, the range half of the abstract domain."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar

INF = math.inf


def _times(a: float, b: float) -> float:
    """Product with 0 * inf = 0: an infinite bound stands for values that are arbitrarily large, yet finite."""
    return 0.0 if a == 0 or b == 0 else a * b


def _plus(a: float, b: float, at_clash: float) -> float:
    """Sum; where inf meets -inf the bound is open."""
    total = a + b
    return at_clash if math.isnan(total) else total


@dataclass(frozen=True, slots=True)
class Interval:
    """All numbers from `lo` to `hi`, both included; `lo > hi` is the empty interval.

    NaN is not tracked: every converter turns NaN into 0 with or without a clamp.
    """

    lo: float
    hi: float

    TOP: ClassVar[Interval]
    EMPTY: ClassVar[Interval]
    UNIT: ClassVar[Interval]
    BYTE: ClassVar[Interval]

    @property
    def is_empty(self) -> bool:
        return self.lo > self.hi

    @property
    def is_bounded(self) -> bool:
        return self.lo > -INF and self.hi < INF

    @property
    def width(self) -> float:
        return 0.0 if self.is_empty else self.hi - self.lo

    @property
    def magnitude(self) -> float:
        return max(abs(self.lo), abs(self.hi))

    def __contains__(self, number: float) -> bool:
        return self.lo <= number <= self.hi

    def within(self, other: Interval) -> bool:
        """Is every number of this interval in `other`? The empty interval is within all."""
        return self.is_empty or (other.lo <= self.lo and self.hi <= other.hi)

    def join(self, other: Interval) -> Interval:
        """The smallest interval that holds both."""
        if self.is_empty:
            return other
        if other.is_empty:
            return self
        return Interval(min(self.lo, other.lo), max(self.hi, other.hi))

    def meet(self, other: Interval) -> Interval:
        """The numbers that are in both."""
        found = Interval(max(self.lo, other.lo), min(self.hi, other.hi))
        return Interval.EMPTY if found.is_empty else found

    def widen(self, later: Interval) -> Interval:
        """A bound for this interval and all that a loop may still make of it, after seeing `later`.

        Bounds that moved jump to the next threshold at which images commonly live, then to infinity.
        """
        if self.is_empty or later.is_empty:
            return self.join(later)
        lo, hi = self.lo, self.hi
        if later.lo < lo:
            lo = max((t for t in _THRESHOLDS if t <= later.lo), default=-INF)
        if later.hi > hi:
            hi = min((t for t in _THRESHOLDS if t >= later.hi), default=INF)
        return Interval(lo, hi)

    def __neg__(self) -> Interval:
        return self if self.is_empty else Interval(-self.hi, -self.lo)

    def __add__(self, other: Interval) -> Interval:
        if self.is_empty or other.is_empty:
            return Interval.EMPTY
        return Interval(_plus(self.lo, other.lo, -INF), _plus(self.hi, other.hi, INF))

    def __sub__(self, other: Interval) -> Interval:
        return self + -other

    def __mul__(self, other: Interval) -> Interval:
        if self.is_empty or other.is_empty:
            return Interval.EMPTY
        products = [_times(a, b) for a in (self.lo, self.hi) for b in (other.lo, other.hi)]
        return Interval(min(products), max(products))

    def __truediv__(self, other: Interval) -> Interval:
        if self.is_empty or other.is_empty:
            return Interval.EMPTY
        return self * other.reciprocal()

    def reciprocal(self) -> Interval:
        """1/x; unbounded on the sides where x comes arbitrarily near 0."""
        if self.is_empty:
            return self
        if self.lo > 0 or self.hi < 0:
            return Interval(1 / self.hi, 1 / self.lo)
        if self.lo == 0 < self.hi:
            return Interval(1 / self.hi, INF)
        if self.hi == 0 > self.lo:
            return Interval(-INF, 1 / self.lo)
        return Interval.TOP

    def clamp(self, lo: Interval, hi: Interval) -> Interval:
        """Each number raised to one of `lo`, then lowered to one of `hi`, as torch.clamp does."""
        return self.maximum(lo).minimum(hi)

    def minimum(self, other: Interval) -> Interval:
        if self.is_empty or other.is_empty:
            return Interval.EMPTY
        return Interval(min(self.lo, other.lo), min(self.hi, other.hi))

    def maximum(self, other: Interval) -> Interval:
        if self.is_empty or other.is_empty:
            return Interval.EMPTY
        return Interval(max(self.lo, other.lo), max(self.hi, other.hi))

    def absolute(self) -> Interval:
        if self.is_empty or self.lo >= 0:
            return self
        if self.hi <= 0:
            return -self
        return Interval(0.0, self.magnitude)

    def square(self) -> Interval:
        absolute = self.absolute()
        return absolute * absolute

    def power(self, exponent: float) -> Interval:
        """x ** exponent where that is a number; a negative base with a fractional exponent gives NaN."""
        if self.is_empty:
            return self
        if exponent == 0:
            return Interval(1.0, 1.0)
        if exponent < 0:
            return self.power(-exponent).reciprocal()
        if exponent == int(exponent):
            base = self.absolute() if exponent % 2 == 0 else self
        else:
            base = self.meet(Interval(0.0, INF))
        return base.monotone(lambda x: math.copysign(abs(x) ** exponent, x))

    def monotone(self, function: Callable[[float], float]) -> Interval:
        """The image under a non-decreasing function; an overflow counts as infinite."""
        if self.is_empty:
            return self
        return Interval(_guarded(function, self.lo), _guarded(function, self.hi))


def _guarded(function: Callable[[float], float], at: float) -> float:
    try:
        return function(at)
    except OverflowError:
        return at if math.isinf(at) else math.copysign(INF, at)
    except ValueError:
        # log at or below 0, or rounding of an infinite bound.
        return at if math.isinf(at) else -INF


Interval.TOP = Interval(-INF, INF)
Interval.EMPTY = Interval(INF, -INF)
Interval.UNIT = Interval(0.0, 1.0)
Interval.BYTE = Interval(0.0, 255.0)

_THRESHOLDS = (-INF, -255.0, -1.0, 0.0, 1.0, 255.0, INF)
