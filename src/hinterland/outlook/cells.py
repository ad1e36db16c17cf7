"""Cells of a region's trade (a flow with a partner in a product), how they lie to each other, and what is known of their size. A `Cell` may
contain another, be apart from it, or overlap it to an unknown extent. `Slices` holds the cells known of a region in a period as amounts,
and bounds any other cell by those: no larger than what contains it, no smaller than what it contains, and no larger than what the cells
apart from it leave."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache
from typing import cast

from hinterland import codes
from hinterland.codes import Period
from hinterland.indicators import Indicators
from hinterland.interval import Interval, millionth
from hinterland.models import Basis, Currency, Flow
from hinterland.warehouse.engine import Value

OTHER: Mapping[str, Flow] = {"export": "import", "import": "export"}

ZERO = Decimal(0)

BACK = 3
"""How many of the latest years are looked through."""

MONTHS = 6
"""How many months of a year stand for its shares at least."""


@dataclass(frozen=True, slots=True, order=True)
class Cell:
    """A flow, of all products or one, with all partners or one."""

    flow: Flow
    product: str = "all"
    partner: str = "world"

    def contains(self, other: Cell, on: Period | None = None) -> bool:
        """Whether all of the other is known to lie in it."""
        flows = self.flow in ("total", other.flow)
        return flows and _product_holds(self.product, other.product) and _partner_holds(self.partner, other.partner, on)

    def apart(self, other: Cell, on: Period | None = None) -> bool:
        """Whether the two are known to share nothing; where that isn't known, they may overlap."""
        if {self.flow, other.flow} == {"export", "import"}:
            return True
        return _products_apart(self.product, other.product, on) or _partners_apart(self.partner, other.partner, on)

    @property
    def whole(self) -> Cell:
        """All of its flow."""
        return Cell(self.flow)

    def __str__(self) -> str:
        return " ".join(x for x in (self.flow, self.product, self.partner) if x not in ("all", "world"))


@dataclass(frozen=True, slots=True)
class Known:
    """An amount known of a cell: `value` where one is held, else only ends; `how` is held, bounded, or open where nothing narrows it."""

    cell: Cell
    value: Decimal | None
    ends: Interval
    how: str
    observations: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Slices:
    """What is held of a region's trade in a period, by cell. `nation` holds the whole country's, which no region's can exceed."""

    region: str
    period: Period
    basis: Basis
    currency: Currency
    held: Mapping[Cell, Known]
    nation: Mapping[Cell, Known]

    def whole(self, flow: Flow) -> Known | None:
        """All of a flow, where it is held."""
        return self.held.get(Cell(flow))

    def known(self, cell: Cell) -> Known | None:
        """A cell as held, or else bounded by what is; none where not even its flow is held."""
        if cell in self.held:
            return self.held[cell]
        if self.whole(cell.flow) is None:
            return None
        low, high, used = self._bounds(cell)
        how = "bounded" if used else "open"
        return Known(cell, None, Interval(low, max(low, high), True, True), how, tuple(dict.fromkeys(used)))

    def _bounds(self, cell: Cell) -> tuple[Decimal, Decimal, list[str]]:
        """The ends of a cell that isn't held, with the observations that narrow it within its flow."""
        whole = self.held[cell.whole]
        low, high = ZERO, _high(whole)
        used: list[str] = []
        above = [k for c, k in self.held.items() if c.contains(cell, self.period) and c.product + c.partner != "allworld"]
        above += [self.nation[cell]] if cell in self.nation else []
        for k in above:
            if _high(k) < high:
                high, used = _high(k), [*k.observations]
        inside = self._disjoint(k for c, k in self.held.items() if cell.contains(c, self.period))
        beside = self._disjoint(k for c, k in self.held.items() if c.flow == cell.flow and c.apart(cell, self.period))
        left = _high(whole) - sum((_low(k) for k in beside), ZERO)
        if beside and left < high:
            high, used = left, [o for k in beside for o in k.observations]
        floors = [(sum((_low(k) for k in inside), ZERO), [o for k in inside for o in k.observations])]
        both = self.held.get(replace(cell, flow="total")) if cell.flow in OTHER else None
        other = self.held.get(Cell(OTHER[cell.flow])) if cell.flow in OTHER else None
        if both and other:
            floors.append((_low(both) - _high(other), [*both.observations, *other.observations]))
        best, why = max(floors, key=lambda f: f[0])
        if best > low:
            low, used = best, used + why
        return low, high, used

    def _disjoint(self, found: Iterable[Known]) -> list[Known]:
        """Cells that are apart from each other, the largest first."""
        chosen: list[Known] = []
        for k in sorted(found, key=lambda k: (-_low(k), k.cell)):
            if all(k.cell.apart(c.cell, self.period) for c in chosen):
                chosen.append(k)
        return chosen


def slices(indicators: Indicators, region: str, period: Period, *, bounded: bool = True) -> Slices:
    """What is held of a region's trade in a period, on the basis of its nation; with the nation's, which bounds what isn't held, where that is asked for."""
    basis, currency = published(region)
    nation = codes.nation_of(region) if bounded and codes.is_first_level(region) and not codes.is_nation(region) else None
    own = _held(indicators, region, period, basis, currency)
    return Slices(region, period, basis, currency, own, _held(indicators, nation, period, basis, currency) if nation else {})


def published(region: str) -> tuple[Basis, Currency]:
    """The basis and the currency that a region's trade is published in first."""
    home = codes.home_of(region)
    return cast("Basis", home.basis()), cast("Currency", home.currency)


def periods_held(indicators: Indicators, region: str) -> set[Period]:
    """The periods of which any of a region's trade is held; of a group those of its sum too, whether it was asked for before or not."""
    basis, currency = published(region)
    indicators.include([region])
    rows = indicators.engine.rows(
        "hinterland.indicators", "periods", region=region, concept="trade", currency=currency, basis=basis, flow=None
    )
    return {Period(r["first_month"], r["last_month"]) for r in rows}


def chosen(found: set[Period], until: Period | None = None) -> list[Period]:
    """Of the periods held those looked through: the latest calendar years, then what is held to a month of the last of them or later."""
    years = sorted((p for p in found if p.kind == "year" and (until is None or p.end <= until.end)), reverse=True)
    cumulative = [p for p in found if p.cumulative and MONTHS <= p.months < 12 and years and p.start >= years[0].start]
    return years[:BACK] + sorted((p for p in cumulative if until is None or p.end <= until.end), reverse=True)


def _held(indicators: Indicators, region: str, period: Period, basis: Basis, currency: Currency) -> dict[Cell, Known]:
    """Amounts by cell; a published share is an amount where its flow is held, and gives way to a level."""
    said: dict[str, Value] = {"region": region, "first": period.start, "last": period.end, "basis": basis, "currency": currency}
    rows = indicators.engine.rows("hinterland.outlook", "slices", **said)
    found: dict[Cell, Known] = {}
    for r in rows:
        if r["op"] == "level" and r["flow"] and r["low"] is not None and r["high"] is not None:
            cell = Cell(r["flow"], r["product"], r["partner"])
            value = None if r["value"] is None else millionth(r["value"])
            found[cell] = Known(
                cell, value, Interval(millionth(r["low"]), millionth(r["high"]), True, True), "held", tuple(r["observations"].split(","))
            )
    for r in rows:
        cell = Cell(r["flow"] or "total", r["product"], r["partner"])
        whole = found.get(cell.whole)
        if r["op"] == "share" and cell not in found and whole is not None and cell != cell.whole:
            ends = Interval(millionth(r["low"] or 0), millionth(r["high"] if r["high"] is not None else 100), True, True)
            amount = (ends * whole.ends).scaled(Decimal("0.01"))
            value = None if r["value"] is None or whole.value is None else millionth(r["value"]) * whole.value / 100
            found[cell] = Known(cell, value, amount, "held", (r["observations"], *whole.observations))
    return found


def _low(k: Known) -> Decimal:
    return k.ends.low or ZERO


def _high(k: Known) -> Decimal:
    assert k.ends.high is not None
    return k.ends.high


# -- how products lie to each other


@cache
def _above(product: str) -> tuple[str, ...]:
    found = [product]
    while found[-1] != "all" and (entry := codes.held("product", found[-1])) is not None:
        found.append(entry.parent or "all")
    return tuple(found)


@cache
def _product_holds(whole: str, part: str) -> bool:
    """Whether the tables put one product under another, or every definition of the one covers all definitions of the other."""
    if whole == "all" or whole in _above(part):
        return True
    inside = [q for d in _definitions(part, None) for q in d]
    return bool(inside) and all(all(any(q.startswith(p) for p in d) for q in inside) for d in _definitions(whole, None) or [()])


@cache
def _definitions(product: str, year: int | None) -> tuple[tuple[str, ...], ...]:
    """The HS prefixes of each definition of a product, of a year or of all; none where it has no definition."""
    if product.isdigit():
        return ((product,),)
    try:
        found = codes.basket_definitions(product)
    except codes.UnknownName:
        return ()
    return tuple(filter(None, (tuple(p.hs_prefix for p in d.parts if year is None or p.holds(year)) for d in found)))


def _products_apart(a: str, b: str, on: Period | None) -> bool:
    if _product_holds(a, b) or _product_holds(b, a):
        return False
    one, other = ([q for d in _definitions(p, on.end // 100 if on else None) for q in d] for p in (a, b))
    return bool(one and other) and not any(p.startswith(q) or q.startswith(p) for p in one for q in other)


# -- how partners lie to each other


def _places(partner: str, on: Period | None) -> frozenset[str] | None:
    """The countries of a partner; none where they aren't compiled."""
    if (entry := codes.held("partner", partner)) is None:
        return None
    if entry.type in ("country", "territory", "self"):
        return frozenset((partner,))
    return frozenset(codes.members(partner, on)) or None


def _partner_holds(whole: str, part: str, on: Period | None) -> bool:
    if whole in ("world", part):
        return True
    if part == "world":
        return False
    one, other = _places(whole, on), _places(part, on)
    return one is not None and other is not None and other <= one


def _partners_apart(a: str, b: str, on: Period | None) -> bool:
    if "world" in (a, b) or a == b:
        return False
    one, other = _places(a, on), _places(b, on)
    return one is not None and other is not None and not (one & other)


def countries(partner: str, on: Period | None = None) -> int | None:
    """How many countries a partner is; none where that isn't compiled."""
    found = _places(partner, on)
    return None if found is None else len(found)


def disjoint(cells: Sequence[Cell], on: Period | None) -> bool:
    """Whether all of some cells are known to be apart from each other."""
    return all(a.apart(b, on) for i, a in enumerate(cells) for b in cells[i + 1 :])
