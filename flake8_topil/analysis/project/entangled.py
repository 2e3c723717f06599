"""Which top-level statements of a module make each other's values what they are, and so have to run together, in order.

`y = x`, `x.clamp_(0, 1)`, `boost()` where that changes `x`, and `x = x * 2`: whoever asks for `y` needs all of them.
Names are tied to each other by the statements that mention them, directly or in the functions that they use.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from flake8_topil.analysis.running import Definition, Definitions, Function, root_name, stored
from flake8_topil.trees import Nodes, descendants


@dataclass(frozen=True)
class Group:
    """Top-level statements that share lines, and the names that they bind."""

    body: Sequence[ast.stmt]
    binds: frozenset[str]

    @property
    def definition(self) -> Definition | None:
        only = self.body[0] if len(self.body) == 1 else None
        return only if isinstance(only, Definition) else None

    @property
    def is_import(self) -> bool:
        return all(isinstance(statement, ast.Import | ast.ImportFrom) for statement in self.body)


class Knots:
    """The sets of names that are tied to each other and changed, each with the statements that do so."""

    def __init__(self, groups: Sequence[Group], nodes: Nodes) -> None:
        self._groups = groups
        self._nodes = nodes
        self._definitions = Definitions(group.definition for group in groups if group.definition)
        self._data = frozenset(self._find_data())
        self._knot_of: dict[str, str] = {name: name for name in self._data}

    def found(self) -> Iterator[tuple[frozenset[str], list[int]]]:
        """The names of each knot, and the numbers of the groups of statements that belong to it."""
        if not self._data:
            return
        touched: dict[int, set[str]] = {}
        changed: set[str] = set()
        for number, group in enumerate(self._groups):
            if group.is_import:
                continue
            names, is_changed = self._reach(self._definitions.run_by(group.body))
            if group.definition is None or is_changed:
                names |= group.binds & self._data
                touched[number] = names
                self._tie(names)
                changed |= names if is_changed else set()
        changed |= {name for name in self._data if sum(name in group.binds for group in self._groups) > 1}
        for knot in {self._root(name) for name in changed}:
            names = {name for name in self._data if self._root(name) == knot}
            numbers = {number for number, found in touched.items() if not found.isdisjoint(names)}
            numbers |= {number for number, group in enumerate(self._groups) if not group.binds.isdisjoint(names)}
            yield frozenset(names), sorted(numbers)

    def _find_data(self) -> Iterator[str]:
        """The names of what may be changed, or bound several times; definitions only if they certainly are."""
        times: dict[str, int] = {}
        for group in self._groups:
            for name in group.binds:
                times[name] = times.get(name, 0) + 1
            if group.definition is None and not group.is_import:
                if not all(map(_is_constant, group.body)):
                    yield from group.binds
                yield from (name for name in map(root_name, stored(group.body)) if name in self._definitions.named)
                yield from self._handed_over(group.body)
        yield from (name for name, count in times.items() if count > 1)
        definitions = [(name, one) for name, several in self._definitions.named.items() for one in several]
        yield from (name for name, definition in definitions if _is_kept(definition))
        if any(map(_is_change_of_class, (*self._nodes[ast.Attribute], *self._nodes[ast.Call]))):
            yield from (name for name, definition in definitions if isinstance(definition, ast.ClassDef))

    def _handed_over(self, body: Iterable[ast.stmt]) -> Iterator[str]:
        """The functions and classes that statements give to functions of the module."""
        for statement in body:
            if isinstance(statement, ast.Expr):
                for node in descendants(statement):
                    if isinstance(node, ast.Call) and root_name(node.func) in self._definitions.named:
                        given = (argument.id for argument in node.args if isinstance(argument, ast.Name))
                        yield from (name for name in given if name in self._definitions.named)

    def _reach(self, nodes: Iterable[ast.AST]) -> tuple[set[str], bool]:
        """The names that running some code may use, and whether it may change what they hold."""
        names: set[str] = set()
        is_changed = False
        for node in self._definitions.reached(nodes):
            is_changed = is_changed or self._definitions.changes(node)
            if isinstance(node, ast.Name) and node.id in self._data:
                names.add(node.id)
        return names, is_changed

    def _tie(self, names: Iterable[str]) -> None:
        first, *others = [self._root(name) for name in names] or [""]
        for other in others:
            self._knot_of[other] = first

    def _root(self, name: str) -> str:
        while self._knot_of[name] != name:
            name = self._knot_of[name]
        return name


def _is_kept(definition: ast.stmt) -> bool:
    """Does a function return the same objects again, or stand for others that are registered?"""
    for decorator in definition.decorator_list if isinstance(definition, Function) else ():
        function = decorator.func if isinstance(decorator, ast.Call) else decorator
        name = function.attr if isinstance(function, ast.Attribute) else root_name(function)
        if name in ("cache", "lru_cache", "singledispatch"):
            return True
    return False


def _is_change_of_class(node: ast.AST) -> bool:
    """Is it `x.__class__.y = z`, or the same by `type(x)`?"""
    match node:
        case (
            ast.Attribute(value=ast.Attribute(attr="__class__") | ast.Call(func=ast.Name(id="type")), ctx=ast.Store())
            | ast.Call(func=ast.Name(id="setattr"), args=[ast.Attribute(attr="__class__") | ast.Call(), *_])
        ):
            return True
    return False


def _is_constant(statement: ast.stmt) -> bool:
    """Is a statement the assignment of what can never change?"""
    value = statement.value if isinstance(statement, ast.Assign | ast.AnnAssign) else None
    return value is not None and all(
        isinstance(node, ast.Constant | ast.Tuple | ast.UnaryOp | ast.BinOp | ast.unaryop | ast.operator)
        for node in descendants(value)
    )
