"""Functions that take long to interpret, called again and again."""

import torch
from torchvision.transforms.functional import to_pil_image


def counted(x, extra=0):
    """Long, and gives back what it is given."""
    total = 0
    for i in range(12):
        for j in range(12):
            for k in range(3):
                total = total + i * j - k + len("counted") * 2 - extra
    return x


def _doubled(x):
    """Long, and gives something new."""
    counted(x)
    return x * 2


def given_back():
    noise = torch.rand(3, 16, 16)
    counted(noise)
    counted(noise)
    counted(noise)
    again = counted(noise)
    to_pil_image(again)
    again.mul_(2)
    to_pil_image(noise)  # expect: TPI0


def given_back_another():
    first, second = torch.rand(3, 16, 16), torch.rand(3, 16, 16)
    counted(first)
    counted(first)
    counted(first)
    counted(second).mul_(2)
    to_pil_image(first)
    to_pil_image(second)  # expect: TPI0


def made_new():
    noise = torch.rand(3, 16, 16)
    _doubled(noise)
    _doubled(noise)
    _doubled(noise)
    again = _doubled(noise)
    to_pil_image(again)  # expect: TPI0
    again.mul_(0)
    to_pil_image(noise)
    to_pil_image(again)
    to_pil_image(_doubled(noise))  # expect: TPI0
