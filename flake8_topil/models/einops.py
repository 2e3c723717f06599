"""einops: the elements stay what they are, elsewhere. Read off the sources of einops 0.8.2."""

from __future__ import annotations

from flake8_topil.analysis.interval import INF, Interval
from flake8_topil.analysis.values import Dtype, Kind, Numeric, Seq, Value, as_numeric
from flake8_topil.models.registry import Call, model
from flake8_topil.models.torch.common import hull


def _stacked(call: Call, name: str) -> Numeric | None:
    """The elements of a list of arrays, which is stacked first; None where the argument is no list."""
    value = call.arg(name)
    if not isinstance(value, Seq):
        return None
    elements = [as_numeric(element) for element in call.machine.iterate(value).elements]
    return hull(*elements) if elements else Numeric.unknown()


@model(
    "einops.rearrange(tensor, pattern, **axes_lengths)",
    "einops.repeat(tensor, pattern, **axes_lengths)",
    "einops.layers.torch.Rearrange(pattern, **axes_lengths)(tensor)",
)
def rearrange(call: Call) -> Value:
    """A view where the pattern allows it, a copy where it does not."""
    stacked = _stacked(call, "tensor")
    return call.machine.share(call.view(), call.node) if stacked is None else stacked


@model(
    "einops.reduce(tensor, pattern, reduction, **axes_lengths)",
    "einops.layers.torch.Reduce(pattern, reduction, **axes_lengths)(tensor)",
)
def reduce(call: Call) -> Value:
    """Elements, or means of them, which integers have none of; sums and products may be anything."""
    stacked = _stacked(call, "tensor")
    x = call.array("tensor") if stacked is None else stacked
    reduction = call.text("reduction")
    if reduction in ("mean", "max", "min"):
        return x.fresh(x.range, x.seen)
    return Numeric(x.kind)


@model("einops.pack(tensors, pattern)")
def pack(call: Call) -> Value:
    """The flattened arrays in one, and their shapes."""
    stacked = _stacked(call, "tensors")
    shapes = Seq("list", middle=Seq("tuple", middle=Numeric(Kind.NUMBER, Dtype.INT, Interval(0.0, INF))))
    return Seq("tuple", (Numeric.unknown() if stacked is None else stacked, shapes))


@model("einops.unpack(tensor, packed_shapes, pattern)")
def unpack(call: Call) -> Value:
    return Seq("list", middle=call.part())


@model("einops.asnumpy(tensor)")
def asnumpy(call: Call) -> Value:
    return call.machine.share(call.x.of_kind(Kind.NDARRAY), call.node)
