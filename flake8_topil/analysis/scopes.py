"""Questions about names that the text alone answers."""

from __future__ import annotations

import dataclasses
import functools
import re
from collections.abc import Callable, Iterator
from typing import Any, TypeVar

import libcst as cst

from flake8_topil.analysis.places import Frame

_Node = TypeVar("_Node", bound=cst.CSTNode)
_T = TypeVar("_T")

_remembering: list[functools._lru_cache_wrapper[Any]] = []
_WORD = re.compile(r"[^\W\d]\w*")
_SCOPES = frozenset({cst.FunctionDef, cst.Lambda, cst.ClassDef})


def remembered(function: Callable[[_Node], _T]) -> Callable[[_Node], _T]:
    """Keep what a function says of a node for as long as the module is analysed."""
    kept = functools.lru_cache(maxsize=None)(function)
    _remembering.append(kept)
    return kept


def forget() -> None:
    """Drop what is kept of nodes, and with it the trees."""
    for kept in _remembering:
        kept.cache_clear()


@functools.lru_cache(maxsize=4096)
def words(text: str) -> frozenset[str]:
    """The identifiers in a piece of source."""
    return frozenset(_WORD.findall(text))


_TRIVIA = ("whitespace", "lpar", "rpar", "comma", "semicolon", "leading_lines", "header", "footer", "equal", "colon")


@functools.cache
def _fields(kind: type[cst.CSTNode]) -> tuple[str, ...]:
    """The fields of a sort of node that hold code rather than layout."""
    return tuple(f.name for f in dataclasses.fields(kind) if not f.name.startswith(_TRIVIA))


@functools.cache
def _is_node(kind: type[object]) -> bool:
    return issubclass(kind, cst.CSTNode)


def children(node: cst.CSTNode) -> Iterator[cst.CSTNode]:
    """The nodes directly below, without whitespace and punctuation; libcst's own `children` copies the node."""
    for field in _fields(type(node)):
        value = getattr(node, field)
        if _is_node(value.__class__):
            yield value
        elif type(value) in (tuple, list):
            yield from value


@remembered
def own_nodes(scope: cst.CSTNode) -> tuple[cst.CSTNode, ...]:
    """The nodes of a scope without those of the scopes inside it; an inner definition itself counts."""
    found: list[cst.CSTNode] = []
    stack = list(children(scope))
    while stack:
        node = stack.pop()
        found.append(node)
        # libcst's nodes are abstract base classes, for which isinstance is slow; none has subclasses.
        if type(node) not in _SCOPES:
            stack.extend(children(node))
    return tuple(found)


def all_nodes(node: cst.CSTNode) -> Iterator[cst.CSTNode]:
    """A node and everything below it."""
    stack = [node]
    while stack:
        node = stack.pop()
        yield node
        stack.extend(children(node))


@remembered
def has_closures(function: cst.CSTNode) -> bool:
    """Does the function define others, which may outlive it?"""
    return any(type(node) in _SCOPES for node in own_nodes(function))


@remembered
def is_generator(function: cst.FunctionDef) -> bool:
    return any(type(node) is cst.Yield for node in own_nodes(function.body))


@remembered
def _declared(scope: cst.CSTNode) -> tuple[frozenset[str], frozenset[str]]:
    """The names that a function declares global, and nonlocal."""
    if not isinstance(scope, cst.FunctionDef):
        return frozenset(), frozenset()
    global_: set[str] = set()
    nonlocal_: set[str] = set()
    for node in own_nodes(scope.body):
        if type(node) is cst.Global or type(node) is cst.Nonlocal:
            target = global_ if isinstance(node, cst.Global) else nonlocal_
            target.update(item.name.value for item in node.names)
    return frozenset(global_), frozenset(nonlocal_)


def declared(scope: cst.CSTNode) -> frozenset[str]:
    """The names that a function declares global or nonlocal."""
    global_, nonlocal_ = _declared(scope)
    return global_ | nonlocal_


@remembered
def assigned(scope: cst.CSTNode) -> frozenset[str]:
    """The names a function binds by assignment, and its parameters."""
    names = set()
    for node in own_nodes(scope):
        if type(node) is cst.Param:
            names.add(node.name.value)
        elif type(node) in _BINDERS:
            names |= words_of_target(node.target)  # type: ignore[attr-defined]
    return frozenset(names)


_BINDING_BY_TEXT = frozenset(
    {"exec", "globals", "locals", "__dict__", "modules", "import_module", "__import__", "__main__", "builtins"}
)
"""What names of a module may be bound through without being spelled."""


@remembered
def tracked_globals(module: cst.CSTNode) -> frozenset[str]:
    """The names that a module binds by assignments of its top level alone: where a state has none, there is none."""
    global_: set[str] = set()
    for node in all_nodes(module):
        match node:
            case cst.Global(names=names):
                global_.update(item.name.value for item in names)
            case cst.Name(value=name) if name in _BINDING_BY_TEXT:
                return frozenset()
            case cst.ImportStar() | cst.Call(func=cst.Name(value="vars"), args=[]):
                return frozenset()
    return assigned(module) - global_


def words_of_target(target: cst.BaseExpression) -> frozenset[str]:
    if isinstance(target, cst.Name):
        return frozenset((target.value,))
    if isinstance(target, cst.Tuple | cst.List):
        return frozenset().union(*(words_of_target(element.value) for element in target.elements))
    return frozenset()


_BINDERS = frozenset({cst.AssignTarget, cst.AnnAssign, cst.AugAssign, cst.NamedExpr, cst.For})


def frame_of(frame: Frame, name: str) -> Frame:
    """The frame in which `name` is bound when it is assigned in `frame`."""
    global_, nonlocal_ = _declared(frame.node) if frame.node is not None else ((), ())
    if name in global_:
        while frame.parent is not None:
            frame = frame.parent
    elif name in nonlocal_:
        outer = frame.parent
        while outer is not None and outer.parent is not None:
            if not outer.is_class and outer.node is not None and name in assigned(outer.node):
                return frame_of(outer, name)
            outer = outer.parent
    return frame


def is_private(name: str) -> bool:
    """Is the name one that other modules do not use? Dunder methods are called from outside."""
    return name.startswith("_") and not (name.startswith("__") and name.endswith("__"))


def dotted(node: cst.BaseExpression) -> str | None:
    """`a.b.c` as text, for a chain of names; None for everything else."""
    if isinstance(node, cst.Name):
        return node.value
    if isinstance(node, cst.Attribute):
        base = dotted(node.value)
        return None if base is None else f"{base}.{node.attr.value}"
    return None


def last_word(node: cst.BaseExpression) -> str:
    """`c` for `a.b.c`; nothing for what is no chain of names."""
    return (dotted(node) or "").rpartition(".")[2]


def described(node: cst.BaseExpression) -> str:
    """A short name of what an expression calls or reads, for messages."""
    if isinstance(node, cst.Call):
        return f"{described(node.func)}(...)"
    if isinstance(node, cst.Subscript):
        return f"{described(node.value)}[...]"
    if isinstance(node, cst.Attribute):
        return f"{described(node.value)}.{node.attr.value}"
    return node.value if isinstance(node, cst.Name) else "..."
