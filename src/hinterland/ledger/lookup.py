"""Bounds of cells: `find_bounds` gives those of many single ones at once, `find_spans` all of a region's series, from the tables `ledger`, `unheld` and `spells`.

A table of moderate size is read once for a state and kept as arrays, since a statement takes the planner longer than a look-up takes; a larger one is asked in SQL.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from itertools import accumulate
from typing import Any, Literal, NamedTuple, cast

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
Table = Literal["ledger", "unheld", "spells"]
Series = tuple[str, str]
"""Region and series."""


class Span(NamedTuple):
    """A period of a series with its ends; of `spells` those of its months."""

    first_month: int
    last_month: int
    low: float | None
    high: float | None


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
            f"SELECT CAST(last_month AS BIGINT) * {MONTHS} + first_month AS period, {_ends(table)} FROM {table} ORDER BY region, series, period"
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

    def spans(self, of: Series, length: int | None) -> list[Span]:
        """The periods of a series, or those of a length, in their order."""
        start, end = self.places.get(of, (0, 0))
        lasts, firsts = np.divmod(self.periods[start:end], MONTHS)
        low, high = self.low[start:end], self.high[start:end]
        if length is not None:
            firsts, lasts, low, high = (x[lasts - firsts == length] for x in (firsts, lasts, low, high))
        ends = ([None if x != x else x for x in column.tolist()] for column in (low, high))
        return list(map(Span, firsts.tolist(), lasts.tolist(), *ends))


def _ends(table: Table) -> str:
    return "low_each AS low, high_each AS high" if table == "spells" else "low, high"


def in_memory(engine: Engine, table: Table) -> Rows | None:
    """A table of a state as arrays; none of one that is too large."""
    known = engine.kept("bounds in memory")
    if table not in known:
        few = hasattr(engine, "con") and engine.fetch(f"SELECT count(*) AS rows FROM {table}")[0]["rows"] <= MOST
        known[table] = Rows.of(engine, table) if few else None
    return cast("Rows | None", known[table])


def find_bounds(engine: Engine, table: Table, cells: Sequence[Cell]) -> list[Ends | None]:
    """The bounds of cells as a table has them, None of those that it hasn't."""
    rows = in_memory(engine, table)
    return [rows.ends(cell) for cell in cells] if rows is not None else engine.once(table, cells, partial(_ask, engine, table))


def find_spans(engine: Engine, table: Table, series: Sequence[Series], length: int | None = None) -> list[list[Span]]:
    """The periods of each of some series that a table has, or those of a length (the last month less the first), in their order."""
    rows = in_memory(engine, table)
    if rows is not None:
        return [rows.spans(of, length) for of in series]
    sql = f"SELECT region, series, first_month, last_month, {_ends(table)} FROM {table}"
    found = engine.once(f"{table} of series", series, partial(ask_spans, engine, sql))
    return [spans if length is None else [x for x in spans if x.last_month - x.first_month == length] for spans in found]


def ask_spans(engine: Engine, sql: str, series: Sequence[Series]) -> list[list[Span]]:
    """The periods of each of some series that a query has, in their order, in one statement."""
    engine.put("series_asked", {"place": "long", "region": "string", "series": "string"}, [(place, *of) for place, of in enumerate(series)])
    found: list[list[Span]] = [[] for _ in series]
    for row in engine.fetch(
        f"SELECT a.place, t.first_month, t.last_month, CAST(t.low AS DOUBLE) AS low, CAST(t.high AS DOUBLE) AS high FROM series_asked AS a "
        f"JOIN ({sql}) AS t ON t.region = a.region AND t.series = a.series ORDER BY a.place, t.last_month, t.first_month"
    ):
        found[row.pop("place")].append(Span(**row))
    return found


def _ask(engine: Engine, table: Table, cells: Sequence[Cell]) -> list[Ends | None]:
    asked = columns("place long", "region", "series", "first_month integer", "last_month integer")
    engine.put("cells_asked", asked, [(place, *cell) for place, cell in enumerate(cells)])
    found: list[dict[str, Any]] = engine.fetch(
        f"SELECT a.place, l.low, l.high FROM cells_asked AS a JOIN {table} AS l ON l.region = a.region AND l.series = a.series "
        "AND l.first_month = a.first_month AND l.last_month = a.last_month"
    )
    ends = {r["place"]: (r["low"], r["high"]) for r in found}
    return [ends.get(place) for place in range(len(cells))]
