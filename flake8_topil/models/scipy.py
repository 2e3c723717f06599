"""What scipy's image filters and special functions do to a range."""

from __future__ import annotations

from flake8_topil.analysis.interval import Interval
from flake8_topil.analysis.values import INTEGRAL, Dtype, Numeric, Value
from flake8_topil.models.arrays import converted, copied, evident, joined, operand
from flake8_topil.models.readers import photograph
from flake8_topil.models.registry import Call, model, register


def typed(call: Call, x: Numeric) -> Numeric:
    """The result in the element type that `output` names, by default that of the input."""
    return converted(call, x, call.arg("output"))


def bordered(call: Call) -> Numeric:
    """The image, with `cval` outside if the mode is constant."""
    x = operand(call)
    inner = call.text("mode") in ("reflect", "nearest", "mirror", "wrap", "grid-mirror", "grid-wrap")
    return copied(x) if inner else joined(x, operand(call, "cval").range)


def selecting(call: Call) -> Value:
    """Means with positive weights, and elements by rank."""
    return typed(call, bordered(call))


_BORDER = "output=None, mode='reflect', cval=0.0"

register(
    selecting,
    f"scipy.ndimage.uniform_filter(input, size=3, {_BORDER}, origin=0, *, axes=None)",
    f"scipy.ndimage.median_filter(input, size=None, footprint=None, {_BORDER}, origin=0, *, axes=None)",
    f"scipy.ndimage.minimum_filter(input, size=None, footprint=None, {_BORDER}, origin=0, *, axes=None)",
    f"scipy.ndimage.maximum_filter(input, size=None, footprint=None, {_BORDER}, origin=0, *, axes=None)",
    f"scipy.ndimage.percentile_filter(input, percentile, size=None, footprint=None, {_BORDER}, origin=0, *, axes=None)",
)


@model(
    "scipy.ndimage.gaussian_filter(input, sigma, order=0, output=None, mode='reflect', cval=0.0, truncate=4.0, *,"
    " radius=None, axes=None)"
)
def gaussian_filter(call: Call) -> Value:
    """A mean; derivatives of it are not."""
    return typed(call, bordered(call) if call.number("order") == 0 else evident(operand(call)))


@model(
    "scipy.ndimage.gaussian_filter1d(input, sigma, axis=-1, order=0, output=None, mode='reflect', cval=0.0,"
    " truncate=4.0, *, radius=None)"
)
def gaussian_filter1d(call: Call) -> Value:
    return gaussian_filter(call)


_SPLINE = "order=3, mode='constant', cval=0.0, prefilter=True"


@model(
    f"scipy.ndimage.zoom(input, zoom, output=None, {_SPLINE}, *, grid_mode=False)",
    f"scipy.ndimage.rotate(input, angle, axes=(1, 0), reshape=True, output=None, {_SPLINE})",
    f"scipy.ndimage.shift(input, shift, output=None, {_SPLINE})",
    f"scipy.ndimage.affine_transform(input, matrix, offset=0.0, output_shape=None, output=None, {_SPLINE})",
    f"scipy.ndimage.map_coordinates(input, coordinates, output=None, {_SPLINE})",
)
def spline(call: Call) -> Value:
    """Splines overshoot from the second order on, which is less than the default."""
    x = bordered(call)
    if call.number("order") not in (0, 1):
        x = x.fresh(Interval.BYTE) if x.dtype is Dtype.UINT8 else x.map(lambda r: Interval.TOP)
    return typed(call, x)


@model(
    f"scipy.ndimage.convolve(input, weights, {_BORDER}, origin=0, *, axes=None)",
    f"scipy.ndimage.correlate(input, weights, {_BORDER}, origin=0, *, axes=None)",
    f"scipy.ndimage.laplace(input, {_BORDER}, *, axes=None)",
    f"scipy.ndimage.sobel(input, axis=-1, {_BORDER})",
    f"scipy.ndimage.gaussian_laplace(input, sigma, {_BORDER}, *, axes=None, **kwargs)",
)
def weighted(call: Call) -> Value:
    """Weights of any sign."""
    return typed(call, evident(operand(call)))


@model("scipy.special.expit(x)", "scipy.special.softmax(x, axis=None)")
def probability(call: Call) -> Value:
    x = operand(call)
    wide = x.dtype in INTEGRAL or x.dtype is Dtype.FLOAT
    return x.certain(Interval.UNIT).cast(Dtype.FLOAT if wide else Dtype.UNKNOWN)


register(
    photograph,
    "scipy.datasets.face(gray=False)",
    "scipy.datasets.ascent()",
    unchecked="downloads a picture",
)
