"""How much the growth of a region swings beside that of others, over the same years: who surely swings more, who surely less, who can't be told apart.

The measure is the standard deviation of yearly growth (`quality.py`), an interval; two are apart where their intervals share nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from hinterland.codes import Period
from hinterland.indicators import Need
from hinterland.interval import Interval
from hinterland.models import Indicator, plain
from hinterland.outlook.asking import Asks
from hinterland.outlook.quality import FEWEST, deviation, rate

ZERO = Decimal(0)

SHOWN = Decimal("0.000001")


@dataclass(frozen=True, slots=True)
class Swings:
    """Standard deviations of yearly growth over the same years, in percentage points: a subject's own and those of the others that are held in all of them."""

    subject: str
    years: tuple[str, ...]
    own: Interval
    others: Mapping[str, Interval]

    @property
    def more(self) -> tuple[str, ...]:
        """Those that surely swing more, the most first."""
        return self._order(r for r, x in self.others.items() if _low(x) > _high(self.own))

    @property
    def less(self) -> tuple[str, ...]:
        """Those that surely swing less, the least first."""
        return self._order((r for r, x in self.others.items() if _high(x) < _low(self.own)), least=True)

    @property
    def open(self) -> tuple[str, ...]:
        """Those that can't be told apart from the subject."""
        sure = {*self.more, *self.less}
        return self._order(r for r in self.others if r not in sure)

    def _order(self, regions: Iterable[str], *, least: bool = False) -> tuple[str, ...]:
        sign = 1 if least else -1
        return tuple(sorted(regions, key=lambda r: (sign * (self.others[r].middle or ZERO), r)))

    def to_dict(self) -> dict[str, Any]:
        """The JSON form."""
        return {
            "years": list(self.years),
            "own": _ends(self.own),
            "others": {r: _ends(x) for r, x in self.others.items()},
            "more": list(self.more),
            "less": list(self.less),
            "open": list(self.open),
            "unit": "percentage_point",
        }


def beside(asks: Asks, subject: str, of: Indicator, periods: Sequence[Period], regions: Sequence[str]) -> Swings | None:
    """The swings of a subject beside those of other regions, over those of some periods in which it and more than half of them are held; none with too few
    of either.
    """
    growth = of.model_copy(update={"op": "growth"})
    every = dict.fromkeys([subject, *regions])
    answers = iter(asks.ask([Need(r, growth, p) for r in every for p in periods]))
    held = {r: {x.period: x.ends for _ in periods if (x := rate(next(answers))) is not None} for r in every}
    own = held.pop(subject)
    years = [str(p) for p in periods if str(p) in own and 2 * sum(str(p) in x for x in held.values()) > len(held)]
    others = {r: deviation([x[y] for y in years]) for r, x in held.items() if len(years) >= FEWEST and x.keys() >= set(years)}
    return Swings(subject, tuple(years), deviation([own[y] for y in years]), others) if others else None


def _low(x: Interval) -> Decimal:
    return x.low or ZERO


def _high(x: Interval) -> Decimal:
    return x.high or ZERO


def _ends(x: Interval) -> dict[str, float | int | None]:
    return {"low": _shown(x.low), "high": _shown(x.high)}


def _shown(x: Decimal | None) -> float | int | None:
    return plain(None if x is None else x.quantize(SHOWN))
