"""A forecast of all provinces: sums of one set of draws, informed by the current year, agreeing with itself."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

import backtest
from hinterland.api import Hinterland
from hinterland.codes.periods import boundary
from hinterland.outlook.forecast import Forecast, forecast, forecast_months
from hinterland.outlook.joint import summed


@pytest.fixture(scope="module")
def made(hinterland: Hinterland) -> Forecast:
    return forecast(hinterland.indicators, 5, paths=400)


def test_it_starts_the_year_after_the_last_one_held(made: Forecast) -> None:
    assert [str(s) for s in made.paths.steps] == ["2026", "2027", "2028", "2029", "2030"]
    assert made.paths.levels.shape == (400, 31, 5)


def test_the_nation_s_year_to_date_lifts_the_current_year(hinterland: Hinterland, made: Forecast) -> None:
    before = backtest.known(hinterland.indicators, boundary(202601), 2026, 400)
    told, untold = (np.median(x) for x in (made.levels("CN")[:, 0], summed(before, "total", made.paths.steps[:1]).sum(axis=1)))
    assert told > 1.05 * untold


def test_one_seed_gives_one_forecast(hinterland: Hinterland, made: Forecast) -> None:
    again = forecast(hinterland.indicators, 3, paths=400)
    assert np.abs(again.paths.levels / made.paths.levels[:, :, :3] - 1).max() < 1e-6


def test_a_group_is_the_sum_of_its_provinces_and_the_nation_of_all(made: Forecast) -> None:
    central = sum(made.levels(r) for r in ("CN-SX", "CN-AH", "CN-JX", "CN-HA", "CN-HB", "CN-HN"))
    assert np.allclose(made.levels("central"), central)
    assert np.allclose(made.levels("CN"), made.paths.levels.sum(axis=1))


@pytest.mark.parametrize("region", ["440300", "US-CA", "ASEAN"])
def test_what_is_no_province_and_no_group_of_them_has_no_future(made: Forecast, region: str) -> None:
    with pytest.raises(LookupError):
        made.rows(region)


def test_exports_and_imports_make_the_total_in_every_future(hinterland: Hinterland, made: Forecast) -> None:
    parts = [forecast(hinterland.indicators, 2, f, paths=400) for f in ("export", "import")]
    years = [[s.start // 100 for s in p.paths.steps].index(2026) for p in parts]
    both = sum(p.paths.levels[:, :, k] for p, k in zip(parts, years, strict=True))
    assert np.abs(both / made.paths.levels[:, :, 0] - 1).max() < 1e-6


def test_months_make_the_year_in_every_future(hinterland: Hinterland, made: Forecast) -> None:
    months = forecast_months(hinterland.indicators, 17, paths=400)
    year = months.paths.levels[:, :, [s.start // 100 == 2026 for s in months.paths.steps]].sum(axis=2)
    assert np.abs(year / made.paths.levels[:, :, 0] - 1).max() < 1e-6


def test_known_months_leave_the_nation_a_narrow_year(made: Forecast) -> None:
    low, high = np.quantile(made.levels("CN")[:, 0], (0.1, 0.9))
    assert high / low < 1.08


def test_months_follow_the_last_month_held(hinterland: Hinterland) -> None:
    found = forecast_months(hinterland.indicators, 24, paths=50)
    assert (str(found.paths.steps[0]), str(found.paths.steps[-1])) == ("2025-08", "2027-07")
    assert np.isfinite(found.paths.levels).all()


def test_months_that_are_held_already_are_as_held(hinterland: Hinterland) -> None:
    found = forecast_months(hinterland.indicators, 6, paths=50)
    december = found.levels("CN-AH")[:, [str(s) for s in found.paths.steps].index("2025-12")]
    assert december == pytest.approx(np.full(50, 111.84e9))


def test_what_was_simulated_once_is_read_the_next_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Hinterland(tmp_path) as h:
        first = forecast(h.indicators, 1, paths=50)
    assert [p.name.split("-")[0] for p in (tmp_path / "ledger").glob("*.npz")] == ["futures"]
    monkeypatch.setattr("hinterland.outlook.joint.prepare", None)
    with Hinterland(tmp_path) as h:
        again = forecast(h.indicators, 1, paths=50)
    assert again.model == first.model
    assert (again.paths.levels == first.paths.levels).all()


def test_a_file_of_futures_that_is_damaged_is_written_anew(tmp_path: Path) -> None:
    with Hinterland(tmp_path) as h:
        first = forecast(h.indicators, 1, paths=50)
    [path] = (tmp_path / "ledger").glob("*.npz")
    path.write_bytes(path.read_bytes()[:100])
    with Hinterland(tmp_path) as h:
        again = forecast(h.indicators, 1, paths=50)
    assert (again.paths.levels == first.paths.levels).all()
    assert path.stat().st_size > 100
