"""Unseen base classes and configuration (only on verify's path)."""
import torch
from torch import nn

GAIN = 0.8


class BaseRestorer(nn.Module):
    def __init__(self):
        super().__init__()
        self.body = nn.Conv2d(3, 3, 1)

    def forward(self, x):
        return self.post(self.body(x))

    def post(self, x):
        return x.sigmoid()

    def predict(self, x):
        with torch.no_grad():
            return self(x)


def visualize(fn):
    def wrapper(*a, **k):
        return fn(*a, **k).clamp(0, 1)
    return wrapper


class Config:
    scale = 0.5
    clamp = True
