"""The command: what it runs, its exit status, its output, and what it says when something is wrong."""

from __future__ import annotations

import doctest
import json
import os
import subprocess
import sys
import venv
from pathlib import Path

import pytest

from flake8_topil.verify import remedies

from .conftest import HEAD, Verify, needs_torch

WRONG = HEAD + "to_pil_image(wrong)\n"
LINE = len(WRONG.splitlines())
UNSOUND = HEAD.replace("right =", "type.__setattr__(torch.Tensor, 'clamp', lambda self, *bounds: self)\nright =") + (
    "to_pil_image(wrong.clamp(0, 1))\n"
)
"""A program that defeats the linter: it takes the clamp for a clamp."""


@needs_torch
def test_imports_are_followed_and_confirmed(verify: Verify) -> None:
    files = {
        "finishing.py": "def unit(x):\n    return x.clamp(0, 1)\ndef raw(x):\n    return x * 2\n",
        "a.py": HEAD + "from finishing import raw, unit\nto_pil_image(unit(wrong))\nto_pil_image(raw(wrong))\n",
    }
    result = verify(files, "a.py")
    first = len(HEAD.splitlines()) + 2
    assert (result.status, result.verdicts) == (0, [(first, "clean"), (first + 1, "confirmed")])


@needs_torch
class TestStatus:
    def test_confirmed_is_fine(self, verify: Verify) -> None:
        result = verify({"a.py": WRONG}, "a.py")
        assert (result.status, result.verdicts) == (0, [(LINE, "confirmed")])
        assert "1 program, 1 conversion: 1 confirmed, 0 not observed, 0 missed, 0 clean, 0 allowed" in result.stdout

    def test_missed(self, verify: Verify) -> None:
        result = verify({"a.py": UNSOUND}, "a.py")
        assert result.status == 1
        assert [claim["verdict"] for claim in result.claims if claim["conversions"]] == ["missed"]

    def test_missed_weighs_more_than_a_crash(self, verify: Verify) -> None:
        assert verify({"a.py": UNSOUND + "1 / 0\n"}, "a.py").status == 1

    @pytest.mark.parametrize(
        ("text", "note"),
        [
            ("to_pil_image(right * 2 / 2)  # expect: TPI001\n", "expected TPI001, not confirmed"),
            ("to_pil_image(wrong)  # expect: TPI002\n", "expected TPI002, not confirmed"),
            ("to_pil_image(wrong)\n", "is reported, not expected"),
        ],
    )
    def test_a_fixture_that_does_not_do_what_it_says(self, verify: Verify, text: str, note: str) -> None:
        result = verify({"folder/a.py": HEAD + text}, "folder")
        assert result.status == 1
        assert note in result.stdout

    def test_fixtures_that_do(self, verify: Verify) -> None:
        code = verify({"first.py": WRONG}, "first.py").claims[0]["code"]
        files = {
            "folder/in/a.py": WRONG.rstrip() + f"  # expect: {code}\n",
            "folder/b.py": HEAD + "to_pil_image(right)\n",
        }
        result = verify(files, "folder")
        assert result.status == 0
        assert [program["name"] for program in result.report["programs"]] == ["folder/b.py", "folder/in/a.py"]
        assert "1 of 1 expectations confirmed" in result.stdout

    def test_a_file_that_python_cannot_parse_does_not_stop_the_others(self, verify: Verify) -> None:
        result = verify({"folder/a.py": "x = (\n", "folder/b.py": HEAD + "to_pil_image(right)\n"}, "folder")
        assert result.status == 2
        assert [program["status"] for program in result.report["programs"]] == [1, 0]
        assert "a.py: exit status 1: SyntaxError" in result.stdout


@needs_torch
class TestWhatIsRun:
    def test_a_script_with_arguments(self, verify: Verify) -> None:
        text = "import sys\nprint(sys.argv)\nif __name__ == '__main__':\n    print('main')\n"
        result = verify({"a.py": text}, "a.py", "--", "--html", "x", "--", "y")
        assert result.program["stdout"] == "['a.py', '--html', 'x', '--', 'y']\nmain\n"

    def test_by_the_command_of_the_package(self, tmp_path: Path) -> None:
        (tmp_path / "a.py").write_text("import sys\nsys.exit(sys.argv[1:] != ['--json', 'x'])\n", encoding="utf-8")
        command = [sys.executable, "-c", "from flake8_topil.cli import main; main()"]
        command += ["verify", "a.py", "--", "--json", "x"]
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
        assert (done.returncode, done.stderr) == (0, "")
        assert "1 program, 0 conversions" in done.stdout

    def test_a_module_with_arguments(self, verify: Verify) -> None:
        files = {
            "package/__init__.py": "",
            "package/tool.py": WRONG + "import sys\nprint(sys.argv[1:], __name__, __package__)\n",
            "package/unused.py": WRONG,
        }
        result = verify(files, "-m", "package.tool", "--", "--one")
        assert result.program["stdout"] == "['--one'] __main__ package\n"
        assert result.verdicts == [(LINE, "confirmed")]

    def test_a_package(self, verify: Verify) -> None:
        result = verify({"package/__main__.py": "print('package')\nif False:\n    import torch\n"}, "-m", "package")
        assert (result.status, result.program["stdout"]) == (0, "package\n")

    def test_a_module_that_is_not_there(self, verify: Verify) -> None:
        result = verify({}, "-m", "not_a_module")
        assert result.status == 2
        assert "No module named not_a_module" in result.stdout

    def test_settings_of_flake8_are_honoured(self, verify: Verify) -> None:
        text = (
            "from mylib import decode\nfrom torchvision.transforms.functional import to_pil_image\n"
            "to_pil_image(decode())\n"
        )
        files = {"a.py": text, "mylib.py": 'import torch\ndef decode():\n    return eval("torch.rand(3, 4, 4)")\n'}
        assert verify({**files}, "a.py").verdicts == [(3, "not observed")]
        config = "[flake8]\ntopil-bounded = mylib.decode\n"
        assert verify({**files, "setup.cfg": config}, "a.py").verdicts == [(3, "clean")]

    def test_the_order_is_that_of_the_paths(self, verify: Verify) -> None:
        files = {"slow.py": "import time\ntime.sleep(2)\n", "fast.py": ""}
        result = verify(files, "slow.py", "fast.py", "--jobs=2")
        assert [program["name"] for program in result.report["programs"]] == ["slow.py", "fast.py"]

    def test_infinity_in_the_json(self, verify: Verify) -> None:
        result = verify({"a.py": HEAD + "wrong[0, 0, 0] = float('inf')\nto_pil_image(wrong)\n"}, "a.py")
        assert result.claims[0]["hi"] == "inf"

    def test_pictures(self, verify: Verify, tmp_path: Path) -> None:
        pytest.importorskip("matplotlib")
        files = {"a.py": WRONG + "to_pil_image(right)\n"}
        assert verify(files, "a.py", "--pictures=seen").status == 0
        [path] = (tmp_path / "seen").iterdir()
        assert path.read_bytes().startswith(b"\x89PNG")


@needs_torch
@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        ([], "nothing to run"),
        (["absent.py"], "absent.py: no such file"),
        (["empty"], "there is no Python file in empty"),
        (["empty", "--", "x"], "empty: is a directory"),
        (["a.py", "a.py", "--", "x"], "belong to one script"),
        (["a.py", "-m", "x"], "give a module or paths"),
        (["a.py", "--python", "no-such-python"], "no-such-python: No such file"),
        (["a.py", "--html", "absent/x.html"], "absent"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_line(
    verify: Verify, tmp_path: Path, arguments: list[str], complaint: str
) -> None:
    (tmp_path / "empty").mkdir()
    result = verify({"a.py": "print(1)\n"}, *arguments)
    assert result.status == 2
    [line] = result.stderr.splitlines()
    assert line.startswith("flake8-topil: ")
    assert complaint in line


@pytest.mark.parametrize(
    "option", ["--memory=much", "--memory=-1", "--timeout=0", "--timeout=x", "--jobs=0", "--nothing"]
)
def test_bad_options(verify: Verify, option: str) -> None:
    result = verify({"a.py": ""}, "a.py", option)
    assert result.status == 2
    assert "Traceback" not in result.stderr
    assert option.partition("=")[0] in result.stderr


def test_an_interpreter_without_torchvision(verify: Verify, tmp_path: Path) -> None:
    venv.create(tmp_path / "bare")
    python = tmp_path / "bare" / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    result = verify({"a.py": "print(1)\n"}, "a.py", "--python", str(python))
    assert (result.status, result.report) == (2, None)
    assert result.stderr == (
        f"flake8-topil: {python} has no torch and torchvision to run programs with: pip install torch torchvision\n"
    )


@pytest.mark.parametrize("missing", ["click", "rich", "psutil"])
def test_a_library_that_is_not_installed(tmp_path: Path, missing: str) -> None:
    program = f"import sys; sys.modules[{missing!r}] = None; from flake8_topil.verify.__main__ import main; main()"
    done = subprocess.run([sys.executable, "-c", program], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert done.stderr == f"flake8-topil: {missing} is not installed; run: pip install 'flake8-topil[verify]'\n"


@needs_torch
def test_the_report_is_written_at_once_or_not_at_all(verify: Verify, tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text("before", encoding="utf-8")
    (tmp_path / "page.html").chmod(0o444)
    result = verify({"a.py": WRONG}, "a.py", "--html", "page.html")
    assert result.status == 0
    assert (tmp_path / "page.html").read_text(encoding="utf-8").startswith("<!doctype html>")
    assert {path.name for path in tmp_path.iterdir()} == {"a.py", "page.html", "report.json"}


def test_the_examples_in_the_docstrings() -> None:
    result = doctest.testmod(remedies)
    assert (result.failed, result.attempted) == (0, 3)


@needs_torch
def test_the_json_is_strict(verify: Verify, tmp_path: Path) -> None:
    verify({"a.py": HEAD + "to_pil_image(wrong * float('nan'))\n"}, "a.py")

    def refuse(constant: str) -> None:
        raise AssertionError(constant)

    json.loads((tmp_path / "report.json").read_text(encoding="utf-8"), parse_constant=refuse)
