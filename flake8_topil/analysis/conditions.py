"""Conditions: which outcomes they can have, and what each outcome tells about the values in them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import libcst as cst

from flake8_topil.analysis import arithmetic, descriptors, instances, mro, namespaces, objects, scopes
from flake8_topil.analysis.interval import Interval
from flake8_topil.analysis.polynomial import Polynomial
from flake8_topil.analysis.state import State, settled
from flake8_topil.analysis.values import (
    NONE,
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
    Union,
    Value,
    as_numeric,
    members,
)
from flake8_topil.models.dtypes import read_dtype, subject_of

if TYPE_CHECKING:
    from flake8_topil.analysis.machine import Machine

TESTED = "<tested>"
_ORDERINGS = {
    cst.LessThan: "<",
    cst.LessThanEqual: "<=",
    cst.GreaterThan: ">",
    cst.GreaterThanEqual: ">=",
}
_NEGATIVES: dict[type[cst.BaseCompOp], type[cst.Equal] | type[cst.Is] | type[cst.In]] = {
    cst.NotEqual: cst.Equal,
    cst.IsNot: cst.Is,
    cst.NotIn: cst.In,
}
_EMPTY_MODULE = cst.Module(())


# Which conditions of a function are worth remembering


@dataclass(frozen=True)
class Correlation:
    """The conditions that a function tests more than once, and the names whose constants decide some of them."""

    texts: frozenset[str]
    """The recurring conditions, in normal form."""
    names: frozenset[str]


NO_CORRELATION = Correlation(frozenset(), frozenset())


@scopes.remembered
def correlation(scope: cst.CSTNode) -> Correlation:
    """Find the conditions of a scope that recur."""
    count: Counter[str] = Counter()
    names: Counter[str] = Counter()
    for node in scopes.own_nodes(scope):
        for test in _tests_of(node):
            for atom in _atoms(test):
                key = _normal_form(atom)
                if key is not None:
                    count[key[0]] += 1
                if isinstance(atom, cst.Name):
                    names[atom.value] += 1
                elif isinstance(atom, cst.Comparison) and isinstance(atom.left, cst.Name):
                    names[atom.left.value] += 1
    return Correlation(frozenset(text for text, n in count.items() if n > 1), frozenset(names))


def is_correlated(machine: Machine, test: cst.BaseExpression) -> bool:
    """Does a part of the condition recur in this function?"""
    keys = [_normal_form(atom) for atom in _atoms(test)]
    return any(key is not None and key[0] in machine.correlated.texts for key in keys)


_TESTING = frozenset({cst.If, cst.While, cst.IfExp, cst.Assert, cst.CompIf})


def _tests_of(node: cst.CSTNode) -> Iterator[cst.BaseExpression]:
    if type(node) in _TESTING:
        yield node.test  # type: ignore[attr-defined]
    elif type(node) is cst.BooleanOperation:
        yield node.left


def _atoms(test: cst.BaseExpression) -> Iterator[cst.BaseExpression]:
    if isinstance(test, cst.BooleanOperation):
        yield from _atoms(test.left)
        yield from _atoms(test.right)
    elif isinstance(test, cst.UnaryOperation) and isinstance(test.operator, cst.Not):
        yield from _atoms(test.expression)
    elif (choices := _choice_tests(test)) is not None:
        yield from choices
    else:
        yield test


@scopes.remembered
def _choice_tests(test: cst.BaseExpression) -> tuple[cst.Comparison, ...] | None:
    """`x in (a, b)` as `x == a`, `x == b`, where the choices are literals."""
    if not isinstance(test, cst.Comparison) or len(test.comparisons) != 1:
        return None
    target = test.comparisons[0]
    if not isinstance(target.operator, cst.In) or not isinstance(target.comparator, cst.Tuple | cst.List | cst.Set):
        return None
    choices = [element.value for element in target.comparator.elements]
    if not choices or not all(isinstance(c, cst.BaseString | cst.BaseNumber) for c in choices):
        return None
    return tuple(cst.Comparison(test.left, [cst.ComparisonTarget(cst.Equal(), choice)]) for choice in choices)


@scopes.remembered
def _normal_form(test: cst.BaseExpression) -> tuple[str, bool] | None:
    """The text of a condition that gives the same answer each time, and False for its negation."""
    if not _is_steady(test):
        return None
    if isinstance(test, cst.Comparison) and len(test.comparisons) == 1:
        target = test.comparisons[0]
        positive = _NEGATIVES.get(type(target.operator))
        left, right = _text(test.left), _text(target.comparator)
        return f"{left} {(positive or type(target.operator)).__name__} {right}", positive is None
    return _text(test), True


def _is_steady(node: cst.BaseExpression) -> bool:
    match node:
        case cst.Name() | cst.BaseNumber() | cst.BaseString():
            return True
        case cst.Attribute(value=value):
            return _is_steady(value)
        case cst.Tuple(elements=elements) | cst.List(elements=elements):
            return all(_is_steady(element.value) for element in elements)
        case cst.UnaryOperation(expression=expression):
            return _is_steady(expression)
        case cst.Comparison(left=left, comparisons=targets):
            return _is_steady(left) and all(_is_steady(t.comparator) for t in targets)
        case cst.Call(func=func, args=args):
            return (
                isinstance(func, cst.Name)
                and func.value in ("isinstance", "hasattr", "len", "callable")
                and all(_is_steady(arg.value) for arg in args)
            )
    return False


def _text(node: cst.CSTNode) -> str:
    return _EMPTY_MODULE.code_for_node(node)


def partition_key(machine: Machine, state: State) -> tuple[object, ...]:
    """States with different keys are kept apart where paths meet: a condition to come tells them from each other."""
    constants = []
    for name in machine.correlated.names:
        value = state.get((machine.frame, name))
        if isinstance(value, Const) or (
            isinstance(value, Numeric) and value.constant is not None and value.place is None
        ):
            constants.append((name, value.value if isinstance(value, Const) else value.constant))
    return state.facts, frozenset(constants)


# Outcomes


def truth(value: Value) -> bool | None:
    """Whether an object counts as true; None where it may or may not."""
    match value:
        case Const(literal):
            return bool(literal)
        case Numeric():
            return None if value.constant is None else bool(value.constant)
        case Seq(_, head, middle, tail):
            return True if head or tail else (False if middle is None else None)
        case Dict(items, other):
            return True if items else (False if other is None else None)
        case LibObject(name=name, args=args):
            is_full = any(isinstance(arg, Seq) and (arg.head or arg.tail) for arg in args)
            return None if name.startswith(_SIZED) and not is_full else True
        case Method() | Function() | Class() | Image():
            return True
        case Instance():
            return None if _may_be_false(value) else True
        case Union():
            found = {truth(member) for member in value.members}
            return found.pop() if len(found) == 1 else None
    return None


_SIZED = (
    *("torch.nn.Sequential", "torch.nn.Module", "torch.nn.Parameter", "torch.utils.data.", "torchvision.datasets."),
    *("torchvision.ops.", "torchvision.models._utils.", "albumentations.", "kornia.augmentation.", "decord."),
    *("torchcodec.", "diffusers.", namespaces.NAMESPACE),
)
"""Where library classes are whose objects can be empty."""
_UNSIZED = (
    *("builtins.object", "abc.", "torch.nn.", "torch.autograd.", "torch.utils.data.Dataset", "torchvision.transforms."),
    *("typing.Generic", "typing.Protocol", "enum.", "contextlib.", "threading.", "pytorch_lightning.", "lightning."),
)
"""Where library classes are whose objects count as true."""


def _may_be_false(instance: Instance) -> bool:
    """Can an object count as false, by a method of its class or of a library class that it derives from?"""
    bases = [base for base in mro.bases_of(instance.cls) if not isinstance(base, Class)]
    plain = [base for base in bases if isinstance(base, Lib) and base.name.startswith(_UNSIZED)]
    sized = [base for base in plain if base.name != "torch.nn.Module" and base.name.startswith(_SIZED[:3])]
    return bool(sized) or len(plain) < len(bases) or descriptors.defines(instance.cls, *_TRUTH_METHODS)


_TRUTH_METHODS = ("__bool__", "__len__")


def _truth_of_tested(machine: Machine, value: Value) -> bool | None:
    """`bool(value)`, by the method of an object if it has one."""
    for name in _TRUTH_METHODS:
        if isinstance(value, Instance) and descriptors.defines(value.cls, name):
            answer = objects.call_method(machine, value, name, ())
            return None if answer is None else truth(answer)
    return truth(value)


def given_truth(value: Value, outcome: bool) -> Value:
    """The value, once it is known whether it counts as true."""
    kept = dict.fromkeys(
        Const(outcome) if isinstance(member, Numeric) and member.dtype is Dtype.BOOL else member
        for member in members(value)
        if truth(member) in (outcome, None)
    )
    if not kept:
        return value
    return next(iter(kept)) if len(kept) == 1 else Union(tuple(kept))


def split(machine: Machine, test: cst.BaseExpression) -> list[tuple[bool, State]]:
    """Evaluate a condition: the outcomes it can have, each with the state that it leads to."""
    outcomes = split_with_value(machine, test)
    key = (machine.frame, TESTED)
    return [(outcome, state.without(key)) for outcome, state in outcomes]


def take_value(machine: Machine) -> Value:
    """The value of the condition whose outcome was just chosen."""
    key = (machine.frame, TESTED)
    value = machine.state.get(key)
    machine.state = machine.state.without(key)
    return Numeric.unknown() if value is None else machine.state.load(value)


def split_with_value(machine: Machine, test: cst.BaseExpression) -> list[tuple[bool, State]]:
    """Like `split`; the states still hold the condition's value."""
    if isinstance(test, cst.UnaryOperation) and isinstance(test.operator, cst.Not):
        return [(not outcome, state) for outcome, state in split_with_value(machine, test.expression)]
    if isinstance(test, cst.BooleanOperation):
        return _split_boolean(machine, test)
    if isinstance(test, cst.Comparison) and len(test.comparisons) > 1:
        return _split_chain(machine, test)
    choices = _choice_tests(test)
    if choices is not None:
        return _split_choices(machine, choices)
    return _split_atom(machine, test)


def _split_boolean(machine: Machine, test: cst.BooleanOperation) -> list[tuple[bool, State]]:
    stops_at = isinstance(test.operator, cst.Or)
    ends: list[tuple[bool, State]] = []
    for outcome, state in split_with_value(machine, test.left):
        if outcome == stops_at:
            ends.append((outcome, state))
        else:
            machine.state = state
            ends.extend(split_with_value(machine, test.right))
    return ends


def _split_choices(machine: Machine, choices: tuple[cst.Comparison, ...]) -> list[tuple[bool, State]]:
    ends: list[tuple[bool, State]] = []
    states = [machine.state]
    for choice in choices:
        going_on = []
        for state in states:
            machine.state = state
            for outcome, after in _split_atom(machine, choice):
                if outcome:
                    ends.append((True, after))
                else:
                    going_on.append(after)
        states = going_on
    return ends + [(False, state) for state in states]


def _split_chain(machine: Machine, test: cst.Comparison) -> list[tuple[bool, State]]:
    """`a < b < c` as `a < b and b < c`."""
    ends: list[tuple[bool, State]] = []
    left = test.left
    states = [machine.state]
    for target in test.comparisons:
        link = cst.Comparison(left, [target])
        going_on: list[tuple[bool, State]] = []
        for state in states:
            machine.state = state
            for outcome, after in _split_atom(machine, link):
                (going_on if outcome else ends).append((outcome, after))
        states = [state for _, state in going_on]
        left = target.comparator
    return ends + [(True, state) for state in states]


def _split_atom(machine: Machine, test: cst.BaseExpression) -> list[tuple[bool, State]]:
    key = _normal_form(test)
    if key is not None and key[0] not in machine.correlated.texts:
        key = None
    value = machine.evaluate(test)
    known = _truth_of_tested(machine, value)
    start = machine.with_tested(value)
    if key is not None and known is None:
        known = _known_fact(machine, start, *key)
    ends = []
    for outcome in (True, False):
        if known is not None and known != outcome:
            continue
        machine.state = start
        if (known is None or isinstance(value, Union)) and not _assume(machine, test, value, outcome):
            continue
        if key is not None and known is None:
            text, asserted = key
            fact = (machine.fact(text), outcome == asserted)
            machine.state = machine.state.with_facts(machine.state.facts | {fact})
        ends.append((outcome, machine.state))
    return ends or [(True, start), (False, start)]


def _known_fact(machine: Machine, state: State, text: str, asserted: bool) -> bool | None:
    fact = machine.fact(text)
    for outcome in (True, False):
        if (fact, outcome) in state.facts:
            return outcome == asserted
    subject, equal, _ = text.partition(" Equal ")
    if equal and any(
        outcome and frame is machine.frame and other != text and _excludes(other, text, subject)
        for (frame, other), outcome in state.facts
    ):
        return not asserted
    return None


def _excludes(held: str, text: str, subject: str) -> bool:
    """Does `subject == one literal` rule out `subject == another`?"""
    other_subject, equal, other = held.partition(" Equal ")
    literal = text.partition(" Equal ")[2]
    return bool(equal) and subject == other_subject and all(s[:1] in "'\"0123456789" for s in (other, literal))


# What an outcome tells


def _assume(machine: Machine, test: cst.BaseExpression, value: Value, outcome: bool) -> bool:
    """Narrow the state by the outcome of a condition; False if the outcome cannot be."""
    match test:
        case cst.Name() | cst.Attribute() | cst.NamedExpr():
            node = test.target if isinstance(test, cst.NamedExpr) else test
            possible = _assume_dtype_property(machine, test, outcome) if isinstance(test, cst.Attribute) else None
            if possible is not None:
                return possible
            narrowed = given_truth(value, outcome)
            if narrowed is not value:
                objects.rebind(machine, node, narrowed)
        case cst.Comparison(left=left, comparisons=[target]):
            return _assume_comparison(machine, left, target, outcome)
        case cst.Call():
            return _assume_call(machine, test, outcome)
    return True


def _assume_call(machine: Machine, test: cst.Call, outcome: bool) -> bool:
    function = machine.evaluate(test.func) if isinstance(test.func, cst.Name | cst.Attribute) else NONE
    args = [arg.value for arg in test.args]
    if isinstance(function, Lib):
        if function.name == "builtins.isinstance" and len(args) == 2:
            types = machine.evaluate(args[1])
            return _filter(
                machine,
                args[0],
                outcome,
                lambda v: instances.is_instance(v, types),
                lambda v: _met_as(machine, v, types, test),
            )
        if function.name == "torch.is_tensor" and args:
            tensor = Lib("torch.Tensor")
            return _filter(
                machine,
                args[0],
                outcome,
                lambda v: instances.is_instance(v, tensor),
                lambda v: instances.as_instance(v, tensor),
            )
        if function.name == "torch.is_floating_point" and args:
            return _filter_floating(machine, args[0], outcome)
        if function.name in ("torch.all", "torch.any", "numpy.all", "numpy.any") and args:
            _assume_mask(machine, machine.numeric(args[0]), function.name.endswith("all"), outcome)
    elif isinstance(test.func, cst.Attribute):
        method = test.func.attr.value
        if method == "is_floating_point":
            return _filter_floating(machine, test.func.value, outcome)
        if method in ("all", "any"):
            _assume_mask(machine, machine.numeric(test.func.value), method == "all", outcome)
    return True


def _assume_mask(machine: Machine, mask: Numeric, all_: bool, outcome: bool) -> None:
    """`mask.all()` holds, or `mask.any()` does not: every element is on one side."""
    if all_ == outcome and (all_ or len(mask.tests) == 1):
        for test in mask.tests:
            if test.bound is not None:
                comparison = test.comparison if all_ else arithmetic.NEGATED[test.comparison]
                _narrow_all(machine, test.of, comparison, test.bound)


def _assume_dtype_property(machine: Machine, test: cst.Attribute, outcome: bool) -> bool | None:
    """`x.dtype.is_floating_point`; None if the condition is another."""
    owner = _owner_of_dtype(machine, test.value) if test.attr.value == "is_floating_point" else None
    return None if owner is None else _filter_floating(machine, owner, outcome)


def _owner_of_dtype(machine: Machine, node: cst.BaseExpression) -> cst.BaseExpression | Numeric | None:
    """What has the dtype that an expression is: `x` for `x.dtype`, or for a variable that was assigned it."""
    if isinstance(node, cst.Attribute) and node.attr.value == "dtype":
        return node.value
    return subject_of(machine.evaluate(node)) if isinstance(node, cst.Name | cst.Attribute) else None


def _filter_floating(machine: Machine, node: cst.BaseExpression | Numeric, outcome: bool) -> bool:
    if not outcome:
        return _filter_dtype(machine, node, True, lambda dtype: not dtype.is_float, Dtype.INT)
    return _filter_dtype(machine, node, True, lambda dtype: dtype.is_float, Dtype.FLOAT)


def _assume_comparison(machine: Machine, left: cst.BaseExpression, target: cst.ComparisonTarget, outcome: bool) -> bool:
    operator = type(target.operator)
    if operator in _NEGATIVES:
        operator, outcome = _NEGATIVES[operator], not outcome
    right = target.comparator
    if operator in _ORDERINGS:
        comparison = _ORDERINGS[operator]
        _assume_ordering(machine, left, comparison if outcome else arithmetic.NEGATED[comparison], right)
        return True
    owner = _owner_of_dtype(machine, left)
    if owner is not None:
        dtypes = [read_dtype(v) for v in instances.choices(machine.evaluate(right))]
        if all(d is not None and d is not Dtype.UNKNOWN for d in dtypes) and (len(dtypes) == 1 or operator is cst.In):
            # float32 alone is not the class FLOAT, so its denial says nothing.
            exact = all(d in (Dtype.UINT8, Dtype.BOOL) for d in dtypes)
            to = dtypes[0] if len(set(dtypes)) == 1 and dtypes[0] is not None else None
            if outcome or exact:
                return _filter_dtype(machine, owner, outcome, lambda dtype: dtype in dtypes, to)
        return True
    value, other = machine.evaluate(left), machine.evaluate(right)
    if operator in (cst.Is, cst.Equal) and isinstance(other, Const):
        same = _identical if operator is cst.Is else _same
        matching = tuple(m for m in members(value) if same(m, other) in (outcome, None))
        if not matching:
            return False
        is_other = operator is cst.Is or not isinstance(other.value, bool)
        if outcome and is_other and any(isinstance(m, Numeric) and m.kind is Kind.ANY for m in matching):
            matching = (other,)
        if matching != members(value):
            objects.rebind(machine, left, matching[0] if len(matching) == 1 else Union(matching))
    elif operator is cst.Equal:
        _assume_equality(machine, left, other, outcome)
    elif (
        operator is cst.Is
        and isinstance(left, cst.Call)
        and isinstance(other, Lib)
        and scopes.dotted(left.func) == "type"
        and left.args
    ):
        # type(x) is T
        return _filter(
            machine,
            left.args[0].value,
            outcome,
            lambda v: instances.is_exactly(v, other),
            lambda v: instances.as_instance(v, other),
        )
    return True


def _assume_equality(machine: Machine, left: cst.BaseExpression, right: Value, outcome: bool) -> None:
    value = machine.evaluate(left)
    if not isinstance(value, Numeric) or not isinstance(left, cst.Name | cst.Attribute):
        return
    if not isinstance(right, Numeric) or right.kind is not Kind.NUMBER:
        return
    if outcome and right.constant is not None and value.kind in (Kind.NUMBER, Kind.ANY):
        objects.rebind(machine, left, right)
    elif not outcome and value.kind is Kind.NUMBER and value.place is None:
        for bound, comparison in ((value.range.lo, ">"), (value.range.hi, "<")):
            if bound == right.constant:
                value = arithmetic.narrowed(value, comparison, bound)
        if right.constant is None:
            value = replace(value, poly=value.polynomial.apart_from(right.polynomial))
        objects.rebind(machine, left, value)


def _assume_ordering(machine: Machine, left: cst.BaseExpression, comparison: str, right: cst.BaseExpression) -> None:
    for node, sign, bound in (
        (left, comparison, machine.numeric(right).constant),
        (right, arithmetic.MIRRORED[comparison], machine.numeric(left).constant),
    ):
        if bound is None:
            continue
        value = machine.numeric(node)
        if value.kind in (Kind.NUMBER, Kind.ANY) and isinstance(node, cst.Name | cst.Attribute):
            # Only a single number can be compared in a condition.
            scalar = replace(arithmetic.narrowed(value, sign, bound), kind=Kind.NUMBER, place=None, view=())
            objects.rebind(machine, node, scalar)
        extreme = _extreme_of(value)
        if extreme is not None and extreme[0] == (1 if sign in ("<", "<=") else -1):
            _narrow_all(machine, extreme[1], sign, bound)


def _extreme_of(value: Numeric) -> tuple[int, Polynomial] | None:
    """The sign and the subject, if the value is the largest or smallest element of another."""
    atom = None if value.poly is None else value.poly.single
    if atom is None or not atom.is_extreme:
        return None
    return atom.bounds[0].sign, atom.bounds[0].of


def _narrow_all(machine: Machine, of: Polynomial, comparison: str, bound: float) -> None:
    """Every stored value that has the elements of `of` compares like this with `bound`."""
    store = dict(machine.state.store)
    for key, value in store.items():
        if (
            isinstance(value, Numeric)
            and value.poly is not None
            and value.place is None
            and of.terms in (value.poly.terms, value.poly.unshaped().terms)
        ):
            store[key] = arithmetic.narrowed(value, comparison, bound)
    machine.state = State(store, machine.state.facts)


def _filter(
    machine: Machine,
    node: cst.BaseExpression,
    outcome: bool,
    holds: Callable[[Value], bool | None],
    given: Callable[[Value], Value],
) -> bool:
    """Keep the alternatives of `node` for which a test can have this outcome, refined by it; False if none is left."""
    value = machine.evaluate(node)
    kept = [member for member in members(value) if holds(member) in (outcome, None)]
    if not kept:
        return False
    if outcome:
        kept = [given(member) for member in kept]
    narrowed = kept[0] if len(kept) == 1 else Union(tuple(kept))
    if narrowed != value:
        objects.rebind(machine, node, narrowed)
    return True


def _filter_dtype(
    machine: Machine,
    owner: cst.BaseExpression | Numeric,
    outcome: bool,
    matches: Callable[[Dtype], bool],
    to: Dtype | None,
) -> bool:
    def holds(value: Value) -> bool | None:
        if not isinstance(value, Numeric) or value.dtype is Dtype.UNKNOWN:
            return None
        answers = {matches(dtype) for dtype in value.dtype.members}
        return answers.pop() if len(answers) == 1 else None

    def given(value: Value) -> Value:
        if to is None or not isinstance(value, Numeric) or (value.dtype is not Dtype.UNKNOWN and holds(value)):
            return value
        refined = replace(value, dtype=to)
        if to is Dtype.UINT8:
            refined = replace(refined, range=value.range.meet(Interval.BYTE), seen=value.seen.meet(Interval.BYTE))
        if value.place is not None:
            machine.state = machine.state.set(value.place, settled(refined))
        return refined

    if not isinstance(owner, Numeric):
        return _filter(machine, owner, outcome, holds, given)
    value = machine.state.load(owner)
    if outcome and holds(value) is not False:
        given(value)
    return holds(value) in (outcome, None)


def _met_as(machine: Machine, value: Value, types: Value, test: cst.Call) -> Value:
    if isinstance(types, Class) and isinstance(value, Numeric) and value.kind is Kind.ANY:
        return objects.some_instance(machine, types, test)
    return instances.as_instance(value, types)


# Comparisons as values


def evaluate_comparison(machine: Machine, node: cst.Comparison) -> Value:
    """The value of a comparison: a constant where it is decided, else a mask."""
    left = machine.evaluate(node.left)
    result: Value | None = None
    for target in node.comparisons:
        right = machine.evaluate(target.comparator)
        link = compared(left, target.operator, right)
        if result is None or truth(result) is True:
            result = link
        elif truth(link) is not True:
            result = arithmetic.bitwise(as_numeric(result), as_numeric(link), conjunction=True)
        left = right
    return result if result is not None else Numeric.unknown()


def compared(left: Value, operator: cst.BaseCompOp, right: Value) -> Value:
    """The value of one link of a comparison."""
    kind = type(operator)
    if kind in _NEGATIVES:
        positive = _NEGATIVES[kind]()
        answer = compared(left, positive, right)
        known = truth(answer)
        return answer if known is None else Const(not known)
    if kind in _ORDERINGS:
        return _ordered(as_numeric(left), _ORDERINGS[kind], as_numeric(right))
    if kind is cst.In:
        same = _same_as_elements(left, right) if isinstance(right, Seq) else [None]
        if True in same:
            return Const(True)
        return Const(False) if None not in same else _mask(left, right)
    known = _identical(left, right) if kind is cst.Is else _same(left, right)
    return _mask(left, right) if known is None else Const(known)


def _mask(left: Value, right: Value) -> Numeric:
    return arithmetic.compare(as_numeric(left), "==", as_numeric(right))


def _ordered(left: Numeric, comparison: str, right: Numeric) -> Value:
    single = all(v.kind is Kind.NUMBER or _extreme_of(v) is not None for v in (left, right))
    if single and not left.range.is_empty and not right.range.is_empty:
        if _always(left.range, comparison, right.range):
            return Const(True)
        if _always(left.range, arithmetic.NEGATED[comparison], right.range):
            return Const(False)
    return arithmetic.compare(left, comparison, right)


def _always(left: Interval, comparison: str, right: Interval) -> bool:
    match comparison:
        case "<":
            return left.hi < right.lo
        case "<=":
            return left.hi <= right.lo
        case ">":
            return left.lo > right.hi
    return left.lo >= right.hi


def _differ(left: Numeric, right: Numeric) -> bool:
    """Are two numbers certainly not equal?"""
    return left.range.meet(right.range).is_empty or left.polynomial.is_apart_from(right.polynomial)


def _same_as_elements(value: Value, choices: Seq) -> list[bool | None]:
    """value == element, for each element; there need not be any that the middle stands for."""
    same = [_same(value, choice) for choice in (*choices.head, *choices.tail)]
    return same if choices.middle is None else [*same, _same(value, choices.middle) and None]


def _identical(left: Value, right: Value) -> bool | None:
    """left is right, where both are spelled out."""
    if isinstance(left, Numeric) and isinstance(right, Const):
        left, right = right, left
    match left, right:
        case (Const(bool()), Numeric(kind=kind, dtype=dtype)):
            return None if kind is Kind.ANY or Dtype.BOOL in dtype.members or dtype is Dtype.UNKNOWN else False
        case (Const(None), Instance()) | (Instance(), Const(None)):
            return False
        case (Numeric(dtype=Dtype.FLOAT), _):
            return _same(left, right) and None
    return _same(left, right)


def _same(left: Value, right: Value) -> bool | None:
    """left == right, where both are spelled out."""
    if isinstance(left, Const) and isinstance(right, Numeric):
        left, right = right, left
    if isinstance(right, Const) and isinstance(right.value, bool) and isinstance(left, Numeric):
        right = as_numeric(right)
    if isinstance(left, Const) and isinstance(right, Const):
        return left.value == right.value
    if isinstance(left, Numeric) and isinstance(right, Numeric):
        if left.constant is not None and right.constant is not None:
            return left.constant == right.constant
        return False if left.kind is right.kind is Kind.NUMBER and _differ(left, right) else None
    if NONE in (left, right):
        other = right if left == NONE else left
        if isinstance(other, Instance) and descriptors.defines(other.cls, "__eq__"):
            return None
        if isinstance(other, Numeric) and other.kind is not Kind.ANY:
            return False
        return None if isinstance(other, Numeric | Opaque | Lib | Union) else False
    if isinstance(left, Lib | Opaque | LibObject) and isinstance(right, Lib | Opaque | LibObject):
        if isinstance(left, Lib) and left == right:
            return True
        a, b = read_dtype(left), read_dtype(right)
        if None in (a, b) or Dtype.UNKNOWN in (a, b) or a is b:
            return None
        of_values = subject_of(left) is not None or subject_of(right) is not None
        return None if of_values and {a, b} == {Dtype.INT, Dtype.UINT8} else False
    if isinstance(right, Const) and isinstance(left, Numeric) and left.kind is not Kind.ANY:
        return False
    return None
