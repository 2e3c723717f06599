"""Methods that overwrite all elements of a tensor."""

from __future__ import annotations

from dataclasses import replace

from flake8_topil.analysis.interval import INF, Interval
from flake8_topil.analysis.values import Dtype, Kind, Numeric, as_numeric
from flake8_topil.models.dtypes import converted
from flake8_topil.models.registry import Call, Transfer
from flake8_topil.models.torch.common import NOUGHT, POSITIVE, constant, hull, operation, table, unbounded


def refilled(range_: Interval) -> Transfer:
    """A transfer that overwrites all elements by numbers of a range."""
    return lambda call: converted(call.x.certain(range_).cast(Dtype.FLOAT), call.x.dtype)


def _interval_of(call: Call, low: str, high: str) -> Numeric:
    ends = hull(call.array(low), call.array(high))
    return replace(ends, kind=call.x.kind, dtype=call.x.dtype, why=None, place=None)


table(
    {
        "Tensor.zero_()": lambda call: replace(constant(0.0), dtype=call.x.dtype),
        "torch.zero_(input)": lambda call: replace(constant(0.0), dtype=call.x.dtype),
        "Tensor.fill_(value)": lambda call: converted(call.array("value").detached(), call.x.dtype),
        "torch.fill_(input, value)": lambda call: converted(call.array("value").detached(), call.x.dtype),
        "torch.fill(input, value)": lambda call: converted(call.array("value").detached(), call.x.dtype),
        "Tensor.copy_(src, non_blocking=False)": lambda call: converted(call.array("src").detached(), call.x.dtype),
        "Tensor.uniform_(from_=0.0, to=1.0, *, generator=None)": lambda call: _interval_of(call, "from_", "to"),
        "Tensor.normal_(mean=0.0, std=1.0, *, generator=None)": unbounded,
        "Tensor.cauchy_(median=0.0, sigma=1.0, *, generator=None)": unbounded,
        "Tensor.log_normal_(mean=1.0, std=2.0, *, generator=None)": refilled(POSITIVE),
        "Tensor.exponential_(lambd=1.0, *, generator=None)": refilled(POSITIVE),
        "Tensor.geometric_(p, *, generator=None)": refilled(POSITIVE),
        "Tensor.bernoulli_(p=0.5, *, generator=None)": refilled(Interval.UNIT),
        "torch.nn.init.uniform_(tensor, a=0.0, b=1.0, generator=None)": lambda call: _interval_of(call, "a", "b"),
        "torch.nn.init.normal_(tensor, mean=0.0, std=1.0, generator=None)": unbounded,
        "torch.nn.init.zeros_(tensor)": refilled(NOUGHT),
        "torch.nn.init.ones_(tensor)": refilled(Interval(1.0, 1.0)),
        "torch.nn.init.constant_(tensor, val)": lambda call: converted(call.array("val").detached(), call.x.dtype),
        "torch.nn.init.eye_(tensor)": refilled(Interval.UNIT),
        "torch.nn.init.dirac_(tensor, groups=1)": refilled(Interval.UNIT),
        "torch.nn.init.orthogonal_(tensor, gain=1, generator=None)": unbounded,
        "torch.nn.init.xavier_uniform_(tensor, gain=1.0, generator=None)": unbounded,
        "torch.nn.init.xavier_normal_(tensor, gain=1.0, generator=None)": unbounded,
        "torch.nn.init.kaiming_uniform_(tensor, a=0, mode='fan_in', nonlinearity='leaky_relu', generator=None)": (
            unbounded
        ),
        "torch.nn.init.kaiming_normal_(tensor, a=0, mode='fan_in', nonlinearity='leaky_relu', generator=None)": (
            unbounded
        ),
    }
)


@operation("torch.nn.init.trunc_normal_(tensor, mean=0.0, std=1.0, a=-2.0, b=2.0, generator=None)")
def truncated_normal(call: Call) -> Numeric:
    return _interval_of(call, "a", "b")


@operation("Tensor.random_(from_=0, to=None, *, generator=None)")
def random_in_place(call: Call) -> Numeric:
    """Integers: `random_(to)` or `random_(from, to)`; without bounds up to what the type holds."""
    low, high = call.array("from_"), call.array("to")
    if call.is_none("to"):
        low, high = Numeric.number(0), low if "from_" in call.given else Numeric.number(INF)
    range_ = Interval(low.range.lo, max(low.range.lo, high.range.hi - 1))
    return converted(call.x.certain(range_).cast(Dtype.INT), call.x.dtype)


@operation("Tensor.apply_(callable)")
def applied(call: Call) -> Numeric:
    """A Python function of each element."""
    element = replace(call.shuffled(), kind=Kind.NUMBER)
    result = as_numeric(call.machine.call(call.arg("callable"), element))
    return converted(replace(result.fresh(result.range, result.seen), kind=call.x.kind), call.x.dtype)


operation(
    "Tensor.map_(tensor, callable)",
    "Tensor.set_(*args, **kwargs)",
    "Tensor.resize_(*sizes, **kwargs)",
    "Tensor.resize_as_(tensor, memory_format=None)",
)(lambda call: call.unknown())
