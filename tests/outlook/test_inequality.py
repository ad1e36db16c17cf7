"""Theil's index: against PySAL's implementation, against arithmetic by hand, and the laws that it keeps."""

from __future__ import annotations

import math
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.outlook.made import PROVINCES, amounts, at, boxes, panel, whole, within

from hinterland import codes
from hinterland.api import Hinterland
from hinterland.codes import Period
from hinterland.outlook.inequality import Inequality, inequality, theil
from hinterland.outlook.panel import Panel, indicator, panels
from hinterland.outlook.shares import COASTS, REGIONS

D = Decimal
MANY = st.lists(amounts, min_size=31, max_size=31)

TRADE_2024 = (
    3608350000000, 811560000000, 615000000000, 174380000000, 207310000000, 763050000000, 176410000000, 312280000000, 4268087000000,
    5617700000000, 5264100000000, 864850000000, 1989850000000, 470750000000, 3380618020000, 820171000000, 705840000000, 563660000000,
    9112640000000, 756389000000, 277650000000, 715416320000, 1045720000000, 86240000000, 248750000000, 12671540000, 454074000000,
    61540000000, 6000000000, 20613000000, 435114180000,
)  # fmt: skip
"""Yuan, the provinces in the table's order."""

PYSAL_2024 = (0.7781900958843849, 0.4832618417482093, 0.2949282541361756)
"""T, between and within of these by the four regions: `TheilD` of PySAL's inequality 1.1.2."""


def measured(p: Panel, groups: tuple[str, ...] = REGIONS) -> Inequality:
    found = inequality(p, groups)
    assert found is not None
    return found


# -- against others


def test_it_agrees_with_pysal_on_the_trade_of_2024() -> None:
    found = measured(whole(TRADE_2024))
    values = [float(m.value) for m in (found.theil, found.between, found.within)]
    assert values == pytest.approx(PYSAL_2024, abs=1e-9)


def test_it_agrees_with_pysal_on_ten_small_numbers() -> None:
    # TheilD([3, 1, 4, 1, 5, 9, 2, 6, 5, 3], aabbbccccc).T
    assert float(theil([D(x) for x in (3, 1, 4, 1, 5, 9, 2, 6, 5, 3)])) == pytest.approx(0.18115428464243566, abs=1e-9)


def test_two_by_hand() -> None:
    # Shares of a quarter and three quarters: 1/4 ln 1/2 + 3/4 ln 3/2.
    assert float(theil([D(1), D(3)])) == pytest.approx(0.25 * math.log(0.5) + 0.75 * math.log(1.5), abs=1e-15)


@given(st.lists(amounts, min_size=2, max_size=31))
def test_it_is_the_sum_that_its_definition_says(values: list[int]) -> None:
    n, all_of = len(values), sum(values)
    plainly = sum(v / all_of * math.log(n * v / all_of) for v in values)
    assert float(theil([D(v) for v in values])) == pytest.approx(plainly, abs=1e-9)


# -- laws


@settings(max_examples=15)
@given(MANY, st.sampled_from([REGIONS, COASTS]))
def test_between_and_within_add_up_to_the_last_digit(values: list[int], groups: tuple[str, ...]) -> None:
    found = measured(whole(values), groups)
    assert found.between.value + found.within.value == found.theil.value
    assert sum(g.contribution for g in found.groups) == found.within.value
    assert abs(found.theil.value - theil([D(v) for v in values])) < D("1e-11")


@settings(max_examples=15)
@given(MANY)
def test_any_two_divisions_have_one_whole(values: list[int]) -> None:
    p = whole(values)
    assert abs(measured(p, REGIONS).theil.value - measured(p, COASTS).theil.value) < D("1e-11")


@given(amounts, st.integers(2, 31))
def test_where_all_trade_alike_it_is_zero(amount: int, n: int) -> None:
    assert abs(theil([D(amount)] * n)) < D("1e-30")


@given(amounts, st.integers(2, 31))
def test_where_one_trades_all_it_is_the_logarithm_of_their_number(amount: int, n: int) -> None:
    assert float(theil([D(amount)] + [D(0)] * (n - 1))) == pytest.approx(math.log(n), abs=1e-12)


@given(MANY)
def test_it_lies_between_zero_and_the_logarithm_of_their_number(values: list[int]) -> None:
    assert -D("1e-30") <= theil([D(v) for v in values]) <= D(31).ln()


@given(MANY, st.integers(2, 10**6))
def test_it_does_not_depend_on_the_unit(values: list[int], factor: int) -> None:
    assert abs(theil([D(v) for v in values]) - theil([D(v * factor) for v in values])) < D("1e-30")


@given(st.lists(st.integers(1000, 10**6), min_size=2, max_size=10), st.data())
def test_what_a_larger_gives_to_a_smaller_evens_out(values: list[int], data: st.DataObject) -> None:
    order = sorted(values)
    gift = data.draw(st.integers(0, (order[-1] - order[0]) // 2))
    after = [order[0] + gift, *order[1:-1], order[-1] - gift]
    assert theil([D(v) for v in after]) <= theil([D(v) for v in order]) + D("1e-25")


def test_where_groups_are_alike_nothing_lies_between_them() -> None:
    found = measured(whole([100] * 31))
    assert found.theil.value == found.between.value == found.within.value == 0
    assert found.between_percent == 0


def test_where_members_of_a_group_are_alike_all_lies_between_groups() -> None:
    levels = {g: n for n, g in enumerate(REGIONS, 1)}
    found = measured(panel({r: levels[g] for g in REGIONS for r in codes.members(g)}))
    assert found.within.value == 0
    assert found.between_percent == 100


@settings(max_examples=15)
@given(st.lists(boxes, min_size=31, max_size=31), st.lists(within, min_size=31, max_size=31))
def test_the_intervals_hold_every_index_that_rounding_leaves(given_: list[tuple[int, int]], places: list[float]) -> None:
    found = measured(whole(list(given_)))
    other = measured(whole([at(b, x) for b, x in zip(given_, places, strict=True)]))
    for m, point in ((found.theil, other.theil), (found.between, other.between), (found.within, other.within)):
        assert m.answer.low is not None and m.answer.high is not None
        assert m.answer.low <= point.value <= m.answer.high


@settings(max_examples=15)
@given(MANY, st.integers(50, 200))
def test_the_widest_holds_a_missing_member_anywhere_in_its_bound(values: list[int], level: int) -> None:
    given_ = dict(zip(PROVINCES, values, strict=True))
    found = measured(panel({**given_, "CN-XZ": None}, last={"CN-XZ": 100}))
    other = measured(panel({**given_, "CN-XZ": level}))
    for m, point in ((found.theil, other.theil), (found.between, other.between), (found.within, other.within)):
        assert m.widest is not None and m.widest.low is not None and m.widest.high is not None
        assert m.widest.low <= point.value <= m.widest.high


def test_a_missing_member_stands_at_the_last_level_held() -> None:
    given_ = dict(zip(PROVINCES, TRADE_2024, strict=True))
    found = measured(panel({**given_, "CN-XZ": None}, last={"CN-XZ": given_["CN-XZ"]}))
    assert found.theil.value == measured(panel(given_)).theil.value
    assert found.panel.coverage == "30 of 31"


def test_where_nothing_bounds_a_missing_member_the_others_are_measured_and_the_widest_is_open() -> None:
    found = measured(panel({**dict.fromkeys(PROVINCES, 100), "CN-XZ": None}))
    assert found.theil.value == 0
    assert found.theil.widest is None


# -- what it refuses


def test_half_of_the_provinces_are_not_measured() -> None:
    assert inequality(panel({r: (None if n % 2 else 1) for n, r in enumerate(PROVINCES[:30])})) is None


def test_groups_that_share_a_member_do_not_decompose() -> None:
    with pytest.raises(ValueError, match="share a member"):
        inequality(whole([1] * 31), ("coastal", "eastern"))


def test_a_member_outside_all_groups_is_refused() -> None:
    with pytest.raises(ValueError, match="is in none of the groups"):
        inequality(whole([1] * 31), ("central",))


@pytest.mark.parametrize("values", [[], [D(0)], [D(-1), D(2)]])
def test_amounts_that_can_not_be_shared_are_refused(values: list[Decimal]) -> None:
    with pytest.raises(ValueError, match="not below zero"):
        theil(values)


# -- as held


def test_trade_was_spread_more_evenly_in_2025_than_in_2016_by_this_index(hinterland: Hinterland) -> None:
    found = [measured(p) for p in panels(hinterland.indicators, indicator(), [Period.of_year(y) for y in (2016, 2025)])]
    assert [round(q.theil.value, 3) for q in found] == [D("0.908"), D("0.774")]
    assert found[1].theil.widest is not None
    assert found[1].theil.widest.below(found[0].theil.answer)
    assert all(q.between.value > q.within.value for q in found)


def test_it_says_what_it_rests_on(hinterland: Hinterland) -> None:
    [p] = panels(hinterland.indicators, indicator(), [Period.of_year(2025)])
    told = measured(p).to_dict()
    assert (told["coverage"], told["missing"], told["theil"]["unit"]) == ("30 of 31", ["CN-XZ"], "nat")
    assert [g["group"] for g in told["groups"]] == list(REGIONS)
    assert sum(g["members"] for g in told["groups"]) == 31
