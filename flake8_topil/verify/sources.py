"""Source files: where the calls in them start, and where a converter is handed over instead of called."""

from __future__ import annotations

import ast
import functools
import tokenize
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from flake8_topil.verify.recording.frames import Place

_CONSUMERS = frozenset(
    {"list", "tuple", "set", "frozenset", "dict", "next", "sorted", "sum", "min", "max", "any", "all", "enumerate"}
    | {"zip", "map", "filter", "reversed", "iter", "extend", "join", "reduce", "deque", "chain", "from_iterable"}
)
"""Functions that call, through an iterator, what other code has put into it."""


class Position(NamedTuple):
    """A line, counted from 1, and a column in characters, counted from 0 and None if it is not known."""

    line: int
    column: int | None


class Region(NamedTuple):
    """A part of a source file, from one position up to another."""

    start: tuple[int, int]
    end: tuple[int, int]

    def __contains__(self, position: object) -> bool:
        return isinstance(position, tuple) and self.start <= position < self.end


class Source:
    """One parsed file."""

    def __init__(self, text: str) -> None:
        self.lines = text.splitlines(keepends=True)
        self._tree = ast.parse(text)
        self._calls: dict[tuple[int, int], list[ast.Call]] = defaultdict(list)
        for node in ast.walk(self._tree):
            if isinstance(node, ast.Call):
                self._calls[node.lineno, node.col_offset].append(node)

    @classmethod
    def read(cls, path: Path) -> Source | None:
        """Read and parse a file; None if that is not possible."""
        try:
            with tokenize.open(path) as file:
                return cls(file.read())
        except (OSError, SyntaxError, ValueError):
            return None

    def start(self, place: Place) -> Position:
        """Where the call at a place starts, as the linter counts."""
        if place.column is None:
            return Position(place.line, None)
        node = self._call_at(place)
        line, column = (place.line, place.column) if node is None else (node.lineno, node.col_offset)
        return Position(line, self._characters(line, column))

    def starts_on(self, line: int) -> list[int]:
        """The lines on which those calls start that Python places on a line when it knows no columns.

        A call of a method that stands below its object is placed on the line of the method.
        """
        found = {node.lineno for node in self._method_calls.get(line, [])}
        return sorted(found | {line})

    def marked(self, line: int, column: int | None) -> tuple[int, int]:
        """The part of a line that a call takes up, or the whole line if the column is not known."""
        text = self._line(line).rstrip()
        if column is None:
            return len(text) - len(text.lstrip()), len(text)
        ends = [
            self._characters(line, node.end_col_offset or 0) if node.end_lineno == line else len(text)
            for node in self._calls.get((line, self._bytes(line, column)), [])
        ]
        return column, min(ends, default=len(text))

    def region(self, place: Place) -> Region:
        """What is evaluated at a place: the call, or the head of the statement that iterates."""
        node: ast.AST | None = None
        if place.column is not None:
            node = self._call_at(place)
        if node is not None:
            return self._region(node)
        statement = self._statement_at(place.line)
        if statement is None:
            return Region((place.line, 0), (place.line + 1, 0))
        first = self._region(statement)
        body = getattr(statement, "body", None)
        return Region(first.start, self._region(body[0]).start) if isinstance(body, list) and body else first

    def iterates(self, place: Place) -> bool:
        """Does the code at a place draw from an iterator, rather than call a converter?"""
        if place.column is None:
            return False
        node = self._call_at(place)
        return node is None or _last_name(node.func) in _CONSUMERS

    def hands_over(self, position: tuple[int, int]) -> bool:
        """Is what starts at a position a function that is handed on, or an object that is built around one?"""
        line, column = position
        return (line, self._bytes(line, column)) in self._handed

    @functools.cached_property
    def _handed(self) -> frozenset[tuple[int, int]]:
        found = set()
        for node in ast.walk(self._tree):
            if isinstance(node, ast.Call):
                arguments = [*node.args, *(keyword.value for keyword in node.keywords)]
                names = [one for one in arguments if isinstance(one, ast.Name | ast.Attribute)]
                found |= {(one.lineno, one.col_offset) for one in names}
                if names and _last_name(node.func) == "Lambda":
                    found.add((node.lineno, node.col_offset))
        return frozenset(found)

    @functools.cached_property
    def _method_calls(self) -> dict[int, list[ast.Call]]:
        """The calls of methods that stand below the start of their object, by the line of the method's name."""
        found = defaultdict(list)
        for nodes in self._calls.values():
            for node in nodes:
                if isinstance(node.func, ast.Attribute) and node.func.end_lineno != node.lineno:
                    found[node.func.end_lineno or node.lineno].append(node)
        return found

    def _call_at(self, place: Place) -> ast.Call | None:
        nodes = self._calls.get((place.line, place.column or 0), [])
        for node in nodes:
            if (node.end_lineno, node.end_col_offset) == (place.end_line, place.end_column):
                return node
        for node in self._method_calls.get(place.line, []):
            assert isinstance(node.func, ast.Attribute)
            if (node.func.end_col_offset or 0) - len(node.func.attr.encode()) == place.column:
                return node
        return None

    def _statement_at(self, line: int) -> ast.stmt | None:
        """The innermost statement that a line is part of."""
        found = [node for node in _statements(self._tree) if node.lineno <= line <= (node.end_lineno or node.lineno)]
        return max(found, key=lambda node: (node.lineno, -(node.end_lineno or 0)), default=None)

    def _region(self, node: ast.AST) -> Region:
        assert isinstance(node, ast.stmt | ast.expr)
        end = node.end_lineno or node.lineno
        return Region(
            (node.lineno, self._characters(node.lineno, node.col_offset)),
            (end, self._characters(end, node.end_col_offset or 0)),
        )

    def _line(self, number: int) -> str:
        return self.lines[number - 1] if 0 < number <= len(self.lines) else ""

    def _characters(self, line: int, column: int) -> int:
        return len(self._line(line).encode()[:column].decode(errors="replace"))

    def _bytes(self, line: int, column: int) -> int:
        return len(self._line(line)[:column].encode())


def _statements(tree: ast.AST) -> Iterator[ast.stmt]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.stmt))


def _last_name(node: ast.expr) -> str:
    match node:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
    return ""
