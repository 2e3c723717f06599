"""Every control-flow construct, with a clamp at every place, against an oracle that executes it on all outcomes."""

from __future__ import annotations

import itertools
import os
import zlib
from collections.abc import Iterable, Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from flake8_topil.analysis import check

from .oracle import (
    ACTIONS,
    CLAMP,
    CLAMP_IN_PLACE,
    HEADER,
    JUMPS,
    STARTS,
    TEMPLATES,
    UNDO,
    UNDO_IN_PLACE,
    Verdict,
    judge,
    nest,
    places,
    program,
)

EXAMPLES = int(os.environ.get("TOPIL_EXAMPLES", "300"))
DEEP = "TOPIL_EXAMPLES" in os.environ
"""Analyse all programs, and search for so many more by chance: for instance TOPIL_EXAMPLES=100000."""
PROGRAMS_A_FILE = 20


# --- Comparison -------------------------------------------------------------------------------------------------------


def disagreements(texts: Iterable[str]) -> Iterator[str]:
    """Compare the analyser with the oracle on programs of one function each; many are analysed as one file."""
    for batch in _batched(texts):
        source, starts = HEADER, []
        for number, text in enumerate(batch):
            starts.append(source.count("\n"))
            source += text.replace("def main(", f"def main_{number}(", 1)
        codes: dict[int, str] = {}
        for finding in check(source, "programs.py"):
            codes[finding.line] = finding.code
        for start, text in zip(starts, batch, strict=True):
            lines = text.count("\n")
            own = {line - start: code for line, code in codes.items() if start < line <= start + lines}
            yield from _differences(text, judge(text), own)


def _batched(texts: Iterable[str]) -> Iterator[tuple[str, ...]]:
    iterator = iter(texts)
    while batch := tuple(itertools.islice(iterator, PROGRAMS_A_FILE)):
        yield batch


def _differences(text: str, verdict: Verdict, codes: dict[int, str]) -> Iterator[str]:
    messages = dict.fromkeys(verdict.wrong - codes.keys(), "goes wrong, and is not reported")
    messages |= {line: f"never goes wrong, and is reported as {codes[line]}" for line in verdict.right & codes.keys()}
    if "main(x)" not in text:
        unknown = {line for line in codes.keys() & verdict.known if codes[line] == "TPI101"}
        messages |= dict.fromkeys(unknown, "is unknown, in a program without unknown values")
    if messages:
        marked = [
            f"{line}  # <-- {messages[number]}" if number in messages else line
            for number, line in enumerate(text.splitlines(), 1)
        ]
        yield "\n" + HEADER + "\n".join(marked) + "\n"


def assert_agreement(texts: Iterable[str]) -> None:
    found = list(itertools.islice(disagreements(texts), 10))
    assert not found, f"at least {len(found)} programs, the shortest of them:" + min(found, key=len)


# --- Exhaustive -------------------------------------------------------------------------------------------------------


def framed(skeleton: str) -> str:
    return f"@\n{skeleton}\n@"


def one_action(skeleton: str, actions: Iterable[str], start: str) -> Iterator[str]:
    """The action at every place in turn."""
    count = places(skeleton)
    for action, place in itertools.product(actions, range(count)):
        text = program(skeleton, [action if at == place else None for at in range(count)], start)
        if text is not None:
            yield text


def two_actions(skeleton: str, pairs: Iterable[tuple[str, str]], start: str) -> Iterator[str]:
    """Both actions at every two places in turn, in either order."""
    count = places(skeleton)
    for (first, second), (here, there) in itertools.product(pairs, itertools.permutations(range(count), 2)):
        contents: list[str | None] = [None] * count
        contents[here], contents[there] = first, second
        text = program(skeleton, contents, start)
        if text is not None:
            yield text


def selected(texts: Iterable[str], one_in: int) -> Iterator[str]:
    """All programs in a deep search, else an even selection that is the same every time."""
    return iter(texts) if DEEP else (text for text in texts if zlib.crc32(text.encode()) % one_in == 0)


@pytest.mark.parametrize("start", STARTS)
@pytest.mark.parametrize("name", TEMPLATES)
def test_one_action_anywhere(name: str, start: str) -> None:
    assert_agreement(selected(one_action(framed(TEMPLATES[name]), ACTIONS, start), 4))


PAIRS = {
    "unbounded": [
        (CLAMP, UNDO),
        (CLAMP_IN_PLACE, UNDO_IN_PLACE),
        ("y = x", CLAMP_IN_PLACE),
        ("y = x.detach()", "y.clamp_(0, 1)"),
        ("x, y = y, x", CLAMP_IN_PLACE),
        *((CLAMP, jump) for jump in JUMPS),
    ],
    "safe": [
        ("y = x", UNDO_IN_PLACE),
        (UNDO, "y = x"),
        *((UNDO, jump) for jump in JUMPS),
    ],
}


@pytest.mark.parametrize("start", PAIRS)
@pytest.mark.parametrize("name", TEMPLATES)
def test_two_actions_anywhere(name: str, start: str) -> None:
    assert_agreement(selected(two_actions(framed(TEMPLATES[name]), PAIRS[start], start), 6))


def nests(outer: str) -> Iterator[str]:
    """Every template at every place of the outer one."""
    for place, inner in itertools.product(range(places(TEMPLATES[outer])), TEMPLATES.values()):
        yield f"{nest(TEMPLATES[outer], place, inner)}\n@"


@pytest.mark.parametrize("outer", TEMPLATES)
def test_one_template_in_another(outer: str) -> None:
    """The clamp, or what undoes it, at every place of every nest of two."""
    clamped = (text for skeleton in nests(outer) for text in one_action(skeleton, [CLAMP], "unbounded"))
    undone = (text for skeleton in nests(outer) for text in one_action(skeleton, [UNDO], "safe"))
    assert_agreement(selected(itertools.chain(clamped, undone), 24))


# --- Random -----------------------------------------------------------------------------------------------------------


@st.composite
def programs(draw: st.DrawFn) -> str:
    """Up to three templates inside or after one another, with up to five actions anywhere."""
    names = st.sampled_from(sorted(TEMPLATES))
    skeleton = framed(TEMPLATES[draw(names)])
    for _ in range(draw(st.integers(0, 2))):
        skeleton = nest(skeleton, draw(st.integers(0, places(skeleton) - 1)), TEMPLATES[draw(names)])
    count = places(skeleton)
    contents: list[str | None] = [None] * count
    for _ in range(draw(st.integers(1, 5))):
        place = draw(st.integers(0, count - 1))
        before = contents[place]
        action = draw(st.sampled_from(ACTIONS))
        contents[place] = action if before is None or before in JUMPS or action in JUMPS else f"{before}\n{action}"
    text = program(skeleton, contents, draw(st.sampled_from(sorted(STARTS))))
    return text or "def main(): ...\n"


@settings(
    max_examples=EXAMPLES,
    deadline=None,
    derandomize=not DEEP,
    suppress_health_check=[HealthCheck.too_slow],
)
@given(programs())
@pytest.mark.slow
def test_deeper_programs(text: str) -> None:
    assert_agreement([text])
