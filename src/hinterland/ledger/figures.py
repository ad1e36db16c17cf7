"""The figures that bound, as arrays: the only place where the ledger asks an engine. A *family* is a region with a series whose flows share
their boundaries of months, so that their matrices add up; figures of one release (source and date) were published together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from functools import lru_cache
from operator import attrgetter
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from hinterland import codes
from hinterland.codes import Period
from hinterland.codes.periods import boundary
from hinterland.indicators.derive import as_float, best
from hinterland.indicators.figures import Row
from hinterland.indicators.index import Index
from hinterland.indicators.part import Part
from hinterland.indicators.set_aside import set_aside
from hinterland.ledger.closure import Nodes
from hinterland.warehouse.engine import Engine, literal, statement
from hinterland.warehouse.schema import columns

FLOWS = ("total", "export", "import")
"""The flows of a family, in the order of its matrices: the first is the sum of the others."""

COLUMNS = ("id", "region", "series", "flow", "first_month", "last_month", "low", "high", "release", "derived", "reliability_rank")
"""The columns of the figures that bound, as an engine gives them."""

Floats = NDArray[np.float64]

MANY = 500_000
"""Of more levels than this (records rolled up by product and partner) only those of all products, partners and regimes are bounded."""


@dataclass(frozen=True, slots=True)
class Figures:
    """Held levels, one row a cell: `family` and `flow` are numbers, `first` and `last` boundaries of months, `low` and `high` in the unit of the series."""

    families: list[tuple[str, str]]
    id: NDArray[Any]
    family: Nodes
    flow: Nodes
    first: Nodes
    last: Nodes
    low: Floats
    high: Floats
    release: Nodes
    derived: NDArray[np.bool_]
    rank: Nodes
    releases: tuple[str, ...] = ()
    """The names of releases by their numbers, where they have any."""

    @classmethod
    def of(cls, found: Mapping[str, NDArray[Any]]) -> Figures:
        """The figures of the columns that `figures_sql` asks for."""
        flows = found["flow"].tolist()
        own = list(zip(found["region"].tolist(), map(pattern, found["series"].tolist(), flows), strict=True))
        # In the order of the texts that a region and its series make with a break between.
        families = sorted(set(own), key="\n".join)
        number = {family: i for i, family in enumerate(families)}
        flow = np.array([FLOWS.index(f) for f in flows], dtype=np.int64)
        releases, release = np.unique(found["release"].astype(str), return_inverse=True)
        return cls(
            families, found["id"], np.array([number[f] for f in own], dtype=np.int64), flow, boundaries(found["first_month"]), boundaries(found["last_month"], 1),
            np.nan_to_num(found["low"].astype(float), nan=0.0), np.nan_to_num(found["high"].astype(float), nan=np.inf, posinf=np.inf), release.astype(np.int64), found["derived"].astype(bool),
            found["reliability_rank"].astype(np.int64), tuple(str(x) for x in releases),
        )  # fmt: skip

    @classmethod
    def join(cls, parts: Sequence[Figures]) -> Figures:
        """The figures of several regions, in their order."""
        parts = [p for p in parts if len(p.id)] or [cls.of({n: np.array([], dtype=object) for n in COLUMNS})]
        begins = np.cumsum([0, *(len(p.families) for p in parts)])
        releases = sorted({name for p in parts for name in p.releases})
        number = {name: i for i, name in enumerate(releases)}
        named = [np.array([number[name] for name in p.releases], dtype=np.int64) for p in parts]
        joined = {
            f.name: np.concatenate([getattr(p, f.name) for p in parts]) for f in fields(cls) if f.name not in ("families", "releases")
        }
        joined["family"] = np.concatenate([p.family + begin for p, begin in zip(parts, begins, strict=False)])
        joined["release"] = np.concatenate([of[p.release] for p, of in zip(parts, named, strict=True)])
        return cls(families=[f for p in parts for f in p.families], releases=tuple(releases), **joined)

    def without(self, hidden: NDArray[np.bool_]) -> Figures:
        """These figures but for the ones hidden."""
        kept = {f.name: getattr(self, f.name)[~hidden] for f in fields(self) if f.name not in ("families", "releases")}
        return Figures(families=self.families, releases=self.releases, **kept)


Cell = tuple[str, str, int, int, int]
"""Region, family, flow, and the boundaries of months that a period lies between."""


class Rate(NamedTuple):
    """A published share or growth: a cell, the cell it is measured against, the ratio between them (`low` to `high`, infinity where open), and its release."""

    id: str
    cell: Cell
    other: Cell
    low: float
    high: float
    kind: str
    release: str


@lru_cache(maxsize=4096)
def pattern(series: str, flow: str) -> str:
    """The key of a family: that of the series with a star in place of its flow."""
    concept, _, rest = series.partition(f"|{flow}|")
    return f"{concept}|*|{rest}"


def boundaries(first_month: NDArray[Any], after: int = 0) -> Nodes:
    """Months (`yyyymm`) as boundaries; `after` is 1 for the boundary at their end."""
    months = first_month.astype(np.int64)
    return np.asarray(months // 100 * 12 + months % 100 - 1 + after)


def whole_only(engine: Engine) -> bool:
    """Whether a state has more levels than can be closed one by one, so that only those of all products, partners and regimes are bounded."""
    known = engine.kept("levels of trade")
    if "count" not in known:
        [held] = engine.fetch("SELECT count(*) AS levels FROM observations WHERE op = 'level' AND concept = 'trade'")
        known["count"] = held["levels"]
    return bool(known["count"] > MANY)


def within(column: str, regions: Iterable[str] | None) -> str:
    """The condition that a column is one of some regions, or any where none are named."""
    return "TRUE" if regions is None else f"{column} IN ({', '.join(literal(r) for r in sorted(regions)) or 'NULL'})"


def figures_sql(engine: Engine, regions: Iterable[str] | None = None, without: str | None = None) -> str:
    """The statement for the preferred level of every cell that adds up over months, without those set aside as revised away; of some
    regions or of all. `without` leaves out a source."""
    left = [(x.source, x.region, x.flow, x.period.start, x.period.end, x.currency) for x in set_aside()]
    engine.settle("set_aside", columns("source", "region", "flow", "first_month integer", "last_month integer", "currency"), left)
    chosen = within("o.region", regions) + ("" if without is None else f" AND o.source <> {literal(without)}")
    sql = statement("hinterland.ledger", "figures").replace(":within", chosen)
    return f"SELECT * FROM (\n{sql}) AS figures WHERE series LIKE 'trade|%|all|world|all|%'" if whole_only(engine) else sql


def read_figures(engine: Engine, regions: Iterable[str] | None = None, without: str | None = None) -> Figures:
    """The figures that bound, of some regions or of all, without a source."""
    if (parts := known_parts(engine, regions)) is not None and without is None:
        return Figures.join([figures_of(part) for part in parts])
    return Figures.of(engine.arrays(figures_sql(engine, regions, without)))


def known_parts(engine: Engine, regions: Iterable[str] | None) -> list[Part] | None:
    """What is known in memory of some regions or of all; none where statements are to be asked."""
    index = Index.of(engine) if engine is not engine.whole else None
    if index is None:
        return None
    return [index.part(region) for region in sorted(index.held.regions(index.day)) if regions is None or region in regions]


def figures_of(part: Part) -> Figures:
    """The figures of a region that bound."""
    return part.once("figures that bound", _figures_of)


def _figures_of(part: Part) -> Figures:
    rows = sorted(_bounding(part.rows), key=attrgetter("series", "first_month", "last_month"))
    of = {n: np.array([getattr(r, n) for r in rows], dtype=object) for n in ("id", "region", "series", "flow", "reliability_rank")}
    of |= {n: np.array([getattr(r, n) for r in rows], dtype=np.int64) for n in ("first_month", "last_month")}
    of |= {n: np.array([np.nan if x is None else float(x) for x in map(attrgetter(n), rows)], dtype=float) for n in ("low", "high")}
    of["release"] = np.array([f"{r.source}|{r.released or ''}" for r in rows], dtype=object)
    of["derived"] = np.array([r.load == "derived" for r in rows], dtype=bool)
    return Figures.of(of)


def _bounding(rows: Sequence[Row]) -> list[Row]:
    """Of the rows of a region those that bound: what `sql/figures.sql` says."""
    left = {(x.source, x.region, x.flow, x.period.start, x.period.end, x.currency) for x in set_aside()}
    units: dict[tuple[Any, ...], set[str]] = {}
    levels = [r for r in rows if r.op == "level" and r.concept == "trade"]
    for r in levels:
        if r.measure == "quantity":
            units.setdefault((r.product, r.partner, r.regime, r.basis), set()).add(r.unit)

    def is_bounding(r: Row) -> bool:
        whole = r.product == "all" and r.partner == "world"
        derived = r.load == "derived"
        if r.measure not in ("value", "quantity") or r.flow not in FLOWS or (r.scope, r.versus, r.predicate) != (None, None, None):
            return False
        if (r.low is not None and r.low < 0) or (r.high is not None and r.high < 0):
            return False
        if r.measure == "quantity" and len(units[r.product, r.partner, r.regime, r.basis]) > 1:
            return False
        if derived and "," not in (r.origin or "") and not (whole and r.regime == "all"):
            return False
        return derived or not whole or (r.source, r.region, r.flow, r.first_month, r.last_month, r.currency) not in left

    found = list(filter(is_bounding, levels))
    preferred = best(found)
    return [r for r in found if preferred[r.cell] is r]


def rates_sql(regions: Iterable[str] | None = None) -> str:
    """The statement for published shares of a whole (the region's own, or the nation's) and growth over the year before, of trade; of some regions or of all."""
    return f"""SELECT id, op, region, series, flow, versus, first_month, last_month, CAST(low AS DOUBLE) AS low, CAST(high AS DOUBLE) AS high,
            concat(source, '|', coalesce(released, '')) AS "release"
        FROM stated_rates
        WHERE concept = 'trade' AND flow IN ('total', 'export', 'import') AND scope IS NULL AND measure = 'value'
            AND ((op = 'share') OR (op = 'growth' AND versus IS NULL)) AND {within("region", regions)}
        ORDER BY id"""


def read_rates(engine: Engine, regions: Iterable[str] | None = None) -> list[Rate]:
    """Published shares and growth by id, of some regions or of all."""
    if (parts := known_parts(engine, regions)) is not None:
        return sorted((rate for part in parts for rate in part.once("rates that tie", _rates_of)), key=attrgetter("id"))
    return list(rates_of(engine.fetch(rates_sql(regions))))


def last_boundary(part: Part) -> int:
    """The last boundary of months that anything of a region that bounds is known up to; 0 where nothing is."""
    rates = (cell[4] for rate in part.once("rates that tie", _rates_of) for cell in (rate.cell, rate.other))
    return max(int(figures_of(part).last.max(initial=0)), *rates, 0)


def _rates_of(part: Part) -> list[Rate]:
    trade = (r for r in part.of.stated if r.concept == "trade" and r.flow in FLOWS and r.scope is None and r.measure == "value")
    stated = (r for r in trade if r.op == "share" or (r.op == "growth" and r.versus is None))
    ends = ((r, {"low": as_float(r.low), "high": as_float(r.high), "release": f"{r.source}|{r.released or ''}"}) for r in stated)
    return list(rates_of(r._asdict() | of for r, of in ends))


def rates_of(rows: Iterable[Mapping[str, Any]]) -> Iterator[Rate]:
    """The rates of the rows that `rates_sql` asks for."""
    for r in rows:
        flow, series = FLOWS.index(r["flow"]), pattern(r["series"], r["flow"])
        first, last = boundary(r["first_month"]), boundary(r["last_month"])
        cell = (r["region"], series, flow, first, last + 1)
        if r["op"] == "growth":
            other = (r["region"], series, flow, first - 12, last - 11)
            low, high = (None if x is None else 1 + x / 100 for x in (r["low"], r["high"]))
        else:
            other = (r["versus"] or r["region"], series if r["versus"] else whole(series), flow, first, last + 1)
            low, high = (None if x is None else x / 100 for x in (r["low"], r["high"]))
        if cell == other or (r["op"] == "growth" and _is_redefined(series, r["first_month"], r["last_month"])):
            continue
        ends = 0.0 if low is None else max(0.0, low), np.inf if high is None else high
        yield Rate(r["id"], cell, other, *ends, r["op"], r["release"])


@lru_cache(maxsize=4096)
def _is_redefined(series: str, first_month: int, last_month: int) -> bool:
    """Whether a bloc was counted otherwise in the year before, so that growth over it ties no two cells."""
    scopes = codes.bloc_scopes(series.split("|")[3])
    if len(scopes) < 2:
        return False
    here, before = (Period(first_month - x, last_month - x) for x in (0, 100))
    counted = [{s.member for s in scopes if (s.first or 0) <= p.end and p.start <= (s.last or 999912)} for p in (here, before)]
    return counted[0] != counted[1] or len(counted[0]) > 1


@lru_cache(maxsize=4096)
def whole(series: str) -> str:
    """The key of the family that a product, partner or regime is a part of."""
    concept, flow, _, _, _, *rest = series.split("|")
    return "|".join([concept, flow, "all", "world", "all", *rest])


Exchange = dict[tuple[str, str], list[tuple[int, int, float, float]]]
"""Rates of exchange by a country's currency and its second one: the boundaries of periods, and the lowest and highest rate of each."""


def read_exchange(engine: Engine) -> Exchange:
    """Amounts of a currency to one of the second, in the periods held in both."""
    found: Exchange = {}
    if (index := (Index.of(engine) if engine is not engine.whole else None)) is not None:
        rows: list[tuple[Any, ...]] = [(*key, x.low, x.high) for key, x in sorted(index.exchange.items())]
    else:
        asked = "SELECT currency, second, first_month, last_month, low, high FROM rates ORDER BY currency, second, first_month, last_month"
        rows = [tuple(r.values()) for r in engine.fetch(asked)]
    for currency, second, first, last, low, high in rows:
        found.setdefault((currency, second), []).append((boundary(first), boundary(last) + 1, float(low), float(high)))
    return found
