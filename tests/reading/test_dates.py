"""Periods: what a mention of time stands for on the day of the text, and what is no period at all."""

from __future__ import annotations

from datetime import date

import pytest

from hinterland.reading.dates import Dated, find
from hinterland.reading.periods import resolved, spelled
from hinterland.reading.plain import language_of, plain
from hinterland.reading.read import read_claims

TODAY = date(2026, 3, 15)

NO_PERIODS = ("date", "since", "same", "yearago", "wholeyear", "samemonth")
"""Kinds of time that no figure is of by itself."""


def dated(text: str) -> list[Dated]:
    """The mentions of time in a text."""
    folded = plain(text).text
    return find(folded, language_of(folded), TODAY)


@pytest.mark.parametrize(("text", "period"), [
    ("January-October, 2024", "2024-01/2024-10"), ("March to May, 2024", "2024-03/2024-05"), ("January through May, 2024", "2024-01/2024-05"),
    ("in the first eight months of 2024", "2024-01/2024-08"), ("in the first eight months", "2025-01/2025-08"), ("January to October 2025", "2025-01/2025-10"),
    ("Jan-Oct 2025", "2025-01/2025-10"), ("January-February", "2026-01/2026-02"), ("Q3 2023", "2023-07/2023-09"), ("2023 Q3", "2023-07/2023-09"),
    ("the third quarter of 2023", "2023-07/2023-09"), ("the final quarter", "2025-10/2025-12"), ("the first half of 2024", "2024-01/2024-06"),
    ("the first three quarters of 2024", "2024-01/2024-09"), ("Dec. 2024", "2024-12"), ("exports in May rose", "2025-05"), ("last month", "2026-02"), ("last quarter", "2025-10/2025-12"),
    ("last year", "2025"), ("this year", "2026"), ("in 2024", "2024"), ("in FY2024", "2024"), ("the 12 months ending June 2010", "2009-07/2010-06"),
    ("12 months to June 2010", "2009-07/2010-06"), ("the year to March 2024", "2023-04/2024-03"), ("October 2023 to March 2024", "2023-10/2024-03"), ("1-11月", "2025-01/2025-11"),
    ("2025年1至11月", "2025-01/2025-11"), ("1、2月", "2026-01/2026-02"), ("上半年", "2025-01/2025-06"), ("2024年上半年", "2024-01/2024-06"), ("2025年前十一个月", "2025-01/2025-11"),
    ("二○二四年前八個月", "2024-01/2024-08"), ("前三季度", "2025-01/2025-09"), ("一季度", "2026-01/2026-03"), ("2023年第四季度", "2023-10/2023-12"), ("去年5月", "2025-05"),
    ("in 1H21", "2021-01/2021-06"), ("2H2021", "2021-07/2021-12"), ("2Q22", "2022-04/2022-06"), ("Q2'22", "2022-04/2022-06"), ("9M 2022", "2022-01/2022-09"),
    ("the June quarter of 2024", "2024-04/2024-06"), ("in the year ending Q3 2023", "2022-10/2023-09"), ("| YE Q1 2024 |", "2023-04/2024-03"), ("YE June 2022", "2021-07/2022-06"),
    ("the ten months from January", "2025-01/2025-10"), ("sold more through October", "2025-01/2025-10"), ("through June 2024", "2024-01/2024-06"),
    ("the quarter ended June 2024", "2024-04/2024-06"), ("three months to June 2024", "2024-04/2024-06"), ("the opening quarter", "2026-01/2026-03"), ("Nov'17", "2017-11"),
    ("between 2013 and August 2023", "2013-01/2023-08"), ("the past five months", "2025-10/2026-02"), ("Jan – Jun 2021", "2021-01/2021-06"), ("今年一至二月", "2026-01/2026-02"),
    ("一至八月", "2025-01/2025-08"),
    ("前三季", "2025-01/2025-09"), ("2022Q2", "2022-04/2022-06"), ("22H1出口", "2022-01/2022-06"), ("2024年二月", "2024-02"), ("去年", "2025"), ("2025年全年", "2025"), ("上月", "2026-02"),
])  # fmt: skip
def test_a_period(text: str, period: str) -> None:
    (mention,) = dated(text)
    assert mention.kind not in NO_PERIODS
    assert next(resolved(mention, TODAY, None))[0] == period


@pytest.mark.parametrize("text", ["from 2015 to 2020", "between 2015 and 2020", "2015-2020", "2015–2020", "2015—2020年"])
def test_a_span_of_years_may_mean_the_span_or_either_end(text: str) -> None:
    (mention,) = dated(text)
    assert set(resolved(mention, TODAY, None)) == {("2015/2020", "span"), ("2020", "last"), ("2015", "first")}


@pytest.mark.parametrize(
    "text",
    ["on March 5, 2024", "on 3 May 2024", "Feb 3", "5th of March", "3月5日", "2024年3月5日", "12日", "a year earlier", "同期", "上年同期"],
)  # fmt: skip
def test_days_and_comparisons_are_no_periods(text: str) -> None:
    (mention,) = dated(text)
    assert mention.kind in NO_PERIODS


@pytest.mark.parametrize("text", ["exports may rise", "they march on", "5.2 percent"])
def test_words_that_only_look_like_time(text: str) -> None:
    assert dated(text) == []


def test_a_month_without_a_year_is_the_latest_or_the_contexts() -> None:
    (mention,) = dated("in August")
    assert list(resolved(mention, TODAY, 2023)) == [("2025-08", "latest"), ("2023-08", "context")]
    assert list(resolved(mention, TODAY, 2025)) == [("2025-08", "latest")]


def test_mentions_lie_where_they_say_and_in_order() -> None:
    text = "In 2019, 2020 and the first half of 2021"
    assert [text[m.start : m.end] for m in dated(text)] == ["2019", "2020", "first half of 2021"]


def test_spelling() -> None:
    assert [spelled(2024, m) for m in ((1, 12), (3, 3), (1, 8))] == ["2024", "2024-03", "2024-01/2024-08"]


@pytest.mark.parametrize(("text", "period"), [
    ("in the first half of 2024-25", "2024-04/2024-09"), ("H2 2023-24", "2023-10/2024-03"), ("the third quarter of FY2024-25", "2024-10/2024-12"),
    ("the first nine months of 2024-25", "2024-04/2024-12"), ("the first five months of 2024-25", "2024-04/2024-08"),
])  # fmt: skip
def test_parts_of_a_fiscal_year_count_from_its_first_month(text: str, period: str) -> None:
    (mention,) = dated(text)
    assert list(resolved(mention, TODAY, None, (4, False))) == [(period, "stated")]
    assert not list(resolved(mention, TODAY, None)), "where no fiscal year is known, it is no calendar year's"


@pytest.mark.parametrize(
    "text",
    [
        "Korea's exports rose 4.6% in the first 20 days of October 2024.", "In the first week of October, Vietnam's exports rose 4.6%.",
        "Chile's exports for the first ten working days of October 2024 rose 4.6%.", "2024年10月前20天，韩国出口增长4.6%。", "10月上旬，越南出口增长4.6%。",
    ],
)  # fmt: skip
def test_days_of_a_month_are_not_the_month(text: str) -> None:
    (claim,) = read_claims(text, date(2024, 11, 4))
    assert (claim.indicator.flow, claim.period) == ("export", None)


def test_a_month_beside_the_days_of_another_stays() -> None:
    found = read_claims("Korea's exports rose 4.6% in the first 20 days of October. In September they rose 7.5%.", date(2024, 11, 4))
    assert [c.period for c in found] == [None, "2024-09"]


@pytest.mark.parametrize(
    ("text", "published", "period"),
    [
        ("India's exports fell 8.8% in the first half of fiscal 2024.", date(2023, 10, 20), "2023-04/2023-09"),
        ("India's exports fell 8.8% in the first half of the current fiscal year.", date(2023, 10, 20), "2023-04/2023-09"),
        ("India's exports fell 8.8% in the first 10 months of FY2024.", date(2024, 3, 2), "2023-04/2024-01"),
        ("Japan's exports rose 3.9% in the first half of fiscal 2023.", date(2023, 11, 20), "2023-04/2023-09"),
        ("Exports of Bangladesh grew 0.8% in the first six months of the fiscal year.", date(2024, 1, 20), "2023-07/2023-12"),
        ("Pakistan's exports rose 9.1% in the second half of the fiscal year.", date(2024, 8, 20), "2024-01/2024-06"),
        ("2023财年上半年，日本出口增长3.9%。", date(2023, 11, 20), "2023-04/2023-09"),
        ("In the first half of 2023 India's exports fell 8.1%, after a strong fiscal year.", date(2023, 7, 20), "2023-01/2023-06"),
    ],
)
def test_part_of_a_fiscal_year_is_counted_in_that_year(text: str, published: date, period: str) -> None:
    assert [c.period for c in read_claims(text, published)] == [period]
