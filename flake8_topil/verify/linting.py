"""The static side: what the linter says of a file, with the settings that flake8 would use here."""

from __future__ import annotations

import argparse
import functools
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from flake8_topil import flake8_options
from flake8_topil.analysis import Finding, check
from flake8_topil.inspection import Comments
from flake8_topil.options import parse_version
from flake8_topil.settings import options_of


@dataclass(frozen=True)
class Reported:
    """A finding, and whether a `noqa` comment silences it."""

    finding: Finding
    is_silenced: bool

    @property
    def position(self) -> tuple[int, int]:
        return self.finding.line, self.finding.column


class Linter:
    """Lints with flake8's configuration, for one version of torchvision."""

    def __init__(self, torchvision: str) -> None:
        given = _given()
        options = options_of(given)
        self.options = replace(options, torchvision=parse_version(torchvision)) if torchvision else options

    def lint(self, path: Path, lines: Sequence[str]) -> list[Reported]:
        """All conversions that are not proven safe, also those whose rule is off or ignored by the configuration."""
        comments = Comments(str(path), _given(), lines)
        return [
            Reported(finding, comments.silence(finding))
            for finding in check("".join(lines), str(path), self.options)
            if not finding.code.startswith("TPI2")
        ]


@functools.cache
def _given() -> argparse.Namespace:
    return flake8_options.read([])
