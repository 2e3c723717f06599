"""Products of arrays, spectra, differences, and vectorised functions."""

from __future__ import annotations

from dataclasses import replace

from flake8_topil.analysis import arithmetic
from flake8_topil.analysis.interval import Interval
from flake8_topil.analysis.values import (
    INTEGRAL,
    Dtype,
    Kind,
    Numeric,
    Seq,
    Value,
)
from flake8_topil.models.arrays import (
    as_array,
    copied,
    evident,
    floating,
    operand,
    widest,
)
from flake8_topil.models.numpy.common import COUNT
from flake8_topil.models.registry import Call, model


@model("numpy.dot(a, b)", "numpy.matmul(x1, x2)", "numpy.inner(a, b)", "ndarray.dot(b)")
def dot(call: Call) -> Value:
    """Sums of products: without bound, except where one factor is a list of numbers, as for a weighted grey.

    An array that holds known numbers does not do: they may be repeated along other axes.
    """
    a, b = operand(call), call.arg("b", "x2")
    is_flat = isinstance(b, Seq) or (isinstance(b, Numeric) and b.kind is Kind.NUMBER)
    weights = call.numbers("b", "x2") if is_flat else None
    if not weights:
        return _mixed(a, operand(call, "b", "x2"))
    x = arithmetic.multiply(a, operand(call, "b", "x2")).fresh(a.range, a.seen)
    return x.map(lambda r: _weighted_sums(r, weights))


def _weighted_sums(r: Interval, weights: tuple[float, ...]) -> Interval:
    """The sum over all weights, or each alone if the other factor is a number."""
    products = [r * Interval(weight, weight) for weight in weights]
    result = Interval(0.0, 0.0)
    for one in products:
        result = result + one
    return result.join(Interval(min(p.lo for p in products), max(p.hi for p in products)))


def _mixed(a: Numeric, b: Numeric) -> Numeric:
    """What a matrix product makes of two arrays."""
    result = evident(arithmetic.multiply(a, b).cast(widest((a.dtype, b.dtype))))
    return result.of_kind(Kind.NDARRAY)


@model(
    "numpy.einsum(subscripts, *operands, **kwargs)",
    "numpy.tensordot(a, b, axes=2)",
    "numpy.kron(a, b)",
    "numpy.cross(a, b, axisa=-1, axisb=-1, axisc=-1, axis=None)",
    "numpy.convolve(a, v, mode='full')",
    "numpy.correlate(a, v, mode='valid')",
    "numpy.polyval(p, x)",
    "numpy.linalg.inv(a)",
    "numpy.linalg.pinv(a, rcond=None, hermitian=False, *, rtol=None)",
    "numpy.linalg.solve(a, b)",
    "numpy.linalg.det(a)",
)
def unbounded(call: Call) -> Value:
    dtypes = [operand(call, name).dtype for name in call.arguments if name in ("a", "b", "v", "p", "x")]
    dtypes += [as_array(call.machine, value).dtype for value in call.rest]
    dtype = widest(dtypes)
    if dtype not in INTEGRAL:
        return Numeric.known(Kind.NDARRAY, dtype, Interval.TOP)
    return evident(Numeric(Kind.NDARRAY, Dtype.FLOAT if "linalg" in call.name else dtype))


@model("numpy.linalg.norm(x, ord=None, axis=None, keepdims=False)")
def norm(call: Call) -> Value:
    x = floating(operand(call))
    return x.fresh(COUNT, COUNT if not x.seen.is_empty else Interval.EMPTY)


@model("numpy.outer(a, b)")
def outer(call: Call) -> Value:
    a, b = operand(call, "a"), operand(call, "b")
    return arithmetic.multiply(copied(a), copied(b))


@model(
    *(
        f"numpy.fft.{name}(a, {size}=None, {axes}, norm=None)"
        for (name, size, axes) in (
            ("fft", "n", "axis=-1"), ("ifft", "n", "axis=-1"), ("rfft", "n", "axis=-1"), ("irfft", "n", "axis=-1"),
            ("fft2", "s", "axes=(-2, -1)"), ("ifft2", "s", "axes=(-2, -1)"), ("rfft2", "s", "axes=(-2, -1)"),
            ("irfft2", "s", "axes=(-2, -1)"), ("fftn", "s", "axes=None"), ("ifftn", "s", "axes=None"),
        )
    )
)  # fmt: skip
def transformed(call: Call) -> Value:
    """Spectra, complex or not, and what is made of them."""
    return Numeric.known(Kind.NDARRAY, Dtype.UNKNOWN, Interval.TOP)


@model("numpy.diff(a, n=1, axis=-1, prepend=None, append=None)")
def diff(call: Call) -> Value:
    x = operand(call)
    if call.number("n") != 1 or x.dtype in INTEGRAL or {"prepend", "append"} & call.given:
        return evident(x)
    return x.map(lambda r: r - r)


@model(
    "numpy.vectorize(pyfunc, otypes=None, doc=None, excluded=None, cache=False, signature=None)(*args)",
)
def vectorized(call: Call) -> Value:
    """The function, called on the numbers that are in the arrays."""
    numbers = (as_array(call.machine, value).of_kind(Kind.NUMBER) for value in call.rest)
    result = call.machine.call(call.arg("pyfunc"), *(replace(number, poly=None) for number in numbers), node=call.node)
    return as_array(call.machine, result)
