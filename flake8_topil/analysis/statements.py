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
    contexts,
    declarations,
    descriptors,
    expressions,
    generators,
    imports,
    iterators,
    objects,
    operators,
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
    Dict,
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


WAYS = ("next", "breaks", "continues", "returns", "raises")


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

    def then(self, after: Sequence[Flow]) -> Flow:
        """The ways of this code followed by code that is run from each of the states after it."""
        if len(after) == 1 and after[0].only_goes_on:
            return Flow(after[0].next, self.breaks, self.continues, self.returns, self.raises)
        flow = Flow((), self.breaks, self.continues, self.returns, self.raises)
        for alternative in after:
            flow = flow.beside(alternative)
        return flow

    @property
    def only_goes_on(self) -> bool:
        """Is there no way out but to the next statement?"""
        return not (self.breaks or self.continues or self.returns or self.raises)


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
        after = [run(machine, node, state) for state in flow.next]
        flow = flow.then(after)
        if len(flow.next) > 1:
            flow = replace(flow, next=merged(machine, flow.next))
        elif not flow.next:
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


def run_function(
    machine: Machine, node: cst.FunctionDef, body: Sequence[cst.CSTNode], consumer: generators.Consumer | None = None
) -> Value:
    """Execute the body of a function in the present frame; what it returns or, for a generator, yields.

    Raises Unreachable if it never returns.
    """
    taker = generators.Collector() if consumer is None else consumer
    machine.yields.append(taker)
    flow = run_all(machine, body, (machine.state,))
    machine.yields.pop()
    taker.raised += flow.raises
    ends = list(taker.ends([*flow.returns, *(machine.with_result(state, NONE) for state in flow.next)]))
    if not ends and consumer is None and (node.decorators or machine.owners.get(node) is not None):
        # Another class, or what a decorator registers, may do what this one only refuses to.
        return machine.unknown(f"`{node.name.value}`, which always raises here", node)
    result = machine.merge_results(ends)
    if scopes.is_generator(node) and isinstance(taker, generators.Collector):
        return Seq("generator", middle=renewed(join_all(taker.values)) if taker.values else None)
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
        value = declarations.annotated(machine.evaluate(node.value), node.annotation)
        targets.assign(machine, node.target, value)
    return _going_on(machine)


@executes(cst.AugAssign)
def augmented_assign(machine: Machine, node: cst.AugAssign) -> Flow:
    left = machine.evaluate(node.target)
    right = machine.evaluate(node.value)
    if isinstance(left, Dict) and isinstance(node.operator, cst.BitOrAssign):
        operators.augmented(machine, node.operator, left, right, node)
        return _going_on(machine)
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
    flow = Flow()
    for outcome, state in conditions.split(machine, node.test):
        machine.state = state
        if not outcome and node.msg is not None:
            try:
                machine.evaluate(node.msg)
            except Unreachable:
                continue
        flow = flow.beside(Flow((machine.state,)) if outcome else Flow(raises=(machine.state,)))
    return flow


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


def _decorated(machine: Machine, decorator: cst.BaseExpression, definition: Value) -> Value:
    """A function or class after a decorator; one of which nothing is known is taken to leave it as it is."""
    before = machine.state
    target = machine.evaluate(decorator)
    if not objects.is_decorator(machine, target, definition):
        return definition
    given = calls.Arguments((definition,))
    decorated = machine.project.decorate(target, lambda: calls.call(machine, target, given, decorator))
    if decorated is None:
        machine.state = before
        return definition
    return decorated


@executes(cst.ClassDef)
def class_definition(machine: Machine, node: cst.ClassDef) -> Flow:
    bases = tuple(machine.evaluate(arg.value) for arg in node.bases if arg.star == "")
    settings = calls.evaluate_arguments(machine, node.keywords)
    frame = machine.frame_for(node, machine.frame, None, is_class=True)
    cls = Class(node, frame, bases)
    machine.classes[frame] = cls
    with machine.in_frame(frame, conditions.NO_CORRELATION):
        flow = run_block(machine, node.body, (machine.state,))
    if not flow.next:
        return flow
    machine.state = joined(flow.next)
    descriptors.name_all(machine, cls)
    objects.announce(machine, cls, settings)
    made: Value = cls
    for decorator in reversed(node.decorators):
        decorated = _decorated(machine, decorator.decorator, made)
        made = made if isinstance(decorated, Numeric) else decorated
    machine.bind(node.name.value, made, node)
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
    iterator = iterators.iterator_of(machine, machine.evaluate(node.iter))
    if generators.is_waiting(iterator) and generators.may_run(machine, iterator):
        return _through_generator(machine, node, iterator)
    if isinstance(iterator, Instance):
        return _through_object(machine, node, iterator)
    source = containers.iterate(machine, iterator, node.iter)
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
        head, body = fixpoint(machine, node, joined(start), lambda state: ((state,), enter(state)))
        flow = flow.beside(Flow((), (), (), body.returns, body.raises))
        after = after.beside(Flow(next=body.breaks))
        back = body.next + body.continues
        if back and not source.head and not source.tail:
            head = _with_all_parts(head, joined(back), source.middle, drawn[0], machine.written(effects))
        exhausted = Flow((head,)) if node.orelse is None else run_block(machine, node.orelse.body, (head,))
        after = after.beside(exhausted)
    flow = flow.beside(after)
    return replace(flow, next=merged(machine, flow.next))


def _through_generator(machine: Machine, node: cst.For, generator: LibObject) -> Flow:
    """A loop over what a generator yields: its body runs wherever that happens."""

    def block(value: Value) -> Flow:
        targets.assign(machine, node.target, value)
        body = run_block(machine, node.body, (machine.state,))
        return replace(body, next=body.next + body.continues, continues=())

    is_exhausted, left = generators.loop_over(machine, generator, block)
    if not is_exhausted:
        return _left_loop(left)
    exhausted = Flow((machine.state,))
    if node.orelse is not None:
        exhausted = run_block(machine, node.orelse.body, exhausted.next)
    return _left_loop(left).beside(exhausted)


def _left_loop(body: Flow) -> Flow:
    """The ways out of a loop that lead out of its body."""
    return Flow(body.breaks, (), (), body.returns, body.raises)


def _through_object(machine: Machine, node: cst.For, iterator: Instance) -> Flow:
    """A loop over an object that makes each value when it is asked for the next."""
    stopped: list[State] = []

    def enter(state: State) -> tuple[States, Flow]:
        machine.update(state)
        value, ended = iterators.advanced(machine, iterator)
        stopped[:] = [state, *ended]
        if value is None:
            return (), Flow()
        targets.assign(machine, node.target, value)
        return (), run_block(machine, node.body, (machine.state,))

    _, body = fixpoint(machine, node, machine.state, enter)
    ended = joined(stopped)
    exhausted = Flow((ended,)) if node.orelse is None else run_block(machine, node.orelse.body, (ended,))
    return _left_loop(body).beside(exhausted)


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
        head, body = fixpoint(machine, node, joined(again), enter)
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


def fixpoint(
    machine: Machine, node: cst.CSTNode, entry: State, enter: Callable[[State], tuple[States, Flow]]
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
        if old is not value and isinstance(value, Numeric) and isinstance(old, Numeric) and value != old:
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
    body, interrupted = recorded(machine, lambda: run_block(machine, node.body, (machine.state,)))
    flow = replace(body, next=(), raises=())
    for handler in node.handlers:
        machine.update(interrupted)
        if handler.name is not None:
            targets.assign(machine, handler.name.name, Lib("builtins.Exception"))
        flow = flow.beside(run_block(machine, handler.body, (machine.state,)))
    if not _catches_all(node):
        flow = flow.beside(Flow(raises=(interrupted,)))
    if body.next:
        otherwise = Flow(body.next) if node.orelse is None else run_block(machine, node.orelse.body, body.next)
        flow = flow.beside(otherwise)
    flow = replace(flow, next=merged(machine, flow.next))
    return flow if node.finalbody is None else _finally(machine, node.finalbody.body, flow)


def recorded(machine: Machine, compute: Callable[[], Flow]) -> tuple[Flow, State]:
    """The flow of some code, and the state in which an exception can leave it."""
    seen: list[State] = [machine.state]
    machine.recorders.append(seen)
    try:
        flow = compute()
    finally:
        machine.recorders.pop()
    return flow, joined(distinct([*seen, *flow.raises]))


def distinct(states: list[State]) -> list[State]:
    """The states without repetitions of the same store."""
    return list({id(state.store): state for state in states}.values())


def _catches_all(node: cst.Try | cst.TryStar) -> bool:
    for handler in node.handlers:
        if handler.type is None or scopes.dotted(handler.type) in ("Exception", "BaseException"):
            return True
    return False


def _finally(machine: Machine, block: cst.BaseSuite, flow: Flow) -> Flow:
    """Run a final block on every way out; it goes on in the same way unless it leaves on its own."""
    result = Flow()
    for way in WAYS:
        states: States = getattr(flow, way)
        if states:
            after = run_block(machine, block, (joined(states),) if way != "next" else states)
            result = result.beside(replace(after, next=())).beside(Flow(**{way: after.next}))
    return result


@executes(cst.With)
def with_(machine: Machine, node: cst.With) -> Flow:
    return _within(machine, node, node.items)


def _within(machine: Machine, node: cst.With, items: Sequence[cst.WithItem]) -> Flow:
    """Run the block of a `with` under those of its managers that are not entered yet."""
    if not items:
        return run_block(machine, node.body, (machine.state,))
    item, *later = items

    def block(entered: Value) -> Flow:
        if item.asname is not None:
            targets.assign(machine, item.asname.name, entered)
        return _within(machine, node, later)

    return contexts.run(machine, machine.evaluate(item.item), block)
