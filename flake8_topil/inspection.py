"""What flake8 would report of a module: the findings, less those that options and comments silence."""

from __future__ import annotations

import argparse
import ast
import io
import re
from collections.abc import Sequence

from flake8.formatting.default import Nothing
from flake8.processor import FileProcessor
from flake8.style_guide import Decision, StyleGuideManager
from flake8.violation import Violation

from flake8_topil.analysis import Finding, check
from flake8_topil.settings import Settings

_NEWLINE = re.compile(r"\r\n|\r")


class Comments:
    """The `noqa` comments of one file, as flake8 reads them."""

    def __init__(self, filename: str, given: argparse.Namespace, lines: Sequence[str]) -> None:
        self._processor = FileProcessor(filename, given, lines=list(lines))
        self._is_disabled = given.disable_noqa
        self._silence_all = self._processor.should_ignore_file()

    def silence(self, finding: Finding) -> bool:
        """Does a comment silence a finding?"""
        if self._silence_all:
            return True
        line = self._processor.noqa_line_for(finding.line) or ""
        violation = Violation(
            finding.code, self._processor.filename, finding.line, finding.column + 1, finding.message, line
        )
        return bool(violation.is_inline_ignored(self._is_disabled))


def findings(text: str, filename: str, settings: Settings, tree: ast.Module | None = None) -> list[Finding]:
    """Everything that the analysis finds in a text, whatever its line ends are; `tree` is its tree, if there is one."""
    return check(_NEWLINE.sub("\n", text), filename, settings.options, tree)


def reported(found: Sequence[Finding], text: str, filename: str, given: argparse.Namespace) -> list[Finding]:
    """The findings that flake8 reports, by its own reading of `select`, `ignore`, `per-file-ignores` and `noqa`."""
    if not found:
        return []
    lines = io.StringIO(_NEWLINE.sub("\n", text)).readlines()
    comments = Comments(filename, given, lines)
    guide = StyleGuideManager(given, Nothing(given)).style_guide_for(filename)
    return [
        one for one in found if guide.should_report_error(one.code) is Decision.Selected and not comments.silence(one)
    ]
