from dataclasses import dataclass

import torch


@dataclass
class Budget:
    eps: float = 8 / 255
    low: float = 0.0
    high: float = 1.0


class Attack:
    budget = Budget()
    clip = True

    def __init__(self, model):
        self.model = model

    def gradient(self, x, y):
        x = x.clone().requires_grad_(True)
        loss = torch.nn.functional.cross_entropy(self.model(x), y)
        return torch.autograd.grad(loss, x)[0]

    def project(self, adv, x):
        adv = torch.min(torch.max(adv, x - self.budget.eps), x + self.budget.eps)
        return adv.clamp(self.budget.low, self.budget.high)

    def __call__(self, x, y):
        adv = self.perturb(x, y)
        if self.clip:
            adv = adv.clamp(0, 1)
        return adv

    def perturb(self, x, y):
        raise NotImplementedError
