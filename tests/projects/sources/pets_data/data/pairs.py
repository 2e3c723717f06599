import torch

from .pets import Pets


class Pairs(Pets):
    """Each picture with a noisy one."""

    noise = 0.2

    def __getitem__(self, index):
        clean, _ = super().__getitem__(index)
        return clean, self.corrupt(clean)

    def corrupt(self, x):
        return (x + self.noise * torch.randn_like(x)).clamp(0, 1)


class RoughPairs(Pairs):
    def corrupt(self, x):
        return x + self.noise * torch.randn_like(x)
