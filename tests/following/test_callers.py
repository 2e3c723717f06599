"""The callers of a function in other files decide what it converts, where all of them are seen."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from flake8_topil.analysis import Options

from .conftest import HEAD, Lint

Codes = Callable[..., list[str]]

SHOW = "from torchvision.transforms.functional import to_pil_image\ndef show(y, path=None):\n    to_pil_image(y)\n"
SAFE = HEAD + "from pkg.view import show\nshow(x.sigmoid())\n"
WRONG = HEAD + "from pkg.view import show\nshow(x)\n"
VIEW = "pkg/view.py"


@pytest.fixture
def found(codes: Codes) -> Codes:
    """The codes in `pkg/view.py`, with other files around it."""

    def found(others: Mapping[str, str], view: str = SHOW) -> list[str]:
        return codes({"pkg/__init__.py": "", VIEW: view, **others}, VIEW)

    return found


@pytest.mark.parametrize(
    ("others", "expected"),
    [
        ({}, ["TPI101"]),
        ({"a.py": SAFE}, []),
        ({"a.py": WRONG}, ["TPI001"]),
        ({"a.py": SAFE, "b.py": WRONG}, ["TPI001"]),
        ({"a.py": HEAD + "import pkg.view\npkg.view.show(y=x.sigmoid(), path='a')\n"}, []),
        ({"pkg/a.py": HEAD + "from .view import show as s\nfor i in range(3):\n    s(x.sigmoid())\n"}, []),
        ({"a.py": HEAD + "from pkg.view import show\ndef f(z):\n    show(z.clamp(0, 1))\n"}, []),
        ({"a.py": HEAD + "from pkg.view import show\ndef f(z):\n    show(z)\n"}, ["TPI101"]),
        ({"a.py": HEAD + "from pkg.view import show\nshow(x.sigmoid())\nshow(x.tanh())\n"}, ["TPI002"]),
        ({"a.py": HEAD + "from pkg.view import show\nlist(map(show, [x.sigmoid()]))\n"}, ["TPI101"]),
        ({"a.py": SAFE, "b.py": "from pkg.view import show\nactions = [show]\n"}, ["TPI101"]),
        ({"a.py": SAFE, "b.py": "import pkg.view\ngetattr(pkg.view, 'show')(1)\n"}, ["TPI101"]),
        ({"a.py": SAFE, "b.py": "def show(:\n"}, ["TPI101"]),
        ({"a.py": SAFE, "b.py": "def show(z):\n    return z\nshow(3)\n"}, []),
        ({"a.py": SAFE, "b.py": "class A:\n    def show(self):\n        self.show()\n"}, []),
        ({"a.py": SAFE, "notes.txt": "show show show"}, []),
        (
            {"a.py": SAFE, "setup.cfg": "[options.entry_points]\nconsole_scripts =\n    show = pkg.view:show\n"},
            ["TPI101"],
        ),
        ({"a.py": "if 1:\n    raise SystemExit\n" + SAFE}, ["TPI101"]),
        ({"a.py": SAFE, "env/b.py": WRONG}, ["TPI001"]),
        ({"a.py": SAFE, "env/pyvenv.cfg": "", "env/lib/b.py": WRONG}, []),
        ({"a.py": SAFE, ".tox/b.py": WRONG}, []),
    ],
)
def test_callers(others: Mapping[str, str], expected: list[str], found: Codes) -> None:
    assert found(others) == expected


def test_a_caller_that_finds_the_package_by_a_root(tmp_path: Path, codes: Codes) -> None:
    files = {
        "libs/core/pkg/__init__.py": "",
        f"libs/core/{VIEW}": SHOW,
        "libs/core/pkg/good.py": SAFE,
        "apps/bad.py": WRONG,
    }
    # Without the root nobody knows whose function it is that the other application calls.
    assert codes(files, f"libs/core/{VIEW}") == ["TPI101"]
    assert codes(files, f"libs/core/{VIEW}", Options(roots=(str(tmp_path / "libs" / "core"),))) == ["TPI001"]


@pytest.mark.parametrize("imports", ["import lost.view as view\nview.show(1)", "from lost import view\nview.show(1)"])
def test_a_caller_of_a_module_that_is_not_found(imports: str, found: Codes) -> None:
    assert found({"a.py": SAFE, "b.py": imports}) == ["TPI101"]
    assert found({"a.py": SAFE, "b.py": imports.replace("view", "other")}) == []


def test_an_installed_package_is_a_project_of_its_own(codes: Codes) -> None:
    installed = ".venv/lib/python3.13/site-packages"
    files = {"pkg/__init__.py": "", VIEW: SHOW, "pkg/a.py": SAFE}
    inside = {f"{installed}/{name}": text for name, text in files.items()}
    assert codes(inside, f"{installed}/{VIEW}") == []
    assert codes({**inside, "a.py": WRONG}, f"{installed}/{VIEW}") == []


def test_what_a_package_hands_on_is_public(found: Codes) -> None:
    assert found({"a.py": SAFE}) == []
    assert found({"a.py": SAFE}, "__all__ = ['show']\n" + SHOW) == ["TPI101"]
    assert found({"a.py": SAFE, "pkg/__init__.py": "from .view import show"}) == ["TPI101"]


def test_private_functions(codes: Codes) -> None:
    view = {"view.py": SHOW.replace("show", "_show")}
    safe = SAFE.replace("pkg.view", "view").replace("show", "_show")
    assert codes({**view, "a.py": safe}, "view.py") == []
    assert codes({**view, "a.py": safe.replace(".sigmoid()", "")}, "view.py") == ["TPI001"]


def test_a_public_function_outside_any_package_is_anybodys(codes: Codes) -> None:
    safe = SAFE.replace("pkg.view", "view")
    assert codes({"view.py": SHOW, "a.py": safe}, "view.py") == ["TPI101"]
    # What one caller does wrong is wrong all the same.
    assert codes({"view.py": SHOW, "a.py": safe.replace(".sigmoid()", "")}, "view.py") == ["TPI001"]


def test_callers_inside_and_outside(found: Codes) -> None:
    inside = SHOW + "def draw(z):\n    show(z.sigmoid())\n"
    assert found({}, inside) == []
    assert found({"a.py": SAFE}, inside) == []
    assert found({"a.py": WRONG}, inside) == ["TPI001"]


def test_what_the_function_calls_is_judged_again(found: Codes) -> None:
    view = SHOW.replace("    to_pil_image(y)", "    _convert(y)") + "def _convert(z):\n    to_pil_image(z)\n"
    assert found({}, view) == ["TPI101"]
    assert found({"a.py": SAFE}, view) == []
    assert found({"a.py": WRONG}, view) == ["TPI001"]


def test_the_message_names_the_caller(lint: Lint) -> None:
    [finding] = lint({"pkg/__init__.py": "", VIEW: SHOW, "a.py": WRONG}, VIEW)
    assert "torch.randn (a.py:4)" in finding.message


def test_an_annotation_is_evidence_but_no_proof(codes: Codes) -> None:
    net = "from torch import nn\nclass G(nn.Module):\n    def forward(self, z):\n        return {result}\n"
    main = HEAD + "from net import G\ndef show(g: G):\n    to_pil_image(g(x))\n"
    assert codes({"net.py": net.format(result="z"), "main.py": main}) == ["TPI001"]
    assert codes({"net.py": net.format(result="z.sigmoid()"), "main.py": main}) == ["TPI101"]


API = "from pkg.view import show\n"
TRAIN = "from . import view\nview.show(1)\n"


@pytest.mark.parametrize(
    ("others", "expected"),
    [
        # What is handed on by another module.
        ({"pkg/api.py": API, "b.py": HEAD + "from pkg.api import show\nshow(x)\n"}, ["TPI101"]),
        ({"pkg/api.py": "def show(z): ...\n", "b.py": HEAD + "from pkg.api import show\nshow(x)\n"}, []),
        ({"pkg/api.py": API, "b.py": HEAD + "import pkg.api as api\napi.show(x)\n"}, ["TPI101"]),
        ({"pkg/api.py": "def show(z): ...\n", "b.py": HEAD + "import pkg.api as api\napi.show(x)\n"}, []),
        ({"pkg/api.py": "from .view import *\n", "b.py": HEAD + "from pkg.api import show\nshow(x)\n"}, ["TPI101"]),
        ({"pkg/api.py": API, "b.py": HEAD + "from pkg.api import *\nshow(x)\n"}, ["TPI101"]),
        ({"pkg/api.py": "gain = 1\n", "b.py": HEAD + "from pkg.api import *\ndef show(z): ...\nshow(x)\n"}, []),
        ({"pkg/api.py": "from .view import show as s\n", "b.py": HEAD + "from pkg.api import s\ns(x)\n"}, ["TPI101"]),
        ({"pkg/api.py": "from .view import show as s\n", "b.py": HEAD + "from pkg.apis import s\ns(x)\n"}, []),
        # A package that hands on all there is.
        ({"pkg/__init__.py": "from .view import *\n", "b.py": HEAD + "import pkg\npkg.show(x)\n"}, ["TPI101"]),
        ({"pkg/__init__.py": "from .view import *\n"}, ["TPI101"]),
        ({"pkg/__init__.py": "from .views import *\n"}, []),
        # The module, found in other ways.
        ({"b.py": HEAD + "from pkg.view import *\nshow(x)\n"}, ["TPI001"]),
        ({"b.py": HEAD + "from pkg.view import *\nshow(x.sigmoid())\n"}, []),
        ({"pkg/__init__.py": "from . import view\n", "b.py": HEAD + "import pkg\npkg.view.show(x)\n"}, ["TPI001"]),
        ({"pkg/train.py": TRAIN, "b.py": HEAD + "import pkg.train as t\nt.view.show(x)\n"}, ["TPI101"]),
        ({"pkg/train.py": TRAIN, "b.py": HEAD + "import pkg.train as t\nt.view\n"}, []),
        ({"b.py": HEAD + "import importlib\nimportlib.import_module('pkg.view').show(x)\n"}, ["TPI101"]),
        ({"b.py": HEAD + "import importlib\nimportlib.import_module('pkg.view')\n"}, []),
        ({"b.py": HEAD + "from pkg import view\nfor v in [view]:\n    v.show(x)\n"}, ["TPI101"]),
        ({"b.py": "from unittest import mock\nmock.patch('pkg.view.show')\n"}, ["TPI101"]),
        ({"b.py": "from unittest import mock\nmock.patch('pkg.view.shown', 'how to show')\n"}, []),
        # Others of the same name.
        ({"b.py": HEAD + "import matplotlib.pyplot as plt\nplt.show(x)\n"}, []),
        ({"b.py": HEAD + "class A(B):\n    def f(self):\n        self.show(x)\n        super().show(x)\n"}, []),
    ],
)
def test_callers_behind_what_is_handed_on(others: Mapping[str, str], expected: list[str], found: Codes) -> None:
    assert found({"a.py": SAFE, **others}) == expected


@pytest.mark.parametrize(
    ("imports", "expected"), [("import pkg", ["TPI101"]), ("from .api import v", ["TPI101"]), ("import os", [])]
)
def test_an_object_that_may_be_the_module(imports: str, expected: list[str], found: Codes) -> None:
    """Nothing is known of what the method belongs to, in a file that can have modules of the package, or cannot."""
    folder = "pkg" if imports.startswith("from") else "app"
    shows = HEAD + f"{imports}\ndef f(v):\n    v.show(x)\n"
    assert found({"a.py": SAFE, "pkg/api.py": "from . import view as v\n", f"{folder}/b.py": shows}) == expected


CONVERTING = "from torchvision.transforms.functional import to_pil_image\nimport torch\n"
DEFINED = "def {name}(z):\n    to_pil_image(z)\n{name}(torch.rand(3, 8, 8))\n"


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        (DEFINED, []),
        (DEFINED + "HANDLERS = {{'show': {name}}}\n", ["TPI101"]),
        (DEFINED + "HANDLERS = {{'show': {name}(torch.rand(3, 8, 8))}}\n", []),
        (DEFINED + "preview = {name}\n", ["TPI101"]),
        (DEFINED + "preview = {name}(torch.rand(3, 8, 8))\n", []),
        (DEFINED + "class Tools:\n    show = staticmethod({name})\n", ["TPI101"]),
        (DEFINED + "import engine\nengine.HOOKS.append({name})\n", ["TPI101"]),
        (DEFINED + "import engine\nengine.HOOKS.append({name}(torch.rand(3, 8, 8)))\n", []),
        (DEFINED + "import engine\nengine.hook = {name}\n", ["TPI101"]),
        (DEFINED + "import engine\nengine.{name} = 1\n", []),
        (DEFINED + "from functools import partial\ndone = partial({name}, None)\n", ["TPI101"]),
        ("from engine import hook\n@hook\n" + DEFINED, ["TPI101"]),
        ("from engine import named\n@named('a')\n" + DEFINED, ["TPI101"]),
        ("@torch.no_grad()\n" + DEFINED, []),
        ("class A:\n    def {name}(self, z):\n        to_pil_image(z)\n    show = {name}\n", ["TPI101"]),
        (
            "class A:\n    def __init__(self):\n        self.show = self.{name}\n        self.{name}(torch.rand(9))\n"
            "    def {name}(self, z):\n        to_pil_image(z)\n",
            ["TPI101"],
        ),
        (
            "class A:\n    def __init__(self):\n        self.show = self.{name}(torch.rand(3, 8, 8))\n"
            "    def {name}(self, z):\n        to_pil_image(z)\n",
            [],
        ),
        (
            "kept = []\ndef _make():\n    def done(z):\n        to_pil_image(z)\n    done(torch.rand(3, 8, 8))\n"
            "    kept.append(done)\n_make()\n",
            ["TPI101"],
        ),
        (
            "kept = []\ndef _make():\n    def done(z):\n        to_pil_image(z)\n    done(torch.rand(3, 8, 8))\n"
            "    kept.append(done(torch.rand(3, 8, 8)))\n_make()\n",
            [],
        ),
    ],
)
def test_private_functions_that_their_module_keeps(code: str, expected: list[str], codes: Codes) -> None:
    engine = "HOOKS = []\ndef hook(f):\n    HOOKS.append(f)\n    return f\n"
    engine += "def named(name):\n    def keep(f):\n        HOOKS.append(f)\n        return f\n    return keep\n"
    assert codes({"engine.py": engine, "view.py": CONVERTING + code.format(name="_show")}, "view.py") == expected


@pytest.mark.parametrize(
    ("kept", "expected"),
    [
        ("", []),
        ("HANDLERS = {'show': show}\n", ["TPI101"]),
        ("PATHS = {'show': 'show'}\n", []),
        ("def each(images, how=show):\n    return [how(image) for image in images]\n", ["TPI101"]),
        ("def each(images, how=None):\n    return [how(image) for image in images]\n", []),
    ],
)
def test_a_function_that_its_module_keeps_has_other_callers(kept: str, expected: list[str], found: Codes) -> None:
    assert found({"a.py": SAFE}, SHOW + kept) == expected


_TWICE = HEAD + "from pkg.view import show\ny = torch.rand(3, 8, 8)\nshow(y)\n{again}show(y)\n"
_BOTH = HEAD + "from pkg.view import show\ny = torch.rand(3, 8, 8)\nshow({arguments})\n"


@pytest.mark.parametrize(
    ("view", "caller", "expected"),
    [
        (SHOW, _TWICE.format(again=""), []),
        (SHOW + "    y.mul_(3)\n", _TWICE.format(again=""), ["TPI101"]),
        (SHOW + "    y.mul_(3)\n", _TWICE.format(again="y = torch.rand(3, 8, 8)\n"), []),
        (SHOW + "    y = y.clone().mul_(3)\n", _TWICE.format(again="y = torch.rand(3, 8, 8)\n"), []),
        (SHOW.replace(":\n", ":\n    path.mul_(3)\n", 1), _BOTH.format(arguments="y, y"), ["TPI101"]),
        (SHOW.replace(":\n", ":\n    path.mul_(3)\n", 1), _BOTH.format(arguments="y, y.clone()"), []),
        (SHOW.replace(":\n", ":\n    path[0].mul_(3)\n", 1), _BOTH.format(arguments="y[:, :4], [y]"), ["TPI101"]),
        (SHOW.replace(":\n", ":\n    path[0].mul_(3)\n", 1), _BOTH.format(arguments="y[:, :4], [y.clone()]"), []),
        (SHOW.replace(":\n", ":\n    path = 3\n", 1), _BOTH.format(arguments="y, y"), []),
    ],
)
def test_what_the_function_does_to_its_arguments(view: str, caller: str, expected: list[str], found: Codes) -> None:
    assert found({"a.py": caller}, view) == expected
