"""The options: on the command line, in config files, when wrong, and in worker processes however they are started."""

from __future__ import annotations

import doctest
import multiprocessing

import pytest

from flake8_topil import options

from .conftest import UNBOUNDED, Lint

DECODED = """\
from mylib import decode
from torchvision.transforms.functional import to_pil_image
img = to_pil_image(decode("x"))
"""
SAVED = """\
import torch
from mylib import save_as_png
save_as_png(torch.randn(3, 8, 8))
"""
ARRAY = """\
import numpy as np
from torchvision.transforms.functional import to_pil_image
img = to_pil_image(np.random.randn(8, 8, 3))
"""
CAST = "import torch\npixels = (torch.randn(3, 8, 8) * 255).byte()\n"


def test_a_function_listed_as_bounded_is_trusted(lint: Lint) -> None:
    assert lint({"a.py": DECODED}, "--isolated").codes == ["TPI101"]
    assert lint({"a.py": DECODED}, "--isolated", "--topil-bounded=mylib.decode").codes == []


def test_another_function_listed_as_bounded_changes_nothing(lint: Lint) -> None:
    assert lint({"a.py": DECODED}, "--isolated", "--topil-bounded=mylib.encode").codes == ["TPI101"]


def test_a_function_listed_as_a_converter_is_checked(lint: Lint) -> None:
    assert lint({"a.py": SAVED}, "--isolated").places == []
    result = lint({"a.py": SAVED}, "--isolated", "--topil-converters=mylib.save_as_png")
    assert result.places == [("a.py", 3, 1, "TPI001")]


def test_float_arrays_are_not_scaled_before_torchvision_0_17(lint: Lint) -> None:
    assert lint({"a.py": ARRAY}, "--isolated").codes == ["TPI001"]
    assert lint({"a.py": ARRAY}, "--isolated", "--topil-torchvision=0.17").codes == ["TPI001"]
    assert lint({"a.py": ARRAY}, "--isolated", "--topil-torchvision=0.16.2").codes == []


@pytest.mark.parametrize("name", ["setup.cfg", "tox.ini", ".flake8"])
@pytest.mark.parametrize("key", ["topil-bounded", "topil_bounded"])
def test_config_files(lint: Lint, name: str, key: str) -> None:
    config = f"[flake8]\n{key} =\n    mylib.encode,\n    mylib.decode\n"
    assert lint({"a.py": DECODED, name: config}).codes == []


@pytest.mark.parametrize("value", ["mylib.decode,mylib.x", "mylib.x , mylib.decode", "mylib.x mylib.decode"])
def test_lists_on_the_command_line(lint: Lint, value: str) -> None:
    assert lint({"a.py": DECODED}, "--isolated", f"--topil-bounded={value}").codes == []


def test_the_other_options_in_a_config_file(lint: Lint) -> None:
    config = "[flake8]\ntopil-converters = mylib.save_as_png\ntopil-torchvision = 0.16\nextend-select = TPI201\n"
    result = lint({"a.py": SAVED, "b.py": ARRAY, "c.py": CAST, "tox.ini": config})
    assert [(one.path, one.code) for one in result.found] == [("a.py", "TPI001"), ("c.py", "TPI201")]


def test_the_command_line_overrides_the_config_file(lint: Lint) -> None:
    config = "[flake8]\ntopil-bounded = mylib.decode\n"
    assert lint({"a.py": DECODED, "setup.cfg": config}, "--topil-bounded=mylib.encode").codes == ["TPI101"]


@pytest.mark.parametrize(
    ("option", "value", "complaint"),
    [
        ("topil-bounded", "mylib.decode,a..b", "'a..b' is not a dotted name"),
        ("topil-bounded", "1x", "'1x' is not a dotted name"),
        ("topil-converters", "pkg.class", "'pkg.class' is not a dotted name"),
        ("topil-converters", "a-b", "'a-b' is not a dotted name"),
        ("topil-torchvision", "new", "'new' is not a version"),
        ("topil-torchvision", "0", "'0' is not a version"),
        ("topil-torchvision", "", "'' is not a version"),
    ],
)
class TestBadValues:
    def test_on_the_command_line(self, lint: Lint, option: str, value: str, complaint: str) -> None:
        result = lint({"a.py": UNBOUNDED}, "--isolated", f"--{option}={value}")
        self._is_usage_error(result.stderr, option, complaint)
        assert (result.returncode, result.stdout) == (2, "")

    def test_in_a_config_file(self, lint: Lint, option: str, value: str, complaint: str) -> None:
        result = lint({"a.py": UNBOUNDED, ".flake8": f"[flake8]\n{option} = {value}\n"})
        self._is_usage_error(result.stderr, option, complaint)
        assert (result.returncode, result.stdout) == (2, "")

    @staticmethod
    def _is_usage_error(stderr: str, option: str, complaint: str) -> None:
        assert "Traceback" not in stderr
        [line] = [line for line in stderr.splitlines() if "error:" in line]
        assert line.startswith(f"flake8: error: argument --{option}: {complaint}")


@pytest.mark.parametrize(
    "version", ["0.16", "0.16.2", "0.16.2+cpu", "0.16.0a0+7ffdd2c", "0.16.0rc1", "0.16.0.dev20240101+cu121"]
)
def test_versions_are_read_as_torchvision_prints_them(lint: Lint, version: str) -> None:
    assert lint({"a.py": ARRAY}, "--isolated", f"--topil-torchvision={version}").codes == []


def test_help_names_every_option(lint: Lint) -> None:
    shown = lint({}, "--isolated", "--help", stdin=b"").stdout
    assert all(option in shown for option in ("--topil-bounded", "--topil-converters", "--topil-torchvision"))
    assert "(default: 0.29)" in " ".join(shown.split())


START = """\
import multiprocessing, sys
multiprocessing.set_start_method(sys.argv[1])
from flake8.main.cli import main
raise SystemExit(main(sys.argv[2:]))
"""


@pytest.mark.parametrize("method", multiprocessing.get_all_start_methods())
class TestWorkers:
    """Under spawn and forkserver nothing that the parent process has set is seen by the workers."""

    def test_command_line(self, lint: Lint, method: str) -> None:
        files = {"a.py": DECODED, "b.py": SAVED, "c.py": CAST, "d.py": UNBOUNDED}
        arguments = ("--topil-bounded=mylib.decode", "--topil-converters=mylib.save_as_png", "--extend-select=TPI201")
        result = lint(files, "--isolated", "--jobs=2", *arguments, launcher=("-c", START, method))
        assert result.stderr == ""
        assert [(one.path, one.code) for one in result.found] == [
            ("b.py", "TPI001"),
            ("c.py", "TPI201"),
            ("d.py", "TPI001"),
        ]

    def test_config_file(self, lint: Lint, method: str) -> None:
        files = {"a.py": DECODED, "b.py": UNBOUNDED, "setup.cfg": "[flake8]\ntopil-bounded = mylib.decode\n"}
        result = lint(files, "--jobs=2", launcher=("-c", START, method))
        assert result.stderr == ""
        assert [(one.path, one.code) for one in result.found] == [("b.py", "TPI001")]


@pytest.mark.parametrize("jobs", ["1", "2", "auto"])
def test_the_number_of_jobs_does_not_matter(lint: Lint, jobs: str) -> None:
    result = lint({"a.py": UNBOUNDED, "b.py": UNBOUNDED, "c.py": DECODED}, "--isolated", f"--jobs={jobs}")
    assert result.places == [("a.py", 3, 7, "TPI001"), ("b.py", 3, 7, "TPI001"), ("c.py", 3, 7, "TPI101")]


def test_options_set_through_flake8s_python_api(lint: Lint) -> None:
    program = (
        "import sys\n"
        "from flake8.api.legacy import get_style_guide\n"
        "guide = get_style_guide(select=['TPI201'], format=sys.argv[1].removeprefix('--format='))\n"
        "guide.check_files(['a.py'])\n"
    )
    assert lint({"a.py": CAST}, launcher=("-c", program)).codes == ["TPI201"]


def test_the_examples_in_the_docstrings() -> None:
    result = doctest.testmod(options)
    assert (result.failed, result.attempted) == (0, 2)
