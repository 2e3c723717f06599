#!/usr/bin/env python3
"""Write the README's table of rules from the rule objects.

usage: python tools/rules_table.py
"""

from __future__ import annotations

from pathlib import Path

from flake8_topil.rules import RULES

README = Path(__file__).parents[1] / "README.md"
BEGIN, END = "<!-- rules:begin -->", "<!-- rules:end -->"


def table() -> str:
    """The table, as Markdown."""
    rows = [f"| {one.code} | {one.name} | {one.when} | {'on' if one.default else 'off'} |" for one in RULES]
    return "\n".join(["| code | name | reported when | default |", "|---|---|---|---|", *rows])


def updated(text: str) -> str:
    """The text with the table between the markers replaced by the present one."""
    before, begin, rest = text.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise ValueError(f"{BEGIN} and {END} are not both in the text")
    return f"{before}{BEGIN}\n{table()}\n{END}{after}"


if __name__ == "__main__":
    README.write_text(updated(README.read_text(encoding="utf-8")), encoding="utf-8")
