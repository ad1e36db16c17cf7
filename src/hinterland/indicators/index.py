"""What a small state holds, in memory by key: its levels, published rates and the vintages of each cell, for claims that ask for one cell.

A statement takes the planner longer than a look-up takes, however few its rows are. The SQL of the claims says what an answer is; what is looked up here is the same of a single
cell (`tests/claims/test_lookup.py` compares the two). A state is read once, when it is first asked; of a large one there is no index.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from dataclasses import dataclass, field
from decimal import Decimal
from operator import attrgetter
from typing import Any, NamedTuple, cast

from hinterland.models import Indicator
from hinterland.warehouse.engine import Engine

MOST = 50_000
"""The figures of a state, held and derived, of which there is an index at most: about 20 MB."""
PACKAGE = "hinterland.indicators"


def series(i: Indicator) -> str:
    """The key of what an indicator measures, whichever operation."""
    return "|".join(x or "" for x in (i.concept, i.flow, i.product, i.partner, i.regime, i.measure, i.basis, i.currency))


Cell = tuple[str, str, int, int]
"""Region, series, first and last month."""


class Level(NamedTuple):
    """A level, held or the sum of exports and imports, with its ends and the ids of its observations."""

    value: float | None
    low: float | None
    high: float | None
    unit: str
    observations: str
    how: str


class Figure(NamedTuple):
    """A figure that is held or derived, whether preferred or not; `exact` is its value as stored."""

    region: str
    first_month: int
    last_month: int
    product: str
    partner: str
    op: str
    scope: str | None
    versus: str
    value: float | None
    low: float | None
    high: float | None
    unit: str
    id: str
    reliability: str
    source: str
    preferred: bool
    exact: Decimal | None
    period: str
    flow: str | None
    currency: str | None


@dataclass(slots=True)
class Index:
    """The figures of a state: levels by cell, published rates by operation, region, series and last month, vintages by all that makes a cell, and `alike`, the preferred
    ones by the sort of figure (operation, concept, measure, unit, basis) in the order of their values; `implied` are the ids of the bases that levels and their growth imply."""

    levels: dict[Cell, list[Level]] = field(default_factory=lambda: defaultdict(list))
    rates: dict[tuple[str, str, str, int], list[Figure]] = field(default_factory=lambda: defaultdict(list))
    vintages: dict[tuple[Any, ...], list[Figure]] = field(default_factory=lambda: defaultdict(list))
    alike: dict[tuple[str, ...], list[Figure]] = field(default_factory=lambda: defaultdict(list))
    implied: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, engine: Engine) -> Index | None:
        """The index of an engine's state; none where it holds too much, or another engine than DuckDB runs it."""
        known = engine.kept("index")
        if "index" not in known:
            few = hasattr(engine, "con") and engine.fetch("SELECT count(*) AS held FROM observations")[0]["held"] <= MOST
            known["index"] = cls().read(engine) if few else None
        return cast("Index | None", known["index"])

    def read(self, engine: Engine) -> Index:
        """Read all that is held."""
        for row in engine.run(PACKAGE, "figures_indexed").fetchall():
            cell, (of, implied), found = row[:8], row[8:10], Figure._make(row[10:])
            concept, *_, regime, measure, basis, _ = cell
            if implied:
                self.implied.add(found.id)
            if found.scope is None:
                self.vintages[(found.region, found.first_month, found.last_month, *cell, found.op, found.versus)].append(found)
            if not found.preferred:
                continue
            if found.op != "level":
                self.rates[found.op, found.region, of, found.last_month].append(found)
            if regime == "all" and found.exact is not None:
                self.alike[found.op, concept, measure, found.unit, basis].append(found)
        for one in self.alike.values():
            one.sort(key=attrgetter("exact"))
        for row in engine.run(PACKAGE, "levels_indexed").fetchall():
            self.levels[row[:4]].append(Level._make(row[4:]))
        return self

    def between(self, sort: tuple[str, ...], low: Decimal, high: Decimal) -> list[Figure]:
        """The preferred figures of a sort with values from `low` to `high`."""
        found = self.alike.get(sort, [])
        return found[bisect_left(found, low, key=attrgetter("exact")) : bisect_right(found, high, key=attrgetter("exact"))]
