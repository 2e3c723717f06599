"""Every model has examples, and what the library really computes for them lies inside what the model claims."""

from __future__ import annotations

import ast
import copy
import functools
import importlib
import importlib.util
import random
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from flake8_topil.analysis import evaluate
from flake8_topil.analysis.values import Image, Numeric, Value
from flake8_topil.models import all_models

_HERE = Path(__file__).parent
_PRELUDE = (_HERE / "prelude.py").read_text()
_SETS = tuple(sorted(path.stem.removeprefix("examples_") for path in _HERE.glob("examples_*.py")))
_NEEDED = ("torch", "torchvision", "numpy", "PIL")
_BATCH = 64
"""How many expressions are interpreted in one module."""


@functools.cache
def _module(name: str) -> ModuleType:
    return importlib.import_module(f"{__package__}.examples_{name}")


def _setup(name: str) -> str:
    return str(getattr(_module(name), "SETUP", ""))


@functools.cache
def _examples(name: str) -> tuple[tuple[str, str], ...]:
    """All (model, expression) of one set of examples."""
    return tuple((model, text) for model, texts in _module(name).EXAMPLES.items() for text in texts)


_NAMES = {model for name in _SETS for model in _module(name).EXAMPLES}
_ALL = [
    pytest.param(name, i, id=f"{model}: {expression}")
    for name in _SETS
    for i, (model, expression) in enumerate(_examples(name))
]


def test_every_model_has_an_example_or_a_reason_for_having_none() -> None:
    assert [model.name for model in all_models() if model.name not in _NAMES and not model.unchecked] == []


def test_no_model_has_both_examples_and_a_reason_for_having_none() -> None:
    assert [model.name for model in all_models() if model.name in _NAMES and model.unchecked] == []


def test_every_example_is_of_a_model() -> None:
    assert sorted(_NAMES - {model.name for model in all_models()}) == []


def test_no_model_has_an_empty_list_of_examples() -> None:
    assert [model for name in _SETS for model, texts in _module(name).EXAMPLES.items() if not texts] == []


# Libraries warn of overflows, of files left open and of what they will drop; the examples are about none of it.
@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize(("name", "index"), _ALL)
def test_what_the_library_computes_is_inside_the_claim(name: str, index: int) -> None:
    start = index - index % _BATCH
    claim = _claims(name, start)[index - start]
    if isinstance(claim, Exception):
        raise claim
    for library in _NEEDED:
        if importlib.util.find_spec(library) is None:
            pytest.skip(f"needs {library}")
    from .claims import problem  # needs the libraries

    _, expression = _examples(name)[index]
    real = _world(name).run(expression)
    found = problem(real, claim)
    assert not found, f"{expression}: {found}"


@functools.cache
def _claims(name: str, start: int) -> tuple[Value | Exception, ...]:
    """What the analyser says of a batch of examples."""
    expressions = [expression for _, expression in _examples(name)[start : start + _BATCH]]
    return tuple(_evaluated(name, expressions))


@functools.cache
def _untouched(name: str) -> dict[str, object]:
    """What is known of the values that expressions start from."""
    return _outline(evaluate(f"{_PRELUDE}\n{_setup(name)}\n"))


def _outline(values: Any) -> dict[str, object]:
    """What of the values is the same in two runs, unless an expression between has changed them."""
    return {key: _known(value) for key, value in values.items()}


def _known(value: Value) -> object:
    if isinstance(value, Numeric):
        return value.kind, value.dtype, value.range, value.seen
    return value if isinstance(value, Image) else type(value)


def _evaluated(name: str, expressions: list[str]) -> list[Value | Exception]:
    """The claims for expressions that are interpreted one after the other.

    Where one of them fails, or changes the values that the others start from, each half is done on its own.
    """
    source = "".join(f"result_{i} = {expression}\n" for i, expression in enumerate(expressions))
    error: Exception | None = None
    try:
        values = evaluate(f"{_PRELUDE}\n{_setup(name)}\n{source}")
        results: list[Value | Exception] = [values[f"result_{i}"] for i in range(len(expressions))]
        before, after = _untouched(name), _outline(values)
        if len(expressions) == 1 or all(after.get(key) == known for key, known in before.items()):
            return results
    except Exception as raised:
        error = raised
    if len(expressions) == 1:
        assert error is not None
        return [error]
    middle = len(expressions) // 2
    return _evaluated(name, expressions[:middle]) + _evaluated(name, expressions[middle:])


@functools.cache
def _world(name: str) -> _World:
    return _World(_setup(name))


class _World:
    """The real values that the expressions of one set start from."""

    def __init__(self, setup: str) -> None:
        self.names: dict[str, Any] = {}
        self.missing: dict[str, str] = {}
        """Names that cannot be had, and the library that each of them needs."""
        exec(_PRELUDE, self.names)
        for statement in ast.parse(setup).body:
            self._set_up(statement)
        import numpy as np
        import PIL.Image
        import torch

        kinds = (torch.Tensor, np.ndarray, PIL.Image.Image)
        self._data = {name: value for name, value in self.names.items() if isinstance(value, kinds)}

    def _set_up(self, statement: ast.stmt) -> None:
        """Execute a statement, unless it needs what is not installed."""
        if isinstance(statement, ast.Import | ast.ImportFrom):
            for alias in statement.names:
                module = statement.module if isinstance(statement, ast.ImportFrom) else alias.name
                assert module is not None
                if importlib.util.find_spec(module.partition(".")[0]) is None:
                    self.missing[alias.asname or alias.name.partition(".")[0]] = module.partition(".")[0]
                else:
                    one = copy.copy(statement)
                    one.names = [alias]
                    self._execute(one)
        elif library := self._lacks(statement):
            self.missing.update(dict.fromkeys(_used(statement, ast.Store), library))
        else:
            self._execute(statement)

    def _execute(self, statement: ast.stmt) -> None:
        exec(ast.unparse(statement), self.names)

    def _lacks(self, code: ast.AST) -> str:
        return next((self.missing[name] for name in _used(code, ast.Load) if name in self.missing), "")

    def run(self, expression: str) -> Any:
        """What the expression really gives; it may change its own copy of the data."""
        if library := self._lacks(ast.parse(expression)):
            pytest.skip(f"needs {library}")
        # Copied at once, so that views stay views of each other.
        names = {**self.names, **copy.deepcopy(self._data)}
        self.names["torch"].manual_seed(0)
        self.names["np"].random.seed(0)
        random.seed(0)
        return eval(expression, names)


def _used(code: ast.AST, context: type[ast.expr_context]) -> list[str]:
    return [node.id for node in ast.walk(code) if isinstance(node, ast.Name) and isinstance(node.ctx, context)]
