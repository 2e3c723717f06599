#!/usr/bin/env python3
"""Fetch the labelled modules of published packages.

usage: python -m tests.corpus.fetch_corpus DIR [--labels FILE] [--whole] [--drop-archives] [--jobs N]

Downloads the pinned wheels into DIR/archives with `pip download --no-deps` (nothing is installed or run) and unpacks
the labelled files to DIR/<name>-<version>/<path>, or with --whole every .py file of the packages (use another DIR for
that). What is there already is skipped: a second run needs no network.
"""

from __future__ import annotations

import argparse
import concurrent.futures
import subprocess
import sys
import zipfile
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from .sites import LABELS, Site, read

# Wheels only, and one fixed target, so that every machine gets the archives that were labelled, whatever Python runs.
PIP = [
    *(sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--disable-pip-version-check"),
    *("--only-binary", ":all:", "--python-version", "3.11", "--implementation", "cp"),
    *("--abi", "cp311", "--abi", "abi3", "--abi", "none"),
    *("--platform", "manylinux_2_34_x86_64", "--platform", "manylinux_2_28_x86_64"),
    *("--platform", "manylinux2014_x86_64", "--platform", "any"),
]


class Package(NamedTuple):
    """A pinned package, and its wheel."""

    name: str
    version: str
    archive: str

    @property
    def pin(self) -> str:
        return f"{self.name}=={self.version}"

    def file(self, root: Path, path: str) -> Path:
        return root / f"{self.name}-{self.version}" / path


class Fetched(NamedTuple):
    """What one run did; `problems` says for each package or file that could not be fetched why."""

    packages: int
    downloaded: int
    unpacked: int
    problems: list[str]


def fetch(sites: Sequence[Site], root: Path, *, whole: bool = False, drop: bool = False, jobs: int = 4) -> Fetched:
    """Bring the files of the sites to `root`."""
    wanted: dict[Package, set[str]] = defaultdict(set)
    for site in sites:
        wanted[Package(site.package, site.version, site.archive)].add(site.path)
    archives = root / "archives"
    archives.mkdir(parents=True, exist_ok=True)
    missing = [
        package
        for package, paths in sorted(wanted.items())
        if not all(package.file(root, path).exists() for path in paths) and not (archives / package.archive).exists()
    ]
    problems = _download([package.pin for package in missing], archives, jobs)
    unpacked = 0
    for package, paths in sorted(wanted.items()):
        archive = archives / package.archive
        if archive.exists():
            unpacked += _unpack(archive, package, paths, root, problems, whole=whole)
            if drop:
                archive.unlink()
        elif package in missing and not any(problem.startswith(package.pin) for problem in problems):
            problems.append(f"{package.pin}: pip fetched another archive than {package.archive}")
    return Fetched(len(wanted), len(missing), unpacked, problems)


def _download(pins: Sequence[str], target: Path, jobs: int) -> list[str]:
    """Download in `jobs` batches; the failures."""
    batches = [pins[start::jobs] for start in range(min(jobs, len(pins)))]
    with concurrent.futures.ThreadPoolExecutor(max(1, len(batches))) as pool:
        return [problem for part in pool.map(lambda batch: _download_batch(batch, target), batches) for problem in part]


def _download_batch(pins: Sequence[str], target: Path) -> list[str]:
    """pip takes or refuses a batch as a whole: when it refuses, find out which package it was."""
    output = _pip(pins, target)
    if output is None:
        return []
    if len(pins) == 1:
        return [f"{pins[0]}: {(output.strip().splitlines() or ['no output'])[-1]}"]
    return [problem for pin in pins for problem in _download_batch([pin], target)]


def _pip(pins: Sequence[str], target: Path) -> str | None:
    """Download; None if it worked, or else what pip printed."""
    done = subprocess.run(
        [*PIP, "--dest", str(target), *pins],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        stdin=subprocess.DEVNULL,
        text=True,
        check=False,
    )
    return done.stdout if done.returncode else None


def _unpack(archive: Path, package: Package, paths: set[str], root: Path, problems: list[str], *, whole: bool) -> int:
    """Write what is not there yet; the number of files written."""
    written = 0
    with zipfile.ZipFile(archive) as wheel:
        names = set(wheel.namelist())
        problems.extend(f"{archive.name}: no member {path}" for path in sorted(paths - names))
        modules = {name for name in names if name.endswith(".py")} if whole else set()
        for path in sorted((paths & names) | modules):
            out = package.file(root, path)
            if path.startswith("/") or ".." in path.split("/"):
                problems.append(f"{archive.name}: odd path {path}")
            elif not out.exists():
                out.parent.mkdir(parents=True, exist_ok=True)
                out.write_bytes(wheel.read(path))
                written += 1
    return written


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("dir", type=Path)
    parser.add_argument("--labels", type=Path, default=LABELS)
    parser.add_argument("--whole", action="store_true", help="unpack every .py file, not only the labelled ones")
    parser.add_argument("--drop-archives", action="store_true", help="delete each archive once unpacked")
    parser.add_argument("--jobs", type=int, default=4)
    args = parser.parse_args()
    done = fetch(read(args.labels), args.dir, whole=args.whole, drop=args.drop_archives, jobs=args.jobs)
    print(f"{done.packages} packages, {done.downloaded} archives downloaded, {done.unpacked} files unpacked")
    for problem in done.problems:
        print("problem:", problem, file=sys.stderr)
    return 1 if done.problems else 0


if __name__ == "__main__":
    sys.exit(main())
