"""The reference: what each of the ten kinds of claims answers, worked out by brute force over a small list of facts.

A question goes in, both intervals, the members and the verdict come out. Nothing of `indicators` or `claims` is used; the meaning is that of the
design, kind by kind, written as plainly as it can be read.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal

from tests.laws.bounds import Bounds
from tests.laws.ends import CloseCall, Ends, minus, plus, ratio
from tests.laws.figures import Book, Fact, Figure, Series, Span
from tests.laws.judging import Answer, Asked, ahead, holds, tally
from tests.laws.over_time import OverTime

D = Decimal
RATES = ("growth", "cagr", "multiple", "contribution")
NUMERALS = "0123456789"


class Reference(OverTime):
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
