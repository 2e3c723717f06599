"""torchvision.ops: layers and functions of detection networks."""

from __future__ import annotations

from flake8_topil.analysis.interval import INF, Interval
from flake8_topil.analysis.values import NONE, Dict, Dtype, Kind, Numeric, Value
from flake8_topil.models.registry import Call, Transfer, model, register

OPS = "torchvision.ops"


def _result(lo: float = -INF, hi: float = INF, dtype: Dtype = Dtype.FLOAT) -> Transfer:
    value = Numeric.known(Kind.TENSOR, dtype, Interval(lo, hi))
    return lambda call: value


def _unsaid(call: Call) -> Value:
    """Coordinates, areas, losses: no image, and no evidence of anything."""
    return Numeric(Kind.TENSOR, call.x.dtype)


def with_zero(call: Call) -> Value:
    """Averages and maxima of pixels, or 0 outside the image or where units are dropped."""
    return call.x.map(_with_zero).of_kind(Kind.TENSOR)


def _with_zero(range_: Interval) -> Interval:
    return range_ if range_.is_empty else range_.join(Interval(0.0, 0.0))


def _is_evaluating(call: Call) -> bool:
    """Does the call say that it is not training? A layer does not."""
    return "training" in call.arguments and call.flag("training") is False


def dropped(call: Call) -> Value:
    """0, or the value divided by the share that survives; unknown, that share may be any."""
    x, p = call.x.of_kind(Kind.TENSOR), call.number("p")
    if p == 0 or _is_evaluating(call):
        return x
    factor = Interval(1.0, INF) if p is None or p >= 1 else Interval(1.0, 1.0 / (1.0 - p))
    return x.map(lambda r: _with_zero(r * factor))


_ROI = "input, boxes, output_size, spatial_scale=1.0, sampling_ratio=-1"
register(
    with_zero,
    f"{OPS}.roi_align({_ROI}, aligned=False)",
    f"{OPS}.roi_pool(input, boxes, output_size, spatial_scale=1.0)",
    f"{OPS}.ps_roi_align({_ROI})",
    f"{OPS}.ps_roi_pool(input, boxes, output_size, spatial_scale=1.0)",
    f"{OPS}.RoIAlign(output_size, spatial_scale, sampling_ratio, aligned=False)(input, rois)",
    f"{OPS}.RoIPool(output_size, spatial_scale)(input, rois)",
    f"{OPS}.PSRoIAlign(output_size, spatial_scale, sampling_ratio)(input, rois)",
    f"{OPS}.PSRoIPool(output_size, spatial_scale)(input, rois)",
)
register(
    dropped,
    f"{OPS}.stochastic_depth(input, p, mode, training=True)",
    f"{OPS}.StochasticDepth(p, mode)(input)",
)


def blocks_dropped(call: Call) -> Value:
    """0, or the value times the number of elements over the number that survive, which one block may make large."""
    x = call.x.of_kind(Kind.TENSOR)
    if call.number("p") == 0 or _is_evaluating(call):
        return x
    return x.map(lambda r: _with_zero(r * Interval(0.0, INF)))


for _dimensions in ("2d", "3d"):
    register(
        blocks_dropped,
        f"{OPS}.drop_block{_dimensions}(input, p, block_size, inplace=False, eps=1e-06, training=True)",
        f"{OPS}.DropBlock{_dimensions}(p, block_size, inplace=False, eps=1e-06)(input)",
    )

register(
    _result(),
    f"{OPS}.deform_conv2d(input, offset, weight, bias=None, stride=(1, 1), padding=(0, 0), dilation=(1, 1), mask=None)",
    f"{OPS}.DeformConv2d(in_channels, out_channels, kernel_size, stride=1, padding=0, dilation=1, groups=1, bias=True)"
    "(input, offset, mask=None)",
    f"{OPS}.FrozenBatchNorm2d(num_features, eps=1e-05)(x)",
    f"{OPS}.MLP(in_channels, hidden_channels, norm_layer=None, activation_layer=torch.nn.ReLU, inplace=None, "
    "bias=True, dropout=0.0)(input)",
)


@model(
    *(
        f"{OPS}.Conv{dimensions}NormActivation(in_channels, out_channels, kernel_size=3, stride=1, padding=None, "
        f"groups=1, norm_layer=torch.nn.BatchNorm{dimensions}, activation_layer=torch.nn.ReLU, dilation=1, "
        "inplace=True, bias=None)(input)"
        for dimensions in ("2d", "3d")
    )
)
def convolution_block(call: Call) -> Value:
    """A convolution, then the activation."""
    values = Numeric.known(Kind.TENSOR, Dtype.FLOAT, Interval.TOP)
    activation = call.arg("activation_layer")
    if activation == NONE:
        return values
    return call.machine.call(call.machine.call(activation), values)


@model(
    f"{OPS}.SqueezeExcitation(input_channels, squeeze_channels, activation=torch.nn.ReLU, "
    "scale_activation=torch.nn.Sigmoid)(input)"
)
def squeeze_excitation(call: Call) -> Value:
    """The input times what `scale_activation` gives, by default in [0, 1]."""
    if "scale_activation" in call.given:
        return call.unbounded()
    return with_zero(call)


@model(
    f"{OPS}.FeaturePyramidNetwork(in_channels_list, out_channels, extra_blocks=None, norm_layer=None)(x)",
)
def pyramid(call: Call) -> Value:
    return Dict(other=Numeric.known(Kind.TENSOR, Dtype.FLOAT, Interval.TOP))


@model(
    f"{OPS}.MultiScaleRoIAlign(featmap_names, output_size, sampling_ratio, *, canonical_scale=224, canonical_level=4)"
    "(x, boxes, image_shapes)"
)
def multi_scale(call: Call) -> Value:
    return Numeric(Kind.TENSOR, Dtype.FLOAT)


@model(f"{OPS}.Permute(dims)(x)")
def permute(call: Call) -> Value:
    return call.view()


_LOSS = "boxes1, boxes2, reduction='none', eps=1e-07"
register(
    _result(0.0, 1.0),
    f"{OPS}.box_iou(boxes1, boxes2, fmt='xyxy')",
)
register(_result(-1.0, 1.0), f"{OPS}.generalized_box_iou(boxes1, boxes2)")
register(
    _result(0.0, INF, Dtype.INT),
    f"{OPS}.nms(boxes, scores, iou_threshold)",
    f"{OPS}.batched_nms(boxes, scores, idxs, iou_threshold)",
    f"{OPS}.remove_small_boxes(boxes, min_size)",
)
register(
    _unsaid,
    f"{OPS}.box_area(boxes, fmt='xyxy')",
    f"{OPS}.box_convert(boxes, in_fmt, out_fmt)",
    f"{OPS}.clip_boxes_to_image(boxes, size)",
    f"{OPS}.complete_box_iou(boxes1, boxes2, eps=1e-07)",
    f"{OPS}.distance_box_iou(boxes1, boxes2, eps=1e-07)",
    f"{OPS}.complete_box_iou_loss({_LOSS})",
    f"{OPS}.distance_box_iou_loss({_LOSS})",
    f"{OPS}.generalized_box_iou_loss({_LOSS})",
    f"{OPS}.sigmoid_focal_loss(inputs, targets, alpha=0.25, gamma=2, reduction='none')",
)


@model(f"{OPS}.masks_to_boxes(masks)")
def masks_to_boxes(call: Call) -> Value:
    return Numeric(Kind.TENSOR, Dtype.FLOAT)
