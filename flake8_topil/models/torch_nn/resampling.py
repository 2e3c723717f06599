"""Images of another size, and which kernels overshoot."""

from __future__ import annotations

from flake8_topil.analysis.interval import Interval
from flake8_topil.analysis.values import Dtype, Numeric
from flake8_topil.models.registry import Call
from flake8_topil.models.torch.common import operation, shuffled, unbounded, with_zero
from flake8_topil.models.torch_nn.common import layer

LINEAR_MODES = frozenset({"nearest", "nearest-exact", "area", "linear", "bilinear", "trilinear"})
CUBIC = 0.1875
"""The most that negative weights of a cubic kernel with a = -0.75 sum to, for one axis."""
CUBIC_ENLARGING, CUBIC_REDUCING, LANCZOS = 0.28125, 0.305, 0.7347
"""Overshoot in two dimensions as a fraction of hi - lo: a = -0.5 with antialias, up and down; Lanczos (measured)."""


_MAX_SCALE = 33


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


def _cubic_overshoot(scale: float) -> float:
    """The overshoot of an enlargement by this factor; a whole one meets only a few positions between pixels."""
    if scale not in range(1, _MAX_SCALE):
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
    elif scales and len(set(scales)) == 1 and call.flag("align_corners") is False:
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
