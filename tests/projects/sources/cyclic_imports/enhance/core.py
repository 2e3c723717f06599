from __future__ import annotations

from typing import TYPE_CHECKING

import torch
from torch import nn

from . import ops

if TYPE_CHECKING:
    from .heavy import finish as finish  # only its type
else:
    from .plain import finish


class Enhancer(nn.Module):
    def __init__(self):
        super().__init__()
        self.net = nn.Conv2d(3, 3, 3, padding=1)

    def forward(self, x):
        return ops.unit(self.net(x))

    def raw(self, x):
        return ops.identity(self.net(x))

    def finished(self, x):
        return finish(self.net(x))


def default_gain():
    return 1.0


def black(size=4):
    return torch.zeros(3, size, size)
