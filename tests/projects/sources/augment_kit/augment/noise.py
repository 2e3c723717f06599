import torch

__all__ = ["gaussian", "salt", "contrast"]


def gaussian(x, sigma=0.1):
    return (x + torch.randn_like(x) * sigma).clamp(0, 1)


def salt(x, p=0.1):
    return torch.where(torch.rand_like(x) < p, torch.ones_like(x), x)


def contrast(x, factor=1.5):
    """Of the noise: there is no clamp here."""
    return x + (torch.rand_like(x) - 0.5) * factor
