"""Shares of groups: they add up exactly, hold what is missing, and are compared between the same members only."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.outlook.made import PROVINCES, amounts, at, boxes, panel, whole, within

from hinterland import codes
from hinterland.api import Hinterland
from hinterland.codes import Period
from hinterland.outlook.exact import apportioned
from hinterland.outlook.panel import Panel, indicator, panels
from hinterland.outlook.shares import COASTS, REGIONS, change, groups_held, share, shares

D, F = Decimal, Fraction
MANY = st.lists(amounts, min_size=31, max_size=31)


@pytest.fixture(scope="module")
def years(hinterland: Hinterland) -> dict[str, Panel]:
    periods = [Period.of_year(y) for y in range(2016, 2026)]
    return {str(p.period): p for p in panels(hinterland.indicators, indicator(), periods)}


@pytest.mark.parametrize("division", [REGIONS, COASTS])
def test_a_division_holds_every_province_once(division: tuple[str, ...]) -> None:
    assert sorted(r for g in division for r in codes.members(g)) == sorted(PROVINCES)


@settings(max_examples=15)
@given(MANY)
def test_shares_of_a_division_add_up_to_one_exactly(values: list[int]) -> None:
    p = whole(values)
    for division in (REGIONS, COASTS):
        found = shares(p, division)
        assert sum(s.exact for s in found.values()) == 1
        assert sum(s.part for s in found.values()) == next(iter(found.values())).whole
        assert sum(apportioned([s.exact for s in found.values()], 2)) == 100


def test_embedded_shares_add_up_to_one_exactly_in_every_year(years: dict[str, Panel]) -> None:
    for p in years.values():
        for division in (REGIONS, COASTS):
            assert sum(s.exact for s in shares(p, division).values()) == 1


@settings(max_examples=15)
@given(st.lists(boxes, min_size=31, max_size=31), st.lists(within, min_size=31, max_size=31))
def test_the_interval_holds_every_share_that_rounding_leaves(given_: list[tuple[int, int]], places: list[float]) -> None:
    p = whole(list(given_))
    found = share(p, "central")
    assert found is not None
    exact = [at(b, x) for b, x in zip(given_, places, strict=True)]
    other = share(whole(exact), "central")
    assert other is not None
    low, high = found.percent.answer.low, found.percent.answer.high
    assert low is not None and high is not None
    assert low <= other.percent.value <= high


def test_the_widest_holds_a_missing_member_at_both_ends_of_its_bound() -> None:
    values = dict.fromkeys(PROVINCES, 100)
    found = share(panel({**values, "CN-XZ": None}, last={"CN-XZ": 100}), "inland")
    assert found is not None
    assert found.coverage == "19 of 20"
    assert found.exact == F(19, 30)
    assert found.percent.widest is not None
    for level in (50, 200):
        held = share(panel({**values, "CN-XZ": level}), "inland")
        assert held is not None and found.percent.widest.holds(held.percent.value)


def test_the_widest_is_open_where_nothing_bounds_a_missing_member() -> None:
    found = share(panel({**dict.fromkeys(PROVINCES, 100), "CN-XZ": None}), "inland")
    assert found is not None
    assert found.percent.widest is None


def test_a_group_of_which_half_is_held_has_no_share() -> None:
    values = {r: (None if r in codes.members("central")[:3] else 100) for r in PROVINCES}
    assert share(panel(values), "central") is None
    assert "central" not in shares(panel(values))


def test_the_rest_must_be_held_too() -> None:
    central = codes.members("central")
    assert share(panel({r: (100 if r in central else None) for r in PROVINCES}), "central") is None


def test_the_named_groups_lie_within_the_provinces() -> None:
    found = groups_held()
    assert {"inland", "coastal", "central", "yangtze-delta", "yellow-river"} <= set(found)
    assert "provinces" not in found
    assert "greater-bay-area" not in found


def test_members_named_take_the_place_of_the_groups() -> None:
    rest = [r for r in codes.members("inland") if r != "CN-BJ"]
    found = share(whole([100] * 31), "inland", rest)
    assert found is not None
    assert found.exact == F(19, 31)


def test_inland_rose_from_a_fifth_to_a_quarter_between_2016_and_2025(years: dict[str, Panel]) -> None:
    a, b = share(years["2016"], "inland"), share(years["2025"], "inland")
    assert a is not None and b is not None
    assert round(a.percent.value, 2) == D("20.75")
    assert round(b.percent.value, 2) == D("24.60")
    assert b.coverage == "19 of 20"


def test_inland_was_highest_in_2022(years: dict[str, Panel]) -> None:
    found = {y: s.percent.value for y, p in years.items() if (s := share(p, "inland")) is not None}
    assert max(found, key=lambda y: found[y]) == "2022"


def test_a_change_is_between_the_members_held_in_both(years: dict[str, Panel]) -> None:
    a, b = share(years["2024"], "inland"), share(years["2025"], "inland")
    assert a is not None and b is not None
    found = change(a, b)
    assert found.before.panel.missing == found.now.panel.missing == ("CN-XZ",)
    assert abs(F(found.points.value) - 100 * (found.now.exact - found.before.exact)) < F(1, 10**11)
    assert found.points.answer.holds(found.points.value)
    assert found.points.unit == "percentage_point"


def test_nothing_changes_between_a_panel_and_itself(years: dict[str, Panel]) -> None:
    a = share(years["2024"], "central")
    assert a is not None
    found = change(a, a)
    assert found.points.value == 0
    assert found.points.answer.holds(0)


def test_a_missing_member_does_not_look_like_a_change() -> None:
    values = dict.fromkeys(PROVINCES, 100)
    a = share(panel(values), "inland")
    b = share(panel({**values, "CN-XZ": None}, last={"CN-XZ": 100}), "inland")
    assert a is not None and b is not None
    assert change(a, b).points.value == 0


def test_two_groups_are_not_compared(years: dict[str, Panel]) -> None:
    a, b = share(years["2024"], "inland"), share(years["2024"], "central")
    assert a is not None and b is not None
    with pytest.raises(ValueError, match="one group only"):
        change(a, b)


def test_two_bases_are_not_compared(hinterland: Hinterland) -> None:
    [p] = panels(hinterland.indicators, indicator(basis="destination-origin"), [Period.of_year(2024)])
    [q] = panels(hinterland.indicators, indicator(), [Period.of_year(2024)])
    a, b = share(p, "inland"), share(q, "inland")
    assert a is not None and b is not None
    with pytest.raises(ValueError, match="basis"):
        change(a, b)


def test_a_change_needs_members_held_in_both() -> None:
    central = codes.members("central")
    a = share(panel({r: (None if r in central[:2] else 1) for r in PROVINCES}), "central")
    b = share(panel({r: (None if r in central[4:] else 1) for r in PROVINCES}), "central")
    assert a is not None and b is not None
    with pytest.raises(ValueError, match="too few members of central"):
        change(a, b)


def test_a_share_says_its_period_basis_unit_and_coverage(years: dict[str, Panel]) -> None:
    found = share(years["2025"], "inland")
    assert found is not None
    told = found.to_dict()
    assert told["period"] == "2025"
    assert told["basis"] == "operating-unit"
    assert told["currency"] == "CNY"
    assert told["coverage"] == "30 of 31"
    assert told["members"] == "19 of 20"
    assert told["share"]["unit"] == "percent"
    assert change(found, found).to_dict()["group"] == "inland"
