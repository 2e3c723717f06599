"""Assignment to targets of every form."""

from __future__ import annotations

from typing import TYPE_CHECKING

import libcst as cst

from flake8_topil.analysis import containers, objects, scopes
from flake8_topil.analysis.values import Numeric, Seq, Value, as_numeric, join_all

if TYPE_CHECKING:
    from flake8_topil.analysis.machine import Machine


def assign(machine: Machine, target: cst.BaseExpression, value: Value) -> None:
    """Assign a value to a name, attribute, subscript, or to the parts of a tuple."""
    if isinstance(target, cst.Name):
        machine.bind(target.value, value, target)
    elif isinstance(target, cst.Attribute):
        objects.assign_attribute(machine, machine.evaluate(target.value), target.attr.value, value, target)
    elif isinstance(target, cst.Subscript):
        containers.set_item(machine, machine.evaluate(target.value), target, value)
    elif isinstance(target, cst.Tuple | cst.List):
        _unpack(machine, target, containers.iterate(machine, value, target))
    elif isinstance(target, cst.StarredElement):
        assign(machine, target.value, value)


def _unpack(machine: Machine, target: cst.Tuple | cst.List, value: Seq) -> None:
    targets = [element.value for element in target.elements]
    star = next((i for i, e in enumerate(target.elements) if isinstance(e, cst.StarredElement)), None)
    if value.middle is None and (star is None or len(value.head) >= len(targets) - 1):
        items = list(value.head)
        if star is not None:
            after = len(targets) - star - 1
            end = len(items) - after
            items[star:end] = [Seq("list", tuple(items[star:end]))]
    else:
        items = [containers.element_at(machine, value, i, target) for i in range(len(targets))]
        if star is not None:
            every = containers.drawn(machine, join_all(value.elements), (target, "rest"))
            items[star:] = [Seq("list", middle=every)] + [every] * (len(targets) - star - 1)
    if len(items) != len(targets):
        items = [join_all(items)] * len(targets)
    for one, item in zip(targets, items, strict=True):
        assign(machine, one, item)


def names_in(target: cst.BaseExpression) -> frozenset[str]:
    """The plain names that a target binds."""
    return scopes.words_of_target(target)


def augment(machine: Machine, node: cst.AugAssign, result: Value) -> None:
    """Finish `target op= value`: arrays are changed in place, and all their names with them."""
    present = machine.evaluate(node.target)
    if isinstance(present, Numeric) and present.place is not None and isinstance(result, Numeric):
        machine.write(present, as_numeric(result))
        if isinstance(node.target, cst.Attribute):
            result = machine.state.load(present)
        elif isinstance(node.target, cst.Name):
            return
    if isinstance(present, Seq) and present.place is not None and isinstance(result, Seq) and present.type != "tuple":
        machine.write(present, result)
        return
    assign(machine, node.target, result)
