"""kornia.color: other colour spaces have ranges of their own."""

from __future__ import annotations

from flake8_topil.analysis import arithmetic
from flake8_topil.analysis.interval import Interval
from flake8_topil.analysis.values import Numeric
from flake8_topil.models.kornia.common import Operation, clamped, function_and_module, hull, within_unit
from flake8_topil.models.registry import Call, register
from flake8_topil.models.torch.common import floats
from flake8_topil.models.torchvision.images import vague

_SEPIA = Interval(0.937, 1.351)
"""The sums of the weights of each channel."""
_XYZ = Interval(0.950456, 1.088754)
"""The same for the conversion to XYZ."""
_TURN = Interval(0.0, 6.2831855)


def gray(call: Call, x: Numeric) -> Numeric:
    """A weighted mean; weights that the caller gives may be any."""
    return hull(call, x) if call.is_none("rgb_weights") else vague(x)


def with_alpha(call: Call, x: Numeric) -> Numeric:
    alpha = call.array("alpha_val").range
    return x.fresh(x.range.join(alpha), x.seen)


def scaled_up(call: Call, x: Numeric) -> Numeric:
    """Multiplied by 255 and clamped to [0, 255]."""
    return x.certain((x.range * Interval(255.0, 255.0)).clamp(Interval(0.0, 0.0), Interval(255.0, 255.0)))


def scaled_down(call: Call, x: Numeric) -> Numeric:
    return arithmetic.divide(x, Numeric.number(255.0))


def sepia(call: Call, x: Numeric) -> Numeric:
    """A sum with positive weights, by default divided by its largest element."""
    if call.flag("rescale") is False:
        return x.map(lambda r: r * _SEPIA)
    return x.certain(Interval.UNIT) if call.flag("rescale") and x.range.lo >= 0 else vague(x)


def _into(range_: Interval) -> Operation:
    """A conversion of images in [0, 1] to a space with this range."""
    return lambda call, x: x.certain(range_) if x.range.within(Interval.UNIT) else vague(x)


def unbounded(call: Call, x: Numeric) -> Numeric:
    return floats(x).certain(Interval.TOP)


def nothing_said(call: Call, x: Numeric) -> Numeric:
    return vague(x)


def xyz(call: Call, x: Numeric) -> Numeric:
    return x.map(lambda r: r * _XYZ)


def lab_to_rgb(call: Call, x: Numeric) -> Numeric:
    return clamped(call, x) if call.flag("clip") else vague(x)


_CONVERSIONS: tuple[tuple[Operation, str, str, str], ...] = (
    (hull, "rgb_to_bgr", "RgbToBgr", ""),
    (hull, "bgr_to_rgb", "BgrToRgb", ""),
    (hull, "rgba_to_bgr", "RgbaToBgr", ""),
    (hull, "grayscale_to_rgb", "GrayscaleToRgb", ""),
    (hull, "bgr_to_grayscale", "BgrToGrayscale", ""),
    (gray, "rgb_to_grayscale", "RgbToGrayscale", "rgb_weights=None"),
    (with_alpha, "rgb_to_rgba", "RgbToRgba", "alpha_val"),
    (with_alpha, "bgr_to_rgba", "BgrToRgba", "alpha_val"),
    (scaled_up, "rgb_to_rgb255", "RgbToRgb255", ""),
    (scaled_down, "rgb255_to_rgb", "Rgb255ToRgb", ""),
    (within_unit, "rgb_to_linear_rgb", "RgbToLinearRgb", ""),
    (within_unit, "linear_rgb_to_rgb", "LinearRgbToRgb", ""),
    (_into(_TURN), "rgb_to_hsv", "RgbToHsv", "eps=1e-8"),
    (_into(_TURN), "rgb_to_hls", "RgbToHls", "eps=1e-8"),
    (within_unit, "hsv_to_rgb", "HsvToRgb", ""),
    (within_unit, "hls_to_rgb", "HlsToRgb", ""),
    (unbounded, "rgb_to_lab", "RgbToLab", ""),
    (unbounded, "rgb_to_luv", "RgbToLuv", "eps=1e-12"),
    (lab_to_rgb, "lab_to_rgb", "LabToRgb", "clip=True"),
    (nothing_said, "luv_to_rgb", "LuvToRgb", "eps=1e-12"),
    (xyz, "rgb_to_xyz", "RgbToXyz", ""),
    (nothing_said, "xyz_to_rgb", "XyzToRgb", ""),
    (_into(Interval.UNIT), "rgb_to_ycbcr", "RgbToYcbcr", ""),
    (clamped, "ycbcr_to_rgb", "YcbcrToRgb", ""),
    (_into(Interval(-0.6150001, 1.0)), "rgb_to_yuv", "RgbToYuv", ""),
    (nothing_said, "yuv_to_rgb", "YuvToRgb", ""),
    (sepia, "sepia", "Sepia", "rescale=True, eps=1e-6"),
)

for _operation, _name, _module, _parameters in _CONVERSIONS:
    function_and_module(_operation, "color", _name, _module, _parameters)
register(lambda call: hull(call, call.x), "kornia.color.rgb_to_y(input)")
