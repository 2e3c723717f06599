"""New tensors: constants, ranges of numbers, random numbers, literals."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from flake8_topil.analysis.interval import Interval
from flake8_topil.analysis.polynomial import Polynomial
from flake8_topil.analysis.values import NONE, Const, Dtype, Kind, Numeric, Seq, Value, as_numeric
from flake8_topil.models.dtypes import converted, integer_limits, read_dtype
from flake8_topil.models.registry import Call, Transfer
from flake8_topil.models.torch.casts import cast
from flake8_topil.models.torch.common import (
    POSITIVE,
    constant,
    floats,
    hull,
    indices,
    operation,
    table,
    tensor,
    unbounded_tensor,
    unknown_tensor,
)

_OPTIONS = "dtype=None, layout=None, device=None, requires_grad=False, **kwargs"


def _made(value: Numeric, call: Call, default: Dtype) -> Numeric:
    """A new tensor of the element type that the call asks for, else of `default`."""
    return converted(value, read_dtype(call.arg("dtype")) or default)


def creating(range_: Interval) -> Transfer:
    """A transfer that makes floats of a known range, or uninitialised ones for an empty range."""
    return lambda call: _made(tensor(range_), call, Dtype.FLOAT)


def filling(number: float) -> Transfer:
    """A transfer that makes a tensor of one number."""
    return lambda call: _made(constant(number), call, Dtype.FLOAT)


def like(value: Callable[[], Numeric], floats_only: bool = False) -> Transfer:
    """A transfer that makes a tensor of the subject's element type."""

    def transfer(call: Call) -> Numeric:
        default = floats(call.x).dtype if floats_only else call.x.dtype
        return _made(value(), call, default)

    return transfer


def uninitialised(call: Call) -> Numeric:
    """Memory as it was found: no evidence of anything."""
    return _made(unknown_tensor(Dtype.FLOAT), call, Dtype.FLOAT)


table(
    {
        f"torch.zeros(*size, {_OPTIONS})": filling(0.0),
        f"torch.ones(*size, {_OPTIONS})": filling(1.0),
        f"torch.empty(*size, {_OPTIONS})": uninitialised,
        f"torch.empty_strided(size, stride, *, {_OPTIONS})": uninitialised,
        f"torch.rand(*size, {_OPTIONS})": creating(Interval.UNIT),
        f"torch.randn(*size, {_OPTIONS})": creating(Interval.TOP),
        f"torch.eye(n, m=None, *, {_OPTIONS})": creating(Interval.UNIT),
        f"torch.zeros_like(input, *, {_OPTIONS})": like(lambda: constant(0.0)),
        f"torch.ones_like(input, *, {_OPTIONS})": like(lambda: constant(1.0)),
        f"torch.empty_like(input, *, {_OPTIONS})": like(lambda: unknown_tensor(Dtype.FLOAT)),
        f"torch.rand_like(input, *, {_OPTIONS})": like(lambda: tensor(Interval.UNIT), floats_only=True),
        f"torch.randn_like(input, *, {_OPTIONS})": like(lambda: tensor(Interval.TOP), floats_only=True),
        f"Tensor.new_zeros(*size, {_OPTIONS})": like(lambda: constant(0.0)),
        f"Tensor.new_ones(*size, {_OPTIONS})": like(lambda: constant(1.0)),
        f"Tensor.new_empty(*size, {_OPTIONS})": like(lambda: unknown_tensor(Dtype.FLOAT)),
        "torch.bernoulli(input, p=None, *, generator=None)": like(lambda: tensor(Interval.UNIT), floats_only=True),
        "Tensor.bernoulli(p=None, *, generator=None)": like(lambda: tensor(Interval.UNIT), floats_only=True),
        "torch.poisson(input, generator=None)": like(lambda: tensor(POSITIVE), floats_only=True),
        "torch.multinomial(input, num_samples, replacement=False, *, generator=None)": lambda call: indices(),
        "Tensor.multinomial(num_samples, replacement=False, *, generator=None)": lambda call: indices(),
        "torch.normal(mean, std=1.0, size=None, *, generator=None, dtype=None, **kwargs)": unbounded_tensor,
        "torch.hann_window(window_length, periodic=True, **kwargs)": creating(Interval.UNIT),
        "torch.hamming_window(window_length, periodic=True, alpha=0.54, beta=0.46, **kwargs)": creating(Interval.TOP),
    }
)


def filled(call: Call, default: Dtype | None = None) -> Numeric:
    """A tensor of one value, of that value's type if no other is asked for."""
    fill = replace(call.array("fill_value").detached(), kind=Kind.TENSOR)
    return _made(fill, call, default or fill.dtype)


operation(f"torch.full(size, fill_value, *, {_OPTIONS})")(filled)
operation(f"torch.full_like(input, fill_value, *, {_OPTIONS})")(lambda call: filled(call, call.x.dtype))
operation(f"Tensor.new_full(size, fill_value, *, {_OPTIONS})")(lambda call: filled(call, call.x.dtype))


def _common(*numbers: Numeric) -> Dtype:
    dtypes = {n.dtype for n in numbers}
    return next((d for d in (Dtype.UNKNOWN, Dtype.FLOAT, Dtype.HALF) if d in dtypes), Dtype.INT)


@operation(f"torch.arange(start=0, end=None, step=1, *, {_OPTIONS})")
def arange(call: Call) -> Numeric:
    """Numbers from `start` to before `end`."""
    start, end, step = call.array("start"), call.array("end"), call.array("step")
    if call.is_none("end"):
        start, end = Numeric.number(0), start
    dtype = _common(start, end, step)
    before = 1.0 if dtype is Dtype.INT else 0.0
    if step.range.lo > 0:
        range_ = Interval(start.range.lo, max(start.range.lo, end.range.hi - before))
    elif step.range.hi < 0:
        range_ = Interval(min(start.range.hi, end.range.lo + before), start.range.hi)
    else:
        range_ = start.range.join(end.range)
    known = not (start.seen.is_empty or end.seen.is_empty)
    found = Numeric(Kind.TENSOR, dtype, range_, range_ if known else Interval.EMPTY)
    return _made(found, call, dtype)


@operation(f"torch.linspace(start, end, steps, *, {_OPTIONS})")
def linspace(call: Call) -> Numeric:
    ends = hull(call.x, call.array("end"))
    return _made(replace(ends, kind=Kind.TENSOR), call, Dtype.FLOAT)


@operation(f"torch.logspace(start, end, steps, base=10.0, *, {_OPTIONS})")
def logspace(call: Call) -> Numeric:
    base, ends = call.number("base"), call.x.range.join(call.array("end").range)
    range_ = ends.monotone(lambda v: base**v) if base is not None and base >= 1 else Interval.TOP
    return _made(tensor(range_), call, Dtype.FLOAT)


def _random_integers(call: Call, low: Numeric, high: Numeric, default: Dtype) -> Numeric:
    """Integers from `low` to before `high`."""
    range_ = Interval(low.range.lo, max(low.range.lo, high.range.hi - 1))
    known = not (low.seen.is_empty or high.seen.is_empty)
    numbers = Numeric(Kind.TENSOR, Dtype.INT, range_, range_ if known else Interval.EMPTY)
    return _made(numbers, call, default)


@operation(f"torch.randint(low=0, high=None, size=None, *, generator=None, {_OPTIONS})")
def randint(call: Call) -> Numeric:
    """`randint(high, size)` or `randint(low, high, size)`."""
    low, high = call.array("low"), call.arg("high")
    single = not isinstance(high, Numeric) or (call.is_none("size") and "size" not in call.given)
    if single:
        return _random_integers(call, Numeric.number(0), low, Dtype.INT)
    return _random_integers(call, low, as_numeric(high), Dtype.INT)


@operation(f"torch.randint_like(input, low=0, high=None, *, {_OPTIONS})")
def randint_like(call: Call) -> Numeric:
    if call.is_none("high"):
        return _random_integers(call, Numeric.number(0), call.array("low"), call.x.dtype)
    return _random_integers(call, call.array("low"), call.array("high"), call.x.dtype)


@operation("torch.randperm(n, *, generator=None, dtype=None, **kwargs)")
def randperm(call: Call) -> Numeric:
    return _random_integers(call, Numeric.number(0), call.array("n"), Dtype.INT)


_MAX_CHANNELS = 16


def _unwrapped(value: Value) -> Value:
    """What is in a nest of lists of one element."""
    while isinstance(value, Seq) and value.items is not None and len(value.items) == 1:
        value = value.items[0]
    return value


def _channels(value: Value) -> Polynomial | None:
    """The numbers of a list such as a mean or deviation, one a channel."""
    value = _unwrapped(value)
    if not isinstance(value, Seq) or value.items is None or not 1 < len(value.items) <= _MAX_CHANNELS:
        return None
    numbers = [n.constant for n in map(_unwrapped, value.items) if isinstance(n, Numeric)]
    found = tuple(n for n in numbers if n is not None)
    return Polynomial.constant(found) if len(found) == len(value.items) else None


def literal(call: Call, value: Value) -> Numeric:
    """The tensor that a number, an array or a nest of lists makes."""
    only = _unwrapped(value)
    if isinstance(only, Seq):
        elements = [literal(call, element).of_kind(Kind.NUMBER) for element in only.elements]
        found = hull(*elements) if elements else constant(0.0)
        return replace(found, kind=Kind.TENSOR, poly=_channels(only))
    if isinstance(only, Numeric | Const):
        return replace(as_numeric(only).detached(), kind=Kind.TENSOR, tests=())
    return unknown_tensor()


def _copied(call: Call, default: Dtype | None = None) -> Numeric:
    value = literal(call, call.arg("data", "obj"))
    dtype = read_dtype(call.arg("dtype")) or default
    return value if dtype is None else converted(value, dtype, integer_limits(call.arg("dtype")))


operation(f"torch.tensor(data, *, {_OPTIONS})")(_copied)
operation(f"torch.scalar_tensor(data, *, {_OPTIONS})")(lambda call: _copied(call, Dtype.FLOAT))
operation(f"Tensor.new_tensor(data, *, {_OPTIONS})")(lambda call: _copied(call, call.x.dtype))


@operation("torch.as_tensor(data, dtype=None, device=None)", f"torch.asarray(obj, *, copy=None, {_OPTIONS})")
def as_tensor(call: Call) -> Numeric:
    """The storage of an array or tensor if its type and device fit, else a copy."""
    data = call.subject
    if not isinstance(data, Numeric) or data.kind is Kind.NUMBER:
        return _copied(call)
    dtype = read_dtype(call.arg("dtype"))
    if call.flag("copy") and not call.is_none("copy"):
        return _copied(call)
    return call.shared() if dtype is None else cast(call, dtype, call.arg("dtype"))


@operation("torch.frombuffer(buffer, *, dtype=None, count=-1, offset=0, requires_grad=False)")
def from_buffer(call: Call) -> Numeric:
    dtype = read_dtype(call.arg("dtype")) or Dtype.UNKNOWN
    return tensor(Interval.BYTE, dtype) if dtype is Dtype.UINT8 else unknown_tensor(dtype)


def _constructor(dtype: Dtype, limits: Value) -> Transfer:
    """torch.FloatTensor and its like: of data, or of sizes and uninitialised."""

    def transfer(call: Call) -> Numeric:
        data = call.rest[0] if len(call.rest) == 1 else NONE
        if isinstance(data, Seq) or (isinstance(data, Numeric) and data.kind in (Kind.TENSOR, Kind.NDARRAY)):
            return converted(literal(call, data), dtype, integer_limits(limits))
        return unknown_tensor(dtype)

    return transfer


_TENSOR_TYPES = {
    Dtype.FLOAT: "Tensor FloatTensor DoubleTensor cuda.FloatTensor cuda.DoubleTensor",
    Dtype.HALF: "HalfTensor BFloat16Tensor cuda.HalfTensor",
    Dtype.UINT8: "ByteTensor cuda.ByteTensor",
    Dtype.INT: "CharTensor ShortTensor IntTensor LongTensor cuda.IntTensor cuda.LongTensor",
    Dtype.BOOL: "BoolTensor cuda.BoolTensor",
}
for _dtype, _names in _TENSOR_TYPES.items():
    for _name in _names.split():
        operation(f"torch.{_name}(*args, **kwargs)", unchecked="needs a GPU" if _name.startswith("cuda.") else "")(
            _constructor(_dtype, Const(_name))
        )
