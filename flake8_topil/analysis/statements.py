"""Statements: states before to states after, along every way control can take."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import libcst as cst

from flake8_topil.analysis import (
    calls,
    conditions,
    containers,
    descriptors,
    expressions,
    hooks,
    imports,
    objects,
    patterns,
    scopes,
    targets,
)
from flake8_topil.analysis.places import Part, Place, is_part_of, is_single, sites
from flake8_topil.analysis.polynomial import Polynomial
from flake8_topil.analysis.signals import Unreachable
from flake8_topil.analysis.state import State, join_states
from flake8_topil.analysis.values import (
    NONE,
    Class,
    Function,
    Instance,
    Kind,
    Lib,
    LibObject,
    Numeric,
    Seq,
    Value,
    badness,
    join_all,
    renewed,
)

if TYPE_CHECKING:
    from flake8_topil.analysis.machine import Machine

States = tuple[State, ...]

_MAX_PARTITIONS = 4
_MAX_ROUNDS = 8
_WIDEN_AFTER = 2
_UNROLLED = 6


@dataclass(frozen=True, slots=True)
class Flow:
    """How a piece of code can be left, and the states in which it is."""

    next: States = ()
    breaks: States = ()
    continues: States = ()
    returns: States = ()
    raises: States = ()

    def beside(self, other: Flow) -> Flow:
        """The ways of two alternatives."""
        return Flow(
            self.next + other.next,
            self.breaks + other.breaks,
            self.continues + other.continues,
            self.returns + other.returns,
            self.raises + other.raises,
        )


Executor = Callable[["Machine", Any], Flow]
EXECUTORS: dict[type[cst.CSTNode], Executor] = {}


def executes(*kinds: type[cst.CSTNode]) -> Callable[[Executor], Executor]:
    def decorate(function: Executor) -> Executor:
        for kind in kinds:
            EXECUTORS[kind] = function
        return function

    return decorate


def run(machine: Machine, node: cst.CSTNode, state: State) -> Flow:
    """Execute one statement from one state."""
    machine.step()
    machine.update(state)
    executor = EXECUTORS.get(type(node))
    try:
        return Flow((machine.state,)) if executor is None else executor(machine, node)
    except Unreachable:
        return Flow()


def run_all(machine: Machine, nodes: Iterable[cst.CSTNode], states: States) -> Flow:
    """Execute statements one after the other, from each of the states."""
    flow = Flow(states)
    for node in nodes:
        after = Flow()
        for state in flow.next:
            after = after.beside(run(machine, node, state))
        flow = replace(flow, next=()).beside(after)
        flow = replace(flow, next=merged(machine, flow.next))
        if not flow.next:
            break
    return flow


def run_block(machine: Machine, block: cst.BaseSuite, states: States) -> Flow:
    return run_all(machine, block.body, states)


def merged(machine: Machine, states: States) -> States:
    """Join the states that no condition to come can tell apart."""
    if len(states) < 2:
        return states
    groups: dict[tuple[object, ...], State] = {}
    for state in states:
        key = conditions.partition_key(machine, state)
        groups[key] = join_states(groups[key], state) if key in groups else state
    few = len(groups) <= _MAX_PARTITIONS and not machine.is_coarse and not machine.in_nested_loop
    return tuple(groups.values()) if few else (joined(states),)


def joined(states: Sequence[State]) -> State:
    """One state that covers them all."""
    result = states[0]
    for state in states[1:]:
        result = join_states(result, state)
    return result


# Functions


def run_function(machine: Machine, node: cst.FunctionDef, body: Sequence[cst.CSTNode]) -> Value:
    """Execute the body of a function in the present frame; what it returns or, for a generator, yields.

    Raises Unreachable if it never returns.
    """
    machine.yields.append([])
    flow = run_all(machine, body, (machine.state,))
    produced = machine.yields.pop()
    ends = [*flow.returns, *(machine.with_result(state, NONE) for state in flow.next)]
    if not ends and (node.decorators or machine.owners.get(node) is not None):
        # Another class, or what a decorator registers, may do what this one only refuses to.
        return machine.unknown(f"`{node.name.value}`, which always raises here", node)
    result = machine.merge_results(ends)
    if scopes.is_generator(node):
        return Seq("generator", middle=renewed(join_all(produced)) if produced else None)
    return result


# Simple statements


@executes(cst.SimpleStatementLine, cst.SimpleStatementSuite)
def simple_line(machine: Machine, node: cst.SimpleStatementLine) -> Flow:
    return run_all(machine, node.body, (machine.state,))


def _going_on(machine: Machine) -> Flow:
    return Flow((machine.state,))


@executes(cst.Expr)
def expression(machine: Machine, node: cst.Expr) -> Flow:
    value = machine.evaluate(node.value)
    if isinstance(node.value, cst.Call):
        _note_discarded(machine, node.value, value)
    return _going_on(machine)


def _note_discarded(machine: Machine, node: cst.Call, value: Value) -> None:
    """Remember on a value that a clamp of it was computed and thrown away."""
    if not isinstance(value, Numeric) or value.history.bounded is None or value.history.bounded.node is not node:
        return
    candidates = [node.func.value] if isinstance(node.func, cst.Attribute) else []
    candidates += [arg.value for arg in node.args[:1]]
    if any(arg.keyword is not None and arg.keyword.value == "out" for arg in node.args):
        return
    # Names alone: another expression may do something when it is evaluated again.
    subjects = [machine.evaluate(c) for c in candidates if scopes.dotted(c) is not None]
    subject = next((s for s in subjects if isinstance(s, Numeric) and s.kind is not Kind.NUMBER), None)
    if subject is None or subject.place is None or badness(subject) == 0:
        return
    content = machine.state.content(subject.place)
    if isinstance(content, Numeric):
        history = replace(content.history, discarded=value.history.bounded)
        machine.state = machine.state.set(subject.place, replace(content, history=history))


@executes(cst.Assign)
def assign(machine: Machine, node: cst.Assign) -> Flow:
    if isinstance(node.value, cst.IfExp) and conditions.is_correlated(machine, node.value.test):
        return _assign_by_branch(machine, node, node.value)
    value = machine.evaluate(node.value)
    for target in node.targets:
        targets.assign(machine, target.target, value)
        if len(node.targets) > 1:
            value = machine.evaluate(target.target)
    return _going_on(machine)


def _assign_by_branch(machine: Machine, node: cst.Assign, value: cst.IfExp) -> Flow:
    """`x = a if test else b`, where the test recurs: as an if statement, whose branches can be told apart later."""
    flow = Flow()
    for outcome, state in conditions.split(machine, value.test):
        branch = node.with_changes(value=value.body if outcome else value.orelse)
        flow = flow.beside(run(machine, branch, state))
    return flow


@executes(cst.AnnAssign)
def annotated_assign(machine: Machine, node: cst.AnnAssign) -> Flow:
    if node.value is not None:
        targets.assign(machine, node.target, machine.evaluate(node.value))
    return _going_on(machine)


@executes(cst.AugAssign)
def augmented_assign(machine: Machine, node: cst.AugAssign) -> Flow:
    left = machine.evaluate(node.target)
    right = machine.evaluate(node.value)
    targets.augment(machine, node, expressions.operate(machine, node.operator, left, right, node))
    return _going_on(machine)


@executes(cst.Import)
def import_(machine: Machine, node: cst.Import) -> Flow:
    imports.run_import(machine, node)
    return _going_on(machine)


@executes(cst.ImportFrom)
def import_from(machine: Machine, node: cst.ImportFrom) -> Flow:
    imports.run_import_from(machine, node)
    return _going_on(machine)


@executes(cst.Return)
def return_(machine: Machine, node: cst.Return) -> Flow:
    value = NONE if node.value is None else machine.evaluate(node.value)
    stored = machine.stored(value, node)
    return Flow(returns=(machine.with_result(machine.state, stored),))


@executes(cst.Raise)
def raise_(machine: Machine, node: cst.Raise) -> Flow:
    if node.exc is not None:
        machine.evaluate(node.exc)
    return Flow(raises=(machine.state,))


@executes(cst.Break)
def break_(machine: Machine, node: cst.Break) -> Flow:
    return Flow(breaks=(machine.state,))


@executes(cst.Continue)
def continue_(machine: Machine, node: cst.Continue) -> Flow:
    return Flow(continues=(machine.state,))


@executes(cst.Assert)
def assert_(machine: Machine, node: cst.Assert) -> Flow:
    outcomes = conditions.split(machine, node.test)
    return Flow(
        next=tuple(state for outcome, state in outcomes if outcome),
        raises=tuple(state for outcome, state in outcomes if not outcome),
    )


@executes(cst.Del)
def delete(machine: Machine, node: cst.Del) -> Flow:
    for target in [e.value for e in node.target.elements] if isinstance(node.target, cst.Tuple) else [node.target]:
        if isinstance(target, cst.Name):
            machine.unbind(target.value)
        elif isinstance(target, cst.Attribute):
            objects.delete_attribute(machine, machine.evaluate(target.value), target.attr.value, target)
        elif isinstance(target, cst.Subscript):
            containers.delete_item(machine, machine.evaluate(target.value), target)
    return _going_on(machine)


# Definitions


@executes(cst.FunctionDef)
def function_definition(machine: Machine, node: cst.FunctionDef) -> Flow:
    owner = machine.class_here()
    function: Value = Function(node, machine.frame, calls.evaluate_defaults(machine, node.params), owner=owner)
    if owner is not None:
        machine.owners[node] = owner
    machine.definitions.setdefault(node, function)  # type: ignore[arg-type]
    for decorator in reversed(node.decorators):
        function = _decorated(machine, decorator.decorator, function)
    machine.bind(node.name.value, function, node)
    return _going_on(machine)


def _decorated(machine: Machine, decorator: cst.BaseExpression, function: Value) -> Value:
    """The function after a decorator; one that this module does not show is taken to leave it as it is."""
    target = machine.evaluate(decorator)
    is_wrapper = isinstance(target, Function) or (isinstance(target, LibObject) and target.args[:1] != ())
    if is_wrapper or descriptors.makes_object(target):
        return calls.call(machine, target, calls.Arguments((function,)), decorator)
    return function


@executes(cst.ClassDef)
def class_definition(machine: Machine, node: cst.ClassDef) -> Flow:
    bases = tuple(machine.evaluate(arg.value) for arg in node.bases if arg.star == "")
    frame = machine.frame_for(node, machine.frame, None, is_class=True)
    cls = Class(node, frame, bases)
    machine.classes[frame] = cls
    with machine.in_frame(frame, conditions.NO_CORRELATION):
        flow = run_block(machine, node.body, (machine.state,))
    if not flow.next:
        return flow
    machine.state = joined(flow.next)
    descriptors.name_all(machine, cls)
    machine.bind(node.name.value, cls, node)
    return _going_on(machine)


# Branches


@executes(cst.If)
def if_(machine: Machine, node: cst.If) -> Flow:
    flow = Flow()
    for outcome, state in conditions.split(machine, node.test):
        if outcome:
            flow = flow.beside(run_block(machine, node.body, (state,)))
        elif node.orelse is None:
            flow = flow.beside(Flow((state,)))
        elif isinstance(node.orelse, cst.Else):
            flow = flow.beside(run_block(machine, node.orelse.body, (state,)))
        else:
            flow = flow.beside(run(machine, node.orelse, state))
    return flow


@executes(cst.Match)
def match(machine: Machine, node: cst.Match) -> Flow:
    subject = machine.stored(machine.evaluate(node.subject), node)
    flow = Flow()
    waiting: States = (machine.state,)
    for case in node.cases:
        still_waiting: States = ()
        for state in waiting:
            machine.state = state
            matched, missed = patterns.match(machine, case.pattern, machine.state.load(subject), node.subject)
            still_waiting += missed
            for entered in matched:
                machine.state = entered
                outcomes = [(True, entered)] if case.guard is None else conditions.split(machine, case.guard)
                for outcome, after in outcomes:
                    if outcome:
                        flow = flow.beside(run_block(machine, case.body, (after,)))
                    else:
                        still_waiting += (after,)
        waiting = merged(machine, still_waiting)
    return flow.beside(Flow(waiting))


# Loops


@executes(cst.For)
def for_(machine: Machine, node: cst.For) -> Flow:
    source = containers.iterate(machine, machine.evaluate(node.iter), node.iter)
    if source.middle is None and len(source.head) <= _UNROLLED:
        return _unrolled(machine, node, source.head)

    drawn: list[Value] = []
    effects = len(machine.effects)

    def enter(state: State) -> Flow:
        machine.update(state)
        every = join_all(source.elements) if source.elements else Numeric.unknown()
        drawn[:] = [containers.drawn(machine, every, node)]
        targets.assign(machine, node.target, drawn[0])
        return run_block(machine, node.body, (machine.state,))

    flow = Flow()
    start: States = (machine.state,)
    if source.head or source.tail:
        first = enter(machine.state)
        start = first.next + first.continues
        flow = Flow((), (), (), first.returns, first.raises)
        after = Flow(next=first.breaks)
    else:
        after = Flow()
    if start:
        head, body = _fixpoint(machine, node, joined(start), lambda state: ((state,), enter(state)))
        flow = flow.beside(Flow((), (), (), body.returns, body.raises))
        after = after.beside(Flow(next=body.breaks))
        back = body.next + body.continues
        if back and not source.head and not source.tail:
            head = _with_all_parts(head, joined(back), source.middle, drawn[0], machine.effects[effects:])
        exhausted = Flow((head,)) if node.orelse is None else run_block(machine, node.orelse.body, (head,))
        after = after.beside(exhausted)
    flow = flow.beside(after)
    return replace(flow, next=merged(machine, flow.next))


def _with_all_parts(head: State, back: State, part: Value | None, drawn: Value, written: list[Place]) -> State:
    """The state after a loop over the parts of a tensor: what the body made of one part, it has made of all.

    That holds if the body wrote to the tensor through the loop variable alone.
    """
    if isinstance(part, Seq) and isinstance(drawn, Seq):
        # `for channel, mean, std in zip(image, means, stds)`
        for each, drawn_each in zip(part.head, drawn.head, strict=False):
            head = _with_all_parts(head, back, each, drawn_each, written)
        return head
    if not (isinstance(part, Numeric) and isinstance(part.place, Part) and isinstance(drawn, Numeric) and drawn.place):
        return head
    whole, one = part.place.of, drawn.place
    through = [p for p in written if p == one or is_part_of(p, one)]
    others = [p for p in written if p not in through and not sites(p).isdisjoint(sites(whole))]
    content = back.content(one)
    if not through or others or not is_single(whole) or not isinstance(content, Numeric):
        return head
    return head.write(whole, replace(content, poly=None))


def _unrolled(machine: Machine, node: cst.For, items: tuple[Value, ...]) -> Flow:
    """A loop over elements that are known one by one."""
    flow = Flow()
    states: States = (machine.state,)
    after: States = ()
    for item in items:
        bodies = Flow()
        for state in states:
            machine.update(state)
            targets.assign(machine, node.target, item)
            bodies = bodies.beside(run_block(machine, node.body, (machine.state,)))
        states = merged(machine, bodies.next + bodies.continues)
        after += bodies.breaks
        flow = flow.beside(Flow((), (), (), bodies.returns, bodies.raises))
    exhausted = Flow(states)
    if node.orelse is not None and states:
        exhausted = run_block(machine, node.orelse.body, states)
    flow = flow.beside(exhausted).beside(Flow(after))
    return replace(flow, next=merged(machine, flow.next))


@executes(cst.While)
def while_(machine: Machine, node: cst.While) -> Flow:
    def enter(state: State) -> tuple[States, Flow]:
        machine.update(state)
        outcomes = conditions.split(machine, node.test)
        going_in = tuple(after for outcome, after in outcomes if outcome)
        leaving = tuple(after for outcome, after in outcomes if not outcome)
        return leaving, run_block(machine, node.body, going_in) if going_in else Flow()

    first_leaving, first = enter(machine.state)
    flow = Flow((), (), (), first.returns, first.raises)
    leaving, breaks = first_leaving, first.breaks
    again = first.next + first.continues
    if again:
        head, body = _fixpoint(machine, node, joined(again), enter)
        later_leaving, _ = enter(head)
        leaving += later_leaving
        breaks += body.breaks
        flow = flow.beside(Flow((), (), (), body.returns, body.raises))
    leaving = merged(machine, leaving)
    exhausted = Flow(leaving)
    if node.orelse is not None and leaving:
        exhausted = run_block(machine, node.orelse.body, leaving)
    flow = flow.beside(exhausted).beside(Flow(breaks))
    return replace(flow, next=merged(machine, flow.next))


def _fixpoint(
    machine: Machine, node: cst.For | cst.While, entry: State, enter: Callable[[State], tuple[States, Flow]]
) -> tuple[State, Flow]:
    """The state at the head of a loop in any round, and the ways out of its body from there."""
    with machine.loop(node, entry) as loop:
        head = loop.first_guess(entry)
        for round_ in range(_MAX_ROUNDS):
            _, body = enter(head)
            back = body.next + body.continues
            later = join_states(head, joined(back)) if back else head
            if later.store == head.store:
                break
            head = widened(head, later) if round_ >= _WIDEN_AFTER else later
        else:
            head = given_up(head, later)
            _, body = enter(head)
        loop.settle(entry, head)
    return head, body


def widened(before: State, after: State) -> State:
    """The later state, with every range that still grows taken to its next threshold."""
    store = dict(after.store)
    for key, value in after.store.items():
        old = before.store.get(key)
        if isinstance(value, Numeric) and isinstance(old, Numeric) and value != old:
            range_, seen = old.range.widen(value.range), old.seen.widen(value.seen)
            store[key] = replace(value, range=range_, seen=seen, poly=Polynomial.fresh(range_))
    return State(store, after.facts)


def given_up(before: State, after: State) -> State:
    """A state that covers whatever a loop does to the values that never settle."""
    store = dict(after.store)
    for key, value in after.store.items():
        if value != before.store.get(key):
            store[key] = Numeric.unknown(value.why if isinstance(value, Numeric) else None)
    return State(store, after.facts)


# Exceptions and contexts


@executes(cst.Try, cst.TryStar)
def try_(machine: Machine, node: cst.Try | cst.TryStar) -> Flow:
    start = machine.state
    seen: list[State] = [start]
    machine.recorders.append(seen)
    try:
        body = run_block(machine, node.body, (start,))
    finally:
        machine.recorders.pop()
    flow = replace(body, next=(), raises=())
    if node.handlers:
        caught = joined(_distinct([*seen, *body.raises]))
        for handler in node.handlers:
            machine.update(caught)
            if handler.name is not None:
                targets.assign(machine, handler.name.name, Lib("builtins.Exception"))
            flow = flow.beside(run_block(machine, handler.body, (machine.state,)))
        if not _catches_all(node):
            flow = flow.beside(Flow(raises=(caught,)))
    else:
        flow = flow.beside(Flow(raises=(joined(_distinct([*seen, *body.raises])),)))
    if body.next:
        otherwise = Flow(body.next) if node.orelse is None else run_block(machine, node.orelse.body, body.next)
        flow = flow.beside(otherwise)
    flow = replace(flow, next=merged(machine, flow.next))
    return flow if node.finalbody is None else _finally(machine, node.finalbody.body, flow)


def _distinct(states: list[State]) -> list[State]:
    return list({id(state.store): state for state in states}.values())


def _catches_all(node: cst.Try | cst.TryStar) -> bool:
    for handler in node.handlers:
        if handler.type is None or scopes.dotted(handler.type) in ("Exception", "BaseException"):
            return True
    return False


def _finally(machine: Machine, block: cst.BaseSuite, flow: Flow) -> Flow:
    """Run a final block on every way out; it goes on in the same way unless it leaves on its own."""
    result = Flow()
    for way in ("next", "breaks", "continues", "returns", "raises"):
        states: States = getattr(flow, way)
        if states:
            after = run_block(machine, block, (joined(states),) if way != "next" else states)
            result = result.beside(replace(after, next=())).beside(Flow(**{way: after.next}))
    return result


@executes(cst.With)
def with_(machine: Machine, node: cst.With) -> Flow:
    swallows = False
    for item in node.items:
        manager = machine.evaluate(item.item)
        swallows = swallows or _swallows(manager)
        if isinstance(manager, LibObject) and manager.name == hooks.HANDLE:
            hooks.enter(machine, manager)
        if item.asname is not None:
            entered = None
            if isinstance(manager, Instance):
                entered = objects.call_method(machine, manager, "__enter__", ())
            targets.assign(machine, item.asname.name, _entered(manager) if entered is None else entered)
    start = machine.state
    if not swallows:
        return run_block(machine, node.body, (start,))
    seen: list[State] = [start]
    machine.recorders.append(seen)
    try:
        body = run_block(machine, node.body, (start,))
    finally:
        machine.recorders.pop()
    left = joined(_distinct([*seen, *body.raises]))
    return replace(body, raises=(), next=merged(machine, (*body.next, left)))


def _swallows(manager: Value) -> bool:
    """Can a context manager end an exception?"""
    if isinstance(manager, LibObject | Lib):
        return manager.name in ("contextlib.suppress", "pytest.raises")
    if isinstance(manager, Instance):
        return any(
            isinstance(n, cst.FunctionDef) and n.name.value in ("__exit__", "__aexit__")
            for n in scopes.own_nodes(manager.cls.node.body)
        )
    return False


def _entered(manager: Value) -> Value:
    """What `with ... as` binds: most managers of images and tensors give themselves."""
    if isinstance(manager, Seq) and manager.type == "generator":
        return join_all(manager.elements) if manager.elements else Numeric.unknown()
    return manager
