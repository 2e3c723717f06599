"""kornia.geometry.transform: what moves and resamples pixels."""

from __future__ import annotations

from flake8_topil.analysis.interval import Interval
from flake8_topil.analysis.values import Numeric
from flake8_topil.models.kornia.common import Operation, bordered, function_and_module, hull, on_image
from flake8_topil.models.registry import Call, register
from flake8_topil.models.torch.common import with_zero
from flake8_topil.models.torchvision.geometry import BICUBIC, overshot

TRANSFORM = "geometry.transform"
_HULL = frozenset({"nearest", "nearest-exact", "bilinear", "linear", "area", "trilinear"})


def sampled(call: Call, x: Numeric, *names: str) -> Numeric:
    """Pixels between those of `x`: bicubic ones overshoot."""
    mode = (call.text(*names) or "").lower()
    if mode in _HULL or call.number(*names) in (0.0, 1.0):
        return x.fresh(x.range, x.seen)
    seen = x.seen if mode != "bicubic" or x.seen.is_empty else overshot(x.seen, BICUBIC)
    return x.fresh(overshot(x.range, BICUBIC), seen)


def resized(call: Call, x: Numeric) -> Numeric:
    return sampled(call, x, "interpolation")


def warped(call: Call, x: Numeric) -> Numeric:
    """What lies outside is 0, a fill colour, or mirrored."""
    padding = call.text("padding_mode")
    if padding == "zeros":
        x = with_zero(x)
    elif padding not in ("border", "reflection"):
        x = x.fresh(x.range.join(_fill(call)).join(Interval(0.0, 0.0)), x.seen)
    return sampled(call, x, "mode", "flags")


def _fill(call: Call) -> Interval:
    return call.array("fill_value").range if "fill_value" in call.given else Interval.TOP


_SAMPLING = "mode='bilinear', padding_mode='zeros', align_corners=True"
_FUNCTIONS: tuple[tuple[Operation, str], ...] = (
    (warped, f"warp_affine(src, M, dsize, {_SAMPLING}, fill_value=None)"),
    (warped, f"warp_perspective(src, M, dsize, {_SAMPLING}, fill_value=None)"),
    (warped, "remap(image, map_x, map_y, mode='bilinear', padding_mode='zeros', align_corners=None, **options)"),
    (warped, "homography_warp(patch_src, src_homo_dst, dsize, mode='bilinear', padding_mode='zeros', **options)"),
    (warped, f"affine(tensor, matrix, {_SAMPLING})"),
    (warped, f"crop_and_resize(input_tensor, boxes, size, {_SAMPLING})"),
    (warped, f"center_crop(input_tensor, size, {_SAMPLING})"),
    (warped, f"crop_by_boxes(input_tensor, src_box, dst_box, {_SAMPLING}, validate_boxes=True)"),
    (
        warped,
        "elastic_transform2d(image, noise, kernel_size=(63, 63), sigma=(32.0, 32.0), alpha=(1.0, 1.0), "
        "align_corners=False, mode='bilinear', padding_mode='zeros')",
    ),
)
_MODULES: tuple[tuple[Operation, str, str, str], ...] = (
    (hull, "hflip", "Hflip", ""),
    (hull, "vflip", "Vflip", ""),
    (hull, "rot180", "Rot180", ""),
    (warped, "rotate", "Rotate", f"angle, center=None, {_SAMPLING}"),
    (warped, "translate", "Translate", f"translation, {_SAMPLING}"),
    (warped, "scale", "Scale", f"scale_factor, center=None, {_SAMPLING}"),
    (warped, "shear", "Shear", "shear, mode='bilinear', padding_mode='zeros', align_corners=False"),
    (
        resized,
        "resize",
        "Resize",
        "size, interpolation='bilinear', align_corners=None, side='short', antialias=False",
    ),
    (resized, "rescale", "Rescale", "factor, interpolation='bilinear', align_corners=None, antialias=False"),
    (bordered, "pyrdown", "PyrDown", "border_type='reflect', align_corners=False, factor=2.0"),
    (bordered, "pyrup", "PyrUp", "border_type='reflect', align_corners=False"),
)

for _operation, _signature in _FUNCTIONS:
    register(on_image(_operation), f"kornia.{TRANSFORM}.{_signature}")
for _operation, _name, _module, _parameters in _MODULES:
    function_and_module(_operation, TRANSFORM, _name, _module, _parameters)
register(
    on_image(warped),
    f"kornia.{TRANSFORM}.Affine(angle=None, translation=None, scale_factor=None, shear=None, center=None, {_SAMPLING})"
    "(input)",
)
