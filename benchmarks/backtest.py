"""Rolling origins: what each model would have said of all regions at the end of each year, set against what came.

At an origin a model is given the table as it stood up to there and nothing of later; its constants were fixed beforehand and what it estimates it estimates
anew. The posterior is given what had been published (`known`), the others today's figures, which are later vintages: the worse for it, if anything.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

import numpy as np

from hinterland.codes.periods import boundary, month_after
from hinterland.indicators import Indicators
from hinterland.ledger.motion import PRIOR, Prior
from hinterland.ledger.posterior import Posterior
from hinterland.models import Flow
from hinterland.outlook.joint import ENOUGH, TooShort, prepare, summed
from hinterland.outlook.series import Array, Series
from rivals import Model
from scores import Bin, Tally, reliability

PATHS = 4000
HORIZONS = 3
DRAWS = 1000
"""Draws of the posterior at an origin."""

OUT = 25
"""The day of the following month by which a month's figures of all regions are out; those of a year are by this day of February."""


@dataclass(slots=True)
class Backtest:
    """The tallies of each model by horizon, and the origins that they come from."""

    horizons: int
    origins: list[str] = field(default_factory=list)
    tallies: dict[str, dict[int, Tally]] = field(default_factory=dict)

    def measures(self) -> dict[str, dict[int, dict[str, float]]]:
        """The scores by model and horizon."""
        return {
            model: {h: {"origins": float(len(self.origins) - h + 1), **t.measures()} for h, t in by.items() if t.losses}
            for model, by in self.tallies.items()
        }

    def reliability(self, model: str) -> list[Bin]:
        """The reliability of a model's crossing probabilities, all horizons together."""
        by = self.tallies[model].values()
        return reliability([c for t in by for c in t.chances], [c for t in by for c in t.crossed])


def run(
    series: Series, models: Mapping[str, Model], *, horizons: int = HORIZONS, first: int = ENOUGH + 1, paths: int = PATHS, seed: int = 0
) -> Backtest:
    """Score models from the origin at which `first` steps are held to the last but one. One that can't say anything at an origin isn't scored there."""
    found = Backtest(horizons, tallies={m: {h: Tally() for h in range(1, horizons + 1)} for m in models})
    for last in range(first, len(series)):
        known = series.until(_step(series, last - 1))
        ahead = min(horizons, len(series) - last)
        found.origins.append(str(known.steps[-1]))
        for name, model in models.items():
            try:
                samples = model(known, horizons, paths, seed)
            except TooShort:
                continue
            for h in range(1, ahead + 1):
                _score(found.tallies[name][h], samples[:, :, h - 1], series, last - 1, h)
    return found


def _step(series: Series, place: int) -> int:
    step = series.steps[place]
    return step.end // 100 if step.months == 12 else step.end


def known(indicators: Indicators, until: int, last: int, draws: int = DRAWS, seed: int = 0, prior: Prior = PRIOR) -> Posterior:
    """The posterior as it was when the months up to a boundary were out, drawn until the end of a year. Raises `TooShort`."""
    out = month_after(until if until % 12 else until + 1)
    then = indicators.until(date(out // 100, out % 100, OUT))
    found = prepare(then, last, draws, seed, until=until, prior=prior)()
    assert isinstance(found, Posterior)
    return found


def model(indicators: Indicators, prior: Prior = PRIOR) -> Model:
    """The posterior as a model of a table: it takes from that only where it ends, and forecasts from what was published by then."""

    def simulate(series: Series, horizon: int, paths: int, seed: int) -> Array:
        following = tuple(series.steps[-1].shift(k * series.steps[-1].months) for k in range(1, horizon + 1))
        drawn = known(indicators, boundary(series.steps[-1].end) + 1, following[-1].end // 100, min(paths, DRAWS), seed, prior)
        return summed(drawn, series.flow, following)

    return simulate


def current(indicators: Indicators, series: Series, year: int, month: int) -> Tally:
    """Score the posterior's year as it stood after a month of it (0: before the first), for the regions of a yearly table."""
    drawn = known(indicators, 12 * year + month, year)
    place = series.years.index(year)
    samples = summed(drawn, series.flow, series.steps[place : place + 1])[:, :, 0]
    tally = Tally()
    _score(tally, samples, series, place - 1, 1)
    return tally


def rest(indicators: Indicators, yearly: Series, to_date: Series, year: int, month: int, flow: Flow = "total") -> Tally:
    """Score the sum of the months of a year after one, given the levels of the years and of the years to that month."""
    drawn = known(indicators, 12 * year + month, year)
    place = yearly.years.index(year)
    tally = Tally()
    for row in range(len(yearly.regions)):
        whole, so_far = yearly.levels[row, place], to_date.levels[row, -1]
        if np.isfinite(whole) and whole > so_far:
            tally.add(drawn.sums([row], flow, 12 * year + month, 12 * year + 12), float(whole - so_far), float(so_far))
    return tally


def _score(tally: Tally, samples: Array, series: Series, origin: int, horizon: int) -> None:
    for region in range(len(series.regions)):
        level, outcome = series.levels[region, origin], series.levels[region, origin + horizon]
        if np.isfinite(level) and np.isfinite(outcome):
            tally.add(samples[:, region], float(outcome), float(level))
