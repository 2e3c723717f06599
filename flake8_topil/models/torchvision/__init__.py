"""What torchvision does to value ranges, one module for each part of the library."""

from flake8_topil.models.torchvision import (
    augmentation,
    colour,
    containers,
    conversion,
    datasets,
    drawing,
    geometry,
    networks,
    ops,
    parameters,
    reading,
)

__all__ = [
    "augmentation",
    "colour",
    "containers",
    "conversion",
    "datasets",
    "drawing",
    "geometry",
    "networks",
    "ops",
    "parameters",
    "reading",
]
