"""What a small state holds, in memory by key: its levels, rates and changes, and the vintages of each cell.

A statement takes the planner longer than a look-up takes, however few its rows are. The SQL of the claims says what an answer is; what is looked up here is the same
(`tests/claims/test_lookup.py` compares the two). A state is read once, when it is first asked, the levels of groups when they are; of a large one there is no index.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal
from functools import cached_property
from operator import attrgetter
from typing import Any, NamedTuple, cast

from hinterland.models import Indicator
from hinterland.warehouse.engine import Engine, literal

MOST = 50_000
"""The figures of a state, held and derived, of which there is an index at most: about 20 MB."""
PACKAGE = "hinterland.indicators"


def series(i: Indicator) -> str:
    """The key of what an indicator measures, whichever operation."""
    return "|".join(x or "" for x in (i.concept, i.flow, i.product, i.partner, i.regime, i.measure, i.basis, i.currency))


Cell = tuple[str, str, int, int]
"""Region, series, first and last month."""


class Level(NamedTuple):
    """A level, held or summed, with its ends and the ids of its observations; `held` of `members` are in a sum of a group's, and `who` tells which."""

    first_month: int
    last_month: int
    value: float | None
    low: float | None
    high: float | None
    unit: str
    observations: str
    how: str
    held: int = 1
    members: int = 1
    who: int = 0


class Growth(NamedTuple):
    """Growth over a year, as published or between levels."""

    first_month: int
    last_month: int
    low: float | None
    high: float | None
    observations: str
    published: bool


class Change(NamedTuple):
    """What a level and its published growth imply: the base of their vintage, and the level over it; `revised` where all bases are of it."""

    base_value: float | None
    base_low: float | None
    base_high: float | None
    ratio_value: float | None
    ratio_low: float | None
    ratio_high: float | None
    observations: str
    base_observations: str


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
    concept: str
    predicate: str | None


LEVEL = "region, series, first_month, last_month, CAST(value AS DOUBLE), CAST(low AS DOUBLE), CAST(high AS DOUBLE), unit, observations, how, held, members, who"
"""The columns of a level, behind its region and series."""


class Index:
    """The figures of a state: `levels` by cell and `spans`, the complete ones by region and series, `rates` by operation, region, series and last month, `vintages` by all that
    makes a cell, `places` (counts and ranks that were published) by operation, concept and months, and `alike`, the preferred ones by the sort of figure (operation, concept,
    measure, unit, basis) in the order of their values; `implied` are the ids of the bases that levels and their growth imply."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.levels: dict[Cell, list[Level]] = defaultdict(list)
        self.spans: dict[tuple[str, str], list[Level]] = defaultdict(list)
        self.rates: dict[tuple[str, str, str, int], list[Figure]] = defaultdict(list)
        self.vintages: dict[tuple[Any, ...], list[Figure]] = defaultdict(list)
        self.places: dict[tuple[str, str, int, int], list[Figure]] = defaultdict(list)
        self.alike: dict[tuple[str, ...], list[Figure]] = defaultdict(list)
        self.implied: set[str] = set()
        self._summed: set[str] = set()
        self._read()

    @classmethod
    def of(cls, engine: Engine) -> Index | None:
        """The index of an engine's state; none where it holds too much, or another engine than DuckDB runs it."""
        known = engine.kept("index")
        if "index" not in known:
            few = hasattr(engine, "con") and engine.fetch("SELECT count(*) AS held FROM observations")[0]["held"] <= MOST
            known["index"] = cls(engine) if few else None
        return cast("Index | None", known["index"])

    def _read(self) -> None:
        for row in self.engine.run(PACKAGE, "figures_indexed").fetchall():
            cell, (of, implied), found = row[:8], row[8:10], Figure._make(row[10:])
            concept, *_, regime, measure, basis, _ = cell
            if implied:
                self.implied.add(found.id)
            if found.op in ("count", "rank"):
                self.places[found.op, concept, found.first_month, found.last_month].append(found)
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
        self._add_levels("who = 0")

    def _add_levels(self, which: str) -> None:
        for region, of, *row in self.engine.con.execute(f"SELECT {LEVEL} FROM levels WHERE {which}").fetchall():
            level = Level._make(row)
            self.levels[region, of, level.first_month, level.last_month].append(level)
            if level.held == level.members:
                self.spans[region, of].append(level)

    def add_groups(self, groups: Iterable[str]) -> None:
        """Read the levels, changes and growth of groups that were summed."""
        if new := sorted(set(groups) - self._summed):
            self._summed.update(new)
            among = f"region IN ({', '.join(map(literal, new))})"
            self._add_levels(f"who <> 0 AND {among}")
            self.__dict__.pop("slices", None)
            if "changes" in self.__dict__:
                self.changes.update(self._changes(among))
            if "growths" in self.__dict__:
                self.growths.update(self._growths(among))

    @cached_property
    def changes(self) -> dict[tuple[Any, ...], Change]:
        """What levels and their published growth imply, by series, region, months, unit and members."""
        return self._changes("TRUE")

    def _changes(self, which: str) -> dict[tuple[Any, ...], Change]:
        rows = self.engine.con.execute(
            f"SELECT series, region, first_month, last_month, unit, who, {', '.join(Change._fields)} FROM changes WHERE {which}"
        ).fetchall()
        return {row[:6]: Change._make(row[6:]) for row in rows}

    @cached_property
    def growths(self) -> dict[tuple[str, str], list[Growth]]:
        """Growth over a year by region and series."""
        return self._growths("TRUE")

    def _growths(self, which: str) -> dict[tuple[str, str], list[Growth]]:
        found: dict[tuple[str, str], list[Growth]] = {}
        for region, of, *row in self.engine.con.execute(
            f"SELECT region, series, {', '.join(Growth._fields)} FROM growths WHERE {which}"
        ).fetchall():
            found.setdefault((region, of), []).append(Growth._make(row))
        return found

    @cached_property
    def late(self) -> set[Cell]:
        """The cells whose level came after that of its own growth and is another."""
        return set(
            self.engine.con.execute(
                "SELECT l.region, l.series, l.first_month, l.last_month FROM levels AS l JOIN paired AS f ON f.series = l.series AND f.region = l.region "
                "AND f.first_month = l.first_month AND f.last_month = l.last_month "
                "WHERE l.how = 'published' AND (l.low > f.high OR l.high < f.low) AND l.released_on > f.released_on"
            ).fetchall()
        )

    @cached_property
    def slices(self) -> dict[tuple[Any, ...], set[str]]:
        """Which partners, and which products, have a level of a region's and else alike: by the place of theirs in a series, the series without it, region and months."""
        found: dict[tuple[Any, ...], set[str]] = defaultdict(set)
        for (region, of, first, last), _ in self.levels.items():
            parts = of.split("|")
            for place in (2, 3):
                found[place, (*parts[:place], *parts[place + 1 :]), region, first, last].add(parts[place])
        return found

    def between(self, sort: tuple[str, ...], low: Decimal, high: Decimal) -> list[Figure]:
        """The preferred figures of a sort with values from `low` to `high`."""
        found = self.alike.get(sort, [])
        return found[bisect_left(found, low, key=attrgetter("exact")) : bisect_right(found, high, key=attrgetter("exact"))]
