"""What a named shock (`partner=USA export -30%`) would do to a region's trade, all else unchanged: the size of the cell it hits times its
percent, in points of the flow and of all trade, with bounds where the size isn't held. Shocks on cells that share nothing add. Of cells
that may overlap, the least is that each part feels only the stronger shock and the cells lie within each other, the most that they feel
all, rises one upon the other."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import combinations
from typing import Any

from hinterland import codes
from hinterland.codes import Period
from hinterland.indicators import Indicators
from hinterland.interval import Interval, share, total
from hinterland.models import Basis, Currency, Flow, as_json, fields_of, plain
from hinterland.outlook.cells import Cell, Known, Slices, chosen, disjoint, periods_held, slices
from hinterland.sources.reading import InputError

EXAMPLE = '"partner=USA export -30%" or "product=electric-vehicles -25%"'

_PERCENT = re.compile(r"(?P<sign>[+\-−－])?(?P<number>\d+(?:\.\d+)?)\s*[%％]")
_FIELD = re.compile(r"(?P<key>[a-z]+)\s*=\s*")

_FLOWS: dict[str, Flow] = {
    "export": "export", "exports": "export", "出口": "export", "import": "import", "imports": "import", "进口": "import",
    "total": "total", "trade": "total", "进出口": "total",
}  # fmt: skip

ZERO, WHOLE = Decimal(0), Decimal(-100)


@dataclass(frozen=True, slots=True)
class Shock:
    """A cell of trade that changes by so many percent, of the exact number given."""

    cell: Cell
    percent: Decimal

    def __post_init__(self) -> None:
        if self.percent < WHOLE:
            raise InputError(f"trade can't fall by more than all of it: {self.percent.normalize():f}% is below -100%")

    def __str__(self) -> str:
        names = [f"{k}={v}" for k, v, none in (("partner", self.cell.partner, "world"), ("product", self.cell.product, "all")) if v != none]
        return " ".join([*names, self.cell.flow, f"{self.percent.normalize():+f}%"])


def parse(text: str) -> Shock:
    """A shock as people write it: `partner=NAME`, `product=NAME` or both, `export` (what is meant when no flow is named), `import` or
    `total`, and a percent. Names are any that the tables know, in both languages. Raises `InputError`, in a sentence that says what to
    write."""
    percents = list(_PERCENT.finditer(text))
    if len(percents) != 1:
        found = "names no percent" if not percents else f"names {len(percents)} percents"
        raise InputError(f'the shock "{text}" {found}; write one, with its sign, as in {EXAMPLE}')
    number = percents[0]
    if number["sign"] is None and Decimal(number["number"]):
        raise InputError(f'the shock "{text}" doesn\'t say whether trade rises or falls; put + or - before {number[0]}')
    percent = Decimal(number["number"]) * (-1 if number["sign"] in ("-", "−", "－") else 1)
    fields, flow = _fields(text, f"{text[: number.start()]} {text[number.end() :]}")
    if not fields and flow is None:
        raise InputError(f'the shock "{text}" names neither a partner, a product nor a flow; write {EXAMPLE}')
    product = _code(fields["product"], "product", text) if "product" in fields else "all"
    partner = _code(fields["partner"], "partner", text) if "partner" in fields else "world"
    return Shock(Cell(flow or "export", product, partner), percent)


def _fields(text: str, rest: str) -> tuple[dict[str, str], Flow | None]:
    """The named fields and the flow of a shock without its percent: a value runs to the next field, and may end with the flow."""
    marks = list(_FIELD.finditer(rest))
    stops = [*(m.start() for m in marks[1:]), len(rest)]
    stretches = [(m["key"], rest[m.end() : stop]) for m, stop in zip(marks, stops, strict=False)]
    fields: dict[str, str] = {}
    flows: list[Flow] = []
    for key, value in [("", rest[: marks[0].start()] if marks else rest), *stretches]:
        words = value.replace(",", " ").split()
        while words and (found := _FLOWS.get(words[-1].casefold())) is not None and (len(words) > 1 or not key or key == "flow"):
            flows.append(found)
            words.pop()
        if key in ("", "flow") and words:
            raise InputError(f'"{" ".join(words)}" in the shock "{text}" is not understood; write {EXAMPLE}')
        if key == "flow" or key == "":
            continue
        if key not in ("partner", "product"):
            raise InputError(f'the shock "{text}" has a field "{key}"; the fields are partner, product and flow, as in {EXAMPLE}')
        if key in fields or not words:
            raise InputError(
                f'the shock "{text}" {"names two " + key + "s" if key in fields else f"names no {key}"}; write one, as in {EXAMPLE}'
            )
        fields[key] = " ".join(words)
    if len(set(flows)) > 1:
        raise InputError(f'the shock "{text}" names more than one flow: write export, import or total')
    return fields, flows[0] if flows else None


def _code(name: str, kind: str, text: str) -> str:
    try:
        return codes.find(name, kind).code  # type: ignore[call-overload, no-any-return]
    except (codes.UnknownName, codes.AmbiguousName) as e:
        raise InputError(f'in the shock "{text}": {e}') from e


# -- what it does


@dataclass(frozen=True, slots=True)
class Hit:
    """A shock with what is known of its cell: as an amount and as a share of its flow in percent, and alone its effect on the flow in percentage points."""

    shock: Shock
    known: Known
    share: Interval
    effect: Interval

    def to_dict(self) -> dict[str, Any]:
        """The JSON form."""
        cell, known = self.shock.cell, self.known
        result = {"shock": str(self.shock), **fields_of(cell), "percent": plain(self.shock.percent)}
        return {
            **result,
            "how": known.how,
            "amount": as_json(known.ends),
            **fields_of(self, "share", "effect"),
            "observations": list(known.observations),
        }


@dataclass(frozen=True, slots=True)
class ShockEffect:
    """What shocks together do: to each flow, in percentage points of its own level and as an amount. `overlapping` tells whether any two
    may share trade. `settled` is whether every cell is held, so that only rounding is left open."""

    subject: str
    period: Period
    basis: Basis
    currency: Currency
    hits: tuple[Hit, ...]
    points: dict[Flow, Interval]
    amounts: dict[Flow, Interval]
    overlapping: bool

    @property
    def settled(self) -> bool:
        """Whether the size of every cell is held."""
        return all(h.known.how == "held" and h.known.value is not None for h in self.hits)

    @property
    def coverage(self) -> str:
        """How many of the cells are held: `1 of 2`."""
        return f"{sum(h.known.how == 'held' for h in self.hits)} of {len(self.hits)}"

    def to_dict(self) -> dict[str, Any]:
        """The JSON form."""
        result = fields_of(self, "subject", "period", "basis", "currency", "coverage", "overlapping", "settled")
        return {**result, "shocks": as_json(self.hits), **fields_of(self, "points", "amounts"), "unit": "percentage_point"}


MOST = 8
"""How many shocks are reckoned together."""


def shock_effect(indicators: Indicators, subject: str, shocks: Sequence[Shock | str], period: Period | None = None) -> ShockEffect:
    """The effect of shocks, or of texts that name them, on a subject's trade of a period. Without a period, of the latest year in which all
    cells they hit are held, in one flow or both together, or else part of a year; else of the latest held. Raises `InputError` for a text
    that is none, and where the flows hit are not held."""
    given = [parse(s) if isinstance(s, str) else s for s in shocks]
    if period is not None:
        return effect(slices(indicators, subject, period), given)
    periods = chosen(periods_held(indicators, subject))
    if not periods:
        raise InputError(f"no year of the trade of {codes.name(subject)} is held, so that nothing can be said of a shock to it")
    looked = [slices(indicators, subject, p) for p in periods]
    cells = [s.cell for s in given]
    return effect(next((x for x in looked if all(c in x.held or replace(c, flow="total") in x.held for c in cells)), looked[0]), given)


def effect(held: Slices, shocks: Sequence[Shock]) -> ShockEffect:
    """The effect of shocks on what is held of a region."""
    if not shocks:
        raise InputError(f"name at least one shock, as in {EXAMPLE}")
    if len(shocks) > MOST:
        raise InputError(f"at most {MOST} shocks are reckoned together, not {len(shocks)}")
    hits = tuple(_hit(held, s) for s in shocks)
    clusters = _clusters([h for h in hits if h.shock.percent], held.period)
    amounts: dict[Flow, Interval] = {}
    for flow in _flows(held, hits):
        own = [[h for h in cluster if flow in ("total", h.shock.cell.flow)] for cluster in clusters]
        amounts[flow] = total(_together(cluster, held.period) for cluster in own if cluster)
    points = {flow: _points(amount, held, flow) for flow, amount in amounts.items()}
    return ShockEffect(held.region, held.period, held.basis, held.currency, hits, points, amounts, any(len(c) > 1 for c in clusters))


def _flows(held: Slices, hits: Sequence[Hit]) -> list[Flow]:
    """The flows whose change can be told: the total where it is held, and those hit unless a shock to both falls on them to an unknown part."""
    hit = list(dict.fromkeys(h.shock.cell.flow for h in hits))
    both: list[Flow] = ["total"] if held.whole("total") is not None else []
    return both if "total" in hit else [*both, *hit]


def _hit(held: Slices, shock: Shock) -> Hit:
    known, whole = held.known(shock.cell), held.whole(shock.cell.flow)
    if known is None or whole is None:
        name, flow = codes.name(held.region), {"total": "trade"}.get(shock.cell.flow, f"{shock.cell.flow}s")
        raise InputError(f"the {flow} of {name} in {held.period} are not held, so that nothing can be said of a shock to them")
    part = known.ends.closed
    rate = share(part, whole.ends.closed)
    capped = Interval(rate.low, rate.high and min(rate.high, Decimal(100)), True, True)
    return Hit(shock, known, capped, _points(part.scaled(shock.percent / 100), held, shock.cell.flow))


def _points(amount: Interval, held: Slices, flow: Flow) -> Interval:
    whole = held.whole(flow)
    if amount.is_point and amount.low == 0:
        return Interval.exact(0)
    if whole is None or whole.ends.low is None or whole.ends.low <= 0:
        return Interval(None, None)
    return share(amount, whole.ends.closed)


def _clusters(hits: Sequence[Hit], on: Period) -> list[list[Hit]]:
    """Hits that are, one through another, not known to be apart stand together."""
    clusters: list[list[Hit]] = []
    for hit in hits:
        near = [c for c in clusters if any(not hit.shock.cell.apart(h.shock.cell, on) for h in c)]
        clusters = [c for c in clusters if c not in near] + [[*(h for c in near for h in c), hit]]
    return clusters


def _together(cluster: Sequence[Hit], on: Period) -> Interval:
    """The amount that shocks on cells which may overlap move together; that of one alone is its cell times its percent. Falls and rises are
    bounded apart; where some of both may meet, their product is lost at most."""
    alone = [h.known.ends.closed.scaled(h.shock.percent / 100) for h in cluster]
    if len(cluster) == 1:
        return alone[0]
    sides = [_one_way([h for h in cluster if (h.shock.percent < 0) == falls], on) for falls in (True, False)]
    meeting = ZERO
    for down in (h for h in cluster if h.shock.percent < 0):
        for up in (h for h in cluster if h.shock.percent > 0):
            smaller = min(down.known.ends.high or ZERO, up.known.ends.high or ZERO)
            meeting += down.shock.percent * up.shock.percent / 10000 * smaller
    return sides[0] + sides[1] + Interval(meeting, ZERO, True, True)


def _one_way(hits: Sequence[Hit], on: Period) -> Interval:
    """The least and the most that shocks of one sign move. The least is the integral of the strongest percent over cells that lie within
    each other, or the sum over such of them as are known to be apart. The most is that each cell adds all of its own; rises may compound
    where cells lie within each other, which is more still."""
    if not hits:
        return Interval.exact(0)
    falls = hits[0].shock.percent < 0
    order = sorted(hits, key=lambda h: -abs(h.shock.percent))
    covered, least = ZERO, ZERO
    for h in order:
        size = h.known.ends.low or ZERO
        least += max(ZERO, size - covered) * abs(h.shock.percent) / 100
        covered = max(covered, size)
    for few in (c for n in range(2, len(order) + 1) for c in combinations(order, n)):
        if disjoint([h.shock.cell for h in few], on):
            least = max(least, sum((abs(h.shock.percent) / 100 * (h.known.ends.low or ZERO) for h in few), ZERO))
    most = sum((abs(h.shock.percent) / 100 * (h.known.ends.high or ZERO) for h in hits), ZERO)
    return Interval(-most, -least, True, True) if falls else Interval(least, max(most, _compounded(hits)), True, True)


def _compounded(hits: Sequence[Hit]) -> Decimal:
    """What rises move that compound on cells within each other, the smallest innermost."""
    moved = below = ZERO
    order = sorted(hits, key=lambda h: h.known.ends.high or ZERO)
    for n, h in enumerate(order):
        size = h.known.ends.high or ZERO
        factor = Decimal(1)
        for outer in order[n:]:
            factor *= 1 + outer.shock.percent / 100
        moved, below = moved + (size - below) * (factor - 1), size
    return moved
