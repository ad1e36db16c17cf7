"""Answers to what claims need to know, from the index of a small state: what `indicators/sql/answers.sql` gives, one figure at a time.
`answer` is a figure (`indicators/computed.py`) with the bounds of what it lacks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from hinterland import codes
from hinterland.indicators.computed import AS_PUBLISHED, Asked, Months, computed, goes_first, published
from hinterland.indicators.figures import series
from hinterland.indicators.index import Index
from hinterland.ledger.lookup import Bounds, Ends

MAY_BE_NEGATIVE = "industrial_profit"


class Told(NamedTuple):
    """An answer: a row of the table `answers`."""

    value: float | None
    low: float | None
    high: float | None
    widest_low: float | None
    widest_high: float | None
    outer_low: float | None
    outer_high: float | None
    unit: str | None
    observations: str | None
    how: str
    held: int = 1
    members: int = 1


@dataclass(frozen=True, slots=True)
class Cells:
    """What answers are looked up in: the index of a state, and what gives its table `unheld`, which takes its time when first asked for."""

    index: Index
    unheld: Callable[[], Bounds]

    def bounds(self, region: str, of: str, months: Months) -> Ends:
        """The bounds of a cell that isn't held."""
        return self.unheld().ends((region, of, *months)) or (None, None)


def answer(cells: Cells, a: Asked) -> Told:
    """What answers a need."""
    op, of = a.indicator.op, series(a.indicator)
    stated = None if op == "level" else published(cells.index, a, of)
    made = None if op in ("count", "rank") or (stated is not None and op in AS_PUBLISHED) else computed(cells.index, a, of)
    levels = (None, None) if made is None else (made.figure.low, made.figure.high)
    if stated is not None and (levels == (None, None) or goes_first(op, stated.value, *levels)):
        ends, (low, high) = (stated.low, stated.high), levels
        outer = ends
        if op == "share" and low is not None and high is not None:
            outer = (None if ends[0] is None else min(ends[0], low), None if ends[1] is None else max(ends[1], high))
        return Told(stated.value, *ends, *ends, *outer, stated.unit, stated.id, "published")
    if made is None or levels == (None, None):
        widest = cells.bounds(a.region, of, a.months) if op == "level" else (None, None)
        return Told(None, None, None, *widest, *widest, None, None, "missing")
    x, is_complete = made
    widest = (x.low, x.high) if is_complete or op != "level" else _widened(cells, a, of, x.low, x.high)
    if not is_complete and op != "level":
        widest = (None, None)
    outer = (None, None) if op == "growth" else widest
    return Told(x.value, x.low, x.high, *widest, *outer, x.unit, x.observations, x.how, x.held, x.members)


def _widened(cells: Cells, a: Asked, of: str, low: float | None, high: float | None) -> Ends:
    """The ends of a sum with its missing members within their bounds."""
    missing = [m for m in codes.members(a.region) if all(x.value is None for x in cells.index.levels.get((m, of, *a.months), ()))]
    bounds = [cells.bounds(m, of, a.months) for m in missing]
    least = [0.0 if end is None and a.indicator.concept != MAY_BE_NEGATIVE else end for end, _ in bounds]
    return _plus(low, least), _plus(high, [end for _, end in bounds])


def _plus(end: float | None, others: list[float | None]) -> float | None:
    known = [x for x in others if x is not None]
    return end + sum(known) if end is not None and known and len(known) == len(others) else None
