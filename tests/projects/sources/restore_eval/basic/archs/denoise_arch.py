from torch import nn

from .common import ClampInEval, ClampInTraining, ClampSTE, RoundSTE, conv


class Denoiser(nn.Module):
    tail = ClampInEval

    def __init__(self):
        super().__init__()
        self.noise = conv()
        self.end = self.tail()

    def forward(self, x):
        return self.end(x - self.noise(x))


class OtherDenoiser(Denoiser):
    tail = ClampInTraining


class STEDenoiser(Denoiser):
    def forward(self, x):
        return ClampSTE.apply(x - self.noise(x))


class RoundDenoiser(Denoiser):
    def forward(self, x):
        return RoundSTE.apply(x - self.noise(x))


class OpenDenoiser(Denoiser):
    tail = nn.Identity
