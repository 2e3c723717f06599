"""Arrays in other shapes, in parts, and joined."""

from __future__ import annotations

from dataclasses import replace

from flake8_topil.analysis.interval import Interval
from flake8_topil.analysis.values import (
    Const,
    Kind,
    Numeric,
    Seq,
    Value,
)
from flake8_topil.models.arrays import (
    as_array,
    converted,
    copied,
    evident,
    gathered,
    joined,
    of_dtype,
    operand,
    preserving,
    viewed,
)
from flake8_topil.models.numpy.common import uncounted
from flake8_topil.models.registry import Call, model, register

register(
    viewed,
    "numpy.transpose(a, axes=None)",
    "numpy.permute_dims(a, axes=None)",
    "numpy.matrix_transpose(x)",
    "numpy.moveaxis(a, source, destination)",
    "numpy.rollaxis(a, axis, start=0)",
    "numpy.swapaxes(a, axis1, axis2)",
    "numpy.squeeze(a, axis=None)",
    "numpy.expand_dims(a, axis)",
    "numpy.reshape(a, shape=None, order='C', newshape=None, copy=None)",
    "numpy.ravel(a, order='C')",
    "numpy.broadcast_to(array, shape, subok=False)",
    "numpy.atleast_1d(ary)",
    "numpy.atleast_2d(ary)",
    "numpy.atleast_3d(ary)",
    "numpy.lib.stride_tricks.sliding_window_view(x, window_shape, axis=None, *, subok=False, writeable=False)",
    "numpy.lib.stride_tricks.as_strided(x, shape=None, strides=None, subok=False, writeable=True)",
    "ndarray.transpose(*axes)",
    "ndarray.swapaxes(axis1, axis2)",
    "ndarray.squeeze(axis=None)",
    "ndarray.reshape(*shape, order='C', copy=None)",
    "ndarray.ravel(order='C')",
    "ndarray.T",
    "ndarray.mT",
    "ndarray.flat",
)


@model("numpy.flip(m, axis=None)", "numpy.fliplr(m)", "numpy.flipud(m)", "numpy.rot90(m, k=1, axes=(0, 1))")
def flipped(call: Call) -> Value:
    """A view in which numbers that differ by the channel may belong to another one."""
    x = operand(call)
    by_channel = x.poly is not None and any(isinstance(c, tuple) for c in x.poly.terms.values())
    return call.mixed() if by_channel else viewed(call)


register(
    preserving,
    "numpy.roll(a, shift, axis=None)",
    "numpy.tile(A, reps)",
    "numpy.repeat(a, repeats, axis=None)",
    "numpy.resize(a, new_shape)",
    "numpy.take(a, indices, axis=None, *, mode='raise')",
    "numpy.take_along_axis(arr, indices, axis=-1)",
    "numpy.sort(a, axis=-1, kind=None, order=None, stable=None)",
    "numpy.partition(a, kth, axis=-1, kind='introselect', order=None)",
    "numpy.delete(arr, obj, axis=None)",
    "numpy.trim_zeros(filt, trim='fb', axis=None)",
    "numpy.fft.fftshift(x, axes=None)",
    "numpy.fft.ifftshift(x, axes=None)",
    "ndarray.flatten(order='C')",
    "ndarray.repeat(repeats, axis=None)",
    "ndarray.take(indices, axis=None, *, mode='raise')",
    "ndarray.diagonal(offset=0, axis1=0, axis2=1)",
    "numpy.diagonal(a, offset=0, axis1=0, axis2=1)",
)


@model("numpy.extract(condition, arr)", "numpy.compress(condition, a, axis=None)")
def extract(call: Call) -> Value:
    return copied(operand(call, "arr", "a"))


@model("ndarray.view(dtype=None, type=None)")
def reinterpret(call: Call) -> Value:
    """Other element types read the same bytes as other numbers."""
    return call.view() if call.is_none("dtype") else replace(of_dtype(call.arg("dtype")), kind=call.x.kind)


@model("numpy.real(val)", "numpy.real_if_close(a, tol=100)", "ndarray.real")
def real(call: Call) -> Value:
    return viewed(call)


def _parts(call: Call) -> Value:
    """Pieces of the subject, in its storage."""
    x = call.subject
    return Seq("list", middle=call.part() if isinstance(x, Numeric) else operand(call))


register(
    _parts,
    "numpy.split(ary, indices_or_sections, axis=0)",
    "numpy.array_split(ary, indices_or_sections, axis=0)",
    "numpy.hsplit(ary, indices_or_sections)",
    "numpy.vsplit(ary, indices_or_sections)",
    "numpy.dsplit(ary, indices_or_sections)",
    "numpy.unstack(x, axis=0)",
)


@model(
    "numpy.tril(m, k=0)",
    "numpy.triu(m, k=0)",
    "numpy.diag(v, k=0)",
    "numpy.diagflat(v, k=0)",
)
def with_zeros(call: Call) -> Value:
    return joined(operand(call), Interval(0.0, 0.0))


def stacked(call: Call) -> Value:
    """The elements of all arrays in a sequence."""
    result = gathered(as_array(call.machine, element) for element in call.machine.iterate(call.subject).elements)
    return converted(call, result, call.arg("dtype"))


register(
    stacked,
    "numpy.stack(arrays, axis=0, *, dtype=None, casting='same_kind')",
    "numpy.concatenate(arrays, axis=0, *, dtype=None, casting='same_kind')",
    "numpy.concat(arrays, axis=0, *, dtype=None, casting='same_kind')",
    "numpy.vstack(tup, *, dtype=None, casting='same_kind')",
    "numpy.hstack(tup, *, dtype=None, casting='same_kind')",
    "numpy.row_stack(tup, *, dtype=None, casting='same_kind')",
    "numpy.dstack(tup)",
    "numpy.column_stack(tup)",
    "numpy.block(arrays)",
)


@model(
    "numpy.append(arr, values, axis=None)",
    "numpy.insert(arr, obj, values, axis=None)",
)
def extended(call: Call) -> Value:
    return gathered([operand(call, "arr"), operand(call, "values")])


@model("numpy.unique(ar, return_index=False, return_inverse=False, return_counts=False, axis=None, *, equal_nan=True)")
def unique(call: Call) -> Value:
    values = copied(operand(call))
    extras = [call.flag(name) for name in ("return_index", "return_inverse", "return_counts")]
    if not any(extra is not False for extra in extras):
        return values
    return Seq("tuple", (values,), uncounted())


@model("numpy.pad(array, pad_width, mode='constant', **kwargs)")
def pad(call: Call) -> Value:
    """Constant padding adds its constant; the other modes stay among the elements, except odd reflection."""
    x = operand(call).of_kind(Kind.NDARRAY)
    mode = call.text("mode")
    if mode in ("constant", "linear_ramp"):
        fill = call.extra.get("constant_values" if mode == "constant" else "end_values", Numeric.number(0))
        return joined(x, as_array(call.machine, fill).range)
    if mode in ("edge", "wrap", "maximum", "minimum", "mean", "median"):
        return copied(x)
    if mode in ("reflect", "symmetric"):
        odd = call.extra.get("reflect_type", Const("even")) != Const("even")
        return evident(x) if odd else copied(x)
    return replace(x.fresh(Interval.TOP, Interval.EMPTY), why=None)
