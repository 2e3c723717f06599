"""Comparisons, masks, and what is chosen or written by them."""

from __future__ import annotations

from dataclasses import replace

from flake8_topil.analysis import arithmetic
from flake8_topil.analysis.interval import INF, Interval
from flake8_topil.analysis.values import Dtype, Numeric, Seq, Value
from flake8_topil.models.dtypes import converted
from flake8_topil.models.registry import Call, Transfer
from flake8_topil.models.torch.binary import scaled
from flake8_topil.models.torch.common import both, hull, indices, mask, operation, pairwise, related
from flake8_topil.models.torch.limits import limited_bound, one_sided
from flake8_topil.models.torch.reductions import total

# Comparisons and masks

_COMPARISONS = {
    "gt greater": ">",
    "ge greater_equal": ">=",
    "lt less": "<",
    "le less_equal": "<=",
    "eq": "==",
    "ne not_equal": "!=",
}
for _names, _comparison in _COMPARISONS.items():
    operation(*both(_names, "other"))(
        lambda call, comparison=_comparison: arithmetic.compare(  # type: ignore[misc]
            call.x, comparison, call.array("other")
        )
    )
operation(*both("isnan isinf isfinite isposinf isneginf isreal signbit"))(lambda call: mask())
operation(*both("isclose", "other, rtol=1e-05, atol=1e-08, equal_nan=False"))(lambda call: mask())
operation(*both("all any", "dim=None, keepdim=False, *, axis=None, keepdims=None"))(lambda call: mask())
operation("torch.isin(elements, test_elements, *, assume_unique=False, invert=False)")(lambda call: mask())


def _as_mask(x: Numeric) -> Numeric:
    return x if x.dtype is Dtype.BOOL else mask()


@operation(*both("logical_and", "other"))
def logical_and(call: Call) -> Numeric:
    return arithmetic.bitwise(_as_mask(call.x), _as_mask(call.array("other")), conjunction=True)


@operation(*both("logical_or logical_xor", "other"))
def logical_or(call: Call) -> Numeric:
    return mask()


@operation(*both("logical_not"))
def logical_not(call: Call) -> Numeric:
    return arithmetic.invert(_as_mask(call.x))


@operation(*both("bitwise_and", "other"))
def bitwise_and(call: Call) -> Numeric:
    return arithmetic.bitwise(call.x, call.array("other"), conjunction=True)


@operation(*both("bitwise_or bitwise_xor", "other"))
def bitwise_or(call: Call) -> Numeric:
    return arithmetic.bitwise(call.x, call.array("other"), conjunction=False)


@operation(*both("bitwise_not"))
def bitwise_not(call: Call) -> Numeric:
    return arithmetic.invert(call.x)


@operation(*both("bitwise_left_shift bitwise_right_shift", "other"))
def shift(call: Call) -> Numeric:
    return call.x.certain(Interval.BYTE) if call.x.dtype is Dtype.UINT8 else call.x.map(lambda r: Interval.TOP)


# Selection by a mask


def picked(x: Numeric, condition: Numeric, holds: bool) -> Numeric:
    """The elements of a value where a condition on it, or on what it was before clamps, holds or does not."""
    if not condition.tests or (not holds and len(condition.tests) > 1):
        return x
    x = related(x)
    for test in condition.tests:
        if test.bound is None:
            continue
        bound = limited_bound(x.polynomial.key, test.of.key, test.bound)
        comparison = test.comparison if holds else arithmetic.NEGATED[test.comparison]
        if bound is not None:
            x = arithmetic.narrowed(x, comparison, bound)
        else:
            range_ = x.range.meet(x.polynomial.where(test.of, arithmetic.side(comparison, test.bound)))
            x = x if range_.is_empty else replace(x, range=range_, seen=x.seen.meet(range_))
    return x


def merged(condition: Numeric, chosen: Numeric, other: Numeric) -> Numeric:
    """Elements of the one value where a condition holds, of the other where not: a clamp, if it sets x > 1 to 1."""
    result = hull(picked(chosen, condition, True), picked(other, condition, False))
    if len(condition.tests) != 1:
        return result
    (test,) = condition.tests
    if test.bound is None:
        return result
    for value, kept, comparison in (
        (chosen, other, test.comparison),
        (other, chosen, arithmetic.NEGATED[test.comparison]),
    ):
        if value.range == Interval(test.bound, test.bound) and kept.polynomial.terms == test.of.terms:
            lo, hi = (-INF, test.bound) if comparison in (">", ">=") else (test.bound, INF)
            return replace(result, poly=one_sided(kept, lo, hi).poly)
    return result


@operation("torch.where(condition, input=None, other=None)")
def where(call: Call) -> Value:
    """With a condition alone, the indices at which it holds."""
    if call.is_none("input") and call.is_none("other"):
        return Seq("tuple", middle=indices())
    return merged(call.x, call.array("input"), call.array("other"))


@operation("Tensor.where(condition, other=None)")
def where_method(call: Call) -> Value:
    return merged(call.array("condition"), call.x, call.array("other"))


def written_into(x: Numeric, source: Numeric) -> Numeric:
    """The elements of x, some of them replaced by others, which take its type."""
    return hull(x, converted(source, x.dtype)).cast(x.dtype)


@operation(*both("masked_fill", "mask, value"))
def masked_fill(call: Call) -> Numeric:
    value = converted(call.array("value"), call.x.dtype)
    return merged(call.array("mask"), value, call.x).cast(call.x.dtype)


def writing(*names: str) -> Transfer:
    """A transfer that overwrites some elements by those of an argument."""

    def transfer(call: Call) -> Numeric:
        name = next((n for n in names if not call.is_none(n)), names[0])
        if not call.is_none("reduce") or call.flag("accumulate"):
            return call.x.map(lambda r: Interval.TOP)
        return written_into(call.x, call.array(name))

    return transfer


operation(*both("masked_scatter", "mask, source"))(writing("source"))
operation(*both("index_copy", "dim, index, source"))(writing("source"))
operation(*both("index_fill", "dim, index, value"))(writing("value"))
operation(*both("scatter", "dim, index, src=None, value=None, *, reduce=None"))(writing("src", "value"))
operation(*both("index_put", "indices, values, accumulate=False"))(writing("values"))
operation(*both("put", "index, source, accumulate=False"))(writing("source"))
operation(*both("slice_scatter", "src, dim=0, start=None, end=None, step=1"))(writing("src"))
operation(*both("select_scatter", "src, dim, index"))(writing("src"))
operation(*both("diagonal_scatter", "src, offset=0, dim1=0, dim2=1"))(writing("src"))
operation("Tensor.fill_diagonal_(fill_value, wrap=False)")(writing("fill_value"))


def accumulating(name: str) -> Transfer:
    """A transfer that adds elements of an argument to some elements any number of times."""
    return lambda call: pairwise(call.x, call.array(name), lambda x, y: x.join(x + total(y)))


operation(*both("scatter_add", "dim, index, src"))(accumulating("src"))
operation(*both("index_add", "dim, index, source, *, alpha=1"))(
    lambda call: pairwise(call.x, scaled(call.array("source"), call.arg("alpha")), lambda x, y: x.join(x + total(y)))
)
operation(*both("scatter_reduce", "dim, index, src, reduce, *, include_self=True"))(
    lambda call: call.x.map(lambda r: Interval.TOP)
)
