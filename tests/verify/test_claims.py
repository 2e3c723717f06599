"""How what was seen is crossed with what the linter says. Nothing is run here: the records are written by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from flake8_topil.verify import expectations
from flake8_topil.verify.claims import Claim, cross
from flake8_topil.verify.recording.frames import LIBRARY, PROGRAM, STANDARD
from flake8_topil.verify.records import Conversion, Place, Record

IMPORTS = "import torch\nfrom torchvision.transforms import functional as F\nfrom torchvision import transforms as T\n"
LINES = 3
"""Of `IMPORTS`."""


def place(path: Path, line: int, call: str, columns: bool = True) -> Place:
    """The place of a call that stands on one line, as Python 3.11 tells it, or as 3.10 does."""
    text = path.read_text(encoding="utf-8").splitlines()[line - 1]
    if not columns:
        return Place(str(path), line, None, None, None, "<module>")
    start = len(text[: text.index(call)].encode())
    return Place(str(path), line, start, line, start + len(call.encode()), "<module>")


def conversion(
    caller: Place, wrong: int = 0, home: str = PROGRAM, made: Place | None = None, outer: Place | None = None
) -> Conversion:
    return Conversion(
        caller, home, made, PROGRAM, outer, home == PROGRAM, lo=0.0, hi=1.5, pixels=4, wrong=wrong, is_scaled=True
    )


@pytest.fixture
def program(tmp_path: Path) -> Path:
    return tmp_path / "a.py"


def write(path: Path, text: str) -> Path:
    path.write_text(IMPORTS + text, encoding="utf-8")
    return path


def claims(path: Path, *conversions: Conversion) -> list[Claim]:
    return cross(Record(list(conversions), torchvision="0.29.1"), [path])


@pytest.mark.parametrize("columns", [True, False], ids=["columns", "lines only"])
@pytest.mark.parametrize(
    ("code", "wrong", "verdict"),
    [
        ("F.to_pil_image(torch.randn(3, 4, 4))", 2, "confirmed"),
        ("F.to_pil_image(torch.randn(3, 4, 4))", 0, "not observed"),
        ("F.to_pil_image(torch.rand(3, 4, 4))", 2, "missed"),
        ("F.to_pil_image(torch.rand(3, 4, 4))", 0, "clean"),
        ("F.to_pil_image(torch.randn(3, 4, 4))  # noqa: TPI001", 2, "allowed"),
        ("F.to_pil_image(torch.randn(3, 4, 4))  # noqa", 0, "allowed"),
        ("F.to_pil_image(torch.randn(3, 4, 4))  # noqa: E501", 2, "confirmed"),
        ("F.to_pil_image(torch.rand(3, 4, 4))  # noqa: TPI001", 2, "missed"),
    ],
)
def test_verdicts(program: Path, code: str, wrong: int, verdict: str, columns: bool) -> None:
    write(program, f"picture = {code}\n")
    call = code.partition("  #")[0]
    [claim] = claims(program, conversion(place(program, LINES + 1, call, columns), wrong))
    assert (claim.verdict.value, claim.position.line) == (verdict, LINES + 1)


def test_a_call_that_was_not_reached_is_not_observed(program: Path) -> None:
    write(program, "def show(x):\n    return F.to_pil_image(x)\n")
    [claim] = claims(program)
    assert (claim.verdict.value, claim.where) == ("not observed", f"{program}:5:12")


def test_one_wrong_conversion_among_many_counts(program: Path) -> None:
    write(program, "a = F.to_pil_image(torch.randn(3, 4, 4))\n")
    at = place(program, LINES + 1, "F.to_pil_image(torch.randn(3, 4, 4))")
    [claim] = claims(program, conversion(at), conversion(at, 3), conversion(at))
    assert (claim.verdict.value, claim.wrong, claim.pixels, claim.share) == ("confirmed", 3, 12, 0.25)


def test_a_file_that_is_ignored_as_a_whole(program: Path) -> None:
    write(program, "# flake8: noqa\na = F.to_pil_image(torch.randn(3, 4, 4))\n")
    assert [claim.verdict.value for claim in claims(program)] == ["allowed"]


def test_two_calls_on_a_line_are_told_apart_by_their_columns(program: Path) -> None:
    write(program, "x = torch.rand(3, 4, 4)\na, b = F.to_pil_image(x * 2), F.to_pil_image(x)\n")
    line = LINES + 2
    wrong = conversion(place(program, line, "F.to_pil_image(x * 2)"), 1)
    right = conversion(place(program, line, "F.to_pil_image(x)"))
    assert [claim.verdict.value for claim in claims(program, wrong, right)] == ["confirmed", "clean"]


def test_columns_count_characters(program: Path) -> None:
    write(program, "a = 'äöü', F.to_pil_image(torch.randn(3, 4, 4))\n")
    at = place(program, LINES + 1, "F.to_pil_image(torch.randn(3, 4, 4))")
    [claim] = claims(program, conversion(at, 1))
    assert (claim.verdict.value, claim.position.column) == ("confirmed", 11)


CHAIN = "x = torch.randn(3, 4, 4)\na = (\n    F\n    .to_pil_image(x)\n)\n"


@pytest.mark.parametrize(
    "found",
    [
        pytest.param((LINES + 4, 5, LINES + 4, 17), id="the method's name"),
        pytest.param((LINES + 3, 4, LINES + 4, 20), id="the whole call"),
        pytest.param((LINES + 4, None, None, None), id="the method's line"),
    ],
)
def test_a_call_over_several_lines_starts_where_its_object_does(
    program: Path, found: tuple[int, int | None, int | None, int | None]
) -> None:
    write(program, CHAIN)
    [claim] = claims(program, conversion(Place(str(program), *found, "<module>"), 1))
    assert (claim.verdict.value, claim.position) == ("confirmed", (LINES + 3, 4))


PIPELINE = "x = torch.rand(3, 4, 4)\npipeline = T.Compose([T.Normalize(0.5, 0.5), T.ToPILImage()])\npipeline(x)\n"


def test_a_pipeline_belongs_to_where_the_converter_was_built(program: Path) -> None:
    write(program, PIPELINE)
    made = place(program, LINES + 2, "T.ToPILImage()")
    compose = Place("/lib/torchvision/transforms/transforms.py", 95, 18, 95, 24, "Compose.__call__")
    outer = place(program, LINES + 3, "pipeline(x)")
    [claim] = claims(program, conversion(compose, 1, LIBRARY, made, outer))
    assert (claim.verdict.value, claim.position) == ("confirmed", (LINES + 2, 45))


def test_a_silent_call_is_missed_although_its_converter_is_reported_in_a_pipeline(program: Path) -> None:
    text = (
        "x = torch.rand(3, 4, 4)\nconvert = T.ToPILImage()\n"
        "T.Compose([T.Normalize(0.5, 0.5), convert])(x)\nconvert(x)\n"
    )
    write(program, text)
    made = place(program, LINES + 2, "T.ToPILImage()")
    found = claims(program, conversion(place(program, LINES + 4, "convert(x)"), 1, PROGRAM, made))
    assert [(claim.position.line, claim.verdict.value) for claim in found] == [
        (LINES + 2, "not observed"),
        (LINES + 4, "missed"),
    ]


def test_a_function_handed_to_a_pool_belongs_to_where_it_was_handed_over(program: Path) -> None:
    write(program, "def run(pool, xs):\n    pool.map(F.to_pil_image, xs)\n")
    worker = Place("/lib/python3.11/concurrent/futures/thread.py", 58, 21, 58, 58, "_WorkItem.run")
    [claim] = claims(program, conversion(worker, 1, STANDARD))
    assert (claim.verdict.value, claim.position) == ("confirmed", (LINES + 2, 13))


def test_of_several_such_places_all_have_it_and_say_so(program: Path) -> None:
    write(program, "def run(pool, xs):\n    pool.map(F.to_pil_image, xs)\n    pool.submit(F.to_pil_image, xs[0])\n")
    worker = Place("/lib/python3.11/concurrent/futures/thread.py", 58, 21, 58, 58, "_WorkItem.run")
    found = claims(program, conversion(worker, 1, STANDARD))
    assert [(claim.verdict.value, claim.is_shared) for claim in found] == [("confirmed", True)] * 2


def test_wrong_pixels_from_nowhere_are_missed(program: Path) -> None:
    write(program, "x = 1\n")
    worker = Place("/lib/python3.11/concurrent/futures/thread.py", 58, 21, 58, 58, "_WorkItem.run")
    [claim] = claims(program, conversion(worker, 1, STANDARD))
    assert (claim.verdict.value, claim.where) == ("missed", "(handed over)")


def test_a_for_loop_draws_from_its_iterator_not_from_its_body(program: Path) -> None:
    write(program, "for a in map(F.to_pil_image, torch.randn(2, 3, 4, 4)):\n    F.to_pil_image(torch.randn(3, 4, 4))\n")
    loop = Place(str(program), LINES + 1, 0, LINES + 2, 40, "<module>")
    found = claims(program, conversion(loop, 1))
    assert [claim.verdict.value for claim in found] == ["confirmed", "not observed"]


def test_code_that_is_in_no_file(program: Path) -> None:
    write(program, "exec('...')\n")
    [claim] = claims(program, conversion(Place("<string>", 3, 0, 3, 9, "<module>"), 1))
    assert (claim.verdict.value, claim.where) == ("missed", "<string>:3")


def test_other_files_are_linted_if_something_was_converted_in_them(program: Path, tmp_path: Path) -> None:
    write(program, "import helper\n")
    helper = write(tmp_path / "helper.py", "def show(x):\n    return F.to_pil_image(x)\n")
    assert claims(program) == []
    [claim] = claims(program, conversion(place(helper, LINES + 2, "F.to_pil_image(x)"), 1))
    assert (claim.verdict.value, claim.file) == ("confirmed", helper)


def test_the_version_that_ran_is_the_one_that_is_linted_for(program: Path) -> None:
    write(program, "import numpy as np\na = F.to_pil_image(np.random.randn(4, 4, 3))\n")
    at = place(program, LINES + 2, "F.to_pil_image(np.random.randn(4, 4, 3))")
    for version, verdict in (("0.29.1+cu130", "not observed"), ("0.16.2", "clean")):
        [claim] = cross(Record([conversion(at)], torchvision=version), [program])
        assert claim.verdict.value == verdict


class TestExpectations:
    TEXT = "x = torch.randn(3, 4, 4)\nF.to_pil_image(x)  # expect: TPI001\n"

    def test_confirmed(self, program: Path) -> None:
        write(program, self.TEXT)
        found = claims(program, conversion(place(program, LINES + 2, "F.to_pil_image(x)"), 1))
        assert expectations.unconfirmed(expectations.read(program), found) == []
        assert expectations.unexpected(expectations.read(program), found, program) == []

    def test_not_observed(self, program: Path) -> None:
        write(program, self.TEXT)
        found = claims(program, conversion(place(program, LINES + 2, "F.to_pil_image(x)"), 0))
        assert [one.line for one in expectations.unconfirmed(expectations.read(program), found)] == [LINES + 2]

    def test_another_code(self, program: Path) -> None:
        write(program, self.TEXT.replace("TPI001", "TPI002"))
        found = claims(program, conversion(place(program, LINES + 2, "F.to_pil_image(x)"), 1))
        assert [one.code for one in expectations.unconfirmed(expectations.read(program), found)] == ["TPI002"]
        assert expectations.unexpected(expectations.read(program), found, program) == found

    def test_strings_are_not_comments(self, program: Path) -> None:
        write(program, "text = '# expect: TPI001'\n")
        assert expectations.read(program) == []

    def test_several_on_a_line(self, program: Path) -> None:
        write(program, "a = 1  # expect: TPI001, TPI002\n")
        assert [one.code for one in expectations.read(program)] == ["TPI001", "TPI002"]
