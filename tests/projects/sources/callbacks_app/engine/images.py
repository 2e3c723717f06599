"""Helpers of this application; nothing else uses them."""
from torchvision.transforms import ToPILImage
from torchvision.transforms.functional import to_pil_image

_to_pil = ToPILImage()


def _to_image(x):
    return _to_pil(x)  # truth: safe callers


def _to_image_raw(x):
    return _to_pil(x)  # truth: wrong callers


def to_image(x, size=None):
    picture = to_pil_image(x)  # truth: safe callers
    return picture if size is None else picture.resize(size)


def to_picture(x, size=None):
    picture = to_pil_image(x)  # truth: wrong callers
    return picture if size is None else picture.resize(size)


def through(x):
    return _inner(x)


def _inner(x):
    return to_pil_image(x)  # truth: safe callers


def through_raw(x):
    return _inner_raw(x)


def _inner_raw(x):
    return to_pil_image(x)  # truth: wrong callers


def list_to_images(xs):
    return [to_pil_image(x) for x in xs]  # truth: safe callers


def dict_to_images(named):
    return {name: to_pil_image(x) for name, x in named.items()}  # truth: wrong callers


def keyword_only(*, image, background):
    return to_pil_image(image), to_pil_image(background.clamp(0, 1))  # truth: safe callers


def variadic(*images):
    return [to_pil_image(image) for image in images]  # truth: wrong callers


def converted_by(x, convert):
    return to_pil_image(convert(x))  # truth: safe callers


def converted_by_any(x, convert):
    return to_pil_image(convert(x))  # truth: wrong callers


def as_callback(x):
    return to_pil_image(x)  # truth: safe callers


def as_callback_raw(x):
    return to_pil_image(x)  # truth: wrong callers


def by_name(x):
    return to_pil_image(x)  # truth: wrong callers


def from_partial(factor, x):
    return to_pil_image(x * factor)  # truth: safe callers


class Writer:
    def __init__(self, folder=".", clamp=True):
        self.folder, self.clamp = folder, clamp

    def write(self, x, name):
        if self.clamp:
            x = x.clamp(0, 1)
        to_pil_image(x).save(f"{self.folder}/{name}.png")  # truth: safe callers

    def write_as_is(self, x, name):
        to_pil_image(x).save(f"{self.folder}/{name}.png")  # truth: safe callers

    def __call__(self, x):
        self.last = to_pil_image(x)  # truth: wrong callers


class RawWriter(Writer):
    def write(self, x, name):
        to_pil_image(x).save(f"{self.folder}/{name}.png")  # truth: wrong callers


class LateWriter:
    """Keeps what it gets until it is flushed."""

    def __init__(self):
        self.kept = []
        self.raw = []

    def add(self, x):
        self.kept.append(x.clamp(0, 1))
        self.raw.append(x)

    def flush(self):
        for x in self.kept:
            to_pil_image(x)  # truth: safe
        for x in self.raw:
            to_pil_image(x)  # truth: wrong callers
