"""The figures of all members of a group in one period, the missing among them bounded by the ledger: what every measure of the inland shift
is made of. No panel mixes bases, and the sum of a group is always that of its members."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from typing import Any, cast

from hinterland import codes
from hinterland.claims.cells import lay_bounds
from hinterland.codes import Home, Period
from hinterland.indicators import Answer, Indicators, Need
from hinterland.interval import Interval
from hinterland.models import Basis, Currency, Flow, Indicator
from hinterland.outlook.exact import Ends, ends, outwards
from hinterland.warehouse.engine import literal

BACK = 5
"""How many years back the last level held may lie for a missing one to stand at it."""


@dataclass(frozen=True, slots=True)
class Member:
    """A region's level: `value` and `rounding` where it is held, else `widest` alone, which is `None` where nothing bounds it, beside the `last` one held."""

    region: str
    value: Decimal | None
    rounding: Interval | None
    widest: Interval | None
    how: str
    observations: tuple[str, ...] = ()
    last: Decimal | None = None

    @property
    def exact(self) -> Fraction:
        """The value as a fraction. Raises `ValueError` where none is held."""
        if self.value is None:
            raise ValueError(f"no level of {self.region} is held")
        return Fraction(self.value)

    @property
    def narrow(self) -> Ends:
        """The ends that rounding leaves."""
        found = ends(self.rounding) if self.rounding else None
        if found is None:
            raise ValueError(f"no level of {self.region} is held")
        return found

    @property
    def wide(self) -> Ends | None:
        """The ends with what is missing anywhere within its bound."""
        return ends(self.widest) if self.widest else None

    def at_last(self) -> Member:
        """The member as a point: the last level held, or the end of its bounds next to it."""
        point = self.last
        if point is not None and self.widest is not None:
            low, high = self.widest.low, self.widest.high
            point = low if low is not None and point < low else high if high is not None and point > high else point
        return self if point is None else replace(self, value=point, rounding=Interval.exact(point))


@dataclass(frozen=True, slots=True)
class Panel:
    """The members of a group in a period. `held` are those whose level is known."""

    scope: str
    period: Period
    indicator: Indicator
    members: tuple[Member, ...]

    @property
    def held(self) -> tuple[Member, ...]:
        """The members whose level is held."""
        return tuple(m for m in self.members if m.value is not None)

    @property
    def missing(self) -> tuple[str, ...]:
        """The members whose level isn't."""
        return tuple(m.region for m in self.members if m.value is None)

    @property
    def complete(self) -> bool:
        """Whether all members are held."""
        return not self.missing

    @property
    def enough(self) -> bool:
        """Whether more than half of the members are held, the least for a sum to stand for them (as for sums of groups everywhere)."""
        return 2 * len(self.held) > len(self.members)

    @property
    def coverage(self) -> str:
        """How many are held of how many: `30 of 31`."""
        return f"{len(self.held)} of {len(self.members)}"

    @property
    def observations(self) -> tuple[str, ...]:
        """The ids of all observations that it rests on."""
        return tuple(dict.fromkeys(o for m in self.members for o in m.observations))

    def filled(self) -> tuple[Panel, bool]:
        """The panel to measure dispersion on, and whether it speaks of all members: missing ones stand, as points, at the last level held
        where all have one, or at the end of their bounds next to it. A measure of dispersion depends on how many there are, so that leaving
        the smallest out would look like evening out."""
        if any(m.value is None and (m.last is None or m.widest is None) for m in self.members):
            return replace(self, members=self.held), self.complete
        return replace(self, members=tuple(m if m.value is not None else m.at_last() for m in self.members)), True

    def only(self, regions: Iterable[str], scope: str) -> Panel:
        """The same of some of the members."""
        wanted = set(regions)
        return Panel(scope, self.period, self.indicator, tuple(m for m in self.members if m.region in wanted))

    def without(self, regions: Iterable[str]) -> Panel:
        """The same with some members' values laid aside: they keep their bounds, and no point is reckoned with them."""
        aside = set(regions)
        hidden = (replace(m, value=None, rounding=None, last=m.value or m.last) if m.region in aside else m for m in self.members)
        return replace(self, members=tuple(hidden))

    def about(self) -> dict[str, Any]:
        """What every result says of the figures it was made of."""
        i = self.indicator
        said = {"period": str(self.period), "flow": i.flow, "basis": i.basis, "currency": i.currency}
        return {**said, "coverage": self.coverage, "missing": list(self.missing)}


def alike(panels: Sequence[Panel]) -> list[Panel]:
    """Panels that are to be compared, each with the values that all hold, so that nothing seems to move because a member was not held in
    one of them. Raises `ValueError` where they are not of one group, basis, flow and currency."""
    if len({(p.scope, p.indicator) for p in panels}) > 1:
        raise ValueError("figures are compared of one group, basis, flow and currency only")
    aside = {r for p in panels for r in p.missing}
    return [p.without(aside) for p in panels]


def indicator(flow: Flow = "total", basis: Basis | None = None, currency: Currency | None = None, home: Home | None = None) -> Indicator:
    """The level of trade that panels and forecasts are made of: on the basis and in the currency of a nation (the home pack's unless said)."""
    home = home or codes.home_of()
    return Indicator(flow=flow, basis=basis or cast("Basis", home.basis(flow)), currency=currency or cast("Currency", home.currency))


def whole(scope: str | None = None) -> str:
    """A scope, or the one of the regions directly below the home pack's nation."""
    return scope or codes.home_of().peers or ""


def panels(indicators: Indicators, of: Indicator, periods: Sequence[Period], *, scope: str | None = None) -> list[Panel]:
    """A panel for each period, in their order, asked for with one query; a period of which nothing is held has no member with a value."""
    scope = whole(scope)
    regions = codes.members(scope)
    back = {p: [p.shift(-12 * n) for n in range(BACK + 1)] for p in periods}
    asked = [(r, p) for p in sorted({q for years in back.values() for q in years}) for r in regions]
    answers = dict(zip(asked, indicators.ask([Need(r, of, p) for r, p in asked]), strict=True))
    known = _bounds(indicators, of, periods)
    return [Panel(scope, p, of, tuple(_member(r, [answers[r, q] for q in back[p]], known.get((r, p))) for r in regions)) for p in periods]


def _bounds(indicators: Indicators, of: Indicator, periods: Sequence[Period]) -> dict[tuple[str, Period], Interval]:
    """What bounds the levels that aren't held, by region and period."""
    lay_bounds(indicators)
    named = (of.concept, of.flow, of.product, of.partner, of.regime, of.measure, of.basis, of.currency)
    wanted = ", ".join(f"({p.start}, {p.end})" for p in dict.fromkeys(periods))
    if not wanted:
        return {}
    rows = indicators.engine.fetch(
        f"SELECT region, first_month, last_month, low, high FROM unheld "
        f"WHERE series = {literal('|'.join(n or '' for n in named))} AND high IS NOT NULL AND (first_month, last_month) IN ({wanted})"
    )
    return {(r["region"], Period(r["first_month"], r["last_month"])): outwards(Fraction(r["low"]), Fraction(r["high"])) for r in rows}


def years_held(indicators: Indicators, of: Indicator, *, scope: str | None = None, first: int = 1990, last: int = 2100) -> list[Period]:
    """The calendar years in which more than half of a group's members are held, oldest first."""
    named = {n: getattr(of, n) for n in ("flow", "basis", "currency", "product", "partner")}
    rows = indicators.engine.rows("hinterland.outlook", "years", scope=whole(scope), **named)
    return [Period.of_year(r["year"]) for r in rows if first <= r["year"] <= last and 2 * r["held"] > r["members"]]


def _member(region: str, answers: Sequence[Answer], widest: Interval | None) -> Member:
    now, *earlier = answers
    if (found := now.computed or now.published) is not None and found.interval.low is not None and found.interval.high is not None:
        return Member(region, found.value, found.interval, found.interval, found.how, found.observations)
    for answer in earlier:
        if answer.computed is not None and ends(answer.computed.interval) is not None:
            return Member(region, None, None, widest, "missing", answer.computed.observations, answer.computed.value)
    return Member(region, None, None, widest, "missing")
