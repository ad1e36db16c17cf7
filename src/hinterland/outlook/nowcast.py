"""The current year from its year to date: what growth to a month says of the growth of the whole year, for the nation and for each province.

The months that are left grow, on average, by a part of what the year to date grew by (`keep`), and miss that by a spread that shrinks with their number.
Both are learnt from earlier years in which the year to date and the outcome are held, starting from what was thought before any (`KEEP`, `SPREAD`); nothing
of the year itself is used. A province is read against the nation in the same months, so that a national surge is not taken for its own.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from hinterland.codes import Period
from hinterland.indicators import Indicators
from hinterland.outlook.pooled import PRIOR, Fit, Known
from hinterland.outlook.series import NATION, Array, Series, table

Months = npt.NDArray[np.int_]
MONTHS = 12
KEEP = (0.5, 4.0)
"""The part of the growth so far that the months left keep, before any figure is seen, and the years that this counts for."""

SPREAD = (1.0, 4.0)
"""By how much the months left miss, in units of the usual noise of a year, before any figure is seen, and the years that this counts for."""

FAR = 3.0
"""Growth further off than so many times the usual noise counts as if it were that far, so that one small province doesn't make the rule."""

HEAVY = float(np.sqrt(PRIOR.tail / (PRIOR.tail - 2)))
"""The standard deviation of the noise of the pooled model, which is drawn from a distribution of heavy tails."""

APART = (0.0, 0.02, 4.0)
"""Mean and spread of the gap between the median province and the nation, before any figure is seen, and the years that this counts for."""


@dataclass(frozen=True, slots=True)
class ToDate:
    """Logarithmic growth of the year to date, (regions, years, months), the nation first; NaN where not held. `outcome` is that of the whole years.

    The twelfth month is the year itself: one whose total is out while others' aren't is as good as told."""

    regions: tuple[str, ...]
    years: tuple[int, ...]
    growth: Array
    outcome: Array

    def through(self, year: int, month: int) -> ToDate:
        """What was known after a month of a year: later months, and that year's outcome, are not."""
        growth, outcome = self.growth.copy(), self.outcome.copy()
        place = self.years.index(year)
        growth[:, place, month:] = np.nan
        growth[:, place + 1 :] = np.nan
        outcome[:, place:] = np.nan
        return ToDate(self.regions, self.years, growth, outcome)


@dataclass(frozen=True, slots=True)
class Rule:
    """What the months left keep of the growth so far, and by how much they miss it relative to the usual noise of a whole year."""

    keep: float
    spread: float

    def read(self, growth: Array, month: Months, centre: float = 0.0) -> Array:
        """The expected growth of the whole year, growth to a month given: the months left lie between it and `centre`."""
        done = month / MONTHS
        return done * growth + (1 - done) * (centre + self.keep * (growth - centre))

    def missing(self, month: Months) -> Array:
        """By how much it misses, relative to the usual noise of a year."""
        return self.spread * (1 - month / MONTHS)


def to_date(indicators: Indicators, series: Series) -> ToDate:
    """The years to date of a yearly table's regions and of the nation, up to the year after its last one."""
    years = (*series.years, series.years[-1] + 1)
    regions = (NATION, *series.regions)
    steps = tuple(Period.year_to(100 * y + m) for y in years for m in range(1, MONTHS + 1))
    found = table(indicators, series.flow, regions, steps, ("growth",)).growth.reshape(len(regions), len(years), MONTHS)
    return ToDate(regions, years, found, found[:, :, -1].copy())


def learn(growth: Array, outcome: Array, noise: Array, centre: float = 0.0) -> Rule:
    """A rule from the years to date (regions, years, months) with a known outcome; every year counts once, however many of its months are held."""
    growth = growth[:, :, : MONTHS - 1]
    months = np.arange(1, MONTHS)
    left = 1 - months / MONTHS
    apart = growth - centre
    rest = (outcome[:, :, None] - centre - apart * (1 - left)) / left
    told = np.isfinite(apart) & np.isfinite(rest)
    scale = np.broadcast_to(noise[:, None, None], told.shape)
    x, y = (np.where(told, np.clip(v / scale, -FAR, FAR), 0.0) for v in (apart, rest))
    held = told.sum(axis=(0, 2))
    weight = np.where(held > 0, 1 / np.maximum(held, 1), 0.0)[None, :, None]
    keep, prior = KEEP
    usual = 1.0
    found = ((weight * x * y).sum() + prior * usual * keep) / ((weight * x * x).sum() + prior * usual)
    found = float(np.clip(found, 0.0, 1.0))
    missed = np.where(told, y - found * x, 0.0)
    spread, count = SPREAD
    variance = ((weight * missed**2).sum() + count * spread**2) / ((held > 0).sum() + count)
    return Rule(found, float(np.sqrt(variance)))


@dataclass(frozen=True, slots=True)
class Nowcast:
    """What is known of a year: up to which month the nation is held, and each region (0: not at all), and how the pooled model is to take it."""

    year: int
    nation: int
    months: tuple[int, ...]
    known: Known | None


def nowcast(found: ToDate, year: int, fit: Fit) -> Nowcast:
    """Read the year to date of a year by rules learnt from the years before it; `known` is `None` where the nation's isn't held."""
    place = found.years.index(year)
    nation, provinces = found.growth[0, place], found.growth[1:, place]
    latest = _latest(nation)
    months = np.array([_latest(np.where(np.isfinite(nation), row, np.nan)) for row in provinces])
    if latest == 0:
        return Nowcast(year, 0, (0,) * len(months), None)
    centre = PRIOR.cycle
    before, outcome = found.growth[:, :place], found.outcome[:, :place]
    shared = learn(before[:1], outcome[:1], np.array([fit.spread]), centre)
    own = learn(before[1:] - before[:1], outcome[1:] - outcome[:1], fit.noise)
    whole = float(shared.read(nation[latest - 1 : latest], np.array([latest]), centre)[0])
    gap, wide = _apart(outcome)
    told = months > 0
    at = np.maximum(months - 1, 0)
    apart = provinces[np.arange(len(months)), at] - nation[at]
    known = Known(
        cycle=whole + gap,
        spread=float(np.hypot(float(shared.missing(np.array([latest]))[0]) * fit.spread, wide)),
        centre=np.where(told, own.read(apart, months) - gap, np.nan),
        remaining=np.where(told, np.minimum(own.missing(months) / HEAVY, 1.0), 1.0),
    )
    return Nowcast(year, latest, tuple(int(m) for m in months), known)


def _latest(growth: Array) -> int:
    """The last month held, counted from 1; 0 for none."""
    held = np.flatnonzero(np.isfinite(growth))
    return int(held[-1]) + 1 if len(held) else 0


def _apart(outcome: Array) -> tuple[float, float]:
    """By how much the median province grows faster than the nation, and how much that varies."""
    whole = np.isfinite(outcome[0]) & (np.isfinite(outcome[1:]).sum(axis=0) * 2 > len(outcome) - 1)
    gaps = np.nanmedian(outcome[1:, whole], axis=0) - outcome[0, whole]
    mean, spread, weight = APART
    centre = (gaps.sum() + weight * mean) / (len(gaps) + weight)
    return float(centre), float(np.sqrt((((gaps - centre) ** 2).sum() + weight * spread**2) / (len(gaps) + weight)))
