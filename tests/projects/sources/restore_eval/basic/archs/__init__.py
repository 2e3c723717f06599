from importlib import import_module
from pathlib import Path

_ARCHS = [p.stem for p in Path(__file__).parent.glob("*_arch.py")]
_modules = [import_module(f"basic.archs.{name}") for name in sorted(_ARCHS)]


def dynamic(name):
    for module in _modules:
        if hasattr(module, name):
            return getattr(module, name)()
    raise KeyError(name)
