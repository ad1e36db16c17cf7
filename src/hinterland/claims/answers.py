"""Answers to what claims need to know, from the index of a small state: what `indicators/sql/resolve.sql` and `answers.sql` give, one figure at a time.

`answer` gives levels, growth, shares, balances, compound rates and multiples; for the rest, and where a cell has several figures, it raises `NotIndexed`, and SQL is asked.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import NamedTuple

from hinterland import codes
from hinterland.indicators.derive import over
from hinterland.indicators.figures import Change, Figure, Level, series
from hinterland.indicators.index import Index
from hinterland.interval import millionth
from hinterland.ledger.lookup import Bounds, Ends
from hinterland.models import Indicator

YEAR = 100
"""A year in months as they are numbered: 202512."""
AS_PUBLISHED = ("growth", "cagr", "contribution", "count", "rank")
"""Operations whose published figure goes before a computed one."""
OVER_A_YEAR = ("growth", "multiple", "contribution")
MAY_BE_NEGATIVE = "industrial_profit"

Months = tuple[int, int]
Figured = tuple[float | None, float | None, float | None]
"""A value with its ends."""


class NotIndexed(LookupError):
    """What the index can't answer."""


class Told(NamedTuple):
    """An answer: a row of the table `answers`."""

    value: float | None
    low: float | None
    high: float | None
    widest_low: float | None
    widest_high: float | None
    outer_low: float | None
    outer_high: float | None
    unit: str | None
    observations: str | None
    how: str
    held: int = 1
    members: int = 1


Computed = tuple[Level, bool]
"""A figure computed from levels, as one of them, and whether all that it rests on are complete."""


@dataclass(frozen=True, slots=True)
class Cells:
    """What answers are looked up in: the index of a state, and what gives its table `unheld`, which takes its time when first asked for."""

    index: Index
    unheld: Callable[[], Bounds]

    def level(self, region: str, of: str, first: int, last: int) -> Level | None:
        """The level of a cell."""
        return _only(self.index.levels.get((region, of, first, last), ()))

    def bounds(self, region: str, of: str, months: Months) -> Ends:
        """The bounds of a cell that isn't held."""
        return self.unheld().ends((region, of, *months)) or (None, None)


def _only(found: Iterable[Level]) -> Level | None:
    one, *more = (*found, None)
    if len(more) > 1:
        raise NotIndexed
    return one


@dataclass(frozen=True, slots=True)
class Asked:
    """One figure that is needed: `versus` is the whole of a share, `base` the period a rate starts from."""

    region: str
    indicator: Indicator
    months: Months
    versus: str | None = None
    base: Months | None = None

    @property
    def start(self) -> Months:
        """The period that a rate starts from, a year before where none is named."""
        return self.base or back(self.months)

    @property
    def is_over_a_year(self) -> bool:
        """Whether a rate is over a year."""
        return self.start == back(self.months)


def back(months: Months, years: int = 1) -> Months:
    """The same months years before."""
    return months[0] - years * YEAR, months[1] - years * YEAR


def answer(cells: Cells, a: Asked) -> Told:
    """What answers a need."""
    op, of = a.indicator.op, series(a.indicator)
    published = None if op == "level" else _published(cells, a, of)
    computed = None if op in ("count", "rank") or (published is not None and op in AS_PUBLISHED) else COMPUTED[op](cells, a, of)
    if computed is None or (computed[0].low is None and computed[0].high is None):
        if published is not None:
            ends = (published.low, published.high)
            return Told(published.value, *ends, *ends, *ends, published.unit, published.id, "published")
        widest = cells.bounds(a.region, of, a.months) if op == "level" else (None, None)
        return Told(None, None, None, *widest, *widest, None, None, "missing")
    x, is_complete = computed
    widest = (x.low, x.high) if is_complete or op != "level" else _widened(cells, a, of, x.low, x.high)
    if not is_complete and op != "level":
        widest = (None, None)
    outer = (None, None) if op == "growth" else widest
    return Told(x.value, x.low, x.high, *widest, *outer, x.unit, x.observations, x.how, x.held, x.members)


def _published(cells: Cells, a: Asked, of: str) -> Figure | None:
    op, (first, last) = a.indicator.op, a.months
    if op in OVER_A_YEAR and not a.is_over_a_year:
        return None
    first = a.start[0] + YEAR if op == "cagr" else first
    rates = cells.index.rates.get((op, a.region, of, last), ())
    found = [r for r in rates if r.first_month == first and r.scope is None and r.versus == (a.versus or "")]
    if len(found) > 1:
        raise NotIndexed
    return found[0] if found else None


def _widened(cells: Cells, a: Asked, of: str, low: float | None, high: float | None) -> Ends:
    """The ends of a sum with its missing members within their bounds."""
    missing = [m for m in codes.members(a.region) if all(x.value is None for x in cells.index.levels.get((m, of, *a.months), ()))]
    bounds = [cells.bounds(m, of, a.months) for m in missing]
    least = [0.0 if end is None and a.indicator.concept != MAY_BE_NEGATIVE else end for end, _ in bounds]
    return _plus(low, least), _plus(high, [end for _, end in bounds])


def _plus(end: float | None, others: list[float | None]) -> float | None:
    known = [x for x in others if x is not None]
    return end + sum(known) if end is not None and known and len(known) == len(others) else None


def _level(cells: Cells, a: Asked, of: str) -> Computed | None:
    x = cells.level(a.region, of, *a.months)
    return None if x is None else (x, x.held == x.members)


def _of(x: Level, figure: Figured, unit: str, observations: str) -> Computed:
    value, low, high = figure
    return x._replace(value=value, low=low, high=high, unit=unit, observations=observations, how="computed"), x.held == x.members


def _balance(cells: Cells, a: Asked, of: str) -> Computed | None:
    sides = (series(a.indicator.model_copy(update={"flow": flow})) for flow in ("export", "import"))
    now, other = (cells.level(a.region, side, *a.months) for side in sides)
    if now is None or other is None or now.unit != other.unit or now.who != other.who:
        return None
    ends = (_minus(now.value, other.value), _minus(now.low, other.high), _minus(now.high, other.low))
    return _of(now, ends, now.unit, f"{now.observations},{other.observations}")


def _minus(a: float | None, b: float | None) -> float | None:
    """A difference of amounts as decimals of a millionth, as tables hold them."""
    return None if a is None or b is None else float(millionth(a) - millionth(b))


def _divided(a: Level, b: Level) -> Figured:
    """A level over another: an end below zero is smallest over the smallest, any other over the largest."""
    low = over(a.low, b.low if a.low is not None and a.low < 0 else b.high)
    return over(a.value, b.value), low, over(a.high, b.high if a.high is not None and a.high < 0 else b.low)


def _revised(cells: Cells, x: Level, region: str, of: str) -> Change | None:
    """What the growth published for the year after a level implies that the level was."""
    found: Change | None = cells.index.changes.get((of, region, x.first_month + YEAR, x.last_month + YEAR, x.unit, x.who))
    return found


def _ratio(cells: Cells, a: Asked, of: str) -> tuple[Level, Figured, str] | None:
    """The level, its value and ends over those of the base, and what they rest on."""
    op = a.indicator.op
    now, base = cells.level(a.region, of, *a.months), cells.level(a.region, of, *a.start)
    if now is None or base is None or now.unit != base.unit or now.who != base.who:
        return None
    moved = op != "growth" or base.who != 0 or a.start[0] < a.months[0] - YEAR
    if moved and (r := _revised(cells, base, a.region, of)) is not None:
        base = base._replace(value=r.base_value, low=r.base_low, high=r.base_high, observations=r.base_observations)
    if base.low is None or base.low <= 0 or (op == "growth" and a.is_over_a_year and cells.index.is_implied(base.observations)):
        return None
    found, rests = _divided(now, base), f"{now.observations},{base.observations}"
    if a.is_over_a_year and (op != "growth" or now.who != 0):
        c = cells.index.changes.get((of, a.region, *a.months, now.unit, now.who))
        if c is not None:
            value, low, high = (x if s is None else s for s, x in zip((c.ratio_value, c.ratio_low, c.ratio_high), found, strict=True))
            found, rests = (value, low, high), c.observations
    return now, found, rests


def _rate(cells: Cells, a: Asked, of: str) -> Computed | None:
    """Growth, a multiple or a compound rate."""
    found, op, years = _ratio(cells, a, of), a.indicator.op, (a.months[1] - a.start[1]) / YEAR
    if found is None or (op == "cagr" and (not years or found[0].low is None or found[0].low <= 0)):
        return None
    rates: dict[str, Callable[[float], float]] = {
        "growth": lambda x: 100 * (x - 1), "multiple": lambda x: x, "cagr": lambda x: float(100 * (x ** (1.0 / years) - 1)),
    }  # fmt: skip
    value, low, high = (None if x is None else rates[op](x) for x in found[1])
    return _of(found[0], (value, low, high), "ratio" if op == "multiple" else "percent", found[2])


def _share(cells: Cells, a: Asked, of: str) -> Computed | None:
    i, index = a.indicator, cells.index
    if a.versus is None:
        whole_trade = (i.product, i.partner, i.regime) == ("all", "world", "all") and i.flow is not None
        plain = {"flow": "total" if whole_trade else i.flow, "product": "all", "partner": "world", "regime": "all", "measure": "value"}
        whole_of, region = series(i.model_copy(update=plain)), a.region
    else:
        whole_of, region = of, a.versus
    now, whole = cells.level(a.region, of, *a.months), cells.level(region, whole_of, *a.months)
    if now is None or whole is None or now.unit != whole.unit:
        return None
    # A side held as revised goes with the other's revised base: see `resolve.sql`.
    sides = ((now, a.region, of), (whole, region, whole_of))
    late = [x.how == "published" and index.is_late((r, s, *a.months)) for x, r, s in sides]
    implied = [x.how == "derived" and index.is_implied(x.observations) for x, *_ in sides]
    if any(late) and not all(x or y for x, y in zip(late, implied, strict=True)):
        now, whole = (
            x._replace(value=c.base_value, low=c.base_low, high=c.base_high, observations=c.base_observations)
            if not (is_late or is_implied) and (c := _revised(cells, x, r, s)) is not None
            else x
            for (x, r, s), is_late, is_implied in zip(sides, late, implied, strict=True)
        )
    if whole.low is None or whole.low <= 0 or (region == a.region and now.who != whole.who):
        return None
    value, low, high = (None if x is None else 100 * x for x in (now.value, now.low, now.high))
    hundredfold = now._replace(value=value, low=low, high=high)
    found, is_complete = _of(now, _divided(hundredfold, whole), "percent", f"{now.observations},{whole.observations}")
    return found, is_complete and whole.held == whole.members


def _not_indexed(cells: Cells, a: Asked, of: str) -> Computed | None:
    raise NotIndexed


COMPUTED: dict[str, Callable[[Cells, Asked, str], Computed | None]] = {
    "level": _level, "growth": _rate, "share": _share, "balance": _balance, "multiple": _rate, "cagr": _rate, "contribution": _not_indexed,
}  # fmt: skip
"""How a figure of each operation is computed from levels."""
