from torchvision.transforms.functional import to_pil_image

from . import color, noise
from .color import _posterize


class Augment:
    """Applies functions one after another."""

    def __init__(self, *steps):
        self.steps = steps

    def __call__(self, x):
        for step in self.steps:
            x = step(x)
        return x

    def picture(self, x):
        return to_pil_image(self(x))  # truth: open


def preview(x):
    return to_pil_image(x)  # truth: open


def preview_noisy(x):
    return to_pil_image(noise.gaussian(x, 0.5))  # truth: safe


def preview_bright(x):
    return to_pil_image(color.brighten(x))  # truth: safe


def preview_salted(x):
    return to_pil_image(noise.salt(x))  # truth: open


def preview_posterized(x):
    return to_pil_image(_posterize(x))  # truth: safe


def preview_bright_flag(x, clip=True):
    return to_pil_image(color.brighten(x, clip=clip))  # truth: open
