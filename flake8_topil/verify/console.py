"""The results as a table for a terminal."""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from flake8_topil.verify.claims import Claim, Verdict
from flake8_topil.verify.loop import Loop
from flake8_topil.verify.programs import Result

_STYLES = {
    Verdict.CONFIRMED: "green",
    Verdict.NOT_OBSERVED: "yellow",
    Verdict.MISSED: "bold red",
    Verdict.CLEAN: "green",
    Verdict.ALLOWED: "dim",
}


def show(results: Sequence[Result], console: Console) -> None:
    """Print every call site, what else there is to say of the programs, and the sums."""
    console.print(_table(results))
    for result in results:
        for note in notes(result):
            console.print(f"{result.program.name}: {note}", markup=False, highlight=False, soft_wrap=True)
    console.print(summary(results), markup=False, highlight=False, soft_wrap=True)


def _table(results: Sequence[Result]) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("call site", overflow="fold", no_wrap=False)
    table.add_column("finding")
    table.add_column("verdict")
    for name in ("runs", "range", "wrong pixels"):
        table.add_column(name, justify="right")
    for result in results:
        for claim in result.claims:
            table.add_row(
                escape(relative(claim)),
                claim.finding.code if claim.finding else "",
                f"[{_STYLES[claim.verdict]}]{claim.verdict.value}[/]",
                str(len(claim.conversions)),
                escape(shown_range(claim)),
                shown_share(claim),
            )
    return table


def relative(claim: Claim) -> str:
    """The place of a claim; the file from the working directory or from the installed package's folder."""
    file = str(claim.file)
    folder = re.match(r".*[/\\](?:site|dist)-packages[/\\]", file)
    if folder is not None:
        return claim.where.removeprefix(folder[0])
    return claim.where.removeprefix(f"{Path.cwd()}{os.sep}")


def shown_range(claim: Claim) -> str:
    """What the values were, as in `[-0.02, 1.03]`."""
    if claim.lo is None or claim.hi is None:
        return ""
    return f"[{claim.lo:.4g}, {claim.hi:.4g}]"


def shown_share(claim: Claim) -> str:
    """The share of wrong pixels, never rounded to none or to all."""
    if not claim.wrong:
        return "0" if claim.pixels else ""
    if claim.wrong == claim.pixels:
        return "100 %"
    return f"{min(max(claim.share * 100, 0.01), 99.99):.2f} %"


def notes(result: Result) -> list[str]:
    """What a user has to know of a program besides its call sites."""
    found = []
    if not result.run.ended_well:
        last = result.run.stderr.strip().rpartition(os.linesep)[2].rpartition("\n")[2]
        found.append(result.run.ending + (f": {last}" if last else ""))
    if result.record.clamps:
        found.append(f"torchvision {result.record.torchvision} clamps by itself: no pixel can be wrong")
    if not result.record.conversions:
        found.append("nothing was converted")
    elif not result.converted:
        found.append("nothing was converted, except by torchvision itself")
    found += [f"line {one.line}: expected {one.code}, not confirmed" for one in result.unconfirmed]
    found += [
        f"line {one.position.line}: {one.finding.code} is reported, not expected"
        for one in result.unexpected
        if one.finding
    ]
    found += [f"{relative(claim)}: {error}" for claim in result.claims for error in claim.errors]
    found += [f"{relative(claim)}: {claim.nan} NaN, not counted as wrong" for claim in result.claims if claim.nan]
    found += [f"the recorder failed: {text.strip().rpartition(chr(10))[2]}" for text in result.record.failures]
    return found


def summary(results: Sequence[Result]) -> str:
    """The sums, in one line."""
    counts = Counter(claim.verdict for result in results for claim in result.claims)
    parts = [f"{counts[verdict]} {verdict.value}" for verdict in Verdict]
    expected = sum(len(result.expectations) for result in results)
    if expected:
        missing = sum(len(result.unconfirmed) for result in results)
        parts.append(f"{expected - missing} of {expected} expectations confirmed")
    conversions = sum(result.converted for result in results)
    return f"{_plural(len(results), 'program')}, {_plural(conversions, 'conversion')}: {', '.join(parts)}"


def _plural(count: int, noun: str) -> str:
    return f"{count:,} {noun}" + ("" if count == 1 else "s")


def show_loops(loops: Sequence[Loop], console: Console) -> None:
    """Print what the repairs did."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("program", overflow="fold")
    for name in ("repaired", "left", "wrong pixels", "afterwards"):
        table.add_column(name, justify="right")
    table.add_column("")
    for loop in loops:
        if loop.fixed or loop.unfixed or loop.problems:
            before, after = loop.wrong
            verdict = "[bold red]not right[/]" if loop.problems else "[green]right[/]" if loop.fixed else ""
            pixels = [f"{before:,}", f"{after:,}"] if loop.fixed else ["", ""]
            counts = [str(len(loop.fixed)), str(len(loop.unfixed)), *pixels]
            table.add_row(escape(loop.before.program.name), *counts, verdict)
    console.print(table)
    for loop in loops:
        name = loop.before.program.name
        lines = [f"line {one.finding.line}: {one.finding.code} is not repaired: {one.reason}" for one in loop.unfixed]
        for line in [*lines, *loop.problems]:
            console.print(f"{name}: {line}", markup=False, highlight=False, soft_wrap=True)
    fixed = sum(len(loop.fixed) for loop in loops)
    bad = sum(bool(loop.problems) for loop in loops)
    console.print(f"{_plural(fixed, 'call')} repaired, {_plural(bad, 'program')} not right", highlight=False)
