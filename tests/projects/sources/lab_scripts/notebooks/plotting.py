import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from helpers import heat, overlay  # noqa: E402


def cam(x, activation):
    return overlay(x, heat(activation))


def cam_strong(x, activation):
    return overlay(x, heat(activation), alpha=1.5)
