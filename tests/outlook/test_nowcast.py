"""Reading a year from its year to date: what is learnt, what is read, and that nothing of the year itself is used."""

from __future__ import annotations

import numpy as np
import pytest

from hinterland.api import Hinterland
from hinterland.outlook import nowcast as nc
from hinterland.outlook.pooled import fit
from hinterland.outlook.series import NATION, yearly


@pytest.fixture(scope="module")
def series(hinterland: Hinterland):  # type: ignore[no-untyped-def]
    return yearly(hinterland.indicators)


@pytest.fixture(scope="module")
def to_date(hinterland: Hinterland, series):  # type: ignore[no-untyped-def]
    return nc.to_date(hinterland.indicators, series)


def made(keep: float, years: int = 6, regions: int = 5, noise: float = 0.0) -> tuple[np.ndarray, np.ndarray]:  # type: ignore[type-arg]
    """Years whose months left keep a part of the growth so far."""
    random = np.random.default_rng(0)
    growth = np.repeat(0.1 * random.standard_normal((regions, years, 1)), 12, axis=2)
    rest = keep * growth[:, :, 0] + noise * random.standard_normal((regions, years))
    growth[:, :, :5], growth[:, :, 6:] = np.nan, np.nan
    return growth, 0.5 * growth[:, :, 5] + 0.5 * rest


# -- rules


def test_a_rule_reads_a_whole_year_as_it_is() -> None:
    rule = nc.Rule(0.3, 1.0)
    assert rule.read(np.array([0.2]), np.array([12]))[0] == pytest.approx(0.2)
    assert rule.missing(np.array([12]))[0] == 0


def test_a_rule_lets_the_months_left_keep_a_part() -> None:
    assert nc.Rule(0.5, 1.0).read(np.array([0.2]), np.array([6]))[0] == pytest.approx(0.5 * 0.2 + 0.5 * 0.1)
    assert nc.Rule(0.0, 1.0).read(np.array([0.2]), np.array([6]), 0.04)[0] == pytest.approx(0.5 * 0.2 + 0.5 * 0.04)


@pytest.mark.parametrize("keep", [0.0, 0.8])
def test_what_the_months_left_keep_is_learnt(keep: float) -> None:
    growth, outcome = made(keep, years=300)
    found = nc.learn(growth, outcome, np.full(5, 0.1))
    assert found.keep == pytest.approx(keep, abs=0.05)
    assert found.spread < 0.2


def test_by_how_much_the_months_left_miss_is_learnt() -> None:
    growth, outcome = made(0.5, years=300, noise=0.05)
    assert nc.learn(growth, outcome, np.full(5, 0.1)).spread == pytest.approx(0.05 / 0.1, rel=0.1)


def test_without_a_year_the_rule_is_what_was_thought_before() -> None:
    empty = np.full((3, 4, 12), np.nan)
    found = nc.learn(empty, np.full((3, 4), np.nan), np.ones(3))
    assert (found.keep, found.spread) == (nc.KEEP[0], nc.SPREAD[0])


def test_one_wild_province_does_not_make_the_rule() -> None:
    growth, outcome = made(0.5, years=50, regions=31)
    growth[0], outcome[0] = 100 * growth[0], -100 * growth[0, :, 5]
    assert nc.learn(growth, outcome, np.full(31, 0.1)).keep > 0.1


# -- years to date as held


def test_years_to_date_are_held_of_the_nation_and_of_all_provinces(to_date) -> None:  # type: ignore[no-untyped-def]
    assert to_date.regions[0] == NATION
    july = to_date.growth[:, to_date.years.index(2025), 6]
    assert np.isfinite(july).all()
    assert 100 * np.expm1(july[0]) == pytest.approx(3.5)


def test_the_year_under_way_is_among_them(to_date) -> None:  # type: ignore[no-untyped-def]
    assert to_date.years[-1] == 2026
    assert 100 * np.expm1(to_date.growth[0, -1, 7]) == pytest.approx(17.6)
    assert np.isnan(to_date.outcome[:, -1]).all()


def test_through_a_month_nothing_later_is_known(to_date) -> None:  # type: ignore[no-untyped-def]
    seen = to_date.through(2025, 4)
    year = to_date.years.index(2025)
    assert np.isfinite(seen.growth[0, year, 3])
    assert np.isnan(seen.growth[:, year, 4:]).all()
    assert np.isnan(seen.growth[:, year + 1 :]).all()
    assert np.isnan(seen.outcome[:, year:]).all()
    assert np.array_equal(seen.outcome[:, :year], to_date.outcome[:, :year], equal_nan=True)


def test_what_comes_later_does_not_change_the_nowcast(series, to_date) -> None:  # type: ignore[no-untyped-def]
    wrong = nc.ToDate(to_date.regions, to_date.years, to_date.growth.copy(), to_date.outcome.copy())
    year = to_date.years.index(2025)
    wrong.growth[:, year, 7:] = 9.0
    wrong.outcome[:, year:] = 9.0
    before = fit(series.until(2024).growth)
    first, second = (nc.nowcast(x.through(2025, 7), 2025, before).known for x in (to_date, wrong))
    assert first is not None and second is not None
    assert (first.cycle, first.spread) == (second.cycle, second.spread)
    assert np.array_equal(first.centre, second.centre, equal_nan=True)


# -- nowcasts


def test_2025_read_from_july_knows_every_province(series, to_date) -> None:  # type: ignore[no-untyped-def]
    found = nc.nowcast(to_date.through(2025, 7), 2025, fit(series.until(2024).growth))
    assert (found.nation, set(found.months)) == (7, {7})
    assert found.known is not None
    assert (found.known.remaining < 0.6).all()


def test_2026_is_known_of_the_nation_and_of_three_provinces(series, to_date) -> None:  # type: ignore[no-untyped-def]
    found = nc.nowcast(to_date, 2026, fit(series.growth))
    held = {r for r, m in zip(series.regions, found.months, strict=True) if m}
    assert found.nation == 8
    assert held == {"CN-GS", "CN-SH", "CN-SN"}
    assert found.known is not None
    assert 0.10 < found.known.cycle < 0.18
    assert np.isnan(found.known.centre).sum() == 28
    assert (found.known.remaining[np.isnan(found.known.centre)] == 1).all()


def test_later_months_leave_less_open(series, to_date) -> None:  # type: ignore[no-untyped-def]
    before = fit(series.until(2023).growth)
    found = [nc.nowcast(to_date.through(2024, m), 2024, before).known for m in (2, 5, 8, 11)]
    remaining = [k.remaining.mean() for k in found if k is not None]
    assert remaining == sorted(remaining, reverse=True)
    spread = [k.spread for k in found if k is not None]
    assert spread == sorted(spread, reverse=True)


def test_a_whole_year_that_is_out_is_as_good_as_told(series, to_date) -> None:  # type: ignore[no-untyped-def]
    told = to_date.through(2025, 12)
    found = nc.nowcast(told, 2025, fit(series.until(2024).growth))
    assert found.nation == 12
    assert found.known is not None
    place = series.regions.index("CN-AH")
    assert found.months[place] == 12
    assert found.known.remaining[place] == 0
    assert found.known.cycle + found.known.centre[place] == pytest.approx(np.log(1.173), abs=1e-6)


def test_without_the_nation_nothing_is_read(series, to_date) -> None:  # type: ignore[no-untyped-def]
    blind = to_date.through(2025, 7)
    blind.growth[0, blind.years.index(2025)] = np.nan
    found = nc.nowcast(blind, 2025, fit(series.until(2024).growth))
    assert found.known is None
    assert found.nation == 0
