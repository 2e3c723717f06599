"""What to do about values that leave [0, 1], judged by their range."""

from __future__ import annotations


def remedy(lo: float, hi: float) -> str:
    """A piece of advice for values in [lo, hi], at least one of which is outside [0, 1].

    >>> remedy(-0.02, 1.03)
    'add .clamp(0, 1)'
    >>> remedy(-1.0, 0.9)
    'they look like [-1, 1]: rescale them with (x + 1) / 2'
    >>> remedy(0.0, 255.0)
    'they look like [0, 255]: divide them by 255'
    """
    if -1.0 <= lo < -0.5 and hi <= 1.0:
        return "they look like [-1, 1]: rescale them with (x + 1) / 2"
    if -0.5 <= lo and 16.0 < hi <= 256.0:
        return "they look like [0, 255]: divide them by 255"
    return "add .clamp(0, 1)"
