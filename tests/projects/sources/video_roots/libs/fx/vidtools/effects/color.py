import torch

LIFT, GAIN = 0.05, 1.2


def grade(x):
    return (x + LIFT).mul(GAIN).clamp_(0, 1)


def grade_unclamped(x):
    return (x + LIFT).mul(GAIN)


def vignette(x):
    h, w = x.shape[-2:]
    r = torch.linspace(-1, 1, h)[:, None] ** 2 + torch.linspace(-1, 1, w)[None] ** 2
    return x * (1 - r / 2)


def glow(x):
    h, w = x.shape[-2:]
    r = torch.linspace(-1, 1, h)[:, None] ** 2 + torch.linspace(-1, 1, w)[None] ** 2
    return x * (1 + r / 2)
