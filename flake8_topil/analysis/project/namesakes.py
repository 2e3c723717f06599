"""Functions of the project that share no more than the name with a converter of torchvision."""

from __future__ import annotations

import ast
import os
from collections.abc import Iterator, Sequence

from flake8_topil.analysis.project import layout, sources
from flake8_topil.analysis.project.layout import Layout
from flake8_topil.analysis.slicing import CONVERTERS
from flake8_topil.models import registry
from flake8_topil.trees import by_type


def are_all(tree: ast.Module, filename: str, roots: Sequence[str]) -> bool:
    """Are all converters that a module names functions and classes which its project defines itself?

    `roots` as for `layout.search_path`.
    """
    nodes = by_type(tree)
    if any(node.attr in CONVERTERS for node in nodes[ast.Attribute]):
        return False
    if any(node.value in CONVERTERS for node in nodes[ast.Constant] if isinstance(node.value, str)):
        return False
    if any(node.id in CONVERTERS for node in nodes[ast.Name] if not isinstance(node.ctx, ast.Load)):
        return False
    if any(alias.name == "*" or alias.asname in CONVERTERS for alias in nodes[ast.alias]):
        return False
    imports = [node for node in nodes[ast.ImportFrom] if any(alias.name in CONVERTERS for alias in node.names)]
    if not imports:
        return False
    return all(_defines_all(source, node) for node, source in _sources(imports, filename, roots))


def _defines_all(source: sources.Source | None, imports: ast.ImportFrom) -> bool:
    names = {alias.name for alias in imports.names} & CONVERTERS
    return source is not None and names <= source.defined


def _sources(
    imports: Sequence[ast.ImportFrom], filename: str, roots: Sequence[str]
) -> Iterator[tuple[ast.ImportFrom, sources.Source | None]]:
    """The imports, each with the module that it takes names from; None where that is not a file of the project.

    What has a model is of a library, wherever it lies.
    """
    search_path = layout.search_path(filename, roots)
    known = Layout()
    for node in imports:
        module = ".".join(layout.absolute(filename, node.level, node.module or ""))
        location = known.imported(filename, node.level, node.module or "", search_path)
        has_model = any(registry.knows(f"{module}.{alias.name}") for alias in node.names if alias.name in CONVERTERS)
        file = None if location is None or has_model else location.file
        yield node, None if file is None else sources.read(os.path.abspath(file))
