"""What runs of statements when they are reached, as far as the text tells, and whether it changes anything."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from typing import TypeAlias

from flake8_topil.analysis import effects
from flake8_topil.trees import descendants

Function: TypeAlias = ast.FunctionDef | ast.AsyncFunctionDef
Definition: TypeAlias = Function | ast.ClassDef


class Definitions:
    """The functions and classes of a module, for following what its statements name."""

    def __init__(self, definitions: Iterable[Definition]) -> None:
        self.named: dict[str, list[Definition]] = {}
        self._methods: dict[str, list[Function]] = {}
        for definition in definitions:
            self.named.setdefault(definition.name, []).append(definition)
            for method in definition.body if isinstance(definition, ast.ClassDef) else ():
                if isinstance(method, Function):
                    self._methods.setdefault(method.name, []).append(method)

    def run_by(self, body: Iterable[ast.stmt]) -> Iterator[ast.AST]:
        """What runs when statements are reached: of definitions their decorators, defaults, and what classes run."""
        for statement in body:
            if isinstance(statement, Function):
                defaults = (*statement.args.defaults, *filter(None, statement.args.kw_defaults))
                yield from (*_run_by_decorators(statement), *defaults)
            elif isinstance(statement, ast.ClassDef):
                yield from (*_run_by_decorators(statement), *(keyword.value for keyword in statement.keywords))
                yield from self._run_by_bases(statement, ())
                yield from self.run_by(statement.body)
            else:
                yield statement

    def _run_by_bases(self, cls: ast.ClassDef, seen: tuple[ast.ClassDef, ...]) -> Iterator[ast.AST]:
        """What a class that derives from others runs of theirs."""
        for base in cls.bases:
            if isinstance(base, ast.Call):
                yield base
            for parent in self.named.get(root_name(base) or "", ()):
                if isinstance(parent, ast.ClassDef) and parent not in seen:
                    yield from (m for m in parent.body if isinstance(m, Function) and m.name == "__init_subclass__")
                    yield from (keyword.value for keyword in parent.keywords)
                    yield from self._run_by_bases(parent, (*seen, parent))

    def reached(self, nodes: Iterable[ast.AST]) -> Iterator[ast.AST]:
        """All code that running some code may come to in this module."""
        seen: set[ast.AST] = set()
        waiting = list(nodes)
        while waiting:
            node = waiting.pop()
            if node in seen:
                continue
            seen.add(node)
            for child in descendants(node):
                yield child
                if isinstance(child, ast.Name):
                    waiting += self.named.get(child.id, ())
                elif isinstance(child, ast.Attribute):
                    waiting += self._methods.get(child.attr, ())

    def changes(self, node: ast.AST) -> bool:
        """Does a piece of code, or a method of the name it mentions, change objects that may have been there before?"""
        return _changes(node) or (isinstance(node, ast.Attribute) and self._changes_itself(node.attr))

    def _changes_itself(self, method: str) -> bool:
        return any(
            root_name(target) in ("self", "cls") for one in self._methods.get(method, ()) for target in stored([one])
        )


def _run_by_decorators(definition: Definition) -> Iterator[ast.expr]:
    """What the decorators of a definition run: a method that is one is called."""
    for decorator in definition.decorator_list:
        yield ast.Call(decorator, [], []) if isinstance(decorator, ast.Attribute) else decorator


def _changes(node: ast.AST) -> bool:
    match node:
        case ast.AugAssign() | ast.Global():
            return True
        case ast.Attribute(ctx=ast.Store() | ast.Del()) | ast.Subscript(ctx=ast.Store() | ast.Del()):
            return root_name(node) not in ("self", "cls")
        case ast.Expr(value=ast.Call()):
            return True
        case ast.Call(func=ast.Attribute(attr=name) | ast.Name(id=name), keywords=keywords):
            return effects.is_changing(name) or any(keyword.arg in ("out", "inplace") for keyword in keywords)
    return False


def stored(body: Iterable[ast.stmt]) -> Iterator[ast.expr]:
    """The attributes and items that statements assign."""
    for statement in body:
        for node in descendants(statement):
            if isinstance(node, ast.Attribute | ast.Subscript) and isinstance(node.ctx, ast.Store | ast.Del):
                yield node


def root_name(node: ast.expr) -> str | None:
    """`a` for `a.b[c].d`"""
    while isinstance(node, ast.Attribute | ast.Subscript):
        node = node.value
    return node.id if isinstance(node, ast.Name) else None
