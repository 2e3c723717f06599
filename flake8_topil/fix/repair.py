"""From a module's findings to its repaired text.

Every repair is checked: the finding has to be gone from the repaired text, and no other one may have come. A repair
that fails is left out, with the reason.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field, replace

from flake8_topil.analysis.findings import Finding
from flake8_topil.fix import edits as editing
from flake8_topil.fix.edits import NoRepair
from flake8_topil.fix.imports import Imports, NoName
from flake8_topil.fix.safety import Clamp, NoClamp, Safety, suitable_clamp
from flake8_topil.fix.sites import Conversion, Element, Mapping, Site, Sites
from flake8_topil.fix.source import Edits, Source, apply, moved, overlap

Check = Callable[[str], Sequence[Finding]]
"""Finds what is wrong in a text."""

ANY_SAFETY = frozenset(Safety)
ONLY_SAFE = frozenset([Safety.SAFE])

_NOT_GONE = "the repair that was tried does not settle it"


@dataclass(frozen=True)
class Repair:
    """What can be done about one finding."""

    finding: Finding
    safety: Safety
    edits: Edits
    reason: str = ""
    """Why it is unsafe."""


@dataclass(frozen=True)
class NoFix:
    """Nothing can be done about a finding automatically."""

    finding: Finding
    reason: str


@dataclass(frozen=True)
class Repaired:
    """What became of a module."""

    text: str
    fixed: tuple[Repair, ...] = ()
    withheld: tuple[Repair, ...] = ()
    """Repairs of a safety that was not allowed; whether they settle their finding has not been tried."""
    unfixed: tuple[NoFix, ...] = ()


@dataclass(frozen=True)
class _Plan:
    """The ways to repair one finding, the best one first."""

    finding: Finding
    safety: Safety
    ways: tuple[Edits, ...]
    reason: str = ""
    at_origin: bool = False
    """Is the edit at what is converted with in several places, so that it may settle other findings too?"""


@dataclass
class _Trial:
    """Repairs that have passed, and how the text that they give is checked."""

    source: Source
    check: Check
    before: Sequence[Finding]
    """Everything that was found in the text, including what is not to be repaired."""
    accepted: dict[Finding, Edits] = field(default_factory=dict)

    @property
    def edits(self) -> Edits:
        return tuple(edit for edits in self.accepted.values() for edit in edits)

    def text(self) -> str:
        return apply(self.source.text, self.edits)

    def remaining(self, repairs: dict[Finding, Edits]) -> set[Finding] | None:
        """The findings that are left after some repairs; None if the text is no longer Python, or new ones come."""
        edits = tuple(edit for one in repairs.values() for edit in one)
        if overlap(edits):
            return None
        try:
            result = Source(apply(self.source.text, edits))
        except (SyntaxError, ValueError, RecursionError):
            return None
        places = {moved(self._offset(finding), edits): finding for finding in self.before}
        left = set()
        for finding in self.check(result.text):
            known = places.get(_offset(result, finding))
            if known is None:
                return None
            left.add(known)
        return left

    def _offset(self, finding: Finding) -> int:
        return _offset(self.source, finding)


def _offset(source: Source, finding: Finding) -> int:
    return source.offset(finding.line, finding.column)


def repair(
    text: str,
    findings: Collection[Finding],
    check: Check,
    *,
    allowed: frozenset[Safety] = ONLY_SAFE,
    converters: frozenset[str] = frozenset(),
    before: Sequence[Finding] | None = None,
) -> Repaired:
    """Repair the findings of a module, as far as their safety is allowed.

    `check` finds everything that is wrong in a text, `before` is what it finds in this one (by default it is asked),
    and `findings` are those to repair. `converters` are the user's own, by their dotted names.

    Raises SyntaxError, ValueError or RecursionError if Python cannot parse the text.
    """
    source = Source(text)
    planned = _Planner(source, converters, findings).plans() if findings else []
    unfixed = [one for one in planned if isinstance(one, NoFix)]
    plans = [one for one in planned if isinstance(one, _Plan)]
    withheld = tuple(Repair(p.finding, p.safety, p.ways[0], p.reason) for p in plans if p.safety not in allowed)
    plans = [plan for plan in plans if plan.safety in allowed]
    if not plans:
        return Repaired(text, withheld=withheld, unfixed=_in_order(unfixed))
    trial = _Trial(source, check, check(text) if before is None else before)
    fixed = _carry_out(trial, plans)
    done = {one.finding for one in fixed}
    unfixed += [NoFix(plan.finding, _NOT_GONE) for plan in plans if plan.finding not in done]
    withheld = tuple(one for one in withheld if one.finding not in done)
    return Repaired(trial.text(), fixed, withheld, _in_order(unfixed))


def _in_order(unfixed: list[NoFix]) -> tuple[NoFix, ...]:
    return tuple(sorted(unfixed, key=lambda one: (one.finding.line, one.finding.column, one.finding.code)))


def _carry_out(trial: _Trial, plans: list[_Plan]) -> tuple[Repair, ...]:
    """Try the plans, first those whose edit may settle the findings of others."""
    settled: dict[Finding, Edits] = {}
    for group in (
        [plan for plan in plans if plan.at_origin],
        [plan for plan in plans if not plan.at_origin],
    ):
        waiting = [plan for plan in group if plan.finding not in settled]
        if not waiting:
            continue
        left = _all_at_once(trial, waiting)
        if left is None or any(plan.finding in left for plan in waiting):
            left = _one_by_one(trial, waiting)
        for plan in plans:
            if plan.finding not in left:
                settled.setdefault(plan.finding, trial.accepted.get(plan.finding, ()))
    return tuple(
        Repair(plan.finding, plan.safety, settled[plan.finding], plan.reason)
        for plan in plans
        if plan.finding in settled
    )


def _all_at_once(trial: _Trial, plans: list[_Plan]) -> set[Finding] | None:
    """Accept the first way of each plan if that settles its finding; what is left, or None if something new comes."""
    tried = {plan.finding: plan.ways[0] for plan in plans}
    left = trial.remaining(trial.accepted | tried)
    if left is not None and not left.isdisjoint(tried):
        tried = {finding: way for finding, way in tried.items() if finding not in left}
        left = trial.remaining(trial.accepted | tried)
    if left is not None and left.isdisjoint(tried):
        trial.accepted |= tried
    return left


def _one_by_one(trial: _Trial, plans: list[_Plan]) -> set[Finding]:
    """Accept each plan that passes on top of those before it; the findings that are left."""
    left = trial.remaining(trial.accepted)
    assert left is not None
    for plan in plans:
        if plan.finding in trial.accepted or plan.finding not in left:
            continue
        for way in plan.ways:
            tried = trial.accepted | {plan.finding: way}
            result = trial.remaining(tried)
            if result is not None and plan.finding not in result:
                trial.accepted, left = tried, result
                break
    return left


class _Planner:
    """Says for each finding of a module how it could be repaired."""

    def __init__(self, source: Source, converters: frozenset[str], findings: Collection[Finding]) -> None:
        self._source = source
        self._imports = Imports(source)
        sites = Sites(source, self._imports, converters)
        self._sites: dict[Finding, Site] = {finding: sites.find(finding) for finding in findings}

    def plans(self) -> list[_Plan | NoFix]:
        return [self._plan(finding, site) for finding, site in self._sites.items()]

    def _plan(self, finding: Finding, site: Site) -> _Plan | NoFix:
        clamp = suitable_clamp(finding)
        if isinstance(clamp, NoClamp):
            return NoFix(finding, clamp.reason)
        try:
            match site:
                case Conversion():
                    ways = [editing.clamp_argument(self._source, clamp, site.argument, site.call)]
                    bound = self._bound(finding)
                    if bound is not None:
                        ways.insert(0, bound)
                    return _Plan(finding, clamp.safety, tuple(ways), clamp.reason)
                case Mapping():
                    way = editing.clamp_mapped(self._source, clamp, site)
                    return _Plan(finding, clamp.safety, (way,), clamp.reason)
                case Element():
                    return self._plan_element(finding, clamp, site)
        except (NoName, NoRepair) as error:
            return NoFix(finding, str(error))
        return NoFix(finding, site.reason)

    def _plan_element(self, finding: Finding, clamp: Clamp, site: Element) -> _Plan:
        made = editing.clamp_before(self._source, self._imports, clamp, site)
        if made.unsafe_because:
            clamp = replace(clamp, safety=Safety.UNSAFE, reason=clamp.reason or made.unsafe_because)
        return _Plan(finding, clamp.safety, (made.edits,), clamp.reason, at_origin=True)

    def _bound(self, finding: Finding) -> Edits | None:
        """The edit that binds a discarded clamp, if that is the whole repair."""
        if finding.discarded is None:
            return None
        conversions = [
            site.argument
            for other, site in self._sites.items()
            if other.discarded == finding.discarded and isinstance(site, Conversion)
        ]
        return editing.bind_clamp(self._source, self._imports, *finding.discarded, conversions)
