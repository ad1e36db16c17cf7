"""Exact arithmetic: weighted means over boxes, ends rounded outwards, shares that add up as printed."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.outlook.made import at, boxes, within

from hinterland.interval import Interval
from hinterland.models import plain
from hinterland.outlook.exact import Measured, apportioned, decimal, ends, mean, mean_bounds, outwards, share_bounds

F = Fraction


def test_the_mean_is_exact() -> None:
    assert mean([F(1), F(2)], [F(3), F(6)]) == F(5)
    assert mean([F(1), F(1), F(1)], [F(1), F(0), F(0)]) == F(1, 3)


def test_a_mean_over_no_weight_is_refused() -> None:
    with pytest.raises(ZeroDivisionError):
        mean([F(0)], [F(1)])


@given(st.lists(st.tuples(boxes, st.integers(-50, 50)), min_size=1, max_size=5))
def test_the_bounds_of_a_mean_are_those_of_its_corners(given_: list[tuple[tuple[int, int], int]]) -> None:
    weights = [(F(low), F(high)) for (low, high), _ in given_]
    values = [F(v) for _, v in given_]
    corners = [mean(list(w), values) for w in product(*weights)]
    assert mean_bounds(weights, [(v, v) for v in values]) == (min(corners), max(corners))


@given(st.lists(st.tuples(boxes, boxes), min_size=1, max_size=4))
def test_the_bounds_hold_where_values_have_ends_too(given_: list[tuple[tuple[int, int], tuple[int, int]]]) -> None:
    weights = [(F(a), F(b)) for (a, b), _ in given_]
    values = [(F(a), F(b)) for _, (a, b) in given_]
    corners = [mean(list(w), list(v)) for w in product(*weights) for v in product(*values)]
    assert mean_bounds(weights, values) == (min(corners), max(corners))


def test_weights_that_may_all_be_zero_bound_the_mean_by_its_values() -> None:
    assert mean_bounds([(F(0), F(1)), (F(0), F(1))], [(F(2), F(2)), (F(5), F(5))]) == (F(2), F(5))


@given(boxes, boxes, within, within)
def test_a_share_lies_between_its_bounds(part: tuple[int, int], rest: tuple[int, int], a: float, b: float) -> None:
    low, high = share_bounds((F(part[0]), F(part[1])), (F(rest[0]), F(rest[1])))
    x, y = F(at(part, a)), F(at(rest, b))
    assert low <= x / (x + y) <= high


def test_share_bounds_are_narrower_than_dividing_intervals() -> None:
    low, high = share_bounds((F(10), F(20)), (F(10), F(20)))
    assert (low, high) == (F(1, 3), F(2, 3))


@given(st.fractions(max_denominator=10**9), st.fractions(min_value=0, max_denominator=10**9))
def test_ends_are_rounded_away_from_each_other(low: Fraction, more: Fraction) -> None:
    x = outwards(low, low + more)
    assert x.low is not None and x.high is not None
    assert F(x.low) <= low and low + more <= F(x.high)
    assert low - F(x.low) < F(1, 10**12) and F(x.high) - low - more < F(1, 10**12)


def test_a_fraction_that_ends_stays_what_it_is() -> None:
    assert outwards(F(1, 4), F(1, 2)) == Interval(Decimal("0.25"), Decimal("0.5"), True, True)
    assert decimal(F(1, 3)) == Decimal("0.333333333333")
    assert decimal(F(-2, 3)) == Decimal("-0.666666666667")


def test_ends_of_an_open_interval_are_none() -> None:
    assert ends(Interval(None, Decimal(1))) is None
    assert ends(Interval.exact(2)) == (F(2), F(2))


@given(st.lists(st.integers(0, 10**6), min_size=1, max_size=31).filter(any), st.integers(0, 4))
def test_apportioned_shares_add_up_as_printed_and_none_is_a_unit_off(amounts: list[int], places: int) -> None:
    shares = [F(a, sum(amounts)) for a in amounts]
    printed = apportioned(shares, places)
    assert sum(printed) == 100
    assert all(abs(F(p) - 100 * s) < F(1, 10**places) for p, s in zip(printed, shares, strict=True))


def test_apportioned_parts_may_be_negative() -> None:
    assert apportioned([F("3.76"), F("-0.98"), F("-14.28")], 1, F(1)) == [Decimal("3.8"), Decimal("-1.0"), Decimal("-14.3")]


def test_a_measured_value_tells_both_intervals() -> None:
    m = Measured(Decimal(2), Interval(Decimal(1), Decimal(3)), None, "percent")
    assert m.to_dict() == {"value": 2, "low": 1, "high": 3, "widest_low": None, "widest_high": None, "unit": "percent"}


def test_plain_numbers_have_no_point_where_they_are_whole() -> None:
    assert [plain(Decimal("2.0")), plain(F(1, 2)), plain(None)] == [2, 0.5, None]
