"""The reference: what each of the ten kinds of claims answers, worked out by brute force over a small list of facts.

A question goes in, both intervals, the members and the verdict come out. Nothing of `indicators` or `claims` is used; the meaning is that of the
design, kind by kind, written as plainly as it can be read.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import takewhile
from typing import NamedTuple

from tests.laws.bounds import Bounds
from tests.laws.figures import Book, CloseCall, Ends, Fact, Figure, Series, Span, clear, interval, minus, plus, ratio

from hinterland.interval import Interval

D = Decimal
COUNTED = ("rank", "count")
RATES = ("growth", "cagr", "multiple", "contribution")
NUMERALS = "0123456789"
UNHELD = "unheld"
BOUNDED = Figure((None, None), "", "bounded", True)
"""A level that isn't held but bounded."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A claim as the reference takes it."""

    kind: str
    subject: str
    op: str
    series: Series
    span: Span
    scope: str | None = None
    test: str = "="
    threshold: D | None = None
    order: str = "desc"
    versus: str | None = None
    base: Span | None = None
    since: int | None = None
    members: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """Both intervals, the wider one for growth that is only computed, and who is named."""

    ends: Ends
    wide: Ends
    unit: str
    outer: Ends | None = None
    members: frozenset[str] = field(default=frozenset())

    def verdict(self, said: Ends | None) -> str:
        """The one comparison."""
        agree = same(self.ends, self.wide)
        if said is None or said == (None, None):
            return "supported" if agree else "unverifiable"
        text = interval(said)
        answer, wide, outer = (self.closed(e) for e in (self.ends, self.wide, self.outer or self.wide))
        if not text.meets(wide) and not text.meets(outer):
            return "refuted"
        return "supported" if text.meets(answer) and agree else "unverifiable"

    def closed(self, ends: Ends) -> Interval:
        """Places and counts are whole: both ends belong to them."""
        low, high = ends
        return Interval(low, high, low is not None, high is not None) if self.unit in COUNTED else interval(ends)


def same(a: Ends, b: Ends) -> bool:
    return all(
        x == y or (x is not None and y is not None and abs(x - y) <= D("1e-9") * max(abs(x), abs(y))) for x, y in zip(a, b, strict=True)
    )


def holds(test: str, ends: Ends, threshold: D, exact: bool) -> bool | None:
    """Whether a figure satisfies a predicate: yes, no, or `None` where its digits cannot decide."""
    clear(ends, (threshold, threshold), exact)
    x, limit = interval(ends), Interval.exact(threshold)
    return {">": x.above, ">=": x.at_least, "<": x.below, "<=": x.at_most}[test](limit)


def may_hold(test: str, bounds: Ends, threshold: D, exact: bool = True) -> bool | None:
    """Whether what lies within bounds, both of which belong to them, satisfies a predicate."""
    clear(bounds, (threshold, threshold), exact)
    low, high = bounds
    match test:
        case ">":
            return True if low is not None and low > threshold else False if high is not None and high <= threshold else None
        case ">=":
            return True if low is not None and low >= threshold else False if high is not None and high < threshold else None
        case "<":
            return True if high is not None and high < threshold else False if low is not None and low >= threshold else None
        case _:
            return True if high is not None and high <= threshold else False if low is not None and low > threshold else None


def bounds_ahead(a: Interval, b: Interval, order: str) -> bool | None:
    """Whether one is ahead of another, at least one of which lies within bounds."""
    return a.below(b) if order == "asc" else a.above(b)


def closed(ends: Ends) -> Interval:
    """Bounds as an interval to which both belong."""
    low, high = ends
    return Interval(low, high, low is not None, high is not None)


def ahead(a: Ends, b: Ends, order: str, exact: bool) -> bool | None:
    """Whether `a` is ahead of `b` in an order, in three values."""
    clear(a, b, exact)
    return interval(a).below(interval(b)) if order == "asc" else interval(a).above(interval(b))


def tally(judged: Iterable[bool | None], start: int = 0) -> Ends:
    """How many surely are, and how many possibly."""
    found = list(judged)
    return D(start + sum(j is True for j in found)), D(start + sum(j is not False for j in found))


class Entrant(NamedTuple):
    """A member of a first's scope: whether it satisfies the predicate now (or isn't held), surely did before, possibly did in what is held, possibly in what isn't;
    whether anything earlier is held of it, and whether its bounds let it satisfy the predicate now.
    """

    now: bool | str | None
    sure: bool
    possible: bool
    gap: bool
    dated: bool
    may_now: bool


class Reference:
    """The answers to claims on one set of facts."""

    def __init__(
        self, facts: Iterable[Fact], groups: Mapping[str, tuple[str, ...]], partner_kinds: Mapping[str, str], bounds: Bounds | None = None
    ) -> None:
        self.bounds = bounds or Bounds()
        self.book = Book(facts, groups, self._known)
        self.groups, self.partner_kinds = groups, partner_kinds

    def _known(self, region: str, series: Series, span: Span) -> Ends:
        """The bounds of a level; what isn't held of a group is known by its members."""
        return (None, None) if region in self.groups else self.bounds.of(region, series, span)

    def answer(self, a: Asked) -> Answer | None:
        """The answer to a claim; `None` where nothing is held to judge it by. Raises `CloseCall` where lost digits would decide."""
        found: Answer | None = getattr(self, f"_{a.kind}")(a)
        return found

    def _own(self, a: Asked) -> Figure:
        return self.book.figure(a.op, a.series, a.subject, a.span, a.versus, a.base)

    # -- one figure, or two

    def _value(self, a: Asked) -> Answer | None:
        f = self._own(a)
        return None if f.missing else Answer(f.ends, f.wide, f.unit, f.outer)

    def _change(self, a: Asked) -> Answer | None:
        now = self.book.figure(a.op, a.series, a.subject, a.span, a.versus)
        if a.base is None or now.missing or self.book.figure(a.op, a.series, a.subject, a.base, a.versus).missing:
            return None
        return Answer(now.ends, now.wide, now.unit, now.outer)

    def _comparison(self, a: Asked) -> Answer | None:
        if a.versus is None:
            return None
        moved = a.base is not None and a.op not in RATES
        sides = [self.book.figure(a.op, a.series, r, a.span, None, None if moved else a.base) for r in (a.subject, a.versus)]
        if moved and a.op == "level":
            return self._overtaking(a, *sides)
        if moved:
            assert a.base is not None
            sides += [self.book.figure(a.op, a.series, r, a.base) for r in (a.subject, a.versus)]
        if any(s.missing for s in sides):
            return None
        exact = all(s.exact for s in sides)

        def compared(which: str) -> Ends:
            ends = [s.outer if which == "outer" else s.wide if which == "wide" else s.ends for s in sides]
            if moved:
                return self._overtaken(ends, exact)
            (low, high), (v_low, v_high) = ends
            if a.op in ("growth", "share", "cagr", "contribution", "balance"):
                return minus(low, v_high), minus(high, v_low)
            return (None, None) if v_low is None or v_low <= 0 else ratio((low, high), (v_low, v_high))

        answer = compared("ends")
        if answer == (None, None):
            return None
        points = a.op in ("growth", "share", "cagr", "contribution")
        unit = "count" if moved else "percentage_point" if points else sides[0].unit if a.op == "balance" else "ratio"
        return Answer(answer, compared("wide"), unit, compared("outer"))

    def _overtaken(self, ends: list[Ends], exact: bool) -> Ends:
        now, before = ahead(ends[0], ends[1], "desc", exact), ahead(ends[2], ends[3], "desc", exact)
        sure, possible = now is True and before is False, now is not False and before is not True
        return D(int(sure)), D(int(possible))

    def _overtaking(self, a: Asked, own: Figure, other: Figure) -> Answer | None:
        """Ahead now, and not before: of a month in none from the base on, of all else in the base."""
        if own.missing or other.missing:
            return None
        judged = [self._led(a, s) for s in self._before(a)]
        was = any(x is True for x, _ in judged)
        possible = {"ends": any(x is not False for x, held in judged if held or x is True), "wide": any(x is not False for x, _ in judged)}

        def compared(which: str) -> Ends:
            x, y = [s.outer if which == "outer" else s.wide if which == "wide" else s.ends for s in (own, other)]
            now = ahead(x, y, "desc", own.exact and other.exact)
            maybe = possible["ends" if which == "ends" else "wide"]
            return D(int(now is True and not maybe)), D(int(now is not False and not was))

        return Answer(compared("ends"), compared("wide"), "count", compared("outer"))

    def _before(self, a: Asked) -> list[Span]:
        assert a.base is not None
        if a.span.first != a.span.last or a.base.first != a.base.last:
            return [a.base]
        found, month = [], a.base
        while month < a.span or not found:
            found.append(month)
            month = month.next_month()
        return found

    def _led(self, a: Asked, span: Span) -> tuple[bool | None, bool]:
        """Whether the subject was ahead, and whether both sides are held."""
        assert a.versus is not None
        x, y = (self.book.level(a.series, r, span) for r in (a.subject, a.versus))
        x, y = (f if f is not None and f.whole else None for f in (x, y))
        if x and y:
            return ahead(x.ends, y.ends, "desc", x.exact and y.exact), True
        sides = [interval(f.ends) if f else closed(self._bound(a, r, span)) for f, r in ((x, a.subject), (y, a.versus))]
        return bounds_ahead(sides[0], sides[1], "desc"), False

    def _bound(self, a: Asked, region: str, span: Span) -> Ends:
        """The bounds of a level that isn't held."""
        return (None, None) if self.book.single(a.series, region, span) else self._known(region, a.series, span)

    def _parts(self, a: Asked) -> Answer | None:
        if not a.members:
            return None
        parts = [self.book.figure(a.op, *self._part(a, m), a.span) for m in a.members]
        if any(p.missing for p in parts):
            return None

        def added(which: str) -> Ends:
            low: D | None = D(0)
            high: D | None = D(0)
            for p in parts:
                ends = p.wide if which == "wide" else p.ends
                low, high = plus(low, ends[0]), plus(high, ends[1])
            return low, high

        total = added("ends")
        return None if total == (None, None) else Answer(total, added("wide"), parts[0].unit, members=frozenset(a.members))

    def _part(self, a: Asked, member: str) -> tuple[Series, str]:
        if set(a.members) <= {"export", "import"}:
            return a.series._replace(flow=member), a.subject
        if a.scope in ("products", "partners"):
            return a.series._replace(**{a.scope[:-1]: member}), a.subject
        return a.series, member

    def _membership(self, a: Asked) -> Answer | None:
        if a.scope is None or a.scope not in self.groups:
            return None
        inside = D(int(a.subject in self.groups[a.scope]))
        return Answer((inside, inside), (inside, inside), "count", members=frozenset([a.subject] if inside else []))

    # -- places and counts along a scope

    def _scope(self, a: Asked) -> dict[str, tuple[Figure, bool, bool]]:
        """Each member with its figure, whether it counts as far as is held, and whether it belongs there whatever is missing."""
        base = a.base
        if a.scope is not None and a.scope in self.groups:
            return {m: (self.book.figure(a.op, a.series, m, a.span, a.versus, base), True, True) for m in self.groups[a.scope]}
        if a.scope in ("partners", "products"):
            axis = a.scope[:-1]
            alike = [m for m in {getattr(s, axis) for _, s, _, _, _ in self.book.facts} if self._alike(a, m)]
            series = {m: a.series._replace(**{axis: m}) for m in alike}
            return {
                m: (self.book.figure(a.op, s, a.subject, a.span, a.versus, base), True, True)
                for m, s in series.items()
                if self.book.level(s, a.subject, a.span)
            }
        if a.scope and a.scope.startswith("top-"):
            return {
                m: (self.book.figure(a.op, a.series, m, a.span, a.versus, base), *sure)
                for m, sure in self._largest(a, int(a.scope[4:])).items()
            }
        return {}

    def _alike(self, a: Asked, member: str) -> bool:
        if a.scope == "products":
            own = a.series.product
            return own[0] in NUMERALS and member[0] in NUMERALS and len(own) == len(member)
        kind = self.partner_kinds.get(a.series.partner)
        kind = "country" if kind == "world" and a.kind == "count" else kind
        return kind in ("country", "bloc") and self.partner_kinds.get(member) == kind

    def _largest(self, a: Asked, n: int) -> dict[str, tuple[bool, bool]]:
        """The n largest provinces by total trade; those of which no level is held may belong too, and put as many of the smallest in doubt."""
        plain = Series(basis=a.series.basis, currency=a.series.currency or "CNY")
        held, others = {}, []
        for p in self.groups["provinces"]:
            now = self.book.single(plain, p, a.span)
            if now is not None and now.value is not None:
                held[p] = now
        placed = sorted(held, key=lambda p: (-(held[p].value or 0), p))[:n]
        for p in self.groups["provinces"]:
            if p in held:
                continue
            high = None if self.book.single(plain, p, a.span) else self.bounds.of(p, plain, a.span)[1]
            smallest = held[placed[-1]].value if placed else None
            if len(placed) < n or high is None or smallest is None or high > smallest:
                others.append(p)
        doubtful = len(others)
        return {**{p: (True, i < n - doubtful) for i, p in enumerate(placed)}, **dict.fromkeys(others, (False, False))}

    def _rank(self, a: Asked) -> Answer | None:
        own, members = self._own(a), self._scope(a)
        if own.missing or not members:
            return None
        me = {"partners": a.series.partner, "products": a.series.product}.get(a.scope or "", a.subject)
        rest = {m: x for m, x in members.items() if m != me}

        def place(which: str) -> Ends:
            low = high = 1
            for f, counts, certain in rest.values():
                mine, its = [(x.wide if which == "wide" else x.outer if which == "outer" else x.ends) for x in (own, f)]
                if which == "ends" and (f.missing or not counts):
                    continue
                found = ahead(its, mine, a.order, own.exact and f.exact)
                low += found is True and (which == "ends" or certain)
                high += found is not False
            return D(low), D(high) if which == "ends" else plus(D(high), self._unseen(a, own, members))

        first = frozenset(
            m for m, (f, counts, _) in rest.items() if counts and not f.missing and ahead(f.ends, own.ends, a.order, own.exact and f.exact)
        )
        return Answer(place("ends"), place("wide"), "rank", place("outer"), first)

    def _unseen(self, a: Asked, own: Figure, members: Mapping[str, tuple[Figure, bool, bool]]) -> D | None:
        """How many partners or products that are not held may be ahead: as many as fit into what is left of the whole."""
        if a.scope not in ("partners", "products"):
            return D(0)
        overlapping = a.scope == "partners" and self.partner_kinds.get(a.series.partner) == "bloc"
        if a.op != "level" or a.order == "asc" or overlapping:
            return None
        all_of = a.series._replace(**{a.scope[:-1]: "world" if a.scope == "partners" else "all"})
        whole = self.book.figure("level", all_of, a.subject, a.span).ends[1]
        known = [f.ends[0] for f, _, _ in members.values() if f.ends[0] is not None]
        if whole is None or not known or own.ends[0] is None or own.ends[0] <= 0:
            return None
        fit = (whole - sum(known)) / own.ends[0]
        if abs(fit - round(fit)) < D("1e-9"):
            raise CloseCall
        return max(D(0), D(int(fit)))

    def _count(self, a: Asked) -> Answer | None:
        members = self._scope(a)
        if a.threshold is None or a.test not in (">", ">=", "<", "<=") or not members:
            return None
        limit = a.threshold
        judged = {m: None if f.missing else holds(a.test, f.ends, limit, f.exact) for m, (f, _, _) in members.items()}
        wide = {m: holds(a.test, f.wide, limit, f.exact) for m, (f, _, _) in members.items()}
        outer = {m: holds(a.test, f.outer, limit, f.exact) for m, (f, _, _) in members.items()}
        counted = [m for m, (f, counts, _) in members.items() if counts and not f.missing]
        certain = [m for m, (_, _, sure) in members.items() if sure]

        def widened(found: Mapping[str, bool | None]) -> Ends:
            high = None if a.scope in ("partners", "products") else D(sum(x is not False for x in found.values()))
            return D(sum(found[m] is True for m in certain)), high

        named = frozenset(m for m in counted if judged[m] is True)
        return Answer(tally(judged[m] for m in counted), widened(wide), "count", widened(outer), named)

    # -- along periods

    def _levels(self, a: Asked, region: str, *, alike: bool) -> dict[Span, Figure]:
        """The levels of a region up to the claim's period, of the same length: every year's, of months all unless only those `alike` are meant."""
        monthly = a.span.first == a.span.last
        found = {}
        for span in {s for _, _, _, s, _ in self.book.facts}:
            fits = span.last - span.first == a.span.last - a.span.first and span.last <= a.span.last
            if fits and (span.last % 100 == a.span.last % 100 or (monthly and not alike)):
                f = self.book.level(a.series, region, span)
                if f is not None and f.whole:
                    found[span] = f
        return found

    def _growths(self, a: Asked, *, alike: bool) -> dict[Span, Figure]:
        monthly = a.span.first == a.span.last
        found = {}
        for span in {s for _, _, _, s, _ in self.book.facts}:
            fits = span.last - span.first == a.span.last - a.span.first and span.last <= a.span.last
            if fits and (span.last % 100 == a.span.last % 100 or (monthly and not alike)):
                f = self.book.figure("growth", a.series, a.subject, span)
                if not f.missing and f.whole:
                    found[span] = f
        return found

    def _first(self, a: Asked) -> Answer | None:
        if a.op != "level" or a.threshold is None or a.test not in (">", ">=", "<", "<="):
            return None
        back = a.since + 11 if a.since else 0
        entrants = {m: self._entrant(a, m, back) for m in sorted({a.subject, *self._scope(a)})}
        own = entrants.pop(a.subject)
        if own.now is UNHELD:
            return None
        never, surely = own.now is False or own.sure, own.now is True and not own.possible and not own.sure
        done = frozenset(m for m, e in entrants.items() if e.sure)
        maybe = [m for m, e in entrants.items() if e.sure or e.possible or e.now in (True, None)]
        widest = [m for m, e in entrants.items() if m in maybe or e.gap or not e.dated or (e.now is UNHELD and e.may_now)]
        low = D(1 + len(done))
        ends = (low if surely else D(0), D(0) if never else D(1 + len(maybe)))
        wide = (low if surely and own.dated and not own.gap else D(0), D(0) if never else D(1 + len(widest)))
        return Answer(ends, wide, "rank", members=done)

    def _entrant(self, a: Asked, member: str, back: int) -> Entrant:
        """What is known of when a member first satisfied the predicate."""
        assert a.threshold is not None
        limit, levels = a.threshold, self._levels(a, member, alike=False)
        judged = {s: holds(a.test, f.ends, limit, f.exact) for s, f in levels.items() if s.first > back}
        if not judged:
            return Entrant(UNHELD, False, False, False, False, True)
        now, before = judged.get(a.span, UNHELD), [x for s, x in judged.items() if s != a.span]
        gaps = self._gaps(a, member, levels, back, alike=False)
        missing = [may_hold(a.test, ends, limit) for ends in gaps.values()]
        runs = [self._run_holds(a.test, ends, limit) for ends in self._runs(a, member, gaps)]
        return Entrant(
            now,
            True in before or True in missing or True in runs,
            any(x is not False for x in before),
            any(x is not False for x in missing),
            bool(before),
            may_hold(a.test, self._bound(a, member, a.span), limit) is not False,
        )

    @staticmethod
    def _run_holds(test: str, each: Ends, limit: D) -> bool:
        """Whether one of a run of months surely satisfies a predicate, by what the largest is at least and the smallest at most."""
        low, high = each
        return may_hold(test, (low, None) if test in (">", ">=") else (None, high), limit, exact=False) is True

    def _gaps(self, a: Asked, region: str, levels: Mapping[Span, Figure], back: int, *, alike: bool) -> dict[Span, Ends]:
        """The periods that are not held between the first held and the claim's, with what bounds them: of months all unless only those `alike` are meant."""
        monthly, found = a.span.first == a.span.last and not alike, {}
        begun = min((s.first for s in levels), default=a.span.first)
        span = a.span.last_month() if monthly else a.span.before()
        while span.first >= begun and span.first > back:
            if span not in levels:
                found[span] = self._bound(a, region, span)
            span = span.last_month() if monthly else span.before()
        return found

    def _runs(self, a: Asked, region: str, gaps: Mapping[Span, Ends]) -> list[Ends]:
        if a.span.first != a.span.last or not gaps:
            return []
        # A month that is held in part, as a sum of some of a group's members, has no run either.
        return self.bounds.runs(region, a.series, {s.first for s in gaps if not self.book.single(a.series, region, s)})

    def _record(self, a: Asked) -> Answer | None:
        if a.op not in ("level", "growth"):
            return None
        alike = a.scope == "years"
        every = self._levels(a, a.subject, alike=alike) if a.op == "level" else self._growths(a, alike=alike)
        held = {s: f for s, f in every.items() if f.ends != (None, None) and s.first >= (a.since or 0)}
        own = held.pop(a.span, None)
        if own is None or not held:
            return None
        judged = [(f, ahead(f.ends, own.ends, a.order, own.exact and f.exact)) for f in held.values()]
        told = [(None if a.op == "growth" and "computed" in (f.how, own.how) else x) for f, x in judged]
        gaps = self._gaps(a, a.subject, every, (a.since or 1) - 1, alike=alike)
        if a.op == "growth":
            gaps = dict.fromkeys(gaps, (None, None))
        missing = [bounds_ahead(closed(ends), interval(own.ends), a.order) for ends in gaps.values()]
        runs = [] if a.op == "growth" or alike else [self._run_ahead(each, own.ends, a.order) for each in self._runs(a, a.subject, gaps)]
        bounded = max(sum(x is True for x in missing), int(any(runs)))
        possible = max(sum(x is not False for x in missing), int(any(runs)))

        def added(found: Ends, high: int) -> Ends:
            return plus(found[0], D(bounded)), plus(found[1], D(high))

        ends = tally((x for _, x in judged), 1)
        return Answer(added(ends, bounded), added(ends, possible), "rank", added(tally(told, 1), possible))

    @staticmethod
    def _run_ahead(each: Ends, own: Ends, order: str) -> bool:
        """Whether one of a run of months is surely ahead."""
        clear(each, own, False)
        (low, high), (own_low, own_high) = each, own
        if order == "asc":
            return high is not None and own_low is not None and high < own_low
        return low is not None and own_high is not None and low > own_high

    def _streak(self, a: Asked) -> Answer | None:
        limit = a.threshold if a.threshold is not None else D(0) if a.op == "growth" else None
        if a.op not in ("level", "growth") or a.test not in (">", ">=", "<", "<=") or limit is None:
            return None
        monthly = a.span.first == a.span.last
        held = self._levels(a, a.subject, alike=not monthly) if a.op == "level" else self._growths(a, alike=not monthly)
        if a.span not in held:
            return None
        back = {self._back(a.span, s, monthly): (f, holds(a.test, f.ends, limit, f.exact)) for s, f in held.items()}
        if a.op == "level":
            back |= {self._back(a.span, s, monthly): (BOUNDED, x) for s, x in self._decided(a, held, limit, alike=not monthly).items()}
        run = [back[n] for n in takewhile(lambda n: n in back, range(len(back)))]

        def length(good: list[bool]) -> D:
            return D(len(list(takewhile(bool, good))))

        def end(bad: Mapping[int, bool]) -> D | None:
            return next((D(n) for n in sorted(bad) if bad[n]), None)

        published = {n: f.how != "computed" for n, (f, _) in back.items()}
        low, high = length([x is True for _, x in run]), length([x is not False for _, x in run])
        sure = length([x is True and (a.op == "level" or f.how != "computed") for f, x in run])
        broken = end({n: x is False for n, (_, x) in back.items()})
        outer = end({n: x is False and (a.op == "level" or published[n]) for n, (_, x) in back.items()})
        return Answer((low, high), (low, broken), "count", (sure, outer))

    def _decided(self, a: Asked, held: Mapping[Span, Figure], limit: D, *, alike: bool) -> dict[Span, bool]:
        """The levels that are not held but whose bounds decide."""
        judged = {s: may_hold(a.test, ends, limit) for s, ends in self._gaps(a, a.subject, held, 0, alike=alike).items()}
        return {s: x for s, x in judged.items() if x is not None}

    @staticmethod
    def _back(now: Span, then: Span, monthly: bool) -> int:
        years, months = now.last // 100 - then.last // 100, now.last % 100 - then.last % 100
        return years * 12 + months if monthly else years
