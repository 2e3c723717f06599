import torch


def tiled(model, x, size=8):
    """Runs a model on tiles and puts the results together."""
    out = torch.zeros_like(x)
    for i in range(0, x.shape[-2], size):
        for j in range(0, x.shape[-1], size):
            tile = x[..., i : i + size, j : j + size]
            out[..., i : i + size, j : j + size] = model(tile)
    return out


def tiled_sum(model, x, size=8, step=4):
    """Overlapping tiles are added up, without dividing by how often."""
    out = torch.zeros_like(x)
    for i in range(0, x.shape[-2] - size + 1, step):
        out[..., i : i + size, :] += model(x[..., i : i + size, :])
    return out


def tiled_mean(model, x, size=8, step=4):
    out, count = torch.zeros_like(x), torch.zeros_like(x)
    for i in range(0, x.shape[-2] - size + 1, step):
        out[..., i : i + size, :] += model(x[..., i : i + size, :])
        count[..., i : i + size, :] += 1
    return (out / count.clamp(min=1)).clamp(0, 1)
