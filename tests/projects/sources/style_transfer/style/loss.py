import torch
from torch import nn


def gram(x):
    c, h, w = x.shape
    f = x.reshape(c, h * w)
    return f @ f.T / (c * h * w)


class Features(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv = nn.Conv2d(3, 6, 3, padding=1)

    def forward(self, x):
        return torch.relu(self.conv(x[None]))[0]
