"""What a small state holds, in memory by key, now or as it was known on a day, since a statement takes the planner longer than a look-up.
The SQL of the indicators and claims says what an answer is; `tests/claims/test_lookup.py` and `tests/indicators/test_index.py` compare the
two. Rows are read once (`Held`), and what follows is found region by region (`derive.py`)."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import OrderedDict, defaultdict
from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from functools import cached_property
from operator import attrgetter
from typing import Any, TypeVar, cast

from hinterland import codes
from hinterland.indicators.derive import TOTAL, Exchange, Key, Pair, Preferred, exchange, pairs
from hinterland.indicators.figures import Change, Figure, Growth, Level, Row
from hinterland.indicators.part import Part, Shared, figure
from hinterland.warehouse.engine import LENT, Engine, literal

MOST = 35_000
"""The figures that a state holds of which there is an index at most: about 50 MB."""
KEPT = 100_000
"""Figures of earlier days that are kept at most, those of a region on a day counted as often as they differ from another day's."""

P = TypeVar("P", Preferred, Part)
Cell = tuple[str, str, int, int]
"""Region, series, first and last month."""

LEVEL = "region, series, first_month, last_month, CAST(value AS DOUBLE), CAST(low AS DOUBLE), CAST(high AS DOUBLE), unit, observations, how, held, members, who"
"""The columns of a level, behind its region and series."""


class Held:
    """The rows of a state by region, and what followed from those known on a day."""

    def __init__(self, engine: Engine) -> None:
        names = ", ".join(f'"{name}"' for name in Row._fields[:-1])
        rows = [Row(*r) for r in engine.con.execute(f"SELECT {names} FROM held").fetchall()]
        self.rows = {r.id: r for r in rows}
        self._regions: dict[str, list[tuple[str, Row]]] = defaultdict(list)
        for r in rows:
            self._regions[r.region].append((_since(r), r))
        self._days = {region: sorted(day for day, _ in of) for region, of in self._regions.items()}
        self.places = [(_since(r), r) for r in rows if r.op in ("count", "rank")]
        self._totals = {region: found for region, of in self._regions.items() if (found := _totals(region, of))}
        self._pairs: dict[tuple[str, int], list[tuple[Key, Pair]]] = {}
        self._parts: OrderedDict[tuple[Any, ...], Preferred | Part] = OrderedDict()
        self._shared: Shared = {}
        self.size = 0

    @classmethod
    def of(cls, engine: Engine) -> Held | None:
        """The rows of an engine's state; none where it holds too much, or another engine than DuckDB runs it."""
        known = engine.kept("rows held")
        if "held" not in known:
            few = hasattr(engine, "con") and engine.fetch("SELECT count(*) AS held FROM held")[0]["held"] <= MOST
            known["held"] = cls(engine) if few else None
        return cast("Held | None", known["held"])

    def regions(self, day: str) -> list[str]:
        """The regions of which something was known on a day."""
        return [region for region, days in self._days.items() if days[0] <= day]

    def known(self, region: str, day: str) -> list[Row]:
        """The rows of a region that were known on a day."""
        return [r for since, r in self._regions.get(region, ()) if since <= day]

    def exchange(self, day: str) -> dict[Key, Exchange]:
        """The rates of exchange as they were known on a day."""
        return exchange(pair for region in self._totals for pair in self._paired(region, day))

    def _paired(self, region: str, day: str) -> list[tuple[Key, Pair]]:
        known = [r for since, r in self._totals[region] if since <= day]
        if (region, len(known)) not in self._pairs:
            self._pairs[region, len(known)] = pairs(region, known)
        return self._pairs[region, len(known)]

    def part(self, region: str, day: str, rates: dict[Key, Exchange]) -> Part:
        """What followed from what was known of a region on a day, with rates of exchange."""
        count = bisect_right(self._days.get(region, ()), day)
        preferred = self._once((region, count), lambda: Preferred(region, self.known(region, day)))
        at = tuple(rate for _, rate in preferred.convertible(rates))
        return self._once((region, count, at), lambda: Part(preferred, rates, self._shared))

    def _once(self, key: tuple[Any, ...], make: Callable[[], P]) -> P:
        found = self._parts.pop(key, None)
        if found is None:
            found = make()
            self.size += len(found.rows)
        self._parts[key] = found
        while self.size > KEPT and len(self._parts) > 1:
            self.size -= len(self._parts.popitem(last=False)[1].rows)
            if len(self._shared) > KEPT:
                self._shared.clear()
        return cast("P", found)


def _since(r: Row) -> str:
    """The day from which a row is known: the first of its month or year where its release is dated no closer; always where it isn't dated, or was lent."""
    if r.released is None or r.seq >= LENT:
        return ""
    return r.released + "-01-01"[max(0, len(r.released) - len("2026")) :]


def _totals(region: str, rows: Iterable[tuple[str, Row]]) -> list[tuple[str, Row]]:
    """The rows that a rate of exchange may be found from."""
    home = codes.homes().get(region)
    if home is None or home.pack is None or len(home.currencies) < 2:
        return []
    fields, asked = attrgetter(*TOTAL), tuple(TOTAL.values())
    return [(since, r) for since, r in rows if r.currency in home.currencies[:2] and fields(r) == asked and r.basis == home.basis("total")]


class _Of:
    """A table of all regions, each key in its region's part."""

    def __init__(self, index: Index, name: str, place: int) -> None:
        self._index, self._name, self._place = index, name, place

    def get(self, key: tuple[Any, ...], default: Any = None) -> Any:
        return getattr(self._index.part(key[self._place]), self._name).get(key, default)


class Index:
    """The figures of a state: `levels` by cell and `spans`, the complete ones by region and series, `rates` by operation, region, series and last month, `vintages` by all that
    makes a cell, `growths` over a year by region and series, `changes` by series, region, months, unit and members, and `slices`, which partners and which products have a level
    that is else alike, by the place of theirs in a series, the series without it, region and months."""

    def __init__(self, engine: Engine, held: Held) -> None:
        self.engine, self.held = engine, held
        self.day = engine.day.isoformat() if engine.day is not None else "9999-12-31"
        self._parts: dict[str, Part] = {}
        self._alike: dict[tuple[str, ...], list[Figure]] = {}
        self._summed: set[str] = set()
        self.levels, self.spans, self.growths, self.vintages = (_Of(self, name, 0) for name in ("levels", "spans", "growths", "vintages"))
        self.rates, self.changes, self.slices = (_Of(self, name, place) for name, place in (("rates", 1), ("changes", 1), ("slices", 2)))

    @classmethod
    def of(cls, engine: Engine) -> Index | None:
        """The index of an engine's state; none where it holds too much, or another engine than DuckDB runs it."""
        known = engine.kept("index")
        if "index" not in known:
            held = Held.of(engine.whole)
            known["index"] = cls(engine, held) if held is not None else None
        return cast("Index | None", known["index"])

    @cached_property
    def exchange(self) -> dict[Key, Exchange]:
        """The rates of exchange, by currency, second one and months."""
        return self.held.exchange(self.day)

    def part(self, region: str) -> Part:
        """What is known of a region."""
        if region not in self._parts:
            self._parts[region] = self.held.part(region, self.day, self.exchange)
        return self._parts[region]

    def parts(self) -> Iterator[tuple[str, Part]]:
        """What is known of each region."""
        return ((region, self.part(region)) for region in self.held.regions(self.day))

    def add_groups(self, groups: Iterable[str]) -> None:
        """Read the levels, changes and growth of groups that were summed."""
        if not (new := sorted(set(groups) - self._summed)):
            return
        self._summed.update(new)
        self._parts.update((group, self.part(group).alone()) for group in new)
        among, ask = f"region IN ({', '.join(map(literal, new))})", self.engine.con.execute
        for region, of, *row in ask(f"SELECT {LEVEL} FROM levels WHERE who <> 0 AND {among}").fetchall():
            self._parts[region].levels[region, of, row[0], row[1]].append(Level._make(row))
        cell = "series, region, first_month, last_month, unit, who"
        for found in ask(f"SELECT {cell}, {', '.join(Change._fields)} FROM changes WHERE {among}").fetchall():
            self._parts[found[1]].changes[found[:6]] = Change._make(found[6:])
        for group in new:
            self._parts[group].growths.clear()
        for region, of, *row in ask(f"SELECT region, series, {', '.join(Growth._fields)} FROM growths WHERE {among}").fetchall():
            self._parts[region].growths[region, of].append(Growth._make(row))

    def is_implied(self, observation: str) -> bool:
        """Whether an observation, by its id, is a base that a level and its growth imply."""
        return any(observation in part.implied for part in self._parts.values())

    def is_late(self, cell: Cell) -> bool:
        """Whether the level of a cell came after that of its own growth and is another."""
        return cell in self.part(cell[0]).late

    def places(self, op: str, concept: str, months: tuple[int, int]) -> list[Figure]:
        """Counts or ranks that were published."""
        return [
            figure(r)
            for since, r in self.held.places
            if since <= self.day and (r.op, r.concept, (r.first_month, r.last_month)) == (op, concept, months)
        ]

    def between(self, sort: tuple[str, ...], low: Decimal, high: Decimal) -> list[Figure]:
        """The preferred figures of a sort (operation, concept, measure, unit, basis) with values from `low` to `high`."""
        exact = attrgetter("exact")
        if sort not in self._alike:
            self._alike[sort] = sorted((x for _, part in self.parts() for x in part.alike.get(sort, ())), key=exact)
        found = self._alike[sort]
        return found[bisect_left(found, low, key=exact) : bisect_right(found, high, key=exact)]

    def row(self, observation: str) -> Row | None:
        """An observation by its id; of derived ones those of regions that were asked for."""
        if (row := self.held.rows.get(observation)) is not None:
            return row if _since(row) <= self.day else None
        return next((part.derived[observation] for part in self._parts.values() if observation in part.derived), None)
