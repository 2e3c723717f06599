import torch


def difference(a, b):
    return a - b


def absolute_difference(a, b):
    return (a - b).abs()


def blend(a, b, t):
    return torch.lerp(a, b, t)


def accumulate(frames):
    return torch.stack(list(frames)).sum(0)


def average(frames):
    return torch.stack(list(frames)).mean(0)
