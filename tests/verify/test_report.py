"""The HTML page in a real Chromium, without a network."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from flake8_topil.verify.claims import Claim
from flake8_topil.verify.programs import Program, Result
from flake8_topil.verify.records import Conversion, Evidence, Histogram, Place, Record
from flake8_topil.verify.runner import Run
from flake8_topil.verify.sources import Position

pytest.importorskip("matplotlib")
Image = pytest.importorskip("PIL.Image")
webdriver = pytest.importorskip("selenium.webdriver")

CHROMIUM, DRIVER = shutil.which("chromium"), shutil.which("chromedriver")
pytestmark = pytest.mark.skipif(not (CHROMIUM and DRIVER), reason="chromium and chromedriver are not installed")

HOSTILE = "<img src=x onerror=window.hacked=1>\"'&<script>window.hacked=1</script>{{ 7*7 }}"


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    options = webdriver.ChromeOptions()
    options.binary_location = CHROMIUM
    for argument in (
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-background-networking",
        "--no-first-run",
        "--window-size=1000,900",
        "--host-resolver-rules=MAP * ~NOTFOUND",
    ):
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    driver = webdriver.Chrome(options=options, service=webdriver.ChromeService(DRIVER))
    yield driver
    driver.quit()


def evidence(folder: Path, name: str, wrong: bool) -> Evidence:
    """Pictures of 8 by 6, of which one pixel may be wrong."""
    paths = [folder / f"{name}-{kind}.png" for kind in ("converted", "reference", "wrong")]
    mask = Image.new("L", (8, 6))
    mask.putpixel((3, 2), 255)
    for path, picture in zip(paths, (Image.new("RGB", (8, 6)), Image.new("RGB", (8, 6), "white"), mask), strict=True):
        picture.save(path)
    histogram = Histogram(-0.5, 1.5, (1, 10, 100, 3))
    return Evidence(histogram, 1, paths[0], paths[1] if wrong else None, paths[2] if wrong else None)


@pytest.fixture
def results(tmp_path: Path) -> list[Result]:
    """One claim of each verdict, in a file whose name and contents are hostile."""
    from flake8_topil.analysis import Finding

    path = tmp_path / (HOSTILE.replace("/", "_") + ".py")
    path.write_text(f"# {HOSTILE}\nto_pil_image('{HOSTILE[:8]}')\n# after\n" * 10, encoding="utf-8")
    claims = []
    for number, (is_reported, is_silenced, wrong) in enumerate(
        [(True, False, 1), (True, False, 0), (False, False, 1), (False, False, 0), (True, True, 1)]
    ):
        line = 3 * number + 2
        place = Place(str(path), line, 0, line, 20, "<module>")
        seen = evidence(tmp_path, str(number), bool(wrong))
        conversion = Conversion(
            place,
            "",
            None,
            "",
            None,
            True,
            "tensor",
            "float32",
            (3, 6, 8),
            True,
            -0.5,
            1.5,
            0,
            48,
            wrong,
            evidence=seen,
        )
        finding = Finding(line, 0, "TPI001", HOSTILE) if is_reported else None
        claims.append(Claim(path, Position(line, 0), line, finding, is_silenced, [conversion]))
    run = Run(0, 1.0, "", HOSTILE, HOSTILE)
    record = Record([claim.conversions[0] for claim in claims], "0.29.1", processes=1)
    return [Result(Program(HOSTILE, (str(path),), path), run, record, claims, [])]


@pytest.fixture
def open_page(browser: Any, results: list[Result], tmp_path: Path) -> Callable[[], None]:
    """A function that writes the page to a file and opens it."""
    from flake8_topil.verify import report

    def open_page() -> None:
        page = tmp_path / "page.html"
        page.write_text(report.page(results), encoding="utf-8")
        browser.get_log("browser")
        browser.get(page.as_uri())

    return open_page


def visible(browser: Any) -> list[str]:
    """The verdicts of the cards that are shown."""
    return [
        card.get_attribute("class") for card in browser.find_elements("css selector", "article") if card.is_displayed()
    ]


ALL = ["confirmed", "not_observed", "missed", "clean", "allowed"]


def test_it_opens_without_errors(browser: Any, open_page: Callable[[], None]) -> None:
    open_page()
    assert browser.get_log("browser") == []
    assert browser.title == "flake8-topil verify"
    assert visible(browser) == ALL
    assert "1 program, 5 conversions: 1 confirmed, 1 not observed, 1 missed" in browser.page_source


def test_the_filter(browser: Any, open_page: Callable[[], None]) -> None:
    open_page()
    boxes = {box.get_attribute("value"): box for box in browser.find_elements("css selector", "#filter input")}
    assert list(boxes) == ALL
    for name in ALL:
        boxes[name].click()
        assert visible(browser) == [one for one in ALL if one != name]
        boxes[name].click()
    for name in ALL:
        boxes[name].click()
    assert visible(browser) == []
    assert browser.find_element("id", "nothing").is_displayed()
    boxes["missed"].click()
    assert visible(browser) == ["missed"]
    assert not browser.find_element("id", "nothing").is_displayed()


def test_nothing_hostile_runs(browser: Any, open_page: Callable[[], None]) -> None:
    open_page()
    assert browser.execute_script("return window.hacked") is None
    assert browser.find_element("css selector", "h2").text == HOSTILE
    assert len(browser.find_elements("css selector", "script")) == 1
    assert len(browser.find_elements("css selector", "img[src='x']")) == 0
    assert f"# {HOSTILE}" in browser.find_element("css selector", "article pre").text


def test_what_slips_through_the_escaping_does_not_run_either(browser: Any, open_page: Callable[[], None]) -> None:
    """The second line of defence: the page's own policy."""
    open_page()
    browser.execute_script("document.body.insertAdjacentHTML('beforeend', arguments[0])", HOSTILE)
    browser.execute_script(
        "const added = document.createElement('script'); added.textContent = 'window.hacked = 1';"
        "document.body.append(added)"
    )
    assert browser.execute_script("return window.hacked") is None
    assert any("Content Security Policy" in entry["message"] for entry in browser.get_log("browser"))


def test_a_card_shows_the_call_the_pictures_and_the_histogram(browser: Any, open_page: Callable[[], None]) -> None:
    open_page()
    card = browser.find_element("css selector", "article.confirmed")
    assert card.find_element("css selector", "mark").text == f"to_pil_image('{HOSTILE[:8]}')"
    assert [one.text for one in card.find_elements("css selector", ".pictures figcaption")] == [
        "as converted",
        "as it should be",
        "wrong pixels",
    ]
    sizes = [
        (one.get_property("naturalWidth"), one.get_property("naturalHeight"))
        for one in card.find_elements("css selector", "img")
    ]
    assert sizes == [(8, 6)] * 3
    assert card.find_element("css selector", "svg").size["height"] > 40
    assert "2.08 % (1 of 48)" in card.text
    assert len(browser.find_elements("css selector", "article.clean img")) == 1


def test_it_needs_nothing_from_elsewhere(open_page: Callable[[], None], tmp_path: Path) -> None:
    open_page()
    text = (tmp_path / "page.html").read_text(encoding="utf-8")
    links = re.findall(r"""(?:src|href|url)\s*[=(]\s*["']?([^"'\s>)]+)""", text)
    assert [link for link in links if not link.startswith(("data:", "#", "x"))] == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1000])
def test_it_fits_and_is_readable(browser: Any, open_page: Callable[[], None], scheme: str, width: int) -> None:
    metrics = {"width": width, "height": 800, "deviceScaleFactor": 1, "mobile": width < 500}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
    feature = {"name": "prefers-color-scheme", "value": scheme}
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [feature]})
    try:
        open_page()
        assert browser.execute_script("return document.documentElement.scrollWidth") <= width
        ground, text = (
            luminance(browser.execute_script(f"return getComputedStyle(document.body).{name}"))
            for name in ("backgroundColor", "color")
        )
        assert (ground < text) == (scheme == "dark")
        assert (max(ground, text) + 0.05) / (min(ground, text) + 0.05) >= 7
    finally:
        browser.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
        browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": []})


def luminance(colour: str) -> float:
    """The relative luminance of `rgb(r, g, b)`, as WCAG defines it."""
    channels = [int(number) / 255 for number in re.findall(r"\d+", colour)[:3]]
    linear = [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
