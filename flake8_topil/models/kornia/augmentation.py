"""kornia.augmentation: operations that happen by chance, to each image of a batch on its own."""

from __future__ import annotations

from flake8_topil.analysis.interval import Interval
from flake8_topil.analysis.values import Const, Lib, Numeric, Seq, Value
from flake8_topil.models.kornia.common import Operation, on_image, within_unit
from flake8_topil.models.kornia.common import hull as moved
from flake8_topil.models.kornia.enhance import denormalized, normalized
from flake8_topil.models.kornia.geometry import sampled
from flake8_topil.models.registry import Call, model, register
from flake8_topil.models.torch.common import hull, with_zero
from flake8_topil.models.torchvision.images import vague


def _perhaps(operation: Operation) -> Operation:
    """An operation that is not done to every image."""
    return lambda call, x: operation(call, x) if call.number("p") == 1 else hull(x, operation(call, x))


def _warped(call: Call, x: Numeric) -> Numeric:
    return sampled(call, with_zero(x), "resample")


def _padded(call: Call, x: Numeric) -> Numeric:
    return sampled(call, _filled("fill")(call, with_zero(x)), "resample")


def _filled(name: str) -> Operation:
    """Pixels that are replaced by a number."""

    def filled(call: Call, x: Numeric) -> Numeric:
        numbers = call.numbers(name)
        colour = Interval.TOP if numbers is None else Interval(min(numbers), max(numbers))
        return x.fresh(x.range.join(colour), x.seen)

    return filled


def _smoothed(call: Call, x: Numeric) -> Numeric:
    """A mean of pixels, and of zeros at the border; before kornia 0.7 it could be asked for as a sum."""
    return vague(x) if "normalized" in call.extra else with_zero(x)


def _clipped(call: Call, x: Numeric) -> Numeric:
    """[0, 1] for an image that is in it, unless clamping is turned off."""
    return vague(x) if call.extra.get("clip_output", Const(True)) != Const(True) else within_unit(call, x)


def _gray(call: Call, x: Numeric) -> Numeric:
    return moved(call, x) if "rgb_weights" not in call.extra else vague(x)


def _inverted(call: Call, x: Numeric) -> Numeric:
    return within_unit(call, x) if "max_val" not in call.given else vague(x)


def _noisy(call: Call, x: Numeric) -> Numeric:
    """Nothing bounds the noise."""
    return x.certain(Interval.TOP)


_HALF = "*, p=0.5, **options"
_WHOLE = "*, p=1.0, **options"
_OPTIONS = "p=0.5, **options"
_RESAMPLE = f"resample='bilinear', {_HALF}"
_OPERATIONS: tuple[tuple[Operation, str, str], ...] = (
    (moved, "RandomHorizontalFlip RandomVerticalFlip RandomChannelShuffle", _HALF),
    (_smoothed, "RandomGaussianBlur RandomBoxBlur RandomMedianBlur RandomMotionBlur", f"*sizes, {_OPTIONS}"),
    (_gray, "RandomGrayscale", _HALF),
    (_warped, "RandomAffine", f"degrees, translate=None, scale=None, shear=None, {_RESAMPLE}"),
    (_warped, "RandomRotation", f"degrees, {_RESAMPLE}"),
    (_warped, "RandomShear", f"shear, {_RESAMPLE}"),
    (_warped, "RandomPerspective", f"distortion_scale=0.5, {_RESAMPLE}"),
    (_warped, "RandomTranslate", f"translate_x=None, translate_y=None, {_RESAMPLE}"),
    (_warped, "RandomThinPlateSpline", f"scale=0.2, {_RESAMPLE}"),
    (_warped, "RandomResizedCrop", f"size, scale=(0.08, 1.0), ratio=(0.75, 1.3333), {_RESAMPLE}"),
    (_warped, "Resize", f"size, side='short', resample='bilinear', {_WHOLE}"),
    (_warped, "CenterCrop", f"size, align_corners=True, resample='bilinear', {_WHOLE}"),
    (
        _padded,
        "RandomCrop",
        "size, padding=None, pad_if_needed=False, fill=0, padding_mode='constant', same_on_batch=False, "
        f"align_corners=True, {_RESAMPLE}",
    ),
    (_filled("value"), "RandomErasing", "scale=(0.02, 0.33), ratio=(0.3, 3.3), value=0.0, *, p=0.5, **options"),
    (_filled("pad_value"), "PadTo", "size, pad_mode='constant', pad_value=0, *, p=1.0, **options"),
    (
        _clipped,
        "ColorJitter ColorJiggle RandomBrightness RandomContrast RandomAutoContrast RandomGamma RandomHue "
        "RandomSaturation RandomEqualize RandomClahe RandomPosterize RandomSharpness RandomSolarize RandomJPEG "
        "RandomRGBShift RandomSaltAndPepperNoise",
        f"*factors, {_OPTIONS}",
    ),
    (_inverted, "RandomInvert", f"max_val=1.0, {_HALF}"),
    (_noisy, "RandomGaussianNoise", f"mean=0.0, std=1.0, {_HALF}"),
    (normalized, "Normalize", f"mean, std, {_WHOLE}"),
    (denormalized, "Denormalize", f"mean, std, {_WHOLE}"),
)

for _operation, _names, _parameters in _OPERATIONS:
    for _name in _names.split():
        register(on_image(_perhaps(_operation)), f"kornia.augmentation.{_name}({_parameters})(input, params=None)")


_INPUTS = ("input", "image")


def _is_image(keys: Value) -> bool:
    """Do the data keys say that the one input is an image?"""
    if not isinstance(keys, Seq) or keys.items is None or len(keys.items) != 1:
        return False
    key = keys.items[0]
    name = key.value if isinstance(key, Const) else key.name.rpartition(".")[2] if isinstance(key, Lib) else None
    return isinstance(name, str) and name.lower() in _INPUTS


def _in_turn(call: Call) -> Value:
    """Each operation on what the one before it gives; nothing is said if the call changes which, or what they take."""
    if call.extra.keys() & {"random_apply", "data_keys"}:
        return Numeric.unknown()
    value = call.subject
    for operation in call.rest:
        value = call.machine.call(operation, value, node=call.node)
    return value


@model("kornia.augmentation.AugmentationSequential(*args, data_keys=('input',), **options)(input, *others)")
def augmentation_sequential(call: Call) -> Value:
    return _in_turn(call) if _is_image(call.arg("data_keys")) else Numeric.unknown()


@model("kornia.augmentation.ImageSequential(*args, **options)(input)")
def image_sequential(call: Call) -> Value:
    return _in_turn(call)
