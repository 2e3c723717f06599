from .base import Sampler

__all__ = ["OneStep", "shrink"]


class OneStep(Sampler):
    def step(self, x, t):
        return self.predict(x, t).sigmoid()


def shrink(x):
    return x / 2


def unit(x):
    return x
