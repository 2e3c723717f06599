"""Networks shared by several scripts."""
import torch
from torch import nn


class Linear01(nn.Module):
    """Ends in a convolution: no range."""

    def __init__(self, ch=3):
        super().__init__()
        self.head = nn.Conv2d(ch, ch, 3, padding=1)

    def forward(self, x):
        return self.head(x)


class Sigmoid01(Linear01):
    def forward(self, x):
        return torch.sigmoid(super().forward(x))


class Tanh11(Linear01):
    def forward(self, x):
        return super().forward(x).tanh()


class ClampInEval(Linear01):
    """Clamps unless training, as EDSR forks do."""

    def forward(self, x):
        out = x + super().forward(x)
        if not self.training:
            out = out.clamp(0, 1)
        return out


def build(name="plain"):
    if name == "sigmoid":
        return Sigmoid01()
    return Linear01()
