"""The analysis of one module: its body, then every function that others may call."""

from __future__ import annotations

import ast
import contextlib
import gc
import sys
from collections.abc import Iterator, Mapping, Sequence

import libcst as cst

from flake8_topil import models  # noqa: F401  (fills the registry)
from flake8_topil.analysis import (
    by_name,
    conditions,
    findings,
    positions,
    scopes,
    slicing,
    statements,
)
from flake8_topil.analysis.entries import Entries
from flake8_topil.analysis.findings import Finding
from flake8_topil.analysis.machine import Machine
from flake8_topil.analysis.outside import Callers
from flake8_topil.analysis.project import namesakes
from flake8_topil.analysis.project.module import Analysed
from flake8_topil.analysis.signals import BudgetExceeded
from flake8_topil.analysis.state import State
from flake8_topil.analysis.summaries import Summaries
from flake8_topil.analysis.values import (
    Value,
    join,
)
from flake8_topil.options import Options

_RECURSION_LIMIT = 6000
_BODY_STEPS = 32_000


def check(
    source: str, filename: str = "-", options: Options | None = None, tree: ast.Module | None = None
) -> list[Finding]:
    """Find the conversions of a module whose input is not proven to be in range.

    `tree` is what `ast.parse` makes of the source, for callers that have it already. Source that Python or libcst
    cannot parse gives no findings. If the analysis fails or takes too long, every conversion that is found by name is
    reported as unknown, with the reason. Never raises.
    """
    with _without_collection():
        return _findings(source, filename, options or Options(), tree)


def _findings(source: str, filename: str, options: Options, tree: ast.Module | None) -> list[Finding]:
    try:
        part = slicing.Slice(source, tree or ast.parse(source))
        if not options.casts:
            if options.follow and namesakes.are_all(part.tree, filename, options.roots):
                return []
            # Casts stand in functions that have nothing to do with a converter.
            part = slicing.relevant(source, part.tree, options.converters, Analysed(filename, part.tree).sees(options))
        module = cst.parse_module(part.source)
    except (SyntaxError, cst.ParserSyntaxError, RecursionError, ValueError, MemoryError):
        return []
    machine = Machine(module, options, Analysed(filename, part.tree))
    try:
        with _deep_recursion():
            run_module(machine, Callers(machine, run_module))
    except Exception as error:  # One file must never end a run of flake8.
        by_name.report(machine, module, f"the analysis failed ({type(error).__name__})")
    try:
        return _located_findings(positions.Positions(module, part.tree), machine)
    finally:
        machine.close()
        scopes.forget()


def evaluate(source: str, options: Options | None = None) -> Mapping[str, Value]:
    """The abstract values of a module's names after its body has run."""
    tree = cst.parse_module(source)
    machine = Machine(tree, options or Options(), Analysed("-", ast.parse(source)))
    flow = statements.run_all(machine, tree.body, (State(),))
    end = statements.joined(flow.next)
    return {
        key[1]: end.load(value)
        for key, value in end.store.items()
        if isinstance(key, tuple) and key[0] is machine.root and isinstance(key[1], str)
    }


@contextlib.contextmanager
def _without_collection() -> Iterator[None]:
    """Keep the garbage collector from searching the trees again and again: they grow and stay until the end."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


@contextlib.contextmanager
def _deep_recursion() -> Iterator[None]:
    """Room for nested expressions and calls, each of which takes several Python frames."""
    before = sys.getrecursionlimit()
    sys.setrecursionlimit(max(before, _RECURSION_LIMIT))
    try:
        yield
    finally:
        sys.setrecursionlimit(before)


def run_module(machine: Machine, callers: Callers | None = None) -> None:
    """Interpret the body of a module, then whatever in it can be called from elsewhere."""
    with machine.in_frame(machine.root, conditions.correlation(machine.tree)):
        machine.project.find_replaced()
        ends = _run_body(machine)
        if ends is None:
            with machine.coarsely():
                ends = _run_body(machine)
        if ends is None:
            by_name.report(machine, machine.tree, by_name.TOO_COMPLEX)
            ends = (machine.state,)
        machine.state = _with_reassigned_globals(machine, statements.joined(ends))
        machine.summaries = Summaries(machine, machine.state)
        Entries(machine, machine.summaries, callers).run()


def _run_body(machine: Machine) -> Sequence[State] | None:
    """The states after the body of a module; None if it takes too long."""
    machine.budget(_BODY_STEPS)
    try:
        flow = statements.run_all(machine, machine.tree.body, (State(),))
    except BudgetExceeded:
        machine.unwind()
        return None
    return flow.next or (machine.state,)


def _with_reassigned_globals(machine: Machine, state: State) -> State:
    """Global variables that functions assign hold anything by the time another function runs."""
    for node in scopes.all_nodes(machine.tree):
        if type(node) is cst.Global:
            for item in node.names:
                key = (machine.root, item.name.value)
                present = state.get(key)
                unknown = machine.unknown(f"global `{item.name.value}`", node)
                state = state.set(key, unknown if present is None else join(present, unknown))
    return state


def _located_findings(places: positions.Positions, machine: Machine) -> list[Finding]:
    reported = machine.observations.reported()

    def place_of(node: cst.CSTNode) -> str | None:
        found = places.find(node)
        return machine.project.place_of(node) if found is None else f"(line {found[0]})"

    result = []
    for node, seen in reported:
        found = places.find(node)
        if found is not None:
            text = findings.message(seen.code, _converter_name(node), seen.value, place_of)
            discarded = seen.value.history.discarded
            result.append(
                Finding(
                    *found,
                    seen.code,
                    text,
                    frozenset(machine.observations.inputs[node]),
                    None if discarded is None or discarded.node is None else places.find(discarded.node),
                )
            )
    return sorted(result, key=lambda finding: (finding.line, finding.column, finding.code))


def _converter_name(node: cst.CSTNode) -> str:
    if isinstance(node, cst.Call):
        name = scopes.described(node.func)
        return name.removesuffix("(...)").rpartition(".")[2] or "to_pil_image"
    return scopes.described(node).rpartition(".")[2] if isinstance(node, cst.BaseExpression) else "to_pil_image"
