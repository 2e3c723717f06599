"""Calls: arguments, library models, and functions of the module itself."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import libcst as cst

from flake8_topil.analysis import (
    caches,
    conditions,
    construction,
    containers,
    contexts,
    declarations,
    descriptors,
    dispatch,
    effects,
    generators,
    hooks,
    mro,
    namespaces,
    natives,
    networks,
    objects,
    operators,
    scopes,
    statements,
)
from flake8_topil.analysis.interval import Interval
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
    Super,
    Union,
    Value,
    Why,
    join,
    join_all,
    members,
)
from flake8_topil.models import registry

if TYPE_CHECKING:
    from flake8_topil.analysis.generators import Consumer
    from flake8_topil.analysis.machine import Machine
    from flake8_topil.models.registry import Model, Parameter

_MAX_DEPTH = 14
_MAX_RECURSION = 2
SHORT = 120
"""The nodes of a function that is worth interpreting even where most are not."""

CONVERTER_FUNCTIONS = frozenset({"torchvision.transforms.functional.to_pil_image"})
MODULE_METHODS = frozenset(
    [
        "to",
        "cuda",
        "cpu",
        "xpu",
        "mps",
        "eval",
        "train",
        "half",
        "float",
        "double",
        "bfloat16",
        "requires_grad_",
        "type",
        "share_memory",
        "apply",
        "compile",
    ]
)
"""Methods of torch.nn.Module that return the module itself."""

OPTIMIZERS = "torch.optim."
_DATASETS = "torchvision.datasets."
_LIST_MUTATORS = frozenset({"append", "extend", "insert", "add_module", "pop"})


@dataclass(frozen=True)
class Arguments:
    """The arguments of one call. `rest` and `extra` stand for what `*args` and `**kwargs` of unknown length bring."""

    positional: tuple[Value, ...] = ()
    keywords: Mapping[str, Value] = field(default_factory=dict)
    rest: Value | None = None
    extra: Value | None = None
    nodes: Mapping[int | str, cst.CSTNode] = field(default_factory=dict)

    @property
    def values(self) -> tuple[Value, ...]:
        spread = tuple(v for v in (self.rest, self.extra) if v is not None)
        return (*self.positional, *self.keywords.values(), *spread)

    def map(self, change: Callable[[Value], Value]) -> Arguments:
        """The arguments with each value changed."""
        return Arguments(
            tuple(map(change, self.positional)),
            {name: change(value) for name, value in self.keywords.items()},
            self.rest and change(self.rest),
            self.extra and change(self.extra),
        )

    def join(self, other: Arguments) -> Arguments:
        """Arguments that cover both, for two runs of the same call."""
        return Arguments(
            tuple(join(a, b) for a, b in zip(self.positional, other.positional, strict=False)),
            {name: join(value, other.keywords.get(name, value)) for name, value in self.keywords.items()},
            self.rest if other.rest is None else other.rest if self.rest is None else join(self.rest, other.rest),
            self.extra if other.extra is None else other.extra if self.extra is None else join(self.extra, other.extra),
        )


@dataclass(frozen=True)
class Bound:
    """Arguments bound to a parameter list."""

    arguments: dict[str, Value]
    given: frozenset[str]
    rest: tuple[Value, ...]
    extra: dict[str, Value]
    nodes: dict[str, cst.CSTNode]


def bind(
    parameters: Iterable[Parameter],
    positional: tuple[Value, ...],
    keywords: Mapping[str, Value],
    nodes: Mapping[int | str, cst.CSTNode] | None = None,
) -> Bound:
    """Bind arguments to the parameters of a signature; what does not fit is left over, never an error."""
    nodes = nodes or {}
    left = list(positional)
    keywords = dict(keywords)
    arguments: dict[str, Value] = {}
    given = set()
    bound_nodes = {}
    rest: tuple[Value, ...] = ()
    for parameter in parameters:
        if parameter.star == "*":
            rest, left = tuple(left), []
        elif parameter.star == "**":
            continue
        elif left and not parameter.keyword_only:
            if (position := len(positional) - len(left)) in nodes:
                bound_nodes[parameter.name] = nodes[position]
            arguments[parameter.name] = left.pop(0)
            given.add(parameter.name)
        elif parameter.name in keywords:
            if parameter.name in nodes:
                bound_nodes[parameter.name] = nodes[parameter.name]
            arguments[parameter.name] = keywords.pop(parameter.name)
            given.add(parameter.name)
        else:
            arguments[parameter.name] = Numeric.unknown() if parameter.default is None else parameter.default
    return Bound(arguments, frozenset(given), rest, keywords, bound_nodes)


def evaluate_call(machine: Machine, node: cst.Call) -> Value:
    """The value of a call expression."""
    if isinstance(node.func, cst.Attribute):
        function = _method_of(machine, machine.evaluate(node.func.value), node.func.attr.value, node.func)
    else:
        function = machine.evaluate(node.func)
    args = evaluate_arguments(machine, node.args)
    if machine.options.bounded and _is_listed(machine.options.bounded, function, node.func):
        why = Why(f"{scopes.described(node.func)}, which is listed as bounded", node)
        return Numeric.known(Kind.TENSOR, Dtype.FLOAT, Interval.UNIT, why)
    if machine.options.converters and args.values and _is_listed(machine.options.converters, function, node.func):
        return machine.convert(args.values[0], NONE, node)
    return call(machine, function, args, node)


def _is_listed(names: frozenset[str], function: Value, func: cst.BaseExpression) -> bool:
    """Is a function named by one of these dotted names, in full or by the last words of how it is called here?"""
    texts = [scopes.dotted(func) or ""]
    if isinstance(function, Lib):
        texts.append(function.name)
    return any(text == name or text.endswith(f".{name}") for text in texts for name in names)


def _method_of(machine: Machine, base: Value, name: str, node: cst.Attribute) -> Value:
    """The callable `base.name`: on an object of unknown sort, a method rather than a new attribute."""
    found: list[Value] = []
    for member in members(base):
        if isinstance(member, Numeric) and (member.place is None or machine.state.get((member.place, name)) is None):
            found.append(Method(member, name))
        else:
            found.append(objects.get_attribute(machine, member, name, node))
    return found[0] if len(found) == 1 else Union(tuple(found))


def evaluate_arguments(machine: Machine, args: Iterable[cst.Arg]) -> Arguments:
    """Evaluate arguments from left to right."""
    positional: list[Value] = []
    keywords: dict[str, Value] = {}
    nodes: dict[int | str, cst.CSTNode] = {}
    rest: Value | None = None
    extra: Value | None = None
    for arg in args:
        value = machine.evaluate(arg.value)
        if arg.star == "*":
            spread = containers.iterate(machine, value, arg.value)
            positional.extend(spread.head)
            if spread.middle is not None:
                rest = join_all((spread.middle, *spread.tail))
                positional.append(Seq("starred", (), spread.middle, spread.tail))
        elif arg.star == "**":
            value = namespaces.as_dict(machine, machine.state.load(value))
            if isinstance(value, Dict):
                keywords.update((str(key), item) for key, item in value.items)
                extra = value.other if extra is None else extra
            else:
                extra = Numeric.unknown()
        elif arg.keyword is not None:
            keywords[arg.keyword.value] = value
            nodes[arg.keyword.value] = arg.value
        else:
            nodes[len(positional)] = arg.value
            positional.append(value)
    return Arguments(tuple(positional), keywords, rest, extra, nodes)


def evaluate_defaults(machine: Machine, params: cst.Parameters) -> tuple[tuple[str, Value], ...]:
    """The defaults of a function's parameters, as they are when it is defined."""
    return tuple(
        (param.name.value, machine.stored(machine.evaluate(param.default), param))
        for param in (*params.posonly_params, *params.params, *params.kwonly_params)
        if param.default is not None
    )


# Dispatch


def call(machine: Machine, function: Value, args: Arguments, node: cst.CSTNode | None) -> Value:
    """The result of calling any value; conversions in library code are reported at `node`."""
    machine.step()
    match function:
        case Lib():
            return _call_library(machine, function, args, node)
        case LibObject():
            return _call_library_object(machine, function, args, node)
        case Method():
            return _call_method(machine, function, args, node)
        case Function():
            return call_function(machine, function, args, node)
        case Class():
            return construction.instantiate(machine, function, args, node)
        case Instance():
            return _call_instance(machine, function, args, node)
        case Union():
            callables = [member for member in function.members if member != NONE]
            return machine.branch(*(lambda member=member: call(machine, member, args, node) for member in callables))
        case Opaque():
            return Opaque()
    return unknown_result(machine, args, node)


def unknown_result(machine: Machine, args: Arguments, node: cst.CSTNode | None) -> Numeric:
    """The result of a callable that this module does not show; it may do anything with what it is given."""
    for i, value in enumerate(args.positional):
        machine.escape(value, args.nodes.get(i))
    for name, value in args.keywords.items():
        machine.escape(value, args.nodes.get(name))
    text = f"the result of `{scopes.described(node.func)}`" if isinstance(node, cst.Call) else "the result of a call"
    unknown = machine.unknown(text, node)
    effects.forget_handed(machine, args.values, unknown)
    return unknown


def _call_library(machine: Machine, function: Lib, args: Arguments, node: cst.CSTNode | None) -> Value:
    native = natives.NATIVES.get(function.name)
    if native is not None:
        return native(machine, args, node)
    unbound = operators.method_of(function.name, args)
    if unbound is not None:
        return operators.call_each(machine, *unbound, node)
    entry = registry.find(function.name)
    if entry is None and function.name.startswith(OPTIMIZERS):
        return LibObject(function.name, args.values, (), node)
    if entry is not None and function.name.endswith("_") and function.name.startswith("torch."):
        return _in_place(machine, entry, (), args, node)
    if entry is None:
        if function.name.startswith("torch.nn.Module.") and args.positional:
            method = Method(args.positional[0], function.name.rpartition(".")[2])
            return _call_method(machine, method, replace(args, positional=args.positional[1:], nodes={}), node)
        entry = _without_underscore(function.name)
        if entry is not None:
            return _in_place(machine, entry, (), args, node)
        change = operators.changed if operators.may_change_first(function.name) else unknown_result
        return change(machine, args, node)
    if not entry.is_class:
        return call_model(machine, entry, (), args, node)
    positional: tuple[Value, ...] = args.positional
    if function.name in objects.LISTS_OF_LAYERS:
        positional = (objects.layers(machine, LibObject(function.name, positional)),)
    positional = tuple(_kept(machine, value, (node, i)) for i, value in enumerate(positional))
    keywords = tuple((name, _kept(machine, value, (node, name))) for name, value in args.keywords.items())
    if function.name in objects.LISTS_OF_LAYERS and args.positional:
        networks.name_layers(machine, positional[0], machine.state.load(args.positional[0]))
    made = LibObject(function.name, positional, keywords, node)
    if hooks.is_layer(function.name) and machine.project.registers_hooks:
        made = hooks.hookable(machine, made)
    machine.keep_pipeline(made)
    return made


def _kept(machine: Machine, value: Value, node: Hashable) -> Value:
    """A constructor's argument as the object keeps it: a list can be added to later."""
    return machine.stored(value, node) if isinstance(value, Seq) and value.type == "list" else value


def _call_library_object(machine: Machine, function: LibObject, args: Arguments, node: cst.CSTNode | None) -> Value:
    if function.name == "functools.partial":
        return natives.call_partial(machine, function, args, node)
    if function.name == contexts.MANAGED and args.values:
        return contexts.decorated(function, args.values[0])
    if function.name == operators.METHOD_CALLER:
        return operators.call_method(machine, function, args, node)
    if function.name in dispatch.NAMES:
        return dispatch.call(machine, function, args, node)
    if function.name == construction.RECORD:
        return construction.call_record(machine, function, args, node)
    if function.name == caches.CACHED:
        return caches.call(machine, function, args, node)
    if not machine.observations.is_muted:
        machine.applied.add(function.site)
    entry = registry.find(function.name)
    if entry is None or not entry.is_class:
        return unknown_result(machine, args, node)
    layer = hooks.without(function)
    result = hooks.call(machine, function, args, node, lambda given: call_model(machine, entry, (), given, node, layer))
    return hooks.perhaps(machine, function.site, result, node)


def _call_instance(machine: Machine, function: Instance, args: Arguments, node: cst.CSTNode | None) -> Value:
    method = objects.instance_attribute(machine, function, "__call__")
    if method is not None:
        return call(machine, method, args, node)
    forward = objects.instance_attribute(machine, function, "forward")
    if forward is not None:
        result = hooks.call(machine, function, args, node, lambda given: call(machine, forward, given, node))
        return hooks.perhaps(machine, hooks.EVERYWHERE, result, node)
    if objects.is_converter_class(function.cls) and args.values:
        return machine.convert(args.values[0], Numeric.unknown(), node)
    if objects.derives_from(function.cls, "contextlib.ContextDecorator") and args.values:
        return contexts.decorated(function, args.values[0])
    return unknown_result(machine, args, node)


def _call_method(machine: Machine, function: Method, args: Arguments, node: cst.CSTNode | None) -> Value:
    receiver = machine.state.load(function.receiver)
    name = function.name
    match receiver:
        case Numeric(kind=kind):
            return _call_array_method(machine, receiver, objects.NAMESPACES[kind], name, args, node)
        case Image():
            return _call_array_method(machine, receiver, ("Image",), name, args, node)
        case Seq() | Dict() | Const() | Opaque():
            if name in generators.ADVANCING:
                _forget_sent(machine, args, node)
            return containers.call_method(machine, receiver, name, _of_dict_method(machine, name, args))
        case LibObject():
            return _call_library_method(machine, receiver, name, args, node)
        case Instance():
            if name in networks.METHODS and networks.is_network(receiver):
                return networks.METHODS[name](machine, receiver, args, node)
            if name in MODULE_METHODS:
                return receiver
            if name in hooks.REGISTRATIONS and args.values:
                return hooks.register(machine, receiver, name, args)
        case Class() if name == "apply" and objects.derives_from(receiver, "torch.autograd.Function"):
            forward = objects.class_attribute(machine, receiver, "forward")
            if forward is not None:
                return call(machine, forward, replace(args, positional=(Opaque("ctx"), *args.positional)), node)
        case Super() if name == "__init__":
            dataset = next((base for base in mro.after(receiver) if isinstance(base, Lib)), None)
            if dataset is not None and dataset.name.startswith(_DATASETS) and registry.knows(dataset.name):
                # It applies its transforms like one that the code makes itself.
                _call_library(machine, dataset, args, node)
            return NONE
        case Super() if name == "__new__":
            return construction.new(machine, args, node)
        case Super(Class() as cls, _) if name == "__call__":
            return construction.construct(machine, cls, args, node)
        case Super(instance, _) if (default := natives.NATIVES.get(f"builtins.object.{name}")) is not None:
            return default(machine, replace(args, positional=(instance, *args.positional)), node)
        case Super(_, owner) if name == "__call__" and objects.is_converter_class(owner) and args.values:
            return machine.convert(args.values[0], Numeric.unknown(), node)
    return unknown_result(machine, args, node)


def _forget_sent(machine: Machine, args: Arguments, node: cst.CSTNode | None) -> None:
    """What is sent to a generator may be changed there."""
    for value in args.values:
        effects.forget(machine, value, machine.unknown("what is sent to a generator", node))


def _of_dict_method(machine: Machine, name: str, args: Arguments) -> tuple[Value, ...]:
    """The arguments of a method of a container; what `update` is given by name as one more dict."""
    given = tuple(namespaces.as_dict(machine, value) for value in args.positional)
    if name == "update" and (args.keywords or args.extra is not None):
        return (*given, Dict(tuple(args.keywords.items()), args.extra))
    return given


def _call_array_method(
    machine: Machine,
    receiver: Value,
    namespaces: tuple[str, ...],
    name: str,
    args: Arguments,
    node: cst.CSTNode | None,
) -> Value:
    for namespace in namespaces:
        entry = registry.find(f"{namespace}.{name}")
        if entry is not None and not entry.is_attribute:
            if name.endswith("_"):
                return _in_place(machine, entry, (receiver,), args, node)
            return call_model(machine, entry, (receiver,), args, node)
        entry = _without_underscore(f"{namespace}.{name}")
        if entry is not None and not entry.is_attribute:
            return _in_place(machine, entry, (receiver,), args, node)
    if name.endswith("_"):
        return _overwrite(machine, receiver, unknown_result(machine, args, node))
    return unknown_result(machine, args, node)


def _call_library_method(
    machine: Machine, receiver: LibObject, name: str, args: Arguments, node: cst.CSTNode | None
) -> Value:
    if receiver.name in objects.LISTS_OF_LAYERS and name in _LIST_MUTATORS and receiver.args:
        layers = machine.state.load(receiver.args[0])
        if isinstance(layers, Seq):
            if name == "add_module":
                networks.add_layer(machine, receiver, layers, args)
                return receiver
            taken = containers.call_method(machine, layers, name, args.positional)
            return taken if name == "pop" else receiver
        return receiver
    if generators.is_waiting(receiver) and name in generators.ADVANCING:
        result = join_all(generators.stepped(machine, receiver).elements)
        _forget_sent(machine, args, node)
        return result
    if receiver.name == contexts.STACK and name in contexts.ENTERING and args.values:
        return contexts.enter_on_stack(machine, receiver, args.values[0])
    if receiver.name == contexts.STACK and name in contexts.CALLING_BACK and args.positional:
        return contexts.call_back(machine, receiver, args)
    if receiver.name == contexts.STACK and name in contexts.CLOSING:
        return contexts.close_stack(machine, receiver)
    if receiver.name == namespaces.NAMESPACE and node is not None:
        return namespaces.call_method(machine, receiver, name, _of_dict_method(machine, name, args), node)
    if receiver.name in dispatch.NAMES:
        return dispatch.call_method(machine, receiver, name, args, node)
    if receiver.name == caches.CACHED and name == "cache_clear":
        return caches.clear(machine, receiver)
    if descriptors.is_accessor(receiver, name) and args.positional:
        return descriptors.with_accessor(receiver, name, args.positional[0])
    if name in hooks.REGISTRATIONS and args.values:
        return hooks.register(machine, receiver, name, args)
    if receiver.name == hooks.HANDLE and name == "remove":
        return hooks.remove(machine, receiver)
    if receiver.name.startswith(OPTIMIZERS) and name == "step":
        return _optimizer_step(machine, receiver, args, node)
    entry = registry.find(f"{receiver.name}.{name}")
    if entry is not None:
        return call_model(machine, entry, (receiver,), args, node)
    if name in networks.METHODS and networks.is_network(receiver):
        return networks.METHODS[name](machine, receiver, args, node)
    if name in MODULE_METHODS:
        return receiver
    if name in ("__call__", "forward"):
        return call(machine, receiver, args, node)
    return unknown_result(machine, args, node)


def _optimizer_step(machine: Machine, receiver: LibObject, args: Arguments, node: cst.CSTNode | None) -> Value:
    """A step of an optimizer moves every tensor it was given, by an amount that nothing bounds."""
    for closure in args.values:
        call(machine, closure, Arguments(), node)
    given = machine.state.load(receiver.args[0]) if receiver.args else NONE
    for tensor in list(_stepped(machine, given)) if isinstance(given, Seq) else ():
        moved = Numeric.known(Kind.TENSOR, Dtype.FLOAT, Interval.TOP)
        machine.write(tensor, machine.explained(moved, (tensor,), "a step of the optimizer", node))
    return NONE


def parameter_groups(machine: Machine, optimizer: LibObject) -> Seq:
    """`optimizer.param_groups`"""
    given = machine.state.load(optimizer.args[0]) if optimizer.args else NONE
    elements = given.elements if isinstance(given, Seq) else ()
    if any(isinstance(machine.state.load(element), Dict) for element in elements):
        return Seq("list", elements)
    return Seq("list", (Dict((("params", given),), Numeric.unknown()),))


def _stepped(machine: Machine, parameters: Value) -> Iterator[Numeric]:
    """The tensors that an optimizer was given, alone or in groups."""
    parameters = machine.state.load(parameters)
    if isinstance(parameters, Numeric) and parameters.place is not None:
        yield parameters
    elif isinstance(parameters, Dict):
        yield from _stepped(machine, containers.item_of(parameters, Const("params")))
    elif isinstance(parameters, Seq):
        for element in parameters.elements:
            yield from _stepped(machine, element)


def _without_underscore(name: str) -> Model | None:
    """The operation of which `name` is the in-place spelling."""
    return registry.find(name[:-1]) if name.endswith("_") and not name.endswith("__") else None


# Models


def call_model(
    machine: Machine,
    entry: Model,
    receiver: tuple[Value, ...],
    args: Arguments,
    node: cst.CSTNode | None,
    made: LibObject | None = None,
) -> Value:
    """Apply a library model; `receiver` is what a method is called on, `made` the object that a class made."""
    out = args.keywords.get("out")
    result = _apply_model(machine, entry, receiver, args, node, made)
    if out is not None and out != NONE:
        if "where" in args.keywords:
            result = join(machine.state.load(out), result)
        return _overwrite(machine, out, result)
    return result


def _in_place(
    machine: Machine, entry: Model, receiver: tuple[Value, ...], args: Arguments, node: cst.CSTNode | None
) -> Value:
    """Apply a model and overwrite its subject with the result."""
    result = _apply_model(machine, entry, receiver, args, node, None)
    subject = (*receiver, *args.positional, *args.keywords.values())[0] if (receiver or args.values) else result
    return _overwrite(machine, subject, result)


def _overwrite(machine: Machine, subject: Value, result: Value) -> Value:
    machine.write(subject, result)
    if not isinstance(subject, Numeric):
        return result
    return result if subject.place is None else machine.state.load(subject)


def _apply_model(
    machine: Machine,
    entry: Model,
    receiver: tuple[Value, ...],
    args: Arguments,
    node: cst.CSTNode | None,
    made: LibObject | None,
) -> Value:
    keywords = {name: value for name, value in args.keywords.items() if name != "out"}
    if made is None:
        parameters = entry.stages[0] if not entry.is_attribute else ()
        if receiver:
            parameters = (registry.RECEIVER, *parameters)
        positional = (*receiver, *args.positional)
        nodes = {k + len(receiver) if isinstance(k, int) else k: v for k, v in args.nodes.items()}
        bound = bind(parameters, positional, keywords, nodes)
    else:
        bound = bind(entry.stages[1], args.positional, keywords, args.nodes)
        settings = bind(entry.stages[0], made.args, dict(made.kwargs))
        bound = Bound(
            bound.arguments | {k: v for k, v in settings.arguments.items() if k not in bound.arguments},
            bound.given | settings.given,
            bound.rest or settings.rest,
            bound.extra | settings.extra,
            bound.nodes,
        )
    result = _lifted(machine, entry, bound, node)
    if entry.name in machine.altered:
        result = join(result, machine.unknown(f"`{_shown_name(entry)}`, which the code replaces", node))
    return result


def _lifted(machine: Machine, entry: Model, bound: Bound, node: cst.CSTNode | None) -> Value:
    """Run the transfer function, for each alternative of the subject on its own."""
    name, subject = next(iter(bound.arguments.items()), ("", None))
    if isinstance(subject, Union):
        return machine.branch(
            *(
                lambda member=member: _lifted(
                    machine, entry, replace(bound, arguments=bound.arguments | {name: member}), node
                )
                for member in subject.members
            )
        )
    bound = replace(bound, arguments={key: machine.state.load_deep(v) for key, v in bound.arguments.items()})
    call_ = registry.Call(entry.name, machine, bound.arguments, bound.given, bound.rest, bound.extra, bound.nodes, node)
    outer, machine.model_node = machine.model_node, node
    try:
        result = entry.transfer(call_)
    finally:
        machine.model_node = outer
    operands = tuple(bound.arguments.values())
    result = machine.explained(result, operands, _shown_name(entry), node)
    if call_.flag("inplace") and "inplace" in bound.arguments and subject is not None:
        return _overwrite(machine, subject, result)
    return result


def _shown_name(entry: Model) -> str:
    space, _, name = entry.name.rpartition(".")
    return f".{name}()" if entry.is_method else f"{space}.{name}"


def model_attribute(
    machine: Machine, base: Value, namespaces: tuple[str, ...], name: str, node: cst.CSTNode
) -> Value | None:
    """A modelled attribute such as `x.data` or `x.T`; None if there is none of that name."""
    for namespace in namespaces:
        entry = registry.find(f"{namespace}.{name}")
        if entry is not None and entry.is_attribute:
            return call_model(machine, entry, (base,), Arguments(), node)
    return None


# Functions of the module


def call_function(machine: Machine, function: Function, args: Arguments, node: cst.CSTNode | None) -> Value:
    """Interpret a function of the module with abstract arguments."""
    watcher = machine.project.watcher(function)
    if watcher is not None:
        watcher.record(machine, args, node)
        return unknown_result(machine, args, node)
    if contexts.is_manager(function.node):
        return contexts.manager_of(function, args, node)
    key = machine.memo.key(machine, function, args)
    known = machine.memo.find(key)
    if known is None and is_too_much(machine, function):
        return not_followed(machine, function, args, node)
    if not machine.observations.is_muted:
        machine.called.add(function.node)
    if known is not None:
        return known.again(machine, function)
    steps, written = machine.steps, len(machine.effects)
    run = generators.call if is_generator(function.node) else interpret
    result = machine.project.visit(function, lambda: run(machine, function, args, node))
    if result is None:
        return not_followed(machine, function, args, node)
    machine.memo.keep(machine, function, args, key, result, machine.steps - steps, machine.effects[written:])
    return result


def is_too_much(machine: Machine, function: Function) -> bool:
    """Is the call one too many: too deep, recursive, or of a function that was paid for often enough?"""
    body = function.node
    if len(machine.stack) >= _MAX_DEPTH or machine.stack.count((body, function.frame)) >= _MAX_RECURSION:
        return True
    if machine.project.is_given_up(function):
        return True
    if not machine.stack or isinstance(body, cst.Lambda):
        return False
    return (machine.is_coarse and not _is_short(body)) or machine.memo.is_exhausted(function)


def is_generator(node: cst.FunctionDef | cst.Lambda) -> bool:
    return isinstance(node, cst.FunctionDef) and scopes.is_generator(node)


@scopes.remembered
def _is_short(body: cst.CSTNode) -> bool:
    nodes = list(scopes.all_nodes(body))
    return len(nodes) <= SHORT and not any(isinstance(node, cst.For | cst.While) for node in nodes)


def not_followed(machine: Machine, function: Function, args: Arguments, node: cst.CSTNode | None) -> Value:
    """The result of a function that is not interpreted on these arguments, but once for all on any."""
    machine.escaped.setdefault(function.node, function)
    unknown = unknown_result(machine, args, node)
    outcome = machine.outcome(function)
    attributes = effects.changed_by(effects.reached_by(machine, function))
    if outcome.changes_arguments:
        for value in args.values:
            effects.forget(machine, value, unknown, attributes)
    if function.receiver is not None and (outcome.changes_others or attributes):
        effects.forget(machine, function.receiver, unknown, attributes)
    effects.forget_others(machine, function, unknown)
    effects.forget_handed(machine, args.values, unknown)
    return unknown if outcome.result is None else outcome.result


def interpret(
    machine: Machine,
    function: Function,
    args: Arguments,
    node: cst.CSTNode | None,
    part: Sequence[cst.BaseStatement] | None = None,
    consumer: Consumer | None = None,
) -> Value:
    """The result of running a function, or only the first part of its body; `consumer` takes what it yields."""
    body = function.node
    frame = machine.frame_for(body, function.frame, node)
    machine.stack.append((body, function.frame))
    try:
        with machine.in_frame(frame, conditions.correlation(body)):
            _bind_parameters(machine, function, args)
            if isinstance(body, cst.Lambda):
                result = machine.evaluate(body.body)
            else:
                result = statements.run_function(machine, body, body.body.body if part is None else part, consumer)
                if _is_replaced(function):
                    result = join(result, machine.unknown(f"`{body.name.value}`, which a subclass defines", body))
    finally:
        machine.stack.pop()
    if not scopes.has_closures(body):
        machine.drop_frame(frame, result)
    return result


def _is_replaced(function: Function) -> bool:
    """Is the method of a subclass likely to run in place of this one, which says that it is not implemented?"""
    node = function.node
    if isinstance(node, cst.Lambda) or not _is_unimplemented(node):
        return False
    is_seen = not isinstance(function.receiver, Instance) or not objects.may_be_derived(function.receiver)
    return not (is_seen and _returns_value(node))


@scopes.remembered
def _is_unimplemented(node: cst.FunctionDef) -> bool:
    """Does the function say, on some path at least, that it is not implemented?"""
    if "abstractmethod" in objects.decorators(node):
        return True
    return any(
        isinstance(n, cst.Raise) and n.exc is not None and "NotImplementedError" in scopes.described(n.exc)
        for n in scopes.own_nodes(node.body)
    )


@scopes.remembered
def _returns_value(node: cst.FunctionDef) -> bool:
    return any(isinstance(n, cst.Return) and n.value is not None for n in scopes.own_nodes(node.body))


def _bind_parameters(machine: Machine, function: Function, args: Arguments) -> None:
    params = function.node.params
    positional = list(args.positional)
    if function.receiver is not None:
        positional.insert(0, function.receiver)
    keywords = dict(args.keywords)
    defaults = dict(function.defaults)
    for param in (*params.posonly_params, *params.params, *params.kwonly_params):
        name = param.name.value
        if positional and isinstance(positional[0], Seq) and positional[0].type == "starred":
            value = containers.drawn(machine, join_all(positional[0].elements), param)
            value = declarations.declared(machine, value, param)
            value = join(value, defaults[name]) if name in defaults else value
        elif positional and param not in params.kwonly_params:
            value = positional.pop(0)
        elif name in keywords:
            value = keywords.pop(name)
        elif args.extra is not None:
            value = declarations.declared(machine, args.extra, param)
            value = join(value, defaults[name]) if name in defaults else value
        elif name in defaults:
            value = machine.state.load(defaults[name])
        else:
            value = declarations.parameter_value(machine, param)
        machine.bind(name, value, param)
    if isinstance(params.star_arg, cst.Param):
        spread = Seq("tuple")
        for value in positional:
            starred = isinstance(value, Seq) and value.type == "starred"
            spread = containers.concatenate(
                spread, value if starred and isinstance(value, Seq) else Seq("tuple", (value,))
            )
        machine.bind(params.star_arg.name.value, replace(spread, type="tuple"), params.star_arg)
    if params.star_kwarg is not None:
        items = tuple(keywords.items())
        machine.bind(params.star_kwarg.name.value, Dict(items, args.extra), params.star_kwarg)
