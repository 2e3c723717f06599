"""What scikit-image does to a range. Most of its functions scale integers to [0, 1] first."""

from __future__ import annotations

from dataclasses import replace

from flake8_topil.analysis.interval import Interval
from flake8_topil.analysis.values import Dtype, Numeric, Value
from flake8_topil.models.arrays import bytes_array, copied, joined, nothing, operand, preserving
from flake8_topil.models.readers import photograph
from flake8_topil.models.registry import Call, model, register

SIGNED = Interval(-1.0, 1.0)


def as_float(x: Numeric) -> Numeric:
    """`img_as_float`: integers are divided by the largest number of their type, floats stay as they are."""
    if x.dtype is Dtype.UINT8:
        return x.map(lambda r: r * Interval(1 / 255, 1 / 255)).cast(Dtype.FLOAT)
    if x.dtype is Dtype.BOOL:
        return x.detached().cast(Dtype.FLOAT)
    if x.dtype is Dtype.INT:
        return x.certain(SIGNED).cast(Dtype.FLOAT)
    if x.dtype is Dtype.UNKNOWN:
        return x.fresh(x.range.join(SIGNED), x.seen).cast(Dtype.FLOAT)
    return x.detached()


def scaled(call: Call, x: Numeric) -> Numeric:
    """The image as floats, scaled unless `preserve_range` says otherwise."""
    preserve = call.flag("preserve_range")
    if preserve is True:
        return copied(x).cast(Dtype.FLOAT)
    return as_float(x) if preserve is False else Numeric(x.kind, Dtype.FLOAT)


_DTYPE_MODULES = ("skimage.util", "skimage")

for _module in _DTYPE_MODULES:
    for _name in ("img_as_float", "img_as_float32", "img_as_float64"):
        register(lambda call: as_float(operand(call)), f"{_module}.{_name}(image, force_copy=False)")


def as_bytes(call: Call) -> Value:
    return bytes_array()


register(as_bytes, *(f"{module}.img_as_ubyte(image, force_copy=False)" for module in _DTYPE_MODULES))

# Reading and writing

register(
    photograph,
    "skimage.io.imread(fname, as_gray=False, plugin=None, **plugin_args)",
)
register(
    nothing,
    "skimage.io.imsave(fname, arr, plugin=None, *, check_contrast=True, **plugin_args)",
)
PICTURES = (
    "astronaut brick camera cat chelsea clock coffee coins colorwheel grass gravel hubble_deep_field "
    "immunohistochemistry logo moon page retina rocket text"
)
register(photograph, *(f"skimage.data.{name}()" for name in PICTURES.split()))


# Geometry


def interpolated(call: Call) -> Value:
    """Splines of a higher order overshoot, but the result is clipped to the range of the input unless told not to."""
    image = operand(call)
    x = scaled(call, image)
    if call.text("mode") == "constant" or call.text("mode") is None:
        x = joined(x, operand(call, "cval").range)
    order = call.number("order")
    linear = order in (0, 1) or call.is_none("order")
    result = copied(x) if call.flag("clip") is True or linear else x.map(lambda r: Interval.TOP)
    nearest = image.dtype in (Dtype.BOOL, Dtype.UNKNOWN) and (call.is_none("order") or order == 0)
    return replace(result, dtype=image.dtype) if nearest else result


register(
    interpolated,
    "skimage.transform.resize(image, output_shape, order=None, mode='reflect', cval=0, clip=True, preserve_range=False,"
    " anti_aliasing=None, anti_aliasing_sigma=None)",
    "skimage.transform.rescale(image, scale, order=None, mode='reflect', cval=0, clip=True, preserve_range=False,"
    " anti_aliasing=None, anti_aliasing_sigma=None, *, channel_axis=None)",
    "skimage.transform.rotate(image, angle, resize=False, center=None, order=None, mode='constant', cval=0, clip=True,"
    " preserve_range=False)",
    "skimage.transform.warp(image, inverse_map, map_args=None, output_shape=None, order=None, mode='constant',"
    " cval=0.0, clip=True, preserve_range=False)",
    "skimage.transform.swirl(image, center=None, strength=1, radius=100, rotation=0, output_shape=None, order=None,"
    " mode='reflect', cval=0, clip=True, preserve_range=False)",
)


# Colour


@model("skimage.color.rgb2gray(rgb, *, channel_axis=-1)")
def gray(call: Call) -> Value:
    """A weighted mean of the channels."""
    return copied(as_float(operand(call)))


register(preserving, "skimage.color.gray2rgb(image, *, channel_axis=-1)")


def bounded_colour(call: Call) -> Value:
    """[0, 1] whatever comes in: the conversion from XYZ clips."""
    return operand(call).certain(Interval.UNIT).cast(Dtype.FLOAT)


register(
    bounded_colour,
    "skimage.color.lab2rgb(lab, illuminant='D65', observer='2', *, channel_axis=-1)",
    "skimage.color.xyz2rgb(xyz, *, channel_axis=-1)",
    "skimage.color.luv2rgb(luv, *, channel_axis=-1)",
)


@model("skimage.color.rgb2hsv(rgb, *, channel_axis=-1)", "skimage.color.hsv2rgb(hsv, *, channel_axis=-1)")
def hue(call: Call) -> Value:
    """[0, 1] for colours in it; for others nothing is known."""
    x = as_float(operand(call))
    if x.range.within(Interval.UNIT):
        return x.certain(Interval.UNIT)
    return x.fresh(Interval.TOP, Interval.EMPTY)


@model("skimage.color.rgb2lab(rgb, illuminant='D65', observer='2', *, channel_axis=-1)")
def lab(call: Call) -> Value:
    return operand(call).certain(Interval.TOP).cast(Dtype.FLOAT)


# Exposure


@model("skimage.exposure.rescale_intensity(image, in_range='image', out_range='dtype')")
def rescale_intensity(call: Call) -> Value:
    """Clipped to the output range: by default that of the type, which for floats is [0, 1], or [-1, 1] for signed."""
    x = operand(call)
    limits = call.numbers("out_range")
    if limits is not None and len(limits) == 2:
        return x.certain(Interval(min(limits), max(limits))).cast(Dtype.FLOAT)
    if call.text("out_range") in ("dtype", "dtype_range"):
        if x.dtype is Dtype.UINT8:
            return bytes_array()
        if x.dtype.is_float:
            return x.certain(Interval.UNIT if x.range.lo >= 0 else SIGNED)
    return x.fresh(Interval.TOP, Interval.EMPTY).cast(Dtype.UNKNOWN)


@model(
    "skimage.exposure.equalize_hist(image, nbins=256, mask=None)",
    "skimage.exposure.equalize_adapthist(image, kernel_size=None, clip_limit=0.01, nbins=256)",
)
def equalized(call: Call) -> Value:
    return operand(call).certain(Interval.UNIT).cast(Dtype.FLOAT)


@model("skimage.exposure.match_histograms(image, reference, *, channel_axis=None)")
def matched(call: Call) -> Value:
    """The levels of the reference, or between them."""
    reference = copied(operand(call, "reference"))
    image = operand(call)
    return reference if image.dtype is reference.dtype else reference.cast(Dtype.UNKNOWN)


# Noise and filters


@model("skimage.util.random_noise(image, mode='gaussian', rng=None, clip=True, **kwargs)")
def random_noise(call: Call) -> Value:
    """Clipped to [0, 1], or to [-1, 1] if an element is below 0."""
    x = as_float(operand(call))
    if call.flag("clip") is True:
        return x.certain(Interval.UNIT if x.range.lo >= 0 else SIGNED)
    return x.certain(Interval.TOP)


@model(
    "skimage.filters.gaussian(image, sigma=1, *, mode='nearest', cval=0, preserve_range=False, truncate=4.0,"
    " channel_axis=None)"
)
def gaussian(call: Call) -> Value:
    x = scaled(call, operand(call))
    return joined(x, operand(call, "cval").range) if call.text("mode") in ("constant", None) else copied(x)


@model("skimage.filters.median(image, footprint=None, mode='nearest', cval=0.0, behavior='ndimage')")
def median(call: Call) -> Value:
    x = operand(call)
    return joined(x, operand(call, "cval").range) if call.text("mode") in ("constant", None) else copied(x)
