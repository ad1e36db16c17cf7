"""What a claim asks and what answers it, as the reference takes them: three-valued comparisons of figures and of bounds, counts, and the one verdict."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal

from tests.laws.ends import Ends, clear, interval
from tests.laws.figures import Figure, Series, Span

from hinterland.interval import Interval

D = Decimal
COUNTED = ("rank", "count")
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
    found = {">": x.above, ">=": x.below, "<": x.below, "<=": x.above}[test](limit)
    return found if found is None or test in "<>" else not found


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
