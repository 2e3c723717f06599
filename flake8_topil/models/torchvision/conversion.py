"""Conversions between PIL images, ndarrays and tensors, and between element types, scaled or not."""

from __future__ import annotations

import functools
from dataclasses import replace

from flake8_topil.analysis.interval import Interval
from flake8_topil.analysis.values import (
    INTEGRAL,
    NONE,
    Dict,
    Dtype,
    Image,
    Kind,
    Lib,
    Numeric,
    Seq,
    Value,
)
from flake8_topil.models.arrays import image_array
from flake8_topil.models.dtypes import converted, integer_limits, read_dtype
from flake8_topil.models.registry import Call, model, register
from flake8_topil.models.torchvision.images import ZERO, OnImages, functional, transform, vague

_BYTES = Numeric.known(Kind.TENSOR, Dtype.UINT8, Interval.BYTE)
_UNITS = Numeric.known(Kind.TENSOR, Dtype.FLOAT, Interval.UNIT)
_PER_LEVEL = Interval(1 / 255, 1 / 255)


# To PIL: the v2 names are the v1 functions


@model("torchvision.transforms.functional.to_pil_image(pic, mode=None)")
def to_pil_image(call: Call) -> Value:
    return call.machine.convert(call.arg("pic"), call.arg("mode"), call.node)


@model("torchvision.transforms.ToPILImage(mode=None)(pic, *inputs)")
def to_pil_image_class(call: Call) -> Value:
    """v2 converts the first array of a nested sample, v1 its one argument."""
    if call.rest or isinstance(call.subject, Seq | Dict):
        return _nested(call)
    return to_pil_image(call)


def _convert(call: Call, x: Numeric) -> Value:
    return call.machine.convert(x, call.arg("mode"), call.node)


_nested = OnImages(_convert, arrays=True, later=False)


# From PIL and ndarrays


def _in_tensor(call: Call, x: Numeric) -> Numeric:
    """The elements of an ndarray, its channels moved to the front, perhaps in its storage."""
    if x.kind is Kind.TENSOR:
        return x
    node = call.node
    view = x if node is None else replace(x, view=(*x.view, node), poly=x.poly and x.poly.reshaped(node))
    return call.machine.share(view.of_kind(Kind.TENSOR), node)


def _image_tensor(image: Image) -> Numeric:
    """The tensor with the pixels of an image as they are; a mode that is not known is taken for one of 8 bits."""
    return image_array(image).of_kind(Kind.TENSOR)


def scaled_image(call: Call, image: Image) -> Numeric:
    """What ToTensor makes of an image: 8 bits are scaled to [0, 1], the modes I, I;16 and F are not."""
    return _UNITS if image.is_8_bit or image.mode == "1" else _image_tensor(image)


def scaled(call: Call, x: Numeric) -> Numeric:
    """What ToTensor makes of anything else. It scales uint8 arrays; an unknown object is taken for a PIL image."""
    if x.kind is Kind.TENSOR:
        return x
    if x.dtype is Dtype.UINT8:
        return replace(x.map(lambda r: r * _PER_LEVEL), dtype=Dtype.FLOAT, kind=Kind.TENSOR)
    if x.dtype is Dtype.UNKNOWN:
        if x.kind is Kind.ANY and x.range == Interval.TOP:
            return _UNITS
        return x.fresh(x.range.join(x.range * _PER_LEVEL), x.seen).of_kind(Kind.TENSOR)
    return _in_tensor(call, x)


def as_pixels(call: Call, x: Numeric) -> Numeric:
    """The elements as they are; an unknown object is taken for a PIL image."""
    if x.kind is Kind.ANY and x.dtype is Dtype.UNKNOWN and x.range == Interval.TOP:
        return _BYTES
    return _in_tensor(call, x)


def pixels(call: Call, image: Image) -> Numeric:
    return _image_tensor(image)


_to_tensor = OnImages(scaled, scaled_image, arrays=True)
transform(_to_tensor, "ToTensor", subject="pic")
functional(_to_tensor, "to_tensor", subject="pic")

transform(OnImages(as_pixels, pixels), "PILToTensor", subject="pic")
register(
    OnImages(as_pixels, pixels),
    "torchvision.transforms.functional.pil_to_tensor(pic)",
    "torchvision.transforms.v2.functional.pil_to_tensor(pic)",
)
# Unlike the readers of PIL images above, this takes tensors too, so it says nothing of an unknown object.
transform(OnImages(_in_tensor, pixels, arrays=True), "ToImage", v1=False)
functional(OnImages(_in_tensor, pixels, arrays=True), "to_image", v1=False)


# Element types


def cast(call: Call, x: Numeric, target: Value) -> Numeric:
    """A plain change of the element type; floats are cut off where the new type is integral."""
    dtype = read_dtype(target)
    if dtype is None or dtype is Dtype.UNKNOWN:
        return vague(x).cast(Dtype.UNKNOWN)
    if dtype is Dtype.UINT8 and x.dtype not in INTEGRAL:
        call.machine.truncate(x, call.node)
    return _perhaps_shared(call, x, converted(x, dtype, integer_limits(target)))


def _perhaps_shared(call: Call, x: Numeric, result: Numeric) -> Numeric:
    """A cast is the tensor itself where it has that type already."""
    if result.dtype is x.dtype or x.dtype is Dtype.UNKNOWN:
        return call.machine.share(result, call.node)
    return result.detached()


def rescaled(call: Call, x: Numeric, target: Value) -> Numeric:
    """A change of the element type that maps the range of one to the range of the other; floats are never clamped."""
    dtype = read_dtype(target)
    if dtype is Dtype.UINT8:
        if x.dtype is Dtype.UINT8:
            return x
        if x.dtype not in INTEGRAL:
            call.machine.scale_to_uint8(x, call.node)
        return x.certain(Interval.BYTE).cast(dtype)
    if dtype is None or not dtype.is_float:
        return vague(x).cast(dtype or Dtype.UNKNOWN)
    if x.dtype.is_float:
        return _perhaps_shared(call, x, converted(x, dtype))
    if x.dtype is Dtype.UINT8:
        return x.map(lambda r: r * _PER_LEVEL).cast(dtype)
    if x.dtype is Dtype.BOOL:
        return x.detached().cast(dtype)
    if x.dtype is Dtype.INT:
        return x.certain(Interval(0.0 if x.range.lo >= 0 else -129 / 127, 1.0)).cast(dtype)
    return x.fresh(x.range.join(ZERO), x.seen).cast(dtype)


def to_dtype(call: Call, x: Numeric, target: Value) -> Value:
    """One of the two, as the argument `scale` says."""
    scale = call.flag("scale")
    if scale is not None:
        return rescaled(call, x, target) if scale else cast(call, x, target)
    return call.machine.branch(lambda: rescaled(call, x, target), lambda: cast(call, x, target))


def _image_dtypes(argument: Value) -> tuple[Value, ...]:
    """The element types that an argument of ToDtype may mean for images."""
    if not isinstance(argument, Dict):
        return (argument,)
    for key, dtype in argument.items:
        if isinstance(key, Lib) and key.name.endswith("tv_tensors.Image"):
            return (dtype,)
    named = tuple(dtype for _, dtype in argument.items)
    return named if argument.other is None else (*named, argument.other)


def _to_dtype(call: Call, x: Numeric) -> Value:
    def to(target: Value) -> Value:
        return x if target == NONE else to_dtype(call, x, target)

    return call.machine.branch(*(functools.partial(to, target) for target in _image_dtypes(call.arg("dtype"))))


def _convert_image_dtype(call: Call, x: Numeric) -> Value:
    return rescaled(call, x, call.arg("dtype"))


transform(OnImages(_to_dtype), "ToDtype", "dtype, scale=False", v1=False)
functional(OnImages(_to_dtype), "to_dtype", "dtype=torch.float32, scale=False", v1=False, kernels="image video")
transform(OnImages(_convert_image_dtype), "ConvertImageDtype", "dtype", subject="image", v2=False)
transform(OnImages(_convert_image_dtype), "ConvertImageDtype", "dtype=torch.float32", v1=False)
register(
    OnImages(_convert_image_dtype),
    "torchvision.transforms.functional.convert_image_dtype(image, dtype=torch.float32)",
    "torchvision.transforms.v2.functional.convert_image_dtype(image, dtype=torch.float32)",
)


# Tensors with a meaning


@model(
    "torchvision.tv_tensors.Image(data, *, dtype=None, device=None, requires_grad=None)",
    "torchvision.tv_tensors.Video(data, *, dtype=None, device=None, requires_grad=None)",
    "torchvision.tv_tensors.Mask(data, *, dtype=None, device=None, requires_grad=None)",
)
def tv_tensor(call: Call) -> Value:
    """The same elements in the same storage; from a PIL image its pixels."""
    if not call.is_none("dtype"):
        return cast(call, _elements(call), call.arg("dtype"))
    return _elements(call)


def _elements(call: Call) -> Numeric:
    subject = call.subject
    if isinstance(subject, Image):
        return _image_tensor(subject)
    if not isinstance(subject, Numeric) or subject.kind is Kind.NUMBER:
        return Numeric(Kind.TENSOR)
    return subject.of_kind(Kind.TENSOR)


@model(
    "torchvision.tv_tensors.BoundingBoxes(data, *, format, canvas_size, clamping_mode='soft', dtype=None, device=None, "
    "requires_grad=None)",
    "torchvision.tv_tensors.KeyPoints(data, *, canvas_size, dtype=None, device=None, requires_grad=None)",
)
def coordinates(call: Call) -> Value:
    """No pixels: whatever it is made of, nothing is known of its scale."""
    return Numeric(Kind.TENSOR)


@model("torchvision.tv_tensors.wrap(wrappee, *, like, **kwargs)")
def wrap(call: Call) -> Value:
    return call.subject


def as_it_is(call: Call) -> Value:
    """The inputs: the transform changes their type, or what is no image."""
    inputs = (call.subject, *call.rest)
    return inputs[0] if len(inputs) == 1 else Seq("tuple", inputs)


for _name, _parameters in {
    "Identity": "",
    "ToPureTensor": "",
    "ClampBoundingBoxes": "clamping_mode='auto'",
    "ClampKeyPoints": "",
    "ConvertBoundingBoxFormat": "format",
    "SanitizeBoundingBoxes": "min_size=1.0, min_area=1.0, labels_getter='default'",
    "SanitizeKeyPoints": "labels_getter=None",
    "SetClampingMode": "clamping_mode",
}.items():
    transform(as_it_is, _name, _parameters, v1=False)
