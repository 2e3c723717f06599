"""Sums, means, extremes, order statistics and softmax."""

from __future__ import annotations

import math
from collections.abc import Callable, Hashable
from dataclasses import replace

from flake8_topil.analysis.interval import INF, Interval
from flake8_topil.analysis.polynomial import Atom, Bound, Polynomial
from flake8_topil.analysis.values import INTEGRAL, Dtype, Kind, Numeric, Seq, Value
from flake8_topil.models.dtypes import converted, read_dtype
from flake8_topil.models.registry import Call, Transfer
from flake8_topil.models.torch.common import (
    NOUGHT,
    POSITIVE,
    SIGNED_UNIT,
    RangeFunction,
    both,
    floats,
    indices,
    operation,
    related,
    shuffled,
    table,
    unbounded,
    with_zero,
)
from flake8_topil.models.torch.limits import larger, smaller

_OVER = "dim=None, keepdim=False, *, dtype=None, axis=None, keepdims=None"
_OVER_UNTYPED = "dim=None, keepdim=False, *, axis=None, keepdims=None"


def total(range_: Interval) -> Interval:
    """A sum of any number of elements, none included."""
    if range_.is_empty:
        return range_
    return Interval(-INF if range_.lo < 0 else 0.0, INF if range_.hi > 0 else 0.0)


def product(range_: Interval) -> Interval:
    """A product of any number of elements, none included."""
    if range_.is_empty:
        return range_
    if range_.magnitude <= 1:
        return SIGNED_UNIT if range_.lo < 0 else Interval.UNIT
    return POSITIVE if range_.lo >= 0 else Interval.TOP


def spread(range_: Interval) -> Interval:
    """A standard deviation: at most (hi - lo) / sqrt(2), for two elements with Bessel's correction."""
    return range_ if range_.is_empty else Interval(0.0, range_.width * math.sqrt(0.5))


def squared_spread(range_: Interval) -> Interval:
    return spread(range_).square()


def _summed(function: RangeFunction) -> Transfer:
    """A transfer for sums and products; those of small integers are int64."""

    def transfer(call: Call) -> Numeric:
        dtype = read_dtype(call.arg("dtype"))
        x = call.x.map(function)
        if dtype is None:
            dtype = Dtype.INT if x.dtype in INTEGRAL else x.dtype
        return x.cast(dtype)

    return transfer


def averaged(call: Call) -> Numeric:
    """A mean of elements, rounding at most 1e-6 out of their range."""
    dtype = read_dtype(call.arg("dtype"))
    return converted(call.shuffled(), dtype) if dtype else call.shuffled()


operation(*both("sum nansum", _OVER))(_summed(total))
operation(*both("prod", _OVER))(_summed(product))
operation(*both("cumsum", "dim=None, *, dtype=None, axis=None"))(_summed(total))
operation(*both("cumprod", "dim=None, *, dtype=None, axis=None"))(_summed(product))
operation(*both("mean nanmean", _OVER))(averaged)
operation(*both("quantile nanquantile", "q, dim=None, keepdim=False, *, interpolation='linear'"))(shuffled)

_DEVIATION = "dim=None, unbiased=True, keepdim=False, *, correction=1, axis=None, keepdims=None, ddof=None, dtype=None"
operation(*both("std", _DEVIATION))(lambda call: floats(call.x.map(spread)))
operation(*both("var", _DEVIATION))(lambda call: floats(call.x.map(squared_spread)))
operation(f"torch.std_mean(input, {_DEVIATION})")(
    lambda call: Seq("tuple", (floats(call.x.map(spread)), call.shuffled()))
)
operation(f"torch.var_mean(input, {_DEVIATION})")(
    lambda call: Seq("tuple", (floats(call.x.map(squared_spread)), call.shuffled()))
)
operation(*both("logsumexp", "dim, keepdim=False"), "torch.special.logsumexp(input, dim, keepdim=False)")(
    lambda call: floats(call.x.map(lambda r: r.join(Interval(r.lo, INF))))
)
operation(*both("logcumsumexp", "dim"))(lambda call: call.x.map(lambda r: r.join(Interval(r.lo, INF))))
operation(*both("argmax argmin", _OVER_UNTYPED))(lambda call: indices())
operation(*both("count_nonzero", "dim=None"))(lambda call: indices())
operation(*both("argsort", "dim=-1, descending=False, stable=False, *, axis=None"))(lambda call: indices())
operation(*both("trace"))(_summed(total))
operation(*both("diff", "n=1, dim=-1, prepend=None, append=None"))(
    lambda call: call.x.map(lambda r: r - r) if call.number("n") == 1 else call.x.map(lambda r: Interval.TOP)
)
operation(*both("cov", "*, correction=1, fweights=None, aweights=None"))(unbounded)
operation(*both("corrcoef"))(lambda call: floats(call.certain(-1.0, 1.0)))
operation(*both("histc", "bins=100, min=0, max=0"))(lambda call: call.x.certain(POSITIVE))
operation(*both("bincount", "weights=None, minlength=0"))(
    lambda call: indices() if call.is_none("weights") else floats(call.array("weights").map(total))
)
operation(*both("nonzero", "*, as_tuple=False"))(
    lambda call: Seq("tuple", middle=indices()) if call.flag("as_tuple") else indices()
)
operation(*both("argwhere"))(lambda call: indices())
operation(
    "torch.searchsorted(sorted_sequence, input, *, out_int32=False, right=False, side=None, sorter=None)",
    "torch.bucketize(input, boundaries, *, out_int32=False, right=False)",
)(lambda call: indices())


def magnitude(call: Call) -> Numeric:
    """A norm or distance: nothing but not negative."""
    return floats(call.x.certain(NOUGHT if call.x.range == NOUGHT else POSITIVE))


_NORM = "dim=None, keepdim=False, *, dtype=None"
table(
    {
        "torch.norm(input, p='fro', dim=None, keepdim=False, out=None, dtype=None)": magnitude,
        "Tensor.norm(p='fro', dim=None, keepdim=False, dtype=None)": magnitude,
        f"torch.linalg.norm(A, ord=None, {_NORM})": magnitude,
        f"torch.linalg.vector_norm(x, ord=2, {_NORM})": magnitude,
        f"torch.linalg.matrix_norm(A, ord='fro', {_NORM})": magnitude,
        "torch.dist(input, other, p=2)": lambda call: floats(call.x.certain(POSITIVE)),
        "Tensor.dist(other, p=2)": lambda call: floats(call.x.certain(POSITIVE)),
        "torch.cdist(x1, x2, p=2.0, compute_mode=None)": lambda call: floats(call.x.certain(POSITIVE)),
    }
)
operation(*both("renorm", "p, dim, maxnorm"))(lambda call: with_zero(call.x))


def extreme(x: Numeric, sign: int, over: Hashable, everywhere: bool) -> Numeric:
    """The largest (`sign` 1) or smallest (-1) elements of x, in relation to x where they broadcast against it."""
    x = related(x)
    result = x.fresh(x.range, x.seen)
    poly = x.polynomial.unshaped() if everywhere else x.polynomial
    atom = Atom.extreme(sign, poly, x.range, over)
    if poly is not x.polynomial:
        shaped = Bound(sign, x.polynomial, Interval(0.0, x.range.width))
        atom = replace(atom, bounds=(*atom.bounds, shaped))
    return replace(result, poly=Polynomial.atom(atom))


def _reduced(call: Call, sign: int) -> Numeric:
    """An extreme over the dimensions of a call; aligned with the subject if these come first, or are kept."""
    if call.is_none("dim") and call.is_none("axis"):
        return extreme(call.x, sign, "all", everywhere=True)
    dims = call.numbers("dim") or call.numbers("axis")
    keeps = call.flag("keepdim") or (not call.is_none("keepdims") and call.flag("keepdims"))
    leading = dims is not None and sorted(dims) == [float(i) for i in range(len(dims))]
    if dims is None or not (keeps or leading):
        return call.shuffled()
    return extreme(call.x, sign, (dims, bool(keeps)), everywhere=False)


def _max_or_min(sign: int, choose: Callable[[Numeric, Numeric], Numeric]) -> Transfer:
    """torch.max and torch.min: of all elements, of two values, or over one dimension with indices."""

    def transfer(call: Call) -> Value:
        other = call.arg("other") if call.is_none("dim") else call.arg("dim")
        if isinstance(other, Numeric) and other.kind is not Kind.NUMBER:
            return choose(call.x, other)
        reduced = _reduced(call, sign)
        return reduced if call.is_none("dim") and call.is_none("axis") else Seq("tuple", (reduced, indices()))

    return transfer


_EXTREME = "dim=None, keepdim=False, *, other=None, axis=None, keepdims=None"
operation(*both("max", _EXTREME))(_max_or_min(1, larger))
operation(*both("min", _EXTREME))(_max_or_min(-1, smaller))
operation(*both("amax", _OVER_UNTYPED))(lambda call: _reduced(call, 1))
operation(*both("amin", _OVER_UNTYPED))(lambda call: _reduced(call, -1))
operation("torch.aminmax(input, *, dim=None, keepdim=False)", "Tensor.aminmax(*, dim=None, keepdim=False)")(
    lambda call: Seq("tuple", (_reduced(call, -1), _reduced(call, 1)))
)


def with_indices(call: Call) -> Seq:
    """Elements of the subject, and where they stood."""
    return Seq("tuple", (call.shuffled(), indices()))


def _ordered(call: Call) -> Value:
    return call.shuffled() if call.is_none("dim") else with_indices(call)


operation(*both("median nanmedian", "dim=None, keepdim=False"))(_ordered)
operation(*both("mode", "dim=-1, keepdim=False"))(with_indices)
operation(*both("kthvalue", "k, dim=-1, keepdim=False"))(with_indices)
operation(*both("sort", "dim=-1, descending=False, stable=False"))(with_indices)
operation(*both("topk", "k, dim=-1, largest=True, sorted=True"))(with_indices)
operation(*both("cummax cummin", "dim"))(with_indices)


@operation(
    *both("softmax", "dim=None, dtype=None"),
    "torch.special.softmax(input, dim, *, dtype=None)",
    "torch.nn.functional.softmax(input, dim=None, _stacklevel=3, dtype=None)",
    "torch.nn.functional.softmin(input, dim=None, _stacklevel=3, dtype=None)",
    "torch.nn.functional.gumbel_softmax(logits, tau=1, hard=False, eps=1e-10, dim=-1)",
    "torch.nn.Softmax(dim=None)(input)",
    "torch.nn.Softmin(dim=None)(input)",
    "torch.nn.Softmax2d()(input)",
)
def softmax(call: Call) -> Numeric:
    return _typed(floats(call.certain(0.0, 1.0)), call)


@operation(
    *both("log_softmax", "dim=None, dtype=None"),
    "torch.special.log_softmax(input, dim, *, dtype=None)",
    "torch.nn.functional.log_softmax(input, dim=None, _stacklevel=3, dtype=None)",
    "torch.nn.LogSoftmax(dim=None)(input)",
)
def log_softmax(call: Call) -> Numeric:
    return _typed(floats(call.certain(-INF, 0.0)), call)


def _typed(x: Numeric, call: Call) -> Numeric:
    dtype = read_dtype(call.arg("dtype"))
    return x if dtype is None else x.cast(dtype)
