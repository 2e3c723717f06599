"""Registration of torch operations, and the building blocks of their transfer functions."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace

from flake8_topil.analysis.interval import INF, Interval
from flake8_topil.analysis.polynomial import Polynomial
from flake8_topil.analysis.values import Dtype, Kind, Numeric, Seq, Value, badness
from flake8_topil.models.dtypes import promote
from flake8_topil.models.registry import Call, Transfer, register

RangeFunction = Callable[[Interval], Interval]

POSITIVE = Interval(0.0, INF)
SIGNED_UNIT = Interval(-1.0, 1.0)
NOUGHT = Interval(0.0, 0.0)
_FLOAT_LIMIT = 3.4e38

_ELSEWHERE = """
    T mT all any argmax argmin argsort clip conj cumprod cumsum data diagonal dot flatten imag max mean min nonzero prod
    put ravel real repeat reshape round sort squeeze std sum swapaxes take trace transpose var view cpu cuda xpu to
    type requires_grad_ split
"""
_SHARED_METHODS = frozenset(_ELSEWHERE.split())
"""Methods that ndarrays, images or modules have as well: the result of one says nothing about what its receiver is."""


def operation(*signatures: str, unchecked: str = "") -> Callable[[Transfer], Transfer]:
    """Register an operation whose result is a tensor, or a tuple of tensors."""

    def decorate(transfer: Transfer) -> Transfer:
        register(lambda call: _as_tensor(call, transfer(call)), *signatures, unchecked=unchecked)
        return transfer

    return decorate


def table(rows: dict[str, Transfer]) -> None:
    """Register one transfer function a signature."""
    for signature, transfer in rows.items():
        operation(signature)(transfer)


def both(names: str, parameters: str = "") -> tuple[str, ...]:
    """The signatures of operations that are a torch function and a tensor method with the same parameters."""
    with_input = f"input, {parameters}" if parameters else "input"
    return tuple(s for n in names.split() for s in (f"torch.{n}({with_input})", f"Tensor.{n}({parameters})"))


def _as_tensor(call: Call, value: Value) -> Value:
    if isinstance(value, Seq):
        middle = None if value.middle is None else _as_tensor(call, value.middle)
        return replace(value, head=tuple(_as_tensor(call, v) for v in value.head), middle=middle)
    if not isinstance(value, Numeric) or value.kind is Kind.TENSOR:
        return value
    namespace, _, method = call.name.partition(".")
    if namespace == "Tensor" and method in _SHARED_METHODS and call.x.kind is not Kind.TENSOR:
        return value
    return value.of_kind(Kind.TENSOR)


def floats(x: Numeric) -> Numeric:
    """The value as the result of an operation that gives floats whatever it gets."""
    return x if x.dtype.is_float else x.cast(Dtype.FLOAT)


def mapped(x: Numeric, function: RangeFunction) -> Numeric:
    """An elementwise function of a value; one that is bounded everywhere is evidence of its own."""
    if not function(Interval.TOP).is_bounded:
        return x.map(function)
    range_ = function(x.range)
    return x.certain(function(Interval.TOP) if range_.is_empty else range_)


def keeping(function: RangeFunction) -> Transfer:
    """A transfer that maps each element and keeps the element type."""
    return lambda call: mapped(call.x, function)


def floating(function: RangeFunction) -> Transfer:
    """A transfer that maps each element to a float; what float32 cannot hold is infinite."""
    return lambda call: floats(mapped(call.x, lambda r: _overflown(function(r))))


def _overflown(range_: Interval) -> Interval:
    return range_.monotone(lambda v: v if abs(v) < _FLOAT_LIMIT else math.copysign(INF, v))


def rising(function: Callable[[float], float], lo: float = -INF, hi: float = INF) -> RangeFunction:
    """The range of a non-decreasing function that is a number from `lo` to `hi`."""
    domain = Interval(lo, hi)
    return lambda range_: range_.meet(domain).monotone(function)


def falling(function: Callable[[float], float], lo: float = -INF, hi: float = INF) -> RangeFunction:
    """The range of a non-increasing function that is a number from `lo` to `hi`."""
    rises = rising(lambda v: -function(v), lo, hi)
    return lambda range_: -rises(range_)


def dipping(function: Callable[[float], float], at: float, least: float) -> RangeFunction:
    """The range of a function that falls to `least` at `at` and rises from there."""

    def range_of(range_: Interval) -> Interval:
        ends = range_.monotone(function)
        lo, hi = min(ends.lo, ends.hi), max(ends.lo, ends.hi)
        return range_ if range_.is_empty else Interval(least if at in range_ else lo, hi)

    return range_of


def rounding(function: Callable[[float], float]) -> RangeFunction:
    """The range of a function that rounds to whole numbers."""
    return rising(lambda v: v if math.isinf(v) else float(function(v)))


def hull(*values: Numeric) -> Numeric:
    """Elements of any of these values. The worst of them explains the result."""
    first, *others = values
    dtype, range_, seen = first, first.range, first.seen
    for other in others:
        dtype = replace(other, dtype=promote(dtype, other), kind=_wider(dtype.kind, other.kind))
        range_, seen = range_.join(other.range), seen.join(other.seen)
    return replace(max(values, key=badness).fresh(range_, seen), kind=dtype.kind, dtype=dtype.dtype)


def _wider(a: Kind, b: Kind) -> Kind:
    return b if a is Kind.NUMBER else a


def with_zero(x: Numeric) -> Numeric:
    """The elements, and zeros among them."""
    return x.map(lambda r: r.join(NOUGHT))


def pairwise(x: Numeric, y: Numeric, op: Callable[[Interval, Interval], Interval]) -> Numeric:
    """An elementwise function of two values."""
    seen = Interval.EMPTY if x.seen.is_empty or y.seen.is_empty else op(x.seen, y.seen)
    main = y if x.kind is Kind.NUMBER else x
    return replace(main.fresh(op(x.range, y.range), seen), dtype=promote(x, y))


def related(x: Numeric) -> Numeric:
    """The value with an identity, for use more than once in one formula."""
    return replace(x, poly=x.polynomial)


def constant(number: float, dtype: Dtype = Dtype.FLOAT) -> Numeric:
    """A tensor of one number."""
    at = Interval(number, number)
    return Numeric(Kind.TENSOR, dtype, at, at, poly=Polynomial.constant(number))


def tensor(range_: Interval, dtype: Dtype = Dtype.FLOAT) -> Numeric:
    return Numeric.known(Kind.TENSOR, dtype, range_)


def unknown_tensor(dtype: Dtype = Dtype.UNKNOWN) -> Numeric:
    return replace(Numeric.unknown(), kind=Kind.TENSOR, dtype=dtype)


def indices() -> Numeric:
    return tensor(POSITIVE, Dtype.INT)


def mask() -> Numeric:
    return tensor(Interval.UNIT, Dtype.BOOL)


def unbounded(call: Call) -> Numeric:
    """A result that nothing bounds, by evidence."""
    return call.unbounded()


def unbounded_tensor(call: Call) -> Numeric:
    """As `unbounded`, for functions whose first argument is no image."""
    return tensor(Interval.TOP)


def shuffled(call: Call) -> Numeric:
    return call.shuffled()


def same(call: Call) -> Value:
    """The very object that was given."""
    return call.subject


def whole(call: Call) -> Numeric:
    """The subject itself, as a tensor."""
    return call.x
