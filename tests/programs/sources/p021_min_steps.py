"""Early exits, retries and loops."""
import torch
from torch import nn
from torchvision.transforms.functional import to_pil_image


def refine(model, x, steps, tol=1e-3):
    for i in range(steps):
        new = model(x)
        if (new - x).abs().mean() < tol:
            break
        x = new.clamp(0, 1)
    return x


def refine_bug(model, x, steps):
    for i in range(steps):
        x = model(x)
        if i == steps - 1:
            break
        x = x.clamp(0, 1)
    return x


def first_valid(candidates):
    for c in candidates:
        if c.min() >= 0 and c.max() <= 1:
            return c
    return torch.zeros(3, 8, 8)


def first_nonempty(candidates):
    for c in candidates:
        if c.numel():
            return c
    return torch.zeros(3, 8, 8)


def clamp_until(x):
    while x.max() > 1:
        x = x * 0.5
    return x.relu()


def main():
    torch.manual_seed(3)
    model = nn.Sequential(nn.Conv2d(3, 3, 1), nn.Tanh())
    start = torch.rand(1, 3, 8, 8)
    with torch.no_grad():
        to_pil_image(refine(model, start, 5)[0])  # truth: safe
        to_pil_image(refine_bug(model, start, 5)[0])  # truth: wrong
        cands = [torch.randn(3, 8, 8), model(start)[0], start[0]]
        to_pil_image(first_valid(cands))  # truth: safe
        to_pil_image(first_nonempty(cands))  # truth: wrong
        to_pil_image(clamp_until(torch.randn(3, 8, 8)))  # truth: safe
        x = torch.randn(3, 8, 8)
        attempts = 0
        while True:
            attempts += 1
            x = x * 0.7
            if x.abs().max() < 1:
                break
        to_pil_image(x.abs())  # truth: safe
        to_pil_image(x)  # truth: wrong


if __name__ == "__main__":
    main()
