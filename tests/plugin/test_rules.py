"""The rule objects, and what is made from them."""

from __future__ import annotations

import re
import runpy
import string
from pathlib import Path

import pytest

from flake8_topil.rules import RULES, Rule, rule

from .conftest import ROOT, Lint

EVERY_RULE = pytest.mark.parametrize("one", RULES, ids=lambda one: one.code)

PRELUDE = """\
import numpy as np
import torch
import torch.nn.functional as F
import torchvision.transforms as T
import torchvision.transforms.functional as TF
from PIL import Image
from torch import nn
from torchvision.transforms.functional import to_pil_image
from unseen import clip, generator, z

x = generator(z)
"""


@EVERY_RULE
def test_the_example_breaks_the_rule(lint: Lint, one: Rule) -> None:
    assert one.code in lint({"a.py": PRELUDE + one.example}, "--isolated", "--select=TPI").codes


@EVERY_RULE
def test_what_to_use_instead_breaks_none(lint: Lint, one: Rule) -> None:
    assert lint({"a.py": PRELUDE + one.instead}, "--isolated", "--select=TPI").found == []


@EVERY_RULE
def test_the_message_is_one_line_of_known_fields(one: Rule) -> None:
    fields = {name for _, name, _, _ in string.Formatter().parse(one.message) if name}
    assert {"converter", "why"} <= fields <= {"converter", "why", "range"}
    assert "\n" not in one.message


@EVERY_RULE
def test_every_text_is_there(one: Rule) -> None:
    assert all((one.name, one.when, one.what, one.why, one.example, one.instead, one.fix))


@EVERY_RULE
def test_a_rule_is_found_by_its_code(one: Rule) -> None:
    assert rule(one.code) is one


def test_codes_are_unique_and_in_order() -> None:
    codes = [one.code for one in RULES]
    assert codes == sorted(set(codes))


def test_names_are_unique() -> None:
    assert len({one.name for one in RULES}) == len(RULES)


def test_an_unknown_code_is_an_error() -> None:
    with pytest.raises(KeyError):
        rule("TPI999")


def test_the_readme_has_the_table_of_the_rules() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    updated = runpy.run_path(str(ROOT / "tools" / "rules_table.py"))["updated"]
    assert updated(readme) == readme, "run python tools/rules_table.py"


@pytest.mark.parametrize("page", ["README.md", "CHANGELOG.md", "docs/architecture.md", "docs/fix.md"])
def test_the_documents_name_no_other_codes(page: str) -> None:
    named = set(re.findall(r"\bTPI\d{3}\b", Path(ROOT / page).read_text(encoding="utf-8")))
    assert named <= {one.code for one in RULES}
