from abc import ABC, abstractmethod

import torch
from torch import nn


class VAE(nn.Module, ABC):
    latent = 4

    @abstractmethod
    def encode(self, x): ...

    @abstractmethod
    def decode(self, z): ...

    def activate(self, logits):
        return logits

    def reparameterize(self, mu, logvar):
        return mu + torch.randn_like(mu) * (0.5 * logvar).exp()

    def forward(self, x):
        mu, logvar = self.encode(x)
        return self.activate(self.decode(self.reparameterize(mu, logvar))), mu, logvar

    @torch.no_grad()
    def sample(self, n=2):
        return self.activate(self.decode(torch.randn(n, self.latent)))
