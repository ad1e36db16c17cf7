"""The quality of growth: how it swings, how much of it one product gave, whether it was volume or price, and what part of exports is
advanced. Growth is the published one wherever it is held, else taken between levels and said to be. Unit values move with what is sold as
much as with its price. `together` has what several of these functions ask of `Asks` answered by one query."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, localcontext
from typing import Any, Protocol, TypeVar

from hinterland.codes import Period
from hinterland.indicators import Answer, Need
from hinterland.interval import Interval
from hinterland.models import Indicator, Result, as_json, fields_of, plain
from hinterland.outlook.exact import DIGITS, logarithm

FEWEST = 3
"""Years of growth that a standard deviation needs."""

ADVANCED = ("high-tech", "mechanical-electrical")
"""The products whose share of exports says how far up the ladder they are."""

ZERO, HUNDRED = Decimal(0), Interval.exact(100)

SHOWN = Decimal("0.000001")
"""What standard deviations beside others are rounded to in JSON."""

T = TypeVar("T")


class Asks(Protocol):
    """What answers needs in their order: the indicators of a state."""

    def ask(self, needs: Sequence[Need]) -> list[Answer]:
        """Answer needs in their order."""
        ...


class _Heard:
    """Keeps what is asked, and has no answer to anything."""

    def __init__(self) -> None:
        self.needs: list[Need] = []

    def ask(self, needs: Sequence[Need]) -> list[Answer]:
        self.needs += needs
        return [Answer(n, None, None) for n in needs]


def together(indicators: Asks, make: Callable[[Asks], T]) -> T:
    """What `make` returns, all that it asks answered with one query: it is called twice, first to hear what it asks, so it has to be without effects. What it asks
    only because of an answer is asked by itself; what was asked before, the state answers from memory.
    """
    heard = _Heard()
    make(heard)
    indicators.ask(heard.needs)
    return make(indicators)


@dataclass(frozen=True, slots=True)
class Rate:
    """Growth in percent of a period; `published`, or else taken between levels."""

    period: str
    ends: Interval
    published: bool
    observations: tuple[str, ...]

    def to_dict(self) -> dict[str, Any]:
        """The JSON form."""
        return {"period": self.period, **as_json(self.ends), **fields_of(self, "published", "observations")}


@dataclass(frozen=True, slots=True)
class Volatility:
    """How growth swings: the standard deviation of yearly growth in percentage points over the years held, with the best and the worst of them."""

    subject: str
    indicator: Indicator
    rates: tuple[Rate, ...]
    deviation: Interval
    missing: tuple[str, ...]

    @property
    def years(self) -> int:
        """How many years of growth it rests on."""
        return len(self.rates)

    @property
    def worst(self) -> Rate:
        """The year of the lowest growth."""
        return min(self.rates, key=lambda r: (r.ends.middle or ZERO, r.period))

    @property
    def best(self) -> Rate:
        """The year of the highest growth."""
        return max(self.rates, key=lambda r: (r.ends.middle or ZERO, r.period))

    def to_dict(self) -> dict[str, Any]:
        """The JSON form."""
        result = fields_of(self, "subject", "indicator", "years", "missing")
        return {**result, "deviation": {**as_json(self.deviation), "unit": "percentage_point"}, **fields_of(self, "worst", "best", "rates")}


def volatility(indicators: Asks, subject: str, of: Indicator, periods: Sequence[Period]) -> Volatility | None:
    """The volatility of a subject's growth over some periods; none with fewer than three rates. Years without a rate are named as missing."""
    answers = indicators.ask([Need(subject, of.model_copy(update={"op": "growth"}), p) for p in periods])
    rates = tuple(r for a in answers if (r := rate(a)) is not None)
    if len(rates) < FEWEST:
        return None
    missing = tuple(str(p) for p in periods if str(p) not in {r.period for r in rates})
    return Volatility(subject, of, rates, deviation([r.ends for r in rates]), missing)


def rate(a: Answer) -> Rate | None:
    """The growth that an answer holds, where both of its ends are known."""
    found = a.best
    if found is None or found.interval.low is None or found.interval.high is None:
        return None
    return Rate(str(a.need.period), found.interval, a.published is not None, found.observations)


def deviation(rates: Sequence[Interval]) -> Interval:
    """The sample standard deviation (divided by one less than their number) wherever the rates lie between their ends."""
    with localcontext(DIGITS):
        n = len(rates)
        middles = [r.middle or ZERO for r in rates]
        mean = sum(middles, ZERO) / n
        at = (sum(((m - mean) ** 2 for m in middles), ZERO) / (n - 1)).sqrt()
        # The deviation is a norm of the rates about their mean: it moves by no more than that norm of the changes, each at most half a width.
        moved = (sum((((r.width or ZERO) / 2) ** 2 for r in rates), ZERO) / (n - 1)).sqrt()
        return Interval(max(ZERO, at - moved), at + moved, True, True)


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
        return self._order(r for r, x in self.others.items() if (x.low or ZERO) > (self.own.high or ZERO))

    @property
    def less(self) -> tuple[str, ...]:
        """Those that surely swing less, the least first."""
        return self._order((r for r, x in self.others.items() if (x.high or ZERO) < (self.own.low or ZERO)), least=True)

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
        result = {"years": list(self.years), "own": _ends(self.own), "others": {r: _ends(x) for r, x in self.others.items()}}
        return result | fields_of(self, "more", "less", "open") | {"unit": "percentage_point"}


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


def _ends(x: Interval) -> dict[str, float | int | None]:
    return {side: plain(None if end is None else end.quantize(SHOWN)) for side, end in (("low", x.low), ("high", x.high))}


@dataclass(frozen=True, slots=True)
class FromOne(Result):
    """How much of the growth of a flow a product gave: both changes as amounts, and the first as a percent of the second. `percent` is
    `None` where the flow may not have changed at all. Above 100, the rest of the flow shrank; below zero, the two went different ways."""

    subject: str
    period: str
    part: Indicator
    whole: Indicator
    part_change: Interval
    whole_change: Interval
    percent: Interval | None
    published: bool
    observations: tuple[str, ...]


def from_each(indicators: Asks, subject: str, parts: Sequence[tuple[Indicator, Period]]) -> list[FromOne | None]:
    """The same of several at once, with one query."""
    wholes = [(part.model_copy(update={"product": "all", "partner": "world"}), period) for part, period in parts]
    wanted = list(dict.fromkeys((i.model_dump_json(), p) for i, p in [*parts, *wholes]))
    changes = dict(zip(wanted, _changes(indicators, subject, [(Indicator.model_validate_json(i), p) for i, p in wanted]), strict=True))
    return [
        _given(subject, period, part, whole, changes[part.model_dump_json(), period], changes[whole.model_dump_json(), period])
        for (part, period), (whole, _) in zip(parts, wholes, strict=True)
    ]


Change = tuple[Interval, bool, tuple[str, ...]]


def _given(subject: str, period: Period, part: Indicator, whole: Indicator, own: Change | None, all_of: Change | None) -> FromOne | None:
    if own is None or all_of is None:
        return None
    percent = None if all_of[0].holds(0) else (own[0] / all_of[0]).scaled(100)
    ids = tuple(dict.fromkeys([*own[2], *all_of[2]]))
    return FromOne(subject, str(period), part, whole, own[0], all_of[0], percent, own[1] and all_of[1], ids)


def _changes(indicators: Asks, subject: str, wanted: Sequence[tuple[Indicator, Period]]) -> list[Change | None]:
    """By how much levels rose over the year before: by their published growth, which rests on the revised base, else between the levels held."""
    growth = [i.model_copy(update={"op": "growth"}) for i, _ in wanted]
    three = (((i, p), (i, p.year_before()), (g, p)) for (i, p), g in zip(wanted, growth, strict=True))
    answers = indicators.ask([Need(subject, i, p) for each in three for i, p in each])
    return [_change(*three) for three in zip(answers[::3], answers[1::3], answers[2::3], strict=True)]


def _change(now: Answer, base: Answer, growth: Answer) -> Change | None:
    if now.computed is None:
        return None
    if growth.published is not None and (g := growth.published.interval).low is not None and g.low > -100:
        # level - level / (1 + g), in which the level stands once.
        rise = now.computed.interval.closed * (Interval.exact(1) - HUNDRED / (HUNDRED + g.closed))
        return rise, True, (*now.computed.observations, *growth.published.observations)
    if base.computed is None:
        return None
    return now.computed.interval.closed - base.computed.interval.closed, False, (*now.computed.observations, *base.computed.observations)


@dataclass(frozen=True, slots=True)
class VolumeOrValue:
    """Growth of a value in percent, of the quantity behind it, and of value per unit, which is what remains; unit values in the currency
    where levels are held. `volume_percent` is the quantity's part of the growth, by logarithms, `None` where the value may not have
    changed."""

    subject: str
    period: str
    indicator: Indicator
    value: Interval
    quantity: Interval
    unit_value: Interval
    volume_percent: Interval | None
    per_unit: Interval | None
    published: bool
    observations: tuple[str, ...]

    def to_dict(self) -> dict[str, Any]:
        """The JSON form."""
        grown = {f"{k}_growth": as_json(getattr(self, k)) for k in ("value", "quantity", "unit_value")}
        result = fields_of(self, "subject", "period", "indicator") | grown | fields_of(self, "volume_percent")
        return {**result, "unit_value": as_json(self.per_unit), **fields_of(self, "published", "observations")}


def volumes_or_values(indicators: Asks, subject: str, wanted: Sequence[tuple[Indicator, Period]]) -> list[VolumeOrValue | None]:
    """The same of several at once, with one query."""
    needs = []
    for of, period in wanted:
        pieces = of.model_copy(update={"measure": "quantity", "currency": None})
        needs += [Need(subject, k.model_copy(update={"op": op}), period) for k in (of, pieces) for op in ("growth", "level")]
    answers = indicators.ask(needs)
    return [_split(subject, of, period, *answers[4 * n : 4 * n + 4]) for n, (of, period) in enumerate(wanted)]


def _split(
    subject: str, of: Indicator, period: Period, value: Answer, amount: Answer, quantity: Answer, number: Answer
) -> VolumeOrValue | None:
    v, q = value.best, quantity.best
    if v is None or q is None:
        return None
    one = Interval.exact(1)
    grown_v, grown_q = (one + x.interval.closed.scaled(Decimal("0.01")) for x in (v, q))
    if (grown_v.low or ZERO) <= 0 or (grown_q.low or ZERO) <= 0:
        return None
    per_unit = amount.computed.interval.closed / number.computed.interval.closed if amount.computed and number.computed else None
    used = [x for x in (v, q, amount.computed, number.computed) if x is not None]
    ids = tuple(dict.fromkeys(i for x in used for i in x.observations))
    published = value.published is not None and quantity.published is not None
    with localcontext(DIGITS):
        logs = logarithm(grown_v), logarithm(grown_q)
    volume = None if logs[0].holds(0) else (logs[1] / logs[0]).scaled(100)
    unit_value = (grown_v / grown_q - one).scaled(100)
    return VolumeOrValue(subject, str(period), of, v.interval.closed, q.interval.closed, unit_value, volume, per_unit, published, ids)


@dataclass(frozen=True, slots=True)
class ShareOverTime:
    """A product's share of a flow in percent, year by year as held; `ends` may be open where only one side was published (over 70 percent)."""

    subject: str
    indicator: Indicator
    shares: tuple[tuple[str, Interval, tuple[str, ...]], ...]

    @property
    def change(self) -> Interval | None:
        """Percentage points from the first year held to the last; none with one year."""
        return None if len(self.shares) < 2 else self.shares[-1][1].closed - self.shares[0][1].closed

    def to_dict(self) -> dict[str, Any]:
        """The JSON form."""
        shares = [{"period": p, **as_json(x), "observations": list(ids)} for p, x, ids in self.shares]
        change = None if self.change is None else {**as_json(self.change), "unit": "percentage_point"}
        return {**fields_of(self, "subject", "indicator"), "shares": shares, "change": change}


def advanced(indicators: Asks, subject: str, of: Indicator, periods: Sequence[Period]) -> list[ShareOverTime]:
    """The share of advanced products in a flow over some periods, those of which anything is held."""
    found = []
    for product in ADVANCED:
        share = of.model_copy(update={"op": "share", "product": product})
        answers = indicators.ask([Need(subject, share, p) for p in periods])
        held = tuple((str(a.need.period), a.best.interval, a.best.observations) for a in answers if a.best is not None)
        if held:
            found.append(ShareOverTime(subject, share, held))
    return found
