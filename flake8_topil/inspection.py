"""What flake8 would report of a module: the findings, less those that options and comments silence."""

from __future__ import annotations

import argparse
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


def findings(text: str, filename: str, settings: Settings) -> list[Finding]:
    """Everything that the analysis finds in a text, whatever its line ends are."""
    return check(_NEWLINE.sub("\n", text), filename, settings.options)


def reported(found: Sequence[Finding], text: str, filename: str, given: argparse.Namespace) -> list[Finding]:
    """The findings that flake8 reports, by its own reading of `select`, `ignore`, `per-file-ignores` and `noqa`."""
    if not found:
        return []
    lines = io.StringIO(_NEWLINE.sub("\n", text)).readlines()
    processor = FileProcessor(filename, given, lines)
    if processor.should_ignore_file():
        return []
    guide = StyleGuideManager(given, Nothing(given)).style_guide_for(filename)
    return [
        one
        for one in found
        if guide.should_report_error(one.code) is Decision.Selected
        and not Violation(
            one.code, filename, one.line, one.column + 1, one.message, processor.noqa_line_for(one.line) or ""
        ).is_inline_ignored(given.disable_noqa)
    ]
