"""Functions of each element on its own."""

from __future__ import annotations

import math
from dataclasses import replace

from flake8_topil.analysis import arithmetic
from flake8_topil.analysis.interval import INF, Interval
from flake8_topil.analysis.polynomial import Atom, Polynomial
from flake8_topil.analysis.values import Numeric
from flake8_topil.models.registry import Call
from flake8_topil.models.torch.common import (
    POSITIVE,
    SIGNED_UNIT,
    RangeFunction,
    both,
    falling,
    floating,
    floats,
    hull,
    keeping,
    mapped,
    operation,
    related,
    rising,
    rounding,
)


def _logistic(v: float) -> float:
    return 1 / (1 + math.exp(-v)) if v > -700 else 0.0


def _sinh(v: float) -> float:
    return math.sinh(v) if abs(v) < 700 else math.copysign(INF, v)


def _sinc(range_: Interval) -> Interval:
    return range_ if range_.is_empty else Interval(-0.21724, 1.0)


def cosine(range_: Interval) -> Interval:
    """The range of cos: full, unless the argument stays within one turn and misses a crest or a trough."""
    turn = 2 * math.pi
    if range_.is_empty:
        return range_
    if not range_.width < turn or range_.magnitude > 1e6:
        return SIGNED_UNIT
    ends = sorted((math.cos(range_.lo), math.cos(range_.hi)))

    def reaches(angle: float) -> bool:
        return math.ceil((range_.lo - angle) / turn) * turn + angle <= range_.hi

    return Interval(-1.0 if reaches(math.pi) else ends[0], 1.0 if reaches(0.0) else ends[1])


def _sine(range_: Interval) -> Interval:
    return cosine(range_ - Interval(math.pi / 2, math.pi / 2))


def _tangent(range_: Interval) -> Interval:
    return range_.monotone(math.tan) if range_.magnitude < 1.57 else Interval.TOP


def _cosh(range_: Interval) -> Interval:
    return rising(lambda v: -INF if math.isnan(v) else math.cosh(v))(range_.absolute())


def fraction(range_: Interval) -> Interval:
    """The part after the point: it has the sign of the number."""
    if range_.is_empty or range_.within(SIGNED_UNIT):
        return range_
    return Interval(-1.0 if range_.lo < 0 else 0.0, 1.0 if range_.hi > 0 else 0.0)


def _logit(v: float) -> float:
    return INF if v >= 1 else -INF if v <= 0 else math.log(v / (1 - v))


sigmoid = rising(_logistic)
tanh = rising(math.tanh)
relu = rising(lambda v: max(v, 0.0))

_TO_FLOAT: dict[str, RangeFunction] = {
    "sigmoid": sigmoid,
    "tanh": tanh,
    "erf": rising(math.erf),
    "erfc": falling(math.erfc),
    "erfinv": lambda r: Interval.TOP,
    "exp": rising(math.exp),
    "exp2": rising(lambda v: 2.0**v),
    "expm1": rising(math.expm1),
    "log": rising(math.log, 0.0),
    "log2": rising(math.log2, 0.0),
    "log10": rising(math.log10, 0.0),
    "log1p": rising(math.log1p, -1.0),
    "sqrt": rising(math.sqrt, 0.0),
    "rsqrt": lambda r: r.meet(POSITIVE).power(-0.5),
    "sin": _sine,
    "cos": cosine,
    "tan": _tangent,
    "asin arcsin": rising(math.asin, -1.0, 1.0),
    "acos arccos": falling(math.acos, -1.0, 1.0),
    "atan arctan": rising(math.atan),
    "sinh": rising(_sinh),
    "cosh": _cosh,
    "asinh arcsinh": rising(math.asinh),
    "acosh arccosh": rising(lambda v: v if math.isinf(v) else math.acosh(v), 1.0),
    "atanh arctanh": rising(lambda v: math.copysign(INF, v) if abs(v) == 1 else math.atanh(v), -1.0, 1.0),
    "sinc": _sinc,
    "i0": lambda r: r if r.is_empty else Interval(1.0, INF),
    "lgamma digamma polygamma": lambda r: Interval.TOP,
    "deg2rad": rising(math.radians),
    "rad2deg": rising(math.degrees),
    "angle": lambda r: r if r.is_empty else Interval(0.0, math.pi if r.lo < 0 else 0.0),
}
_KEEPING: dict[str, RangeFunction] = {
    "floor": rounding(math.floor),
    "ceil": rounding(math.ceil),
    "trunc fix": rounding(math.trunc),
    "sign sgn": rising(lambda v: math.copysign(1.0, v) if v else 0.0),
    "frac": fraction,
}
_SPECIAL = {
    "expit": "sigmoid",
    "erf": "erf",
    "erfc": "erfc",
    "erfinv": "erfinv",
    "exp2": "exp2",
    "expm1": "expm1",
    "log1p": "log1p",
    "sinc": "sinc",
    "i0": "i0",
    "gammaln": "lgamma digamma polygamma",
    "psi": "lgamma digamma polygamma",
    "digamma": "lgamma digamma polygamma",
}

for _names, _function in _TO_FLOAT.items():
    if "polygamma" not in _names:
        operation(*both(_names))(floating(_function))
for _names, _function in _KEEPING.items():
    operation(*both(_names))(keeping(_function))
for _name, _key in _SPECIAL.items():
    operation(f"torch.special.{_name}(input)")(floating(_TO_FLOAT[_key]))
operation(*both("lgamma digamma"))(floating(_TO_FLOAT["lgamma digamma polygamma"]))


@operation(*both("round", "decimals=0"), "torch.special.round(input, decimals=0)")
def round_(call: Call) -> Numeric:
    """Rounding to a whole number, or to `decimals` places."""
    decimals = call.number("decimals")
    if decimals is None:
        return call.x.map(lambda r: r + Interval(-INF, INF))
    places = int(decimals)
    return mapped(call.x, rounding(round) if not places else rising(lambda v: round(v, places)))


@operation(*both("logit", "eps=None"), "torch.special.logit(input, eps=None)")
def logit(call: Call) -> Numeric:
    """The inverse of the sigmoid, of a value clamped to [eps, 1 - eps] where eps is given."""
    eps = call.number("eps")
    limits = Interval(0.0, 1.0) if eps is None or eps > 0.5 else Interval(eps, 1 - eps)
    at = Interval(limits.lo, limits.lo), Interval(limits.hi, limits.hi)
    return floats(call.x.map(lambda r: r.clamp(*at).monotone(_logit)))


@operation(*both("abs absolute"))
def absolute(call: Call) -> Numeric:
    """|x|, which is not below x and not below -x."""
    x = related(call.x)
    result = x.map(Interval.absolute)
    return replace(result, poly=Polynomial.atom(Atom.absolute(x.polynomial, result.range)))


@operation(*both("square"))
def square(call: Call) -> Numeric:
    x = related(call.x)
    return arithmetic.multiply(x, x)


@operation(*both("neg negative"))
def negate(call: Call) -> Numeric:
    return arithmetic.negate(call.x)


@operation(*both("reciprocal"))
def reciprocal(call: Call) -> Numeric:
    return floats(arithmetic.divide(Numeric.number(1.0), call.x))


@operation(*both("nan_to_num", "nan=0.0, posinf=None, neginf=None"))
def nan_to_num(call: Call) -> Numeric:
    """Finite values stay; what is not one becomes a number of the caller's."""
    x = call.x
    replacements = [call.array("nan")] if not call.is_none("nan") else []
    replacements += [call.array("posinf")] if x.range.hi == INF and not call.is_none("posinf") else []
    replacements += [call.array("neginf")] if x.range.lo == -INF and not call.is_none("neginf") else []
    inside = all(r.constant is not None and r.constant in x.range for r in replacements)
    return x.detached() if inside else hull(x, *replacements).cast(x.dtype)


@operation(*both("positive conj resolve_conj resolve_neg"), *both("conj_physical"))
def unchanged(call: Call) -> Numeric:
    return call.shared()
