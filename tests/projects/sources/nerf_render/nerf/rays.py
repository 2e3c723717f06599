import torch


def directions(h=8, w=8):
    y, x = torch.meshgrid(torch.linspace(-1, 1, h), torch.linspace(-1, 1, w), indexing="ij")
    return torch.stack([x, y, torch.ones_like(x)], -1)


def unit_directions(h=8, w=8):
    d = directions(h, w)
    return d / d.norm(dim=-1, keepdim=True)


def samples(d, n=6, near=0.5, far=2.0):
    t = torch.linspace(near, far, n)
    return d[..., None, :] * t[:, None], t
