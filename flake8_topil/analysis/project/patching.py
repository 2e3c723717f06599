"""What modules assign to each other: `config.CLAMP = False`, `nets.Net.forward = f`, `mock.patch("nets.final", f)`,
`config.OPTIONS["clamp"] = False`.

Such assignments are known by name alone, `attribute` or `Class.attribute`: what has that name may be anything.
"""

from __future__ import annotations

import ast
import functools
import itertools
import os
import re
from collections.abc import Iterator, Sequence

from flake8_topil.analysis import effects
from flake8_topil.trees import Nodes, by_type

_CHANGING = "|".join(sorted(effects.MUTATORS))
_BLOCK = r"(?:^(?:if(?![ \t]+__name__)|elif|else|try|except|finally|with|for|while)\b.*\n(?:(?:[ \t].*)?\n)*?[ \t]+|^)"
"""Comes before a statement that is run at the top level, perhaps in a block."""
_PART = r"(?:\.\w+|\[[^\]\n]*\]|\([^()\n]*\))"
_ASSIGNS = re.compile(
    rf"{_BLOCK}(?:[A-Za-z_]\w*{_PART}+[^=\n(]*=(?!=)|(?!__)[A-Za-z_]\w*[ \t]*(?:[-+*/|%&^@]|\*\*|//)="
    rf"|[A-Za-z_]\w*{_PART}*\.(?:{_CHANGING}|\w+_)\(|.*\bout=|setattr\(|(?:\w+\.)*patch(?:\.object)?\()",
    re.MULTILINE,
)
"""A statement of the top level that may assign to another module or to what is in it."""
_SETTERS = frozenset(("setattr", "object", "patch"))
"""The last words of functions that replace an attribute named by a string."""


def patches(tree: ast.Module) -> frozenset[str]:
    """What the code of a module assigns to what it imports, and to its classes, anywhere in it."""
    nodes = by_type(tree)
    imported = _imported(nodes)
    classes = {node.name for node in tree.body if isinstance(node, ast.ClassDef)}
    chains = itertools.chain(_assigned(nodes, imported | classes), _replaced(nodes, imported))
    return frozenset(itertools.chain((name for chain in chains for name in _names(chain)), _changed(tree, imported)))


def replaced(tree: ast.Module) -> frozenset[str]:
    """What the code replaces by functions that take a name as a string, such as those of `unittest.mock`."""
    nodes = by_type(tree)
    return frozenset(name for chain in _replaced(nodes, _imported(nodes)) for name in _names(chain))


def assigned_in_libraries(tree: ast.Module) -> frozenset[str]:
    """The dotted names of what the code of a module assigns in modules that it imports, anywhere in it."""
    nodes = by_type(tree)
    return _spelled_out(_assigned(nodes, _imported(nodes)), nodes)


def replaced_in_libraries(tree: ast.Module) -> frozenset[str]:
    """The dotted names of what the code replaces by functions that take a name as a string."""
    nodes = by_type(tree)
    return _spelled_out(_replaced(nodes, _imported(nodes)), nodes)


def _spelled_out(chains: Iterator[list[str]], nodes: Nodes) -> frozenset[str]:
    """Chains of names as dotted names that start with that of a module."""
    meant = {alias.asname: alias.name for node in nodes[ast.Import] for alias in node.names if alias.asname}
    for node in nodes[ast.ImportFrom]:
        if node.level == 0:
            meant |= {alias.asname or alias.name: f"{node.module}.{alias.name}" for alias in node.names}
    return frozenset(".".join((meant.get(first, first), *rest)) for first, *rest in chains)


def _replaced(nodes: Nodes, imported: frozenset[str]) -> Iterator[list[str]]:
    """The chains of names that are given to functions as strings."""
    for node in nodes[ast.Call]:
        match node:
            case ast.Call(func=ast.Attribute(attr=setter) | ast.Name(id=setter), args=[first, *rest]) if (
                setter in _SETTERS
            ):
                chain = _chain(first)
                match first, rest:
                    case ast.Constant(value=str(dotted)), _:
                        yield dotted.split(".")
                    case _, [ast.Constant(value=str(name)), *_] if chain and chain[0] in imported:
                        yield [*chain, name]


def imported_modules(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """What import statements may import: the number of dots, and a dotted name that need not be a module's."""
    nodes = by_type(tree)
    for node in nodes[ast.Import]:
        yield from ((0, alias.name) for alias in node.names)
    for node in nodes[ast.ImportFrom]:
        if node.module:
            yield node.level, node.module
        base = f"{node.module}." if node.module else ""
        yield from ((node.level, f"{base}{alias.name}") for alias in node.names if alias.name != "*")


def may_patch(file: str) -> bool:
    """Can what a file does when it is imported assign to other modules?"""
    return occurs_in(file, _ASSIGNS)


def occurs_in(file: str, pattern: re.Pattern[str]) -> bool:
    """Is a pattern found in the text of a file?"""
    try:
        status = os.stat(file)
    except OSError:
        return False
    return _occurs_in(file, pattern, status.st_mtime_ns, status.st_size)


@functools.lru_cache(maxsize=4096)
def _occurs_in(file: str, pattern: re.Pattern[str], modified: int, size: int) -> bool:
    try:
        with open(file, encoding="utf-8", errors="replace") as lines:
            return pattern.search(lines.read()) is not None
    except OSError:
        return False


def _assigned(nodes: Nodes, known: frozenset[str]) -> Iterator[list[str]]:
    """The chains of names that are assigned, from something that was imported or from a class."""
    for node in nodes[ast.Attribute]:
        if isinstance(node.ctx, ast.Store):
            chain = _chain(node)
            if chain and chain[0] in known:
                yield chain


def _changed(tree: ast.Module, imported: frozenset[str]) -> Iterator[str]:
    """What is imported and changed in place by the statements that run when the module is imported."""
    original = {
        alias.asname or alias.name: alias.name
        for node in tree.body
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }
    for node in _run_at_import(tree):
        for chain in map(_beginning, _changed_by(node)):
            if len(chain) > 1 and chain[0] in imported:
                yield from (*_names(chain), chain[1])
            if chain and chain[0] in original:
                yield original[chain[0]]


def _changed_by(node: ast.AST) -> Iterator[ast.expr]:
    """The expressions whose values a piece of code changes in place."""
    match node:
        case ast.Subscript(value=value, ctx=ast.Store() | ast.Del()) | ast.AugAssign(target=value):
            yield value
        case ast.Call(func=called, keywords=keywords):
            if isinstance(called, ast.Attribute) and effects.is_changing(called.attr):
                yield called.value
            yield from (keyword.value for keyword in keywords if keyword.arg == "out")


def _beginning(node: ast.expr) -> list[str]:
    """`[a, b]` for `a.b[0].c` and `a.b(1).c`: the names up to the first item or call."""
    while not _chain(node):
        match node:
            case ast.Attribute(value=inner) | ast.Subscript(value=inner) | ast.Call(func=inner):
                node = inner
            case _:
                return []
    return _chain(node)


def _run_at_import(tree: ast.Module) -> Iterator[ast.AST]:
    stack: list[ast.AST] = list(tree.body)
    while stack:
        node = stack.pop()
        yield node
        if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            stack.extend(ast.iter_child_nodes(node))


def _imported(nodes: Nodes) -> frozenset[str]:
    return frozenset((node.asname or node.name).partition(".")[0] for node in nodes[ast.alias])


def _names(chain: Sequence[str]) -> Iterator[str]:
    """The names by which the last of a chain may be known."""
    if len(chain) == 2:
        yield chain[1]
    if len(chain) > 1:
        yield ".".join(chain[-2:])


def _chain(node: ast.expr | None) -> list[str]:
    """`[a, b, c]` for `a.b.c`; empty for everything else."""
    names: list[str] = []
    while isinstance(node, ast.Attribute):
        names.append(node.attr)
        node = node.value
    return [node.id, *reversed(names)] if isinstance(node, ast.Name) else []
