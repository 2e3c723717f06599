"""Operators on numeric values: promotion, ranges, evidence and relations in one place."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace

from flake8_topil.analysis.interval import Interval
from flake8_topil.analysis.polynomial import Atom, Bound, Polynomial, ratio_range
from flake8_topil.analysis.values import INTEGRAL, Dtype, Kind, Numeric, Test, badness

IntervalOp = Callable[[Interval, Interval], Interval]

NEGATED = {"<": ">=", "<=": ">", ">": "<=", ">=": "<"}
MIRRORED = {"<": ">", "<=": ">=", ">": "<", ">=": "<="}


def add(a: Numeric, b: Numeric) -> Numeric:
    """a + b; of two masks it is what either says."""
    if a.dtype is b.dtype is Dtype.BOOL and Kind.NUMBER not in (a.kind, b.kind):
        return bitwise(a, b, conjunction=False)
    return _combine(a, b, Interval.__add__, a.polynomial.plus(b.polynomial))


def subtract(a: Numeric, b: Numeric) -> Numeric:
    """a - b"""
    return _combine(a, b, Interval.__sub__, a.polynomial.minus(b.polynomial))


def multiply(a: Numeric, b: Numeric) -> Numeric:
    """a * b"""
    return _combine(a, b, Interval.__mul__, a.polynomial.times(b.polynomial))


def divide(a: Numeric, b: Numeric) -> Numeric:
    """a / b, always a float"""
    inverse = b.polynomial.reciprocal()
    result = _combine(_as_float(a), _as_float(b), Interval.__truediv__, inverse and a.polynomial.times(inverse))
    if inverse is not None:
        return result
    related = ratio_range(a.polynomial, b.polynomial)
    range_ = result.range.meet(related)
    return replace(result, range=range_, seen=result.seen.meet(range_))


def floor_divide(a: Numeric, b: Numeric) -> Numeric:
    """a // b"""
    return _combine(a, b, _floored_quotients, None)


def _floored_quotients(a: Interval, b: Interval) -> Interval:
    """floor(x / y), from the corners where y keeps its sign: there the quotient is monotone in each operand."""
    if a.is_empty or b.is_empty:
        return Interval.EMPTY
    if not a.is_bounded or not b.is_bounded or b.lo <= 0 <= b.hi:
        return (a / b).monotone(math.floor)
    corners = [float(math.floor(x / y)) for x in (a.lo, a.hi) for y in (b.lo, b.hi)]
    return Interval(min(corners), max(corners))


def modulo(a: Numeric, b: Numeric) -> Numeric:
    """a % b: from 0 to b for a known positive b, whatever a is; floats can round up to b itself."""
    divisor = b.constant
    if divisor is None or divisor <= 0:
        return _combine(a, b, lambda x, y: Interval.TOP, None)
    result = _combine(a, b, lambda x, y: x, None)
    integral = result.dtype in INTEGRAL
    range_ = Interval(0.0, divisor - 1 if integral else divisor)
    if a.range.within(range_) and a.range.hi < divisor:
        return result
    return replace(result, range=range_, seen=range_, why=None)


def power(a: Numeric, b: Numeric) -> Numeric:
    """a ** b"""
    exponent = b.constant
    if exponent is None:
        if a.range.within(Interval.UNIT) and b.range.lo >= 0:
            return _combine(a, b, lambda x, y: Interval.UNIT, None)
        return _combine(a, b, lambda x, y: Interval.TOP, None)
    if exponent == 2:
        return _combine(a, b, lambda x, y: x.power(exponent), a.polynomial.times(a.polynomial))
    root = Polynomial.atom(Atom.of_function(("power", exponent), lambda x: x.power(exponent), a.polynomial))
    return _combine(a, b, lambda x, y: x.power(exponent), root)


def negate(a: Numeric) -> Numeric:
    """-a"""
    if a.dtype is Dtype.UINT8:
        return a.fresh(Interval.BYTE)
    return replace(a.map(Interval.__neg__), poly=a.polynomial.scale(-1.0))


def bitwise(a: Numeric, b: Numeric, conjunction: bool) -> Numeric:
    """a & b (`conjunction`), or a | b, a ^ b. Masks keep what their conjunction tests."""
    result = _combine(a, b, lambda x, y: x.join(y).join(Interval(0.0, 0.0)), None)
    if Dtype.BOOL in (a.dtype, b.dtype):
        result = replace(result, dtype=Dtype.BOOL, range=Interval.UNIT, seen=Interval.UNIT)
    elif result.dtype is not Dtype.UINT8:
        result = replace(result, range=Interval.TOP, seen=Interval.EMPTY)
    return replace(result, tests=a.tests + b.tests) if conjunction and a.tests and b.tests else result


def invert(a: Numeric) -> Numeric:
    """~a"""
    if a.dtype is Dtype.BOOL and a.kind is not Kind.NUMBER:
        flipped = tuple(replace(t, comparison=NEGATED[t.comparison]) for t in a.tests) if len(a.tests) == 1 else ()
        others = Polynomial.constant(1.0).minus(a.polynomial)
        return replace(a.fresh(Interval.UNIT), poly=others, tests=flipped)
    if a.dtype is Dtype.UINT8:
        return a.fresh(Interval.BYTE)
    return a.map(lambda r: -r - Interval(1.0, 1.0))


def compare(a: Numeric, comparison: str, b: Numeric) -> Numeric:
    """The mask of an elementwise comparison; where one side is a number the mask remembers the test."""
    kind = _kind(a, b)
    mask = Numeric.known(Kind.NUMBER if kind is Kind.NUMBER else kind, Dtype.BOOL, Interval.UNIT)
    tests = []
    if comparison in NEGATED:
        if b.kind is Kind.NUMBER:
            tests = [Test(a.polynomial, comparison, _as_bound(b))]
        elif a.kind is Kind.NUMBER:
            tests = [Test(b.polynomial, MIRRORED[comparison], _as_bound(a))]
    return replace(mask, tests=tuple(tests))


def _as_bound(number: Numeric) -> Polynomial:
    return number.polynomial if number.constant is None else Polynomial.constant(number.constant)


def picked(x: Numeric, mask: Numeric) -> Numeric:
    """x[mask]: its elements at which the mask holds, as a new value that keeps to what the mask says of them."""
    found = restricted(x, mask, True)
    bounds = tuple(
        Bound(-1 if test.comparison in ("<", "<=") else 1, test.than, Interval(0.0, math.inf))
        for test in mask.tests
        if test.bound is None and test.of.terms == x.polynomial.terms
    )
    poly = Polynomial.atom(replace(Atom.fresh(found.range), bounds=bounds)) if bounds else None
    return replace(found.fresh(found.range, found.seen), poly=poly)


def restricted(x: Numeric, mask: Numeric, holds: bool) -> Numeric:
    """The elements of `x` at which `mask` holds, or does not."""
    if not mask.tests or (not holds and len(mask.tests) > 1):
        return x
    poly = x.polynomial
    for test in mask.tests:
        if test.of.terms == poly.terms and test.bound is not None:
            x = narrowed(x, test.comparison if holds else NEGATED[test.comparison], test.bound)
    return x


def side(comparison: str, bound: float) -> Interval:
    """The numbers that compare like this with a bound: without it, the nearest are the next of double precision."""
    if comparison in ("<", "<="):
        return Interval(-math.inf, math.nextafter(bound, -math.inf) if comparison == "<" else bound)
    return Interval(math.nextafter(bound, math.inf) if comparison == ">" else bound, math.inf)


def narrowed(x: Numeric, comparison: str, bound: float) -> Numeric:
    """`x`, once it is known to compare like this with a number. The same value: its relations stay."""
    limit = side(comparison, bound)
    range_ = x.range.meet(limit)
    return x if range_.is_empty else replace(x, range=range_, seen=x.seen.meet(range_))


def _combine(a: Numeric, b: Numeric, op: IntervalOp, poly: Polynomial | None) -> Numeric:
    dtype = _promote(a, b)
    range_ = op(a.range, b.range)
    if poly is not None:
        range_ = range_.meet(poly.range)
    seen = _seen(a, b, op).meet(range_)
    if dtype is Dtype.UINT8 and not range_.within(Interval.BYTE):
        range_, seen, poly = Interval.BYTE, Interval.BYTE, None
    main = max((a, b), key=lambda v: (v.kind is not Kind.NUMBER, badness(v)))
    return Numeric(_kind(a, b), dtype, range_, seen, main.why, main.history, poly)


def _seen(a: Numeric, b: Numeric, op: IntervalOp) -> Interval:
    """Evidence needs both sides, except that no unknown offset or factor tames an unbounded side."""
    if a.seen.is_empty or b.seen.is_empty:
        known = b.seen if a.seen.is_empty else a.seen
        return Interval.EMPTY if known.is_bounded or known.is_empty or op is Interval.__truediv__ else Interval.TOP
    return op(a.seen, b.seen)


def _kind(a: Numeric, b: Numeric) -> Kind:
    kinds = {a.kind, b.kind}
    for kind in (Kind.TENSOR, Kind.ANY, Kind.NDARRAY):
        if kind in kinds:
            return kind
    return Kind.NUMBER


_ORDER = (Dtype.BOOL, Dtype.UINT8, Dtype.INT, Dtype.HALF, Dtype.FLOAT)


def _promote(a: Numeric, b: Numeric) -> Dtype:
    """The common class of two element types; a Python number only raises the category of an array's."""
    if Dtype.UNKNOWN in (a.dtype, b.dtype):
        # Integers promote to the float side; only two sides of unknown or integral type leave it open.
        return next((v.dtype for v in (a, b) if v.dtype.is_float and v.kind is not Kind.NUMBER), Dtype.UNKNOWN)
    if (a.kind is Kind.NUMBER) != (b.kind is Kind.NUMBER):
        array, number = (b, a) if a.kind is Kind.NUMBER else (a, b)
        if number.dtype is Dtype.FLOAT and not array.dtype.is_float:
            return Dtype.FLOAT
        return Dtype.INT if array.dtype is Dtype.BOOL and number.dtype is Dtype.INT else array.dtype
    return max(a.dtype, b.dtype, key=_ORDER.index)


def _as_float(x: Numeric) -> Numeric:
    return x if x.dtype is Dtype.HALF else replace(x, dtype=Dtype.FLOAT)
