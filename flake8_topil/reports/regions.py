"""Edits by lines and columns, as reports have them."""

from __future__ import annotations

from dataclasses import dataclass

from flake8_topil.examination import Outcome
from flake8_topil.fix.repair import Repair
from flake8_topil.fix.source import Source, in_order


@dataclass(frozen=True)
class Replacement:
    """An edit; lines and columns count from 1, columns in characters, and the end is not part of it."""

    line: int
    column: int
    end_line: int
    end_column: int
    text: str


def replacements(outcome: Outcome, repair: Repair) -> list[Replacement]:
    """The edits of a repair, in the order of the text."""
    assert outcome.contents is not None
    source = Source(outcome.contents.text)
    result = []
    for edit in in_order(repair.edits):
        (line, column), (end_line, end_column) = source.place(edit.start), source.place(edit.end)
        result.append(Replacement(line, column + 1, end_line, end_column + 1, edit.text))
    return result
