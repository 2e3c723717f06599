"""`flake8-topil explain`: the page of a rule."""

from __future__ import annotations

import sys

import click

from flake8_topil.commands import CommandError
from flake8_topil.explanation import page
from flake8_topil.rules import RULES, Rule


@click.command()
@click.argument("codes", nargs=-1, required=True, metavar="CODE...")
def explain(codes: tuple[str, ...]) -> None:
    """Explain rules: what they report, why that is bad, and what to write instead."""
    rules = [_rule(code) for code in codes]
    text = "\n".join(map(page, rules))
    if not sys.stdout.isatty():
        click.echo(text, nl=False)
        return
    from rich.console import Console
    from rich.markdown import Markdown

    Console().print(Markdown(text))


def _rule(code: str) -> Rule:
    known = {rule.code: rule for rule in RULES} | {rule.name: rule for rule in RULES}
    try:
        return known[code.upper() if code.upper() in known else code]
    except KeyError:
        codes = ", ".join(rule.code for rule in RULES)
        raise CommandError(f"there is no rule {code!r}; the rules are {codes}") from None
