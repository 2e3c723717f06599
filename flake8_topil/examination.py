"""One file from its bytes to its findings and its repaired text; made to run in a process of its own."""

from __future__ import annotations

import argparse
import functools
import warnings
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from flake8_topil.analysis import Finding
from flake8_topil.fix.files import Contents
from flake8_topil.fix.repair import NoFix, Repair, Repaired, repair
from flake8_topil.fix.safety import Safety
from flake8_topil.fix.source import Source
from flake8_topil.inspection import findings, reported
from flake8_topil.settings import Settings


@dataclass(frozen=True)
class Run:
    """What is the same for all files of a run."""

    given: argparse.Namespace
    """flake8's options."""
    settings: Settings
    allowed: frozenset[Safety]
    """The repairs that may be made."""


@dataclass(frozen=True)
class Outcome:
    """What became of one file."""

    path: str
    contents: Contents | None = None
    """None for a file that could not be read."""
    repaired: Repaired = field(default_factory=lambda: Repaired(""))
    error: str = ""

    @property
    def findings(self) -> list[Finding]:
        """What flake8 would report, in the order of the lines."""
        found = [one.finding for one in self.repairs] + [one.finding for one in self.repaired.unfixed]
        return sorted(found, key=lambda one: (one.line, one.column, one.code))

    @property
    def repairs(self) -> tuple[Repair, ...]:
        return self.repaired.fixed + self.repaired.withheld

    @property
    def has_changed(self) -> bool:
        return self.contents is not None and not self.error and self.repaired.text != self.contents.text


def examine(run: Run, contents: Contents) -> Outcome:
    """Analyse a file, and repair what may be repaired. Nothing is written, and nothing is raised."""
    try:
        return _examine(run, contents)
    except Exception as error:  # One file must never end the work on the others.
        message = f"internal error, please report it: {type(error).__name__}: {error}"
        return Outcome(contents.path, contents, Repaired(contents.text), message)


def _examine(run: Run, contents: Contents) -> Outcome:
    nothing = Outcome(contents.path, contents, Repaired(contents.text))
    if not run.settings.occur_in(contents.text):
        return nothing
    with warnings.catch_warnings():
        # Those of the analysed code, such as for invalid escape sequences, are not ours to show.
        warnings.simplefilter("ignore")
        try:
            tree = Source(contents.text).tree
        except SyntaxError as error:
            return replace(nothing, error=f"cannot be parsed: line {error.lineno}: {error.msg}")
        except (ValueError, RecursionError, MemoryError) as error:
            return replace(nothing, error=f"cannot be parsed: {error}")
        if not run.settings.are_used_in(tree):
            return nothing
        found = findings(contents.text, contents.path, run.settings, tree)
        wanted = reported(found, contents.text, contents.path, run.given)
        return replace(nothing, repaired=_repaired(run, contents, wanted, found))


def _repaired(run: Run, contents: Contents, wanted: Sequence[Finding], found: Sequence[Finding]) -> Repaired:
    check = functools.partial(findings, filename=contents.path, settings=run.settings)
    options = run.settings.options
    made = repair(contents.text, wanted, check, allowed=run.allowed, converters=options.converters, before=found)
    try:
        contents.encode(made.text)
    except UnicodeError:
        reason = f"the file's encoding, {contents.encoding}, cannot hold the repair"
        return Repaired(contents.text, unfixed=tuple(NoFix(one, reason) for one in wanted))
    return made
