from torch import nn

from .base import VAE


class ConvVAE(VAE):
    def __init__(self):
        super().__init__()
        self.enc = nn.Sequential(nn.Conv2d(3, 4, 4, 4), nn.ReLU(), nn.Flatten(), nn.Linear(4 * 4 * 4, 2 * self.latent))
        self.dec = nn.Sequential(nn.Linear(self.latent, 3 * 16 * 16), nn.Unflatten(1, (3, 16, 16)))

    def encode(self, x):
        return self.enc(x).chunk(2, 1)

    def decode(self, z):
        return self.dec(z)
