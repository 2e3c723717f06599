"""Signatures and settings of functions that are layers as well."""

from __future__ import annotations

from flake8_topil.analysis.interval import Interval
from flake8_topil.analysis.values import as_numeric
from flake8_topil.models.registry import Call

DIMENSIONS = ("1d", "2d", "3d")


def layer(function: str, module: str, parameters: str = "") -> tuple[str, str]:
    """The signatures of an operation that is a function and a layer with the same parameters."""
    with_input = f"input, {parameters}" if parameters else "input"
    return f"torch.nn.functional.{function}({with_input})", f"torch.nn.{module}({parameters})(input)"


def setting(call: Call, name: str) -> Interval:
    """What a parameter of the layer can be."""
    return as_numeric(call.arg(name)).range


def at(number: float) -> Interval:
    return Interval(number, number)


def is_zero(call: Call, name: str) -> bool:
    """Is an argument, or each number of it, known to be zero?"""
    numbers = call.numbers(name)
    return numbers is not None and not any(numbers)
