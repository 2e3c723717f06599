"""`pytest --topil`: a test that makes wrong pixels fails.

pytest imports this module at every start, so it imports nothing until `--topil` is given.
"""

from __future__ import annotations

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("topil", "wrong pixels of ToPILImage and to_pil_image")
    group.addoption(
        "--topil",
        dest="topil",
        action="store_const",
        const="error",
        help="Compare the pixels of every conversion with those of the clamped value; wrong ones fail the test.",
    )
    # A name of its own, and not a value: an optional value would swallow the path in `pytest --topil tests`.
    group.addoption(
        "--topil=warn",
        dest="topil",
        action="store_const",
        const="warn",
        help="The same, but only tell of wrong pixels in the summary.",
    )


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line(
        "markers", "topil_allow(reason): under --topil, do not fail this test because of wrong pixels"
    )
    if config.getoption("topil"):
        from flake8_topil.verify.sanitizer import Sanitizer

        config.pluginmanager.register(Sanitizer(config), "topil-sanitizer")
