"""Periods: what the contract's forms mean, and that they come back as they went in."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hinterland.codes import Period

months = st.builds(lambda y, m: y * 100 + m, st.integers(1949, 2100), st.integers(1, 12))
periods = st.tuples(months, months).map(lambda ends: Period(min(ends), max(ends)))


@pytest.mark.parametrize(
    ("text", "start", "end", "kind"),
    [
        ("2025", 202501, 202512, "year"),
        ("2025-12", 202512, 202512, "month"),
        ("2025-01", 202501, 202501, "month"),
        ("2025-Q1", 202501, 202503, "quarter"),
        ("2025-q4", 202510, 202512, "quarter"),
        ("2025-01/2025-11", 202501, 202511, "year-to-date"),
        ("2025-01/2025-06", 202501, 202506, "year-to-date"),
        ("2025-02/2025-04", 202502, 202504, "span"),
        ("2024-11/2025-01", 202411, 202501, "span"),
        ("2021/2025", 202101, 202512, "span"),
        (" 2021 / 2025 ", 202101, 202512, "span"),
        ("2025-Q1/2025-Q3", 202501, 202509, "year-to-date"),
    ],
)
def test_every_form_of_the_contract_is_understood(text: str, start: int, end: int, kind: str) -> None:
    period = Period.parse(text)
    assert (period.start, period.end, period.kind) == (start, end, kind)


@pytest.mark.parametrize(
    ("given", "canonical"),
    [
        ("2025-01/2025-12", "2025"),
        ("2025/2025", "2025"),
        ("2025-12/2025-12", "2025-12"),
        ("2025-01/2025-03", "2025-Q1"),
        ("2025-10/2025-12", "2025-Q4"),
        ("2025-Q1/2025-Q2", "2025-01/2025-06"),
        ("2021-01/2025-12", "2021/2025"),
        ("2021/2025-06", "2021-01/2025-06"),
        ("2024-12/2025-02", "2024-12/2025-02"),
    ],
)
def test_a_period_is_written_in_one_form_only(given: str, canonical: str) -> None:
    assert str(Period.parse(given)) == canonical


@given(periods)
def test_what_is_written_reads_back_as_the_same_period(period: Period) -> None:
    assert Period.parse(str(period)) == period


@pytest.mark.parametrize(
    "text", ["", "25", "2025-13", "2025-00", "2025-Q5", "2025-Q0", "2025-1", "2025/", "/2025", "last year", "2025-2026", "２０２５年"]
)
def test_anything_else_is_refused_in_a_sentence(text: str) -> None:
    with pytest.raises(ValueError, match=r"\w+ .*\w+"):
        Period.parse(text)


def test_a_period_that_ends_before_it_starts_is_refused() -> None:
    with pytest.raises(ValueError, match=r"cannot end \(2024-12\) before it starts \(2025-01\)"):
        Period.parse("2025/2024")


def test_a_month_that_does_not_exist_is_refused() -> None:
    with pytest.raises(ValueError, match="202513 is not a month"):
        Period(202501, 202513)


@given(periods)
def test_iterating_gives_every_month_once_and_in_order(period: Period) -> None:
    found = list(period)
    assert len(found) == period.months
    assert found == sorted(set(found))
    assert (found[0], found[-1]) == (period.start, period.end)
    assert all(period.contains(month) for month in found)


@given(periods, st.integers(-600, 600))
def test_shifting_keeps_the_length_and_can_be_undone(period: Period, months: int) -> None:
    moved = period.shift(months)
    assert moved.months == period.months
    assert moved.shift(-months) == period


@given(periods)
def test_the_year_before_is_the_same_months_a_year_earlier(period: Period) -> None:
    before = period.year_before()
    assert (before.start, before.end) == (period.start - 100, period.end - 100)


@given(periods)
def test_the_previous_period_touches_this_one_without_a_shared_month(period: Period) -> None:
    before = period.previous()
    assert before.months == period.months
    assert before.end < period.start
    assert before.shift(period.months) == period


@given(periods, periods)
def test_one_period_contains_another_exactly_when_it_holds_all_its_months(one: Period, other: Period) -> None:
    assert one.contains(other) == (one.start <= other.start and other.end <= one.end)
    assert (other in one) == one.contains(other)


def test_the_year_of_a_period_is_known_only_when_it_stays_in_it() -> None:
    assert Period.parse("2025-02/2025-04").year == 2025
    assert Period.parse("2024-12/2025-01").year is None


def test_january_and_the_first_quarter_are_cumulative_too() -> None:
    assert [Period.parse(p).cumulative for p in ("2025-01", "2025-Q1", "2025-01/2025-11", "2025", "2025-Q2", "2021/2025")] == [True] * 4 + [
        False
    ] * 2


def test_a_span_of_years_can_be_told_apart_into_years() -> None:
    assert [str(y) for y in Period.parse("2021/2023").years()] == ["2021", "2022", "2023"]
    assert Period.parse("2021-02/2023-01").years() == ()


def test_the_named_makers_agree_with_the_forms() -> None:
    assert Period.of_year(2025) == Period.parse("2025")
    assert Period.of_years(2021, 2025) == Period.parse("2021/2025")
    assert Period.of_quarter(2025, 3) == Period.parse("2025-Q3")
    assert Period.of_month(202512) == Period.parse("2025-12")
    assert Period.year_to(202511) == Period.parse("2025-01/2025-11")
    with pytest.raises(ValueError, match="quarters 1 to 4"):
        Period.of_quarter(2025, 5)


def test_periods_sort_by_their_start() -> None:
    ordered = sorted(Period.parse(p) for p in ("2025-12", "2025", "2024", "2025-01"))
    assert [str(p) for p in ordered] == ["2024", "2025-01", "2025", "2025-12"]
