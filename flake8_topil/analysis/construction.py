"""Calling a class: metaclasses, `__new__`, `__init__`, and the constructors that dataclasses are given."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import libcst as cst

from flake8_topil.analysis import calls, hooks, mro, namespaces, objects, scopes
from flake8_topil.analysis.state import State
from flake8_topil.analysis.values import (
    Class,
    Const,
    Function,
    Instance,
    Lib,
    LibObject,
    Numeric,
    Seq,
    Value,
    join,
    join_all,
    members,
)

if TYPE_CHECKING:
    from flake8_topil.analysis.machine import Machine

DATACLASS = "dataclasses.dataclass"
RECORD = "<constructor of a dataclass>"
"""Names the library object that such a constructor is, with the class as its argument; what the class holds it as."""
_KEEPING = ("argparse.Namespace", "types.SimpleNamespace")
"""Classes whose objects have what they are made with as attributes."""


# Objects


def instantiate(machine: Machine, cls: Class, args: calls.Arguments, node: cst.CSTNode | None) -> Value:
    """Calling a class of this module."""
    by_metaclass = objects.metaclass_attribute(machine, cls, "__call__")
    return (
        construct(machine, cls, args, node) if by_metaclass is None else calls.call(machine, by_metaclass, args, node)
    )


def construct(machine: Machine, cls: Class, args: calls.Arguments, node: cst.CSTNode | None) -> Value:
    """`type.__call__(cls)`: a new object, after its `__init__`."""
    new = objects.class_attribute(machine, cls, "__new__")
    if new is None:
        made: Value = new_object(machine, cls, node)
    else:
        made = calls.call(machine, objects.with_receiver(new, cls), args, node)
    return machine.branch(*(lambda one=one: _initialised(machine, cls, one, args, node) for one in members(made)))


def new_object(machine: Machine, cls: Class, node: cst.CSTNode | None) -> Instance:
    """`object.__new__(cls)`"""
    instance = objects.new_instance(machine, cls, node)
    if machine.project.registers_hooks and any(isinstance(base, Lib) for base in mro.bases_of(cls)):
        hooks.prepare(machine, instance)
    return instance


def new(machine: Machine, args: calls.Arguments, node: cst.CSTNode | None) -> Value:
    """`object.__new__(cls, ...)`, or that of a library class; `type.__new__` gives the class of its namespace."""
    match args.positional:
        case (Class(), _, _, LibObject(name=namespaces.NAMESPACE, args=(Class() as defined,))):
            return defined
        case (Class() as cls, *_) if not objects.derives_from(cls, "builtins.type"):
            return new_object(machine, cls, node)
    return calls.unknown_result(machine, args, node)


def _initialised(machine: Machine, cls: Class, made: Value, args: calls.Arguments, node: cst.CSTNode | None) -> Value:
    """What `__new__` gave, after its `__init__` if it is, or may be, an object of the class."""
    if isinstance(made, Instance):
        if objects.is_subclass(made.cls, cls):
            _initialise(machine, made, args, node)
    elif isinstance(made, Numeric):
        _initialise(machine, new_object(machine, cls, node), args, node)
    return made


def _initialise(machine: Machine, instance: Instance, args: calls.Arguments, node: cst.CSTNode | None) -> None:
    init = objects.class_attribute(machine, instance.cls, "__init__")
    if init is not None:
        calls.call(machine, objects.bind_to(machine, init, instance), args, node)
        if not all(isinstance(member, Function | LibObject) for member in members(init)):
            _loosen(machine, instance, node)
    elif _looks_like_record(instance.cls):
        _fill(machine, instance, instance.cls, args, node)
    else:
        _keep(machine, instance, args, node)


def _loosen(machine: Machine, instance: Instance, node: cst.CSTNode | None) -> None:
    """What an object has of its class may be something else."""
    if node is not None:
        unknown = machine.unknown("what a constructor that is not seen sets", node)
        namespaces.set_some(machine, instance, re.compile(".*"), unknown, node)


def _keep(machine: Machine, instance: Instance, args: calls.Arguments, node: cst.CSTNode | None) -> None:
    """A constructor that is not seen: it is likely to keep what it is given by name."""
    is_exact = any(objects.derives_from(instance.cls, name) for name in _KEEPING)
    for value in args.values:
        machine.escape(value)
    for name, value in args.keywords.items() if node is not None else ():
        unknown = machine.unknown(f"`{name}`", node)
        machine.set_attribute(instance.place, name, value if is_exact else join(value, unknown), (node, name))
    if args.positional or args.extra is not None:
        for one in objects.lineage(instance.cls):
            for statement in _annotated(one.node):
                _loosen_field(machine, instance, statement)


def _loosen_field(machine: Machine, instance: Instance, statement: cst.AnnAssign) -> None:
    name = _name_of(statement)
    held = objects.held_attribute(machine, instance, name) or objects.class_attribute(machine, instance.cls, name)
    if held is not None:
        value = join(machine.state.load(held), machine.unknown(f"`{name}`", statement))
        machine.set_attribute(instance.place, name, value, statement)


# Dataclasses


def as_dataclass(machine: Machine, args: calls.Arguments, node: cst.CSTNode | None) -> Value:
    """`dataclass(cls)`, or `dataclass(**settings)` that is called with a class."""
    match args.positional:
        case (Class() as cls, *_):
            made = LibObject(RECORD, (cls,), tuple(args.keywords.items()))
            machine.state = machine.state.set((cls.frame, RECORD), made)
            is_initialised = args.keywords.get("init") != Const(False)
            if is_initialised and objects.own_attribute(machine, cls, "__init__") is None:
                machine.state = machine.state.set((cls.frame, "__init__"), made)
            return cls
    return LibObject("functools.partial", (Lib(DATACLASS), *args.positional), tuple(args.keywords.items()))


def call_record(machine: Machine, record: LibObject, args: calls.Arguments, node: cst.CSTNode | None) -> Value:
    """Call the constructor of a dataclass on an object."""
    match record.args, args.positional:
        case (Class() as cls,), (Instance() as instance, *given):
            _fill(machine, instance, cls, replace(args, positional=tuple(given), nodes={}), node)
            return Const(None)
    return calls.unknown_result(machine, args, node)


def has_fields(state: State, cls: Class) -> bool:
    """Is a class a dataclass or the like, whose objects have its annotated names as attributes?"""
    return state.get((cls.frame, RECORD)) is not None or _looks_like_record(cls)


def _looks_like_record(cls: Class) -> bool:
    return "dataclass" in objects.decorators(cls.node) or objects.derives_from(cls, "typing.NamedTuple")


@dataclass(frozen=True)
class _Field:
    """One field of a dataclass, with the class that defines it."""

    name: str
    node: cst.AnnAssign
    cls: Class
    is_parameter: bool
    is_keyword: bool

    @property
    def is_kept(self) -> bool:
        """Does the constructor set it? What is for `__post_init__` alone it does not."""
        return _sort_of(self.node) != "InitVar"


def _fill(machine: Machine, instance: Instance, cls: Class, args: calls.Arguments, node: cst.CSTNode | None) -> None:
    """The constructor that `cls` was given, as a dataclass or the like."""
    initial = []
    left = list(args.positional)
    for field in _fields(machine, cls):
        default = objects.own_attribute(machine, field.cls, field.name)
        default = None if default is None else machine.state.load(default)
        value = _given(machine, field, left, args, default) if field.is_parameter else None
        if not field.is_kept:
            initial.append(value or default or Numeric.unknown())
        elif value is not None:
            objects.assign_attribute(machine, instance, field.name, value, field.node)
        elif default is not None and _holder(machine, instance.cls, field.name) != field.cls:
            objects.assign_attribute(machine, instance, field.name, default, field.node)
    after = objects.class_attribute(machine, instance.cls, "__post_init__")
    if after is not None:
        calls.call(machine, objects.bind_to(machine, after, instance), calls.Arguments(tuple(initial)), node)


def _given(
    machine: Machine, field: _Field, left: list[Value], args: calls.Arguments, default: Value | None
) -> Value | None:
    """What a constructor is given for a field, from what is `left` of the positional arguments; None for nothing."""
    perhaps: Value | None = args.extra
    if left and not field.is_keyword:
        if not (isinstance(left[0], Seq) and left[0].type == "starred"):
            return left.pop(0)
        perhaps = join_all(left[0].elements)
    if field.name in args.keywords:
        return args.keywords[field.name]
    if perhaps is None:
        return None
    perhaps = join(perhaps, machine.unknown(f"`{field.name}`", field.node))
    return perhaps if default is None else join(perhaps, default)


def _holder(machine: Machine, cls: Class, name: str) -> Class | None:
    """The class of which objects of `cls` have an attribute."""
    return next((one for one in objects.lineage(cls) if objects.own_attribute(machine, one, name) is not None), None)


def _fields(machine: Machine, cls: Class) -> list[_Field]:
    """The fields of a dataclass and of those it derives from, in the order in which they are given."""
    found: dict[str, _Field] = {}
    for one in reversed(tuple(objects.lineage(cls))):
        made = machine.held((one.frame, RECORD))
        if one == cls or isinstance(made, LibObject) or _looks_like_record(one):
            settings = dict(made.kwargs) if isinstance(made, LibObject) else {}
            found |= {field.name: field for field in _own_fields(one, settings.get("kw_only") == Const(True))}
    return list(found.values())


def _own_fields(cls: Class, is_keyword: bool) -> Iterator[_Field]:
    for statement in _annotated(cls.node):
        sort = _sort_of(statement)
        if sort == "KW_ONLY":
            is_keyword = True
        elif sort != "ClassVar":
            is_parameter = _setting(statement, "init") is not False
            own = _setting(statement, "kw_only")
            yield _Field(_name_of(statement), statement, cls, is_parameter, is_keyword if own is None else own)


@scopes.remembered
def _annotated(node: cst.ClassDef) -> tuple[cst.AnnAssign, ...]:
    """The annotated names of the body of a class, in order."""
    found = [n for n in scopes.own_nodes(node.body) if isinstance(n, cst.AnnAssign) and isinstance(n.target, cst.Name)]
    return tuple(reversed(found))


def _name_of(statement: cst.AnnAssign) -> str:
    return statement.target.value if isinstance(statement.target, cst.Name) else ""


@scopes.remembered
def _sort_of(statement: cst.AnnAssign) -> str:
    """The last word of an annotation, without what stands in brackets."""
    annotation = statement.annotation.annotation
    if isinstance(annotation, cst.SimpleString):
        return str(annotation.evaluated_value).partition("[")[0].rpartition(".")[2]
    return scopes.last_word(annotation.value if isinstance(annotation, cst.Subscript) else annotation)


def _setting(statement: cst.AnnAssign, name: str) -> bool | None:
    """What `field(init=False)`, or the like, says of a field; None for nothing."""
    for arg in statement.value.args if isinstance(statement.value, cst.Call) else ():
        if arg.keyword is not None and arg.keyword.value == name and isinstance(arg.value, cst.Name):
            return {"True": True, "False": False}.get(arg.value.value)
    return None
