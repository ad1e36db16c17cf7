"""The number everything shares: no operation loses a number, none adds any, and comparison says `None` only where the digits can't decide.

Properties are tried on intervals with closed, open and infinite ends. What an interval holds is decided here by its definition alone, with
fractions, so that the tests share nothing with the arithmetic they judge.
"""

from __future__ import annotations

import csv
import math
from collections.abc import Callable, Iterable
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise, product
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

import hinterland
from hinterland.interval import Interval, compound_rate, growth, hedged, hedges, last_digit, share, total

F = Fraction
D = Decimal

ENDS = st.integers(-8, 8).map(lambda n: D(n) / 4) | st.decimals(-1000, 1000, places=3)
"""Few numbers, so that ends meet and zero comes up, and many."""

FAR, NEAR = F(10) ** 40, F(1, 2**80)
"""How far out an infinite end is tried, and how close to an open one, as a share of the width."""


@st.composite
def intervals(draw: st.DrawFn, ends: st.SearchStrategy[Decimal] = ENDS, *, infinite: bool = True) -> Interval:
    low, high = sorted((draw(ends), draw(ends)))
    if low == high:
        return Interval(low, high, True, True)
    flags = draw(st.booleans()), draw(st.booleans())
    open_at = draw(st.sampled_from(("neither", "neither", "low", "high", "both"))) if infinite else "neither"
    return Interval(None if open_at in ("low", "both") else low, None if open_at in ("high", "both") else high, *flags)


POSITIVE = intervals(st.integers(1, 10**6).map(lambda n: D(n) / 100), infinite=False)
"""Levels: above zero and bounded."""


def holds(x: Interval, p: Fraction) -> bool:
    """Whether a number lies in an interval, by definition."""
    above = x.low is None or F(x.low) < p or (F(x.low) == p and x.low_in)
    below = x.high is None or p < F(x.high) or (p == F(x.high) and x.high_in)
    return above and below


def edges(x: Interval) -> list[Fraction]:
    """Numbers of an interval at its ends, or as good as there: what makes a result extreme."""
    width = F(1) if x.width is None else F(x.width)
    low = -FAR if x.low is None else F(x.low) + (0 if x.low_in else width * NEAR)
    high = FAR if x.high is None else F(x.high) - (0 if x.high_in else width * NEAR)
    inner = [F(x.low) + width * NEAR] if x.low is not None and width else []
    return [p for p in (low, high, *inner) if holds(x, p)]


@st.composite
def divisors(draw: st.DrawFn) -> Interval:
    """Intervals on one side of zero, which they may reach but don't hold."""
    x = draw(intervals(st.integers(0, 8).map(lambda n: D(n) / 4) | st.decimals(0, 1000, places=3)))
    low = D(0) if x.low is None else x.low
    if x.high == 0:
        return Interval.exact(1)
    x = Interval(low, x.high, x.low_in and low != 0, x.high_in)
    return -x if draw(st.booleans()) else x


@st.composite
def points(draw: st.DrawFn, x: Interval) -> Fraction:
    """A number of an interval."""
    low, *_, high = (*sorted(edges(x)),) * 2
    p = low + (high - low) * F(draw(st.integers(0, 64)), 64)
    return p if holds(x, p) else low


def probes(*all_of: Interval) -> list[Fraction]:
    """Every end, two numbers within every gap and two beyond the last: intervals can't differ anywhere else."""
    ends = sorted({F(e) for x in all_of for e in (x.low, x.high) if e is not None}) or [F(0)]
    gaps = [(a * 2 + b) / 3 for a, b in pairwise(ends)] + [(a + b * 2) / 3 for a, b in pairwise(ends)]
    return sorted((ends[0] - 2, ends[0] - 1, *ends, *gaps, ends[-1] + 1, ends[-1] + 2))


def contains(x: Interval, p: Fraction) -> bool:
    """Whether a result holds a number, but for the fortieth digit that a quotient is cut at."""
    slack = (1 + abs(p)) / F(10) ** 25
    return holds(x, p) or any(abs(F(e) - p) <= slack for e in (x.low, x.high) if e is not None)


def is_tight(result: Interval, found: Iterable[Fraction]) -> None:
    """The ends of a result are reached where they belong to it, else approached."""
    values = sorted(found)
    for end, closest, belongs in ((result.low, values[0], result.low_in), (result.high, values[-1], result.high_in)):
        if end is None:
            assert abs(closest) > 10**9
            continue
        scale = max(abs(v) for v in (F(end), closest, F(1)))
        assert abs(closest - F(end)) <= scale / 10**9, (result, float(closest))
        if belongs:
            assert abs(closest - F(end)) <= scale / F(10) ** 25, (result, float(closest))


BINARY: dict[str, tuple[Callable[[Interval, Interval], Interval], Callable[[Fraction, Fraction], Fraction]]] = {
    "sum": (lambda x, y: x + y, lambda p, q: p + q),
    "difference": (lambda x, y: x - y, lambda p, q: p - q),
    "product": (lambda x, y: x * y, lambda p, q: p * q),
    "quotient": (lambda x, y: x / y, lambda p, q: p / q),
    "growth": (growth, lambda p, q: 100 * (p / q - 1)),
    "share": (share, lambda p, q: 100 * p / q),
}
DIVIDES = {"quotient", "growth", "share"}

binary = pytest.mark.parametrize("name", BINARY)


# -- arithmetic holds every result, and no more


@binary
@given(data=st.data(), x=intervals())
def test_an_operation_loses_no_number(name: str, data: st.DataObject, x: Interval) -> None:
    of_intervals, of_points = BINARY[name]
    y = data.draw(divisors() if name in DIVIDES else intervals())
    assert contains(of_intervals(x, y), of_points(data.draw(points(x)), data.draw(points(y))))


@binary
@given(data=st.data(), x=intervals())
def test_an_operation_adds_no_number(name: str, data: st.DataObject, x: Interval) -> None:
    of_intervals, of_points = BINARY[name]
    y = data.draw(divisors() if name in DIVIDES else intervals())
    is_tight(of_intervals(x, y), [of_points(p, q) for p in edges(x) for q in edges(y)])


@given(data=st.data(), x=intervals())
def test_negation_mirrors(data: st.DataObject, x: Interval) -> None:
    assert holds(-x, -data.draw(points(x)))
    is_tight(-x, [-p for p in edges(x)])
    assert (-x).scaled(-1) == x


@given(data=st.data(), x=intervals(), factor=ENDS)
def test_another_unit_is_an_exact_factor(data: st.DataObject, x: Interval, factor: Decimal) -> None:
    assert holds(x.scaled(factor), data.draw(points(x)) * F(factor))
    is_tight(x.scaled(factor), [p * F(factor) for p in edges(x)])


@given(data=st.data(), parts=st.lists(intervals(), max_size=6))
def test_a_total_carries_the_width_of_all_its_parts(data: st.DataObject, parts: list[Interval]) -> None:
    assert holds(total(parts), sum((data.draw(points(x)) for x in parts), F(0)))
    is_tight(total(parts), [sum((min(edges(x)) for x in parts), F(0)), sum((max(edges(x)) for x in parts), F(0))])


def test_a_total_of_nothing_is_exactly_zero() -> None:
    assert total([]) == Interval.exact(0)


def rate(now: Fraction, base: Fraction, years: int) -> float:
    return 100 * (math.exp((math.log(now) - math.log(base)) / years) - 1)


@given(data=st.data(), now=POSITIVE, base=POSITIVE, years=st.integers(1, 12))
def test_a_compound_rate_holds_the_rates_of_all_levels(data: st.DataObject, now: Interval, base: Interval, years: int) -> None:
    result = compound_rate(now, base, years)
    assert result.low is not None and result.high is not None
    found = rate(data.draw(points(now)), data.draw(points(base)), years)
    assert float(result.low) - 1e-6 <= found <= float(result.high) + abs(float(result.high)) * 1e-9 + 1e-6
    extremes = [rate(p, q, years) for p in edges(now) for q in edges(base)]
    assert min(extremes) == pytest.approx(float(result.low), rel=1e-9, abs=1e-6)
    assert max(extremes) == pytest.approx(float(result.high), rel=1e-9, abs=1e-6)


@given(now=POSITIVE, base=POSITIVE)
def test_over_one_year_a_compound_rate_is_the_growth(now: Interval, base: Interval) -> None:
    one, other = compound_rate(now, base, 1), growth(now, base)
    assert (one.low_in, one.high_in) == (other.low_in, other.high_in)
    assert [round(e, 12) for e in (one.low, one.high) if e is not None] == [round(e, 12) for e in (other.low, other.high) if e is not None]


@given(x=POSITIVE, factor=st.integers(1, 100))
def test_levels_without_rounding_give_rates_without(x: Interval, factor: int) -> None:
    assume(x.low is not None)
    now, base = Interval.exact(x.low * factor), Interval.exact(x.low)
    assert now / base == Interval.exact(factor)
    assert growth(now, base) == compound_rate(now, base, 1) == Interval.exact(100 * (factor - 1))
    assert compound_rate(now.scaled(factor), base, 2) == Interval.exact(100 * (factor - 1))


# -- dividing by what may be zero


@given(x=intervals(), y=intervals())
def test_an_interval_that_holds_zero_divides_into_everything(x: Interval, y: Interval) -> None:
    around = y.span(Interval(D(-1), D(1))) if y.is_point else y.span(Interval.exact(0))
    assert x / around == Interval(None, None, False, False)


@pytest.mark.parametrize(
    ("divisor", "quotient"),
    [
        (Interval(D(0), D(5), False, True), "[0.2, ∞)"),
        (Interval(D(-5), D(0), True, False), "(-∞, -0.2]"),
        (Interval(D(0), None, False), "(0, ∞)"),
        (Interval(None, D(0), True, False), "(-∞, 0)"),
        (Interval(D(4), None), "(0, 0.25]"),
        (Interval(None, D(-4), True, True), "[-0.25, 0)"),
        (Interval(D(0), D(5), True, True), "(-∞, ∞)"),
        (Interval(D(-1), D(1)), "(-∞, ∞)"),
    ],
    ids=str,
)
def test_one_divided_up_to_zero_and_infinity(divisor: Interval, quotient: str) -> None:
    assert str(Interval.exact(1) / divisor) == quotient


@given(x=intervals())
def test_nothing_is_divided_by_exactly_zero(x: Interval) -> None:
    with pytest.raises(ZeroDivisionError, match="zero"):
        x / Interval.exact(0)


@given(x=intervals())
def test_exactly_zero_times_anything_is_exactly_zero(x: Interval) -> None:
    assert x * Interval.exact(0) == Interval.exact(0) * x == Interval.exact(0)


# -- comparison in three values


COMPARED: dict[str, Callable[[Fraction, Fraction], bool]] = {
    "below": lambda p, q: p < q,
    "above": lambda p, q: p > q,
}


@pytest.mark.parametrize("name", COMPARED)
@given(x=intervals(), y=intervals())
def test_a_comparison_is_true_of_all_pairs_false_of_none_and_undecided_of_some(name: str, x: Interval, y: Interval) -> None:
    tried = probes(x, y)
    found = {COMPARED[name](p, q) for p, q in product(tried, tried) if holds(x, p) and holds(y, q)}
    assert found == {True: {True}, False: {False}, None: {True, False}}[getattr(x, name)(y)]


@given(x=intervals(), y=intervals())
def test_intervals_meet_where_they_share_a_number(x: Interval, y: Interval) -> None:
    assert x.meets(y) == y.meets(x) == any(holds(x, p) and holds(y, p) for p in probes(x, y))


@given(x=intervals(), y=intervals())
def test_an_interval_is_within_another_that_holds_all_of_it(x: Interval, y: Interval) -> None:
    assert x.within(y) == all(holds(y, p) for p in probes(x, y) if holds(x, p))
    assert x.within(x)


@given(x=intervals(), y=intervals())
def test_a_span_is_the_smallest_interval_with_both(x: Interval, y: Interval) -> None:
    tried = probes(x, y)
    inside = [p for p in tried if holds(x, p) or holds(y, p)]
    assert [p for p in tried if holds(x.span(y), p)] == [p for p in tried if inside[0] <= p <= inside[-1]]
    assert x.span(y) == y.span(x)


@given(x=intervals(), number=ENDS)
def test_holding_a_number_is_meeting_it(x: Interval, number: Decimal) -> None:
    assert x.holds(number) == holds(x, F(number)) == Interval.exact(number).within(x)


# -- making one


@pytest.mark.parametrize(
    ("text", "scale", "low", "high"),
    [
        ("1.0136", 10**12, "1.01355e12", "1.01365e12"),
        ("5.0", 1, "4.95", "5.05"),
        ("5", 1, "4.5", "5.5"),
        ("120", 1, "119.5", "120.5"),
        ("120", 10**8, "1.195e10", "1.205e10"),
        ("10,135.57", 10**8, "1013556500000", "1013557500000"),
        ("1,000,000", 1, "999999.5", "1000000.5"),
        ("-3.9", 1, "-3.95", "-3.85"),
        ("-0.12", 1, "-0.125", "-0.115"),
        ("+17.3", 1, "17.25", "17.35"),
        ("0", 1, "-0.5", "0.5"),
        ("0.00", 1, "-0.005", "0.005"),
        (".5", 1, "0.45", "0.55"),
        ("1.50", "0.01", "0.01495", "0.01505"),
        ("2e3", 1, "1999.5", "2000.5"),
    ],
)
def test_the_digits_of_a_text_are_its_precision(text: str, scale: int, low: str, high: str) -> None:
    assert Interval.stated(text, scale) == Interval(D(low), D(high), True, False)


@given(whole=st.integers(-(10**6), 10**6), places=st.integers(0, 4), data=st.data())
def test_a_stated_figure_holds_the_numbers_that_round_to_it(whole: int, places: int, data: st.DataObject) -> None:
    unit = F(1, 10**places)
    stated = Interval.stated(f"{D(whole).scaleb(-places):,f}")
    number = whole * unit + unit * F(data.draw(st.integers(-70, 70)), 100)
    assert holds(stated, number) == (math.floor(number / unit + F(1, 2)) == whole)
    assert stated.width == D(1).scaleb(-places)


@pytest.mark.parametrize(
    ("text", "unit"), [("1.0136", "0.0001"), ("120", "1"), ("5.0", "0.1"), ("1,234.50", "0.01"), ("-7", "1"), ("3e2", "1")]
)
def test_the_last_digit_is_the_unit_of_rounding(text: str, unit: str) -> None:
    assert last_digit(text) == D(unit) == last_digit(D(text.replace(",", "")))


def test_a_figure_without_rounding_is_a_point() -> None:
    assert Interval.rounded("9", 0) == Interval.exact(9)
    assert Interval.exact(9).is_point and not Interval.rounded(9, 1).is_point
    assert Interval.rounded("41756.8", "0.1") == Interval(D("41756.75"), D("41756.85"), True, False)


@given(x=intervals())
def test_width_and_middle_are_told_of_bounded_intervals_only(x: Interval) -> None:
    if x.low is None or x.high is None:
        assert x.width is None and x.middle is None and not x.is_point
    else:
        assert x.width == x.high - x.low and x.middle is not None
        assert x.middle - x.low == x.high - x.middle
        assert x.is_point == (x.width == 0)


@given(x=intervals())
def test_it_is_written_with_brackets_for_ends_that_belong_to_it(x: Interval) -> None:
    assert (str(x)[0] == "[") == (x.low is not None and x.low_in)
    assert (str(x)[-1] == "]") == (x.high is not None and x.high_in)
    assert ("-∞" in str(x), "∞)" in str(x)) == (x.low is None, x.high is None)


def test_infinity_belongs_to_no_interval() -> None:
    assert Interval(None, None, True, True) == Interval(None, None, False, False)


@pytest.mark.parametrize(
    ("low", "high", "flags"), [(2, 1, (True, True)), (1, 1, (True, False)), (1, 1, (False, True)), (1, 1, (False, False))]
)
def test_an_interval_without_a_number_is_refused(low: int, high: int, flags: tuple[bool, bool]) -> None:
    with pytest.raises(ValueError, match="an interval"):
        Interval(D(low), D(high), *flags)


def test_a_negative_precision_is_refused() -> None:
    with pytest.raises(ValueError, match="precision"):
        Interval.rounded(1, -1)


@pytest.mark.parametrize("text", ["", "abc", "1.2.3", "12 apples", "NaN", "Infinity"])
def test_what_is_no_numeral_has_no_digits(text: str) -> None:
    with pytest.raises((ArithmeticError, ValueError)):
        Interval.stated(text)


def test_a_compound_rate_needs_years_and_levels_above_zero() -> None:
    one, two = Interval.exact(1), Interval.exact(2)
    with pytest.raises(ValueError, match="at least one year"):
        compound_rate(two, one, 0)
    for now, base in ((-two, one), (two, Interval(D(-1), D(1))), (Interval(None, D(1)), two)):
        with pytest.raises(ValueError, match="above zero"):
            compound_rate(now, base, 5)


# -- hedges


HEDGED = {
    "exactly": ("[14.5, 15.5)", "[1000, 1000]"),
    "about": ("[13.5, 16.5]", "[850, 1150]"),
    "nearly": ("[14, 15)", "[900, 1000)"),
    "just over": ("(15, 16]", "(1000, 1100]"),
    "more than": ("(15, ∞)", "(1000, ∞)"),
    "less than": ("(-∞, 15)", "(-∞, 1000)"),
    "at least": ("[15, ∞)", "[1000, ∞)"),
    "at most": ("(-∞, 15]", "(-∞, 1000]"),
}
"""What each hedge makes of 15, stated to the unit, and of 1,000 where it is named as a threshold."""


def plainly(x: Interval) -> Interval:
    """Without trailing zeros in its ends."""
    return Interval(*(None if e is None else D(f"{e.normalize():f}") for e in (x.low, x.high)), x.low_in, x.high_in)


def test_every_hedge_of_the_table_is_tried() -> None:
    assert set(hedges()) == set(HEDGED)


@pytest.mark.parametrize("name", HEDGED)
def test_a_hedge_moves_the_ends_by_the_last_digit(name: str) -> None:
    assert str(plainly(hedged(name, "15", 1))) == HEDGED[name][0]


@pytest.mark.parametrize("name", HEDGED)
def test_a_hedge_of_a_named_threshold_moves_them_by_a_tenth(name: str) -> None:
    assert str(plainly(hedged(name, 1000, 0))) == HEDGED[name][1]


@pytest.mark.parametrize("name", HEDGED)
@given(value=st.integers(1, 10**6), precision=st.sampled_from((D("0.1"), D(1), D(100))))
def test_a_hedge_is_the_same_at_any_size(name: str, value: int, precision: Decimal) -> None:
    one, other = hedged(name, value, precision), hedged(name, value * 1000, precision * 1000)
    assert one.scaled(1000) == other
    assert hedged("exactly", value, precision) == Interval.rounded(value, precision)


def test_no_hedge_has_the_words_of_another() -> None:
    path = Path(hinterland.__file__).with_name("hedges.csv")
    with path.open(encoding="utf-8", newline="") as f:
        rows = list(csv.DictReader(f, strict=True))
    for language in ("en", "zh"):
        words = [w for r in rows for w in r[language].split(";") if w]
        assert len(words) == len(set(words))
        assert [r["hedge"] for r in rows if not r[language]] == ["exactly"]


def test_an_unknown_hedge_is_an_error() -> None:
    with pytest.raises(KeyError):
        hedged("sort of", 15, 1)
