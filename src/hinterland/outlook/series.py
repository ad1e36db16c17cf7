"""The figures that forecasts start from, year by year or month by month, as arrays, in the nation's currency. Growth is the published one
where there is one, since it uses the revised base (`published` says which). What isn't held is NaN."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from hinterland import codes
from hinterland.codes import Home, Period
from hinterland.indicators import Indicators, Need
from hinterland.models import Flow, Op
from hinterland.outlook.panel import indicator
from hinterland.warehouse.engine import literal

Array = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]

FIRST_MONTH = 202301
"""No earlier month is held of more than a few regions."""

HELD_ENOUGH = 0.5
"""The first and the last step of a table are those in which at least this share of the regions is held."""


@dataclass(frozen=True, slots=True)
class Series:
    """A table of regions (rows) by steps (columns): `levels` with their ends, `growth` as logarithms on the same period a year before."""

    flow: Flow
    regions: tuple[str, ...]
    steps: tuple[Period, ...]
    levels: Array
    low: Array
    high: Array
    growth: Array
    published: Flags

    def __len__(self) -> int:
        return len(self.steps)

    def until(self, last: int) -> Series:
        """What was known at the end of a step (a year, or a month as `yyyymm`): nothing later is in it."""
        n = sum(1 for s in self.steps if (s.end // 100 if last < 10**4 else s.end) <= last)
        return self.at(list(range(n)))

    def at(self, places: list[int]) -> Series:
        """Some of the steps, by their places."""
        cut = {name: getattr(self, name)[:, places] for name in ("levels", "low", "high", "growth", "published")}
        return replace(self, steps=tuple(self.steps[k] for k in places), **cut)

    @property
    def home(self) -> Home:
        """The nation whose regions these are."""
        return _home(self.regions)

    @property
    def years(self) -> tuple[int, ...]:
        """The calendar years of a yearly table."""
        return tuple(s.start // 100 for s in self.steps)


def parts(home: Home | None = None) -> tuple[str, ...]:
    """The codes of the regions that add up to a nation (of the home pack unless said), in order; none where its pack names none."""
    group = (home or codes.home_of()).parts
    return tuple(sorted(codes.members(group))) if group else ()


def yearly(indicators: Indicators, flow: Flow = "total", regions: tuple[str, ...] | None = None, *, home: Home | None = None) -> Series:
    """Calendar years from the first to the last one held of most regions; the parts of a nation unless others are named."""
    chosen = parts(home) if regions is None else regions
    steps = tuple(Period.of_year(y) for y in years_held(indicators, home or _home(chosen)))
    [found] = indicators.engine.once(
        "years of regions", [(flow, chosen, steps)], lambda _: [_trimmed(table(indicators, flow, chosen, steps))]
    )
    return found


def monthly(indicators: Indicators, flow: Flow = "total", *, home: Home | None = None) -> Series:
    """Single months up to the last one held of most regions. Months of 2023 are differences of the cumulative figures that growth of 2024 implies."""
    chosen = parts(home)
    years = years_held(indicators, home or _home(chosen))
    months = (
        tuple(Period.of_month(m) for m in Period(FIRST_MONTH, 100 * years[-1] + 12)) if years and 100 * years[-1] >= FIRST_MONTH - 1 else ()
    )
    found = table(indicators, flow, chosen, months)
    to_date = table(indicators, flow, chosen, tuple(Period.year_to(m.end) for m in months))
    held, january = np.isfinite(found.levels), [m.end % 100 == 1 for m in months]

    def filled(own: Array, whole: Array, before: Array) -> Array:
        """What is held of single months, and where none is the difference of two figures to date."""
        return np.where(held, own, whole - np.where(january, 0.0, np.roll(before, 1, axis=1)))

    levels = filled(found.levels, to_date.levels, to_date.levels)
    low, high = filled(found.low, to_date.low, to_date.high), filled(found.high, to_date.high, to_date.low)
    growth = found.growth.copy()
    with np.errstate(divide="ignore", invalid="ignore"):
        implied = np.log(levels[:, 12:] / levels[:, :-12])
    growth[:, 12:] = np.where(np.isnan(growth[:, 12:]), implied, growth[:, 12:])
    return _trimmed(replace(found, levels=levels, low=low, high=high, growth=growth))


def table(
    indicators: Indicators, flow: Flow, regions: tuple[str, ...], steps: tuple[Period, ...], ops: tuple[Op, ...] = ("level", "growth")
) -> Series:
    """The figures of regions of one nation in periods, asked for with one query; only levels, or only growth, where `ops` says so."""
    whats = {op: indicator(flow, home=_home(regions)).model_copy(update={"op": op}) for op in ops}
    asked = [Need(r, i, p) for r in regions for p in steps for i in whats.values()]
    answers = iter(indicators.ask(asked))
    shape = (len(regions), len(steps))
    levels, low, high, growth = (np.full(shape, np.nan) for _ in range(4))
    published = np.zeros(shape, dtype=np.bool_)
    for cell in np.ndindex(shape):
        by_op = {op: next(answers) for op in whats}
        level, rate = by_op["level"].best if "level" in by_op else None, by_op.get("growth")
        if level is not None and level.held == level.members and level.value > 0:
            ends = (level.interval.low, level.interval.high)
            levels[cell] = float(level.value)
            low[cell], high[cell] = (levels[cell] if e is None else float(e) for e in ends)
        if rate is not None and rate.best is not None and rate.best.value > -100:
            growth[cell] = np.log1p(float(rate.best.value) / 100)
            published[cell] = rate.published is not None
    return Series(flow, regions, steps, levels, low, high, growth, published)


def _home(regions: tuple[str, ...]) -> Home:
    return codes.home_of(regions[0] if regions else None)


def years_held(indicators: Indicators, home: Home) -> tuple[int, ...]:
    """The years from the first one held of enough of a nation's parts to the last one of which any figure of a part is held."""
    regions = parts(home)
    if not regions:
        return ()
    rows = indicators.engine.fetch(
        "SELECT CAST(floor(first_month / 100) AS INTEGER) AS year, count(DISTINCT CASE WHEN last_month - first_month = 11 AND product = 'all' "
        f"AND partner = 'world' THEN region END) AS held FROM levels WHERE region IN ({', '.join(map(literal, regions))}) AND concept = 'trade' "
        "GROUP BY CAST(floor(first_month / 100) AS INTEGER) ORDER BY year"
    )
    enough = [int(r["year"]) for r in rows if r["held"] >= HELD_ENOUGH * len(regions)]
    return tuple(range(enough[0], int(rows[-1]["year"]) + 1)) if enough else ()


def _trimmed(found: Series) -> Series:
    """Without the first and the last steps in which too few regions are held."""
    held = np.isfinite(found.levels).mean(axis=0) >= HELD_ENOUGH if len(found.regions) else np.zeros(len(found), dtype=np.bool_)
    places = np.flatnonzero(held)
    return found.at(list(range(int(places[0]), int(places[-1]) + 1)) if len(places) else [])
