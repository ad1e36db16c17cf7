"""What a region's figures give, each table of it made when first asked for: what `sql/views.sql` says of all regions at once. A `Part`
depends on the figures of its region that were known and on rates of exchange, so days on which these were the same share it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property, partial
from operator import attrgetter
from typing import Any, TypeVar, cast

from hinterland.codes.tables import grouped
from hinterland.indicators.derive import YEAR, Exchange, Key, Preferred, as_float, base_of, best, converted, over
from hinterland.indicators.figures import Change, Figure, Growth, Level, Row

T = TypeVar("T")
Shared = dict[Any, Any]
"""What follows from single rows, made once for all days."""


class Part:
    """What a region's figures give at some rates of exchange, as `Index` has it of all regions: see there. `rows` are those held and those derived, `preferred` one of each cell."""

    def __init__(self, of: Preferred, rates: Mapping[Key, Exchange], shared: Shared) -> None:
        self.of, self.at, self.shared = of, rates, shared
        self.kept: dict[str, Any] = {}
        bases = ((x, self._once((x.level.id, x.rate.id), partial(base_of, x))) for x in of.paired)
        self.bases = [(x, base) for x, base in bases if base is not None]
        made = [self._once((u.id, rate), partial(converted, of, u, rate)) for u, rate in of.convertible(rates)]
        made += [base for _, base in self.bases]
        self.rows = [*of.rows, *made]
        self.derived = {r.id: r for r in made}
        self.implied = {base.id for _, base in self.bases}
        self.preferred = of.best | best([*made, *(of.best[r.cell] for r in made if r.cell in of.best)])

    def _once(self, key: Any, make: Callable[[], T]) -> T:
        if key not in self.shared:
            self.shared[key] = make()
        return cast("T", self.shared[key])

    def once(self, what: str, make: Callable[[Part], T]) -> T:
        """What is made of a part, once."""
        if what not in self.kept:
            self.kept[what] = make(self)
        return cast("T", self.kept[what])

    def alone(self) -> Part:
        """The same, to which sums can be added."""
        return Part(self.of, self.at, self.shared)

    def figure(self, r: Row) -> Figure:
        """A row as an index gives it."""
        if self.preferred[r.cell] is not r:
            return figure(r)
        return self._once(r.id, lambda: figure(r)._replace(preferred=True))

    @cached_property
    def vintages(self) -> dict[tuple[Any, ...], list[Figure]]:
        """Figures by all that makes a cell."""
        found: dict[tuple[Any, ...], list[Figure]] = defaultdict(list)
        for r in self.rows:
            if r.scope is None:
                cell = (r.concept, r.flow or "", r.product, r.partner, r.regime, r.measure, r.basis or "", r.currency or "")
                found[(r.region, r.first_month, r.last_month, *cell, r.op, r.versus or "")].append(self.figure(r))
        return found

    @cached_property
    def rates(self) -> Mapping[tuple[str, str, str, int], Sequence[Figure]]:
        """The preferred figures that are no levels, by operation, region, series and last month."""
        return grouped(((r.op, r.region, r.series, r.last_month), self.figure(r)) for r in self.of.stated)

    @cached_property
    def alike(self) -> dict[tuple[str, ...], list[Figure]]:
        """The preferred figures by the sort of figure (operation, concept, measure, unit, basis), in the order of their values."""
        found: dict[tuple[str, ...], list[Figure]] = defaultdict(list)
        for r in self.rows:
            if r.regime == "all" and r.value is not None and self.preferred[r.cell] is r:
                found[r.op, r.concept, r.measure, r.unit, r.basis or ""].append(self.figure(r))
        for one in found.values():
            one.sort(key=attrgetter("exact"))
        return found

    @cached_property
    def _levels(self) -> list[tuple[str, Level, Row | None]]:
        """Levels by their series, each with its figure: the preferred ones, and totals of exports and imports where none was published."""
        own = [r for r in self.rows if r.op == "level" and r.scope is None and r.versus is None and self.preferred[r.cell] is r]
        found: list[tuple[str, Level, Row | None]] = [(r.series, _level(r), r) for r in own]
        totals = {(r.series, r.first_month, r.last_month) for r in own if r.flow == "total"}
        bought = (r for r in own if r.flow == "import")
        imports = grouped(((r.series.replace("|import|", "|export|"), r.first_month, r.last_month, r.unit), r) for r in bought)
        for e in own:
            of = e.series.replace("|export|", "|total|")
            if e.flow == "export" and (of, e.first_month, e.last_month) not in totals:
                found += [(of, _sum(e, i), None) for i in imports.get((e.series, e.first_month, e.last_month, e.unit), ())]
        return found

    @cached_property
    def levels(self) -> dict[tuple[str, str, int, int], list[Level]]:
        """Levels by region, series and months."""
        found: dict[tuple[str, str, int, int], list[Level]] = defaultdict(list)
        for of, x, _ in self._levels:
            found[self.of.region, of, x.first_month, x.last_month].append(x)
        return found

    @cached_property
    def spans(self) -> dict[tuple[str, str], list[Level]]:
        """The complete levels by region and series."""
        found: dict[tuple[str, str], list[Level]] = defaultdict(list)
        for (region, of, _, _), levels in self.levels.items():
            found[region, of] += (x for x in levels if x.held == x.members)
        return found

    @cached_property
    def slices(self) -> dict[tuple[Any, ...], set[str]]:
        """Which partners, and which products, have a level that is else alike."""
        found: dict[tuple[Any, ...], set[str]] = defaultdict(set)
        for region, of, first, last in self.levels:
            parts = of.split("|")
            for place in (2, 3):
                found[place, (*parts[:place], *parts[place + 1 :]), region, first, last].add(parts[place])
        return found

    @cached_property
    def changes(self) -> dict[tuple[Any, ...], Change]:
        """What levels and their published growth imply, by series, region, months, unit and members."""
        found = {}
        for (r, g), base in self.bases:
            if g.value is not None and g.low is not None and g.high is not None:
                rates = [float(x) for x in (g.value, g.low, g.high)]
                levels = (r.value, r.high if rates[1] < 0 else r.low, r.low if rates[2] < 0 else r.high)
                moved = (None if x is None else over(float(x) * rate, 100 + rate) for x, rate in zip(levels, rates, strict=True))
                ends = (as_float(x) for x in (base.value, base.low, base.high))
                key = (r.series, r.region, r.first_month, r.last_month, r.unit, 0)
                found[key] = Change._make((*ends, *moved, *(1 + rate / 100 for rate in rates), f"{r.id},{base.id},{g.id}", base.id))
        return found

    @cached_property
    def growths(self) -> dict[tuple[str, str], list[Growth]]:
        """Growth as published, else between levels a year apart, by region and series."""
        found: dict[tuple[str, str], list[Growth]] = defaultdict(list)
        stated = [g for g in self.of.stated if g.op == "growth" and g.scope is None and g.versus is None]
        for g in stated:
            found[g.region, g.series].append(Growth(g.first_month, g.last_month, as_float(g.low), as_float(g.high), g.id, True))
        known = {(g.series, g.first_month, g.last_month) for g in stated}
        changes = {(of, first, last): c for (of, _, first, last, _, _), c in self.changes.items()}
        for of, x, _ in self._levels:
            if (cell := (of, x.first_month, x.last_month)) not in known:
                bases = self.levels.get((self.of.region, of, x.first_month - YEAR, x.last_month - YEAR), ())
                grown = (_growth(x, b, changes.get(cell)) for b in bases if b.unit == x.unit and b.low is not None and b.low > 0)
                found[self.of.region, of] += (g for g in grown if g.low is not None or g.high is not None)
        return found

    @cached_property
    def late(self) -> set[tuple[str, str, int, int]]:
        """The cells whose level came after that of its own growth and is another."""
        paired = grouped(((r.series, r.first_month, r.last_month), r) for r, _ in self.of.paired)
        return {
            (self.of.region, *cell)
            for of, x, r in self._levels
            for cell in [(of, x.first_month, x.last_month)]
            if r is not None and x.how == "published" and any(_is_later(x, r, other) for other in paired.get(cell, ()))
        }


def figure(r: Row) -> Figure:
    """A row as an index gives it where another of its cell is preferred."""
    return Figure(
        r.region, r.first_month, r.last_month, r.product, r.partner, r.op, r.scope, r.versus or "", as_float(r.value), as_float(r.low), as_float(r.high),
        r.unit, r.id, r.reliability, r.source, False, r.value, r.period, r.flow, r.currency, r.concept, r.predicate,
    )  # fmt: skip


def _level(r: Row) -> Level:
    how = "derived" if r.reliability == "derived" else "published"
    return Level(r.first_month, r.last_month, as_float(r.value), as_float(r.low), as_float(r.high), r.unit, r.id, how)


def _sum(e: Row, i: Row) -> Level:
    value, low, high = (None if a is None or b is None else float(a + b) for a, b in ((e.value, i.value), (e.low, i.low), (e.high, i.high)))
    return Level(e.first_month, e.last_month, value, low, high, e.unit, f"{e.id},{i.id}", "sum")


def _growth(x: Level, b: Level, c: Change | None) -> Growth:
    low = c.ratio_low if c else over(x.low, b.low if x.low is not None and x.low < 0 else b.high)
    high = c.ratio_high if c else over(x.high, b.high if x.high is not None and x.high < 0 else b.low)
    low, high = (None if end is None else 100 * (end - 1) for end in (low, high))
    return Growth(x.first_month, x.last_month, low, high, c.observations if c else f"{x.observations},{b.observations}", False)


def _is_later(x: Level, row: Row, other: Row) -> bool:
    """Whether a level came after another one and differs."""
    low, high = as_float(other.low), as_float(other.high)
    differs = (x.low is not None and high is not None and x.low > high) or (x.high is not None and low is not None and x.high < low)
    return differs and row.released_on is not None and other.released_on is not None and row.released_on > other.released_on
