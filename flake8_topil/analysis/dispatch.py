"""`functools.singledispatch`: functions that are one of several, by the type of their first argument.

Such a function is a library object of the function that it was made of, and the list of those that are registered, each
with its type.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import libcst as cst

from flake8_topil.analysis import calls, containers, instances
from flake8_topil.analysis.values import (
    Class,
    Function,
    Lib,
    LibObject,
    Method,
    Numeric,
    Opaque,
    Seq,
    Value,
    members,
)

if TYPE_CHECKING:
    from flake8_topil.analysis.machine import Machine

FUNCTION, METHOD = "functools.singledispatch", "functools.singledispatchmethod"
NAMES = (FUNCTION, METHOD)
Native = Callable[["Machine", "calls.Arguments", "cst.CSTNode | None"], Value]
_REGISTER = Lib("<registration under a type>")


def of_function(machine: Machine, args: calls.Arguments, node: cst.CSTNode | None) -> Value:
    """`singledispatch(function)`"""
    return _made(machine, FUNCTION, args, node)


def of_method(machine: Machine, args: calls.Arguments, node: cst.CSTNode | None) -> Value:
    """`singledispatchmethod(function)`"""
    return _made(machine, METHOD, args, node)


def _made(machine: Machine, name: str, args: calls.Arguments, node: cst.CSTNode | None) -> Value:
    function = args.positional[0] if args.positional else Numeric.unknown()
    return LibObject(name, (function, machine.stored(Seq("list"), (node, name))), (), node)


def is_decorator(value: Value) -> bool:
    """Does a decorator make such a function, or register another under it?"""
    if isinstance(value, Method):
        return isinstance(value.receiver, LibObject) and value.receiver.name in NAMES and value.name == "register"
    return isinstance(value, Lib) and value.name in NAMES


def call_method(machine: Machine, made: LibObject, name: str, args: calls.Arguments, node: cst.CSTNode | None) -> Value:
    """`made.register(type)`, `made.register(type, function)` or `made.register(function)`"""
    match args.values:
        case (Function() as function,) if name == "register":
            return _registered(machine, made, _annotation(machine, made, function), function)
        case (type_,) if name == "register":
            return LibObject("functools.partial", (_REGISTER, made, type_))
        case (type_, function) if name == "register":
            return _registered(machine, made, type_, function)
    return calls.unknown_result(machine, args, node)


def _register(machine: Machine, args: calls.Arguments, node: cst.CSTNode | None) -> Value:
    match args.positional:
        case (LibObject() as made, type_, function):
            return _registered(machine, made, type_, function)
    return calls.unknown_result(machine, args, node)


def _registered(machine: Machine, made: LibObject, type_: Value, function: Value) -> Value:
    """Keep a function; it is called by a name of others, whatever its own."""
    machine.escape(function)
    present = _registrations(machine, made)
    machine.write(present, containers.concatenate(present, Seq("list", (Seq("tuple", (type_, function)),))))
    return function


def _registrations(machine: Machine, made: LibObject) -> Seq:
    held = machine.state.load(made.args[1])
    return held if isinstance(held, Seq) else Seq("list", middle=Numeric.unknown())


def _annotation(machine: Machine, made: LibObject, function: Function) -> Value:
    """The type of the parameter by which is chosen."""
    params = (*function.node.params.posonly_params, *function.node.params.params)[_position(made) :]
    if not params or params[0].annotation is None:
        return Opaque("type")
    return machine.evaluate(params[0].annotation.annotation)


def _position(made: LibObject) -> int:
    return 1 if made.name == METHOD else 0


def call(machine: Machine, made: LibObject, args: calls.Arguments, node: cst.CSTNode | None) -> Value:
    """Call the function that is registered for the type of the argument, or any for which that is not known."""
    given = args.positional[_position(made) : _position(made) + 1]
    answers = []
    for entry in _registrations(machine, made).elements:
        type_, function = entry.elements if isinstance(entry, Seq) and len(entry.elements) == 2 else (entry, entry)
        answers.append((_is_of(machine, given, type_), function))
    chosen = [function for answer, function in answers if answer is not False]
    if all(answer is not True for answer, _ in answers):
        chosen.append(made.args[0])
        if not _is_of_main(machine, made.args[0]):
            # Files that are not looked at may register others.
            chosen.append(Numeric.unknown())
    return machine.branch(*(lambda one=one: calls.call(machine, one, args, node) for one in chosen))


def _is_of(machine: Machine, given: tuple[Value, ...], type_: Value) -> bool | None:
    alternatives = [one for value in given for one in members(machine.state.load(value))]
    answers = {instances.is_instance(one, type_) for one in alternatives if isinstance(type_, Lib | Class)}
    return answers.pop() if len(answers) == 1 else None


def _is_of_main(machine: Machine, function: Value) -> bool:
    return isinstance(function, Function) and machine.project.is_main(function.frame)


NATIVES: dict[str, Native] = {FUNCTION: of_function, METHOD: of_method, _REGISTER.name: _register}
