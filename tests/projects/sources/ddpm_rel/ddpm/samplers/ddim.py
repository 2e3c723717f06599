import torch

from ..utils.ranges import unit
from .base import Sampler


class DDIM(Sampler):
    def step(self, x, t):
        x0 = self.predict(x, t)
        eps = self.model(x, t)
        return self.alphas[t].sqrt() * x0 + (1 - self.alphas[t]).sqrt() * eps

    def finish(self, x):
        return unit(x)


class StaticDDIM(DDIM):
    """Clips in [-1, 1], and leaves the values there."""

    def finish(self, x):
        return x.clamp(-1, 1)


class Unfinished(DDIM):
    def finish(self, x):
        return Sampler.finish(self, x)
