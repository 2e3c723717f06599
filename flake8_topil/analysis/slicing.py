"""The part of a module that can have to do with a converter, cut out before the slow parser sees it.

Top-level functions and classes that neither lead to a converter nor are named by code that does are blanked, line by
line, so that every position in the rest stays right. Python's own tree shows them, at a small part of libcst's cost.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass

from flake8_topil.trees import descendants

CONVERTERS = frozenset({"to_pil_image", "ToPILImage"})

CALLED_THROUGH_INSTANCES = frozenset({"__init__", "__call__", "__getitem__", "__iter__", "__next__", "forward"})
"""Methods whose name says nothing: calling an instance leads to them, and its class stands for them."""

Binding = tuple[frozenset[str], frozenset[str]]
"""The names that a definition binds, and those that it is made of."""

_Definition = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef


_NAMING: dict[type[ast.AST], str] = {
    ast.Name: "id",
    ast.Attribute: "attr",
    ast.FunctionDef: "name",
    ast.AsyncFunctionDef: "name",
    ast.ClassDef: "name",
}
"""The field in which a node holds a name."""


def names_in(node: ast.AST) -> frozenset[str]:
    """Every name and attribute that a piece of code reads, binds or imports."""
    found = set()
    for child in descendants(node):
        kind = type(child)
        if kind in _NAMING:
            found.add(getattr(child, _NAMING[kind]))
        elif isinstance(child, ast.Constant):
            # getattr(functional, "to_pil_image")
            if child.value in CONVERTERS:
                found.add(str(child.value))
        elif isinstance(child, ast.alias):
            found.update((child.name.rpartition(".")[2], child.asname or ""))
    return frozenset(found)


@dataclass(frozen=True)
class Slice:
    """A module, or a part of it with blank lines for the rest."""

    source: str
    tree: ast.Module
    """The statements that are left."""


def relevant(source: str, tree: ast.Module, converters: frozenset[str]) -> Slice:
    """The source without the definitions that cannot matter to a converter."""
    names = {statement: names_in(statement) for statement in tree.body}
    kept = _kept(tree.body, names, CONVERTERS | {name.rpartition(".")[2] for name in converters})
    unwanted = [s for s in tree.body if isinstance(s, _Definition) and s not in kept]
    if not unwanted:
        return Slice(source, tree)
    # Only \n, \r and \r\n end a line for the parser; other separators stand inside one.
    lines = source.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for definition in unwanted:
        first = min((d.lineno for d in definition.decorator_list), default=definition.lineno)
        for number in range(first - 1, definition.end_lineno or first):
            lines[number] = ""
    left = [s for s in tree.body if not isinstance(s, _Definition) or s in kept]
    return Slice("\n".join(lines), ast.Module(left, []))


def _kept(body: list[ast.stmt], names: dict[ast.stmt, frozenset[str]], found: frozenset[str]) -> set[ast.stmt]:
    """The definitions that lead to a converter, and those that they and the module's own statements name."""
    leading = grown(found, [binding for statement in body for binding in _bindings(statement, names[statement])])
    kept = {s for s in body if not isinstance(s, _Definition) or not names[s].isdisjoint(leading)}
    by_name: dict[str, list[ast.stmt]] = {}
    for statement in body:
        if isinstance(statement, _Definition):
            by_name.setdefault(statement.name, []).append(statement)
    waiting = list(kept)
    while waiting:
        for name in names[waiting.pop()] & by_name.keys():
            new = [s for s in by_name[name] if s not in kept]
            kept.update(new)
            waiting += new
    return kept


def grown(found: frozenset[str], bindings: list[Binding]) -> frozenset[str]:
    """The names found, and all names whose definition leads to one of them."""
    before: frozenset[str] = frozenset()
    while found != before:
        before = found
        for bound, used in bindings:
            if not used.isdisjoint(found):
                found |= bound
    return found


def _bindings(statement: ast.stmt, used: frozenset[str]) -> Iterator[Binding]:
    """What a top-level statement binds, and the names it is made of."""
    if isinstance(statement, ast.ClassDef):
        methods = {m.name for m in statement.body if isinstance(m, ast.FunctionDef | ast.AsyncFunctionDef)}
        for method in statement.body:
            if isinstance(method, ast.FunctionDef) and method.name not in CALLED_THROUGH_INSTANCES:
                yield frozenset((method.name,)), names_in(method)
        yield frozenset((statement.name,)), used - methods
    elif isinstance(statement, ast.FunctionDef | ast.AsyncFunctionDef):
        yield frozenset((statement.name,)), used
    elif isinstance(statement, ast.Assign | ast.AnnAssign):
        targets = statement.targets if isinstance(statement, ast.Assign) else [statement.target]
        yield frozenset().union(*map(names_in, targets)), used
    elif isinstance(statement, ast.Import | ast.ImportFrom):
        for alias in statement.names:
            if alias.asname:
                yield frozenset((alias.asname,)), frozenset((alias.name.rpartition(".")[2],))
