import torch
from torch import nn


class Decoder(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv = nn.Conv2d(4, 3, 3, padding=1)

    def forward(self, z):
        return nn.functional.interpolate(self.conv(z), scale_factor=2)


class VAE(nn.Module):
    def __init__(self, scaling=0.18215):
        super().__init__()
        self.decoder = Decoder()
        self.scaling = scaling

    def decode(self, z):
        return self.decoder(z / self.scaling)

    def encode(self, x):
        return torch.randn(x.shape[0], 4, x.shape[-2] // 2, x.shape[-1] // 2)
