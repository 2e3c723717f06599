"""What the scripts use."""
import plain as _plain
from clamped import both, clip

VERBOSE = False

if VERBOSE:
    from plain import both  # noqa: F401

if not VERBOSE:
    from plain import clip  # noqa: F401

first = _plain.both
first, second = both, first
del _plain
