"""Draws of years: they meet what is held, add up, and grow as the years did, on figures made up for it."""

from __future__ import annotations

import numpy as np
import pytest

from hinterland.ledger.figures import Floats
from hinterland.ledger.motion import pace
from hinterland.ledger.posterior import YearlyPosterior, yearly_posterior, years_of
from hinterland.ledger.spans import Level

FIRST, HELD, AHEAD = 2010, 8, 3
REGIONS = tuple(f"r{n}" for n in range(12))


def walks(seed: int = 3) -> Floats:
    """Levels that share a cycle, (regions, years)."""
    random = np.random.default_rng(seed)
    moved = 0.04 + 0.05 * random.standard_normal(HELD) + 0.05 * random.standard_normal((len(REGIONS), HELD))
    return np.asarray(1e9 * np.exp(random.standard_normal((len(REGIONS), 1)) + np.cumsum(moved, axis=1)))


def year(amount: float, place: int, flow: str = "export", error: float = 1e-3) -> Level:
    return Level(flow, 12 * (FIRST + place), 12 * (FIRST + place + 1), amount, error * amount)


LEVELS = walks()


def drawn(
    *, without: tuple[int, int] | None = None, nation: list[Level] | None = None, years: int = HELD + AHEAD, seed: int = 0
) -> YearlyPosterior:
    growth = np.full(LEVELS.shape, np.nan)
    growth[:, 1:] = np.diff(np.log(LEVELS), axis=1)
    held = {r: [year(LEVELS[n, k], k) for k in range(HELD) if (n, k) != without] for n, r in enumerate(REGIONS)}
    return yearly_posterior(held, nation or [], pace(growth), "export", FIRST, years, 400, seed)


def test_held_years_are_met_in_every_draw() -> None:
    found = drawn()
    assert found.draws.shape == (400, len(REGIONS), HELD + AHEAD)
    assert np.abs(found.draws[:, :, :HELD] / LEVELS - 1).max() < 1e-12


def test_a_sum_of_regions_and_years_is_that_of_its_cells() -> None:
    found = drawn()
    several = found.sums([0, 3], "export", 12 * 2018, 12 * 2020)
    assert several == pytest.approx(found.draws[:, [0, 3], 8:10].sum(axis=(1, 2)))


@pytest.mark.parametrize(("flow", "first", "last"), [("import", 2018, 2019), ("export", 2018, 2030), ("export", 2009, 2010)])
def test_what_is_not_drawn_has_no_sum(flow: str, first: int, last: int) -> None:
    with pytest.raises(LookupError, match="export"):
        drawn().sums([0], flow, 12 * first, 12 * last)


def test_a_month_has_no_sum() -> None:
    with pytest.raises(LookupError):
        drawn().sums([0], "export", 12 * 2018, 12 * 2018 + 1)


def test_a_year_that_lacks_in_between_lies_near_its_neighbours() -> None:
    found = drawn(without=(2, 4)).draws[:, 2, 4]
    assert found.std() > 0
    assert 0.5 * LEVELS[2, [3, 5]].min() < np.median(found) < 2 * LEVELS[2, [3, 5]].max()


def test_the_nation_tells_a_year_that_a_region_lacks() -> None:
    whole = float(LEVELS[:, HELD - 1].sum())
    found = drawn(without=(2, HELD - 1), nation=[year(whole, HELD - 1, error=1e-4)])
    assert found.draws[:, :, HELD - 1].sum(axis=1) == pytest.approx(np.full(400, whole), rel=1e-3)
    assert np.median(found.draws[:, 2, HELD - 1]) == pytest.approx(LEVELS[2, HELD - 1], rel=0.05)


def test_a_year_held_of_the_nation_alone_moves_its_regions() -> None:
    whole = 1.3 * float(LEVELS[:, HELD - 1].sum())
    found = drawn(nation=[year(whole, HELD, error=1e-4)])
    assert found.draws[:, :, HELD].sum(axis=1) == pytest.approx(np.full(400, whole), rel=1e-2)
    assert (np.median(found.draws[:, :, HELD], axis=0) > LEVELS[:, HELD - 1]).all()


def test_bands_widen_with_the_years_ahead() -> None:
    spread = np.log(drawn().draws[:, :, HELD:]).std(axis=0)
    assert (np.diff(spread, axis=1) > 0).all()


def test_regions_share_a_cycle() -> None:
    grown = np.log(drawn().draws[:, :, HELD]) - np.log(LEVELS[:, HELD - 1])
    pairs = np.corrcoef(grown.T)[np.triu_indices(len(REGIONS), 1)]
    assert 0.1 < pairs.mean() < 0.9


def test_one_seed_gives_one_set_of_draws_and_more_years_begin_with_those_of_fewer() -> None:
    found, again, longer, other = drawn(), drawn(), drawn(years=HELD + AHEAD + 4), drawn(seed=1)
    assert np.array_equal(found.draws, again.draws)
    assert longer.draws[:, :, : HELD + AHEAD] == pytest.approx(found.draws, rel=1e-6)
    assert not np.array_equal(found.draws, other.draws)


def test_the_most_trusted_level_of_a_year_is_taken_and_only_whole_years_of_the_flow() -> None:
    quarter = Level("export", 12 * FIRST, 12 * FIRST + 3, 1.0, 0.1)
    found = years_of([year(5.0, 1), year(6.0, 1), year(7.0, 2, "import"), quarter, year(8.0, 0), year(9.0, 40)], "export", FIRST, 3)
    assert [(s.cells, s.value) for s in found] == [((0,), 8.0), ((1,), 5.0)]


def test_a_region_without_a_level_is_refused() -> None:
    growth = np.full((2, 4), 0.1)
    with pytest.raises(ValueError, match="no level"):
        yearly_posterior({"a": [year(1.0, 0)], "b": []}, [], pace(growth), "export", FIRST, 3, 10)
