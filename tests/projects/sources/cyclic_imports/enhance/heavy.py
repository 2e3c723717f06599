from .ops import unit


def finish(x):
    return x.clamp(0.0, 1.0)


def again(x):
    return finish(unit(x) + 1)
