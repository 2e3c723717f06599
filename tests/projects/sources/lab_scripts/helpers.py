"""Next to nothing: used by the scripts in notebooks/."""
import torch


def to_unit(x):
    low, high = x.min(), x.max()
    return (x - low) / (high - low)


def to_unit_percentile(x, q=0.02):
    low, high = x.flatten().quantile(q), x.flatten().quantile(1 - q)
    return (x - low) / (high - low)


def heat(x):
    """Red for large, blue for small; x in [0, 1]."""
    return torch.stack([x, torch.zeros_like(x), 1 - x])


def overlay(x, h, alpha=0.5):
    return (1 - alpha) * x + alpha * h


def side_by_side(*pictures):
    return torch.cat(pictures, dim=-1)
