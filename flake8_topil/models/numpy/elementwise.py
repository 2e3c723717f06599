"""numpy's elementwise functions, masks, clamps and choices."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace

from flake8_topil.analysis import arithmetic
from flake8_topil.analysis.interval import INF, Interval
from flake8_topil.analysis.polynomial import Atom, Polynomial
from flake8_topil.analysis.values import (
    INTEGRAL,
    Dtype,
    Kind,
    Numeric,
    Seq,
    Value,
)
from flake8_topil.models import dtypes
from flake8_topil.models.arrays import (
    as_array,
    clipped,
    floating,
    gathered,
    joined,
    maximum,
    merged,
    minimum,
    operand,
    rounding,
)
from flake8_topil.models.numpy.common import COUNT, known, uncounted
from flake8_topil.models.registry import Call, Transfer, model, register

_IntervalMap = Callable[[Interval], Interval]


def _monotone(function: Callable[[float], float]) -> _IntervalMap:
    return lambda r: r.monotone(function)


def _rounded(function: Callable[[float], float]) -> _IntervalMap:
    return _monotone(rounding(function))


def _positive(function: Callable[[float], float]) -> _IntervalMap:
    """A monotone function that is NaN below 0."""
    return lambda r: _finite_side(r.maximum(Interval(0.0, 0.0)).monotone(function))


def _finite_side(r: Interval) -> Interval:
    """Where both bounds are one infinity nothing is known."""
    return Interval.TOP if r.lo == r.hi and math.isinf(r.lo) else r


def _within(lo: float, hi: float) -> _IntervalMap:
    return lambda r: Interval(lo, hi)


def _sign(number: float) -> float:
    return float(number > 0) - float(number < 0)


def _log1p(number: float) -> float:
    return math.log1p(number) if number > -1 else -INF


UNARY: dict[str, _IntervalMap] = {
    "sqrt": _positive(lambda v: v if math.isinf(v) else math.sqrt(v)),
    "cbrt": _monotone(lambda v: math.copysign(abs(v) ** (1 / 3), v)),
    "exp": _monotone(math.exp),
    "exp2": _monotone(lambda v: 2.0**v),
    "expm1": _monotone(math.expm1),
    "log": _positive(lambda v: math.log(v) if v > 0 else -INF),
    "log2": _positive(lambda v: math.log2(v) if v > 0 else -INF),
    "log10": _positive(lambda v: math.log10(v) if v > 0 else -INF),
    "log1p": _monotone(_log1p),
    "sin": _within(-1.0, 1.0),
    "cos": _within(-1.0, 1.0),
    "tan": _within(-INF, INF),
    "sinh": _monotone(lambda v: v if math.isinf(v) else math.copysign(math.sinh(min(abs(v), 700.0)), v)),
    "cosh": lambda r: Interval(1.0, INF),
    "tanh": _monotone(math.tanh),
    "arcsin": _within(-math.pi / 2, math.pi / 2),
    "arccos": _within(0.0, math.pi),
    "arctan": _monotone(math.atan),
    "arcsinh": _monotone(math.asinh),
    "arccosh": lambda r: COUNT,
    "degrees": _monotone(math.degrees),
    "radians": _monotone(math.radians),
    "deg2rad": _monotone(math.radians),
    "rad2deg": _monotone(math.degrees),
    "rint": _rounded(round),
    "fabs": Interval.absolute,
}
"""Functions that make floats of integers; float16 of 8-bit ones."""

TYPED: dict[str, _IntervalMap] = {
    "floor": _rounded(math.floor),
    "ceil": _rounded(math.ceil),
    "trunc": _rounded(math.trunc),
    "fix": _rounded(math.trunc),
    "sign": _monotone(_sign),
    "reciprocal": Interval.reciprocal,
}
"""Functions that keep the element type."""

_BOUNDED = frozenset({"sin", "cos", "tanh", "arcsin", "arccos", "arctan", "sign"})


def _to_float(x: Numeric) -> Numeric:
    """Floats as elementwise functions type them: float16 for 8-bit integers and masks."""
    if x.kind is not Kind.NUMBER and x.dtype in (Dtype.UINT8, Dtype.BOOL):
        return x.cast(Dtype.HALF)
    return floating(x)


def _overflowing(x: Numeric) -> Numeric:
    """What float16 cannot hold is infinite."""
    return dtypes.converted(x, Dtype.HALF) if x.dtype is Dtype.HALF else x


def into_output(transfer: Transfer) -> Transfer:
    """A function that also writes its result to the array given after its operands."""

    def writing(call: Call) -> Value:
        result = transfer(call)
        if call.rest:
            call.machine.write(call.rest[0], result)
        return result

    return writing


def unary(name: str, function: _IntervalMap) -> Transfer:
    """An elementwise function; those with bounds of their own give evidence whatever the input."""

    def transfer(call: Call) -> Numeric:
        x = operand(call)
        x = _to_float(x) if name in UNARY else x
        if name in _BOUNDED and not x.range.is_bounded:
            return x.certain(function(x.range))
        return _overflowing(x.map(function))

    return transfer


for _name, _function in (UNARY | TYPED).items():
    register(into_output(unary(_name, _function)), f"numpy.{_name}(x, *outputs, where=True, dtype=None)")


@model("numpy.sinc(x)")
def sinc(call: Call) -> Value:
    x = floating(operand(call))
    return x.certain(Interval(-0.2173, 1.0))


@model(
    "numpy.abs(x, *outputs, where=True)",
    "numpy.absolute(x, *outputs, where=True)",
)
@into_output
def absolute(call: Call) -> Value:
    return magnitude(operand(call))


def magnitude(x: Numeric) -> Numeric:
    """|x|, and that it is |x|."""
    result = x.map(Interval.absolute)
    return replace(result, poly=Polynomial.atom(Atom.absolute(x.polynomial, result.range)))


@model("numpy.square(x, *outputs, where=True, dtype=None)")
@into_output
def square(call: Call) -> Value:
    return arithmetic.multiply(operand(call), operand(call))


@model(
    "numpy.round(a, decimals=0)",
    "numpy.around(a, decimals=0)",
    "ndarray.round(decimals=0)",
)
def round_(call: Call) -> Value:
    """Rounds to a multiple of a power of ten: at most half of it away."""
    x = operand(call)
    if x.dtype in INTEGRAL:
        return x.detached()
    decimals = call.number("decimals")
    if decimals is None:
        return joined(x, x.range + Interval(-0.5, 0.5)) if call.is_none("decimals") else call.unknown()
    return x.map(_rounded(lambda v: round(v, int(decimals))))


BINARY: dict[str, Callable[[Numeric, Numeric], Numeric]] = {
    "add": arithmetic.add,
    "subtract": arithmetic.subtract,
    "multiply": arithmetic.multiply,
    "divide": arithmetic.divide,
    "true_divide": arithmetic.divide,
    "floor_divide": arithmetic.floor_divide,
    "power": arithmetic.power,
    "mod": arithmetic.modulo,
    "remainder": arithmetic.modulo,
    "maximum": maximum,
    "fmax": maximum,
    "minimum": minimum,
    "fmin": minimum,
}


def _remainder_like_c(a: Numeric, b: Numeric) -> Numeric:
    """The remainder with the sign of the dividend: no larger than either."""
    size = b.range.magnitude
    limits = Interval(-size if a.range.lo < 0 else 0.0, size if a.range.hi > 0 else 0.0)
    return merged(a, b, a.range.join(Interval(0.0, 0.0)).meet(limits), a.seen.meet(limits))


def _angle(a: Numeric, b: Numeric) -> Numeric:
    return _to_float(merged(a, b, Interval(-math.pi, math.pi), Interval(-math.pi, math.pi)))


def _hypotenuse(a: Numeric, b: Numeric) -> Numeric:
    def length(x: Interval, y: Interval) -> Interval:
        return (x.square() + y.square()).power(0.5)

    dtype = _to_float(a.cast(dtypes.promote(a, b)).of_kind(Kind.NDARRAY)).dtype
    a, b = a.cast(dtype), b.cast(dtype)
    return _overflowing(merged(a, b, length(a.range, b.range), length(a.seen, b.seen)))


def _float_power(a: Numeric, b: Numeric) -> Numeric:
    return arithmetic.power(a.cast(Dtype.FLOAT), b).cast(Dtype.FLOAT)


BINARY |= {"float_power": _float_power, "fmod": _remainder_like_c, "arctan2": _angle, "hypot": _hypotenuse}


def binary(function: Callable[[Numeric, Numeric], Numeric]) -> Transfer:
    """A transfer function of two operands, either of which may be a sequence."""
    return lambda call: function(operand(call, "x1"), operand(call, "x2"))


for _name, _operator in BINARY.items():
    register(into_output(binary(_operator)), f"numpy.{_name}(x1, x2, *outputs, where=True, dtype=None)")


@model("numpy.negative(x, *outputs, where=True)")
@into_output
def negative(call: Call) -> Value:
    return arithmetic.negate(operand(call))


@model("numpy.positive(x, *outputs, where=True)")
@into_output
def positive(call: Call) -> Value:
    return operand(call).detached()


@model("numpy.heaviside(x1, x2)")
def heaviside(call: Call) -> Value:
    return _to_float(operand(call).certain(Interval.UNIT.join(operand(call, "x2").range)))


# Masks

COMPARISONS = {
    "less": "<",
    "less_equal": "<=",
    "greater": ">",
    "greater_equal": ">=",
    "equal": "==",
    "not_equal": "!=",
}


def comparing(comparison: str) -> Transfer:
    return lambda call: arithmetic.compare(operand(call, "x1"), comparison, operand(call, "x2"))


for _name, _comparison in COMPARISONS.items():
    register(into_output(comparing(_comparison)), f"numpy.{_name}(x1, x2, *outputs, where=True)")


def mask(call: Call) -> Value:
    """A boolean array like the subject."""
    return operand(call).certain(Interval.UNIT).cast(Dtype.BOOL)


register(
    mask,
    "numpy.isnan(x)",
    "numpy.isinf(x)",
    "numpy.isfinite(x)",
    "numpy.signbit(x)",
    "numpy.isin(element, test_elements, assume_unique=False, invert=False)",
    "numpy.isclose(a, b, rtol=1e-05, atol=1e-08, equal_nan=False)",
    "numpy.logical_xor(x1, x2)",
)


@model("numpy.logical_and(x1, x2)", "numpy.logical_or(x1, x2)")
def logical(call: Call) -> Value:
    a, b = operand(call, "x1"), operand(call, "x2")
    if a.dtype is Dtype.BOOL and b.dtype is Dtype.BOOL:
        return arithmetic.bitwise(a, b, conjunction=call.name.endswith("and"))
    return mask(call)


@model("numpy.logical_not(x)")
def logical_not(call: Call) -> Value:
    x = operand(call)
    return arithmetic.invert(x) if x.dtype is Dtype.BOOL else mask(call)


@model("numpy.bitwise_and(x1, x2)", "numpy.bitwise_or(x1, x2)", "numpy.bitwise_xor(x1, x2)")
def bitwise(call: Call) -> Value:
    return arithmetic.bitwise(operand(call, "x1"), operand(call, "x2"), conjunction=call.name.endswith("and"))


@model("numpy.invert(x)", "numpy.bitwise_not(x)")
def invert(call: Call) -> Value:
    return arithmetic.invert(operand(call))


def verdict(call: Call) -> Value:
    """A truth value, or one a slice."""
    kind = Kind.NUMBER if call.is_none("axis") else Kind.NDARRAY
    return known(Dtype.BOOL, 0.0, 1.0, kind)


register(
    verdict,
    "numpy.any(a, axis=None, *, keepdims=False, where=True)",
    "numpy.all(a, axis=None, *, keepdims=False, where=True)",
    "ndarray.any(axis=None, *, keepdims=False, where=True)",
    "ndarray.all(axis=None, *, keepdims=False, where=True)",
    "numpy.allclose(a, b, rtol=1e-05, atol=1e-08, equal_nan=False)",
    "numpy.array_equal(a1, a2, equal_nan=False)",
    "numpy.isscalar(element)",
    "numpy.issubdtype(arg1, arg2)",
)

# Clamps and choices


@model("numpy.clip(a, a_min=None, a_max=None, *outputs, min=None, max=None, dtype=None)")
@into_output
def clip(call: Call) -> Value:
    lo = call.arg("min" if "min" in call.given else "a_min")
    hi = call.arg("max" if "max" in call.given else "a_max")
    return clipped(operand(call), _bound(call, lo), _bound(call, hi))


@model("ndarray.clip(min=None, max=None, *outputs, dtype=None)")
@into_output
def clip_method(call: Call) -> Value:
    return clipped(operand(call), _bound(call, call.arg("min")), _bound(call, call.arg("max")))


def _bound(call: Call, value: Value) -> Value:
    return as_array(call.machine, value) if isinstance(value, Seq) else value


@model("numpy.where(condition, x=None, y=None)")
def where(call: Call) -> Value:
    """Each element from one of the two, restricted to where the condition takes it from there."""
    if "x" not in call.given:
        return Seq("tuple", middle=uncounted())
    condition = operand(call, "condition")
    a = arithmetic.restricted(operand(call, "x"), condition, holds=True)
    b = arithmetic.restricted(operand(call, "y"), condition, holds=False)
    return merged(a, b, a.range.join(b.range), a.seen.join(b.seen)).of_kind(Kind.NDARRAY)


@model("numpy.select(condlist, choicelist, default=0)")
def select(call: Call) -> Value:
    return gathered([as_array(call.machine, call.arg("choicelist")), operand(call, "default")])


@model("numpy.interp(x, xp, fp, left=None, right=None, period=None)")
def interp(call: Call) -> Value:
    """Piecewise linear between the numbers of `fp`, and constant outside."""
    table = gathered(
        operand(call, name).cast(Dtype.FLOAT) for name in ("fp", "left", "right") if not call.is_none(name)
    )
    if table.range.is_bounded:
        table = replace(table, seen=table.range)
    return replace(table, why=None)


@model("numpy.nan_to_num(x, copy=True, nan=0.0, posinf=None, neginf=None)")
def nan_to_num(call: Call) -> Value:
    x = operand(call).of_kind(Kind.NDARRAY)
    return x.detached() if x.dtype in INTEGRAL else joined(x, operand(call, "nan").range)
