"""Held levels as sums that don't contradict each other: each cell is in one of them, and trusted figures come first."""

from __future__ import annotations

import pytest

from hinterland.ledger.spans import Level, Span, spans

MONTHS = 12


def level(flow: str, first: int, last: int, value: float, trust: float = 0.0) -> Level:
    """A level of the months from one boundary to another of year zero."""
    return Level(flow, first, last, value, 0.01 * value, (trust,))


def told(*held: Level) -> dict[tuple[int, ...], float]:
    return {s.cells: s.value for s in spans(tuple(held), 0, MONTHS)}


def test_years_to_date_give_the_months_between_them() -> None:
    assert told(level("export", 0, 3, 30.0), level("export", 0, 5, 54.0)) == {(0, 1, 2): 30.0, (3, 4): 24.0}


def test_a_month_within_a_longer_sum_is_taken_from_it() -> None:
    assert told(level("import", 0, 12, 120.0), level("import", 4, 5, 11.0)) == {
        (16,): 11.0,
        tuple(12 + m for m in range(12) if m != 4): 109.0,
    }


def test_a_figure_that_follows_from_more_trusted_ones_is_left_out() -> None:
    found = told(level("export", 0, 3, 30.0), level("export", 0, 2, 20.0), level("export", 2, 3, 11.0))
    assert found == {(0, 1): 20.0, (2,): 10.0}


def test_a_figure_that_would_make_a_sum_fall_is_left_out() -> None:
    assert told(level("export", 0, 3, 30.0), level("export", 0, 5, 29.0)) == {(0, 1, 2): 30.0}


def test_a_total_is_what_is_left_of_it_when_one_flow_is_held() -> None:
    assert told(level("export", 0, 1, 6.0), level("total", 0, 1, 10.0)) == {(0,): 6.0, (12,): 4.0}


def test_a_total_that_both_flows_tell_is_left_out() -> None:
    held = [level("export", 0, 2, 6.0), level("import", 0, 2, 4.0), level("total", 0, 2, 10.3)]
    assert told(*held) == {(0, 1): 6.0, (12, 13): 4.0}


def test_a_total_may_cross_the_flows_where_it_says_more() -> None:
    held = [level("export", 0, 2, 6.0), level("import", 0, 2, 4.0), level("total", 0, 1, 5.2), level("total", 1, 2, 4.8)]
    assert told(*held) == {(0, 1): 6.0, (12, 13): 4.0, (0, 12): 5.2}


def test_months_outside_are_not_taken() -> None:
    assert told(level("export", -1, 1, 5.0), level("export", 11, 13, 5.0)) == {}


def test_the_bounds_of_a_sum_have_a_middle_and_are_not_exact() -> None:
    span = Span((0,), 1.0, 3.0, 0.1)
    assert span.value == pytest.approx(2.0) and not span.is_exact
