import torch
from torch import nn

import config


class Generator(nn.Module):
    def __init__(self, z=config.Z, width=config.WIDTH):
        super().__init__()
        self.main = nn.Sequential(
            nn.ConvTranspose2d(z, width * 2, 4, 1, 0, bias=False),
            nn.BatchNorm2d(width * 2),
            nn.ReLU(True),
            nn.ConvTranspose2d(width * 2, width, 4, 2, 1, bias=False),
            nn.BatchNorm2d(width),
            nn.ReLU(True),
            nn.ConvTranspose2d(width, 3, 4, 2, 1, bias=False),
            nn.Tanh(),
        )

    def forward(self, z):
        return self.main(z)


class LogitGenerator(Generator):
    def __init__(self):
        super().__init__()
        self.main = self.main[:-1]


class Discriminator(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv = nn.Conv2d(3, 8, 4, 2, 1)
        self.out = nn.Linear(8 * 8 * 8, 1)

    def forward(self, x):
        return torch.sigmoid(self.out(torch.relu(self.conv(x)).flatten(1)))


def noise(n, z=config.Z):
    return torch.randn(n, z, 1, 1)
