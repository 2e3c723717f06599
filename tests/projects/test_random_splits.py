"""Random modules, cut in two at random places: what is reported of the one file is reported of both."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Sequence
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from flake8_topil.analysis import check

from .splitting import Program, qualifiable, qualified

EXAMPLES = int(os.environ.get("TOPIL_EXAMPLES", "60"))
DEEP = "TOPIL_EXAMPLES" in os.environ
_IMPORT = "import torch\n"
_CONVERTER = "from torchvision.transforms.functional import to_pil_image\n"
_MAKING = (
    "torch.rand(3, 8, 8)",
    "torch.randn(3, 8, 8)",
    "{a}.clamp(0, 1)",
    "{a} * 3",
    "{a} * {gain}['gain']",
    "({a} + {b}) / 2",
    "torch.maximum({a}, {b})",
    "{a}",
    "{a}.detach()",
    "{a}[0:2]",
    "{a}.clone()",
    "{f}({a})",
    "{list}[-1]",
    "{box}.image",
)
_CHANGING = (
    "{a}.clamp_(0, 1)",
    "{a}.mul_(3)",
    "{a} += 1",
    "{a}[0] = 0.5",
    "{list}.append({a})",
    "{list}[0] = {a}",
    "{gain}['gain'] = 3.0",
    "{gain}.update(gain=1.0)",
    "{box}.image = {a}",
    "{box}.image.mul_(2)",
    "{f}({a})",
    "for t in {list}:\n    t.clamp_(0, 1)",
    "if torch.rand(1) < 0.5:\n    {a}.mul_(3)",
    "for i in range(3):\n    {a}.mul_(2)",
)
_BODIES = (
    "return t.clamp(0, 1)",
    "return t * 3",
    "t.mul_(3)\n    return t",
    "t.clamp_(0, 1)\n    return t",
    "{a}.mul_(2)\n    return t",
    "{list}.append(t)\n    return {list}[0]",
    "{gain}['gain'] = 2.0\n    return t",
    "{box}.image = t\n    return {a}",
    "return t * {gain}['gain']",
    "if t.sum() > 0:\n        return t\n    return {f}(t)",
)


@st.composite
def _modules(draw: st.DrawFn) -> list[str]:
    """The statements of a module; each name is bound once."""
    statements = [
        "a0 = torch.rand(3, 8, 8)",
        "list0 = [torch.rand(3, 8, 8)]",
        "gain0 = {'gain': 1.0}",
        "class Box:\n    def __init__(self, image):\n        self.image = image",
        "box0 = Box(a0)",
        "def f0(t):\n    return t",
    ]
    names = {"a": ["a0"], "list": ["list0"], "gain": ["gain0"], "box": ["box0"], "f": ["f0"]}
    for number in range(1, draw(st.integers(3, 12))):
        sort = draw(st.sampled_from(["make", "make", "change", "change", "define", "list", "box"]))
        template = draw(st.sampled_from({"make": _MAKING, "define": _BODIES}.get(sort, _CHANGING)))
        filled = template.format(**{key: draw(st.sampled_from(known)) for key, known in names.items()}, b="a0")
        one = draw(st.sampled_from(names["a"]))
        made = {
            "make": ("a", f"a{number} = {filled}"),
            "define": ("f", f"def f{number}(t):\n    {filled}"),
            "list": ("list", f"list{number} = [{one}, {one}.clone()]"),
            "box": ("box", f"box{number} = Box({one})"),
            "change": ("", filled),
        }[sort]
        statements.append(made[1])
        if made[0]:
            names[made[0]].append(f"{made[0]}{number}")
    shown = [*names["a"], *(f"{name}[-1]" for name in names["list"]), *(f"{name}.image" for name in names["box"])]
    shown += [f"torch.rand(3, 8, 8) * {name}['gain']" for name in names["gain"]]
    return [*statements, *(f"to_pil_image({value})" for value in draw(st.permutations(shown)))]


def _reported(main: str, folder: str) -> list[bool]:
    lines = {finding.line for finding in check(main, f"{folder}/main.py")}
    return [number in lines for number, line in enumerate(main.splitlines(), 1) if line.startswith("to_pil_image(")]


def _split(statements: Sequence[str], cut: int, form: str) -> dict[str, str]:
    first, rest = "\n".join(statements[:cut]), "\n".join(statements[cut:])
    names = list(Program(first).bound)
    header = f"from first import {', '.join(names)}"
    if form == "star":
        header = "from first import *"
    elif form == "module":
        # What is augmented is bound here, and has to be imported as it is.
        plain = qualifiable(rest, names)
        header = "\n".join(["import first", *(f"from first import {name}" for name in names if name not in plain)])
        rest = qualified(rest, plain, "first")
    return {"first.py": f"{_IMPORT}{first}\n", "main.py": f"{_IMPORT}{_CONVERTER}{header}\n{rest}\n"}


@settings(
    max_examples=EXAMPLES,
    deadline=None,
    derandomize=not DEEP,
    database=None,
    suppress_health_check=[HealthCheck.too_slow],
)
@given(_modules(), st.data())
def test_what_is_reported_of_a_module_is_reported_of_its_parts(statements: list[str], data: st.DataObject) -> None:
    last = next(i for i, statement in enumerate(statements) if statement.startswith("to_pil_image("))
    cut, form = data.draw(st.integers(1, last)), data.draw(st.sampled_from(["from", "star", "module"]))
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "pyproject.toml").touch()
        whole = _reported(_IMPORT + _CONVERTER + "\n".join(statements) + "\n", folder)
        files = _split(statements, cut, form)
        for name, text in files.items():
            (Path(folder) / name).write_text(text, encoding="utf-8")
        parts = _reported(files["main.py"], folder)
    silent = [i for i, (before, after) in enumerate(zip(whole, parts, strict=True)) if before and not after]
    assert not silent, "\n".join(f"# {name}\n{text}" for name, text in files.items())
