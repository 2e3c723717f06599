"""The viewer's utils: clamps."""


def prepare(x):
    return x.clamp(0, 1)


def crop(x):
    return x[..., 1:-1, 1:-1]
