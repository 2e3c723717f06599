"""What a fixture says of itself, in comments such as `# expect: TPI001`."""

from __future__ import annotations

import io
import re
import tokenize
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from flake8_topil.verify.claims import Claim, Verdict

_COMMENT = re.compile(r"#\s*expect:\s*(?P<codes>TPI\d{3}(?:\s*,\s*TPI\d{3})*)\s*$")


@dataclass(frozen=True)
class Expectation:
    """A finding that has to be reported on a line, and to be confirmed."""

    file: Path
    line: int
    code: str


def read(path: Path) -> list[Expectation]:
    """The expectations in a file. A file that cannot be read has none; Python will say why."""
    try:
        with tokenize.open(path) as file:
            tokens = list(tokenize.generate_tokens(io.StringIO(file.read()).readline))
    except (OSError, SyntaxError, ValueError, tokenize.TokenError):
        return []
    found = []
    for token in tokens:
        match = _COMMENT.search(token.string) if token.type == tokenize.COMMENT else None
        if match is not None:
            found += [Expectation(path, token.start[0], code) for code in re.split(r"\s*,\s*", match["codes"])]
    return found


def unconfirmed(expectations: Sequence[Expectation], claims: Sequence[Claim]) -> list[Expectation]:
    """The expectations that the linter or the run does not bear out."""
    confirmed = {
        (claim.file, claim.position.line, claim.finding.code)
        for claim in claims
        if claim.finding is not None and claim.verdict is Verdict.CONFIRMED
    }
    return [one for one in expectations if (one.file.resolve(), one.line, one.code) not in confirmed]


def unexpected(expectations: Sequence[Expectation], claims: Sequence[Claim], path: Path) -> list[Claim]:
    """The findings in a fixture that it does not expect."""
    expected = {(one.line, one.code) for one in expectations}
    return [
        claim
        for claim in claims
        if claim.finding is not None
        and not claim.is_silenced
        and claim.file == path.resolve()
        and (claim.finding.line, claim.finding.code) not in expected
    ]
