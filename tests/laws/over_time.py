"""The reference for what speaks of several periods: firsts, records, streaks and overtakings, by brute force over every period, held or not."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from itertools import takewhile
from typing import NamedTuple

from tests.laws.bounds import Bounds
from tests.laws.ends import Ends, clear, interval, plus
from tests.laws.figures import Book, Figure, Series, Span
from tests.laws.judging import BOUNDED, UNHELD, Answer, Asked, ahead, bounds_ahead, closed, holds, may_hold, tally

D = Decimal


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


class OverTime:
    """The kinds that look along periods, on a book and bounds."""

    book: Book
    bounds: Bounds

    def _known(self, region: str, series: Series, span: Span) -> Ends:
        raise NotImplementedError

    def _scope(self, a: Asked) -> dict[str, tuple[Figure, bool, bool]]:
        raise NotImplementedError

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
        gaps = self._gaps(a, member, levels, back, alike=False, begun=self._begun(a, member, levels))
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

    def _begun(self, a: Asked, region: str, levels: Mapping[Span, Figure]) -> int:
        """The month in which what is held begins: of months they themselves, of longer periods any of the series or of the total of its flows."""
        if a.span.first == a.span.last:
            return min(s.first for s in levels)
        found = []
        for span in {s for _, _, _, s, _ in self.book.facts if s.last <= a.span.last}:
            for of in (a.series, a.series._replace(flow="total")):
                f = self.book.level(of, region, span)
                if f is not None and f.whole:
                    found.append(span.first)
        return min(found)

    def _gaps(
        self, a: Asked, region: str, levels: Mapping[Span, Figure], back: int, *, alike: bool, begun: int | None = None
    ) -> dict[Span, Ends]:
        """The periods that are not held between the first held and the claim's, with what bounds them: of months all unless only those `alike` are meant."""
        monthly, found = a.span.first == a.span.last and not alike, {}
        begun = min((s.first for s in levels), default=a.span.first) if begun is None else begun
        span = a.span.last_month() if monthly else a.span.before()
        while span.first >= begun and span.first > back:
            if span not in levels:
                found[span] = self._bound(a, region, span)
            span = span.last_month() if monthly else span.before()
        return found

    def _runs(self, a: Asked, region: str, gaps: Mapping[Span, Ends]) -> list[Ends]:
        if a.span.first != a.span.last or region in self.book.groups:
            return []
        return self.bounds.runs(region, a.series, {s.first for s in gaps})

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
        broken = end({n: x is False and self._is_off(a, f, limit) for n, (f, x) in back.items()})
        outer = end({n: x is False and (a.op == "level" or published[n]) for n, (_, x) in back.items()})
        firm = length([x is True and self._is_sure(a, f, limit) for f, x in run])
        return Answer((low, high), (firm, broken), "count", (sure, outer))

    @staticmethod
    def _is_off(a: Asked, f: Figure, limit: D) -> bool:
        """Whether a figure breaks a run however its base is revised."""
        return a.op == "level" or f.how != "computed" or holds(a.test, _revised(f), limit, f.exact) is False

    @staticmethod
    def _is_sure(a: Asked, f: Figure, limit: D) -> bool:
        """Whether a figure goes on with a run however its base is revised."""
        return a.op == "level" or f.how != "computed" or holds(a.test, _revised(f), limit, f.exact) is True

    def _decided(self, a: Asked, held: Mapping[Span, Figure], limit: D, *, alike: bool) -> dict[Span, bool]:
        """The levels that are not held but whose bounds decide."""
        judged = {s: may_hold(a.test, ends, limit) for s, ends in self._gaps(a, a.subject, held, 0, alike=alike).items()}
        return {s: x for s, x in judged.items() if x is not None}

    @staticmethod
    def _back(now: Span, then: Span, monthly: bool) -> int:
        years, months = now.last // 100 - then.last // 100, now.last % 100 - then.last % 100
        return years * 12 + months if monthly else years


def _revised(f: Figure) -> Ends:
    """The ends of growth computed from levels, which may lie three points off."""
    low, high = f.ends
    return None if low is None else low - 3, None if high is None else high + 3
