"""Builtins that look at objects and functions rather than at numbers; the interpreter gives them meaning itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, NoReturn

import libcst as cst

from flake8_topil.analysis import (
    caches,
    calls,
    construction,
    containers,
    contexts,
    copies,
    descriptors,
    dispatch,
    hooks,
    instances,
    namespaces,
    networks,
    objects,
    operators,
    scopes,
)
from flake8_topil.analysis.signals import Unreachable
from flake8_topil.analysis.values import (
    NONE,
    Class,
    Const,
    Dict,
    Function,
    Instance,
    Lib,
    LibObject,
    Numeric,
    Opaque,
    Seq,
    Super,
    Value,
    join,
    members,
)
from flake8_topil.models import registry

if TYPE_CHECKING:
    from flake8_topil.analysis.calls import Arguments
    from flake8_topil.analysis.machine import Machine

Native = Callable[["Machine", "Arguments", "cst.CSTNode | None"], Value]


def _leave(machine: Machine, args: Arguments, node: cst.CSTNode | None) -> NoReturn:
    raise Unreachable


def _isinstance(machine: Machine, args: Arguments, node: cst.CSTNode | None) -> Value:
    if len(args.positional) != 2:
        return Opaque("bool")
    answers = {
        instances.is_instance(member, args.positional[1]) for member in members(machine.state.load(args.positional[0]))
    }
    answer = answers.pop() if len(answers) == 1 else None
    return Opaque("bool") if answer is None else Const(answer)


def _getattr(machine: Machine, args: Arguments, node: cst.CSTNode | None) -> Value:
    if len(args.positional) < 2 or not isinstance(node, cst.Call):
        return Numeric.unknown()
    base, name = args.positional[0], args.positional[1]
    if not isinstance(name, Const):
        return machine.unknown("an attribute that is computed", node)
    value = objects.get_attribute(machine, base, str(name.value), node)
    return join(value, args.positional[2]) if len(args.positional) > 2 else value


def _setattr(machine: Machine, args: Arguments, node: cst.CSTNode | None) -> Value:
    match args.positional:
        case (base, Const(value=str(name)), value) if node is not None:
            objects.assign_attribute(machine, base, name, value, node)
        case (base, _, value) if isinstance(node, cst.Call):
            names = namespaces.names_like(node.args[1].value)
            for owner in members(base):
                namespaces.set_some(machine, owner, names, value, node)
    return NONE


def _exec(machine: Machine, args: Arguments, node: cst.CSTNode | None) -> Value:
    """Code in a text may change what variables of the module it names; in a text that is not known, any."""
    match args.positional:
        case (Const(value=str(text)),):
            namespaces.change_some(machine, scopes.words(text), node)
        case (_,):
            namespaces.change_some(machine, None, node)
    return NONE


def _vars(machine: Machine, args: Arguments, node: cst.CSTNode | None) -> Value:
    if not args.positional:
        return namespaces.local(machine)
    return namespaces.of(args.positional[0]) or calls.unknown_result(machine, args, node)


def _delattr(machine: Machine, args: Arguments, node: cst.CSTNode | None) -> Value:
    match args.positional:
        case (base, Const(value=str(name))) if node is not None:
            objects.delete_attribute(machine, base, name, node)
    return NONE


def _default_getattribute(machine: Machine, args: Arguments, node: cst.CSTNode | None) -> Value:
    match args.positional:
        case (Instance() as instance, Const(value=str(name))) if isinstance(node, cst.Call):
            return objects.default_attribute(machine, instance, name, node)
    return machine.unknown("an attribute that is computed", node)


def _default_setattr(machine: Machine, args: Arguments, node: cst.CSTNode | None) -> Value:
    match args.positional:
        case (Instance() as instance, Const(value=str(name)), value) if node is not None:
            objects.default_assign(machine, instance, name, value, node)
    return NONE


def _default_delattr(machine: Machine, args: Arguments, node: cst.CSTNode | None) -> Value:
    match args.positional:
        case (Instance() as instance, Const(value=str(name))) if node is not None:
            objects.default_delete(machine, instance, name, node)
    return NONE


def _super(machine: Machine, args: Arguments, node: cst.CSTNode | None) -> Value:
    match args.positional:
        case (Class() as cls, receiver, *_):
            return Super(receiver, cls)
    function = machine.frame.node
    owner = machine.owners.get(function) if function is not None else None
    if not isinstance(function, cst.FunctionDef) or owner is None:
        return Numeric.unknown()
    params = (*function.params.posonly_params, *function.params.params)
    instance = machine.lookup(params[0].name.value) if params else None
    return Numeric.unknown() if instance is None else Super(instance, owner)


def _type(machine: Machine, args: Arguments, node: cst.CSTNode | None) -> Value:
    return objects.class_of(args.positional[0]) if args.positional else Opaque("type")


def _call_type(machine: Machine, args: Arguments, node: cst.CSTNode | None) -> Value:
    match args.positional:
        case (Class() as cls, *given):
            return construction.construct(machine, cls, replace(args, positional=tuple(given), nodes={}), node)
    return calls.unknown_result(machine, args, node)


def _partial(machine: Machine, args: Arguments, node: cst.CSTNode | None) -> Value:
    return LibObject("functools.partial", args.positional, tuple(args.keywords.items()), node)


def call_partial(machine: Machine, made: LibObject, args: Arguments, node: cst.CSTNode | None) -> Value:
    """Call what functools.partial made."""
    if not made.args:
        return Numeric.unknown()
    function, *first = made.args
    merged = replace(
        args,
        positional=(*first, *args.positional),
        keywords=dict(made.kwargs) | dict(args.keywords),
        nodes={},
    )
    return calls.call(machine, function, merged, node)


def _identity(machine: Machine, args: Arguments, node: cst.CSTNode | None) -> Value:
    return args.values[0] if args.values else NONE


def _decorator(machine: Machine, args: Arguments, node: cst.CSTNode | None) -> Value:
    """A decorator that leaves functions as they are, with or without arguments of its own."""
    if args.positional and isinstance(args.positional[0], Function | Class):
        return args.positional[0]
    return LibObject("functools.partial", (TRANSPARENT,))


def _cached_property(machine: Machine, args: Arguments, node: cst.CSTNode | None) -> Value:
    return LibObject(descriptors.CACHED_PROPERTY, args.positional[:1], (), node)


TRANSPARENT = Lib("<transparent decorator>")


def _import_module(machine: Machine, args: Arguments, node: cst.CSTNode | None) -> Value:
    match args.positional:
        case (Const(str(name)),) if not name.startswith("."):
            return machine.project.follow(Lib(registry.canonical(name)))
    return machine.unknown("a module whose name is computed", node)


def _dict(machine: Machine, args: Arguments, node: cst.CSTNode | None) -> Value:
    made = Dict()
    for value in args.positional[:1]:
        source = namespaces.as_dict(machine, machine.state.load(value))
        if isinstance(source, Dict):
            made = replace(source, place=None)
        else:
            for pair in containers.iterate(machine, source, node).elements:
                key, item = (*pair.head, Opaque(), Numeric.unknown())[:2] if isinstance(pair, Seq) else (Opaque(), pair)
                made = containers.with_item(made, key, item)
    for name, value in args.keywords.items():
        made = containers.with_item(made, Const(name), value)
    return made


def _some_bool(machine: Machine, args: Arguments, node: cst.CSTNode | None) -> Value:
    return Opaque("bool")


def _isclass(machine: Machine, args: Arguments, node: cst.CSTNode | None) -> Value:
    match args.values:
        case (Class(),):
            return Const(True)
        case (Function() | Instance() | LibObject() | Const(),):
            return Const(False)
    return Opaque("bool")


def _contextmanager(machine: Machine, args: Arguments, node: cst.CSTNode | None) -> Value:
    return LibObject("functools.partial", (contexts.MANAGING, *args.positional))


def _managing(machine: Machine, args: Arguments, node: cst.CSTNode | None) -> Value:
    match args.positional:
        case (Function() as function, *given):
            return contexts.manager_of(function, replace(args, positional=tuple(given)), node)
    return calls.unknown_result(machine, args, node)


NATIVES: dict[str, Native] = {
    **operators.NATIVES,
    **dispatch.NATIVES,
    "builtins.isinstance": _isinstance,
    "builtins.issubclass": _some_bool,
    "builtins.hasattr": _some_bool,
    "builtins.callable": _some_bool,
    "inspect.isclass": _isclass,
    "builtins.getattr": _getattr,
    "builtins.setattr": _setattr,
    "builtins.super": _super,
    "builtins.type": _type,
    "builtins.dict": _dict,
    "collections.OrderedDict": _dict,
    "builtins.staticmethod": _identity,
    "builtins.classmethod": _identity,
    descriptors.PROPERTY: lambda machine, args, node: descriptors.make_property(args),
    descriptors.CACHED_PROPERTY: _cached_property,
    "builtins.delattr": _delattr,
    "builtins.vars": _vars,
    "builtins.globals": lambda machine, args, node: namespaces.global_(machine),
    "builtins.locals": lambda machine, args, node: namespaces.local(machine),
    "builtins.object.__new__": construction.new,
    "builtins.type.__call__": _call_type,
    "builtins.object.__getattribute__": _default_getattribute,
    "builtins.object.__setattr__": _default_setattr,
    "builtins.object.__delattr__": _default_delattr,
    "importlib.import_module": _import_module,
    "typing.cast": lambda machine, args, node: args.values[-1] if args.values else NONE,
    "functools.partial": _partial,
    "contextlib.suppress": lambda machine, args, node: LibObject("contextlib.suppress"),
    "contextlib.contextmanager": _contextmanager,
    "contextlib.asynccontextmanager": _contextmanager,
    contexts.MANAGING.name: _managing,
    contexts.WITHIN.name: contexts.call_within,
    "contextlib.ExitStack": contexts.new_stack,
    "contextlib.AsyncExitStack": contexts.new_stack,
    contexts.NO_CONTEXT: lambda machine, args, node: LibObject(contexts.NO_CONTEXT, args.values),
    "pytest.raises": lambda machine, args, node: LibObject("pytest.raises"),
    "functools.wraps": lambda machine, args, node: LibObject("functools.partial", (TRANSPARENT,)),
    TRANSPARENT.name: _identity,
    "builtins.exec": _exec,
    "torch.nn.modules.module.register_module_forward_hook": hooks.register_everywhere,
    "torch.nn.modules.module.register_module_forward_pre_hook": hooks.register_everywhere,
    "torch.nn.utils.vector_to_parameters": networks.fill_parameters,
    "torch.nn.Parameter": networks.parameter,
    "torch.nn.parameter.Parameter": networks.parameter,
    "torch.nn.Buffer": networks.buffer,
    "torch.nn.ParameterList": networks.parameters_in,
    "torch.nn.ParameterDict": networks.parameters_in,
    "copy.copy": copies.copy,
    "copy.deepcopy": copies.deepcopy,
    "functools.lru_cache": caches.lru_cache,
    "functools.cache": caches.cache,
    caches.CACHED: caches.cached,
    "torch.no_grad": _decorator,
    "torch.inference_mode": _decorator,
    "torch.enable_grad": _decorator,
    "torch.jit.script": _identity,
    "torch.jit.ignore": _decorator,
    "torch.compile": _decorator,
    "torch.cuda.amp.autocast": _decorator,
    "torch.amp.autocast": _decorator,
    "torch.autocast": _decorator,
    construction.DATACLASS: construction.as_dataclass,
    "abc.abstractmethod": _decorator,
    "sys.exit": _leave,
    "os._exit": _leave,
    "builtins.exit": _leave,
    "builtins.quit": _leave,
    "pytest.skip": _leave,
    "pytest.fail": _leave,
}
