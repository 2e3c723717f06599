"""What is in the wheel."""

from __future__ import annotations

import configparser
import email
import sys
import zipfile
from pathlib import Path

import pytest

from .conftest import ROOT, run


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> zipfile.ZipFile:
    target = tmp_path_factory.mktemp("wheel")
    done = run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(target), cwd=ROOT)
    assert done.returncode == 0, done.stderr
    [path] = target.glob("*.whl")
    return zipfile.ZipFile(path)


def test_it_holds_the_package_and_its_metadata_alone(wheel: zipfile.ZipFile) -> None:
    assert {name.partition("/")[0].partition("-")[0] for name in wheel.namelist()} == {"flake8_topil"}


def test_it_holds_every_module(wheel: zipfile.ZipFile) -> None:
    modules = {path.relative_to(ROOT).as_posix() for path in Path(ROOT / "flake8_topil").rglob("*.py")}
    assert modules == {name for name in wheel.namelist() if name.endswith(".py")}


def test_it_is_typed(wheel: zipfile.ZipFile) -> None:
    assert "flake8_topil/py.typed" in wheel.namelist()


def test_it_registers_the_plugin(wheel: zipfile.ZipFile) -> None:
    [name] = [name for name in wheel.namelist() if name.endswith("entry_points.txt")]
    parser = configparser.ConfigParser()
    parser.optionxform = str  # type: ignore[assignment,method-assign]
    parser.read_string(wheel.read(name).decode())
    assert dict(parser["flake8.extension"]) == {"TPI": "flake8_topil.plugin:Plugin"}
    assert dict(parser["pytest11"]) == {"topil": "flake8_topil.verify.pytest_plugin"}


def test_it_holds_what_pages_are_made_of(wheel: zipfile.ZipFile) -> None:
    folder = "flake8_topil/verify/templates/"
    assert {f"{folder}report.{kind}" for kind in ("html", "css", "js")} <= set(wheel.namelist())


def test_it_installs_the_command(wheel: zipfile.ZipFile) -> None:
    [name] = [name for name in wheel.namelist() if name.endswith("entry_points.txt")]
    parser = configparser.ConfigParser()
    parser.read_string(wheel.read(name).decode())
    assert dict(parser["console_scripts"]) == {"flake8-topil": "flake8_topil.cli:main"}


def test_it_requires_flake8_and_libcst_alone(wheel: zipfile.ZipFile) -> None:
    [name] = [name for name in wheel.namelist() if name.endswith("METADATA")]
    metadata = email.message_from_bytes(wheel.read(name))
    required = {line for line in metadata.get_all("Requires-Dist", []) if "extra ==" not in line}
    assert required == {"flake8>=7", "libcst>=1.8"}
    assert (metadata["License-Expression"], metadata["Requires-Python"]) == ("MIT", ">=3.10")
