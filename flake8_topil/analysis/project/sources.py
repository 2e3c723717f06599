"""Files that are only read for what others import from them.

Python's own parser, which is fast, finds out which statements bind which names. libcst parses a statement when one of
its names is asked for, and not before. What was read is kept for the process, until the file changes.
"""

from __future__ import annotations

import ast
import functools
import os
import tokenize
import warnings
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TypeGuard

import libcst as cst
from libcst.metadata import MetadataWrapper, PositionProvider

from flake8_topil.analysis import scopes
from flake8_topil.analysis.project import layout, patching
from flake8_topil.analysis.project.entangled import Group, Knots
from flake8_topil.trees import by_type, descendants

_KEPT = 512
"""The files of which the process remembers what is in them."""
_MAX_SIZE = 1_000_000
"""Bytes; what is larger is data rather than code."""

_DEFINITIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
_COMPREHENSIONS = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)
_SCOPES = (*_DEFINITIONS, *_COMPREHENSIONS, ast.Lambda)


@dataclass(eq=False)
class Unit:
    """The top-level statements that share lines, most often a single one."""

    first: int
    """The lines of the unit, counted from 1."""
    last: int
    binds: frozenset[str]
    star: tuple[int, str] | None
    """For `from ..module import *`: the number of dots, and the module."""
    parsed: cst.Module | None = field(default=None, repr=False)
    """The statements as libcst sees them, once they were asked for."""


class Source:
    """A file by the names that its top level binds."""

    def __init__(self, path: str, text: str, tree: ast.Module) -> None:
        # Only \n, \r and \r\n end a line for the parser; other separators stand inside one.
        self._lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        self._units: dict[str, list[Unit]] = {}
        self._tied: dict[str, frozenset[str]] = {}
        self.stars: list[Unit] = []
        self.listed = listed_names(tree.body) or frozenset()
        """The names in `__all__`, as far as they are spelled out."""
        self.public = listed_names(tree.body) if is_listed_in_full(tree.body) else None
        """The same; None if there is no such list, or it is not all spelled out."""
        self.added_folders = layout.added_folders(tree, os.path.dirname(path))
        """The folders that the module puts on the path."""
        self.reassigned = _reassigned(tree)
        """The names that functions declare global, to assign them."""
        self.patches = patching.patches(tree)
        self.replaced_in_libraries = patching.assigned_in_libraries(tree) | patching.replaced_in_libraries(tree)
        """What the module assigns to others."""
        self._index(tree)

    def _index(self, tree: ast.Module) -> None:
        groups = list(_groups(tree.body))
        units = [_unit(group) for group in groups]
        for unit in units:
            for name in unit.binds:
                self._units.setdefault(name, []).append(unit)
            if unit.star is not None:
                self.stars.append(unit)
        defined = (name for group in groups if _is_definition(group) for name in _bound(group[0]))
        self.defined = frozenset(name for name in defined if len(self._units[name]) == 1)
        """The names of functions and classes that nothing else has at the top level."""
        knots = Knots([Group(group, unit.binds) for group, unit in zip(groups, units, strict=True)], by_type(tree))
        for names, numbers in knots.found():
            for name in names:
                self._tied[name] = names
                self._units[name] = [units[number] for number in numbers]

    @property
    def names(self) -> Collection[str]:
        """All names that the statements bind, but for those of star imports."""
        return self._units.keys()

    def units_for(self, name: str) -> list[Unit]:
        """The statements that make the name what it is, in order, without the star imports."""
        return sorted(self._units.get(name, ()), key=lambda unit: unit.first)

    def tied_to(self, name: str) -> frozenset[str]:
        """The names that these statements make what they are as well, the name itself among them."""
        return self._tied.get(name) or frozenset((name,))

    def parse(self, unit: Unit) -> cst.Module:
        """The statements of a unit as a module of their own; an empty one where libcst cannot parse them."""
        if unit.parsed is None:
            try:
                unit.parsed = cst.parse_module("\n".join(self._lines[unit.first - 1 : unit.last]) + "\n")
            except (cst.ParserSyntaxError, RecursionError, ValueError, MemoryError):
                unit.parsed = cst.Module(())
        return unit.parsed

    def find(self, node: cst.CSTNode) -> tuple[str, int] | None:
        """The dotted name of the function or class around a node, and its line; None for a node that is not of this
        file or has not been asked for."""
        for unit in {unit for units in self._units.values() for unit in units}:
            scope = None if unit.parsed is None else _scope_of(unit.parsed, node)
            if unit.parsed is not None and scope is not None:
                ranges = MetadataWrapper(unit.parsed, unsafe_skip_copy=True).resolve(PositionProvider)
                return scope, int(ranges[node].start.line) + unit.first - 1
        return None


def _scope_of(tree: cst.CSTNode, node: cst.CSTNode) -> str | None:
    """The names of the definitions around a node, joined by dots; None if it is not in the tree."""
    if tree is node:
        return ""
    name = f"{tree.name.value}." if isinstance(tree, cst.FunctionDef | cst.ClassDef) else ""
    for child in scopes.children(tree):
        found = _scope_of(child, node)
        if found is not None:
            return f"{name}{found}" if found else name.rstrip(".")
    return None


def read(path: str) -> Source | None:
    """The source in a file; None if it is not there, cannot be decoded or cannot be parsed."""
    try:
        status = os.stat(path)
    except OSError:
        return None
    return _read(path, status.st_mtime_ns, status.st_size)


@functools.lru_cache(maxsize=_KEPT)
def _read(path: str, modified: int, size: int) -> Source | None:
    if size > _MAX_SIZE:
        return None
    try:
        with tokenize.open(path) as file:
            text = file.read()
        with warnings.catch_warnings():
            # Those of the code that is read, such as for invalid escape sequences, are not ours to show.
            warnings.simplefilter("ignore")
            return Source(path, text, ast.parse(text))
    except (OSError, SyntaxError, ValueError, RecursionError, MemoryError):
        return None


def _groups(body: Sequence[ast.stmt]) -> Iterator[list[ast.stmt]]:
    """The statements that run when the module is imported, grouped by the lines they share."""
    group: list[ast.stmt] = []
    for statement in body:
        if _is_main_guard(statement):
            continue
        if group and _first_line(statement) > (group[-1].end_lineno or 0):
            yield group
            group = []
        group.append(statement)
    if group:
        yield group


def _first_line(statement: ast.stmt) -> int:
    decorators = statement.decorator_list if isinstance(statement, _DEFINITIONS) else []
    return min([statement.lineno, *(decorator.lineno for decorator in decorators)])


def _is_definition(group: Sequence[ast.stmt]) -> bool:
    """Is it a function or class, and what its name stands for?"""
    return len(group) == 1 and isinstance(group[0], _DEFINITIONS) and not group[0].decorator_list


def _unit(group: Sequence[ast.stmt]) -> Unit:
    return Unit(
        _first_line(group[0]),
        max(statement.end_lineno or statement.lineno for statement in group),
        frozenset(name for statement in group for name in _bound(statement)),
        next((star for star in map(_star_of, group) if star is not None), None),
    )


def _is_main_guard(statement: ast.stmt) -> bool:
    """Is it a statement of which nothing runs when the module is imported?"""
    return isinstance(statement, ast.If) and not statement.orelse and _is_of_script(statement.test)


def _is_of_script(test: ast.expr) -> bool:
    """Is a condition true only where the module is run: `__name__ == "__main__"`, in any order, perhaps `and` more?"""
    match test:
        case ast.BoolOp(op=ast.And(), values=values):
            return any(map(_is_of_script, values))
        case ast.Compare(left=left, ops=[ast.Eq()], comparators=[right]):
            compared = {getattr(side, "id", None) or getattr(side, "value", None) for side in (left, right)}
            return compared == {"__name__", "__main__"}
    return False


def _star_of(statement: ast.stmt) -> tuple[int, str] | None:
    if isinstance(statement, ast.ImportFrom) and statement.names[0].name == "*":
        return statement.level, statement.module or ""
    return None


def _in_scope(statement: ast.stmt) -> Iterator[ast.AST]:
    """The nodes of a statement that belong to its own scope; an inner definition itself counts."""
    stack: list[ast.AST] = [statement]
    while stack:
        node = stack.pop()
        yield node
        stack.extend(_around(node) if isinstance(node, _SCOPES) else ast.iter_child_nodes(node))


def _around(scope: ast.AST) -> Iterator[ast.AST]:
    """What belongs to a scope but to the one around it as well: the decorators, defaults and bases of a definition, and
    what `:=` binds in a comprehension."""
    if isinstance(scope, _COMPREHENSIONS):
        yield from (node for node in descendants(scope) if isinstance(node, ast.NamedExpr))
    if isinstance(scope, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
        yield from (*scope.args.defaults, *filter(None, scope.args.kw_defaults))
    if isinstance(scope, ast.ClassDef):
        yield from (*scope.bases, *(keyword.value for keyword in scope.keywords))
    if isinstance(scope, _DEFINITIONS):
        yield from scope.decorator_list


def _bound(statement: ast.stmt) -> Iterator[str]:
    """The names that a statement binds in the module's scope."""
    for node in _in_scope(statement):
        yield from _bound_by_text(node)
        if _is_namespace_item(node) and not isinstance(node.slice, ast.Constant):
            yield from _texts(statement)
        match node:
            case ast.Name(id=name, ctx=ast.Store()):
                yield name
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.ClassDef(name=name):
                yield name
            case ast.Import(names=names):
                for alias in names:
                    yield alias.asname or alias.name.partition(".")[0]
            case ast.ImportFrom(names=names):
                yield from (alias.asname or alias.name for alias in names if alias.name != "*")
            case ast.MatchAs(name=str(name)) | ast.MatchStar(name=str(name)):
                yield name
            case ast.ExceptHandler(name=str(name)):
                yield name


_NAMESPACES = frozenset(("globals", "locals", "vars"))


def _is_namespace_item(node: ast.AST) -> TypeGuard[ast.Subscript]:
    """Is it `globals()[x]`, to be set?"""
    match node:
        case ast.Subscript(value=ast.Call(func=ast.Name(id=name)), ctx=ast.Store() | ast.Del()):
            return name in _NAMESPACES
    return False


def _bound_by_text(node: ast.AST) -> Iterator[str]:
    """The names that code binds by their text: `globals()["x"] = 1`, `globals().update(x=1)`, and
    `setattr(sys.modules[__name__], "x", 1)`."""
    if _is_namespace_item(node):
        yield from _texts(node.slice)
    match node:
        case ast.Call(func=ast.Attribute(value=ast.Call(func=ast.Name(id=name)), attr="update")) if name in _NAMESPACES:
            yield from (keyword.arg for keyword in node.keywords if keyword.arg)
            yield from (text for argument in node.args for text in _texts(argument))
        case ast.Call(func=ast.Name(id="exec"), args=[ast.Constant(value=str(text))]):
            yield from scopes.words(text)
        case ast.Call(func=ast.Name(id="setattr"), args=[ast.Subscript(slice=ast.Name(id="__name__")), name, _]):
            yield from _texts(name)


def _texts(node: ast.AST) -> Iterator[str]:
    return (one.value for one in descendants(node) if isinstance(one, ast.Constant) and isinstance(one.value, str))


def _reassigned(tree: ast.Module) -> frozenset[str]:
    """The names of the module that its functions assign."""
    nodes = by_type(tree)
    found = {name for node in nodes[ast.Global] for name in node.names}
    texts = ((node, frozenset(_bound_by_text(node))) for node in (*nodes[ast.Subscript], *nodes[ast.Call]))
    by_text = {node: names for node, names in texts if names}
    if by_text:
        run_at_import = {node for statement in tree.body for node in _in_scope(statement)}
        found.update(*(names for node, names in by_text.items() if node not in run_at_import))
    return frozenset(found)


def listed_names(body: Sequence[ast.stmt]) -> frozenset[str] | None:
    """The names in the list `__all__`, as far as they are spelled out."""
    lists = _public_lists(body)
    found = (node.value for value in lists for node in descendants(value) if isinstance(node, ast.Constant))
    return frozenset(text for text in found if isinstance(text, str)) if lists else None


def is_listed_in_full(body: Sequence[ast.stmt]) -> bool:
    """Is all of the list `__all__` spelled out?"""
    return all(isinstance(node, _SPELLED_OUT) for value in _public_lists(body) for node in descendants(value))


_SPELLED_OUT = (ast.List, ast.Tuple, ast.Constant, ast.BinOp, ast.Add)


def _public_lists(body: Sequence[ast.stmt]) -> list[ast.expr]:
    """What the list `__all__` is made of."""
    found = []
    for statement in body:
        match statement:
            case (
                ast.Assign(targets=[ast.Name(id="__all__")], value=value)
                | ast.AnnAssign(target=ast.Name(id="__all__"), value=ast.expr() as value)
                | ast.AugAssign(target=ast.Name(id="__all__"), value=value)
                | ast.Expr(value=ast.Call(func=ast.Attribute(value=ast.Name(id="__all__")), args=[value]))
            ):
                found.append(value)
    return found
