#!/usr/bin/env python3
"""Score the linter on labelled call sites of real code.

usage: python -m tests.corpus.evaluate DIR [--labels FILE] [--python PYTHON] [--project] [--show] [--json]

DIR holds the files that fetch_corpus laid out. PYTHON is an interpreter in which flake8 and the plugin are installed:
the plugin is run through flake8, never imported. Codes are read by family: TPI0xx says that there is evidence, TPI1xx
that the range is not known. A label is the judgement of a person who read that one module:

  SAFE     proven in range          -> nothing may be reported on its line
  UNSAFE   positive evidence        -> must be reported, with evidence
  UNKNOWN  the module does not say  -> must be reported
  OTHER    not the converter        -> nothing may be reported on its line

Where another module of the package decides an UNKNOWN site, `project_truth` is what reading the whole package gives,
and `resolvable` whether following imports to definitions (callee) or seeing all callers (caller) is enough. --project
scores those too; DIR must then hold the whole packages (fetch_corpus --whole).
"""

from __future__ import annotations

import argparse
import collections
import json
import subprocess
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from .sites import LABELS, Site, read

FORMAT = "%(path)s\t%(row)d\t%(col)d\t%(code)s\t%(text)s"

Figures = dict[str, float | None]
Hit = tuple[int, str, str]
"""Column, code and text of one finding."""


@dataclass(frozen=True)
class Outcome:
    """What the linter says of one site."""

    site: Site
    hits: tuple[Hit, ...]

    @property
    def verdict(self) -> str:
        if any(code.startswith("TPI0") for _, code, _ in self.hits):
            return "evidence"
        return "unknown" if self.hits else "silent"

    def is_right(self, *, project: bool) -> bool:
        """Is the verdict the one that the label asks for?"""
        site = self.site
        if project and site.label == "UNKNOWN" and site.resolvable in ("callee", "caller"):
            return self.verdict == ("silent" if site.project_truth == "SAFE" else "evidence")
        expected = {
            "SAFE": ("silent",),
            "OTHER": ("silent",),
            "UNSAFE": ("evidence",),
            "UNKNOWN": ("unknown", "evidence"),
        }
        return self.verdict in expected[site.label]


def lint(root: Path, files: Sequence[str], python: str = sys.executable) -> dict[tuple[str, int], list[Hit]]:
    """Run flake8 on files of the corpus; what it found, by file and line.

    Raises RuntimeError if flake8 breaks.
    """
    arguments = ("--isolated", "--exclude=", "--select=TPI0,TPI1", "--disable-noqa", f"--format={FORMAT}", "--jobs=1")
    done = subprocess.run(
        [python, "-m", "flake8", *arguments, *files], cwd=root, capture_output=True, text=True, check=False
    )
    is_broken = done.returncode == 1 and not done.stdout
    if is_broken or done.returncode not in (0, 1) or "Traceback" in done.stderr:
        raise RuntimeError(f"flake8 broke:\n{done.stderr}")
    found = collections.defaultdict(list)
    for line in done.stdout.splitlines():
        path, row, col, code, text = line.split("\t")
        found[path.removeprefix("./"), int(row)].append((int(col), code, text))
    return found


def outcomes(sites: Sequence[Site], root: Path, python: str = sys.executable) -> list[Outcome]:
    """What the linter says of each site.

    Raises FileNotFoundError if a labelled file is not in `root`, RuntimeError if flake8 breaks.
    """
    files = sorted({site.file for site in sites})
    missing = [file for file in files if not (root / file).exists()]
    if missing:
        raise FileNotFoundError(f"{len(missing)} labelled files are not in {root}, first {missing[0]}")
    found = lint(root, files, python)
    on_line = collections.Counter((site.file, site.line) for site in sites)
    return [
        Outcome(
            site,
            # Where several sites share a line, only a finding at the very column is this site's.
            tuple(
                hit
                for hit in found.get((site.file, site.line), ())
                if on_line[site.file, site.line] == 1 or hit[0] == site.col
            ),
        )
        for site in sites
    ]


def score(seen: Sequence[Outcome]) -> Figures:
    """The figures of a run, each reading one module at a time."""
    unsafe = _where(seen, "UNSAFE")
    unknown = _where(seen, "UNKNOWN")
    quiet = _where(seen, "SAFE", "OTHER")
    evidence = [one for one in seen if one.verdict == "evidence"]
    return {
        "sites": len(seen),
        "recall": _share((one.verdict != "silent" for one in unsafe), unsafe),
        "evidence_recall": _share((one.verdict == "evidence" for one in unsafe), unsafe),
        "unknown_reported": _share((one.verdict != "silent" for one in unknown), unknown),
        "unknown_overclaimed": _share(
            (one.verdict == "evidence" and one.site.project_truth != "UNSAFE" for one in unknown), unknown
        ),
        "false_alarm_rate": _share((one.verdict != "silent" for one in quiet), quiet),
        "false_evidence_rate": _share((one.verdict == "evidence" for one in quiet), quiet),
        "evidence_precision": _share((one.site.label == "UNSAFE" for one in evidence), evidence),
        "proved_safe": _share((one.verdict == "silent" for one in _where(seen, "SAFE")), _where(seen, "SAFE")),
    }


def score_project(seen: Sequence[Outcome]) -> Figures:
    """The figures of sites that another module of the package decides."""
    unknown = _where(seen, "UNKNOWN")

    def decided(how: str) -> float | None:
        sites = [one for one in unknown if one.site.resolvable == how and one.site.project_truth in ("SAFE", "UNSAFE")]
        return _share((one.is_right(project=True) for one in sites), sites)

    return {
        "project_decided": decided("callee"),
        "project_decided_by_callers": decided("caller"),
        "project_wrong_safe": sum(
            one.verdict == "silent" and "UNSAFE" in (one.site.label, one.site.project_truth)
            for one in (*_where(seen, "UNSAFE"), *unknown)
        ),
        "project_open_but_silent": sum(
            one.verdict == "silent" and (one.site.project_truth == "UNKNOWN" or one.site.resolvable == "no")
            for one in unknown
        ),
        "project_wrong_evidence": sum(
            one.verdict == "evidence" and "SAFE" in (one.site.label, one.site.project_truth)
            for one in (*_where(seen, "SAFE"), *unknown)
        ),
    }


def describe(outcome: Outcome) -> str:
    """One disagreement, with the reason for the label and what was reported."""
    site = outcome.site
    said = "; ".join(f"{code} {text}" for _, code, text in outcome.hits) or "nothing reported"
    project = f" (project: {site.project_truth}, {site.project_why})" if site.project_truth else ""
    place = f"{site.file}:{site.line}:{site.col}"
    return f"{site.label} but {outcome.verdict}: {place} [{site.idiom}] {site.why}{project}\n    {said}"


def _where(seen: Iterable[Outcome], *labels: str) -> list[Outcome]:
    return [one for one in seen if one.site.label in labels]


def _share(counted: Iterable[bool], whole: Sequence[Outcome]) -> float | None:
    return round(sum(counted) / len(whole), 4) if whole else None


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("dir", type=Path)
    parser.add_argument("--labels", type=Path, default=LABELS)
    parser.add_argument("--python", default=sys.executable)
    parser.add_argument("--project", action="store_true", help="score sites that another module decides, too")
    parser.add_argument("--show", action="store_true", help="print every site that disagrees")
    parser.add_argument("--json", action="store_true", help="print the figures as one JSON object")
    args = parser.parse_args()
    try:
        seen = outcomes(read(args.labels), args.dir.resolve(), args.python)
    except (FileNotFoundError, RuntimeError) as error:
        sys.exit(str(error))
    figures = score(seen) | (score_project(seen) if args.project else {})
    if args.show:
        wrong = [one for one in seen if not one.is_right(project=args.project)]
        for one in sorted(wrong, key=lambda one: (one.site.label, one.site.file, one.site.line)):
            print(describe(one))
    if args.json:
        print(json.dumps(figures))
        return
    for label in ("SAFE", "UNSAFE", "UNKNOWN", "OTHER"):
        counts = collections.Counter(one.verdict for one in _where(seen, label))
        print(f"{label:8}", " ".join(f"{verdict} {counts[verdict]:4}" for verdict in ("silent", "unknown", "evidence")))
    for name, value in figures.items():
        print(f"{name:{max(map(len, figures))}} {value}")


if __name__ == "__main__":
    main()
