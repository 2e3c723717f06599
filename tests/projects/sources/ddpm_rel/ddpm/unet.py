import torch
from torch import nn


class UNet(nn.Module):
    def __init__(self, width=8):
        super().__init__()
        self.down = nn.Conv2d(3, width, 3, padding=1)
        self.up = nn.Conv2d(width, 3, 3, padding=1)

    def forward(self, x, t):
        return self.up(torch.relu(self.down(x)) + t / 100)
