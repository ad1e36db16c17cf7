"""The pooled model for months: the season comes back, the pace is kept and forgotten."""

from __future__ import annotations

import numpy as np
import pytest
from tests.outlook.walks import months

from hinterland.outlook.months import simulate
from hinterland.outlook.pooled import TooShort


def seasonal(regions: int = 8, steps: int = 31, noise: float = 0.02, rate: float = 0.1) -> np.ndarray:  # type: ignore[type-arg]
    random = np.random.default_rng(5)
    season = 1 + 0.3 * np.sin(np.arange(steps) * 2 * np.pi / 12)
    return np.asarray(1e10 * season * np.exp(rate * np.arange(steps) / 12 + noise * random.standard_normal((regions, steps))))


def test_the_season_comes_back() -> None:
    table = months(seasonal())
    found = np.median(simulate(table, 12, 2000, 0), axis=0)
    before = table.levels[:, -12:]
    assert np.corrcoef(np.log(found).mean(axis=0), np.log(before).mean(axis=0))[0, 1] > 0.99


def test_growth_goes_on_and_is_forgotten() -> None:
    table = months(seasonal(rate=0.3))
    found = np.log(np.median(simulate(table, 24, 2000, 0), axis=0).mean(axis=0))
    first, later = found[0] - np.log(table.levels[:, -12].mean()), found[23] - found[11]
    assert 0.2 < first < 0.35
    assert later < first


def test_uncertainty_grows_from_year_to_year() -> None:
    spread = np.log(simulate(months(seasonal()), 24, 2000, 0)).std(axis=0).mean(axis=0)
    assert spread[12] > spread[0]
    assert spread[23] > spread[11]


def test_a_seed_gives_the_same_paths_of_which_a_longer_horizon_keeps_the_first() -> None:
    table = months(seasonal())
    assert np.array_equal(simulate(table, 6, 40, 3), simulate(table, 6, 40, 3))
    assert np.array_equal(simulate(table, 6, 40, 3), simulate(table, 18, 40, 3)[:, :, :6])
    assert not np.array_equal(simulate(table, 6, 40, 3), simulate(table, 6, 40, 4))


def test_provinces_move_together() -> None:
    rates = np.log(simulate(months(seasonal(noise=0.005)), 12, 3000, 0)[:, :, -1])
    assert np.corrcoef(rates[:, 0], rates[:, 1])[0, 1] > 0.3


def test_what_comes_after_the_origin_does_not_change_the_forecast() -> None:
    levels = seasonal()
    changed = levels.copy()
    changed[:, 26:] *= 2
    first, second = (simulate(months(x).until(202501), 3, 40, 0) for x in (levels, changed))
    assert np.array_equal(first, second)


def test_a_missing_month_is_bridged() -> None:
    levels = seasonal()
    levels[2, -1] = np.nan
    assert np.isfinite(simulate(months(levels), 13, 20, 0)).all()


def test_less_than_two_years_are_too_short_to_say() -> None:
    with pytest.raises(TooShort, match="23 months"):
        simulate(months(seasonal(steps=23)), 1, 10, 0)


def test_two_years_of_all_regions_are_needed() -> None:
    levels = seasonal(steps=26)
    levels[0, :8] = np.nan
    with pytest.raises(TooShort, match="18 months"):
        simulate(months(levels), 1, 10, 0)
