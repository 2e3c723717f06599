"""kornia.enhance: what changes brightness and colour, most of it clamped to [0, 1]."""

from __future__ import annotations

from flake8_topil.analysis import arithmetic
from flake8_topil.analysis.interval import Interval
from flake8_topil.analysis.values import Dtype, Kind, Numeric, Value
from flake8_topil.models.kornia.common import (
    Operation,
    clamped,
    function_and_module,
    on_image,
    within_unit,
)
from flake8_topil.models.registry import Call, model, register
from flake8_topil.models.torchvision.colour import channels, standardized
from flake8_topil.models.torchvision.images import vague


def _clipped(operation: Operation) -> Operation:
    """An operation whose result is clamped unless `clip_output` is false."""

    def clipped(call: Call, x: Numeric) -> Numeric:
        return clamped(call, x) if call.flag("clip_output") else operation(call, x)

    return clipped


def brightened(call: Call, x: Numeric) -> Numeric:
    return arithmetic.add(x, call.array("factor"))


def multiplied(call: Call, x: Numeric) -> Numeric:
    return arithmetic.multiply(x, call.array("factor"))


def anything(call: Call, x: Numeric) -> Numeric:
    return vague(x)


def inverted(call: Call, x: Numeric) -> Numeric:
    """max_val - x, not clamped."""
    most = Numeric.number(1.0) if call.is_none("max_val") else call.array("max_val")
    return arithmetic.subtract(most, x).of_kind(x.kind).cast(x.dtype)


def solarized(call: Call, x: Numeric) -> Numeric:
    """x or 1 - x, not clamped; additions are, before."""
    if call.is_none("additions"):
        return x.map(lambda r: r if r.is_empty else r.join(Interval(1.0, 1.0) - r))
    return clamped(call, x) if isinstance(call.arg("additions"), Numeric) else vague(x)


_ADJUSTMENTS: tuple[tuple[Operation, str, str, str], ...] = (
    (_clipped(brightened), "adjust_brightness", "AdjustBrightness", "factor, clip_output=True"),
    (_clipped(multiplied), "adjust_contrast", "AdjustContrast", "factor, clip_output=True"),
    (
        _clipped(multiplied),
        "adjust_brightness_accumulative",
        "AdjustBrightnessAccumulative",
        "factor, clip_output=True",
    ),
    (clamped, "adjust_contrast_with_mean_subtraction", "AdjustContrastWithMeanSubtraction", "factor"),
    (clamped, "adjust_saturation_with_gray_subtraction", "AdjustSaturationWithGraySubtraction", "factor"),
    (within_unit, "adjust_saturation", "AdjustSaturation", "factor"),
    (within_unit, "adjust_hue", "AdjustHue", "factor"),
    (clamped, "adjust_gamma", "AdjustGamma", "gamma, gain=1.0"),
    (clamped, "adjust_sigmoid", "AdjustSigmoid", "cutoff=0.5, gain=10, inv=False"),
    (_clipped(anything), "adjust_log", "AdjustLog", "gain=1, inv=False, clip_output=True"),
    (inverted, "invert", "Invert", "max_val=None"),
)
_FUNCTIONS: tuple[tuple[Operation, str], ...] = (
    (solarized, "solarize(input, thresholds=0.5, additions=None)"),
    (within_unit, "posterize(input, bits)"),
    (within_unit, "sharpness(input, factor)"),
    (within_unit, "equalize(input)"),
    (within_unit, "equalize_clahe(input, clip_limit=40.0, grid_size=(8, 8), slow_and_differentiable=False)"),
    (clamped, "shift_rgb(image, r_shift, g_shift, b_shift)"),
    (clamped, "jpeg_codec_differentiable(input, jpeg_quality, **tables)"),
)

for _operation, _name, _module, _parameters in _ADJUSTMENTS:
    function_and_module(_operation, "enhance", _name, _module, _parameters)
for _operation, _signature in _FUNCTIONS:
    register(on_image(_operation), f"kornia.enhance.{_signature}")


# Normalisation


def _per_channel(call: Call, name: str) -> Numeric:
    numbers = call.numbers(name)
    return call.array(name) if numbers is None else channels(numbers)


def normalized(call: Call, x: Numeric) -> Numeric:
    """(x - mean) / std for each channel."""
    return standardized(x.detached(), _per_channel(call, "mean"), _per_channel(call, "std"))


def denormalized(call: Call, x: Numeric) -> Numeric:
    """x * std + mean for each channel."""
    scaled = arithmetic.multiply(x.detached(), _per_channel(call, "std"))
    return arithmetic.add(scaled, _per_channel(call, "mean"))


function_and_module(normalized, "enhance", "normalize", "Normalize", "mean, std")
function_and_module(denormalized, "enhance", "denormalize", "Denormalize", "mean, std")


def min_max(call: Call, x: Numeric) -> Numeric:
    """Each channel scaled to between two numbers."""
    return x.certain(call.array("min_val").range.join(call.array("max_val").range))


register(on_image(min_max), "kornia.enhance.normalize_min_max(input, min_val=0.0, max_val=1.0, eps=1e-6)")


@model(
    "kornia.enhance.add_weighted(src1, alpha, src2, beta, gamma)",
    "kornia.enhance.AddWeighted(alpha, beta, gamma)(src1, src2)",
)
def add_weighted(call: Call) -> Value:
    """alpha * src1 + beta * src2 + gamma; relations between the three show that a blend stays in range."""
    left = arithmetic.multiply(call.array("src1"), call.array("alpha"))
    right = arithmetic.multiply(call.array("src2"), call.array("beta"))
    result = arithmetic.add(arithmetic.add(left, right), call.array("gamma")).of_kind(Kind.TENSOR)
    return result if result.dtype.is_float else result.cast(Dtype.UNKNOWN)
