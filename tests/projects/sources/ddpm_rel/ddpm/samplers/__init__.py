from .base import Sampler
from .ddim import DDIM, StaticDDIM
from .ddim import DDIM as Default
from .quick import *
