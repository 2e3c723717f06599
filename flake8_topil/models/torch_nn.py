"""torch.nn and torch.nn.functional: what layers and their functions do to a range."""

from __future__ import annotations

import math
from dataclasses import replace

from flake8_topil.analysis import arithmetic
from flake8_topil.analysis.interval import INF, Interval
from flake8_topil.analysis.values import NONE, Dict, Dtype, Numeric, Seq, Value, as_numeric
from flake8_topil.models.registry import Call, Machine, Transfer, model, register
from flake8_topil.models.torch import (
    NOUGHT,
    POSITIVE,
    SIGNED_UNIT,
    RangeFunction,
    dipping,
    floating,
    floats,
    hull,
    indices,
    limited,
    mapped,
    operation,
    rising,
    same,
    shuffled,
    sigmoid,
    table,
    tanh,
    tensor,
    total,
    unbounded,
    unbounded_tensor,
    view,
    view_or_copy,
    with_indices,
    with_zero,
)

_DIMENSIONS = ("1d", "2d", "3d")


def layer(function: str, module: str, parameters: str = "") -> tuple[str, str]:
    """The signatures of an operation that is a function and a layer with the same parameters."""
    with_input = f"input, {parameters}" if parameters else "input"
    return f"torch.nn.functional.{function}({with_input})", f"torch.nn.{module}({parameters})(input)"


def _fixed(range_: Interval) -> Interval:
    """The range itself, where a setting is known; nothing else may use it."""
    return range_


def _setting(call: Call, name: str) -> Interval:
    return as_numeric(call.arg(name)).range


# Activations

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


@operation(*layer("threshold", "Threshold", "threshold, value, inplace=False"), "torch.threshold(input, threshold, value)")
def threshold(call: Call) -> Numeric:
    """What is above the threshold stays, all else becomes `value`."""
    limit = _setting(call, "threshold")
    kept = call.x.map(lambda r: r.meet(Interval(limit.lo, INF)))
    return kept if call.x.range.lo > limit.hi else hull(kept, call.array("value")).cast(call.x.dtype)


def leaking(range_: Interval, slope: Interval) -> Interval:
    """Negative numbers times a slope."""
    return range_.meet(POSITIVE).join(range_.meet(-POSITIVE) * slope)


@operation(*layer("leaky_relu", "LeakyReLU", "negative_slope=0.01, inplace=False"))
def leaky_relu(call: Call) -> Numeric:
    slope = _setting(call, "negative_slope")
    return call.x.map(lambda r: leaking(r, slope))


@operation(
    "torch.nn.functional.rrelu(input, lower=0.125, upper=0.3333333333333333, training=False, inplace=False)",
    "torch.nn.RReLU(lower=0.125, upper=0.3333333333333333, inplace=False)(input)",
    "torch.rrelu(input, lower=0.125, upper=0.3333333333333333, training=False)",
)
def rrelu(call: Call) -> Numeric:
    slope = _setting(call, "lower").join(_setting(call, "upper"))
    return call.x.map(lambda r: leaking(r, slope))


@operation(
    "torch.nn.functional.prelu(input, weight)",
    "torch.prelu(input, weight)",
    "Tensor.prelu(weight)",
    "torch.nn.PReLU(num_parameters=1, init=0.25, device=None, dtype=None)(input)",
)
def prelu(call: Call) -> Numeric:
    """The slope is a parameter that training changes."""
    slope = _setting(call, "weight")
    return call.x.map(lambda r: leaking(r, slope))


def _exponential(range_: Interval, alpha: Interval, scale: Interval) -> Interval:
    """scale * (x if x > 0 else alpha * (exp(x) - 1))"""
    negative = range_.meet(-POSITIVE).monotone(math.expm1) * alpha
    return range_.meet(POSITIVE).join(negative) * scale


def _one(number: float) -> Interval:
    return Interval(number, number)


@operation(*layer("elu", "ELU", "alpha=1.0, inplace=False"))
def elu(call: Call) -> Numeric:
    alpha = _setting(call, "alpha")
    return call.x.map(lambda r: _exponential(r, alpha, _one(1.0)))


@operation(*layer("celu", "CELU", "alpha=1.0, inplace=False"), "torch.celu(input, alpha=1.0)")
def celu(call: Call) -> Numeric:
    """Not below -alpha, for a positive alpha."""
    alpha = call.number("alpha")
    if alpha is None or alpha <= 0:
        return call.x.map(lambda r: Interval(-INF, max(r.hi, 0.0)))
    return call.x.map(rising(lambda v: v if v > 0 else alpha * math.expm1(v / alpha)))


@operation(*layer("selu", "SELU", "inplace=False"), "torch.selu(input)")
def selu(call: Call) -> Numeric:
    return call.x.map(lambda r: _exponential(r, _one(_SELU_ALPHA), _one(_SELU_SCALE)))


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


operation(*layer("hardshrink", "Hardshrink", "lambd=0.5"), "torch.hardshrink(input, lambd=0.5)", "Tensor.hardshrink(lambd=0.5)")(
    lambda call: with_zero(call.x)
)
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


operation("torch.nn.functional.cosine_similarity(x1, x2, dim=1, eps=1e-08)", "torch.cosine_similarity(x1, x2, dim=1, eps=1e-08)")(
    lambda call: floats(call.certain(-1.0, 1.0))
)
operation("torch.nn.CosineSimilarity(dim=1, eps=1e-08)(x1, x2)")(lambda call: floats(call.certain(-1.0, 1.0)))
operation(
    "torch.nn.functional.pairwise_distance(x1, x2, p=2.0, eps=1e-06, keepdim=False)",
    "torch.nn.PairwiseDistance(p=2.0, eps=1e-06, keepdim=False)(x1, x2)",
    "torch.nn.functional.pdist(input, p=2.0)",
)(lambda call: floats(call.certain(0.0, INF)))
operation("torch.nn.functional.one_hot(tensor, num_classes=-1)")(lambda call: tensor(Interval.UNIT, Dtype.INT))


# Dropout


def _dropped(x: Numeric, rate: Interval) -> Numeric:
    """Some elements zero, the others divided by 1 - p."""
    factor = (_one(1.0) - rate.meet(Interval.UNIT)).reciprocal() if rate.hi < 1 else Interval(1.0, INF)
    return x.map(lambda r: (r * factor).join(NOUGHT))


def dropout(call: Call) -> Numeric:
    """In training, which is the default of the functions and of a new layer; eval() makes it the identity."""
    trained = True if call.is_none("training") else call.flag("training")
    if trained is False or call.number("p") == 0:
        return call.x
    dropped = _dropped(call.x, _setting(call, "p"))
    return dropped if trained else hull(call.x, dropped)


for _dimension in ("", *_DIMENSIONS):
    operation(f"torch.nn.functional.dropout{_dimension}(input, p=0.5, training=True, inplace=False)")(dropout)
    operation(f"torch.nn.Dropout{_dimension}(p=0.5, inplace=False)(input)")(dropout)
operation("torch.dropout(input, p, train)")(lambda call: _dropped(call.x, _setting(call, "p")) if call.flag("train") is not False else call.x)


def _alpha_dropout(call: Call) -> Numeric:
    """Some elements set to a negative number, then all scaled and moved to keep mean and variance."""
    if call.flag("training") is False and not call.is_none("training"):
        return call.x
    return call.x.map(lambda r: Interval.TOP)


for _name, _module in (("alpha_dropout", "AlphaDropout"), ("feature_alpha_dropout", "FeatureAlphaDropout")):
    operation(f"torch.nn.functional.{_name}(input, p=0.5, training=False, inplace=False)")(_alpha_dropout)
    operation(f"torch.nn.{_module}(p=0.5, inplace=False)(input)")(_alpha_dropout)


# Pooling


def _all_zero(call: Call, name: str) -> bool:
    numbers = call.numbers(name)
    return numbers is not None and not any(numbers)


def average_pool(call: Call) -> Numeric:
    """A mean of each window; zeros of the padding count, unless told otherwise."""
    x = call.x
    if not call.is_none("divisor_override"):
        return _summed_pool(call)
    padded = not _all_zero(call, "padding") and call.flag("count_include_pad") is not False
    return with_zero(x) if padded else x.fresh(x.range, x.seen)


def _summed_pool(call: Call) -> Numeric:
    """Sums of windows over a divisor of the caller's."""
    divisor, kernel = call.number("divisor_override"), call.numbers("kernel_size")
    if divisor is None or divisor <= 0 or kernel is None:
        return call.x.map(lambda r: total(r) if divisor and divisor > 0 else Interval.TOP)
    size = kernel[0] ** int(_dimensions_of(call)) if len(kernel) == 1 else math.prod(kernel)
    return call.x.map(lambda r: (r * Interval(0.0, size / divisor)).join(NOUGHT))


def _dimensions_of(call: Call) -> str:
    return call.name[-2]


def max_pool(call: Call) -> Value:
    """The largest of each window; padding never wins."""
    return with_indices(call) if call.flag("return_indices") is not False and not call.is_none("return_indices") else shuffled(call)


_WINDOW = "kernel_size, stride=None, padding=0"
for _dimension in _DIMENSIONS:
    _window = f"{_WINDOW}, ceil_mode=False, count_include_pad=True, divisor_override=None"
    operation(*layer(f"avg_pool{_dimension}", f"AvgPool{_dimension}", _window))(average_pool)
    operation(
        f"torch.nn.functional.max_pool{_dimension}(input, {_WINDOW}, dilation=1, ceil_mode=False, return_indices=False)",
        f"torch.nn.MaxPool{_dimension}({_WINDOW}, dilation=1, return_indices=False, ceil_mode=False)(input)",
        f"torch.max_pool{_dimension}(input, {_WINDOW}, dilation=1, ceil_mode=False)",
        *layer(f"adaptive_max_pool{_dimension}", f"AdaptiveMaxPool{_dimension}", "output_size, return_indices=False"),
    )(max_pool)
    operation(*layer(f"adaptive_avg_pool{_dimension}", f"AdaptiveAvgPool{_dimension}", "output_size"))(shuffled)
    operation(*layer(f"lp_pool{_dimension}", f"LPPool{_dimension}", "norm_type, kernel_size, stride=None, ceil_mode=False"))(
        lambda call: call.x.map(total)
    )
    operation(
        f"torch.nn.functional.max_unpool{_dimension}(input, indices, kernel_size, stride=None, padding=0, output_size=None)",
        f"torch.nn.MaxUnpool{_dimension}(kernel_size, stride=None, padding=0)(input, indices, output_size=None)",
    )(lambda call: with_zero(call.x))
for _dimension in ("2d", "3d"):
    operation(
        *layer(
            f"fractional_max_pool{_dimension}",
            f"FractionalMaxPool{_dimension}",
            "kernel_size, output_size=None, output_ratio=None, return_indices=False, _random_samples=None",
        )
    )(max_pool)


# Padding, folding, moving


def _padded(call: Call, value: Numeric) -> Numeric:
    return hull(call.x, value).cast(call.x.dtype)


@operation("torch.nn.functional.pad(input, pad, mode='constant', value=None)")
def pad(call: Call) -> Numeric:
    """Reflected or repeated elements, or a constant, 0 by default."""
    if call.text("mode") in ("reflect", "replicate", "circular"):
        return call.shuffled()
    return _padded(call, Numeric.number(0) if call.is_none("value") else call.array("value"))


for _dimension in _DIMENSIONS:
    operation(f"torch.nn.ConstantPad{_dimension}(padding, value)(input)")(lambda call: _padded(call, call.array("value")))
    operation(f"torch.nn.ZeroPad{_dimension}(padding)(input)")(lambda call: _padded(call, Numeric.number(0)))
    for _module in ("ReflectionPad", "ReplicationPad", "CircularPad"):
        operation(f"torch.nn.{_module}{_dimension}(padding)(input)")(shuffled)

for _name, _module, _parameter in (
    ("pixel_shuffle", "PixelShuffle", "upscale_factor"),
    ("pixel_unshuffle", "PixelUnshuffle", "downscale_factor"),
    ("channel_shuffle", "ChannelShuffle", "groups"),
):
    operation(*layer(_name, _module, _parameter), f"torch.{_name}(input, {_parameter})")(shuffled)

_SLIDING = "dilation=1, padding=0, stride=1"
operation(*layer("fold", "Fold", f"output_size, kernel_size, {_SLIDING}"))(lambda call: call.x.map(total))
operation(*layer("unfold", "Unfold", f"kernel_size, {_SLIDING}"))(
    lambda call: call.shuffled() if _all_zero(call, "padding") else with_zero(call.x)
)
operation("torch.nn.Flatten(start_dim=1, end_dim=-1)(input)")(view_or_copy)
operation("torch.nn.Unflatten(dim, unflattened_size)(input)")(view)


# Resampling

LINEAR_MODES = frozenset({"nearest", "nearest-exact", "area", "linear", "bilinear", "trilinear"})
CUBIC = 0.1875
"""The most that negative weights of a cubic kernel with a = -0.75 sum to, for one axis."""
CUBIC_ENLARGING, CUBIC_REDUCING, LANCZOS = 0.28125, 0.305, 0.7347
"""Overshoot in two dimensions as a fraction of hi - lo: a = -0.5 with antialias, up and down; Lanczos (measured)."""


def overshooting(range_: Interval, fraction: float) -> Interval:
    """A range that a kernel with negative weights leaves by a fraction of its width."""
    if range_.is_empty:
        return range_
    return Interval(range_.lo - fraction * range_.width, range_.hi + fraction * range_.width)


def in_two_dimensions(negative: float) -> float:
    """The overshoot of a separable kernel whose negative weights sum to this along each axis."""
    return 2 * negative * (1 + negative)


def _cubic_negative(at: float) -> float:
    """The sum of the negative weights of the a = -0.75 kernel between two pixels."""
    return 0.75 * sum(t * (1 - t) ** 2 for t in (at, 1 - at))


def _cubic_overshoot(scale: float | None) -> float:
    """The overshoot of an enlargement by this factor; a whole one meets only a few positions between pixels."""
    if scale is None or scale != int(scale) or scale < 1:
        return in_two_dimensions(CUBIC)
    positions = [((i + 0.5) / scale - 0.5) % 1 for i in range(int(scale))]
    return in_two_dimensions(max(map(_cubic_negative, positions)))


def _saturated(x: Numeric) -> Numeric:
    """An overshoot of uint8 is cut off, in every resampling of bytes (measured on torch 2.14.1)."""
    return x.fresh(x.range.meet(Interval.BYTE), x.seen) if x.dtype is Dtype.UINT8 else x


def resampled(call: Call, mode: str | None) -> Numeric:
    """An image of another size. Cubic and Lanczos kernels overshoot; float results are not clamped."""
    x, antialias = call.x, call.flag("antialias")
    if mode in LINEAR_MODES:
        return call.shuffled()
    scales = call.numbers("scale_factor")
    if mode == "lanczos":
        fraction = LANCZOS
    elif mode != "bicubic":
        fraction = max(LANCZOS, in_two_dimensions(CUBIC))
    elif antialias and not call.is_none("antialias"):
        fraction = CUBIC_ENLARGING if scales and min(scales) >= 1 else CUBIC_REDUCING
    elif scales and len(set(scales)) == 1 and not call.flag("align_corners"):
        fraction = _cubic_overshoot(scales[0])
    else:
        fraction = in_two_dimensions(CUBIC)
    return _saturated(x.map(lambda r: overshooting(r, fraction)))


@operation(
    "torch.nn.functional.interpolate(input, size=None, scale_factor=None, mode='nearest', align_corners=None, "
    "recompute_scale_factor=None, antialias=False)",
    "torch.nn.functional.upsample(input, size=None, scale_factor=None, mode='nearest', align_corners=None)",
    "torch.nn.Upsample(size=None, scale_factor=None, mode='nearest', align_corners=None, recompute_scale_factor=None)"
    "(input)",
)
def interpolate(call: Call) -> Numeric:
    return resampled(call, call.text("mode"))


for _name, _module in (("upsample_bilinear", "UpsamplingBilinear2d"), ("upsample_nearest", "UpsamplingNearest2d")):
    operation(*layer(_name, _module, "size=None, scale_factor=None"))(shuffled)


@operation("torch.nn.functional.grid_sample(input, grid, mode='bilinear', padding_mode='zeros', align_corners=None)")
def grid_sample(call: Call) -> Numeric:
    """Elements between pixels; outside of the image zeros, unless another padding is known."""
    inside = call.text("padding_mode") in ("border", "reflection")
    x = call.shuffled() if inside else with_zero(call.x)
    if call.text("mode") in ("bilinear", "nearest"):
        return x
    return x.map(lambda r: overshooting(r, in_two_dimensions(CUBIC)))


operation("torch.nn.functional.affine_grid(theta, size, align_corners=None)")(unbounded)


# Layers with weights

_WEIGHTED_FUNCTIONS = (
    "conv1d conv2d conv3d conv_transpose1d conv_transpose2d conv_transpose3d linear batch_norm layer_norm group_norm "
    "instance_norm rms_norm"
)
_WEIGHTED_LAYERS = (
    "Conv1d Conv2d Conv3d ConvTranspose1d ConvTranspose2d ConvTranspose3d LazyConv1d LazyConv2d LazyConv3d "
    "LazyConvTranspose1d LazyConvTranspose2d LazyConvTranspose3d Linear LazyLinear BatchNorm1d BatchNorm2d BatchNorm3d "
    "LazyBatchNorm1d LazyBatchNorm2d LazyBatchNorm3d InstanceNorm1d InstanceNorm2d InstanceNorm3d LayerNorm GroupNorm "
    "RMSNorm CrossMapLRN2d"
)
for _name in _WEIGHTED_FUNCTIONS.split():
    operation(f"torch.nn.functional.{_name}(input, *args, **kwargs)")(unbounded)
for _name in ("conv1d", "conv2d", "conv3d", "conv_transpose1d", "conv_transpose2d", "conv_transpose3d"):
    operation(f"torch.{_name}(input, *args, **kwargs)")(unbounded)
for _name in _WEIGHTED_LAYERS.split():
    operation(f"torch.nn.{_name}(*args, **kwargs)(input)")(unbounded)
operation("torch.nn.SyncBatchNorm(*args, **kwargs)(input)", unchecked="needs a process group")(unbounded)
operation(
    "torch.nn.functional.bilinear(input1, input2, weight, bias=None)", "torch.nn.Bilinear(*args, **kwargs)(input1, input2)"
)(unbounded)


@operation("torch.nn.functional.embedding(input, weight, *args, **kwargs)")
def embedding(call: Call) -> Numeric:
    """Rows of the weight."""
    weight = call.array("weight")
    return weight.fresh(weight.range, weight.seen)


operation("torch.nn.Embedding(*args, **kwargs)(input)", "torch.nn.EmbeddingBag(*args, **kwargs)(input, offsets=None)")(
    unbounded_tensor
)


@operation(
    "torch.nn.functional.scaled_dot_product_attention(query, key, value, attn_mask=None, dropout_p=0.0, is_causal=False, "
    "scale=None, enable_gqa=False)"
)
def attention(call: Call) -> Numeric:
    """Weighted means of the values, or zeros where everything is masked."""
    value = with_zero(call.array("value"))
    return value if call.number("dropout_p") == 0 else value.map(lambda r: Interval.TOP)


def _two(call: Call) -> Seq:
    return Seq("tuple", (unbounded_tensor(call), unbounded_tensor(call)))


operation("torch.nn.RNN(*args, **kwargs)(input, hx=None)", "torch.nn.GRU(*args, **kwargs)(input, hx=None)")(_two)
operation("torch.nn.LSTM(*args, **kwargs)(input, hx=None)")(
    lambda call: Seq("tuple", (unbounded_tensor(call), _two(call)))
)
operation("torch.nn.LSTMCell(*args, **kwargs)(input, hx=None)")(_two)
operation("torch.nn.MultiheadAttention(*args, **kwargs)(query, key, value, **options)")(
    lambda call: Seq("tuple", (unbounded_tensor(call), tensor(POSITIVE)))
)
table(
    {
        "torch.nn.RNNCell(*args, **kwargs)(input, hx=None)": unbounded_tensor,
        "torch.nn.GRUCell(*args, **kwargs)(input, hx=None)": unbounded_tensor,
        "torch.nn.Transformer(*args, **kwargs)(src, tgt, **options)": unbounded_tensor,
        "torch.nn.TransformerEncoder(*args, **kwargs)(src, **options)": unbounded_tensor,
        "torch.nn.TransformerDecoder(*args, **kwargs)(tgt, memory, **options)": unbounded_tensor,
        "torch.nn.TransformerEncoderLayer(*args, **kwargs)(src, **options)": unbounded_tensor,
        "torch.nn.TransformerDecoderLayer(*args, **kwargs)(tgt, memory, **options)": unbounded_tensor,
    }
)


# Losses

_LOSSES = {
    "smooth_l1_loss": "SmoothL1Loss",
    "huber_loss": "HuberLoss",
    "cross_entropy": "CrossEntropyLoss",
    "binary_cross_entropy": "BCELoss",
    "binary_cross_entropy_with_logits": "BCEWithLogitsLoss",
    "soft_margin_loss": "SoftMarginLoss",
    "multi_margin_loss": "MultiMarginLoss",
    "multilabel_margin_loss": "MultiLabelMarginLoss",
    "multilabel_soft_margin_loss": "MultiLabelSoftMarginLoss",
    "hinge_embedding_loss": "HingeEmbeddingLoss",
    "nll_loss": "NLLLoss",
    "kl_div": "KLDivLoss",
    "poisson_nll_loss": "PoissonNLLLoss",
}
_SIGNED_LOSSES = frozenset({"nll_loss", "kl_div", "poisson_nll_loss", "hinge_embedding_loss"})
for _name, _module in _LOSSES.items():
    _bound = Interval.TOP if _name in _SIGNED_LOSSES else POSITIVE
    operation(
        f"torch.nn.functional.{_name}(input, target, *args, **kwargs)", f"torch.nn.{_module}(*args, **kwargs)(input, target)"
    )(lambda call, bound=_bound: floats(call.x.certain(bound)))  # type: ignore[misc]


def _difference(function: RangeFunction) -> Transfer:
    """A transfer for losses that are a function of |x - y|, or means or sums of it."""

    def transfer(call: Call) -> Numeric:
        difference = arithmetic.subtract(call.x, call.array("target"))
        loss = floats(difference.map(lambda r: function(r.absolute())))
        reduction = call.text("reduction")
        return loss if reduction in ("none", "mean") else loss.map(total)

    return transfer


for _name, _module, _range in (("l1_loss", "L1Loss", _fixed), ("mse_loss", "MSELoss", Interval.square)):
    operation(
        f"torch.nn.functional.{_name}(input, target, size_average=None, reduce=None, reduction='mean', weight=None)",
        f"torch.nn.{_module}(size_average=None, reduce=None, reduction='mean')(input, target)",
    )(_difference(_range))
table(
    {
        signature: lambda call: tensor(POSITIVE)
        for signature in (
            "torch.nn.functional.triplet_margin_loss(anchor, positive, negative, *args, **kwargs)",
            "torch.nn.TripletMarginLoss(*args, **kwargs)(anchor, positive, negative)",
            "torch.nn.functional.margin_ranking_loss(input1, input2, target, *args, **kwargs)",
            "torch.nn.MarginRankingLoss(*args, **kwargs)(input1, input2, target)",
            "torch.nn.functional.cosine_embedding_loss(input1, input2, target, *args, **kwargs)",
            "torch.nn.CosineEmbeddingLoss(*args, **kwargs)(input1, input2, target)",
            "torch.nn.functional.ctc_loss(log_probs, targets, input_lengths, target_lengths, *args, **kwargs)",
            "torch.nn.CTCLoss(*args, **kwargs)(log_probs, targets, input_lengths, target_lengths)",
        )
    }
)
table(
    {
        "torch.nn.functional.gaussian_nll_loss(input, target, var, *args, **kwargs)": unbounded,
        "torch.nn.GaussianNLLLoss(*args, **kwargs)(input, target, var)": unbounded,
    }
)


# Containers and wrappers


def through(machine: Machine, layers: Value, value: Value) -> Value:
    """What a layer, or a sequence of layers applied in order, makes of a value."""
    if isinstance(layers, Dict):
        layers = Seq("list", tuple(layer for _, layer in layers.items), layers.other)
    if not isinstance(layers, Seq):
        return machine.call(layers, value)
    found = machine.iterate(layers)
    for element in found.head:
        value = through(machine, element, value)
    if found.middle is not None:
        value = _repeatedly(machine, found.middle, value)
    for element in found.tail:
        value = through(machine, element, value)
    return value


def _repeatedly(machine: Machine, layers: Value, value: Value) -> Value:
    """A layer applied any number of times, none included."""
    once = machine.branch(lambda: value, lambda: through(machine, layers, value))
    twice = machine.branch(lambda: once, lambda: through(machine, layers, once))
    if not isinstance(once, Numeric) or not isinstance(twice, Numeric):
        return twice
    return twice.fresh(once.range.widen(twice.range), once.seen.widen(twice.seen))


@model("torch.nn.Sequential(*args)(input)")
def sequential(call: Call) -> Value:
    """Each layer on what the one before it gave."""
    value = call.arg("input")
    for layers in call.rest:
        value = through(call.machine, layers, value)
    return value


register(same, "torch.nn.Identity(*args, **kwargs)(input)")
register(
    lambda call: Numeric.unknown(),
    "torch.nn.ModuleList(modules=None)(input)",
    unchecked="it has no forward, it is only iterated and indexed",
)
register(
    lambda call: Dict() if call.subject == NONE else call.subject,
    "torch.nn.ModuleDict(modules=None)",
    "torch.nn.ParameterDict(parameters=None)",
)
register(
    lambda call: Seq("list") if call.subject == NONE else call.machine.iterate(call.subject),
    "torch.nn.ParameterList(values=None)",
)
register(
    same,
    "torch.nn.DataParallel(module, device_ids=None, output_device=None, dim=0)",
    "torch.nn.utils.spectral_norm(module, name='weight', n_power_iterations=1, eps=1e-12, dim=None)",
    "torch.nn.utils.weight_norm(module, name='weight', dim=0)",
    "torch.nn.utils.remove_weight_norm(module, name='weight')",
    "torch.nn.utils.remove_spectral_norm(module, name='weight')",
    "torch.nn.utils.parametrizations.spectral_norm(module, name='weight', n_power_iterations=1, eps=1e-12, dim=None)",
    "torch.nn.utils.parametrizations.weight_norm(module, name='weight', dim=0)",
    "torch.nn.SyncBatchNorm.convert_sync_batchnorm(module, process_group=None)",
    "torch.jit.trace(func, example_inputs=None, **kwargs)",
    "torch.jit.freeze(mod, preserved_attrs=None, optimize_numerics=True)",
    "torch.vmap(func, in_dims=0, out_dims=0, randomness='error', *, chunk_size=None)",
    "torch.func.vmap(func, in_dims=0, out_dims=0, randomness='error', *, chunk_size=None)",
)
register(
    same,
    "torch.nn.parallel.DistributedDataParallel(module, device_ids=None, output_device=None, **kwargs)",
    unchecked="needs a process group",
)
register(
    lambda call: call.machine.call(call.subject, *call.rest),
    "torch.utils.checkpoint.checkpoint(function, *args, **kwargs)",
)
register(
    lambda call: through(call.machine, call.arg("functions"), call.arg("input")),
    "torch.utils.checkpoint.checkpoint_sequential(functions, segments, input, use_reentrant=None, **kwargs)",
)
