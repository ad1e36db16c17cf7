"""A forecast of all provinces: the chosen model, informed by the current year, agreeing with itself."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from tests.outlook.walks import wandering, years

from hinterland.api import Hinterland
from hinterland.outlook import forecast as module
from hinterland.outlook import pooled, record, rivals
from hinterland.outlook.forecast import Forecast, forecast, forecast_months
from hinterland.outlook.nowcast import Nowcast
from hinterland.outlook.pooled import Known, TooShort


@pytest.fixture(scope="module")
def made(hinterland: Hinterland) -> Forecast:
    return forecast(hinterland.indicators, 5, paths=400)


def test_it_starts_the_year_after_the_last_one_held(made: Forecast) -> None:
    assert [str(s) for s in made.paths.steps] == ["2026", "2027", "2028", "2029", "2030"]
    assert made.paths.levels.shape == (400, 31, 5)


def test_the_model_is_the_one_of_the_best_record(made: Forecast) -> None:
    assert made.model == record.best("years", rivals.models())


def test_the_nation_s_year_to_date_lifts_the_current_year(hinterland: Hinterland, made: Forecast) -> None:
    series = made.series
    plain = pooled.simulate(series, 1, 400, 0)
    told, untold = (np.median(x[:, :, 0].sum(axis=1)) for x in (made.paths.levels, plain))
    assert told > 1.05 * untold


def test_one_seed_gives_one_forecast(hinterland: Hinterland, made: Forecast) -> None:
    again = forecast(hinterland.indicators, 3, paths=400)
    assert np.array_equal(again.paths.levels, made.paths.levels[:, :, :3])


def test_a_group_is_the_sum_of_its_provinces_and_the_nation_of_all(made: Forecast) -> None:
    central = sum(made.levels(r) for r in ("CN-SX", "CN-AH", "CN-JX", "CN-HA", "CN-HB", "CN-HN"))
    assert np.allclose(made.levels("central"), central)
    assert np.allclose(made.levels("CN"), made.paths.levels.sum(axis=1))


@pytest.mark.parametrize("region", ["440300", "US-CA", "ASEAN"])
def test_what_is_no_province_and_no_group_of_them_has_no_future(made: Forecast, region: str) -> None:
    with pytest.raises(LookupError):
        made.rows(region)


def test_exports_are_too_short_to_say(hinterland: Hinterland) -> None:
    with pytest.raises(TooShort, match="too short to say"):
        forecast(hinterland.indicators, 3, "export")


def test_months_follow_the_last_month_held(hinterland: Hinterland) -> None:
    found = forecast_months(hinterland.indicators, 24, paths=50)
    assert (str(found.paths.steps[0]), str(found.paths.steps[-1])) == ("2025-08", "2027-07")
    assert np.isfinite(found.paths.levels).all()


def test_months_that_are_held_already_are_as_held(hinterland: Hinterland) -> None:
    found = forecast_months(hinterland.indicators, 6, paths=50)
    december = found.levels("CN-AH")[:, [str(s) for s in found.paths.steps].index("2025-12")]
    assert december == pytest.approx(np.full(50, 111.84e9))


def test_paths_run_through_levels_that_are_out() -> None:
    levels = np.ones((4, 2, 3)) * np.array([1.0, 2.0, 3.0])
    known = np.full((2, 3), np.nan)
    known[1, 1] = 4.0
    found = module.pinned(levels, known)
    assert np.array_equal(found[:, 0], levels[:, 0])
    assert np.array_equal(found[0, 1], [1.0, 4.0, 6.0])


def test_another_model_takes_the_first_year_and_the_order_of_the_pooled_paths(monkeypatch: pytest.MonkeyPatch) -> None:
    table = years(wandering(regions=4))
    known = Known(0.2, 0.01, np.full(4, np.nan), np.ones(4))
    now = Nowcast(2026, 8, (0, 0, 0, 0), known)
    found = module._informed("naive drift", now)(table, 3, 100, 0)
    ours = pooled.simulate(table, 3, 100, 0, known)
    assert np.allclose(found[:, :, 0], ours[:, :, 0])
    steps = found[:, :, 1] / found[:, :, 0]
    assert (steps > 0).all() and steps.std() > 0


def test_with_the_year_to_date_unknown_the_model_is_as_it_is(
    hinterland: Hinterland, monkeypatch: pytest.MonkeyPatch, made: Forecast
) -> None:
    assert made.current is not None
    monkeypatch.setattr(module, "nowcast", lambda *_: replace(made.current, known=None, nation=0))
    found = forecast(hinterland.indicators, 2, paths=100)
    assert np.array_equal(found.paths.levels, pooled.simulate(found.series, 2, 100, 0))
