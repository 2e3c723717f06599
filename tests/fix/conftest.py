"""Repairs go through the command, as a process of its own."""

from ..cli.conftest import topil, write

__all__ = ["topil", "write"]
