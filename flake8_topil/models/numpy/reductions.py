"""Extremes, means, sums, and positions."""

from __future__ import annotations

import math
from collections.abc import Hashable
from dataclasses import replace

from flake8_topil.analysis import arithmetic
from flake8_topil.analysis.interval import INF, Interval
from flake8_topil.analysis.polynomial import Atom, Polynomial
from flake8_topil.analysis.values import (
    NONE,
    Dtype,
    Kind,
    Numeric,
    Seq,
    Value,
)
from flake8_topil.models.arrays import (
    converted,
    copied,
    evident,
    floating,
    joined,
    operand,
    total,
)
from flake8_topil.models.numpy.common import uncounted
from flake8_topil.models.registry import Call, Transfer, model, register


def _over(call: Call) -> Hashable | None:
    """What a reduction runs over, if its result lines up with the elements it was taken of; None if it does not."""
    axes = call.numbers("axis")
    if call.is_none("axis"):
        return "all"
    if axes is not None and sorted(axes) == list(range(len(axes))):
        return tuple(sorted(axes))
    if call.flag("keepdims") is True:
        return (axes or object(), "kept")
    return None


def extreme(call: Call, sign: int) -> Numeric:
    """The largest or smallest element, and that it is one."""
    x = operand(call)
    if "initial" in call.given:
        return joined(x, operand(call, "initial").range)
    result, over = copied(x), _over(call)
    if over is None or "where" in call.given:
        return result
    of = x.polynomial.unshaped() if over == "all" else x.polynomial
    return replace(result, poly=Polynomial.atom(Atom.extreme(sign, of, x.range, over)))


def reducing(sign: int) -> Transfer:
    return lambda call: extreme(call, sign)


_LIMITS = "axis=None, *, keepdims=False, initial=None, where=True"

for _name in ("max", "amax", "nanmax"):
    register(reducing(1), f"numpy.{_name}(a, {_LIMITS})")
for _name in ("min", "amin", "nanmin"):
    register(reducing(-1), f"numpy.{_name}(a, {_LIMITS})")
register(reducing(1), f"ndarray.max({_LIMITS})")
register(reducing(-1), f"ndarray.min({_LIMITS})")


def ptp(call: Call) -> Value:
    """The largest element less the smallest."""
    return arithmetic.subtract(extreme(call, 1), extreme(call, -1))


register(ptp, "numpy.ptp(a, axis=None, *, keepdims=False)")
register(ptp, "ndarray.ptp(axis=None, *, keepdims=False)", unchecked="removed in numpy 2")


def average(call: Call) -> Value:
    """A mean, median or quantile lies among the elements."""
    result = floating(copied(operand(call)))
    return result if call.is_none("dtype") else converted(call, result, call.arg("dtype"))


for _name in ("mean", "nanmean"):
    register(average, f"numpy.{_name}(a, axis=None, dtype=None, *, keepdims=False, where=True)")
for _name in ("median", "nanmedian"):
    register(average, f"numpy.{_name}(a, axis=None, *, overwrite_input=False, keepdims=False)")


def quantile(call: Call) -> Value:
    """float16 becomes float64 where NaN is left out."""
    result = floating(copied(operand(call)))
    return result.cast(Dtype.UNKNOWN) if result.dtype is Dtype.HALF and "nan" in call.name else result


for _name in ("percentile", "nanpercentile", "quantile", "nanquantile"):
    register(
        quantile,
        f"numpy.{_name}(a, q, axis=None, *, overwrite_input=False, method='linear', keepdims=False, weights=None)",
    )
register(average, "ndarray.mean(axis=None, dtype=None, *, keepdims=False, where=True)")


@model("numpy.average(a, axis=None, weights=None, returned=False, *, keepdims=False)")
def weighted(call: Call) -> Value:
    """Weights that may be negative can lead anywhere."""
    x = floating(copied(operand(call)))
    result = x if call.is_none("weights") or operand(call, "weights").range.lo >= 0 else evident(x)
    if call.flag("returned") is False:
        return result
    return Seq("tuple", (result, Numeric(Kind.NDARRAY, Dtype.FLOAT)))


def summed(call: Call) -> Value:
    x = operand(call)
    if x.dtype in (Dtype.UINT8, Dtype.BOOL):
        x = x.cast(Dtype.INT)
    return converted(call, x.map(total), call.arg("dtype"))


for _name in ("sum", "nansum"):
    register(summed, f"numpy.{_name}(a, axis=None, dtype=None, *, keepdims=False, initial=0, where=True)")
register(
    summed,
    "numpy.cumsum(a, axis=None, dtype=None)",
    "ndarray.sum(axis=None, dtype=None, *, keepdims=False, initial=0, where=True)",
    "ndarray.cumsum(axis=None, dtype=None)",
)


def deviation(call: Call) -> Value:
    """A standard deviation is at most half of the width; of samples, when Bessel's correction is on, not much more."""
    x = floating(operand(call))
    exact = call.number("ddof", "correction") == 0
    factor = 0.5 if exact else 1 / math.sqrt(2) if call.number("ddof") == 1 else INF
    if call.name.endswith("var"):
        return x.map(lambda r: Interval(0.0, (factor * r.width) ** 2 if r.width else 0.0))
    return x.map(lambda r: Interval(0.0, factor * r.width if r.width else 0.0))


for _name in ("std", "nanstd", "var", "nanvar"):
    register(deviation, f"numpy.{_name}(a, axis=None, dtype=None, *, ddof=0, keepdims=False, where=True)")
for _name in ("std", "var"):
    register(deviation, f"ndarray.{_name}(axis=None, dtype=None, *, ddof=0, keepdims=False, where=True)")


@model(
    "numpy.prod(a, axis=None, dtype=None, *, keepdims=False, initial=1, where=True)",
    "numpy.cumprod(a, axis=None, dtype=None)",
    "ndarray.prod(axis=None, dtype=None, *, keepdims=False, initial=1, where=True)",
)
def product(call: Call) -> Value:
    """A product of numbers in [0, 1] is one; others have no bound."""
    x = operand(call)
    if x.dtype in (Dtype.UINT8, Dtype.BOOL):
        x = x.cast(Dtype.INT)
    initial = call.arg("initial") in (NONE, Numeric.number(1))
    safe = x.range.within(Interval.UNIT) and initial
    return converted(call, x.certain(Interval.UNIT if safe else Interval.TOP), call.arg("dtype"))


def counted(call: Call) -> Value:
    """Positions and counts."""
    return uncounted()


register(
    counted,
    "numpy.argmax(a, axis=None, *, keepdims=False)",
    "numpy.argmin(a, axis=None, *, keepdims=False)",
    "numpy.argsort(a, axis=-1, kind=None, order=None, *, stable=None)",
    "numpy.argwhere(a)",
    "numpy.flatnonzero(a)",
    "numpy.count_nonzero(a, axis=None, *, keepdims=False)",
    "numpy.searchsorted(a, v, side='left', sorter=None)",
    "numpy.digitize(x, bins, right=False)",
    "ndarray.argmax(axis=None, *, keepdims=False)",
    "ndarray.argmin(axis=None, *, keepdims=False)",
    "ndarray.argsort(axis=-1, kind=None, order=None, *, stable=None)",
)


@model("numpy.nonzero(a)", "ndarray.nonzero()")
def nonzero(call: Call) -> Value:
    return Seq("tuple", middle=uncounted())
