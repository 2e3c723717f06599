"""Transforms that change colours.

Which of them clamp is measured on torchvision 0.29.1; the documentation says little.
"""

from __future__ import annotations

from flake8_topil.analysis.arithmetic import divide, subtract
from flake8_topil.analysis.interval import INF, Interval
from flake8_topil.analysis.polynomial import Polynomial
from flake8_topil.analysis.values import Dtype, Image, Kind, Numeric, Value, as_numeric
from flake8_topil.models.registry import Call
from flake8_topil.models.torchvision.images import (
    OnImages,
    Operation,
    functional,
    hull,
    moved,
    on_scale,
    sometimes,
    transform,
)

_GRAY = Interval(0.9999, 1.0)
"""The weights of the grayscale sum; one-channel images are copied."""
_BOTH = "image video"


def _within_unit(x: Numeric) -> Numeric:
    return x.certain(Interval.UNIT)


def clamped(call: Call, x: Numeric) -> Numeric:
    return _within_unit(x)


def brightened(call: Call, x: Numeric) -> Numeric:
    """x times a factor that is not negative, clamped."""
    factor = call.number("brightness_factor")
    by = Interval(0.0, INF) if factor is None else Interval(factor, factor)
    return x.certain((x.range * by).clamp(Interval(0.0, 0.0), Interval(1.0, 1.0)))


def clamped_mostly(call: Call, x: Numeric) -> Numeric:
    """Clamped, unless the image has one channel (saturation) or two pixels (sharpness): those are returned as is."""
    return x.fresh(x.range.join(Interval.UNIT), x.seen.meet(Interval.UNIT))


def hue_turned(call: Call, x: Numeric) -> Numeric:
    """The largest channel of a pixel keeps its value, however large; the others are clamped."""
    return x.map(_with_unit)


def _with_unit(range_: Interval) -> Interval:
    return range_ if range_.is_empty else range_.join(Interval.UNIT)


def gamma_corrected(call: Call, x: Numeric) -> Numeric:
    """gain * x ** gamma: v2 clamps only where a gain is applied."""
    gain, gamma = call.number("gain"), call.number("gamma")
    if gain is not None and gain != 1:
        return _within_unit(x)
    result = x.map(lambda r: _power(r, gamma))
    return result if gain == 1 else result.fresh(_with_unit(result.range), result.seen.meet(Interval.UNIT))


def _power(range_: Interval, gamma: float | None) -> Interval:
    if gamma is not None:
        return range_.power(gamma)
    if range_.is_empty or range_.within(Interval.UNIT):
        return range_ if range_.is_empty else Interval.UNIT
    return Interval(0.0, INF) if range_.lo >= 0 else Interval.TOP


def inverted(call: Call, x: Numeric) -> Numeric:
    """1 - x, not clamped."""
    return subtract(Numeric.number(1.0), x)


def posterized(call: Call, x: Numeric) -> Numeric:
    """The nearest level below, clamped."""
    bits = call.number("bits")
    return x.certain(Interval(0.0, 1.0 if bits is None else 1.0 - 2.0**-bits))


def solarized(call: Call, x: Numeric) -> Numeric:
    """1 - x where x reaches the threshold, not clamped."""
    threshold = call.number("threshold")
    return x.map(lambda r: _solarized(r, threshold))


def _solarized(range_: Interval, threshold: float | None) -> Interval:
    below = range_ if threshold is None else range_.meet(Interval(-INF, threshold))
    above = range_ if threshold is None else range_.meet(Interval(threshold, INF))
    return below.join(Interval(1.0, 1.0) - above)


def grayed(call: Call, x: Numeric) -> Numeric:
    """0.2989 r + 0.587 g + 0.114 b: white becomes 0.9999."""
    result = x.map(lambda r: r * _GRAY)
    return result.fresh(result.range.meet(Interval.BYTE), result.seen) if x.dtype is Dtype.UINT8 else result


def gray_image(call: Call, image: Image) -> Value:
    return Image({1.0: "L", 3.0: "RGB"}.get(call.number("num_output_channels") or 0.0))


def normalized(call: Call, x: Numeric) -> Numeric:
    """(x - mean) / std for each channel."""
    floats = x if x.dtype.is_float else x.cast(Dtype.FLOAT)
    return standardized(floats.detached().of_kind(Kind.TENSOR), _per_channel(call, "mean"), _per_channel(call, "std"))


def standardized(x: Numeric, mean: Numeric, std: Numeric) -> Numeric:
    return divide(subtract(x, mean), std)


def _per_channel(call: Call, name: str) -> Numeric:
    numbers = call.numbers(name)
    return as_numeric(call.arg(name)) if numbers is None else channels(numbers)


def channels(numbers: tuple[float, ...]) -> Numeric:
    """Constants, one a channel."""
    range_ = hull(numbers)
    constant = numbers if len(set(numbers)) > 1 else numbers[0]
    return Numeric(Kind.NUMBER, Dtype.FLOAT, range_, range_, poly=Polynomial.constant(constant))


def jittered(call: Call, x: Numeric) -> Numeric:
    """Brightness and contrast clamp, saturation does where there are three channels, hue alone does not."""
    active = {name: _is_active(call, name) for name in ("brightness", "contrast", "saturation", "hue")}
    if active["brightness"] or active["contrast"]:
        return _within_unit(x)
    if active["saturation"]:
        return clamped_mostly(call, x)
    if any(state is None for state in active.values()):
        return x.fresh(_with_unit(x.range), x.seen)
    return hue_turned(call, x) if active["hue"] else x


def _is_active(call: Call, name: str) -> bool | None:
    """Does ColorJitter change this property? Not where the factor is 1 for certain; None where it is not known."""
    if call.is_none(name):
        return False
    numbers = call.numbers(name)
    if numbers is None:
        return None
    neutral = 0.0 if name == "hue" or len(numbers) == 1 else 1.0
    return any(number != neutral for number in numbers)


def distorted(call: Call, x: Numeric) -> Numeric:
    """Each of brightness, contrast, saturation and hue by chance, and the channels in another order."""
    return x.map(_with_unit)


_FUNCTIONS: tuple[tuple[Operation, str, str], ...] = (
    (brightened, "adjust_brightness", "brightness_factor"),
    (clamped, "adjust_contrast", "contrast_factor"),
    (clamped_mostly, "adjust_saturation", "saturation_factor"),
    (clamped_mostly, "adjust_sharpness", "sharpness_factor"),
    (hue_turned, "adjust_hue", "hue_factor"),
    (clamped, "autocontrast", ""),
    (clamped, "equalize", ""),
    (inverted, "invert", ""),
    (posterized, "posterize", "bits"),
    (solarized, "solarize", "threshold"),
)
_CLASSES: tuple[tuple[Operation, str, str], ...] = (
    (jittered, "ColorJitter", "brightness=0, contrast=0, saturation=0, hue=0"),
    (sometimes(clamped_mostly), "RandomAdjustSharpness", "sharpness_factor, p=0.5"),
    (sometimes(clamped), "RandomAutocontrast", "p=0.5"),
    (sometimes(clamped), "RandomEqualize", "p=0.5"),
    (sometimes(inverted), "RandomInvert", "p=0.5"),
    (sometimes(posterized), "RandomPosterize", "bits, p=0.5"),
    (sometimes(solarized), "RandomSolarize", "threshold, p=0.5"),
)

for _operation, _name, _parameters in _FUNCTIONS:
    functional(OnImages(on_scale(_operation)), _name, _parameters, kernels=_BOTH)
for _operation, _name, _parameters in _CLASSES:
    transform(OnImages(on_scale(_operation)), _name, _parameters)

functional(OnImages(on_scale(clamped)), "adjust_gamma", "gamma, gain=1", v2=False)
functional(OnImages(on_scale(gamma_corrected)), "adjust_gamma", "gamma, gain=1", v1=False, kernels=_BOTH)
transform(
    OnImages(on_scale(distorted)),
    "RandomPhotometricDistort",
    "brightness=(0.875, 1.125), contrast=(0.5, 1.5), saturation=(0.5, 1.5), hue=(-0.05, 0.05), p=0.5",
    v1=False,
)

transform(OnImages(normalized), "Normalize", "mean, std, inplace=False", subject="tensor")
functional(OnImages(normalized), "normalize", "mean, std, inplace=False", subject="tensor", kernels=_BOTH)

_CHANNELS = "num_output_channels=1"
transform(OnImages(grayed, gray_image), "Grayscale", _CHANNELS)
transform(OnImages(grayed), "RandomGrayscale", "p=0.1")
functional(OnImages(grayed, gray_image), "to_grayscale", _CHANNELS)
functional(OnImages(grayed, gray_image), "rgb_to_grayscale", _CHANNELS, kernels="image")


def to_rgb(call: Call, x: Numeric) -> Numeric:
    return moved(x)


def rgb_image(call: Call, image: Image) -> Value:
    return Image("RGB")


transform(OnImages(to_rgb, rgb_image), "RGB", v1=False)
functional(OnImages(to_rgb, rgb_image), "grayscale_to_rgb", v1=False, kernels="image")
