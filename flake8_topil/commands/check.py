"""`flake8-topil check`: the findings without flake8, in the formats that other tools read."""

from __future__ import annotations

import importlib
from typing import Any

import click

from flake8_topil.commands.common import arguments, examined, exit_code, prepared, report_errors
from flake8_topil.fix.repair import ANY_SAFETY

FORMATS = {
    "text": "flake8_topil.reports.text",
    "json": "flake8_topil.reports.json",
    "sarif": "flake8_topil.reports.sarif",
    "github": "flake8_topil.reports.github",
}
"""Modules with a function `render(outcomes)` that gives a text."""


@click.command()
@arguments
@click.option("--format", "format_", type=click.Choice(list(FORMATS)), default="text", show_default=True)
def check(paths: tuple[str, ...], jobs: int | None, format_: str, **options: Any) -> None:
    """Report conversions in files, folders or stdin (-) that can give wrong pixels.

    [*] marks findings that `flake8-topil fix` repairs, [*!] those that it repairs with --unsafe-fixes. The options are
    read from flake8's config files, and comments such as `# noqa: TPI001` count.

    Exit codes: 0 no findings, 1 findings, 2 an error.
    """
    outcomes = list(examined(prepared(options, ANY_SAFETY), paths, jobs))
    render = importlib.import_module(FORMATS[format_]).render
    click.echo(render(outcomes), nl=False)
    failed = report_errors(outcomes)
    click.get_current_context().exit(exit_code(failed=failed, found=any(one.findings for one in outcomes)))
