"""What a piece of code that is not followed may have done to the objects it can reach."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import libcst as cst

from flake8_topil.analysis import scopes
from flake8_topil.analysis.places import Place
from flake8_topil.analysis.state import Key, places_in
from flake8_topil.analysis.values import (
    Dict,
    Function,
    Instance,
    LibObject,
    Method,
    Numeric,
    Seq,
    Union,
    Value,
    join,
    join_all,
    members,
)

if TYPE_CHECKING:
    from flake8_topil.analysis.machine import Machine
    from flake8_topil.analysis.places import Frame


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a call comes to whatever its arguments are."""

    result: Value | None
    """None where it is not known."""
    changes_arguments: bool
    changes_others: bool
    """Does it change objects that were there before, such as the attributes of its receiver?"""


def any_outcome(body: cst.CSTNode) -> Outcome:
    """The outcome of a function of which only the text is known."""
    changes = may_change(body)
    return Outcome(None, changes, changes)


MUTATORS = frozenset(
    {
        *("append", "extend", "insert", "pop", "remove", "clear", "update", "setdefault", "sort", "reverse", "fill"),
        *("register_buffer", "register_parameter", "register_forward_hook", "register_forward_pre_hook"),
        *("load_state_dict", "cache_clear", "add_module", "register_module", "set_submodule", "register"),
    }
)
_IN_PLACE = re.compile(r"[a-z].*[a-z0-9]_")


def is_changing(method: str) -> bool:
    """Does a method of this name change what it is called on?"""
    return method in MUTATORS or _IN_PLACE.fullmatch(method) is not None


@scopes.remembered
def may_change(code: cst.CSTNode) -> bool:
    """Does the code itself change objects rather than make new ones?"""
    return any(_changed(node) is not None for node in scopes.all_nodes(code))


_ITERATING = frozenset(
    ["parameters", "named_parameters", "buffers", "named_buffers", "modules", "named_modules", "children", "state_dict"]
)
_CHANGING_OBJECTS = frozenset(
    ["setattr", "delattr", "vars", "apply", "load_state_dict", "register_buffer", "register_parameter"]
)


@scopes.remembered
def may_change_attributes(method: cst.CSTNode) -> bool:
    """Can a method change attributes of its object, also without naming them?"""
    return bool(changed_attributes(method)) or any(_changes_unnamed(node) for node in scopes.all_nodes(method))


def _changes_unnamed(node: cst.CSTNode) -> bool:
    if type(node) is cst.Call:
        return scopes.last_word(node.func) in _CHANGING_OBJECTS
    if type(node) is cst.For:
        words = (scopes.last_word(n.func) for n in scopes.all_nodes(node.iter) if isinstance(n, cst.Call))
        return not _ITERATING.isdisjoint(words) and may_change(node.body)
    return False


@scopes.remembered
def changed_attributes(code: cst.CSTNode) -> frozenset[str]:
    """The names of the attributes that the code assigns, or whose value it changes in place."""
    return frozenset(node.attr.value for node in _in_changed(code) if isinstance(node, cst.Attribute))


@scopes.remembered
def changed_in_loops(scope: cst.CSTNode) -> frozenset[str]:
    """The names of variables and attributes that the loops of a scope assign, or whose values they change in place."""
    return frozenset().union(*(scopes.assigned(body) | changed_names(body) for body in _loops(scope)))


@scopes.remembered
def called_in_loops(scope: cst.CSTNode) -> frozenset[str]:
    """The last words of what the loops of a scope call."""
    nodes = (node for body in _loops(scope) for node in scopes.all_nodes(body))
    return frozenset(scopes.last_word(node.func) for node in nodes if isinstance(node, cst.Call))


def _loops(scope: cst.CSTNode) -> Iterator[cst.BaseSuite]:
    return (node.body for node in scopes.own_nodes(scope) if isinstance(node, cst.For | cst.While))


@scopes.remembered
def changed_names(code: cst.CSTNode) -> frozenset[str]:
    """The names of variables and attributes whose values the code changes in place."""
    return frozenset(node.value for node in _in_changed(code) if isinstance(node, cst.Name))


def _in_changed(code: cst.CSTNode) -> Iterator[cst.CSTNode]:
    """The nodes of all expressions whose values the code changes."""
    changed = (_changed(node) for node in scopes.all_nodes(code))
    return (inner for node in changed if node is not None for inner in scopes.all_nodes(node))


_CHANGING = frozenset({cst.AugAssign, cst.AssignTarget, cst.AnnAssign, cst.Del, cst.Call, cst.Arg})


def _changed(node: cst.CSTNode) -> cst.CSTNode | None:
    """The expression whose value a piece of code changes."""
    if type(node) not in _CHANGING:
        return None
    match node:
        case cst.AugAssign(target=target):
            return target
        case (
            cst.AssignTarget(target=cst.Attribute() | cst.Subscript() as target)
            | cst.AnnAssign(target=cst.Attribute() as target)
        ):
            return target
        case cst.AssignTarget(target=cst.Tuple() as target):
            return target if any(isinstance(e.value, cst.Attribute | cst.Subscript) for e in target.elements) else None
        case cst.Del(target=cst.Attribute() | cst.Subscript() as target):
            return target
        case cst.Call(func=cst.Name(value="setattr" | "delattr"), args=[_, cst.Arg(value=name), *_]):
            return name
        case cst.Call(func=cst.Attribute(value=subject, attr=cst.Name(value=name))):
            return subject if is_changing(name) else None
        case cst.Arg(keyword=cst.Name(value="out"), value=subject):
            return subject
        case cst.Call(args=[cst.Arg(value=subject), *_]) if _is_in_place(node):
            return subject
    return None


def _is_in_place(call: cst.Call) -> bool:
    name = scopes.last_word(call.func)
    return _IN_PLACE.fullmatch(name) is not None or any(
        arg.keyword is not None and arg.keyword.value == "inplace" for arg in call.args
    )


_NAMESPACE = "__dict__"


def forget(machine: Machine, value: Value, reason: Numeric, attributes: frozenset[str] = frozenset()) -> None:
    """The contents of an object, and of what it holds, are no longer certain to be what they were.

    `attributes` are those that may have been given other objects altogether.
    """
    holders = list(_held(machine, value, 0))
    objects = {holder.place for holder in holders if isinstance(holder, Instance)}
    arrays = [place for holder in holders if isinstance(holder, Numeric) for place in places_in(holder)]
    machine.effects += [*objects, *arrays]
    changed: dict[Key, Value] = {(place, name): reason for place in objects for name in attributes - {_NAMESPACE}}
    any_name = _NAMESPACE in attributes
    for key, present in machine.state.store.items() if objects else ():
        if isinstance(key, tuple) and key[0] in objects and (_is_data(present) or key[1] in attributes or any_name):
            changed[key] = join(present, reason)
    machine.update(machine.state.with_changes(changed, frozenset[Place]().union(*(p.sites for p in arrays)), reason))
    for holder in holders:
        if isinstance(holder, Seq):
            machine.write(holder, Seq(holder.type, (), join_all((*holder.elements, reason))))
        elif isinstance(holder, Dict):
            machine.write(holder, Dict((), join_all((*(item for _, item in holder.items), reason))))


def forget_others(machine: Machine, function: Function, reason: Numeric) -> None:
    """The variables and objects that a function which is not followed can reach by name are no longer certain."""
    reached = reached_by(machine, function)
    attributes = changed_by(reached)
    for one in reached:
        for name in scopes.declared(one.node):
            key = _declared_in(machine, one, name)
            present = machine.state.get(key)
            if present is not None:
                machine.update(machine.state.set(key, join(machine.state.load(present), reason)))
        for name in changed_names(one.node) - scopes.assigned(one.node):
            value = machine.lookup_in(one.frame, name)
            if value is not None:
                forget(machine, value, reason, attributes)


def forget_handed(machine: Machine, values: Sequence[Value], reason: Numeric) -> None:
    """What code that is not followed may do by calling those of its arguments that are functions, on the others too."""
    for value in values:
        for member in members(machine.state.load(value)):
            match member:
                case Function() if reached := reached_by(machine, member):
                    forget_others(machine, member, reason)
                    given = values if any(may_change(one.node) for one in reached) else ()
                    for other in (*given, *(() if member.receiver is None else (member.receiver,))):
                        forget(machine, other, reason, changed_by(reached))
                case Method(receiver=receiver, name=name) if is_changing(name):
                    forget(machine, receiver, reason)
                case LibObject(name="functools.partial", args=args):
                    forget_handed(machine, args, reason)


def reached_by(machine: Machine, function: Function) -> Sequence[Function]:
    """The function and those that it names, over any number of calls."""
    known = machine.reached.get(function.node)
    if known is not None and known[0] == len(machine.definitions):
        return known[1]
    found = {function.node: function}
    waiting = [function]
    while waiting and len(found) < _MOST_REACHED:
        words = _words(waiting.pop().node)
        for node, other in machine.definitions.items():
            if isinstance(node, cst.FunctionDef) and node.name.value in words and node not in found:
                found[node] = other
                waiting.append(other)
    reached = tuple(found.values())
    machine.reached[function.node] = len(machine.definitions), reached
    return reached


def changed_by(functions: Iterable[Function]) -> frozenset[str]:
    """The names of the attributes that functions assign or change in place."""
    return frozenset[str]().union(*(changed_attributes(one.node) for one in functions))


_MOST_REACHED = 40


@scopes.remembered
def _words(code: cst.CSTNode) -> frozenset[str]:
    return frozenset(node.value for node in scopes.all_nodes(code) if isinstance(node, cst.Name))


def _declared_in(machine: Machine, function: Function, name: str) -> tuple[Frame, str]:
    """The variable that a function which declares a name global or nonlocal assigns."""
    frame = function.frame
    while frame.parent is not None and (frame.is_class or machine.state.get((frame, name)) is None):
        frame = frame.parent
    return frame, name


def _is_data(value: Value) -> bool:
    return isinstance(value, Numeric | Seq | Dict)


_DEEPEST = 3


def _held(machine: Machine, value: Value, depth: int) -> Iterator[Value]:
    """The object and those that can be changed through it."""
    value = machine.state.load(value)
    if isinstance(value, Numeric | Instance | Seq | Dict) and value.place is not None:
        yield value
    if depth < _DEEPEST:
        for part in _parts(machine, value):
            yield from _held(machine, part, depth + 1)


def _parts(machine: Machine, value: Value) -> Sequence[Value]:
    match value:
        case Seq():
            return value.elements
        case Dict(items=items):
            return [item for _, item in items]
        case Union(members=alternatives):
            return alternatives
        case Instance(place=place):
            return [held for _, held in machine.state.attributes(place)]
    return ()
