"""Bounds of single cells: `find_bounds` gives those of many at once, from the tables `ledger` and `unheld`.

A table of moderate size is read once for a state and kept as arrays, since a statement takes the planner longer than a look-up takes; a larger one is asked in SQL.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from itertools import accumulate
from typing import Any, Literal, cast

import numpy as np
from numpy.typing import NDArray

from hinterland.warehouse.engine import Engine
from hinterland.warehouse.schema import columns

MOST = 500_000
"""Rows of a table that are kept in memory at most: 12 MB."""
MONTHS = 1_000_000
"""Months are numbers below it: 202512."""

Cell = tuple[str, str, int, int]
"""Region, series, first and last month."""
Ends = tuple[float | None, float | None]
Table = Literal["ledger", "unheld"]


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of a table: those of a region and series from a place to another, in the order of their periods."""

    places: dict[tuple[str, str], tuple[int, int]]
    periods: NDArray[np.int64]
    low: NDArray[np.float64]
    high: NDArray[np.float64]

    @classmethod
    def of(cls, engine: Engine, table: Table) -> Rows:
        """Read a table."""
        series = engine.fetch(f"SELECT region, series, count(*) AS rows FROM {table} GROUP BY region, series ORDER BY region, series")
        ends = list(accumulate(int(r["rows"]) for r in series))
        found = engine.arrays(
            f"SELECT CAST(last_month AS BIGINT) * {MONTHS} + first_month AS period, low, high FROM {table} ORDER BY region, series, period"
        )
        places = {(r["region"], r["series"]): (end - r["rows"], end) for r, end in zip(series, ends, strict=True)}
        return cls(places, found["period"].astype(np.int64), found["low"].astype(float), found["high"].astype(float))

    def ends(self, cell: Cell) -> Ends | None:
        """The bounds of a cell, of which one may be open."""
        region, series, first, last = cell
        start, end = self.places.get((region, series), (0, 0))
        at = start + int(np.searchsorted(self.periods[start:end], last * MONTHS + first))
        if at == end or self.periods[at] != last * MONTHS + first:
            return None
        low, high = float(self.low[at]), float(self.high[at])
        return None if np.isnan(low) else low, None if np.isnan(high) else high


def find_bounds(engine: Engine, table: Table, cells: Sequence[Cell]) -> list[Ends | None]:
    """The bounds of cells as a table has them, None of those that it hasn't."""
    known = engine.kept("bounds in memory")
    if table not in known:
        few = hasattr(engine, "con") and engine.fetch(f"SELECT count(*) AS rows FROM {table}")[0]["rows"] <= MOST
        known[table] = Rows.of(engine, table) if few else None
    rows = cast("Rows | None", known[table])
    if rows is not None:
        return [rows.ends(cell) for cell in cells]
    return engine.once(table, cells, partial(_ask, engine, table))


def _ask(engine: Engine, table: Table, cells: Sequence[Cell]) -> list[Ends | None]:
    engine.put(
        "cells_asked",
        columns("place long", "region", "series", "first_month integer", "last_month integer"),
        [(place, *cell) for place, cell in enumerate(cells)],
    )
    found: list[dict[str, Any]] = engine.fetch(
        f"SELECT a.place, l.low, l.high FROM cells_asked AS a JOIN {table} AS l ON l.region = a.region AND l.series = a.series "
        "AND l.first_month = a.first_month AND l.last_month = a.last_month"
    )
    ends = {r["place"]: (r["low"], r["high"]) for r in found}
    return [ends.get(place) for place in range(len(cells))]
