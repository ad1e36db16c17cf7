"""Rolling origins: what each model would have said of all provinces at the end of each year, set against what came.

At an origin a model is given the table as it stood up to there and nothing of later; its constants were fixed beforehand and what it estimates it estimates
anew. The figures are today's preferred ones, since older vintages aren't held of most: a forecast made at the time would have had slightly other ones.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from hinterland.outlook import pooled
from hinterland.outlook.nowcast import ToDate, nowcast
from hinterland.outlook.pooled import ENOUGH, Known, TooShort
from hinterland.outlook.rivals import Model
from hinterland.outlook.scores import Bin, Tally, reliability
from hinterland.outlook.series import Array, Series

PATHS = 4000
HORIZONS = 3


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


def current(
    series: Series, to_date: ToDate, year: int, month: int, *, alone: bool = False, paths: int = PATHS, seed: int = 0
) -> Tally | None:
    """Score the nowcast of a year as it stood after a month, by rules learnt from the years before it; `None` where the nation's year to date isn't held.

    With `alone` only the nation's figures are used, as in years in which few provinces' are held.
    """
    before = series.until(year - 1)
    found = nowcast(to_date.through(year, month), year, pooled.fit(before.growth)).known
    if found is None:
        return None
    regions = len(series.regions)
    known = Known(found.cycle, found.spread, np.full(regions, np.nan), np.ones(regions)) if alone else found
    tally = Tally()
    _score(tally, pooled.simulate(before, 1, paths, seed, known)[:, :, 0], series, len(before) - 1, 1)
    return tally


def _score(tally: Tally, samples: Array, series: Series, origin: int, horizon: int) -> None:
    for region in range(len(series.regions)):
        level, outcome = series.levels[region, origin], series.levels[region, origin + horizon]
        if np.isfinite(level) and np.isfinite(outcome):
            tally.add(samples[:, region], float(outcome), float(level))
