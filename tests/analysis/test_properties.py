"""What the numeric half of the abstract domain claims holds for every value that it stands for: sampled, by laws."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import TypeAlias

import pytest
from hypothesis import Verbosity, given, settings
from hypothesis import strategies as st

from flake8_topil.analysis import arithmetic
from flake8_topil.analysis.interval import Interval
from flake8_topil.analysis.polynomial import Atom, Coefficient, Polynomial, ratio_range
from flake8_topil.analysis.values import (
    NONE,
    Const,
    Dict,
    Dtype,
    Image,
    Kind,
    Numeric,
    Opaque,
    Seq,
    Union,
    Value,
    join,
    join_all,
    members,
)

# Quiet, as hypothesis prints slotted dataclasses with all their class variables; the assertions tell the values.
_modest = settings(derandomize=True, max_examples=100, deadline=None, database=None, verbosity=Verbosity.quiet)

Sample: TypeAlias = tuple[Interval, float]
"""An interval, and a number in it."""


def _is_in(number: float, interval: Interval, magnitude: float = 1.0) -> bool:
    """Membership up to rounding; NaN is in every interval, as none of them tracks it."""
    slack = 1e-9 * max(1.0, magnitude, abs(number) if math.isfinite(number) else 0.0)
    return math.isnan(number) or interval.lo - slack <= number <= interval.hi + slack


# Numbers with few digits: their sums and products are mostly exact, and ties and zeros are frequent.
_SMALL = st.one_of(
    st.sampled_from((-255.0, -2.0, -1.0, -0.5, 0.0, 0.5, 1.0, 2.0, 255.0)),
    st.integers(-4000, 4000).map(lambda n: n / 8),
)


@st.composite
def _intervals(draw: st.DrawFn, empty: bool = False) -> Interval:
    if empty and draw(st.integers(0, 9)) == 0:
        return Interval.EMPTY
    lo, hi = sorted((draw(_SMALL), draw(_SMALL)))
    openness = draw(st.integers(0, 9))
    return Interval(-math.inf if openness in (0, 2) else lo, math.inf if openness in (1, 2) else hi)


def _inside(interval: Interval) -> st.SearchStrategy[float]:
    """Finite numbers of an interval, its ends among them."""
    lo, hi = max(interval.lo, -1e6), min(interval.hi, 1e6)
    between = st.floats(0, 1, width=32).map(lambda t: min(max(lo + t * (hi - lo), lo), hi))
    return st.one_of(st.sampled_from((lo, hi)), between)


@st.composite
def _samples(draw: st.DrawFn) -> Sample:
    interval = draw(_intervals())
    return interval, draw(_inside(interval))


# Intervals


_BINARY: dict[str, tuple[Callable[[Interval, Interval], Interval], Callable[[float, float], float]]] = {
    "+": (Interval.__add__, lambda a, b: a + b),
    "-": (Interval.__sub__, lambda a, b: a - b),
    "*": (Interval.__mul__, lambda a, b: a * b),
    "/": (Interval.__truediv__, lambda a, b: a / b if b else math.nan),
    "minimum": (Interval.minimum, min),
    "maximum": (Interval.maximum, max),
}
_UNARY: dict[str, tuple[Callable[[Interval], Interval], Callable[[float], float]]] = {
    "-": (Interval.__neg__, lambda a: -a),
    "absolute": (Interval.absolute, abs),
    "square": (Interval.square, lambda a: a * a),
    "reciprocal": (Interval.reciprocal, lambda a: 1 / a if a else math.nan),
    "floor": (lambda r: r.monotone(math.floor), math.floor),
    "exp": (lambda r: r.monotone(math.exp), lambda a: math.exp(a) if a < 700 else math.inf),
    "log": (lambda r: r.monotone(math.log), lambda a: math.log(a) if a > 0 else math.nan),
    "sqrt": (lambda r: r.power(0.5), lambda a: math.sqrt(a) if a >= 0 else math.nan),
}


@pytest.mark.parametrize("operation", _BINARY)
@_modest
@given(_samples(), _samples())
def test_a_binary_operation_on_intervals_holds_its_pointwise_results(operation: str, a: Sample, b: Sample) -> None:
    on_intervals, on_numbers = _BINARY[operation]
    assert _is_in(on_numbers(a[1], b[1]), on_intervals(a[0], b[0])), (a, b)


@pytest.mark.parametrize("operation", _BINARY)
@given(_intervals(empty=True))
@_modest
def test_a_binary_operation_on_nothing_gives_nothing(operation: str, a: Interval) -> None:
    on_intervals, _ = _BINARY[operation]
    assert on_intervals(a, Interval.EMPTY).is_empty
    assert on_intervals(Interval.EMPTY, a).is_empty


@pytest.mark.parametrize("operation", _UNARY)
@_modest
@given(_samples())
def test_a_unary_operation_on_an_interval_holds_its_pointwise_results(operation: str, a: Sample) -> None:
    on_intervals, on_numbers = _UNARY[operation]
    assert _is_in(on_numbers(a[1]), on_intervals(a[0])), a


@pytest.mark.parametrize("operation", _UNARY)
def test_a_unary_operation_on_nothing_gives_nothing(operation: str) -> None:
    on_intervals, _ = _UNARY[operation]
    assert on_intervals(Interval.EMPTY).is_empty


@_modest
@given(_samples(), st.sampled_from((-3.0, -2.0, -1.0, -0.5, 0.0, 0.5, 1.0, 1.5, 2.0, 3.0)))
def test_a_power_of_an_interval_holds_its_pointwise_results(a: Sample, exponent: float) -> None:
    interval, number = a
    if (number == 0 and exponent < 0) or (number < 0 and exponent != int(exponent)):
        return
    assert _is_in(number**exponent, interval.power(exponent)), a


@_modest
@given(_samples(), _samples(), _samples())
def test_a_clamp_of_an_interval_holds_its_pointwise_results(a: Sample, lo: Sample, hi: Sample) -> None:
    assert min(max(a[1], lo[1]), hi[1]) in a[0].clamp(lo[0], hi[0])


@_modest
@given(_intervals(empty=True), _intervals(empty=True), _intervals(empty=True))
def test_join_is_the_least_upper_bound(a: Interval, b: Interval, c: Interval) -> None:
    joined = a.join(b)
    assert a.within(joined)
    assert b.within(joined)
    assert joined == b.join(a)
    assert a.join(a) == a
    assert joined.join(c) == a.join(b.join(c))
    assert not (a.within(c) and b.within(c)) or joined.within(c)
    assert a.join(Interval.EMPTY) == a


@_modest
@given(_intervals(empty=True), _intervals(empty=True), _intervals(empty=True))
def test_meet_is_the_greatest_lower_bound(a: Interval, b: Interval, c: Interval) -> None:
    met = a.meet(b)
    assert met.within(a)
    assert met.within(b)
    assert met == b.meet(a)
    assert a.meet(a) == a
    assert met.meet(c) == a.meet(b.meet(c))
    assert not (c.within(a) and c.within(b)) or c.within(met)
    assert a.meet(Interval.TOP) == a
    assert a.join(a.meet(b)) == a
    assert a.meet(a.join(b)) == a


@_modest
@given(_intervals(), _intervals(), _inside(Interval(-300.0, 300.0)))
def test_meet_holds_what_is_in_both(a: Interval, b: Interval, number: float) -> None:
    assert (number in a.meet(b)) == (number in a and number in b)


@_modest
@given(_intervals(empty=True), _intervals(empty=True))
def test_widening_covers_both(a: Interval, b: Interval) -> None:
    widened = a.widen(b)
    assert a.within(widened)
    assert b.within(widened)


@_modest
@given(_intervals(empty=True), st.lists(_intervals(empty=True), min_size=20, max_size=20))
def test_widening_ends(start: Interval, later: list[Interval]) -> None:
    current, changes = start, 0
    for interval in later:
        widened = current.widen(current.join(interval))
        changes += widened != current
        current = widened
    # From nothing to something, then each side passes each of the thresholds at most once.
    assert changes <= 1 + 2 * 6


# Polynomials. A world gives every atom its values: one number for each of a few elements.


_CHANNELS = 3
_ELEMENTS = 6
"""How many elements each sampled array has; element `i` is in channel `i % _CHANNELS`."""

Array: TypeAlias = list[float]


class _World:
    """Polynomials, with the elements that each really has."""

    def __init__(self) -> None:
        self.known: dict[Atom, Array] = {}

    def fresh(self, range_: Interval, elements: Array) -> Polynomial:
        assert all(element in range_ for element in elements)
        return self._enter(Atom.fresh(range_), elements)

    def extreme(self, sign: int, of: Polynomial) -> Polynomial:
        elements = self.elements(of)
        found = max(elements) if sign > 0 else min(elements)
        return self._enter(Atom.extreme(sign, of, of.range, None), [found] * _ELEMENTS)

    def absolute(self, of: Polynomial) -> Polynomial:
        return self._enter(Atom.absolute(of, of.range.absolute()), list(map(abs, self.elements(of))))

    def _enter(self, atom: Atom, elements: Array) -> Polynomial:
        self.known[atom] = elements
        return Polynomial.atom(atom)

    def elements(self, polynomial: Polynomial) -> Array:
        return [self._element(polynomial, i) for i in range(_ELEMENTS)]

    def _element(self, polynomial: Polynomial, i: int) -> float:
        total = 0.0
        for monomial, coefficient in polynomial.terms.items():
            factor = coefficient[i % _CHANNELS] if isinstance(coefficient, tuple) else coefficient
            total += factor * math.prod(self.known[atom][i] for atom in monomial)
        return total

    def check(self, polynomial: Polynomial, elements: Array | None = None) -> None:
        """The elements are those that an operation should have given, and in the range."""
        own = self.elements(polynomial)
        range_ = polynomial.range
        magnitude = 1e3 * max(map(abs, own))
        for i, element in enumerate(own):
            assert elements is None or math.isclose(element, elements[i], rel_tol=1e-9, abs_tol=1e-4), polynomial
            assert _is_in(element, range_, magnitude), (element, range_, polynomial)


_BOUNDED = st.tuples(_SMALL, _SMALL).map(lambda ends: Interval(min(ends), max(ends)))
_COEFFICIENTS: st.SearchStrategy[Coefficient] = st.one_of(_SMALL, st.tuples(_SMALL, _SMALL, _SMALL))


@st.composite
def _values_in_a_world(draw: st.DrawFn, steps: int = 5) -> tuple[_World, list[Polynomial]]:
    """Polynomials built as a program builds them: from fresh values and constants, by operations on those before."""
    world = _World()
    made: list[Polynomial] = []
    for _ in range(draw(st.integers(1, 3))):
        range_ = draw(st.one_of(_BOUNDED, _intervals()))
        elements = draw(st.lists(_inside(range_), min_size=_ELEMENTS, max_size=_ELEMENTS))
        made.append(world.fresh(range_, elements))
    made.append(Polynomial.constant(draw(_COEFFICIENTS)))
    for _ in range(draw(st.integers(0, steps))):
        left, right = draw(st.sampled_from(made)), draw(st.sampled_from(made))
        operation = draw(st.sampled_from(("plus", "minus", "times", "scale", "highest", "lowest", "absolute")))
        a, b = world.elements(left), world.elements(right)
        new: Polynomial | None
        if operation == "plus":
            new, expected = left.plus(right), [p + q for p, q in zip(a, b, strict=True)]
        elif operation == "minus":
            new, expected = left.minus(right), [p - q for p, q in zip(a, b, strict=True)]
        elif operation == "times":
            new, expected = left.times(right), [p * q for p, q in zip(a, b, strict=True)]
        elif operation == "scale":
            factor = draw(_SMALL)
            new, expected = left.scale(factor), [p * factor for p in a]
        elif operation == "absolute":
            new, expected = world.absolute(left), list(map(abs, a))
        else:
            sign = 1 if operation == "highest" else -1
            new, expected = world.extreme(sign, left), [sign * max(sign * p for p in a)] * _ELEMENTS
        if new is not None and max(map(abs, expected)) < 1e9:
            world.check(new, expected)
            made.append(new)
    return world, made


@settings(_modest, max_examples=250)
@given(_values_in_a_world())
def test_the_range_of_a_polynomial_holds_its_elements(built: tuple[_World, list[Polynomial]]) -> None:
    world, made = built
    for polynomial in made:
        world.check(polynomial)


@st.composite
def _vertices(draw: st.DrawFn) -> tuple[_World, Polynomial]:
    """A sum of random products, every atom at one of its ends in every element."""
    world = _World()
    atoms = []
    for _ in range(draw(st.integers(1, 4))):
        range_ = draw(_BOUNDED)
        ends = st.sampled_from((range_.lo, range_.hi))
        atoms.append(world.fresh(range_, draw(st.lists(ends, min_size=_ELEMENTS, max_size=_ELEMENTS))))
    total = Polynomial.constant(draw(_COEFFICIENTS))
    for _ in range(draw(st.integers(1, 5))):
        product = Polynomial.constant(draw(_COEFFICIENTS))
        for factor in draw(st.lists(st.sampled_from(atoms), min_size=1, max_size=3)):
            product = product.times(factor) or product
        total = total.plus(product) or total
    return world, total


@_modest
@given(_vertices())
def test_the_range_of_a_polynomial_holds_its_corners(built: tuple[_World, Polynomial]) -> None:
    world, polynomial = built
    world.check(polynomial)


@_modest
@given(_values_in_a_world(steps=2), st.data())
def test_a_polynomial_minus_itself_is_zero(built: tuple[_World, list[Polynomial]], data: st.DataObject) -> None:
    _, made = built
    polynomial = data.draw(st.sampled_from(made))
    difference = polynomial.minus(polynomial)
    assert difference is not None
    assert difference.value == 0.0


@_modest
@given(_COEFFICIENTS)
def test_the_reciprocal_of_a_constant_gives_one_with_it(coefficient: Coefficient) -> None:
    inverse = Polynomial.constant(coefficient).reciprocal()
    channels = coefficient if isinstance(coefficient, tuple) else (coefficient,)
    assert (inverse is None) == (0.0 in channels)
    if inverse is not None:
        product = inverse.times(Polynomial.constant(coefficient))
        assert product is not None
        assert _is_in(1.0, product.range)


@settings(_modest, max_examples=250)
@given(_values_in_a_world(), st.data())
def test_a_ratio_is_in_the_range_that_the_relation_gives(
    built: tuple[_World, list[Polynomial]], data: st.DataObject
) -> None:
    world, made = built
    numerator, denominator = data.draw(st.sampled_from(made)), data.draw(st.sampled_from(made))
    _check_ratio(world, numerator, denominator)


def _check_ratio(world: _World, numerator: Polynomial, denominator: Polynomial) -> Interval:
    range_ = ratio_range(numerator, denominator)
    above, below = world.elements(numerator), world.elements(denominator)
    for n, d in zip(above, below, strict=True):
        # Near 0 both sums have lost all their digits.
        if abs(d) > 1e-6 * max(1.0, *map(abs, above), *map(abs, below)):
            assert _is_in(n / d, range_, 1e3), (n, d, range_)
    return range_


@_modest
@given(st.lists(_SMALL, min_size=_ELEMENTS, max_size=_ELEMENTS), st.booleans())
def test_the_usual_normalisations_are_recognised(elements: Array, bounded: bool) -> None:
    world = _World()
    x = world.fresh(Interval(-500.0, 500.0) if bounded else Interval.TOP, elements)
    lowest, highest = world.extreme(-1, x), world.extreme(1, x)
    shifted, spread = x.minus(lowest), highest.minus(lowest)
    assert shifted is not None
    assert spread is not None
    assert _check_ratio(world, shifted, spread) == Interval.UNIT
    assert _check_ratio(world, shifted, world.extreme(1, shifted)) == Interval.UNIT
    assert _check_ratio(world, x, world.extreme(1, world.absolute(x))) == Interval(-1.0, 1.0)


# Numeric values

_DTYPES = (Dtype.FLOAT, Dtype.INT, Dtype.UINT8, Dtype.UNKNOWN)


@st.composite
def _numerics(draw: st.DrawFn) -> tuple[Numeric, float]:
    """A value, and one of its elements."""
    dtype = draw(st.sampled_from(_DTYPES))
    if draw(st.integers(0, 4)) == 0:
        number: float = draw(_SMALL)
        return Numeric.number(int(number) if dtype is Dtype.INT else number), float(
            int(number) if dtype is Dtype.INT else number
        )
    range_, element = draw(_samples())
    if dtype in (Dtype.INT, Dtype.UINT8):
        ends = sorted((draw(st.integers(0, 255)), draw(st.integers(0, 255))))
        range_ = Interval(float(ends[0]), float(ends[1]))
        element = float(draw(st.integers(ends[0], ends[1])))
    kind = draw(st.sampled_from((Kind.TENSOR, Kind.NDARRAY, Kind.ANY)))
    value = Numeric.known(kind, dtype, range_)
    if draw(st.booleans()):
        value = Numeric(kind, dtype, range_)
    return value, element


_OPERATORS: dict[str, tuple[Callable[[Numeric, Numeric], Numeric], Callable[[float, float], float]]] = {
    "+": (arithmetic.add, lambda a, b: a + b),
    "-": (arithmetic.subtract, lambda a, b: a - b),
    "*": (arithmetic.multiply, lambda a, b: a * b),
    "/": (arithmetic.divide, lambda a, b: a / b if b else math.nan),
    "//": (arithmetic.floor_divide, lambda a, b: float(a // b) if b else math.nan),
    "%": (arithmetic.modulo, lambda a, b: a % b if b else math.nan),
}


def _stored(number: float, value: Numeric) -> float:
    """The number as an element of the value's type has it: uint8 wraps around."""
    return number % 256 if value.dtype is Dtype.UINT8 and not math.isnan(number) else number


@pytest.mark.parametrize("operator", _OPERATORS)
@_modest
@given(_numerics(), _numerics())
def test_an_operator_on_values_holds_its_elementwise_results(
    operator: str, a: tuple[Numeric, float], b: tuple[Numeric, float]
) -> None:
    on_values, on_numbers = _OPERATORS[operator]
    result = on_values(a[0], b[0])
    number = _stored(on_numbers(a[1], b[1]), result)
    assert _is_in(number, result.range), (a, b, number, result.range)
    assert result.seen.within(result.range)
    if result.poly is not None and result.dtype is not Dtype.UINT8:
        assert _is_in(number, result.poly.range), (number, result.poly)


@pytest.mark.parametrize("operator", _OPERATORS)
@_modest
@given(_numerics())
def test_an_operator_on_a_value_and_itself_holds_its_elementwise_results(
    operator: str, a: tuple[Numeric, float]
) -> None:
    on_values, on_numbers = _OPERATORS[operator]
    value = a[0]
    if value.poly is None:
        value = Numeric(value.kind, value.dtype, value.range, value.seen, poly=Polynomial.fresh(value.range))
    result = on_values(value, value)
    number = _stored(on_numbers(a[1], a[1]), result)
    assert _is_in(number, result.range), (a, number, result.range)


@_modest
@given(_numerics(), _numerics(), _numerics(), st.lists(st.sampled_from("+-*/"), min_size=3, max_size=3))
def test_a_chain_of_operators_holds_its_elementwise_results(
    a: tuple[Numeric, float], b: tuple[Numeric, float], c: tuple[Numeric, float], chain: list[str]
) -> None:
    value, number = a
    if value.poly is None:
        value = Numeric(value.kind, value.dtype, value.range, value.seen, poly=Polynomial.fresh(value.range))
    first, first_number, magnitude = value, number, 1.0
    for operator, (other, other_number) in zip(chain, (b, c, (first, first_number)), strict=True):
        on_values, on_numbers = _OPERATORS[operator]
        value, number = on_values(value, other), on_numbers(number, other_number)
        number = _stored(number, value)
        magnitude = max(magnitude, abs(number)) if math.isfinite(number) else magnitude
        assert _is_in(number, value.range, magnitude), (a, b, c, number, value.range)


@pytest.mark.parametrize("comparison", ["<", "<=", ">", ">="])
@_modest
@given(_numerics(), _SMALL)
def test_what_a_mask_selects_is_in_the_restricted_range(
    comparison: str, a: tuple[Numeric, float], bound: float
) -> None:
    value, number = a
    poly = value.polynomial
    value = Numeric(value.kind, value.dtype, value.range, value.seen, poly=poly)
    mask = arithmetic.compare(value, comparison, Numeric.number(bound))
    holds = {"<": number < bound, "<=": number <= bound, ">": number > bound, ">=": number >= bound}[comparison]
    assert number in arithmetic.restricted(value, mask, holds).range
    assert number in arithmetic.restricted(value, arithmetic.invert(mask), not holds).range


# Joins

_LEAVES: st.SearchStrategy[Value] = st.one_of(
    _numerics().map(lambda pair: pair[0]),
    st.sampled_from((NONE, Const(True), Const("L"), Image(), Image("RGB"), Image("F"), Opaque(), Opaque("path"))),
)


def _collections(inner: st.SearchStrategy[Value]) -> st.SearchStrategy[Value]:
    several = st.lists(inner, max_size=2).map(tuple)
    keyed = st.dictionaries(st.sampled_from("abc"), inner, max_size=2).map(lambda d: tuple(d.items()))
    return st.one_of(
        st.builds(Seq, st.sampled_from(("list", "tuple")), several),
        st.builds(Seq, st.just("list"), several, inner, several),
        st.builds(Dict, keyed),
        st.builds(Dict, keyed, inner),
    )


_VALUES = st.recursive(_LEAVES, _collections, max_leaves=5)


def _covers(upper: Value, value: Value) -> bool:
    """Does `upper` stand for everything that `value` stands for?"""
    if isinstance(value, Union):
        return all(_covers(upper, member) for member in value.members)
    return any(_covers_one(member, value) for member in members(upper))


def _covers_one(upper: Value, value: Value) -> bool:
    if isinstance(upper, Numeric):
        if upper.kind is Kind.ANY and upper.dtype is Dtype.UNKNOWN and upper.range == Interval.TOP:
            return True
        return (
            isinstance(value, Numeric)
            and upper.kind in (value.kind, Kind.ANY)
            and (value.dtype in upper.dtype.members or upper.dtype is Dtype.UNKNOWN)
            and value.range.within(upper.range)
            and value.seen.within(upper.seen)
        )
    if isinstance(upper, Seq):
        return isinstance(value, Seq) and _covers_seq(upper, value)
    if isinstance(upper, Dict):
        return isinstance(value, Dict) and _covers_dict(upper, value)
    if isinstance(upper, Image):
        return isinstance(value, Image) and upper.mode in (value.mode, None)
    if isinstance(upper, Opaque):
        return isinstance(value, Opaque) and upper.what in (value.what, "")
    return upper == value


def _covers_seq(upper: Seq, value: Seq) -> bool:
    """Checked for the lengths that `value` allows, up to two elements in its middle."""
    for repeats in range(1 if value.middle is None else 3):
        middle = () if value.middle is None else (value.middle,) * repeats
        elements = value.head + middle + value.tail
        first, last = len(upper.head), len(elements) - len(upper.tail)
        if last < first or (upper.middle is None and last > first):
            return False
        inner = () if upper.middle is None else (upper.middle,) * (last - first)
        if not all(map(_covers, upper.head + inner + upper.tail, elements)):
            return False
    return True


def _covers_dict(upper: Dict, value: Dict) -> bool:
    known = dict(upper.items)
    for key, item in value.items:
        above = known.get(key, upper.other)
        if above is None or not _covers(above, item):
            return False
    return value.other is None or (upper.other is not None and _covers(upper.other, value.other))


@settings(_modest, max_examples=300)
@given(_VALUES, _VALUES)
def test_the_join_of_values_covers_both(a: Value, b: Value) -> None:
    joined = join(a, b)
    assert _covers(joined, a), (a, b, joined)
    assert _covers(joined, b), (a, b, joined)


@settings(_modest, max_examples=150)
@given(_VALUES)
def test_the_join_of_a_value_with_itself_adds_nothing(a: Value) -> None:
    assert _covers(a, join(a, a)), a


@_modest
@given(st.lists(_VALUES, min_size=1, max_size=7))
def test_the_join_of_many_values_covers_all(values: list[Value]) -> None:
    joined = join_all(values)
    for value in values:
        assert _covers(joined, value), (values, joined)
