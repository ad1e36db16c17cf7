"""Vintages are kept apart: what a measure rests on when only some sources are known, and that a revised base never joins a year's levels."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest
from tests.indicators.asking import held

from hinterland import codes
from hinterland.api import Hinterland
from hinterland.api import open as open_warehouse
from hinterland.codes import Period
from hinterland.outlook.panel import indicator, panels
from hinterland.outlook.quality import volatility
from hinterland.outlook.shift import inland_shift
from hinterland.outlook.shift_share import shift_shares

F = Fraction
HEADER = "op,flow,basis,currency,region,period,value,unit,precision"
PROVINCES = codes.members("provinces")
Y2023, Y2024 = Period.of_year(2023), Period.of_year(2024)


def level(region: str, year: int, value: int) -> str:
    return f"level,total,operating-unit,CNY,{region},{year},{value},CNY,0"


def growth(region: str, rate: str) -> str:
    return f"growth,total,operating-unit,CNY,{region},2024,{rate},percent,0.1"


def test_a_published_level_is_preferred_to_the_base_that_growth_implies(tmp_path: Path) -> None:
    rows = [level(r, y, 1000) for r in PROVINCES for y in (2023, 2024)] + [growth("CN-AH", "25.0")]
    with held(tmp_path, HEADER, rows) as h:
        [before] = panels(h.indicators, indicator(), [Y2023])
        [anhui] = [m for m in before.members if m.region == "CN-AH"]
        assert (anhui.value, anhui.how) == (1000, "published")


def test_growth_uses_the_base_that_was_published_with_it_and_not_the_level_held(tmp_path: Path) -> None:
    # Level 1000 in both years, and +25.0 percent published: the base was revised to 800.
    rows = [level(r, y, 1000) for r in PROVINCES for y in (2023, 2024)] + [growth("CN-AH", "25.0")]
    with held(tmp_path, HEADER, rows) as h:
        found = {s.region: s for s in shift_shares(h.indicators, indicator(), Y2024)}
    assert found["CN-AH"].exact.change == 25
    assert found["CN-AH"].base == 800
    assert found["CN-HA"].exact.change == 0
    assert found["CN-HA"].exact.national == 100 * (F(31000, 30800) - 1)


def test_where_only_the_revised_base_is_held_it_stands_and_says_that_it_is_derived(tmp_path: Path) -> None:
    rows = [level(r, 2024, 1000) for r in PROVINCES] + [level(r, 2023, 1000) for r in PROVINCES if r != "CN-AH"] + [growth("CN-AH", "25.0")]
    with held(tmp_path, HEADER, rows) as h:
        [before] = panels(h.indicators, indicator(), [Y2023])
    [anhui] = [m for m in before.members if m.region == "CN-AH"]
    assert anhui.how == "derived"
    assert anhui.rounding is not None and anhui.rounding.holds(800) and not anhui.rounding.is_point


def test_a_later_level_of_a_cell_takes_its_place_and_is_not_added(tmp_path: Path) -> None:
    with held(tmp_path, HEADER, [level(r, 2024, 1000) for r in PROVINCES], [level("CN-AH", 2024, 1001)]) as h:
        [found] = panels(h.indicators, indicator(), [Y2024])
    assert found.coverage == "31 of 31"
    assert sum(m.exact for m in found.members) in (31000, 31001)


@pytest.fixture(scope="module")
def early(hinterland: Hinterland) -> Hinterland:
    """What was known at the end of 2024."""
    return open_warehouse(hinterland.store.location, as_of=date(2024, 12, 31), embedded=False)


def test_what_was_not_yet_published_is_in_no_measure(early: Hinterland) -> None:
    found = inland_shift(early.indicators)
    assert str(found.periods[-1]) == "2023"
    released = {o.released for p in found.centres for o in early.indicators.observations(p.panel.observations) if o.released}
    assert max(released) <= "2024-12-31"


def test_volatility_of_an_earlier_day_ends_earlier(early: Hinterland) -> None:
    found = volatility(early.indicators, "CN-AH", indicator(), [Period.of_year(y) for y in range(2017, 2026)])
    assert found is not None
    assert "2025" in found.missing


def test_every_figure_of_a_panel_leads_to_observations_of_its_own_basis(hinterland: Hinterland) -> None:
    for basis, currency in (("operating-unit", "CNY"), ("destination-origin", "USD")):
        [found] = panels(hinterland.indicators, indicator(basis=basis, currency=currency), [Y2024])  # type: ignore[arg-type]
        for o in hinterland.indicators.observations(found.observations):
            assert o.indicator.basis == basis
            assert o.period == "2024"
