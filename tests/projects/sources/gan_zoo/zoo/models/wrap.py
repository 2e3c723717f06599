from torch import nn

from .net import G, LinearG, SigmoidG


class Scaled(nn.Module):
    def __init__(self, inner):
        super().__init__()
        self.inner = inner

    def forward(self, z):
        return self.inner(z) * 0.5 + 0.5


class Clamp(nn.Module):
    def __init__(self, low=0.0, high=1.0):
        super().__init__()
        self.low, self.high = low, high

    def forward(self, x):
        return x.clamp(self.low, self.high)


def scaled_linear():
    return nn.Sequential(LinearG(), nn.Hardtanh(), Scaled(nn.Identity()))


def clamped():
    return nn.Sequential(LinearG(), Clamp())


def clamped_wide():
    return nn.Sequential(LinearG(), Clamp(low=-1.0))


def sharpened():
    return nn.Sequential(SigmoidG(), nn.Conv2d(3, 3, 1))


def ordered():
    net = nn.Sequential()
    net.add_module("g", G())
    net.add_module("unit", Scaled(nn.Identity()))
    return net
