"""What is likely of every cell: joint draws of region, flow and month, conditioned on everything held: `draw_prior` draws without the
bounds of what isn't held, `condition` moves the draws to meet all of it; they come out in yuan, (draws, regions, flows, months), and add up
in each draw. `yearly_posterior` is the same with a cell a year and no season, where nothing shorter is held."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from hinterland.ledger.figures import Floats
from hinterland.ledger.motion import PRIOR, YEAR, Conditioned, Futures, Motion, Pace, Prior, draw, motion, motion_by_year, unrest
from hinterland.ledger.spans import FLOWS, Level, Span, spans

ROUNDS = 3
"""How often the months' shares of their sums are found anew."""

SWEEPS = 200
"""Maximum rounds in which draws are made to add up."""

CLOSE = 1e-10
"""Draws add up where no sum is further off than this part of it."""

STILL = 1e-3
"""What no longer gets closer is left where it is off by less than this: figures of the nation and of its regions that differ by their rounding."""

TIGHT = 1.5
"""Bounds whose ends lie within this factor say where a sum lies; others only where it doesn't."""

ROUNDING = 0.02
"""A sum of the nation is shared out among regions only where its error is less than this part of what they leave open: else it would be shared rounding."""

FARTHEST = 4.0
"""No draw lies further than this, in logarithms, from the middle of its cell."""


@dataclass(frozen=True, slots=True)
class Posterior:
    """Joint draws in yuan, (draws, regions, flows, months); `first` is the boundary before the first month, `off` the greatest part by which a held sum is missed."""

    regions: tuple[str, ...]
    first: int
    draws: Floats
    off: float

    def sums(self, rows: Sequence[int], flow: str, first: int, last: int) -> Floats:
        """The sum of some regions between two boundaries, a value each draw. Raises `LookupError` for months that aren't drawn."""
        if not self.first <= first < last <= self.first + self.draws.shape[3]:
            raise LookupError("months outside those drawn")
        flows = [FLOWS.index(flow)] if flow != "total" else list(range(len(FLOWS)))
        return np.asarray(self.draws[:, list(rows)][:, :, flows, first - self.first : last - self.first].sum(axis=(1, 2, 3)))


@dataclass(frozen=True, slots=True)
class Drawn:
    """Draws of the prior of regions from a boundary on, with the spans that they are to meet: those of each region and those of the nation."""

    first: int
    held: Mapping[str, Sequence[Span]]
    nation: Sequence[Span]
    moving: Motion
    futures: Futures


def draw_prior(
    held: Mapping[str, Sequence[Level]],
    nation: Sequence[Level],
    pace: Pace,
    first: int,
    months: int,
    draws: int,
    seed: int,
    *,
    prior: Prior = PRIOR,
) -> Drawn:
    """Draw the prior of all cells of regions from a boundary on, by the levels of each, those of the nation, and the pace of the regions'
    years in the same order. One seed gives one set of draws, and those of more months begin with those of fewer. Raises `ValueError` where
    a region has no level in these months."""
    stated = {r: spans(tuple(levels), first, months) for r, levels in held.items()}
    own = list(stated.values())
    usually = np.array([usual(of, months) for of in own])
    known = fixed_cells(own, len(FLOWS) * months)
    whole = [s for s in spans(tuple(nation), first, months) if not known[:, list(s.cells)].all()]
    moving = motion(pace, usually, first, months, prior, unrest(_single(own, months), pace.noise, prior))
    return Drawn(first, stated, whole, moving, draw(moving, draws, seed, prior.tail))


def condition(drawn: Drawn, bounded: Mapping[str, Sequence[Span]], seed: int) -> Posterior:
    """Move draws of the prior to meet all that is held; `bounded` are spans of a region that aren't held but bounded."""
    stated = list(drawn.held.values())
    limits = [_open(own, bounded.get(r, ())) for r, own in drawn.held.items()]
    met = [[*own, *(s for s in more if s.high < TIGHT * s.low)] for own, more in zip(stated, limits, strict=True)]
    within = [[*own, *more] for own, more in zip(stated, limits, strict=True)]
    amounts, off = _amounts(drawn.moving, drawn.futures, met, within, drawn.nation, seed)
    shaped = amounts.reshape(len(stated), len(FLOWS), -1, amounts.shape[2])
    return Posterior(tuple(drawn.held), drawn.first, np.moveaxis(shaped, 3, 0), off)


def _amounts(
    moving: Motion, futures: Futures, met: Sequence[Sequence[Span]], stated: Sequence[Sequence[Span]], whole: Sequence[Span], seed: int
) -> tuple[Floats, float]:
    """Draws of the prior, (regions, cells, draws), moved in place to meet some spans of regions and of the nation, made to add up to all of them; and the greatest part missed."""
    conditioned, middle = settle(moving, met, whole)
    moved = conditioned.apply(futures, seed)
    np.clip(moved, middle[:, :, None] - FARTHEST, middle[:, :, None] + FARTHEST, out=moved)
    amounts = np.exp(moved, out=moved)
    return amounts, add_up(amounts, stated, whole)


def _open(stated: Sequence[Span], bounded: Sequence[Span]) -> list[Span]:
    """The bounds of what is left of sums that aren't held, less what is held within them."""
    found = []
    for span in bounded:
        inside = [s for s in stated if set(s.cells) <= set(span.cells)]
        left = set(span.cells).difference(*(s.cells for s in inside))
        known = sum(s.value for s in inside)
        low, high = max(span.low - known, 0.0), span.high - known
        if left and high > 0 and all(left.isdisjoint(s.cells) for s in stated if s not in inside):
            found.append(Span(tuple(sorted(left)), low, high, (high - low) / (high + low) / np.sqrt(3)))
    return found


def fixed_cells(stated: Sequence[Sequence[Span]], cells: int) -> NDArray[np.bool_]:
    """Which cells (regions, cells) are held by themselves."""
    fixed = np.zeros((len(stated), cells), dtype=np.bool_)
    for r, own in enumerate(stated):
        fixed[r, [s.cells[0] for s in own if len(s.cells) == 1 and s.is_exact]] = True
    return fixed


def usual(stated: Sequence[Span], months: int) -> Floats:
    """The logarithm of a usual month of each flow, from the spans of a region; where only totals are held both flows have half. Raises `ValueError`."""
    if not stated:
        raise ValueError("a region has no level in the months drawn")
    found = []
    for flow in range(len(FLOWS)):
        own = [s for s in stated if all(c // months == flow for c in s.cells)]
        chosen = own or list(stated)
        found.append(np.log(sum(s.value for s in chosen) / sum(len(s.cells) for s in chosen)))
    return np.array(found)


def _single(stated: Sequence[Sequence[Span]], months: int) -> Floats:
    """The logarithms of the months held by themselves, (regions, flows, months); NaN for all others."""
    found = np.full((len(stated), len(FLOWS) * months), np.nan)
    for r, own in enumerate(stated):
        for span in own:
            if len(span.cells) == 1:
                found[r, span.cells[0]] = np.log(span.value)
    return found.reshape(len(stated), len(FLOWS), months)


def settle(of: Motion, stated: Sequence[Sequence[Span]], nation: Sequence[Span]) -> tuple[Conditioned, Floats]:
    """The conditioning, linear around the months that it finds itself likeliest, and these as logarithms (regions, cells)."""
    middle = of.mean
    for _ in range(ROUNDS):
        conditioned = Conditioned(of, middle, stated, nation)
        still = Futures(np.zeros((of.mean.shape[1], 1)), np.zeros((*of.mean.shape, 1)))
        middle = conditioned.apply(still)[:, :, 0]
    return Conditioned(of, middle, stated, nation), middle


def add_up(amounts: Floats, stated: Sequence[Sequence[Span]], nation: Sequence[Span]) -> float:
    """Scale draws (regions, cells, draws) in place until all spans of regions are met: iterative proportional fitting. Returns the greatest
    part missed. Sums of the nation are met as far as regions leave them open; what remains there is the rounding of the nation's own
    figures."""
    regions, cells, draws = amounts.shape
    flat = amounts.reshape(regions * cells, draws)
    fixed = fixed_cells(stated, cells).reshape(-1)
    groups, shared = [], []
    for r, own in enumerate(stated):
        for span in own:
            places = r * cells + np.array(span.cells)
            if fixed[places].all():
                flat[places] = span.value
            else:
                groups.append((places, span))
    for span in nation:
        places = (np.arange(regions)[:, None] * cells + np.array(span.cells)).reshape(-1)
        free = places[~fixed[places]]
        rest = span.value - flat[places[fixed[places]], 0].sum()
        if len(free) and rest > 0 and span.error * span.value < ROUNDING * rest:
            shared.append((free, Span((), rest, rest, span.error)))
    moved = np.unique(np.concatenate([np.empty(0, dtype=np.int64), *(places for places, _ in [*groups, *shared])]))
    # Regions beside each other, cell by cell: a sum of the nation is then read and scaled where it lies.
    moved = moved[np.lexsort((moved // cells, moved % cells))]
    rows = flat[moved]
    off = _fit(rows, *([(_rows(moved, places), span) for places, span in these] for these in (groups, shared)))
    flat[moved] = rows
    return off


def _rows(moved: NDArray[np.int64], places: NDArray[np.int64]) -> NDArray[np.int64] | slice:
    """Where some places stand among all that are moved: a slice where they follow on each other."""
    order = np.argsort(moved)
    found = order[np.searchsorted(moved, places, sorter=order)]
    return slice(int(found[0]), int(found[0]) + len(found)) if (np.diff(found) == 1).all() else found


Sum = tuple[NDArray[np.int64] | slice, Span]
"""The rows that make up a span."""


def _fit(rows: Floats, groups: Sequence[Sum], shared: Sequence[Sum]) -> float:
    """Scale rows of draws in place until all sums are met, those of the nation first and those of regions last. Returns the greatest part by which one of a region is missed."""
    off = before = np.inf
    for _ in range(SWEEPS):
        for which, span in shared:
            _scale(rows, which, span)
        off = max([_scale(rows, which, span) for which, span in groups], default=0.0)
        if off < CLOSE or (off < STILL and off > 0.99 * before):
            break
        before = off
    for _ in range(SWEEPS * len(shared)):
        if max([_scale(rows, which, span) for which, span in groups], default=0.0) < CLOSE:
            break
    return max([_scale(rows, which, span, np.inf) for which, span in groups], default=0.0)


def _scale(rows: Floats, which: NDArray[np.int64] | slice, span: Span, least: float = CLOSE / 10) -> float:
    """Scale some rows to their sum, or to the nearer end of its bounds, where off by more than a `least` part. Returns the greatest part that they were off
    by."""
    found = rows[which]
    sums = found.sum(axis=0)
    factor = (span.low if span.low == span.high else sums.clip(span.low, span.high)) / sums
    off = max(float(factor.max()) - 1, 1 - float(factor.min()))
    if off > least:
        found *= factor
        if not isinstance(which, slice):
            rows[which] = found
    return off


# -- years alone


@dataclass(frozen=True, slots=True)
class YearlyPosterior:
    """Joint draws of the years of a flow in its nation's currency, (draws, regions, years), from the year `first` on."""

    regions: tuple[str, ...]
    flow: str
    first: int
    draws: Floats

    def sums(self, rows: Sequence[int], flow: str, first: int, last: int) -> Floats:
        """The sum of some regions between two boundaries of months, a value each draw. Raises `LookupError` for another flow and for what isn't made of whole years drawn."""
        begin, end = first // YEAR - self.first, last // YEAR - self.first
        if flow != self.flow or first % YEAR or last % YEAR or not 0 <= begin < end <= self.draws.shape[2]:
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
    """Draw the years of a flow of regions from the year `first` on, given the levels of each, those of the nation, and the pace of the
    regions in the same order. One seed gives one set of draws, and those of more years begin with those of fewer. Raises `ValueError` where
    a region has no level in these years."""
    stated = [years_of(levels, flow, first, years) for levels in held.values()]
    if not all(stated):
        raise ValueError("a region has no level in the years drawn")
    known = fixed_cells(stated, years)
    whole = [s for s in years_of(nation, flow, first, years) if not known[:, list(s.cells)].all()]
    moving = motion_by_year(pace, _start(stated, pace), years, prior)
    amounts, _ = _amounts(moving, draw(moving, draws, seed, prior.tail), stated, stated, whole, seed)
    return YearlyPosterior(tuple(held), flow, first, np.moveaxis(amounts, 2, 0))


def years_of(levels: Sequence[Level], flow: str, first: int, years: int) -> list[Span]:
    """The levels of calendar years of a flow, the most trusted of each, as spans of one cell; `levels` are in order of trust."""
    found: dict[int, Span] = {}
    for x in levels:
        place = x.first // YEAR - first
        if x.flow == flow and x.first % YEAR == 0 and x.last - x.first == YEAR and 0 <= place < years and place not in found:
            found[place] = Span((place,), x.value, x.value, max(x.error / x.value, 1e-6))
    return [found[place] for place in sorted(found)]


def _start(stated: Sequence[Sequence[Span]], pace: Pace) -> Floats:
    """The logarithm of the first year of each region as its steady growth has it: the mean of what its years held say of it."""
    steady = pace.mean + pace.drift
    return np.array([np.mean([np.log(s.value) - s.cells[0] * g for s in own]) for own, g in zip(stated, steady, strict=True)])
