"""The callers of a function in other files decide what it converts, where all of them are seen."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from .conftest import HEAD, Lint

Codes = Callable[..., list[str]]

SHOW = "from torchvision.transforms.functional import to_pil_image\ndef show(y, path=None):\n    to_pil_image(y)\n"
SAFE = HEAD + "from view import show\nshow(x.sigmoid())\n"
WRONG = HEAD + "from view import show\nshow(x)\n"


@pytest.mark.parametrize(
    ("others", "expected"),
    [
        ({}, ["TPI101"]),
        ({"a.py": SAFE}, []),
        ({"a.py": WRONG}, ["TPI001"]),
        ({"a.py": SAFE, "b.py": WRONG}, ["TPI001"]),
        ({"a.py": HEAD + "import view\nview.show(y=x.sigmoid(), path='a')\n"}, []),
        ({"a.py": HEAD + "from view import show as s\nfor i in range(3):\n    s(x.sigmoid())\n"}, []),
        ({"a.py": HEAD + "from view import show\ndef f(z):\n    show(z.clamp(0, 1))\n"}, []),
        ({"a.py": HEAD + "from view import show\ndef f(z):\n    show(z)\n"}, ["TPI101"]),
        ({"a.py": HEAD + "from view import show\nshow(x.sigmoid())\nshow(x.tanh())\n"}, ["TPI002"]),
        ({"a.py": HEAD + "from view import show\nlist(map(show, [x.sigmoid()]))\n"}, ["TPI101"]),
        ({"a.py": SAFE, "b.py": "from view import show\nactions = [show]\n"}, ["TPI101"]),
        ({"a.py": SAFE, "b.py": "import view\ngetattr(view, 'show')(1)\n"}, ["TPI101"]),
        ({"a.py": SAFE, "b.py": "def show(:\n"}, ["TPI101"]),
        ({"a.py": SAFE, "b.py": "def show(z):\n    return z\nshow(3)\n"}, []),
        ({"a.py": SAFE, "b.py": "class A:\n    def show(self):\n        self.show()\n"}, []),
        ({"a.py": SAFE, "notes.txt": "show show show"}, []),
        ({"a.py": SAFE, "setup.cfg": "[options.entry_points]\nconsole_scripts =\n    show = view:show\n"}, ["TPI101"]),
        ({"a.py": "if 1:\n    raise SystemExit\n" + SAFE}, ["TPI101"]),
    ],
)
def test_callers(others: Mapping[str, str], expected: list[str], codes: Codes) -> None:
    assert codes({"view.py": SHOW, **others}, "view.py") == expected


def test_what_a_package_hands_on_is_public(codes: Codes) -> None:
    files = {
        "pkg/__init__.py": "",
        "pkg/view.py": SHOW,
        "pkg/app.py": SAFE.replace("from view", "from .view"),
    }
    assert codes(files, "pkg/view.py") == []
    assert codes({**files, "pkg/__init__.py": "from .view import show"}, "pkg/view.py") == ["TPI101"]
    assert codes({**files, "pkg/view.py": "__all__ = ['show']\n" + SHOW}, "pkg/view.py") == ["TPI101"]


def test_private_functions(codes: Codes) -> None:
    files = {"view.py": SHOW.replace("show", "_show"), "a.py": SAFE.replace("show", "_show")}
    assert codes(files, "view.py") == []
    assert codes({**files, "a.py": WRONG.replace("show", "_show")}, "view.py") == ["TPI001"]


def test_callers_inside_and_outside(codes: Codes) -> None:
    inside = SHOW + "def draw(z):\n    show(z.sigmoid())\n"
    assert codes({"view.py": inside}, "view.py") == []
    assert codes({"view.py": inside, "a.py": SAFE}, "view.py") == []
    assert codes({"view.py": inside, "a.py": WRONG}, "view.py") == ["TPI001"]


def test_what_the_function_calls_is_judged_again(codes: Codes) -> None:
    view = SHOW.replace("    to_pil_image(y)", "    _convert(y)") + "def _convert(z):\n    to_pil_image(z)\n"
    assert codes({"view.py": view}, "view.py") == ["TPI101"]
    assert codes({"view.py": view, "a.py": SAFE}, "view.py") == []
    assert codes({"view.py": view, "a.py": WRONG}, "view.py") == ["TPI001"]


def test_the_message_names_the_caller(lint: Lint) -> None:
    [finding] = lint({"view.py": SHOW, "a.py": WRONG}, "view.py")
    assert "torch.randn (a.py:4)" in finding.message


def test_an_annotation_is_evidence_but_no_proof(codes: Codes) -> None:
    net = "from torch import nn\nclass G(nn.Module):\n    def forward(self, z):\n        return {result}\n"
    main = HEAD + "from net import G\ndef show(g: G):\n    to_pil_image(g(x))\n"
    assert codes({"net.py": net.format(result="z"), "main.py": main}) == ["TPI001"]
    assert codes({"net.py": net.format(result="z.sigmoid()"), "main.py": main}) == ["TPI101"]
