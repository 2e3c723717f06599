"""Lines and columns of a few nodes, without the cost of all.

libcst finds positions by writing the module out again. Only the statements that hold a node in question are written
here, each in a module of its own, and of a class only the statement in its body; Python's own tree tells where they
start.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import libcst as cst
from libcst.metadata import MetadataWrapper, PositionProvider

from flake8_topil.analysis import scopes

Position = tuple[int, int]
"""A line, counted from 1, and a column, counted from 0."""


_Statement: TypeAlias = cst.SimpleStatementLine | cst.BaseCompoundStatement


@dataclass(frozen=True, eq=False)
class _Unit:
    """A statement, what has to be written out to find positions in it, and the line it starts on."""

    statement: cst.CSTNode
    written: _Statement
    line: int


class Positions:
    """Where the nodes of a module start."""

    def __init__(self, module: cst.Module, tree: ast.Module) -> None:
        """`tree` has the statements of `module` as Python parsed them."""
        self._indent = module.default_indent
        self._waiting = _units(module.body, tree.body)
        self._owner: dict[cst.CSTNode, _Unit] = {}
        self._known: dict[_Unit, dict[cst.CSTNode, Position]] = {}

    def find(self, node: cst.CSTNode) -> Position | None:
        """The position of a node; None for one that is not of this module."""
        while node not in self._owner:
            unit = next(self._waiting, None)
            if unit is None:
                return None
            for inner in scopes.all_nodes(unit.statement):
                self._owner.setdefault(inner, unit)
        unit = self._owner[node]
        if unit not in self._known:
            self._known[unit] = self._positions_in(unit)
        return self._known[unit].get(node)

    def _positions_in(self, unit: _Unit) -> dict[cst.CSTNode, Position]:
        alone = cst.Module([unit.written], default_indent=self._indent)
        ranges = MetadataWrapper(alone, unsafe_skip_copy=True).resolve(PositionProvider)
        shift = unit.line - ranges[unit.statement].start.line
        return {node: (range_.start.line + shift, range_.start.column) for node, range_ in ranges.items()}


def _units(body: Sequence[_Statement], parsed: Sequence[ast.stmt]) -> Iterator[_Unit]:
    """The statements of a module; those in the body of a class come before the class, and stand for it."""
    for statement, known in _paired(body, parsed):
        if isinstance(statement, cst.ClassDef) and isinstance(known, ast.ClassDef):
            block = statement.body
            if isinstance(block, cst.IndentedBlock):
                for inner, known_inner in _paired(block.body, known.body):  # type: ignore[arg-type]
                    only = block.with_changes(body=[inner])
                    shell = statement.with_changes(body=only, decorators=(), leading_lines=())
                    yield _Unit(inner, shell, known_inner.lineno)
        yield _Unit(statement, statement, known.lineno)


def _paired(body: Sequence[_Statement], parsed: Sequence[ast.stmt]) -> Iterator[tuple[_Statement, ast.stmt]]:
    """Each statement of libcst, for which all that stands on one line is one, with the first it is for Python."""
    left = iter(parsed)
    for statement in body:
        yield statement, next(left)
        for _ in range(len(statement.body) - 1 if isinstance(statement, cst.SimpleStatementLine) else 0):
            next(left)
