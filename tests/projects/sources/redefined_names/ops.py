"""Grew over time."""
import torch


def finish(x):
    return x.clamp(0, 1)


def final(x):
    return x


def squash(x):
    return torch.sigmoid(x)


soft = squash


def finish(x):  # noqa: F811
    return x.clamp(-1, 1)


def final(x):  # noqa: F811
    return x.clamp(0, 1)


def squash(x):  # noqa: F811
    return torch.tanh(x)


hard = squash

if torch.__version__ < "1":

    def modern(x):
        return torch.sigmoid(x)

else:

    def modern(x):
        return x.clamp(0, 1)


try:
    from scipy_like import expit  # noqa: F401
except ImportError:

    def expit(x):
        return x / 2

    def late(x):
        return x * 2


def decorated(x):
    return x.clamp(0, 1)


def loud(function):
    return lambda x: function(x) * 2


decorated = loud(decorated)

for _name in ("first", "second"):

    def looped(x, by=2.0 if _name == "second" else 1.0):
        return x.clamp(0, 1) * by


clip = torch.clamp
deleted = squash
del deleted


def deleted(x):
    return x.clamp(0, 1)
