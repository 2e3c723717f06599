"""What gallery/_native.pyi of a project describes."""

LIMIT = 1.0


def tone(x):
    return x * 1.5 - 0.2


def tone_clamped(x):
    return tone(x).clamp(0, 1)
