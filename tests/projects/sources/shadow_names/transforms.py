"""Our own: the tensors stay in [0, 255]."""
import numpy as np
import torch


class ToTensor:
    def __call__(self, picture):
        return torch.from_numpy(np.array(picture)).permute(2, 0, 1).float()


class Normalize:
    def __init__(self, mean=0.0, std=255.0):
        self.mean, self.std = mean, std

    def __call__(self, x):
        return (x - self.mean) / self.std


class Compose:
    """Applies the steps, then clamps."""

    def __init__(self, steps):
        self.steps = steps

    def __call__(self, x):
        for step in self.steps:
            x = step(x)
        return x.clamp(0, 1)
