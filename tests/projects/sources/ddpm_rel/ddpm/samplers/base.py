from abc import ABC, abstractmethod

import torch

from ..schedule import STEPS, alphas_bar
from ..unet import UNet


class Sampler(ABC):
    """Subclasses say what a step does and how the result is finished."""

    def __init__(self, model=None, steps=STEPS):
        self.model = model or UNet()
        self.alphas = alphas_bar(steps)
        self.steps = steps

    @abstractmethod
    def step(self, x, t): ...

    def finish(self, x):
        return x

    @torch.no_grad()
    def sample(self, shape=(1, 3, 8, 8)):
        x = torch.randn(shape)
        for t in reversed(range(self.steps)):
            x = self.step(x, t)
        return self.finish(x)

    def predict(self, x, t):
        eps = self.model(x, t)
        return (x - (1 - self.alphas[t]).sqrt() * eps) / self.alphas[t].sqrt()
