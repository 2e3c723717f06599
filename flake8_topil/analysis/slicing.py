"""The part of a module that can have to do with a converter, cut out before the slow parser sees it.

Top-level functions and classes that neither lead to a converter nor are named by code that does are blanked, line by
line, so that every position in the rest stays right; but for those whose mere definition may change something, by a
decorator or in the body of the class. Python's own tree shows them, at a small part of libcst's cost.
"""

from __future__ import annotations

import ast
import builtins
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property

from flake8_topil.analysis.running import Definition, Definitions, root_name
from flake8_topil.trees import descendants

CONVERTERS = frozenset({"to_pil_image", "ToPILImage"})

CALLED_THROUGH_INSTANCES = frozenset({"__init__", "__call__", "__getitem__", "__iter__", "__next__", "forward"})
"""Methods whose name says nothing: calling an instance leads to them, and its class stands for them."""

Binding = tuple[frozenset[str], frozenset[str]]
"""The names that a definition binds, and those that it is made of."""

IsFollowed = Callable[[int, str], bool]
"""Can the code of a module that is imported, by the number of dots and its name, be seen?"""


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


def relevant(source: str, tree: ast.Module, converters: frozenset[str], is_followed: IsFollowed) -> Slice:
    """The source without the definitions that cannot matter to a converter."""
    names = {statement: names_in(statement) for statement in tree.body}
    kept = _kept(tree.body, names, CONVERTERS | {name.rpartition(".")[2] for name in converters}, is_followed)
    unwanted = [s for s in tree.body if isinstance(s, Definition) and s not in kept]
    if not unwanted:
        return Slice(source, tree)
    # Only \n, \r and \r\n end a line for the parser; other separators stand inside one.
    lines = source.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for definition in unwanted:
        first = min((d.lineno for d in definition.decorator_list), default=definition.lineno)
        for number in range(first - 1, definition.end_lineno or first):
            lines[number] = ""
    left = [s for s in tree.body if not isinstance(s, Definition) or s in kept]
    return Slice("\n".join(lines), ast.Module(left, []))


def _kept(
    body: list[ast.stmt], names: dict[ast.stmt, frozenset[str]], found: frozenset[str], is_followed: IsFollowed
) -> set[ast.stmt]:
    """The definitions that lead to a converter or act, and those that they and the module's own statements name."""
    leading = grown(found, [binding for statement in body for binding in _bindings(statement, names[statement])])
    acting = _Acting(body, is_followed)
    kept = {
        s for s in body if not isinstance(s, Definition) or not names[s].isdisjoint(leading) or acting.may_change(s)
    }
    derived = _derived(body)
    waiting = list(kept)
    while waiting:
        statement = waiting.pop()
        named = acting.definitions.named
        wanted = [s for name in names[statement] & named.keys() for s in named[name]]
        # What a method calls may be one of a derived class.
        wanted += derived.get(statement.name, ()) if isinstance(statement, ast.ClassDef) else ()
        new = [s for s in wanted if s not in kept]
        kept.update(new)
        waiting += new
    return kept


def _derived(body: list[ast.stmt]) -> dict[str, list[ast.ClassDef]]:
    """The classes that derive from one of a name."""
    derived: dict[str, list[ast.ClassDef]] = {}
    for cls in (statement for statement in body if isinstance(statement, ast.ClassDef)):
        for base in cls.bases:
            derived.setdefault(root_name(base) or "", []).append(cls)
    return derived


class _Acting:
    """Tells which definitions may change something when they are reached, rather than only bind a name."""

    def __init__(self, body: list[ast.stmt], is_followed: IsFollowed) -> None:
        self.definitions = Definitions(s for s in body if isinstance(s, Definition))
        self._body = body
        self._is_followed = is_followed

    def may_change(self, definition: Definition) -> bool:
        """May it change what is there already? Code of which nothing can be seen is taken to change nothing."""
        if any(map(self._is_elsewhere, _called_by(definition))):
            return True
        run = list(self.definitions.run_by([definition]))
        if any(isinstance(node, ast.NamedExpr) for one in run for node in descendants(one)):
            return True
        reached = self.definitions.reached(run)
        return any(self.definitions.changes(node) or self._is_call_elsewhere(node) for node in reached)

    def _is_call_elsewhere(self, node: ast.AST) -> bool:
        return isinstance(node, ast.Call) and self._is_elsewhere(node.func)

    def _is_elsewhere(self, called: ast.expr) -> bool:
        """May it stand for code that can be seen, but in another file or behind an object?"""
        name = root_name(called)
        bound = self._bound.get(name or "")
        return name is not None and (self._has_star and not hasattr(builtins, name) if bound is None else bound)

    @cached_property
    def _bound(self) -> dict[str, bool]:
        """The names of the module, each with whether it may stand for code elsewhere."""
        bound: dict[str, bool] = {}
        for statement in self._body:
            if isinstance(statement, ast.Assign | ast.AnnAssign | ast.For | ast.With):
                bound |= dict.fromkeys(_stored_names(statement), True)
            elif isinstance(statement, ast.Import):
                for alias in statement.names:
                    first = alias.name.partition(".")[0]
                    bound[alias.asname or first] = self._is_followed(0, alias.name)
            elif isinstance(statement, ast.ImportFrom):
                names = (alias.asname or alias.name for alias in statement.names)
                bound |= dict.fromkeys(names, self._is_followed(statement.level, statement.module or ""))
        return bound | dict.fromkeys(self.definitions.named, False)

    @cached_property
    def _has_star(self) -> bool:
        return self._bound.get("*", False)


def _stored_names(statement: ast.stmt) -> Iterator[str]:
    for node in descendants(statement):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.id


def _called_by(definition: Definition) -> Iterator[ast.expr]:
    """What the definition itself calls: its decorators, and the bases of a class, which hear of the new one."""
    yield from definition.decorator_list
    if isinstance(definition, ast.ClassDef):
        yield from definition.bases
        yield from (keyword.value for keyword in definition.keywords)
        for method in definition.body:
            if isinstance(method, Definition):
                yield from _called_by(method)


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
