"""A forecast of all parts of a nation at once, by years or months: sums of one set of joint draws, so that a region's outlook, its
overtaking by another and the number of regions above a mark agree with each other."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import cast

import numpy as np

from hinterland import codes
from hinterland.codes import Home, Period
from hinterland.codes.periods import month_after
from hinterland.indicators import Indicators
from hinterland.ledger.figures import read_figures
from hinterland.ledger.spans import levels
from hinterland.models import Flow
from hinterland.outlook.future import Paths
from hinterland.outlook.joint import TooShort, begin_sums, needed_parts
from hinterland.outlook.series import Array, Series, monthly, parts, table, yearly, years_held

PATHS = 2000
"""So many futures tell a probability to within about one percentage point."""

FAN = (0.025, 0.1, 0.25, 0.5, 0.75, 0.9, 0.975)
NAMES = ("p2_5", "p10", "p25", "median", "p75", "p90", "p97_5")
P10, MEDIAN, P90 = 1, 3, 5
"""The quantiles of a simulated level with their names in JSON, and where those of the contract stand among them."""


def named(quantiles: Sequence[float]) -> dict[str, int]:
    """The quantiles `FAN` in JSON: whole amounts."""
    return {n: round(q) for n, q in zip(NAMES, quantiles, strict=True)}


@dataclass(frozen=True, slots=True)
class Nowcast:
    """The last month of a year to which growth is held, of the nation and of each part (0: not at all), with that growth in percent. Draws are conditioned on all that
    is held; this is what an answer says of where its year comes from.
    """

    year: int
    nation: int
    months: tuple[int, ...]
    nation_growth: float
    growth: tuple[float, ...]


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


def main_flow(home: Home, named: Flow | None = None) -> Flow:
    """The flow that is named, else the one by which a nation's regions are ranked."""
    return named or cast("Flow", home.main_flow)


def forecast(
    indicators: Indicators, horizon: int = 5, flow: Flow | None = None, *, paths: int = PATHS, seed: int = 0, home: Home | None = None
) -> Forecast:
    """Simulate the years after the last one held of most parts of a nation (the home pack's unless said), of its main flow unless said:
    `horizon` after the last one held of any. Raises `TooShort` where too little is held."""
    return begin_forecast(indicators, horizon, flow, paths=paths, seed=seed, home=home)()


def begin_forecast(
    indicators: Indicators, horizon: int, flow: Flow | None = None, *, paths: int = PATHS, seed: int = 0, home: Home | None = None
) -> Callable[[], Forecast]:
    """Begin what `forecast` does; what is returned waits for its end, and asks nothing of the engine."""
    home = home or codes.home_of()
    flow = main_flow(home, flow)
    needed_parts(home)
    series = yearly(indicators, flow, home=home)
    if not len(series):
        raise TooShort("growth", home, held=0, least=1)
    last = _last_year(indicators, series)
    following = tuple(map(Period.of_year, range(series.years[-1] + 1, last + horizon + 1)))
    drawing = begin_sums(indicators, following, flow, paths, seed, home=home)
    current = nowcast(indicators, series, series.years[-1] + 1)

    def made() -> Forecast:
        drawn, model = drawing()
        return Forecast(Paths(series, following, drawn), model, seed, current)

    return made


def kept_forecast(indicators: Indicators, horizon: int, flow: Flow | None, home: Home) -> Forecast:
    """The same, simulated once a state."""
    kept, key = indicators.engine.kept("futures"), (home.nation, horizon, flow)
    if key not in kept:
        kept[key] = forecast(indicators, horizon, flow, home=home)
    found: Forecast = kept[key]
    return found


def _last_year(indicators: Indicators, series: Series) -> int:
    """The last year held of the nation or of any part: the first to come of a subject of which it is held is the one after it."""
    years = years_held(indicators, series.home)
    steps = tuple(map(Period.of_year, years[years.index(series.years[-1]) :]))
    held = np.isfinite(table(indicators, series.flow, (series.home.nation, *series.regions), steps, ("level",)).levels).any(axis=0)
    return int(steps[np.flatnonzero(held)[-1]].start // 100)


def forecast_months(
    indicators: Indicators,
    horizon: int = 24,
    flow: Flow | None = None,
    *,
    subject: str | None = None,
    paths: int = PATHS,
    seed: int = 0,
    home: Home | None = None,
) -> Forecast:
    """Simulate the months after the last one held of a subject, or else of most parts of a nation. Raises `TooShort` where too little is held."""
    home = home or codes.home_of()
    flow = main_flow(home, flow)
    needed_parts(home)
    series = monthly(indicators, flow, home=home)
    if not len(series):
        raise TooShort("no-months", home)
    last = (subject and last_month(indicators, subject, flow, home)) or series.steps[-1]
    following = tuple(last.shift(k) for k in range(1, horizon + 1))
    drawn, model = begin_sums(indicators, following, flow, paths, seed, home=home)()
    return Forecast(Paths(series, following, drawn), model, seed)


def last_month(indicators: Indicators, subject: str, flow: Flow, home: Home) -> Period | None:
    """The month with which the last figure held of a subject ends, be it a month, a year to date or a year; of several parts the first such month."""
    own = (subject,) if subject == home.nation else tuple(parts(home)[r] for r in rows_of(parts(home), home, subject))
    figures = read_figures(indicators.engine, own)
    ends = [max((x.last for x in levels(figures, r) if x.flow == flow), default=0) for r in own]
    return Period.of_month(month_after(min(ends) - 1)) if all(ends) else None


def nowcast(indicators: Indicators, series: Series, year: int) -> Nowcast:
    """What is known of a year after the last one of a yearly table."""
    steps = tuple(Period.year_to(100 * year + m) for m in range(1, 13))
    found = table(indicators, series.flow, (series.home.nation, *series.regions), steps, ("growth",)).growth
    # The last month held, counted from 1; 0 for none.
    months = [int(max(np.flatnonzero(np.isfinite(row)) + 1, default=0)) for row in found]
    growth = [100 * float(np.expm1(row[m - 1])) if m else float("nan") for row, m in zip(found, months, strict=True)]
    return Nowcast(year, months[0], tuple(months[1:]), growth[0], tuple(growth[1:]))
