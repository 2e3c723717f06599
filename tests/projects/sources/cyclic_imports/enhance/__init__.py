"""Loads what is asked for only when it is."""
import importlib

from .core import Enhancer

_LAZY = {"heavy": ".heavy", "plain": ".plain"}


def __getattr__(name):
    if name in _LAZY:
        return importlib.import_module(_LAZY[name], __name__)
    raise AttributeError(name)
