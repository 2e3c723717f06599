"""Augmentations on tensors in [0, 1]."""
from .color import *
from .noise import *
from .color import solarize as invert_bright
from .pipeline import Augment, preview
from . import geometry

__all__ = ["Augment", "preview", "brighten", "solarize", "invert_bright", "gaussian", "geometry"]
