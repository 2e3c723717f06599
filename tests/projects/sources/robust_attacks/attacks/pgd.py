import torch

from .base import Attack


class PGD(Attack):
    steps = 2

    def start(self, x):
        return x + (torch.rand_like(x) * 2 - 1) * self.budget.eps

    def perturb(self, x, y):
        adv = self.start(x)
        for _ in range(self.steps):
            adv = self.project(adv + 0.01 * self.gradient(adv, y).sign(), x)
        return adv


class L2PGD(PGD):
    """Another ball, and its projection forgets the picture's range."""

    clip = False

    def project(self, adv, x):
        delta = adv - x
        return x + delta / delta.norm().clamp(min=1.0)
