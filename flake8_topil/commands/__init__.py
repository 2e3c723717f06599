"""The subcommands of `flake8-topil`, each loaded when it is called."""

from __future__ import annotations

import importlib
from dataclasses import dataclass

import click

from flake8_topil import __version__
from flake8_topil.cli import EXTRAS, missing


@dataclass(frozen=True)
class Entry:
    """Where a command is, and what the list of commands says of it."""

    target: str
    help: str
    extra: str = "cli"
    """What brings libraries that only this command imports."""


COMMANDS = {
    "check": Entry("flake8_topil.commands.check:check", "Report conversions that can give wrong pixels."),
    "fix": Entry("flake8_topil.commands.fix:fix", "Insert the clamps that are missing."),
    "verify": Entry("flake8_topil.verify.command:verify", "Run a program and compare its pixels.", "verify"),
    "explain": Entry("flake8_topil.commands.explain:explain", "Explain a rule."),
}


class CommandError(click.ClickException):
    """One line on stderr, and status 2."""

    exit_code = 2

    def show(self, file: object = None) -> None:
        click.echo(f"flake8-topil: {self.format_message()}", err=True)


class LazyGroup(click.Group):
    """A group that knows its commands by name, and imports the one that is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        entry = COMMANDS.get(cmd_name)
        if entry is None:
            return None
        module, _, attribute = entry.target.partition(":")
        try:
            command = getattr(importlib.import_module(module), attribute)
        except ModuleNotFoundError as error:
            name = error.name or module
            if name.partition(".")[0] == "flake8_topil":
                raise CommandError(f"this version has no command {cmd_name}") from error
            click.echo(missing(name, EXTRAS.get(name, entry.extra)), err=True)
            ctx.exit(2)
        assert isinstance(command, click.Command)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, entry.help) for name, entry in COMMANDS.items()])


@click.command(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="flake8-topil")
def group() -> None:
    """Find, repair and verify conversions to PIL images that give wrong pixels.

    Exit codes: 0 nothing (left) to do, 1 findings or changes, 2 an error.
    """
