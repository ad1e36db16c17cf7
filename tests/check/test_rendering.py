"""The claims of an article on the inland shift, told in Chinese with its two errors: all are read, the two are found, and nothing else is called wrong."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from hinterland.api import Hinterland
from hinterland.api import open as open_warehouse
from hinterland.check.report import Report

TEXT = (Path(__file__).parent / "texts" / "inland.zh.txt").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def report(hinterland: Hinterland) -> Iterator[Report]:
    with open_warehouse(hinterland.store.location, without=["CDB-2026"]) as opened:
        yield opened.check(TEXT, dated=date(2026, 1, 28))


def test_forty_claims_are_read_and_linked(report: Report) -> None:
    assert len(report.claims) >= 40
    assert sum(not (c.subject and c.period and c.indicator.concept) for c in report.claims) <= 3, (
        "only what is read too uncertainly is left open"
    )


def test_the_two_errors_are_found_and_nothing_else_is_called_wrong(report: Report) -> None:
    loud = [(f.code, TEXT[f.start : f.end]) for f in report.findings if f.severity in ("error", "warning")]
    assert [x for x in loud if x[0] != "HL304"] == [("HL207", "沿海"), ("HL209", "8.34万亿元")]
    assert {TEXT[c.start : c.end] for c in report.claims if c.verdict == "refuted"} == {"八个", "8.34万亿元"}
