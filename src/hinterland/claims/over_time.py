"""Firsts, records, streaks and overtakings by the periods of series: what the SQL of these kinds gives, as a row of it. Periods that aren't
held count by their bounds; of what nothing bounds anything is possible. The `evaluate.sql` of each kind says how the ends of the answers
follow."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any

from hinterland.claims.among import WHICH, is_above, is_ahead, is_possible, is_sure, may_be_ahead, threshold
from hinterland.claims.answers import Told
from hinterland.codes import Period
from hinterland.indicators.computed import NotIndexed
from hinterland.indicators.figures import Growth, Level, series, with_total
from hinterland.indicators.index import Index
from hinterland.ledger.lookup import Span, find_spans
from hinterland.models import Claim
from hinterland.warehouse.engine import Engine

Row = dict[str, Any]
TESTS = (">", ">=", "<", "<=")


def count_months(month: int) -> int:
    """The number of a month, such that following ones are one apart."""
    return month // 100 * 12 + month % 100


@dataclass(frozen=True, slots=True)
class _Series:
    """The periods of the claim's length that count, up to its own: all months, or those of its name."""

    index: Index
    engine: Engine
    claim: Claim
    first: int
    last: int
    is_monthly: bool

    @classmethod
    def of(cls, index: Index, engine: Engine, c: Claim, *, by_name: bool = False) -> _Series:
        p = Period.parse(c.period or "")
        return cls(index, engine, c, p.start, p.end, p.start == p.end and not by_name)

    def _counts(self, x: Level | Growth | Span) -> bool:
        same = x.last_month - x.first_month == self.last - self.first and x.last_month <= self.last
        return same and (self.is_monthly or x.last_month % 100 == self.last % 100)

    def held(self, region: str) -> list[Level] | list[Growth]:
        """What is held of a region: levels, or growth where the claim is of it."""
        key = (region, series(self.claim.indicator))
        found = self.index.growths.get(key, []) if self.claim.indicator.op == "growth" else self.index.spans.get(key, [])
        counted = [x for x in found if self._counts(x)]
        if len({x.last_month for x in counted}) < len(counted):
            raise NotIndexed
        return counted

    def unheld(self, region: str, since: int, after: int) -> list[Span]:
        """The bounded levels that aren't held before the claim's period, from a month on and after another."""
        if self.claim.indicator.op == "growth":
            return []
        found = (x for x in self.bounded(region) if self._counts(x))
        return [x for x in found if x.last_month < self.last and x.first_month >= since and x.first_month > after]

    def begun(self, region: str, held: Sequence[Level | Growth]) -> int:
        """The month in which what is held of a region begins: of months they themselves, of longer periods any, also of the total, since a year says something of its halves."""
        if self.first == self.last:
            return min(x.first_month for x in held)
        months: list[int] = []
        for of in with_total(self.claim.indicator):
            months += [x.first_month for x in self.index.spans.get((region, of), []) if x.last_month <= self.last]
        return min(months)

    def bounded(self, region: str) -> list[Span]:
        """The periods of the claim's length with the bounds of their levels."""
        return find_spans(self.engine, "unheld", [(region, series(self.claim.indicator))], self.last - self.first)[0]

    def spells(self, region: str, since: int, after: int) -> list[Span]:
        """The runs of months of a year that aren't held."""
        if not self.is_monthly or self.claim.indicator.op == "growth":
            return []
        [found] = find_spans(self.engine, "spells", [(region, series(self.claim.indicator))])
        return [x for x in found if x.last_month < self.last and x.first_month >= since and x.first_month > after]


@dataclass(frozen=True, slots=True)
class _Entrant:
    """A region that may have come first: what it surely and possibly satisfied now and before."""

    first_month: int
    is_held_now: bool
    is_held_before: bool
    sure_now: bool
    possible_now: bool
    sure_before: bool
    possible_before: bool
    possible_gap: bool
    may_now: bool
    observations: list[str]


def first(index: Index, engine: Engine, c: Claim, members: Sequence[str]) -> Row | None:
    """The subject's place in the order in which the members of its scope first satisfied the predicate."""
    if c.indicator.op != "level" or c.relation.threshold is None or c.relation.test not in TESTS:
        return None
    since = Period.parse(c.relation.window).end if c.relation.window else 0
    known, subject = _Series.of(index, engine, c), c.subject or ""
    own = _entrant(known, subject, since, is_own=True)
    if own is None or not own.is_held_now:
        return None
    others = {m: e for m in members if m != subject and (e := _entrant(known, m, since)) is not None}
    asked = 1 + sum(m != subject for m in members)
    ahead = [m for m, e in others.items() if e.sure_before]
    maybe = [e for e in others.values() if e.sure_before or e.possible_before or e.possible_now]
    wide = [e for e in others.values() if e in maybe or e.possible_gap or e.may_now or not e.is_held_before]
    low, high, widest = 1 + len(ahead), 1 + len(maybe), 1 + len(wide) + asked - 1 - len(others)
    is_never = own.sure_before or not own.possible_now
    is_surely = own.sure_now and not own.possible_before and not own.sure_before
    entrants = (own, *others.values())
    return {
        "low": low if is_surely else 0, "high": 0 if is_never else high,
        "widest_low": low if is_surely and own.is_held_before and not own.possible_gap else 0, "widest_high": 0 if is_never else widest,
        "unit": "rank", "observations": ",".join(o for e in entrants for o in e.observations) or None, "members": ",".join(ahead) or None,
        "asked": asked, "held": sum(e.is_held_before for e in entrants), "how": "sum", "since": max(e.first_month for e in entrants),
    }  # fmt: skip


def _entrant(known: _Series, region: str, since: int, *, is_own: bool = False) -> _Entrant | None:
    c, held = known.claim, known.held(region)
    test, limit = c.relation.test, threshold(c)
    counted = [x for x in held if x.first_month > since]
    if not counted:
        return None
    earliest = known.begun(region, held)
    now, before = [x for x in counted if x.last_month == known.last], [x for x in counted if x.last_month != known.last]
    gaps, spells = known.unheld(region, since + 1, earliest - 1), known.spells(region, since + 1, earliest - 1)
    if known.first == known.last:
        periods = count_months(known.first) - max(count_months(earliest), count_months(since) + 1)
    else:
        periods = min((known.first - earliest) // 100, math.ceil((known.first - since) / 100) - 1)
    bounds = [] if now else [x for x in known.bounded(region) if x.last_month == known.last]
    return _Entrant(
        min(x.first_month for x in counted), bool(now), bool(before),
        any(is_sure(test, x.low, x.high, limit) for x in now), any(is_possible(test, x.low, x.high, limit) for x in now),
        any(is_sure(test, x.low, x.high, limit) for x in before) or any(_is_bound_sure(test, x, limit) for x in (*gaps, *spells)),
        any(is_possible(test, x.low, x.high, limit) for x in before),
        periods > len(before) + len(gaps) or any(_is_bound_possible(test, x, limit) for x in gaps),
        not now and (not bounds or _is_bound_possible(test, bounds[0], limit)),
        [x.observations for x in counted if is_own or is_possible(test, x.low, x.high, limit)],
    )  # fmt: skip


def _is_bound_sure(test: str | None, x: Span, limit: float) -> bool:
    """Whether a level within bounds surely satisfies a test: of bounds both ends belong to it."""
    end = x.low if test in (">", ">=") else x.high
    return end is not None and {">": end > limit, ">=": end >= limit, "<": end < limit, "<=": end <= limit}[test or ""]


def _is_bound_possible(test: str | None, x: Span, limit: float) -> bool:
    end = x.high if test in (">", ">=") else x.low
    return end is None or {">": end > limit, ">=": end >= limit, "<": end < limit, "<=": end <= limit}[test or ""]


def record(index: Index, engine: Engine, c: Claim, _: Sequence[str]) -> Row | None:
    """The subject's place among its own periods of the same length."""
    if c.indicator.op not in ("level", "growth"):
        return None
    known, subject = _Series.of(index, engine, c, by_name=c.scope == "years"), c.subject or ""
    since, figures = Period.parse(c.relation.window).start if c.relation.window else 0, known.held(subject)
    current = next((x for x in figures if x.last_month == known.last), None)
    held = [x for x in figures if x.first_month >= since]
    if current is None or len(held) < 2:
        return None
    earliest = min(x.first_month for x in figures)
    up = (c.relation.order or ("asc" if c.relation.test == "lowest" else "desc")) == "asc"
    others, missing = [x for x in held if x is not current], known.unheld(subject, since, earliest)

    def ahead(x: Level | Growth | Span) -> bool:
        return is_ahead(up, x.low, x.high, current.low, current.high, held=not isinstance(x, Span))

    def maybe(x: Level | Growth | Span) -> bool:
        return may_be_ahead(up, x.low, x.high, current.low, current.high)

    def is_run_ahead(x: Span) -> bool:
        if up:
            return x.high is not None and current.low is not None and x.high < current.low
        return x.low is not None and current.high is not None and x.low > current.high

    if known.is_monthly:
        periods = 1 + count_months(known.first) - max(count_months(earliest), count_months(since))
    else:
        periods = 1 + min(known.first - earliest, known.first - since) // 100
    run = int(current in held and any(is_run_ahead(x) for x in known.spells(subject, since, earliest)))
    bounded = max(sum(map(ahead, missing)), run)
    open_ = max(sum(ahead(x) or maybe(x) for x in missing) + max(0, periods - len(held) - len(missing)), run)
    sure, possible = sum(map(ahead, others)), sum(map(maybe, others))
    stated = {id(x) for x in others if _is_stated(x) and _is_stated(current)}
    stated_sure, stated_possible = sum(ahead(x) and id(x) in stated for x in others), sum(maybe(x) or id(x) not in stated for x in others)
    return {
        "low": 1 + sure + bounded, "high": 1 + possible + bounded, "widest_low": 1 + sure + bounded, "widest_high": 1 + possible + open_,
        "outer_low": 1 + stated_sure + bounded, "outer_high": 1 + stated_possible + open_, "unit": "rank",
        "observations": ",".join(x.observations for x in held), "members": None, "asked": len(held), "held": len(held), "how": "sum",
        "since": min(x.first_month for x in held),
    }  # fmt: skip


def _is_stated(x: Level | Growth | Span) -> bool:
    return not isinstance(x, Growth) or x.published


def _revised(x: Level | Growth | Span, by: int) -> tuple[float | None, float | None]:
    """The ends of a figure, growth computed from levels as far off as levels of the year before are revised."""
    by = 0 if _is_stated(x) else by
    return (None if x.low is None else x.low - by), (None if x.high is None else x.high + by)


REVISED = 3
"""Percentage points that growth computed from levels may lie off, by revisions of the level before."""


def _is_surely(test: str, x: Level | Growth | Span, mark: float) -> bool:
    """Whether a figure satisfies a test that it surely satisfies as it stands, however its base is revised."""
    return _is_stated(x) or is_sure(test, *_revised(x, REVISED), mark)


def streak(index: Index, engine: Engine, c: Claim, _: Sequence[str]) -> Row | None:
    """How many periods in a row, up to and with the claim's, the predicate holds."""
    op, test = c.indicator.op, c.relation.test
    if op not in ("level", "growth") or test not in TESTS or (op == "level" and c.relation.threshold is None):
        return None
    known, subject, mark = _Series.of(index, engine, c), c.subject or "", threshold(c)
    figures = known.held(subject)
    if not figures:
        return None
    earliest = min(x.first_month for x in figures)
    judged: list[tuple[int, bool, bool, Level | Growth | Span]] = []
    ends: list[int] = []
    for x in (*figures, *known.unheld(subject, 0, earliest)):
        is_bound = isinstance(x, Span)
        sure = _is_bound_sure(test, x, mark) if is_bound else is_sure(test, x.low, x.high, mark)
        possible = _is_bound_possible(test, x, mark) if is_bound else is_possible(test, x.low, x.high, mark)
        if is_bound and not sure and possible:
            continue
        back = count_months(known.last) - count_months(x.last_month) if known.is_monthly else (known.last - x.last_month) // 100
        judged.append((back, sure, possible, x))
        if not possible and (is_bound or not is_possible(test, *_revised(x, REVISED), mark)):
            ends.append(back)
    judged.sort(key=lambda j: j[0])
    if judged[0][0] != 0:
        return None
    periods = sum(back == place for place, (back, *_) in enumerate(judged))

    def least(is_end: Callable[[int, bool, bool, Level | Growth | Span], bool]) -> int | None:
        return next((back for place, (back, sure, possible, x) in enumerate(judged) if is_end(back - place, sure, possible, x)), None)

    def within(end: int | None) -> int:
        return periods if end is None else min(end, periods)

    revised = within(least(lambda skipped, sure, possible, x: not (sure and _is_surely(test, x, mark)) or skipped > 0))
    reach = least(lambda skipped, sure, possible, x: not sure or skipped > 0)
    unsure = within(reach)
    broken = within(least(lambda skipped, sure, possible, x: not possible or skipped > 0))
    unstated = within(least(lambda skipped, sure, possible, x: not (sure and _is_stated(x)) or skipped > 0))
    ended = min(ends, default=None)
    refuted = least(lambda skipped, sure, possible, x: not possible and _is_stated(x))
    found = [x for back, _, _, x in judged if back <= (periods if reach is None else reach)]
    return {
        "low": unsure, "high": broken, "widest_low": revised, "widest_high": ended, "outer_low": unstated, "outer_high": refuted, "unit": "count",
        "observations": ",".join(x.observations for x in found if not isinstance(x, Span)) or None, "members": None,
        "asked": periods, "held": periods, "how": "sum", "since": min(x.first_month for x in found),
    }  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Lead:
    """Whether the subject surely and possibly led in one period before, and whether both levels are held in it."""

    sure: bool
    possible: bool
    is_held: bool


def overtaking(index: Index, engine: Engine, c: Claim, told: Mapping[str, Told]) -> Row:
    """Whether the subject is ahead of another in a level and was not in a base period, nor, of months, in any since. `told` are the answers by their role."""
    base, period = Period.parse(c.relation.base_period or ""), Period.parse(c.period or "")
    is_monthly = period.months == base.months == 1
    leads = list(_leads(index, engine, c, base, period.end if is_monthly else base.end))
    asked = max(1, count_months(period.end) - count_months(base.end)) if is_monthly else 1
    was, may = any(x.sure for x in leads), any(x.sure or (x.is_held and x.possible) for x in leads)
    maybe = {"": may, "widest_": len(leads) < asked or any(x.possible for x in leads)}
    own, other = told["subject"], told["versus"]
    row: Row = {}
    for which in WHICH:
        low, high, v_low, v_high = (getattr(t, f"{which}{end}") for t in (own, other) for end in ("low", "high"))
        row[f"{which}low"] = int(is_ahead(False, low, high, v_low, v_high) and not maybe.get(which, maybe["widest_"]))
        row[f"{which}high"] = int(is_above(high, v_low) is not False and not was)
    observations = [x.observations for role in ("subject", "versus", "base", "versus-base") if (x := told[role]).observations is not None]
    how = "missing" if "missing" in (own.how, other.how) else "computed"
    return {
        **row,
        "unit": "count",
        "observations": ",".join(observations),
        "members": None,
        "asked": 2,
        "held": 2,
        "how": how,
        "since": None,
    }


def _leads(index: Index, engine: Engine, c: Claim, base: Period, end: int) -> Iterator[_Lead]:
    """Who led in the base period and in those of its length after it and before an end, as far as anything is known of both."""
    length, of = base.end - base.start, series(c.indicator)
    sides: list[dict[tuple[int, int], list[tuple[Level | Span, bool]]]] = []
    for region in (c.subject or "", c.relation.versus or ""):
        side: dict[tuple[int, int], list[tuple[Level | Span, bool]]] = {}
        held = [(x, True) for x in index.spans.get((region, of), ()) if x.last_month - x.first_month == length]
        for x, is_held in (*held, *((x, False) for x in find_spans(engine, "unheld", [(region, of)], length)[0])):
            if x.last_month == base.end or base.end < x.last_month < end:
                side.setdefault((x.first_month, x.last_month), []).append((x, is_held))
        sides.append(side)
    for months, own in sides[0].items():
        for (s, here), (v, there) in product(own, sides[1].get(months, ())):
            level = s.low is not None and s.low == v.high and v.low != v.high and there
            yield _Lead(is_above(s.low, v.high) is True or level, is_above(s.high, v.low) is not False, here and there)


KINDS: dict[str, Callable[[Index, Engine, Claim, Sequence[str]], Row | None]] = {"first": first, "record": record, "streak": streak}
