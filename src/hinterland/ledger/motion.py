"""How trade moves, as a linear-Gaussian model of logarithms: the prior of the posterior, and its conditioning on sums. The logarithm of a
cell (region, flow, month) is a cycle that all regions share, plus what is the region's own. Both are a random walk with a drift, a season,
a shift with the Lunar New Year, and noise; a region's own parts grow with its volatility. Everything is a mean and a covariance, so sums
that are held condition it by linear algebra: their logarithms are linear where the months' shares of them are known, which a few
repetitions find."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

import numpy as np

from hinterland.ledger.figures import Floats
from hinterland.ledger.spans import FLOWS, Span
from hinterland.packaged import read_table

YEAR = 12
WALK = YEAR * (2 * YEAR**2 + 1) / (3 * YEAR**2)
"""The variance of the growth of yearly averages of a random walk, in that of its monthly steps: (2 n^2 + 1) / (3 n) for n months (Working 1960)."""


@dataclass(frozen=True, slots=True)
class Prior:
    """What is thought before any figure; spreads are of logarithms, those of a region's own in units of its volatility (the noise of its yearly growth)."""

    cycle: float = 0.04
    cycle_spread: float = 0.05
    cycle_years: float = 10.0
    drift_spread: float = 0.02
    drift_regions: float = 10.0
    volatility_years: float = 3.0
    tail: float = 20.0
    together: float = 0.5
    own_together: float = 0.1
    noise: float = 0.02
    own_noise: float = 0.5
    season: float = 0.1
    own_season: float = 0.45
    new_year: float = 0.2
    own_new_year: float = 0.1
    apart: float = 0.5
    lasting: float = 0.4
    returning: float = 18.0
    swing: float = 0.07
    swing_months: float = 3.0
    unrest_months: float = 12.0


PRIOR = Prior()


@dataclass(frozen=True, slots=True)
class Pace:
    """What years say of growth: the cycle's mean with its error and spread, each region's drift with its error, and its volatility."""

    mean: float
    error: float
    spread: float
    drift: Floats
    drift_error: Floats
    noise: Floats


def pace(growth: Floats, prior: Prior = PRIOR) -> Pace:
    """Estimate the pace from logarithmic growth, regions by years, NaN where not held; drifts and volatilities are shrunk towards those of all."""
    known = growth[:, np.isfinite(growth).sum(axis=0) * 2 > len(growth)]
    held = np.isfinite(known).sum(axis=1).astype(np.float64)
    if known.shape[1] < 2 or held.min(initial=2) < 2:
        raise ValueError("growth is held for too few years to tell how regions move")
    cycle = np.nanmedian(known, axis=0)
    apart = known - cycle
    own = np.nanmean(apart, axis=1)
    rough = np.nansum((apart - own[:, None]) ** 2, axis=1) / (held - 1)
    variance = ((held - 1) * rough + prior.volatility_years * np.median(rough)) / (held - 1 + prior.volatility_years)
    between = _between(own, variance / held, prior)
    pull = between / (between + variance / held)
    weight, years = prior.cycle_years, len(cycle)
    mean = (cycle.sum() + weight * prior.cycle) / (years + weight)
    spread = np.sqrt((((cycle - mean) ** 2).sum() + weight * prior.cycle_spread**2) / (years + weight))
    error = spread / np.sqrt(years + weight)
    return Pace(float(mean), float(error), float(spread), pull * own, np.sqrt(pull * variance / held), np.sqrt(variance))


def _between(own: Floats, sampling: Floats, prior: Prior) -> float:
    """The variance of the drifts themselves: what the means vary more than their sampling explains, shrunk to what was thought before."""
    w = (sampling + prior.drift_spread**2) ** -2
    found = max(float((w * (own**2 - sampling)).sum() / w.sum()), 0.0)
    seen, weight = len(own) / 3, prior.drift_regions
    return (seen * found + weight * prior.drift_spread**2) / (seen + weight)


@dataclass(frozen=True, slots=True)
class Motion:
    """The prior as a mean (regions, cells) and covariances: that of what is shared (cells, cells) and those of what is each region's own.
    Cells are those of one flow after the other, `flows` in number."""

    mean: Floats
    shared: Floats
    own: Floats
    flows: int = len(FLOWS)


def unrest(months: Floats, noise: Floats, prior: Prior = PRIOR) -> Floats:
    """How much each region moves from month to month and by season, in what its volatility lets expect: 1 for the median region. `months`
    are logarithms (regions, flows, months), NaN where not held; shrunk towards 1, as if some months of the median region had been seen.
    Only months held of more than half of the regions count: the middle of a few is their own level."""
    known = 2 * np.isfinite(months).sum(axis=0) > len(months)
    middles = np.full(known.shape, np.nan)
    middles[known] = np.nanmedian(months[:, known], axis=0)
    apart = months - middles
    held = np.isfinite(apart).sum(axis=2)
    enough = held >= YEAR
    if not enough.any():
        return np.ones(len(months))
    middle = np.where(held, np.nansum(apart, axis=2) / np.maximum(held, 1), 0.0)
    spread = np.nansum((apart - middle[:, :, None]) ** 2, axis=2) / np.maximum(held - 1, 1) / noise[:, None] ** 2
    own = np.where(enough, spread / np.median(spread[enough]), 1.0).mean(axis=1)
    seen = np.where(enough, held, 0).mean(axis=1)
    return np.asarray(np.sqrt((seen * own + prior.unrest_months) / (seen + prior.unrest_months)))


def motion(found: Pace, level: Floats, first: int, months: int, prior: Prior = PRIOR, scale: Floats | None = None) -> Motion:
    """The prior of months from a boundary on; `level` is the logarithm of a usual month of each region and flow, (regions, flows), `scale` its `unrest`."""
    time = np.arange(months) / YEAR
    walk = _walk(months, prior)
    season = np.equal.outer(*(2 * [(first + np.arange(months)) % YEAR])).astype(np.float64)
    shift = new_year(first, months)
    turn, one, line = np.outer(shift, shift), np.eye(months), np.outer(time, time)
    flows = len(FLOWS)
    alike, apart = np.ones((flows, flows)), np.eye(flows)

    def tied(by: float) -> Floats:
        """Flows that move together by a part `by`, scaled so that an even total of both has the variance one."""
        return np.asarray((by * alike + (1 - by) * apart) * 2 / (1 + by))

    shared = (
        found.spread**2 * np.kron(tied(prior.together), walk)
        + found.error**2 * np.kron(alike, line)
        + np.kron(apart, prior.season**2 * season + prior.new_year**2 * turn)
        + prior.noise**2 * np.kron(tied(prior.together), one)
    )
    moving = np.kron(tied(prior.own_together), walk)
    turning = np.kron(apart, prior.own_noise**2 * one + prior.own_season**2 * season + prior.own_new_year**2 * turn)
    still = np.kron(alike + prior.apart**2 * apart, np.ones((months, months)))
    rough = found.noise if scale is None else found.noise * scale
    own = found.noise[:, None, None] ** 2 * moving + rough[:, None, None] ** 2 * turning + still
    own = own + found.drift_error[:, None, None] ** 2 * np.kron(alike, line)
    steady = np.tile(time, flows) * (found.mean + found.drift)[:, None]
    return Motion(np.repeat(level, months, axis=1) + steady, shared, own)


def motion_by_year(found: Pace, level: Floats, years: int, prior: Prior = PRIOR) -> Motion:
    """The prior of the years of one flow; `level` is the logarithm of a usual year of each region. It grows by year as that of months does."""
    time = np.arange(years, dtype=np.float64)
    apart = np.abs(np.subtract.outer(time, time))

    def fading(within: float) -> Floats:
        return np.asarray(np.exp(-YEAR * apart / within) / (2 - 2 * np.exp(-YEAR / within)))

    walk = _mixed(prior, np.minimum.outer(time, time), fading)
    line = np.outer(time, time)
    own = found.noise[:, None, None] ** 2 * walk + 1 + found.drift_error[:, None, None] ** 2 * line
    mean = level[:, None] + np.outer(found.mean + found.drift, time)
    return Motion(mean, found.spread**2 * walk + found.error**2 * line, own, flows=1)


def _walk(months: int, prior: Prior) -> Floats:
    """The covariance of a random walk, of what returns to it, and of swings within a year, each scaled so that yearly averages grow with the variance one."""
    time = np.arange(max(months, 2 * YEAR))
    apart = np.abs(np.subtract.outer(time, time))
    growth = np.repeat([-1 / YEAR, 1 / YEAR], YEAR)

    def fading(within: float) -> Floats:
        returns = np.exp(-apart / within)
        return np.asarray(returns / (growth @ returns[: 2 * YEAR, : 2 * YEAR] @ growth))

    return _mixed(prior, np.minimum.outer(time, time) / WALK, fading)[:months, :months]


def _mixed(prior: Prior, forever: Floats, fading: Callable[[float], Floats]) -> Floats:
    """The sum of covariances of what lasts, of what returns and of what swings, by their parts."""
    return prior.lasting * forever + (1 - prior.lasting) * fading(prior.returning) + prior.swing * fading(prior.swing_months)


@cache
def new_years() -> dict[int, date]:
    """The day of the Lunar New Year by its year."""
    return {(day := date.fromisoformat(r["day"])).year: day for r in read_table("hinterland.claims", "lunar_new_year.csv")}


BEFORE, AFTER = 7, 14
"""The days before and after the Lunar New Year in which less is traded."""


def new_year(first: int, months: int) -> Floats:
    """The part of the days around the Lunar New Year that falls into each month from a boundary on, less what does on average; none where it isn't known."""
    parts = {month: np.zeros(YEAR) for month in new_years()}
    for year, day in new_years().items():
        for k in range(-BEFORE, AFTER):
            parts[year][(day + timedelta(k)).month - 1] += 1 / (BEFORE + AFTER)
    usual = np.mean(list(parts.values()), axis=0)
    every = (divmod(first + m, YEAR) for m in range(months))
    return np.array([parts[year][month] - usual[month] if year in parts else 0.0 for year, month in every])


@dataclass(slots=True)
class Futures:
    """Draws of logarithms: what is shared (cells, draws) and what is each region's own (regions, cells, draws)."""

    shared: Floats
    own: Floats


def draw(of: Motion, draws: int, seed: int, tail: float = PRIOR.tail) -> Futures:
    """Draws of the prior, month by month: those of more months begin with those of fewer. A region's own part has heavy tails, Student's t with `tail`
    degrees of freedom over the path as a whole, and the variance that its volatility says.
    """
    common, own, scales = (np.random.default_rng([seed, k]) for k in range(3))
    regions, cells = of.mean.shape
    order = np.arange(cells).reshape(of.flows, -1).T.reshape(-1)
    jitter = 1e-9 * np.eye(cells)
    shared = np.empty((cells, draws))
    shared[order] = np.linalg.cholesky(of.shared[np.ix_(order, order)] + jitter) @ common.standard_normal((cells, draws))
    chances = own.standard_normal((cells, regions, draws))
    apart = np.empty((regions, cells, draws))
    for r, (covariance, wide) in enumerate(zip(of.own, np.sqrt((tail - 2) / scales.chisquare(tail, (regions, draws))), strict=True)):
        apart[r, order] = (np.linalg.cholesky(covariance[np.ix_(order, order)] + jitter) @ chances[:, r]) * wide
    return Futures(shared, apart)


class Conditioned:
    """The prior conditioned on spans of regions and of the nation, linear around some months: what moves any draw of it to one that meets them."""

    def __init__(self, of: Motion, around: Floats, spans: Sequence[Sequence[Span]], nation: Sequence[Span]) -> None:
        self.of = of
        cells = of.mean.shape[1]
        self.stated = [_linear(s, around[r]) for r, s in enumerate(spans)]
        self.solved: list[Floats] = []
        precision = np.zeros((cells, cells))
        for (weights, _, error), own in zip(self.stated, of.own, strict=True):
            solved = np.linalg.solve(weights @ own @ weights.T + np.diag(error**2), weights)
            self.solved.append(solved)
            precision += weights.T @ solved
        self.shared = np.linalg.solve(np.eye(cells) + of.shared @ precision, of.shared)
        self._sum_up(around, nation)

    def _sum_up(self, around: Floats, nation: Sequence[Span]) -> None:
        """How all regions move with the sums of the nation, once their own are met."""
        regions, cells = around.shape
        flat, every = np.exp(around).reshape(-1), np.arange(regions)[:, None] * cells
        whole = [Span(tuple((every + np.array(s.cells)).reshape(-1)), s.low, s.high, s.error) for s in nation]
        weights, aim, error = _linear(whole, np.log(flat))
        self.nation = weights, aim, error
        parts = weights.reshape(len(whole), regions, cells)
        along = np.zeros((cells, len(whole)))
        moved, kept = [], []
        for r, (stated, solved) in enumerate(zip(self.stated, self.solved, strict=True)):
            own, side = self.of.own[r], parts[:, r].T
            hold = np.eye(cells) - own @ stated[0].T @ solved
            along += hold.T @ side
            kept.append(hold)
            moved.append(hold @ (own @ side))
        follow = np.stack([hold @ (self.shared @ along) + own for hold, own in zip(kept, moved, strict=True)])
        spread = np.einsum("krc,rcj->kj", parts, follow) + np.diag(error**2)
        self.gain = follow @ np.linalg.inv(spread) if len(whole) else np.zeros((regions, cells, 0))

    def apply(self, drawn: Futures, seed: int | None = None) -> Floats:
        """Move draws to meet the spans, in place: logarithms, (regions, cells, draws). Without a seed nothing is taken to be revised."""
        chance = None if seed is None else np.random.default_rng([seed, 9])
        draws = drawn.shared.shape[1]

        def missed(stated: tuple[Floats, Floats, Floats], now: Floats) -> Floats:
            weights, aim, error = stated
            revised = 0.0 if chance is None else error[:, None] * chance.standard_normal((len(aim), draws))
            return np.asarray(aim[:, None] + revised - weights @ now)

        result = drawn.own
        result += drawn.shared
        result += self.of.mean[:, :, None]
        off = [missed(stated, now) for stated, now in zip(self.stated, result, strict=True)]
        pull = sum((s.T @ z for s, z in zip(self.solved, off, strict=True)), np.zeros_like(drawn.shared))
        common = self.shared @ pull
        for r, (stated, solved) in enumerate(zip(self.stated, self.solved, strict=True)):
            result[r] += common + self.of.own[r] @ (solved.T @ (off[r] - stated[0] @ common))
        if len(self.nation[1]):
            result += self.gain @ missed(self.nation, result.reshape(-1, draws))
        return result


def _linear(spans: Sequence[Span], around: Floats) -> tuple[Floats, Floats, Floats]:
    """Spans as weights of logarithms (spans, cells), what these have to come to, and the errors of that: log(sum) is linear in them around some months."""
    weights, aim = np.zeros((len(spans), len(around))), np.zeros(len(spans))
    for k, span in enumerate(spans):
        cells = list(span.cells)
        part = np.exp(around[cells])
        weights[k, cells] = part / part.sum()
        aim[k] = np.log(span.value) - np.log(part.sum()) + weights[k, cells] @ around[cells]
    return weights, aim, np.array([s.error for s in spans])
