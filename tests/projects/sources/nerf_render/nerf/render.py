import torch

from .field import Field
from .rays import directions, samples


def weights(sigma, delta=0.3):
    alpha = 1 - torch.exp(-sigma * delta)
    through = torch.cumprod(1 - alpha + 1e-10, -1)
    through = torch.cat([torch.ones_like(through[..., :1]), through[..., :-1]], -1)
    return alpha * through


class Renderer:
    background = 1.0

    def __init__(self, field=None):
        self.field = field or Field()

    @torch.no_grad()
    def __call__(self, d):
        points, t = samples(d)
        rgb, sigma = self.field(points)
        w = weights(sigma)
        color = (w[..., None] * rgb).sum(-2)
        depth = (w * t).sum(-1)
        acc = w.sum(-1, keepdim=True)
        return self.finish(color, acc).permute(2, 0, 1), depth[None], acc.permute(2, 0, 1)

    def finish(self, color, acc):
        return color + (1 - acc) * self.background


class ClampRenderer(Renderer):
    def finish(self, color, acc):
        return super().finish(color, acc).clamp(0, 1)


class MaxRenderer(Renderer):
    """The largest colour instead of the sum."""

    @torch.no_grad()
    def __call__(self, d):
        points, _ = samples(d)
        rgb, sigma = self.field(points)
        return rgb.amax(-2).permute(2, 0, 1)


class Grey(MaxRenderer):
    def __call__(self, d):
        return super().__call__(d).mean(0, keepdim=True)
