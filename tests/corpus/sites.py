"""The labelled call sites."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

LABELS = Path(__file__).with_name("labels.jsonl")


@dataclass(frozen=True)
class Site:
    """One place that calls the converter, as `labels.jsonl` has it."""

    package: str
    version: str
    archive: str
    path: str
    """The file, in the archive."""
    line: int
    col: int
    """From 1, as flake8 prints it."""
    label: str
    idiom: str
    why: str
    dtype_evidence: str
    form: str
    cross_module: bool
    project_truth: str = ""
    project_why: str = ""
    decided_by: str = ""
    resolvable: str = ""
    hops: int | None = None

    @property
    def pin(self) -> str:
        return f"{self.package}=={self.version}"

    @property
    def file(self) -> str:
        """The file, in the directory of the fetched corpus."""
        return f"{self.package}-{self.version}/{self.path}"


def read(labels: Path = LABELS) -> list[Site]:
    """All sites of a file of labels."""
    with labels.open(encoding="utf-8") as lines:
        records: list[dict[str, Any]] = [json.loads(line) for line in lines if line.strip()]
    return [Site(**record) for record in records]
