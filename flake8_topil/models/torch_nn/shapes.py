"""Padding, folding, and layers that only move elements."""

from __future__ import annotations

from flake8_topil.analysis.values import Numeric
from flake8_topil.models.registry import Call
from flake8_topil.models.torch.common import hull, operation, shuffled, with_zero
from flake8_topil.models.torch.reductions import total
from flake8_topil.models.torch.shapes import view, view_or_copy
from flake8_topil.models.torch_nn.common import DIMENSIONS, is_zero, layer


def _padded(call: Call, value: Numeric) -> Numeric:
    return hull(call.x, value).cast(call.x.dtype)


@operation("torch.nn.functional.pad(input, pad, mode='constant', value=None)")
def pad(call: Call) -> Numeric:
    """Reflected or repeated elements, or a constant, 0 by default."""
    if call.text("mode") in ("reflect", "replicate", "circular"):
        return call.shuffled()
    return _padded(call, Numeric.number(0) if call.is_none("value") else call.array("value"))


for _dimension in DIMENSIONS:
    operation(f"torch.nn.ConstantPad{_dimension}(padding, value)(input)")(
        lambda call: _padded(call, call.array("value"))
    )
    operation(f"torch.nn.ZeroPad{_dimension}(padding)(input)")(lambda call: _padded(call, Numeric.number(0)))
    for _module in ("ReflectionPad", "ReplicationPad", "CircularPad"):
        operation(f"torch.nn.{_module}{_dimension}(padding)(input)")(shuffled)

for _name, _module, _parameter in (
    ("pixel_shuffle", "PixelShuffle", "upscale_factor"),
    ("pixel_unshuffle", "PixelUnshuffle", "downscale_factor"),
    ("channel_shuffle", "ChannelShuffle", "groups"),
):
    operation(*layer(_name, _module, _parameter), f"torch.{_name}(input, {_parameter})")(shuffled)

_SLIDING = "dilation=1, padding=0, stride=1"
operation(*layer("fold", "Fold", f"output_size, kernel_size, {_SLIDING}"))(lambda call: call.x.map(total))
operation(*layer("unfold", "Unfold", f"kernel_size, {_SLIDING}"))(
    lambda call: call.shuffled() if is_zero(call, "padding") else with_zero(call.x)
)
operation("torch.nn.Flatten(start_dim=1, end_dim=-1)(input)")(view_or_copy)
operation("torch.nn.Unflatten(dim, unflattened_size)(input)")(view)
