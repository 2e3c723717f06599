from .base import Attack, Budget


class FGSM(Attack):
    def perturb(self, x, y):
        return x + self.budget.eps * self.gradient(x, y).sign()


class UnclippedFGSM(FGSM):
    clip = False


class IFGSM(UnclippedFGSM):
    """Projects in each step, so it needs no last clip."""

    def perturb(self, x, y):
        adv = x
        for _ in range(2):
            adv = self.project(super().perturb(adv, y), x)
        return adv


class WideIFGSM(IFGSM):
    budget = Budget(eps=0.2, low=-1.0)
