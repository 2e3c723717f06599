"""What a file without the converter costs: no import, and no analysis."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from .conftest import UNBOUNDED, Lint, run

HEAVY = {"libcst", "torch", "torchvision", "numpy", "PIL", "click", "rich"}

IMPORT = f"""\
import sys
import flake8_topil.plugin
print(*sorted({HEAVY} & set(sys.modules)))
"""

LINT = """\
import sys
from flake8.main.cli import main
main(sys.argv[1:])
print("analysed" if "libcst" in sys.modules else "left alone")
print(*sorted(HEAVY & set(sys.modules)))
""".replace("HEAVY", repr(HEAVY))


def analysed(lint: Lint, text: str, *arguments: str) -> bool:
    """Does linting the text load the analysis?"""
    result = lint({"a.py": text}, "--isolated", "--select=TPI0,TPI101", *arguments, launcher=("-c", LINT))
    assert result.stderr == ""
    return result.stdout.splitlines()[-2] == "analysed"


def test_importing_the_plugin_imports_nothing_slow(tmp_path: Path) -> None:
    assert run(sys.executable, "-c", IMPORT, cwd=tmp_path).stdout == "\n"


def test_importing_the_plugin_imports_nothing_that_flake8_has_not_imported(tmp_path: Path) -> None:
    program = (
        "import sys, flake8.main.application; before = set(sys.modules); import flake8_topil.plugin;"
        "print(*sorted(name for name in set(sys.modules) - before if not name.startswith('flake8_topil')))"
    )
    assert set(run(sys.executable, "-c", program, cwd=tmp_path).stdout.split()) <= {"dataclasses", "keyword", "copy"}


def test_linting_a_file_without_the_converter_imports_nothing_slow(lint: Lint) -> None:
    result = lint({"a.py": "import torch\nx = torch.randn(3)\n"}, "--isolated", launcher=("-c", LINT))
    assert result.stdout == "left alone\n\n"


def test_the_analysis_does_not_import_the_libraries_it_models(lint: Lint) -> None:
    result = lint({"a.py": UNBOUNDED}, "--isolated", launcher=("-c", LINT))
    assert result.stdout.splitlines()[-2:] == ["analysed", "libcst"]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("img.save('out.png')\n", id="no mention"),
        pytest.param("# to_pil_image(x)\n", id="comment"),
        pytest.param("'''Like ToPILImage.'''\nname = 'to_pil_image'\n", id="string"),
        pytest.param("def to_pil_image(pic):\n    return pic\n\n\nclass ToPILImage:\n    pass\n", id="definition"),
        pytest.param("def save(pic, to_pil_image=None):\n    pass\n", id="parameter"),
        pytest.param("save(pic, to_pil_image=True)\n", id="keyword argument"),
        pytest.param("to_pil_image = None\nself.ToPILImage = None\n", id="assignment"),
        pytest.param("from torchvision.transforms.functional import to_pil_image\n", id="plain import"),
        pytest.param("not_to_pil_image(x)\nx.ToPILImages\n", id="part of a name"),
        pytest.param("x = y.mul(255).byte()\nz = y.astype('uint8')\n", id="cast, when not selected"),
    ],
)
def test_left_alone(lint: Lint, text: str) -> None:
    assert not analysed(lint, text)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("to_pil_image(x)\n", id="call"),
        pytest.param("F.to_pil_image(x)\n", id="attribute"),
        pytest.param("T.ToPILImage()\n", id="class"),
        pytest.param("list(map(to_pil_image, xs))\n", id="passed on"),
        pytest.param("@ToPILImage\ndef f():\n    pass\n", id="decorator"),
        pytest.param("from m import to_pil_image as tp\n", id="import under another name"),
        pytest.param("import m.ToPILImage as tp\n", id="module under another name"),
        pytest.param("f'{to_pil_image(x)}'\n", id="f-string"),
        pytest.param("def to_pil_image(pic):\n    return to_pil_image(pic.T)\n", id="definition that is called"),
    ],
)
def test_analysed(lint: Lint, text: str) -> None:
    assert analysed(lint, text)


@pytest.mark.parametrize(
    "text",
    [
        "x = y.mul(255).byte()\n",
        "x = y.to(torch.uint8)\n",
        "x = y.astype(np.uint8)\n",
        "x = y.astype('uint8')\n",
        "x = v2.ToDtype(torch.uint8, scale=True)\n",
    ],
)
def test_casts_are_analysed_when_selected(lint: Lint, text: str) -> None:
    assert analysed(lint, text, "--extend-select=TPI201")


@pytest.mark.parametrize("text", ["x = b'0'\nx = bytes(y)\n", "# x.byte()\n", "def byte():\n    pass\n"])
def test_files_without_casts_are_left_alone_when_selected(lint: Lint, text: str) -> None:
    assert not analysed(lint, text, "--extend-select=TPI201")


def test_a_converter_of_the_user_is_looked_for(lint: Lint) -> None:
    text = "import mylib\nmylib.io.save_as_png(x)\n"
    assert not analysed(lint, text)
    assert analysed(lint, text, "--topil-converters=mylib.io.save_as_png")


def test_nothing_is_analysed_when_no_rule_is_selected(lint: Lint) -> None:
    result = lint({"a.py": UNBOUNDED}, "--isolated", "--select=E", launcher=("-c", LINT))
    assert result.stdout == "left alone\n\n"
