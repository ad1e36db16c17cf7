"""The posterior of a state: joint draws of its provinces' months, from what is held of them and of the nation.

The levels held of months, years to date and years go in, with the growth of the years and the ledger's bounds of those that aren't held; draws come out
(`ledger.posterior`). The outlook's years and months are sums of them, so that no two answers differ.
"""

from __future__ import annotations

from collections import defaultdict

import numpy as np

from hinterland.indicators import Indicators
from hinterland.ledger import Ledger, motion
from hinterland.ledger.closure import boundary
from hinterland.ledger.figures import FLOWS, read_figures
from hinterland.ledger.posterior import Posterior, posterior
from hinterland.ledger.spans import SERIES, Level, Span, levels
from hinterland.outlook.pooled import ENOUGH, TooShort
from hinterland.outlook.series import NATION, Series, provinces, yearly
from hinterland.warehouse.engine import literal

BACK = 3
"""The whole years whose months are drawn as well, before the first that isn't held: enough to tell the season."""


def joint(
    indicators: Indicators,
    last: int,
    draws: int = 1000,
    seed: int = 0,
    *,
    without: str | None = None,
    until: int | None = None,
    prior: motion.Prior = motion.PRIOR,
) -> Posterior:
    """Draw the provinces' months until the end of a year. `without` leaves out a source, `until` (a boundary of months) what is of later months.

    Raises `TooShort` where too little is held.
    """
    whole = _years(yearly(indicators), until)
    if (known := _growing(whole)) < ENOUGH:
        raise TooShort("growth", held=known, least=ENOUGH)
    if np.isfinite(whole.growth).sum(axis=1).min(initial=2) < 2:
        raise TooShort("rates")
    regions = provinces()
    figures = read_figures(indicators.engine, [*regions, NATION], without)
    held = {r: levels(figures, r, until) for r in (*regions, NATION)}
    first = 12 * (whole.years[-1] + 1 - BACK)
    months = 12 * (last + 1) - first
    if silent := [r for r in regions if not any(first <= x.first for x in held[r])]:
        raise TooShort("levels", regions=", ".join(silent))
    nation = held.pop(NATION)
    bounded = _bounded(indicators, held, first, months) if without is None and until is None else {}
    return posterior(held, nation, motion.pace(whole.growth, prior), first, months, draws, seed, bounded=bounded, prior=prior)


def _years(found: Series, until: int | None) -> Series:
    return found if until is None else found.until(until // 12 - 1)


def _growing(found: Series) -> int:
    """The years in which growth is held of most provinces."""
    return int((np.isfinite(found.growth).mean(axis=0) > 0.5).sum()) if len(found) else 0


def _bounded(indicators: Indicators, held: dict[str, list[Level]], first: int, months: int) -> dict[str, list[Span]]:
    """The bounds of whole years of which no level is held, where the ledger has any, by region."""
    Ledger(indicators).table()
    found: dict[str, list[Span]] = defaultdict(list)
    for number, flow in enumerate(FLOWS):
        series = SERIES.replace("*", flow)
        rows = indicators.engine.fetch(
            f"SELECT region, first_month, low, high FROM ledger WHERE series = {literal(series)} AND NOT held AND low > 0 AND high IS NOT NULL "
            "AND first_month % 100 = 1 AND last_month = first_month + 11 ORDER BY region, first_month"
        )
        for row in rows:
            begin = boundary(row["first_month"]) - first
            if row["region"] in held and 0 <= begin <= months - 12:
                flows = (0, 1) if number == 0 else (number - 1,)
                cells = tuple(f * months + m for f in flows for m in range(begin, begin + 12))
                found[row["region"]].append(Span(cells, row["low"], row["high"], 0.0))
    return found
