import torch


def normalize_depth(depth):
    return (depth - depth.min()) / (depth.max() - depth.min() + 1e-8)


def inverse_depth(depth, near=0.5):
    return near / depth.clamp(min=near)


def disparity(depth):
    return 1 / (depth + 1e-3)


def normals_to_rgb(n):
    return (n + 1) / 2


def tonemap(x):
    x = x.clamp(min=0)
    return x / (1 + x)


def tonemap_unclamped(x):
    return x / (1 + x)


def gamma(x):
    return torch.clamp(x, 0, 1) ** (1 / 2.2)


def srgb(x):
    return torch.where(x <= 0.0031308, 12.92 * x, 1.055 * x.clamp(min=0.0031308) ** (1 / 2.4) - 0.055)
