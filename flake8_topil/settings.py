"""What one run looks for, and whether a file is worth the analysis. No imports that flake8 has not made already."""

from __future__ import annotations

import argparse
import ast
import os
from collections.abc import Collection
from dataclasses import dataclass, replace

from flake8.exceptions import ExecutionError
from flake8.style_guide import Decision, DecisionEngine

from flake8_topil.options import Options
from flake8_topil.rules import RULES
from flake8_topil.trees import descendants

CONVERTERS = ("ToPILImage", "to_pil_image")
_CASTS = ("uint8", "byte")
_TEXT_OF_CASTS = ("uint8", "byte(")


@dataclass(frozen=True, slots=True)
class Settings:
    """The options of the analysis, and what a file has to contain to be analysed."""

    options: Options
    texts: tuple[str, ...]
    """A file is left alone if it contains none of these, or if it uses none of the names."""
    names: frozenset[str]

    @classmethod
    def read(cls, given: argparse.Namespace) -> Settings:
        """The settings that flake8's options come to."""
        engine = DecisionEngine(given)
        selected = [rule for rule in RULES if engine.decision_for(rule.code) is Decision.Selected]
        casts = any(rule.is_cast for rule in selected)
        converters: tuple[str, ...] = ()
        if not all(rule.is_cast for rule in selected):
            converters = (*CONVERTERS, *(name.rpartition(".")[2] for name in sorted(given.topil_converters)))
        return cls(
            replace(options_of(given), casts=casts),
            converters + (_TEXT_OF_CASTS if casts else ()),
            frozenset(converters + (_CASTS if casts else ())),
        )

    def occur_in(self, source: str) -> bool:
        """Does the text contain what is looked for? A substring search: fast, and right if it says no."""
        return any(text in source for text in self.texts)

    def are_used_in(self, tree: ast.AST) -> bool:
        """Does code use what is looked for, rather than a comment or a string?"""
        return _uses(tree, self.names)


def check_roots(given: argparse.Namespace) -> None:
    """Make sure that the folders of `--topil-root` are there.

    Raises flake8's ExecutionError if not.
    """
    missing = next((root for root in given.topil_root or () if not os.path.isdir(root)), None)
    if missing is not None:
        raise ExecutionError(f"argument --topil-root: {missing} is not a folder")


def options_of(given: argparse.Namespace) -> Options:
    """The options of the analysis, as flake8 read them."""
    return Options(
        given.topil_bounded,
        given.topil_converters,
        given.topil_torchvision,
        given.topil_follow_imports == "project",
        tuple(given.topil_root or ()),
    )


def _uses(tree: ast.AST, names: Collection[str]) -> bool:
    """Does code read one of the names, or import it under another one?

    Comments, definitions and plain imports do not count; a string does only if it is the name of a dtype.
    """
    for node in descendants(tree):
        match node:
            case ast.Name(id=name, ctx=ast.Load()) | ast.Attribute(attr=name, ctx=ast.Load()):
                used = name
            case ast.alias(name=name, asname=str()):
                used = name.rpartition(".")[2]
            case ast.Constant(value="uint8" as name):
                used = name
            case _:
                continue
        if used in names:
            return True
    return False
