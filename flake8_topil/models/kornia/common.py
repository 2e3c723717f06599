"""What the operations of kornia share."""

from __future__ import annotations

from collections.abc import Callable

from flake8_topil.analysis.interval import Interval
from flake8_topil.analysis.values import INTEGRAL, Dtype, Kind, Numeric
from flake8_topil.models.registry import Call, Transfer, register
from flake8_topil.models.torch.common import with_zero
from flake8_topil.models.torchvision.images import vague

Operation = Callable[[Call, Numeric], Numeric]
"""What happens to an image."""


def on_image(operation: Operation) -> Transfer:
    """A transfer function on the first argument, a tensor. Most operations refuse integers."""

    def transfer(call: Call) -> Numeric:
        x = call.x.of_kind(Kind.TENSOR)
        return operation(call, x.cast(Dtype.UNKNOWN) if x.dtype in INTEGRAL else x)

    return transfer


def function_and_module(operation: Operation, home: str, name: str, module: str, parameters: str = "") -> None:
    """Register an operation that is a function and a module with the same parameters."""
    rest = f", {parameters}" if parameters else ""
    register(on_image(operation), f"kornia.{home}.{name}(input{rest})", f"kornia.{home}.{module}({parameters})(input)")


def hull(call: Call, x: Numeric) -> Numeric:
    """Elements, or means of them with positive weights."""
    return x.fresh(x.range, x.seen)


def clamped(call: Call, x: Numeric) -> Numeric:
    return x.certain(Interval.UNIT)


def within_unit(call: Call, x: Numeric) -> Numeric:
    """[0, 1] for an image that is in it."""
    return x.certain(Interval.UNIT) if x.range.within(Interval.UNIT) else vague(x)


def bordered(call: Call, x: Numeric) -> Numeric:
    """The image, with zeros outside where the border is constant."""
    inner = call.text("border_type") in ("reflect", "replicate", "circular")
    return hull(call, x) if inner else with_zero(x)
