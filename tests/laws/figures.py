"""Figures by brute force: what a small list of facts says of a level, a rate or a share, in plain Python.

It shares nothing with the indicators but the interval: facts go in one by one, are kept in dictionaries, and each figure is worked out on its own.
A figure is an interval with the wider ones that missing members allow. Where a comparison turns on digits that arithmetic may lose, `CloseCall` is raised.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import localcontext
from typing import NamedTuple

from tests.laws.ends import D, Ends, minus, over, plus, ratio, times

PUBLISHED_FIRST = ("growth", "cagr", "contribution", "count", "rank")


class Series(NamedTuple):
    """What is measured, but for the region and the period."""

    flow: str = "total"
    product: str = "all"
    partner: str = "world"
    measure: str = "value"
    basis: str = "operating-unit"
    currency: str | None = "CNY"


class Span(NamedTuple):
    """A first and a last month, as yyyymm."""

    first: int
    last: int

    def before(self, years: int = 1) -> Span:
        return Span(self.first - 100 * years, self.last - 100 * years)

    def last_month(self) -> Span:
        """Of a month the one before."""
        month = self.first - (89 if self.first % 100 == 1 else 1)
        return Span(month, month)

    def next_month(self) -> Span:
        """Of a month the one after."""
        month = self.first + (89 if self.first % 100 == 12 else 1)
        return Span(month, month)


class Fact(NamedTuple):
    """One observation: what, where, when, the ends of its interval, and how far it is to be trusted (0 is official, 3 derived)."""

    op: str
    series: Series
    region: str
    span: Span
    value: D | None
    low: D | None
    high: D | None
    unit: str
    trust: int
    released: date | None
    versus: str | None = None
    derived: bool = False
    implied: bool = False
    exact: bool = True

    @property
    def cell(self) -> tuple[object, ...]:
        return (self.op, self.series, self.region, self.span, self.unit, self.versus)

    @property
    def preference(self) -> tuple[object, ...]:
        width = None if self.low is None or self.high is None else self.high - self.low
        when = -self.released.toordinal() if self.released else 0
        return (self.value is None, self.trust, self.released is None, when, width is None, width or 0)


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure with its ends; `who` are the members of a sum, `whole` tells that all were held, `wide` and `outer` are the wider intervals."""

    ends: Ends
    unit: str
    how: str
    exact: bool
    value: D | None = None
    who: frozenset[str] | None = None
    held: int = 1
    size: int = 1
    whole: bool = True
    implied: bool = False
    wide: Ends = (None, None)
    outer: Ends = (None, None)

    @property
    def missing(self) -> bool:
        return self.how == "missing"


@dataclass(frozen=True, slots=True)
class Change:
    """A change over a year: the base it starts from, what it rose by, and the level over its base; `who` are the members of a sum."""

    base: Ends
    rise: Ends
    ratio: Ends
    who: frozenset[str] | None = None

    @classmethod
    def grown(cls, level: Fact, rate: Fact) -> Change:
        """By a level and the growth published with it: n g / (100 + g), smallest and largest over the corners."""
        assert level.low is not None and level.high is not None and rate.low is not None and rate.high is not None
        rises = [n * g / (100 + g) for n in (level.low, level.high) for g in (rate.low, rate.high)]
        base = level.low / (1 + rate.high / 100), level.high / (1 + rate.low / 100)
        return cls(base, (min(rises), max(rises)), (1 + rate.low / 100, 1 + rate.high / 100))

    @classmethod
    def between(cls, now: Figure | None, start: Figure | None) -> Change:
        """Between two levels as held."""
        assert now is not None and start is not None
        return cls(start.ends, (minus(now.ends[0], start.ends[1]), minus(now.ends[1], start.ends[0])), (None, None))


def best(facts: Iterable[Fact]) -> dict[tuple[object, ...], Fact]:
    """The preferred fact of each cell."""
    found: dict[tuple[object, ...], Fact] = {}
    for f in facts:
        if f.cell not in found or f.preference < found[f.cell].preference:
            found[f.cell] = f
    return found


def paired(facts: Iterable[Fact], first: Mapping[tuple[object, ...], Fact]) -> dict[tuple[Series, str, Span], tuple[Fact, Fact]]:
    """Each preferred growth rate with the level of its own release: of the same source, else of the nearest day; of those that meet it the preferred one."""
    levels: dict[tuple[Series, str, Span], list[Fact]] = {}
    for f in facts:
        if f.op == "level" and f.value is not None and f.low is not None and f.low > 0 and f.high is not None:
            levels.setdefault((f.series, f.region, f.span), []).append(f)
    found = {}
    for g in first.values():
        held = levels.get((g.series, g.region, g.span), [])
        if g.op != "growth" or g.versus or g.value is None or g.low is None or g.low <= -90 or g.span.first // 100 != g.span.last // 100:
            continue
        held = [f for f in held if f.trust == g.trust or (apart(f, g) or 0) <= 400]
        if held:
            near = min(held, key=lambda f: (f.trust != g.trust, apart(f, g) is None, apart(f, g) or 0, f.preference))
            assert near.low is not None and near.high is not None
            meeting = [f for f in held if f.low is not None and f.high is not None and f.low <= near.high and near.low <= f.high]
            found[g.series, g.region, g.span] = min(meeting, key=lambda f: f.preference), g
    return found


def apart(f: Fact, g: Fact) -> int | None:
    """The days between two releases."""
    return abs((f.released - g.released).days) if f.released and g.released else None


def whole_of(series: Series) -> Series:
    """What a share is of where nothing else is named: of a product or partner all trade that way, of exports or imports the total."""
    plain = series.product == "all" and series.partner == "world"
    return series._replace(flow="total" if plain else series.flow, product="all", partner="world", measure="value")


class Book:
    """All facts, and every figure that follows from them."""

    def __init__(self, facts: Iterable[Fact], groups: Mapping[str, tuple[str, ...]], bound: Callable[[str, Series, Span], Ends]) -> None:
        self.groups, self.bound = groups, bound
        with localcontext(prec=40):
            facts = list(facts)
            first = best(facts)
            self.pairs = paired(facts, first)
            preferred = best([*first.values(), *self._yuan(first), *self._bases()])
        self.facts = {(f.op, f.series, f.region, f.span, f.versus): f for f in preferred.values()}

    # -- what nobody published as such

    def _yuan(self, first: Mapping[tuple[object, ...], Fact]) -> list[Fact]:
        plain = Series()
        levels = {(f.series, f.region, f.span): f for f in first.values() if f.op == "level"}
        found = []
        for span in {f.span for f in first.values()}:
            pairs = []
            for (series, region, when), y in levels.items():
                u = levels.get((plain._replace(currency="USD"), region, span))
                if series == plain and when == span and u and y.value and u.value and y.value > 0 and u.value > 0:
                    pairs.append((y.value, u.value, over(y.low, u.high), over(y.high, u.low)))
            if not pairs:
                continue
            rate = sum((p[0] for p in pairs), D(0)) / sum((p[1] for p in pairs), D(0))
            kept = [(low, high) for _, _, low, high in pairs if low and high and low > rate * D("0.99") and high < rate * D("1.01")]
            if len(kept) < 5:
                continue
            low, high = min(k[0] for k in kept), max(k[1] for k in kept)
            for (series, region, when), u in levels.items():
                own = series._replace(currency="CNY")
                if (
                    when != span
                    or series.currency != "USD"
                    or (own, region, when) in levels
                    or u.value is None
                    or u.low is None
                    or u.high is None
                ):
                    continue
                found.append(
                    u._replace(
                        series=own,
                        value=u.value * rate,
                        low=u.low * low,
                        high=u.high * high,
                        unit="CNY",
                        trust=3,
                        derived=True,
                        exact=False,
                    )
                )
        return found

    def _bases(self) -> list[Fact]:
        return [
            f._replace(
                span=f.span.before(), value=f.value / (1 + g.value / 100), low=f.low / (1 + g.high / 100), high=f.high / (1 + g.low / 100),
                trust=3, released=g.released, derived=True, implied=True, exact=False,
            )
            for f, g in self.pairs.values()
            if f.value is not None and f.low and f.high and g.value is not None and g.low is not None and g.high is not None
        ]  # fmt: skip

    # -- changes

    def change(self, series: Series, region: str, span: Span) -> Change | None:
        """What a level changed by in a year by its own growth; of a group, what its members changed by where the growth of one at least was published."""
        if pair := self.pairs.get((series, region, span)):
            return Change.grown(*pair)
        now, start = self.level(series, region, span), self.level(series, region, span.before())
        if now is None or start is None or now.who is None or now.who != start.who or now.unit != start.unit:
            return None
        moved, base, told = [D(0), D(0)], [D(0), D(0)], False
        for m in now.who:
            pair = self.pairs.get((series, m, span))
            own = Change.grown(*pair) if pair else Change.between(self.single(series, m, span), self.single(series, m, span.before()))
            told = told or pair is not None
            for side in (0, 1):
                rise, start_ = own.rise[side], own.base[side]
                assert rise is not None and start_ is not None
                moved[side], base[side] = moved[side] + rise, base[side] + start_
        if not told or base[0] <= 0:
            return None
        low, high = ratio((moved[0], moved[1]), (base[0], base[1]))
        return Change((base[0], base[1]), (moved[0], moved[1]), (plus(D(1), low), plus(D(1), high)), now.who)

    def is_revised(self, level: Figure, series: Series, region: str, span: Span) -> bool:
        """Whether a level is held as revised: one that came after that of its own growth and is another."""
        f, pair = self.fact("level", series, region, span), self.pairs.get((series, region, span))
        if level.who is not None or f is None or f.trust == 3 or pair is None or f.released is None or pair[0].released is None:
            return False
        own = pair[0]
        assert own.released is not None and own.low is not None and own.high is not None
        above, below = f.low is not None and f.low > own.high, f.high is not None and f.high < own.low
        return f.released > own.released and (above or below)

    def _revised(self, level: Figure, series: Series, region: str, span: Span) -> Figure:
        """The base that the growth of the year after implies, else the level itself."""
        after = self.change(series, region, span.before(-1))
        return replace(level, ends=after.base) if after and after.who == level.who else level

    def _start(self, op: str, series: Series, region: str, span: Span, base: Span) -> Figure | None:
        """Where a change starts: the base that the growth of the year after implies, else the level held."""
        held = self.level(series, region, base)
        if held is None or (op == "growth" and held.who is None and base.first == span.first - 100):
            return held
        after = self.change(series, region, base.before(-1))
        return replace(held, ends=after.base, implied=False) if after and after.who == held.who else held

    def _year(self, op: str, now: Figure, series: Series, region: str, span: Span, base: Span) -> Change | None:
        """The change over one year by its own growth; growth that was published of a region itself is computed from the levels held."""
        found = self.change(series, region, span) if base == span.before() else None
        return found if found and found.who == now.who and (op != "growth" or found.who is not None) else None

    # -- levels

    def fact(self, op: str, series: Series, region: str, span: Span, versus: str | None = None) -> Fact | None:
        return self.facts.get((op, series, region, span, versus))

    def single(self, series: Series, region: str, span: Span) -> Figure | None:
        """A level as published or derived, else the sum of exports and imports."""
        if f := self.fact("level", series, region, span):
            how = "derived" if f.trust == 3 else "published"
            return Figure((f.low, f.high), f.unit, how, f.exact, f.value, implied=f.implied)
        if series.flow != "total":
            return None
        e, i = (self.fact("level", series._replace(flow=flow), region, span) for flow in ("export", "import"))
        if e is None or i is None:
            return None
        return Figure((plus(e.low, i.low), plus(e.high, i.high)), e.unit, "sum", e.exact and i.exact, plus(e.value, i.value))

    def level(self, series: Series, region: str, span: Span) -> Figure | None:
        """A level, of a group the sum of its members held, where these are more than half."""
        if (one := self.single(series, region, span)) or region not in self.groups:
            return one
        members = {m: f for m in self.groups[region] if (f := self.single(series, m, span)) and f.value is not None}
        size = len(self.groups[region])
        if 2 * len(members) <= size:
            return None
        low, high, value = D(0), D(0), D(0)
        for f in members.values():
            assert f.ends[0] is not None and f.ends[1] is not None and f.value is not None
            low, high, value = low + f.ends[0], high + f.ends[1], value + f.value
        unit, exact = next(iter(members.values())).unit, all(f.exact for f in members.values())
        return Figure((low, high), unit, "sum", exact, value, frozenset(members), len(members), size, len(members) == size)

    # -- what can be asked

    def figure(self, op: str, series: Series, region: str, span: Span, versus: str | None = None, base: Span | None = None) -> Figure:
        """The answer to a need, always one: `missing` where nothing is held."""
        with localcontext(prec=40):
            published = self._published(op, series, region, span, versus, base) if op != "level" else None
            computed = self._computed(op, series, region, span, versus, base)
            if computed is not None and computed.ends == (None, None):
                computed = None
            open_ = op == "share" and published is not None and computed is not None and _left_open(published, computed)
            found = published if published and (op in PUBLISHED_FIRST or computed is None or open_) else computed
            if found is None:
                wide = self.bound(region, series, span) if op == "level" else (None, None)
                return Figure((None, None), "", "missing", False, wide=wide, outer=wide)
            wide = found.ends
            if not found.whole:
                wide = self._with_missing(found, series, region, span) if op == "level" else (None, None)
            outer = (None, None) if op == "growth" and found.how == "computed" else wide
            if open_ and computed is not None:
                own, (low, high) = computed.ends, outer
                outer = (
                    low if low is None or own[0] is None else min(low, own[0]),
                    high if high is None or own[1] is None else max(high, own[1]),
                )
            return replace(found, wide=wide, outer=outer)

    def _with_missing(self, found: Figure, series: Series, region: str, span: Span) -> Ends:
        low, high = found.ends
        for m in self.groups[region]:
            if m not in (found.who or ()):
                may = (None, None) if self.single(series, m, span) else self.bound(m, series, span)
                low, high = plus(low, may[0] or D(0)), plus(high, may[1])
        return low, high

    def _published(self, op: str, series: Series, region: str, span: Span, versus: str | None, base: Span | None) -> Figure | None:
        start = base or span.before()
        if op in ("growth", "multiple", "contribution") and start != span.before():
            return None
        when = Span(start.first + 100, span.last) if op == "cagr" else span
        f = self.fact(op, series, region, when, versus)
        return Figure((f.low, f.high), f.unit, "published", f.exact, f.value) if f else None

    def _computed(self, op: str, series: Series, region: str, span: Span, versus: str | None, base: Span | None) -> Figure | None:
        if op == "balance":
            e, i = (self.level(series._replace(flow=flow), region, span) for flow in ("export", "import"))
            if e is None or i is None or e.who != i.who or e.unit != i.unit:
                return None
            return replace(e, ends=(minus(e.ends[0], i.ends[1]), minus(e.ends[1], i.ends[0])), how="computed", exact=e.exact and i.exact)
        now = self.level(series, region, span)
        if op == "level" or now is None:
            return now
        if op == "share":
            return self._share(now, series, region, span, versus)
        since = base or span.before()
        start = self._start(op, series, region, span, since)
        if start is None or start.who != now.who or start.unit != now.unit:
            return None
        year = self._year(op, now, series, region, span, since)
        if op == "contribution":
            rise = year.rise if year else Change.between(now, start).rise
            return self._contribution(now, rise, series if versus else whole_of(series), versus or region, span, since)
        return self._rate(op, now, start, year.ratio if year else ratio(now.ends, start.ends), span, since)

    def _share(self, now: Figure, series: Series, region: str, span: Span, versus: str | None) -> Figure | None:
        of = series if versus else whole_of(series)
        whole = self.level(of, versus or region, span)
        if whole is None or whole.unit != now.unit:
            return None
        late = [self.is_revised(f, s, r, span) for f, s, r in ((now, series, region), (whole, of, versus or region))]
        if late == [True, False] and not whole.implied:
            whole = self._revised(whole, of, versus or region, span)
        if late == [False, True] and not now.implied:
            now = self._revised(now, series, region, span)
        if whole.ends[0] is None or whole.ends[0] <= 0 or ((versus or region) == region and whole.who != now.who):
            return None
        low, high = ratio(now.ends, whole.ends)
        return replace(
            now,
            ends=(times(low, D(100)), times(high, D(100))),
            unit="percent",
            how="computed",
            exact=False,
            whole=now.whole and whole.whole,
        )

    def _contribution(self, now: Figure, rise: Ends, of: Series, of_whom: str, span: Span, base: Span) -> Figure | None:
        whole, before = self.level(of, of_whom, span), self._start("contribution", of, of_whom, span, base)
        if whole is None or before is None or whole.who != before.who or not whole.unit == before.unit == now.unit:
            return None
        year = self._year("contribution", whole, of, of_whom, span, base)
        all_ = year.rise if year else Change.between(whole, before).rise
        if all_[0] is None or all_[0] <= 0:
            return None
        low, high = ratio(rise, all_)
        return replace(
            now,
            ends=(times(low, D(100)), times(high, D(100))),
            unit="percent",
            how="computed",
            exact=False,
            whole=now.whole and whole.whole,
        )

    def _rate(self, op: str, now: Figure, start: Figure, over_base: Ends, span: Span, base: Span) -> Figure | None:
        if start.ends[0] is None or start.ends[0] <= 0 or (op == "growth" and start.implied):
            return None
        low, high = over_base
        if op == "multiple":
            return replace(now, ends=(low, high), unit="ratio", how="computed", exact=False)
        if op == "cagr":
            years = D(span.last - base.last) / 100
            if now.ends[0] is None or now.ends[0] <= 0 or years == 0:
                return None
            low, high = (None if x is None else x ** (1 / years) for x in (low, high))
        low, high = (None if x is None else 100 * (x - 1) for x in (low, high))
        return replace(now, ends=(low, high), unit="percent", how="computed", exact=False)


def _left_open(published: Figure, computed: Figure) -> bool:
    """Whether the levels of a share leave a published one open, so that it goes first."""
    low, high = computed.ends
    return published.value is not None and low is not None and high is not None and low <= published.value <= high
