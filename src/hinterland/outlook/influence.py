"""The sources, not official, behind a period of a subject: those that move it, found by drawing it again without each of them, and those of its own figures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

import numpy as np

from hinterland import codes
from hinterland.codes import Home, Period
from hinterland.indicators import Indicators
from hinterland.models import Flow
from hinterland.outlook.joint import begin_sums
from hinterland.outlook.series import Array
from hinterland.warehouse.engine import literal

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
    named = _sources(indicators, [home.nation, *regions], period.start // 100)
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
    indicators: Indicators, regions: Sequence[str], year: int, among: str = "observations", which: str = "op = 'level'"
) -> list[str]:
    """The sources, not official, of whole trade from a year on."""
    rows = indicators.engine.fetch(
        f"SELECT DISTINCT source FROM {among} WHERE {which} AND concept = 'trade' AND product = 'all' AND partner = 'world' AND regime = 'all' AND measure = 'value' "
        "AND load <> 'derived' AND reliability NOT IN ('official', 'derived') "
        f"AND region IN ({', '.join(map(literal, regions))}) AND first_month >= {100 * year + 1} ORDER BY source"
    )
    return [str(r["source"]) for r in rows]
