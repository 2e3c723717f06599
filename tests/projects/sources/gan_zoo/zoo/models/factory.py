from .net import EMA, G, LinearG, SigmoidG
from .wrap import Scaled, clamped

__all__ = ["create", "KINDS", "create_many"]

KINDS = {"tanh": G, "sigmoid": SigmoidG, "linear": LinearG, "clamped": clamped, "unit": lambda: Scaled(G())}


def create(kind="tanh", **kwargs):
    return KINDS[kind](**kwargs)


def create_many(*kinds):
    return EMA(*(create(kind) for kind in kinds))
