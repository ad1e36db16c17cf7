"""Figures from the index of a small state, as published and as computed from levels: what `sql/resolve.sql` gives, one figure at a time.
`computed` gives figures of all operations; where a cell has several figures `NotIndexed` is raised, and SQL is asked."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from hinterland.indicators.derive import YEAR, over
from hinterland.indicators.figures import Change, Figure, Level, series
from hinterland.indicators.index import Index
from hinterland.interval import millionth
from hinterland.models import Indicator

AS_PUBLISHED = ("growth", "cagr", "contribution", "count", "rank")
"""Operations whose published figure goes before a computed one."""
OVER_A_YEAR = ("growth", "multiple", "contribution")

Months = tuple[int, int]
Figured = tuple[float | None, float | None, float | None]
"""A value with its ends."""


class NotIndexed(LookupError):
    """What the index can't answer."""


class Computed(NamedTuple):
    """A figure computed from levels, as one of them, and whether all that it rests on are complete."""

    figure: Level
    is_complete: bool


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


def goes_first(op: str, published: float | Decimal | None, low: float | Decimal | None, high: float | Decimal | None) -> bool:
    """Whether a published figure goes before that computed from levels, whose ends these are: a share does where the levels, which are rounded, leave it open."""
    return op in AS_PUBLISHED or (
        op == "share" and published is not None and low is not None and high is not None and low <= published <= high
    )


def back(months: Months, years: int = 1) -> Months:
    """The same months years before."""
    return months[0] - years * YEAR, months[1] - years * YEAR


def published(index: Index, a: Asked, of: str) -> Figure | None:
    """The figure of a need as it was published; `of` is its series."""
    op, (first, last) = a.indicator.op, a.months
    if op in OVER_A_YEAR and not a.is_over_a_year:
        return None
    first = a.start[0] + YEAR if op == "cagr" else first
    rates = index.rates.get((op, a.region, of, last), ())
    found = [r for r in rates if r.first_month == first and r.scope is None and r.versus == (a.versus or "")]
    if len(found) > 1:
        raise NotIndexed
    return found[0] if found else None


def computed(index: Index, a: Asked, of: str) -> Computed | None:
    """The figure of a need as levels give it; `of` is its series."""
    return COMPUTED[a.indicator.op](index, a, of)


def held(index: Index, region: str, of: str, months: Months) -> Level | None:
    """The level of a cell."""
    found: Sequence[Level] = index.levels.get((region, of, *months), ())
    if len(found) > 1:
        raise NotIndexed
    return found[0] if found else None


def _level(index: Index, a: Asked, of: str) -> Computed | None:
    x = held(index, a.region, of, a.months)
    return None if x is None else Computed(x, x.held == x.members)


def _of(x: Level, figure: Figured, unit: str, observations: str) -> Computed:
    value, low, high = figure
    found = x._replace(value=value, low=low, high=high, unit=unit, observations=observations, how="computed")
    return Computed(found, x.held == x.members)


def _balance(index: Index, a: Asked, of: str) -> Computed | None:
    sides = (series(a.indicator.model_copy(update={"flow": flow})) for flow in ("export", "import"))
    now, other = (held(index, a.region, side, a.months) for side in sides)
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


def _revised(index: Index, x: Level, region: str, of: str) -> Change | None:
    """What the growth published for the year after a level implies that the level was."""
    found: Change | None = index.changes.get((of, region, x.first_month + YEAR, x.last_month + YEAR, x.unit, x.who))
    return found


def _ratio(index: Index, a: Asked, of: str) -> tuple[Level, Figured, str] | None:
    """The level, its value and ends over those of the base, and what they rest on."""
    op = a.indicator.op
    now, base = held(index, a.region, of, a.months), held(index, a.region, of, a.start)
    if now is None or base is None or now.unit != base.unit or now.who != base.who:
        return None
    moved = op != "growth" or base.who != 0 or a.start[0] < a.months[0] - YEAR
    if moved and (r := _revised(index, base, a.region, of)) is not None:
        base = base._replace(value=r.base_value, low=r.base_low, high=r.base_high, observations=r.base_observations)
    if base.low is None or base.low <= 0 or (op == "growth" and a.is_over_a_year and index.is_implied(base.observations)):
        return None
    found, rests = _divided(now, base), f"{now.observations},{base.observations}"
    if a.is_over_a_year and (op != "growth" or now.who != 0):
        c = index.changes.get((of, a.region, *a.months, now.unit, now.who))
        if c is not None:
            value, low, high = (x if s is None else s for s, x in zip((c.ratio_value, c.ratio_low, c.ratio_high), found, strict=True))
            found, rests = (value, low, high), c.observations
    return now, found, rests


def _rate(index: Index, a: Asked, of: str) -> Computed | None:
    found, op, years = _ratio(index, a, of), a.indicator.op, (a.months[1] - a.start[1]) / YEAR
    if found is None or (op == "cagr" and (not years or found[0].low is None or found[0].low <= 0)):
        return None
    rates: dict[str, Callable[[float], float]] = {
        "growth": lambda x: 100 * (x - 1), "multiple": lambda x: x, "cagr": lambda x: float(100 * (x ** (1.0 / years) - 1)),
    }  # fmt: skip
    value, low, high = (None if x is None else rates[op](x) for x in found[1])
    return _of(found[0], (value, low, high), "ratio" if op == "multiple" else "percent", found[2])


def _whole(a: Asked, of: str) -> tuple[str, str]:
    """The region and the series of the whole that a need is a part of."""
    if a.versus is not None:
        return a.versus, of
    i = a.indicator
    whole_trade = (i.product, i.partner, i.regime) == ("all", "world", "all") and i.flow is not None
    plain = {"flow": "total" if whole_trade else i.flow, "product": "all", "partner": "world", "regime": "all", "measure": "value"}
    return a.region, series(i.model_copy(update=plain))


def _share(index: Index, a: Asked, of: str) -> Computed | None:
    region, whole_of = _whole(a, of)
    now, whole = held(index, a.region, of, a.months), held(index, region, whole_of, a.months)
    if now is None or whole is None or now.unit != whole.unit:
        return None
    # A side held as revised goes with the other's revised base: see `resolve.sql`.
    sides = ((now, a.region, of), (whole, region, whole_of))
    late = [x.how == "published" and index.is_late((r, s, *a.months)) for x, r, s in sides]
    implied = [x.how == "derived" and index.is_implied(x.observations) for x, *_ in sides]
    if (odd := [not (x or y) for x, y in zip(late, implied, strict=True)]) in ([True, False], [False, True]):
        place = odd.index(True)
        c = _revised(index, *sides[place]) if any(late) else None
        if c is not None:
            x = sides[place][0]._replace(value=c.base_value, low=c.base_low, high=c.base_high, observations=c.base_observations)
            now, whole = (x, whole) if place == 0 else (now, x)
    if whole.low is None or whole.low <= 0 or (region == a.region and now.who != whole.who):
        return None
    value, low, high = (None if x is None else 100 * x for x in (now.value, now.low, now.high))
    hundredfold = now._replace(value=value, low=low, high=high)
    found = _of(now, _divided(hundredfold, whole), "percent", f"{now.observations},{whole.observations}")
    return found._replace(is_complete=found.is_complete and whole.held == whole.members)


def _contribution(index: Index, a: Asked, of: str) -> Computed | None:
    """What part of a whole's change is that of a part of it; an end below zero is smallest over the smallest."""
    part, whole = _moved(index, a, a.region, of), _moved(index, a, *_whole(a, of))
    if part is None or whole is None or part.figure.unit != whole.figure.unit or whole.figure.low is None or whole.figure.low <= 0:
        return None
    value, low, high = (None if x is None else 100 * x for x in (part.figure.value, part.figure.low, part.figure.high))
    hundredfold = part.figure._replace(value=value, low=low, high=high)
    observations = f"{part.figure.observations},{whole.figure.observations}"
    found = _of(part.figure, _divided(hundredfold, whole.figure), "percent", observations)
    return found._replace(is_complete=part.is_complete and whole.is_complete)


def _moved(index: Index, a: Asked, region: str, of: str) -> Computed | None:
    """How far a level is from its base: by a level and the growth published with it, else between the levels held."""
    now, base = held(index, region, of, a.months), held(index, region, of, a.start)
    if now is None or base is None or now.unit != base.unit or now.who != base.who:
        return None
    if (r := _revised(index, base, region, of)) is not None:
        base = base._replace(value=r.base_value, low=r.base_low, high=r.base_high, observations=r.base_observations)
    ends, rests = (
        (_minus(now.value, base.value), _minus(now.low, base.high), _minus(now.high, base.low)),
        f"{now.observations},{base.observations}",
    )
    c = index.changes.get((of, region, *a.months, now.unit, now.who)) if a.is_over_a_year else None
    if c is not None:
        value, low, high = (x if s is None else s for s, x in zip((c.change_value, c.change_low, c.change_high), ends, strict=True))
        ends, rests = (value, low, high), c.observations
    return _of(now, ends, now.unit, rests)


COMPUTED: dict[str, Callable[[Index, Asked, str], Computed | None]] = {
    "level": _level, "growth": _rate, "share": _share, "balance": _balance, "multiple": _rate, "cagr": _rate, "contribution": _contribution,
}  # fmt: skip
"""How a figure of each operation is computed from levels."""
