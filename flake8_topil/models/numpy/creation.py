"""Arrays made of other objects, of numbers, of memory; casts."""

from __future__ import annotations

from dataclasses import replace

from flake8_topil.analysis.interval import Interval
from flake8_topil.analysis.polynomial import Polynomial
from flake8_topil.analysis.values import (
    NONE,
    Dtype,
    Kind,
    Lib,
    Numeric,
    Seq,
    Value,
)
from flake8_topil.models.arrays import (
    as_array,
    converted,
    copied,
    gathered,
    of_dtype,
    operand,
    stored_as,
)
from flake8_topil.models.numpy.common import COUNT, known, uncounted
from flake8_topil.models.registry import Call, model, register

_SCALAR_TYPES = (
    "bool", "bool_", "uint8", "ubyte", "int8", "byte", "uint16", "ushort", "int16", "short", "uint32", "uintc", "int32",
    "intc", "uint64", "uint", "int64", "int_", "intp", "longlong", "ulonglong", "float16", "half", "float32", "single",
    "float64", "double", "float_", "longdouble",
)  # fmt: skip


def scalar_type(call: Call) -> Value:
    """`np.uint8(x)` is `x.astype(np.uint8)`."""
    x = operand(call)
    return converted(call, x, Lib(call.name)).of_kind(Kind.NDARRAY)


for _name in _SCALAR_TYPES:
    register(
        scalar_type,
        f"numpy.{_name}(x=0)",
        unchecked="removed in numpy 2" if _name == "float_" else "",
    )


@model("ndarray.astype(dtype, order='K', casting='unsafe', subok=True, copy=True)")
def astype(call: Call) -> Value:
    kind = Kind.NUMBER if call.x.kind is Kind.NUMBER else Kind.NDARRAY
    return converted(call, call.x, call.arg("dtype")).of_kind(kind)


@model(
    "numpy.array(object, dtype=None, copy=True, order='K', subok=False, ndmin=0, like=None)",
    "numpy.asfortranarray(a, dtype=None, like=None)",
)
def array(call: Call) -> Value:
    return converted(call, as_array(call.machine, call.subject), call.arg("dtype"))


@model(
    "numpy.asarray(a, dtype=None, order=None, device=None, copy=None, like=None)",
    "numpy.asanyarray(a, dtype=None, order=None, device=None, copy=None, like=None)",
    "numpy.ascontiguousarray(a, dtype=None, like=None)",
    "numpy.require(a, dtype=None, requirements=None, like=None)",
)
def asarray(call: Call) -> Value:
    """The array itself where it needs no cast."""
    cast = array(call)
    x = call.subject
    if not isinstance(x, Numeric) or not isinstance(cast, Numeric) or call.flag("copy") is True:
        return cast
    if x.dtype is cast.dtype and x.kind is not Kind.NUMBER and cast.range == x.range:
        return call.shared().of_kind(Kind.NDARRAY)
    return cast


@model(
    "numpy.asarray_chkfinite(a, dtype=None, order=None)",
    "numpy.copy(a, order='K', subok=False)",
)
def array_copy(call: Call) -> Value:
    return converted(call, as_array(call.machine, call.subject), call.arg("dtype"))


@model("ndarray.copy(order='C')")
def copy_method(call: Call) -> Value:
    return call.copy()


def _filled(call: Call, range_: Interval, otherwise: Dtype) -> Numeric:
    value = Numeric.known(Kind.NDARRAY, otherwise, range_)
    if range_.lo == range_.hi and range_.is_bounded:
        value = replace(value, poly=Polynomial.constant(range_.lo))
    return converted(call, value, call.arg("dtype"))


@model("numpy.zeros(shape, dtype=None, order='C', device=None, like=None)")
def zeros(call: Call) -> Value:
    return _filled(call, Interval(0.0, 0.0), Dtype.FLOAT)


@model("numpy.ones(shape, dtype=None, order='C', device=None, like=None)")
def ones(call: Call) -> Value:
    return _filled(call, Interval(1.0, 1.0), Dtype.FLOAT)


@model("numpy.zeros_like(a, dtype=None, order='K', subok=True, shape=None, device=None)")
def zeros_like(call: Call) -> Value:
    return _filled(call, Interval(0.0, 0.0), operand(call).dtype)


@model("numpy.ones_like(a, dtype=None, order='K', subok=True, shape=None, device=None)")
def ones_like(call: Call) -> Value:
    return _filled(call, Interval(1.0, 1.0), operand(call).dtype)


@model(
    "numpy.eye(N, M=None, k=0, dtype=None, order='C', device=None, like=None)",
    "numpy.identity(n, dtype=None, like=None)",
    "numpy.tri(N, M=None, k=0, dtype=None, like=None)",
)
def eye(call: Call) -> Value:
    return _filled(call, Interval.UNIT, Dtype.FLOAT)


@model("numpy.full(shape, fill_value, dtype=None, order='C', device=None, like=None)")
def full(call: Call) -> Value:
    return converted(call, as_array(call.machine, call.arg("fill_value")), call.arg("dtype"))


@model("numpy.full_like(a, fill_value, dtype=None, order='K', subok=True, shape=None, device=None)")
def full_like(call: Call) -> Value:
    fill = as_array(call.machine, call.arg("fill_value"))
    if not call.is_none("dtype"):
        return converted(call, fill, call.arg("dtype"))
    return stored_as(fill, operand(call).dtype)


@model(
    "numpy.empty(shape, dtype=float, order='C', device=None, like=None)",
    "numpy.ndarray(shape, dtype=float, buffer=None, offset=0, strides=None, order=None)",
    "numpy.frombuffer(buffer, dtype=float, count=-1, offset=0, like=None)",
    "numpy.fromstring(string, dtype=float, count=-1, sep='', like=None)",
    "numpy.fromiter(iter, dtype, count=-1, like=None)",
)
def from_memory(call: Call) -> Value:
    """Contents that only the element type bounds."""
    return of_dtype(call.arg("dtype"), Dtype.FLOAT)


@model(
    "numpy.fromfile(file, dtype=float, count=-1, sep='', offset=0, like=None)",
    "numpy.memmap(filename, dtype=uint8, mode='r+', offset=0, shape=None, order='C')",
)
def from_file(call: Call) -> Value:
    return of_dtype(call.arg("dtype"), Dtype.FLOAT)


@model(
    "numpy.loadtxt(fname, dtype=float, *args, **kwargs)",
    "numpy.genfromtxt(fname, dtype=float, *args, **kwargs)",
)
def from_text(call: Call) -> Value:
    return of_dtype(call.arg("dtype"), Dtype.FLOAT)


@model(
    "numpy.load(file, mmap_mode=None, allow_pickle=False, fix_imports=True, encoding='ASCII', max_header_size=10000)",
)
def load(call: Call) -> Value:
    return Numeric.unknown()


@model("numpy.empty_like(prototype, dtype=None, order='K', subok=True, shape=None, device=None)")
def empty_like(call: Call) -> Value:
    return of_dtype(call.arg("dtype"), operand(call).dtype)


@model("numpy.arange(start, stop=None, step=1, dtype=None, device=None, like=None)")
def arange(call: Call) -> Value:
    """From the start up to the end; integers stop one before it."""
    first, last = operand(call, "start"), operand(call, "stop")
    if call.is_none("stop"):
        first, last = Numeric.number(0), first
    step = operand(call, "step")
    dtypes = {first.dtype, last.dtype, step.dtype}
    dtype = Dtype.INT if dtypes == {Dtype.INT} else Dtype.FLOAT if Dtype.FLOAT in dtypes else Dtype.UNKNOWN
    limits = first.range.join(last.range)
    if dtype is Dtype.INT and step.range.lo > 0:
        limits = Interval(first.range.lo, max(first.range.lo, last.range.hi - 1))
    seen = limits if limits.is_bounded else Interval.EMPTY
    return converted(call, Numeric(Kind.NDARRAY, dtype, limits, seen), call.arg("dtype"))


@model("numpy.linspace(start, stop, num=50, endpoint=True, retstep=False, dtype=None, axis=0, device=None)")
def linspace(call: Call) -> Value:
    ends = gathered([operand(call, "start"), operand(call, "stop")]).cast(Dtype.FLOAT)
    result = converted(call, ends, call.arg("dtype"))
    if call.flag("retstep") is False:
        return result
    return Seq("tuple", (result, Numeric(Kind.NUMBER, Dtype.FLOAT)))


@model("numpy.geomspace(start, stop, num=50, endpoint=True, dtype=None, axis=0)")
def geomspace(call: Call) -> Value:
    ends = gathered([operand(call, "start"), operand(call, "stop")]).cast(Dtype.FLOAT)
    return converted(call, ends, call.arg("dtype"))


@model("numpy.logspace(start, stop, num=50, endpoint=True, base=10.0, dtype=None, axis=0)")
def logspace(call: Call) -> Value:
    ends = gathered([operand(call, "start"), operand(call, "stop")]).cast(Dtype.FLOAT)
    base = call.number("base")
    powers = ends.map(lambda r: COUNT if base is None else r.monotone(lambda v: base**v))
    return converted(call, powers if base is None or base >= 1 else ends.fresh(COUNT), call.arg("dtype"))


def window(call: Call) -> Value:
    """A window function: from 0 to 1."""
    return known(Dtype.FLOAT, 0.0, 1.0)


register(
    window,
    "numpy.hanning(M)",
    "numpy.hamming(M)",
    "numpy.bartlett(M)",
    "numpy.kaiser(M, beta)",
)


@model("numpy.blackman(M)")
def blackman(call: Call) -> Value:
    """Rounding leaves the ends a hair below 0."""
    return known(Dtype.FLOAT, -1.4e-16, 1.0)


@model("numpy.meshgrid(*xi, copy=True, sparse=False, indexing='xy')")
def meshgrid(call: Call) -> Value:
    return Seq("tuple", tuple(copied(as_array(call.machine, axis)) for axis in call.rest))


@model("numpy.indices(dimensions, dtype=int, sparse=False)")
def indices(call: Call) -> Value:
    if call.flag("sparse") is not False:
        return Seq("tuple", middle=uncounted())
    return converted(call, uncounted(), call.arg("dtype") if "dtype" in call.given else NONE)
