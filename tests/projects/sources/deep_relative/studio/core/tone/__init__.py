"""`tone.curve` is the function, not the module, and `tone.lift` a variant."""
from .curve import curve
from .curve import lift as _lift


def lift(x):
    return _lift(x).clamp(0, 1)
