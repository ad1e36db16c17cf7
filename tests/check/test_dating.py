"""Documents without a date: when they were written, and what an assumed year must not accuse of."""

from __future__ import annotations

from datetime import date

import pytest

import hinterland
from hinterland.check.dating import Dated, date_document
from hinterland.check.document import from_text

TODAY = date(2026, 12, 1)


@pytest.fixture(scope="module")
def h() -> hinterland.Hinterland:
    return hinterland.open()


@pytest.mark.parametrize(("text", "day", "origin"), [
    ("Anhui, 15 March 2024. Exports rose.", "2024-03-15", "text"),
    ("In the first half of 2023, Anhui's exports rose 4.3%. In July they fell.", "2023-07-21", "periods"),
    ("2022年前7个月，安徽进出口增长。6月份出口增长。", "2022-08-21", "periods"),
    ("In 2021, exports rose. By 2025 the province aims to reach 1 trillion yuan.", "2022-01-21", "periods"),  # A plan dates nothing.
    ("In 2031, exports may double.", "2026-12-01", "today"),
    ("Last year exports rose.", "2026-12-01", "today"),
])  # fmt: skip
def test_the_day_of_a_document(text: str, day: str, origin: str) -> None:
    found = date_document(from_text("text", text), None, TODAY)
    assert (found.day.isoformat(), found.origin) == (day, origin)
    assert found.known == (TODAY if found.is_estimated else found.day)


def test_a_given_date_goes_first() -> None:
    found = date_document(from_text("text", "In 2021, exports rose."), date(2025, 2, 1), TODAY)
    assert found == Dated(date(2025, 2, 1), "option", date(2025, 2, 1))


def test_figures_of_one_other_year_date_a_text(h: hinterland.Hinterland) -> None:
    text = "前6个月，我国进出口总值19.8万亿元，同比增长9.4%。其中，进口8.66万亿元。"
    report = h.check(text, today=TODAY)
    assert (report.date.year, report.date_from) == (2022, "figures")
    assert not report.findings
    assert {c.verdict for c in report.claims} == {"supported"}


def test_one_figure_of_another_year_is_a_question(h: hinterland.Hinterland) -> None:
    report = h.check("前6个月，我国进出口总值19.8万亿元。", today=TODAY)
    assert report.date_from == "today"
    assert not report.findings
    assert h.check("2026年前6个月，我国进出口总值19.8万亿元。", today=TODAY).findings  # The year is its own.


def test_a_figure_of_no_year_is_an_error_whatever_the_date(h: hinterland.Hinterland) -> None:
    [finding] = h.check("Guangdong's exports rose 71.2 percent last year.", today=TODAY).findings
    assert finding.severity == "error"
