"""Rolling origins: nothing of later is seen, everything of earlier is scored once."""

from __future__ import annotations

import numpy as np
import pytest
from tests.outlook.walks import months, wandering, years

import backtest
import rivals
from hinterland.api import Hinterland
from hinterland.codes import Period
from hinterland.codes.periods import boundary
from hinterland.indicators import Indicators
from hinterland.outlook.joint import TooShort
from hinterland.outlook.series import Array, Series, monthly, parts, table, yearly
from rivals import Model


def remembering(seen: list[Series]) -> Model:
    def model(series: Series, horizon: int, paths: int, seed: int) -> Array:
        seen.append(series)
        return np.ones((paths, len(series.regions), horizon)) * series.levels[None, :, -1:]

    return model


def test_a_model_sees_the_years_up_to_the_origin_and_no_later_one() -> None:
    seen: list[Series] = []
    table = years(wandering(regions=3))
    found = backtest.run(table, {"m": remembering(seen)}, paths=10)
    assert [s.years[-1] for s in seen] == [2019, 2020, 2021, 2022, 2023, 2024]
    assert found.origins == ["2019", "2020", "2021", "2022", "2023", "2024"]
    assert all(np.array_equal(s.levels, table.levels[:, : len(s)]) for s in seen)


def test_changing_later_figures_changes_no_earlier_forecast() -> None:
    levels = wandering(regions=5)
    changed = levels.copy()
    changed[:, 8:] *= 10
    told: list[list[Array]] = [[], []]
    for held, into in zip((years(levels), years(changed)), told, strict=True):

        def model(s: Series, h: int, p: int, seed: int, into: list[Array] = into) -> Array:
            into.append(rivals.drift_of_all(s, h, p, seed))
            return into[-1]

        backtest.run(held, {"m": model}, paths=20)
    first, second = told
    same = [np.array_equal(a, b) for a, b in zip(first, second, strict=True)]
    assert same == [True] * 5 + [False]


def test_forecasts_are_counted_by_horizon() -> None:
    found = backtest.run(years(wandering(regions=3)), {"m": remembering([])}, paths=10).measures()["m"]
    assert {h: (m["origins"], m["forecasts"]) for h, m in found.items()} == {1: (6, 18), 2: (5, 15), 3: (4, 12)}


def test_what_is_not_held_is_not_scored() -> None:
    levels = wandering(regions=3)
    levels[0, -1] = np.nan
    found = backtest.run(years(levels), {"m": remembering([])}, paths=10).measures()["m"]
    assert {h: m["forecasts"] for h, m in found.items()} == {1: 17, 2: 14, 3: 11}


def test_a_model_that_can_not_say_is_not_scored_there() -> None:
    def shy(series: Series, horizon: int, paths: int, seed: int) -> Array:
        if len(series) < 6:
            raise TooShort("level")
        return np.ones((paths, len(series.regions), horizon))

    found = backtest.run(years(wandering(regions=3)), {"m": shy}, paths=10).measures()["m"]
    assert found[1]["forecasts"] == 12


def test_a_perfect_forecast_loses_nothing_and_a_sure_wrong_one_does() -> None:
    table = years(np.full((3, 10), 1e11))
    found = backtest.run(table, {"right": remembering([]), "wrong": lambda s, h, p, seed: 2 * remembering([])(s, h, p, seed)}, paths=10)
    assert found.measures()["right"][1]["pinball"] == pytest.approx(0)
    assert found.measures()["wrong"][1]["pinball"] == pytest.approx(np.log(2) / 2)


def test_months_have_origins_too() -> None:
    found = backtest.run(months(wandering(regions=3, steps=28)), {"m": remembering([])}, horizons=2, first=25, paths=10)
    assert found.origins == ["2025-01", "2025-02", "2025-03"]


def test_the_model_s_crossings_are_in_the_reliability_table() -> None:
    found = backtest.run(years(wandering(regions=6)), {"m": rivals.drift_of_all}, paths=100)
    assert sum(b.asked for b in found.reliability("m")) == sum(len(t.chances) for t in found.tallies["m"].values())


def test_the_year_2025_as_of_july_is_within_five_percent_of_most_outcomes(hinterland: Hinterland) -> None:
    found = backtest.current(hinterland.indicators, yearly(hinterland.indicators), 2025, 7).measures()
    assert found["forecasts"] == 30
    assert found["error"] < 0.05
    assert found["coverage_80"] >= 0.7


def test_a_year_in_its_course_is_told_better_than_before_it(hinterland: Hinterland) -> None:
    series = yearly(hinterland.indicators)
    before, course = (backtest.current(hinterland.indicators, series, 2025, m).measures() for m in (0, 7))
    assert course["pinball"] < before["pinball"]


def _left(indicators: Indicators, year: int, month: int) -> list[bool]:
    """Whether the months left of a year after one lie in their 80% interval, of each province whose year is held."""
    whole = table(indicators, "total", parts(), (Period.of_year(year - 1), Period.of_year(year)))
    so_far = table(indicators, "total", parts(), (Period.year_to(100 * year + month),))
    return backtest.rest(indicators, whole, so_far, year, month).inside["80"]


def test_august_to_december_2025_lie_in_their_80_percent_intervals_in_75_to_85_percent(hinterland: Hinterland) -> None:
    hits = _left(hinterland.indicators, 2025, 7)
    assert len(hits) == 30
    assert 0.75 <= float(np.mean(hits)) <= 0.85


@pytest.mark.long
def test_the_months_left_of_2024_and_2025_lie_in_theirs_over_all_origins(hinterland: Hinterland) -> None:
    origins = [(2024, 5), (2024, 7), (2024, 9), (2024, 11), (2025, 3), (2025, 5), (2025, 7)]
    hits = [hit for y, m in origins for hit in _left(hinterland.indicators, y, m)]
    assert len(hits) > 200
    assert 0.75 <= float(np.mean(hits)) <= 0.85


def test_the_posterior_of_an_origin_knows_nothing_of_later(hinterland: Hinterland) -> None:
    then = backtest.known(hinterland.indicators, boundary(202501), 2025, 50)
    assert then.draws[:, :, :, -12:].std(axis=0).min() > 0
    assert then.sums([0], "total", boundary(202401), boundary(202501)).std() == pytest.approx(0, abs=1)


@pytest.mark.long
def test_eighty_percent_intervals_of_months_hold_75_to_85_percent(hinterland: Hinterland) -> None:
    found = backtest.run(monthly(hinterland.indicators), {"m": backtest.model(hinterland.indicators)}, horizons=12, first=17, paths=400)
    hits = [hit for t in found.tallies["m"].values() for hit in t.inside["80"]]
    assert 0.75 <= float(np.mean(hits)) <= 0.85


@pytest.mark.long
def test_eighty_percent_intervals_of_years_hold_75_to_85_percent(hinterland: Hinterland) -> None:
    found = backtest.run(yearly(hinterland.indicators), {"m": backtest.model(hinterland.indicators)}, paths=400)
    assert found.origins == ["2019", "2020", "2021", "2022", "2023", "2024"]
    hits = [hit for t in found.tallies["m"].values() for hit in t.inside["80"]]
    assert 0.75 <= float(np.mean(hits)) <= 0.85
