"""kornia.filters and kornia.morphology."""

from __future__ import annotations

import math

from flake8_topil.analysis.interval import INF, Interval
from flake8_topil.analysis.values import Numeric, Seq, Value
from flake8_topil.models.kornia.common import Operation, bordered, function_and_module, hull, on_image
from flake8_topil.models.registry import Call, register
from flake8_topil.models.torch.common import with_zero
from flake8_topil.models.torchvision.images import vague

_BORDER = "border_type='reflect'"


def boxed(call: Call, x: Numeric) -> Numeric:
    """A mean; before kornia 0.7 it could be asked for as a sum."""
    return vague(x) if "normalized" in call.extra or call.flag("separable") is not True else bordered(call, x)


def padded(call: Call, x: Numeric) -> Numeric:
    """Means; the padding is 0."""
    return with_zero(x)


def sharpened(call: Call, x: Numeric) -> Numeric:
    """x + (x - blurred): as far outside as the image is wide."""
    return bordered(call, x).map(lambda r: r if r.is_empty else Interval(r.lo - r.width, r.hi + r.width))


def _differences(call: Call, x: Numeric, full: float) -> Numeric:
    """Weighted differences of pixels: half the width of the image if the kernel is normalised, `full` widths if not."""
    normalized = call.flag("normalized")
    if normalized is None or call.text("mode") == "diff" or call.number("order") == 2:
        return x.map(lambda r: Interval.TOP)
    factor = 0.5 if normalized else full
    return x.map(lambda r: Interval(-r.width * factor, r.width * factor))


def gradient(call: Call, x: Numeric) -> Numeric:
    return _differences(call, x, 4.0)


def laplacian(call: Call, x: Numeric) -> Numeric:
    """A kernel of ones has a weight in the middle that grows with its size."""
    return x.map(lambda r: Interval.TOP) if not call.flag("normalized") else _differences(call, bordered(call, x), INF)


def sobel(call: Call, x: Numeric) -> Numeric:
    """The length of the gradient, sqrt(gx^2 + gy^2 + eps)."""
    eps = call.number("eps")
    steep = gradient(call, x)
    return steep.map(lambda r: r if r.is_empty else Interval(0.0, _length(r.hi, INF if eps is None else eps)))


def _length(component: float, eps: float) -> float:
    return math.sqrt(2 * component**2 + eps)


def filtered(call: Call, x: Numeric) -> Numeric:
    """Any weights; normalised ones sum to 1 in magnitude."""
    if call.flag("normalized"):
        return bordered(call, x).map(lambda r: Interval(-r.magnitude, r.magnitude))
    return vague(x)


def separable(call: Call, x: Numeric) -> Numeric:
    return vague(x)


_FILTERS: tuple[tuple[Operation, str, str, str], ...] = (
    (bordered, "gaussian_blur2d", "GaussianBlur2d", f"kernel_size, sigma, {_BORDER}, separable=True"),
    (boxed, "box_blur", "BoxBlur", f"kernel_size, {_BORDER}, separable=True"),
    (bordered, "median_blur", "MedianBlur", f"kernel_size, {_BORDER}"),
    (bordered, "motion_blur", "MotionBlur", f"kernel_size, angle, direction, {_BORDER}, mode='nearest'"),
    (
        bordered,
        "bilateral_blur",
        "BilateralBlur",
        f"kernel_size, sigma_color, sigma_space, {_BORDER}, color_distance_type='l1'",
    ),
    (padded, "blur_pool2d", "BlurPool2D", "kernel_size, stride=2"),
    (sharpened, "unsharp_mask", "UnsharpMask", f"kernel_size, sigma, {_BORDER}"),
    (laplacian, "laplacian", "Laplacian", f"kernel_size, {_BORDER}, normalized=True"),
    (gradient, "spatial_gradient", "SpatialGradient", "mode='sobel', order=1, normalized=True"),
    (sobel, "sobel", "Sobel", "normalized=True, eps=1e-6"),
)

for _operation, _name, _module, _parameters in _FILTERS:
    function_and_module(_operation, "filters", _name, _module, _parameters)
register(
    on_image(filtered),
    f"kornia.filters.filter2d(input, kernel, {_BORDER}, normalized=False, padding='same', behaviour='corr')",
)
register(
    on_image(separable),
    f"kornia.filters.filter2d_separable(input, kernel_x, kernel_y, {_BORDER}, normalized=False, padding='same')",
)


def canny(call: Call) -> Value:
    """The magnitudes of the gradients, and the edges as 0 and 1."""
    x = call.x
    return Seq("tuple", (x.fresh(Interval(0.0, INF), Interval.EMPTY), x.certain(Interval.UNIT)))


_THRESHOLDS = "low_threshold=0.1, high_threshold=0.2, kernel_size=(5, 5), sigma=(1, 1), hysteresis=True, eps=1e-6"
register(
    canny,
    f"kornia.filters.canny(input, {_THRESHOLDS})",
    f"kornia.filters.Canny({_THRESHOLDS})(input)",
)


# Morphology

_STRUCTURE = (
    "kernel, structuring_element=None, origin=None, border_type='geodesic', border_value=0.0, max_val=1e4, "
    "engine='auto'"
)


def _is_flat(call: Call) -> bool:
    """Is the kernel made of ones, the border left out, and nothing added to the pixels?"""
    ones = call.array("kernel").range == Interval(1.0, 1.0)
    centred = call.is_none("structuring_element") and call.is_none("origin")
    return ones and centred and call.text("border_type") == "geodesic"


def selected(call: Call, x: Numeric) -> Numeric:
    """Elements of the image."""
    return hull(call, x) if _is_flat(call) else vague(x)


def difference(call: Call, x: Numeric) -> Numeric:
    """An extreme minus another, or minus the image."""
    return x.map(lambda r: Interval(0.0, r.width)) if _is_flat(call) else vague(x)


for _name in ("dilation", "erosion", "opening", "closing"):
    register(on_image(selected), f"kornia.morphology.{_name}(tensor, {_STRUCTURE})")
for _name in ("gradient", "top_hat", "bottom_hat"):
    register(on_image(difference), f"kornia.morphology.{_name}(tensor, {_STRUCTURE})")
