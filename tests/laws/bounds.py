"""What bounds a cell that isn't held, as the reference takes it: a table of ends, and what they say of a run of months, worked out pair by pair.

Nothing of the ledger or of the evaluators is used.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple

from tests.laws.ends import Ends, over
from tests.laws.figures import Series, Span

D = Decimal


class Row(NamedTuple):
    """The bounds of a cell; `revised` says that they are the ends it was published with, and to what they may be revised."""

    low: D
    high: D | None
    revised: tuple[D, D | None] | None = None

    @property
    def held(self) -> bool:
        """Whether it was published."""
        return self.revised is not None


Cell = tuple[str, Series, Span]


@dataclass(frozen=True, slots=True)
class Bounds:
    """Bounds by cell."""

    rows: Mapping[Cell, Row] = field(default_factory=dict)

    def of(self, region: str, series: Series, span: Span) -> Ends:
        """The bounds of a cell, open where nothing bounds it."""
        found = self.rows.get((region, series, span))
        return (found.low, found.high) if found else (None, None)

    def runs(self, region: str, series: Series, months: set[int]) -> list[Ends]:
        """Of every run of two months or more among these, in a year: what its largest month is at least, and its smallest at most."""
        found = []
        for year in {m // 100 for m in months}:
            for start in range(12):
                for end in range(start + 2, 13):
                    if all(year * 100 + m in months for m in range(start + 1, end + 1)):
                        found.append(self._each(region, series, year, start, end))
        return found

    def _each(self, region: str, series: Series, year: int, start: int, end: int) -> Ends:
        (a_low, a_high), (b_low, b_high) = (self._sum(region, series, year, m) for m in (start, end))
        number = D(end - start)
        return (
            None if b_low is None or a_high is None else over(b_low - a_high, number),
            None if b_high is None or a_low is None else over(b_high - a_low, number),
        )

    def _sum(self, region: str, series: Series, year: int, month: int) -> Ends:
        """The sum since the year began."""
        if not month:
            return D(0), D(0)
        row = self.rows.get((region, series, Span(year * 100 + 1, year * 100 + month)))
        if row is None:
            return None, None
        return row.revised or (row.low, row.high)
