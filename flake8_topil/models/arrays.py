"""What the array libraries share: reading arguments as arrays, element types, clamps and sampling kernels."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from dataclasses import replace

from flake8_topil.analysis import arithmetic
from flake8_topil.analysis.interval import INF, Interval
from flake8_topil.analysis.polynomial import Polynomial
from flake8_topil.analysis.values import (
    INTEGRAL,
    NONE,
    Dtype,
    Image,
    Kind,
    Numeric,
    Seq,
    Union,
    Value,
    as_numeric,
    join_numeric,
)
from flake8_topil.models import dtypes
from flake8_topil.models.dtypes import integer_limits, promote, read_dtype
from flake8_topil.models.registry import Call, Machine, Transfer

_ORDER = (Dtype.BOOL, Dtype.UINT8, Dtype.INT, Dtype.HALF, Dtype.FLOAT)
_MAX_CHANNELS = 4
_NO_LIMIT = {"lo": Interval(-INF, -INF), "hi": Interval(INF, INF)}


def rounding(function: Callable[[float], float]) -> Callable[[float], float]:
    """A rounding function that leaves infinite bounds alone."""
    return lambda number: number if math.isinf(number) else float(function(number))


def widest(dtypes: Iterable[Dtype]) -> Dtype:
    """The common element type of several arrays."""
    found = set(dtypes)
    if Dtype.UNKNOWN in found or not found:
        return Dtype.FLOAT if Dtype.FLOAT in found else Dtype.UNKNOWN
    if found == {Dtype.INT, Dtype.HALF}:
        return Dtype.FLOAT
    return max(found, key=_ORDER.index)


def gathered(values: Iterable[Numeric]) -> Numeric:
    """One array that holds the elements of all: `stack`, `concatenate`, an array made of a list."""
    parts = [value.of_kind(Kind.NDARRAY) for value in values]
    if not parts:
        return Numeric(Kind.NDARRAY)
    dtype = widest(part.dtype for part in parts)
    result = parts[0].cast(dtype)
    for part in parts[1:]:
        result = join_numeric(result, part.cast(dtype))
    return result.fresh(result.range, result.seen)


def image_array(image: Image) -> Numeric:
    """The array that numpy makes of a PIL image; modes I and F hold what was computed, unscaled."""
    mode = image.mode or ""
    if image.is_8_bit:
        return Numeric.known(Kind.NDARRAY, Dtype.UINT8, Interval.BYTE)
    if mode == "1":
        return Numeric.known(Kind.NDARRAY, Dtype.BOOL, Interval.UNIT)
    if mode.startswith("I;"):
        return Numeric(Kind.NDARRAY, Dtype.INT, Interval(0.0, 65535.0))
    return Numeric(Kind.NDARRAY, Dtype.FLOAT if mode == "F" else Dtype.INT)


def as_array(machine: Machine, value: Value) -> Numeric:
    """The value as `numpy.asarray` makes it, in storage of its own."""
    if isinstance(value, Image):
        return image_array(value)
    if isinstance(value, Seq):
        result = gathered(as_array(machine, element) for element in value.elements)
        return replace(result, poly=_channels(value))
    if isinstance(value, Union):
        return gathered(as_array(machine, member) for member in value.members)
    return as_numeric(value).detached().of_kind(Kind.NDARRAY)


def _channels(sequence: Seq) -> Polynomial | None:
    """A literal such as [0.485, 0.456, 0.406], however deeply it is nested along one axis, as a number a channel."""
    numbers = _flat(sequence)
    if numbers is None or not 1 <= len(numbers) <= _MAX_CHANNELS:
        return None
    return Polynomial.constant(numbers if len(set(numbers)) > 1 else numbers[0])


def _flat(value: Value) -> tuple[float, ...] | None:
    if isinstance(value, Numeric):
        return None if value.constant is None else (value.constant,)
    if not isinstance(value, Seq) or value.items is None:
        return None
    parts = [_flat(item) for item in value.items]
    known = [part for part in parts if part is not None]
    if len(known) != len(parts) or (len(parts) > 1 and any(len(part) > 1 for part in known)):
        return None
    return tuple(number for part in known for number in part)


def operand(call: Call, *names: str) -> Numeric:
    """An argument as an array: numbers and arrays as they are, sequences and images as numpy converts them."""
    value = call.arg(*names) if names else call.subject
    return value if isinstance(value, Numeric) else as_array(call.machine, value)


def copied(x: Numeric) -> Numeric:
    """The elements of `x`, elsewhere and in storage of their own."""
    return x.fresh(x.range, x.seen)


def viewed(call: Call) -> Numeric:
    """The subject's elements in another shape, in its storage if it has one."""
    if isinstance(call.subject, Numeric) and call.subject.kind is not Kind.NUMBER:
        return call.view()
    return as_array(call.machine, call.subject)


def shared(call: Call) -> Numeric:
    """The subject's elements where they were, perhaps in its storage."""
    return call.shared() if isinstance(call.subject, Numeric) else operand(call)


def floating(x: Numeric) -> Numeric:
    """`x` as the mean or quotient of its elements is typed: float64 for every integer."""
    return x.cast(Dtype.FLOAT) if x.dtype in INTEGRAL else x


def converted(call: Call, x: Numeric, target: Value) -> Numeric:
    """`x` cast to the element type `target`, in storage of its own; a float cut down to uint8 is reported."""
    dtype = read_dtype(target)
    if dtype is None:
        return x.detached()
    if dtype is Dtype.UINT8 and x.dtype not in INTEGRAL:
        call.machine.truncate(x, call.node)
    return dtypes.converted(x, dtype, integer_limits(target)).detached()


def stored_as(x: Numeric, dtype: Dtype) -> Numeric:
    """`x`, once its elements were written into an array of this element type."""
    return dtypes.converted(x, dtype).detached()


def of_dtype(target: Value, otherwise: Dtype = Dtype.UNKNOWN) -> Numeric:
    """An array of this element type with contents that nothing says: a file, a buffer, uninitialised memory."""
    dtype = read_dtype(target)
    return unspecified(otherwise if dtype is None else dtype)


def unspecified(dtype: Dtype) -> Numeric:
    """An array of which only the element type is known."""
    if dtype is Dtype.UINT8:
        return bytes_array()
    if dtype is Dtype.BOOL:
        return Numeric.known(Kind.NDARRAY, Dtype.BOOL, Interval.UNIT)
    return Numeric(Kind.NDARRAY, dtype)


def bytes_array() -> Numeric:
    """A uint8 array, as image readers give it."""
    return Numeric.known(Kind.NDARRAY, Dtype.UINT8, Interval.BYTE)


def merged(a: Numeric, b: Numeric, range_: Interval, seen: Interval) -> Numeric:
    """The result of an elementwise choice between two operands, typed as their sum is."""
    base = replace(arithmetic.add(a, b), dtype=promote(a, b))
    if base.dtype is Dtype.UINT8:
        range_ = range_.meet(Interval.BYTE)
    if range_.is_bounded and not (a.range.is_bounded and b.range.is_bounded):
        return base.certain(range_)
    return base.fresh(range_, seen)


def maximum(a: Numeric, b: Numeric) -> Numeric:
    """The larger of two values, element by element."""
    return merged(a, b, a.range.maximum(b.range), a.seen.maximum(b.seen))


def minimum(a: Numeric, b: Numeric) -> Numeric:
    """The smaller of two values, element by element."""
    return merged(a, b, a.range.minimum(b.range), a.seen.minimum(b.seen))


def clipped(x: Numeric, lo: Value, hi: Value) -> Numeric:
    """`x` clamped to bounds that may be absent, numbers, or arrays."""
    lower, upper = (None if bound == NONE else as_numeric(bound) for bound in (lo, hi))
    low = _NO_LIMIT["lo"] if lower is None else lower.range
    high = _NO_LIMIT["hi"] if upper is None else upper.range
    typed = x
    for bound in (lower, upper):
        typed = typed if bound is None else typed.cast(promote(typed, bound))
    if low.hi <= x.range.lo and x.range.hi <= high.lo:
        return typed.detached()
    range_ = x.range.clamp(low, high)
    if range_.is_bounded:
        return typed.certain(range_)
    seen = x.seen
    seen = seen if lower is None else seen.maximum(lower.seen)
    return typed.fresh(range_, seen if upper is None else seen.minimum(upper.seen))


def joined(x: Numeric, *others: Interval) -> Numeric:
    """`x` with some of its elements replaced by numbers from other intervals: padding, drawing, filling."""
    range_, seen = x.range, x.seen
    for other in others:
        range_, seen = range_.join(other), seen if seen.is_empty else seen.join(other)
    return within_dtype(x.fresh(range_, seen))


def overshooting(x: Numeric, fraction: float) -> Numeric:
    """`x` under a kernel with negative weights that sum to `-fraction`; uint8 saturates."""
    return within_dtype(x.map(lambda r: r + Interval(-fraction, fraction) * Interval(0.0, r.width)))


def within_dtype(x: Numeric) -> Numeric:
    """`x`, saturated if it is uint8."""
    return x.fresh(x.range.meet(Interval.BYTE), x.seen) if x.dtype is Dtype.UINT8 else x


def total(range_: Interval) -> Interval:
    """The sum of any number of elements."""
    return Interval(0.0 if range_.lo >= 0 else -INF, 0.0 if range_.hi <= 0 else INF)


def evident(x: Numeric) -> Numeric:
    """The result of arithmetic that mixes many elements with any weights: nothing bounds it."""
    if x.dtype is Dtype.UINT8:
        return x.certain(Interval.BYTE)
    return x.certain(Interval.TOP)


def nothing(call: Call) -> Value:
    """The result of an operation that only looks at its arguments, or writes a file."""
    return NONE


def preserving(call: Call) -> Numeric:
    """A transfer function: each element of the result is an element of the subject, or a mean of some."""
    return copied(operand(call))


def mapping(function: Callable[[Interval], Interval]) -> Transfer:
    """A transfer function that maps the range of the subject, whatever sort of array it is."""
    return lambda call: operand(call).map(function)


def padding_fill(call: Call, *names: str) -> Interval:
    """The numbers of a fill argument: one, or one a channel; 0 where it is absent."""
    return Interval(0.0, 0.0) if call.is_none(*names) else operand(call, *names).range
