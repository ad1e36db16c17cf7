"""What is likely of every year where nothing shorter is held: joint draws of the years of one flow, conditioned on everything held.

The levels held of the parts of a nation and of the nation itself go in, with the pace of the parts' years; draws come out, (draws, regions, years). The nation is the sum of its
parts in every draw. It is the model of months (`motion`, `posterior`) with a cell a year, no season and one flow.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from hinterland.ledger.figures import Floats
from hinterland.ledger.motion import PRIOR, YEAR, Pace, Prior, draw, motion_by_year
from hinterland.ledger.posterior import FARTHEST, add_up, fixed_cells, settle
from hinterland.ledger.spans import Level, Span


@dataclass(frozen=True, slots=True)
class YearlyPosterior:
    """Joint draws of the years of a flow in its nation's currency, (draws, regions, years), from the year `first` on."""

    regions: tuple[str, ...]
    flow: str
    first: int
    draws: Floats

    @property
    def years(self) -> int:
        """How many years there are."""
        return int(self.draws.shape[2])

    def sums(self, rows: Sequence[int], flow: str, first: int, last: int) -> Floats:
        """The sum of some regions between two boundaries of months, a value each draw. Raises `LookupError` for another flow and for what isn't made of whole years drawn."""
        begin, end = first // YEAR - self.first, last // YEAR - self.first
        if flow != self.flow or first % YEAR or last % YEAR or not 0 <= begin < end <= self.years:
            raise LookupError(f"only years of {self.flow} are drawn")
        return np.asarray(self.draws[:, list(rows), begin:end].sum(axis=(1, 2)))


def yearly_posterior(
    held: Mapping[str, Sequence[Level]],
    nation: Sequence[Level],
    pace: Pace,
    flow: str,
    first: int,
    years: int,
    draws: int = 1000,
    seed: int = 0,
    *,
    prior: Prior = PRIOR,
) -> YearlyPosterior:
    """Draw the years of a flow of regions from the year `first` on, given the levels of each, those of the nation, and the pace of the regions in the same order.

    One seed gives one set of draws, and those of more years begin with those of fewer. Raises `ValueError` where a region has no level in these years.
    """
    told = [years_of(levels, flow, first, years) for levels in held.values()]
    if not all(told):
        raise ValueError("a region has no level in the years drawn")
    known = fixed_cells(told, years)
    whole = [s for s in years_of(nation, flow, first, years) if not known[:, list(s.cells)].all()]
    moving = motion_by_year(pace, _start(told, pace), years, prior)
    conditioned, middle = settle(moving, told, whole)
    moved = conditioned.apply(draw(moving, draws, seed, prior.tail), seed)
    np.clip(moved, middle[:, :, None] - FARTHEST, middle[:, :, None] + FARTHEST, out=moved)
    amounts = np.exp(moved, out=moved)
    add_up(amounts, told, whole)
    return YearlyPosterior(tuple(held), flow, first, np.moveaxis(amounts, 2, 0))


def years_of(levels: Sequence[Level], flow: str, first: int, years: int) -> list[Span]:
    """The levels of calendar years of a flow, the most trusted of each, as spans of one cell; `levels` are in order of trust."""
    found: dict[int, Span] = {}
    for x in levels:
        place = x.first // YEAR - first
        if x.flow == flow and x.first % YEAR == 0 and x.last - x.first == YEAR and 0 <= place < years and place not in found:
            found[place] = Span((place,), x.value, x.value, max(x.error / x.value, 1e-6))
    return [found[place] for place in sorted(found)]


def _start(told: Sequence[Sequence[Span]], pace: Pace) -> Floats:
    """The logarithm of the first year of each region as its steady growth has it: the mean of what its years held say of it."""
    steady = pace.mean + pace.drift
    return np.array([np.mean([np.log(s.value) - s.cells[0] * g for s in own]) for own, g in zip(told, steady, strict=True)])
