"""Attributes of arrays, conversions to Python objects, constants, and functions that only look."""

from __future__ import annotations

import math

from flake8_topil.analysis.interval import INF
from flake8_topil.analysis.values import (
    Dtype,
    Kind,
    LibObject,
    Numeric,
    Seq,
    Value,
)
from flake8_topil.models.arrays import (
    copied,
    nothing,
)
from flake8_topil.models.dtypes import dtype_of
from flake8_topil.models.numpy.common import constant, known, opaque_bytes, uncounted
from flake8_topil.models.registry import Call, model, register


@model("ndarray.dtype")
def element_type(call: Call) -> Value:
    return dtype_of(call.x)


@model("numpy.dtype(dtype, align=False, copy=False)")
def dtype_object(call: Call) -> Value:
    return LibObject("numpy.dtype", (call.arg("dtype"),))


@model("ndarray.shape")
def shape_of(call: Call) -> Value:
    return Seq("tuple", middle=uncounted(Kind.NUMBER))


@model("numpy.shape(a)")
def shape_function(call: Call) -> Value:
    return shape_of(call)


def size_number(call: Call) -> Value:
    return uncounted(Kind.NUMBER)


register(size_number, "ndarray.ndim", "ndarray.size", "ndarray.nbytes", "ndarray.itemsize")
register(size_number, "numpy.size(a, axis=None)", "numpy.ndim(a)")


@model("ndarray.item(*args)")
def item(call: Call) -> Value:
    """One element, as a Python number; the only one keeps its relations."""
    x = _as_python(call.x).of_kind(Kind.NUMBER)
    return copied(x) if call.rest else x.detached()


def _as_python(x: Numeric) -> Numeric:
    return x.cast({Dtype.UINT8: Dtype.INT, Dtype.HALF: Dtype.FLOAT}.get(x.dtype, x.dtype))


@model("ndarray.tolist()")
def tolist(call: Call) -> Value:
    """Lists in lists of unknown depth."""
    return Seq("list", middle=copied(_as_python(call.x)).of_kind(Kind.ANY))


register(opaque_bytes, "ndarray.tobytes(order='C')", "ndarray.dumps()")


@model("numpy.iinfo(int_type)", "numpy.finfo(dtype)")
def type_limits(call: Call) -> Value:
    return LibObject(call.name, (call.subject,))


@model("numpy.finfo.eps", "numpy.finfo.tiny", "numpy.finfo.resolution", "numpy.finfo.smallest_normal")
def smallest(call: Call) -> Value:
    """A small positive number, whatever the float type."""
    return known(Dtype.UNKNOWN, 5e-324, 1e-3, Kind.NUMBER)


for _name, _number in {"pi": math.pi, "e": math.e, "inf": INF, "nan": math.nan}.items():
    register(constant(_number), f"numpy.{_name}")
register(nothing, "numpy.newaxis")
register(
    nothing,
    "numpy.save(file, arr, allow_pickle=True, fix_imports=True)",
    "numpy.savez(file, *args, **kwds)",
    "numpy.savez_compressed(file, *args, **kwds)",
    "numpy.savetxt(fname, X, *args, **kwargs)",
    "ndarray.tofile(fid, sep='', format='%s')",
)
register(
    nothing,
    "numpy.set_printoptions(*args, **kwargs)",
    "ndarray.setflags(write=None, align=None, uic=None)",
)
