"""Whether any first, record, streak or overtaking that mining proposes could be overturned by a figure that isn't held.

    python benchmarks/bounds_of_claims.py [--since 2016] [--until 2026] [--years]

Every candidate of the 31 provinces and the nation, for each year and month, is tried against the levels held and the ledger's closures, in plain Python that shares
nothing with the evaluators. A claim is *false* where the bounds exclude it, *open* where some value within them overturns it; none of either is to be found.
Runs of months none of which is held are tried as sums, straight from the closures.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from hinterland import codes
from hinterland.api import open as open_warehouse
from hinterland.claims.mine import candidates
from hinterland.codes import Period
from hinterland.codes.periods import boundary
from hinterland.indicators import Indicators
from hinterland.ledger import Ledger
from hinterland.ledger.closure import project
from hinterland.ledger.figures import FLOWS, pattern
from hinterland.models import Claim

Ends = tuple[float, float]
OPEN: Ends = (float("-inf"), float("inf"))


@dataclass
class Known:
    """Held levels and growth by region, series and period, and the closures for what isn't."""

    levels: dict[tuple[str, str, Period], Ends]
    growth: dict[tuple[str, str, Period], Ends]
    ledger: Ledger

    @classmethod
    def of(cls, indicators: Indicators) -> Known:
        """What a state knows."""
        found = []
        for table in ("levels WHERE held = members", "growths"):
            rows = indicators.engine.fetch(
                f"SELECT region, series, first_month, last_month, CAST(low AS DOUBLE) AS low, CAST(high AS DOUBLE) AS high FROM {table}"
            )
            found.append({(r["region"], r["series"], Period(r["first_month"], r["last_month"])): _ends(r["low"], r["high"]) for r in rows})
        levels, growth = found
        return cls(levels, growth, Ledger(indicators))

    def of_level(self, region: str, series: str, period: Period) -> Ends:
        """A level as held, else by its bounds."""
        return self.levels.get((region, series, period)) or self.bounds(region, series, period)

    def bounds(self, region: str, series: str, period: Period) -> Ends:
        """The bounds of any period by the closures."""
        system, _ = self.ledger.settled()
        flow = series.split("|")[1]
        family = (region, pattern(series, flow)) if flow in FLOWS else None
        if family not in system.place:
            return OPEN
        nodes, matrices = system.matrices(family)
        ends = np.array([boundary(period.start), boundary(period.end) + 1], dtype=np.int64)
        if ends[0] < nodes[0] or ends[1] > nodes[-1]:
            return 0.0, OPEN[1]
        pair = project(matrices[FLOWS.index(flow)][None], nodes, ends)[0]
        return max(0.0, -float(pair[1, 0])), float(pair[0, 1])


def _ends(low: float | None, high: float | None) -> Ends:
    return OPEN[0] if low is None else low, OPEN[1] if high is None else high


def series_of(c: Claim) -> str:
    """The key of a claim's series."""
    i = c.indicator
    return "|".join(x or "" for x in (i.concept, i.flow, i.product, i.partner, i.regime, i.measure, i.basis, i.currency))


def before(p: Period, begun: int, *, monthly: bool) -> Iterator[Period]:
    """The periods of the same length before one, from a month on."""
    while (p := p.shift(-1 if monthly else -12)).start >= begun:
        yield p


def earlier(known: Known, region: str, c: Claim, since: int = 0) -> list[Period]:
    """The periods before a claim's from the first held of a region on."""
    series, now = series_of(c), Period.parse(c.period or "")
    monthly = now.months == 1 and c.scope != "years"
    alike = [p.start for r, s, p in known.levels if (r, s) == (region, series) and p.months == now.months and p.end <= now.end and (monthly or p.end % 100 == now.end % 100)]  # fmt: skip
    return list(before(now, max(min(alike, default=now.start), since), monthly=monthly))


def runs(periods: list[Period]) -> Iterator[Period]:
    """All stretches of two to twelve months in a row among some months."""
    months = sorted(p for p in periods if p.months == 1)
    for i in range(len(months)):
        for j in range(i + 1, min(i + 12, len(months))):
            if all(b == a.shift(1) for a, b in pairwise(months[i : j + 1])):
                yield Period(months[i].start, months[j].end)


def past(known: Known, region: str, c: Claim, periods: list[Period], above: bool, mark: float) -> str:
    """Whether one of some periods is past a mark: surely, possibly or never."""
    series, told = series_of(c), "never"
    for p in periods:
        low, high = known.of_level(region, series, p)
        if (low > mark) if above else (high < mark):
            return "surely"
        if (high > mark) if above else (low < mark):
            told = "possibly"
    if told == "possibly":
        for run in runs([p for p in periods if (region, series, p) not in known.levels]):
            low, high = known.bounds(region, series, run)
            if (low / run.months > mark) if above else (high / run.months < mark):
                return "surely"
    return told


def try_first(known: Known, c: Claim) -> str:
    assert c.subject and c.relation.threshold is not None
    above, mark = c.relation.test in (">", ">="), float(c.relation.threshold)
    since = Period.parse(c.relation.window).end + 1 if c.relation.window else 0
    own = past(known, c.subject, c, earlier(known, c.subject, c, since), above, mark)
    if own != "never":
        return "false" if own == "surely" else "open"
    others = [m for m in codes.members(c.scope) if m != c.subject] if c.scope else []
    told = [past(known, m, c, earlier(known, m, c, since), above, mark) for m in others]
    place = 1 + told.count("surely")
    return "holds" if "possibly" not in told and place == c.low else "open" if "possibly" in told and place <= (c.low or 0) else "false"


def try_record(known: Known, c: Claim) -> str:
    assert c.subject
    above, own = c.relation.order != "asc", known.of_level(c.subject, series_of(c), Period.parse(c.period or ""))
    since = Period.parse(c.relation.window).start if c.relation.window else 0
    periods = earlier(known, c.subject, c, since)
    if past(known, c.subject, c, periods, above, own[1] if above else own[0]) == "surely":
        return "false"
    return "holds" if past(known, c.subject, c, periods, above, own[0] if above else own[1]) == "never" else "open"


def try_streak(known: Known, c: Claim) -> str:
    assert c.subject and c.low is not None
    now, mark = Period.parse(c.period or ""), float(c.relation.threshold or 0)
    above, monthly = c.relation.test in (">", ">="), now.months == 1
    table = known.growth if c.indicator.op == "growth" else known.levels
    run = [now, *before(now, 190000, monthly=monthly)][: int(c.low) + 1]
    told = [table.get((c.subject, series_of(c), p), OPEN) for p in run]
    good = [low > mark if above else high <= mark for low, high in told]
    broken = told[-1][1] <= mark if above else told[-1][0] >= mark
    return "holds" if all(good[:-1]) and broken else "open" if all(h > mark if above else low < mark for low, h in told[:-1]) else "false"


def try_overtaking(known: Known, c: Claim) -> str:
    assert c.subject and c.relation.versus and c.relation.base_period
    now, base, series = Period.parse(c.period or ""), Period.parse(c.relation.base_period), series_of(c)
    periods = list(before(now, base.start, monthly=True)) if now.months == 1 else [base]
    (low, high), (v_low, v_high) = (known.of_level(r, series, now) for r in (c.subject, c.relation.versus))
    told = "holds" if low >= v_high else "open" if high > v_low else "false"
    for p in periods:
        (low, high), (v_low, v_high) = (known.of_level(r, series, p) for r in (c.subject, c.relation.versus))
        if low > v_high:
            return "false"
        told = "open" if high > v_low and told == "holds" else told
    return told


TRIED: dict[str, Callable[[Known, Claim], str]] = {
    "first": try_first,
    "record": try_record,
    "streak": try_streak,
    "comparison": try_overtaking,
}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--since", type=int, default=2016)
    parser.add_argument("--until", type=int, default=2026)
    parser.add_argument("--years", action="store_true", help="years only")
    args = parser.parse_args()
    years = range(args.since, args.until + 1)
    periods = [Period.of_year(y) for y in years] + (
        [] if args.years else [Period.of_month(y * 100 + m) for y in years for m in range(1, 13)]
    )
    counts: Counter[tuple[str, str, str]] = Counter()
    wrong = []
    with open_warehouse() as h:
        known = Known.of(h.indicators)
        for p in periods:
            for c, _ in candidates(h.indicators, ["CN", *codes.members("provinces")], p, most=1_000_000):
                if c.kind in TRIED and (c.kind != "comparison" or c.relation.base_period):
                    told = TRIED[c.kind](known, c)
                    counts[c.kind, "years" if p.months == 12 else "months", told] += 1
                    wrong += [(told, c)] if told != "holds" else []
    for (kind, length, told), n in sorted(counts.items()):
        print(f"{kind:11} {length:7} {told:6} {n:6,}")
    for told, c in wrong[:20]:
        print(told, c.kind, c.subject, c.period, series_of(c), c.relation.model_dump(exclude_defaults=True), c.low)
    print(f"{sum(counts.values()):,} claims tried, {len(wrong)} of them false or open")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
