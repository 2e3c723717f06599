"""Writes what was recorded to files: one a process, one JSON object a line, each written at once.

A process that is killed loses nothing but the conversion it was at. Lines:

    {"type": "process", ...}       torchvision is imported; the version, and whether its converter clamps by itself
    {"type": "place", "id": 0, ...}
    {"type": "conversion", ...}    places by their id, what the oracle found, digests of the pixels
    {"type": "refusal", ...}       the converter raised
    {"type": "failure", ...}       the recorder itself failed
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
import threading
import uuid
from typing import Any

from .frames import Place

VERSION = 1
"""Of the format."""


class Journal:
    """A folder that every process writes a file of its own to."""

    def __init__(self, folder: str) -> None:
        self._folder = folder
        self._lock = threading.RLock()
        self._start_file()
        if hasattr(os, "register_at_fork"):
            os.register_at_fork(after_in_child=self._start_file)

    def _start_file(self) -> None:
        """Forget the file of the process that this one was forked from, which may hold the lock in another thread."""
        self._lock = threading.RLock()
        self._name = ""
        self._descriptor = -1
        self._places: dict[Place, int] = {}

    def begin(self, torchvision: str, clamps: bool) -> None:
        self._write({"type": "process", "torchvision": torchvision, "clamps": clamps})

    def conversion(self, origin: Any, mode: object, picture: Any, judgement: Any) -> None:
        with self._lock:
            row = {
                "type": "conversion",
                **self._origin(origin),
                "kind": judgement.kind,
                "dtype": judgement.dtype,
                "shape": judgement.shape,
                "mode": mode,
                "scaled": judgement.is_scaled,
                "lo": judgement.lo,
                "hi": judgement.hi,
                "nan": judgement.nan,
                "pixels": judgement.pixels,
                "wrong": judgement.wrong,
                "converted": _digest(picture),
                "reference": None if judgement.reference is picture else _digest(judgement.reference),
            }
            row.update(self._evidence(origin, picture, judgement))
            self._write(row)

    def refusal(self, origin: Any, error: Exception) -> None:
        with self._lock:
            row = {"type": "refusal", **self._origin(origin), "error": f"{type(error).__name__}: {error}"}
            self._write(row)

    def failure(self, text: str) -> None:
        self._write({"type": "failure", "text": text})

    def _evidence(self, origin: Any, picture: Any, judgement: Any) -> dict[str, object]:
        """What else to write of a conversion."""
        return {}

    def _origin(self, origin: Any) -> dict[str, object]:
        return {
            "caller": self._place(origin.caller),
            "home": origin.home,
            "made": self._place(origin.made),
            "made_home": origin.made_home,
            "outer": self._place(origin.outer),
            "own": origin.is_own,
        }

    def _place(self, place: Place | None) -> int | None:
        if place is None:
            return None
        number = self._places.get(place)
        if number is None:
            number = self._places[place] = len(self._places)
            self._write({"type": "place", "id": number, **place._asdict()})
        return number

    def _open(self) -> None:
        if self._descriptor >= 0:
            return
        self._name = f"{os.getpid()}-{uuid.uuid4().hex}"
        path = os.path.join(self._folder, f"{self._name}.jsonl")
        flags = os.O_WRONLY | os.O_CREAT | os.O_APPEND | getattr(os, "O_BINARY", 0)
        self._descriptor = os.open(path, flags, 0o600)
        header = {"type": "start", "format": VERSION, "pid": os.getpid(), "python": sys.version.split()[0]}
        self._write(header)

    def _write(self, row: dict[str, object]) -> None:
        with self._lock:
            self._open()
            os.write(self._descriptor, json.dumps(row).encode() + b"\n")


class IllustratedJournal(Journal):
    """A journal that also saves, for each place, pictures of a conversion that went wrong as badly as any."""

    def _start_file(self) -> None:
        super()._start_file()
        self._worst: dict[Place, int] = {}
        self._count = 0

    def _evidence(self, origin: Any, picture: Any, judgement: Any) -> dict[str, object]:
        if not judgement.is_scaled or not self._is_worst(origin.made or origin.caller, judgement.wrong):
            return {}
        from .evidence import save

        self._open()
        self._count += 1
        stem = f"{self._name}-{self._count}"
        return {"evidence": {"stem": stem, **save(os.path.join(self._folder, stem), picture, judgement)}}

    def _is_worst(self, place: Place, wrong: int) -> bool:
        """Is there nothing to show of this place yet, or something clearly worse than what there is?"""
        if place in self._worst and wrong <= 1.25 * self._worst[place]:
            return False
        self._worst[place] = wrong
        return True


def _digest(picture: Any) -> str:
    """Tells pictures apart: the pixels, the size and the mode."""
    data = hashlib.blake2b(picture.tobytes(), digest_size=8)
    data.update(repr((picture.size, picture.mode)).encode())
    return data.hexdigest()
