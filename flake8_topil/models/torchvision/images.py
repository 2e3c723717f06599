"""How torchvision treats the sorts of input it accepts: PIL images, tensors, and samples that hold several of them."""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import dataclass, replace

from flake8_topil.analysis.interval import Interval
from flake8_topil.analysis.values import (
    NONE,
    Dict,
    Dtype,
    Image,
    Kind,
    Numeric,
    Seq,
    Union,
    Value,
    badness,
    join,
    join_all,
)
from flake8_topil.models.registry import Call, Transfer, register

V1 = "torchvision.transforms"
V2 = "torchvision.transforms.v2"

ZERO = Interval(0.0, 0.0)

Operation = Callable[[Call, Numeric], Value]
"""What happens to a tensor."""
ImageOperation = Callable[[Call, Image], Value]
"""What happens to a PIL image, which no operation can take out of its range."""


def unchanged(call: Call, image: Image) -> Value:
    return image


@dataclass(frozen=True)
class OnImages:
    """The transfer function of an operation on one image, or on the images in a nested sample."""

    operation: Operation
    on_image: ImageOperation = unchanged
    arrays: bool = False
    """Does it take ndarrays as well? Others pass them through, or raise."""
    later: bool = True
    """Is a tensor that is not the first of its sample perhaps transformed too, as tv_tensors are?"""

    def __call__(self, call: Call) -> Value:
        inputs = (call.subject, *call.rest)
        sample = _Sample(self, call, clear=not any(map(_holds_image, inputs)))
        results = tuple(map(sample.apply, inputs))
        return results[0] if len(results) == 1 else Seq("tuple", results)


@dataclass
class _Sample:
    """One walk over a sample. Of plain tensors only the first is an image, and none where there is a PIL image."""

    rule: OnImages
    call: Call
    clear: bool
    """Is the next tensor certainly transformed?"""

    def apply(self, value: Value) -> Value:
        match value:
            case Union(alternatives):
                return self._each(alternatives)
            case Image():
                return self.rule.on_image(self.call, value)
            case Numeric() if self._is_array(value):
                return self._tensor(value)
            case Seq():
                return self._sequence(value.type, self.call.machine.iterate(value))
            case Dict():
                other = None if value.other is None else self.apply(value.other)
                return Dict(tuple((key, self.apply(item)) for key, item in value.items), other)
        return value

    def _sequence(self, type_: str, items: Seq) -> Seq:
        head = tuple(map(self.apply, items.head))
        if items.middle is None:
            return Seq(type_, head)
        self.clear = False
        return Seq(type_, head, self.apply(items.middle), tuple(map(self.apply, items.tail)))

    def _is_array(self, value: Numeric) -> bool:
        return value.kind is not Kind.NUMBER and (self.rule.arrays or value.kind is not Kind.NDARRAY)

    def _each(self, alternatives: tuple[Value, ...]) -> Value:
        before, after = self.clear, self.clear and not any(map(_holds_image, alternatives))
        results = []
        for alternative in alternatives:
            self.clear = before
            results.append(self.apply(alternative))
            after = after and self.clear
        self.clear = after
        return join_all(results)

    def _tensor(self, value: Numeric) -> Value:
        if self.clear:
            self.clear = False
            return self.rule.operation(self.call, value)
        if not self.rule.later:
            return value
        return self.call.machine.branch(lambda: value, lambda: self.rule.operation(self.call, value))


def _holds_image(value: Value) -> bool:
    """Is there a PIL image in it, on every path?"""
    match value:
        case Seq():
            return any(map(_holds_image, value.elements))
        case Dict():
            return any(_holds_image(item) for _, item in value.items)
    return isinstance(value, Image)


def transform(
    transfer: Transfer, name: str, parameters: str = "", *, subject: str = "img", v1: bool = True, v2: bool = True
) -> None:
    """Register a transform class: in v1 for one image, in v2 for any number of inputs."""
    if v1:
        register(transfer, f"{V1}.{name}({parameters})({subject})")
    if v2:
        register(transfer, f"{V2}.{name}({parameters})(inpt, *inputs)")


def functional(
    transfer: Transfer,
    name: str,
    parameters: str = "",
    *,
    subject: str = "img",
    v1: bool = True,
    v2: bool = True,
    kernels: str = "",
) -> None:
    """Register a function of `functional`, and the v2 kernels (`image`, `video`) it has."""
    rest = f", {parameters}" if parameters else ""
    if v1:
        register(transfer, f"{V1}.functional.{name}({subject}{rest})")
    if v2:
        register(transfer, f"{V2}.functional.{name}(inpt{rest})")
    for kernel in kernels.split():
        register(transfer, f"{V2}.functional.{name}_{kernel}({kernel}{rest})")


def vague(x: Numeric) -> Numeric:
    """A new value like `x` of which nothing is known."""
    return replace(x.fresh(Interval.TOP, Interval.EMPTY), why=None)


def moved(x: Numeric) -> Numeric:
    """The elements of `x` elsewhere, in storage of their own: flips, crops."""
    return x.fresh(x.range, x.seen)


def on_scale(operation: Operation) -> Operation:
    """An operation on colours: it happens to float images, uint8 images stay on their scale.

    An image of unknown type is one or the other, and stays so if the operation leaves floats in [0, 1].
    """

    def by_dtype(call: Call, x: Numeric) -> Value:
        if x.dtype.is_float:
            return operation(call, x)
        if x.dtype is Dtype.UINT8:
            return x.certain(Interval.BYTE)
        floats = operation(call, x.cast(Dtype.FLOAT)) if x.dtype is Dtype.UNKNOWN else x
        if isinstance(floats, Numeric) and floats.dtype.is_float and badness(floats) == 0:
            return join(x.certain(Interval.BYTE).cast(Dtype.UINT8), floats)
        return vague(x)

    return by_dtype


def sometimes(operation: Operation) -> Operation:
    """An operation that happens with the probability `p`."""

    def maybe(call: Call, x: Numeric) -> Value:
        probability = call.number("p")
        if probability is not None and probability <= 0:
            return x
        if probability is not None and probability >= 1:
            return operation(call, x)
        return call.machine.branch(lambda: x, lambda: operation(call, x))

    return maybe


def saturated(x: Numeric) -> Numeric:
    """`x` with the limits of its element type: interpolated uint8 values are rounded and clamped."""
    if x.dtype is not Dtype.UINT8 or x.range.within(Interval.BYTE):
        return x
    range_ = x.range.meet(Interval.BYTE)
    return x.fresh(Interval.BYTE if range_.is_empty else range_)


def with_border(x: Numeric, border: Interval, evident: bool = True) -> Numeric:
    """`x` joined with pixels that were not in it; `evident` where they are sure to be there."""
    telling = evident and border.is_bounded and not (x.seen.is_empty and border.within(Interval.UNIT))
    return saturated(x.fresh(x.range.join(border), x.seen.join(border) if telling else x.seen))


def hull(numbers: tuple[float, ...]) -> Interval:
    return Interval(min(numbers), max(numbers)) if numbers else Interval.EMPTY


def fill_of(call: Call) -> Interval | None:
    """The range of the fill colour; None where there is none, unbounded where it is not known."""
    value = call.arg("fill")
    if isinstance(value, Dict):
        colours = [item for _, item in value.items] + ([] if value.other is None else [value.other])
        return functools.reduce(Interval.join, (_colour(call, item) for item in colours), ZERO)
    return None if value == NONE else _colour(call, value)


def _colour(call: Call, value: Value) -> Interval:
    numbers = replace(call, arguments={"fill": value}).numbers("fill")
    if numbers is not None:
        return hull(numbers)
    if value == NONE:
        return ZERO
    return value.range if isinstance(value, Numeric) else Interval.TOP


_MODES_BY_NUMBER = {0: "nearest", 1: "lanczos", 2: "bilinear", 3: "bicubic", 4: "box", 5: "hamming"}
_MODES = {
    "nearest": "nearest",
    "nearest-exact": "nearest",
    "nearest_exact": "nearest",
    "bilinear": "bilinear",
    "linear": "bilinear",
    "box": "bilinear",
    "hamming": "bilinear",
    "bicubic": "bicubic",
    "cubic": "bicubic",
    "lanczos": "lanczos",
    "antialias": "lanczos",
}


def interpolation(call: Call) -> str | None:
    """How the call resamples: nearest, bilinear (nothing leaves the hull), bicubic or lanczos; None if not known."""
    number = call.number("interpolation")
    if number is not None:
        return _MODES.get(_MODES_BY_NUMBER.get(int(number), ""))
    return _MODES.get(call.text("interpolation") or "")
