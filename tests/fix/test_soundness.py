"""Every program in the repository, and every file of the corpus, after all repairs and after the safe ones alone."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from ..corpus.sites import read
from .programs import CASES, FIXTURES, ROOT, SOURCES, Copies, Repaired, assert_is_sound

pytestmark = pytest.mark.slow

PROGRAMS = [*FIXTURES, *CASES, *SOURCES]

every_program = pytest.mark.parametrize("path", PROGRAMS, ids=[str(path.relative_to(ROOT)) for path in PROGRAMS])


@pytest.fixture(scope="module")
def copies(tmp_path_factory: pytest.TempPathFactory) -> Copies:
    return Copies(PROGRAMS, tmp_path_factory.mktemp("programs"))


@pytest.fixture(scope="module")
def safe(copies: Copies) -> dict[Path, Repaired]:
    repaired = copies.repaired()
    assert not copies.change_again()
    return repaired


@pytest.fixture(scope="module")
def unsafe(copies: Copies) -> dict[Path, Repaired]:
    repaired = copies.repaired("--unsafe-fixes")
    assert not copies.change_again("--unsafe-fixes")
    return repaired


@every_program
def test_safe_repairs(path: Path, safe: dict[Path, Repaired]) -> None:
    assert_is_sound(safe[path], {"safe"})


@every_program
def test_all_repairs(path: Path, unsafe: dict[Path, Repaired]) -> None:
    assert_is_sound(unsafe[path], {"safe", "unsafe"})


@pytest.mark.network
def test_the_corpus(tmp_path: Path) -> None:
    corpus = Path(os.environ.get("TOPIL_CORPUS", ROOT / ".cache" / "corpus"))
    paths = sorted({path for site in read() if (path := corpus / site.file).exists()})
    if not paths:
        pytest.skip("the corpus has not been fetched: python -m tests.corpus.fetch_corpus .cache/corpus")
    copies = Copies(paths, tmp_path)
    for arguments, safeties in (((), {"safe"}), (("--unsafe-fixes",), {"safe", "unsafe"})):
        results = copies.repaired(*arguments)
        assert any(one.after != one.before for one in results.values())
        for one in results.values():
            assert_is_sound(one, safeties)
