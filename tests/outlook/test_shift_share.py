"""Shift-share: against a published worked example, against its definition on random figures, and as held."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.indicators.asking import held
from tests.outlook.made import amounts

from hinterland import codes
from hinterland.api import Hinterland
from hinterland.codes import Period
from hinterland.interval import Interval
from hinterland.outlook.panel import indicator
from hinterland.outlook.shift_share import Shift, classic, grown, shift_shares

D, F = Decimal, Fraction


@pytest.fixture(scope="module")
def shifts(hinterland: Hinterland) -> dict[str, Shift]:
    return {s.region: s for s in shift_shares(hinterland.indicators, indicator(), Period.of_year(2025))}


# -- the classic one

KRUMME = {
    # Gunter Krumme, University of Washington, Geography 350, "Shift & Share Table with Excel Explanations" (faculty.washington.edu/krumme/350/ssexcel.html):
    # regional employment 1985 and 1995, national shares of 1985 and national growth in percent, by industry.
    "I": (500, 1000, 10, 10),
    "II": (100, 100, 20, 20),
    "III": (200, 250, 40, 30),
    "IV": (200, 280, 30, 40),
}


def krumme() -> list[list[Fraction]]:
    base, now, share, growth = ([F(row[k]) for row in KRUMME.values()] for k in range(4))
    return [base, now, share, [s * (1 + g / 100) for s, g in zip(share, growth, strict=True)]]


def test_it_agrees_with_the_published_example() -> None:
    parts = classic(*krumme())
    assert sum(p.national for p in parts) == 290
    assert sum(p.structure for p in parts) == -80
    assert sum(p.own for p in parts) == 420
    assert sum(p.change for p in parts) == 630


def test_it_agrees_with_the_published_example_by_industry() -> None:
    parts = classic(*krumme())
    # "Comp Effect" 95, 9, 2, 22 and "Diff Effect" 450, 20, 10, 0 in the page, which leaves signs off.
    assert [abs(p.structure) for p in parts] == [95, 9, 2, 22]
    assert [abs(p.own) for p in parts] == [450, 20, 10, 0]


many = st.lists(st.tuples(amounts, amounts, amounts, amounts), min_size=1, max_size=6)


@given(many)
def test_the_parts_add_up_to_the_change_exactly(rows: list[tuple[int, int, int, int]]) -> None:
    base, now, all_base, all_now = ([F(r[k]) for r in rows] for k in range(4))
    parts = classic(base, now, all_base, all_now)
    assert [p.change for p in parts] == [b - a for a, b in zip(base, now, strict=True)]


@given(many)
def test_the_parts_are_those_of_the_definition(rows: list[tuple[int, int, int, int]]) -> None:
    base, now, all_base, all_now = ([r[k] for r in rows] for k in range(4))
    g = sum(all_now) / sum(all_base) - 1
    parts = classic(*([F(x) for x in column] for column in (base, now, all_base, all_now)))
    for p, a, b, c, d in zip(parts, base, now, all_base, all_now, strict=True):
        assert float(p.national) == pytest.approx(a * g, rel=1e-9, abs=1e-6)
        assert float(p.structure) == pytest.approx(a * (d / c - 1 - g), rel=1e-9, abs=1e-6)
        assert float(p.own) == pytest.approx(a * (b / a - d / c), rel=1e-9, abs=1e-6)


@given(many)
def test_a_region_that_is_the_nation_has_no_own_part(rows: list[tuple[int, int, int, int]]) -> None:
    base, now = ([F(r[k]) for r in rows] for k in range(2))
    parts = classic(base, now, base, now)
    assert all(p.own == 0 for p in parts)
    assert sum(p.structure for p in parts) == 0


def test_a_product_that_the_nation_did_not_trade_is_refused() -> None:
    with pytest.raises(ValueError, match="no national growth"):
        classic([F(1)], [F(1)], [F(0)], [F(1)])


# -- growth, as published or between levels


def test_published_growth_gives_the_base_and_not_the_level_held() -> None:
    found = grown(
        "CN-AH", (F(110), (F(110), F(110))), (F(110), F(110)), D(10), Interval.rounded("10.0", "0.1"), (F(90), (F(90), F(90))), None
    )
    assert found.how == "published"
    assert found.rate == 10
    assert found.now is not None and found.ratio is not None and found.now * found.ratio == 100


def test_without_published_growth_the_levels_give_it() -> None:
    found = grown("CN-AH", (F(110), (F(109), F(111))), (F(109), F(111)), None, None, (F(100), (F(99), F(101))), (F(99), F(101)))
    assert found.how == "derived"
    assert found.rate == 10
    assert found.narrow == ((F(109), F(111)), (F(99, 111), F(101, 109)))


def test_a_region_whose_level_is_missing_is_bounded_by_its_base() -> None:
    found = grown("CN-XZ", None, (F(50), F(200)), None, None, (F(100), (F(100), F(100))), (F(100), F(100)))
    assert (found.how, found.now) == ("missing", None)
    assert found.wide == ((F(50), F(200)), (F(1, 2), F(2)))


def test_a_region_whose_level_is_missing_and_whose_growth_is_not_is_bounded_by_both() -> None:
    found = grown("CN-XZ", None, (F(50), F(200)), D(10), Interval.rounded("10.0", "0.1"), None, None)
    assert found.wide is not None
    assert found.wide[0] == (F(50), F(200))


# -- by groups, on a small world


HEADER = "op,flow,basis,currency,region,period,value,unit,precision"


def rows(growth: dict[str, str]) -> list[str]:
    provinces = codes.members("provinces")
    levels = [
        f"level,total,operating-unit,CNY,{r},{year},{100 + n + (year - 2023) * n},CNY,0"
        for n, r in enumerate(provinces)
        for year in (2023, 2024)
    ]
    return levels + [f"growth,total,operating-unit,CNY,{r},2024,{g},percent,0.1" for r, g in growth.items()]


def test_own_parts_cancel_within_each_group_exactly(tmp_path: Path) -> None:
    with held(tmp_path, HEADER, rows({"CN-AH": "3.0", "CN-GD": "-2.5"})) as h:
        found = shift_shares(h.indicators, indicator(), Period.of_year(2024))
    assert len(found) == 31
    for group in {s.group for s in found}:
        assert sum(s.base * s.exact.own for s in found if s.group == group) == 0
    assert [s.region for s in found if s.how == "published"] != []
    assert {s.region for s in found} - set(found[0].derived) == {"CN-AH", "CN-GD"}


def test_parts_add_up_to_the_growth_exactly(tmp_path: Path) -> None:
    with held(tmp_path, HEADER, rows({"CN-AH": "3.0"})) as h:
        found = {s.region: s for s in shift_shares(h.indicators, indicator(), Period.of_year(2024))}
    assert found["CN-AH"].exact.change == 3
    for s in found.values():
        assert s.exact.national + s.exact.structure + s.exact.own == s.exact.change
        assert abs(F(s.growth.value) - s.exact.change) < F(1, 10**11)


def test_all_together_grow_as_their_sum_does(tmp_path: Path) -> None:
    with held(tmp_path, HEADER, rows({})) as h:
        found = shift_shares(h.indicators, indicator(), Period.of_year(2024))
    base, now = sum(100 + n for n in range(31)), sum(100 + 2 * n for n in range(31))
    assert found[0].exact.national == 100 * (F(now, base) - 1)


def test_two_years_without_a_common_half_have_no_shift_share(tmp_path: Path) -> None:
    with held(tmp_path, HEADER, ["level,total,operating-unit,CNY,CN-AH,2024,1,CNY,0"]) as h:
        assert shift_shares(h.indicators, indicator(), Period.of_year(2024)) == []


# -- as held


def test_the_nation_of_2025_grew_as_was_published(shifts: dict[str, Shift]) -> None:
    # Published: 3.8 percent. It is the sum of thirty provinces here, by their own published growth.
    assert round(shifts["CN-AH"].national.value, 1) == D("3.8")
    assert shifts["CN-AH"].national.widest is not None
    assert shifts["CN-AH"].national.widest.meets(Interval.stated("3.8"))


def test_anhui_outgrew_the_central_region_which_outgrew_the_nation(shifts: dict[str, Shift]) -> None:
    anhui = shifts["CN-AH"]
    assert (anhui.how, anhui.group) == ("published", "central")
    assert anhui.exact.change == F("17.3")
    assert anhui.structure.answer.above(Interval.exact(0))
    assert anhui.own.answer.above(Interval.exact(0))
    assert anhui.panel.coverage == "30 of 31"


def test_beijing_fell_against_an_eastern_region_that_fell_behind(shifts: dict[str, Shift]) -> None:
    assert shifts["CN-BJ"].own.value < -14
    assert shifts["CN-BJ"].structure.value < 0


def test_the_missing_member_widens_its_own_group_and_the_nation_alone(shifts: dict[str, Shift]) -> None:
    central, western = shifts["CN-AH"], shifts["CN-SN"]
    assert central.own.answer == central.own.widest
    # Tibet, whose total follows from a published share, fell by a third: with it the western region grew less than without.
    assert western.own.widest is not None and western.own.widest != western.own.answer


def test_growth_between_levels_is_told_apart(shifts: dict[str, Shift]) -> None:
    derived = [r for r, s in shifts.items() if s.how == "derived"]
    assert derived == list(shifts["CN-AH"].derived)
    assert len(derived) < 5


def test_every_interval_holds_its_value(shifts: dict[str, Shift]) -> None:
    for s in shifts.values():
        for m in (s.growth, s.national, s.structure, s.own):
            assert m.answer.holds(m.value), (s.region, m)


def test_a_shift_says_its_unit_and_coverage(shifts: dict[str, Shift]) -> None:
    told = shifts["CN-AH"].to_dict()
    assert (told["growth"]["unit"], told["own"]["unit"]) == ("percent", "percentage_point")
    assert (told["coverage"], told["currency"], told["how"]) == ("30 of 31", "CNY", "published")
    assert told["base"] == pytest.approx(1.01356e12 / 1.173)
