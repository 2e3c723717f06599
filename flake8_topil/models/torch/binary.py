"""Arithmetic of two or more values, element by element."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace

from flake8_topil.analysis import arithmetic
from flake8_topil.analysis.interval import Interval
from flake8_topil.analysis.values import INTEGRAL, Dtype, Numeric, Value, as_numeric
from flake8_topil.models.dtypes import promote
from flake8_topil.models.registry import Call
from flake8_topil.models.torch.common import NOUGHT, both, floats, hull, operation, pairwise, related, rising, rounding


def scaled(value: Numeric, factor: Value) -> Numeric:
    number = as_numeric(factor)
    return value if number.constant == 1 else arithmetic.multiply(number, value)


@operation(*both("add", "other, *, alpha=1"))
def add(call: Call) -> Numeric:
    return arithmetic.add(call.x, scaled(call.array("other"), call.arg("alpha")))


@operation(*both("sub subtract", "other, *, alpha=1"))
def subtract(call: Call) -> Numeric:
    return arithmetic.subtract(call.x, scaled(call.array("other"), call.arg("alpha")))


@operation("torch.rsub(input, other, *, alpha=1)")
def reversed_subtract(call: Call) -> Numeric:
    return arithmetic.subtract(call.array("other"), scaled(call.x, call.arg("alpha")))


@operation(*both("mul multiply", "other"))
def multiply(call: Call) -> Numeric:
    return arithmetic.multiply(call.x, call.array("other"))


@operation(*both("div divide", "other, *, rounding_mode=None"))
def divide(call: Call) -> Numeric:
    return _divided(call, None if call.is_none("rounding_mode") else call.text("rounding_mode") or "")


@operation(*both("true_divide", "other"))
def true_divide(call: Call) -> Numeric:
    return _divided(call, None)


@operation(*both("floor_divide", "other"))
def floor_divide(call: Call) -> Numeric:
    return _divided(call, "floor")


def _divided(call: Call, mode: str | None) -> Numeric:
    x, y = call.x, call.array("other")
    quotient = arithmetic.divide(x, y)
    if mode is None:
        return quotient
    if mode not in ("floor", "trunc"):
        return call.unknown()
    whole = rounding(math.floor if mode == "floor" else math.trunc)
    return quotient.map(whole).cast(promote(x, y))


@operation(*both("pow", "exponent"))
def power(call: Call) -> Numeric:
    x, exponent = call.x, call.array("exponent")
    base = x.constant
    if base is not None and base >= 1 and exponent.constant is None:
        return pairwise(x, exponent, lambda _, r: r.monotone(lambda v: base**v))
    return arithmetic.power(x, exponent)


@operation(*both("float_power", "exponent"))
def float_power(call: Call) -> Numeric:
    return arithmetic.power(floats(call.x), call.array("exponent")).cast(Dtype.FLOAT)


@operation(*both("remainder", "other"))
def remainder(call: Call) -> Numeric:
    """Modulo with the sign of the divisor. Closed at the divisor: -1e-9 % 1 is 1 in float32."""
    x, y = call.x, call.array("other")
    if x.range.lo >= 0 and x.range.hi < y.range.lo:
        return pairwise(x, y, lambda r, _: r)
    range_ = Interval(min(y.range.lo, 0.0), max(y.range.hi, 0.0))
    step = 1.0 if promote(x, y) in INTEGRAL else 0.0
    range_ = Interval(min(range_.lo + step, 0.0), max(range_.hi - step, 0.0))
    return _by_divisor(x, y, range_)


@operation(*both("fmod", "other"))
def fmod(call: Call) -> Numeric:
    """Modulo with the sign of the dividend."""
    x, y = call.x, call.array("other")
    most = y.range.magnitude
    return _by_divisor(x, y, x.range.join(NOUGHT).meet(Interval(-most, most)))


def _by_divisor(x: Numeric, y: Numeric, range_: Interval) -> Numeric:
    result = pairwise(x, y, lambda *_: range_)
    return replace(result, seen=range_, why=None) if range_.is_bounded and not y.seen.is_empty else result


@operation(*both("addcmul", "tensor1, tensor2, *, value=1"))
def addcmul(call: Call) -> Numeric:
    product = arithmetic.multiply(call.array("tensor1"), call.array("tensor2"))
    return arithmetic.add(call.x, scaled(product, call.arg("value")))


@operation(*both("addcdiv", "tensor1, tensor2, *, value=1"))
def addcdiv(call: Call) -> Numeric:
    quotient = arithmetic.divide(call.array("tensor1"), call.array("tensor2"))
    return arithmetic.add(call.x, scaled(quotient, call.arg("value")))


@operation(*both("lerp", "end, weight"))
def lerp(call: Call) -> Numeric:
    """x + w * (y - x): within both ends while the weight is in [0, 1]."""
    x, end = related(call.x), related(call.array("end"))
    return arithmetic.add(x, arithmetic.multiply(related(call.array("weight")), arithmetic.subtract(end, x)))


@operation(*both("atan2 arctan2", "other"))
def atan2(call: Call) -> Numeric:
    return floats(call.certain(-math.pi, math.pi))


def _hypot(x: Interval, y: Interval) -> Interval:
    x, y = x.absolute(), y.absolute()
    return Interval.EMPTY if x.is_empty or y.is_empty else Interval(math.hypot(x.lo, y.lo), math.hypot(x.hi, y.hi))


def _logaddexp(x: Interval, y: Interval) -> Interval:
    return x.maximum(y).join(x.maximum(y) + Interval(math.log(2), math.log(2)))


_PAIRWISE: dict[str, Callable[[Interval, Interval], Interval]] = {
    "hypot": _hypot,
    "logaddexp": _logaddexp,
    "logaddexp2": lambda x, y: x.maximum(y).join(x.maximum(y) + Interval.UNIT),
    "copysign": lambda x, y: Interval(-x.magnitude, x.magnitude),
    "xlogy": lambda x, y: x * rising(math.log, 0.0)(y).join(NOUGHT),
}
for _name, _op in _PAIRWISE.items():
    operation(*both(_name, "other"))(
        lambda call, op=_op: floats(pairwise(call.x, call.array("other"), op))  # type: ignore[misc]
    )


@operation(*both("heaviside", "values"))
def heaviside(call: Call) -> Numeric:
    """0 below zero, 1 above, and `values` at zero."""
    values = call.array("values")
    return hull(call.x.certain(Interval.UNIT), values).cast(call.x.dtype)


@operation(*both("outer kron ger", "other"))
def outer(call: Call) -> Numeric:
    return pairwise(call.x, call.array("other"), Interval.__mul__)
