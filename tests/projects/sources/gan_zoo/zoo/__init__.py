"""Generators of several kinds."""
import zoo.models
from zoo.models import net as networks
from zoo.models.wrap import Scaled as ToUnit

G = zoo.models.net.G
