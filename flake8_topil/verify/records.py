"""What the recorder has written, read back."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from flake8_topil.verify.recording.frames import LIBRARY, PROGRAM, STANDARD, Place


@dataclass(frozen=True)
class Histogram:
    """Counts in equal bins from `lo` to `hi`."""

    lo: float
    hi: float
    counts: tuple[int, ...]


@dataclass(frozen=True)
class Evidence:
    """What was saved of one conversion."""

    histogram: Histogram | None
    step: int
    """One pixel of each `step` in both directions is shown."""
    converted: Path
    reference: Path | None
    """The picture of the clamped value, if it is another one."""
    wrong: Path | None
    """White where pixels are wrong."""


@dataclass(frozen=True)
class Conversion:
    """One call of the converter."""

    caller: Place
    home: str
    made: Place | None
    made_home: str
    outer: Place | None
    is_own: bool
    kind: str = ""
    dtype: str = ""
    shape: tuple[int, ...] = ()
    is_scaled: bool = False
    lo: float | None = None
    hi: float | None = None
    nan: int = 0
    pixels: int = 0
    wrong: int = 0
    converted: str = ""
    """A digest of the picture."""
    reference: str = ""
    """A digest of the picture of the clamped value."""
    error: str = ""
    """What the converter raised."""
    evidence: Evidence | None = None

    @property
    def is_librarys(self) -> bool:
        """Did torchvision convert for its own purposes?"""
        return self.home == LIBRARY and (self.made_home == LIBRARY if self.made else self.is_own)

    @property
    def is_handed(self) -> bool:
        """Was the converter handed to other code, which called it?"""
        if self.made is not None:
            return self.home != self.made_home
        return self.home in (LIBRARY, STANDARD) and not self.is_own

    @property
    def place(self) -> Place | None:
        """The place that stands for this conversion: where the converter was called, or built if others called it.

        None if no code of the program was under way, as in a pool of threads that was handed the converter.
        """
        if not self.is_handed:
            return self.caller
        return self.made or self.outer


@dataclass
class Record:
    """What the processes of one program did."""

    conversions: list[Conversion] = field(default_factory=list)
    torchvision: str = ""
    """The version that was imported; empty if none was."""
    clamps: bool = False
    """Does the installed converter clamp by itself?"""
    processes: int = 0
    """How many processes converted something or imported torchvision."""
    failures: list[str] = field(default_factory=list)
    """What went wrong in the recorder itself."""


def read(folder: Path) -> Record:
    """Read all that a program and its subprocesses have written to a folder."""
    record = Record()
    for path in sorted(folder.glob("*.jsonl")):
        Reader(path).read_on(record)
    return record


class Reader:
    """Reads the journal of one process, which may still be writing to it."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._offset = 0
        self._places: dict[int, Place] = {}

    def read_on(self, record: Record) -> None:
        """Add to the record what was written since the last time."""
        record.processes += self._offset == 0
        # The last line is incomplete if the process was killed while it wrote.
        with self._path.open("rb") as lines:
            lines.seek(self._offset)
            for line in lines:
                if line.endswith(b"\n"):
                    self._offset += len(line)
                    self._add(json.loads(line), record)

    def _add(self, row: Any, record: Record) -> None:
        places = self._places
        match row["type"]:
            case "process":
                record.torchvision, record.clamps = row["torchvision"], row["clamps"]
            case "place":
                places[row["id"]] = Place(*(row[name] for name in Place._fields))
            case "conversion":
                record.conversions.append(_conversion(row, places, self._path.parent))
            case "refusal":
                record.conversions.append(Conversion(*_origin(row, places), error=row["error"]))
            case "failure":
                record.failures.append(row["text"])


def _origin(row: Any, places: dict[int, Place]) -> tuple[Place, str, Place | None, str, Place | None, bool]:
    made, outer = row["made"], row["outer"]
    return (
        places[row["caller"]],
        row["home"],
        None if made is None else places[made],
        row["made_home"],
        None if outer is None else places[outer],
        row["own"],
    )


def _conversion(row: Any, places: dict[int, Place], folder: Path) -> Conversion:
    return Conversion(
        *_origin(row, places),
        kind=row["kind"],
        dtype=row["dtype"],
        shape=tuple(row["shape"]),
        is_scaled=row["scaled"],
        lo=row["lo"],
        hi=row["hi"],
        nan=row["nan"],
        pixels=row["pixels"],
        wrong=row["wrong"],
        converted=row["converted"],
        reference=row["reference"] or row["converted"],
        evidence=_evidence(row.get("evidence"), folder),
    )


def _evidence(row: Any, folder: Path) -> Evidence | None:
    if row is None:
        return None
    bins = row["histogram"]
    stem = row["stem"]
    reference, wrong = folder / f"{stem}-reference.png", folder / f"{stem}-wrong.png"
    return Evidence(
        None if bins is None else Histogram(bins["lo"], bins["hi"], tuple(bins["counts"])),
        row["step"],
        folder / f"{stem}-converted.png",
        reference if reference.exists() else None,
        wrong if wrong.exists() else None,
    )


__all__ = ["Conversion", "Evidence", "Histogram", "PROGRAM", "Place", "Record", "read"]
