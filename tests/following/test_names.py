"""From the name in an import statement to what it stands for, however a project is laid out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from flake8_topil.analysis import Options

from .conftest import HEAD, Lint

Codes = Callable[..., list[str]]

UNIT = "import torch\ndef finish(x):\n    return torch.sigmoid(x)\n"
RAW = "import torch\ndef finish(x):\n    return x * 2\n"
SIGNED = "import torch\ndef finish(x):\n    return torch.tanh(x)\n"


def calling(imports: str, call: str = "finish(x)") -> str:
    return f"{HEAD}{imports}\nto_pil_image({call})\n"


@pytest.mark.parametrize(
    ("files", "main"),
    [
        ({"ops.py": UNIT}, calling("from ops import finish")),
        ({"ops.py": UNIT}, calling("from ops import finish as f", "f(x)")),
        ({"ops.py": UNIT}, calling("import ops", "ops.finish(x)")),
        ({"ops.py": UNIT}, calling("import ops as o", "o.finish(x)")),
        ({"ops.py": UNIT}, calling("from ops import *")),
        ({"pkg/__init__.py": "", "pkg/ops.py": UNIT}, calling("import pkg.ops", "pkg.ops.finish(x)")),
        ({"pkg/__init__.py": "", "pkg/ops.py": UNIT}, calling("from pkg import ops", "ops.finish(x)")),
        ({"pkg/ops.py": UNIT}, calling("from pkg.ops import finish")),
        ({"src/pkg/__init__.py": "", "src/pkg/ops.py": UNIT}, calling("from pkg.ops import finish")),
        ({"pkg/__init__.py": "from .ops import finish", "pkg/ops.py": UNIT}, calling("from pkg import finish")),
        (
            {"pkg/__init__.py": "from .a import *", "pkg/a.py": "from .b import finish as done", "pkg/b.py": UNIT},
            calling("import pkg", "pkg.done(x)"),
        ),
        (
            {"pkg/__init__.py": "from .finish import finish", "pkg/finish.py": UNIT},
            calling("from pkg.finish import finish"),
        ),
        (
            {"pkg/__init__.py": "from . import ops", "pkg/ops.py": UNIT},
            calling("import pkg", "pkg.ops.finish(x)"),
        ),
        ({"ops.py": UNIT}, HEAD + "def show(y):\n    from ops import finish\n    to_pil_image(finish(y))\n"),
        (
            {"ops.py": UNIT},
            calling("try:\n    from ops import finish\nexcept ImportError:\n    from ops import finish"),
        ),
        ({"lib/ops.py": UNIT}, calling("import sys\nsys.path.insert(0, 'lib')\nfrom ops import finish")),
        ({"ops.py": "import inner\nfinish = inner.finish\n", "inner.py": UNIT}, calling("from ops import finish")),
        ({"ops.py": UNIT}, calling("import importlib\nops = importlib.import_module('ops')", "ops.finish(x)")),
    ],
)
def test_the_definition_is_found(files: Mapping[str, str], main: str, codes: Codes) -> None:
    assert codes({**files, "main.py": main}) == []
    # The same project with another definition: it is this very function that decides.
    others = {name: text.replace(UNIT, SIGNED) for name, text in files.items()}
    assert codes({**others, "main.py": main}) == ["TPI002"]


@pytest.mark.parametrize(
    ("imports", "call"),
    [
        ("from .ops import finish", "finish(x)"),
        ("from . import ops", "ops.finish(x)"),
        ("from ..common.ops import finish", "finish(x)"),
        ("from .. import common", "common.ops.finish(x)"),
    ],
)
def test_relative_imports(imports: str, call: str, codes: Codes) -> None:
    files = {
        "pkg/__init__.py": "",
        "pkg/common/__init__.py": "from . import ops",
        "pkg/common/ops.py": UNIT,
        "pkg/apps/__init__.py": "",
        "pkg/apps/ops.py": UNIT,
        "pkg/apps/main.py": calling(imports, call),
        "ops.py": RAW,
    }
    assert codes(files, "pkg/apps/main.py") == []


def test_all_says_what_a_star_brings(codes: Codes) -> None:
    files = {"ops.py": f"__all__ = ['other']\n{UNIT}", "main.py": calling("from ops import *")}
    assert codes(files) == ["TPI101"]
    assert codes({**files, "ops.py": f"__all__ = ['finish']\n{UNIT}"}) == []


def test_the_last_of_several_stars_counts(codes: Codes) -> None:
    main = calling("from a import *\nfrom b import *")
    assert codes({"a.py": RAW, "b.py": UNIT, "main.py": main}) == []
    assert codes({"a.py": UNIT, "b.py": RAW, "main.py": main}) == ["TPI001"]


def test_a_name_of_the_package_comes_before_its_submodule(codes: Codes) -> None:
    files = {"pkg/__init__.py": "from .finish import finish", "pkg/finish.py": UNIT}
    assert codes({**files, "main.py": calling("from pkg import finish")}) == []


def test_other_roots_can_be_named(tmp_path: Path, codes: Codes) -> None:
    files = {"libs/core/ops.py": UNIT, "apps/main.py": calling("from ops import finish")}
    assert codes(files, "apps/main.py") == ["TPI101"]
    assert codes(files, "apps/main.py", Options(roots=(str(tmp_path / "libs" / "core"),))) == []


def test_not_followed_if_the_user_does_not_want_it(codes: Codes) -> None:
    assert codes({"ops.py": UNIT, "main.py": calling("from ops import finish")}, options=Options(follow=False)) == [
        "TPI101"
    ]


@pytest.mark.parametrize(
    "files",
    [
        {},
        {"ops.pyi": "def finish(x): ..."},
        {"ops.py": "def finish(:"},
        {"ops.py": "# -*- coding: nonsense -*-\ndef finish(x): return x"},
        {"ops.py": "\0"},
        {"ops.py": ""},
        {"ops/data.txt": ""},
        {"ops.py": "from ops import finish"},
        {"ops.py": "from other import finish", "other.py": "from ops import finish"},
        {"ops.py": "from missing import finish"},
        {"ops.py": "finish = globals()['finish']"},
        {"ops.py": "def finish(x):\n    return finish(x)"},
    ],
)
def test_what_cannot_be_followed_is_unknown_and_nothing_more(files: Mapping[str, str], lint: Lint) -> None:
    found = lint({**files, "main.py": calling("from ops import finish") + "to_pil_image(x)\n"})
    assert [finding.code for finding in found] == ["TPI101", "TPI001"]


def test_libraries_with_a_model_are_not_followed(codes: Codes) -> None:
    files = {
        "vendor/torch/__init__.py": "def sigmoid(x):\n    return x\n",
        "main.py": HEAD + "to_pil_image(x.sigmoid())",
    }
    assert codes(files) == []


def test_a_file_beside_a_script_hides_a_library(codes: Codes) -> None:
    main = HEAD + "import cv2\nto_pil_image(cv2.imread('a.png'))\n"
    assert codes({"main.py": main}) == []
    assert codes({"main.py": main, "cv2.py": "import torch\ndef imread(path):\n    return torch.randn(3, 4, 4)\n"}) == [
        "TPI001"
    ]


def test_the_message_names_the_other_file(lint: Lint) -> None:
    files = {
        "models/net.py": "import torch\nfrom torch import nn\n\nclass G(nn.Module):\n    def forward(self, z):\n"
        "        return torch.tanh(z)\n",
        "main.py": calling("from models.net import G", "G()(x)"),
    }
    [finding] = lint(files)
    assert "torch.tanh in G.forward (models/net.py:6)" in finding.message


def test_a_changed_file_is_read_again(lint: Lint, codes: Codes) -> None:
    main = calling("from ops import finish")
    assert codes({"ops.py": UNIT, "main.py": main}) == []
    assert codes({"ops.py": RAW + "# longer than before\n", "main.py": main}) == ["TPI001"]


@pytest.mark.parametrize(
    ("helpers", "imports", "expected"),
    [
        ("def to_pil_image(x):\n    return x\n", "from helpers import to_pil_image", []),
        ("class to_pil_image:\n    pass\n", "from helpers import to_pil_image as convert", []),
        (
            "from torchvision.transforms.functional import to_pil_image\n",
            "from helpers import to_pil_image",
            ["TPI001"],
        ),
        (
            "def to_pil_image(x):\n    return x\nfrom torchvision.transforms.functional import to_pil_image\n",
            "from helpers import to_pil_image",
            ["TPI001"],
        ),
        (
            "try:\n    from torchvision.transforms.functional import to_pil_image\n"
            "except ImportError:\n    def to_pil_image(x):\n        return x\n",
            "from helpers import to_pil_image",
            ["TPI001"],
        ),
        (
            "def to_pil_image(x):\n    return x\n",
            "from helpers import to_pil_image\nimport torchvision.transforms.functional as F\nF.to_pil_image(x)",
            ["TPI001"],
        ),
    ],
)
def test_a_function_of_the_project_with_the_name_of_a_converter(
    helpers: str, imports: str, expected: list[str], codes: Codes
) -> None:
    called = "convert" if "convert" in imports else "to_pil_image"
    main = f"import torch\nx = torch.randn(3, 8, 8)\n{imports}\n{called}(x)\n"
    assert codes({"helpers.py": helpers, "main.py": main}) == expected


def test_a_checkout_of_the_library_is_the_library(codes: Codes) -> None:
    functional = "def to_pil_image(x):\n    return x\n"
    main = (
        "import torch\nfrom torchvision.transforms.functional import to_pil_image\nto_pil_image(torch.randn(3, 8, 8))\n"
    )
    assert codes({"lib/torchvision/transforms/functional.py": functional, "main.py": main}) == ["TPI001"]


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        ("if __name__ == '__main__':\n    def finish(x):\n        return x * 2\n", []),
        ("if '__main__' == __name__ and True:\n    def finish(x):\n        return x * 2\n", []),
        ("if __name__ == '__main__':\n    pass\nelse:\n    def finish(x):\n        return x * 2\n", ["TPI004"]),
        ("if __name__ == '__main__':\n    pass\nelse:\n    def other(x):\n        return x * 2\n", []),
        ("if __name__ != '__main__':\n    def finish(x):\n        return x * 2\n", ["TPI004"]),
        ("if __name__.endswith('ops'):\n    def finish(x):\n        return x * 2\n", ["TPI004"]),
    ],
)
def test_what_runs_where_a_module_is_imported(after: str, expected: list[str], codes: Codes) -> None:
    assert codes({"ops.py": UNIT + after, "main.py": calling("from ops import finish")}) == expected


@pytest.mark.parametrize(
    ("listed", "expected"),
    [
        ("['v', *c.__all__]", ["TPI001"]),
        ("['v'] + c.__all__", ["TPI001"]),
        ("['v']\n__all__ += c.__all__", ["TPI001"]),
        ("['v']\n__all__.extend(c.__all__)", ["TPI001"]),
        ("['v', 'finish']", ["TPI001"]),
        ("['v'] + ['w']", []),
        ("('v',)\n__all__ += ('w',)", []),
    ],
)
def test_what_a_star_brings_where_the_list_is_made_of_others(listed: str, expected: list[str], codes: Codes) -> None:
    files = {
        "a.py": UNIT,
        "b.py": f"import c\nfrom c import *\n__all__ = {listed}\nv = w = 1\n",
        "c.py": "__all__ = ['finish']\n" + RAW,
    }
    assert codes({**files, "main.py": calling("from a import *\nfrom b import *")}) == expected


@pytest.mark.parametrize(
    ("added", "expected"),
    [
        ("sys.path.append('a')\nsys.path.append('b')", []),
        ("sys.path.append('b')\nsys.path.append('a')", ["TPI001"]),
        ("sys.path.insert(0, 'b')\nsys.path.insert(0, 'a')", []),
        ("sys.path.insert(0, 'a')\nsys.path.insert(0, 'b')", ["TPI001"]),
        ("sys.path.append('b')\nsys.path.insert(0, 'a')", []),
        ("sys.path.append('a')\nsys.path.insert(0, 'b')", ["TPI001"]),
    ],
)
def test_folders_of_the_path_in_their_order(added: str, expected: list[str], codes: Codes) -> None:
    main = calling(f"import sys\n{added}\nfrom ops import finish")
    assert codes({"a/ops.py": UNIT, "b/ops.py": RAW, "main.py": main}) == expected


@pytest.mark.parametrize(("how", "expected"), [("append(", []), ("insert(0, ", ["TPI001"])])
def test_what_is_beside_a_script_comes_before_what_is_appended(how: str, expected: list[str], codes: Codes) -> None:
    main = calling(f"import sys\nsys.path.{how}'b')\nfrom ops import finish")
    assert codes({"ops.py": UNIT, "b/ops.py": RAW, "main.py": main}) == expected


@pytest.mark.parametrize(
    ("change", "is_seen"),
    [
        ("d['a']['b'] = 3.0", True),
        ("d['a'].update(b=3.0)", True),
        ("d['a'].get('b')", False),
        ("e['a']['b'] = 3.0", False),
        ("img[0, 0].mul_(3)", True),
        ("img[0, 0].mul(3)", False),
        ("torch.mul(img, 3, out=img)", True),
        ("torch.mul(img, 3, out=torch.empty(3, 8, 8))", False),
        ("img[0], img[1] = 3.0, 0.5", True),
        ("img **= -1", True),
        ("if torch:\n    img.mul_(3)", True),
        ("if torch:\n    img.mul(3)", False),
        ("try:\n    pass\nfinally:\n    # at last\n\n    d['a']['b'] = 3.0", True),
        ("try:\n    pass\nfinally:\n    other = d['a']['b']", False),
    ],
)
def test_what_another_module_changes_in_a_third(change: str, is_seen: bool, codes: Codes) -> None:
    kept = "import torch\nd = {'a': {'b': 1.0}}\ne = {'a': {'b': 1.0}}\nimg = torch.rand(3, 8, 8)\n"
    ext = f"import torch\nfrom kept import d, e, img\n{change}\n"
    main = HEAD + "import ext\nfrom kept import d, img\nto_pil_image(img * d['a']['b'])\n"
    assert bool(codes({"kept.py": kept, "ext.py": ext, "main.py": main})) == is_seen
