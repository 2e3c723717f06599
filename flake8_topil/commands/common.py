"""What `check` and `fix` share: flake8's options, the files to look at, and looking at them."""

from __future__ import annotations

import contextlib
import functools
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures.process import BrokenProcessPool
from typing import Any, TypeVar

import click

from flake8_topil import flake8_options, parallel, paths
from flake8_topil.commands import CommandError
from flake8_topil.commands.progress import progress
from flake8_topil.examination import Outcome, Run, examine
from flake8_topil.fix.files import Contents, FileError
from flake8_topil.fix.safety import Safety
from flake8_topil.reports.text import shown
from flake8_topil.settings import Settings

_F = TypeVar("_F", bound=Callable[..., Any])

STDIN = "-"

_VALUES = {
    "select": "Codes, or beginnings of codes, to report.",
    "extend-select": "Codes to report besides those that are on by default.",
    "ignore": "Codes not to report.",
    "extend-ignore": "Codes not to report besides those that config files ignore.",
    "per-file-ignores": "Patterns of files, each with codes not to report in them.",
    "exclude": "Patterns of files and folders to leave out.",
    "extend-exclude": "The same, besides those of config files.",
    "config": "The config file to read instead of setup.cfg, tox.ini or .flake8.",
    "append-config": "A further config file.",
    "stdin-display-name": "The name of what is read from stdin.",
    "topil-bounded": "Functions whose result is known to be in [0, 1].",
    "topil-converters": "Further functions that convert like to_pil_image.",
    "topil-torchvision": "The torchvision version to assume.",
    "topil-follow-imports": "project (default): follow imports to other files of the project; none: do not.",
    "topil-root": "Folders in which absolute imports are looked up first.",
}
"""Options of flake8 that are handed to it as they are."""

_FLAGS = {
    "isolated": "Read no config file.",
    "disable-noqa": "Report what `# noqa` comments silence, too.",
}

_FEW_FILES = 8
"""No progress bar for so few."""


def arguments(command: _F) -> _F:
    """Add the paths, flake8's options and --jobs to a command."""
    decorators = [
        click.argument("paths", nargs=-1, required=True, type=click.Path()),
        click.option("--jobs", type=click.IntRange(min=1), help="Processes to use.  [default: all processors]"),
        *(click.option(f"--{name}", metavar="VALUE", help=text) for name, text in _VALUES.items()),
        *(click.option(f"--{name}", is_flag=True, help=text) for name, text in _FLAGS.items()),
    ]
    for decorator in reversed(decorators):
        command = decorator(command)
    return command


def prepared(options: Mapping[str, Any], allowed: frozenset[Safety]) -> Run:
    """The settings of a run.

    Raises CommandError for an option or a config file that flake8 would refuse.
    """
    given = [f"--{name}={value}" for name in _VALUES if (value := options[name.replace("-", "_")]) is not None]
    given += [f"--{name}" for name in _FLAGS if options[name.replace("-", "_")]]
    try:
        namespace = flake8_options.read(given)
    except flake8_options.BadOption as error:
        raise CommandError(str(error)) from error
    return Run(namespace, Settings.read(namespace), allowed)


def examined(run: Run, names: Sequence[str], jobs: int | None) -> Iterator[Outcome]:
    """What becomes of each file that the paths lead to, in their order; `-` is stdin."""
    files = list(_expanded(run, names))
    read = [_read(run, file) for file in files]
    waiting = [one for one in read if isinstance(one, Contents) and run.settings.occur_in(one.text)]
    results = parallel.each(functools.partial(examine, run), waiting, jobs or parallel.default_jobs())
    try:
        with _progress(len(waiting)) as advance:
            for one in read:
                if isinstance(one, Outcome):
                    yield one
                elif run.settings.occur_in(one.text):
                    yield next(results)
                    advance()
                else:
                    yield examine(run, one)
    except BrokenProcessPool as error:
        raise CommandError("a worker process was killed; try again with --jobs=1") from error


def _expanded(run: Run, names: Sequence[str]) -> Iterator[str]:
    if STDIN in names:
        if len(names) > 1:
            raise CommandError("- (stdin) cannot be given together with other paths")
        yield STDIN
        return
    yield from paths.expand(names, run.given)


def _read(run: Run, file: str) -> Contents | Outcome:
    name = run.given.stdin_display_name if file == STDIN else file
    try:
        return Contents.decode(name, sys.stdin.buffer.read()) if file == STDIN else Contents.read(file)
    except FileError as error:
        return Outcome(name, error=str(error))


def _progress(total: int) -> contextlib.AbstractContextManager[Callable[[], None]]:
    return progress("analysing", total) if total > _FEW_FILES else contextlib.nullcontext(lambda: None)


def report_errors(outcomes: Iterable[Outcome]) -> bool:
    """Print one line on stderr for each file with an error; was there one?"""
    failed = [one for one in outcomes if one.error]
    for one in failed:
        click.echo(f"{shown(one.path)}: error: {shown(one.error)}", err=True)
    return bool(failed)


def exit_code(*, failed: bool, found: bool) -> int:
    """2 if something could not be done, 1 if there is something to do, 0 otherwise."""
    return 2 if failed else int(found)
