"""The standard library's arithmetic, random numbers, iterators and copies; progress bars, which iterate like it."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace

from flake8_topil.analysis import arithmetic
from flake8_topil.analysis.interval import INF, Interval
from flake8_topil.analysis.values import (
    NONE,
    Dict,
    Dtype,
    Kind,
    LibObject,
    Numeric,
    Opaque,
    Seq,
    Value,
    as_numeric,
)
from flake8_topil.models.arrays import copied
from flake8_topil.models.builtins import (
    COUNT,
    any_of,
    integer,
    known,
    mapped,
    opaque,
    paired,
    range_,
    sequences_of,
    truth,
)
from flake8_topil.models.numpy.common import constant
from flake8_topil.models.numpy.elementwise import UNARY
from flake8_topil.models.numpy.random import reorder
from flake8_topil.models.registry import Call, Transfer, model, register

# math

_SAME = (
    "sqrt", "cbrt", "exp", "exp2", "expm1", "log2", "log10", "log1p", "sin", "cos", "tan", "sinh", "cosh", "tanh",
    "degrees", "radians",
)  # fmt: skip
_ARCS = {"acos": "arccos", "asin": "arcsin", "atan": "arctan", "asinh": "arcsinh", "acosh": "arccosh"}


def number(x: Numeric) -> Numeric:
    return replace(x, kind=Kind.NUMBER, dtype=Dtype.FLOAT)


def function(name: str) -> Transfer:
    """A function of one number with the range that numpy's has."""
    interval_map = UNARY[name]
    return lambda call: number(call.x.map(interval_map))


for _name in _SAME:
    register(function(_name), f"math.{_name}(x)")
for _name, _numpy_name in _ARCS.items():
    register(function(_numpy_name), f"math.{_name}(x)")
for _name, _number in {"pi": math.pi, "e": math.e, "tau": math.tau, "inf": INF, "nan": math.nan}.items():
    register(constant(_number), f"math.{_name}")


@model("math.log(x, base=None)")
def log(call: Call) -> Value:
    result = number(call.x.map(UNARY["log"]))
    if call.is_none("base"):
        return result
    base = number(call.array("base").map(UNARY["log"]))
    return arithmetic.divide(result, base)


@model("math.floor(x)", "math.ceil(x)")
def whole(call: Call) -> Value:
    return integer(call, math.floor if call.name.endswith("floor") else math.ceil)


@model("math.pow(x, y)")
def power(call: Call) -> Value:
    return number(arithmetic.power(call.x, call.array("y")))


@model("math.fmod(x, y)", "math.atan2(y, x)", "math.copysign(x, y)", "math.dist(p, q)", "math.hypot(*coordinates)")
def any_number(call: Call) -> Value:
    return Numeric(Kind.NUMBER, Dtype.FLOAT)


@model("math.gcd(*integers)", "math.lcm(*integers)", "math.comb(n, k)", "math.factorial(x)", "math.isqrt(n)")
def natural(call: Call) -> Value:
    return Numeric(Kind.NUMBER, Dtype.INT, COUNT)


@model("math.prod(iterable, *, start=1)", "math.fsum(seq)")
def accumulated(call: Call) -> Value:
    return Numeric(Kind.NUMBER)


register(
    truth,
    "math.isnan(x)",
    "math.isinf(x)",
    "math.isfinite(x)",
    "math.isclose(a, b, *, rel_tol=1e-09, abs_tol=0.0)",
)


# random

SOURCES = ("random.", "random.Random.")


def drawing(lo: float, hi: float) -> Transfer:
    return lambda call: known(Dtype.FLOAT, lo, hi)


def from_both(*signatures: str) -> tuple[str, ...]:
    """The signatures of module functions that generators have as methods too."""
    return tuple(source + signature for signature in signatures for source in SOURCES)


register(drawing(0.0, 1.0), *from_both("random()", "betavariate(alpha, beta)"))
register(drawing(-INF, INF), *from_both("gauss(mu=0.0, sigma=1.0)", "normalvariate(mu=0.0, sigma=1.0)"))
register(drawing(0.0, INF), *from_both("expovariate(lambd=1.0)", "gammavariate(alpha, beta)"))
register(drawing(0.0, INF), *from_both("lognormvariate(mu, sigma)"))


@model(*from_both("uniform(a, b)"))
def uniform(call: Call) -> Value:
    return _between(call.array("a"), call.array("b"), Dtype.FLOAT)


@model(*from_both("triangular(low=0.0, high=1.0, mode=None)"))
def triangular(call: Call) -> Value:
    return _between(call.array("low"), call.array("high"), Dtype.FLOAT)


@model(*from_both("randint(a, b)"))
def randint(call: Call) -> Value:
    """Both ends included."""
    return _between(call.array("a"), call.array("b"), Dtype.INT)


def _between(a: Numeric, b: Numeric, dtype: Dtype) -> Numeric:
    range_ = a.range.join(b.range)
    return Numeric(Kind.NUMBER, dtype, range_, range_ if range_.is_bounded else Interval.EMPTY)


@model(*from_both("randrange(start, stop=None, step=1)"))
def randrange(call: Call) -> Value:
    numbers = range_(call)
    return copied(as_numeric(any_of(numbers.elements))) if isinstance(numbers, Seq) else Numeric.unknown()


@model(*from_both("getrandbits(k)"))
def natural_number(call: Call) -> Value:
    return natural(call)


@model(*from_both("choice(seq)"))
def choice(call: Call) -> Value:
    return any_of(call.machine.iterate(call.arg("seq")).elements)


@model(
    *from_both(
        "choices(population, weights=None, *, cum_weights=None, k=1)",
        "sample(population, k, *, counts=None)",
    )
)
def choices(call: Call) -> Value:
    elements = call.machine.iterate(call.arg("population")).elements
    return Seq("list", middle=any_of(elements)) if elements else Seq("list")


@model(*from_both("shuffle(x)"))
def shuffle(call: Call) -> Value:
    reorder(call)
    return NONE


register(lambda call: NONE, *from_both("seed(a=None, version=2)"))


@model("random.Random(x=None)")
def generator(call: Call) -> Value:
    return LibObject("random.Random")


# itertools


def of_elements(call: Call, type_: str) -> Seq:
    """Any of the elements, any number of times."""
    elements = call.machine.iterate(call.subject).elements
    return Seq(type_, middle=any_of(elements)) if elements else Seq(type_)


@model("itertools.chain(*iterables)")
def chain(call: Call) -> Value:
    return chained(sequences_of(call, call.rest))


@model("itertools.chain.from_iterable(iterable)")
def chain_of(call: Call) -> Value:
    outer = call.machine.iterate(call.subject)
    inner = sequences_of(call, outer.elements)
    if outer.items is not None:
        return chained(inner)
    elements = [element for sequence in inner for element in sequence.elements]
    return Seq("chain", middle=any_of(elements)) if elements else Seq("chain")


def chained(sequences: list[Seq]) -> Seq:
    """One sequence after the other; from the first of unknown length on, elements in any place."""
    head: tuple[Value, ...] = ()
    for i, sequence in enumerate(sequences):
        head += sequence.head
        if sequence.middle is not None:
            later = [element for s in sequences[i + 1 :] for element in s.elements]
            return Seq("chain", head, any_of([sequence.middle, *sequence.tail, *later]))
    return Seq("chain", head)


@model("itertools.repeat(object, times=None)")
def repeat(call: Call) -> Value:
    times = call.number("times")
    if times is not None and times <= 16:
        return Seq("repeat", (call.subject,) * int(times))
    return Seq("repeat", middle=call.subject)


@model("itertools.count(start=0, step=1)")
def count(call: Call) -> Value:
    start, step = call.array("start"), call.array("step")
    span = Interval(start.range.lo if step.range.lo >= 0 else -INF, INF)
    dtype = start.dtype if start.dtype is step.dtype else Dtype.UNKNOWN
    return Seq("count", (start,), Numeric(Kind.NUMBER, dtype, span))


@model("itertools.product(*iterables, repeat=1)")
def product(call: Call) -> Value:
    parts = [of_elements_of(sequence) for sequence in sequences_of(call, call.rest)]
    if any(part is None for part in parts):
        return Seq("product")
    row = tuple(part for part in parts if part is not None)
    times = call.number("repeat")
    if times is None:
        return Seq("product", middle=Seq("tuple", middle=any_of(row)))
    return Seq("product", middle=Seq("tuple", row * int(times)))


def of_elements_of(sequence: Seq) -> Value | None:
    return any_of(sequence.elements) if sequence.elements else None


@model("itertools.zip_longest(*iterables, fillvalue=None)")
def zip_longest(call: Call) -> Value:
    sequences = sequences_of(call, call.rest)
    rows, others = paired(sequences)
    if others is None and len({len(s.head) for s in sequences}) == 1:
        return Seq("zip", tuple(Seq("tuple", row) for row in rows))
    parts = tuple(any_of([*s.elements, call.arg("fillvalue")]) for s in sequences)
    return Seq("zip", tuple(Seq("tuple", row) for row in rows), Seq("tuple", parts))


@model("itertools.starmap(function, iterable)")
def starmap(call: Call) -> Value:
    """The function, called on each row."""
    rows = call.machine.iterate(call.arg("iterable"))

    def applied(row: tuple[Value, ...]) -> Value:
        arguments = call.machine.iterate(row[0])
        if arguments.items is None:
            return Numeric.unknown()
        return call.machine.call(call.subject, *arguments.items, node=call.nodes.get("function", call.node))

    return mapped([rows], "starmap", applied)


@model("itertools.islice(iterable, *args)")
def islice(call: Call) -> Value:
    sequence = call.machine.iterate(call.subject)
    bounds = [None if value == NONE else as_numeric(value).constant for value in call.rest]
    fixed = all(bound is not None or value == NONE for bound, value in zip(bounds, call.rest, strict=True))
    if sequence.items is not None and fixed:
        return Seq("islice", sequence.items[slice(*(None if b is None else int(b) for b in bounds))])
    return of_elements(call, "islice")


def some(call: Call) -> Value:
    """Any of the elements."""
    return of_elements(call, "iterator")


register(some, "itertools.cycle(iterable)", "itertools.compress(data, selectors)")


@model(
    "itertools.takewhile(predicate, iterable)",
    "itertools.dropwhile(predicate, iterable)",
    "itertools.filterfalse(function, iterable)",
)
def filtered(call: Call) -> Value:
    elements = call.machine.iterate(call.arg("iterable")).elements
    for element in elements:
        call.machine.call(call.subject, element, node=call.node)
    return Seq("iterator", middle=any_of(elements)) if elements else Seq("iterator")


@model("itertools.combinations(iterable, r)", "itertools.permutations(iterable, r=None)")
def arrangements(call: Call) -> Value:
    elements = call.machine.iterate(call.subject).elements
    return Seq("iterator", middle=Seq("tuple", middle=any_of(elements))) if elements else Seq("iterator")


@model("itertools.pairwise(iterable)")
def pairwise(call: Call) -> Value:
    elements = call.machine.iterate(call.subject).elements
    if not elements:
        return Seq("iterator")
    element = any_of(elements)
    return Seq("iterator", middle=Seq("tuple", (element, element)))


@model("itertools.tee(iterable, n=2)")
def tee(call: Call) -> Value:
    sequence = replace(call.machine.iterate(call.subject), type="iterator", place=None)
    return Seq("tuple", (sequence,) * int(call.number("n") or 2))


@model("itertools.accumulate(iterable, func=None, *, initial=None)")
def accumulate(call: Call) -> Value:
    return Seq("iterator", middle=Numeric.unknown())


# copy


@model("copy.copy(x)", "copy.deepcopy(x, memo=None)")
def copy(call: Call) -> Value:
    return cloned(call.subject, deep=call.name.endswith("deepcopy"))


def cloned(value: Value, deep: bool) -> Value:
    """A copy of an array or collection; a deep one copies what is in it as well."""
    match value:
        case Numeric():
            return value.detached()
        case Seq():
            if not deep:
                return replace(value, place=None)
            parts = (tuple(cloned(v, deep) for v in part) for part in (value.head, value.tail))
            head, tail = parts
            return Seq(value.type, head, value.middle and cloned(value.middle, deep), tail)
        case Dict():
            items = tuple((key, cloned(item, deep) if deep else item) for key, item in value.items)
            return Dict(items, value.other and (cloned(value.other, deep) if deep else value.other))
    return value


# operator

_OPERATORS: dict[str, Callable[[Numeric, Numeric], Numeric]] = {
    "add": arithmetic.add,
    "sub": arithmetic.subtract,
    "mul": arithmetic.multiply,
    "truediv": arithmetic.divide,
    "floordiv": arithmetic.floor_divide,
    "mod": arithmetic.modulo,
    "pow": arithmetic.power,
}


def operating(operator: Callable[[Numeric, Numeric], Numeric]) -> Transfer:
    """An operator on numbers and arrays; on lists it does something else."""

    def transfer(call: Call) -> Value:
        a, b = call.arg("a"), call.arg("b")
        if not isinstance(a, Numeric) or not isinstance(b, Numeric):
            return Numeric.unknown()
        return operator(a, b)

    return transfer


for _name, _operator in _OPERATORS.items():
    register(operating(_operator), f"operator.{_name}(a, b)")


@model("operator.neg(a)")
def negative(call: Call) -> Value:
    return arithmetic.negate(call.x)


# Progress bars


def progress(call: Call) -> Value:
    """The iterable itself; without one, something to call `update` on."""
    return Opaque("progress bar") if call.is_none("iterable", "sequence") else call.subject


_TQDM = "tqdm(iterable=None, desc=None, total=None, leave=True, **kwargs)"
_TRANGE = "trange(start, stop=None, step=1, **kwargs)"

register(progress, *(f"{module}.{_TQDM}" for module in ("tqdm", "tqdm.auto", "tqdm.std")))
register(range_, *(f"{module}.{_TRANGE}" for module in ("tqdm", "tqdm.auto", "tqdm.std")))
for _module in ("tqdm.notebook", "tqdm.autonotebook"):
    register(progress, f"{_module}.{_TQDM}", unchecked="needs a notebook")
    register(range_, f"{_module}.{_TRANGE}", unchecked="needs a notebook")
register(progress, "rich.progress.track(sequence, description='Working...', total=None, **kwargs)")
register(lambda call: NONE, "tqdm.tqdm.write(s, file=None, end='', nolock=False)")


# What holds no image

register(opaque("path"), "pathlib.Path(*args)", "pathlib.PurePath(*args)", "pathlib.Path.cwd()", "pathlib.Path.home()")
register(
    opaque("str"),
    "os.path.join(path, *paths)",
    "os.path.basename(p)",
    "os.path.dirname(p)",
    "os.path.abspath(path)",
    "os.path.realpath(filename)",
    "os.path.expanduser(path)",
    "os.path.splitext(p)",
    "os.path.split(p)",
    "os.path.relpath(path, start=None)",
    "os.path.normpath(path)",
    "os.getcwd()",
    "os.getenv(key, default=None)",
    "json.dumps(obj, **kwargs)",
    "time.strftime(format, t=None)",
)
register(
    truth,
    "os.path.exists(path)",
    "os.path.isfile(path)",
    "os.path.isdir(s)",
)
register(lambda call: NONE, "os.makedirs(name, mode=511, exist_ok=False)", unchecked="makes folders")


@model("os.listdir(path=None)", "glob.glob(pathname, **kwargs)")
def names(call: Call) -> Value:
    return Seq("list", middle=Opaque("str"))


@model("time.time()", "time.perf_counter()", "time.monotonic()", "time.process_time()")
def now(call: Call) -> Value:
    return Numeric(Kind.NUMBER, Dtype.FLOAT)


register(lambda call: NONE, "time.sleep(secs)")
register(natural, "gc.collect(generation=2)")
register(opaque("json"), "json.load(fp, **kwargs)", "json.loads(s, **kwargs)")
register(opaque("buffer"), "io.BytesIO(initial_bytes=None)", "io.StringIO(initial_value='', newline=None)")
register(opaque("logger"), "logging.getLogger(name=None)")
