"""Conversions that are found by their name alone, where code was not interpreted to its end."""

from __future__ import annotations

from collections.abc import Iterator

import libcst as cst

from flake8_topil.analysis import relevance, scopes
from flake8_topil.analysis.machine import Machine
from flake8_topil.analysis.slicing import CONVERTERS, grown
from flake8_topil.analysis.values import Numeric, Why

TOO_COMPLEX = "the code is too complex to analyse"


def report(machine: Machine, code: cst.CSTNode, reason: str) -> None:
    """Report what `code` converts as unknown, except where worse is known."""
    machine.has_given_up = True
    value = Numeric.unknown(Why(reason))
    for node in _conversions(code, _names(machine.tree, machine.options.converters)):
        machine.observations.convert(value, node)


def _names(tree: cst.Module, converters: frozenset[str]) -> frozenset[str]:
    """The names of converters, under imports and assignments."""
    bindings = []
    for node in scopes.all_nodes(tree):
        if isinstance(node, cst.Assign) and (name := _name_of(node.value)) is not None:
            bound = frozenset().union(*(relevance.names_below(target.target) for target in node.targets))
            bindings.append((bound - {"self"}, frozenset((name,))))
        elif isinstance(node, cst.ImportAlias) and node.asname is not None:
            bindings.append((relevance.names_below(node.asname), relevance.names_below(node.name)))
    return grown(CONVERTERS | {name.rpartition(".")[2] for name in converters}, bindings)


def _name_of(value: cst.BaseExpression) -> str | None:
    """The name of a converter, or of the class that an object is made of."""
    if isinstance(value, cst.Call):
        made = scopes.last_word(value.func)
        return made if made[:1].isupper() else None
    return scopes.last_word(value) or None


def _conversions(code: cst.CSTNode, names: frozenset[str]) -> Iterator[cst.CSTNode]:
    assigned = {node.value for node in scopes.all_nodes(code) if isinstance(node, cst.Assign)}
    called = {node.func for node in scopes.all_nodes(code) if isinstance(node, cst.Call)}
    for node in scopes.all_nodes(code):
        if isinstance(node, cst.Call) and isinstance(node.func, cst.Call):
            if scopes.last_word(node.func.func) in names:
                yield node
        elif isinstance(node, cst.Call) and scopes.last_word(node.func) in names:
            made = scopes.last_word(node.func)[:1].isupper()
            if not made or (node not in assigned and node not in called):
                yield node
        elif isinstance(node, cst.Arg | cst.Element) and scopes.last_word(node.value) in names:
            # map(to_pil, images)
            yield node.value
