"""Where the analysis fails, every conversion that can be found by its name is reported as unknown."""

from __future__ import annotations

import pytest

from flake8_topil.analysis import Options, check, entries

SOURCE = """\
import torchvision.transforms as T
from torchvision.transforms.functional import to_pil_image as convert

shared = T.ToPILImage()


class Shower:
    def __init__(self):
        self.show = T.ToPILImage()
        self.pipeline = T.Compose([T.Normalize(0.5, 0.5), T.ToPILImage()])  # here

    def all(self, xs):
        convert(xs[0])  # here
        shared(xs[0])  # here
        self.show(xs[0])  # here
        T.ToPILImage()(xs[0])  # here
        list(map(convert, xs))  # here
        list(map(T.ToPILImage("RGB"), xs))  # here
        [T.functional.to_pil_image(pic=x) for x in xs]  # here
        alias = convert
        alias(xs[0])  # here
        mine.to_picture(xs[0])  # here
        xs[0].convert("RGB").show()
"""


def fail(*_: object) -> None:
    raise RuntimeError("on purpose")


def test_conversions_are_found_by_their_names(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(entries.Entries, "run", fail)
    expected = [number for number, line in enumerate(SOURCE.splitlines(), 1) if line.endswith("# here")]
    found = check(SOURCE, options=Options(converters=frozenset({"mine.to_picture"})))
    assert [finding.line for finding in found] == expected
    assert all(finding.code == "TPI101" and "RuntimeError" in finding.message for finding in found)
