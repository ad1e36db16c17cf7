"""The figures that forecasts start from, as the warehouse holds them."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from tests.indicators.asking import held
from tests.outlook.walks import months, wandering, years

from hinterland.api import Hinterland
from hinterland.outlook.series import monthly, parts, yearly

HEADER = "region,period,flow,op,value,unit,precision"


@pytest.fixture(scope="module")
def total(hinterland: Hinterland):  # type: ignore[no-untyped-def]
    return yearly(hinterland.indicators)


def test_years_are_those_in_which_most_provinces_are_held(total) -> None:  # type: ignore[no-untyped-def]
    assert total.years == tuple(range(2016, 2026))
    assert total.regions == parts()
    assert len(total.regions) == 31


def test_levels_are_in_yuan_with_their_ends(total) -> None:  # type: ignore[no-untyped-def]
    cell = (total.regions.index("CN-AH"), total.years.index(2025))
    assert total.levels[cell] == pytest.approx(1.0136e12, rel=1e-4)
    assert total.low[cell] < total.levels[cell] < total.high[cell]


def test_what_is_held_in_dollars_only_is_converted_and_wider(total) -> None:  # type: ignore[no-untyped-def]
    anhui = total.regions.index("CN-AH")
    width = (total.high - total.low) / total.levels
    assert width[anhui, total.years.index(2019)] > 10 * width[anhui, total.years.index(2024)]


def test_what_is_not_held_is_not_a_number(total) -> None:  # type: ignore[no-untyped-def]
    tibet = total.regions.index("CN-XZ")
    assert np.isnan(total.levels[tibet, -1])
    assert np.isfinite(total.levels[tibet, -2])


def test_growth_is_as_published_where_it_was(total) -> None:  # type: ignore[no-untyped-def]
    cell = (total.regions.index("CN-AH"), total.years.index(2025))
    assert total.published[cell]
    assert 100 * np.expm1(total.growth[cell]) == pytest.approx(17.3)
    from_levels = total.levels[cell] / total.levels[cell[0], cell[1] - 1] - 1
    assert 100 * from_levels == pytest.approx(17.19, abs=0.02)


def test_growth_is_computed_from_levels_where_none_was_published(total) -> None:  # type: ignore[no-untyped-def]
    cell = (total.regions.index("CN-GX"), total.years.index(2017))
    assert not total.published[cell]
    assert total.growth[cell] == pytest.approx(np.log(total.levels[cell] / total.levels[cell[0], cell[1] - 1]), abs=1e-6)


def test_exports_are_held_of_two_years_only(hinterland: Hinterland) -> None:
    assert len(yearly(hinterland.indicators, "export").years) == 2


def test_other_regions_can_be_asked_for(hinterland: Hinterland) -> None:
    found = yearly(hinterland.indicators, regions=("CN-SH", "CN-AH"))
    assert found.regions == ("CN-SH", "CN-AH")


def test_months_run_to_the_last_table_of_all_provinces(hinterland: Hinterland) -> None:
    found = monthly(hinterland.indicators)
    assert (str(found.steps[0]), str(found.steps[-1])) == ("2023-01", "2025-07")
    assert np.isfinite(found.levels).all()


def test_months_of_the_year_before_the_first_table_are_differences_and_wider(hinterland: Hinterland) -> None:
    found = monthly(hinterland.indicators)
    width = np.median((found.high - found.low) / found.levels, axis=0)
    assert width[5] > 20 * width[-1]
    assert (found.levels[:, :12].sum(axis=1) > 0).all()


def test_months_of_a_year_sum_to_about_the_year(hinterland: Hinterland, total) -> None:  # type: ignore[no-untyped-def]
    found = monthly(hinterland.indicators)
    whole = found.levels[:, 12:24].sum(axis=1)
    assert np.median(np.abs(whole / total.levels[:, total.years.index(2024)] - 1)) < 0.01


def test_until_knows_nothing_later() -> None:
    table = years(wandering())
    assert table.until(2020).years == (2016, 2017, 2018, 2019, 2020)
    assert table.until(2020).levels.shape == (31, 5)
    assert len(months(wandering(steps=30)).until(202402)) == 14


def test_a_warehouse_without_figures_gives_a_table_without_steps(tmp_path: Path) -> None:
    with held(tmp_path, HEADER, ["CN-AH,2025,total,level,10136,CNY_100M,1"]) as h:
        assert len(yearly(h.indicators)) == 0
        assert len(monthly(h.indicators)) == 0
