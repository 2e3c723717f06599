import functools
import operator

import torch

from .decorators import clamp_input, clamped, logged, scaled


@clamped
def noisy(x):
    return x + torch.randn_like(x)


@logged
def noisy_logged(x):
    return x + torch.randn_like(x)


@logged
@clamped
def noisy_both(x, sigma=1.0):
    return x + sigma * torch.randn_like(x)


@scaled(0.5)
@clamped
def half(x):
    return x


@scaled(2.0)
@clamped
def double(x):
    return x


@clamped
@scaled(2.0)
def double_clamped(x):
    return x


@clamp_input
def lifted(x):
    return x + 0.5


@clamp_input
def dimmed(x):
    return x * 0.5


clip = functools.partial(torch.clamp, min=0, max=1)
clip_low = functools.partial(torch.clamp, min=0)
blend_half = functools.partial(torch.lerp, weight=0.5)


def make_clamp(low, high):
    def clamp(x):
        return x.clamp(low, high)

    return clamp


unit = make_clamp(0, 1)
symmetric = make_clamp(-1, 1)


def compose(*functions):
    def composed(x):
        return functools.reduce(lambda value, function: function(value), functions, x)

    return composed


def batches(n=2):
    for _ in range(n):
        yield torch.rand(3, 4, 4)


def noise_batches(n=2):
    for _ in range(n):
        yield torch.randn(3, 4, 4)


def apply(x, function=unit):
    return function(x)


def collect(x, seen=[]):
    seen.append(x)
    return seen


pick = operator.itemgetter("clean")
