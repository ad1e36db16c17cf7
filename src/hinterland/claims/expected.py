"""What a reader could expect of a figure before it was published: the centre and the scale of the logarithm of its growth.

Provinces' years of trade are expected at the pace of the ledger's posterior (`ledger.motion`): the cycle that all share, a drift and a volatility of their
own. Other series, and months, are expected to do what they and their class did before (`sql/expected.sql`). Nothing of the period itself goes in.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from hinterland import codes
from hinterland.codes import Period
from hinterland.ledger.motion import pace
from hinterland.ledger.spans import SERIES
from hinterland.warehouse.engine import Engine, literal

PACKAGE = "hinterland.claims"

NATION = "CN"

COLUMNS = {"series": "string", "region": "string", "first_month": "integer", "last_month": "integer", "centre": "double", "spread": "double"}

FLOWS = ("total", "export", "import")

Row = tuple[str, str, int, int, float, float]


def expect(engine: Engine, periods: Sequence[Period]) -> None:
    """Leave what is expected of the slices of some periods in the table `expected`."""
    engine.script(PACKAGE, "moves")
    years = [p for p in dict.fromkeys(periods) if p.months == 12 and p.start % 100 == 1]
    engine.put("paces", COLUMNS, [row for p in years for flow in FLOWS for row in _paced(engine, SERIES.replace("*", flow), p)])
    engine.script(PACKAGE, "expected")


def _paced(engine: Engine, series: str, year: Period) -> Iterator[Row]:
    """What the pace of earlier years lets expect of a year, for each province and the nation; nothing where too little is held."""
    regions = sorted(codes.members("provinces"))
    rows = engine.fetch(
        f"SELECT region, last_month, move FROM moves WHERE series = {literal(series)} AND first_month % 100 = 1 AND last_month = first_month + 11 "
        f"AND last_month < {year.start} ORDER BY region, last_month"
    )
    known = {(r["region"], r["last_month"] // 100): r["move"] for r in rows}
    steps = sorted({y for _, y in known})
    if not steps:
        return
    growth = np.array([[known.get((r, y), np.nan) for y in steps] for r in regions])
    try:
        found = pace(growth)
    except ValueError:
        return
    whole = float(np.hypot(found.spread, found.error))
    yield series, NATION, year.start, year.end, found.mean, whole
    spread = np.sqrt(whole**2 + found.noise**2 + found.drift_error**2)
    for region, drift, own in zip(regions, found.drift, spread, strict=True):
        yield series, region, year.start, year.end, found.mean + float(drift), float(own)


__all__ = ["expect"]
