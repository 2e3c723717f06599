#!/usr/bin/env python3
"""Count for how many of the labelled call sites that are reported there is a safe, an unsafe and no fix.

usage: python -m tests.corpus.fixability DIR [--show]

DIR holds the files that fetch_corpus laid out. What counts is what `flake8-topil check` says, which has tried each fix.
"""

from __future__ import annotations

import argparse
import collections
import json
import subprocess
import sys
import sysconfig
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from .sites import Site, read

COMMAND = str(Path(sysconfig.get_path("scripts")) / "flake8-topil")


def check(root: Path, files: Sequence[str]) -> list[dict[str, Any]]:
    """The findings in files of the corpus.

    Raises RuntimeError if the command breaks.
    """
    arguments = ("--isolated", "--exclude=", "--select=TPI0,TPI1", "--disable-noqa", "--format=json")
    done = subprocess.run([COMMAND, "check", *arguments, *files], cwd=root, capture_output=True, text=True, check=False)
    if done.returncode not in (0, 1):
        raise RuntimeError(done.stderr)
    return list(json.loads(done.stdout)["findings"])


def fixes(root: Path, sites: Sequence[Site]) -> list[tuple[str, str]]:
    """For each reported site `safe`, `unsafe` or `none`, and the reason if it is not safe."""
    labelled = {(site.file, site.line) for site in sites}
    result = []
    for finding in check(root, sorted({site.file for site in sites})):
        if (finding["path"], finding["line"]) in labelled:
            fix = finding["fix"]
            result.append(("none", finding["not_fixable"]) if fix is None else (fix["safety"], fix["unsafe_because"]))
    return result


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("dir", type=Path)
    parser.add_argument("--show", action="store_true", help="count the reasons, too")
    args = parser.parse_args()
    try:
        found = fixes(args.dir.resolve(), read())
    except RuntimeError as error:
        sys.exit(str(error))
    counts = collections.Counter(kind for kind, _ in found)
    for kind in ("safe", "unsafe", "none"):
        print(f"{kind:7} {counts[kind]:3} of {len(found)}")
    if args.show:
        for (kind, reason), count in collections.Counter(found).most_common():
            print(f"{count:4} {kind}: {reason or ''}")


if __name__ == "__main__":
    main()
