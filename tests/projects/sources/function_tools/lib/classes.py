import enum

import torch

from .decorators import clamped
from .functions import unit


class Frame:
    default_gain = 1.0

    def __init__(self, data, gain=None):
        self.data = data
        self.gain = self.default_gain if gain is None else gain

    @property
    def picture(self):
        return unit(self.data * self.gain)

    @property
    def raw(self):
        return self.data * self.gain

    @staticmethod
    def soft(x):
        return torch.sigmoid(x)

    @classmethod
    def black(cls):
        return cls(torch.zeros(3, 4, 4))

    @classmethod
    def noise(cls):
        return cls(torch.randn(3, 4, 4))

    @clamped
    def bright(self):
        return self.raw + 1

    def __add__(self, other):
        return Frame(self.data + other.data)

    def __getitem__(self, index):
        return self.data[index]

    def __call__(self):
        return self.picture


class LoudFrame(Frame):
    default_gain = 3.0

    @staticmethod
    def soft(x):
        return torch.tanh(x)

    @property
    def picture(self):
        return self.raw


class Mode(enum.Enum):
    UNIT = "unit"
    RAW = "raw"

    def apply(self, x):
        return x.clamp(0, 1) if self is Mode.UNIT else x


class Store:
    """A context that hands out pictures."""

    def __init__(self, items):
        self.items = items

    def __enter__(self):
        return [unit(x) for x in self.items]

    def __exit__(self, *exc):
        return False

    def __iter__(self):
        return iter(self.items)
