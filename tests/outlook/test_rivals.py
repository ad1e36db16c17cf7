"""The models that the posterior is measured against."""

from __future__ import annotations

import numpy as np
import pytest
from tests.outlook.walks import months, wandering, years

import rivals
from hinterland.outlook.joint import TooShort

library = pytest.mark.skipif(not rivals.installed(), reason="statsforecast isn't installed")


def test_naive_drift_goes_on_as_it_went() -> None:
    steady = 1e11 * np.exp(0.1 * np.arange(8) + 0.001 * np.random.default_rng(0).standard_normal((3, 8)))
    table = years(steady)
    found = np.median(rivals.drift(table, 2, 500, 0), axis=0)
    assert found[:, 0] == pytest.approx(steady[:, -1] * np.exp(0.1), rel=0.01)
    assert found[:, 1] == pytest.approx(steady[:, -1] * np.exp(0.2), rel=0.01)


def test_naive_drift_spreads_as_its_formula_says() -> None:
    table = years(wandering(regions=1))
    moves = np.diff(np.log(table.levels[0]))
    spread = np.log(rivals.drift(table, 3, 20000, 0)[:, 0]).std(axis=0)
    steps = np.arange(1, 4)
    assert spread == pytest.approx(moves.std(ddof=1) * np.sqrt(steps * (1 + steps / len(moves))), rel=0.01)


def test_naive_drift_counts_the_steps_through_a_gap() -> None:
    table = years(wandering(regions=1))
    gone = years(np.where(np.arange(10) == 9, np.nan, table.levels))
    shorter = years(table.levels[:, :9])
    assert np.allclose(rivals.drift(gone, 1, 100, 0)[:, 0, 0], rivals.drift(shorter, 2, 100, 0)[:, 0, 1])


def test_naive_drift_takes_the_last_run_of_levels() -> None:
    levels = wandering(regions=1)
    broken = levels.copy()
    broken[0, 4] = np.nan
    other = levels.copy()
    other[0, :4] *= 100
    other[0, 4] = np.nan
    assert np.array_equal(rivals.drift(years(broken), 1, 50, 0), rivals.drift(years(other), 1, 50, 0))


@pytest.mark.parametrize("held", [0, 1, 2])
def test_naive_drift_needs_three_levels(held: int) -> None:
    levels = wandering(regions=1)
    levels[0, : 10 - held] = np.nan
    with pytest.raises(TooShort):
        rivals.drift(years(levels), 1, 10, 0)


def test_seasonal_naive_repeats_the_year_before() -> None:
    table = months(wandering(regions=2, steps=30))
    found = np.median(rivals.seasonal_naive(table, 14, 2001, 0), axis=0)
    assert found[:, :12] == pytest.approx(table.levels[:, -12:])
    assert found[:, 12:] == pytest.approx(table.levels[:, -12:-10])


def test_seasonal_naive_needs_two_years() -> None:
    with pytest.raises(TooShort, match="two whole years"):
        rivals.seasonal_naive(months(wandering(regions=2, steps=23)), 1, 10, 0)


def test_seasonal_growth_is_the_year_before_grown_as_the_year_so_far() -> None:
    levels = 1e11 * np.exp(0.1 * np.sin(np.arange(31)) * np.ones((3, 1)))
    levels[:, 24:] = levels[:, 12:19] * 1.2
    found = np.median(rivals.seasonal_growth(months(levels), 2, 2001, 0), axis=0)
    assert found == pytest.approx(1.2 * levels[:, 19:21], rel=1e-6)


def test_seasonal_growth_needs_a_year_and_a_month() -> None:
    with pytest.raises(TooShort):
        rivals.seasonal_growth(months(wandering(regions=2, steps=12)), 1, 10, 0)


def test_pooled_quantiles_are_those_of_all_growth() -> None:
    table = years(wandering(regions=4))
    found = np.log(rivals.quantiles_of_all(table, 2, 999, 0) / table.levels[None, :, -1:])
    assert np.median(found[:, :, 0], axis=0) == pytest.approx(np.full(4, np.nanmedian(table.growth)), abs=0.01)
    assert (found[:, :, 1].std(axis=0) > found[:, :, 0].std(axis=0)).all()


def test_pooled_drift_spreads_with_the_horizon() -> None:
    found = np.log(rivals.drift_of_all(years(wandering(regions=6)), 3, 500, 0)).std(axis=0)
    assert (np.diff(found, axis=1) > 0).all()


@pytest.mark.parametrize("model", [rivals.quantiles_of_all, rivals.drift_of_all])
def test_pooled_models_need_levels_and_growth(model: rivals.Model) -> None:
    with pytest.raises(TooShort):
        model(years(wandering(regions=3, steps=2)), 1, 10, 0)
    gone = wandering(regions=3)
    gone[0] = np.nan
    with pytest.raises(TooShort):
        model(years(gone), 1, 10, 0)


def test_without_the_library_there_are_the_plain_models() -> None:
    assert list(rivals.models(library=False)) == [rivals.NAIVE, "pooled quantiles", "pooled drift"]


def test_with_the_library_each_of_its_models_is_a_contender() -> None:
    assert set(rivals.LIBRARY) < set(rivals.models(library=True))


@library
@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("name", rivals.LIBRARY)
def test_a_library_model_gives_levels_in_yuan(name: str) -> None:
    table = years(wandering(regions=3))
    found = rivals.library_model(name)(table, 2, 201, 0)
    assert found.shape == (201, 3, 2)
    assert (np.abs(np.log(np.median(found, axis=0)[:, 0] / table.levels[:, -1])) < 1).all()


@library
@pytest.mark.filterwarnings("ignore")
def test_naive_drift_is_the_library_s_random_walk_with_drift_but_for_its_variance() -> None:
    table = years(wandering(regions=3))
    ours, theirs = (np.median(m(table, 3, 501, 0), axis=0) for m in (rivals.drift, rivals.library_model("RandomWalkWithDrift")))
    assert ours == pytest.approx(theirs, rel=1e-6)


@library
@pytest.mark.filterwarnings("ignore")
def test_a_library_model_counts_the_steps_through_a_gap() -> None:
    levels = wandering(regions=2)
    gone = levels.copy()
    gone[0, -1] = np.nan
    found = np.median(rivals.library_model("RandomWalkWithDrift")(years(gone), 1, 101, 0), axis=0)
    moves = np.diff(np.log(levels[0, :9])).mean()
    assert found[0, 0] == pytest.approx(levels[0, 8] * np.exp(2 * moves), rel=1e-6)
