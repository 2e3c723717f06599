"""Super-resolution with small EDSR networks."""
from .io import load_picture, save_output
from .models import EDSR, Bounded, build_model

__all__ = ["EDSR", "Bounded", "build_model", "load_picture", "save_output"]
