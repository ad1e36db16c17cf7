"""The pooled model: what it finds in figures whose making is known, and the laws of its paths."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.outlook.walks import wandering, years

from hinterland.outlook.pooled import PRIOR, Known, Prior, TooShort, fit, growths, simulate


def growth(regions: int = 31, steps: int = 9, seed: int = 1, noise: float = 0.1, own: float = 0.0) -> np.ndarray:  # type: ignore[type-arg]
    random = np.random.default_rng(seed)
    drift = own * random.standard_normal((regions, 1))
    return np.asarray(0.05 + 0.05 * random.standard_normal(steps) + drift + noise * random.standard_normal((regions, steps)))


# -- fitting


def test_drifts_of_provinces_that_have_none_are_shrunk_to_almost_nothing() -> None:
    found = fit(growth())
    rough = np.abs(growth() - np.median(growth(), axis=0)).mean()
    assert np.abs(found.drift).mean() < rough / 4


def test_drifts_that_are_there_are_found() -> None:
    table = growth(own=0.1, noise=0.03)
    found = fit(table)
    actual = (table - np.median(table, axis=0)).mean(axis=1)
    assert np.corrcoef(found.drift, actual)[0, 1] > 0.95
    assert np.abs(found.drift).mean() > 0.8 * np.abs(actual).mean()


def test_noise_lies_between_a_province_s_own_and_that_of_all() -> None:
    table = growth(steps=4)
    table[0] = np.median(table, axis=0)
    table[1] = np.median(table, axis=0) + np.array([1.0, -1.0, 1.0, -1.0])
    found = fit(table)
    assert 0 < found.noise[0] < np.median(found.noise) < found.noise[1] < 1.2


def test_the_cycle_is_pulled_to_what_was_thought_before() -> None:
    booming = growth(steps=3) + 0.2
    cycle = np.median(booming, axis=0).mean()
    assert PRIOR.cycle < fit(booming).mean < cycle
    assert fit(booming, Prior(cycle_years=1e-9)).mean == pytest.approx(cycle)


def test_a_province_with_missing_years_is_fitted_by_the_others() -> None:
    table = growth()
    table[5, :6] = np.nan
    found = fit(table)
    assert np.isfinite(found.drift).all()
    assert found.drift_error[5] >= 0


def test_years_of_few_provinces_are_left_out() -> None:
    table = growth()
    few = np.full((31, 1), np.nan)
    few[:3] = 5.0
    with_few, without = fit(np.hstack([few, table])), fit(table)
    assert with_few.mean == without.mean
    assert np.array_equal(with_few.noise, without.noise)


@pytest.mark.parametrize("steps", [0, 1, 2])
def test_too_few_years_are_too_short_to_say(steps: int) -> None:
    with pytest.raises(TooShort, match="too short to say"):
        fit(growth(steps=steps))


def test_a_province_with_one_rate_is_too_short_to_say() -> None:
    table = growth()
    table[0, 1:] = np.nan
    with pytest.raises(TooShort):
        fit(table)


# -- paths


def test_a_seed_gives_the_same_paths_and_another_gives_others() -> None:
    table = years(wandering())
    assert np.array_equal(simulate(table, 3, 50, 7), simulate(table, 3, 50, 7))
    assert not np.array_equal(simulate(table, 3, 50, 7), simulate(table, 3, 50, 8))


def test_a_longer_horizon_leaves_the_first_steps_as_they_are() -> None:
    table = years(wandering())
    assert np.array_equal(simulate(table, 2, 50, 0), simulate(table, 5, 50, 0)[:, :, :2])


def test_paths_have_their_shape_and_are_above_zero() -> None:
    found = simulate(years(wandering(regions=7)), 4, 60, 0)
    assert found.shape == (60, 7, 4)
    assert (found > 0).all()


def test_what_comes_after_the_origin_does_not_change_the_forecast() -> None:
    levels = wandering()
    changed = levels.copy()
    changed[:, 6:] *= 3
    assert np.array_equal(simulate(years(levels).until(2021), 3, 50, 0), simulate(years(changed).until(2021), 3, 50, 0))


def test_provinces_move_together() -> None:
    found = simulate(years(wandering(noise=0.02)), 1, 4000, 0)
    rates = np.log(found[:, :, 0])
    assert np.corrcoef(rates[:, 0], rates[:, 1])[0, 1] > 0.5


def test_uncertainty_grows_with_the_horizon() -> None:
    spread = np.log(simulate(years(wandering()), 5, 2000, 0)).std(axis=0)
    assert (np.diff(spread, axis=1) > 0).all()


def test_a_province_not_held_in_the_last_year_starts_from_its_last_and_is_less_sure() -> None:
    levels = wandering(seed=3)
    gone = levels.copy()
    gone[4, -1] = np.nan
    whole, short = (np.log(simulate(years(x), 1, 4000, 0)[:, 4, 0]) for x in (levels, gone))
    assert short.std() > whole.std()
    since = np.median(np.log(gone[:, -1] / gone[:, -2])[np.arange(31) != 4])
    assert np.median(short) == pytest.approx(np.median(whole) - np.log(levels[4, -1] / levels[4, -2]) + since, abs=0.05)


def test_a_province_without_a_level_is_too_short_to_say() -> None:
    table = years(wandering())
    table.levels[0] = np.nan
    with pytest.raises(TooShort, match=table.regions[0]):
        simulate(table, 1, 10, 0)


@given(seed=st.integers(0, 1000), mark=st.floats(9, 13))
@settings(max_examples=25)
def test_probabilities_fall_with_the_threshold_and_quantiles_are_in_order(seed: int, mark: float) -> None:
    found = simulate(years(wandering(regions=5, seed=seed)), 2, 200, seed)
    thresholds = 10.0 ** np.linspace(mark - 2, mark + 2, 9)
    chances = np.array([(found > t).mean(axis=0) for t in thresholds])
    assert (np.diff(chances, axis=0) <= 0).all()
    assert (np.diff(np.quantile(found, (0.1, 0.5, 0.9), axis=0), axis=0) >= 0).all()


# -- a first year that is known in part


def known(regions: int, centre: float = np.nan, remaining: float = 1.0, spread: float = 0.001) -> Known:
    return Known(0.15, spread, np.full(regions, centre), np.full(regions, remaining))


def test_a_known_cycle_moves_the_first_year_of_all() -> None:
    found = fit(growth())
    told = growths(found, 2, 4000, 0, known(31))
    assert np.median(told[:, :, 0]) == pytest.approx(0.15, abs=0.01)
    assert np.median(told[:, :, 1]) == pytest.approx(found.mean, abs=0.02)


def test_a_province_that_is_told_is_where_it_was_told_to_be() -> None:
    told = growths(fit(growth()), 1, 4000, 0, known(31, centre=0.02, remaining=0.0))
    assert np.median(told[:, 3, 0]) == pytest.approx(0.17, abs=0.002)
    assert told[:, 3, 0].std() < 0.01
