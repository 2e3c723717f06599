"""Convex combinations hidden in modules, gaussian splats, learned palettes."""
import torch
from torch import nn
from torchvision.transforms.functional import to_pil_image


class Palette(nn.Module):
    """Every pixel is a softmax mixture of colours."""

    def __init__(self, k=4, bounded=True):
        super().__init__()
        self.colors = nn.Parameter(torch.randn(k, 3))
        self.assign = nn.Conv2d(3, k, 1)
        self.bounded = bounded

    def forward(self, x):
        colors = torch.sigmoid(self.colors) if self.bounded else self.colors
        w = self.assign(x).softmax(1)
        return torch.einsum("bkhw,kc->bchw", w, colors)


class Gate(nn.Module):
    def __init__(self):
        super().__init__()
        self.gate = nn.Conv2d(6, 1, 1)

    def forward(self, a, b):
        g = torch.sigmoid(self.gate(torch.cat([a, b], 1)))
        return g * a + (1 - g) * b


class GateSum(Gate):
    def forward(self, a, b):
        g = torch.sigmoid(self.gate(torch.cat([a, b], 1)))
        return a + g * b


def splat(n=5, size=12, colour=1.0):
    ys, xs = torch.meshgrid(torch.arange(size), torch.arange(size), indexing="ij")
    canvas = torch.zeros(size, size)
    for cy, cx in torch.rand(n, 2) * size:
        blob = torch.exp(-((ys - cy) ** 2 + (xs - cx) ** 2) / 8) * colour
        canvas = torch.maximum(canvas, blob)
    return canvas


def splat_add(n=5, size=12):
    ys, xs = torch.meshgrid(torch.arange(size), torch.arange(size), indexing="ij")
    canvas = torch.zeros(size, size)
    for cy, cx in torch.rand(n, 2) * 3 + 5:
        canvas = canvas + torch.exp(-((ys - cy) ** 2 + (xs - cx) ** 2) / 8)
    return canvas


def splat_over(n=5, size=12):
    canvas = torch.zeros(3, size, size)
    for _ in range(n):
        alpha = torch.rand(1, size, size)
        color = torch.rand(3, 1, 1)
        canvas = canvas * (1 - alpha) + color * alpha
    return canvas


@torch.no_grad()
def main():
    torch.manual_seed(0)
    a, b = torch.rand(1, 3, 12, 12), torch.rand(1, 3, 12, 12)
    to_pil_image(Palette()(a)[0])  # truth: safe
    to_pil_image(Palette(bounded=False)(a)[0])  # truth: wrong
    to_pil_image(Gate()(a, b)[0])  # truth: safe
    to_pil_image(Gate()(a, b * 2)[0])  # truth: wrong
    to_pil_image(GateSum()(a, b)[0])  # truth: wrong
    to_pil_image(splat())  # truth: safe
    to_pil_image(splat(colour=3.0))  # truth: wrong
    to_pil_image(splat_add())  # truth: wrong
    to_pil_image(splat_add().clamp(max=1))  # truth: safe
    to_pil_image(1 - torch.exp(-splat_add()))  # truth: safe
    to_pil_image(splat_over())  # truth: safe


if __name__ == "__main__":
    main()
