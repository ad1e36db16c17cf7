"""The sources, not official, that move a period of a subject: it is drawn again without each of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

import numpy as np

from hinterland import codes
from hinterland.codes import Home, Period
from hinterland.indicators import Indicators
from hinterland.models import Flow
from hinterland.outlook.drawn import sums
from hinterland.outlook.series import Array
from hinterland.warehouse.engine import literal

DRAWS = 200
"""Draws of a period without a source; the same seed gives the same chances, so that what differs is the source."""

PART = 0.1
"""The part of the 80% band of the period by which a source has to move its middle to be named."""


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
    """The sources that move a period of some rows of a nation's parts, the one that moves it most first; `regions` are those whose figures are left out in turn."""
    home = home or codes.home_of()
    named = _sources(indicators, [home.nation, *regions], period.start // 100)
    if not named:
        return []

    def drawn(without: str | None = None) -> Array:
        return np.asarray(sums(indicators, (period,), flow, DRAWS, seed, home=home, without=without)[0][:, list(rows)].sum(axis=(1, 2)))

    low, middle, high = np.quantile(drawn(), (0.1, 0.5, 0.9))
    found = []
    for source in named:
        other = drawn(source)
        if abs((median := float(np.median(other))) - middle) > PART * (high - low):
            found.append(Influence(source, median, None if threshold is None else float((other >= float(threshold)).mean())))
    return sorted(found, key=lambda i: -abs(i.median - middle))


def _sources(indicators: Indicators, regions: Sequence[str], year: int) -> list[str]:
    """The sources, not official, of levels of trade from a year on."""
    among = ", ".join(literal(r) for r in regions)
    rows = indicators.engine.fetch(
        "SELECT DISTINCT source FROM observations WHERE op = 'level' AND concept = 'trade' AND product = 'all' AND partner = 'world' AND regime = 'all' "
        f"AND measure = 'value' AND load <> 'derived' AND reliability <> 'official' AND region IN ({among}) AND first_month >= {100 * year + 1} ORDER BY source"
    )
    return [str(r["source"]) for r in rows]
