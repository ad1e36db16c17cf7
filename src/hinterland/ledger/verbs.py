"""The public verbs that ask the ledger: bounds of a subject's trade, and SQL over a state, which sees them as the table `bounds`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import duckdb

    from hinterland.indicators import Indicators
    from hinterland.ledger import Ledger
    from hinterland.ledger.cells import Bounded

_BOUNDS = re.compile(r"\bbounds\b", re.IGNORECASE)


class LedgerVerbs:
    """What a warehouse that is open can be asked of its bounds."""

    _ledger: Ledger | None = None

    if TYPE_CHECKING:

        @property
        def indicators(self) -> Indicators:
            """The indicator views of the state."""

    @property
    def ledger(self) -> Ledger:
        """What must be true of every cell of the state, held or not."""
        from hinterland.ledger import Ledger

        if self._ledger is None or self._ledger.indicators is not self.indicators:
            self._ledger = Ledger(self.indicators)
        return self._ledger

    def bounds(self, subject: str, period: str, *, flow: str | None = None, unit: str | None = None, basis: str | None = None) -> Bounded:
        """The lower and upper bounds of a subject's trade in a period, held or not, with the figures they follow from; all flows unless one is named.

        `unit` is the currency, the subject's own where left out. Raises `InputError` for a subject, period or flow that isn't.
        """
        from hinterland.ledger.cells import bounded

        return bounded(self.ledger, subject, period, flow=flow, unit=unit, basis=basis)

    def sql(self, query: str) -> duckdb.DuckDBPyRelation:
        """Run a single SELECT over this state: the tables are observations, preferred, levels, bounds, sources, quarantine.

        The relation gives rows (`fetchall()`) or an Arrow stream, so pandas, Polars and DuckDB take it as it is.
        """
        self.indicators.include()
        if _BOUNDS.search(query):
            self.ledger.view()
        return self.indicators.engine.select(query)
