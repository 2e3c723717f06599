"""Not part of any project: a compiled module of somebody else."""

import torch


def enhance(x):
    return x * 1.5 - 0.2


def bound(x):
    return x.clamp(0, 1)


class Net(torch.nn.Module):
    def forward(self, x):
        return x * 2 - 0.5
