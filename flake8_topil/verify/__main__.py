"""`python -m flake8_topil.verify`: the same as `flake8-topil verify`."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command, or say in one line what is not installed."""
    try:
        from flake8_topil.verify.command import verify
    except ModuleNotFoundError as error:
        library = str(error.name).partition(".")[0]
        sys.stderr.write(f"flake8-topil: verify needs {library}: pip install 'flake8-topil[verify]'\n")
        sys.exit(2)
    verify(prog_name="flake8-topil verify")


if __name__ == "__main__":
    main()
