"""The held levels of a region as sums that don't contradict each other: sets of cells (flow and month) with their sum, which every draw of
the posterior has to meet. Vintages are taken in order of trust, and what follows from those taken before is left out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

import numpy as np

from hinterland import codes
from hinterland.ledger.figures import Figures

FLOWS = ("export", "import")
"""The flows of a cell, in the order of the posterior's arrays."""

LOOSE = 0.02
"""A figure whose ends lie further apart than this part of it is a bound, and no level."""

MOST_KEPT = 256
"""Maximum regions whose spans are remembered."""

REVISED = {True: 0.01, False: 0.001}
"""By how much a level of another vintage is off, one standard deviation: one that growth implies, and one that was published."""


@dataclass(frozen=True, slots=True)
class Level:
    """A held level: a flow (`total`, `export`, `import`), the boundaries of months it lies between, its amount with the standard deviation of its error."""

    flow: str
    first: int
    last: int
    value: float
    error: float
    trust: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Span:
    """Cells with the sum held of them, between `low` and `high`; `cells` are places in (flow, month), `error` is relative, one standard deviation."""

    cells: tuple[int, ...]
    low: float
    high: float
    error: float

    @property
    def value(self) -> float:
        """The sum, or the middle of its bounds."""
        return (self.low + self.high) / 2

    @property
    def is_exact(self) -> bool:
        """Whether the sum is held, and not only bounded."""
        return self.low == self.high


def family(region: str, flow: str = "*") -> str:
    """The series of the levels that add up over regions, flows and months: those of a region's home, of a flow or (`*`) of all."""
    home = codes.home_of(region)
    return f"trade|{flow}|all|world|all|value|{home.basis(home.main_flow)}|{home.currency}"


def levels(figures: Figures, region: str, until: int | None = None) -> list[Level]:
    """The levels of a region, the most trusted first: years, then by reliability, then the longer; with `until` only periods that end by that boundary."""
    series = family(region)
    if (region, series) not in figures.families:
        return []
    found = []
    for n in np.flatnonzero(figures.family == figures.families.index((region, series))):
        first, last = int(figures.first[n]), int(figures.last[n])
        low, high = float(figures.low[n]), float(figures.high[n])
        value = (low + high) / 2
        if not np.isfinite(high) or value <= 0 or high - low > LOOSE * value or (until is not None and last > until):
            continue
        derived = bool(figures.derived[n])
        error = float(np.hypot((high - low) / np.sqrt(12), REVISED[derived] * value))
        is_year = last - first == 12 and first % 12 == 0
        trust = (float(not is_year), float(derived), float(figures.rank[n]), float(first - last), float(-last))
        found.append(Level(("total", *FLOWS)[int(figures.flow[n])], first, last, value, error, trust))
    return sorted(found, key=lambda level: (level.trust, level.flow))


@lru_cache(maxsize=MOST_KEPT)
def spans(held: tuple[Level, ...], first: int, months: int) -> Sequence[Span]:
    """The spans of a region's cells from a boundary on: exports and imports apart, then the totals as far as they say more."""
    kept: list[Span] = []
    for flow in (*FLOWS, "total"):
        inside = [x for x in held if x.flow == flow and first <= x.first and x.last <= first + months]
        for begin, end, value, error in sorted(_steps(inside), key=lambda s: (s[1] - s[0], s[0])):
            rows = (0, 1) if flow == "total" else (FLOWS.index(flow),)
            cells = {f * months + m - first for f in rows for m in range(begin, end)}
            made = _without(kept, cells, value, error)
            if made is not None and not _follows(made, kept):
                kept.append(made)
    return _apart(kept)


def _apart(kept: list[Span]) -> list[Span]:
    """Spans of which none lies within another: the inner is taken from the outer."""
    found = list(kept)
    for inner in sorted(kept, key=lambda s: len(s.cells)):
        for n, outer in enumerate(found):
            if len(outer.cells) > len(inner.cells) and set(inner.cells) <= set(outer.cells):
                less = _without([inner], set(outer.cells), outer.value, outer.error * outer.value)
                found[n] = less if less is not None else outer
    return found


def _follows(span: Span, kept: Sequence[Span]) -> bool:
    """Whether a sum follows from those kept already, some of which it crosses."""
    if all(set(s.cells).isdisjoint(span.cells) for s in kept):
        return False
    cells = sorted({c for s in (span, *kept) for c in s.cells})
    rows = np.array([np.isin(cells, s.cells) for s in (*kept, span)], dtype=np.float64)
    return bool(np.linalg.matrix_rank(rows) < len(rows))


def _steps(held: Iterable[Level]) -> list[tuple[int, int, float, float]]:
    """What figures of one flow say between neighbouring boundaries: a forest of sums since some boundary, each edge of which rises."""
    trees: list[dict[int, tuple[float, float]]] = []
    for level in held:
        here, there = (next((t for t in trees if b in t), {b: (0.0, 0.0)}) for b in (level.first, level.last))
        if here is there:
            continue
        offset = here[level.first][0] + level.value - there[level.last][0]
        moved = {b: (s + offset, max(e, level.error)) for b, (s, e) in there.items()}
        joined = dict(sorted({**here, **moved}.items()))
        sums = [s for s, _ in joined.values()]
        if any(b <= a for a, b in pairwise(sums)):
            continue
        trees = [t for t in trees if t is not here and t is not there] + [joined]
    found = []
    for tree in trees:
        nodes = list(tree.items())
        for (a, (low, e)), (b, (high, d)) in pairwise(nodes):
            found.append((a, b, high - low, max(e, d)))
    return found


def _without(kept: Sequence[Span], cells: set[int], value: float, error: float) -> Span | None:
    """A span less the ones that lie within it; none where nothing is left of it or of its sum."""
    left, rest = set(cells), value
    for span in kept:
        if left.issuperset(span.cells):
            left -= set(span.cells)
            rest -= span.value
    if not left or rest <= 0.02 * value / len(cells):
        return None
    return Span(tuple(sorted(left)), rest, rest, max(error / rest, 1e-6))
