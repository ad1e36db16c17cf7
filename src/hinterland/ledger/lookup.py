"""Bounds of cells: `find_bounds` gives those of single ones, `find_spans` all of a region's series, from the tables `ledger`, `unheld` and
`spells`. A table of moderate size is read once and kept as arrays, a larger one asked in SQL; where a state has an index, the last two
follow from it, as `claims/sql/unheld.sql` says."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import accumulate, pairwise, product
from typing import Any, Literal, NamedTuple, cast

import numpy as np
from numpy.typing import NDArray

from hinterland import codes
from hinterland.codes.periods import boundary
from hinterland.indicators.index import Index
from hinterland.ledger.figures import figures_of, last_boundary, pattern
from hinterland.ledger.identities import Published, Ties
from hinterland.ledger.stored import tied
from hinterland.ledger.system import System
from hinterland.ledger.table import OPEN, columns_of, wanted
from hinterland.warehouse.engine import Engine
from hinterland.warehouse.schema import columns

MOST = 500_000
"""Rows of a table that are kept in memory at most: 12 MB."""
MONTHS, YEAR = 1_000_000, 100
"""Months are numbers below it, `YEAR` times the year and the month: 202512."""

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
    """The rows of a table: those of a region and series from a place to another, in the order of their periods. Of `ledger`, `least` and `most` are the ends of sums since the
    year began, those held with what they may be revised to."""

    places: dict[tuple[str, str], tuple[int, int]]
    periods: NDArray[np.int64]
    low: NDArray[np.float64]
    high: NDArray[np.float64]
    least: NDArray[np.float64]
    most: NDArray[np.float64]

    @classmethod
    def of(cls, engine: Engine, table: Table) -> Rows:
        """Read a table."""
        series = engine.fetch(f"SELECT region, series, count(*) AS rows FROM {table} GROUP BY region, series ORDER BY region, series")
        ends = list(accumulate(int(r["rows"]) for r in series))
        sums = ("CASE WHEN held THEN revised_{0} ELSE {0} END" if table == "ledger" else "0").format
        ends_of_sums = f"{sums('low')} AS least, {sums('high')} AS most"
        found = engine.arrays(
            f"SELECT CAST(last_month AS BIGINT) * {MONTHS} + first_month AS period, {_ends(table)}, {ends_of_sums} FROM {table} ORDER BY region, series, period"
        )
        places = {(r["region"], r["series"]): (end - r["rows"], end) for r, end in zip(series, ends, strict=True)}
        period, *columns = found.values()
        return cls(places, period.astype(np.int64), *(c.astype(float) for c in columns))

    def ends(self, cell: Cell) -> Ends | None:
        """The bounds of a cell, of which one may be open."""
        region, series, first, last = cell
        start, end = self.places.get((region, series), (0, 0))
        at = start + int(np.searchsorted(self.periods[start:end], last * MONTHS + first))
        if at == end or self.periods[at] != last * MONTHS + first:
            return None
        low, high = float(self.low[at]), float(self.high[at])
        return None if np.isnan(low) else low, None if np.isnan(high) else high

    def spans(self, of: Series, length: int | None = None, *, sums: bool = False) -> list[Span]:
        """The periods of a series, or those of a length, in their order; `sums` asks for their ends as sums since the year began."""
        start, end = self.places.get(of, (0, 0))
        lasts, firsts = np.divmod(self.periods[start:end], MONTHS)
        low, high = (x[start:end] for x in ((self.least, self.most) if sums else (self.low, self.high)))
        if length is not None:
            firsts, lasts, low, high = (x[lasts - firsts == length] for x in (firsts, lasts, low, high))
        ends = ([None if x != x else x for x in column.tolist()] for column in (low, high))
        return list(map(Span, firsts.tolist(), lasts.tolist(), *ends))


class Closed:
    """The rows of `ledger` that closures give: those of a family, and the closures of the regions tied to it, when it is first asked for."""

    def __init__(self, index: Index, settled: Callable[[frozenset[str]], tuple[System, Ties]]) -> None:
        self._index, self._settled = index, settled
        self._found: dict[frozenset[str], tuple[System, NDArray[np.bool_], Published]] = {}
        self._rows: dict[tuple[str, str], Rows | None] = {}
        self._lasts: dict[frozenset[str], int] = {}

    def ends(self, cell: Cell) -> Ends | None:
        """The bounds of a cell; none of one that ends behind all that is known of whatever is tied to it."""
        rows = self._of(cell[:2]) if boundary(cell[3]) < self._last(cell[0]) else None
        return None if rows is None else rows.ends(cell)

    def _last(self, region: str) -> int:
        regions = tied(self._index.engine.whole, [region])
        if regions not in self._lasts:
            self._lasts[regions] = max(last_boundary(self._index.part(r)) for r in regions)
        return self._lasts[regions]

    def spans(self, of: Series, length: int | None = None, *, sums: bool = False) -> list[Span]:
        """The periods of a series."""
        rows = self._of(of)
        return [] if rows is None else rows.spans(of, length, sums=sums)

    def _of(self, of: Series) -> Rows | None:
        region, series = of
        family = region, pattern(series, series.split("|")[1])
        if family not in self._rows:
            self._rows[family] = self._read(family) if family in figures_of(self._index.part(region)).families else None
        return self._rows[family]

    def _closed(self, region: str) -> tuple[System, NDArray[np.bool_], Published]:
        """The closures of a region and all that is tied to it, which are the same bit for bit as those of all regions at once."""
        regions = tied(self._index.engine.whole, [region])
        if regions not in self._found:
            system, ties = self._settled(regions)
            self._found[regions] = system, wanted(system.figures, ties), Published(system.figures)
        return self._found[regions]

    def _read(self, family: tuple[str, str]) -> Rows:
        system, of, published = self._closed(family[0])
        columns, names = columns_of(system, [system.figures.families.index(family)], of, published)
        ends = np.cumsum(np.bincount(columns["number"], minlength=len(names))).tolist()
        periods = columns["last_month"].astype(np.int64) * MONTHS + columns["first_month"]
        order = np.lexsort((periods, columns["number"]))
        low, high = columns["low"], np.where(columns["high"] < OPEN, columns["high"], np.nan)
        is_revised, is_held = columns["revised_low"] >= 0, columns["held"]
        least = np.where(is_held, np.where(is_revised, columns["revised_low"], np.nan), low)
        most = np.where(is_held, np.where(is_revised & (columns["revised_high"] < OPEN), columns["revised_high"], np.nan), high)
        places = dict(zip(names, pairwise([0, *ends]), strict=True))
        return Rows(places, periods[order], *(c[order] for c in (low, high, least, most)))


@dataclass(frozen=True)
class Unheld:
    """The rows of `ledger` of which no level is held; what isn't held of a group is known by its members."""

    rows: Rows | Closed
    index: Index
    groups: frozenset[str]

    def ends(self, cell: Cell) -> Ends | None:
        """The bounds of a cell."""
        return None if cell[0] in self.groups or self.index.levels.get(cell) else self.rows.ends(cell)

    def spans(self, of: Series, length: int | None = None) -> list[Span]:
        """The periods of a series."""
        found = [] if of[0] in self.groups else self.rows.spans(of, length)
        return [x for x in found if not self.index.levels.get((*of, x.first_month, x.last_month))]


class Spells(Unheld):
    """Runs of months in a year of which none is held, by the differences of sums since the year began; between two sums no month is held where equally many are until then."""

    def spans(self, of: Series, length: int | None = None) -> list[Span]:
        """The runs of a series, with the bounds of each of their months."""
        if of[0] in self.groups:
            return []
        sums: dict[int, list[tuple[int, float, float]]] = {}
        for x in self.rows.spans(of, sums=True):
            if x.first_month % YEAR == 1 and x.last_month - x.first_month < 12:
                low, high = (np.nan if end is None else end for end in (x.low, x.high))
                sums.setdefault(x.last_month // YEAR, []).append((x.last_month, low, high))
        months = sorted(x.last_month for x in self.index.spans.get(of, ()) if x.first_month == x.last_month)
        found = []
        for year, own in sums.items():
            # Each with the count of months held until then.
            begun = [(*x, bisect_right(months, x[0])) for x in ((year * YEAR, 0.0, 0.0), *own)]
            for (a, low, high, before), (b, least, most, until) in product(begun, begun):
                if before == until and b > a + 1 and (most == most or least > high):
                    found.append(Span(a + 1, b, *(None if x != x else x / (b - a) for x in (least - high, most - low))))
        found.sort(key=lambda x: (x.last_month, x.first_month))
        return [x for x in found if length is None or x.last_month - x.first_month == length]


Bounds = Rows | Closed | Unheld
"""A table in memory."""


def _ends(table: Table) -> str:
    return "low_each AS low, high_each AS high" if table == "spells" else "low, high"


def in_memory(engine: Engine, table: Table) -> Bounds | None:
    """A table of a state as arrays; none of one that is too large. Whoever asks saw to it that there is a ledger (`claims.cells.bound`)."""
    known = engine.kept("bounds in memory")
    if table not in known:
        index = Index.of(engine)
        if table != "ledger" and index is not None:
            groups = frozenset(g.code for g in codes.entries("group") if codes.members(g.code))
            rows = in_memory(engine, "ledger")
            known[table] = rows and OTHERS[table](cast("Rows | Closed", rows), index, groups)
        elif index is not None and engine is not engine.whole:
            known[table] = Closed(index, engine.kept("ledger")["ledger"].settled)
        else:
            few = hasattr(engine, "con") and engine.fetch(f"SELECT count(*) AS rows FROM {table}")[0]["rows"] <= MOST
            known[table] = Rows.of(engine, table) if few else None
    return cast("Bounds | None", known[table])


OTHERS = {"unheld": Unheld, "spells": Spells}
"""What follows from the ledger and the index of a state."""


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
