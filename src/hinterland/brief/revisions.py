"""Growth between levels of two releases, records and peaks: skipped where a revision of the earlier level may have turned them.

Customs revises a year when it publishes the next (docs/explanation/vintages.md). A published rate stands on the revised year, and levels of one release belong together;
a rate worked out from one level as first published and another published a year later is known only as well as that revision. How large it was the nation's own
rates say: where the published one is that between its levels, the year was hardly revised.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import product

from hinterland.brief.terms import FLOWS, Terms
from hinterland.brief.values import answer, value
from hinterland.claims import Evaluated
from hinterland.claims.caveats import REVISED
from hinterland.claims.mine import VAGUE
from hinterland.codes import Period
from hinterland.indicators import Indicators, Need
from hinterland.interval import Interval
from hinterland.language.write import middle
from hinterland.models import Caution, Indicator, Observation

HARDLY = Decimal("0.3")
"""In percentage points: maximum distance between a nation's published rate and that between its levels for its year to count as hardly revised."""

CALM = Decimal("1.5")
"""In percentage points: how far a region's rate between two releases may be off where its nation's year was hardly revised; where it was, or that isn't known, by `REVISED`."""

REGIONAL = Decimal("3.5")
"""In percentage points: how much otherwise than its nation a region is revised at most: of 88 regions and years with a published rate and both levels 2.8."""

TWICE = 2
"""How many times the margin of a revision a fall has to be for its size to be stated as `about` that."""

STEADY = Decimal(1)
"""In percent: a level so near that of the year before as first published has hardly changed, whichever way a revision of `CALM` may turn it."""

STILL, PERCENT = "elsewhere-still:", Decimal("0.6")
"""The names of rates of others that were no more than little changed, by region; in percentage points, what leaves a rate no decimal."""

WORST = "look"
"""The grade of a note that a figure was revised by much."""

WORKED_OUT = ("growth", "multiple", "contribution")
"""What is worked out from a level and that of a year before."""

Rates = dict[tuple[str, str], Decimal]
"""Rates by region and period."""


class Revisions:
    """How far rates between levels of two releases may be off, by period."""

    def __init__(self, indicators: Indicators, terms: Terms) -> None:
        self.indicators, self.terms = indicators, terms
        self._rates: dict[str, tuple[Decimal, Decimal] | None] = {}
        self._implied: dict[tuple[str, str, str], tuple[Interval, Interval] | None] = {}

    def margin(self, period: str) -> Decimal:
        """By how much a rate of a period may be off, in percentage points."""
        both = self._nation(period)
        return CALM if both and abs(both[0] - both[1]) < HARDLY else Decimal(REVISED)

    def _nation(self, period: str) -> tuple[Decimal, Decimal] | None:
        """The nation's rate of a period as published and that between its levels, where both are held."""
        if period not in self._rates:
            nation = self.terms.home.nation
            found = self.indicators.ask([Need(nation, self.terms.trade("growth"), Period.parse(period))])[0] if nation else None
            self._rates[period] = (found.published.value, found.computed.value) if found and found.published and found.computed else None
        return self._rates[period]

    def keeps(self, e: Evaluated) -> bool:
        """Whether a claim holds whatever was revised."""
        if e.claim.kind == "record" and e.claim.indicator.op == "level" and e.claim.verdict == "supported":
            return self._is_record(e)
        observations = e.evidence.observations
        if e.claim.indicator.op not in WORKED_OUT:
            return True
        if e.claim.kind == "value" and e.how != "published" and superseded(e):
            return False
        if e.claim.kind == "value":
            return self.keeps_rate(observations, answer(e), is_growth=e.claim.indicator.op == "growth")
        unsure = _across(observations)
        if not unsure:
            return True
        key, slack = (e.claim.subject or "", e.claim.period or ""), Decimal(0)
        at = _published(observations).get(key) if e.claim.kind in ("rank", "record") else None
        if e.claim.kind == "record" and key in unsure:
            at, slack = unsure.pop(key), self.margin(key[1])
        elif e.claim.kind in ("count", "streak"):
            at = e.claim.relation.threshold
        return at is not None and all(abs(rate - at) >= self.margin(period) + slack for (_, period), rate in unsure.items())

    def keeps_rate(self, observations: Iterable[Observation], rate: Interval, *, is_growth: bool = True) -> bool:
        """Whether a rate, or what was worked out from one, holds whatever was revised of the observations it rests on."""
        found = list(observations)
        unsure = _across(found)
        if not unsure:
            return True
        level = next(o.indicator for o in found if o.indicator.op == "level")
        margin = max(self.margin(period) for _, period in unsure)
        if margin != CALM or abs(middle(rate)) < margin:
            return False
        own = {at: rate if is_growth and len(unsure) == 1 else Interval.exact(r) for at, r in unsure.items()}
        return all(implied[1].meets(r) for (region, at), r in own.items() if (implied := self.of_totals(level, region, at)))

    def of_totals(self, level: Indicator, region: str, period: str) -> tuple[Interval, Interval] | None:
        """A month's level of the year before and its growth, as the totals up to it and up to the month ahead of it give them with their published rates; nothing where one isn't held."""
        month = Period.parse(period)
        if month.months > 1 or month.end % 100 == 1:
            return None
        if (key := (level.model_dump_json(), region, period)) not in self._implied:
            self._implied[key] = self._of_totals(level, region, month)
        return self._implied[key]

    def _of_totals(self, level: Indicator, region: str, month: Period) -> tuple[Interval, Interval] | None:
        spans = [Period(month.end // 100 * 100 + 1, end) for end in (month.end, month.shift(-1).end)]
        asked = [Need(region, level.model_copy(update={"op": op}), p) for p in spans for op in ("level", "growth")]
        answered = self.indicators.ask(asked)
        held = [a.best for a in answered[::2]] + [a.published for a in answered[1::2]]
        ends = [[end for end in (x.interval.low, x.interval.high) if end is not None] for x in held if x]
        if len(ends) < len(held):
            return None
        found = [(n - m, n / (1 + g / 100) - m / (1 + h / 100)) for n, m, g, h in product(*ends)]
        if not found or min(b for _, b in found) <= 0:
            return None
        changes = [100 * (now / base - 1) for now, base in found]
        return Interval(min(b for _, b in found), max(b for _, b in found)), Interval(min(changes), max(changes))

    def moved(self, now: Evaluated, then: Evaluated) -> bool:
        """Whether a level is above or below an earlier one whatever was revised of that; of a month only where the totals to date don't give another base."""
        period = then.claim.period or ""
        implied = self.of_totals(now.claim.indicator, now.claim.subject or "", now.claim.period or "")
        if implied and not implied[0].meets(answer(then)):
            return False
        is_same = len({o.released for e in (now, then) for o in e.evidence.observations if o.indicator.op == "level"}) == 1
        revised = self._revised(now.claim.indicator, now.claim.subject or "", [period]).get(period)
        if revised is None and not is_same and len(then.evidence.observations) > 1:
            return self._sum_moved(now, then)
        return self._apart(value(now), value(then), period, revised, is_same=is_same) != 0

    def _sum_moved(self, now: Evaluated, then: Evaluated) -> bool:
        """Whether the sum of a group moved: those of its members that have a published rate are known as revised, the others as `_apart` takes them."""
        period = then.claim.period or ""
        levels = {o.region: middle(o.interval) for o in then.evidence.observations if o.indicator.op == "level" and o.period == period}
        known = {r: self._revised(now.claim.indicator, r, [period]).get(period) for r in levels}
        factor, margin = self._factor(period)
        bases = [known[r] or level * factor for r, level in levels.items()]
        open_ = sum((level for r, level in levels.items() if known[r] is None), Decimal(0)) / sum(levels.values())
        return abs(100 * (value(now) / sum(bases) - 1)) >= max(HARDLY, open_ * margin)

    def tumbled(self, e: Evaluated) -> bool:
        """Whether a rate between two releases is of a fall so steep that a revision changes its size little."""
        low, high = (answer(e).low, answer(e).high) if e.answer else (None, None)
        return low is not None and high is not None and high <= -TWICE * self.margin(e.claim.period or "")

    def steady(self, now: Evaluated, then: Evaluated) -> bool:
        """Whether a level lies within `STEADY` of that of the year before, in a year of which little was revised."""
        period = now.claim.period or ""
        return self.margin(period) == CALM and abs(100 * (value(now) / value(then) - 1)) <= STEADY

    def others(self, asked: Mapping[str, Evaluated]) -> dict[str, Evaluated]:
        """How other regions moved, by name, whose rates a revision may change: far from zero to a percent at best, and little changed those within `STEADY`."""
        found = {}
        for name, e in asked.items():
            kind, _, region = name.partition(":")
            if kind != "elsewhere" or superseded(e) or e.answer is None or e.answer.width is None or e.held < e.asked:
                continue
            margin, rate = self.margin(e.claim.period or ""), value(e)
            if margin == CALM and abs(rate) <= STEADY:
                found[f"{STILL}{region}"] = e
            elif abs(rate) - e.answer.width / 2 >= TWICE * margin and e.answer.width <= max(VAGUE, abs(rate) / 10):
                found[name] = replace(e, answer=e.answer.span(Interval(rate - PERCENT, rate + PERCENT)))
        return found

    def _is_record(self, e: Evaluated) -> bool:
        """Whether no earlier level comes near one that is a record."""
        sums, released = defaultdict[str, Decimal](Decimal), defaultdict[str, set[str | None]](set)
        for o in e.evidence.observations:
            if o.indicator.op == "level":
                sums[o.period] += middle(o.interval)
                released[o.period].add(o.released)
        now, ours = sums.pop(e.claim.period or "", Decimal(0)), released[e.claim.period or ""]
        revised, way = self._revised(e.claim.indicator, e.claim.subject or "", list(sums)), 1 if e.claim.relation.test == "highest" else -1
        return now <= 0 or all(
            self._apart(now, then, p, revised.get(p), is_same=len(ours | released[p]) == 1) == way for p, then in sums.items() if then > 0
        )

    def _apart(self, now: Decimal, then: Decimal, period: str, revised: Decimal | None, *, is_same: bool) -> int:
        """1 where a level is above that of an earlier period whatever was revised of it, -1 where it is below, else 0.

        How it was revised is known, or it was revised as its nation's, give or take the margin.
        """
        is_known = is_same or revised is not None
        factor, margin = (Decimal(1), HARDLY) if is_known else self._factor(period)
        rate = 100 * (now / (then * factor if revised is None else revised) - 1)
        return 0 if abs(rate) < margin else 1 if rate > 0 else -1

    def _factor(self, period: str) -> tuple[Decimal, Decimal]:
        """What the nation's level of a period is multiplied with to be as revised a year later, and how much otherwise a region is revised, in percentage points."""
        later = str(Period.parse(period).shift(12))
        nation = self._nation(later)
        if nation is None:
            return Decimal(1), self.margin(later)
        return (100 + nation[1]) / (100 + nation[0]), min(self.margin(later), REGIONAL)

    def _revised(self, level: Indicator, region: str, periods: Sequence[str]) -> dict[str, Decimal]:
        """Levels as revised a year later, where the level and the growth published then are held, by period."""
        later = [Period.parse(p).shift(12) for p in periods]
        asked = [Need(region, level.model_copy(update={"op": op}), p) for p in later for op in ("level", "growth")]
        found = self.indicators.ask(asked)
        both = zip(periods, (a.best for a in found[::2]), (a.published for a in found[1::2]), strict=True)
        return {p: 100 * now.value / (100 + rate.value) for p, now, rate in both if now and rate and rate.value > -100}


OF_LEVEL = ("totals:share-of-nation", "totals:contribution", "home:share", "past:cagr", "past:record:", "past:pace:", "past:first")
"""The beginnings of the names of what rests on the brief's level, of which nothing is said where that has been revised by much."""


def of_level(named: Mapping[str, Evaluated]) -> set[str]:
    """The names of what rests on the brief's level."""
    return {name for name in named if name.startswith(OF_LEVEL)}


def superseded(e: Evaluated | None) -> Caution | None:
    """The note that a subject's own figure was revised by much since it was published, where there is one."""
    evidence = e.claim.evidence if e is not None else None
    if e is None or evidence is None or not {o.region for o in evidence.observations} <= {e.claim.subject}:
        return None
    return next((c for c in evidence.cautions if c.code == "note" and c.grade == WORST), None)


def misfits(named: Mapping[str, Evaluated]) -> set[str]:
    """The names of the rates of exports and imports that were worked out and, weighed by their levels, miss the total's by `HARDLY` and their rounding: they mix releases.

    Nothing where a rate or a level isn't held.
    """
    whole = named.get("totals:growth:total")
    names = [(f"totals:level:{flow}", f"totals:growth:{flow}") for flow in FLOWS[1:]]
    parts = [(named[level], named[growth]) for level, growth in names if level in named and growth in named]
    if whole is None or len(parts) < len(names):
        return set()
    now = sum((value(level) for level, _ in parts), Decimal(0))
    then = sum((value(level) / (1 + value(rate) / 100) for level, rate in parts), Decimal(0))
    slack = HARDLY + sum((answer(e).width or Decimal(0)) / 2 for e in (whole, *(rate for _, rate in parts)))
    off = abs(100 * (now / then - 1) - value(whole)) > slack
    return {growth for _, growth in names if off and named[growth].how != "published"}


def _across(observations: Sequence[Observation]) -> Rates:
    """The rates behind some observations that nobody published and whose two levels are of different releases."""
    published = _published(observations)
    levels: dict[str, dict[str, tuple[Decimal, str | None]]] = defaultdict(dict)
    for o in observations:
        if o.indicator.op == "level" and o.period and o.interval.low is not None and o.interval.high is not None:
            levels[o.region][o.period] = middle(o.interval), o.released
    found: Rates = {}
    for region, held in levels.items():
        for period, (now, released) in held.items():
            then = held.get(str(Period.parse(period).shift(-12)))
            if then and then[0] > 0 and then[1] != released and (region, period) not in published:
                found[region, period] = 100 * (now / then[0] - 1)
    return found


def _published(observations: Sequence[Observation]) -> Rates:
    return {(o.region, o.period): middle(o.interval) for o in observations if o.indicator.op == "growth" and o.period}
