"""`vars(x)`, `x.__dict__` and `globals()`: what an object or a module holds, as a dict that writes through."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from typing import TYPE_CHECKING, TypeVar

import libcst as cst

from flake8_topil.analysis import containers, objects
from flake8_topil.analysis.places import Frame, Place
from flake8_topil.analysis.values import (
    Class,
    Const,
    Dict,
    Function,
    Instance,
    Lib,
    LibObject,
    ModuleObject,
    Numeric,
    Value,
    join,
    join_all,
    members,
)

if TYPE_CHECKING:
    from flake8_topil.analysis.machine import Machine

_ANY = ".*"
NAMESPACE = "<namespace>"
"""Names the library object that stands for such a dict; its argument is the object whose attributes they are."""


def of(owner: Value) -> Value | None:
    """`vars(owner)`; None for an object whose attributes are not kept."""
    found = [LibObject(NAMESPACE, (member,)) for member in members(owner) if _key(member) is not None]
    return join_all(found) if len(found) == len(members(owner)) else None


def _key(owner: Value) -> Frame | Place | str | None:
    """Under what the attributes of an object are kept; the name of another module."""
    match owner:
        case Class(frame=frame) | ModuleObject(frame=frame):
            return frame
        case Instance(place=place) | Numeric(place=place):
            return place
        case Lib(name=name):
            return name
    return None


def local(machine: Machine) -> Value:
    """`locals()`: in a function, a dict that changes nothing."""
    frame = machine.frame
    if frame.parent is None:
        return LibObject(NAMESPACE, (ModuleObject(frame),))
    cls = machine.class_here()
    return Dict(tuple(_named(machine, frame))) if cls is None else LibObject(NAMESPACE, (cls,))


def global_(machine: Machine) -> Value:
    """`globals()`"""
    return LibObject(NAMESPACE, (ModuleObject(machine.frame.root),))


def imported(machine: Machine, name: Value) -> Value | None:
    """`sys.modules[name]`"""
    if name == Lib("builtins.__name__"):
        return ModuleObject(machine.frame.root)
    match name:
        case Const(value="__main__"):
            return ModuleObject(machine.root)
        case Const(value=str(dotted)):
            return Lib(dotted)
    return None


# Reading


def as_dict(machine: Machine, value: Value) -> Value:
    """A namespace as the dict that it is at present; every other value as it is."""
    if not isinstance(value, LibObject) or value.name != NAMESPACE:
        return value
    (owner,) = value.args
    key = _key(owner)
    if key is None or isinstance(key, str):
        return Dict(other=Numeric.unknown())
    is_known = isinstance(owner, Instance) and not objects.is_met(owner)
    return Dict(tuple(_named(machine, key)), None if is_known else Numeric.unknown())


def _named(machine: Machine, owner: Frame | Place) -> Iterator[tuple[object, Value]]:
    """What an object or a frame holds under names of the code, by name."""
    for name, value in machine.state.attributes(owner):
        left = objects.left_of(machine.state.load(value)) if name.isidentifier() else None
        if left is not None:
            yield name, left


def get_item(machine: Machine, namespace: LibObject, key: Value, node: cst.BaseExpression) -> Value:
    """`vars(x)[key]`"""
    (owner,) = namespace.args
    match owner, key:
        case Instance(), Const(value=str(name)):
            found = objects.held_attribute(machine, owner, name)
            left = None if found is None else objects.left_of(machine.state.load(found))
            return machine.unknown(f"`{name}`", node) if left is None else left
        case _, Const(value=str(name)):
            return objects.get_attribute(machine, owner, name, node)
    return machine.unknown("an attribute that is computed", node)


# Writing


def set_item(machine: Machine, namespace: LibObject, key: Value, value: Value, node: cst.CSTNode) -> None:
    """`vars(x)[key] = value`"""
    _change(machine, namespace, node, lambda present: containers.set_dict_item(machine, present, key, value, node))


def call_method(machine: Machine, namespace: LibObject, name: str, args: tuple[Value, ...], node: cst.CSTNode) -> Value:
    """A method of the dict."""
    (owner,) = namespace.args
    for arg in args[:1]:
        if isinstance(owner, ModuleObject) and isinstance(arg, Const):
            machine.project.load(owner.frame, str(arg.value))
    given = tuple(as_dict(machine, arg) for arg in args)
    return _change(machine, namespace, node, lambda present: containers.call_method(machine, present, name, given))


def replace(machine: Machine, owner: Value, value: Value, node: cst.CSTNode) -> None:
    """`owner.__dict__ = value`; a dict that others hold as well can be changed by them at any time."""
    given = machine.state.load(value)
    is_own = isinstance(given, Dict) and given.place is None
    content = given if isinstance(given, Dict) else Dict(other=Numeric.unknown())
    _change(machine, LibObject(NAMESPACE, (owner,)), node, lambda present: machine.write(present, content))
    if not is_own:
        set_some(machine, owner, re.compile(_ANY), Numeric.unknown(), node)


_Result = TypeVar("_Result")


def _change(machine: Machine, namespace: LibObject, node: cst.CSTNode, change: Callable[[Dict], _Result]) -> _Result:
    """Change a dict with the content of a namespace, and take over to the object what that came to."""
    (owner,) = namespace.args
    present = machine.stored(as_dict(machine, namespace), (node, NAMESPACE))
    assert isinstance(present, Dict)
    result = change(present)
    after = machine.state.load(present)
    assert isinstance(after, Dict)
    before = dict(present.items)
    for key, value in after.items:
        if isinstance(key, str) and before.pop(key, None) != value:
            objects.set_own_attribute(machine, owner, key, value, node)
    for key in before:
        if isinstance(key, str):
            objects.delete_own_attribute(machine, owner, key, node)
    if after.other is not None and after.other != present.other:
        set_some(machine, owner, re.compile(_ANY), after.other, node)
    return result


_PLACEHOLDER = re.compile(r"%[-+ #0-9.]*[a-z]|\{[^{}]*\}")


def names_like(text: cst.BaseExpression) -> re.Pattern[str]:
    """The names that a text may be that the code puts together."""
    return re.compile(_pattern(text))


def _pattern(text: cst.BaseExpression) -> str:
    match text:
        case cst.SimpleString():
            return re.escape(str(text.evaluated_value))
        case cst.FormattedString(parts=parts):
            return "".join(re.escape(p.value) if isinstance(p, cst.FormattedStringText) else _ANY for p in parts)
        case cst.BinaryOperation(left=left, operator=cst.Add(), right=right):
            return _pattern(left) + _pattern(right)
        case (
            cst.BinaryOperation(left=cst.SimpleString() as template, operator=cst.Modulo())
            | cst.Call(func=cst.Attribute(value=cst.SimpleString() as template, attr=cst.Name(value="format")))
        ):
            return _ANY.join(map(re.escape, _PLACEHOLDER.split(str(template.evaluated_value))))
    return _ANY


def set_some(machine: Machine, owner: Value, names: re.Pattern[str], value: Value, node: cst.CSTNode) -> None:
    """Put a value into an object under one of these names."""
    for name, present in list(_data(machine, owner)):
        if names.fullmatch(name):
            objects.set_own_attribute(machine, owner, name, join(present, value), node)


def change_some(machine: Machine, names: Collection[str] | None, node: cst.CSTNode | None) -> None:
    """Variables of the module may have become anything: those of these names, or all."""
    module = ModuleObject(machine.frame.root)
    unknown = machine.unknown("what code in a text assigns", node)
    for name in names or ():
        machine.project.load(module.frame, name)
    for key, present in list(_named(machine, module.frame)):
        is_meant = not isinstance(present, Function | Class) if names is None else key in names
        if is_meant and node is not None:
            objects.set_own_attribute(machine, module, str(key), join(present, unknown), node)


def _data(machine: Machine, owner: Value) -> Iterator[tuple[str, Value]]:
    """The attributes of an object that hold no method, and those that it has from its class."""
    found: dict[object, Value] = {}
    lineage = objects.lineage(owner.cls) if isinstance(owner, Instance) else ()
    for key in (_key(owner), *(cls.frame for cls in lineage)):
        if isinstance(key, Frame | Place):
            found = dict(_named(machine, key)) | found
    for name, value in found.items():
        if isinstance(name, str) and not isinstance(value, Function | Class):
            yield name, value
