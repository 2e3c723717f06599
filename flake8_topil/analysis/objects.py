"""Objects: attributes, classes and their instances, and values that leave the module."""

from __future__ import annotations

import functools
from collections.abc import Callable, Hashable, Iterator
from typing import TYPE_CHECKING

import libcst as cst

from flake8_topil.analysis import (
    caches,
    calls,
    construction,
    containers,
    contexts,
    descriptors,
    dispatch,
    generators,
    hooks,
    mro,
    namespaces,
    networks,
    scopes,
)
from flake8_topil.analysis.findings import PIPELINE_INPUT
from flake8_topil.analysis.interval import Interval
from flake8_topil.analysis.places import Made, Place, Site
from flake8_topil.analysis.state import join_states
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
    ModuleObject,
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
from flake8_topil.models import dtypes, registry

if TYPE_CHECKING:
    from flake8_topil.analysis.machine import Machine

NAMESPACES = {
    Kind.TENSOR: ("Tensor",),
    Kind.NDARRAY: ("ndarray",),
    Kind.ANY: ("Tensor", "ndarray", "Image"),
    Kind.NUMBER: ("Tensor",),
}
_MET, _ANY = "met", "any"
_MOST_OVERRIDING = 3
LISTS_OF_LAYERS = ("torch.nn.Sequential", "torch.nn.ModuleList")
_FIELD_POSITIONS = {"values": 0, "indices": 1}
_OPERATORS: dict[type[cst.CSTNode], str] = {
    cst.Add: "__add__",
    cst.Subtract: "__sub__",
    cst.Multiply: "__mul__",
    cst.Divide: "__truediv__",
    cst.MatrixMultiply: "__matmul__",
    cst.Modulo: "__mod__",
    cst.AddAssign: "__iadd__",
    cst.SubtractAssign: "__isub__",
    cst.MultiplyAssign: "__imul__",
    cst.DivideAssign: "__itruediv__",
    cst.BitOrAssign: "__ior__",
}
_MATMULS = (cst.MatrixMultiply, cst.MatrixMultiplyAssign)


# Reading attributes


def get_attribute(machine: Machine, base: Value, name: str, node: cst.BaseExpression) -> Value:
    """`base.name`"""
    found = [_attribute(machine, machine.state.load(member), name, node) for member in members(base)]
    return found[0] if len(found) == 1 else join_all(found)


def _attribute(machine: Machine, base: Value, name: str, node: cst.BaseExpression) -> Value:
    special = _SPECIAL.get(name)
    found = None if special is None else special(base)
    if found is not None:
        return found
    match base:
        case Numeric():
            return _numeric_attribute(machine, base, name, node)
        case Instance():
            if descriptors.defines(base.cls, "__getattribute__"):
                return call_method(machine, base, "__getattribute__", (Const(name),)) or Numeric.unknown()
            return default_attribute(machine, base, name, node)
        case Class():
            found = class_attribute(machine, base, name)
            found = metaclass_attribute(machine, base, name) if found is None else found
            return Method(base, name) if found is None else found
        case Super():
            return _super_attribute(machine, base, name)
        case Lib():
            return library_attribute(machine, base, name, node)
        case ModuleObject():
            held = machine.project.load(base.frame, name)
            return machine.unknown(f"`{name}`", node) if held is None else machine.state.load(held)
        case LibObject():
            return _library_object_attribute(machine, base, name, node)
        case Image():
            return calls.model_attribute(machine, base, ("Image",), name, node) or Method(base, name)
        case Seq() if name in _FIELD_POSITIONS and base.type == "tuple":
            return containers.element_at(machine, base, _FIELD_POSITIONS[name], node)
        case Seq() | Dict() | Const():
            return machine.unknown(f"attribute `{name}`", node) if base == NONE else Method(base, name)
        case Opaque():
            return Opaque()
    return machine.unknown(f"attribute `{name}`", node)


def class_of(value: Value) -> Value:
    """`type(value)`"""
    return join_all(one.cls if isinstance(one, Instance) else Opaque("type") for one in members(value))


_SPECIAL: dict[str, Callable[[Value], Value | None]] = {
    "__class__": lambda base: base.cls if isinstance(base, Instance) else None,
    "__dict__": namespaces.of,
    "__globals__": lambda base: namespaces.of(ModuleObject(base.frame.root)) if isinstance(base, Function) else None,
}
"""Attributes that Python gives to objects of every class."""


def default_attribute(machine: Machine, base: Instance, name: str, node: cst.BaseExpression) -> Value:
    """`object.__getattribute__(base, name)`, and `__getattr__` for what is not there."""
    found = instance_attribute(machine, base, name)
    if found is None and descriptors.defines(base.cls, "__getattr__"):
        found = call_method(machine, base, "__getattr__", (Const(name),))
    return _missing_attribute(machine, base, name, node) if found is None else found


def _numeric_attribute(machine: Machine, base: Numeric, name: str, node: cst.BaseExpression) -> Value:
    if base.place is not None:
        found = machine.state.get((base.place, name))
        if found is not None and not may_be_deleted(found):
            return machine.state.load(found)
    namespaces = NAMESPACES[base.kind]
    value = calls.model_attribute(machine, base, namespaces, name, node)
    if value is not None:
        return value
    return cell(machine, base, name, node) if base.kind is Kind.ANY else Method(base, name)


def cell(machine: Machine, base: Numeric, name: str, node: cst.BaseExpression) -> Value:
    """A part of an unknown object: unknown as well, but the same one each time it is read."""
    value = machine.unknown(f"`{scopes.described(node)}`", node)
    if base.place is None:
        return value
    key = (base.place, name)
    found = machine.state.get(key)
    if found is None:
        found = machine.stored(value, key)
        machine.state = machine.state.set(key, found)
    return machine.state.load(found)


def library_value(machine: Machine, base: Lib, name: str, node: cst.BaseExpression) -> Value:
    """What a library module or class has under a name; some are values with a model, such as `math.pi`."""
    full = registry.canonical(f"{base.name}.{name}")
    entry = registry.find(full)
    if entry is not None and entry.is_attribute:
        return calls.call_model(machine, entry, (), calls.Arguments(), node)
    return Lib(full)


def library_attribute(machine: Machine, base: Lib, name: str, node: cst.BaseExpression) -> Value:
    """An attribute of a module or class outside this file."""
    return machine.project.follow_name(library_value(machine, base, name, node))


def _library_object_attribute(machine: Machine, base: LibObject, name: str, node: cst.BaseExpression) -> Value:
    if base.name.startswith(calls.OPTIMIZERS) and name == "param_groups":
        return calls.parameter_groups(machine, base)
    if base.name == descriptors.PROPERTY:
        return descriptors.function_of(base, name)
    if base.name == caches.CACHED and name != "cache_clear":
        function = caches.function_of(base)
        return function if name == "__wrapped__" else get_attribute(machine, function, name, node)
    value = calls.model_attribute(machine, base, (base.name,), name, node)
    if value is not None:
        return value
    subject = dtypes.subject_of(base)
    if subject is not None:
        return dtypes.attribute_of_dtype(subject, name)
    if base.name.startswith("torch.nn.") and name in ("weight", "bias"):
        return Numeric.known(Kind.TENSOR, Dtype.FLOAT, Interval.TOP, Why(f"`{scopes.described(node)}`", node))
    entry = registry.find(base.name)
    if entry is not None and entry.is_class:
        bound = calls.bind(entry.stages[0], base.args, dict(hooks.without(base).kwargs))
        if name in bound.arguments:
            return bound.arguments[name]
    return Method(base, name)


# Classes


def lineage(cls: Class) -> Iterator[Class]:
    """The class and those of its bases whose code is there."""
    yield cls
    yield from (base for base in mro.bases_of(cls) if isinstance(base, Class))


def class_attribute(machine: Machine, cls: Class, name: str) -> Value | None:
    """An attribute that a class of this module, or a base of it in this module, defines."""
    found: Value | None = None
    for candidate in lineage(cls):
        if found is None or may_be_deleted(found):
            found = _shadowing(found, own_attribute(machine, candidate, name))
    left = None if found is None else left_of(found)
    return None if left is None else _unbound(left, cls)


_DELETED = Opaque("<deleted>")
"""What an object holds under a name that was deleted."""


def may_be_deleted(value: Value) -> bool:
    """Was an attribute that held `value` deleted, on some path at least?"""
    return _DELETED in members(value)


def left_of(value: Value) -> Value | None:
    """What is there of an attribute that may have been deleted; None for nothing."""
    left = [member for member in members(value) if member != _DELETED]
    return join_all(left) if left else None


def _shadowing(value: Value | None, other: Value | None) -> Value | None:
    """An attribute that shadows another one, unless it was deleted."""
    if value is None or other is None:
        return other if value is None else value
    left = left_of(value)
    return other if left is None else join(left, other)


def is_static(function: Function) -> bool:
    """Is it a method that no object is bound to?"""
    node = function.node
    return "staticmethod" in decorators(node) or (isinstance(node, cst.FunctionDef) and node.name.value == "__new__")


def own_attribute(machine: Machine, cls: Class, name: str) -> Value | None:
    """What a class itself holds under a name."""
    found = machine.held((cls.frame, name))
    found = None if found is None else machine.state.load(found)
    return found if machine.project.is_main(cls.frame) else machine.project.patchable(found, f"{cls.name}.{name}")


def _unbound(value: Value, cls: Class) -> Value:
    function = caches.function_in(value)
    if not isinstance(function, Function) or "classmethod" not in decorators(function.node):
        return value
    return _bound(value, cls) if isinstance(value, Function) else LibObject("functools.partial", (value, cls))


def derives_from(cls: Class, name: str) -> bool:
    """Is the library class `name` among the bases?"""
    return any(isinstance(base, Lib) and base.name == name for base in mro.bases_of(cls))


def is_converter_class(cls: Class) -> bool:
    """Does a class of this module derive from ToPILImage?"""
    return any(isinstance(base, Lib) and base.name == "torchvision.transforms.ToPILImage" for base in mro.bases_of(cls))


def is_subclass(cls: Class, other: Class) -> bool | None:
    """Does `cls` derive from `other`? None if a base is not in this module."""
    known = [base for base in (cls, *mro.bases_of(cls)) if isinstance(base, Class)]
    return any(base.node is other.node for base in known)


def is_decorator(machine: Machine, value: Value, definition: Value) -> bool:
    """Is it something that can be seen to give another function or class for the definition?"""
    match value:
        case Function():
            return True
        case LibObject(name=contexts.MANAGED):
            return _is_plain(definition)
        case LibObject(args=args):
            return args != ()
        case Method(receiver=LibObject(name=contexts.STACK), name=name):
            return name in contexts.CALLING_BACK
        case Class():
            return class_attribute(machine, value, "__call__") is not None
        case Instance(cls=cls) if derives_from(cls, "contextlib.ContextDecorator"):
            return _is_plain(definition)
        case Instance():
            return instance_attribute(machine, value, "__call__") is not None
        case Union(members=alternatives):
            return all(is_decorator(machine, alternative, definition) for alternative in alternatives)
    return dispatch.is_decorator(value) or descriptors.makes_object(value) or value == Lib(construction.DATACLASS)


def _is_plain(definition: Value) -> bool:
    """Is it a function that no object is bound to when it is called?"""
    return isinstance(definition, Function) and definition.owner is None


def announce(machine: Machine, cls: Class, settings: calls.Arguments) -> None:
    """Let all that hears of a class that is being defined know: its bases, its metaclass.

    `settings` are the keywords of the class.
    """
    keywords = {name: value for name, value in settings.keywords.items() if name != "metaclass"}
    hook = next(_inherited(machine, cls, "__init_subclass__"), None)
    if isinstance(hook, Function):
        calls.call(machine, _bound(hook, cls), calls.Arguments((), keywords, None, settings.extra), cls.node)
    for metaclass in members(_metaclass(machine, cls)):
        if isinstance(metaclass, Class):
            namespace = namespaces.of(cls) or Dict(other=Numeric.unknown())
            described = (Const(cls.name), Seq("tuple", cls.bases), namespace)
            for name, receiver in (("__new__", metaclass), ("__init__", cls)):
                method = class_attribute(machine, metaclass, name)
                if isinstance(method, Function):
                    calls.call(machine, _bound(method, receiver), calls.Arguments(described, keywords), cls.node)


def _inherited(machine: Machine, cls: Class, name: str) -> Iterator[Value]:
    """What the bases of a class hold under a name, the nearest first."""
    for base in mro.bases_of(cls):
        found = own_attribute(machine, base, name) if isinstance(base, Class) else None
        if found is not None:
            yield found


def _metaclass(machine: Machine, cls: Class) -> Value:
    for one in lineage(cls):
        for keyword in one.node.keywords:
            if keyword.keyword is not None and keyword.keyword.value == "metaclass":
                with machine.in_frame(one.frame.parent or machine.root, machine.correlated):
                    return machine.evaluate(keyword.value)
    return NONE


def metaclass_attribute(machine: Machine, cls: Class, name: str) -> Value | None:
    """An attribute that a class has from its metaclass, where the code of that is there."""
    metaclass = _metaclass(machine, cls)
    found = class_attribute(machine, metaclass, name) if isinstance(metaclass, Class) else None
    return None if found is None else bind_to(machine, found, cls)


@scopes.remembered
def decorators(node: cst.CSTNode) -> frozenset[str]:
    """The last words of the names of a definition's decorators."""
    if not isinstance(node, cst.FunctionDef | cst.ClassDef):
        return frozenset()
    found = set()
    for decorator in node.decorators:
        target = decorator.decorator.func if isinstance(decorator.decorator, cst.Call) else decorator.decorator
        name = scopes.dotted(target)
        if name is not None:
            found.add(name.rpartition(".")[2])
    return frozenset(found)


def new_place(machine: Machine, node: Hashable, sort: str = "object") -> Place:
    """A place for a new object made at `node`; the object made there before keeps its attributes under an old place."""
    place = Site.at((node, sort), machine.frame)
    machine.effects.append(Made(place))
    machine.state = machine.state.renew(place)
    machine.state = machine.state.drop(lambda key: isinstance(key, tuple) and key[0] == place)
    return place


def new_instance(machine: Machine, cls: Class, node: Hashable) -> Instance:
    """An object made at `node` that has no attributes yet."""
    return Instance(cls, new_place(machine, node))


def some_instance(machine: Machine, cls: Class, node: Hashable) -> Instance:
    """An object of which only the class is known, at `node`: its attributes are what they may be at any time."""
    place = new_place(machine, node, _MET)
    machine.met.setdefault(cls.node, {})[place] = None
    return Instance(cls, place)


def is_met(instance: Instance) -> bool:
    """Was the object made where this module does not see it?"""
    return _origin(instance) == _MET


def may_be_derived(instance: Instance) -> bool:
    """Can the object be of a class derived from its own? Not if it is seen to be made."""
    return _origin(instance) in (_MET, _ANY)


def any_instance(machine: Machine, cls: Class) -> Instance:
    """The object that stands for all of a class."""
    return Instance(cls, Site.at((cls.node, _ANY), machine.root))


def _origin(instance: Instance) -> object:
    place = instance.place
    return place.node[1] if isinstance(place, Site) and isinstance(place.node, tuple) else None


def with_receiver(function: Value, receiver: Value) -> Value:
    """A callable whose first argument is given, whatever it does with objects it is an attribute of."""
    if isinstance(function, Function):
        return _bound(function, receiver)
    return LibObject("functools.partial", (function, receiver))


def _bound(function: Function, receiver: Value) -> Function:
    return Function(function.node, function.frame, function.defaults, receiver, function.owner)


def instance_attribute(machine: Machine, instance: Instance, name: str) -> Value | None:
    """An attribute of an instance, from itself or from its class; None where this module defines none."""
    found = held_attribute(machine, instance, name)
    if found is not None and not may_be_deleted(found) and not _is_preceded(machine, instance, name):
        return machine.state.load(found)
    value = class_attribute(machine, instance.cls, name)
    if value is None:
        return None if found is None else left_of(machine.state.load(found))
    bound = bind_to(machine, value, instance)
    if may_be_derived(instance):
        bound = join_all([bound, *_overriding(machine, instance, name)])
    if isinstance(value, LibObject) and value.name == descriptors.CACHED_PROPERTY and value.site is not None:
        machine.set_attribute(instance.place, name, bound, value.site)
        return instance_attribute(machine, instance, name)
    left = None if found is None else left_of(machine.state.load(found))
    return bound if left is None or descriptors.is_data_descriptor(value) else join(left, bound)


def _overriding(machine: Machine, instance: Instance, name: str) -> list[Value]:
    """What an attribute of an object is if it is of a class in sight that derives from its own."""
    others = (cls for cls in machine.classes.values() if cls.node is not instance.cls.node)
    found = ((cls, own_attribute(machine, cls, name)) for cls in others if is_subclass(cls, instance.cls))
    values = [(cls, value) for cls, value in found if value is not None]
    if len(values) > _MOST_OVERRIDING:
        return [machine.unknown(f"`{name}`, which many classes override", instance.cls.node)]
    return [bind_to(machine, _unbound(value, cls), Instance(cls, instance.place)) for cls, value in values]


def held_attribute(machine: Machine, instance: Instance, name: str) -> Value | None:
    """What an instance itself holds under a name."""
    found = machine.state.get((instance.place, name))
    if found is None and is_met(instance) and machine.summaries is not None:
        met = machine.summaries.attribute(instance, name)
        if met is not None:
            key = (instance.place, name)
            found = machine.stored(met, key)
            machine.state = machine.state.set(key, found)
    return found


def _is_preceded(machine: Machine, instance: Instance, name: str) -> bool:
    """Does a descriptor of the class come before what the instance holds under a name?"""
    if not descriptors.may_precede(machine, instance.cls, name):
        return False
    value = class_attribute(machine, instance.cls, name)
    return value is not None and descriptors.is_data_descriptor(value)


def bind_to(machine: Machine, value: Value, instance: Value) -> Value:
    """What the attribute of a class is as one of `instance`."""
    if isinstance(value, Union):
        return join_all(bind_to(machine, member, instance) for member in value.members)
    if isinstance(value, LibObject) and value.name in (construction.RECORD, dispatch.METHOD):
        return with_receiver(value, instance)
    getter = descriptors.getter(machine, value, instance)
    if getter is not None:
        return calls.call(machine, getter, calls.Arguments(), getter.node if isinstance(getter, Function) else None)
    function = caches.function_in(value)
    if not isinstance(function, Function) or function.receiver is not None or is_static(function):
        return value
    if isinstance(value, Function):
        return _bound(value, instance)
    return LibObject("functools.partial", (value, instance))


def _missing_attribute(machine: Machine, base: Instance, name: str, node: cst.BaseExpression) -> Value:
    if registry.find(f"Module.{name}") or name in calls.MODULE_METHODS or name in hooks.REGISTRATIONS:
        return Method(base, name)
    if name in networks.METHODS and networks.is_network(base):
        return Method(base, name)
    if name in networks.COLLECTIONS and networks.is_network(base):
        return namespaces.of(base) or machine.unknown(f"`{name}`", node)
    value = machine.unknown(f"`{scopes.described(node)}`", node)
    stored = machine.stored(value, (base.place, name))
    machine.state = machine.state.set((base.place, name), stored)
    return machine.state.load(stored)


def _super_attribute(machine: Machine, super_: Super, name: str) -> Value:
    for base in mro.after(super_):
        if isinstance(base, Class):
            found = own_attribute(machine, base, name)
            if found is not None:
                return bind_to(machine, found, super_.instance)
    return Method(super_, name)


def call_method(machine: Machine, instance: Instance, name: str, args: tuple[Value, ...]) -> Value | None:
    """Call a method of an instance, if this module defines it."""
    method = instance_attribute(machine, instance, name)
    return None if method is None else calls.call(machine, method, calls.Arguments(args), None)


def overloaded_operator(
    machine: Machine,
    operator: cst.BaseBinaryOp | cst.BaseAugOp,
    left: Value,
    right: Value,
    node: cst.CSTNode,
) -> Value | None:
    """A binary operator on operands that bring their own meaning for it; None where numbers are meant."""
    if isinstance(operator, _MATMULS):
        entry = registry.find("torch.matmul")
        if entry is not None and isinstance(left, Numeric):
            return calls.call_model(machine, entry, (left, right), calls.Arguments(), node)
        return machine.unknown("a matrix product", node)
    name = _OPERATORS.get(type(operator))
    if isinstance(left, Instance) and name is not None:
        return call_method(machine, left, name, (right,)) or machine.unknown("an operator", node)
    if isinstance(left, Instance | Lib | LibObject | Function | Class | Dict | Image) or isinstance(right, Instance):
        return machine.unknown("an operator", node)
    return None


# Writing attributes


def assign_attribute(machine: Machine, base: Value, name: str, value: Value, node: cst.CSTNode) -> None:
    """`base.name = value`"""

    def assign(owner: Value) -> None:
        setter = descriptors.setter(machine, owner, name) if isinstance(owner, Instance) else None
        _access(machine, setter, (value,), node, lambda: set_own_attribute(machine, owner, name, value, node))

    _change_one_of(machine, base, assign)


def delete_attribute(machine: Machine, base: Value, name: str, node: cst.CSTNode) -> None:
    """`del base.name`"""

    def delete(owner: Value) -> None:
        deleter = descriptors.deleter(machine, owner, name) if isinstance(owner, Instance) else None
        _access(machine, deleter, (), node, lambda: delete_own_attribute(machine, owner, name, node))

    _change_one_of(machine, base, delete)


def default_assign(machine: Machine, instance: Instance, name: str, value: Value, node: cst.CSTNode) -> None:
    """`object.__setattr__(instance, name, value)`"""
    setter = descriptors.accessor(machine, instance, name, "__set__")
    _access(machine, setter, (value,), node, lambda: set_own_attribute(machine, instance, name, value, node))


def default_delete(machine: Machine, instance: Instance, name: str, node: cst.CSTNode) -> None:
    """`object.__delattr__(instance, name)`"""
    deleter = descriptors.accessor(machine, instance, name, "__delete__")
    _access(machine, deleter, (), node, lambda: delete_own_attribute(machine, instance, name, node))


def _change_one_of(machine: Machine, base: Value, change: Callable[[Value], None]) -> None:
    """Change an object; where it is one of several, each of them may stay as it is."""

    def changed(owner: Value) -> Value:
        change(owner)
        return NONE

    owners = members(base)
    if len(owners) == 1:
        change(base)
        return
    for owner in owners:
        machine.branch(functools.partial(changed, owner), lambda: NONE)


def _access(
    machine: Machine, accessor: Value | None, args: tuple[Value, ...], node: cst.CSTNode, otherwise: Callable[[], None]
) -> None:
    """Call the function by which a class sets or deletes an attribute, if it has one; one that is None raises."""
    if accessor is None:
        otherwise()
    elif accessor != NONE:
        calls.call(machine, accessor, calls.Arguments(args), node)


def set_own_attribute(machine: Machine, owner: Value, name: str, value: Value, node: cst.CSTNode) -> None:
    """Put an attribute into an object, whatever its class has to say."""
    machine.forget_facts(name)
    if name == "__dict__":
        namespaces.replace(machine, owner, value, node)
    elif name == "__class__" and isinstance(owner, Instance):
        _change_class(machine, owner, value, node)
    elif isinstance(owner, Numeric) and name == "data":
        machine.write(owner, value)
    elif isinstance(owner, Lib):
        entry = registry.replaced_by(f"{owner.name}.{name}")
        if entry is not None:
            machine.alter(entry.name)
        machine.project.assign(owner, name, value, node)
    elif isinstance(owner, LibObject):
        _set_library_attribute(machine, owner, name, value)
    elif isinstance(owner, Class | ModuleObject):
        if descriptors.is_data_descriptor(value):
            machine.late_descriptors.add(name)
        machine.effects.append(Site.at(name, owner.frame))
        machine.state = machine.state.set((owner.frame, name), machine.stored(value, node))
    elif isinstance(owner, Instance | Numeric) and owner.place is not None:
        machine.set_attribute(owner.place, name, value, node)


def _set_library_attribute(machine: Machine, owner: LibObject, name: str, value: Value) -> None:
    """`owner.name = value` for an object of the library: what it was made with is not what it has any more."""
    entry = registry.find(owner.name)
    settings = {parameter.name for parameter in entry.stages[0]} if entry is not None and entry.is_class else set()
    if name in settings or name == "forward" or (networks.is_network(owner) and networks.is_network(value)):
        machine.alter(owner.site)


def _change_class(machine: Machine, instance: Instance, cls: Value, node: cst.CSTNode) -> None:
    """`instance.__class__ = cls`: the object has the methods of the class as its own from now on."""
    for one in reversed(tuple(lineage(cls))) if isinstance(cls, Class) else ():
        for name, value in machine.state.attributes(one.frame):
            bound = bind_to(machine, value, instance) if isinstance(value, Function) else Numeric.unknown()
            machine.set_attribute(instance.place, name, bound, node)


def delete_own_attribute(machine: Machine, owner: Value, name: str, node: cst.CSTNode) -> None:
    """Take an attribute out of an object, whatever its class has to say."""
    set_own_attribute(machine, owner, name, _DELETED, node)


def rebind(machine: Machine, node: cst.BaseExpression, value: Value) -> None:
    """Record what a condition told about a name or an attribute; it stays the same object."""
    if isinstance(node, cst.NamedExpr):
        node = node.target
    if isinstance(node, cst.Name):
        frame = scopes.frame_of(machine.frame, node.value)
        if machine.state.get((frame, node.value)) is not None:
            machine.state = machine.state.set((frame, node.value), value)
    elif isinstance(node, cst.Attribute):
        for owner in members(machine.evaluate(node.value)):
            if isinstance(owner, Instance | Numeric) and owner.place is not None:
                key = (owner.place, node.attr.value)
                if machine.state.get(key) is not None:
                    machine.state = machine.state.set(key, value)


# Networks and pipelines


def layers(machine: Machine, value: LibObject) -> Seq:
    """The layers of a Sequential or ModuleList, in order."""
    found = Seq("list")
    for arg in value.args:
        for member in members(machine.state.load(arg))[:1]:
            if isinstance(member, Seq):
                found = containers.concatenate(found, containers.iterate(machine, member, None))
            elif isinstance(member, Dict):
                found = containers.concatenate(found, Seq("list", tuple(v for _, v in member.items), member.other))
            else:
                found = containers.concatenate(found, Seq("list", (arg,)))
    return found


def is_converter(value: Value) -> bool:
    """Is it a callable object that converts what it is called with?"""
    return isinstance(value, LibObject) and value.name == "torchvision.transforms.ToPILImage"


def mentions_converter(machine: Machine, value: Value) -> bool:
    """Does an object that transforms images convert somewhere?"""
    value = machine.state.load(value)
    if isinstance(value, LibObject):
        return is_converter(value) or any(mentions_converter(machine, v) for v in value.elements)
    if isinstance(value, Seq):
        return any(mentions_converter(machine, v) for v in value.elements)
    if isinstance(value, Lib):
        return value.name in calls.CONVERTER_FUNCTIONS
    return any(mentions_converter(machine, m) for m in members(value)) if len(members(value)) > 1 else False


def escape(machine: Machine, value: Value, node: cst.CSTNode | None = None) -> None:
    """A value goes where this module cannot see: what it converts there is unknown. `node` is the expression."""
    for member in members(machine.state.load(value)):
        if isinstance(member, Lib) and member.name in calls.CONVERTER_FUNCTIONS:
            machine.convert(Numeric.unknown(PIPELINE_INPUT), NONE, node)
        elif isinstance(member, Function):
            machine.escaped.setdefault(member.node, member)
        elif generators.is_waiting(member):
            before = machine.state
            generators.stepped(machine, member)
            machine.update(join_states(before, machine.state))
        elif isinstance(member, LibObject):
            if member.site not in machine.applied_to_unknown and mentions_converter(machine, member):
                enter_pipeline(machine, member)
            for element in member.elements:
                if isinstance(element, Function):
                    escape(machine, element)
        elif isinstance(member, Seq):
            for element in member.elements:
                if isinstance(element, LibObject | Function | Seq):
                    escape(machine, element)
        elif isinstance(member, Dict):
            for _, element in member.items:
                if isinstance(element, LibObject | Function):
                    escape(machine, element)


def enter_pipeline(machine: Machine, pipeline: LibObject) -> None:
    """Apply a pipeline to an input of which nothing is known."""
    if machine.observations.is_muted:
        return
    machine.applied_to_unknown.add(pipeline.site)
    state = machine.state
    machine.call(pipeline, Numeric.unknown(PIPELINE_INPUT))
    machine.state = state
