import torch
from torch import nn


class Field(nn.Module):
    """Colour in [0, 1] and density at least 0 for each point."""

    def __init__(self, width=8):
        super().__init__()
        self.body = nn.Linear(3, width)
        self.rgb = nn.Linear(width, 3)
        self.sigma = nn.Linear(width, 1)

    def color(self, h):
        return torch.sigmoid(self.rgb(h))

    def forward(self, points):
        h = torch.relu(self.body(points))
        return self.color(h), torch.relu(self.sigma(h))[..., 0]


class PaddedField(Field):
    """As mip-NeRF does: the colour goes a little beyond."""

    padding = 0.1

    def color(self, h):
        return super().color(h) * (1 + 2 * self.padding) - self.padding


class UnpaddedField(PaddedField):
    padding = 0.0


class SHField(Field):
    def color(self, h):
        return self.rgb(h) + 0.5
