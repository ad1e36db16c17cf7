"""Worlds whose every figure is known, most of which are hidden: what the evaluators support must be true of the hidden figures too, what they refute false.

A world is a few provinces' trade with one partner: months of two years that make quarters, years to date and years, published by one office at one time. Many worlds share a
warehouse, since partners tie nothing to each other. Truth is worked out from the months alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from random import Random

from tests.laws.figures import Fact, Series, Span
from tests.laws.generate import PARTNER_KINDS

from hinterland import codes

D = Decimal
SCOPE = "northeast"
REGIONS = tuple(codes.members(SCOPE))
YEARS = (2023, 2024)
MONTHS = tuple(y * 100 + m for y in YEARS for m in range(1, 13))
COUNTRIES = tuple(sorted(c for c, kind in PARTNER_KINDS.items() if kind == "country"))
STEP = 10**8
"""What figures are rounded to."""


@dataclass(frozen=True, slots=True)
class Hidden:
    """A world: `truth` by region, flow and month; `held` are the cells that are published."""

    partner: str
    truth: dict[tuple[str, str, int], int] = field(default_factory=dict)
    held: set[tuple[str, str, Span]] = field(default_factory=set)

    def value(self, region: str, flow: str, span: Span) -> int:
        """The true figure of a period."""
        return sum(self.truth[region, flow, m] for m in MONTHS if span.first <= m <= span.last)

    def facts(self) -> Iterator[Fact]:
        """What is published, rounded."""
        for region, flow, span in sorted(self.held):
            shown = D(round(self.value(region, flow, span) / STEP) * STEP)
            yield Fact(
                "level", series(self.partner, flow), region, span, shown, shown - STEP // 2, shown + STEP // 2, "CNY", 0, date(2026, 1, 20)
            )


def series(partner: str, flow: str) -> Series:
    """The key of a world's series."""
    return Series(flow, partner=partner)


def spans() -> list[Span]:
    """The months, quarters, years to date and years of a world."""
    months = [Span(m, m) for m in MONTHS]
    quarters = [Span(y * 100 + m, y * 100 + m + 2) for y in YEARS for m in (1, 4, 7, 10)]
    sums = [Span(y * 100 + 1, y * 100 + m) for y in YEARS for m in range(2, 13)]
    return sorted({*months, *quarters, *sums})


def world(seed: object, partner: str) -> Hidden:
    """The world of a seed: sizes near one another, so that places change, and a part of the cells published; of some the flows are, too."""
    r = Random(f"hidden {seed} {partner}")
    made = Hidden(partner)
    flows = ("total",) if r.random() < 0.6 else ("export", "import")
    for region in REGIONS:
        level, drift = r.uniform(6, 14), r.choice((0.99, 1.0, 1.02, 1.05))
        for m in MONTHS:
            level *= drift
            for flow in flows:
                made.truth[region, flow, m] = max(1, round(level * r.uniform(0.8, 1.25) * 1e9))
            if len(flows) > 1:
                made.truth[region, "total", m] = made.truth[region, "export", m] + made.truth[region, "import", m]
    density = r.choice((0.3, 0.5, 0.7, 0.85))
    for region in REGIONS:
        for flow in sorted({f for _, f, _ in made.truth}):
            made.held.update((region, flow, s) for s in spans() if r.random() < density)
    return made


# -- truth


def periods_before(span: Span, begun: int) -> list[Span]:
    """The periods of the same length before one: of months all, else the same stretch of each year, from `begun` on."""
    found, one = [], span
    while True:
        one = one.last_month() if span.first == span.last else one.before()
        if one.first < begun or one.first < MONTHS[0]:
            return found
        found.append(one)


def first_held(w: Hidden, region: str, flow: str, span: Span) -> int | None:
    """The month with which a region's held periods of a length (and name) begin; a total is held where exports and imports are."""
    every = [span, *periods_before(span, 0)]
    held = [
        s for s in every if (region, flow, s) in w.held or (flow == "total" and all((region, f, s) in w.held for f in ("export", "import")))
    ]
    return min((s.first for s in held), default=None)


def begun_of_any(w: Hidden, region: str, flow: str, span: Span) -> int | None:
    """The month with which what is held of a region begins: of months they themselves, of longer periods any of the flow or of the total."""
    if first_held(w, region, flow, span) is None or span.first == span.last:
        return first_held(w, region, flow, span)
    return min((s.first for r, f, s in w.held if r == region and f in (flow, "total") and s.last <= span.last), default=span.first)


def is_past(test: str, value: int, limit: int) -> bool:
    """Whether a true figure satisfies a predicate."""
    return value > limit if test == ">" else value < limit


def first_place(w: Hidden, region: str, flow: str, span: Span, test: str, limit: int, scope: bool) -> tuple[int, int]:
    """The true place of a first, the least and the most that it may be called; nought where it is none."""

    def done(who: str) -> bool:
        begun = begun_of_any(w, who, flow, span)
        return begun is not None and any(is_past(test, w.value(who, flow, s), limit) for s in periods_before(span, begun))

    if not is_past(test, w.value(region, flow, span), limit) or done(region):
        return 0, 0
    others = [m for m in REGIONS if m != region] if scope else []
    ever = [m for m in others if any(is_past(test, w.value(m, flow, s), limit) for s in (span, *periods_before(span, 0)))]
    return 1 + sum(done(m) for m in others), 1 + len(ever)


def record_place(w: Hidden, region: str, flow: str, span: Span, highest: bool) -> int:
    """The true place of a period among those from the first held on."""
    begun, own = first_held(w, region, flow, span), w.value(region, flow, span)
    earlier = [w.value(region, flow, s) for s in periods_before(span, begun or 0)]
    return 1 + sum(x > own if highest else x < own for x in earlier)


def run_length(w: Hidden, region: str, flow: str, span: Span, test: str, limit: int) -> int:
    """For how many periods up to one a predicate truly holds, as far as the world goes."""
    length = 0
    for s in (span, *periods_before(span, 0)):
        if not is_past(test, w.value(region, flow, s), limit):
            break
        length += 1
    return length


def overtook(w: Hidden, region: str, other: str, flow: str, span: Span, base: Span) -> bool:
    """Whether a region is truly ahead now, and was in none of the periods from the base on."""
    before = [base]
    while span.first == span.last and before[-1].next_month() < span:
        before.append(before[-1].next_month())
    led = [w.value(region, flow, s) > w.value(other, flow, s) for s in before]
    return w.value(region, flow, span) > w.value(other, flow, span) and not any(led)


def rank(w: Hidden, region: str, flow: str, span: Span) -> int:
    """The true place of a region among all."""
    own = w.value(region, flow, span)
    return 1 + sum(w.value(m, flow, span) > own for m in REGIONS)


def count(w: Hidden, flow: str, span: Span, test: str, limit: int) -> int:
    """How many regions truly satisfy a predicate."""
    return sum(is_past(test, w.value(m, flow, span), limit) for m in REGIONS)
