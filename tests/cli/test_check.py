"""`flake8-topil check`: the findings of flake8, and the formats."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from ..plugin.conftest import FORMAT, run
from .conftest import UNBOUNDED, Topil, Write

UNKNOWN = UNBOUNDED.replace("torch.randn(3, 8, 8)", "torch.load('x')")
SCALED = UNBOUNDED.replace("torch.randn(3, 8, 8)", "torch.rand(3, 8, 8) * 2 - 1")
CAST = "import torch\npixels = (torch.randn(3, 8, 8) * 255).byte()\n"
SCHEMA = Path(__file__).with_name("sarif-schema-2.1.0.json")
"""The schema of SARIF 2.1.0, as the npm package @microsoft/jest-sarif (MIT) has it."""

FILES = {
    "a.py": UNBOUNDED,
    "b.py": UNKNOWN,
    "c.py": SCALED,
    "d.py": CAST,
    "e.py": UNBOUNDED.replace("8))", "8))  # noqa: TPI0"),
    "f.py": "# flake8: noqa\n" + UNBOUNDED,
    "g.py": UNBOUNDED.replace("(torch", "(\n    torch").replace("8))", "8)\n)  # noqa"),
    "h.py": "x = 1\n",
    "sub/i.py": UNBOUNDED,
    "sub/j.txt": UNBOUNDED,
}

CONFIGS = {
    "none": ("", ()),
    "select": ("[flake8]\nselect = TPI1\n", ()),
    "extend-select": ("[flake8]\nextend-select = TPI201\n", ()),
    "ignore": ("[flake8]\nignore = TPI101\n", ()),
    "per-file-ignores": ("[flake8]\nper-file-ignores =\n    sub/*: TPI001\n    b.py: TPI\n", ()),
    "exclude": ("[flake8]\nexclude = sub\n", ()),
    "not this plugin": ("[flake8]\nselect = E,F\n", ()),
    "bounded": ("[flake8]\ntopil-bounded = torch.load, torch.randn\n", ()),
    "command line": ("[flake8]\nselect = TPI1\n", ("--select=TPI0", "--extend-exclude=c.py", "--disable-noqa")),
    "isolated": ("[flake8]\nselect = TPI1\n", ("--isolated",)),
}


@pytest.mark.parametrize("config", CONFIGS)
@pytest.mark.parametrize("name", ["setup.cfg", ".flake8"])
def test_it_reports_what_flake8_reports(tmp_path: Path, topil: Topil, write: Write, config: str, name: str) -> None:
    text, arguments = CONFIGS[config]
    write({**FILES, name: text})
    flake8 = run(sys.executable, "-m", "flake8", f"--format={FORMAT}", *arguments, ".", cwd=tmp_path)
    expected = {(one.path.removeprefix("./"), one.row, one.col, one.code, one.text) for one in flake8.found}
    result = topil("check", "--format=json", *arguments, ".")
    found = json.loads(result.stdout)["findings"]
    here = {(one["path"], one["line"], one["column"], one["code"], one["message"]) for one in found}
    assert here == {one for one in expected if one[3].startswith("TPI")}
    assert result.returncode == bool(here)


def test_text(topil: Topil, write: Write) -> None:
    write(FILES)
    result = topil("check", "--isolated", "a.py", "b.py", "c.py", "h.py")
    lines = result.stdout.splitlines()
    assert (
        lines[0] == "a.py:3:7: TPI001 [*] to_pil_image input can leave [0, 1]: torch.randn (line 3); add .clamp(0, 1)"
    )
    assert lines[1].startswith("b.py:3:7: TPI101 [*!] ")
    assert lines[2].startswith("c.py:3:7: TPI002 to_pil_image ")
    assert lines[3] == "3 found, 1 fixable with `flake8-topil fix` [*], 1 with --unsafe-fixes [*!]"
    assert (result.returncode, result.stderr) == (1, "")


def test_nothing_found(topil: Topil, write: Write) -> None:
    write(FILES)
    result = topil("check", "--isolated", "h.py")
    assert (result.returncode, result.stdout, result.stderr) == (0, "", "")


def test_stdin(topil: Topil) -> None:
    result = topil("check", "--isolated", "--stdin-display-name=x.py", "-", stdin=UNBOUNDED.encode())
    assert result.stdout.startswith("x.py:3:7: TPI001 [*] ")


def sarif(topil: Topil, *paths: str) -> Any:
    document = json.loads(topil("check", "--isolated", "--select=TPI", "--format=sarif", *paths).stdout)
    jsonschema.validate(document, json.loads(SCHEMA.read_text(encoding="utf-8")))
    return document["runs"][0]


def test_sarif(topil: Topil, write: Write) -> None:
    write({**FILES, "ä b%.py": UNBOUNDED, "bad.py": "to_pil_image(\n"})
    run_ = sarif(topil, ".")
    rules = run_["tool"]["driver"]["rules"]
    for result in run_["results"]:
        rule = rules[result["ruleIndex"]]
        assert rule["id"] == result["ruleId"]
        assert "## Why is this bad" in rule["help"]["markdown"]
    uris = {result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for result in run_["results"]}
    assert uris == {"a.py", "b.py", "c.py", "d.py", "g.py", "sub/i.py", "%C3%A4%20b%25.py"}
    [error] = run_["invocations"][0]["toolExecutionNotifications"]
    assert error["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "bad.py"
    assert run_["invocations"][0]["executionSuccessful"] is False


def test_a_report_of_nothing_is_valid(topil: Topil, write: Write) -> None:
    write(FILES)
    assert sarif(topil, "h.py")["results"] == []


def test_the_fixes_in_reports_are_what_fix_does(tmp_path: Path, topil: Topil, write: Write) -> None:
    text = (
        "import torch\nimport torchvision.transforms as T\n'äöü😀', T.Compose([T.ToPILImage()])(torch.randn(3, 8, 8))\n"
    )
    write({"a.py": text})
    [result] = sarif(topil, "a.py")["results"]
    [change] = result["fixes"][0]["artifactChanges"]
    lines = text.splitlines(keepends=True)
    for one in reversed(change["replacements"]):
        region = one["deletedRegion"]
        assert (region["startLine"], region["startColumn"]) == (region["endLine"], region["endColumn"])
        line, column = region["startLine"] - 1, region["startColumn"] - 1
        lines[line] = lines[line][:column] + one["insertedContent"]["text"] + lines[line][column:]
    topil("fix", "--isolated", "a.py")
    assert (tmp_path / "a.py").read_text() == "".join(lines)


def test_github(topil: Topil, write: Write) -> None:
    write({"a,b:c%.py": UNBOUNDED, "b.py": UNKNOWN})
    result = topil("check", "--isolated", "--format=github", ".")
    assert result.stdout.splitlines()[0] == (
        "::error file=a%2Cb%3Ac%25.py,line=3,col=7,title=TPI001"
        "::TPI001 to_pil_image input can leave [0, 1]: torch.randn (line 3); add .clamp(0, 1)"
    )
    assert result.stdout.splitlines()[1].startswith("::warning file=b.py,line=3,col=7,title=TPI101::TPI101 ")


def test_names_cannot_steer_the_terminal(topil: Topil, write: Write) -> None:
    write({"a\x1b[31m\n.py": UNBOUNDED})
    result = topil("check", "--isolated", ".")
    assert result.stdout.splitlines()[0].startswith("a\\x1b[31m\\n.py:3:7: TPI001 ")


def test_imports_are_followed(topil: Topil, write: Write) -> None:
    net = "import torch\ndef raw(x):\n    return torch.randn_like(x)\ndef unit(x):\n    return torch.sigmoid(x)\n"
    main = UNBOUNDED.replace("import torch\n", "import torch\nimport net\n", 1)
    files = {
        "a.py": main.replace("(torch", "(net.raw(torch") + ")\n",
        "b.py": main.replace("(torch", "(net.unit(torch") + ")\n",
    }
    write({"net.py": net, **{name: text.replace("8))\n)", "8)))") for name, text in files.items()}})
    [finding] = json.loads(topil("check", "--isolated", "--format=json", ".").stdout)["findings"]
    assert (finding["path"], finding["code"], finding["fix"]["safety"]) == ("a.py", "TPI001", "safe")
    assert "torch.randn_like in raw (net.py:3)" in finding["message"]
    alone = json.loads(topil("check", "--isolated", "--topil-follow-imports=none", "--format=json", ".").stdout)[
        "findings"
    ]
    assert [(one["code"], one["fix"]["safety"]) for one in alone] == [("TPI101", "unsafe")] * 2


def test_a_root_that_is_not_there(topil: Topil, write: Write) -> None:
    write({"a.py": UNBOUNDED})
    result = topil("check", "--isolated", "--topil-root=nowhere", ".")
    assert result.returncode == 2
    assert result.stderr == "flake8-topil: argument --topil-root: nowhere is not a folder\n"
