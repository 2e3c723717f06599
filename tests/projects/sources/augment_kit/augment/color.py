import torch

__all__ = ["brighten", "solarize", "contrast"]


def brighten(x, by=0.2, clip=True):
    x = x + by
    return x.clamp(0, 1) if clip else x


def solarize(x, threshold=0.5):
    return torch.where(x > threshold, 1 - x, x)


def contrast(x, factor=1.5):
    mean = x.mean()
    return torch.clamp((x - mean) * factor + mean, 0, 1)


def gamma(x, g=2.0):
    return x**g


def _posterize(x, levels=4):
    return (x * levels).floor().div(levels).clamp(0, 1)
