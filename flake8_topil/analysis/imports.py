"""Import statements: names of what is in other modules. What they stand for is looked up when they are used."""

from __future__ import annotations

from typing import TYPE_CHECKING

import libcst as cst

from flake8_topil.analysis import objects, scopes
from flake8_topil.analysis.values import Lib
from flake8_topil.models import registry

if TYPE_CHECKING:
    from flake8_topil.analysis.machine import Machine


def run_import(machine: Machine, node: cst.Import) -> None:
    """`import a.b`, `import a.b as c`"""
    for alias in node.names:
        full = machine.project.named(scopes.dotted(alias.name) or "")
        if alias.asname is not None and isinstance(alias.asname.name, cst.Name):
            machine.bind(alias.asname.name.value, Lib(registry.canonical(full)), node)
        else:
            written = scopes.dotted(alias.name) or ""
            top = written.partition(".")[0]
            machine.bind(top, Lib(full.removesuffix(written) + top), node)


def run_import_from(machine: Machine, node: cst.ImportFrom) -> None:
    """`from a import b as c`, `from a import *`"""
    importer = machine.project.module_of(machine.frame)
    level = len(node.relative)
    source = importer.absolute(level, "" if node.module is None else scopes.dotted(node.module) or "")
    source = source if level else machine.project.named(source)
    if isinstance(node.names, cst.ImportStar):
        exported = machine.project.exports(source, importer)
        if exported is None:
            importer.star_imports.append(source)
        for name in exported or ():
            machine.bind(name, Lib(registry.canonical(f"{source}.{name}")), node)
        return
    for alias in node.names:
        name = scopes.dotted(alias.name) or ""
        bound = alias.asname.name.value if alias.asname and isinstance(alias.asname.name, cst.Name) else name
        machine.bind(bound, objects.library_value(machine, Lib(source), name, alias.name), node)
