"""What must be true of every cell, held or not: a lower and an upper bound, and the figures they follow from. `Ledger` closes the figures
of a state when first asked (`closure`, `system`, `identities`) and stores the table (`stored`); bounds are sound as long as releases agree
within `bands.csv`."""

from __future__ import annotations

import re
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, cast

from hinterland import codes
from hinterland.warehouse.schema import columns

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    import duckdb

    from hinterland.codes import Period
    from hinterland.indicators import Indicators
    from hinterland.ledger.identities import Ties
    from hinterland.ledger.reasons import Bound, Reasons
    from hinterland.ledger.system import Edges, System
    from hinterland.warehouse.spark import SparkEngine

__all__ = ["Ledger", "LedgerVerbs"]

KEPT = 8
"""Maximum groups of regions whose reasons are kept."""
COLUMNS = columns(
    "region", "series", "first_month integer", "last_month integer", "low double", "high double", "held boolean", "revised_low double", "revised_high double",
)  # fmt: skip
"""The columns of the table. A held sum since the year began stands with the ends it was published with, and with those it may be revised to."""


class Ledger:
    """The bounds of a state, asked of its indicators."""

    def __init__(self, indicators: Indicators) -> None:
        self.indicators = indicators
        self.closed: frozenset[str] | None = frozenset()
        """The regions that were closed for the table, None where all were."""
        self._reasons: dict[frozenset[str] | None, Reasons] = {}
        self._made = False

    def bounds(self, region: str, series: str, period: Period) -> Bound:
        """The bounds of a period of a series (`trade|total|all|world|all|value|operating-unit|EUR`) of a region or a group, with what they follow from."""
        from hinterland.ledger.reasons import find_bound, summed
        from hinterland.ledger.stored import tied

        def one(region: str, of: str, p: Period) -> Bound:
            return find_bound(self.reasons(tied(self.indicators.engine, [region])), region, of, p)

        def find(cells: list[tuple[str, str, Period]]) -> list[Bound]:
            return [summed(one(r, of, p), [one(m, of, p) for m in codes.group_members(r)], of, p) for r, of, p in cells]

        return self.indicators.engine.once("bounds", [(region, series, period)], find)[0]

    def conflicts(self) -> list[list[str]]:
        """Smallest sets of figures, by the ids of their observations, that can't all be true even within the bands of revision."""
        reasons = self.reasons()
        return [[str(reasons.system.figures.id[i]) for i in one] for one in reasons.conflicts()]

    def settled(self, regions: frozenset[str] | None = None) -> tuple[System, Ties]:
        """The closures of all families after all identities, of regions with all that is tied to them (`touched.tied`), or of all."""
        from hinterland.ledger.identities import settle

        system, ties, _ = self._build(regions)
        settle(system, ties)
        return system, ties

    def reasons(self, regions: frozenset[str] | None = None) -> Reasons:
        """The closures with what every bound follows from, computed on first use."""
        if regions not in self._reasons:
            from hinterland.ledger.identities import Trace, settle
            from hinterland.ledger.reasons import Reasons

            system, ties, edges = self._build(regions)
            trace = Trace(system.flat, [])
            settle(system, ties, trace=trace)
            if len(self._reasons) == KEPT:
                self._reasons.pop(next(iter(self._reasons)))
            self._reasons[regions] = Reasons(system, ties, trace, edges)
        return self._reasons[regions]

    def _build(self, regions: frozenset[str] | None) -> tuple[System, Ties, Edges]:
        from hinterland.ledger.bands import calibrated
        from hinterland.ledger.figures import known_parts, read_exchange, read_figures, read_rates
        from hinterland.ledger.identities import Ties
        from hinterland.ledger.system import build, known_factors

        engine, bands = self.indicators.engine, calibrated()
        # The rates are put into order by one processor while DuckDB finds the figures on another.
        is_whole = engine is engine.whole
        begun = engine.beside(lambda e: read_figures(e, regions)) if is_whole else partial(read_figures, engine, regions)
        rates, figures = read_rates(engine, regions), begun()
        ties = Ties.among(figures, rates, read_exchange(engine), bands)
        parts = known_parts(engine, regions)
        system, edges = build(figures, bands, ties.nodes(), ties.tied(), None if parts is None else known_factors(parts, bands))
        return system, ties, edges

    def table(self) -> str:
        """See to it that the engine has the table `ledger`: `COLUMNS`, an end being NULL where it is open. Returns its name. It is read
        where it is stored; else only the regions are closed that were touched since the newest one that is."""
        from hinterland.ledger import stored

        if self._made:
            return "ledger"
        path = stored.place(self.indicators.engine)
        if path is None or not stored.read(path, self.indicators.engine):
            self._close(path)
        self._made = True
        return "ledger"

    def _close(self, path: Path | None) -> None:
        """Make the table: of what is stored of other states as far as it says something of this one, and of what is closed for it, batch by batch."""
        from hinterland.ledger import stored

        engine = self.indicators.engine
        self.closed = None
        if path is not None and (found := stored.resume(path, engine)) is not None:
            older, closing = found
            self.closed = closing if stored.read(older, engine, closing) else None
        if not hasattr(engine, "con"):
            from hinterland.ledger.figures import figures_sql, rates_sql, read_exchange
            from hinterland.ledger.table import close_batch

            queries, close = [figures_sql(engine), rates_sql()], partial(close_batch, read_exchange(engine))
            cast("SparkEngine", engine).make_by_batch("ledger", COLUMNS, queries, stored.batches(engine), close)
        else:
            if self.closed is None:
                stored.begin(engine, COLUMNS)
            self._add(stored.batches(engine, self.closed))
        if path is not None:
            stored.write(path, engine, self.closed)

    def _add(self, batches: Iterable[frozenset[str]]) -> None:
        """Close regions, batch by batch, and add what follows to the table."""
        from hinterland.ledger.table import OPEN, rows

        engine = self.indicators.engine
        for batch in batches:
            data, names = rows(*self.settled(batch))
            numbered = [(i, *name) for i, name in enumerate(names)]
            engine.put("ledger_series", {"number": "integer", "region": "string", "series": "string"}, numbered)
            engine.put_arrow("ledger_spans", data)
            engine.add(
                "ledger_rows",
                f"""SELECT n.region, n.series, s.first_month, s.last_month, s.low, CASE WHEN s.high < {OPEN} THEN s.high END AS high, s.held,
                          CASE WHEN s.revised_low >= 0 THEN s.revised_low END AS revised_low,
                          CASE WHEN s.revised_low >= 0 AND s.revised_high < {OPEN} THEN s.revised_high END AS revised_high
                   FROM ledger_spans AS s JOIN ledger_series AS n ON n.number = s.number
                   ORDER BY n.number, s.first_month, s.last_month""",
            )
        engine.drop("ledger_spans", "ledger_series")

    def view(self) -> None:
        """See to it that the engine has the view `bounds`: the table `ledger` under the name that users know."""
        self.table()
        with suppress(AttributeError):
            self.indicators.engine.con.execute(
                "CREATE OR REPLACE VIEW bounds AS SELECT region, series, first_month, last_month, low, high, held FROM ledger"
            )


_BOUNDS = re.compile(r"\bbounds\b", re.IGNORECASE)


class LedgerVerbs:
    """SQL over a state that is open, which sees its bounds as the table `bounds`."""

    _ledger: Ledger | None = None

    if TYPE_CHECKING:

        @property
        def indicators(self) -> Indicators:
            """The indicator views of the state."""

    @property
    def ledger(self) -> Ledger:
        """What must be true of every cell of the state, held or not."""
        if self._ledger is None or self._ledger.indicators is not self.indicators:
            self._ledger = Ledger(self.indicators)
        return self._ledger

    def sql(self, query: str) -> duckdb.DuckDBPyRelation:
        """Run a single SELECT over this state: the tables are observations, preferred, levels, bounds, sources, quarantine. The relation
        gives rows (`fetchall()`) or an Arrow stream, so pandas, Polars and DuckDB take it as it is."""
        self.indicators.include()
        if _BOUNDS.search(query):
            self.ledger.view()
        return self.indicators.engine.select(query)
