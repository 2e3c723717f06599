"""The text of a module with Python's own tree of it, and edits of the text.

Repairs are insertions into the text at places that the tree tells. Nothing is written out from a tree, so whatever is
not edited stays as it is; libcst, which writes modules out, drops form feeds and some blank lines.
"""

from __future__ import annotations

import ast
import bisect
import functools
import itertools
import re
import tokenize
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

_NEWLINE = re.compile(r"\r\n|\r|\n")
_LAYOUT = frozenset(
    [tokenize.NL, tokenize.NEWLINE, tokenize.COMMENT, tokenize.INDENT, tokenize.DEDENT, tokenize.ENDMARKER]
)


@dataclass(frozen=True, order=True)
class Edit:
    """Replace the characters from `start` to before `end` by `text`."""

    start: int
    end: int
    text: str

    @classmethod
    def insertion(cls, at: int, text: str) -> Edit:
        return cls(at, at, text)


Edits = tuple[Edit, ...]


def apply(text: str, edits: Iterable[Edit]) -> str:
    """The text after the edits, which must not overlap; equal ones count once."""
    parts = []
    end = 0
    for edit in in_order(edits):
        if edit.start < end:
            raise ValueError("edits overlap")
        parts += [text[end : edit.start], edit.text]
        end = edit.end
    return "".join([*parts, text[end:]])


def moved(offset: int, edits: Iterable[Edit]) -> int:
    """Where the character at an offset is after the edits; what is inserted right there comes before it."""
    return offset + sum(len(edit.text) - (edit.end - edit.start) for edit in in_order(edits) if edit.start <= offset)


def in_order(edits: Iterable[Edit]) -> list[Edit]:
    """Each edit once, from the beginning of the text to its end; those at one place in the order they are given."""
    return sorted(dict.fromkeys(edits), key=lambda edit: (edit.start, edit.end))


def overlap(edits: Iterable[Edit]) -> bool:
    """Does one edit begin inside another one?"""
    return any(first.end > second.start for first, second in itertools.pairwise(in_order(edits)))


class Source:
    """A module's text, its tree, and the offsets of its nodes.

    Raises SyntaxError if the text is not Python, ValueError if it has null bytes, and RecursionError if it is nested
    too deeply.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.tree = ast.parse(text)
        self._starts = [0, *(match.end() for match in _NEWLINE.finditer(text))]

    # Places

    def offset(self, line: int, column: int) -> int:
        """The offset of a column that counts characters."""
        return self._starts[line - 1] + column

    def place(self, offset: int) -> tuple[int, int]:
        """Line, from 1, and column, from 0, of an offset."""
        line = bisect.bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1]

    def span(self, node: ast.expr | ast.stmt | ast.alias | ast.keyword) -> tuple[int, int]:
        """Where a node starts and ends, without parentheses around it."""
        assert node.end_lineno is not None
        assert node.end_col_offset is not None
        return self._byte_offset(node.lineno, node.col_offset), self._byte_offset(node.end_lineno, node.end_col_offset)

    def _byte_offset(self, line: int, column: int) -> int:
        """The offset of a column that counts bytes of UTF-8, as those of the tree do."""
        start = self._starts[line - 1]
        # A character has one byte at least, so this many are enough.
        return start + len(self.text[start : start + column].encode()[:column].decode(errors="ignore"))

    def line_start(self, offset: int) -> int:
        """The offset of the first character of a line."""
        return self._starts[bisect.bisect_right(self._starts, offset) - 1]

    def line_end(self, offset: int) -> int:
        """The offset at which the line of an offset ends, before the line break."""
        match = _NEWLINE.search(self.text, offset)
        return match.start() if match else len(self.text)

    def newline_at(self, offset: int) -> str:
        """How the line of an offset ends; like the first line, if it is the last one and does not."""
        match = _NEWLINE.search(self.text, offset) or _NEWLINE.search(self.text)
        return match[0] if match else "\n"

    def is_located(self, node: ast.expr) -> bool:
        """Is the node really where the tree says? In f-strings Python before 3.12 is wrong about that."""
        start, end = self.span(node)
        try:
            found = ast.parse(f"({self.text[start:end]}\n)", mode="eval").body
        except (SyntaxError, ValueError):
            return False
        return ast.dump(found) == ast.dump(node)

    # Structure

    @functools.cached_property
    def _parents(self) -> dict[ast.AST, ast.AST]:
        return {child: node for node in ast.walk(self.tree) for child in ast.iter_child_nodes(node)}

    def parent(self, node: ast.AST) -> ast.AST | None:
        return self._parents.get(node)

    def ancestors(self, node: ast.AST) -> Iterator[ast.AST]:
        """The nodes around a node, from the inside to the module."""
        while (node := self._parents.get(node)) is not None:  # type: ignore[assignment]
            yield node

    def function_of(self, node: ast.AST) -> ast.AST:
        """The function, lambda or class in whose body a node stands, or the module."""
        scopes = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda, ast.ClassDef)
        return next((one for one in self.ancestors(node) if isinstance(one, scopes)), self.tree)

    def expressions_at(self, line: int, column: int) -> list[ast.expr]:
        """The expressions that start at a place, the innermost first.

        libcst, which findings are from, leaves a form feed at the start of a line out of its columns.
        """
        if line > len(self._starts):
            return []
        at = self.offset(line, column)
        feeds = self.text[self._starts[line - 1] : at + 1].count("\f")
        for offset in dict.fromkeys((at, at + feeds)):
            found = self._starting.get(offset)
            if found:
                return sorted(found, key=lambda node: self.span(node)[1])
        return []

    @functools.cached_property
    def _starting(self) -> dict[int, list[ast.expr]]:
        starting: dict[int, list[ast.expr]] = {}
        for node in ast.walk(self.tree):
            if isinstance(node, ast.expr):
                starting.setdefault(self.span(node)[0], []).append(node)
        return starting

    # Tokens

    @functools.cached_property
    def _tokens(self) -> list[tuple[str, int, int]]:
        """Text, start and end of every token that is not layout."""
        # Lines as tokenize knows them, so that its columns are those of the text.
        lines = iter([f"{line}\n" for line in _NEWLINE.split(self.text)])
        try:
            return [
                (token.string, self.offset(*token.start), self.offset(*token.end))
                for token in tokenize.generate_tokens(lambda: next(lines, ""))
                if token.type not in _LAYOUT
            ]
        except (tokenize.TokenError, SyntaxError, IndexError):
            return []

    def parenthesised(self, node: ast.expr, before: int) -> tuple[int, int] | None:
        """The span of a node with the parentheses around it that close before an offset; None if there are none."""
        start, end = self.span(node)
        first = bisect.bisect_left(self._tokens, start, key=lambda token: token[1])
        last = bisect.bisect_left(self._tokens, end, key=lambda token: token[2])
        if not _is_token(self._tokens, first, 1, start) or not _is_token(self._tokens, last, 2, end):
            return None
        found = None
        while first > 0 and last + 1 < len(self._tokens):
            first, last = first - 1, last + 1
            if self._tokens[first][0] != "(" or self._tokens[last][0] != ")" or self._tokens[last][2] > before:
                break
            found = self._tokens[first][1], self._tokens[last][2]
        return found


def _is_token(tokens: Sequence[tuple[str, int, int]], index: int, side: int, offset: int) -> bool:
    return index < len(tokens) and tokens[index][side] == offset
