"""Exceptions by which the interpreter leaves what it is interpreting; none of them leaves the analysis."""

from __future__ import annotations


class BudgetExceeded(Exception):
    """The file needs more work than linting may take."""


class Unreachable(Exception):
    """The path ends here: the program exits, or a function that was called always raises."""
