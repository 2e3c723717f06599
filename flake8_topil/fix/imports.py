"""How to name a library object at some place in a module, with the import that it takes, if any."""

from __future__ import annotations

import ast
import functools
import sys
from collections.abc import Iterator
from dataclasses import dataclass

from flake8_topil.fix.source import Edit, Edits, Source

_Import = ast.Import | ast.ImportFrom
_SCOPES = (
    ast.FunctionDef,
    ast.AsyncFunctionDef,
    ast.Lambda,
    ast.ClassDef,
    ast.ListComp,
    ast.SetComp,
    ast.DictComp,
    ast.GeneratorExp,
    ast.Module,
)

REEXPORTS = {"torchvision.transforms.transforms": "torchvision.transforms"}
"""Modules whose public names are those of another one."""

CONVENTIONS = {"torch": "torch", "numpy": "np"}
"""Modules that are imported whole, and the names that they get."""


@dataclass(frozen=True)
class Spelling:
    """What to write for an object, and the edits that bring its name."""

    text: str
    edits: Edits = ()


class NoName(Exception):
    """An object cannot be named: the name has another meaning there, or there is no place for an import."""


@dataclass(frozen=True)
class _Binding:
    """A name that is bound somewhere; `origin` is the full name of what an import binds it to."""

    scope: ast.AST
    origin: str | None = None


class Imports:
    """The imports of a module, and what its names mean."""

    def __init__(self, source: Source) -> None:
        self._source = source

    def origin(self, node: ast.expr) -> str | None:
        """The full dotted name of what a name or an attribute in the module stands for, if one import tells."""
        words: list[str] = []
        base = node
        while isinstance(base, ast.Attribute):
            words.insert(0, base.attr)
            base = base.value
        if not isinstance(base, ast.Name):
            return None
        origin = self._origin_of_name(base.id, base)
        if origin is None:
            return None
        module, _, name = ".".join([origin, *words]).rpartition(".")
        return f"{REEXPORTS.get(module, module)}.{name}" if module else name

    def spell(self, module: str, name: str, use: ast.expr) -> Spelling:
        """What to write at `use` for an object of a module.

        A name that is imported already is used. Otherwise the import is added next to those that are there.

        Raises NoName if that cannot be done.
        """
        known = self._known(module, name, use)
        if known is not None:
            return Spelling(known)
        package, _, last = module.rpartition(".")
        for statement in self._visible(use):
            if not isinstance(statement, ast.ImportFrom) or statement.level or statement.names[0].name == "*":
                continue
            if statement.module == module and module not in CONVENTIONS and self._is_free(name, use):
                return Spelling(name, (self._merged(statement, name),))
            if package and statement.module == package and self._is_free(last, use):
                return Spelling(f"{last}.{name}", (self._merged(statement, last),))
        bound = CONVENTIONS.get(module, last)
        if not self._is_free(bound, use):
            raise NoName(f"`{bound}` has another meaning in this file, so `{bound}.{name}` cannot be written")
        line = f"from {package} import {last}" if package else f"import {module}"
        line += f" as {bound}" if bound != last else ""
        return Spelling(f"{bound}.{name}", (self._new_line(line, use),))

    def _known(self, module: str, name: str, use: ast.expr) -> str | None:
        """The shortest way to write the object with the imports that are there."""
        ways = []
        for statement in self._visible(use):
            for alias in statement.names:
                bound, origin = _binding(statement, alias)
                if self._origin_of_name(bound, use) != origin:
                    continue
                if origin == f"{module}.{name}":
                    ways.append(bound)
                elif origin == module:
                    ways.append(f"{bound}.{name}")
                elif isinstance(statement, ast.Import) and alias.asname is None and alias.name == module:
                    ways.append(f"{module}.{name}")
        return min(ways, key=len, default=None)

    # What names mean

    @functools.cached_property
    def _statements(self) -> list[_Import]:
        return [node for node in ast.walk(self._source.tree) if isinstance(node, _Import)]

    @functools.cached_property
    def _bindings(self) -> dict[str, list[_Binding]]:
        bindings: dict[str, list[_Binding]] = {}
        for statement in self._statements:
            for alias in statement.names:
                name, origin = _binding(statement, alias)
                bindings.setdefault(name, []).append(_Binding(self._scope(statement), origin))
        for node in ast.walk(self._source.tree):
            for name in _names_bound_by(node):
                scope = self._source.tree if isinstance(node, ast.Global | ast.Nonlocal) else self._scope(node)
                bindings.setdefault(name, []).append(_Binding(scope))
        return bindings

    def _scope(self, node: ast.AST) -> ast.AST:
        """The scope in which a node binds names."""
        return next((one for one in self._source.ancestors(node) if isinstance(one, _SCOPES)), self._source.tree)

    def _meaning(self, name: str, use: ast.AST) -> list[_Binding]:
        """All bindings of a name in the innermost scope around `use` that has one."""
        bindings = self._bindings.get(name, [])
        innermost = self._scope(use)
        for scope in self._source.ancestors(use):
            if isinstance(scope, _SCOPES) and (scope is innermost or not isinstance(scope, ast.ClassDef)):
                found = [binding for binding in bindings if binding.scope is scope]
                if found:
                    return found
        return []

    def _origin_of_name(self, name: str, use: ast.AST) -> str | None:
        origins = {binding.origin for binding in self._meaning(name, use)}
        if not origins:
            origins = {f"{module}.{name}" for module in self._starred}
        return origins.pop() if len(origins) == 1 else None

    @functools.cached_property
    def _starred(self) -> set[str]:
        return {
            node.module or ""
            for node in self._statements
            if isinstance(node, ast.ImportFrom) and node.names[0].name == "*"
        }

    def _is_free(self, name: str, use: ast.AST) -> bool:
        """May an import bind the name for `use`? Nothing else does, and nothing reads it as somebody else's."""
        return not self._meaning(name, use) and not any(
            isinstance(node, ast.Name) and node.id == name and not self._meaning(name, node)
            for node in ast.walk(self._source.tree)
        )

    # Where imports stand

    def _visible(self, use: ast.expr) -> list[_Import]:
        """The imports that have been run for certain when a piece of code is, in the order in which they stand."""
        found: list[_Import] = []
        for block, end in self._blocks(use):
            found += [node for node in block[:end] if isinstance(node, _Import)]
        return sorted(found, key=lambda node: node.lineno)

    def _blocks(self, use: ast.expr) -> Iterator[tuple[list[ast.stmt], int]]:
        """The blocks of statements around a node, each with the index of the statement that holds the node."""
        child: ast.AST = use
        for parent in self._source.ancestors(use):
            if not isinstance(parent, ast.ClassDef):
                for _, block in ast.iter_fields(parent):
                    if isinstance(block, list) and isinstance(child, ast.stmt) and child in block:
                        yield block, block.index(child)
            child = parent

    def _merged(self, statement: ast.ImportFrom, name: str) -> Edit:
        return Edit.insertion(self._source.span(statement.names[-1])[1], f", {name}")

    def _new_line(self, line: str, use: ast.expr) -> Edit:
        """An import on a line of its own, in the order in which isort has plain imports."""
        source = self._source
        neighbours = [
            node
            for node in self._visible(use)
            if not (isinstance(node, ast.ImportFrom) and node.module == "__future__") and self._is_alone(node)
        ]
        if not neighbours:
            raise NoName(f"there is no import next to which `{line}` could stand")
        follower = next((node for node in neighbours if _order(line) < _order(ast.unparse(node))), None)
        start, end = source.span(follower or neighbours[-1])
        indentation = source.text[source.line_start(start) : start]
        newline = source.newline_at(start)
        if follower is not None:
            return Edit.insertion(start, line + newline + indentation)
        return Edit.insertion(source.line_end(end), newline + indentation + line)

    def _is_alone(self, node: _Import) -> bool:
        """Is there nothing but the statement on its lines? A comment may follow it."""
        start, end = self._source.span(node)
        before = self._source.text[self._source.line_start(start) : start]
        after = self._source.text[end : self._source.line_end(end)].strip()
        return not before.strip() and (not after or after.startswith("#"))


def _names_bound_by(node: ast.AST) -> list[str]:
    """The names that a node binds, other than by an import."""
    match node:
        case ast.Name(id=name, ctx=ast.Store() | ast.Del()) | ast.arg(arg=name):
            return [name]
        case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.ClassDef(name=name):
            return [name]
        case ast.ExceptHandler(name=str(name)) | ast.MatchAs(name=str(name)) | ast.MatchStar(name=str(name)):
            return [name]
        case ast.MatchMapping(rest=str(name)):
            return [name]
        case ast.Global(names=names) | ast.Nonlocal(names=names):
            return names
    return []


def _order(line: str) -> tuple[bool, bool, str]:
    """The key by which isort sorts: the standard library first, `import` before `from`, then by name."""
    kind, module = line.split()[:2]
    return module.partition(".")[0] not in sys.stdlib_module_names, kind == "from", module.lower()


def _binding(statement: _Import, alias: ast.alias) -> tuple[str, str]:
    """The name that an import binds, and the full name of what it binds it to."""
    if isinstance(statement, ast.ImportFrom):
        module = "." * statement.level + (statement.module or "")
        return alias.asname or alias.name, f"{module}.{alias.name}"
    if alias.asname:
        return alias.asname, alias.name
    top = alias.name.partition(".")[0]
    return top, top
