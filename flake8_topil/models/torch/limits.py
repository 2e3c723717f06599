"""Clamps, and the larger or smaller of two values."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import replace

from flake8_topil.analysis.interval import INF, Interval
from flake8_topil.analysis.polynomial import Atom, Bound, Polynomial
from flake8_topil.analysis.values import Numeric
from flake8_topil.models.dtypes import promote
from flake8_topil.models.registry import Call
from flake8_topil.models.torch.common import both, operation, pairwise, related

_LIMITED = "limited"


def one_sided(x: Numeric, lo: float, hi: float) -> Numeric:
    """The value raised to `lo` and lowered to `hi`, with its relation to what it was."""
    below, above = Interval(lo, lo), Interval(hi, hi)
    x = related(x)
    result = x.map(lambda r: r.clamp(below, above))
    raised, lowered = max(0.0, lo - x.range.lo), max(0.0, x.range.hi - hi)
    bounds = []
    if lowered == 0:
        bounds.append(Bound(1, x.polynomial, Interval(0.0, raised)))
    if raised == 0:
        bounds.append(Bound(-1, x.polynomial, Interval(0.0, lowered)))
    atom = Atom((_LIMITED, lo, hi, x.polynomial.key), result.range, tuple(bounds))
    return replace(result, poly=Polynomial.atom(atom))


def limited_bound(value: Hashable, of: Hashable, bound: float) -> float | None:
    """What clamps make of a bound, where the value of one key is that of the other after clamps; else None."""
    if value == of:
        return bound
    terms = tuple(value) if isinstance(value, frozenset) else ()
    if len(terms) != 1 or terms[0][1] != 1.0 or len(terms[0][0]) != 1:
        return None
    key = terms[0][0][0].key
    if not isinstance(key, tuple) or key[0] != _LIMITED:
        return None
    _, lo, hi, before = key
    inner = limited_bound(before, of, bound)
    return None if inner is None else min(max(inner, lo), hi)


def limited(x: Numeric, lo: Numeric | None, hi: Numeric | None) -> Numeric:
    """The value raised to `lo`, then lowered to `hi`: where `lo` is above `hi`, `hi` wins."""
    below = Interval(-INF, -INF) if lo is None else lo.range
    above = Interval(INF, INF) if hi is None else hi.range
    dtype = x
    for bound in (lo, hi):
        dtype = dtype if bound is None else dtype.cast(promote(dtype, bound))
    if below.hi <= x.range.lo and above.lo >= x.range.hi:
        return x.detached().cast(dtype.dtype)
    range_ = x.range.clamp(below, above)
    if below.lo > -INF and above.hi < INF:
        result = x.certain(range_)
    elif (below.width == 0 and above.width == 0) or (below.lo, above.hi) == (below.hi, above.lo):
        result = one_sided(x, below.lo, above.hi)
    else:
        result = x.map(lambda r: r.clamp(below, above))
    return result.cast(dtype.dtype)


def _bound(call: Call, name: str) -> Numeric | None:
    return None if call.is_none(name) else call.array(name)


@operation(*both("clamp clip", "min=None, max=None"))
def clamp(call: Call) -> Numeric:
    """Float bounds turn an integral tensor into floats; integer bounds do not (measured on torch 2.14.1)."""
    return limited(call.x, _bound(call, "min"), _bound(call, "max"))


@operation(*both("clamp_min", "min"))
def clamp_min(call: Call) -> Numeric:
    return limited(call.x, call.array("min"), None)


@operation(*both("clamp_max", "max"))
def clamp_max(call: Call) -> Numeric:
    return limited(call.x, None, call.array("max"))


@operation(*both("relu"), "torch.nn.functional.relu(input, inplace=False)", "torch.nn.ReLU(inplace=False)(input)")
def rectified(call: Call) -> Numeric:
    return one_sided(call.x, 0.0, INF)


def larger(x: Numeric, y: Numeric) -> Numeric:
    """The larger of two values, which is not below either."""
    return _selected(1, related(x), related(y), pairwise(x, y, Interval.maximum))


def smaller(x: Numeric, y: Numeric) -> Numeric:
    """The smaller of two values, which is not above either."""
    return _selected(-1, related(x), related(y), pairwise(x, y, Interval.minimum))


def _selected(sign: int, x: Numeric, y: Numeric, result: Numeric) -> Numeric:
    slack = Interval(0.0, x.range.join(y.range).width)
    known = _one_sided_evidence(sign, x, y, result)
    atom = Atom.selected(sign, x.polynomial, y.polynomial, result.range, slack)
    return replace(known, poly=Polynomial.atom(atom))


def _one_sided_evidence(sign: int, x: Numeric, y: Numeric, result: Numeric) -> Numeric:
    """A bounded limit on a value with evidence keeps that evidence; one on an unknown value gives none."""
    if not result.seen.is_empty or x.seen.is_empty == y.seen.is_empty:
        return result
    return replace(result, seen=result.range, why=None) if result.range.is_bounded else result


@operation(*both("maximum fmax", "other"))
def maximum(call: Call) -> Numeric:
    return larger(call.x, call.array("other"))


@operation(*both("minimum fmin", "other"))
def minimum(call: Call) -> Numeric:
    return smaller(call.x, call.array("other"))


@operation(*both("nextafter", "other"))
def nextafter(call: Call) -> Numeric:
    return call.shuffled()
