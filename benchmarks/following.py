"""Compare the processor time that the analysis takes with and without following imports.

usage: python benchmarks/following.py FOLDER [--slowest N]

Every file below FOLDER that uses the converter is analysed in this one process, once each way, in turns; what is read
of other files is kept between files, as in a run of flake8. Python's own parse of the file, which flake8 does in any
case, is not counted.
"""

from __future__ import annotations

import argparse
import ast
import time
import tokenize
import warnings
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from flake8_topil.analysis import Options, check
from flake8_topil.settings import CONVERTERS, Settings

SETTINGS = Settings(Options(), CONVERTERS, frozenset(CONVERTERS))
MODES = {"none": replace(SETTINGS.options, follow=False), "project": SETTINGS.options}


def files(folder: Path) -> Iterator[tuple[Path, str, ast.Module]]:
    """The files that the plugin would analyse."""
    for path in sorted(folder.rglob("*.py")):
        try:
            with tokenize.open(path) as file:
                source = file.read()
            if SETTINGS.occur_in(source) and SETTINGS.are_used_in(tree := ast.parse(source)):
                yield path, source, tree
        except (OSError, SyntaxError, ValueError):
            continue


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--slowest", type=int, default=0, metavar="N", help="list the files that take longest")
    args = parser.parse_args()
    warnings.simplefilter("ignore")
    spent: dict[str, dict[Path, float]] = {mode: {} for mode in MODES}
    for number, (path, source, tree) in enumerate(files(args.folder)):
        for mode in sorted(MODES, reverse=number % 2 == 1):
            start = time.process_time()
            check(source, str(path), MODES[mode], tree)
            spent[mode][path] = time.process_time() - start
    total = {mode: sum(times.values()) for mode, times in spent.items()}
    print(f"{len(spent['none'])} files: {total['none']:.1f} s one by one, {total['project']:.1f} s with following")
    print(f"following takes {total['project'] / total['none']:.2f} times as long")
    slowest = sorted(spent["project"], key=lambda path: spent["none"][path] - spent["project"][path])
    for path in slowest[: args.slowest]:
        print(f"{spent['none'][path]:7.2f} {spent['project'][path]:7.2f}  {path.relative_to(args.folder)}")


if __name__ == "__main__":
    main()
