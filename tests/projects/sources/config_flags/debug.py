"""Import me to see the values as they are."""
import config
from config import Defaults

config.CLAMP = False
Defaults.clamp = False
config.OPTIONS["clamp"] = False
