"""einops: the elements stay what they are, elsewhere."""

from __future__ import annotations

from flake8_topil.analysis.values import Value
from flake8_topil.models.registry import Call, model

_UNCHECKED = "einops is not a dependency of the tests"


@model(
    "einops.rearrange(tensor, pattern, **axes_lengths)",
    "einops.repeat(tensor, pattern, **axes_lengths)",
    unchecked=_UNCHECKED,
)
def rearrange(call: Call) -> Value:
    return call.view()


@model("einops.reduce(tensor, pattern, reduction, **axes_lengths)", unchecked=_UNCHECKED)
def reduce(call: Call) -> Value:
    if call.text("reduction") in ("mean", "max", "min"):
        return call.shuffled()
    return call.unknown()
