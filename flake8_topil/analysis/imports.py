"""Import statements: names of library objects."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import libcst as cst

from flake8_topil.analysis import objects, scopes
from flake8_topil.analysis.values import Lib
from flake8_topil.models import registry

if TYPE_CHECKING:
    from flake8_topil.analysis.machine import Machine


def module_name(filename: str) -> str:
    """The dotted name of the module in a file, from the `__init__.py` files around it; empty for standard input.

    Where there are none, every folder whose name could be a package's counts as one.
    """
    path, extension = os.path.splitext(os.path.abspath(filename))
    if extension not in (".py", ".pyi") or not os.path.exists(filename):
        return ""
    folder, name = os.path.split(path)
    parts = [] if name == "__init__" else [name]
    regular = os.path.exists(os.path.join(folder, "__init__.py"))
    while os.path.basename(folder).isidentifier():
        if regular and not os.path.exists(os.path.join(folder, "__init__.py")):
            break
        folder, package = os.path.split(folder)
        parts.insert(0, package)
    return ".".join(parts)


def package_of(filename: str) -> str:
    """The package against which the relative imports of a file are resolved."""
    name = module_name(filename)
    return name if os.path.basename(filename) == "__init__.py" else name.rpartition(".")[0]


def run_import(machine: Machine, node: cst.Import) -> None:
    """`import a.b`, `import a.b as c`"""
    for alias in node.names:
        full = scopes.dotted(alias.name) or ""
        if alias.asname is not None and isinstance(alias.asname.name, cst.Name):
            machine.bind(alias.asname.name.value, Lib(registry.canonical(full)), node)
        else:
            top = full.partition(".")[0]
            machine.bind(top, Lib(top), node)


def run_import_from(machine: Machine, node: cst.ImportFrom) -> None:
    """`from a import b as c`, `from a import *`"""
    source = _source(machine, node)
    if isinstance(node.names, cst.ImportStar):
        machine.star_imports.append(source)
        return
    for alias in node.names:
        name = scopes.dotted(alias.name) or ""
        bound = alias.asname.name.value if alias.asname and isinstance(alias.asname.name, cst.Name) else name
        machine.bind(bound, objects.library_attribute(machine, Lib(source), name, alias.name), node)


def _source(machine: Machine, node: cst.ImportFrom) -> str:
    module = "" if node.module is None else scopes.dotted(node.module) or ""
    level = len(node.relative)
    if level == 0:
        return module
    package = machine.package.split(".") if machine.package else []
    base = package[: len(package) - level + 1] if level > 1 else package
    return ".".join([*(base or ["<package>"]), *([module] if module else [])])
