"""The abstract interpreter: one machine runs one module, and what it takes from others.

It holds the present state and gives every part of the interpreter (statements, expressions, conditions, calls) the same
few ways to read and change it. Library models see it through the narrower `models.registry.Machine` protocol.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

import libcst as cst

from flake8_topil.analysis import calls, conditions, containers, expressions, memo, objects, scopes
from flake8_topil.analysis.effects import Outcome, any_outcome
from flake8_topil.analysis.findings import Observations, is_other_scale
from flake8_topil.analysis.loops import Loop, Loops
from flake8_topil.analysis.places import Either, Frame, Made, Part, Place, Site
from flake8_topil.analysis.polynomial import Polynomial
from flake8_topil.analysis.project.following import Project
from flake8_topil.analysis.project.module import Analysed
from flake8_topil.analysis.signals import BudgetExceeded, Unreachable
from flake8_topil.analysis.state import Fact, Key, State, World, join_states, settled
from flake8_topil.analysis.values import (
    INTEGRAL,
    NO_HISTORY,
    Class,
    Const,
    Dict,
    Function,
    History,
    Image,
    Kind,
    LibObject,
    Numeric,
    Seq,
    Stored,
    Union,
    Value,
    Why,
    as_numeric,
    badness,
    join_all,
    members,
)
from flake8_topil.options import Options

if TYPE_CHECKING:
    from flake8_topil.analysis.generators import Consumer
    from flake8_topil.analysis.summaries import Summaries

_MAX_STEPS = 100_000
_MAX_COARSE_STEPS = 125_000
_STORE_PER_STEP = 500
"""A step costs more in a larger state: one unit for each so many entries."""
_RESULT = "<result>"
_PERTURBS = ("arithmetic", "torchvision.transforms.", "a step of the optimizer")
ARITHMETIC = "arithmetic"
"""Names operators in explanations."""


class Machine:
    """Runs one module on abstract values and records what reaches its converters."""

    def __init__(self, tree: cst.Module, options: Options, analysed: Analysed) -> None:
        self.tree = tree
        self.options = options
        self.torchvision = options.torchvision
        self.project = Project(self, analysed)
        self.root = self.project.main.root
        self.frame = self.root
        self.state = State()
        self.observations = Observations(options)
        self.stack: list[tuple[cst.CSTNode, Frame]] = []
        """The functions that are running, with the frames they close over."""
        self.recorders: list[list[State]] = []
        self.correlated = conditions.NO_CORRELATION
        self.called: set[cst.CSTNode] = set()
        self.definitions: dict[cst.CSTNode, Function] = {}
        self.reached: dict[cst.CSTNode, tuple[int, Sequence[Function]]] = {}
        """What functions name, as far as so many definitions tell."""
        self.classes: dict[Frame, Class] = {}
        self.owners: dict[cst.CSTNode, Class] = {}
        self.escaped: dict[cst.CSTNode, Function] = {}
        self.pipelines: dict[cst.CSTNode, LibObject] = {}
        self.applied: set[cst.CSTNode | None] = set()
        self.applied_to_unknown: set[cst.CSTNode | None] = set()
        self.altered: set[Hashable] = set()
        """Where library objects were made that were changed in a way of which no account is kept; the names of library
        functions and classes that the code replaces."""
        self.met: dict[cst.CSTNode, dict[Place, None]] = {}
        """The places of objects of which only the class is known, by that: two of them may be the same object."""
        self.late_descriptors: set[str] = set()
        """The names of attributes for which classes got descriptors after they were defined."""
        self.yields: list[Consumer] = []
        """Where the functions that are running yield to."""
        self._suspended = 0
        self.model_node: cst.CSTNode | None = None
        """The call whose library model is being applied: what the library calls in turn is called there."""
        self.effects: list[Place | Made] = []
        """The storages that were written to, in order."""
        self._frames: dict[tuple[Hashable, ...], Frame] = {}
        self.steps = 0
        self.is_coarse = False
        """Is the code interpreted without following long functions and without telling paths apart, to end in time?"""
        self.most = _MAX_STEPS
        """The steps that all of the code may take, but for what is interpreted coarsely."""
        self.limit = self.most
        self.has_given_up = False
        """Was some code not interpreted to its end?"""
        self._loops = Loops()
        self.memo = memo.Memo()
        self.summaries: Summaries | None = None
        """Known once the body of the module has run."""

    # Work

    def budget(self, steps: int) -> None:
        """Allow so many more steps, within what the whole file may take."""
        most = _MAX_COARSE_STEPS if self.is_coarse else self.most
        self.limit = min(self.steps + steps, self.limit if self.project.is_elsewhere else most + self.project.steps)

    def step(self) -> None:
        """Count one unit of work; raises BudgetExceeded when there were too many."""
        self.steps += 1 + len(self.state.store) // _STORE_PER_STEP
        if self.steps > self.limit:
            raise BudgetExceeded

    def evaluate(self, node: cst.BaseExpression) -> Value:
        """The abstract value of an expression; its effects are in the state afterwards."""
        self.step()
        evaluator = expressions.EVALUATORS.get(type(node))
        return Numeric.unknown() if evaluator is None else evaluator(self, node)

    def numeric(self, node: cst.BaseExpression) -> Numeric:
        return as_numeric(self.evaluate(node))

    @property
    def in_nested_loop(self) -> bool:
        """Is a loop inside another being run, where each path that is told apart costs most?"""
        return self._loops.depth > 1

    def alter(self, what: Hashable) -> None:
        """Take no more of what models say of a library object, by where it was made, or of a library function."""
        if what not in self.altered:
            self.altered.add(what)
            self.memo.forget()

    def unwind(self) -> None:
        """Leave everything that was being interpreted, after the budget ran out in the middle of it."""
        self.stack.clear()
        self.recorders.clear()
        self.yields.clear()
        self._loops = Loops()

    @contextmanager
    def coarsely(self) -> Iterator[None]:
        """Interpret without following long functions, and without telling paths apart."""
        before, self.is_coarse = self.is_coarse, True
        try:
            yield
        finally:
            self.is_coarse = before

    @contextmanager
    def isolated(self, frame: Frame | None = None) -> Iterator[None]:
        """Interpret something else meanwhile, on steps of its own, and come back to what was being interpreted."""
        state, stack, recorders, yields = self.state, self.stack, self.recorders, self.yields
        loops, is_coarse, steps, limit = self._loops, self.is_coarse, self.steps, self.limit
        effects = len(self.effects)
        self.stack, self.recorders, self.yields, self._loops, self.is_coarse = [], [], [], Loops(), False
        try:
            with self.in_frame(frame or self.root, conditions.NO_CORRELATION):
                yield
        finally:
            self.state, self.stack, self.recorders, self.yields = state, stack, recorders, yields
            self._loops, self.is_coarse = loops, is_coarse
            taken = 0 if self.project.is_elsewhere else self.steps - steps
            self.limit = min(limit + taken, _MAX_COARSE_STEPS + self.project.steps)
            del self.effects[effects:]

    def close(self) -> None:
        """Break the cycles between frames, sites and summaries, so that their memory is free without being searched."""
        self.summaries = None
        for frame in (self.root, *self.project.frames, *self._frames.values()):
            frame.allocated.clear()
        self.project.close()

    # States

    def update(self, state: State) -> None:
        """Go on with another state, and let the handlers around know that an exception may be raised in it."""
        self.state = state
        for recorder in self.recorders:
            recorder.append(state)

    @contextmanager
    def in_frame(self, frame: Frame, correlated: conditions.Correlation) -> Iterator[None]:
        outer = self.frame, self.correlated
        self.frame, self.correlated = frame, correlated
        try:
            yield
        finally:
            self.frame, self.correlated = outer

    def branch(self, *alternatives: Callable[[], Value]) -> Value:
        """The join of what the alternatives give and do, each started from the present state.

        Raises Unreachable if none of them comes to an end.
        """
        start = self.state
        return self.join_ends((start, alternative) for alternative in alternatives)

    def join_ends(self, paths: Iterable[tuple[State, Callable[[], Value]]]) -> Value:
        """The join of the results of several computations, each from a state of its own."""
        ends = []
        for start, compute in paths:
            self.state = start
            try:
                result = compute()
            except Unreachable:
                continue
            ends.append(self.with_result(self.state, result))
        return self.merge_results(ends)

    def merge_results(self, ends: list[State]) -> Value:
        """Join states that each carry a result, and take the joined result out."""
        if not ends:
            raise Unreachable
        joined = ends[0]
        for end in ends[1:]:
            joined = join_states(joined, end)
        key = (self.frame, _RESULT)
        result = joined.get(key)
        self.update(joined.without(key))
        return Numeric.unknown() if result is None else self.state.load(result)

    def with_result(self, state: State, result: Value) -> State:
        return state.set((self.frame, _RESULT), result)

    def with_tested(self, value: Value) -> State:
        return self.state.set((self.frame, conditions.TESTED), value)

    def yield_value(self, value: Value) -> None:
        """The generator that is running produces a value."""
        if self.yields:
            self.yields[-1].take(self, value)

    # Pipelines

    def keep_pipeline(self, made: LibObject) -> None:
        """Remember a container of transforms: if nothing is seen to go through it, its input is unknown."""
        if not self.project.is_main(self.frame) and not self._holds_pipeline(made):
            return
        if made.site is not None and not objects.is_converter(made) and objects.mentions_converter(self, made):
            self.pipelines.setdefault(made.site, made)

    def _holds_pipeline(self, value: Value) -> bool:
        """Is a pipeline that is remembered in an object?"""
        loaded = self.state.load(value)
        if isinstance(loaded, LibObject) and loaded.site in self.pipelines:
            return True
        held = loaded.elements if isinstance(loaded, LibObject | Seq) else members(loaded)
        return any(self._holds_pipeline(element) for element in held if element is not loaded)

    def keep_pipeline_elements(self, elements: Seq) -> None:
        """Remember the converters in a list: a pipeline is likely to be made of it, perhaps out of sight."""
        if not self.project.is_main(self.frame):
            return
        for element in elements.elements:
            if isinstance(element, LibObject) and objects.is_converter(element) and element.site is not None:
                self.pipelines.setdefault(element.site, element)

    @contextmanager
    def loop(self, node: cst.CSTNode, entry: State) -> Iterator[Loop]:
        """Run a loop that is entered in a state."""
        try:
            yield self._loops.enter((node, self.frame, entry.facts))
        finally:
            self._loops.leave()

    # Names

    def lookup(self, name: str) -> Value | None:
        """The value a name is bound to at this point, or None."""
        return self.lookup_in(scopes.frame_of(self.frame, name), name)

    def lookup_in(self, start: Frame, name: str) -> Value | None:
        """The value a name is bound to where the code of a frame reads it."""
        frame: Frame | None = start
        while frame is not None:
            if not frame.is_class or frame is start:
                found = self.held((frame, name)) if frame.parent is not None else self.project.load(frame, name)
                if found is not None:
                    return self.state.load(found)
            frame = frame.parent
        return None

    def held(self, key: Key) -> Value | None:
        """What the state holds under a key; what that is in another module is there from now on."""
        found = self.state.store.get(key)
        if found is None:
            found = World.of(key)
            if found is not None:
                self.state = self.state.with_contents(found)
        return found

    def bind(self, name: str, value: Value, node: cst.CSTNode) -> None:
        """Bind a name; a value that can be changed in place gets storage."""
        frame = scopes.frame_of(self.frame, name)
        stored = self.stored(value, node)
        self.forget_facts(name)
        if frame is not self.frame:
            # Of a variable of another scope, the function's result alone does not tell.
            self.effects.append(Site.at(name, frame))
        self.update(self.state.set((frame, name), stored))

    def unbind(self, name: str) -> None:
        key = (scopes.frame_of(self.frame, name), name)
        self.forget_facts(name)
        self.update(self.state.without(key))

    def set_attribute(self, place: Place, name: str, value: Value, node: Hashable) -> None:
        """Set an attribute of the object at `place`."""
        stored = self.stored(value, node)
        self.forget_facts(name)
        self.effects.append(place)
        self.update(self.state.set((place, name), stored))

    def frame_for(self, node: cst.CSTNode, parent: Frame, call: cst.CSTNode | None, is_class: bool = False) -> Frame:
        """The frame of one activation: the same one whenever the same call is interpreted again."""
        depth = max(self.frame.depth, self._suspended) + (not is_class)
        key = (node, parent, call, self.frame, depth)
        if key not in self._frames:
            outlives = not is_class and scopes.has_closures(node)
            self._frames[key] = Frame(node, parent, is_class, outlives, depth, parent.world)
        return self._frames[key]

    @contextmanager
    def suspended(self) -> Iterator[None]:
        """Run other code while the present frame waits: what is called meanwhile ends before it."""
        outer, self._suspended = self._suspended, max(self.frame.depth, self._suspended)
        try:
            yield
        finally:
            self._suspended = outer

    def class_here(self) -> Class | None:
        """The class whose body is being executed, if one is."""
        return self.classes.get(self.frame)

    def drop_frame(self, frame: Frame, result: Value) -> None:
        """End an activation that gave `result`."""
        self.state = self.state.without_frames(frame.depth, result)

    # Facts

    def fact(self, text: str) -> Fact:
        return self.frame, text

    def forget_facts(self, name: str) -> None:
        """Drop what was known of conditions that mention a name which now has another value."""
        if self.state.facts:
            kept = frozenset(f for f in self.state.facts if name not in scopes.words(f[0][1]))
            self.state = self.state.with_facts(kept)

    # Storage

    def stored(self, value: Value, node: Hashable) -> Value:
        """The value with storage for all in it that can be changed in place."""
        if isinstance(value, Numeric):
            if value.kind is Kind.NUMBER:
                return value if value.poly is not None else replace(value, poly=Polynomial.fresh(value.range))
            return value if value.place is not None else replace(value, place=self._allocate(node, value))
        if isinstance(value, Dict) and value.place is None:
            items = tuple((key, self.stored(item, (node, key))) for key, item in value.items)
            other = value.other and self._summarised(value.other, (node, "other"))
            content = Dict(items, other)
            return replace(content, place=self._allocate(node, content))
        if isinstance(value, Seq) and value.place is None:
            content_ = Seq(
                value.type,
                tuple(self.stored(item, (node, i)) for i, item in enumerate(value.head)),
                value.middle and self._summarised(value.middle, (node, "middle")),
                tuple(self.stored(item, (node, -i)) for i, item in enumerate(reversed(value.tail), 1))[::-1],
            )
            if value.type == "tuple":
                return content_
            return replace(content_, place=self._allocate(node, content_))
        if isinstance(value, Union):
            return Union(tuple(self.stored(member, (node, i)) for i, member in enumerate(value.members)))
        return value

    def _allocate(self, node: Hashable, content: Stored) -> Place:
        self.state, place = self.state.allocate(node, self.frame, content)
        self.effects.append(Made(place))
        return place

    def _summarised(self, value: Value, node: Hashable) -> Value:
        """One value that stands for many elements of a collection: its storage can only be written weakly."""
        if not isinstance(value, Numeric) or value.place is not None or value.kind is Kind.NUMBER:
            return value
        place = Site.at(node, self.frame, old=True)
        content = replace(value, poly=None)
        present = self.state.content(place)
        if isinstance(present, Numeric):
            content = as_numeric(join_all([present, content]))
        self.state = self.state.write(place, content) if present is None else self.state.set(place, content)
        return replace(value, place=place)

    def write(self, target: Value, value: Value) -> None:
        """Overwrite the elements of a tensor, ndarray, list or dict in place; a temporary has nothing to overwrite."""
        maybe = isinstance(target, Union)
        for member in members(target):
            if isinstance(member, Stored) and member.place is not None:
                self.effects.append(member.place)
            if isinstance(member, Numeric) and member.place is not None and member.kind is not Kind.NUMBER:
                written = as_numeric(value)
                present = as_numeric(self.state.content(member.place) or member)
                content = replace(
                    written,
                    kind=present.kind if present.kind is not Kind.ANY else written.kind,
                    dtype=written.dtype if member.dtype.value == "unknown" else member.dtype,
                    poly=None if member.view else written.poly,
                )
                self.update(self.state.write(member.place, content, maybe))
            elif isinstance(member, Seq | Dict) and member.place is not None and isinstance(value, Seq | Dict):
                self.update(self.state.write(member.place, value, maybe))

    def written(self, since: int) -> list[Place]:
        """The storages and objects that were written to, since there were so many effects."""
        return [effect for effect in self.effects[since:] if not isinstance(effect, Made)]

    def share(self, value: Numeric, node: cst.CSTNode | None) -> Numeric:
        """The value in a place that may be, or may not be, the one it has now."""
        if value.place is None:
            return value
        own = self._allocate((node, "shared"), value)
        place = Either(own, value.place)
        self.state = self.state.set(place, replace(value, place=None, view=(), poly=value.polynomial))
        return replace(value, place=place, view=())

    def part(self, value: Numeric, node: Hashable) -> Numeric:
        """Some of the elements, in the storage they have now."""
        if value.place is None:
            return value.fresh(value.range, value.seen)
        place = Part(value.place, (node, self.frame))
        self.state = self.state.renew(place).without(place)
        return self.take_part(value, place)

    def shuffled_part(self, value: Numeric, node: Hashable) -> Numeric:
        """Some of the elements in another order: what each channel is computed from is not known any more."""
        part = self.part(value, node)
        content = None if part.place is None else self.state.content(part.place)
        if part.place is None or not isinstance(content, Numeric):
            return part
        self.state = self.state.set(part.place, settled(replace(content, poly=None)))
        return as_numeric(self.state.load(part))

    def take_part(self, value: Numeric, place: Part) -> Numeric:
        """The part of a value that has the storage `place`."""
        if place not in self.state.store:
            content = self.state.content(place.of)
            whole = value if not isinstance(content, Numeric) else content
            # What each channel is computed from stays known; which element it is computed from does not.
            poly = None if whole.poly is None else whole.poly.some()
            self.state = self.state.set(place, settled(replace(whole, poly=poly, tests=())))
        return as_numeric(self.state.load(replace(value, place=place, view=())))

    # Services for models

    def call(
        self,
        function: Value,
        *args: Value,
        keywords: Mapping[str, Value] | None = None,
        node: cst.CSTNode | None = None,
    ) -> Value:
        """The result of calling an abstract callable; `node` is where a conversion in it is reported."""
        if node is None:
            node = function.site if isinstance(function, LibObject) else self.model_node
        return calls.call(self, function, calls.Arguments(args, keywords or {}), node)

    def iterate(self, value: Value) -> Seq:
        """The elements of an iterable."""
        loaded = self.state.load_deep(containers.iterate(self, value, None))
        return loaded if isinstance(loaded, Seq) else Seq("iterator", middle=loaded)

    def convert(self, picture: Value, mode: Value, node: cst.CSTNode | None = None) -> Value:
        """Record that `picture` is converted to an image of `mode`."""
        text = mode.value if isinstance(mode, Const) and isinstance(mode.value, str) else None
        if text != "F":
            for member in members(self.state.load(picture)):
                if not isinstance(member, Image):
                    self.observations.convert(as_numeric(member), node)
        return Image(text)

    def truncate(self, value: Numeric, node: cst.CSTNode | None = None) -> None:
        """Record that a float value is cast to uint8 as it is (TPI201)."""
        self.observations.truncate(value, node)

    def scale_to_uint8(self, value: Numeric, node: cst.CSTNode | None = None) -> None:
        """Record that a float value is multiplied by 255.999 and cast to uint8 (TPI202)."""
        self.observations.scale(value, node)

    # Explanations

    def explained(self, result: Value, operands: tuple[Value, ...], text: str, node: cst.CSTNode | None) -> Value:
        """The result of an operation, with what the operation did to the range of its operands."""
        if isinstance(result, Seq) and result.type == "tuple" and result.place is None:
            return replace(result, head=tuple(self.explained(item, operands, text, node) for item in result.head))
        if isinstance(result, Dict) and result.place is None:
            items = tuple((key, self.explained(item, operands, text, node)) for key, item in result.items)
            return replace(result, items=items)
        if not isinstance(result, Numeric) or result.kind is Kind.NUMBER:
            return result
        inputs = [v for v in operands if isinstance(v, Numeric) and v.kind is not Kind.NUMBER]
        previous = next((v.why for v in inputs if v.why is not None), None)
        after = badness(result)
        before = max(map(badness, inputs), default=after)
        history = result.history
        if text == ARITHMETIC and after > 0 and before > 0 and history.reopened is None:
            bounded = next((v.history.bounded for v in inputs if badness(v) == 0 and v.history.bounded), None)
            if bounded is not None:
                return replace(result, history=History(bounded=bounded, reopened=result.why or Why(text, node)))
        if result.why is not None and all(result.why is not v.why for v in inputs):
            # A container of layers or transforms: what it holds has explained itself.
            return result
        if result.why is not None and (before == 0) == (after == 0):
            return result
        why = Why(text, node, previous)
        if after == 0:
            history = History(bounded=why) if before > 0 else history
        elif before == 0 and inputs and not _starts_anew(result, inputs, text):
            history = replace(history, reopened=why)
        elif result.why is None:
            history = NO_HISTORY
        return replace(result, why=why, history=history)

    def unknown(self, text: str, node: cst.CSTNode | None = None) -> Numeric:
        return Numeric.unknown(Why(text, node))

    def outcome(self, function: Function) -> Outcome:
        """What a function comes to whatever it is called with."""
        if self.summaries is None:
            return any_outcome(function.node)
        return self.summaries.of_function(function)

    def escape(self, value: Value, node: cst.CSTNode | None = None) -> None:
        """A value goes where this module cannot see: what it converts there is unknown."""
        objects.escape(self, value, node)


def _starts_anew(result: Numeric, inputs: list[Numeric], text: str) -> bool:
    """Does a result owe nothing to its operands having been in range?

    That is so for a change of scale, for integers, and for what has no bound of its own: layers with weights, noise.
    What perturbs its operand is not of that kind.
    """
    if is_other_scale(result) or all(v.dtype in INTEGRAL for v in inputs):
        return True
    return not result.seen.is_bounded and not text.startswith(_PERTURBS)
