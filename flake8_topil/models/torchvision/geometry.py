"""Transforms that move, crop, pad and resample pixels."""

from __future__ import annotations

from flake8_topil.analysis.interval import Interval
from flake8_topil.analysis.values import Dtype, Image, Kind, Numeric, Seq, Value
from flake8_topil.models.registry import Call, model, register
from flake8_topil.models.torchvision.images import (
    V1,
    ZERO,
    OnImages,
    Operation,
    fill_of,
    functional,
    interpolation,
    moved,
    saturated,
    sometimes,
    transform,
    with_border,
)

BICUBIC = 0.4453125
"""How far beyond the hull, as a fraction of its width, a sharp bicubic kernel (A = -0.75) reaches in two dimensions."""
BICUBIC_ANTIALIAS = 0.305
"""The same for the kernel of antialias=True (A = -0.5), at the worst ratio of sizes; measured on torch 2.14.1."""
LANCZOS = 0.735
"""The same for lanczos; measured on torch 2.14.1."""

_SHARP = Interval(-BICUBIC, 1.0 + BICUBIC)
_ANTIALIAS_BY_DEFAULT = (0, 17)


def overshot(range_: Interval, fraction: float) -> Interval:
    """The range of values interpolated with a kernel that has negative weights."""
    margin = fraction * range_.width
    return range_ if range_.is_empty else Interval(range_.lo - margin, range_.hi + margin)


def _antialias(call: Call) -> bool | None:
    """Is the call antialiased? Not by default before torchvision 0.17."""
    if "antialias" not in call.given:
        return call.machine.torchvision >= _ANTIALIAS_BY_DEFAULT
    return call.flag("antialias")


def resampled(call: Call, x: Numeric) -> Numeric:
    """A change of size. Bicubic and lanczos overshoot on floats and nothing clamps them; uint8 saturates."""
    mode = interpolation(call)
    if mode in ("nearest", "bilinear"):
        return moved(x)
    if mode == "bicubic":
        fraction = BICUBIC_ANTIALIAS if _antialias(call) else BICUBIC
        return saturated(x.map(lambda r: overshot(r, fraction)))
    if mode == "lanczos":
        return saturated(x.map(lambda r: overshot(r, LANCZOS)))
    return saturated(x.fresh(overshot(x.range, LANCZOS), x.seen))


def warped(call: Call, x: Numeric) -> Numeric:
    """A warp: zeros from outside, blended with the fill colour by a mask that is resampled likewise.

    Bilinear attenuates twice, so the hull holds 0 even with a fill; bicubic overshoots twice (torchvision 0.29.1).
    """
    mode, fill = interpolation(call), fill_of(call)
    if mode == "nearest":
        return with_border(x, ZERO if fill is None else fill)
    border = ZERO if fill is None else fill.join(ZERO)
    linear = with_border(x, border)
    if mode == "bilinear":
        return linear
    range_ = overshot(x.range.join(ZERO), BICUBIC)
    if fill is not None:
        range_ = (range_ - fill) * _SHARP + fill
    return saturated(x.fresh(range_, range_ if mode and not x.seen.is_empty else linear.seen))


def rigid(call: Call, x: Numeric) -> Numeric:
    """A warp that refuses to resample tensors other than nearest or bilinear."""
    fill = fill_of(call)
    if interpolation(call) == "nearest":
        return with_border(x, ZERO if fill is None else fill)
    return with_border(x, ZERO if fill is None else fill.join(ZERO))


def _mirrors(call: Call) -> bool:
    return call.text("padding_mode") in ("edge", "reflect", "symmetric")


def padded(call: Call, x: Numeric) -> Numeric:
    """The fill colour around the image, or a mirror image of it."""
    return moved(x) if _mirrors(call) else with_border(x, fill_of(call) or ZERO)


def cropped(call: Call, x: Numeric) -> Numeric:
    """A part of the image, with zeros where the part reaches beyond it."""
    if x.range.lo <= 0 <= x.range.hi:
        return call.machine.part(x, call.node)
    return with_border(x, ZERO, evident=False)


def cropped_at_random(call: Call, x: Numeric) -> Numeric:
    """A part of the image, padded before if the code asks for it."""
    if call.is_none("padding") and call.flag("pad_if_needed") is False:
        return call.machine.part(x, call.node)
    return padded(call, x)


def cropped_and_resized(call: Call, x: Numeric) -> Numeric:
    return resampled(call, with_border(x, ZERO, evident=False))


def within_hull(call: Call, x: Numeric) -> Numeric:
    """Pixels in another order, or averages of some with positive weights."""
    return moved(x)


def zoomed_out(call: Call, x: Numeric) -> Numeric:
    return with_border(x, fill_of(call) or ZERO)


def crops(count: int) -> OnImages:
    """A tuple of crops of the image."""

    def of_tensor(call: Call, x: Numeric) -> Value:
        return Seq("tuple", (moved(x),) * count)

    def of_image(call: Call, image: Image) -> Value:
        return Seq("tuple", (image,) * count)

    return OnImages(of_tensor, of_image)


_RESIZE = 'interpolation="bilinear", max_size=None, antialias=True'
_BOTH = "image video"

_CLASSES: tuple[tuple[Operation, str, str], ...] = (
    (resampled, "Resize", f"size, {_RESIZE}"),
    (
        resampled,
        "RandomResizedCrop",
        'size, scale=(0.08, 1.0), ratio=(0.75, 1.3333333333333333), interpolation="bilinear", antialias=True',
    ),
    (rigid, "RandomRotation", 'degrees, interpolation="nearest", expand=False, center=None, fill=0'),
    (
        rigid,
        "RandomAffine",
        'degrees, translate=None, scale=None, shear=None, interpolation="nearest", fill=0, center=None',
    ),
    (sometimes(rigid), "RandomPerspective", 'distortion_scale=0.5, p=0.5, interpolation="bilinear", fill=0'),
    (padded, "Pad", 'padding, fill=0, padding_mode="constant"'),
    (cropped, "CenterCrop", "size"),
    (cropped_at_random, "RandomCrop", 'size, padding=None, pad_if_needed=False, fill=0, padding_mode="constant"'),
    (within_hull, "RandomHorizontalFlip", "p=0.5"),
    (within_hull, "RandomVerticalFlip", "p=0.5"),
    (within_hull, "GaussianBlur", "kernel_size, sigma=(0.1, 2.0)"),
)
_NEW_CLASSES: tuple[tuple[Operation, str, str], ...] = (
    (
        resampled,
        "ScaleJitter",
        'target_size, scale_range=(0.1, 2.0), interpolation="bilinear", antialias=True',
    ),
    (resampled, "RandomShortestSize", 'min_size, max_size=None, interpolation="bilinear", antialias=True'),
    (resampled, "RandomResize", 'min_size, max_size, interpolation="bilinear", antialias=True'),
    (sometimes(zoomed_out), "RandomZoomOut", "fill=0, side_range=(1.0, 4.0), p=0.5"),
    (
        within_hull,
        "RandomIoUCrop",
        "min_scale=0.3, max_scale=1.0, min_aspect_ratio=0.5, max_aspect_ratio=2.0, sampler_options=None, trials=40",
    ),
    (within_hull, "RandomChannelPermutation", ""),
    (within_hull, "UniformTemporalSubsample", "num_samples"),
)
_FUNCTIONS: tuple[tuple[Operation, str, str], ...] = (
    (resampled, "resize", f"size, {_RESIZE}"),
    (
        cropped_and_resized,
        "resized_crop",
        'top, left, height, width, size, interpolation="bilinear", antialias=True',
    ),
    (rigid, "rotate", 'angle, interpolation="nearest", expand=False, center=None, fill=None'),
    (rigid, "affine", 'angle, translate, scale, shear, interpolation="nearest", fill=None, center=None'),
    (padded, "pad", 'padding, fill=0, padding_mode="constant"'),
    (cropped, "crop", "top, left, height, width"),
    (cropped, "center_crop", "output_size"),
    (within_hull, "gaussian_blur", "kernel_size, sigma=None"),
)

for _operation, _name, _parameters in _CLASSES:
    transform(OnImages(_operation), _name, _parameters)
transform(
    OnImages(warped),
    "ElasticTransform",
    'alpha=50.0, sigma=5.0, interpolation="bilinear", fill=0',
    subject="tensor",
)
for _operation, _name, _parameters in _NEW_CLASSES:
    transform(OnImages(_operation), _name, _parameters, v1=False)
for _operation, _name, _parameters in _FUNCTIONS:
    functional(OnImages(_operation), _name, _parameters, kernels=_BOTH)

functional(OnImages(rigid), "perspective", 'startpoints, endpoints, interpolation="bilinear", fill=None', v2=False)
functional(
    OnImages(rigid),
    "perspective",
    'startpoints, endpoints, interpolation="bilinear", fill=None, coefficients=None',
    v1=False,
    kernels=_BOTH,
)
_ELASTIC = 'displacement, interpolation="bilinear", fill=None'
functional(OnImages(warped), "elastic_transform", _ELASTIC)
functional(OnImages(warped), "elastic", _ELASTIC, v1=False, kernels=_BOTH)
for _name, _alias in (("horizontal_flip", "hflip"), ("vertical_flip", "vflip")):
    functional(OnImages(within_hull), _alias)
    functional(OnImages(within_hull), _name, v1=False, kernels=_BOTH)
functional(OnImages(within_hull), "permute_channels", "permutation", v1=False, kernels=_BOTH)
functional(OnImages(within_hull), "uniform_temporal_subsample", "num_samples", v1=False, kernels="video")

for _count, _class, _function, _parameters in (
    (5, "FiveCrop", "five_crop", ""),
    (10, "TenCrop", "ten_crop", ", vertical_flip=False"),
):
    transform(crops(_count), _class, f"size{_parameters}")
    functional(crops(_count), _function, f"size{_parameters}", kernels=_BOTH)


register(
    lambda call: call.subject,
    "torchvision.transforms.InterpolationMode(value)",
    "torchvision.transforms.functional.InterpolationMode(value)",
)


_REMOVED = "not in the present torchvision"
register(OnImages(resampled), f"{V1}.Scale(size, interpolation='bilinear')(img)", unchecked=_REMOVED)
register(OnImages(resampled), f"{V1}.RandomSizedCrop(size, interpolation='bilinear')(img)", unchecked=_REMOVED)


def _size() -> Numeric:
    return Numeric(Kind.NUMBER, Dtype.INT, Interval(0.0, float("inf")))


@model(
    "torchvision.transforms.functional.get_dimensions(img)",
    "torchvision.transforms.v2.functional.get_dimensions(inpt)",
)
def get_dimensions(call: Call) -> Value:
    return Seq("list", (_size(),) * 3)


@model(
    "torchvision.transforms.functional.get_image_size(img)",
    "torchvision.transforms.v2.functional.get_image_size(inpt)",
    "torchvision.transforms.v2.functional.get_size(inpt)",
)
def get_size(call: Call) -> Value:
    return Seq("list", (_size(),) * 2)


@model(
    "torchvision.transforms.functional.get_image_num_channels(img)",
    "torchvision.transforms.v2.functional.get_image_num_channels(inpt)",
    "torchvision.transforms.v2.functional.get_num_channels(inpt)",
    "torchvision.transforms.v2.functional.get_num_frames(inpt)",
)
def get_count(call: Call) -> Value:
    return _size()
