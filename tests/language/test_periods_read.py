"""Periods in prose, absolute and relative, read from the document's date, and what a mention leaves to the text before it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from hinterland.codes import Language, Period
from hinterland.language.dated import published
from hinterland.language.periods import PeriodMention, periods, year_of

TODAY = date(2026, 3, 15)

ABSOLUTE = [
    ("in 2025", "2025"), ("last year", "2025"), ("this year", "2026"), ("the first quarter of 2025", "2025-Q1"), ("Q3 2025", "2025-Q3"),
    ("the final quarter of last year", "2025-Q4"), ("H1 2025", "2025-01/2025-06"), ("the second half of 2024", "2024-07/2024-12"),
    ("January-September 2025", "2025-01/2025-09"), ("January–November 2025", "2025-01/2025-11"),
    ("from January to July 2025", "2025-01/2025-07"), ("the first seven months of 2025", "2025-01/2025-07"),
    ("the first 11 months of 2025", "2025-01/2025-11"), ("the first three quarters of last year", "2025-01/2025-09"),
    ("eleven months to November 2025", "2025-01/2025-11"), ("December 2025", "2025-12"), ("Sept. 2025", "2025-09"), ("May 2025", "2025-05"),
    ("2021-2025", "2021/2025"), ("2021-25", "2021/2025"), ("between 2021 and 2025", "2021/2025"),
    ("the 14th Five-Year Plan period", "2021/2025"), ("the end of the previous planning cycle", "2020"),
    ("at the end of the 13th Five-Year Plan", "2020"),
    ("2025年", "2025"), ("2025年全年", "2025"), ("去年", "2025"), ("今年", "2026"), ("前年", "2024"), ("2025年一季度", "2025-Q1"),
    ("去年第四季度", "2025-Q4"), ("2025年上半年", "2025-01/2025-06"), ("去年下半年", "2025-07/2025-12"), ("2025年1至7月", "2025-01/2025-07"),
    ("2025年1—9月", "2025-01/2025-09"), ("去年前7个月", "2025-01/2025-07"), ("2025年前三季度", "2025-01/2025-09"), ("2025年12月", "2025-12"),
    ("2021—2025年", "2021/2025"), ("“十四五”时期", "2021/2025"), ("“十三五”末", "2020"), ("今年以来", "2026-01/2026-02"), ("上月", "2026-02"),
]  # fmt: skip
WITHIN = [
    ("the first half", (1, 6)), ("the first three quarters", (1, 9)), ("the first seven months", (1, 7)), ("in December", (12, 12)),
    ("in May", (5, 5)), ("for the year", (1, 12)), ("Q2", (4, 6)), ("第三季度", (7, 9)), ("下半年", (7, 12)), ("1—9月", (1, 9)), ("前7个月", (1, 7)),
    ("前十一个月", (1, 11)), ("前三季度", (1, 9)), ("12月份", (12, 12)), ("全年", (1, 12)),
]  # fmt: skip
BASES = [
    "than in 2024", "compared with 2019", "since 2018", "from 2020", "a year earlier", "year on year", "the same period last year",
    "比2019年", "较2023年", "较上年", "同比", "上年同期", "去年同期",
]  # fmt: skip
NONE = ["may rise", "on March 5", "march on", "2,025 cars", "$2025", "2025.5", "2025%", "第12位", "3月5日", "12025年"]


def language(text: str) -> Language:
    return "en" if text.isascii() or "–" in text else "zh"


def one(text: str) -> PeriodMention:
    found = periods(text, language(text), TODAY)
    assert len(found) == 1, [m.text for m in found]
    assert text[found[0].start : found[0].end] == found[0].text
    return found[0]


@pytest.mark.parametrize(("text", "expected"), ABSOLUTE)
def test_a_period_is_read_from_the_date_of_the_text(text: str, expected: str) -> None:
    assert str(one(text).period) == expected


@pytest.mark.parametrize(("text", "months"), WITHIN)
def test_months_without_a_year_belong_to_the_year_spoken_of(text: str, months: tuple[int, int]) -> None:
    mention = one(text)
    assert (mention.period, mention.months) == (None, months)
    assert mention.settled(2024, None) == Period(202400 + months[0], 202400 + months[1])


@pytest.mark.parametrize("text", BASES)
def test_what_something_is_set_against_is_a_base(text: str) -> None:
    assert one(text).base


@pytest.mark.parametrize("text", NONE)
def test_what_is_no_period_is_left_alone(text: str) -> None:
    assert periods(text, language(text), TODAY) == []


@pytest.mark.parametrize(
    ("text", "carried", "expected"),
    [
        ("同期", "2025-Q1", "2025-Q1"), ("上年同期", "2025-Q1", "2024-Q1"), ("2023年同期", "2025-01/2025-09", "2023-01/2023-09"),
        ("the same period of 2024", "2025-Q1", "2024-Q1"),
        ("次月", "2025-03", "2025-04"), ("当月", "2025-01/2025-03", "2025-03"), ("a year earlier", "2025", "2024"),
        ("the same period", "2025-Q3", "2025-Q3"), ("the previous year", "2025", "2024"),
    ],
)  # fmt: skip
def test_a_mention_that_leans_on_the_text_before_it_is_settled_from_there(text: str, carried: str, expected: str) -> None:
    assert str(one(text).settled(2025, Period.parse(carried))) == expected


def test_a_mention_with_nothing_before_it_stays_open() -> None:
    assert [one(t).settled(2025, None) for t in ("同期", "次月", "2023年同期", "a year earlier")] == [None] * 4


def test_bare_months_are_of_this_year_once_they_are_over() -> None:
    assert year_of(None, TODAY, (1, 2)) == 2026
    assert year_of(None, TODAY, (1, 3)) == 2025
    assert year_of(None, TODAY) == 2025
    assert year_of(Period.parse("2023-Q2"), TODAY, (1, 2)) == 2023


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2025年8月18日发布的数据显示", date(2025, 8, 18)), ("（海关总署2025年12月8日）", date(2025, 12, 8)), ("2025年8月18日，安徽下雨。", TODAY),
        ("没有日期", TODAY),
    ],
)  # fmt: skip
def test_a_chinese_text_may_date_itself(text: str, expected: date) -> None:
    assert published(text, TODAY) == expected


def test_the_day_of_publication_is_no_period_of_the_figures() -> None:
    assert periods("（西安海关，2026年3月）", "zh", TODAY) == []


@pytest.mark.parametrize("wrong", ["2025年13月", "the first 15 months of 2025", "December-January 2025", "2025-2021", "9—1月"])
def test_impossible_periods_raise_nothing(wrong: str) -> None:
    found: list[Any] = periods(wrong, language(wrong), TODAY)
    assert all(m.period is None or m.period.start <= m.period.end for m in found)
