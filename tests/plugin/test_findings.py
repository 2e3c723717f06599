"""What flake8 prints of the findings, and how its own selection applies to them."""

from __future__ import annotations

import pytest

from .conftest import UNBOUNDED, Lint

HEADER = "import torch\nfrom torchvision.transforms.functional import to_pil_image\n"
CALL = "to_pil_image(torch.randn(3, 8, 8))"
PIPELINE = "import torchvision.transforms as T\nto_small = T.Compose([T.ToPILImage(), T.Resize(8)])\n"
CAST = "import torch\npixels = (torch.randn(3, 8, 8) * 255).byte()\n"
CAST_IN_A_FUNCTION = """\
import torch


class Frames:
    def show(self, shape):
        noise = torch.randn(shape)
        return (noise * 255).to("cpu").to(torch.uint8)
"""
CONVERSION = """\
import torch
import torchvision.transforms.functional as F
F.convert_image_dtype(torch.randn(3, 8, 8), torch.uint8)
"""


def test_a_finding_is_printed_where_the_call_starts(lint: Lint) -> None:
    result = lint({"a.py": UNBOUNDED}, "--isolated")
    assert result.places == [("a.py", 3, 7, "TPI001")]
    assert result.returncode == 1


def test_a_message_names_the_converter_the_cause_and_the_remedy(lint: Lint) -> None:
    [found] = lint({"a.py": UNBOUNDED}, "--isolated").found
    assert found.text.startswith("to_pil_image input can leave [0, 1]: ")
    assert "torch.randn" in found.text
    assert found.text.endswith("; add .clamp(0, 1)")


def test_a_clamped_call_is_silent(lint: Lint) -> None:
    result = lint({"a.py": UNBOUNDED.replace("8, 8)", "8, 8).clamp(0, 1)")}, "--isolated")
    assert result.found == []
    assert result.returncode == 0


@pytest.mark.parametrize(
    ("line", "column"),
    [
        pytest.param(CALL, 1, id="start of line"),
        pytest.param(f"if True:\n\timg = {CALL}", 8, id="tab"),
        pytest.param(f"if True:\n    img = {CALL}", 11, id="spaces"),
        pytest.param(f"name = 'é€𝄞'; img = {CALL}", 21, id="non-ascii before the call"),
        pytest.param(f"img = (\n    {CALL}\n)", 5, id="second line of an expression"),
        pytest.param(f"text = '''\n'''; {CALL}", 6, id="after a multi-line string"),
        pytest.param(f"text = f'{{{CALL}}}'", 11, id="in an f-string"),
        pytest.param(f"x = 1; \\\n  {CALL}", 3, id="after a continued line"),
        pytest.param(f"\f\n{CALL}", 1, id="form feed on the line before"),
    ],
)
def test_positions(lint: Lint, line: str, column: int) -> None:
    text = HEADER + line + "\n"
    row = next(number for number, content in enumerate(text.split("\n"), start=1) if CALL in content)
    assert lint({"a.py": text}, "--isolated", "--select=TPI").places == [("a.py", row, column, "TPI001")]


def commented(comment: str) -> str:
    """The unbounded example with a comment on its first line."""
    return UNBOUNDED.replace("\n", f"  # {comment}\n", 1)


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(UNBOUNDED.encode(), id="plain"),
        pytest.param(UNBOUNDED.encode("utf-8-sig"), id="BOM"),
        pytest.param(UNBOUNDED.replace("\n", "\r\n").encode(), id="CRLF"),
        pytest.param(UNBOUNDED.replace("\n", "\r\n").encode("utf-8-sig"), id="BOM and CRLF"),
        pytest.param(UNBOUNDED.replace("\n", "\r").encode(), id="CR"),
        pytest.param(UNBOUNDED.rstrip("\n").encode(), id="no final newline"),
        pytest.param(commented("-*- coding: latin-1 -*- é").encode("latin-1"), id="latin-1"),
        pytest.param(commented("é").encode("latin-1"), id="undeclared latin-1"),
        pytest.param(commented("\u2028 \x1c \x85").encode(), id="other line separators"),
    ],
)
def test_encodings_and_line_ends_do_not_shift_positions(lint: Lint, content: bytes) -> None:
    assert lint({"a.py": content}, "--isolated", "--select=TPI").places == [("a.py", 3, 7, "TPI001")]


def test_a_bom_does_not_shift_the_first_line(lint: Lint) -> None:
    text = f"import torch, torchvision.transforms.functional as F; F.{CALL}\n"
    result = lint({"a.py": text.encode("utf-8-sig")}, "--isolated", "--select=TPI")
    assert result.places == [("a.py", 1, text.index("F.to") + 1, "TPI001")]


@pytest.mark.parametrize("comment", ["# noqa", "# noqa: TPI001", "# noqa: TPI", "# noqa: E501, TPI001", "# NOQA:TPI0"])
def test_noqa_silences(lint: Lint, comment: str) -> None:
    assert lint({"a.py": f"{HEADER}img = {CALL}  {comment}\n"}, "--isolated").found == []


@pytest.mark.parametrize("comment", ["# noqa: E501", "# noqa: TPI101", "# no comment"])
def test_another_noqa_does_not(lint: Lint, comment: str) -> None:
    assert lint({"a.py": f"{HEADER}img = {CALL}  {comment}\n"}, "--isolated").codes == ["TPI001"]


def test_noqa_of_a_call_of_many_lines_stands_on_its_first(lint: Lint) -> None:
    text = f"{HEADER}img = to_pil_image(  # noqa: TPI001\n    torch.randn(3, 8, 8),\n)\n"
    assert lint({"a.py": text}, "--isolated").found == []


def test_flake8_noqa_silences_the_file(lint: Lint) -> None:
    assert lint({"a.py": "# flake8: noqa\n" + UNBOUNDED}, "--isolated").found == []


def test_disable_noqa_shows_it_again(lint: Lint) -> None:
    result = lint({"a.py": f"{HEADER}img = {CALL}  # noqa\n"}, "--isolated", "--disable-noqa")
    assert result.codes == ["TPI001"]


@pytest.mark.parametrize(
    ("arguments", "reported"),
    [
        ((), True),
        (("--select=TPI",), True),
        (("--select=TPI001",), True),
        (("--select=TPI101",), False),
        (("--select=E",), False),
        (("--ignore=TPI",), False),
        (("--extend-ignore=TPI001",), False),
        (("--extend-ignore=TPI101",), True),
        (("--per-file-ignores=a.py:TPI",), False),
        (("--per-file-ignores=b.py:TPI",), True),
    ],
)
def test_selection(lint: Lint, arguments: tuple[str, ...], reported: bool) -> None:
    assert lint({"a.py": UNBOUNDED}, "--isolated", *arguments).codes == ["TPI001"] * reported


@pytest.mark.parametrize(
    ("code", "text", "row", "column"),
    [
        ("TPI102", PIPELINE, 2, 23),
        ("TPI201", CAST, 2, 10),
        ("TPI201", CAST_IN_A_FUNCTION, 7, 16),
        ("TPI202", CONVERSION, 3, 1),
    ],
)
class TestOffByDefault:
    def test_silent(self, lint: Lint, code: str, text: str, row: int, column: int) -> None:
        assert lint({"a.py": text}, "--isolated").codes == []

    @pytest.mark.parametrize("option", ["--select", "--extend-select"])
    def test_reported_when_selected(self, lint: Lint, option: str, code: str, text: str, row: int, column: int) -> None:
        assert lint({"a.py": text}, "--isolated", f"{option}={code}").places == [("a.py", row, column, code)]

    def test_reported_when_the_family_is_selected(
        self, lint: Lint, code: str, text: str, row: int, column: int
    ) -> None:
        assert lint({"a.py": text}, "--isolated", f"--extend-select={code[:-2]}").codes == [code]


def test_stdin(lint: Lint) -> None:
    assert lint({}, "--isolated", "-", stdin=UNBOUNDED.encode()).places == [("stdin", 3, 7, "TPI001")]


def test_stdin_with_bom_and_crlf(lint: Lint) -> None:
    content = UNBOUNDED.replace("\n", "\r\n").encode("utf-8-sig")
    assert lint({}, "--isolated", "--select=TPI", "-", stdin=content).places == [("stdin", 3, 7, "TPI001")]


def test_stdin_display_name(lint: Lint) -> None:
    result = lint({}, "--isolated", "--stdin-display-name=pkg/shown.py", "-", stdin=UNBOUNDED.encode())
    assert result.places == [("pkg/shown.py", 3, 7, "TPI001")]


def test_per_file_ignores_apply_to_the_display_name(lint: Lint) -> None:
    arguments = ("--stdin-display-name=pkg/shown.py", "--per-file-ignores=pkg/*:TPI")
    assert lint({}, "--isolated", *arguments, "-", stdin=UNBOUNDED.encode()).found == []


def test_a_file_with_a_syntax_error_does_not_abort_the_others(lint: Lint) -> None:
    broken = "def to_pil_image(:\n"
    result = lint({"a.py": broken, "b.py": UNBOUNDED}, "--isolated")
    assert {(one.path, one.code) for one in result.found} == {("a.py", "E999"), ("b.py", "TPI001")}
    assert result.stderr == ""


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"", id="empty"),
        pytest.param(b"\n", id="blank"),
        pytest.param(b"to_pil_image\n", id="name only"),
        pytest.param(b"import to_pil_image as p\np()\np(*x)\np(**x)\n", id="odd calls"),
        pytest.param(("to_pil_image(" + "(" * 90 + "x" + ")" * 90 + ")\n").encode(), id="deep parentheses"),
        pytest.param(("to_pil_image(" + "-" * 300 + "x)\n").encode(), id="deep operators"),
        pytest.param(("to_pil_image(x" + ".a" * 300 + ")\n").encode(), id="long attribute chain"),
    ],
)
def test_odd_files_neither_crash_nor_get_a_false_syntax_error(lint: Lint, content: bytes) -> None:
    result = lint({"a.py": content}, "--isolated", "--select=TPI,E9")
    assert not set(result.codes) & {"E902", "E999"}
    assert result.stderr == ""
