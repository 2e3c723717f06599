"""`python -m flake8_topil.verify`: the same as `flake8-topil verify`."""

from __future__ import annotations

import sys

from flake8_topil.cli import missing


def main() -> None:
    """Run the command, or say in one line what is not installed."""
    try:
        from flake8_topil.verify.command import verify
    except ModuleNotFoundError as error:
        sys.stderr.write(missing(str(error.name).partition(".")[0], "verify") + "\n")
        sys.exit(2)
    verify(prog_name="flake8-topil verify")


if __name__ == "__main__":
    main()
