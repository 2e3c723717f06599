"""Lines and columns of a few nodes, without the cost of all.

libcst finds positions by writing the module out again. Only the top-level statements that hold a node in question are
written here, each as a module of its own; Python's own parser tells where they start.
"""

from __future__ import annotations

import ast

import libcst as cst
from libcst.metadata import MetadataWrapper, PositionProvider

from flake8_topil.analysis import scopes

Position = tuple[int, int]
"""A line, counted from 1, and a column, counted from 0."""


class Positions:
    """Where the nodes of a module start."""

    def __init__(self, tree: cst.Module) -> None:
        self._tree = tree
        self._lines = _starting_lines(tree)
        self._owner: dict[cst.CSTNode, int] = {}
        self._known: dict[int, dict[cst.CSTNode, Position]] = {}

    def find(self, node: cst.CSTNode) -> Position | None:
        """The position of a node; None for one that is not of this module."""
        if not self._owner:
            for i, statement in enumerate(self._tree.body):
                self._owner.update(dict.fromkeys(scopes.all_nodes(statement), i))
        index = self._owner.get(node)
        if index is None:
            return None
        if index not in self._known:
            self._known[index] = self._of_statement(index)
        return self._known[index].get(node)

    def _of_statement(self, index: int) -> dict[cst.CSTNode, Position]:
        statement = self._tree.body[index]
        alone = cst.Module([statement], default_indent=self._tree.default_indent)
        ranges = MetadataWrapper(alone, unsafe_skip_copy=True).resolve(PositionProvider)
        shift = self._lines[index] - ranges[statement].start.line
        return {node: (range_.start.line + shift, range_.start.column) for node, range_ in ranges.items()}


def _starting_lines(tree: cst.Module) -> list[int]:
    """The line on which each top-level statement starts; statements on one line count once, as in libcst."""
    found = iter(ast.parse(tree.code).body)
    lines = []
    for statement in tree.body:
        width = len(statement.body) if isinstance(statement, cst.SimpleStatementLine) else 1
        lines.append(next(found).lineno)
        for _ in range(width - 1):
            next(found)
    return lines
