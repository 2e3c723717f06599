"""Random numbers, from the module and from generators."""

from __future__ import annotations

from dataclasses import replace

from flake8_topil.analysis.interval import INF, Interval
from flake8_topil.analysis.values import (
    NONE,
    Const,
    Dtype,
    Kind,
    LibObject,
    Numeric,
    Seq,
    Value,
    as_numeric,
    join_all,
)
from flake8_topil.models.arrays import (
    converted,
    copied,
    nothing,
    operand,
)
from flake8_topil.models.numpy.common import COUNT, known, opaque_bytes
from flake8_topil.models.registry import Call, Transfer, model, register

SOURCES = ("numpy.random.", "numpy.random.Generator.", "numpy.random.RandomState.")


def drawn(call: Call, dtype: Dtype, range_: Interval) -> Numeric:
    """Numbers from a distribution: one where neither a size nor an array of parameters is given."""
    parameters = [value for name, value in call.arguments.items() if name not in ("size", "dtype")]
    arrays = any(not isinstance(v, Const | LibObject) and as_numeric(v).kind is not Kind.NUMBER for v in parameters)
    kind = Kind.NUMBER if call.is_none("size") and not call.rest and not arrays else Kind.NDARRAY
    seen = range_ if not arrays or range_ in (Interval.TOP, Interval.UNIT, COUNT) else Interval.EMPTY
    return Numeric(kind, dtype, range_, seen)


def drawing(lo: float, hi: float, dtype: Dtype = Dtype.FLOAT) -> Transfer:
    return lambda call: drawn(call, dtype, Interval(lo, hi))


DISTRIBUTIONS: dict[str, Transfer] = {
    "rand(*dims)": drawing(0.0, 1.0),
    "random(size=None, dtype=None)": drawing(0.0, 1.0),
    "random_sample(size=None)": drawing(0.0, 1.0),
    "ranf(size=None)": drawing(0.0, 1.0),
    "sample(size=None)": drawing(0.0, 1.0),
    "beta(a, b, size=None)": drawing(0.0, 1.0),
    "dirichlet(alpha, size=None)": drawing(0.0, 1.0),
    "power(a, size=None)": drawing(0.0, 1.0),
    "randn(*dims)": drawing(-INF, INF),
    "standard_normal(size=None, dtype=None)": drawing(-INF, INF),
    "normal(loc=0.0, scale=1.0, size=None)": drawing(-INF, INF),
    "laplace(loc=0.0, scale=1.0, size=None)": drawing(-INF, INF),
    "logistic(loc=0.0, scale=1.0, size=None)": drawing(-INF, INF),
    "gumbel(loc=0.0, scale=1.0, size=None)": drawing(-INF, INF),
    "standard_cauchy(size=None)": drawing(-INF, INF),
    "standard_t(df, size=None)": drawing(-INF, INF),
    "multivariate_normal(mean, cov, size=None, check_valid='warn', tol=1e-08)": drawing(-INF, INF),
    "exponential(scale=1.0, size=None)": drawing(0.0, INF),
    "standard_exponential(size=None)": drawing(0.0, INF),
    "gamma(shape, scale=1.0, size=None)": drawing(0.0, INF),
    "standard_gamma(shape, size=None)": drawing(0.0, INF),
    "chisquare(df, size=None)": drawing(0.0, INF),
    "lognormal(mean=0.0, sigma=1.0, size=None)": drawing(0.0, INF),
    "rayleigh(scale=1.0, size=None)": drawing(0.0, INF),
    "poisson(lam=1.0, size=None)": drawing(0.0, INF, Dtype.INT),
    "geometric(p, size=None)": drawing(1.0, INF, Dtype.INT),
}
_ONLY = {
    "rand": ("numpy.random.", "numpy.random.RandomState."),
    "randn": ("numpy.random.", "numpy.random.RandomState."),
    "random_sample": ("numpy.random.", "numpy.random.RandomState."),
    "ranf": ("numpy.random.",),
    "sample": ("numpy.random.",),
}

for _signature, _transfer in DISTRIBUTIONS.items():
    _name = _signature.partition("(")[0]
    register(_transfer, *(source + _signature for source in _ONLY.get(_name, SOURCES)))


@model(*(source + "uniform(low=0.0, high=1.0, size=None)" for source in SOURCES))
def uniform(call: Call) -> Value:
    return drawn(call, Dtype.FLOAT, operand(call, "low").range.join(operand(call, "high").range))


@model(*(source + "triangular(left, mode, right, size=None)" for source in SOURCES))
def triangular(call: Call) -> Value:
    return drawn(call, Dtype.FLOAT, operand(call, "left").range.join(operand(call, "right").range))


@model(*(source + "binomial(n, p, size=None)" for source in SOURCES))
def binomial(call: Call) -> Value:
    return drawn(call, Dtype.INT, Interval(0.0, operand(call, "n").range.hi))


@model(
    "numpy.random.randint(low, high=None, size=None, dtype=int)",
    "numpy.random.RandomState.randint(low, high=None, size=None, dtype=int)",
    "numpy.random.Generator.integers(low, high=None, size=None, dtype=int64, endpoint=False)",
)
def randint(call: Call) -> Value:
    """Integers below the upper end, or up to it with `endpoint`."""
    low, high = (Numeric.number(0), operand(call, "low")) if call.is_none("high") else _ends(call)
    last = high.range.hi - (0 if call.flag("endpoint") is True or call.flag("endpoint") is None else 1)
    if call.name.endswith("randint"):
        last = high.range.hi - 1
    result = drawn(call, Dtype.INT, Interval(low.range.lo, max(low.range.lo, last)))
    dtype = call.arg("dtype") if "dtype" in call.given else NONE
    return converted(call, result, dtype)


def _ends(call: Call) -> tuple[Numeric, Numeric]:
    return operand(call, "low"), operand(call, "high")


@model(
    "numpy.random.choice(a, size=None, replace=True, p=None)",
    "numpy.random.RandomState.choice(a, size=None, replace=True, p=None)",
    "numpy.random.Generator.choice(a, size=None, replace=True, p=None, axis=0, shuffle=True)",
)
def choice(call: Call) -> Value:
    """Elements of a sequence, or numbers below one."""
    options = call.arg("a")
    if isinstance(options, Numeric) and options.kind is Kind.NUMBER:
        return drawn(call, Dtype.INT, Interval(0.0, options.range.hi - 1))
    elements = call.machine.iterate(options).elements
    if all(isinstance(element, Numeric) for element in elements):
        x = copied(operand(call, "a"))
        return x if isinstance(options, Numeric) else x.fresh(x.range, x.range if x.range.is_bounded else x.seen)
    return Numeric.unknown()


@model(*(source + "permutation(x)" for source in SOURCES), "numpy.random.Generator.permuted(x, *, axis=None)")
def permutation(call: Call) -> Value:
    x = operand(call, "x")
    if x.kind is Kind.NUMBER:
        return known(Dtype.INT, 0.0, max(0.0, x.range.hi - 1))
    return copied(x).of_kind(Kind.NDARRAY)


@model(*(source + "shuffle(x)" for source in SOURCES))
def shuffle(call: Call) -> Value:
    reorder(call)
    return NONE


def reorder(call: Call) -> None:
    """Write the elements of `x` back in any order."""
    x = call.arg("x")
    if isinstance(x, Numeric):
        call.machine.write(x, copied(x))
    elif isinstance(x, Seq) and x.elements:
        call.machine.write(x, replace(x, head=(), middle=join_all(x.elements), tail=()))


@model("numpy.random.default_rng(seed=None)", "numpy.random.Generator(bit_generator)")
def default_rng(call: Call) -> Value:
    return LibObject("numpy.random.Generator")


@model("numpy.random.RandomState(seed=None)")
def random_state(call: Call) -> Value:
    return LibObject("numpy.random.RandomState")


register(nothing, "numpy.random.seed(seed=None)", "numpy.random.RandomState.seed(seed=None)")
register(opaque_bytes, *(source + "bytes(length)" for source in SOURCES))
