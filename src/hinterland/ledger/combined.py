"""What two published figures say of a third cell: the other flow of a period, the months between two sums since one boundary, and that a longer period is no less.

The ledger's closure widens every figure as if each were revised by itself. These say more: flows of one vintage add up, and of two sums only the earlier one has to be taken
as the later release has it. `combined.csv` says how far off each may be, as a part of the total, of the earlier sum, and of the shorter period.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from hinterland.ledger.closure import Nodes
from hinterland.ledger.figures import FLOWS, Figures, Floats
from hinterland.ledger.system import FAR

if TYPE_CHECKING:
    from hinterland.ledger.bands import Bands
    from hinterland.ledger.system import System

FLOW, DIFFERENCE, LONGER = range(3)
"""The identities in the order of the columns of `Bands.combined`."""

NONE = -1


@dataclass(frozen=True, slots=True)
class Implied:
    """What published figures say of another cell, a row each: the cell (family, flow, first and last boundary), its ends, by which identity (`kind`), the numbers of up to two
    figures (-1 for none), and the id of a published share where it takes one.
    """

    cell: Nodes
    low: Floats
    high: Floats
    kind: NDArray[np.str_]
    figures: Nodes
    id: list[str]


def combine(system: System, bands: Bands) -> Implied:
    """The flows and differences of published figures of a system, of cells that nobody published; nothing is made of series whose figures contradict each other."""
    f = system.figures
    wide = bands.combined[np.array([bands.level(region) for region, _ in f.families], dtype=np.int64).reshape(-1)]
    usable = ~f.derived & np.isfinite(f.high) & ~np.isin(f.family * 3 + f.flow, system.conflicts)
    parts = [_flows(f, usable, wide[:, FLOW], flow) for flow in range(len(FLOWS))]
    parts.append(_differences(f, usable, wide[:, DIFFERENCE], bands, system.factor))
    cell, low, high, kind, figures = (np.concatenate(x) for x in zip(*parts, strict=True))
    return Implied(cell, np.maximum(low, 0.0), high, kind, figures, [""] * len(low))


Rows = tuple[Nodes, Floats, Floats, NDArray[np.str_], Nodes]


def _rows(cell: tuple[Nodes, ...], low: Floats, high: Floats, kind: str, figures: tuple[Nodes, Nodes]) -> Rows:
    return np.stack(cell, axis=1), low, high, np.full(len(low), kind), np.stack(figures, axis=1)


def _key(of: Nodes, first: Nodes, last: Nodes) -> Nodes:
    return (of * FAR + first) * FAR + last


def _flows(f: Figures, usable: NDArray[np.bool_], band: Floats, flow: int) -> Rows:
    """A flow from the two others of its period, which one release gave or two releases of one year."""
    periods, row = np.unique(_key(f.family, f.first, f.last), return_inverse=True)
    at = np.full((len(periods), len(FLOWS)), NONE)
    at[row[usable], f.flow[usable]] = np.flatnonzero(usable)
    published = np.zeros(at.shape, dtype=np.bool_)
    published[row[~f.derived], f.flow[~f.derived]] = True
    one, other = (x for x in range(len(FLOWS)) if x != flow)
    found = np.flatnonzero((at[:, one] >= 0) & (at[:, other] >= 0) & ~published[:, flow])
    a, b = at[found, one], at[found, other]
    when = _years(f)[f.release]
    together = (f.release[a] == f.release[b]) | (when[a] == when[b])
    a, b = a[together], b[together]
    family = f.family[a]
    if flow == 0:
        low, high = f.low[a] + f.low[b], f.high[a] + f.high[b]
        off = band[family] * high
    else:
        low, high = f.low[a] - f.high[b], f.high[a] - f.low[b]
        off = band[family] * f.high[a]
    off = np.where(f.release[a] == f.release[b], 0.0, off)
    cell = (family, np.full(len(a), flow), f.first[a], f.last[a])
    return _rows(cell, low - off, high + off, "flows", (a, b))


def _years(f: Figures) -> Nodes:
    """The year of each release, another negative number for each that names none."""
    dates = [name.partition("|")[2][:4] for name in f.releases]
    named = {n: int(d) for n, d in enumerate(dates) if len(d) == 4 and d.isdigit()}
    return np.array([named.get(n, NONE - n) for n in range(int(f.release.max(initial=0)) + 1)], dtype=np.int64)


def _differences(f: Figures, usable: NDArray[np.bool_], band: Floats, bands: Bands, factor: Floats) -> Rows:
    """The months between two sums since one boundary that follow each other: the later one less the earlier one as the later release has it."""
    series = f.family * 3 + f.flow
    some = np.flatnonzero(usable)
    order = some[np.lexsort((f.last[some], f.first[some], series[some]))]
    a, b = order[:-1], order[1:]
    apart = (series[a] == series[b]) & (f.first[a] == f.first[b]) & (f.release[a] != f.release[b])
    a, b = a[apart], b[apart]
    new = ~np.isin(_key(series[a], f.last[a], f.last[b]), _key(series, f.first, f.last)[~f.derived])
    a, b = a[new], b[new]
    level = np.array([bands.level(region) for region, _ in f.families], dtype=np.int64)[f.family[a]]
    low, high = f.low[b] - f.high[a], f.high[b] - f.low[a]
    own = bands.of(level, f.last[a], f.last[b], np.zeros(len(a), dtype=np.int64))
    off = factor[series[a]] * (band[f.family[a]] * f.high[a] + own * np.maximum(high, 0.0))
    return _rows((f.family[a], f.flow[a], f.last[a], f.last[b]), low - off, high + off, "difference", (b, a))


def raise_longer(system: System, bands: Bands) -> None:
    """A period that contains a published one and is longer is no less than it."""
    f = system.figures
    level = np.array([bands.level(region) for region, _ in f.families], dtype=np.int64)[f.family]
    least = f.low * (1 - bands.combined[level, LONGER])
    fine = ~f.derived & np.isfinite(least) & (least > 0) & ~np.isin(f.family * 3 + f.flow, system.conflicts)
    first, last = system.positions(f.family, f.first), system.positions(f.family, f.last)
    for a, b, inside in ((first, last + 1, last + 1 < system.counts[f.family]), (first - 1, last, first > 0)):
        k = np.flatnonzero(fine & inside)
        np.minimum.at(system.flat, system.entries(f.family[k], f.flow[k], b[k], a[k]), -least[k])
