"""Collections: iteration, subscripts, comprehensions, and the methods of lists and dicts."""

from __future__ import annotations

import ast
import functools
from collections.abc import Callable, Hashable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import libcst as cst

from flake8_topil.analysis import (
    arithmetic,
    conditions,
    generators,
    hooks,
    iterators,
    namespaces,
    objects,
    targets,
)
from flake8_topil.analysis.places import Part
from flake8_topil.analysis.polynomial import Polynomial
from flake8_topil.analysis.state import Key, join_states
from flake8_topil.analysis.values import (
    NONE,
    Const,
    Dict,
    Dtype,
    Instance,
    Kind,
    Lib,
    LibObject,
    Method,
    Numeric,
    Opaque,
    Seq,
    Union,
    Value,
    as_numeric,
    join,
    join_all,
    join_numeric,
    members,
    renewed,
)

if TYPE_CHECKING:
    from flake8_topil.analysis.machine import Machine

_MAX_KNOWN_ITEMS = 64
_MAX_CHANNELS = 4
_UNROLLED = 8


# Sequences as values


def concatenate(a: Seq, b: Seq) -> Seq:
    """a + b"""
    if a.middle is None and b.middle is None:
        return _limited(Seq(a.type, a.head + b.head))
    if a.middle is None:
        return Seq(a.type, a.head + b.head, b.middle, b.tail)
    if b.middle is None:
        return Seq(a.type, a.head, a.middle, a.tail + b.head)
    between = (a.middle, *a.tail, *b.head, b.middle)
    return Seq(a.type, a.head, join_all(between), b.tail)


def _limited(value: Seq) -> Seq:
    if len(value.head) <= _MAX_KNOWN_ITEMS:
        return value
    return Seq(value.type, value.head[:1], join_all(value.head[1:]))


def drawn(machine: Machine, value: Value, node: Hashable) -> Value:
    """One element that stands for any of a summary, drawn at `node`: a write to it may or may not be seen by others."""
    if isinstance(value, Numeric) and value.place is not None and value.kind is not Kind.NUMBER:
        return machine.part(value, node)
    if isinstance(value, Seq) and value.type == "tuple":
        return replace(
            value,
            head=tuple(drawn(machine, item, (node, i)) for i, item in enumerate(value.head)),
            middle=value.middle and drawn(machine, value.middle, (node, "middle")),
        )
    return renewed(value)


def element_at(machine: Machine, value: Seq, index: int, node: Hashable) -> Value:
    """The element at a known position, counted from the end where negative; `node` is what takes it."""
    if value.middle is None and -len(value.head) <= index < len(value.head):
        return value.head[index]
    if 0 <= index < len(value.head):
        return value.head[index]
    if index < 0 and -index <= len(value.tail):
        return value.tail[index]
    return drawn(machine, join_all(value.elements), (node, index))


def sliced(value: Seq, part: slice | None) -> Seq:
    """A slice with known bounds; without them any of the elements."""
    if part is not None and value.middle is None:
        return Seq(value.type, value.head[part])
    if part == slice(None):
        return replace(value, place=None)
    return Seq(value.type, middle=join_all(value.elements) if value.elements else None)


def as_array(value: Seq) -> Numeric:
    """The array that a sequence of numbers, or of such sequences, acts as."""
    numbers = [as_array(v) if isinstance(v, Seq) else as_numeric(v) for v in value.elements]
    if not numbers:
        return Numeric.unknown()
    joined = numbers[0]
    for number in numbers[1:]:
        joined = join_numeric(joined, number)
    constants = [number.constant for number in numbers]
    poly = None
    if value.middle is None and 1 < len(constants) <= _MAX_CHANNELS and None not in constants:
        poly = Polynomial.constant(tuple(c for c in constants if c is not None))
    elif len(numbers) == 1:
        poly = numbers[0].poly
    kind = Kind.NUMBER if joined.kind is Kind.NUMBER else Kind.ANY
    return replace(joined, kind=kind, poly=poly, place=None, view=())


def operate(machine: Machine, operator: cst.BaseBinaryOp | cst.BaseAugOp, left: Value, right: Value) -> Value | None:
    """`list + list` and `list * number`; None where the operands act as arrays."""
    if isinstance(operator, cst.Add | cst.AddAssign):
        if isinstance(left, Seq) and isinstance(right, Seq):
            return concatenate(left, right)
        if isinstance(left, Seq) and isinstance(operator, cst.AddAssign) and left.type == "list":
            return concatenate(left, iterate(machine, right, None))
    if isinstance(operator, cst.Multiply | cst.MultiplyAssign):
        sequence, count = (left, right) if isinstance(left, Seq) else (right, left)
        if isinstance(sequence, Seq) and isinstance(count, Numeric) and count.kind is Kind.NUMBER:
            times = count.constant
            if times is not None and sequence.middle is None and times * len(sequence.head) <= _MAX_KNOWN_ITEMS:
                return Seq(sequence.type, sequence.head * int(times))
            return Seq(sequence.type, middle=join_all(sequence.elements)) if sequence.elements else sequence
    return None


# Dicts as values


def with_item(value: Dict, key: Value, item: Value) -> Dict:
    """The dict after `d[key] = item`."""
    literal = _literal(key)
    if literal is None:
        return replace(value, other=item if value.other is None else join(value.other, item))
    items = dict(value.items)
    items[literal] = item
    return replace(value, items=tuple(items.items()))


def updated(value: Dict, other: Dict) -> Dict:
    """The dict after `d.update(other)`."""
    before = value.items
    if other.other is not None:
        # Any of the keys may be among those that are not known.
        before = tuple((key, join(item, other.other)) for key, item in before)
    items = dict(before) | dict(other.items)
    others = [v for v in (value.other, other.other) if v is not None]
    return Dict(tuple(items.items()), join_all(others) if others else None, value.place)


def _literal(key: Value) -> object | None:
    if isinstance(key, Const):
        return key.value
    return as_numeric(key).constant


def item_of(value: Dict, key: Value) -> Value:
    """`d[key]`"""
    literal = _literal(key)
    known = dict(value.items)
    if literal is not None and literal in known:
        return known[literal]
    others = [value.other] if value.other is not None else []
    if literal is None:
        others += known.values()
    return renewed(join_all(others)) if others else Numeric.unknown()


# Iteration


def iterate(machine: Machine, value: Value, node: cst.CSTNode | None) -> Seq:
    """The elements of an iterable; `node` is the expression that gave it."""
    value = namespaces.as_dict(machine, machine.state.load(value))
    match value:
        case Seq():
            return value
        case Dict(items, other):
            keys: tuple[Value, ...] = tuple(Const(key) for key, _ in items)
            return Seq("list", keys, None if other is None else Opaque("key"))
        case Numeric(kind=kind):
            if kind is Kind.NUMBER:
                return Seq("iterator", middle=Numeric.unknown())
            return Seq("iterator", middle=machine.part(value, node))
        case LibObject():
            return _iterate_library_object(machine, value)
        case Instance():
            return iterators.elements(machine, value, node)
        case Const(str()):
            return Seq("iterator", middle=Opaque("str"))
        case Opaque():
            return Seq("iterator", middle=Opaque())
        case Union():
            joined = join_all(iterate(machine, member, node) for member in value.members if member != NONE)
            return joined if isinstance(joined, Seq) else Seq("iterator", middle=Numeric.unknown())
    return Seq("iterator", middle=Numeric.unknown())


def _iterate_library_object(machine: Machine, value: LibObject) -> Seq:
    if generators.is_waiting(value):
        return generators.stepped(machine, value)
    if value.name in objects.LISTS_OF_LAYERS:
        return objects.layers(machine, value)
    return Seq("iterator", middle=machine.call(value, Numeric.unknown()))


# Subscripts


def get_item(machine: Machine, base: Value, node: cst.Subscript) -> Value:
    """`base[index]`"""
    index = _evaluate_index(machine, node)
    found = [_item(machine, machine.state.load(member), index, node) for member in members(base)]
    return machine.state.load(found[0]) if len(found) == 1 else join_all(found)


def _evaluate_index(machine: Machine, node: cst.Subscript) -> Value:
    """The value of the index; slices are opaque, their text tells what they take."""
    values: list[Value] = []
    for element in node.slice:
        if isinstance(element.slice, cst.Index):
            values.append(machine.evaluate(element.slice.value))
        elif isinstance(element.slice, cst.Slice):
            for bound in (element.slice.lower, element.slice.upper, element.slice.step):
                if bound is not None:
                    machine.evaluate(bound)
            values.append(Opaque("slice"))
    return values[0] if len(values) == 1 else Seq("tuple", tuple(values))


def _item(machine: Machine, base: Value, index: Value, node: cst.Subscript) -> Value:
    match base:
        case Seq():
            number = as_numeric(index).constant
            if number is not None:
                return element_at(machine, base, int(number), node)
            if index == Opaque("slice"):
                return sliced(base, _literal_slice(node))
            return drawn(machine, join_all(base.elements), node) if base.elements else Numeric.unknown()
        case Dict():
            item = item_of(base, index)
            return item if _literal(index) is not None else drawn(machine, item, node)
        case Numeric():
            return _array_item(machine, base, index, node)
        case LibObject(name) if name in objects.LISTS_OF_LAYERS:
            found = _item(machine, objects.layers(machine, base), index, node)
            is_part = isinstance(found, Seq) and found.items is not None
            return replace(hooks.without(base), args=found.head) if isinstance(found, Seq) and is_part else found
        case LibObject(name=namespaces.NAMESPACE):
            return namespaces.get_item(machine, base, index, node)
        case LibObject():
            return machine.call(base, index)
        case Instance():
            given = objects.call_method(machine, base, "__getitem__", (index,))
            return Numeric.unknown() if given is None else given
        case Lib("sys.modules"):
            return namespaces.imported(machine, index) or Opaque()
        case Opaque() | Lib() | Const():
            return Opaque()
    return machine.unknown("an element", node)


def _literal_slice(node: cst.Subscript) -> slice | None:
    part = node.slice[0].slice
    if not isinstance(part, cst.Slice):
        return None
    bounds: list[object] = []
    for bound in (part.lower, part.upper, part.step):
        if bound is None:
            bounds.append(None)
            continue
        try:
            bounds.append(ast.literal_eval(cst.Module(()).code_for_node(bound)))
        except (ValueError, SyntaxError):
            return None
    return slice(*bounds) if all(isinstance(b, int | None) for b in bounds) else None


def _is_everything(node: cst.Subscript) -> bool:
    """`x[...]`, `x[:]`, `x[:, :]`"""

    def whole(part: cst.BaseSlice) -> bool:
        if isinstance(part, cst.Index):
            return isinstance(part.value, cst.Ellipsis)
        return isinstance(part, cst.Slice) and part.lower is part.upper is part.step is None

    return all(whole(element.slice) for element in node.slice)


def _is_new_axis_only(index: Value) -> bool:
    parts = index.elements if isinstance(index, Seq) else (index,)
    return NONE in parts and all(p in (NONE, Const(...), Opaque("slice")) for p in parts)


def _fixed_index(node: cst.Subscript) -> str | None:
    """The text of an index that the code fixes, such as `0`, `:, 1` or `..., ::-1`."""
    text = "".join(cst.Module(()).code_for_node(element) for element in node.slice).replace(" ", "")
    return None if any(c.isalpha() or c == "_" for c in text.replace("None", "")) else text


def _array_item(machine: Machine, base: Numeric, index: Value, node: cst.Subscript) -> Value:
    if base.kind is Kind.ANY and isinstance(index, Const) and isinstance(index.value, str):
        return objects.cell(machine, base, f"[{index.value!r}]", node)
    parts = index.elements if isinstance(index, Seq) else (index,)
    masks = [part for part in parts if _is_array(part)]
    if masks:
        mask = as_numeric(masks[0])
        return arithmetic.picked(base, mask) if mask.dtype is Dtype.BOOL else base.fresh(base.range, base.seen)
    if any(isinstance(part, Seq) for part in parts) or (isinstance(index, Seq) and index.type == "list"):
        return base.fresh(base.range, base.seen)
    if _is_everything(node):
        return base
    if _is_new_axis_only(index) and _covers(node):
        return replace(base, view=(*base.view, node), poly=base.polynomial.reshaped(node), tests=())
    if base.kind is Kind.NUMBER or base.place is None:
        return base.fresh(base.range, base.seen)
    fixed = _fixed_index(node)
    is_one_of_channels = fixed is not None and base.poly is not None and isinstance(base.poly.value, tuple)
    if is_one_of_channels or _may_reorder(node):
        return machine.shuffled_part(base, node)
    if fixed is None or base.view:
        return machine.part(base, node)
    return machine.take_part(base, Part(base.place, fixed))


def _may_reorder(node: cst.Subscript) -> bool:
    """Does it take elements backwards? Channels may be among them."""
    steps = [e.slice.step for e in node.slice if isinstance(e.slice, cst.Slice) and e.slice.step is not None]
    return not all(isinstance(step, cst.Integer) for step in steps)


def _covers(node: cst.Subscript) -> bool:
    """Do all slices of this index take everything?"""
    return all(
        isinstance(e.slice, cst.Index) or (e.slice.lower is e.slice.upper is e.slice.step is None)
        for e in node.slice
        if isinstance(e.slice, cst.Slice | cst.Index)
    )


def _is_array(value: Value) -> bool:
    """Is it an array used as an index: a mask, or positions?"""
    if not isinstance(value, Numeric) or value.kind is Kind.NUMBER:
        return False
    return value.kind is not Kind.ANY or value.dtype is Dtype.BOOL


def set_item(machine: Machine, base: Value, target: cst.Subscript, value: Value) -> None:
    """`base[index] = value`"""
    index = _evaluate_index(machine, target)
    for member in members(base):
        member = machine.state.load(member)
        match member:
            case Numeric():
                _set_array_item(machine, member, index, target, value)
            case Seq():
                _set_sequence_item(machine, member, index, machine.stored(value, target))
            case Dict():
                set_dict_item(machine, member, index, value, target)
            case Instance():
                objects.call_method(machine, member, "__setitem__", (index, value))
            case LibObject(name=namespaces.NAMESPACE):
                namespaces.set_item(machine, member, index, value, target)
            case LibObject(name=name, args=[layers]) if name in objects.LISTS_OF_LAYERS:
                held = machine.state.load(layers)
                if isinstance(held, Seq):
                    _set_sequence_item(machine, held, index, value)
            case Method(receiver=LibObject(site=site)):
                # An item of something in a library object, such as `net._modules["1"]`.
                machine.alter(site)


def set_dict_item(machine: Machine, base: Dict, key: Value, value: Value, node: cst.CSTNode) -> None:
    """`base[key] = value`"""
    machine.write(base, with_item(base, key, machine.stored(value, node)))


def delete_item(machine: Machine, base: Value, target: cst.Subscript) -> None:
    """`del base[index]`"""
    index = _evaluate_index(machine, target)
    alternatives = [functools.partial(_delete_item, machine, member, index, target) for member in members(base)]
    machine.branch(*alternatives, *(() if len(alternatives) == 1 else (lambda: NONE,)))


def _delete_item(machine: Machine, base: Value, index: Value, target: cst.Subscript) -> Value:
    base = machine.state.load(base)
    match base:
        case Dict():
            call_method(machine, base, "pop", (index,))
        case Seq() if as_numeric(index).constant is not None:
            call_method(machine, base, "pop", (index,))
        case Seq() if base.elements:
            machine.write(base, Seq(base.type, middle=join_all(base.elements)))
        case Instance():
            objects.call_method(machine, base, "__delitem__", (index,))
        case LibObject(name=namespaces.NAMESPACE):
            namespaces.call_method(machine, base, "pop", (index,), target)
        case LibObject(name=name, args=[layers]) if name in objects.LISTS_OF_LAYERS:
            _delete_item(machine, layers, index, target)
    return NONE


def _set_array_item(machine: Machine, base: Numeric, index: Value, target: cst.Subscript, value: Value) -> None:
    if base.kind is Kind.ANY and isinstance(index, Const) and base.place is not None:
        machine.set_attribute(base.place, f"[{index.value!r}]", value, target)
        return
    written = replace(as_array(value) if isinstance(value, Seq) else as_numeric(value), dtype=base.dtype)
    if _is_everything(target):
        machine.write(base, written)
        return
    mask = as_numeric(index)
    kept = arithmetic.restricted(base, mask, False) if _is_array(mask) else base
    result = join_numeric(kept, written)
    history = replace(result.history, partial=base.history.partial)
    result = replace(result, kind=base.kind, history=history, place=None, poly=None)
    machine.write(base, machine.explained(result, (base,), "an assignment to a part of it", target))


def _set_sequence_item(machine: Machine, base: Seq, index: Value, value: Value) -> None:
    number = as_numeric(index).constant
    if number is not None and base.middle is None and -len(base.head) <= number < len(base.head):
        head = list(base.head)
        head[int(number)] = value
        machine.write(base, replace(base, head=tuple(head)))
    else:
        head = [join(item, value) for item in base.head]
        tail = [join(item, value) for item in base.tail]
        middle = None if base.middle is None else join(base.middle, value)
        machine.write(base, replace(base, head=tuple(head), middle=middle, tail=tuple(tail)))


# Comprehensions


def comprehend(machine: Machine, clause: cst.CompFor, element: Callable[[], Value], kind: str) -> Seq:
    """The sequence that a comprehension makes."""
    names = targets.names_in(clause.target)
    outer = {name: machine.state.get((machine.frame, name)) for name in names}
    result = _comprehend(machine, clause, element, kind)
    for name, value in outer.items():
        key = (machine.frame, name)
        machine.state = machine.state.without(key) if value is None else machine.state.set(key, value)
    return result


def _comprehend(machine: Machine, clause: cst.CompFor, element: Callable[[], Value], kind: str) -> Seq:
    source = iterate(machine, machine.evaluate(clause.iter), clause.iter)
    if source.middle is None and len(source.head) <= _UNROLLED:
        return _unrolled(machine, clause, element, kind, source)
    if not source.elements:
        return Seq(kind)
    before = machine.state
    once = _one_round(machine, clause, element, kind, drawn(machine, join_all(source.elements), clause))
    if not source.head and not source.tail:
        machine.state = join_states(before, machine.state)
    values = once.elements
    if not values:
        return Seq(kind)
    every = join_all(values)
    return Seq(kind, (every,) if source.head and once.head else (), renewed(every))


def _unrolled(machine: Machine, clause: cst.CompFor, element: Callable[[], Value], kind: str, source: Seq) -> Seq:
    """A comprehension over known elements. What is collected, and what is to come, is kept in the state, so that it
    ages when the same code makes another object."""
    key = machine.frame, f"<elements {id(clause)}>"
    machine.state = machine.state.set(key, Seq("tuple", (Seq(kind), replace(source, place=None))))
    for i in range(len(source.head)):
        _, waiting = _collected(machine, key)
        made = _one_round(machine, clause, element, kind, waiting.head[i])
        done, waiting = _collected(machine, key)
        machine.state = machine.state.set(key, Seq("tuple", (concatenate(done, made), waiting)))
    done, _ = _collected(machine, key)
    machine.state = machine.state.without(key)
    return replace(done, type=kind)


def _collected(machine: Machine, key: Key) -> tuple[Seq, Seq]:
    pair = machine.state.get(key)
    assert isinstance(pair, Seq)
    done, waiting = pair.head
    assert isinstance(done, Seq)
    assert isinstance(waiting, Seq)
    return done, waiting


def _one_round(machine: Machine, clause: cst.CompFor, element: Callable[[], Value], kind: str, item: Value) -> Seq:
    """What one element of the source contributes."""
    targets.assign(machine, clause.target, item)
    before = machine.state
    always = True
    for test in clause.ifs:
        outcomes = conditions.split(machine, test.test)
        passing = [state for outcome, state in outcomes if outcome]
        always = always and len(passing) == len(outcomes)
        if not passing:
            return Seq(kind)
        machine.state = passing[0]
        for state in passing[1:]:
            machine.state = join_states(machine.state, state)
    if clause.inner_for_in is not None:
        result = _comprehend(machine, clause.inner_for_in, element, kind)
    else:
        value = element()
        result = Seq(kind, (value,))
    if not always:
        # What the filter tells of an element holds for the collected ones, not for what it was drawn from.
        loaded = machine.state.load_deep(result)
        kept = loaded.elements if isinstance(loaded, Seq) else result.elements
        result = Seq(kind, tuple(v.detached() if isinstance(v, Numeric) else v for v in kept))
        machine.state = join_states(before, machine.state)
        result = Seq(kind, middle=join_all(result.elements)) if result.elements else result
    return result


# Methods of lists, dicts and strings


def call_method(machine: Machine, receiver: Seq | Dict | Const | Opaque, name: str, args: Sequence[Value]) -> Value:
    """A method of a builtin container or string."""
    if isinstance(receiver, Seq):
        method = _LIST_METHODS.get(name)
        return Numeric.unknown() if method is None else method(machine, receiver, args)
    if isinstance(receiver, Dict):
        method_ = _DICT_METHODS.get(name)
        return Numeric.unknown() if method_ is None else method_(machine, receiver, args)
    # An attribute of None: something this module does not show has set it since.
    return Numeric.unknown() if receiver == NONE else Opaque("str")


ListMethod = Callable[["Machine", Seq, Sequence[Value]], Value]
DictMethod = Callable[["Machine", Dict, Sequence[Value]], Value]


def _append(machine: Machine, receiver: Seq, args: Sequence[Value]) -> Value:
    machine.keep_pipeline_elements(Seq("list", tuple(args[:1])))
    stored = machine.stored(args[0], ("append", receiver.place)) if args else Numeric.unknown()
    machine.write(receiver, concatenate(receiver, Seq("list", (stored,))))
    return NONE


def _extend(machine: Machine, receiver: Seq, args: Sequence[Value]) -> Value:
    if args:
        machine.write(receiver, concatenate(receiver, iterate(machine, args[0], None)))
    return NONE


def _insert(machine: Machine, receiver: Seq, args: Sequence[Value]) -> Value:
    if len(args) != 2:
        return NONE
    machine.keep_pipeline_elements(Seq("list", (args[1],)))
    stored = machine.stored(args[1], ("insert", receiver.place))
    at = as_numeric(args[0]).constant
    one = Seq("list", (stored,))
    if receiver.middle is None and at is not None:
        head = list(receiver.head)
        head.insert(int(at), stored)
        machine.write(receiver, replace(receiver, head=tuple(head)))
    elif at == 0:
        machine.write(receiver, replace(concatenate(one, receiver), place=receiver.place))
    else:
        machine.write(receiver, Seq(receiver.type, middle=join_all((*receiver.elements, stored))))
    return NONE


def _pop(machine: Machine, receiver: Seq, args: Sequence[Value]) -> Value:
    index = as_numeric(args[0]).constant if args else -1.0
    if receiver.middle is None and index is not None and -len(receiver.head) <= index < len(receiver.head):
        head = list(receiver.head)
        taken = head.pop(int(index))
        machine.write(receiver, replace(receiver, head=tuple(head)))
        return taken
    if not receiver.elements:
        return Numeric.unknown()
    taken = drawn(machine, join_all(receiver.elements), ("pop", receiver.place))
    machine.write(receiver, Seq(receiver.type, middle=join_all(receiver.elements)))
    return taken


def _clear(machine: Machine, receiver: Seq, args: Sequence[Value]) -> Value:
    machine.write(receiver, Seq(receiver.type))
    return NONE


def _reorder(machine: Machine, receiver: Seq, args: Sequence[Value]) -> Value:
    if receiver.elements:
        machine.write(receiver, Seq(receiver.type, middle=join_all(receiver.elements)))
    return NONE


def _copy(machine: Machine, receiver: Seq, args: Sequence[Value]) -> Value:
    return replace(receiver, place=None)


_LIST_METHODS: dict[str, ListMethod] = {
    "append": _append,
    "add": _append,
    "appendleft": lambda machine, receiver, args: _insert(machine, receiver, (Numeric.number(0), *args)),
    "extend": _extend,
    "update": _extend,
    "insert": _insert,
    "pop": _pop,
    "popleft": lambda machine, receiver, args: _pop(machine, receiver, (Numeric.number(0),)),
    "clear": _clear,
    "remove": _reorder,
    "reverse": _reorder,
    "sort": _reorder,
    "copy": _copy,
    "index": lambda machine, receiver, args: Numeric.unknown(),
}


def _dict_get(machine: Machine, receiver: Dict, args: Sequence[Value]) -> Value:
    default = args[1] if len(args) > 1 else NONE
    literal = _literal(args[0]) if args else None
    if literal is not None and literal in dict(receiver.items):
        return dict(receiver.items)[literal]
    if receiver.other is None and literal is not None:
        return default
    return join(item_of(receiver, args[0] if args else Opaque()), default)


def _dict_update(machine: Machine, receiver: Dict, args: Sequence[Value]) -> Value:
    for arg in args:
        machine.write(receiver, updated(receiver, arg if isinstance(arg, Dict) else Dict(other=Numeric.unknown())))
    return NONE


def _dict_setdefault(machine: Machine, receiver: Dict, args: Sequence[Value]) -> Value:
    if len(args) == 2 and _literal(args[0]) not in dict(receiver.items):
        value = machine.stored(args[1], ("setdefault", receiver.place))
        held = value if receiver.other is None else join(receiver.other, value)
        machine.write(receiver, with_item(receiver, args[0], held))
        return held
    return item_of(receiver, args[0]) if args else Numeric.unknown()


def _dict_pop(machine: Machine, receiver: Dict, args: Sequence[Value]) -> Value:
    value = _dict_get(machine, receiver, args)
    literal = _literal(args[0]) if args else None
    machine.write(receiver, replace(receiver, items=tuple((k, v) for k, v in receiver.items if k != literal)))
    return value


def _dict_clear(machine: Machine, receiver: Dict, args: Sequence[Value]) -> Value:
    machine.write(receiver, Dict())
    return NONE


def _dict_values(receiver: Dict) -> Seq:
    return Seq("list", tuple(value for _, value in receiver.items), receiver.other)


def _dict_items(receiver: Dict) -> Seq:
    known = tuple(Seq("tuple", (Const(key), value)) for key, value in receiver.items)
    return Seq("list", known, None if receiver.other is None else Seq("tuple", (Opaque("key"), receiver.other)))


_DICT_METHODS: dict[str, DictMethod] = {
    "get": _dict_get,
    "update": _dict_update,
    "setdefault": _dict_setdefault,
    "pop": _dict_pop,
    "values": lambda machine, receiver, args: _dict_values(receiver),
    "items": lambda machine, receiver, args: _dict_items(receiver),
    "keys": lambda machine, receiver, args: iterate(machine, receiver, None),
    "copy": lambda machine, receiver, args: replace(receiver, place=None),
    "clear": _dict_clear,
}
