#!/usr/bin/env python3
"""Measure the processor time that the plugin adds to flake8.

usage: python benchmarks/flake8_cpu.py [--runs N] [--select CODES] [TREE ...]

Runs flake8 with all its own checks on each tree, with and without the plugin in turn so that a change of the machine's
speed meets both, and prints the medians of user and system time. The plugin must not be installed in the interpreter
that runs this: it is installed in a directory of its own, which is on the path of every other run. Without TREE,
measures the standard library and the installed torchvision (its files are read, nothing of it is imported).
"""

from __future__ import annotations

import argparse
import importlib.metadata
import os
import resource
import statistics
import subprocess
import sys
import sysconfig
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
EXCLUDED = ("site-packages", "test", "tests", "idlelib", "lib2to3")


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--runs", type=int, default=5, help="runs of each kind on each tree (default: %(default)s)")
    parser.add_argument("--select", default="", help="codes to select besides those on by default, such as TPI2")
    parser.add_argument("trees", nargs="*", type=Path, metavar="TREE")
    args = parser.parse_args()
    if any(
        point.value.startswith("flake8_topil") for point in importlib.metadata.entry_points(group="flake8.extension")
    ):
        sys.exit("the plugin is installed in this interpreter: there is nothing to compare with")
    with tempfile.TemporaryDirectory() as directory:
        install = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--target", directory, str(ROOT)]
        subprocess.run(install, check=True)
        print(f"{'tree':<40} {'files':>6} {'without':>9} {'with':>9} {'added':>9}")
        for tree in map(Path.resolve, args.trees or default_trees()):
            without, with_ = measure(tree, Path(directory), args.runs, args.select)
            files = sum(not {*path.relative_to(tree).parts} & {*EXCLUDED} for path in tree.rglob("*.py"))
            added = f"{with_ / without - 1:+.1%}"
            print(f"{shown(tree):<40} {files:>6} {without:>7.2f} s {with_:>7.2f} s {added:>9}", flush=True)


def default_trees() -> list[Path]:
    torchvision = Path(sysconfig.get_path("purelib"), "torchvision")
    return [Path(sysconfig.get_path("stdlib")), *([torchvision] if torchvision.is_dir() else [])]


def shown(tree: Path) -> str:
    return tree.as_posix() if len(tree.as_posix()) <= 40 else "..." + tree.as_posix()[-37:]


def measure(tree: Path, plugin: Path, runs: int, select: str) -> tuple[float, float]:
    """The median processor time on the tree without and with the plugin, in seconds."""
    times: tuple[list[float], list[float]] = ([], [])
    for _ in range(runs):
        for kind, path in enumerate(("", str(plugin))):
            times[kind].append(processor_time(tree, path, select))
    return statistics.median(times[0]), statistics.median(times[1])


def processor_time(tree: Path, path: str, select: str) -> float:
    """User and system time of one run of flake8 on the tree, in seconds."""
    options = ["--isolated", "--jobs=1", "--exit-zero", "-qq", f"--exclude={','.join(EXCLUDED)}"]
    if select and path:
        options.append(f"--extend-select={select}")
    # In a temporary directory, or else the package would be on the path of every run.
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(
        [sys.executable, "-m", "flake8", *options, str(tree)],
        check=True,
        cwd=tempfile.gettempdir(),
        env={**os.environ, "PYTHONPATH": path},
        stdout=subprocess.DEVNULL,
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime


if __name__ == "__main__":
    main()
