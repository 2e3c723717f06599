"""The command itself: what it imports, what it says where something is missing, and the rule pages."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from flake8_topil.rules import RULES

from ..plugin.conftest import run
from .conftest import Topil

WITHOUT = """\
import sys
sys.modules[{library!r}] = None
from flake8_topil.cli import main
sys.argv = ["flake8-topil", "check", "."]
main()
"""

IMPORTED = """\
import sys
from flake8_topil.cli import main
sys.argv = ["flake8-topil", *{arguments!r}]
try:
    main()
finally:
    print("\\n", *sorted({{"libcst", "torch", "numpy", "rich", "jsonschema"}} & set(sys.modules)))
"""


@pytest.mark.parametrize("library", ["click", "pathspec"])
def test_a_missing_library_gives_one_line_that_helps(tmp_path: Path, library: str) -> None:
    result = run(sys.executable, "-c", WITHOUT.format(library=library), cwd=tmp_path)
    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr == f"flake8-topil: {library} is not installed; run: pip install 'flake8-topil[cli]'\n"


@pytest.mark.parametrize("arguments", [("--help",), ("--version",), ("explain", "TPI001")])
def test_nothing_slow_is_imported_without_need(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    result = run(sys.executable, "-c", IMPORTED.format(arguments=arguments), cwd=tmp_path)
    assert result.returncode == 0
    assert result.stdout.splitlines()[-1].split() == []


def test_help_lists_the_commands(topil: Topil) -> None:
    shown = topil("--help").stdout
    assert all(name in shown for name in ("check", "fix", "verify", "explain"))


def test_an_unknown_command(topil: Topil) -> None:
    result = topil("repair")
    assert result.returncode == 2
    assert "No such command 'repair'" in result.stderr


@pytest.mark.parametrize("code", [rule.code for rule in RULES])
def test_explain(topil: Topil, code: str) -> None:
    page = topil("explain", code.lower()).stdout
    rule = next(one for one in RULES if one.code == code)
    assert page.startswith(f"# {code} {rule.name}\n")
    headings = [line for line in page.splitlines() if line.startswith("## ")]
    assert headings == ["## What it does", "## Why is this bad", "## Example", "## Use instead", "## Fix"]
    assert all(text.rstrip() in page for text in (rule.what, rule.why, rule.example, rule.instead, rule.fix))


def test_explain_an_unknown_rule(topil: Topil) -> None:
    result = topil("explain", "TPI999")
    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr.startswith("flake8-topil: there is no rule 'TPI999'; the rules are TPI001, ")
