"""kornia: images as float tensors in [0, 1]. Read off the sources of kornia 0.9.0, and measured."""

from flake8_topil.models.kornia import augmentation, colour, enhance, filters, geometry, images

__all__ = ["augmentation", "colour", "enhance", "filters", "geometry", "images"]
