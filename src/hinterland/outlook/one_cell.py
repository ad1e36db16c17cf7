"""What is likely of one cell: the trade of a subject in a period, held or not, from the joint draws that every outlook sums. A subject, a
period and a flow go in; the median comes out with its intervals, the figures that it rests on, and the sources, not official, that move
it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from hinterland import codes
from hinterland.codes import Home, Period
from hinterland.frames import Tabular, spoken
from hinterland.indicators import Indicators
from hinterland.ledger.spans import family
from hinterland.models import Flow
from hinterland.outlook.forecast import FAN, MEDIAN, PATHS, main_flow, named, rows_of
from hinterland.outlook.influence import Influence, influences
from hinterland.outlook.joint import TooShort, begin_sums
from hinterland.outlook.series import parts, yearly
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
