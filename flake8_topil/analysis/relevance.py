"""Which functions of a module can have to do with a converter: the others are never interpreted on their own."""

from __future__ import annotations

from collections.abc import Iterator

import libcst as cst

from flake8_topil.analysis import effects, scopes
from flake8_topil.analysis.slicing import CALLED_THROUGH_INSTANCES, CONVERTERS, Binding, grown


@scopes.remembered
def names_below(node: cst.CSTNode) -> frozenset[str]:
    """Every identifier in a piece of code."""
    return frozenset(n.value for n in scopes.all_nodes(node) if type(n) is cst.Name)


_BINDERS = frozenset(
    {cst.FunctionDef, cst.ClassDef, cst.Assign, cst.AnnAssign, cst.AugAssign, cst.NamedExpr, cst.ImportAlias, cst.Call}
)


def _bindings(tree: cst.Module) -> Iterator[Binding]:
    """What each definition, import or assignment binds, or a method adds to, and the names it is made of."""
    for node in scopes.all_nodes(tree):
        if type(node) not in _BINDERS:
            continue
        if isinstance(node, cst.FunctionDef) and node.name.value in CALLED_THROUGH_INSTANCES:
            continue
        if isinstance(node, cst.FunctionDef | cst.ClassDef):
            yield frozenset((node.name.value,)), names_below(node)
        elif isinstance(node, cst.Assign):
            yield frozenset().union(*(names_below(t.target) for t in node.targets)) - {"self"}, _made_of(node.value)
        elif isinstance(node, cst.Call):
            if isinstance(node.func, cst.Attribute) and effects.is_changing(node.func.attr.value):
                yield names_below(node.func.value) - {"self"}, frozenset().union(*map(names_below, node.args))
        elif isinstance(node, cst.AnnAssign | cst.AugAssign | cst.NamedExpr) and node.value is not None:
            yield names_below(node.target) - {"self"}, _made_of(node.value)
        elif isinstance(node, cst.ImportAlias) and node.asname is not None:
            yield names_below(node.asname), names_below(node.name)


def _made_of(value: cst.BaseExpression) -> frozenset[str]:
    """The names that can make an assigned value a converter: not those of a function that is called on an image."""
    if isinstance(value, cst.Call):
        name = scopes.last_word(value.func)
        if name in CONVERTERS and name.islower():
            return frozenset()
    return names_below(value)


def relevant_names(tree: cst.Module, converters: frozenset[str]) -> frozenset[str]:
    """The converters, and all names whose definition leads to one of them."""
    return grown(CONVERTERS | {name.rpartition(".")[2] for name in converters}, list(_bindings(tree)))
