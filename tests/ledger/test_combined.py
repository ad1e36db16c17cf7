"""What two published figures say of a third cell: flows of one year's sources, sums since one boundary, and a longer period, each with the reason as it is read."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from tests.indicators.asking import held
from tests.laws.test_bounds_hold import assert_it_holds, settled
from tests.ledger import random_worlds as worlds
from tests.ledger.test_ledger import billions, bound

from hinterland.api import Hinterland
from hinterland.ledger.identities import Ties

HEADER = "region,period,flow,value,unit"


def test_the_imports_of_a_year_are_the_total_less_exports_of_another_source(hinterland: Hinterland) -> None:
    """Zhejiang 2025: 5,546.1 and 4.18 trillion by two sources of January 2026, so 1,366.1 within 5.05 of rounding and 0.05% of the total."""
    found = bound(hinterland, "CN-ZJ", "2025", "import")
    low, high = billions(found)
    assert 1358 < low < 1361.05 < 1371.15 < high < 1374
    assert found.by == "flows"
    assert found.sentence.startswith("the total less exports: 2025 came to between")
    for told in (
        "1.3661 trillion yuan by the figures as published",
        "trade of Zhejiang in 2025 (CELMA-PANEL)",
        "exports of Zhejiang in 2025 (CNS-ZJ2025)",
    ):
        assert told in found.sentence


def test_the_last_month_of_a_year_is_the_year_less_the_months_before(hinterland: Hinterland) -> None:
    found = bound(hinterland, "CN-ZJ", "2025-12", "export")
    low, high = billions(found)
    assert 330 < low < 347.34 < 357.33 < high < 375
    assert found.sentence.startswith("2025 less January to November 2025: December 2025 came to between")


def test_a_year_is_never_below_a_held_part_of_it(tmp_path: Path, hinterland: Hinterland) -> None:
    assert bound(hinterland, "CN-HB", "2025", "import").low == 182_585_000_000
    rows = [["Hubei,2025-01/2025-09,import,50,CNY_1B"], ["Hubei,2025,total,200,CNY_1B"]]
    with held(tmp_path, HEADER, *rows) as h:
        found = bound(h, "CN-HB", "2025", "import")
        assert found.low == 49.5e9
        assert "at least by what is held of a part of the period, at most by the total less exports" in found.sentence


def test_reasons_of_both_ends_are_named_where_they_differ(hinterland: Hinterland) -> None:
    said = bound(hinterland, "CN-HB", "2025", "import").sentence
    assert "at least by" in said and "at most by" in said
    assert "GLL-HB2025Q3" in said


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("releases", [2, 5, 30])
def test_differences_hold_where_releases_differ_within_the_band(seed: int, releases: int) -> None:
    world = worlds.revised(np.random.default_rng(seed), releases, revision=0.019)
    figures = world.figures.without(world.figures.flow != 1)
    ties = Ties(figures, world.ties.parts, [], world.ties.ratios, bands=worlds.bands(0.02))
    made = worlds.World(figures, world.sums, ties)
    system = settled(made, width=0.02)
    assert ties.combined is not None and len(ties.combined.low)
    for family in range(len(world.sums)):
        # What one release gave alone is bound as that release has it, so the truth isn't asked of it.
        if len(np.unique(figures.release[figures.family == family])) > 1:
            assert_it_holds(made, system, family, 1)
