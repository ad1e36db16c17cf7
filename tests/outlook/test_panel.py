"""Panels: what is held, what is missing and within which bound, and that neither bases nor members are mixed."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from tests.indicators.asking import held
from tests.outlook.made import PROVINCES, panel, whole

from hinterland import codes
from hinterland.api import Hinterland
from hinterland.codes import Period
from hinterland.interval import Interval
from hinterland.outlook.panel import Panel, alike, indicator, panels, years_held

D = Decimal
HEADER = "op,flow,basis,currency,region,period,value,unit,precision"


def row(region: str, period: str, value: str, *, basis: str = "operating-unit", currency: str = "CNY") -> str:
    return f"level,total,{basis},{currency},{region},{period},{value},{currency},1"


def of(h: Hinterland, period: str, **said: str) -> Panel:
    [found] = panels(h.indicators, indicator(**said), [Period.parse(period)], scope="central")  # type: ignore[arg-type]
    return found


CENTRAL = codes.members("central")


def test_held_members_have_their_level_with_its_rounding(tmp_path: Path) -> None:
    with held(tmp_path, HEADER, [row(r, "2024", "1000") for r in CENTRAL]) as h:
        found = of(h, "2024")
    assert [m.region for m in found.members] == list(CENTRAL)
    assert found.coverage == "6 of 6"
    assert found.complete and found.enough
    assert all(m.value == 1000 and m.rounding == m.widest for m in found.members)
    assert found.members[0].rounding is not None and found.members[0].rounding.low == D("999.5")


def test_a_missing_member_lies_within_its_bounds(tmp_path: Path) -> None:
    halves = [row(CENTRAL[0], "2024-01/2024-06", "60"), row(CENTRAL[0], "2024-07/2024-12", "70")]
    rows = [row(r, "2024", "1000") for r in CENTRAL[1:]] + [row(CENTRAL[0], "2022", "100"), *halves]
    with held(tmp_path, HEADER, rows) as h:
        found = of(h, "2024")
    first = found.members[0]
    assert (first.value, first.how, first.last) == (None, "missing", 100)
    assert first.widest is not None
    assert first.widest.low is not None and first.widest.high is not None
    assert D(125) < first.widest.low < D(130) < first.widest.high < D(135)
    assert found.missing == (CENTRAL[0],)
    assert found.coverage == "5 of 6"
    assert first.observations


def test_a_member_that_nothing_else_is_held_of_has_no_bound(tmp_path: Path) -> None:
    rows = [row(r, "2024", "1000") for r in CENTRAL[1:]] + [row(CENTRAL[0], "2022", "100")]
    with held(tmp_path, HEADER, rows) as h:
        found = of(h, "2024")
    assert found.members[0].widest is None
    assert any(m.wide is None for m in found.members)


def test_bases_and_currencies_are_never_mixed(tmp_path: Path) -> None:
    rows = [
        row(CENTRAL[0], "2024", "1000"),
        row(CENTRAL[1], "2024", "7", basis="destination-origin"),
        row(CENTRAL[2], "2024", "9", currency="USD"),
    ]
    with held(tmp_path, HEADER, rows) as h:
        assert [m.region for m in of(h, "2024").held] == [CENTRAL[0]]
        assert [m.region for m in of(h, "2024", basis="destination-origin").held] == [CENTRAL[1]]
        assert [m.region for m in of(h, "2024", currency="USD").held] == [CENTRAL[2]]


def test_the_embedded_years_are_those_with_more_than_half_of_the_provinces(hinterland: Hinterland) -> None:
    years = [str(p) for p in years_held(hinterland.indicators, indicator())]
    assert years[:10] == [str(y) for y in range(2016, 2026)]
    assert [str(p) for p in years_held(hinterland.indicators, indicator(), first=2018, last=2019)] == ["2018", "2019"]
    assert [str(p) for p in years_held(hinterland.indicators, indicator("export"))] == ["2023", "2024"]


def test_only_tibet_is_missing_in_2025_and_it_is_bounded(hinterland: Hinterland) -> None:
    [found] = panels(hinterland.indicators, indicator(), [Period.of_year(2025)])
    assert found.missing == ("CN-XZ",)
    assert found.coverage == "30 of 31"
    assert all(m.wide is not None for m in found.members)
    assert found.about()["missing"] == ["CN-XZ"]
    assert len(found.observations) == 31


def test_panels_come_in_the_order_asked(hinterland: Hinterland) -> None:
    wanted = [Period.of_year(2024), Period.of_year(2019)]
    assert [p.period for p in panels(hinterland.indicators, indicator(), wanted)] == wanted


def test_panels_alike_hold_the_same_members() -> None:
    a, b = panel({"CN-AH": 1, "CN-HA": 2, "CN-HB": 3}), panel({"CN-AH": 5, "CN-HA": None, "CN-HB": 7}, last={"CN-HA": 2})
    first, then = alike([a, b])
    assert first.missing == then.missing == ("CN-HA",)
    assert first.members[1].widest == Interval(D(2), D(2), True, True)
    assert first.members[1].last == 2


def test_panels_of_different_bases_are_not_alike() -> None:
    a = panel({"CN-AH": 1})
    b = Panel("provinces", a.period, indicator(basis="destination-origin"), a.members)
    with pytest.raises(ValueError, match="one group, basis, flow and currency"):
        alike([a, b])


def test_a_filled_panel_puts_the_missing_at_the_last_level_held() -> None:
    p = panel({"CN-AH": 1, "CN-HA": None}, last={"CN-HA": 4})
    filled, whole_ = p.filled()
    assert whole_
    assert [m.value for m in filled.members] == [1, 4]
    assert filled.members[1].rounding == Interval.exact(4)


def test_a_panel_with_a_member_that_nothing_bounds_is_filled_without_it() -> None:
    filled, whole_ = panel({"CN-AH": 1, "CN-HA": None}).filled()
    assert not whole_
    assert [m.region for m in filled.members] == ["CN-AH"]


def test_a_value_that_is_not_held_can_not_be_asked_for() -> None:
    [m] = panel({"CN-HA": None}).members
    with pytest.raises(ValueError, match="no level of CN-HA"):
        _ = m.exact
    with pytest.raises(ValueError, match="no level of CN-HA"):
        _ = m.narrow


def test_half_of_the_members_are_not_enough() -> None:
    assert not panel({"CN-AH": 1, "CN-HA": None}).enough
    assert panel({"CN-AH": 1, "CN-HA": None, "CN-HB": 2}).enough
    assert not whole([None] * len(PROVINCES)).enough
