"""core imports this module, and this module core."""
import torch

from . import core


def unit(x):
    return torch.sigmoid(x) * core.default_gain()


def identity(x):
    return x * core.default_gain()


def like_black(x):
    from .core import black

    return x * 0 + black(x.shape[-1])


def bounded(x):
    from .heavy import finish

    return finish(x)


def unbounded(x):
    from .plain import finish

    return finish(x)
