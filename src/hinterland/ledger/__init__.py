"""What must be true of every cell, held or not: a lower and an upper bound, and the figures they follow from.

`Ledger` lies over the indicators of a state. Its closures are computed when first asked for (`closure`, `system`, `identities`), its table `ledger` is stored beside
the warehouse's tables (`stored`). Bounds are sound: they hold whatever the figures that are not held may be, as long as figures of different releases agree within
the bands of `bands.csv`.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hinterland.codes import Period
    from hinterland.indicators import Indicators
    from hinterland.ledger.bound import Bound
    from hinterland.ledger.identities import Ties
    from hinterland.ledger.reasons import Reasons
    from hinterland.ledger.system import Edges, System

__all__ = ["Ledger"]


class Ledger:
    """The bounds of a state, asked of its indicators."""

    def __init__(self, indicators: Indicators) -> None:
        self.indicators = indicators
        self._settled: tuple[System, Ties] | None = None
        self._reasons: Reasons | None = None
        self._made = False

    def bounds(self, region: str, series: str, period: Period) -> Bound:
        """The bounds of a period of a series (`trade|total|all|world|all|value|operating-unit|CNY`) of a region, with what they follow from."""
        from hinterland.ledger.bound import find_bound

        return find_bound(self.reasons(), region, series, period)

    def conflicts(self) -> list[list[str]]:
        """Smallest sets of figures, by the ids of their observations, that can't all be true even within the bands of revision."""
        reasons = self.reasons()
        return [[str(reasons.system.figures.id[i]) for i in one] for one in reasons.conflicts()]

    def settled(self) -> tuple[System, Ties]:
        """The closures of all families after all identities, computed on first use."""
        if self._settled is None:
            from hinterland.ledger.identities import settle

            system, ties, _ = self._build()
            settle(system, ties)
            self._settled = system, ties
        return self._settled

    def reasons(self) -> Reasons:
        """The closures with what every bound follows from, computed on first use."""
        if self._reasons is None:
            from hinterland.ledger.identities import Trace, settle
            from hinterland.ledger.reasons import Reasons

            system, ties, edges = self._build()
            trace = Trace(system.flat, [])
            settle(system, ties, trace=trace)
            self._settled, self._reasons = (system, ties), Reasons(system, ties, trace, edges)
        return self._reasons

    def _build(self) -> tuple[System, Ties, Edges]:
        from hinterland.ledger.bands import calibrated
        from hinterland.ledger.figures import read_exchange, read_figures, read_rates
        from hinterland.ledger.identities import Ties
        from hinterland.ledger.system import build

        engine, bands = self.indicators.engine, calibrated()
        figures = read_figures(engine)
        ties = Ties.among(figures, read_rates(engine), read_exchange(engine), bands)
        system, edges = build(figures, bands, ties.nodes(), ties.tied())
        return system, ties, edges

    def table(self) -> str:
        """See to it that the engine has the table `ledger`: region, series, first_month, last_month, low, high (NULL where open), held. Returns its name."""
        from hinterland.ledger import stored

        if self._made:
            return "ledger"
        engine = self.indicators.engine
        path = stored.place(engine)
        if path is None or not stored.read(path, engine):
            self._compute()
            if path is not None:
                stored.write(path, engine)
        self._made = True
        return "ledger"

    def view(self) -> None:
        """See to it that the engine has the view `bounds`: the table `ledger` under the name that users know."""
        self.table()
        with suppress(AttributeError):
            self.indicators.engine.con.execute("CREATE OR REPLACE VIEW bounds AS SELECT * FROM ledger")

    def _compute(self) -> None:
        from hinterland.ledger.table import rows

        engine = self.indicators.engine
        data, names = rows(*self.settled())
        engine.put(
            "ledger_series", {"number": "integer", "region": "string", "series": "string"}, [(i, *name) for i, name in enumerate(names)]
        )
        engine.put_arrow("ledger_spans", data)
        engine.make(
            "ledger",
            """SELECT n.region, n.series, s.first_month, s.last_month, s.low, CASE WHEN s.high < 1e300 THEN s.high END AS high, s.held
               FROM ledger_spans AS s JOIN ledger_series AS n ON n.number = s.number
               ORDER BY n.number, s.first_month, s.last_month""",
        )
        engine.drop("ledger_spans", "ledger_series")
