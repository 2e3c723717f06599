"""Forward hooks: functions that see, and may replace, what a network returns."""

from __future__ import annotations

from typing import TYPE_CHECKING

import libcst as cst

from flake8_topil.analysis import calls
from flake8_topil.analysis.values import NONE, Const, Instance, LibObject, Seq, Value, join, join_all, members

if TYPE_CHECKING:
    from flake8_topil.analysis.machine import Machine

REGISTRATIONS = frozenset({"register_forward_hook"})
"""Methods of torch.nn.Module that take such a function."""

HANDLE = "torch.utils.hooks.RemovableHandle"

_HOOKS = "<forward hooks>"
_REMOVED = "<a hook was removed>"


def register(machine: Machine, network: Instance, hook: Value) -> Value:
    """`network.register_forward_hook(hook)`, which gives a handle to remove it."""
    present = machine.state.get((network.place, _HOOKS))
    known = present.head if isinstance(present, Seq) else ()
    machine.state = machine.state.set((network.place, _HOOKS), Seq("tuple", (*known, hook)))
    return LibObject(HANDLE, (network,))


def remove(machine: Machine, handle: LibObject) -> Value:
    """`handle.remove()`: from now on none of the network's hooks is certain to be called."""
    for network in handle.args:
        if isinstance(network, Instance):
            machine.state = machine.state.set((network.place, _REMOVED), Const(True))
    return NONE


def hooked(
    machine: Machine, network: Instance, args: calls.Arguments, result: Value, node: cst.CSTNode | None
) -> Value:
    """What a call of a network gives after its hooks, each of which replaces the result unless it returns None."""
    registered = machine.state.get((network.place, _HOOKS))
    is_certain = machine.state.get((network.place, _REMOVED)) is None
    for hook in registered.head if isinstance(registered, Seq) else ():
        given = calls.Arguments((network, Seq("tuple", args.positional), result))
        returned = members(calls.call(machine, hook, given, node))
        others = [value for value in returned if value != NONE]
        if others:
            replaced = join_all(others)
            result = replaced if is_certain and len(others) == len(returned) else join(result, replaced)
    return result
