"""Attributes that a class has a say in: properties and other descriptors, `__setattr__`, `__getattr__` and the like.

A property is the library object `property(fget, fset, fdel)`, as in Python.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import libcst as cst

from flake8_topil.analysis import calls, objects, scopes
from flake8_topil.analysis.values import (
    NONE,
    Class,
    Const,
    Function,
    Instance,
    Lib,
    LibObject,
    Method,
    Value,
    members,
)

if TYPE_CHECKING:
    from flake8_topil.analysis.machine import Machine

PROPERTY = "builtins.property"
CACHED_PROPERTY = "functools.cached_property"
_DECORATORS = (PROPERTY, CACHED_PROPERTY, "functools.lru_cache", "functools.cache")
_ACCESSORS = ("getter", "setter", "deleter")
_ARGUMENTS = ("fget", "fset", "fdel")


def make_property(args: calls.Arguments) -> LibObject:
    """`property(fget, fset, fdel)`"""
    given = dict(zip(_ARGUMENTS, args.positional, strict=False)) | dict(args.keywords)
    return LibObject(PROPERTY, tuple(given.get(name, NONE) for name in _ARGUMENTS))


def is_accessor(present: LibObject, name: str) -> bool:
    """Is it `present.setter`, or another method of a property that takes a function?"""
    return present.name == PROPERTY and name in _ACCESSORS


def with_accessor(present: LibObject, name: str, function: Value) -> LibObject:
    """`present.setter(function)`: the property with one of its functions replaced."""
    accessors = list(present.args)
    accessors[_ACCESSORS.index(name)] = function
    return replace(present, args=tuple(accessors))


def function_of(present: LibObject, name: str) -> Value:
    """An attribute of a property: one of its functions, or the method that replaces it."""
    return present.args[_ARGUMENTS.index(name)] if name in _ARGUMENTS else Method(present, name)


def makes_object(decorator: Value) -> bool:
    """Does a decorator of a library make an object of its own of a function, a property or a cached function?"""
    if isinstance(decorator, Method):
        return isinstance(decorator.receiver, LibObject) and is_accessor(decorator.receiver, decorator.name)
    return isinstance(decorator, Lib) and decorator.name in _DECORATORS


# What a class defines


@scopes.remembered
def _methods(node: cst.ClassDef) -> frozenset[str]:
    return frozenset(n.name.value for n in scopes.own_nodes(node.body) if isinstance(n, cst.FunctionDef))


@scopes.remembered
def _bound(node: cst.ClassDef) -> frozenset[str]:
    """The names that the body of a class binds."""
    return scopes.assigned(node.body) | _methods(node)


def defines(cls: Class, *names: str) -> bool:
    """Has a class one of these methods, of its own or from a base whose code is there?"""
    return any(not _methods(one.node).isdisjoint(names) for one in objects.lineage(cls))


def may_precede(machine: Machine, cls: Class, name: str) -> bool:
    """Can the class have a descriptor that comes before what an instance holds under a name?"""
    return name in machine.late_descriptors or any(name in _bound(one.node) for one in objects.lineage(cls))


def _is_descriptor(value: Value, *methods: str) -> bool:
    if isinstance(value, LibObject):
        return value.name == PROPERTY
    return isinstance(value, Instance) and defines(value.cls, *methods)


# Access to attributes


def is_data_descriptor(value: Value) -> bool:
    """Does an attribute of a class come before what an instance holds under its name?"""
    return any(_is_descriptor(member, "__set__", "__delete__") for member in members(value))


def getter(machine: Machine, held: Value, instance: Value) -> Value | None:
    """The function without arguments that reads an attribute for which the class of `instance` holds `held`, if any."""
    owner = instance.cls if isinstance(instance, Instance) else NONE
    match held:
        case LibObject(name="builtins.property" | "functools.cached_property", args=(fget, *_)):
            return _with_arguments(fget, instance)
        case Instance() if defines(held.cls, "__get__"):
            return _method(machine, held, "__get__", instance, owner)
    return None


def setter(machine: Machine, instance: Instance, name: str) -> Value | None:
    """The function that is called with a new value of an attribute, if the class has one."""
    if defines(instance.cls, "__setattr__"):
        return _method(machine, instance, "__setattr__", Const(name))
    return accessor(machine, instance, name, "__set__")


def deleter(machine: Machine, instance: Instance, name: str) -> Value | None:
    """The function without arguments that is called to delete an attribute, if the class has one."""
    if defines(instance.cls, "__delattr__"):
        return _method(machine, instance, "__delattr__", Const(name))
    return accessor(machine, instance, name, "__delete__")


def accessor(machine: Machine, instance: Instance, name: str, method: str) -> Value | None:
    """`__set__` or `__delete__` of the descriptor that the class of `instance` has under a name."""
    held = objects.class_attribute(machine, instance.cls, name) if may_precede(machine, instance.cls, name) else None
    for member in () if held is None else members(held):
        if isinstance(member, LibObject) and member.name == PROPERTY:
            return _with_arguments(member.args[1 if method == "__set__" else 2], instance)
        if isinstance(member, Instance) and defines(member.cls, method):
            return _method(machine, member, method, instance)
    return None


def _method(machine: Machine, instance: Instance, name: str, *args: Value) -> Value | None:
    found = objects.class_attribute(machine, instance.cls, name)
    return None if found is None else _with_arguments(found, instance, *args)


def _with_arguments(function: Value, *args: Value) -> Value:
    """The function with its first arguments given; None stands for one that raises."""
    if function == NONE:
        return NONE
    if isinstance(function, Function):
        function, args = replace(function, receiver=args[0]), args[1:]
    return LibObject("functools.partial", (function, *args)) if args else function


def name_all(machine: Machine, cls: Class) -> None:
    """Tell the descriptors that the body of a class made what they are called."""
    for name in _bound(cls.node):
        held = machine.state.get((cls.frame, name))
        if isinstance(held, Instance) and defines(held.cls, "__set_name__"):
            method = _method(machine, held, "__set_name__", cls, Const(name))
            if method is not None:
                calls.call(machine, method, calls.Arguments(), cls.node)
