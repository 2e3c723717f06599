"""One self-contained HTML page of the results."""

from __future__ import annotations

import base64
import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import files

from jinja2 import Environment, StrictUndefined
from markupsafe import Markup
from PIL import Image

from flake8_topil import __version__
from flake8_topil.verify import drawing
from flake8_topil.verify.claims import Claim, Verdict
from flake8_topil.verify.console import notes, relative, shown_range, shown_share, summary
from flake8_topil.verify.programs import Result
from flake8_topil.verify.sources import Source

_CONTEXT = 3


@dataclass(frozen=True)
class Line:
    """A line of source, in three parts of which the middle one is marked."""

    number: int
    before: str
    marked: str
    after: str


@dataclass(frozen=True)
class Card:
    """What the page shows of one call site."""

    claim: Claim
    where: str
    range: str
    share: str
    lines: list[Line]
    histogram: Markup | None
    pictures: list[tuple[str, str]]
    """Captions and data URLs."""
    step: int


def page(results: Sequence[Result]) -> str:
    """The page. What comes from programs and their files is escaped, and no script but the page's own can run."""
    templates = files("flake8_topil.verify") / "templates"
    script = (templates / "report.js").read_text(encoding="utf-8")
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    template = environment.from_string((templates / "report.html").read_text(encoding="utf-8"))
    counts = Counter(claim.verdict for result in results for claim in result.claims)
    return template.render(
        version=__version__,
        style=Markup((templates / "report.css").read_text(encoding="utf-8")),
        script=Markup(script),
        script_hash=_hash(script),
        summary=summary(results),
        torchvisions=sorted({result.record.torchvision for result in results if result.record.torchvision}),
        counts=[(verdict.value, verdict.name.lower(), counts[verdict]) for verdict in Verdict],
        programs=[(result, notes(result), [card(claim) for claim in result.claims]) for result in results],
    )


def _hash(script: str) -> str:
    """The source expression by which a content security policy allows a script."""
    return "sha256-" + base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()


def card(claim: Claim) -> Card:
    """What to show of a call site."""
    worst = claim.worst
    evidence = None if worst is None else worst.evidence
    pictures, histogram = [], None
    if evidence is not None:
        with Image.open(evidence.converted) as picture:
            pictures.append(("as converted", drawing.data_url(picture)))
        if evidence.reference is not None:
            with Image.open(evidence.reference) as picture:
                pictures.append(("as it should be", drawing.data_url(picture)))
            pictures.append(("wrong pixels", drawing.data_url(drawing.difference(evidence))))
        if evidence.histogram is not None:
            histogram = Markup(drawing.histogram(evidence.histogram))
    return Card(
        claim,
        relative(claim),
        shown_range(claim),
        shown_share(claim),
        source_lines(claim),
        histogram,
        pictures,
        1 if evidence is None else evidence.step,
    )


def source_lines(claim: Claim) -> list[Line]:
    """The lines around a call site, with the call marked up to the end of its first line."""
    source = Source.read(claim.file) if claim.file.name else None
    if source is None:
        return []
    line, column = claim.position
    shown = []
    for number in range(max(1, line - _CONTEXT), min(len(source.lines), claim.end_line + _CONTEXT) + 1):
        text = source.lines[number - 1].rstrip("\n")
        if number == line:
            start, end = source.marked(line, column)
            shown.append(Line(number, text[:start], text[start:end], text[end:]))
        else:
            shown.append(Line(number, text, "", ""))
    return shown
