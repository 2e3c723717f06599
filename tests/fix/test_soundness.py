"""Every program in the repository, and every file of the corpus, after all repairs and after the safe ones alone."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from ..corpus.sites import read
from .programs import CASES, FIXTURES, ROOT, SOURCES, Repaired, assert_is_sound, repaired

PROGRAMS = [*FIXTURES, *CASES, *SOURCES]

every_program = pytest.mark.parametrize("path", PROGRAMS, ids=[str(path.relative_to(ROOT)) for path in PROGRAMS])


@pytest.fixture(scope="module")
def safe(tmp_path_factory: pytest.TempPathFactory) -> dict[Path, Repaired]:
    return repaired(PROGRAMS, tmp_path_factory.mktemp("safe"))


@pytest.fixture(scope="module")
def unsafe(tmp_path_factory: pytest.TempPathFactory) -> dict[Path, Repaired]:
    return repaired(PROGRAMS, tmp_path_factory.mktemp("unsafe"), "--unsafe-fixes")


@every_program
def test_safe_repairs(path: Path, safe: dict[Path, Repaired]) -> None:
    assert_is_sound(safe[path], {"safe"})


@every_program
def test_all_repairs(path: Path, unsafe: dict[Path, Repaired]) -> None:
    assert_is_sound(unsafe[path], {"safe", "unsafe"})


@pytest.mark.parametrize("arguments", [(), ("--unsafe-fixes",)], ids=["safe", "all"])
def test_the_corpus(arguments: tuple[str, ...], tmp_path: Path) -> None:
    corpus = Path(os.environ.get("TOPIL_CORPUS", ROOT / ".cache" / "corpus"))
    paths = [path for site in read() if (path := corpus / site.file).exists()]
    if not paths:
        pytest.skip("the corpus has not been fetched: python -m tests.corpus.fetch_corpus .cache/corpus")
    results = repaired(sorted(set(paths)), tmp_path, *arguments)
    assert any(one.found for one in results.values())
    for one in results.values():
        assert_is_sound(one, {"safe", "unsafe"} if arguments else {"safe"})
