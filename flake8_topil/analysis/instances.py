"""`isinstance` and `type(x) is`: of which types an object is, and what it is once that is known."""

from __future__ import annotations

import builtins
from dataclasses import replace

from flake8_topil.analysis import objects
from flake8_topil.analysis.values import (
    Class,
    Const,
    Dict,
    Dtype,
    Function,
    Image,
    Instance,
    Kind,
    Lib,
    LibObject,
    Method,
    Numeric,
    Opaque,
    Seq,
    Value,
    members,
)

_TYPE_KINDS = {
    "torch.Tensor": Kind.TENSOR,
    "torch.FloatTensor": Kind.TENSOR,
    "torchvision.tv_tensors.Image": Kind.TENSOR,
    "numpy.ndarray": Kind.NDARRAY,
    "builtins.int": Kind.NUMBER,
    "builtins.float": Kind.NUMBER,
}
_SOME_OF_THEIR_KIND = ("torch.FloatTensor", "torchvision.tv_tensors.Image")
_NUMBERS = {"builtins.int", "builtins.float"}
_SEQUENCES = {"builtins.list": "list", "builtins.tuple": "tuple", "builtins.set": "set"}
_IMAGE_TYPES = ("PIL.Image.Image", "PIL.Image")
_ABSTRACT = ("typing.", "collections.", "numbers.", "types.", "abc.")
"""Where types are that objects of others are instances of."""


def choices(value: Value) -> tuple[Value, ...]:
    """The elements of a tuple; a single value alone."""
    return value.elements if isinstance(value, Seq) else (value,)


def is_instance(value: Value, types: Value) -> bool | None:
    """isinstance(value, types), None where it is not known."""
    names = {type_.name for type_ in choices(types) if isinstance(type_, Lib)}
    if isinstance(value, Numeric) and value.kind is Kind.NUMBER and names >= _NUMBERS:
        return True
    answers = [_is_instance_of(value, type_) for choice in choices(types) for type_ in members(choice)]
    if True in answers:
        return True
    return None if None in answers else False


def is_exactly(value: Value, type_: Lib) -> bool | None:
    """type(value) is type_, None where it is not known: objects of a derived type are no others otherwise."""
    if isinstance(value, Const):
        return type_.name == f"builtins.{type(value.value).__name__}"
    return is_instance(value, type_) and (True if isinstance(value, Seq) else None)


def _is_instance_of(value: Value, type_: Value) -> bool | None:
    if isinstance(type_, Class):
        return objects.is_subclass(value.cls, type_) if isinstance(value, Instance) else _unless_unknown(value)
    if not isinstance(type_, Lib):
        return None
    name = type_.name
    if name == "builtins.object":
        return True
    match value:
        case Numeric():
            return _is_numeric_of(value, name)
        case Image():
            return True if name in _IMAGE_TYPES else _unless_abstract(name) if not name.startswith("PIL.") else None
        case Seq(type=kind):
            if name in _SEQUENCES:
                return kind == _SEQUENCES[name] if kind in _SEQUENCES.values() else None
            return False if name in _TYPE_KINDS or name in _IMAGE_TYPES else None
        case Dict():
            return True if name == "builtins.dict" else _unless_abstract(name)
        case Const(literal):
            builtin = getattr(builtins, name.removeprefix("builtins."), None)
            return isinstance(literal, builtin) if isinstance(builtin, type) else _unless_abstract(name)
        case Instance():
            return objects.derives_from(value.cls, name) or None
        case Function() | Method():
            return False if name in _TYPE_KINDS or name in _IMAGE_TYPES else None
    return None


def _is_numeric_of(value: Numeric, name: str) -> bool | None:
    if value.kind is Kind.ANY:
        return None
    if value.kind is Kind.NUMBER and name in (*_NUMBERS, "builtins.bool"):
        return _is_number_of(value, name)
    if name in _TYPE_KINDS:
        is_scalar = value.poly is not None and value.poly.single is not None and value.poly.single.is_extreme
        if value.kind is Kind.NDARRAY and (is_scalar or name == "builtins.float"):
            # What a reduction gives is a scalar, which is no array and may be a float.
            return None if name in ("numpy.ndarray", "builtins.float") else False
        return _TYPE_KINDS[name] is value.kind and (None if name in _SOME_OF_THEIR_KIND else True)
    return False if name in _IMAGE_TYPES or name.startswith("builtins.") else None


def _is_number_of(value: Numeric, name: str) -> bool | None:
    """Is a Python number of a builtin type? Any integer may be a bool."""
    if value.dtype is Dtype.UNKNOWN:
        return None
    if value.dtype.is_float or name == "builtins.float":
        return value.dtype.is_float and name == "builtins.float"
    if name == "builtins.int":
        return True
    return value.dtype is Dtype.BOOL or (None if value.constant in (None, 0, 1) else False)


def _unless_abstract(name: str) -> bool | None:
    return None if name.startswith(_ABSTRACT) else False


def _unless_unknown(value: Value) -> bool | None:
    return None if isinstance(value, Numeric | LibObject | Opaque) else False


def as_instance(value: Value, types: Value) -> Value:
    """The value, once it is an instance of one of the types."""
    if not isinstance(value, Numeric) or value.kind is not Kind.ANY:
        return value
    names = {type_.name for type_ in choices(types) if isinstance(type_, Lib)}
    kinds = {_TYPE_KINDS.get(name) for name in names}
    if len(names) == 0 or len(names) != len(choices(types)):
        return value
    if names <= set(_IMAGE_TYPES):
        return Image()
    if names <= {"builtins.str", "builtins.bytes", "pathlib.Path", "os.PathLike", "builtins.bool"}:
        return Opaque("str")
    kind = kinds.pop() if len(kinds) == 1 else None
    return value if kind is None else replace(value, kind=kind)
