"""Functions that return the same object again: `functools.lru_cache` and `functools.cache`.

A cached function is a library object of the function, the list of its results, each with its arguments, and the number
of results it keeps.
"""

from __future__ import annotations

import enum
import functools
from typing import TYPE_CHECKING

import libcst as cst

from flake8_topil.analysis import calls, containers
from flake8_topil.analysis.places import Site, is_single
from flake8_topil.analysis.values import NONE, Const, Instance, Lib, LibObject, Numeric, Opaque, Seq, Value, as_numeric

if TYPE_CHECKING:
    from flake8_topil.analysis.machine import Machine

CACHED = "functools._lru_cache_wrapper"
_DEFAULT_SIZE = Numeric.number(128)


def cache(machine: Machine, args: calls.Arguments, node: cst.CSTNode | None) -> Value:
    """`functools.cache(function)`"""
    return cached(machine, calls.Arguments((NONE, *args.positional)), node)


def lru_cache(machine: Machine, args: calls.Arguments, node: cst.CSTNode | None) -> Value:
    """`functools.lru_cache(function)`, or `functools.lru_cache(maxsize)`, which gives a decorator."""
    first = args.positional[0] if args.positional else args.keywords.get("maxsize", _DEFAULT_SIZE)
    if first == NONE or isinstance(first, Numeric):
        return LibObject("functools.partial", (Lib(CACHED), first))
    return cached(machine, calls.Arguments((_DEFAULT_SIZE, first)), node)


def cached(machine: Machine, args: calls.Arguments, node: cst.CSTNode | None) -> Value:
    """A function that keeps so many of its results, made of the number and the function."""
    size, function = (*args.positional, Numeric.unknown(), Numeric.unknown())[:2]
    results = machine.stored(Seq("list"), (node, CACHED))
    return LibObject(CACHED, (function, results, size), (), node)


def function_of(made: LibObject) -> Value:
    """The function whose results are kept."""
    return made.args[0]


def function_in(value: Value) -> Value:
    """The function itself, of one whose results are kept or of any other."""
    return function_of(value) if isinstance(value, LibObject) and value.name == CACHED else value


def clear(machine: Machine, made: LibObject) -> Value:
    """`made.cache_clear()`"""
    results = _results(machine, made)
    machine.write(results, Seq(results.type))
    return NONE


def call(machine: Machine, made: LibObject, args: calls.Arguments, node: cst.CSTNode | None) -> Value:
    """Call a cached function: it runs unless it has certainly been called with these arguments."""
    key = _key(args)
    results = _results(machine, made)
    answers = [(_are_same(_key_of(entry), key), entry) for entry in results.elements]
    found = [functools.partial(_result_of, machine, entry) for answer, entry in answers if answer is not Same.NO]
    if len(found) == 1 and Same.YES in dict(answers) and _keeps_all(made, results):
        return found[0]()
    return machine.branch(*found, lambda: _called(machine, made, key, args, node))


def _called(machine: Machine, made: LibObject, key: Seq, args: calls.Arguments, node: cst.CSTNode | None) -> Value:
    result = calls.call(machine, function_of(made), args, node)
    stored = machine.stored(result, (node, CACHED))
    results = _results(machine, made)
    machine.write(results, containers.concatenate(results, Seq("list", (Seq("tuple", (key, stored)),))))
    return machine.state.load(stored)


def _results(machine: Machine, made: LibObject) -> Seq:
    found = machine.state.load(made.args[1])
    assert isinstance(found, Seq)
    return found


def _keeps_all(made: LibObject, results: Seq) -> bool:
    """Are all results that were ever kept still there, and known one by one?"""
    size = made.args[2]
    most = as_numeric(size).constant
    return results.middle is None and (size == NONE or (most is not None and len(results.head) <= most))


# Arguments


class Same(enum.Enum):
    """Are two things the same?"""

    YES = "yes"
    NO = "no"
    MAYBE = "maybe"


def _key(args: calls.Arguments) -> Seq:
    """What tells calls apart."""
    named = tuple(Seq("tuple", (Const(name), value)) for name, value in args.keywords.items())
    is_open = args.rest is not None or args.extra is not None
    return Seq("tuple", (*args.positional, *named), Opaque() if is_open else None)


def _key_of(entry: Value) -> Value:
    return entry.head[0] if isinstance(entry, Seq) and entry.head else Opaque()


def _result_of(machine: Machine, entry: Value) -> Value:
    return machine.state.load(entry.head[1]) if isinstance(entry, Seq) and len(entry.head) > 1 else Numeric.unknown()


def _are_same(a: Value, b: Value) -> Same:
    match a, b:
        case Seq(), Seq() if a.middle is None and b.middle is None:
            if len(a.head) != len(b.head):
                return Same.NO
            answers = {_are_same(left, right) for left, right in zip(a.head, b.head, strict=True)}
            return next((answer for answer in (Same.NO, Same.MAYBE) if answer in answers), Same.YES)
        case Const(), Const():
            return Same.YES if a == b else Same.NO
        case Numeric(), Numeric() if a.constant is not None and b.constant is not None:
            return Same.YES if a.constant == b.constant else Same.NO
        case Instance(place=Site() as place), Instance() if a == b and is_single(place):
            return Same.YES
    return Same.MAYBE
