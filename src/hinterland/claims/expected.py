"""What a reader could expect of a figure before it was published: the centre and the scale of the logarithm of its growth.

Regions' trade is expected at the pace of the ledger's posterior (`ledger.motion`): the cycle that all share, a drift and a volatility of their own. The
nation's figure is published days before theirs: where regions kept nearer to it than to their own pace, they are expected beside it. Other series are
expected to do what they and their class did before (`sql/expected.sql`). Nothing else of the period itself goes in.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

import numpy as np

from hinterland import codes
from hinterland.codes import Period
from hinterland.ledger.figures import Floats
from hinterland.ledger.motion import PRIOR, Prior, pace
from hinterland.warehouse.engine import Engine, literal
from hinterland.warehouse.schema import columns

PACKAGE = "hinterland.claims"

COLUMNS = columns("series", "region", "first_month integer", "last_month integer", "centre double", "spread double")

BESIDE = replace(PRIOR, cycle=0.0, cycle_spread=0.03, cycle_years=4.0)
"""What is thought before any figure of the median region's growth over the nation's."""

Row = tuple[str, str, int, int, float, float]


def expect(engine: Engine, homes: Iterable[codes.Home], periods: Sequence[Period]) -> None:
    """Leave what is expected of the slices of some periods in the table `expected`; `homes` are where their subjects are at home."""
    engine.script(PACKAGE, "moves")
    nations = {h.nation: h for h in homes}
    told = [row for h in nations.values() for p in dict.fromkeys(periods) for flow in codes.FLOWS for row in _paced(engine, h, flow, p)]
    engine.put("paces", COLUMNS, told)
    engine.script(PACKAGE, "expected")
    engine.drop("moves", "paces")


def _paced(engine: Engine, home: codes.Home, flow: str, period: Period) -> Iterator[Row]:
    """What the pace of earlier periods of the same length lets expect of a nation and the regions below it; nothing where too little is held."""
    if home.peers is None:
        return
    series, nation = f"trade|{flow}|all|world|all|value|{home.basis(flow)}|{home.currency}", home.nation
    regions = [nation, *sorted(codes.members(home.peers))]
    rows = engine.fetch(
        f"SELECT region, last_month, move FROM moves WHERE series = {literal(series)} AND length = {period.end - period.start} "
        f"AND (last_month < {period.start} OR region = {literal(nation)} AND first_month = {period.start}) "
        f"AND last_month % 100 {'> 0' if period.months == 1 else f'= {period.end % 100}'} ORDER BY region, last_month"
    )
    known = {(r["region"], r["last_month"]): r["move"] for r in rows}
    now = known.pop((nation, period.end), None)
    steps = sorted({month for _, month in known})
    moves = np.array([[known.get((r, month), np.nan) for month in steps] for r in regions]).reshape(len(regions), len(steps))
    alone, beside = _expected(moves[1:], PRIOR), None if now is None else _expected(moves[1:] - moves[0], BESIDE)
    if alone is None:
        return
    centre, spread, (middle, whole) = alone
    yield series, nation, period.start, period.end, middle, whole
    if beside is not None and now is not None:
        nearer = beside[1] < spread
        centre, spread = np.where(nearer, now + beside[0], centre), np.where(nearer, beside[1], spread)
    for region, at, within in zip(regions[1:], centre, spread, strict=True):
        yield series, region, period.start, period.end, float(at), float(within)


def _expected(moves: Floats, prior: Prior) -> tuple[Floats, Floats, tuple[float, float]] | None:
    """The centre and scale of what regions (rows) do next, and of what they share; none where too little is held."""
    try:
        found = pace(moves, prior)
    except ValueError:
        return None
    whole = float(np.hypot(found.spread, found.error))
    return found.mean + found.drift, np.sqrt(whole**2 + found.noise**2 + found.drift_error**2), (found.mean, whole)
