"""What is likely of one cell: the trade of a subject in a period, held or not, from the joint draws that every outlook sums. A subject, a
period and a flow go in; the median comes out with its intervals, the figures that it rests on, and the sources, not official, that move
it: those without which the period, drawn again, would lie elsewhere."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import numpy as np

from hinterland import codes
from hinterland.codes import Home, Period
from hinterland.frames import Tabular, spoken
from hinterland.indicators import Indicators
from hinterland.ledger.figures import read_figures
from hinterland.ledger.spans import family
from hinterland.models import Flow
from hinterland.outlook.forecast import FAN, MEDIAN, PATHS, main_flow, named, rows_of
from hinterland.outlook.joint import TooShort, begin_sums
from hinterland.outlook.series import Array, parts, yearly
from hinterland.sources.reading import InputError
from hinterland.warehouse.engine import literal

SHARES = (50, 80, 95)
"""The intervals, in percent; the quantiles `FAN` hold their ends."""

AHEAD = 2
"""The years drawn after the last whole one, at least: what is held of the current year says something of those before it."""


@dataclass(frozen=True, slots=True, repr=False)
class Likely(Tabular):
    """The trade of a subject in a period by its quantiles `FAN`, in its nation's `currency`: `median` is a property, `interval(80)` a
    method, as it takes a share. `figures` are the observations of the subject and its nation in the years of the period, `moved` the
    sources whose absence would move the median or an end of the 80% interval by more than a tenth of it."""

    subject: str
    period: str
    flow: Flow
    currency: str
    quantiles: tuple[float, ...]
    figures: tuple[str, ...]
    moved: tuple[Influence, ...]
    draws: int
    seed: int

    @property
    def median(self) -> float:
        """The middle of the draws."""
        return self.quantiles[MEDIAN]

    def interval(self, share: int) -> tuple[float, float]:
        """The ends between which a share of the draws lies: 50, 80 or 95 percent. Raises `ValueError` for another share."""
        place = MEDIAN - 1 - SHARES.index(share)
        return self.quantiles[place], self.quantiles[-1 - place]

    def summary(self) -> str:
        """Whose trade it is, the median and the 80% interval."""
        low, high = (spoken(end, self.currency) for end in self.interval(80))
        about = f"{codes.name(self.subject, kind='subject')}, {self.flow}, {self.period}"
        return f"{about}: median {spoken(self.median, self.currency)}, 80% between {low} and {high}"

    def rows_of(self) -> list[dict[str, Any]]:
        """One row: the quantiles, in whole amounts."""
        return [{"subject": self.subject, "period": self.period, "flow": self.flow, "unit": self.currency, **named(self.quantiles)}]

    def to_dict(self) -> dict[str, Any]:
        """The JSON form; whole amounts."""
        [about] = self.rows_of()
        moved = [{"without": i.source, "median": round(i.median)} for i in self.moved]
        result = {"schema": "hinterland.posterior/1", **about, "from": list(self.figures), "moved": moved}
        return {**result, "draws": self.draws, "seed": self.seed}


def likely(indicators: Indicators, subject: str, period: Period, flow: Flow | None = None, *, draws: int = PATHS, seed: int = 0) -> Likely:
    """What is likely of a subject's trade in a period, of its nation's main flow unless said. Raises `InputError` where too little is held,
    for a subject that isn't drawn, and for a period outside the draws."""
    home = codes.home_of(subject)
    flow = main_flow(home, flow)
    regions = parts(home)
    try:
        rows = rows_of(regions, home, subject)
        ahead = yearly(indicators, flow, home=home).years[-1] + AHEAD
        levels, _ = begin_sums(indicators, (period,), flow, draws, seed, home=home, last=ahead)()
    except TooShort as e:
        raise InputError(f"too little is held of {codes.name(home.nation)} to draw {period}: {e}") from e
    except LookupError as e:
        raise InputError(f"the posterior doesn't draw {codes.name(subject)} in {period}: {e}") from e
    own = [regions[r] for r in rows] if len(rows) < len(regions) else []
    return Likely(
        subject=subject,
        period=str(period),
        flow=flow,
        currency=home.currency or "",
        quantiles=tuple(map(float, np.quantile(levels[:, rows].sum(axis=(1, 2)), FAN))),
        figures=_figures(indicators, home, own or [home.nation], period),
        moved=tuple(influences(indicators, own or regions, rows, flow, period, None, seed, home=home)),
        draws=draws,
        seed=seed,
    )


def _figures(indicators: Indicators, home: Home, regions: Sequence[str], period: Period) -> tuple[str, ...]:
    """The levels held of some regions and of their nation in the years of a period, those of the subject first."""
    among = list(dict.fromkeys([*regions, home.nation or ""]))
    series = ", ".join(literal(family(home.nation or "", f)) for f in codes.FLOWS)
    rows = indicators.engine.fetch(
        f"SELECT id, region FROM preferred WHERE op = 'level' AND series IN ({series}) AND region IN ({', '.join(map(literal, among))}) "
        f"AND first_month >= {period.start // 100 * 100 + 1} AND last_month <= {period.end // 100 * 100 + 12} ORDER BY last_month - first_month DESC, last_month, id"
    )
    return tuple(str(r["id"]) for r in sorted(rows, key=lambda r: among.index(r["region"])))


DRAWS = 200
"""Draws of a period without a source; the same seed gives the same chances, so that what differs is the source."""

BAND = (0.1, 0.5, 0.9)
"""The middle of the period and the ends of its 80% band."""

PART = 0.1
"""The part of the 80% band of the period by which a source has to move its middle, or an end of the band, to be named."""


@dataclass(frozen=True, slots=True)
class Influence:
    """A source with the middle of the period without it, and the chance of being at the threshold or above."""

    source: str
    median: float
    probability: float | None


def influences(
    indicators: Indicators,
    regions: Sequence[str],
    rows: Sequence[int],
    flow: Flow,
    period: Period,
    threshold: Decimal | None,
    seed: int,
    *,
    home: Home | None = None,
) -> list[Influence]:
    """The sources that move a period of some rows of a nation's parts, or what is known of it, the one that moves most first; `regions` are those whose figures are
    left out in turn."""
    home = home or codes.home_of()
    among = [home.nation, *regions]
    # A source moves nothing of which no figure counts, or none until the end of what is drawn.
    counted = {name.partition("|")[0] for name in read_figures(indicators.engine, among).releases}
    named = [s for s in _sources(indicators, among, period.start // 100, until=period.end // 100) if s in counted]
    if not named:
        return []

    def drawn(without: str | None = None) -> Array:
        return np.asarray(
            begin_sums(indicators, (period,), flow, DRAWS, seed, home=home, without=without)()[0][:, list(rows)].sum(axis=(1, 2))
        )

    with_all, found = np.quantile(drawn(), BAND), dict[Influence, float]()
    for source in named:
        other = drawn(source)
        without = np.quantile(other, BAND)
        if (moved := float(np.abs(without - with_all).max())) > PART * (with_all[-1] - with_all[0]):
            chance = None if threshold is None else float((other >= float(threshold)).mean())
            found[Influence(source, float(without[1]), chance)] = moved
    return sorted(found, key=lambda i: -found[i])


def own_sources(indicators: Indicators, regions: Sequence[str], year: int) -> list[str]:
    """The sources, not official, of the preferred levels and growth of some regions in a year and the one before it."""
    return _sources(indicators, regions, year - 1, "preferred", "op IN ('level', 'growth')")


def _sources(
    indicators: Indicators, regions: Sequence[str], year: int, among: str = "observations", which: str = "op = 'level'", until: int = 9999
) -> list[str]:
    """The sources, not official, of whole trade from a year on, until the end of another."""
    rows = indicators.engine.fetch(
        f"SELECT DISTINCT source FROM {among} WHERE {which} AND concept = 'trade' AND product = 'all' AND partner = 'world' AND regime = 'all' AND measure = 'value' "
        "AND load <> 'derived' AND reliability NOT IN ('official', 'derived') "
        f"AND region IN ({', '.join(map(literal, regions))}) AND first_month >= {100 * year + 1} AND last_month <= {100 * until + 12} ORDER BY source"
    )
    return [str(r["source"]) for r in rows]
