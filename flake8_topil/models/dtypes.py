"""Element types: how an argument names one, what a cast does to a range, and what two of them promote to."""

from __future__ import annotations

import math
from dataclasses import replace

from flake8_topil.analysis.interval import INF, Interval
from flake8_topil.analysis.values import (
    INTEGRAL,
    NONE,
    Const,
    Dtype,
    Kind,
    Lib,
    LibObject,
    Numeric,
    Opaque,
    Union,
    Value,
)

_SPELLINGS = {
    Dtype.FLOAT: (
        "float float_ float32 float64 float128 double single longdouble f d g f4 f8 f16 FloatTensor DoubleTensor"
    ),
    Dtype.HALF: "half float16 bfloat16 e f2 HalfTensor BFloat16Tensor",
    Dtype.UINT8: "uint8 ubyte u1 B ByteTensor",
    Dtype.BOOL: "bool bool_ bool8 b1 ? BoolTensor",
}
_WIDTHS = {
    Interval(-128.0, 127.0): "int8 byte i1 b CharTensor",
    Interval(-32768.0, 32767.0): "int16 short i2 h ShortTensor",
    Interval(-(2.0**31), 2.0**31 - 1): "int32 intc i i4",
    Interval(0.0, 65535.0): "uint16 ushort u2 H",
    Interval(0.0, 2.0**32 - 1): "uint32 uintc u4 I",
    Interval(0.0, 2.0**64): "uint64 uint ulonglong uintp u8 Q L",
    Interval(-(2.0**63), 2.0**63): "int64 long longlong intp int_ i8 q l LongTensor",
}
_TORCH_INT = ("torch.int", ".IntTensor")

_DTYPES = {name: dtype for dtype, names in _SPELLINGS.items() for name in names.split()}
_LIMITS = {name: limits for limits, names in _WIDTHS.items() for name in names.split()}
_INT64 = Interval(-(2.0**63), 2.0**63)
_INT32 = Interval(-(2.0**31), 2.0**31 - 1)
DTYPE_OF = "<dtype of a value>"
"""The object that `x.dtype` is, with x as its argument: what is learned of the one is known of the other."""

HALF_LIMIT = 65520.0
"""From here on float16 rounds to infinity."""


def _spelling(value: Value) -> str | None:
    """The last part of the name that an argument gives a dtype by, without a byte order."""
    if isinstance(value, LibObject) and value.name == "numpy.dtype" and value.args:
        return _spelling(value.args[0])
    if isinstance(value, Lib):
        return value.name.rpartition(".")[2]
    if isinstance(value, Const) and isinstance(value.value, str):
        return value.value.rpartition(".")[2].lstrip("<>=|")
    return None


def read_dtype(value: Value) -> Dtype | None:
    """The element type that an argument names; None if it is absent or None, UNKNOWN if the code does not say."""
    if value == NONE:
        return None
    subject = subject_of(value)
    if subject is not None:
        return subject.dtype
    if isinstance(value, Union):
        found = {read_dtype(member) for member in value.members}
        return found.pop() if len(found) == 1 else Dtype.UNKNOWN
    name = _spelling(value)
    if name in _DTYPES:
        return _DTYPES[name]
    return Dtype.INT if name in _LIMITS or name in ("int", "IntTensor") else Dtype.UNKNOWN


def integer_limits(value: Value) -> Interval:
    """The numbers that an integer type named by an argument can hold; those of int64 where its width is not said."""
    name = _spelling(value)
    if isinstance(value, Lib) and value.name.endswith(_TORCH_INT):
        return _INT32
    return _LIMITS.get(name or "", _INT64)


def names_dtype(value: Value) -> bool:
    """Is the argument certainly an element type?"""
    return subject_of(value) is not None or (
        isinstance(value, Lib | LibObject) and read_dtype(value) is not Dtype.UNKNOWN
    )


def dtype_of(x: Numeric) -> Value:
    """The abstract value of `x.dtype`, which `read_dtype` understands."""
    prefix = {Kind.TENSOR: "torch.", Kind.NDARRAY: "numpy."}.get(x.kind)
    if prefix and x.dtype in (Dtype.UINT8, Dtype.BOOL):
        return Lib(prefix + x.dtype.value)
    return LibObject(DTYPE_OF, (Numeric(x.kind, x.dtype, place=x.place if x.dtype is Dtype.UNKNOWN else None),))


def subject_of(value: Value) -> Numeric | None:
    """The x of `x.dtype`, where the value is one; what else than its dtype is known of it is left out."""
    if isinstance(value, LibObject) and value.name == DTYPE_OF and isinstance(value.args[0], Numeric):
        return value.args[0]
    return None


def attribute_of_dtype(subject: Numeric, name: str) -> Value:
    """`x.dtype.name`"""
    if name == "is_floating_point" and subject.dtype is not Dtype.UNKNOWN:
        return Const(subject.dtype.is_float)
    return Opaque(name)


def truncated(range_: Interval, limits: Interval) -> Interval:
    """What a cast to integers of these limits makes of numbers: cut towards 0, wrapped where they do not fit."""
    whole = range_.monotone(lambda v: v if math.isinf(v) else float(math.trunc(v)))
    return whole if whole.within(limits) else limits


def converted(x: Numeric, dtype: Dtype, limits: Interval = _INT64) -> Numeric:
    """The value after a cast. One to a type that the code does not say is taken for one that keeps the numbers."""
    if dtype is Dtype.BOOL and x.dtype is not Dtype.BOOL:
        return replace(x.fresh(Interval.UNIT), dtype=dtype)
    if dtype in (Dtype.UINT8, Dtype.INT):
        bounds = Interval.BYTE if dtype is Dtype.UINT8 else limits
        kept = x.dtype in INTEGRAL and x.range.within(bounds)
        return replace(x if kept else x.map(lambda r: truncated(r, bounds)), dtype=dtype, place=x.place, view=x.view)
    if dtype is Dtype.HALF and x.range.magnitude >= HALF_LIMIT:
        x = replace(x.map(_overflown), place=x.place, view=x.view)
    return replace(x, dtype=dtype)


def _overflown(range_: Interval) -> Interval:
    return range_.monotone(lambda v: v if abs(v) < HALF_LIMIT else math.copysign(INF, v))


_ORDER = (Dtype.BOOL, Dtype.UINT8, Dtype.INT, Dtype.HALF, Dtype.FLOAT)


def promote(a: Numeric, b: Numeric) -> Dtype:
    """The element type that holds both values; a Python number only raises the category of an array's."""
    dtypes = {a.dtype, b.dtype}
    if len(dtypes) == 1:
        return a.dtype
    if Dtype.UNKNOWN in dtypes:
        return Dtype.FLOAT if Dtype.FLOAT in dtypes else Dtype.UNKNOWN
    if (a.kind is Kind.NUMBER) != (b.kind is Kind.NUMBER):
        number, array = (a, b) if a.kind is Kind.NUMBER else (b, a)
        if (number.dtype is Dtype.FLOAT and array.dtype.is_float) or (
            number.dtype is Dtype.INT and array.dtype is not Dtype.BOOL
        ):
            return array.dtype
    return max(dtypes, key=_ORDER.index)
