"""The part of a module that can have to do with a converter, cut out before the slow parser sees it.

Top-level functions and classes that neither lead to a converter nor are named by code that does are blanked, line by
line, so that every position in the rest stays right. Python's own parser finds them, in a small part of libcst's time.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator

CONVERTERS = frozenset({"to_pil_image", "ToPILImage"})

CALLED_THROUGH_INSTANCES = frozenset({"__init__", "__call__", "__getitem__", "__iter__", "__next__", "forward"})
"""Methods whose name says nothing: calling an instance leads to them, and its class stands for them."""

Binding = tuple[frozenset[str], frozenset[str]]
"""The names that a definition binds, and those that it is made of."""

_Definition = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef


def names_in(node: ast.AST) -> frozenset[str]:
    """Every name and attribute that a piece of code reads, binds or imports."""
    found = set()
    for child in ast.walk(node):
        match child:
            case ast.Name(id=name) | ast.Attribute(attr=name) | ast.FunctionDef(name=name) | ast.ClassDef(name=name):
                found.add(name)
            case ast.Constant(value=str(name)) if name in CONVERTERS:
                # getattr(functional, "to_pil_image")
                found.add(name)
            case ast.alias(name=name, asname=asname):
                found.update((name.rpartition(".")[2], asname or ""))
    return frozenset(found)


def relevant_source(source: str, converters: frozenset[str]) -> str:
    """The source with the definitions blanked that cannot matter; all of it if Python cannot parse it."""
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return source
    names = {statement: names_in(statement) for statement in tree.body}
    definitions = [s for s in tree.body if isinstance(s, _Definition)]
    kept = _kept(tree.body, names, CONVERTERS | {name.rpartition(".")[2] for name in converters})
    unwanted = [d for d in definitions if d not in kept]
    # Only \n, \r and \r\n end a line for the parser; other separators stand inside one.
    lines = source.replace("\r\n", "\n").replace("\r", "\n").split("\n") if unwanted else []
    for definition in unwanted:
        first = min((d.lineno for d in definition.decorator_list), default=definition.lineno)
        for number in range(first - 1, definition.end_lineno or first):
            lines[number] = ""
    return "\n".join(lines) if unwanted else source


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
