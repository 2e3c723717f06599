import torch

STEPS = 8


def betas(steps=STEPS):
    return torch.linspace(1e-4, 0.02, steps)


def alphas_bar(steps=STEPS):
    return torch.cumprod(1 - betas(steps), 0)
