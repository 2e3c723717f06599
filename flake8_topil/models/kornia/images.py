"""kornia.image and kornia.io: between files, arrays and tensors. Nothing is scaled, except where floats are read."""

from __future__ import annotations

from flake8_topil.analysis.interval import Interval
from flake8_topil.analysis.values import Dtype, Kind, Numeric, Value
from flake8_topil.models.registry import Call, model

_HOMES = ("kornia", "kornia.image", "kornia.utils")


@model(*(f"{home}.image_to_tensor(image, keepdim=True)" for home in _HOMES))
def image_to_tensor(call: Call) -> Value:
    return call.machine.share(call.view().of_kind(Kind.TENSOR), call.node)


@model(*(f"{home}.tensor_to_image(tensor, keepdim=False, force_contiguous=False)" for home in _HOMES))
def tensor_to_image(call: Call) -> Value:
    """bfloat16, which ndarrays do not have, becomes float32."""
    x = call.view().of_kind(Kind.NDARRAY)
    return x.detached().cast(Dtype.UNKNOWN) if x.dtype is Dtype.HALF else call.machine.share(x, call.node)


@model("kornia.io.load_image(path_file, desired_type=kornia.io.ImageLoadType.RGB32, device='cpu')")
def load_image(call: Call) -> Value:
    """uint8, or by default floats in [0, 1]."""
    kind = call.text("desired_type") or ""
    if kind in ("gray8", "rgb8", "rgba8"):
        return Numeric.known(Kind.TENSOR, Dtype.UINT8, Interval.BYTE)
    if kind in ("gray32", "rgb32"):
        return Numeric.known(Kind.TENSOR, Dtype.FLOAT, Interval.UNIT)
    return Numeric(Kind.TENSOR)
