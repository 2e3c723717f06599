"""The repairs as a codemod of libcst.

    python -m libcst.tool codemod -x flake8_topil.fix.codemod.ClampCommand PATH...

libcst writes the files itself, and leaves out what its trees do not hold, such as form feeds. `flake8-topil fix` keeps
them.
"""

from __future__ import annotations

import argparse
import sys

import libcst as cst
from libcst.codemod import CodemodCommand, CodemodContext

from flake8_topil import flake8_options
from flake8_topil.examination import Run, examine
from flake8_topil.fix.files import Contents
from flake8_topil.fix.repair import ANY_SAFETY, ONLY_SAFE
from flake8_topil.settings import Settings


class ClampCommand(CodemodCommand):
    """Clamps what is converted to PIL images, where that is not proven to be in [0, 1]."""

    DESCRIPTION = "Clamp to [0, 1] what ToPILImage and to_pil_image convert, where it can leave that range."

    @staticmethod
    def add_args(arg_parser: argparse.ArgumentParser) -> None:
        arg_parser.add_argument(
            "--unsafe-fixes",
            action="store_true",
            help="Clamp also what is not proven to be a float tensor.",
        )
        arg_parser.add_argument("--select", metavar="CODES", help="Codes, or beginnings of codes, to repair.")

    def __init__(self, context: CodemodContext, unsafe_fixes: bool = False, select: str | None = None) -> None:
        """Read flake8's config files; end the program with status 2 if flake8 would refuse them."""
        super().__init__(context)
        try:
            given = flake8_options.read([] if select is None else [f"--select={select}"])
        except flake8_options.BadOption as error:
            sys.stderr.write(f"flake8-topil: {error}\n")
            sys.exit(2)
        self._run = Run(given, Settings.read(given), ANY_SAFETY if unsafe_fixes else ONLY_SAFE)

    def transform_module_impl(self, tree: cst.Module) -> cst.Module:
        outcome = examine(self._run, Contents(self.context.filename or "-", tree.bytes, tree.code, tree.encoding))
        if outcome.error:
            self.warn(outcome.error)
        for withheld in outcome.repaired.withheld:
            self.warn(f"line {withheld.finding.line}: {withheld.finding.code} needs --unsafe-fixes: {withheld.reason}")
        for unfixed in outcome.repaired.unfixed:
            self.warn(f"line {unfixed.finding.line}: {unfixed.finding.code} not fixed: {unfixed.reason}")
        if not outcome.has_changed:
            return tree
        return cst.parse_module(outcome.repaired.text, config=tree.config_for_parsing)
