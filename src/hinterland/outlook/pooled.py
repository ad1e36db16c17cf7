"""The pooled model: growth of a province = the national cycle + the province's own drift + noise of heavy tails, estimated for all provinces at once.

Ten years of one province say little, ten years of thirty-one say more. So the drift of each is shrunk towards none, its volatility towards that of the
others, and the cycle is shared: a year that lifts one lifts all, which is what makes ranks, counts and overtakings come out right. Paths come out as
levels in yuan of shape (paths, regions, steps). What is thought before any figure (`Prior`) was fixed once (`docs/explanation/outlook.md` says how) and is fitted to nothing later.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from hinterland.codes import Language
from hinterland.outlook.series import Array, Flags, Series
from hinterland.outlook.words import words


@dataclass(frozen=True, slots=True)
class Prior:
    """What is thought before any figure is seen, and how many figures that counts for. Of logarithms: 0.04 is about four percent a year.

    `tail` are the degrees of freedom of the noise: those of a spread that is itself estimated from about as many years.
    """

    cycle: float = 0.04
    cycle_spread: float = 0.08
    cycle_years: float = 4.0
    drift_spread: float = 0.02
    drift_provinces: float = 10.0
    volatility_years: float = 3.0
    tail: float = 5.0


PRIOR = Prior()

ENOUGH = 3
"""Growth rates of the nation below which nothing is fitted."""


class TooShort(ValueError):
    """Too few figures are held to say anything; `why` is a key of `words.csv`, and the message says how many there are."""

    def __init__(self, why: str, **values: object) -> None:
        super().__init__(words(f"short:{why}", "en", **values))
        self.why, self.values = why, values

    def told(self, language: Language) -> str:
        """The message in a language."""
        return words(f"short:{self.why}", language, **self.values)


@dataclass(frozen=True, slots=True)
class Fit:
    """What the figures say: the cycle's mean, its standard error and its spread; each province's drift with its standard error, and its noise."""

    mean: float
    error: float
    spread: float
    drift: Array
    drift_error: Array
    noise: Array


def fit(growth: Array, prior: Prior = PRIOR) -> Fit:
    """Estimate the model from logarithmic growth, regions by years, NaN where not held. Raises `TooShort`."""
    known = growth[:, np.isfinite(growth).sum(axis=0) * 2 > len(growth)]
    if known.shape[1] < ENOUGH:
        raise TooShort("growth", held=known.shape[1], least=ENOUGH)
    held = np.isfinite(known).sum(axis=1).astype(np.float64)
    if held.min() < 2:
        raise TooShort("rates")
    cycle = np.nanmedian(known, axis=0)
    apart = known - cycle
    own = np.nanmean(apart, axis=1)
    rough = np.nansum((apart - own[:, None]) ** 2, axis=1) / (held - 1)
    variance = ((held - 1) * rough + prior.volatility_years * np.median(rough)) / (held - 1 + prior.volatility_years)
    drift_variance = _between(own, variance / held, prior)
    pull = drift_variance / (drift_variance + variance / held)
    weight, years = prior.cycle_years, len(cycle)
    centre = (cycle.sum() + weight * prior.cycle) / (years + weight)
    wide = np.sqrt((((cycle - centre) ** 2).sum() + weight * prior.cycle_spread**2) / (years + weight))
    return Fit(
        float(centre), float(wide / np.sqrt(years + weight)), float(wide), pull * own, np.sqrt(pull * variance / held), np.sqrt(variance)
    )


def _between(own: Array, sampling: Array, prior: Prior) -> float:
    """The variance of the drifts themselves: what the means vary more than their sampling explains, shrunk to what was thought before."""
    spread, weight = prior.drift_spread, prior.drift_provinces
    w = (sampling + spread**2) ** -2
    found = max(float((w * (own**2 - sampling)).sum() / w.sum()), 0.0)
    seen = len(own) / 3
    return (seen * found + weight * spread**2) / (seen + weight)


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of the first step ahead: the cycle's mean and spread where the nation's year to date tells, and of each region how much of its own noise
    remains (1: all) and where it is centred, relative to the cycle."""

    cycle: float
    spread: float
    centre: Array
    remaining: Array


def growths(found: Fit, steps: int, paths: int, seed: int, known: Known | None = None, prior: Prior = PRIOR) -> Array:
    """Simulated logarithmic growth, (paths, regions, steps). One seed gives one set of paths, whose first steps stay as they are
    when more are asked for."""
    cycle, drift, noise = (np.random.default_rng([seed, k]) for k in range(3))
    regions = len(found.drift)
    mean = found.mean + found.error * cycle.standard_normal((1, paths))
    shared = (mean + found.spread * cycle.standard_normal((steps, paths))).T
    own = found.drift + found.drift_error * drift.standard_normal((regions, paths)).T
    result = np.empty((paths, regions, steps))
    for step in range(steps):
        jumps = noise.standard_t(prior.tail, (regions, paths)).T * found.noise
        if step == 0 and known is not None:
            common = known.cycle + (shared[:, 0] - found.mean) / np.hypot(found.spread, found.error) * known.spread
            told = np.isfinite(known.centre)
            centre = np.where(told, np.nan_to_num(known.centre), own)
            result[:, :, 0] = common[:, None] + centre + jumps * known.remaining
        else:
            result[:, :, step] = shared[:, step, None] + own + jumps
    return result


def simulate(series: Series, horizon: int, paths: int = 1000, seed: int = 0, known: Known | None = None, prior: Prior = PRIOR) -> Array:
    """Levels in yuan of the years after the last one of a yearly table, (paths, regions, horizon), jointly for all its regions.

    Where a region's last years aren't held it starts from the last that is, and its paths run through the gap. Raises `TooShort`.
    """
    found = fit(series.growth, prior)
    start, gap = _start(series)
    longest = int(gap.max())
    rates = growths(found, horizon, paths, seed, known, prior)
    paths_ = start[None, :, None] * np.exp(np.cumsum(rates, axis=2))
    if longest:
        bridging = growths(found, longest, paths, seed + 1, prior=prior)
        for region in np.flatnonzero(gap):
            since = series.growth[:, len(series) - gap[region] :]
            missed = np.array([np.median(g[np.isfinite(g)]) if np.isfinite(g).any() else found.mean for g in since.T])
            apart = bridging[:, region, : gap[region]] - found.mean
            paths_[:, region] *= np.exp((missed + apart * found.noise[region] / np.hypot(found.noise[region], found.spread)).sum(axis=1))[
                :, None
            ]
    return paths_


def _start(series: Series) -> tuple[Array, Array]:
    """The last level held of each region, and how many steps ago that was. Raises `TooShort` where one has none."""
    held: Flags = np.isfinite(series.levels)
    if not held.any(axis=1).all():
        missing = [r for r, h in zip(series.regions, np.asarray(held.any(axis=1)), strict=True) if not h]
        raise TooShort("levels", regions=", ".join(missing))
    gap = np.argmax(held[:, ::-1], axis=1)
    return series.levels[np.arange(len(held)), len(series) - 1 - gap], gap
