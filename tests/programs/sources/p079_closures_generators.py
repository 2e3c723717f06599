"""Generators with state, closures over changing variables, nested helpers."""
import itertools
import torch
from torch import nn
from torchvision.transforms.functional import to_pil_image


def frames(net, x, n):
    for _ in range(n):
        x = net(x)
        yield x


def clamped_frames(net, x, n):
    for f in frames(net, x, n):
        yield f.clamp(0, 1)


def delegating(net, x, n):
    yield x
    yield from clamped_frames(net, x, n)


def delegating_bug(net, x, n):
    yield x
    yield from frames(net, x, n)


def running_average():
    total, count = torch.zeros(3, 4, 4), 0
    value = None
    while True:
        t = yield value
        if t is None:
            return
        total, count = total + t, count + 1
        value = total / count


def make():
    scale = 1.0

    def convert(t):
        return to_pil_image(t * scale)  # truth: wrong

    def set_scale(s):
        nonlocal scale
        scale = s
    return convert, set_scale


def fixed():
    scale = 0.5

    def convert(t):
        return to_pil_image(t.clamp(0, 1) * scale)  # truth: safe
    return convert


@torch.no_grad()
def main():
    torch.manual_seed(0)
    net, x = nn.Conv2d(3, 3, 1), torch.rand(3, 4, 4)
    for f in frames(net, x, 2):
        to_pil_image(f)  # truth: wrong
    for f in clamped_frames(net, x, 2):
        to_pil_image(f)  # truth: safe
    for f in delegating(net, x, 2):
        to_pil_image(f)  # truth: safe
    for f in delegating_bug(net, x, 2):
        to_pil_image(f)  # truth: wrong
    to_pil_image(next(delegating_bug(net, x, 2)))  # truth: safe
    *_, last = delegating(net, x, 3)
    to_pil_image(last)  # truth: safe
    for a, b in itertools.pairwise(delegating(net, x, 3)):
        to_pil_image((a + b) / 2)  # truth: safe
        to_pil_image(a - b)  # truth: wrong
    for i, f in zip(range(2), itertools.chain([x], [net(x)])):
        to_pil_image(f)  # truth: wrong
    for f in sorted([x, x / 2], key=lambda t: t.mean()):
        to_pil_image(f)  # truth: safe
    avg = running_average()
    next(avg)
    to_pil_image(avg.send(x))  # truth: safe
    convert, set_scale = make()
    convert(x)
    set_scale(3.0)
    convert(x)
    fixed()(net(x))


main()
