"""Settings of the application; some are changed at run time."""
from enum import Enum, IntEnum

CLAMP = True
SAFE = True
GAIN = 1.0
OFFSET = 0.0
LOW, HIGH = 0.0, 1.0
OPTIONS = {"clamp": True, "gain": 1.0}
STEPS = ["clamp"]


class Output(Enum):
    CLAMP = "clamp"
    SIGMOID = "sigmoid"
    RAW = "raw"


class Level(IntEnum):
    LOW = 0
    HIGH = 1
    TOP = 2


class Defaults:
    clamp = True
    gain = 1.0


def set_gain(value):
    global GAIN
    GAIN = value


def set_range(low, high):
    global LOW, HIGH
    LOW, HIGH = low, high
