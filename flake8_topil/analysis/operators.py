"""Functions that stand for operators and methods: `operator.iadd(x, 1)`, `torch.Tensor.mul_(x, 3)`, and `reduce`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

import libcst as cst

from flake8_topil.analysis import calls, containers, effects, expressions
from flake8_topil.analysis.values import (
    NONE,
    Class,
    Const,
    Dict,
    LibObject,
    Method,
    Numeric,
    Seq,
    Value,
    as_numeric,
    join,
    join_all,
    members,
)

if TYPE_CHECKING:
    from flake8_topil.analysis.machine import Machine

METHOD_CALLER = "operator.methodcaller"
_CLASSES = (
    "torch.Tensor.",
    "Tensor.",
    "numpy.ndarray.",
    "ndarray.",
    "builtins.list.",
    "builtins.dict.",
    "builtins.set.",
)
_AUGMENTED: dict[str, cst.BaseAugOp] = {
    "iadd": cst.AddAssign(),
    "isub": cst.SubtractAssign(),
    "imul": cst.MultiplyAssign(),
    "itruediv": cst.DivideAssign(),
    "ifloordiv": cst.FloorDivideAssign(),
    "imod": cst.ModuloAssign(),
    "ipow": cst.PowerAssign(),
    "imatmul": cst.MatrixMultiplyAssign(),
    "iand": cst.BitAndAssign(),
    "ior": cst.BitOrAssign(),
    "ixor": cst.BitXorAssign(),
    "iconcat": cst.AddAssign(),
}
_UNROLLED = 16


# Methods


def method_of(name: str, args: calls.Arguments) -> tuple[Method, calls.Arguments] | None:
    """`torch.Tensor.mul_` of its first argument, as a method of that; None for a function that is no method."""
    space = next((space for space in _CLASSES if name.startswith(space)), None)
    if space is None or not args.positional or isinstance(args.positional[0], Class) or name.endswith(".fromkeys"):
        return None
    nodes: dict[int | str, cst.CSTNode] = {
        key - 1: node for key, node in args.nodes.items() if isinstance(key, int) and key > 0
    }
    first, *others = args.positional
    return Method(first, name.removeprefix(space)), replace(args, positional=tuple(others), nodes=nodes)


def may_change_first(name: str) -> bool:
    """Does a function of a library change its first argument, by its name?"""
    return (name.endswith("_") and not name.endswith("__")) or (name.startswith("numpy.") and name.endswith(".at"))


def _method_caller(machine: Machine, args: calls.Arguments, node: cst.CSTNode | None) -> Value:
    return LibObject(METHOD_CALLER, args.positional, tuple(args.keywords.items()), node)


def call_method(machine: Machine, caller: LibObject, args: calls.Arguments, node: cst.CSTNode | None) -> Value:
    """`operator.methodcaller(name, ...)(x)`"""
    match caller.args, args.positional:
        case (Const(value=str(name)), *given), (receiver, *_):
            arguments = calls.Arguments(tuple(given), dict(caller.kwargs))
            return call_each(machine, Method(receiver, name), arguments, node)
    return changed(machine, args, node)


def call_each(machine: Machine, method: Method, args: calls.Arguments, node: cst.CSTNode | None) -> Value:
    """The result of a method, on each object that its receiver may be."""
    found = [Method(one, method.name) for one in members(machine.state.load(method.receiver))]
    return machine.branch(*(lambda one=one: calls.call(machine, one, args, node) for one in found))


# Operators


def augmented(machine: Machine, operator: cst.BaseAugOp, left: Value, right: Value, node: cst.CSTNode) -> Value:
    """The value of `left op= right`; what can be changed in place is."""
    if isinstance(left, Dict) and isinstance(operator, cst.BitOrAssign):
        containers.call_method(machine, left, "update", (right,))
        return machine.state.load(left)
    result = expressions.operate(machine, operator, left, right, node)
    if isinstance(left, Numeric) and left.place is not None and isinstance(result, Numeric):
        machine.write(left, result)
        return machine.state.load(left)
    if isinstance(left, Seq) and left.place is not None and isinstance(result, Seq) and left.type != "tuple":
        machine.write(left, result)
        return machine.state.load(left)
    return result


def _augmenting(operator: cst.BaseAugOp) -> Callable[[Machine, calls.Arguments, cst.CSTNode | None], Value]:
    def native(machine: Machine, args: calls.Arguments, node: cst.CSTNode | None) -> Value:
        match args.positional:
            case (left, right) if node is not None:
                return machine.branch(
                    *(lambda one=one: augmented(machine, operator, one, right, node) for one in members(left))
                )
        return changed(machine, args, node)

    return native


def _set_item(machine: Machine, args: calls.Arguments, node: cst.CSTNode | None) -> Value:
    """`operator.setitem(x, index, value)`, which may be written anywhere in `x`."""
    match args.positional:
        case (target, _, value):
            for member in members(machine.state.load(target)):
                if isinstance(member, Numeric):
                    machine.write(member, join(member, as_numeric(value)))
                else:
                    effects.forget(machine, member, machine.unknown("an item that is set", node))
    return NONE


def changed(machine: Machine, args: calls.Arguments, node: cst.CSTNode | None) -> Value:
    """The result of a function of which only is known that it changes its first argument."""
    result = calls.unknown_result(machine, args, node)
    for value in args.values[:1]:
        effects.forget(machine, value, result)
    return result


def _reduce(machine: Machine, args: calls.Arguments, node: cst.CSTNode | None) -> Value:
    """`functools.reduce(function, iterable, initial)`; of many elements, each may come at any time."""
    match args.positional:
        case (function, iterable, *initial):
            sequence = machine.iterate(iterable)
            elements = [*initial, *sequence.elements]
            if sequence.items is not None and 0 < len(elements) <= _UNROLLED:
                result = elements[0]
                for element in elements[1:]:
                    result = machine.call(function, result, element, node=node)
                return result
            if sequence.elements:
                unknown = machine.unknown("the result of `reduce`", node)
                element = join_all(sequence.elements)
                # Apart: storages are lost where they are joined with a value that has none.
                machine.branch(
                    *(
                        lambda first=first: machine.call(function, first, element, node=node)
                        for first in (*initial[:1], element, unknown)
                    )
                )
                return unknown
    return calls.unknown_result(machine, args, node)


NATIVES = {
    **{f"operator.{name}": _augmenting(operator) for name, operator in _AUGMENTED.items()},
    **{f"operator.__{name}__": _augmenting(operator) for name, operator in _AUGMENTED.items()},
    "operator.setitem": _set_item,
    METHOD_CALLER: _method_caller,
    "functools.reduce": _reduce,
}
