"""The quality of growth: volatility, what one product gave, volume or value, advanced products."""

from __future__ import annotations

import statistics
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.indicators.asking import held

from hinterland.api import Hinterland
from hinterland.codes import Period
from hinterland.interval import Interval
from hinterland.models import Indicator
from hinterland.outlook.quality import advanced, deviation, from_each, volatility, volumes_or_values

D = Decimal
TRADE = Indicator(basis="operating-unit", currency="CNY")
EXPORT = TRADE.model_copy(update={"flow": "export"})
YEARS = [Period.of_year(y) for y in range(2016, 2026)]
HEADER = "op,flow,basis,currency,product,measure,region,period,value,unit,precision"


def of(product: str) -> Indicator:
    return EXPORT.model_copy(update={"product": product})


def row(op: str, value: str, *, product: str = "all", year: int = 2024, measure: str = "value", unit: str | None = None) -> str:
    unit = unit or ("percent" if op == "growth" else "units" if measure == "quantity" else "CNY")
    currency = "" if measure == "quantity" else "CNY"
    return f"{op},export,operating-unit,{currency},{product},{measure},CN-AH,{year},{value},{unit},{'0.1' if op == 'growth' else 0}"


# -- volatility


@given(st.lists(st.integers(-500, 500), min_size=3, max_size=12))
def test_the_deviation_of_points_is_that_of_the_standard_library(rates: list[int]) -> None:
    found = deviation([Interval.exact(r) for r in rates])
    assert found.low == found.high
    assert float(found.low or 0) == pytest.approx(statistics.stdev(rates), abs=1e-9)


@given(st.lists(st.tuples(st.integers(-50, 50), st.integers(0, 9)), min_size=3, max_size=8), st.data())
def test_the_deviation_holds_wherever_the_rates_lie(boxes: list[tuple[int, int]], data: st.DataObject) -> None:
    points = [data.draw(st.integers(a, a + w)) for a, w in boxes]
    found = deviation([Interval(D(a), D(a + w), True, True) for a, w in boxes])
    assert found.low is not None and found.high is not None
    assert float(found.low) - 1e-9 <= statistics.stdev(points) <= float(found.high) + 1e-9


def test_volatility_names_its_years_and_those_it_lacks(hinterland: Hinterland) -> None:
    found = volatility(hinterland.indicators, "CN-AH", TRADE, YEARS)
    assert found is not None
    assert (found.years, found.missing) == (9, ("2016",))
    assert (found.best.period, found.worst.period) == ("2021", "2024")
    assert found.best.published and found.worst.published
    assert found.to_dict()["deviation"]["unit"] == "percentage_point"


def test_two_rates_are_no_volatility(hinterland: Hinterland) -> None:
    assert volatility(hinterland.indicators, "CN-AH", TRADE, YEARS[-2:]) is None


def test_published_growth_is_preferred_to_growth_between_levels(hinterland: Hinterland) -> None:
    found = volatility(hinterland.indicators, "CN", TRADE, YEARS)
    assert found is not None
    [rate] = [r for r in found.rates if r.period == "2023"]
    assert rate.published
    assert rate.ends.holds(D("0.2"))


# -- from one product


def test_a_products_part_rests_on_published_growth_of_both(tmp_path: Path) -> None:
    # Exports 120 at +20 percent rose by 20; vehicles 30 at +50 percent by 10. The levels of the year before would say otherwise.
    rows = [row("level", "120"), row("growth", "20.0"), row("level", "30", product="toys"), row("growth", "50.0", product="toys")]
    rows += [row("level", "90", year=2023), row("level", "25", product="toys", year=2023)]
    with held(tmp_path, HEADER, rows) as h:
        found = from_each(h.indicators, "CN-AH", [(of("toys"), Period.of_year(2024))])[0]
    assert found is not None and found.percent is not None
    assert found.published
    assert found.part_change.holds(10) and found.whole_change.holds(20)
    assert found.percent.holds(50)
    assert (found.percent.width or 0) < 1


def test_between_levels_where_no_growth_was_published(tmp_path: Path) -> None:
    rows = [
        row("level", "120"),
        row("level", "100", year=2023),
        row("level", "30", product="toys"),
        row("level", "20", product="toys", year=2023),
    ]
    with held(tmp_path, HEADER, rows) as h:
        found = from_each(h.indicators, "CN-AH", [(of("toys"), Period.of_year(2024))])[0]
    assert found is not None
    assert not found.published
    assert found.percent == Interval(D(50), D(50), True, True)


def test_where_the_whole_may_not_have_changed_there_is_no_part(tmp_path: Path) -> None:
    rows = [row("level", "120"), row("growth", "0.0"), row("level", "30", product="toys"), row("growth", "50.0", product="toys")]
    with held(tmp_path, HEADER, rows) as h:
        found = from_each(h.indicators, "CN-AH", [(of("toys"), Period.of_year(2024))])[0]
    assert found is not None
    assert found.percent is None


@pytest.mark.parametrize(
    "rows", [[row("level", "120"), row("growth", "20.0")], [row("level", "30", product="toys"), row("growth", "50.0", product="toys")]]
)
def test_without_both_there_is_nothing_to_say(tmp_path: Path, rows: list[str]) -> None:
    with held(tmp_path, HEADER, rows) as h:
        assert from_each(h.indicators, "CN-AH", [(of("toys"), Period.of_year(2024))])[0] is None


def test_half_of_anhuis_growth_in_exports_was_the_new_three(hinterland: Hinterland) -> None:
    found = from_each(hinterland.indicators, "CN-AH", [(of("new-three"), Period.of_year(2025))])[0]
    assert found is not None and found.percent is not None
    assert found.published
    assert found.percent.low is not None and found.percent.high is not None
    assert 51 < found.percent.low < found.percent.high < 52
    assert found.to_dict()["percent"]["low"] == pytest.approx(51.1, abs=0.1)


def test_several_at_once_are_as_each_alone(hinterland: Hinterland) -> None:
    wanted = [(of(p), Period.of_year(y)) for p in ("new-three", "high-tech", "toys") for y in (2024, 2025)]
    together = from_each(hinterland.indicators, "CN-AH", wanted)
    assert together == [from_each(hinterland.indicators, "CN-AH", [pair])[0] for pair in wanted]
    assert together[-1] is None


# -- volume or value


def test_value_is_volume_times_value_per_unit(tmp_path: Path) -> None:
    rows = [row("growth", "32.0", product="toys"), row("growth", "20.0", product="toys", measure="quantity")]
    rows += [row("level", "660", product="toys"), row("level", "60", product="toys", measure="quantity")]
    with held(tmp_path, HEADER, rows) as h:
        found = volumes_or_values(h.indicators, "CN-AH", [(of("toys"), Period.of_year(2024))])[0]
    assert found is not None and found.volume_percent is not None and found.per_unit is not None
    assert found.unit_value.holds(10)
    assert found.per_unit.holds(11)
    assert found.volume_percent.holds(D("65.67"))
    assert found.published


def test_without_quantities_there_is_no_volume(hinterland: Hinterland) -> None:
    assert volumes_or_values(hinterland.indicators, "CN-AH", [(of("new-three"), Period.of_year(2025))])[0] is None


def test_anhuis_vehicles_of_2024_were_volume_more_than_value(hinterland: Hinterland) -> None:
    found = volumes_or_values(hinterland.indicators, "CN-AH", [(of("motor-vehicles"), Period.of_year(2024))])[0]
    assert found is not None and found.volume_percent is not None and found.per_unit is not None
    assert found.unit_value.holds(D("2.83"))
    assert found.volume_percent.low is not None and found.volume_percent.low > 90
    assert found.per_unit.holds(D("96140000000") / 954000)
    assert found.to_dict()["unit_value_growth"]["low"] > 2.7


# -- advanced products


def test_the_shares_of_advanced_products_over_time(hinterland: Hinterland) -> None:
    high_tech, machinery = advanced(hinterland.indicators, "CN-AH", EXPORT, YEARS)
    assert [p for p, _, _ in high_tech.shares] == ["2024", "2025"]
    assert high_tech.change is not None and high_tech.change.below(Interval.exact(0))
    assert [p for p, _, _ in machinery.shares] == ["2023", "2024", "2025"]
    assert machinery.shares[-1][1].high is None
    assert machinery.to_dict()["change"]["high"] is None


def test_one_year_has_no_change(hinterland: Hinterland) -> None:
    [found] = advanced(hinterland.indicators, "CN", EXPORT, [Period.of_year(2024)])
    assert found.change is None


def test_where_none_is_held_nothing_is_said(hinterland: Hinterland) -> None:
    assert advanced(hinterland.indicators, "CN-QH", EXPORT, YEARS) == []
