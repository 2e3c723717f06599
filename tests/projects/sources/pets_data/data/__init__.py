from .pets import Pets
from .pairs import Pairs

__all__ = ["Pets", "Pairs"]
