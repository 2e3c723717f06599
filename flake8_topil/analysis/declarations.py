"""What annotations tell of values that nothing else is known of."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import libcst as cst

from flake8_topil.analysis import objects, scopes
from flake8_topil.analysis.interval import Interval
from flake8_topil.analysis.values import Class, Dtype, Image, Kind, Numeric, Opaque, Union, Value, Why

if TYPE_CHECKING:
    from flake8_topil.analysis.machine import Machine

_NUMBERS = {
    "bool": Numeric(Kind.NUMBER, Dtype.BOOL, Interval.UNIT, Interval.EMPTY),
    "int": Numeric(Kind.NUMBER, Dtype.INT),
    "float": Numeric(Kind.NUMBER, Dtype.FLOAT),
}
_ANNOTATED: dict[str, Value] = {
    **_NUMBERS,
    "str": Opaque("str"),
    "Tensor": Numeric(Kind.TENSOR),
    "ndarray": Numeric(Kind.NDARRAY),
    "Path": Opaque("path"),
}
"""By the last word of an annotation."""


def parameter_value(machine: Machine, param: cst.Param) -> Value:
    """The value of a parameter about which only its declaration says something."""
    why = Why(f"parameter `{param.name.value}`", param)
    annotation = None if param.annotation is None else scopes.dotted(param.annotation.annotation)
    last = "" if annotation is None else annotation.rpartition(".")[2]
    if annotation in ("Image.Image", "PIL.Image.Image", "PILImage"):
        return Image()
    value = _ANNOTATED.get(last, Numeric.unknown())
    if isinstance(value, Numeric):
        value = replace(value, why=why)
    if annotation is None or last in _ANNOTATED or machine.summaries is None or param.annotation is None:
        return value
    cls = machine.evaluate(param.annotation.annotation)
    # An object of this class is likely, and evidence; one of another class, or a derived one, is possible.
    return Union((objects.some_instance(machine, cls, param), value)) if isinstance(cls, Class) else value


def declared(machine: Machine, value: Value, param: cst.Param) -> Value:
    """A value that was handed on with others; where nothing is known of it, what the parameter's declaration says."""
    return parameter_value(machine, param) if _is_unknown(value) else value


def annotated(value: Value, annotation: cst.Annotation) -> Value:
    """The value of an annotated variable; where nothing is known of it, it can still be known to be a number."""
    number = _NUMBERS.get(scopes.dotted(annotation.annotation) or "")
    if number is None or not isinstance(value, Numeric) or not _is_unknown(value):
        return value
    return replace(number, why=value.why)


def _is_unknown(value: Value) -> bool:
    return isinstance(value, Numeric) and replace(value, place=None) == Numeric.unknown()
