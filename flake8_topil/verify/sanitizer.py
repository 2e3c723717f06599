"""What `pytest --topil` does: record, fail the test that made wrong pixels, sum up."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Generator, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from flake8_topil.verify import records
from flake8_topil.verify.environment import recording_environment
from flake8_topil.verify.recording import RECORD_FOLDER
from flake8_topil.verify.recording.converters import Recorder
from flake8_topil.verify.recording.journal import Journal
from flake8_topil.verify.records import Conversion
from flake8_topil.verify.remedies import remedy

_TITLE = "wrong pixels"
_ATTRIBUTE = "topil"


@dataclass
class Site:
    """What one place did, summed over its conversions. Goes to the controlling process of pytest-xdist as a dict."""

    where: str
    conversions: int
    wrong_conversions: int
    pixels: int
    wrong: int
    nan: int
    lo: float
    hi: float
    is_allowed: bool = False

    @property
    def text(self) -> str:
        """What is wrong here, and what to do."""
        share = max(100 * self.wrong / self.pixels, 0.01)
        return (
            f"{self.where}: {share:.2f} % of the pixels are wrong ({self.wrong:,} of {self.pixels:,}), "
            f"the values are in [{self.lo:.4g}, {self.hi:.4g}]; {remedy(self.lo, self.hi)}"
        )


class Sanitizer:
    """Records in this process and, by way of a folder, in those that the tests start."""

    def __init__(self, config: pytest.Config) -> None:
        self._fails = config.getoption("topil") == "error"
        self._folder = Path(tempfile.mkdtemp(prefix="topil-"))
        self._readers: dict[Path, records.Reader] = {}
        self._recorder = Recorder(Journal(str(self._folder)))
        self._environment = {name: os.environ.get(name) for name in ("PYTHONPATH", RECORD_FOLDER)}
        self._totals: list[Site] = []
        self._failures: list[str] = []
        # The controlling process of pytest-xdist runs no tests. Its workers inherit its environment.
        if hasattr(config, "workerinput") or config.getoption("dist", "no") == "no":
            os.environ.update(recording_environment(os.environ, self._folder))
            self._recorder.start()

    def pytest_unconfigure(self) -> None:
        self._recorder.stop()
        for name, value in self._environment.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value
        shutil.rmtree(self._folder, ignore_errors=True)

    # --- Failing ------------------------------------------------------------------------------------------------------

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_setup(self, item: pytest.Item) -> Generator[None, object, object]:
        return (yield from self._watched(item))

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_call(self, item: pytest.Item) -> Generator[None, object, object]:
        return (yield from self._watched(item))

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_teardown(self, item: pytest.Item) -> Generator[None, object, object]:
        return (yield from self._watched(item))

    def _watched(self, item: pytest.Item) -> Generator[None, object, object]:
        """One phase of a test. What it raises itself goes first: wrong pixels are then a section of the report."""
        ended_well = False
        try:
            result = yield
            ended_well = True
        finally:
            sites = self._sites(item.get_closest_marker("topil_allow") is not None)
            item.stash.setdefault(_SITES, []).extend(sites)
            if not ended_well and _wrong(sites):
                item.add_report_section("call", _TITLE, _message(sites))
        if self._fails and _wrong(sites):
            pytest.fail(_message(sites), pytrace=False)
        return result

    @pytest.hookimpl(wrapper=True)
    def pytest_make_collect_report(
        self, collector: pytest.Collector
    ) -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
        """A module that makes wrong pixels when it is imported cannot be collected."""
        report = yield
        sites = self._sites(False)
        setattr(report, _ATTRIBUTE, [vars(site) for site in sites])
        if self._fails and _wrong(sites) and report.passed:
            report.outcome = "failed"
            report.longrepr = _message(sites)
            report.result = []
        return report

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_makereport(self, item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
        report = yield
        setattr(report, _ATTRIBUTE, [vars(site) for site in item.stash.get(_SITES, [])])
        item.stash[_SITES] = []
        return report

    # --- Summing up ---------------------------------------------------------------------------------------------------

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        self._count(report)

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        self._count(report)

    def _count(self, report: Any) -> None:
        self._totals += [Site(**fields) for fields in getattr(report, _ATTRIBUTE, ())]

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        total = sum(site.conversions for site in self._totals)
        wrong = sum(site.wrong_conversions for site in self._totals)
        terminalreporter.section("topil")
        plural = "" if total == 1 else "s"
        terminalreporter.line(f"{total:,} conversion{plural}, {wrong:,} with wrong pixels")
        for site in _summed(site for site in self._totals if site.wrong):
            terminalreporter.line(site.text + (" (allowed)" if site.is_allowed else ""))
        for text in self._failures:
            terminalreporter.line(f"the recorder failed: {text}", red=True)

    # --- Reading the records ------------------------------------------------------------------------------------------

    def _sites(self, is_allowed: bool) -> list[Site]:
        found = []
        for conversion in self._new_conversions():
            if conversion.is_librarys or conversion.error:
                continue
            found.append(_site(conversion, is_allowed))
        return list(_summed(found))

    def _new_conversions(self) -> list[Conversion]:
        """What this process and its children have recorded since the last call."""
        record = records.Record()
        for path in self._folder.glob("*.jsonl"):
            self._readers.setdefault(path, records.Reader(path)).read_on(record)
        self._failures += [text.strip().rpartition("\n")[2] for text in record.failures]
        return record.conversions


_SITES = pytest.StashKey[list[Site]]()


def _site(conversion: Conversion, is_allowed: bool) -> Site:
    place = conversion.place
    column = "" if place is None or place.column is None else f":{place.column + 1}"
    where = "(handed to a pool)" if place is None else f"{_shown(place.file)}:{place.line}{column}"
    lo, hi = conversion.lo or 0.0, conversion.hi or 0.0
    wrong = conversion.wrong
    return Site(where, 1, int(wrong > 0), conversion.pixels, wrong, conversion.nan, lo, hi, is_allowed)


def _shown(file: str) -> str:
    relative = os.path.relpath(file)
    return file if relative.startswith(os.pardir) else relative


def _summed(sites: Iterable[Site]) -> Iterator[Site]:
    """One for each place, and for what is allowed there."""
    sums: dict[tuple[str, bool], Site] = {}
    for one in sites:
        before = sums.setdefault((one.where, one.is_allowed), one)
        if before is not one:
            sums[one.where, one.is_allowed] = Site(
                one.where,
                before.conversions + one.conversions,
                before.wrong_conversions + one.wrong_conversions,
                before.pixels + one.pixels,
                before.wrong + one.wrong,
                before.nan + one.nan,
                min(before.lo, one.lo),
                max(before.hi, one.hi),
                one.is_allowed,
            )
    return iter(sums.values())


def _wrong(sites: Iterable[Site]) -> bool:
    return any(site.wrong and not site.is_allowed for site in sites)


def _message(sites: Iterable[Site]) -> str:
    return "\n".join(site.text for site in sites if site.wrong)
