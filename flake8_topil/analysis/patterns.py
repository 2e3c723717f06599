"""Patterns of the match statement."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import libcst as cst

from flake8_topil.analysis import conditions, containers, instances, objects, targets
from flake8_topil.analysis.state import State
from flake8_topil.analysis.values import Const, Dict, Numeric, Seq, Union, Value, as_numeric

if TYPE_CHECKING:
    from flake8_topil.analysis.machine import Machine

States = tuple[State, ...]
Outcome = tuple[States, States]
"""The states in which a pattern matches, with its names bound, and those in which it does not."""


def match(machine: Machine, pattern: cst.MatchPattern, subject: Value, node: cst.BaseExpression | None) -> Outcome:
    """Match a value, which the expression `node` gave, against a pattern from the present state."""
    start = machine.state
    match pattern:
        case cst.MatchAs(pattern=inner, name=name):
            matched, missed = ((start,), ()) if inner is None else match_(machine, inner, subject, node)
            if name is not None:
                matched = tuple(_bound(machine, state, name, subject) for state in matched)
            return matched, missed
        case cst.MatchOr(patterns=choices):
            return _match_any(machine, [choice.pattern for choice in choices], subject, node)
        case cst.MatchValue(value=value) if isinstance(node, cst.Name | cst.Attribute):
            outcomes = conditions.split(machine, cst.Comparison(node, [cst.ComparisonTarget(cst.Equal(), value)]))
            return tuple(s for outcome, s in outcomes if outcome), tuple(s for outcome, s in outcomes if not outcome)
        case cst.MatchValue(value=value):
            return _match_value(machine, subject, cst.Equal(), machine.evaluate(value))
        case cst.MatchSingleton(value=value):
            return _match_value(machine, subject, cst.Is(), machine.evaluate(value))
        case cst.MatchClass(cls=cls):
            return _match_class(machine, pattern, subject, machine.evaluate(cls), node)
        case cst.MatchSequence():
            return _match_sequence(machine, pattern, subject)
        case cst.MatchMapping():
            return _match_mapping(machine, pattern, subject)
    return (start,), (start,)


match_ = match


def _bound(machine: Machine, state: State, name: cst.Name, value: Value) -> State:
    machine.state = state
    targets.assign(machine, name, state.load(value))
    return machine.state


def _match_any(
    machine: Machine, choices: list[cst.MatchPattern], subject: Value, node: cst.BaseExpression | None
) -> Outcome:
    matched: States = ()
    waiting: States = (machine.state,)
    for choice in choices:
        still: States = ()
        for state in waiting:
            machine.state = state
            hit, miss = match(machine, choice, subject, node)
            matched += hit
            still += miss
        waiting = still
    return matched, waiting


def _match_value(machine: Machine, subject: Value, operator: cst.BaseCompOp, value: Value) -> Outcome:
    state = machine.state
    known = conditions.truth(conditions.compared(subject, operator, value))
    if isinstance(value, Const) and isinstance(subject, Numeric) and subject.kind.value == "unknown object":
        known = None
    return ((state,) if known is not False else ()), ((state,) if known is not True else ())


def _match_class(
    machine: Machine, pattern: cst.MatchClass, subject: Value, cls: Value, node: cst.BaseExpression | None
) -> Outcome:
    start = machine.state
    known = instances.is_instance(subject, cls) if not isinstance(subject, Union) else None
    if known is False:
        return (), (start,)
    narrowed = instances.as_instance(subject, cls)
    if isinstance(node, cst.Name) and narrowed is not subject:
        objects.rebind(machine, node, narrowed)
    exact = known is True
    for keyword in pattern.kwds:
        part = objects.get_attribute(machine, narrowed, keyword.key.value, keyword.key)
        matched, missed = match(machine, keyword.pattern, part, None)
        exact = exact and not missed
        if not matched:
            return (), (start,)
        machine.state = matched[0]
    for positional in pattern.patterns:
        matched, missed = match(machine, positional.value, narrowed, node)
        exact = exact and not missed
        if not matched:
            return (), (start,)
        machine.state = matched[0]
    return (machine.state,), (() if exact else (start,))


def _match_sequence(machine: Machine, pattern: cst.MatchSequence, subject: Value) -> Outcome:
    start = machine.state
    if not isinstance(subject, Seq | Numeric):
        return (), (start,)
    source = containers.iterate(machine, subject, None)
    starred = any(isinstance(p, cst.MatchStar) for p in pattern.patterns)
    if source.middle is None and not starred and len(source.head) != len(pattern.patterns):
        return (), (start,)
    exact = source.middle is None and not starred
    for i, part in enumerate(pattern.patterns):
        if isinstance(part, cst.MatchStar):
            if part.name is not None:
                targets.assign(machine, part.name, replace(source, type="list", place=None))
            continue
        matched, missed = match(machine, part.value, containers.element_at(machine, source, i, part), None)
        exact = exact and not missed
        if not matched:
            return (), (start,)
        machine.state = matched[0]
    return (machine.state,), (() if exact else (start,))


def _match_mapping(machine: Machine, pattern: cst.MatchMapping, subject: Value) -> Outcome:
    start = machine.state
    if not isinstance(subject, Dict | Numeric):
        return (), (start,)
    for element in pattern.elements:
        key = machine.evaluate(element.key)
        item = (
            containers.item_of(subject, key) if isinstance(subject, Dict) else as_numeric(subject).fresh(subject.range)
        )
        matched, _ = match(machine, element.pattern, item, None)
        if not matched:
            return (), (start,)
        machine.state = matched[0]
    return (machine.state,), (start,)
