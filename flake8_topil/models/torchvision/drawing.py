"""torchvision.utils: grids, and drawings on images."""

from __future__ import annotations

from flake8_topil.analysis.interval import Interval
from flake8_topil.analysis.values import (
    INTEGRAL,
    NONE,
    Dtype,
    Kind,
    Numeric,
    Seq,
    Value,
    as_numeric,
    join,
    join_all,
    members,
)
from flake8_topil.models.registry import Call, model
from flake8_topil.models.torchvision.images import hull, moved, saturated

_MIN_WIDTH = 1e-5
"""What make_grid divides by at least."""
_SLACK = 1e-6


def _batches(call: Call) -> tuple[Numeric, ...]:
    """The tensor, or the list of tensors stacked, for each sort that it may be."""
    subject = call.subject
    value = join_all(call.machine.iterate(subject).elements) if isinstance(subject, Seq) else subject
    return tuple(moved(as_numeric(member)).of_kind(Kind.TENSOR) for member in members(value))


@model(
    "torchvision.utils.make_grid(tensor, nrow=8, padding=2, normalize=False, value_range=None, scale_each=False, "
    "pad_value=0.0)"
)
def make_grid(call: Call) -> Value:
    """Images beside each other on `pad_value`, which is written after the normalisation (torchvision 0.29.1)."""
    return join_all(_grid(call, x) for x in _batches(call))


def _grid(call: Call, x: Numeric) -> Numeric:
    normalize = call.flag("normalize")
    if normalize:
        x = x.certain(_normalized(call)).cast(x.dtype if x.dtype.is_float else Dtype.FLOAT)
    elif normalize is None:
        x = x.fresh(x.range.join(_normalized(call)), x.seen)
    pad = call.numbers("pad_value")
    border = Interval.TOP if pad is None else hull(pad)
    evident = border.is_bounded and not (x.seen.is_empty and border.within(Interval.UNIT))
    return saturated(x.fresh(x.range.join(border), x.seen.join(border) if evident else x.seen))


def _normalized(call: Call) -> Interval:
    """Clamped to `value_range` and stretched to [0, 1]; swapped limits give nonsense, equal ones nearly 0."""
    limits = call.numbers("value_range")
    if limits is None or len(limits) != 2:
        return Interval.UNIT
    lo, hi = limits
    if lo > hi:
        quotient = (hi - lo) / _MIN_WIDTH
        return Interval(quotient * (1 + _SLACK), quotient * (1 - _SLACK))
    return Interval.UNIT


@model("torchvision.utils.save_image(tensor, fp, format=None, **kwargs)")
def save_image(call: Call) -> Value:
    """Rounds and clamps a copy: no conversion to report."""
    return NONE


@model(
    "torchvision.utils.draw_bounding_boxes(image, boxes, labels=None, colors=None, fill=False, width=1, font=None, "
    "font_size=None, label_colors=None, label_background_colors=None, fill_labels=False)",
    "torchvision.utils.draw_keypoints(image, keypoints, connectivity=None, colors=None, radius=2, width=3, "
    "visibility=None)",
)
def draw(call: Call) -> Value:
    """Drawn on uint8; floats come back in [0, 1]."""
    floats = call.certain(0.0, 1.0).of_kind(Kind.TENSOR)
    if call.x.dtype.is_float:
        return floats
    integers = call.certain(0.0, 255.0).cast(Dtype.UINT8).of_kind(Kind.TENSOR)
    return integers if call.x.dtype in INTEGRAL else join(integers, floats.cast(Dtype.FLOAT))


@model("torchvision.utils.draw_segmentation_masks(image, masks, alpha=0.8, colors=None)")
def draw_segmentation_masks(call: Call) -> Value:
    """A blend with colours in [0, 1], not clamped; uint8 was all that it took before torchvision 0.19."""
    x = call.x.of_kind(Kind.TENSOR)
    if x.dtype is Dtype.UINT8:
        return x.certain(Interval.BYTE)
    alpha = call.number("alpha")
    weight = Interval.UNIT if alpha is None else Interval(alpha, alpha)
    drawn = x.range.join(Interval.UNIT)
    blended = drawn if weight.within(Interval.UNIT) else (drawn - x.range) * weight + x.range
    return x.fresh(blended, x.seen if x.seen.is_empty else x.seen.join(Interval.UNIT))


@model("torchvision.utils.flow_to_image(flow)")
def flow_to_image(call: Call) -> Value:
    return Numeric.known(Kind.TENSOR, Dtype.UINT8, Interval.BYTE)
