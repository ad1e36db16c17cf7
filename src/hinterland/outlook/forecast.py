"""A forecast of all parts of a nation at once, by years or by months: sums of one set of joint draws (`joint`), with the table that they continue.

Everything that is asked about the future is asked of one `Forecast`, so that a region's own outlook, its overtaking by another and the number of
regions above a mark agree with each other; and years and months of one seed are sums of the same draws. The sums of a state's draws are stored beside its ledger,
so that its futures are simulated once; a state that the ledger doesn't store (at a date, without a source) has none.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import cast
from zipfile import BadZipFile

import numpy as np

from hinterland import codes
from hinterland.codes import Home, Period
from hinterland.codes.periods import boundary
from hinterland.indicators import Indicators
from hinterland.ledger.posterior import Posterior, YearlyPosterior
from hinterland.ledger.stored import place
from hinterland.models import Flow
from hinterland.outlook import record
from hinterland.outlook.future import Paths
from hinterland.outlook.joint import TooShort, joint
from hinterland.outlook.series import Array, Series, monthly, table, yearly
from hinterland.warehouse.engine import Engine

PATHS = 2000
"""So many futures tell a probability to within about one percentage point."""

FAN = (0.025, 0.1, 0.25, 0.5, 0.75, 0.9, 0.975)
NAMES = ("p2_5", "p10", "p25", "median", "p75", "p90", "p97_5")
P10, MEDIAN, P90 = 1, 3, 5
"""The quantiles of a simulated level with their names in JSON, and where those of the contract stand among them."""

EDITION = "1"
"""Changes whenever the same figures would give other draws."""

KEPT = 8
"""Maximum files of futures kept; the oldest go."""


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


def nowcast(indicators: Indicators, series: Series) -> Nowcast:
    """What is known of the year after the last one of a yearly table."""
    year = series.years[-1] + 1
    steps = tuple(Period.year_to(100 * year + m) for m in range(1, 13))
    found = table(indicators, series.flow, (series.home.nation, *series.regions), steps, ("growth",)).growth
    # The last month held, counted from 1; 0 for none.
    months = [int(max(np.flatnonzero(np.isfinite(row)) + 1, default=0)) for row in found]
    growth = [100 * float(np.expm1(row[m - 1])) if m else float("nan") for row, m in zip(found, months, strict=True)]
    return Nowcast(year, months[0], tuple(months[1:]), growth[0], tuple(growth[1:]))


def recall(engine: Engine, asked: str, make: Callable[[], tuple[Array, str]]) -> tuple[Array, str]:
    """The sums and the model that `make` gives, read where they were stored for this state under what was asked; else made, and stored where that can be."""
    index = place(engine)
    path = index and index.with_name(f"futures-{index.stem}-{EDITION}-{asked}.npz")
    if path is None:
        return make()
    with suppress(OSError, KeyError, ValueError, BadZipFile), path.open("rb") as file, np.load(file) as found:
        return found["levels"], str(found["model"])
    levels, model = make()
    _write(path, levels, model)
    return levels, model


def _write(path: Path, levels: Array, model: str) -> None:
    """Store sums; renamed into place when they are whole. Where the folder can't be written nothing is stored."""
    scratch = path.with_name(f".{path.name}.{uuid.uuid4().hex}")
    with suppress(OSError):
        path.parent.mkdir(exist_ok=True)
        try:
            with scratch.open("wb") as file:
                np.savez(file, levels=levels, model=np.array(model))
            scratch.replace(path)
        finally:
            scratch.unlink(missing_ok=True)
        for old in sorted(path.parent.glob("futures-*.npz"), key=lambda p: p.stat().st_mtime)[:-KEPT]:
            old.unlink(missing_ok=True)
