"""albumentations: transforms that are called with `image=` and give a dictionary. Read off the sources of 2.0.8."""

from __future__ import annotations

from collections.abc import Callable

from flake8_topil.analysis import arithmetic
from flake8_topil.analysis.interval import Interval
from flake8_topil.analysis.values import Dict, Dtype, Kind, Numeric, Seq, Value, join, join_all
from flake8_topil.models.dtypes import read_dtype
from flake8_topil.models.registry import Call, Transfer, register
from flake8_topil.models.torchvision.colour import channels, standardized
from flake8_topil.models.torchvision.images import vague

Operation = Callable[[Call, Numeric], Value]
"""What happens to the image."""

_IMAGE = "image"


def _sample(image: Value) -> Dict:
    """What a transform gives; nothing is said of masks, boxes and other targets."""
    return Dict(((_IMAGE, image),), other=Numeric.unknown())


def _on_image(operation: Operation) -> Transfer:
    """The transfer function of a transform that happens with the probability `p`."""

    def transfer(call: Call) -> Value:
        x = call.array(_IMAGE)
        if x.kind is Kind.ANY:
            x = x.of_kind(Kind.NDARRAY)
        changed = operation(call, x)
        return _sample(changed if call.number("p") == 1 else join(x, changed))

    return transfer


def moved(call: Call, x: Numeric) -> Numeric:
    return x.fresh(x.range, x.seen)


def resampled(call: Call, x: Numeric) -> Numeric:
    """uint8 stays uint8; floats may overshoot, and be filled with anything."""
    return x.certain(Interval.BYTE) if x.dtype is Dtype.UINT8 else vague(x)


def coloured(call: Call, x: Numeric) -> Numeric:
    """uint8 stays uint8; floats in [0, 1] are clipped to it."""
    if x.dtype.is_float and x.range.within(Interval.UNIT):
        return x.certain(Interval.UNIT)
    return resampled(call, x)


_MOVING = "HorizontalFlip VerticalFlip Transpose RandomRotate90 D4 ChannelShuffle RandomGridShuffle"
_RESAMPLING = """
Resize RandomScale LongestMaxSize SmallestMaxSize RandomResizedCrop RandomSizedCrop Crop CropAndPad Pad PadIfNeeded
CenterCrop RandomCrop Rotate SafeRotate ShiftScaleRotate Affine Perspective PiecewiseAffine ElasticTransform
GridDistortion OpticalDistortion ThinPlateSpline CoarseDropout GridDropout ChannelDropout XYMasking PixelDropout Erasing
Downscale ChromaticAberration
"""
_COLOURING = """
RandomBrightnessContrast ColorJitter HueSaturationValue RGBShift RandomGamma RandomToneCurve CLAHE Equalize AutoContrast
ToGray ToSepia InvertImg Solarize Posterize ImageCompression Blur GaussianBlur MedianBlur MotionBlur GlassBlur
AdvancedBlur Defocus ZoomBlur Sharpen UnsharpMask Emboss FancyPCA PlanckianJitter GaussNoise ISONoise ShotNoise
MultiplicativeNoise AdditiveNoise SaltAndPepper RandomShadow RandomFog RandomRain RandomSnow RandomSunFlare Spatter
Superpixels RingingOvershoot Illumination PlasmaBrightnessContrast PlasmaShadow
"""
_ALWAYS = ("Resize", "LongestMaxSize", "SmallestMaxSize", "Crop", "CenterCrop", "RandomCrop", "Pad", "PadIfNeeded")
"""What happens to every image unless the code says otherwise."""

for _operation, _names in ((moved, _MOVING), (resampled, _RESAMPLING), (coloured, _COLOURING)):
    for _name in _names.split():
        _probability = 1.0 if _name in _ALWAYS else 0.5
        register(_on_image(_operation), f"albumentations.{_name}(*args, p={_probability}, **options)(image, **targets)")


# Element types and scales


def _is_unsaid(x: Numeric) -> bool:
    """Is it an image of which only the documentation says what scale it has?"""
    return x.dtype is Dtype.UNKNOWN and x.range == Interval.TOP and x.seen.is_empty


def normalized(call: Call, x: Numeric) -> Numeric:
    """(x / max_pixel_value - mean) / std by default; other ways follow the statistics of the image."""
    how = call.text("normalization")
    unsaid = _is_unsaid(x)
    x = x.cast(Dtype.FLOAT)
    if how in ("min_max", "min_max_per_channel"):
        return x.certain(Interval.UNIT)
    most = call.number("max_pixel_value")
    if how != "standard" or not most:
        return vague(x)
    scaled = x.certain(Interval.UNIT) if unsaid else arithmetic.divide(x, Numeric.number(most))
    return standardized(scaled, _per_channel(call, "mean"), _per_channel(call, "std")).cast(Dtype.FLOAT)


def _per_channel(call: Call, name: str) -> Numeric:
    numbers = call.numbers(name)
    return call.array(name) if numbers is None else channels(numbers)


def to_float(call: Call, x: Numeric) -> Numeric:
    """Integers are divided, by the largest number of their type unless another is given; floats stay as they are."""
    if _is_unsaid(x):
        return x.certain(Interval.UNIT).cast(Dtype.FLOAT)
    if x.dtype is Dtype.UINT8:
        most = 255.0 if call.is_none("max_value") else call.number("max_value")
        return arithmetic.divide(x, Numeric.number(most)).cast(Dtype.FLOAT) if most else vague(x).cast(Dtype.FLOAT)
    return x.cast(Dtype.FLOAT) if x.dtype is Dtype.FLOAT else vague(x).cast(Dtype.FLOAT)


def from_float(call: Call, x: Numeric) -> Numeric:
    """Multiplied, rounded and clipped to the type that is asked for."""
    dtype = read_dtype(call.arg("dtype"))
    if dtype is Dtype.UINT8:
        return x.certain(Interval.BYTE).cast(dtype)
    return vague(x).cast(Dtype.UNKNOWN)


def to_tensor(call: Call, x: Numeric) -> Numeric:
    """The same elements in another order; nothing is scaled."""
    return call.machine.share(call.view().of_kind(Kind.TENSOR), call.node)


_STATISTICS = "mean=(0.485, 0.456, 0.406), std=(0.229, 0.224, 0.225), max_pixel_value=255.0, normalization='standard'"
register(_on_image(normalized), f"albumentations.Normalize({_STATISTICS}, p=1.0)(image, **targets)")
register(_on_image(to_float), "albumentations.ToFloat(max_value=None, p=1.0)(image, **targets)")
register(_on_image(from_float), "albumentations.FromFloat(dtype='uint16', max_value=None, p=1.0)(image, **targets)")
register(_on_image(to_tensor), "albumentations.ToTensorV2(transpose_mask=False, p=1.0)(image, **targets)")
register(_on_image(moved), "albumentations.NoOp(p=0.5)(image, **targets)")


# Compositions


def _applied(call: Call, transform: Value, image: Value) -> Value:
    result = call.machine.call(transform, image, node=call.node)
    return dict(result.items).get(_IMAGE, Numeric.unknown()) if isinstance(result, Dict) else Numeric.unknown()


def _transforms(call: Call) -> tuple[Value, ...] | None:
    """The transforms one by one; None where the code does not show all of them."""
    listed = call.arg("transforms")
    return listed.items if isinstance(listed, Seq) else None


def _composed(call: Call, image: Value) -> Value:
    """All transforms in turn."""
    transforms = _transforms(call)
    if transforms is None:
        return Numeric.unknown()
    for transform in transforms:
        image = _applied(call, transform, image)
    return image


def _one_of(call: Call, image: Value) -> Value:
    """One of the transforms."""
    transforms = _transforms(call)
    return join_all(_applied(call, transform, image) for transform in transforms) if transforms else Numeric.unknown()


def _composition(combine: Callable[[Call, Value], Value]) -> Transfer:
    """The transfer function of a composition that happens with the probability `p`."""

    def transfer(call: Call) -> Value:
        image = call.arg(_IMAGE)
        result = combine(call, image)
        return _sample(result if call.number("p") == 1 else join(image, result))

    return transfer


register(
    _composition(_composed),
    "albumentations.Compose(transforms, bbox_params=None, keypoint_params=None, additional_targets=None, p=1.0, "
    "**options)(image, **targets)",
    "albumentations.Sequential(transforms, p=0.5)(image, **targets)",
)
register(_composition(_one_of), "albumentations.OneOf(transforms, p=0.5)(image, **targets)")
