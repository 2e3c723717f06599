from abc import ABC, abstractmethod

from torchvision.transforms.functional import to_pil_image

from . import _checks


class Writer(ABC):
    def write(self, x, path):
        self._write(self.prepare(x), path)

    @abstractmethod
    def prepare(self, x): ...

    def _write(self, x, path):
        to_pil_image(x).save(path)  # truth: open


class PngWriter(Writer):
    def prepare(self, x):
        return _checks.clipped(x)


class _PreviewWriter:
    """Not for users."""

    def write(self, x, path):
        to_pil_image(x[..., ::2, ::2]).save(path)  # truth: safe callers


def previews(xs, path):
    writer = _PreviewWriter()
    for x in xs:
        writer.write(_checks.clipped(x), path)
