"""The posterior of made-up regions: draws meet what is held, add up, move together, and are as sure as the figures make them."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray

from hinterland.codes.periods import boundary
from hinterland.ledger.motion import PRIOR, WALK, Prior, draw, motion, new_year, pace, unrest
from hinterland.ledger.posterior import Posterior, condition, draw_prior
from hinterland.ledger.spans import Level, Span

FIRST = boundary(202301)
REGIONS = tuple(f"R{k}" for k in range(6))
HELD, MONTHS = 30, 60


def truth(seed: int = 0) -> NDArray[np.float64]:
    """Levels, (regions, flows, months): a shared walk, a season, an own walk and noise."""
    random = np.random.default_rng(seed)
    shared = np.cumsum(0.01 * random.standard_normal((1, 2, MONTHS)), axis=2)
    own = np.cumsum(0.02 * random.standard_normal((len(REGIONS), 2, MONTHS)), axis=2)
    season = 0.1 * np.sin(np.arange(MONTHS) * np.pi / 6)
    sizes = random.standard_normal((len(REGIONS), 2, 1))
    return np.asarray(1e10 * np.exp(sizes + shared + own + season + 0.03 * random.standard_normal(own.shape)))


def growth(seed: int = 0, years: int = 9) -> NDArray[np.float64]:
    random = np.random.default_rng(seed)
    return np.asarray(0.05 + 0.05 * random.standard_normal((1, years)) + 0.08 * random.standard_normal((len(REGIONS), years)))


def sums(levels: NDArray[np.float64], spans: list[tuple[int, int]]) -> list[Level]:
    """Exact levels of both flows, (flows, months), over some months."""
    return [
        Level(f, FIRST + a, FIRST + b, float(levels[n, a:b].sum()), 1e-6 * float(levels[n, a:b].sum()))
        for a, b in spans
        for n, f in enumerate(("export", "import"))
    ]


def months(until: int) -> list[tuple[int, int]]:
    return [(m, m + 1) for m in range(until)]


def posterior(
    held: dict[str, list[Level]],
    nation: list[Level],
    length: int,
    draws: int,
    *,
    seed: int = 0,
    prior: Prior = PRIOR,
    bounded: dict[str, list[Span]] | None = None,
) -> Posterior:
    return condition(draw_prior(held, nation, pace(growth()), FIRST, length, draws, seed, prior=prior), bounded or {}, seed)


def drawn(
    levels: NDArray[np.float64], more: tuple[tuple[int, int], ...] = (), draws: int = 200, length: int = MONTHS, **said: object
) -> Posterior:
    held = {r: sums(levels[k], [*months(HELD), *more]) for k, r in enumerate(REGIONS)}
    nation = sums(levels.sum(axis=0), months(HELD + 4))
    return posterior(held, nation, length, draws, **said)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def levels() -> NDArray[np.float64]:
    return truth()


@pytest.fixture(scope="module")
def found(levels: NDArray[np.float64]) -> Posterior:
    return drawn(levels, ((HELD, 36),))


def test_months_that_are_held_are_as_held_in_every_draw(found: Posterior, levels: NDArray[np.float64]) -> None:
    assert np.abs(found.draws[..., :HELD] / levels[None, ..., :HELD] - 1).max() < 1e-9


def test_the_months_left_of_a_held_year_add_up_to_it_in_every_draw(found: Posterior, levels: NDArray[np.float64]) -> None:
    assert np.abs(found.draws[..., HELD:36].sum(axis=3) / levels[None, ..., HELD:36].sum(axis=3) - 1).max() < 1e-9
    assert found.draws[..., HELD].std(axis=0).min() > 0


def test_months_add_up_to_years_flows_to_totals_and_regions_to_the_nation(found: Posterior) -> None:
    every = list(range(len(REGIONS)))
    year = found.sums(every, "total", FIRST + 36, FIRST + 48)
    parts = [found.sums([r], f, FIRST + m, FIRST + m + 1) for r in every for f in ("export", "import") for m in range(36, 48)]
    assert np.abs(np.sum(parts, axis=0) / year - 1).max() < 1e-9


def test_what_is_held_of_the_nation_is_met_where_regions_leave_it_open(levels: NDArray[np.float64]) -> None:
    nation = drawn(levels).draws.sum(axis=1)[..., HELD : HELD + 4]
    assert np.abs(nation / levels.sum(axis=0)[None, :, HELD : HELD + 4] - 1).max() < 1e-6


def test_one_seed_gives_one_set_and_more_months_begin_with_those_of_fewer(levels: NDArray[np.float64]) -> None:
    first, again, longer, other = drawn(levels), drawn(levels), drawn(levels, length=72), drawn(levels, seed=1)
    assert np.array_equal(first.draws, again.draws)
    assert np.abs(longer.draws[..., :MONTHS] / first.draws - 1).max() < 1e-6
    assert not np.array_equal(first.draws, other.draws)


def test_uncertainty_grows_with_the_horizon(found: Posterior) -> None:
    spread = np.log(found.draws[:, :, :, [37, 49, 59]]).std(axis=0).mean(axis=(0, 1))
    assert (np.diff(spread) > 0).all()


def test_regions_move_together(found: Posterior) -> None:
    logs = np.log(found.draws[..., 48:].sum(axis=(2, 3)))
    apart = np.corrcoef(logs.T)[np.triu_indices(len(REGIONS), 1)]
    assert apart.mean() > 0.1


def test_bounds_of_a_sum_hold_in_every_draw(levels: NDArray[np.float64]) -> None:
    cells = tuple(f * MONTHS + m for f in (0, 1) for m in range(36, 48))
    usual = float(levels[0, :, 24:36].sum())
    found = drawn(levels, bounded={"R0": [Span(cells, 1.2 * usual, 1.25 * usual, 0.0)]})
    year = found.sums([0], "total", FIRST + 36, FIRST + 48)
    assert (1.2 * usual * (1 - 1e-9) <= year).all() and (year <= 1.25 * usual * (1 + 1e-9)).all()


def test_months_that_are_not_drawn_have_no_sum(found: Posterior) -> None:
    with pytest.raises(LookupError):
        found.sums([0], "total", FIRST - 1, FIRST + 2)


def test_a_region_without_a_level_is_refused(levels: NDArray[np.float64]) -> None:
    with pytest.raises(ValueError, match="no level"):
        posterior({"R0": sums(levels[0], months(30)), "R1": []}, [], MONTHS, 10)


def test_a_year_of_months_unseen_has_the_same_level_whatever_the_flow(levels: NDArray[np.float64]) -> None:
    held = {
        r: [Level("total", FIRST + a, FIRST + a + 12, float(levels[k, :, a : a + 12].sum()), 1e6) for a in (0, 12)]
        for k, r in enumerate(REGIONS)
    }
    found = posterior(held, [], 36, 100)
    for k in range(len(REGIONS)):
        assert found.sums([k], "total", FIRST, FIRST + 12) == pytest.approx(np.full(100, levels[k, :, :12].sum()))


@pytest.mark.long
def test_intervals_hold_what_they_should_in_made_up_worlds() -> None:
    inside = []
    for seed in range(8):
        levels = truth(seed)
        found = drawn(levels, draws=300)
        low, high = np.quantile(found.draws[..., HELD:42], (0.1, 0.9), axis=0)
        inside.append((low <= levels[..., HELD:42]) & (levels[..., HELD:42] <= high))
    assert 0.7 < float(np.mean(inside)) < 1.0


# -- the prior


def test_yearly_averages_of_a_walk_grow_with_the_variance_that_is_said() -> None:
    steps = np.random.default_rng(0).standard_normal((20000, 24))
    years = np.cumsum(steps, axis=1).reshape(-1, 2, 12).mean(axis=2)
    assert np.diff(years, axis=1).var() == pytest.approx(WALK, rel=0.03)


def test_the_prior_gives_a_year_the_volatility_of_its_region() -> None:
    known = pace(growth())
    of = motion(known, np.zeros((len(REGIONS), 2)), FIRST, 24, PRIOR)
    weights = np.tile(np.repeat([-1 / 12, 1 / 12], 12), 2) / 2
    own = np.sqrt([weights @ k @ weights for k in of.own])
    assert own == pytest.approx(np.hypot(known.noise, known.drift_error), rel=0.15)


def test_heavy_tails_leave_a_region_the_volatility_that_its_years_say() -> None:
    of = motion(pace(growth()), np.zeros((len(REGIONS), 2)), FIRST, 24, PRIOR)
    weights = np.tile(np.repeat([-1 / 12, 1 / 12], 12), 2) / 2
    grown = np.einsum("c,rcd->rd", weights, draw(of, 4000, 0, tail=6).own)
    assert (grown**2).mean() == pytest.approx(np.mean([weights @ k @ weights for k in of.own]), rel=0.05)


def test_swings_within_a_year_widen_its_months_left_more_than_a_year_to_come() -> None:
    known, left, to_come = slice(0, 24), np.repeat([1 / 5, 0], [5, 7]), np.full(12, 1 / 12)

    def spread(prior: Prior, weights: NDArray[np.float64]) -> float:
        of = motion(pace(growth()), np.zeros((len(REGIONS), 2)), FIRST, 36, prior)
        months = of.own[0][:36, :36]
        open_ = months[24:, 24:] - months[24:, known] @ np.linalg.solve(months[known, known], months[known, 24:])
        return float(np.sqrt(weights @ open_ @ weights))

    wider = [spread(PRIOR, w) / spread(replace(PRIOR, swing=0.0), w) for w in (left, to_come)]
    assert wider[0] > wider[1] > 1


def test_drifts_of_regions_that_have_none_are_shrunk_to_almost_nothing() -> None:
    found = pace(0.1 * np.random.default_rng(1).standard_normal((31, 9)))
    assert np.abs(found.drift).max() < 0.02


def test_volatility_lies_between_a_region_s_own_and_that_of_all() -> None:
    table = growth()
    table[0] = 5 * (table[0] - 0.05)
    noise = pace(table).noise
    assert noise[0] > 1.5 * np.median(noise)
    assert noise[0] < np.std(table[0] - np.median(table, axis=0), ddof=1)


def test_months_of_a_few_regions_say_nothing_of_how_much_they_move() -> None:
    months = np.random.default_rng(0).normal(0, 0.05, (31, 2, 24)) + np.arange(31)[:, None, None] / 10
    alone = np.full((31, 2, 26), np.nan)
    alone[:, :, 2:] = months
    alone[30, :, 0] = months[30, :, 0]
    noise = np.full(31, 0.1)
    assert unrest(alone, noise) == pytest.approx(unrest(months, noise)), "a region that is held alone is its own middle"


def test_too_few_years_are_refused() -> None:
    with pytest.raises(ValueError, match="too few years"):
        pace(growth(years=1))


def test_the_lunar_new_year_of_2025_fell_into_january_and_that_of_2026_into_february() -> None:
    january = {y: new_year(boundary(100 * y + 1), 1)[0] for y in (2025, 2026)}
    february = {y: new_year(boundary(100 * y + 2), 1)[0] for y in (2025, 2026)}
    assert january[2025] > 0 > january[2026] and february[2025] < 0 < february[2026]
    assert (new_year(boundary(202506), 6) == 0).all() and (new_year(boundary(250001), 12) == 0).all()
