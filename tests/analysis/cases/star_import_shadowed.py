"""A star import is overruled by what the file defines after it."""

import torch
from torchvision.transforms import *
from torchvision.transforms.functional import *


def to_pil_image(tensor):
    """Clamps, unlike the library's function of this name."""
    return ToPILImage()(tensor.detach().cpu().clamp(0, 1))


def sigmoid(tensor):
    """Steep, and scaled: not what the name says."""
    return 3 * torch.sigmoid(10 * tensor) - 1


def own_converter():
    to_pil_image(torch.randn(3, 16, 16))


def own_sigmoid():
    ToPILImage()(sigmoid(torch.randn(3, 16, 16)))  # expect: TPI001|TPI003
    ToPILImage()(torch.sigmoid(torch.randn(3, 16, 16)))
