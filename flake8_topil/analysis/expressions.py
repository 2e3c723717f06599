"""Expressions to values: one function for each kind of expression."""

from __future__ import annotations

import ast
import builtins
import functools
import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import libcst as cst

from flake8_topil.analysis import arithmetic, calls, conditions, containers, generators, objects, scopes, targets
from flake8_topil.analysis.interval import Interval
from flake8_topil.analysis.signals import Unreachable
from flake8_topil.analysis.values import (
    NONE,
    Const,
    Dict,
    Dtype,
    Function,
    Kind,
    Lib,
    Numeric,
    Opaque,
    Seq,
    Union,
    Value,
    as_numeric,
    join_all,
    members,
)
from flake8_topil.models import registry

if TYPE_CHECKING:
    from flake8_topil.analysis.machine import Machine

Evaluator = Callable[["Machine", Any], Value]
EVALUATORS: dict[type[cst.BaseExpression], Evaluator] = {}

_BUILTINS = frozenset(vars(builtins))
_LONGEST_TEXT = 40
_ESCAPED = re.compile(r"[\\{}]")
_CONSTANTS = {"None": NONE, "True": Const(True), "False": Const(False)}

_BINARY: dict[type[cst.BaseBinaryOp] | type[cst.BaseAugOp], Callable[[Numeric, Numeric], Numeric]] = {
    cst.Add: arithmetic.add,
    cst.AddAssign: arithmetic.add,
    cst.Subtract: arithmetic.subtract,
    cst.SubtractAssign: arithmetic.subtract,
    cst.Multiply: arithmetic.multiply,
    cst.MultiplyAssign: arithmetic.multiply,
    cst.Divide: arithmetic.divide,
    cst.DivideAssign: arithmetic.divide,
    cst.FloorDivide: arithmetic.floor_divide,
    cst.FloorDivideAssign: arithmetic.floor_divide,
    cst.Modulo: arithmetic.modulo,
    cst.ModuloAssign: arithmetic.modulo,
    cst.Power: arithmetic.power,
    cst.PowerAssign: arithmetic.power,
    cst.BitAnd: lambda a, b: arithmetic.bitwise(a, b, conjunction=True),
    cst.BitAndAssign: lambda a, b: arithmetic.bitwise(a, b, conjunction=True),
    cst.BitOr: lambda a, b: arithmetic.bitwise(a, b, conjunction=False),
    cst.BitOrAssign: lambda a, b: arithmetic.bitwise(a, b, conjunction=False),
    cst.BitXor: lambda a, b: arithmetic.bitwise(a, b, conjunction=False),
    cst.BitXorAssign: lambda a, b: arithmetic.bitwise(a, b, conjunction=False),
}


def evaluates(*kinds: type[cst.BaseExpression]) -> Callable[[Evaluator], Evaluator]:
    def decorate(function: Evaluator) -> Evaluator:
        for kind in kinds:
            EVALUATORS[kind] = function
        return function

    return decorate


@evaluates(cst.Name)
def name(machine: Machine, node: cst.Name) -> Value:
    if node.value in _CONSTANTS:
        return _CONSTANTS[node.value]
    found = machine.lookup(node.value)
    if found is not None:
        return machine.project.follow_name(found)
    for module in machine.project.module_of(machine.frame).star_imports:
        if registry.knows(f"{module}.{node.value}"):
            return Lib(registry.canonical(f"{module}.{node.value}"))
    if node.value in _BUILTINS:
        return Lib(f"builtins.{node.value}")
    if machine.frame is machine.root and node.value in scopes.tracked_globals(machine.tree):
        # Assigned on other paths alone: this one ends with a NameError.
        raise Unreachable
    return machine.unknown(f"`{node.value}`", node)


@functools.lru_cache(maxsize=1024)
def _number(text: str) -> Numeric:
    return Numeric.number(ast.literal_eval(text))


@evaluates(cst.Integer, cst.Float)
def number(machine: Machine, node: cst.Integer | cst.Float) -> Value:
    return _number(node.value)


@functools.lru_cache(maxsize=1024)
def _text(literal: str) -> str | bytes:
    text: str | bytes = ast.literal_eval(literal)
    return text


@evaluates(cst.SimpleString, cst.ConcatenatedString)
def string(machine: Machine, node: cst.SimpleString | cst.ConcatenatedString) -> Value:
    value = _text(node.value) if isinstance(node, cst.SimpleString) else node.evaluated_value
    return Opaque("str") if value is None else Const(value)


@evaluates(cst.FormattedString)
def formatted_string(machine: Machine, node: cst.FormattedString) -> Value:
    whole: Value = Const("")
    for part in node.parts:
        value: Value = Opaque("str")
        if isinstance(part, cst.FormattedStringText) and not _ESCAPED.search(part.value):
            value = Const(part.value)
        elif isinstance(part, cst.FormattedStringExpression):
            given = machine.evaluate(part.expression)
            value = given if part.conversion is None and part.format_spec is None else value
        whole = _concatenated(whole, value)
    return whole


def _concatenated(left: Value, right: Value) -> Value:
    """Two pieces of text as one; what the code does not fix, and what would get long, is just a text."""
    match left, right:
        case Const(value=str(a)), Const(value=str(b)) if len(a) + len(b) <= _LONGEST_TEXT:
            return Const(a + b)
    return Opaque("str")


@evaluates(cst.Ellipsis)
def ellipsis(machine: Machine, node: cst.Ellipsis) -> Value:
    return Const(...)


@evaluates(cst.Imaginary)
def imaginary(machine: Machine, node: cst.Imaginary) -> Value:
    return Opaque("complex")


@evaluates(cst.Tuple, cst.List, cst.Set)
def display(machine: Machine, node: cst.Tuple | cst.List | cst.Set) -> Value:
    collected = Seq(type(node).__name__.lower())
    for element in node.elements:
        value = machine.evaluate(element.value)
        if isinstance(element, cst.StarredElement):
            collected = containers.concatenate(collected, containers.iterate(machine, value, element.value))
        else:
            stored = machine.stored(value, element.value)
            collected = containers.concatenate(collected, Seq("list", (stored,)))
    machine.keep_pipeline_elements(collected)
    return collected


@evaluates(cst.Dict)
def dictionary(machine: Machine, node: cst.Dict) -> Value:
    collected = Dict()
    for element in node.elements:
        if isinstance(element, cst.StarredDictElement):
            spread = machine.evaluate(element.value)
            collected = containers.updated(
                collected, spread if isinstance(spread, Dict) else Dict(other=Numeric.unknown())
            )
        elif isinstance(element, cst.DictElement):
            key = machine.evaluate(element.key)
            value = machine.stored(machine.evaluate(element.value), element.value)
            collected = containers.with_item(collected, key, value)
    return collected


@evaluates(cst.Attribute)
def attribute(machine: Machine, node: cst.Attribute) -> Value:
    return objects.get_attribute(machine, machine.evaluate(node.value), node.attr.value, node)


@evaluates(cst.Subscript)
def subscript(machine: Machine, node: cst.Subscript) -> Value:
    return containers.get_item(machine, machine.evaluate(node.value), node)


@evaluates(cst.Call)
def call(machine: Machine, node: cst.Call) -> Value:
    return calls.evaluate_call(machine, node)


@evaluates(cst.BinaryOperation)
def binary(machine: Machine, node: cst.BinaryOperation) -> Value:
    left, right = machine.evaluate(node.left), machine.evaluate(node.right)
    return operate(machine, node.operator, machine.state.load(left), right, node)


def operate(
    machine: Machine, operator: cst.BaseBinaryOp | cst.BaseAugOp, left: Value, right: Value, node: cst.CSTNode
) -> Value:
    """Apply a binary operator to values of any sort."""
    if isinstance(left, Union) or isinstance(right, Union):
        pairs = [(a, b) for a in members(left) for b in members(right)]
        return join_all(operate(machine, operator, a, b, node) for a, b in pairs)
    if isinstance(left, Dict) and isinstance(right, Dict) and isinstance(operator, cst.BitOr):
        merged = containers.updated(left, right)
        return Dict(merged.items, merged.other)
    if isinstance(left, Seq) or isinstance(right, Seq):
        combined = containers.operate(machine, operator, left, right)
        if combined is not None:
            return combined
    if isinstance(operator, cst.Add) and isinstance(left, Const) and isinstance(left.value, str):
        return _concatenated(left, right)
    if isinstance(left, Const | Opaque) and not isinstance(getattr(left, "value", ""), bool):
        return (
            Opaque("str") if not isinstance(right, Numeric) or right.kind is Kind.NUMBER else right.fresh(right.range)
        )
    overloaded = objects.overloaded_operator(machine, operator, left, right, node)
    if overloaded is not None:
        return overloaded
    function = _BINARY.get(type(operator))
    a, b = as_operand(left), as_operand(right)
    if function is None:
        return machine.unknown("an operator without a model", node)
    return machine.explained(function(a, b), (a, b), "arithmetic", node)


def as_operand(value: Value) -> Numeric:
    """The value as an operand; a list of numbers acts like the array made of it."""
    if isinstance(value, Seq):
        return containers.as_array(value)
    return as_numeric(value)


@evaluates(cst.UnaryOperation)
def unary(machine: Machine, node: cst.UnaryOperation) -> Value:
    value = machine.evaluate(node.expression)
    if isinstance(node.operator, cst.Not):
        truth = conditions.truth(value)
        return Numeric.known(Kind.NUMBER, Dtype.BOOL, Interval.UNIT) if truth is None else Const(not truth)
    operand = as_numeric(value)
    if isinstance(node.operator, cst.Minus):
        return machine.explained(arithmetic.negate(operand), (operand,), "arithmetic", node)
    if isinstance(node.operator, cst.BitInvert):
        return machine.explained(arithmetic.invert(operand), (operand,), "arithmetic", node)
    return value


@evaluates(cst.Comparison)
def comparison(machine: Machine, node: cst.Comparison) -> Value:
    return conditions.evaluate_comparison(machine, node)


@evaluates(cst.BooleanOperation)
def boolean(machine: Machine, node: cst.BooleanOperation) -> Value:
    """`a and b`, `a or b`: the value of the operand at which evaluation stops."""
    stops_at = isinstance(node.operator, cst.Or)

    def outcome_of(truth: bool) -> Value:
        value = conditions.take_value(machine)
        return conditions.given_truth(value, truth) if truth == stops_at else machine.evaluate(node.right)

    return machine.join_ends(
        (state, lambda truth=truth: outcome_of(truth))  # type: ignore[misc]
        for truth, state in conditions.split_with_value(machine, node.left)
    )


@evaluates(cst.IfExp)
def ternary(machine: Machine, node: cst.IfExp) -> Value:
    return machine.join_ends(
        (state, lambda truth=truth: machine.evaluate(node.body if truth else node.orelse))  # type: ignore[misc]
        for truth, state in conditions.split(machine, node.test)
    )


@evaluates(cst.NamedExpr)
def walrus(machine: Machine, node: cst.NamedExpr) -> Value:
    value = machine.evaluate(node.value)
    targets.assign(machine, node.target, value)
    return machine.evaluate(node.target)


@evaluates(cst.Lambda)
def lambda_(machine: Machine, node: cst.Lambda) -> Value:
    function = Function(node, machine.frame, calls.evaluate_defaults(machine, node.params))
    machine.definitions.setdefault(node, function)
    return function


@evaluates(cst.ListComp, cst.SetComp, cst.GeneratorExp)
def comprehension(machine: Machine, node: cst.ListComp | cst.SetComp | cst.GeneratorExp) -> Value:
    kind = {cst.ListComp: "list", cst.SetComp: "set"}.get(type(node), "generator")
    return containers.comprehend(machine, node.for_in, lambda: machine.evaluate(node.elt), kind)


@evaluates(cst.DictComp)
def dict_comprehension(machine: Machine, node: cst.DictComp) -> Value:
    def item() -> Value:
        machine.evaluate(node.key)
        return machine.evaluate(node.value)

    return Dict(other=join_all(containers.comprehend(machine, node.for_in, item, "list").elements))


@evaluates(cst.Await)
def await_(machine: Machine, node: cst.Await) -> Value:
    return machine.evaluate(node.expression)


@evaluates(cst.Yield)
def yield_(machine: Machine, node: cst.Yield) -> Value:
    if isinstance(node.value, cst.From):
        _yield_from(machine, machine.evaluate(node.value.item), node.value.item)
    else:
        machine.yield_value(NONE if node.value is None else machine.stored(machine.evaluate(node.value), node.value))
    return machine.unknown("a value sent to the generator", node)


def _yield_from(machine: Machine, source: Value, node: cst.BaseExpression) -> None:
    if generators.is_waiting(source) and machine.yields and generators.may_run(machine, source):
        generators.run(machine, source, generators.Forwarding(machine.yields[-1]))
        return
    for element in containers.iterate(machine, source, node).elements:
        machine.yield_value(element)
