"""From what reached the converters to what is reported."""

from __future__ import annotations

import contextlib
import enum
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, replace

import libcst as cst

from flake8_topil.analysis.interval import Interval
from flake8_topil.analysis.values import INTEGRAL, SAFE_EVERYWHERE, Dtype, Kind, Numeric, Why
from flake8_topil.options import Options
from flake8_topil.rules import rule

SAFE_FLOAT = Interval(-0.003921568393707275, 1.0039215087890625)
"""The float32 numbers that to_pil_image converts like their clamped values; measured on torchvision 0.29.1."""
SAFE_SCALED = Interval(-0.003906264901161194, 1.0000038146972656)
"""The same for `to_dtype(uint8, scale=True)` and `convert_image_dtype`, which multiply by 255.999."""
SAFE_TRUNCATED = Interval(-0.99999994, 255.99998)
"""The floats that a cast to uint8 truncates without wrapping."""

PIPELINE_INPUT = Why("the input of the pipeline")
"""Explains an unknown value that a pipeline is entered with."""

_NDARRAYS_SCALED_FROM = (0, 17)


@dataclass(frozen=True)
class Finding:
    """One thing to report: `line` counts from 1, `column` from 0."""

    line: int
    column: int
    code: str
    message: str
    inputs: frozenset[tuple[Kind, Dtype]] = frozenset()
    """Everything that reaches the converter on some path, rightly or wrongly: a repair has to suit all of it."""
    discarded: tuple[int, int] | None = None
    """Line and column of the clamp whose result is thrown away, for TPI005."""


class Verdict(enum.IntEnum):
    """What can be said of one value at one converter, the worst last."""

    SAFE = 0
    UNKNOWN = 1
    EVIDENCE = 2


def verdict(value: Numeric, safe: Interval) -> Verdict:
    """Judge a value against the numbers that are converted rightly."""
    if value.range.within(safe):
        return Verdict.SAFE
    if value.seen.within(safe):
        return Verdict.UNKNOWN
    if value.dtype is Dtype.UNKNOWN and value.seen.within(Interval.BYTE):
        return Verdict.UNKNOWN
    return Verdict.EVIDENCE


@dataclass(frozen=True)
class Observation:
    """The worst value that reached one place, and the rules that judge it."""

    verdict: Verdict
    value: Numeric
    select: Callable[[Numeric, Verdict], str]

    @property
    def code(self) -> str:
        return self.select(self.value, self.verdict)

    def is_caused_by(self, nodes: Collection[cst.CSTNode]) -> bool:
        """Does one of the nodes explain the value?"""
        return self.value.why is not None and any(link.node in nodes for link in self.value.why.chain())


@dataclass(frozen=True)
class Snapshot:
    """What had been observed at one time."""

    worst: dict[cst.CSTNode, Observation]
    inputs: dict[cst.CSTNode, set[tuple[Kind, Dtype]]]


class Observations:
    """Everything that reached a converter, by the node where it is reported."""

    def __init__(self, options: Options) -> None:
        self.options = options
        self.worst: dict[cst.CSTNode, Observation] = {}
        self.inputs: dict[cst.CSTNode, set[tuple[Kind, Dtype]]] = {}
        self.is_muted = False

    @contextlib.contextmanager
    def muted(self) -> Iterator[None]:
        """Forget what is converted meanwhile: the values are not yet what they will be."""
        before, self.is_muted = self.is_muted, True
        try:
            yield
        finally:
            self.is_muted = before

    def snapshot(self) -> Snapshot:
        return Snapshot(dict(self.worst), {node: set(inputs) for node, inputs in self.inputs.items()})

    def restore(self, snapshot: Snapshot, but_for_evidence: Snapshot | None = None) -> None:
        """Forget what was observed since, but for the evidence in another snapshot."""
        kept = {} if but_for_evidence is None else but_for_evidence.worst
        evidence = {node: seen for node, seen in kept.items() if seen.verdict is Verdict.EVIDENCE}
        self.worst = snapshot.worst | evidence
        self.inputs = {node: set(inputs) for node, inputs in snapshot.inputs.items()}

    def has_unknown_since(self, snapshot: Snapshot, causes: Collection[cst.CSTNode]) -> bool:
        """Was anything observed since of which nothing is known, for one of these causes?"""
        return any(
            seen.verdict is Verdict.UNKNOWN and snapshot.worst.get(node) is not seen and seen.is_caused_by(causes)
            for node, seen in self.worst.items()
        )

    def convert(self, value: Numeric, node: cst.CSTNode | None) -> None:
        """`value` reaches a converter at `node`."""
        self._add(node, value, self._judged(value), select_conversion)

    def truncate(self, value: Numeric, node: cst.CSTNode | None) -> None:
        if self.options.casts and value.dtype.is_float:
            self._add(node, value, verdict(value, SAFE_TRUNCATED), lambda _value, _verdict: "TPI201")

    def scale(self, value: Numeric, node: cst.CSTNode | None) -> None:
        if self.options.casts and value.dtype.is_float:
            self._add(node, value, verdict(value, SAFE_SCALED), lambda _value, _verdict: "TPI202")

    def _judged(self, value: Numeric) -> Verdict:
        if value.dtype in INTEGRAL:
            return Verdict.SAFE
        if value.kind is Kind.NDARRAY and self.options.torchvision < _NDARRAYS_SCALED_FROM:
            return Verdict.SAFE
        return verdict(value, SAFE_FLOAT if value.dtype is Dtype.FLOAT else SAFE_EVERYWHERE)

    def _add(
        self, node: cst.CSTNode | None, value: Numeric, found: Verdict, select: Callable[[Numeric, Verdict], str]
    ) -> None:
        if node is None or self.is_muted:
            return
        self.inputs.setdefault(node, set()).add((value.kind, value.dtype))
        if node not in self.worst or self.worst[node].verdict < found:
            self.worst[node] = Observation(found, replace(value, place=None), select)

    def reported(self) -> list[tuple[cst.CSTNode, Observation]]:
        """The places to report, each with the worst that was observed there."""
        return [(node, seen) for node, seen in self.worst.items() if seen.verdict is not Verdict.SAFE]


def select_conversion(value: Numeric, found: Verdict) -> str:
    """The rule that describes best why a value is not proven to be in [0, 1]."""
    history = value.history
    if history.discarded is not None:
        return "TPI005"
    if found is Verdict.UNKNOWN:
        if value.why is PIPELINE_INPUT:
            return "TPI102"
        return "TPI101"
    if history.partial is not None:
        return "TPI004"
    if is_other_scale(value):
        return "TPI002"
    return "TPI003" if history.reopened is not None else "TPI001"


def is_other_scale(value: Numeric) -> bool:
    """Is this a range that images have by design: [-1, 1], [0, 255], or standardised by channel means?"""
    seen = value.seen
    if not seen.is_bounded:
        return False
    signed = -1.0 <= seen.lo < -0.2 and 0.5 < seen.hi <= 1.0
    bytes_ = -0.5 <= seen.lo and 100.0 <= seen.hi <= 256.0
    standardised = -3.0 <= seen.lo < -1.0 and 1.0 < seen.hi <= 3.0
    return signed or bytes_ or (standardised and _is_normalised(value))


def _is_normalised(value: Numeric) -> bool:
    return value.why is not None and any("normalize" in link.text.lower() for link in value.why.chain())


def message(code: str, converter: str, value: Numeric, place_of: Callable[[cst.CSTNode], str | None]) -> str:
    """The one-line message of a finding; `place_of` tells where a node is."""
    history = value.history
    cause = history.discarded or (history.reopened if code == "TPI003" else None) or value.why
    if code == "TPI004" and history.partial is not None:
        text = f"{_located(history.partial, place_of)} bounds it on some paths only"
        if value.why is not None:
            text += f"; {_located(value.why, place_of)} reaches it on another"
    elif cause is None:
        text = "nothing in this file says what its range is"
    else:
        text = _located(cause, place_of)
    return rule(code).message.format(converter=converter, why=text, range=_shown(value.seen))


def _located(why: Why, place_of: Callable[[cst.CSTNode], str | None]) -> str:
    place = None if why.node is None else place_of(why.node)
    return why.text if place is None else f"{why.text} {place}"


def _shown(range_: Interval) -> str:
    return f"[{range_.lo:.4g}, {range_.hi:.4g}]"
