"""The command `flake8-topil`. It has to start, and say what is missing, where the plugin alone is installed."""

from __future__ import annotations

import sys

EXTRAS = {"click": "cli", "rich": "cli", "pathspec": "cli", "psutil": "verify"}
"""The extra of this package that brings a library."""


def main() -> None:
    """Run the command, or end with status 2 and a line that says what to install."""
    try:
        from flake8_topil.commands import group

        group.main(prog_name="flake8-topil")
    except ModuleNotFoundError as error:
        if error.name not in EXTRAS:
            raise
        sys.stderr.write(missing(error.name, EXTRAS[error.name]) + "\n")
        sys.exit(2)


def missing(library: str, extra: str) -> str:
    """What to do about a library that is not there."""
    return f"flake8-topil: {library} is not installed; run: pip install 'flake8-topil[{extra}]'"
