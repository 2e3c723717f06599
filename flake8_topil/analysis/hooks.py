"""Hooks of torch.nn.Module: functions that see, and may replace, what a network is given or returns.

A network keeps them in a list: an instance as an attribute, a library layer among its arguments. It gets the list when
it is made, in files where hooks are registered at all.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Hashable
from dataclasses import replace
from typing import TYPE_CHECKING

import libcst as cst

from flake8_topil.analysis import calls, containers
from flake8_topil.analysis.values import NONE, Const, Dict, Instance, LibObject, Seq, Value, join, join_all, members

if TYPE_CHECKING:
    from flake8_topil.analysis.machine import Machine

_AFTER = "register_forward_hook"
_BEFORE = "register_forward_pre_hook"
REGISTRATIONS = frozenset({_AFTER, _BEFORE})
"""Methods of torch.nn.Module that take such a function."""

HANDLE = "torch.utils.hooks.RemovableHandle"

EVERYWHERE = "<everywhere>"
"""Stands for the places where all networks were made."""
_HOOKS = "<hooks>"


def is_layer(name: str) -> bool:
    """Is it a class of networks of the library?"""
    return name.startswith("torch.nn.") and not name.startswith("torch.nn.functional.")


def hookable(machine: Machine, layer: LibObject) -> LibObject:
    """A new layer of the library, with room for hooks."""
    return replace(layer, kwargs=(*layer.kwargs, (_HOOKS, machine.stored(Seq("list"), (layer.site, _HOOKS)))))


def prepare(machine: Machine, network: Instance) -> None:
    """Make room for hooks in a new instance."""
    hooks = machine.stored(Seq("list"), (network.place, _HOOKS))
    machine.state = machine.state.set((network.place, _HOOKS), hooks)


def without(layer: LibObject) -> LibObject:
    """The layer as it is called without its hooks."""
    return replace(layer, kwargs=layer.kwargs[:-1]) if _has_room(layer) else layer


def _has_room(layer: LibObject) -> bool:
    return bool(layer.kwargs) and layer.kwargs[-1][0] == _HOOKS


def _hooks(machine: Machine, network: Instance | LibObject) -> Seq | None:
    """The hooks of a network; None where no room was made for them."""
    if isinstance(network, Instance):
        found = machine.state.get((network.place, _HOOKS))
    else:
        found = network.kwargs[-1][1] if _has_room(network) else None
    hooks = None if found is None else machine.state.load(found)
    return hooks if isinstance(hooks, Seq) else None


def register(machine: Machine, network: Instance | LibObject, method: str, args: calls.Arguments) -> Value:
    """`network.register_forward_hook(hook)` or its like, which gives a handle to remove it."""
    hook = args.positional[0] if args.positional else args.keywords.get("hook", NONE)
    if isinstance(network, Instance) and _hooks(machine, network) is None:
        prepare(machine, network)
    hooks = _hooks(machine, network)
    if hooks is None:
        machine.alter(network.site if isinstance(network, LibObject) else EVERYWHERE)
        return LibObject(HANDLE)
    entry = Seq("tuple", (hook, Const(method), args.keywords.get("with_kwargs", Const(False))))
    in_front = args.keywords.get("prepend", Const(False)) != Const(False)
    one = Seq("list", (entry,))
    machine.write(hooks, containers.concatenate(one, hooks) if in_front else containers.concatenate(hooks, one))
    return LibObject(HANDLE, (hooks, entry))


def remove(machine: Machine, handle: LibObject) -> Value:
    """`handle.remove()`"""
    if len(handle.args) == 2:
        kept, entry = handle.args
        hooks = machine.state.load(kept)
        if isinstance(hooks, Seq) and hooks.middle is None and entry in hooks.head:
            at = hooks.head.index(entry)
            machine.write(hooks, replace(hooks, head=hooks.head[:at] + hooks.head[at + 1 :]))
        elif isinstance(hooks, Seq) and hooks.elements:
            machine.write(hooks, Seq(hooks.type, middle=join_all(hooks.elements)))
    return NONE


def call(
    machine: Machine,
    network: Instance | LibObject,
    args: calls.Arguments,
    node: cst.CSTNode | None,
    forward: Callable[[calls.Arguments], Value],
) -> Value:
    """What a call of a network gives, whose own part is `forward`."""
    hooks = _hooks(machine, network)
    if hooks is None or not hooks.elements:
        return forward(args)
    known = hooks.head
    others = hooks.elements[len(known) :]
    for entry in filter(_is_before, known):
        args = _before(machine, network, entry, args, node)
    for entry in filter(_is_before, others):
        if _may_replace(machine, network, entry, _arguments(entry, args), node):
            args = args.map(lambda value: join(value, _unknown(machine, node)))
    result = machine.stored(forward(args), (node, _HOOKS))
    for entry in filter(_is_after, known):
        result = _after(machine, network, entry, args, result, node)
    for entry in filter(_is_after, others):
        if _may_replace(machine, network, entry, (*_arguments(entry, args), result), node):
            result = join(result, _unknown(machine, node))
    return machine.state.load(result)


def register_everywhere(machine: Machine, args: calls.Arguments, node: cst.CSTNode | None) -> Value:
    """`torch.nn.modules.module.register_module_forward_hook(hook)`: a hook of every network."""
    for hook in args.values:
        machine.escape(hook, node)
    machine.alter(EVERYWHERE)
    return LibObject(HANDLE)


def perhaps(machine: Machine, site: Hashable, result: Value, node: cst.CSTNode | None) -> Value:
    """What an object gave that was made at `site`, if it may have been changed in a way of which no account is kept."""
    if machine.altered.isdisjoint((site, EVERYWHERE)):
        return result
    return join(result, machine.unknown("what was changed in ways that are not followed", node))


def _is_before(entry: Value) -> bool:
    return _is_by(entry, _BEFORE)


def _is_after(entry: Value) -> bool:
    return _is_by(entry, _AFTER)


def _is_by(entry: Value, method: str) -> bool:
    """May a hook have been registered by this method?"""
    return not isinstance(entry, Seq) or len(entry.head) != 3 or Const(method) in members(entry.head[1])


def _unknown(machine: Machine, node: cst.CSTNode | None) -> Value:
    return machine.unknown("a hook that may have been registered", node)


def _may_replace(
    machine: Machine, network: Value, entry: Value, given: tuple[Value, ...], node: cst.CSTNode | None
) -> bool:
    """Call a hook that stands for any number of hooks, none included; can they replace what they are given?"""
    returned = machine.branch(lambda: NONE, lambda: _called(machine, network, entry, given, node))
    return any(value != NONE for value in members(returned))


def _called(
    machine: Machine, network: Value, entry: Value, given: tuple[Value, ...], node: cst.CSTNode | None
) -> Value:
    hook = entry.head[0] if isinstance(entry, Seq) and entry.head else entry
    return calls.call(machine, hook, calls.Arguments((network, *map(machine.state.load, given))), node)


def _arguments(entry: Value, args: calls.Arguments) -> tuple[Value, ...]:
    """The arguments of a network as a hook sees them."""
    positional = Seq("tuple", args.positional)
    with_keywords = isinstance(entry, Seq) and entry.head[-1] == Const(True)
    return (positional, Dict(tuple(args.keywords.items()), args.extra)) if with_keywords else (positional,)


def _after(
    machine: Machine,
    network: Value,
    entry: Value,
    args: calls.Arguments,
    result: Value,
    node: cst.CSTNode | None,
) -> Value:
    """What a network gives after a hook, which replaces the result unless it returns None."""
    returned = _called(machine, network, entry, (*_arguments(entry, args), result), node)
    unchanged = machine.state.load(result)
    return join_all(unchanged if value == NONE else value for value in members(returned))


def _before(
    machine: Machine, network: Value, entry: Value, args: calls.Arguments, node: cst.CSTNode | None
) -> calls.Arguments:
    """What a network is called with after a hook, which replaces the arguments unless it returns None."""
    given = _arguments(entry, args)
    returned = _called(machine, network, entry, given, node)
    alternatives = [
        args if value == NONE else _replaced(machine.state.load(value), args, len(given) > 1)
        for value in members(returned)
    ]
    return functools.reduce(lambda a, b: a.join(b), alternatives).map(machine.state.load)


def _replaced(value: Value, args: calls.Arguments, with_keywords: bool) -> calls.Arguments:
    """The arguments that a hook returned."""
    match value:
        case Seq(head=(Seq(items=tuple(positional)), Dict() as keywords), middle=None) if with_keywords:
            named = {str(name): item for name, item in keywords.items}
            return calls.Arguments(positional, named, None, keywords.other)
        case Seq(type="tuple", items=tuple(positional)):
            return replace(args, positional=positional, nodes={})
    return replace(args, positional=(value, *args.positional[1:]), nodes={})
