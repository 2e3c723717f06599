"""Python's built-in functions on numbers and collections."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import reduce

from flake8_topil.analysis import arithmetic
from flake8_topil.analysis.interval import INF, Interval
from flake8_topil.analysis.polynomial import Atom, Polynomial
from flake8_topil.analysis.values import (
    NONE,
    Const,
    Dtype,
    Kind,
    Numeric,
    Opaque,
    Seq,
    Value,
    as_numeric,
    join_all,
    renewed,
)
from flake8_topil.models.arrays import copied, merged, rounding, total
from flake8_topil.models.registry import Call, Transfer, model, register

_MAX_KNOWN_ITEMS = 16
_MAX_CHANNELS = 4
COUNT = Interval(0.0, INF)


def known(dtype: Dtype, lo: float, hi: float) -> Numeric:
    return Numeric.known(Kind.NUMBER, dtype, Interval(lo, hi))


def opaque(what: str) -> Transfer:
    return lambda call: Opaque(what)


# Numbers


@model("builtins.abs(x)", "operator.abs(a)", "math.fabs(x)")
def absolute(call: Call) -> Value:
    """|x|, and that it is |x|."""
    result = call.x.map(Interval.absolute)
    return replace(result, poly=Polynomial.atom(Atom.absolute(call.x.polynomial, result.range)))


@model("builtins.float(x=0)")
def to_float(call: Call) -> Value:
    return parsed(call, float) or replace(call.copy(), kind=Kind.NUMBER, dtype=Dtype.FLOAT)


@model("builtins.int(x=0, base=10)", "math.trunc(x)")
def to_int(call: Call) -> Value:
    """Cut off towards zero."""
    if call.x.dtype in (Dtype.INT, Dtype.UINT8, Dtype.BOOL):
        return replace(call.copy(), kind=Kind.NUMBER, dtype=Dtype.INT)
    return parsed(call, int) or integer(call, math.trunc)


def integer(call: Call, function: object) -> Numeric:
    """The number, rounded to an integer."""
    assert callable(function)
    return replace(call.x.map(lambda r: r.monotone(rounding(function))), kind=Kind.NUMBER, dtype=Dtype.INT)


def parsed(call: Call, type_: type[int] | type[float]) -> Numeric | None:
    """The number that a string constant spells; infinities and NaN take no part in relations."""
    text = call.subject.value if isinstance(call.subject, Const) else None
    if not isinstance(text, str | bytes):
        return None
    try:
        number = type_(text)
    except ValueError:
        return Numeric(Kind.NUMBER)
    if math.isfinite(number):
        return Numeric.number(number)
    return Numeric(Kind.NUMBER, Dtype.FLOAT, Interval.TOP if math.isnan(number) else Interval(number, number))


@model("builtins.bool(x=False)")
def to_bool(call: Call) -> Value:
    truth = call.flag("x")
    return known(Dtype.BOOL, 0.0, 1.0) if truth is None else Const(truth)


@model("builtins.round(number, ndigits=None)")
def round_(call: Call) -> Value:
    """To an integer, or to so many digits."""
    if call.is_none("ndigits"):
        return integer(call, round) if call.x.kind is Kind.NUMBER else call.x.map(lambda r: r.monotone(rounding(round)))
    digits = call.number("ndigits")
    if digits is None:
        return call.x.map(lambda r: r + Interval(-0.5, 0.5))
    return call.x.map(lambda r: r.monotone(rounding(lambda v: round(v, int(digits)))))


@model("builtins.pow(base, exp, mod=None)")
def power(call: Call) -> Value:
    return arithmetic.power(call.x, call.array("exp")) if call.is_none("mod") else call.unknown()


@model("builtins.divmod(x, y)")
def divide_with_rest(call: Call) -> Value:
    return Seq("tuple", (arithmetic.floor_divide(call.x, call.array("y")), arithmetic.modulo(call.x, call.array("y"))))


@model("builtins.min(*args, key=None, default=None)", "builtins.max(*args, key=None, default=None)")
def extreme(call: Call) -> Value:
    """One of the arguments, or of the elements of the only one; clamps are written like this."""
    largest = call.name.endswith("max")
    candidates: Sequence[Value] = call.rest
    if len(call.rest) == 1:
        candidates = call.machine.iterate(call.rest[0]).elements
    if not call.is_none("default"):
        candidates = (*candidates, call.arg("default"))
    if not candidates:
        return Numeric.unknown()
    if not call.is_none("key") or not all(isinstance(c, Numeric) for c in candidates):
        return join_all(candidates)
    numbers = [as_numeric(candidate) for candidate in candidates]
    counted = len(call.rest) > 1 or _is_counted(call.machine.iterate(call.rest[0]))
    if counted and call.is_none("default"):
        return reduce(lambda a, b: larger(a, b) if largest else smaller(a, b), numbers)
    return join_all(replace(number, poly=None) for number in numbers)


def _is_counted(sequence: Seq) -> bool:
    return sequence.middle is None


def larger(a: Numeric, b: Numeric) -> Numeric:
    """The larger of two numbers: one of them itself, where the ranges tell which."""
    if a.range.lo >= b.range.hi:
        return a
    if b.range.lo >= a.range.hi:
        return b
    return _chosen(1, a, b, a.range.maximum(b.range), a.seen.maximum(b.seen))


def smaller(a: Numeric, b: Numeric) -> Numeric:
    """The smaller of two numbers: one of them itself, where the ranges tell which."""
    if a.range.hi <= b.range.lo:
        return a
    if b.range.hi <= a.range.lo:
        return b
    return _chosen(-1, a, b, a.range.minimum(b.range), a.seen.minimum(b.seen))


def _chosen(sign: int, a: Numeric, b: Numeric, range_: Interval, seen: Interval) -> Numeric:
    """One of two values, of the type of either, that is not below (`sign` 1) or not above (-1) the other."""
    atom = Atom.selected(sign, a.polynomial, b.polynomial, range_, Interval(0.0, INF))
    result = replace(merged(a, b, range_, seen), poly=Polynomial.atom(atom))
    return result if a.dtype is b.dtype else result.cast(Dtype.UNKNOWN)


@model("builtins.sum(iterable, start=0)")
def summed(call: Call) -> Value:
    """The sum of known elements, with their relations; of any number of others."""
    sequence = call.machine.iterate(call.subject)
    start = call.array("start")
    numbers = [as_numeric(element) for element in sequence.elements]
    if sequence.items is not None:
        return reduce(arithmetic.add, numbers, start)
    if not numbers:
        return start
    typed = reduce(arithmetic.add, (copied(number) for number in numbers), start)
    span = reduce(Interval.join, (number.range for number in numbers))
    seen = reduce(Interval.join, (number.seen for number in numbers))
    range_ = total(span) + start.range
    if typed.dtype is Dtype.UINT8:
        return typed.fresh(Interval.BYTE)
    return typed.fresh(range_, seen if seen.is_empty else total(seen) + start.range)


@model("builtins.len(obj)")
def length(call: Call) -> Value:
    if isinstance(call.subject, Seq) and call.subject.items is not None:
        return Numeric.number(len(call.subject.items))
    if isinstance(call.subject, Const) and isinstance(call.subject.value, str | bytes):
        return Numeric.number(len(call.subject.value))
    return Numeric(Kind.NUMBER, Dtype.INT, COUNT)


def truth(call: Call) -> Value:
    return known(Dtype.BOOL, 0.0, 1.0)


register(truth, "builtins.any(iterable)", "builtins.all(iterable)")


# Collections


@model("builtins.range(start, stop=None, step=1)")
def range_(call: Call) -> Value:
    """Known numbers for short ranges; of a long one the first, so that a loop over it is known to run."""
    if call.is_none("stop"):
        first, last = Numeric.number(0), call.array("start")
    else:
        first, last = call.array("start"), call.array("stop")
    step = call.array("step")
    ends = (first.constant, last.constant, step.constant)
    if None not in ends and step.constant != 0:
        return _known_range(range(*(int(end) for end in ends if end is not None)))
    if step.range.lo > 0:
        span = Interval(first.range.lo, max(first.range.lo, last.range.hi - 1))
    elif step.range.hi < 0:
        span = Interval(min(last.range.lo + 1, first.range.hi), first.range.hi)
    else:
        span = first.range.join(last.range)
    return Seq("range", middle=Numeric(Kind.NUMBER, Dtype.INT, span))


def _known_range(numbers: range) -> Seq:
    if len(numbers) <= _MAX_KNOWN_ITEMS:
        return Seq("range", tuple(map(Numeric.number, numbers)))
    rest = known(Dtype.INT, min(numbers[1], numbers[-1]), max(numbers[1], numbers[-1]))
    return Seq("range", (Numeric.number(numbers[0]),), rest)


def paired(sequences: Sequence[Seq]) -> tuple[list[tuple[Value, ...]], tuple[Value, ...] | None]:
    """What stands together in several sequences: known rows, and a row for all the others, if there may be others."""
    if not sequences:
        return [], None
    front = min(len(s.head) for s in sequences)
    rows = list(zip(*(s.head[:front] for s in sequences), strict=True))
    rests = [(*s.head[front:], *((s.middle,) if s.middle is not None else ()), *s.tail) for s in sequences]
    if not all(rests):
        return rows, None
    return rows, tuple(any_of(rest) for rest in rests)


def any_of(values: Sequence[Value]) -> Value:
    """One of several values, not the same one each time it is asked for."""
    return renewed(join_all(values))


def mapped(sequences: Sequence[Seq], type_: str, function: Callable[[tuple[Value, ...]], Value]) -> Seq:
    """The sequence of what a function makes of each row."""
    rows, others = paired(sequences)
    head = tuple(function(row) for row in rows)
    return Seq(type_, head, None if others is None else function(others))


def sequences_of(call: Call, values: Iterable[Value]) -> list[Seq]:
    return [call.machine.iterate(value) for value in values]


def _row(values: tuple[Value, ...]) -> Value:
    return Seq("tuple", values)


@model("builtins.zip(*iterables, strict=False)")
def zip_(call: Call) -> Value:
    sequences = sequences_of(call, call.rest)
    if any(isinstance(value, Numeric) and value.kind is not Kind.NUMBER for value in call.rest):
        sequences = [_per_channel(sequence) for sequence in sequences]
    return mapped(sequences, "zip", _row)


def _per_channel(sequence: Seq) -> Seq:
    """A few numbers that go with the channels of a tensor, as one number a channel: `zip(image, mean, std)`."""
    numbers = [item.constant if isinstance(item, Numeric) else None for item in sequence.items or ()]
    if not 1 < len(numbers) <= _MAX_CHANNELS or None in numbers:
        return sequence
    values = tuple(number for number in numbers if number is not None)
    range_ = Interval(min(values), max(values))
    every = Numeric(Kind.NUMBER, Dtype.FLOAT, range_, range_, poly=Polynomial.constant(values))
    return Seq(sequence.type, middle=every)


@model("builtins.enumerate(iterable, start=0)")
def enumerate_(call: Call) -> Value:
    """The known first elements with their numbers; the others with any number from there on."""
    sequence = call.machine.iterate(call.subject)
    start = call.array("start")
    numbers = [arithmetic.add(start, Numeric.number(i)) for i in range(len(sequence.head))]
    head = tuple(_row((number, element)) for number, element in zip(numbers, sequence.head, strict=True))
    rest = (*((sequence.middle,) if sequence.middle is not None else ()), *sequence.tail)
    if not rest:
        return Seq("enumerate", head)
    later = Numeric(Kind.NUMBER, Dtype.INT, Interval(start.range.lo + len(head), INF))
    return Seq("enumerate", head, _row((later, any_of(rest))))


@model("builtins.map(func, *iterables, strict=False)")
def map_(call: Call) -> Value:
    """The function, called on each element."""
    function = call.arg("func")

    def applied(row: tuple[Value, ...]) -> Value:
        return call.machine.call(function, *row, node=call.nodes.get("func", call.node))

    return mapped(sequences_of(call, call.rest), "map", applied)


@model("builtins.filter(function, iterable)")
def filter_(call: Call) -> Value:
    """Some of the elements; the function is called on each."""
    elements = call.machine.iterate(call.arg("iterable")).elements
    if not call.is_none("function"):
        for element in elements:
            call.machine.call(call.arg("function"), element, node=call.nodes.get("function", call.node))
    return Seq("filter", middle=any_of(elements)) if elements else Seq("filter")


@model("builtins.reversed(sequence)")
def reversed_(call: Call) -> Value:
    sequence = call.machine.iterate(call.subject)
    if sequence.items is not None:
        return Seq("reversed", sequence.items[::-1])
    return Seq("reversed", sequence.tail[::-1], sequence.middle, sequence.head[::-1])


@model("builtins.sorted(iterable, *, key=None, reverse=False)")
def sorted_(call: Call) -> Value:
    """The same elements in any order."""
    sequence = call.machine.iterate(call.subject)
    if not call.is_none("key"):
        for element in sequence.elements:
            call.machine.call(call.arg("key"), element, node=call.nodes.get("key", call.node))
    if not sequence.elements:
        return Seq("list")
    element = any_of(sequence.elements)
    if sequence.items is not None:
        return Seq("list", (element,) * len(sequence.items))
    return Seq("list", middle=element)


def collection(type_: str) -> Transfer:
    """A new collection of the elements of an iterable."""

    def transfer(call: Call) -> Value:
        if "iterable" not in call.given:
            return Seq(type_)
        return replace(call.machine.iterate(call.subject), type=type_, place=None)

    return transfer


register(collection("list"), "builtins.list(iterable=())")
register(collection("tuple"), "builtins.tuple(iterable=())")


@model("builtins.iter(iterable, sentinel=None)")
def iter_(call: Call) -> Value:
    """Any of the elements: how far an iterator has come is not followed."""
    elements = call.machine.iterate(call.subject).elements
    return Seq("iterator", middle=any_of(elements)) if elements else Seq("iterator")


@model("builtins.set(iterable=())", "builtins.frozenset(iterable=())")
def unordered(call: Call) -> Value:
    """Elements without an order, equal ones once."""
    elements = call.machine.iterate(call.subject).elements if "iterable" in call.given else ()
    return Seq("set", middle=any_of(elements)) if elements else Seq("set")


@model("builtins.next(iterator, default=None)")
def next_(call: Call) -> Value:
    """Any element."""
    elements: tuple[Value, ...] = call.machine.iterate(call.subject).elements
    if "default" in call.given:
        elements = (*elements, call.arg("default"))
    return any_of(elements)


# What holds no image

register(
    opaque("str"),
    "builtins.str(object='')",
    "builtins.repr(obj)",
    "builtins.ascii(obj)",
    "builtins.format(value, spec='')",
    "builtins.chr(i)",
    "builtins.hex(x)",
    "builtins.bin(x)",
    "builtins.oct(x)",
)
register(opaque("str"), "builtins.input(prompt='')", unchecked="waits for a user")
register(opaque("bytes"), "builtins.bytes(*args, **kwargs)", "builtins.bytearray(*args, **kwargs)")
register(opaque("slice"), "builtins.slice(*args)")
register(opaque("object"), "builtins.object()")
register(opaque("file"), "builtins.open(file, *args, **kwargs)", unchecked="opens a file")
register(lambda call: NONE, "builtins.print(*args, **kwargs)")
register(
    lambda call: Numeric(Kind.NUMBER, Dtype.INT),
    "builtins.id(obj)",
    "builtins.hash(obj)",
    "builtins.ord(c)",
)
