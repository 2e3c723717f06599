"""What torch functions, tensor methods and attributes do to a range."""

from flake8_topil.models.torch import (
    algebra,
    binary,
    casts,
    common,
    creation,
    distributions,
    elementwise,
    filling,
    limits,
    masks,
    reductions,
    shapes,
)

__all__ = [
    "algebra",
    "binary",
    "casts",
    "common",
    "creation",
    "distributions",
    "elementwise",
    "filling",
    "limits",
    "masks",
    "reductions",
    "shapes",
]
