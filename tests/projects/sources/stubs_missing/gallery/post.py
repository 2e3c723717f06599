"""A namespace package; its compiled part is described by _native.pyi only."""
from gallery._native import LIMIT, tone, tone_clamped


def finish(x):
    return tone(x)


def finish_clamped(x):
    return tone_clamped(x)


def finish_here(x):
    return tone(x).clamp(0, 1)


def scaled(x):
    return x.clamp(0, 1) * LIMIT


def limited(x):
    return x.clamp(0, 1) * min(max(LIMIT, 0.0), 1.0)
