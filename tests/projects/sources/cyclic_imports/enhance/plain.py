from .ops import unit


def finish(x):
    return x


def again(x):
    return finish(unit(x) + 1)
