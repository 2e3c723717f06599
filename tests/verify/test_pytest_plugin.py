"""`pytest --topil`, in a pytest of its own."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from .conftest import needs_torch

SUITE = """\
import multiprocessing
import subprocess
import sys

import pytest
import torch
from torchvision.transforms import ToPILImage
from torchvision.transforms.functional import to_pil_image

right = torch.linspace(0, 1, 48).reshape(3, 4, 4)


def test_right():
    to_pil_image(right)


def test_wrong():
    to_pil_image(right * 1.5)


def test_signed():
    ToPILImage()(right * 2 - 1)


@pytest.mark.topil_allow("this is what it shows")
def test_allowed():
    to_pil_image(right * 1.5)


@pytest.fixture
def picture():
    return to_pil_image(right * 255)


def test_with_a_wrong_fixture(picture):
    pass


def test_fails_by_itself():
    to_pil_image(right * 1.5)
    assert False, "its own reason"


@pytest.mark.xfail(strict=True)
def test_expected_to_fail():
    to_pil_image(right * 1.5)


def test_subprocess():
    code = "import torch, torchvision.transforms as T; T.ToPILImage()(torch.ones(1, 2, 2) * 1.5)"
    subprocess.run([sys.executable, "-c", code], check=True)


def work():
    to_pil_image(right * 1.5)


@pytest.mark.parametrize("method", ["fork", "spawn"])
def test_process(method):
    process = multiprocessing.get_context(method).Process(target=work)
    process.start()
    process.join()


def test_handled():
    with pytest.raises(TypeError):
        to_pil_image("no image")
"""
FAIL = {
    "test_wrong",
    "test_signed",
    "test_fails_by_itself",
    "test_subprocess",
    "test_process[fork]",
    "test_process[spawn]",
}


def run_pytest(folder: Path, *arguments: str, files: dict[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    for name, text in (files or {"tests/test_suite.py": SUITE}).items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    command = [sys.executable, "-m", "pytest", "-ra", "--strict-markers", "-p", "no:cacheprovider", *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, timeout=300)


def outcomes(output: str, word: str) -> set[str]:
    """The tests that the short summary lists with a word."""
    return set(re.findall(rf"^{word} \S+::(\S+)", output, re.MULTILINE))


@needs_torch
@pytest.mark.parametrize("workers", [(), ("-n2",)], ids=["alone", "xdist"])
def test_a_wrong_pixel_fails_the_test_that_made_it(tmp_path: Path, workers: tuple[str, ...]) -> None:
    done = run_pytest(tmp_path, "--topil", *workers, "tests")
    output = done.stdout
    assert done.returncode == 1
    assert outcomes(output, "FAILED") == FAIL
    assert outcomes(output, "ERROR") == {"test_with_a_wrong_fixture"}
    assert outcomes(output, "XFAIL") == {"test_expected_to_fail"}
    assert "6 failed, 3 passed, 1 xfailed, 1 error" in output
    assert "its own reason" in output
    column = "" if sys.version_info < (3, 11) else ":5"
    assert (
        f"tests/test_suite.py:18{column}: 100.00 % of the pixels are wrong (16 of 16), the values are in [0, 1.5]; "
        "add .clamp(0, 1)"
    ) in output
    assert "rescale them with (x + 1) / 2" in output
    assert "divide them by 255" in output
    assert "10 conversions, 9 with wrong pixels" in output
    assert "(allowed)" in output


@needs_torch
def test_warn_tells_and_does_not_fail(tmp_path: Path) -> None:
    done = run_pytest(tmp_path, "--topil=warn", "tests")
    assert outcomes(done.stdout, "FAILED") == {"test_fails_by_itself", "test_expected_to_fail"}
    assert outcomes(done.stdout, "ERROR") == set()
    assert "10 conversions, 9 with wrong pixels" in done.stdout


@needs_torch
def test_a_module_that_is_wrong_when_it_is_imported(tmp_path: Path) -> None:
    text = SUITE.partition("\n\ndef")[0] + "\nto_pil_image(right * 1.5)\ndef test(): pass\n"
    done = run_pytest(tmp_path, "--topil", files={"test_a.py": text})
    assert done.returncode == 2
    assert re.search(r"^test_a\.py:12.*: 100\.00 % of the pixels are wrong", done.stdout, re.MULTILINE)


@needs_torch
def test_a_suite_that_has_imported_torchvision_before(tmp_path: Path) -> None:
    files = {
        "test_a.py": "from early import to_pil_image, torch\ndef test(): to_pil_image(torch.ones(1, 2, 2) * 1.5)\n",
        "early.py": "import torch\nfrom torchvision.transforms.functional import to_pil_image\n",
    }
    done = run_pytest(tmp_path, "-p", "early", "--topil", files=files)
    assert outcomes(done.stdout, "FAILED") == {"test"}


def test_without_the_option_nothing_is_imported(tmp_path: Path) -> None:
    text = (
        "import sys\n"
        "def test():\n"
        "    heavy = {'torch', 'torchvision', 'numpy', 'libcst', 'psutil', 'jinja2', 'rich', 'click'}\n"
        "    ours = {name for name in sys.modules if name.startswith('flake8_topil')}\n"
        "    assert not heavy & set(sys.modules)\n"
        "    assert ours == {'flake8_topil', 'flake8_topil.verify', 'flake8_topil.verify.pytest_plugin'}\n"
    )
    done = run_pytest(tmp_path, "-p", "no:xdist", files={"test_a.py": text})
    assert done.returncode == 0, done.stdout


def test_with_the_option_torch_is_left_to_the_tests(tmp_path: Path) -> None:
    text = "import sys\ndef test():\n    assert not {'torch', 'torchvision', 'libcst'} & set(sys.modules)\n"
    done = run_pytest(tmp_path, "--topil", files={"test_a.py": text})
    assert done.returncode == 0, done.stdout
    assert "0 conversions, 0 with wrong pixels" in done.stdout


@pytest.mark.parametrize("option", ["--topil=no", "--topil=", "--topilx"])
def test_other_values(tmp_path: Path, option: str) -> None:
    done = run_pytest(tmp_path, option, files={"test_a.py": "def test(): pass\n"})
    assert done.returncode == 4
    assert "Traceback" not in done.stderr


def test_the_option_and_the_marker_are_documented(tmp_path: Path) -> None:
    helped: Any = run_pytest(tmp_path, "--help").stdout
    assert "--topil " in helped
    assert "--topil=warn" in helped
    assert "topil_allow(reason)" in run_pytest(tmp_path, "--markers").stdout


@needs_torch
def test_the_environment_is_as_it_was_afterwards(tmp_path: Path) -> None:
    program = (
        "import os, pytest, sys, glob, tempfile\n"
        "import torchvision.transforms.functional as F, torchvision.transforms as T\n"
        "before = os.environ.get('PYTHONPATH')\n"
        "code, init = F.to_pil_image.__code__, T.ToPILImage.__init__\n"
        "status = pytest.main(['--topil', '-q', '-p', 'no:cacheprovider', 'test_a.py'])\n"
        "assert status == 1, status\n"
        "assert os.environ.get('PYTHONPATH') == before and 'FLAKE8_TOPIL_RECORD' not in os.environ\n"
        "assert F.to_pil_image.__code__ is code and T.ToPILImage.__init__ is init\n"
        "assert not [finder for finder in sys.meta_path if type(finder).__name__ == 'ImportHook']\n"
        "assert not glob.glob(os.path.join(tempfile.gettempdir(), 'topil-*'))\n"
    )
    (tmp_path / "tmp").mkdir()
    (tmp_path / "test_a.py").write_text(
        "import torch\nfrom torchvision.transforms.functional import to_pil_image\n"
        "def test(): to_pil_image(torch.ones(1, 2, 2) * 1.5)\n",
        encoding="utf-8",
    )
    env = {**os.environ, "TMPDIR": str(tmp_path / "tmp")}
    env.pop("PYTEST_CURRENT_TEST", None)
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=tmp_path, capture_output=True, text=True, env=env, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


@needs_torch
def test_a_suite_that_is_itself_recorded(tmp_path: Path) -> None:
    """Two recorders in one process: both see every conversion once."""
    run_pytest(tmp_path, "--version")
    command = [sys.executable, "-m", "flake8_topil.verify", "-m", "pytest", "--json", "report.json", "--"]
    command += ["--topil", "-p", "no:cacheprovider", "-k", "test_right or test_signed", "tests"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    [program] = json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))["programs"]
    assert program["conversions"] == 2, done.stderr
    assert "2 conversions, 1 with wrong pixels" in program["stdout"]
    assert program["recorder_failures"] == []
