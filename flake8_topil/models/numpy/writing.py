"""Functions and methods that change an array in place."""

from __future__ import annotations

from flake8_topil.analysis import arithmetic
from flake8_topil.analysis.values import (
    NONE,
    Numeric,
    Value,
)
from flake8_topil.models.arrays import (
    copied,
    joined,
    operand,
    stored_as,
)
from flake8_topil.models.registry import Call, model


@model("numpy.copyto(dst, src, casting='same_kind', where=True)")
def copyto(call: Call) -> Value:
    source = operand(call, "src")
    whole = call.flag("where") is True
    _overwrite(call, source if whole else joined(operand(call), source.range))
    return NONE


@model("numpy.putmask(a, mask, values)", "numpy.place(arr, mask, vals)", "numpy.put(a, ind, v, mode='raise')")
def putmask(call: Call) -> Value:
    """New values where the mask holds, and what the array was where it does not."""
    x, values = operand(call), operand(call, "values", "vals", "v")
    if not call.name.endswith("put"):
        x = arithmetic.restricted(x, operand(call, "mask"), holds=False)
    _overwrite(call, joined(x, values.range))
    return NONE


@model("numpy.fill_diagonal(a, val, wrap=False)")
def fill_diagonal(call: Call) -> Value:
    _overwrite(call, joined(operand(call), operand(call, "val").range))
    return NONE


@model("ndarray.fill(value)")
def fill(call: Call) -> Value:
    _overwrite(call, operand(call, "value"))
    return NONE


def _overwrite(call: Call, content: Numeric) -> None:
    """Write to the subject, which keeps its element type: floats put into integers are cut off."""
    x = call.x
    call.machine.write(call.subject, copied(stored_as(content, x.dtype).of_kind(x.kind)))


@model("ndarray.sort(axis=-1, kind=None, order=None)")
def sort_in_place(call: Call) -> Value:
    if isinstance(call.subject, Numeric):
        call.machine.write(call.subject, copied(call.subject))
    return NONE
