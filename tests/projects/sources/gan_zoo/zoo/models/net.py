import torch
from torch import nn

Z = 8


class G(nn.Module):
    def __init__(self, z=Z, act=None):
        super().__init__()
        self.fc = nn.Linear(z, 3 * 8 * 8)
        self.act = act or nn.Tanh()

    def forward(self, z):
        return self.act(self.fc(z).view(-1, 3, 8, 8))


class SigmoidG(G):
    def __init__(self):
        super().__init__(act=nn.Sigmoid())


class LinearG(G):
    def __init__(self):
        super().__init__(act=nn.Identity())


class EMA(nn.Module):
    """The average of several."""

    def __init__(self, *gs):
        super().__init__()
        self.gs = nn.ModuleList(gs)

    def forward(self, z):
        return torch.stack([g(z) for g in self.gs]).mean(0)
