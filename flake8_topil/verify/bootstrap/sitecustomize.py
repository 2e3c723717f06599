"""Starts the recorder in every interpreter that has this folder on its PYTHONPATH.

Python imports `sitecustomize` at its start, before the program. The recorder is loaded from the folder next door and
not as a part of flake8_topil, so that it works in interpreters that flake8-topil is not installed in. The
`sitecustomize` that this one hides, if there is one, is run afterwards.
"""

import importlib.machinery
import importlib.util
import os
import sys

_HERE = os.path.dirname(os.path.abspath(__file__))
_PACKAGE = "_topil_recording"


def _start_recorder() -> None:
    folder = os.path.join(os.path.dirname(_HERE), "recording")
    spec = importlib.util.spec_from_file_location(
        _PACKAGE, os.path.join(folder, "__init__.py"), submodule_search_locations=[folder]
    )
    assert spec is not None
    assert spec.loader is not None
    package = importlib.util.module_from_spec(spec)
    sys.modules[_PACKAGE] = package
    spec.loader.exec_module(package)
    package.start_from_environment()


def _run_hidden() -> None:
    # The program is to see the path it would have seen; its subprocesses get theirs from the environment.
    sys.path[:] = [entry for entry in sys.path if os.path.abspath(entry) != _HERE]
    spec = importlib.machinery.PathFinder.find_spec("sitecustomize", sys.path)
    if spec is not None and spec.loader is not None:
        module = importlib.util.module_from_spec(spec)
        sys.modules["sitecustomize"] = module
        spec.loader.exec_module(module)


# A program may start other interpreters than the one it runs in.
if sys.version_info >= (3, 10):  # noqa: UP036
    _start_recorder()
_run_hidden()
