"""Small programs of nested control flow, and a brute-force oracle that executes them on every outcome.

A program is a nest of `TEMPLATES`. Every place in it (a line `@`) holds an action, such as a clamp, an alias or a
`break`, or nothing; after it `x` and `y` are converted. The analyser reads the text. The oracle executes the same text
with stand-ins for tensors, once for every combination of what the unseen `cond`, `pick`, `times`, `may` and `context`
can do, and records which conversions received a value that can leave [0, 1].

It is executed in two ways:

* *strict*: only `may()` raises, and an unseen context manager lets exceptions pass. What goes wrong here goes wrong in
  reality: the analyser has to report it.
* *liberal*: any statement may raise, and an unseen context manager may swallow it. The analyser may assume that,
  because the handler of a `try` starts from the join of all states of its body. It has to be silent only about a
  conversion that goes right even so.
"""

from __future__ import annotations

import ast
import contextlib
import sys
import types
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

HEADER = """\
from contextlib import suppress
import torch
from torchvision.transforms.functional import to_pil_image
from unseen import Error, cond, context, may, pick, times
"""

_TEMPLATES = """\
=== if
if cond():
    @
=== if-else
if cond():
    @
else:
    @
=== if-elif-else
if cond():
    @
elif cond():
    @
else:
    @
=== if-walrus
if cond() and (x := x.clamp(0, 1)) is not None:
    @
else:
    @
=== while-else
while cond():
    @
else:
    @
=== while-true
while True:
    @
    if cond():
        break
    @
=== for-else
for _ in times():
    @
else:
    @
=== for-continue
for _ in times():
    @
    if cond():
        continue
    @
=== for-break-else
for _ in times():
    if cond():
        @
        break
    @
else:
    @
=== try-except
try:
    @
    may()
    @
except Error:
    @
=== try-except-all
try:
    @
    may()
    @
except Exception:
    @
else:
    @
=== try-two-handlers
try:
    may()
    @
except Error:
    @
except (ValueError, OSError):
    @
else:
    @
=== try-finally
try:
    @
    may()
    @
finally:
    @
=== try-all
try:
    @
    may()
    @
except Error:
    @
else:
    @
finally:
    @
=== with
with context():
    @
    may()
    @
=== with-suppress
with suppress(Error):
    @
    may()
    @
=== match
match pick():
    case 0:
        @
    case 1:
        @
=== match-default
match pick():
    case 0 | 1:
        @
    case _:
        @
=== call
def inner(x, y):
    @
    return x, y
x, y = inner(x, y)
=== call-early-return
def inner(x, y):
    if cond():
        @
        return x, y
    @
    return x, y
x, y = inner(x, y)
=== closure
def inner():
    nonlocal x, y
    @
inner()
=== closure-called-if
def inner():
    nonlocal x, y
    @
if cond():
    inner()
=== call-raises
def inner(x, y):
    @
    may()
    return x, y
try:
    x, y = inner(x, y)
except Error:
    @
"""


def _parsed(templates: str) -> dict[str, str]:
    pieces = [piece.partition("\n") for piece in templates.split("=== ") if piece]
    return {name: skeleton.rstrip("\n") for name, _, skeleton in pieces}


TEMPLATES = _parsed(_TEMPLATES)
"""Skeletons by name; `@` is a place for an action and for conversions."""

CLAMP = "x = x.clamp(0, 1)"
CLAMP_IN_PLACE = "x.clamp_(0, 1)"
UNDO = "x = x * 3"
UNDO_IN_PLACE = "x *= 3"
JUMPS = ("break", "continue", "return x, y", "raise Error")

ALIASES = ("y = x", "x = y", "y = x.detach()", "x, y = y, x", "y = x = x.clamp(0, 1)")

ACTIONS = (
    CLAMP,
    CLAMP_IN_PLACE,
    UNDO,
    UNDO_IN_PLACE,
    "x.mul_(3)",
    "x.clamp(0, 1)",
    "x = x.clamp(0, 1) if cond() else x",
    "cond() and x.clamp_(0, 1)",
    "[x.clamp_(0, 1) for _ in times()]",
    *ALIASES,
    "y = x.clone()",
    "y = x.clamp(0, 1)",
    "y.clamp_(0, 1)",
    "y *= 3",
    "may()",
    *JUMPS,
)

STARTS = {
    "unbounded": ("()", "x, y = torch.randn(3, 8, 8), torch.rand(3, 8, 8)"),
    "safe": ("()", "x, y = torch.rand(3, 8, 8), torch.randn(3, 8, 8)"),
    "parameter": ("(x)", "y = torch.rand(3, 8, 8)"),
}

T = TypeVar("T")


# --- Programs ---------------------------------------------------------------------------------------------------------


def places(skeleton: str) -> int:
    return sum(line.strip() == "@" for line in skeleton.splitlines())


def nest(outer: str, place: int, inner: str) -> str:
    """`outer` with the template `inner`, and a place before and after it, at one of its places."""
    return substitute(outer, [f"@\n{inner}\n@" if at == place else "@" for at in range(places(outer))])


def substitute(skeleton: str, contents: Sequence[str]) -> str:
    """The skeleton with one text, of any number of lines, at every place."""
    remaining = iter(contents)
    lines = []
    for line in skeleton.splitlines():
        if line.strip() == "@":
            indent = line[: line.index("@")]
            lines += [indent + content for content in next(remaining).splitlines()]
        else:
            lines.append(line)
    return "\n".join(lines)


def program(skeleton: str, actions: Sequence[str | None], start: str, *, name: str = "main") -> str | None:
    """The text of one function, or None where Python does not accept it (`break` outside a loop)."""
    contents = []
    for action in actions:
        if action in JUMPS:
            contents.append(str(action))
        else:
            contents.append("\n".join([*([action] if action else []), "to_pil_image(x)", "to_pil_image(y)"]))
    parameters, first = STARTS[start]
    body = substitute(skeleton, contents)
    text = f"def {name}{parameters}:\n" + "".join(f"    {line}\n" for line in [first, *body.splitlines()])
    try:
        compile(text, "<program>", "exec")
    except SyntaxError:
        return None
    return text


# --- Stand-ins --------------------------------------------------------------------------------------------------------


class Error(Exception):
    pass


class AbandonedError(BaseException):
    """The outcome is not followed any further."""


@dataclass(eq=False)
class Storage:
    low: float
    high: float
    made_at: int
    """The line; -1 and -2 for what x and y are at the start."""


class Tensor:
    """A tensor of which the extremes are known. Two of them may share their storage."""

    def __init__(self, storage: Storage, log: Log) -> None:
        self.storage = storage
        self.log = log

    @property
    def is_safe(self) -> bool:
        return 0 <= self.storage.low and self.storage.high <= 1

    def new(self, low: float, high: float) -> Tensor:
        return self.log.make(low, high, calling_line(2))

    def set(self, low: float, high: float) -> Tensor:
        self.log.in_place(self.storage, sys._getframe(2))
        self.storage.low, self.storage.high = low, high
        return self

    def _clamped(self, low: float, high: float) -> tuple[float, float]:
        return min(max(self.storage.low, low), high), min(max(self.storage.high, low), high)

    def clamp(self, low: float, high: float) -> Tensor:
        return self.new(*self._clamped(low, high))

    def clamp_(self, low: float, high: float) -> Tensor:
        return self.set(*self._clamped(low, high))

    def __mul__(self, factor: float) -> Tensor:
        return self.new(self.storage.low * factor, self.storage.high * factor)

    def __imul__(self, factor: float) -> Tensor:
        return self.set(self.storage.low * factor, self.storage.high * factor)

    def mul_(self, factor: float) -> Tensor:
        return self.set(self.storage.low * factor, self.storage.high * factor)

    def clone(self) -> Tensor:
        return self.new(self.storage.low, self.storage.high)

    def detach(self) -> Tensor:
        return Tensor(self.storage, self.log)


def calling_line(depth: int) -> int:
    return sys._getframe(depth + 1).f_lineno


@dataclass
class Log:
    """What one program did, over all outcomes."""

    reached: set[int] = field(default_factory=set)
    """The lines of conversions that were executed."""
    wrong: set[int] = field(default_factory=set)
    """Those that received an unclamped value in some outcome."""
    receivers: dict[int, set[tuple[int, ...]]] = field(default_factory=dict)
    """For each line with an in-place operation, where the object that it changed, and those of x and y, were made."""
    summarised: set[int] = field(default_factory=set)
    """Lines that made more than one object in one outcome."""
    made: set[int] = field(default_factory=set)
    complete: bool = True

    def make(self, low: float, high: float, line: int) -> Tensor:
        if line in self.made:
            self.summarised.add(line)
        self.made.add(line)
        return Tensor(Storage(low, high, line), self)

    def in_place(self, storage: Storage, frame: types.FrameType) -> None:
        named = [frame.f_locals.get(name) for name in ("x", "y")]
        sites = (storage.made_at, *(tensor.storage.made_at for tensor in named if isinstance(tensor, Tensor)))
        self.receivers.setdefault(frame.f_lineno, set()).add(sites)

    @property
    def ambiguous_in_place(self) -> bool:
        """Was there an in-place operation where it depends on the path what is an alias of what?

        An analysis that joins paths can only join the range before with the range after. Objects that one line makes
        again and again, in a loop, cannot be told apart either.
        """
        return any(len(seen) > 1 or self.summarised.intersection(*seen) for seen in self.receivers.values())


class Choices:
    """Enumerates sequences of choices, depth first: one outcome of a program for each."""

    def __init__(self, visits: int) -> None:
        self.script: list[tuple[int, int]] = []
        self.visits = visits
        self.restart()

    def restart(self) -> None:
        self.position = 0
        self.visited: dict[object, int] = {}
        self.rounds = 0

    def tick(self) -> None:
        """A loop begins its next round."""
        self.rounds += 1
        if self.rounds > 40:
            raise AbandonedError

    def choose(self, options: int, site: object) -> int:
        """One of `options` numbers. A site that asks too often in one outcome ends it: a loop that runs and runs."""
        self.visited[site] = self.visited.get(site, 0) + 1
        if self.visited[site] > self.visits:
            raise AbandonedError
        if self.position == len(self.script):
            self.script.append((0, options))
        choice = self.script[self.position][0]
        self.position += 1
        return choice

    def advance(self) -> bool:
        """Go to the next sequence, if there is one."""
        del self.script[self.position :]
        while self.script and self.script[-1][0] + 1 == self.script[-1][1]:
            self.script.pop()
        if not self.script:
            return False
        choice, options = self.script[-1]
        self.script[-1] = (choice + 1, options)
        self.restart()
        return True


# --- Execution --------------------------------------------------------------------------------------------------------


class Instrument(ast.NodeTransformer):
    """Counts rounds of loops, so that `while True: continue` ends; where asked for, lets every statement raise."""

    def __init__(self, *, liberal: bool) -> None:
        self.liberal = liberal

    def generic_visit(self, node: ast.AST) -> ast.AST:
        super().generic_visit(node)
        for name in ("body", "orelse", "finalbody"):
            block = getattr(node, name, None)
            if isinstance(block, list) and block and not isinstance(node, ast.Module):
                tick = (
                    [self._call("_tick", block[0])] if name == "body" and isinstance(node, ast.For | ast.While) else []
                )
                setattr(node, name, [*tick, *(self._interleaved(block) if self.liberal else block)])
        return node

    def _interleaved(self, block: list[ast.stmt]) -> list[ast.stmt]:
        result: list[ast.stmt] = []
        for statement in block:
            if isinstance(statement, ast.Nonlocal) or ast.unparse(statement).startswith("to_pil_image"):
                result.append(statement)  # a conversion changes nothing: it may as well raise after it
            else:
                result += [self._call("_may", statement), statement]
        if not isinstance(block[-1], ast.Return | ast.Raise | ast.Break | ast.Continue):
            result.append(self._call("_may", block[-1]))
        return result

    @staticmethod
    def _call(name: str, near: ast.stmt) -> ast.stmt:
        call = ast.Expr(ast.Call(ast.Name(name, ast.Load()), [], []))
        return ast.fix_missing_locations(ast.copy_location(call, near))


def observe(text: str, *, liberal: bool = False, visits: int = 3, limit: int = 4000) -> Log:
    """Execute a program of one function on all outcomes; lines are those of the text."""
    tree = ast.parse(text)
    definition = tree.body[-1]
    assert isinstance(definition, ast.FunctionDef)
    code = compile(ast.fix_missing_locations(Instrument(liberal=liberal).visit(tree)), "<program>", "exec")
    log = Log()
    choices = Choices(visits)
    names = _stand_ins(log, choices, liberal=liberal)
    exec(code, names)
    main: Callable[..., None] = names[definition.name]  # type: ignore[assignment]
    parameters = len(definition.args.args)
    for _ in range(limit):
        log.made = set()
        with contextlib.suppress(Exception, AbandonedError):
            main(*[log.make(-3, 3, -1) for _ in range(parameters)])
        if not choices.advance():
            return log
    log.complete = False
    return log


def _stand_ins(log: Log, choices: Choices, *, liberal: bool) -> dict[str, object]:
    def cond() -> bool:
        return bool(choices.choose(2, ("cond", calling_line(1))))

    def pick() -> int:
        return choices.choose(3, ("pick", calling_line(1)))

    def times() -> range:
        return range(choices.choose(3, ("times", calling_line(1))))

    def may() -> None:
        _raise(choices.choose(3, ("may", calling_line(1))))

    def implicit_may() -> None:
        frame = sys._getframe(1)
        _raise(choices.choose(3, ("statement", frame.f_code, frame.f_lasti)))

    @contextlib.contextmanager
    def context() -> Iterator[None]:
        try:
            yield
        except Exception:
            if not liberal or choices.choose(2, "context") == 0:
                raise

    def to_pil_image(tensor: Tensor) -> None:
        line = calling_line(1)
        if not tensor.is_safe:
            log.wrong.add(line)
        log.reached.add(line)

    class Torch:
        @staticmethod
        def rand(*_: int) -> Tensor:
            return log.make(0, 1, -2 - len(log.made))

        @staticmethod
        def randn(*_: int) -> Tensor:
            return log.make(-3, 3, -2 - len(log.made))

    return {
        "Error": Error,
        "cond": cond,
        "pick": pick,
        "times": times,
        "may": may,
        "context": context,
        "suppress": contextlib.suppress,
        "to_pil_image": to_pil_image,
        "torch": Torch,
        "_may": implicit_may,
        "_tick": choices.tick,
    }


def _raise(choice: int) -> None:
    if choice == 1:
        raise Error
    if choice == 2:
        raise ValueError


@dataclass(frozen=True)
class Verdict:
    """What the analyser has to say about the conversions of a program, by line."""

    wrong: frozenset[int]
    """To be reported."""
    right: frozenset[int]
    """To be silent about."""
    known: frozenset[int]
    """Not to be called unknown, if the program starts from known values."""


def judge(text: str) -> Verdict:
    """The verdict of the oracle.

    Conversions in neither set are those of which the analyser may say what it wants. These are all:

    1. conversions that no outcome reaches;
    2. conversions that go wrong only if a statement other than `may()` raises, or if an unseen context manager swallows
       an exception;
    3. conversions of a program with an in-place operation on one of several objects, as the path has it
       (`Log.ambiguous_in_place`), if two names may share a tensor, or a loop makes it anew: it is not known to
       be one object, and its range before is joined with that after;
    4. conversions of programs with too many outcomes to see them all.
    """
    strict = observe(text)
    right = strict.reached - strict.wrong
    if right and any(word in text for word in ("try:", "with ")):
        generous = observe(text, liberal=True, visits=2)
        right -= generous.wrong
        ambiguous = strict.ambiguous_in_place or generous.ambiguous_in_place
        complete = strict.complete and generous.complete
    else:
        ambiguous, complete = strict.ambiguous_in_place, strict.complete
    lines = [line.strip() for line in text.splitlines()]
    shared = any(line in ALIASES or line.startswith(("while ", "for ")) for line in lines)
    exempt = not complete or (ambiguous and shared)
    return Verdict(
        frozenset(strict.wrong), frozenset(() if exempt else right), frozenset(() if exempt else strict.reached)
    )
