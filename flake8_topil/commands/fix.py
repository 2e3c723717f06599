"""`flake8-topil fix`: the repairs, written to the files."""

from __future__ import annotations

import difflib
import io
import sys
from dataclasses import replace
from typing import Any

import click

from flake8_topil.commands.common import STDIN, arguments, examined, exit_code, prepared, report_errors
from flake8_topil.examination import Outcome
from flake8_topil.fix import files
from flake8_topil.fix.repair import ANY_SAFETY, ONLY_SAFE
from flake8_topil.reports.text import shown, summary, unfixed_lines

_STYLES = {"+++": {"bold": True}, "---": {"bold": True}, "@@": {"fg": "cyan"}, "+": {"fg": "green"}, "-": {"fg": "red"}}


@click.command()
@arguments
@click.option("--diff", is_flag=True, help="Print what would change, and write nothing.")
@click.option(
    "--check", "only_check", is_flag=True, help="Write nothing; the exit code tells if something would change."
)
@click.option("--unsafe-fixes", is_flag=True, help="Clamp also what is not proven to be a float tensor.")
def fix(
    paths: tuple[str, ...],
    jobs: int | None,
    diff: bool,
    only_check: bool,
    unsafe_fixes: bool,
    **options: Any,
) -> None:
    """Insert the clamps that are missing, in files, folders or from stdin (-) to stdout.

    Safe repairs change exactly the wrong pixels. The others need --unsafe-fixes: a clamp makes a uint8 image black.

    Exit codes: 0 nothing is left to do, 1 findings are left or files would change, 2 an error.
    """
    run = prepared(options, ANY_SAFETY if unsafe_fixes else ONLY_SAFE)
    is_dry = diff or only_check
    outcomes = []
    for outcome in examined(run, paths, jobs):
        if diff:
            _print_diff(outcome)
        elif paths == (STDIN,):
            _print_text(outcome)
        outcomes.append(outcome if is_dry or paths == (STDIN,) else _written(outcome))
    failed = report_errors(outcomes)
    done = [one for one in outcomes if not one.error]
    for line in unfixed_lines(done):
        click.echo(line, err=True)
    click.echo(summary(done, would=is_dry), err=True)
    left = any(one.repaired.withheld or one.repaired.unfixed for one in done)
    changes = is_dry and any(one.has_changed for one in done)
    click.get_current_context().exit(exit_code(failed=failed, found=left or changes))


def _written(outcome: Outcome) -> Outcome:
    """The outcome after the file has been replaced, if there is something to change."""
    if not outcome.has_changed or outcome.contents is None:
        return outcome
    try:
        files.replace(outcome.contents, outcome.repaired.text)
    except files.FileError as error:
        return replace(outcome, error=str(error))
    return outcome


def _print_text(outcome: Outcome) -> None:
    """Stdin, repaired or as it was: a filter must not swallow what it cannot read."""
    if outcome.contents is not None:
        sys.stdout.buffer.write(outcome.contents.encode(outcome.repaired.text))
        sys.stdout.buffer.flush()


def _print_diff(outcome: Outcome) -> None:
    if outcome.contents is None or not outcome.has_changed:
        return
    name = shown(outcome.path)
    before, after = (
        io.StringIO(text, newline="").readlines() for text in (outcome.contents.text, outcome.repaired.text)
    )
    for line in difflib.unified_diff(before, after, f"a/{name}", f"b/{name}"):
        style = next((style for start, style in _STYLES.items() if line.startswith(start)), {})
        body = line.rstrip("\r\n")
        click.echo(click.style(body, **style) + line[len(body) :], nl=False)  # type: ignore[arg-type]
        if body == line:
            click.echo("\n\\ No newline at end of file")
