"""Reading and writing of picture tensors."""
from ._impl import save as save
from ._impl import save_clamped
from .grid import Grid, contact_sheet
from .writers import PngWriter

__all__ = ["save", "save_clamped", "Grid", "contact_sheet", "PngWriter"]
