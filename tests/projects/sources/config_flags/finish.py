import torch

import config
from config import CLAMP, Defaults, Output


def finish(x):
    return x.clamp(0, 1) if config.CLAMP else x


def finish_copied(x):
    """The flag as it was when this module was loaded."""
    return x.clamp(0, 1) if CLAMP else x


def finish_safe(x):
    return x.clamp(0, 1) if config.SAFE else x


def finish_class(x):
    return x.clamp(0, 1) if Defaults.clamp else x


def finish_options(x):
    if config.OPTIONS["clamp"]:
        x = x.clamp(0, 1)
    return x


def finish_range(x):
    return x.clamp(config.LOW, config.HIGH)


def finish_as(x, output=Output.CLAMP):
    if output is Output.CLAMP:
        return x.clamp(0, 1)
    if output is Output.SIGMOID:
        return torch.sigmoid(x)
    return x


def gained(x):
    return x.clamp(0, 1) * config.GAIN
