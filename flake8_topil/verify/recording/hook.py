"""Runs a function on a module: at once if it is imported already, otherwise directly after its import."""

from __future__ import annotations

import importlib.abc
import importlib.machinery
import importlib.util
import sys
import types
from collections.abc import Callable, Mapping, Sequence
from typing import Any

Patch = Callable[[types.ModuleType], None]


class ImportHook(importlib.abc.MetaPathFinder):
    """Patches modules by name."""

    def __init__(self, patches: Mapping[str, Patch]) -> None:
        self._patches = patches
        self._pending: dict[str, Patch] = {}

    def start(self) -> None:
        """Patch what is imported, and wait for the rest."""
        self._pending = dict(self._patches)
        sys.meta_path.insert(0, self)
        for name in self._patches:
            module = sys.modules.get(name)
            if module is not None:
                self._pending.pop(name)(module)

    def stop(self) -> None:
        """Wait no longer. What was patched stays patched."""
        if self in sys.meta_path:
            sys.meta_path.remove(self)

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: types.ModuleType | None = None
    ) -> importlib.machinery.ModuleSpec | None:
        patch = self._pending.pop(fullname, None)
        if patch is None:
            return None
        spec = importlib.util.find_spec(fullname)
        if spec is not None and spec.loader is not None:
            _run_after_import(spec.loader, patch)
        return spec


def _run_after_import(loader: Any, patch: Patch) -> None:
    """The loader stays the one that Python chose: tools ask it for sources and resources."""
    execute = loader.exec_module

    def exec_module(module: types.ModuleType) -> None:
        vars(loader).pop("exec_module", None)
        execute(module)
        patch(module)

    loader.exec_module = exec_module
