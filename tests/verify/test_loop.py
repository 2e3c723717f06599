"""`--repair`: a repair that changes more, or less, than the wrong pixels is found out."""

from __future__ import annotations

from pathlib import Path

from .conftest import HEAD, Verify, needs_torch

pytestmark = needs_torch


def test_a_repair_that_is_right(verify: Verify, tmp_path: Path) -> None:
    text = HEAD + "to_pil_image(wrong)\nto_pil_image(right)\n"
    result = verify({"a.py": text}, "a.py", "--repair")
    [repair] = result.report["repairs"]
    assert (len(repair["fixed"]), repair["unfixed"], repair["problems"]) == (1, [], [])
    assert (repair["wrong_before"], repair["wrong_after"]) == (16, 0)
    assert result.status == 0
    assert "1 call repaired, 0 programs not right" in result.stdout
    assert (tmp_path / "a.py").read_text(encoding="utf-8") == text, "the program itself is left alone"


def test_a_repair_that_makes_bytes_black(verify: Verify) -> None:
    text = HEAD + (
        "def show(image):\n    return to_pil_image(image)\n"
        "if __name__ == '__main__':\n"
        "    import operator, sys\n"
        "    hidden = operator.attrgetter('show')(sys.modules['__main__'])\n"
        "    hidden((right * 255).byte())\n"
        "    hidden(wrong)\n"
    )
    result = verify({"a.py": text}, "a.py", "--repair")
    [repair] = result.report["repairs"]
    assert [one["safety"] for one in repair["fixed"]] == ["unsafe"]
    assert repair["problems"] == ["not what they should be after the repair: 1 of 2 pictures"]
    assert result.status == 1
    assert "1 program not right" in result.stdout


def test_what_has_no_repair_stays_as_it_is(verify: Verify) -> None:
    result = verify({"a.py": HEAD + "to_pil_image(torch.tanh(torch.randn(3, 4, 4)))\n"}, "a.py", "--repair")
    [repair] = result.report["repairs"]
    assert (repair["fixed"], [one["code"] for one in repair["unfixed"]]) == ([], ["TPI002"])
    assert result.status == 0


def test_modules_next_to_the_program_are_found_by_its_copy(verify: Verify) -> None:
    files = {"in/a.py": HEAD + "import helper\nto_pil_image(wrong * helper.factor)\n", "in/helper.py": "factor = 1.0\n"}
    [repair] = verify(files, "in/a.py", "--repair").report["repairs"]
    assert (len(repair["fixed"]), repair["problems"]) == (1, [])


def test_a_program_that_is_not_deterministic_is_told_of(verify: Verify) -> None:
    result = verify({"a.py": HEAD + "to_pil_image(torch.randn(3, 4, 4))\n"}, "a.py", "--repair")
    assert result.report["repairs"][0]["problems"] != []
    assert result.status == 1
