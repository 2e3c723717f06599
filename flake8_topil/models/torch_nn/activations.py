"""Functions of each element on its own, and normalisation by a bound."""

from __future__ import annotations

import math

from flake8_topil.analysis.interval import INF, Interval
from flake8_topil.analysis.values import Dtype, Numeric
from flake8_topil.models.registry import Call
from flake8_topil.models.torch.common import (
    POSITIVE,
    dipping,
    floating,
    floats,
    hull,
    operation,
    rising,
    tensor,
    with_zero,
)
from flake8_topil.models.torch.elementwise import sigmoid, tanh
from flake8_topil.models.torch.limits import limited
from flake8_topil.models.torch_nn.common import at, layer, setting

_FAR = 700.0
_SELU_SCALE = 1.0507009873554805
_SELU_ALPHA = 1.6732632423543772


def _silu(v: float) -> float:
    return 0.0 if v < -_FAR else v if v > _FAR else v / (1 + math.exp(-v))


def _gelu(v: float) -> float:
    return 0.0 if v < -_FAR else 0.5 * v * math.erfc(-v / math.sqrt(2))


def _gelu_by_tanh(v: float) -> float:
    if abs(v) > _FAR:
        return max(v, 0.0)
    return 0.5 * v * (1 + math.tanh(math.sqrt(2 / math.pi) * (v + 0.044715 * v**3)))


def _mish(v: float) -> float:
    return 0.0 if v < -_FAR else v if v > _FAR else v * math.tanh(math.log1p(math.exp(v)))


def _hard_swish(v: float) -> float:
    return 0.0 if v <= -3 else v if v >= 3 else v * (v + 3) / 6


def _softplus(v: float) -> float:
    return v if v > _FAR else math.log1p(math.exp(v))


def _softsign(v: float) -> float:
    return math.copysign(1.0, v) if math.isinf(v) else v / (1 + abs(v))


def _tanh_shrink(v: float) -> float:
    return v - math.tanh(v)


silu = dipping(_silu, -1.2784645, -0.2784646)
gelu = dipping(_gelu, -0.7517916, -0.1699713)
_gelu_tanh = dipping(_gelu_by_tanh, -0.7524614, -0.1700411)

for _name, _module, _range in (
    ("sigmoid", "Sigmoid()", sigmoid),
    ("tanh", "Tanh()", tanh),
    ("hardsigmoid", "Hardsigmoid(inplace=False)", rising(lambda v: min(max(v / 6 + 0.5, 0.0), 1.0))),
    ("logsigmoid", "LogSigmoid()", rising(lambda v: -_softplus(-v))),
    ("softsign", "Softsign()", rising(_softsign)),
    ("tanhshrink", "Tanhshrink()", rising(_tanh_shrink)),
    ("silu", "SiLU(inplace=False)", silu),
    ("mish", "Mish(inplace=False)", dipping(_mish, -1.1924556, -0.3088502)),
    ("hardswish", "Hardswish(inplace=False)", dipping(_hard_swish, -1.5, -0.375)),
):
    _settings = "input, inplace=False" if "inplace" in _module else "input"
    operation(f"torch.nn.functional.{_name}({_settings})", f"torch.nn.{_module}(input)")(floating(_range))


@operation(*layer("gelu", "GELU", "approximate='none'"))
def gelu_(call: Call) -> Numeric:
    """The exact function, or the one by tanh, which differs from it by up to 5e-4."""
    functions = {"none": [gelu], "tanh": [_gelu_tanh]}.get(call.text("approximate") or "", [gelu, _gelu_tanh])
    return hull(*(call.x.map(function) for function in functions))


@operation(*layer("hardtanh", "Hardtanh", "min_val=-1.0, max_val=1.0, inplace=False"))
def hardtanh(call: Call) -> Numeric:
    return limited(call.x, call.array("min_val"), call.array("max_val"))


@operation(*layer("relu6", "ReLU6", "inplace=False"))
def relu6(call: Call) -> Numeric:
    return limited(call.x, Numeric.number(0), Numeric.number(6))


@operation(
    *layer("threshold", "Threshold", "threshold, value, inplace=False"), "torch.threshold(input, threshold, value)"
)
def threshold(call: Call) -> Numeric:
    """What is above the threshold stays, all else becomes `value`."""
    limit = setting(call, "threshold")
    kept = call.x.map(lambda r: r.meet(Interval(limit.lo, INF)))
    return kept if call.x.range.lo > limit.hi else hull(kept, call.array("value")).cast(call.x.dtype)


def leaking(range_: Interval, slope: Interval) -> Interval:
    """Negative numbers times a slope."""
    return range_.meet(POSITIVE).join(range_.meet(-POSITIVE) * slope)


@operation(*layer("leaky_relu", "LeakyReLU", "negative_slope=0.01, inplace=False"))
def leaky_relu(call: Call) -> Numeric:
    slope = setting(call, "negative_slope")
    return call.x.map(lambda r: leaking(r, slope))


@operation(
    "torch.nn.functional.rrelu(input, lower=0.125, upper=0.3333333333333333, training=False, inplace=False)",
    "torch.nn.RReLU(lower=0.125, upper=0.3333333333333333, inplace=False)(input)",
    "torch.rrelu(input, lower=0.125, upper=0.3333333333333333, training=False)",
)
def rrelu(call: Call) -> Numeric:
    slope = setting(call, "lower").join(setting(call, "upper"))
    return call.x.map(lambda r: leaking(r, slope))


@operation(
    "torch.nn.functional.prelu(input, weight)",
    "torch.prelu(input, weight)",
    "Tensor.prelu(weight)",
    "torch.nn.PReLU(num_parameters=1, init=0.25, device=None, dtype=None)(input)",
)
def prelu(call: Call) -> Numeric:
    """The slope is a parameter that training changes."""
    slope = setting(call, "weight")
    return call.x.map(lambda r: leaking(r, slope))


def _exponential(range_: Interval, alpha: Interval, scale: Interval) -> Interval:
    """scale * (x if x > 0 else alpha * (exp(x) - 1))"""
    negative = range_.meet(-POSITIVE).monotone(math.expm1) * alpha
    return range_.meet(POSITIVE).join(negative) * scale


@operation(*layer("elu", "ELU", "alpha=1.0, inplace=False"))
def elu(call: Call) -> Numeric:
    alpha = setting(call, "alpha")
    return call.x.map(lambda r: _exponential(r, alpha, at(1.0)))


@operation(*layer("celu", "CELU", "alpha=1.0, inplace=False"), "torch.celu(input, alpha=1.0)")
def celu(call: Call) -> Numeric:
    """Not below -alpha, for a positive alpha."""
    alpha = call.number("alpha")
    if alpha is None or alpha <= 0:
        return call.x.map(lambda r: Interval(-INF, max(r.hi, 0.0)))
    return call.x.map(rising(lambda v: v if v > 0 else alpha * math.expm1(v / alpha)))


@operation(*layer("selu", "SELU", "inplace=False"), "torch.selu(input)")
def selu(call: Call) -> Numeric:
    return call.x.map(lambda r: _exponential(r, at(_SELU_ALPHA), at(_SELU_SCALE)))


@operation(*layer("softplus", "Softplus", "beta=1.0, threshold=20.0"))
def softplus(call: Call) -> Numeric:
    """log(1 + exp(beta * x)) / beta, and x itself above the threshold, which can lower it by log(2) / beta."""
    beta, limit = call.number("beta"), call.number("threshold")
    if beta is None or beta <= 0:
        return call.x.map(lambda r: Interval.TOP)
    upper = rising(lambda v: _softplus(beta * v) / beta)
    if limit is not None and limit >= 20:
        return call.x.map(upper)
    return call.x.map(lambda r: Interval(max(r.lo, 0.0), upper(r).hi))


@operation(*layer("softshrink", "Softshrink", "lambd=0.5"))
def softshrink(call: Call) -> Numeric:
    lambd = call.number("lambd")
    if lambd is None:
        return with_zero(call.x)
    return call.x.map(rising(lambda v: max(v - lambd, 0.0) + min(v + lambd, 0.0)))


operation(
    *layer("hardshrink", "Hardshrink", "lambd=0.5"),
    "torch.hardshrink(input, lambd=0.5)",
    "Tensor.hardshrink(lambd=0.5)",
)(lambda call: with_zero(call.x))
operation(*layer("glu", "GLU", "dim=-1"))(lambda call: call.x.map(lambda r: r * Interval.UNIT))


@operation("torch.nn.functional.normalize(input, p=2.0, dim=1, eps=1e-12)")
def normalize(call: Call) -> Numeric:
    """Divided by its norm, which no element exceeds."""
    p = call.number("p")
    if p is None or p <= 0:
        return call.unbounded()
    return floats(call.certain(-1.0 if call.x.range.lo < 0 else 0.0, 1.0 if call.x.range.hi > 0 else 0.0))


@operation(*layer("local_response_norm", "LocalResponseNorm", "size, alpha=0.0001, beta=0.75, k=1.0"))
def local_response_norm(call: Call) -> Numeric:
    """Divided by (k + alpha * a mean of squares) ** beta, which is at least 1 for such settings."""
    settings = [call.number(name) for name in ("k", "alpha", "beta")]
    if any(s is None or s < least for s, least in zip(settings, (1, 0, 0), strict=True)):
        return call.unbounded()
    return with_zero(call.x)


operation(
    "torch.nn.functional.cosine_similarity(x1, x2, dim=1, eps=1e-08)",
    "torch.cosine_similarity(x1, x2, dim=1, eps=1e-08)",
)(lambda call: floats(call.certain(-1.0, 1.0)))
operation("torch.nn.CosineSimilarity(dim=1, eps=1e-08)(x1, x2)")(lambda call: floats(call.certain(-1.0, 1.0)))
operation(
    "torch.nn.functional.pairwise_distance(x1, x2, p=2.0, eps=1e-06, keepdim=False)",
    "torch.nn.PairwiseDistance(p=2.0, eps=1e-06, keepdim=False)(x1, x2)",
    "torch.nn.functional.pdist(input, p=2.0)",
)(lambda call: floats(call.certain(0.0, INF)))
operation("torch.nn.functional.one_hot(tensor, num_classes=-1)")(lambda call: tensor(Interval.UNIT, Dtype.INT))
