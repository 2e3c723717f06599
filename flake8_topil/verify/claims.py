"""Crosses what the linter says with what was seen: every call site with its verdict."""

from __future__ import annotations

import enum
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from flake8_topil.analysis import Finding
from flake8_topil.verify.linting import Linter, Reported
from flake8_topil.verify.records import Conversion, Place, Record
from flake8_topil.verify.sources import Position, Source


class Verdict(str, enum.Enum):
    """What became of a claim."""

    CONFIRMED = "confirmed"
    """Reported, and wrong pixels were seen."""
    NOT_OBSERVED = "not observed"
    """Reported, and no wrong pixel was seen: the input happened to be in range, or the call was not reached."""
    MISSED = "missed"
    """Not reported, and wrong pixels were seen: a defect of the linter."""
    CLEAN = "clean"
    """Not reported, and every pixel was right."""
    ALLOWED = "allowed"
    """Reported, and silenced by a comment."""


@dataclass
class Claim:
    """A call site: what is said of it, and what it did."""

    file: Path
    """Empty if the converter was handed to a pool and nothing tells where."""
    position: Position
    end_line: int
    finding: Finding | None = None
    is_silenced: bool = False
    conversions: list[Conversion] = field(default_factory=list)
    is_shared: bool = False
    """Are there several places that the conversions may belong to, all of which have them?"""

    @property
    def verdict(self) -> Verdict:
        if self.finding is None:
            return Verdict.MISSED if self.wrong else Verdict.CLEAN
        if self.is_silenced:
            return Verdict.ALLOWED
        return Verdict.CONFIRMED if self.wrong else Verdict.NOT_OBSERVED

    @property
    def where(self) -> str:
        """File, line and column, both counted from 1."""
        if not self.file.name:
            return "(handed over)"
        line, column = self.position
        return f"{self.file}:{line}" + ("" if column is None else f":{column + 1}")

    @property
    def wrong(self) -> int:
        return sum(one.wrong for one in self.conversions)

    @property
    def pixels(self) -> int:
        return sum(one.pixels for one in self.conversions)

    @property
    def nan(self) -> int:
        return sum(one.nan for one in self.conversions)

    @property
    def share(self) -> float:
        """The share of wrong pixels, from 0 to 1."""
        return self.wrong / self.pixels if self.pixels else 0.0

    @property
    def lo(self) -> float | None:
        return min((one.lo for one in self.conversions if one.lo is not None), default=None)

    @property
    def hi(self) -> float | None:
        return max((one.hi for one in self.conversions if one.hi is not None), default=None)

    @property
    def dtypes(self) -> list[str]:
        return sorted({one.dtype for one in self.conversions if one.dtype})

    @property
    def errors(self) -> list[str]:
        """What the converter raised here."""
        return sorted({one.error for one in self.conversions if one.error})

    @property
    def worst(self) -> Conversion | None:
        """The conversion to show: the one with most wrong pixels of those of which pictures were saved."""
        shown = [one for one in self.conversions if one.evidence is not None]
        return max(shown, key=lambda one: one.wrong, default=None)


class _File:
    """One source file: its findings, and the claims made so far."""

    def __init__(self, path: Path, source: Source, reported: Sequence[Reported]) -> None:
        self.source = source
        self.claims: dict[Position, Claim] = {}
        self.path = path
        self.by_position = {one.position: self._claim(one) for one in reported}

    def _claim(self, reported: Reported) -> Claim:
        finding = reported.finding
        position = Position(finding.line, finding.column)
        claim = Claim(self.path, position, finding.line, finding, reported.is_silenced)
        self.claims[position] = claim
        return claim

    def exact(self, place: Place) -> list[Claim]:
        """The findings at the very place, or on its line if the column is not known."""
        position = self.source.start(place)
        if position.column is None:
            lines = self.source.starts_on(position.line)
            return [claim for claim in self.by_position.values() if claim.position.line in lines]
        found = self.by_position.get((position.line, position.column))
        return [] if found is None else [found]

    def inside(self, place: Place) -> list[Claim]:
        """The findings where a converter is handed over in the expression at a place."""
        region = self.source.region(place)
        return [claim for position, claim in self.by_position.items() if position in region]

    def handed(self) -> list[Claim]:
        """All findings where the function is handed over."""
        return [claim for position, claim in self.by_position.items() if self.source.hands_over(position)]

    def silent(self, place: Place) -> Claim:
        """The claim for a place where nothing is reported."""
        position = self.source.start(place)
        end = place.end_line if place.end_line is not None and position.column is not None else position.line
        return self.claims.setdefault(position, Claim(self.path, position, end))


class Crossing:
    """Puts the conversions of one program to the findings of its files."""

    def __init__(self, record: Record, programs: Iterable[Path]) -> None:
        self._linter = Linter(record.torchvision)
        self._files: dict[Path, _File | None] = {}
        self._programs = [path.resolve() for path in programs]
        self._elsewhere: dict[Place | None, Claim] = {}
        for path in self._programs:
            self._file(path)
        own = [one for one in record.conversions if not one.is_librarys]
        for conversion in own:
            place = conversion.place
            if place is not None:
                self._file(Path(place.file))
        for conversion in own:
            self._add(conversion)

    def claims(self) -> list[Claim]:
        """All call sites, by file and position."""
        found = [claim for file in self._files.values() if file is not None for claim in file.claims.values()]
        found += self._elsewhere.values()
        return sorted(found, key=lambda claim: (str(claim.file), claim.position.line, claim.position.column or 0))

    def _add(self, conversion: Conversion) -> None:
        claims = self._claims_for(conversion)
        for claim in claims:
            claim.conversions.append(conversion)
            claim.is_shared |= len(claims) > 1

    def _claims_for(self, conversion: Conversion) -> list[Claim]:
        place = conversion.place
        file = None if place is None else self._file(Path(place.file))
        if place is None or file is None:
            return self._handed(conversion) or [self._unread(place)]
        found = file.exact(place) or file.inside(place)
        if not found and (conversion.is_handed or file.source.iterates(place)):
            found = self._made(conversion) or self._handed(conversion)
        return found or [file.silent(place)]

    def _made(self, conversion: Conversion) -> list[Claim]:
        """The finding where the converter was built."""
        if conversion.made is None:
            return []
        file = self._file(Path(conversion.made.file))
        return [] if file is None else file.exact(conversion.made)

    def _handed(self, conversion: Conversion) -> list[Claim]:
        """The findings where the function may have been handed to the code that called it."""
        if conversion.made is not None:
            return []
        return [claim for file in self._files.values() if file is not None for claim in file.handed()]

    def _linted(self, path: Path, source: Source) -> _File:
        return _File(path, source, self._linter.lint(path, source.lines))

    def _unread(self, place: Place | None) -> Claim:
        """The claim for a place whose source cannot be read, such as code in a string."""
        path, line = (Path(), 0) if place is None else (Path(place.file), place.line)
        return self._elsewhere.setdefault(place, Claim(path, Position(line, None), line))

    def _file(self, path: Path) -> _File | None:
        path = path.resolve() if path.exists() else path
        if path not in self._files:
            source = Source.read(path)
            self._files[path] = None if source is None else self._linted(path, source)
        return self._files[path]


def cross(record: Record, programs: Iterable[Path]) -> list[Claim]:
    """Every call site of the programs, and of the other files in which something was converted, with its verdict.

    What torchvision converts for its own purposes is left out.
    """
    return Crossing(record, programs).claims()
