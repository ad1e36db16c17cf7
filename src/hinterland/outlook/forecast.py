"""A forecast of all parts of a nation at once, by years or by months: sums of one set of joint draws (`joint`), with the table that they continue.

Everything that is asked about the future is asked of one `Forecast`, so that a region's own outlook, its overtaking by another and the number of
regions above a mark agree with each other; and years and months of one seed are sums of the same draws.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

import numpy as np

from hinterland import codes
from hinterland.codes import Home, Period
from hinterland.codes.periods import boundary
from hinterland.indicators import Indicators
from hinterland.ledger.posterior import Posterior
from hinterland.ledger.yearly import YearlyPosterior
from hinterland.models import Flow
from hinterland.outlook import record
from hinterland.outlook.future import Paths
from hinterland.outlook.joint import TooShort, joint
from hinterland.outlook.nowcast import Nowcast, nowcast
from hinterland.outlook.series import Array, Series, monthly, yearly
from hinterland.outlook.stored import recall

PATHS = 2000
"""So many futures tell a probability to within about one percentage point."""


@dataclass(frozen=True, slots=True)
class Forecast:
    """Simulated futures of a nation's parts. `current` is what is known of the first year."""

    paths: Paths
    model: str
    seed: int
    current: Nowcast | None = None

    @property
    def series(self) -> Series:
        """The table that the paths continue."""
        return self.paths.series

    def levels(self, subject: str) -> Array:
        """The futures of a part, or of the sum of a group's parts or of the nation's: (futures, steps). Raises `LookupError` for another region."""
        return np.asarray(self.paths.levels[:, self.rows(subject)].sum(axis=1))

    def rows(self, subject: str) -> list[int]:
        """The rows of the parts that a subject is or consists of. Raises `LookupError` where it is none of these."""
        return rows_of(self.series.regions, self.series.home, subject)


def rows_of(regions: Sequence[str], home: Home, subject: str) -> list[int]:
    """The places, among the parts of a nation, of those that a subject is or consists of. Raises `LookupError` where it is none of these."""
    if subject == home.nation:
        return list(range(len(regions)))
    if subject in regions:
        return [regions.index(subject)]
    members = codes.members(subject)
    if not members or not set(members) <= set(regions):
        raise LookupError(f"{subject} is neither a part of {home.nation} nor a group of its parts")
    return [regions.index(m) for m in members]


def forecast(
    indicators: Indicators, horizon: int = 5, flow: Flow | None = None, *, paths: int = PATHS, seed: int = 0, home: Home | None = None
) -> Forecast:
    """Simulate the years after the last one held of most parts of a nation (the home pack's unless said), of its main flow unless said.

    Raises `TooShort` where too little is held.
    """
    home = home or codes.home_of()
    flow = flow or cast("Flow", home.main_flow)
    series = yearly(indicators, flow, home=home)
    if not len(series):
        raise TooShort("growth", home, held=0, least=1)
    following = tuple(Period.of_year(series.years[-1] + k) for k in range(1, horizon + 1))

    def simulate() -> tuple[Array, str]:
        drawn = joint(indicators, following[-1].end // 100, paths, seed, home=home, flow=flow)
        return summed(drawn, flow, following), record.OURS if isinstance(drawn, Posterior) else record.YEARLY

    levels, model = recall(indicators.engine, f"{home.nation}-{flow}-{following[-1]}-{paths}-{seed}", simulate)
    return Forecast(Paths(series, following, levels), model, seed, nowcast(indicators, series))


def forecast_months(
    indicators: Indicators, horizon: int = 24, flow: Flow | None = None, *, paths: int = PATHS, seed: int = 0, home: Home | None = None
) -> Forecast:
    """Simulate the months after the last one held of most parts of a nation. Raises `TooShort` where too little is held."""
    home = home or codes.home_of()
    flow = flow or cast("Flow", home.main_flow)
    series = monthly(indicators, flow, home=home)
    if not len(series):
        raise TooShort("no-months", home)
    following = tuple(series.steps[-1].shift(k) for k in range(1, horizon + 1))
    drawn = joint(indicators, following[-1].end // 100, paths, seed, home=home, flow=flow)
    return Forecast(Paths(series, following, summed(drawn, flow, following)), record.OURS, seed)


def summed(drawn: Posterior | YearlyPosterior, flow: Flow, periods: tuple[Period, ...]) -> Array:
    """The draws of each region summed over periods, (draws, regions, periods)."""
    regions = range(len(drawn.regions))
    spans = [(boundary(p.start), boundary(p.end) + 1) for p in periods]
    return np.stack([np.stack([drawn.sums([r], flow, a, b) for a, b in spans], axis=1) for r in regions], axis=1)
