"""What is true of the embedded figures, and any answer must respect: clubs and their years, revised bases, the central region in 2025."""

from __future__ import annotations

from decimal import Decimal

import pytest
from tests.indicators.asking import ask, need

from hinterland import codes
from hinterland.api import Hinterland
from hinterland.interval import Interval

TRILLION = Interval.exact(10**12)

SEVEN = {"CN-GD", "CN-JS", "CN-ZJ", "CN-SH", "CN-BJ", "CN-SD", "CN-FJ"}

CLUBS = {
    **{str(year): SEVEN for year in (2016, 2017, 2018, 2019, 2020, 2021, 2023)},
    "2022": SEVEN | {"CN-SC"},
    "2024": SEVEN | {"CN-SC"},
    "2025": SEVEN | {"CN-SC", "CN-AH"},
}
"""The provinces above one trillion yuan: Sichuan joined in 2022, left in 2023 and came back; Anhui joined in 2025."""

CENTRAL_2025 = {"CN-HB": "18.2", "CN-AH": "17.3", "CN-HA": "14.1", "CN-JX": "2.7", "CN-HN": "-3.9", "CN-SX": "-21.2"}


@pytest.mark.parametrize("year", CLUBS)
def test_the_trillion_club_of_a_year(hinterland: Hinterland, year: str) -> None:
    provinces = codes.members("provinces")
    answers = hinterland.indicators.ask([need(region, period=year) for region in provinces])
    above = {a.need.region for a in answers if a.best is not None and a.best.interval.above(TRILLION)}
    unsure = {a.need.region for a in answers if a.best is not None and a.best.interval.above(TRILLION) is None}
    missing = {a.need.region for a in answers if a.best is None}
    assert (above, unsure) == (CLUBS[year], set())
    assert missing <= ({"CN-XZ"} if year == "2025" else set())


def test_of_the_nine_three_are_not_coastal() -> None:
    assert CLUBS["2025"] - set(codes.members("coastal")) == {"CN-BJ", "CN-SC", "CN-AH"}


def test_growth_of_the_central_region_in_2025(hinterland: Hinterland) -> None:
    assert set(CENTRAL_2025) == set(codes.members("central"))
    for region, rate in CENTRAL_2025.items():
        answer = ask(hinterland, region, "growth")
        assert answer.best == answer.published
        assert answer.published is not None and answer.published.interval == Interval.stated(rate)


@pytest.mark.parametrize(
    ("region", "published", "lowest", "highest"),
    [("CN", "0.2", "-0.75", "-0.73"), ("CN-GD", "0.3", "-0.13", "-0.05")],
)
def test_growth_in_2023_has_another_sign_between_the_levels_held(
    hinterland: Hinterland, region: str, published: str, lowest: str, highest: str
) -> None:
    answer = ask(hinterland, region, "growth", "2023")
    assert answer.best == answer.published
    assert answer.published is not None and answer.published.interval == Interval.stated(published)
    assert answer.computed is not None and Decimal(lowest) < answer.computed.value < Decimal(highest)
    assert answer.computed.interval.below(Interval.exact(0))
    [row] = [r for r in hinterland.show(region, flow="total").rows if r.period == "2023"]
    assert (row.growth_published, row.growth_computed) == (Decimal(published), round(answer.computed.value, 2))
    assert "it uses the revised figure for 2022" in row.note


def test_anhuis_growth_in_2025_is_within_rounding_of_what_its_revised_base_says(hinterland: Hinterland) -> None:
    answer = ask(hinterland, "CN-AH", "growth")
    assert answer.computed is not None and Decimal("17.1") < answer.computed.value < Decimal("17.3")


def test_anhuis_base_of_2020_was_revised(hinterland: Hinterland) -> None:
    rows = hinterland.sql(
        "SELECT value / 1e9, reliability FROM observations WHERE region = 'CN-AH' AND op = 'level' AND flow = 'total' AND period = '2020' "
        "AND product = 'all' AND partner = 'world' AND basis = 'operating-unit' AND currency = 'CNY'"
    ).fetchall()
    assert {round(float(v), 1) for v, reliability in rows if reliability == "derived"} == {545.3}
    assert 540.6 in {round(float(v), 1) for v, reliability in rows if reliability != "derived"}


def test_bases_are_never_mixed(hinterland: Hinterland) -> None:
    operating, origin = (
        ask(hinterland, "CN-BJ", period="2024", basis=b, currency="USD").best for b in ("operating-unit", "destination-origin")
    )
    assert operating is not None and origin is not None
    assert (round(operating.value / 10**9), round(origin.value / 10**9)) == (507, 138)


def test_exports_and_imports_make_the_total_within_rounding(hinterland: Hinterland) -> None:
    held = hinterland.sql(
        """SELECT count(*), count(*) FILTER (e.low + i.low < t.high AND t.low < e.high + i.high)
           FROM preferred AS t
           JOIN preferred AS e ON e.flow = 'export' AND e.series = replace(t.series, '|total|', '|export|') AND e.region = t.region
               AND e.first_month = t.first_month AND e.last_month = t.last_month AND e.op = 'level' AND e.source = t.source
           JOIN preferred AS i ON i.flow = 'import' AND i.series = replace(t.series, '|total|', '|import|') AND i.region = t.region
               AND i.first_month = t.first_month AND i.last_month = t.last_month AND i.op = 'level' AND i.source = t.source
           WHERE t.flow = 'total' AND t.op = 'level' AND t.source = 'GACC-T8'"""
    ).fetchall()
    [(triples, adding_up)] = held
    assert triples > 1000 and adding_up == triples


def test_the_provinces_make_the_nation_in_every_month_of_the_table(hinterland: Hinterland) -> None:
    gaps = hinterland.sql(
        """SELECT n.period, n.flow, abs(n.value - sum(p.value)), count(*)
           FROM preferred AS n
           JOIN preferred AS p ON p.series = n.series AND p.first_month = n.first_month AND p.last_month = n.last_month AND p.op = 'level'
               AND p.source = 'GACC-T8' AND p.reliability <> 'derived' AND p.region IN (SELECT member FROM scope_members WHERE scope = 'provinces')
           WHERE n.region = 'CN' AND n.op = 'level' AND n.source = 'GACC-T8' AND n.reliability <> 'derived' AND n.first_month = n.last_month
           GROUP BY n.period, n.flow, n.value"""
    ).fetchall()
    assert len(gaps) > 50
    assert {count for *_, count in gaps} == {31}
    assert max(gap for _, _, gap, _ in gaps) <= 40_000, "four units of the table, of which 32 rounded figures make sixteen"
