"""A forecast of all provinces at once: the table, the model that its record chose, the current year as far as it is known, and the paths.

Everything that is asked about the future is asked of one `Forecast`, so that a province's own outlook, its overtaking by another and the number of
provinces above a mark agree with each other.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

import numpy as np

from hinterland import codes
from hinterland.codes import Period
from hinterland.indicators import Indicators
from hinterland.models import Flow
from hinterland.outlook import months, pooled, record, rivals
from hinterland.outlook.future import Paths
from hinterland.outlook.nowcast import Nowcast, ToDate, nowcast, to_date
from hinterland.outlook.series import NATION, Array, Series, monthly, table, yearly

PATHS = 2000
"""So many futures tell a probability to within about one percentage point."""


@dataclass(frozen=True, slots=True)
class Forecast:
    """Simulated futures of the provinces. `current` is what the year to date told of the first year, `to_date` the figures it was told by."""

    paths: Paths
    model: str
    seed: int
    current: Nowcast | None = None
    to_date: ToDate | None = None

    @property
    def series(self) -> Series:
        """The table that the paths continue."""
        return self.paths.series

    def levels(self, subject: str) -> Array:
        """The futures of a province, or of the sum of a group's provinces or of the nation's: (futures, steps). Raises `LookupError` for another region."""
        return np.asarray(self.paths.levels[:, self.rows(subject)].sum(axis=1))

    def rows(self, subject: str) -> list[int]:
        """The rows of the provinces that a subject is or consists of. Raises `LookupError` where it is none of these."""
        regions = self.series.regions
        if subject == NATION:
            return list(range(len(regions)))
        if subject in regions:
            return [regions.index(subject)]
        members = codes.members(subject)
        if not members or not set(members) <= set(regions):
            raise LookupError(f"{subject} is neither a province nor a group of provinces")
        return [regions.index(m) for m in members]


def forecast(indicators: Indicators, horizon: int = 5, flow: Flow = "total", *, paths: int = PATHS, seed: int = 0) -> Forecast:
    """Simulate the years after the last one held of most provinces. Raises `TooShort` where too little is held."""
    series = yearly(indicators, flow)
    fit = pooled.fit(series.growth)
    following = tuple(Period.of_year(series.years[-1] + k) for k in range(1, horizon + 1))
    name, model = _chosen()
    held = to_date(indicators, series)
    now = nowcast(held, series.years[-1] + 1, fit)
    levels = model(series, horizon, paths, seed) if now.known is None else _informed(name, now)(series, horizon, paths, seed)
    known = table(indicators, flow, series.regions, following, ("level",)).levels
    return Forecast(Paths(series, following, pinned(levels, known)), name, seed, now, held)


def forecast_months(indicators: Indicators, horizon: int = 24, flow: Flow = "total", *, paths: int = PATHS, seed: int = 0) -> Forecast:
    """Simulate the months after the last one held of most provinces. Raises `TooShort` where less than two years are held."""
    series = monthly(indicators, flow)
    if not len(series):
        raise pooled.TooShort("no-months")
    following = tuple(series.steps[-1].shift(k) for k in range(1, horizon + 1))
    levels = months.simulate(series, horizon, paths, seed)
    return Forecast(
        Paths(series, following, pinned(levels, table(indicators, flow, series.regions, following, ("level",)).levels)), record.OURS, seed
    )


def _chosen() -> tuple[str, rivals.Model]:
    """The model of the best record among those that can run here."""
    found = rivals.models()
    name = record.best("years", found)
    return name, found[name]


def _informed(name: str, now: Nowcast) -> rivals.Model:
    """The chosen model with what is known of the current year: the pooled one takes it, and gives another the order and the first year of its paths."""
    told: rivals.Model = partial(_pooled, now)
    if name == record.OURS:
        return told
    plain = rivals.models()[name]

    def informed(series: Series, horizon: int, paths: int, seed: int) -> Array:
        ours = told(series, horizon, paths, seed)
        theirs = rivals.reordered(plain(series, horizon, paths, seed), ours)
        return np.asarray(theirs * (ours[:, :, :1] / theirs[:, :, :1]))

    return informed


def _pooled(now: Nowcast, series: Series, horizon: int, paths: int, seed: int) -> Array:
    return pooled.simulate(series, horizon, paths, seed, now.known)


def pinned(levels: Array, known: Array) -> Array:
    """The paths moved so that they run through levels that are held already, as the total of a province that publishes before the others."""
    result = levels.copy()
    for region, step in zip(*np.nonzero(np.isfinite(known)), strict=True):
        result[:, region, step:] *= (known[region, step] / result[:, region, step])[:, None]
        result[:, region, step] = known[region, step]
    return result
