from torchvision.utils import make_grid

from config import MEAN, STD


def rescale(x):
    """From [-1, 1] to [0, 1]."""
    return x * STD + MEAN


def rescale_(x):
    """The same, in place."""
    x.mul_(STD).add_(MEAN)


def clamp_(img):
    img.clamp_(0, 1)


def clamp_copy(img):
    img = img.clone()
    img.clamp_(0, 1)
    return img


def clamped(img):
    return img.clamp(0, 1)


def grid(images, normalize=False):
    return make_grid(images, nrow=4, padding=2, normalize=normalize)
