"""What a torch.nn.Module holds: the networks in it, and its parameters, which can be changed in place through it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import libcst as cst

from flake8_topil.analysis import calls, containers, hooks, mro, namespaces, objects
from flake8_topil.analysis.interval import Interval
from flake8_topil.analysis.state import State
from flake8_topil.analysis.values import (
    NONE,
    Const,
    Dict,
    Dtype,
    Instance,
    Kind,
    Lib,
    LibObject,
    Numeric,
    Opaque,
    Seq,
    Value,
    Why,
    join_all,
    members,
)
from flake8_topil.models import registry

if TYPE_CHECKING:
    from flake8_topil.analysis.machine import Machine

Network = Instance | LibObject
Method = Callable[["Machine", Network, "calls.Arguments", "cst.CSTNode | None"], Value]

COLLECTIONS = frozenset({"_modules", "_parameters", "_buffers"})
"""The dicts in which a network keeps such attributes."""
_PARAMETER = "<parameter>"
_BUFFER = "<buffer>"
_NAMES = "<names of layers>"
_DEEPEST = 6


def is_network(value: Value) -> bool:
    """Is it an object of a class that is torch.nn.Module, or derives from it?"""
    if isinstance(value, LibObject):
        return hooks.is_layer(value.name)
    bases = mro.bases_of(value.cls) if isinstance(value, Instance) else ()
    return any(isinstance(base, Lib) and base.name.endswith("Module") for base in bases)


def parameter(machine: Machine, args: calls.Arguments, node: cst.CSTNode | None) -> Value:
    """`torch.nn.Parameter(data)`"""
    return _registered(machine, args, node, _PARAMETER)


def buffer(machine: Machine, args: calls.Arguments, node: cst.CSTNode | None) -> Value:
    """`torch.nn.Buffer(data)`"""
    return _registered(machine, args, node, _BUFFER)


def _registered(machine: Machine, args: calls.Arguments, node: cst.CSTNode | None, sort: str) -> Value:
    """A tensor that networks find among their attributes: its storage is marked."""
    entry = registry.find("torch.nn.Parameter")
    assert entry is not None
    made = machine.stored(calls.call_model(machine, entry, (), args, node), (node, sort))
    _mark(machine, made, sort)
    return machine.state.load(made)


def _mark(machine: Machine, value: Value, sort: str) -> None:
    for member in members(value):
        if isinstance(member, Numeric) and member.place is not None:
            machine.state = machine.state.set((member.place, sort), Const(True))


def parameters_in(machine: Machine, args: calls.Arguments, node: cst.CSTNode | None) -> Value:
    """`torch.nn.ParameterList(values)`, and the like for a dict."""
    given = machine.state.load(args.values[0]) if args.values else Seq("list")
    made = machine.stored(given if isinstance(given, Seq | Dict) else Seq("list", middle=given), (node, _PARAMETER))
    for _, element in _elements(made) if isinstance(made, Seq | Dict) else ():
        _mark(machine, element, _PARAMETER)
    return made


def _is(state: State, value: Value, sort: str) -> bool:
    """Is it a tensor that networks find, of this sort?"""
    if not isinstance(value, Numeric) or value.place is None:
        return False
    return any(state.get((place, sort)) is not None for place in (value.place, *value.place.sites))


# What is in it


def _attributes(machine: Machine, network: Network) -> Iterator[tuple[str, Value]]:
    """What a network holds, by name; the elements of its collections one by one."""
    if isinstance(network, LibObject):
        if network.name in objects.LISTS_OF_LAYERS:
            yield from _elements(objects.layers(machine, network))
        return
    if objects.is_met(network):
        _meet(machine, network)
    for name, value in machine.state.attributes(network.place):
        for member in members(machine.state.load(value)) if name.isidentifier() else ():
            if isinstance(member, Seq | Dict):
                yield from ((f"{name}.{key}", item) for key, item in _elements(member))
            else:
                yield name, member


def _elements(collection: Seq | Dict) -> list[tuple[str, Value]]:
    if isinstance(collection, Seq):
        return [(str(i), item) for i, item in enumerate(collection.elements)]
    named = [(str(key), item) for key, item in collection.items]
    return named if collection.other is None else [*named, ("", collection.other)]


def _meet(machine: Machine, network: Instance) -> None:
    """Look up everything that an object of which only the class is known may hold."""
    if machine.summaries is None:
        return
    state, summary = machine.summaries.of_class(network.cls)
    for name, value in state.attributes(summary.place):
        held = objects.held_attribute(machine, network, name) if name.isidentifier() else None
        for sort in (_PARAMETER, _BUFFER):
            if held is not None and _is(state, value, sort):
                _mark(machine, held, sort)


def _children(machine: Machine, network: Network) -> Iterator[tuple[str, Network]]:
    for name, value in list(_attributes(machine, network)):
        if isinstance(value, Instance | LibObject) and is_network(value):
            yield name, value


def _modules(machine: Machine, network: Network, name: str = "", depth: int = 0) -> Iterator[tuple[str, Network]]:
    """The network and all in it, by their dotted names."""
    yield name, network
    for part, child in _children(machine, network) if depth < _DEEPEST else ():
        yield from _modules(machine, child, _dotted(name, part), depth + 1)


def _dotted(*parts: str) -> str:
    return ".".join(filter(None, parts))


def _tensors(machine: Machine, network: Network, sorts: tuple[str, ...]) -> Iterator[tuple[str, Value]]:
    """The parameters of a network and of those in it, or its buffers, by their dotted names."""
    for name, module in _modules(machine, network):
        for part, value in list(_attributes(machine, module)):
            if any(_is(machine.state, value, sort) for sort in sorts):
                yield _dotted(name, part), value


def _weights(machine: Machine, network: Network, node: cst.CSTNode | None) -> Value | None:
    """What stands for the parameters of all library layers in a network, of which nothing is known."""
    has_layers = any(isinstance(module, LibObject) for _, module in _modules(machine, network))
    weight = Numeric.known(Kind.TENSOR, Dtype.FLOAT, Interval.TOP, Why("the weights of a layer", node))
    return machine.stored(weight, (node, _PARAMETER)) if has_layers else None


# Methods


def _parameters(machine: Machine, network: Network, args: calls.Arguments, node: cst.CSTNode | None) -> Value:
    found = tuple(value for _, value in _tensors(machine, network, (_PARAMETER,)))
    return Seq("generator", found, _weights(machine, network, node))


def _named_parameters(machine: Machine, network: Network, args: calls.Arguments, node: cst.CSTNode | None) -> Value:
    found = tuple(_pair(*named) for named in _tensors(machine, network, (_PARAMETER,)))
    weights = _weights(machine, network, node)
    return Seq("generator", found, None if weights is None else Seq("tuple", (Opaque("str"), weights)))


def _pair(name: str, value: Value) -> Seq:
    return Seq("tuple", (Const(name), value))


def _buffers(machine: Machine, network: Network, args: calls.Arguments, node: cst.CSTNode | None) -> Value:
    found = tuple(value for _, value in _tensors(machine, network, (_BUFFER,)))
    return Seq("generator", found, _others(machine, node))


def _named_buffers(machine: Machine, network: Network, args: calls.Arguments, node: cst.CSTNode | None) -> Value:
    found = tuple(_pair(*named) for named in _tensors(machine, network, (_BUFFER,)))
    return Seq("generator", found, Seq("tuple", (Opaque("str"), _others(machine, node))))


def _others(machine: Machine, node: cst.CSTNode | None) -> Value:
    """The tensors of library layers, and others that are not seen."""
    return machine.stored(machine.unknown("a tensor of a network", node), (node, _BUFFER))


def _state_dict(machine: Machine, network: Network, args: calls.Arguments, node: cst.CSTNode | None) -> Value:
    return Dict(tuple(_tensors(machine, network, (_PARAMETER, _BUFFER))), _others(machine, node))


def _register_tensor(machine: Machine, network: Network, args: calls.Arguments, node: cst.CSTNode | None) -> Value:
    """`network.register_buffer(name, tensor)`, or `register_parameter`: what the name held before is gone."""
    match args.values:
        case (Const(value=str(name)), value, *_) if node is not None:
            held = value if value == NONE else machine.unknown(f"the buffer `{name}`", node)
            objects.set_own_attribute(machine, network, name, held, node)
    return NONE


def _add_module(machine: Machine, network: Network, args: calls.Arguments, node: cst.CSTNode | None) -> Value:
    """`network.add_module(name, module)`, for a network that is no list of layers."""
    match args.values:
        case (Const(value=str(name)), module, *_) if node is not None:
            objects.set_own_attribute(machine, network, name, module, node)
        case (_, module, *_) if isinstance(node, cst.Call):
            namespaces.set_some(machine, network, namespaces.names_like(node.args[0].value), module, node)
    return NONE


def _set_submodule(machine: Machine, network: Network, args: calls.Arguments, node: cst.CSTNode | None) -> Value:
    """`network.set_submodule("dotted.name", module)`"""
    match args.values:
        case (Const(value=str(path)), module, *_) if node is not None:
            parent, _, name = path.rpartition(".")
            for key, owner in list(_modules(machine, network)):
                if isinstance(owner, Instance) and key == parent:
                    objects.set_own_attribute(machine, owner, name, module, node)
                elif isinstance(owner, LibObject) and path.startswith(f"{key}."):
                    machine.alter(owner.site)
        case _:
            for _, owner in list(_modules(machine, network)):
                _forget_layers(machine, owner, node)
    return NONE


def _forget_layers(machine: Machine, network: Network, node: cst.CSTNode | None) -> None:
    """A layer of a network, in any place, may be another."""
    if isinstance(network, LibObject):
        machine.alter(network.site)
        return
    for name, child in list(_children(machine, network)):
        unknown = machine.unknown("a layer that is replaced", node)
        objects.set_own_attribute(machine, network, name, join_all((child, unknown)), node or network.cls.node)


def add_layer(machine: Machine, layers: LibObject, present: Seq, args: calls.Arguments) -> None:
    """`layers.add_module(name, layer)` for a list of layers; one that replaces another is not followed."""
    key = None if present.place is None else (present.place, _NAMES)
    held = None if key is None else machine.state.get(key)
    names = held.elements if isinstance(held, Seq) else ()
    name = args.values[0] if args.values else NONE
    if key is None or _may_be_among(name, args.nodes.get(0), names):
        machine.alter(layers.site)
    elif isinstance(name, Const):
        machine.state = machine.state.set(key, Seq("tuple", (*names, name)))
    containers.call_method(machine, present, "append", args.values[1:2])


def _may_be_among(name: Value, node: cst.CSTNode | None, names: tuple[Value, ...]) -> bool:
    """Can a name, which the expression `node` gave, be one of those of layers? Some layers have numbers for names."""
    if isinstance(name, Const):
        return name in names or str(name.value).isdigit()
    if not isinstance(node, cst.BaseExpression):
        return bool(names)
    pattern = namespaces.names_like(node)
    return any(isinstance(one, Const) and pattern.fullmatch(str(one.value)) is not None for one in names)


def name_layers(machine: Machine, layers: Value, given: Value) -> None:
    """Keep the names that a list of layers is given with."""
    if isinstance(layers, Seq) and layers.place is not None and isinstance(given, Dict):
        names = tuple(Const(key) for key, _ in given.items)
        machine.state = machine.state.set((layers.place, _NAMES), Seq("tuple", names))


def _load_state_dict(machine: Machine, network: Network, args: calls.Arguments, node: cst.CSTNode | None) -> Value:
    loaded = machine.state.load(args.values[0]) if args.values else NONE
    weights = loaded if isinstance(loaded, Dict) else Dict(other=machine.unknown("weights that are loaded", node))
    for name, value in list(_tensors(machine, network, (_PARAMETER, _BUFFER))):
        machine.write(value, machine.state.load(containers.item_of(weights, Const(name))))
    return machine.unknown("what `load_state_dict` returns", node)


def _list_modules(machine: Machine, network: Network, args: calls.Arguments, node: cst.CSTNode | None) -> Value:
    return Seq("generator", tuple(module for _, module in _modules(machine, network)))


def _named_modules(machine: Machine, network: Network, args: calls.Arguments, node: cst.CSTNode | None) -> Value:
    return Seq("generator", tuple(_pair(*named) for named in _modules(machine, network)))


def _list_children(machine: Machine, network: Network, args: calls.Arguments, node: cst.CSTNode | None) -> Value:
    return Seq("generator", tuple(child for _, child in _children(machine, network)))


def _named_children(machine: Machine, network: Network, args: calls.Arguments, node: cst.CSTNode | None) -> Value:
    return Seq("generator", tuple(_pair(*named) for named in _children(machine, network)))


def _apply(machine: Machine, network: Network, args: calls.Arguments, node: cst.CSTNode | None) -> Value:
    for _, module in list(_modules(machine, network)):
        calls.call(machine, args.values[0] if args.values else NONE, calls.Arguments((module,)), node)
    return network


def _get(machine: Machine, network: Network, args: calls.Arguments, node: cst.CSTNode | None) -> Value:
    name = args.values[0] if args.values else NONE
    found = [*_modules(machine, network), *_tensors(machine, network, (_PARAMETER, _BUFFER))]
    known = [value for key, value in found if Const(key) == name]
    return known[0] if known else join_all((machine.unknown("a part of a network", node), *(v for _, v in found)))


def fill_parameters(machine: Machine, args: calls.Arguments, node: cst.CSTNode | None) -> Value:
    """`torch.nn.utils.vector_to_parameters(vector, parameters)`"""
    match args.positional:
        case (vector, parameters):
            for parameter in containers.iterate(machine, parameters, node).elements:
                machine.write(parameter, vector)
    return NONE


METHODS: dict[str, Method] = {
    "parameters": _parameters,
    "named_parameters": _named_parameters,
    "buffers": _buffers,
    "named_buffers": _named_buffers,
    "register_buffer": _register_tensor,
    "register_parameter": _register_tensor,
    "add_module": _add_module,
    "register_module": _add_module,
    "set_submodule": _set_submodule,
    "state_dict": _state_dict,
    "load_state_dict": _load_state_dict,
    "modules": _list_modules,
    "named_modules": _named_modules,
    "children": _list_children,
    "named_children": _named_children,
    "apply": _apply,
    "get_parameter": _get,
    "get_submodule": _get,
}
"""Methods of torch.nn.Module that lead to what is in it."""
