"""vidtools is a namespace package: libs/fx adds to it."""
from pathlib import Path

from torchvision.io import read_image


def read_frames(folder):
    for path in sorted(Path(folder).glob("*.png")):
        yield read_image(str(path))


def read_float(folder):
    for frame in read_frames(folder):
        yield frame.float()


def read_unit(folder):
    yield from (frame / 255 for frame in read_float(folder))
