"""`copy.copy` and `copy.deepcopy` of objects and of what they hold."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import replace
from typing import TYPE_CHECKING

import libcst as cst

from flake8_topil.analysis import calls, descriptors, objects
from flake8_topil.analysis.places import Place
from flake8_topil.analysis.values import (
    Const,
    Dict,
    Instance,
    Kind,
    LibObject,
    Numeric,
    Seq,
    Union,
    Value,
    join_all,
    members,
)
from flake8_topil.models import registry

if TYPE_CHECKING:
    from flake8_topil.analysis.machine import Machine


def copy(machine: Machine, args: calls.Arguments, node: cst.CSTNode | None) -> Value:
    """`copy.copy(x)`"""
    value = args.values[0] if args.values else Numeric.unknown()
    return join_all(_shallow(machine, member, node) for member in members(value))


def _shallow(machine: Machine, value: Value, node: cst.CSTNode | None) -> Value:
    if isinstance(value, Instance):
        own = _by_method(machine, value, "__copy__")
        if own is not None:
            return own
        twin = _twin(machine, value, node)
        _copy_attributes(machine, value.place, twin.place, lambda _, held: held)
        return twin
    if isinstance(value, Numeric) and value.kind is not Kind.NDARRAY:
        # The copy of a tensor is another object with the same storage (torch 2.14.1).
        return value if value.kind is Kind.TENSOR else machine.share(value, node)
    entry = registry.find("copy.copy")
    return value if entry is None else calls.call_model(machine, entry, (), calls.Arguments((value,)), node)


def deepcopy(machine: Machine, args: calls.Arguments, node: cst.CSTNode | None) -> Value:
    """`copy.deepcopy(x)`"""
    return _DeepCopy(machine).of(args.values[0] if args.values else Numeric.unknown(), node)


def _by_method(machine: Machine, value: Instance, name: str, *args: Value) -> Value | None:
    """A copy that the class of an object makes itself."""
    return objects.call_method(machine, value, name, args) if descriptors.defines(value.cls, name) else None


def _twin(machine: Machine, original: Instance, site: Hashable) -> Instance:
    """Another object of the class, without attributes so far."""
    make = objects.some_instance if objects.is_met(original) else objects.new_instance
    return make(machine, original.cls, (site, "copy"))


def _copy_attributes(machine: Machine, source: Place, target: Place, copied: Callable[[str, Value], Value]) -> None:
    for name, held in machine.state.attributes(source):
        value = copied(name, held)
        machine.state = machine.state.set((target, name), value)


class _DeepCopy:
    """One deep copy: what is held twice is copied once."""

    def __init__(self, machine: Machine) -> None:
        self._machine = machine
        self._made: dict[Place, Value] = {}

    def of(self, value: Value, site: Hashable) -> Value:
        """A copy that is made at `site`."""
        value = self._machine.state.load(value)
        place = value.place if isinstance(value, Numeric | Seq | Dict | Instance) else None
        if place is None:
            return self._new(value, site)
        if place not in self._made:
            self._made[place] = self._new(value, site)
        made = self._machine.state.load(self._made[place])
        return replace(made, view=value.view) if isinstance(made, Numeric) and isinstance(value, Numeric) else made

    def _new(self, value: Value, site: Hashable) -> Value:
        match value:
            case Instance():
                return self._instance(value, site)
            case Numeric(place=place) if place is not None:
                made = self._machine.stored(value.detached(), (site, "copy"))
                if isinstance(made, Numeric) and made.place is not None:
                    _copy_attributes(self._machine, place, made.place, lambda name, held: self.of(held, (site, name)))
                return made
            case Seq(type=type_, head=head, middle=middle, tail=tail):
                # What stands for many elements cannot be told apart from its copies.
                return self._stored(Seq(type_, self._all(head, site), middle, self._all(tail, (site, "tail"))), site)
            case Dict(items=items, other=other):
                copied = tuple((key, self.of(item, (site, key))) for key, item in items)
                return self._stored(Dict(copied, other), site)
            case LibObject(args=args, kwargs=kwargs):
                named = tuple((name, self.of(held, (site, name))) for name, held in kwargs)
                return replace(value, args=self._all(args, site), kwargs=named)
            case Union(members=alternatives):
                return Union(self._all(alternatives, site))
        return value

    def _all(self, values: tuple[Value, ...], site: Hashable) -> tuple[Value, ...]:
        return tuple(self.of(value, (site, i)) for i, value in enumerate(values))

    def _stored(self, value: Value, site: Hashable) -> Value:
        return self._machine.stored(value, (site, "copy"))

    def _instance(self, value: Instance, site: Hashable) -> Value:
        own = _by_method(self._machine, value, "__deepcopy__", Dict(other=Const(None)))
        if own is not None:
            return own
        made = _twin(self._machine, value, site)
        self._made[value.place] = made
        _copy_attributes(self._machine, value.place, made.place, lambda name, held: self.of(held, (site, name)))
        return made
