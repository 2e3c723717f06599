import functools

from torch import nn


def get_norm(name="batch"):
    return functools.partial(nn.BatchNorm2d, affine=True) if name == "batch" else nn.Identity


def define_G(name, norm="batch", width=4):
    body = [nn.Conv2d(3, width, 3, padding=1), get_norm(norm)(width), nn.ReLU(True), nn.Conv2d(width, 3, 3, padding=1)]
    if name == "unet":
        return nn.Sequential(*body, nn.Tanh())
    if name == "sigmoid":
        return nn.Sequential(*body, nn.Sigmoid())
    return nn.Sequential(*body)
