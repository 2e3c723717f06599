"""`flake8-topil verify`."""

from __future__ import annotations

import json
import os
import re
import sys
import tempfile
from collections.abc import Sequence
from functools import partial
from pathlib import Path

import click
from rich.console import Console

from flake8_topil.commands import CommandError
from flake8_topil.commands.progress import progress
from flake8_topil.flake8_options import BadOption
from flake8_topil.verify import console, export, programs
from flake8_topil.verify.loop import Loop, repaired_and_compared
from flake8_topil.verify.programs import CannotVerify, Harness, Program, Result
from flake8_topil.verify.runner import Limits

_WIDTH = 140
"""Columns of the table where there is no terminal."""
_ARGUMENTS = "program arguments"
_SIZE = re.compile(r"(\d+(?:\.\d+)?)\s*([KMGT]?)i?B?", re.IGNORECASE)


def _bytes(ctx: click.Context, param: click.Parameter, value: str) -> int:
    """A number of bytes, written as 512M or 8G."""
    match = _SIZE.fullmatch(value.strip())
    if match is None:
        raise click.BadParameter(f"{value!r} is not a size such as 512M or 8G", ctx, param)
    return int(float(match[1]) * 1024 ** " KMGT".index(match[2].upper() or " "))


class _Command(click.Command):
    """Keeps what stands after `--` apart: it belongs to the program."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if "--" in args:
            at = args.index("--")
            ctx.meta[_ARGUMENTS] = args[at + 1 :]
            args = args[:at]
        return super().parse_args(ctx, args)


@click.command(cls=_Command, options_metavar="[OPTIONS]")
@click.argument("paths", nargs=-1, metavar="[PATH... | SCRIPT -- ARGS | -m MODULE -- ARGS]")
@click.option("-m", "module", metavar="MODULE", help="Run a module, as python -m does.")
@click.option("--json", "json_file", type=click.Path(dir_okay=False, path_type=Path), help="Write the results as JSON.")
@click.option("--html", "html_file", type=click.Path(dir_okay=False, path_type=Path), help="Write one HTML page.")
@click.option(
    "--pictures",
    type=click.Path(file_okay=False, path_type=Path),
    help="Write a picture of each call site that went wrong: as converted, as it should be, where they differ.",
)
@click.option(
    "--timeout",
    type=click.FloatRange(min=0, min_open=True),
    default=300.0,
    show_default=True,
    metavar="SECONDS",
    help="For each program.",
)
@click.option(
    "--memory", callback=_bytes, default="8G", show_default=True, help="For each program, with its subprocesses."
)
@click.option(
    "--jobs",
    type=click.IntRange(min=1),
    default=os.cpu_count() or 1,
    help="Programs to run at a time.  [default: one a core]",
)
@click.option(
    "--repair",
    is_flag=True,
    help="Then repair copies of the programs, also unsafely, run these, compare the pixels.",
)
@click.option("--python", default=sys.executable, help="The interpreter to run them with.  [default: this one]")
@click.pass_context
def verify(
    ctx: click.Context,
    paths: tuple[str, ...],
    module: str | None,
    json_file: Path | None,
    html_file: Path | None,
    pictures: Path | None,
    timeout: float,
    memory: int,
    jobs: int,
    repair: bool,
    python: str,
) -> None:
    """Run programs, and compare the pixels of every conversion with those of the clamped value.

    Every PATH is run as a program; in a folder, every Python file, each of which has to bear out what the linter says
    of it. This is the only command that runs the code it is given.

    The exit status is 1 if wrong pixels were seen at a call that the linter is silent about, if a fixture does not do
    what it expects, or if a repair is not right; 2 if a program could not be run to its end.
    """
    try:
        chosen = _chosen(paths, module, ctx.meta.get(_ARGUMENTS))
        programs.require_torchvision(python)
        with tempfile.TemporaryDirectory(prefix="topil-") as folder:
            environment = programs.shared_environment(jobs)
            harness = Harness(python, Limits(timeout, memory), Path(folder), environment=environment)
            with progress("running", len(chosen)) as advance:
                results = programs.in_parallel(harness.verify, chosen, jobs, advance)
            loops = _loops(harness, results, jobs) if repair else []
            if json_file is not None:
                export.write_text(
                    json_file, json.dumps(export.as_json(results, loops), indent=1, allow_nan=False) + "\n"
                )
            if html_file is not None or pictures is not None:
                _illustrate(results, html_file, pictures)
    except (CannotVerify, BadOption) as error:
        raise CommandError(str(error)) from None
    except OSError as error:
        raise CommandError(f"{error.filename}: {error.strerror}" if error.filename else str(error)) from None
    screen = Console(width=None if sys.stdout.isatty() else _WIDTH)
    console.show(results, screen)
    if repair:
        console.show_loops(loops, screen)
    ctx.exit(status(results, loops))


def status(results: Sequence[Result], loops: Sequence[Loop]) -> int:
    """The exit status: what is refuted weighs more than what could not be run."""
    if any(result.is_refuted for result in results) or any(loop.problems for loop in loops):
        return 1
    return 0 if all(result.is_reliable for result in results) else 2


def _chosen(paths: Sequence[str], module: str | None, arguments: Sequence[str] | None) -> list[Program]:
    if module is not None:
        if paths:
            raise CannotVerify(f"-m {module} and {paths[0]}: give a module or paths; arguments stand after --")
        return [programs.module(module, arguments or ())]
    if not paths:
        raise CannotVerify("nothing to run: give folders, scripts, or -m MODULE")
    if arguments is None:
        return programs.in_paths(paths)
    if len(paths) > 1:
        raise CannotVerify("arguments after -- belong to one script, and several paths are given")
    return [programs.script(paths[0], arguments)]


def _loops(harness: Harness, results: Sequence[Result], jobs: int) -> list[Loop]:
    with progress("repairing", len(results)) as advance:
        return programs.in_parallel(partial(repaired_and_compared, harness), results, jobs, advance)


def _illustrate(results: Sequence[Result], html_file: Path | None, pictures: Path | None) -> None:
    try:
        from flake8_topil.verify import drawing, report
    except ModuleNotFoundError as error:
        library = str(error.name).partition(".")[0]
        raise CannotVerify(f"the page and the pictures need {library}: pip install 'flake8-topil[verify]'") from None
    if html_file is not None:
        export.write_text(html_file, report.page(results))
    if pictures is not None:
        drawing.save_all(results, pictures)
