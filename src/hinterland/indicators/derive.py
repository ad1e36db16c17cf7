"""What a region's figures give, in memory: preferred figures, levels, growth and what they imply, as `sql/views.sql` says of all regions at
once. The rows of a region that were known on a day go in; what is preferred of them comes out, and what a level in another currency, and a
level and its growth, are made into."""

from __future__ import annotations

import hashlib
import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any, NamedTuple

from hinterland import codes
from hinterland.codes.tables import grouped
from hinterland.indicators.figures import Row

YEAR = 100
"""A year in months as they are numbered: 202512."""
PAIRED = 400
"""Days within which a level and its growth may be released to be of one vintage."""
NEAR = 0.01
"""How far a region's rate of exchange may be from all regions' to count."""
RATED = 5
"""Minimum regions held in both currencies for a rate of exchange."""
TOTAL = {"concept": "trade", "flow": "total", "product": "all", "partner": "world", "regime": "all", "measure": "value", "op": "level"}


class Exchange(NamedTuple):
    """The year's rate of a currency to the second one, and the number of regions it was found in."""

    rate: float
    low: float
    high: float
    pairs: int


class Pair(NamedTuple):
    """A region's trade in a period in both currencies, with the ends of the rate."""

    own: Decimal
    other: Decimal
    low: float | None
    high: float | None


Key = tuple[str, str, int, int]
"""A currency and the second one, first and last month."""


class Paired(NamedTuple):
    """A level and the growth published with it."""

    level: Row
    rate: Row


def as_float(x: Decimal | None) -> float | None:
    """A decimal as a double."""
    return None if x is None else float(x)


def preference(r: Row) -> tuple[Any, ...]:
    """What figures of a cell are sorted by, the preferred one first: the most reliable, then the latest, then the narrowest, then the last loaded; a bound without a value gives way."""
    return (r.value is None, *_standing(r), r.id)


def _standing(r: Row) -> tuple[Any, ...]:
    width = None if r.high is None or r.low is None else r.high - r.low
    return (
        r.reliability_rank,
        r.released_on is None,
        -r.released_on.toordinal() if r.released_on else 0,
        width is None,
        width or 0,
        -r.seq,
    )


class Preferred:
    """The preferred figures of a region before anything is derived, with the growth that goes with levels and the trade held in two currencies: what needs no rate of exchange."""

    def __init__(self, region: str, rows: Sequence[Row]) -> None:
        self.region, self.rows = region, rows
        self.own, self.second = currencies(region)
        self.best = best(rows)
        self.stated = [r for r in rows if r.op != "level" and self.best[r.cell] is r]
        self.paired = self._pair()
        own = [r for r in rows if r.op == "level" and r.concept == "trade" and self.best[r.cell] is r] if self.second else []
        published = {(r.series, r.first_month, r.last_month) for r in own if r.currency == self.own}
        self.foreign = [
            r for r in own
            if r.currency == self.second and r.value is not None
            and (r.series.replace(f"|{self.second}", f"|{self.own}"), r.first_month, r.last_month) not in published
        ]  # fmt: skip

    def convertible(self, rates: Mapping[Key, Exchange]) -> list[tuple[Row, Exchange]]:
        """The levels that were published in the second currency only, in the periods of which there is a rate."""
        found = ((u, rates.get((self.own or "", self.second or "", u.first_month, u.last_month))) for u in self.foreign)
        return [(u, rate) for u, rate in found if rate is not None]

    def _pair(self) -> list[Paired]:
        levels: dict[tuple[str, int, int], list[Row]] = defaultdict(list)
        for r in self.rows:
            whole = r.value is not None and r.high is not None and r.low is not None and r.low > 0 and r.versus is None and r.scope is None
            if whole and r.op == "level" and r.concept == "trade" and r.first_month // YEAR == r.last_month // YEAR:
                levels[r.series, r.first_month, r.last_month].append(r)
        found = []
        for g in self.stated:
            if g.op != "growth" or g.value is None or g.low is None or g.low <= -90 or g.versus is not None or g.scope is not None:
                continue
            offered = [
                r for r in levels.get((g.series, g.first_month, g.last_month), ()) if r.source == g.source or (_apart(r, g) or 0) <= PAIRED
            ]
            if offered:
                nearest = min(offered, key=lambda r: (r.source != g.source, _apart(r, g) is None, _apart(r, g) or 0, *_standing(r), r.id))
                low, high = _ends(nearest)
                meeting = [r for r in offered if _ends(r)[0] <= high and low <= _ends(r)[1]]
                found.append(Paired(min(meeting, key=_by_doubles), g))
        return found


def best(rows: Iterable[Row]) -> dict[str, Row]:
    """The preferred row of each cell."""
    found: dict[str, Row] = {}
    for r in rows:
        other = found.get(r.cell)
        if other is None or preference(r) < preference(other):
            found[r.cell] = r
    return found


def currencies(region: str) -> tuple[str | None, str | None]:
    """The currency that a region's trade is published in first, and the second one."""
    home = codes.homes().get(region)
    own, second = (*home.currencies, None, None)[:2] if home is not None and home.pack is not None else (None, None)
    return own, second


def pairs(region: str, rows: Iterable[Row]) -> list[tuple[Key, Pair]]:
    """A region's trade in each period that its totals hold in both currencies."""
    own, second = currencies(region)
    totals = [r for r in best(rows).values() if r.value is not None and r.value > 0]
    other = grouped(((u.first_month, u.last_month), u) for u in totals if u.currency == second)
    return [
        ((own or "", second or "", y.first_month, y.last_month),
         Pair(y.value or ZERO, u.value or ZERO, over(as_float(y.low), as_float(u.high)), over(as_float(y.high), as_float(u.low))))
        for y in totals if y.currency == own
        for u in other.get((y.first_month, y.last_month), ())
    ]  # fmt: skip


def _apart(a: Row, b: Row) -> int | None:
    return abs((a.released_on - b.released_on).days) if a.released_on and b.released_on else None


def _by_doubles(r: Row) -> tuple[Any, ...]:
    rank, *released, _, _, seq = _standing(r)
    return (rank, *released, _ends(r)[1] - _ends(r)[0], seq, r.id)


def _ends(r: Row) -> tuple[float, float]:
    return float(r.low or 0), float(r.high or 0)


def over(a: float | None, b: float | None) -> float | None:
    """A quotient; none where there is none."""
    return None if a is None or not b else a / b


def exchange(pairs: Iterable[tuple[Key, Pair]]) -> dict[Key, Exchange]:
    """The rates of exchange by the trade of all regions that is held in both currencies; pairs that mix vintages are left out."""
    rates = {}
    for key, of in grouped(pairs).items():
        rate = float(sum(p.own for p in of)) / float(sum(p.other for p in of))
        ends = [
            (p.low, p.high)
            for p in of
            if p.low is not None and p.high is not None and p.low > rate * (1 - NEAR) and p.high < rate * (1 + NEAR)
        ]
        if len(ends) >= RATED:
            rates[key] = Exchange(rate, min(low for low, _ in ends), max(high for _, high in ends), len(ends))
    return rates


def _made(r: Row, origin: str, note: str, ends: Sequence[float | None], **fields: Any) -> Row:
    """A figure that nobody published; to the hundredth, since a double's further digits differ from engine to engine."""
    r = r._replace(
        load="derived", reliability="derived", reliability_rank=3, precision=None, file=None, row=None, note=note, origin=origin, **fields
    )
    named = (r.op, r.concept, r.flow or "", r.product, r.partner, r.regime, r.measure, r.basis or "", r.currency or "", r.region, r.first_month,
             r.last_month, r.versus or "", r.scope or "", r.predicate or "", r.unit)  # fmt: skip
    value, low, high = (None if x is None else Decimal(_rounded(x, 2)).scaleb(-2).quantize(MILLIONTH) for x in ends)
    return r._replace(
        id=_md5("derived", origin, note), cell=_md5(*(str(x) for x in named if x is not None)), value=value, low=low, high=high,
        series="|".join((r.concept, r.flow or "", r.product, r.partner, r.regime, r.measure, r.basis or "", r.currency or "")),
    )  # fmt: skip


MILLIONTH, ZERO = Decimal("0.000001"), Decimal()


def _md5(*parts: str) -> str:
    return hashlib.md5("|".join(parts).encode(), usedforsecurity=False).hexdigest()


def _rounded(x: float, digits: int) -> int:
    """A double times a power of ten as a whole number, halves away from zero."""
    shifted = x * 10**digits
    whole: int = math.trunc(shifted)
    return whole + (int(math.copysign(1, shifted)) if abs(shifted - whole) >= 0.5 else 0)


def converted(p: Preferred, u: Row, rate: Exchange) -> Row:
    """A level in the country's currency from the second one at the year's rate."""
    own, second = (codes.name(c, kind="unit") if c else "" for c in (p.own, p.second))
    billions, at = Decimal(_rounded(float(u.value or 0) / 1e9, 3)).scaleb(-3), _rounded(rate.rate, 4) / 1e4
    note = f"{own} from {billions:.3f} billion {second} at the rate {at} of the {rate.pairs} regions held in both"
    ends = [None if x is None else float(x) * r for x, r in ((u.value, rate.rate), (u.low, rate.low), (u.high, rate.high))]
    return _made(u, u.id, note, ends, currency=p.own, unit=p.own)


def base_of(x: Paired) -> Row | None:
    """The revised base that a level and its growth imply; none where it is open below."""
    r, g = x
    value, low, high = (
        over(as_float(end), None if rate is None else 1 + float(rate) / 100)
        for end, rate in ((r.value, g.value), (r.low, g.high), (r.high, g.low))
    )
    if low is None:
        return None
    note = f"revised base: the level and growth of {as_float(g.value)}% published for {r.period} imply it"
    months = {"first_month": r.first_month - YEAR, "last_month": r.last_month - YEAR}
    period = r.period.replace(str(r.last_month)[:4], str(r.last_month - YEAR)[:4])
    stated = {"source": g.source, "released": g.released, "released_on": g.released_on, "versus": None, "scope": None}
    return _made(r, f"{r.id},{g.id}", note, (value, low, high), period=period, **months, **stated)
