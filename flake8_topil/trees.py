"""A walk over Python's own syntax trees, at twice the speed of `ast.walk`: trees have tens of thousands of nodes."""

from __future__ import annotations

import ast
import functools
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, TypeAlias

Nodes: TypeAlias = Mapping[type[ast.AST], Sequence[Any]]


def descendants(node: ast.AST) -> Iterator[ast.AST]:
    """The node and all below it, in no particular order, without the contexts of names (`ast.Load`)."""
    stack: list[ast.AST] = [node]
    while stack:
        node = stack.pop()
        yield node
        for field in node._fields:
            value = getattr(node, field, None)
            if type(value) is list:
                stack += [item for item in value if isinstance(item, ast.AST)]
            elif isinstance(value, ast.AST) and type(value) is not ast.Load and type(value) is not ast.Store:
                stack.append(value)


@functools.lru_cache(maxsize=16)
def by_type(node: ast.AST) -> Nodes:
    """The node and all below it by their type, for those who look for more than one thing.

    Kept for the trees that were looked at last: a module is looked at from several sides.
    """
    found: defaultdict[type[ast.AST], list[ast.AST]] = defaultdict(list)
    for below in descendants(node):
        found[type(below)].append(below)
    return found
