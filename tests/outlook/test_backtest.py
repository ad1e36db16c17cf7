"""Rolling origins: nothing of later is seen, everything of earlier is scored once."""

from __future__ import annotations

import numpy as np
import pytest
from tests.outlook.walks import months, wandering, years

from hinterland.api import Hinterland
from hinterland.outlook import backtest, nowcast, pooled
from hinterland.outlook.pooled import TooShort
from hinterland.outlook.rivals import Model
from hinterland.outlook.series import Array, Series, yearly


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
    for table, into in zip((years(levels), years(changed)), told, strict=True):

        def model(s: Series, h: int, p: int, seed: int, into: list[Array] = into) -> Array:
            into.append(pooled.simulate(s, h, p, seed))
            return into[-1]

        backtest.run(table, {"m": model}, paths=20)
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
    found = backtest.run(years(wandering(regions=6)), {"m": pooled.simulate}, paths=100)
    assert sum(b.asked for b in found.reliability("m")) == sum(len(t.chances) for t in found.tallies["m"].values())


def test_the_nowcast_of_2025_from_july_is_within_five_percent_of_most_outcomes(hinterland: Hinterland) -> None:
    series = yearly(hinterland.indicators)
    to_date = nowcast.to_date(hinterland.indicators, series)
    found = backtest.current(series, to_date, 2025, 7, paths=1000)
    assert found is not None
    told = found.measures()
    assert told["forecasts"] == 30
    assert told["error"] < 0.04
    assert told["coverage_80"] >= 0.75


def test_the_nation_alone_tells_less_than_the_provinces(hinterland: Hinterland) -> None:
    series = yearly(hinterland.indicators)
    to_date = nowcast.to_date(hinterland.indicators, series)
    own, alone = (backtest.current(series, to_date, 2025, 7, alone=a, paths=500) for a in (False, True))
    assert own is not None and alone is not None
    assert own.measures()["pinball"] < alone.measures()["pinball"]


def test_a_year_without_a_national_year_to_date_is_not_nowcast(hinterland: Hinterland) -> None:
    series = yearly(hinterland.indicators)
    to_date = nowcast.to_date(hinterland.indicators, series)
    to_date.growth[0, to_date.years.index(2025)] = np.nan
    assert backtest.current(series, to_date, 2025, 7) is None
