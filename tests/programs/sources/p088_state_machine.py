"""Loops with continue/else, flags set in one place and used in another."""
import torch
from torch import nn
from torchvision.transforms.functional import to_pil_image


def search(candidates):
    for c in candidates:
        if c.min() < 0 or c.max() > 1:
            continue
        found = c
        break
    else:
        found = torch.zeros(3, 4, 4)
    return found


def search_last(candidates):
    found = torch.zeros(3, 4, 4)
    for c in candidates:
        if c.numel() == 0:
            continue
        found = c
    return found


def process(items):
    for kind, t in items:
        normalised = False
        if kind == "raw":
            t = (t - t.min()) / (t.max() - t.min() + 1e-8)
            normalised = True
        elif kind == "byte":
            t = t / 255
        elif kind == "skip":
            continue
        else:
            normalised = None
        if normalised:
            to_pil_image(t)  # truth: safe
        elif normalised is None:
            to_pil_image(t)  # truth: wrong
        else:
            to_pil_image(t)  # truth: safe


def until_valid(net, x):
    valid = False
    y = x
    tries = 0
    while not valid:
        y = net(y) * 0.5
        tries += 1
        valid = bool(y.abs().max() <= 1) or tries > 50
        if tries > 50:
            y = torch.zeros_like(y)
    return y


def final_else(net, x, n):
    for i in range(n):
        x = net(x)
    else:
        x = x.clamp(0, 1)
    return x


def break_skips_else(net, x, n):
    for i in range(n):
        x = net(x)
        if i > 0:
            break
    else:
        x = x.clamp(0, 1)
    return x


@torch.no_grad()
def main():
    torch.manual_seed(0)
    net, x = nn.Conv2d(3, 3, 1), torch.rand(3, 4, 4)
    cands = [net(x), torch.randn(3, 4, 4), x]
    to_pil_image(search(cands))  # truth: safe
    to_pil_image(search_last(cands[:2]))  # truth: wrong
    process([("raw", net(x)), ("byte", (x * 255).byte()), ("skip", net(x)), ("other", net(x))])
    to_pil_image(until_valid(net, x).abs())  # truth: safe
    to_pil_image(until_valid(net, x))  # truth: wrong
    to_pil_image(final_else(net, x, 3))  # truth: safe
    to_pil_image(break_skips_else(net, x, 3))  # truth: wrong
    step, y = 0, net(x)
    while True:
        if step == 2:
            y = y.clamp(0, 1)
            break
        y = net(y)
        step += 1
    to_pil_image(y)  # truth: safe


main()
