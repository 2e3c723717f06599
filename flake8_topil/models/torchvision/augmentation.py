"""Transforms that add noise, erase, mix, or draw other transforms at random."""

from __future__ import annotations

from flake8_topil.analysis.interval import Interval
from flake8_topil.analysis.values import Dtype, Kind, Numeric, Value
from flake8_topil.models.registry import Call, register
from flake8_topil.models.torchvision.images import (
    ZERO,
    OnImages,
    fill_of,
    functional,
    hull,
    moved,
    on_scale,
    saturated,
    transform,
    with_border,
)

_BOTH = "image video"


def noisy(call: Call, x: Numeric) -> Numeric:
    """Gaussian noise, clamped unless `clip` is false."""
    clip = call.flag("clip")
    if clip is None:
        return x.fresh(Interval.TOP, x.seen.meet(Interval.UNIT))
    return x.certain(Interval.UNIT if clip else Interval.TOP)


def compressed(call: Call, x: Numeric) -> Numeric:
    """JPEG artefacts; only uint8 is accepted."""
    return x.certain(Interval.BYTE).cast(Dtype.UINT8)


def erased_at_random(call: Call, x: Numeric) -> Numeric:
    """A rectangle of one colour, or of N(0, 1) noise for value="random"; seldom none at all."""
    if call.number("p") == 0:
        return x
    if call.text("value") == "random":
        return with_border(x, Interval.TOP) if x.dtype is Dtype.UINT8 else x.certain(Interval.TOP)
    colours = call.numbers("value")
    return with_border(x, Interval.TOP if colours is None else hull(colours))


def erased(call: Call, x: Numeric) -> Numeric:
    value = call.array("v")
    return saturated(x.fresh(x.range.join(value.range), x.seen.join(value.seen)))


def augmented(call: Call, x: Numeric) -> Numeric:
    """A random policy: some of its operations clamp, others invert without clamping or shift the fill colour in.

    Inverting a second time adds nothing to the hull.
    """
    fill = fill_of(call) or ZERO
    result = x.map(lambda r: r if r.is_empty else _with_inverse(r.join(Interval.UNIT)))
    return with_border(result, _with_inverse(fill)) if not fill.within(Interval.UNIT) else result


def _with_inverse(range_: Interval) -> Interval:
    return range_.join(Interval(1.0, 1.0) - range_)


def mixed(call: Call, x: Numeric) -> Numeric:
    """Pixels of one image of the batch, or weighted means of two; labels become one-hot floats."""
    if x.dtype in (Dtype.INT, Dtype.BOOL):
        return Numeric.known(Kind.TENSOR, Dtype.FLOAT, Interval.UNIT)
    return moved(x)


def whitened(call: Call, x: Numeric) -> Value:
    """A product with a matrix, which may have any scale."""
    return x.certain(Interval.TOP).cast(Dtype.HALF if x.dtype is Dtype.HALF else Dtype.FLOAT)


_NOISE = "mean=0.0, sigma=0.1, clip=True"
transform(OnImages(on_scale(noisy)), "GaussianNoise", _NOISE, v1=False)
functional(OnImages(on_scale(noisy)), "gaussian_noise", _NOISE, v1=False, kernels=_BOTH)

transform(OnImages(compressed), "JPEG", "quality", v1=False)
functional(OnImages(compressed), "jpeg", "quality", v1=False, v2=False, kernels=_BOTH)
register(OnImages(compressed), "torchvision.transforms.v2.functional.jpeg(image, quality)")

transform(
    OnImages(erased_at_random),
    "RandomErasing",
    "p=0.5, scale=(0.02, 0.33), ratio=(0.3, 3.3), value=0, inplace=False",
)
functional(OnImages(erased), "erase", "i, j, h, w, v, inplace=False", kernels=_BOTH)

_WARP = "interpolation='nearest', fill=None"
for _name, _parameters in {
    "AutoAugment": f"policy=torchvision.transforms.AutoAugmentPolicy.IMAGENET, {_WARP}",
    "RandAugment": f"num_ops=2, magnitude=9, num_magnitude_bins=31, {_WARP}",
    "TrivialAugmentWide": f"num_magnitude_bins=31, {_WARP}",
    "AugMix": (
        "severity=3, mixture_width=3, chain_depth=-1, alpha=1.0, all_ops=True, interpolation='bilinear', fill=None"
    ),
}.items():
    transform(OnImages(on_scale(augmented)), _name, _parameters, subject="orig_img" if _name == "AugMix" else "img")

for _name in ("MixUp", "CutMix"):
    transform(OnImages(mixed), _name, "*, alpha=1.0, num_classes=None, labels_getter='default'", v1=False)

transform(OnImages(whitened), "LinearTransformation", "transformation_matrix, mean_vector", subject="tensor")
