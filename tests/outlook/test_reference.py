"""An independent reference: the measures of the embedded figures in plain floating point, from rows of SQL, sharing no code with the outlook.

Figures are read by one statement of this file; each measure is written out again from its definition.
"""

from __future__ import annotations

import math
from collections import defaultdict

import pytest

from hinterland import codes
from hinterland.api import Hinterland
from hinterland.outlook.shift import InlandShift, inland_shift

STATEMENT = """
    SELECT CAST(first_month / 100 AS INTEGER) AS year, region, CAST(value AS DOUBLE) AS value FROM levels
    WHERE series = 'trade|total|all|world|all|value|operating-unit|CNY' AND first_month % 100 = 1 AND last_month = first_month + 11 AND how <> 'sum'
    UNION ALL
    SELECT CAST(first_month / 100 AS INTEGER), region, CAST(value AS DOUBLE) FROM levels
    WHERE series = 'trade|total|all|world|all|value|operating-unit|CNY' AND first_month % 100 = 1 AND last_month = first_month + 11 AND how = 'sum' AND who = 0
"""
GROWTH = """
    SELECT region, CAST(value AS DOUBLE) AS value FROM stated_rates
    WHERE op = 'growth' AND series = 'trade|total|all|world|all|value|operating-unit|CNY' AND first_month = 202501 AND last_month = 202512
"""
REGIONS = ("eastern", "central", "western", "northeast")
YEARS = range(2016, 2026)

Trade = dict[int, dict[str, float]]


@pytest.fixture(scope="module")
def trade(hinterland: Hinterland) -> Trade:
    hinterland.indicators.include()
    found: Trade = defaultdict(dict)
    provinces = set(codes.members("provinces"))
    for r in hinterland.engine.fetch(STATEMENT):
        if r["region"] in provinces:
            found[r["year"]][r["region"]] = r["value"]
    return found


@pytest.fixture(scope="module")
def shift(hinterland: Hinterland) -> InlandShift:
    return inland_shift(hinterland.indicators)


@pytest.fixture(scope="module")
def all_of_them(hinterland: Hinterland, trade: Trade) -> Trade:
    """Each year's levels, those that aren't held at the last one, or at the end of their bounds next to it."""
    found: Trade = {}
    for year, held in trade.items():
        before = {r: v for r, v in trade.get(year - 1, {}).items() if r not in held}
        cells = {r: hinterland.bounds(r, str(year), flow="total").cells[0].bound for r in before}
        found[year] = {**held, **{r: min(max(v, cells[r].low or 0), cells[r].high or math.inf) for r, v in before.items()}}
    return found


def number(year: int) -> int:
    return year - YEARS[0]


def place() -> dict[str, tuple[float, float]]:
    import csv
    from importlib.resources import files

    with (files("hinterland.packs") / "china" / "centroids.csv").open(encoding="utf-8") as f:
        return {r["region"]: (float(r["longitude"]), float(r["latitude"])) for r in csv.DictReader(f)}


@pytest.mark.parametrize("year", YEARS)
@pytest.mark.parametrize("group", [*REGIONS, "inland", "coastal", "yangtze-delta", "beijing-tianjin-hebei"])
def test_shares(trade: Trade, shift: InlandShift, year: int, group: str) -> None:
    all_of = sum(trade[year].values())
    part = sum(v for r, v in trade[year].items() if r in codes.members(group))
    assert float(shift.shares[group][number(year)].percent.value) == pytest.approx(100 * part / all_of, abs=1e-9)


@pytest.mark.parametrize("year", YEARS)
def test_centres(trade: Trade, shift: InlandShift, year: int) -> None:
    all_of, where = sum(trade[year].values()), place()
    found = shift.centres[number(year)]
    for axis, m in enumerate((found.longitude, found.latitude)):
        assert float(m.value) == pytest.approx(sum(v * where[r][axis] for r, v in trade[year].items()) / all_of, abs=1e-9)


@pytest.mark.parametrize("year", YEARS)
def test_theil(all_of_them: Trade, shift: InlandShift, year: int) -> None:
    filled = all_of_them[year]
    all_of, n = sum(filled.values()), len(filled)
    assert n == 31
    between = 0.0
    for group in REGIONS:
        own = [v for r, v in filled.items() if r in codes.members(group)]
        between += sum(own) / all_of * math.log(sum(own) / all_of * n / len(own))
    whole = sum(v / all_of * math.log(n * v / all_of) for v in filled.values())
    found = shift.inequality[number(year)]
    assert float(found.theil.value) == pytest.approx(whole, abs=1e-9)
    assert float(found.between.value) == pytest.approx(between, abs=1e-9)
    assert float(found.within.value) == pytest.approx(whole - between, abs=1e-9)


@pytest.mark.parametrize("year", YEARS)
def test_sigma(all_of_them: Trade, shift: InlandShift, year: int) -> None:
    filled = all_of_them[year]
    logs = [math.log(v) for v in filled.values()]
    mean = sum(logs) / len(logs)
    deviation = math.sqrt(sum((x - mean) ** 2 for x in logs) / len(logs))
    assert float(shift.sigma[number(year)].deviation.value) == pytest.approx(deviation, abs=1e-9)


def test_the_movement_from_first_to_last(trade: Trade, shift: InlandShift) -> None:
    where, centres = place(), []
    both = trade[2016].keys() & trade[2025].keys()
    for year in (2016, 2025):
        all_of = sum(trade[year][r] for r in both)
        centres.append(tuple(math.radians(sum(trade[year][r] * where[r][axis] for r in both) / all_of) for axis in (0, 1)))
    (x, y), (u, v) = centres
    angle = math.acos(math.sin(y) * math.sin(v) + math.cos(y) * math.cos(v) * math.cos(u - x))
    assert float(shift.moved.kilometres.value) == pytest.approx(6371.0088 * angle, abs=1e-3)


def test_the_line_of_convergence(trade: Trade, shift: InlandShift) -> None:
    both = sorted(trade[2016].keys() & trade[2025].keys())
    x = [math.log(trade[2016][r]) for r in both]
    g = [(math.log(trade[2025][r]) - math.log(trade[2016][r])) / 9 for r in both]
    mean_x, mean_g = sum(x) / len(x), sum(g) / len(g)
    slope = sum((a - mean_x) * (b - mean_g) for a, b in zip(x, g, strict=True)) / sum((a - mean_x) ** 2 for a in x)
    assert shift.beta is not None
    assert float(shift.beta.slope.value) == pytest.approx(slope, abs=1e-9)


def test_the_shift_share_of_2025(hinterland: Hinterland, trade: Trade, shift: InlandShift) -> None:
    rates = {r["region"]: r["value"] for r in hinterland.engine.fetch(GROWTH)}
    base = {r: v / (1 + rates[r] / 100) if r in rates else trade[2024][r] for r, v in trade[2025].items()}
    nation = 100 * (sum(trade[2025].values()) / sum(base.values()) - 1)
    assert len(shift.shifts) == len(base) == 30
    for s in shift.shifts:
        own = [r for r in base if r in codes.members(s.group)]
        group = 100 * (sum(trade[2025][r] for r in own) / sum(base[r] for r in own) - 1)
        growth = 100 * (trade[2025][s.region] / base[s.region] - 1)
        parts = [float(m.value) for m in (s.growth, s.national, s.structure, s.own)]
        assert parts == pytest.approx([growth, nation, group - nation, growth - group], abs=1e-9)
        assert s.how == ("published" if s.region in rates else "derived")
