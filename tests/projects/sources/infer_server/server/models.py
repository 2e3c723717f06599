import functools

import torch
from torch import nn


class Restorer(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv = nn.Conv2d(3, 3, 3, padding=1)

    def forward(self, x):
        return x + self.conv(x)


class Enhancer(nn.Module):
    def __init__(self):
        super().__init__()
        self.curve = nn.Conv2d(3, 3, 1)

    def forward(self, x):
        a = torch.tanh(self.curve(x))
        return x + a * x * (1 - x)


@functools.lru_cache(maxsize=None)
def get_model(name):
    torch.manual_seed(0)
    if name == "restore":
        return Restorer().eval()
    if name == "enhance":
        return Enhancer().eval()
    raise KeyError(name)
