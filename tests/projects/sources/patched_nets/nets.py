import torch
from torch import nn


class Restorer(nn.Module):
    def __init__(self, width=4):
        super().__init__()
        self.main = nn.Sequential(nn.Conv2d(3, width, 3, padding=1), nn.ReLU(), nn.Conv2d(width, 3, 3, padding=1), nn.Sigmoid())
        self.raw = False
        self.act = nn.Hardsigmoid()

    def set_raw(self, raw=True):
        self.raw = raw
        return self

    def forward(self, x):
        return self.main(x)


class Switched(Restorer):
    def forward(self, x):
        out = self.main[:-1](x)
        return out if self.raw else self.act(out)


class Patched(Restorer):
    pass


class Untouched(Restorer):
    pass


def post(x):
    return x.clamp(0, 1)


def post_all(xs):
    return [post(x) for x in xs]


def final(x):
    return torch.clamp(x, 0, 1)
