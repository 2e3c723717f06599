#!/usr/bin/env python3
"""Measure what recording a conversion costs, against the bare conversion, in one run.

usage: python benchmarks/recorder.py [--seconds S]

Each row is a kind of input. Bare and recorded conversions take turns in short blocks, so that a change of the machine's
speed meets both; printed are the medians of the time of one conversion, and what recording adds.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import time
from collections.abc import Callable

import torch
from torchvision.transforms.functional import to_pil_image

from flake8_topil.verify.recording.converters import Recorder
from flake8_topil.verify.recording.journal import IllustratedJournal

BLOCKS = 40
INPUTS: dict[str, Callable[[torch.Tensor], torch.Tensor]] = {
    "uint8": lambda image: (image * 255).byte(),
    "float32 in range": lambda image: image,
    "float32, 1 % wrong": lambda image: torch.where(torch.rand_like(image) < 0.01, 1.5, image),
}


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--seconds", type=float, default=2.0, help="time for each row (default: %(default)s)")
    seconds = parser.parse_args().seconds
    torch.manual_seed(0)
    torch.set_num_threads(1)
    print(f"{'input':<20} {'size':>11} {'bare':>10} {'recorded':>10} {'added':>10}")
    for size in (32, 256, 1024):
        image = torch.rand(3, size, size)
        for name, make in INPUTS.items():
            bare, recorded = measure(make(image), seconds)
            shown = [f"{time_ * 1e6:,.0f} us" for time_ in (bare, recorded, recorded - bare)]
            print(f"{name:<20} {f'{size} x {size}':>11} {shown[0]:>10} {shown[1]:>10} {shown[2]:>10}", flush=True)


def measure(image: torch.Tensor, seconds: float) -> tuple[float, float]:
    """The median time of one conversion, bare and recorded, in seconds."""
    with tempfile.TemporaryDirectory() as folder:
        recorder = Recorder(IllustratedJournal(folder))
        recorder.start()
        once = time_of(lambda: to_pil_image(image), 3)  # The first one of a place saves pictures: that is not repeated.
        recorder.stop()
        count = max(1, int(seconds / BLOCKS / 2 / once))
        bare, recorded = [], []
        for _ in range(BLOCKS):
            bare.append(time_of(lambda: to_pil_image(image), count))
            recorder.start()
            recorded.append(time_of(lambda: to_pil_image(image), count))
            recorder.stop()
    return statistics.median(bare), statistics.median(recorded)


def time_of(convert: Callable[[], object], count: int) -> float:
    """The mean time of a number of calls, in seconds."""
    started = time.perf_counter()
    for _ in range(count):
        convert()
    return (time.perf_counter() - started) / count


if __name__ == "__main__":
    main()
