"""The full loop: what was run is repaired, run again, and compared.

Exactly the wrong pixels of the repaired calls have to change, to what the oracle said they should be; all others have
to stay. The pictures of both runs are compared by their digests. Programs have to be deterministic for that.
"""

from __future__ import annotations

import functools
import os
import tempfile
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from flake8_topil.analysis import Finding, Options, check
from flake8_topil.fix.files import Contents, FileError
from flake8_topil.fix.repair import ANY_SAFETY, NoFix, Repair, repair
from flake8_topil.verify.claims import Claim
from flake8_topil.verify.linting import Linter
from flake8_topil.verify.programs import Harness, Program, Result


@dataclass(frozen=True)
class Loop:
    """What became of one program."""

    before: Result
    after: Result | None = None
    """None if there was nothing to repair."""
    fixed: Sequence[Repair] = ()
    unfixed: Sequence[NoFix] = ()
    problems: list[str] = field(default_factory=list)
    """What is not as it has to be; empty if the repairs are right."""

    @property
    def wrong(self) -> tuple[int, int]:
        """The wrong pixels at the calls that were repaired, before and after."""
        fixed = {_key(one.finding) for one in self.fixed}
        before = sum(claim.wrong for claim in self.before.claims if _is_one_of(claim, fixed))
        if self.after is None:
            return before, before
        # Calls that were not repaired are wrong as they were, as the comparison of the pictures has shown.
        left = sum(claim.wrong for claim in self.before.claims) - before
        return before, sum(claim.wrong for claim in self.after.claims) - left


def repaired_and_compared(harness: Harness, before: Result) -> Loop:
    """Repair a copy of a program that was run, run the copy, and compare."""
    path = before.program.path
    if path is None:
        return Loop(before)
    options = Linter(before.record.torchvision).options
    try:
        contents = Contents.read(str(path))
        checked = functools.partial(_check, path, options)
        made = repair(contents.text, _to_repair(before, path), checked, allowed=ANY_SAFETY)
    except (FileError, SyntaxError, ValueError, RecursionError) as error:
        return Loop(before, problems=[f"cannot be repaired: {error}"])
    if not made.fixed:
        return Loop(before, unfixed=made.unfixed)
    with tempfile.TemporaryDirectory(dir=harness.folder) as folder:
        copy = Path(folder) / path.name
        copy.write_bytes(contents.encode(made.text))
        environment = _importing_from(path.parent, harness.environment)
        after = replace(harness, environment=environment).verify(_at(before.program, copy))
    loop = Loop(before, after, made.fixed, made.unfixed)
    loop.problems.extend(_problems(loop))
    return loop


def _check(path: Path, options: Options, text: str) -> list[Finding]:
    return check(text, str(path), options)


def _to_repair(result: Result, path: Path) -> list[Finding]:
    """The findings in the program's own file that no comment silences."""
    return [
        claim.finding
        for claim in result.claims
        if claim.finding is not None and not claim.is_silenced and claim.file == path.resolve()
    ]


def _at(program: Program, copy: Path) -> Program:
    """The same program, run from another file."""
    return replace(program, arguments=(str(copy), *program.arguments[1:]), path=copy)


def _importing_from(folder: Path, environment: Mapping[str, str]) -> dict[str, str]:
    """The environment in which a copy finds the modules that lie next to the original."""
    path = os.pathsep.join(filter(None, [str(folder.resolve()), environment.get("PYTHONPATH")]))
    return {**environment, "PYTHONPATH": path}


def _problems(loop: Loop) -> list[str]:
    assert loop.after is not None
    fixed = {_key(one.finding) for one in loop.fixed}
    expected = Counter(
        conversion.reference if _is_one_of(claim, fixed) else conversion.converted
        for claim in loop.before.claims
        for conversion in claim.conversions
    )
    seen = Counter(conversion.converted for claim in loop.after.claims for conversion in claim.conversions)
    problems = []
    if loop.after.run.status != loop.before.run.status or loop.after.run.stopped:
        problems.append(f"the repaired program ends otherwise: {loop.after.run.ending}")
    if seen != expected:
        count = sum((expected - seen).values())
        problems.append(
            f"not what they should be after the repair: {count} of {len(list(expected.elements()))} pictures"
        )
    if loop.after.missed:
        problems.append("wrong pixels at a call that was repaired")
    left = sum(claim.finding is not None and not claim.is_silenced for claim in loop.after.claims)
    if left > len(loop.unfixed):
        problems.append(f"{left - len(loop.unfixed)} findings are left that should be gone")
    return problems


def _key(finding: Finding) -> tuple[int, int, str]:
    return finding.line, finding.column, finding.code


def _is_one_of(claim: Claim, keys: Collection[tuple[int, int, str]]) -> bool:
    return claim.finding is not None and _key(claim.finding) in keys
