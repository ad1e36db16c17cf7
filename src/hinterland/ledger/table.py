"""The table `ledger`: bounds of every month, quarter, half, year to date and year between a series' first and last node. On Spark each
batch of regions that identities tie together is closed by one worker; only the names of regions pass through the driver."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any

import numpy as np
from arro3.core import Array, Table
from numpy.typing import NDArray

from hinterland.ledger.bands import calibrated
from hinterland.ledger.closure import Nodes
from hinterland.ledger.figures import COLUMNS as FIGURED
from hinterland.ledger.figures import FLOWS, Exchange, Figures, rates_of
from hinterland.ledger.identities import Published, Ties, settle
from hinterland.ledger.system import System, build

COLUMNS = ("number", "first_month", "last_month", "low", "high", "held", "revised_low", "revised_high")
FOUND = COLUMNS[:5]
"""Those that closures give."""
OPEN = 1e300
"""From so much on a bound is none."""


@lru_cache(maxsize=4096)
def spans(begin: int, end: int) -> tuple[Nodes, Nodes]:
    """The boundaries of all months, quarters, halves, years to date and years within two boundaries."""
    nodes = np.arange(begin, end)
    month = nodes % 12
    found = [(nodes, nodes + 1), (nodes - month, nodes + 1)]
    found += [(nodes[month % n == 0], nodes[month % n == 0] + n) for n in (3, 6)]
    first, last = (np.concatenate([pair[k] for pair in found]) for k in (0, 1))
    inside = (first >= begin) & (last <= end)
    pairs = np.unique(np.stack([first[inside], last[inside]], axis=1), axis=0)
    return pairs[:, 0], pairs[:, 1]


def rows(system: System, ties: Ties) -> tuple[Table, list[tuple[str, str]]]:
    """The rows of the table with numbers for its series, and the region and the series of each number."""
    figures = system.figures
    columns, names = columns_of(system, range(len(figures.families)), wanted(figures, ties), Published(figures))
    return Table.from_arrays([Array.from_numpy(columns[c]) for c in COLUMNS], names=list(COLUMNS)), names


def columns_of(
    system: System, families: Iterable[int], wanted: NDArray[np.bool_], published: Published
) -> tuple[dict[str, NDArray[Any]], list[tuple[str, str]]]:
    """The columns of the table for some families, and the region and the series of each number. What is open above is `OPEN` or more, what nobody may revise has -1 as
    `revised_low`."""
    figures = system.figures
    names: list[tuple[str, str]] = []
    own: list[tuple[int, int]] = []
    parts: dict[str, list[NDArray[np.generic]]] = {c: [] for c in FOUND}
    for family in families:
        region, series = figures.families[family]
        if not wanted[family].any():
            continue
        nodes, bounds = system.matrices((region, series))
        first, last = spans(int(nodes[0]), int(nodes[-1]))
        low, high = within(bounds, nodes, first, last)
        for flow in np.flatnonzero(wanted[family] & np.isfinite(high).any(axis=1)):
            parts["number"].append(np.full(len(first), len(names), dtype=np.int32))
            parts["first_month"].append(first)
            parts["last_month"].append(last)
            parts["low"].append(low[flow])
            parts["high"].append(high[flow])
            names.append((region, series.replace("|*|", f"|{FLOWS[flow]}|")))
            own.append((family, int(flow)))
    columns = {c: np.concatenate(p) if p else np.array([], float if c in ("low", "high") else np.int64) for c, p in parts.items()}
    closed = columns["low"], columns["high"]
    # What was published has the ends that it was published with.
    cells = np.array(own, dtype=np.int64).reshape(-1, 2)[columns["number"].astype(np.int64)]
    of = published.of(np.column_stack([cells, columns["first_month"].astype(np.int64), columns["last_month"].astype(np.int64)]))
    columns["held"] = of >= 0
    for end, values in (("low", figures.low), ("high", figures.high)):
        columns[end] = np.where(columns["held"], values[of], columns[end])
    since = columns["held"] & (columns["first_month"] % 12 == 0) & (columns["last_month"] <= columns["first_month"] + 12)
    columns["revised_low"], columns["revised_high"] = np.where(since, closed[0], -1.0), closed[1]
    months = [x.astype(np.int64) - less for x, less in ((columns["first_month"], 0), (columns["last_month"], 1))]
    columns["first_month"], columns["last_month"] = ((x // 12 * 100 + x % 12 + 1).astype(np.int32) for x in months)
    columns["number"] = columns["number"].astype(np.int32)
    return columns, names


def within(bounds: NDArray[np.float64], nodes: Nodes, first: Nodes, last: Nodes) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Lower and upper bounds of periods that lie between the first and the last node, for all flows of a family."""
    inner = np.searchsorted(nodes, first, side="left"), np.searchsorted(nodes, last, side="right") - 1
    outer = np.searchsorted(nodes, first, side="right") - 1, np.searchsorted(nodes, last, side="left")
    low = np.where(inner[0] < inner[1], np.maximum(0.0, -bounds[:, inner[1], inner[0]]), 0.0)
    high = bounds[:, outer[0], outer[1]]
    return low, np.maximum(low, high)


def wanted(figures: Figures, ties: Ties) -> NDArray[np.bool_]:
    """The series that are bounded by more than a cell of their own, of shape (families, flows): those with several figures, or with ties to others. A flow of which
    nothing is held is wanted where both others are, or where a share of it was published.
    """
    held = np.zeros((len(figures.families), len(FLOWS)), dtype=np.int64)
    np.add.at(held, (figures.family, figures.flow), 1)
    tied = held.sum(axis=1) > 1
    tied[ties.parts.ravel()] = True
    rated = np.zeros(held.shape, bool)
    stated = ties.ratios.kind != "currency"
    for cells in (ties.ratios.cell[stated], ties.ratios.other[stated]):
        rated[cells[:, 0], cells[:, 1]] = True
    return np.asarray(((held > 0) & tied[:, None]) | ((held > 0).sum(axis=1) > 1)[:, None] | rated)


def close_batch(exchange: Exchange, found: list[list[dict[str, Any]]]) -> Iterator[tuple[Any, ...]]:
    """The rows of the table `ledger` that follow from the rows of figures and of rates of one batch."""
    from hinterland.warehouse.spark import arrays

    given, rates = (sorted(part, key=lambda r: (r["region"], r["series"], r["first_month"], r["last_month"], r["id"])) for part in found)
    figures, bands = Figures.of(arrays(given, FIGURED)), calibrated()
    ties = Ties.among(figures, rates_of(sorted(rates, key=lambda r: str(r["id"]))), exchange, bands)
    system, _ = build(figures, bands, ties.nodes(), ties.tied())
    settle(system, ties)
    data, names = rows(system, ties)
    for number, first, last, low, high, held, *revised in zip(*(data.column(c).to_pylist() for c in data.column_names), strict=True):
        ends = [end if revised[0] >= 0 and end < OPEN else None for end in revised]
        yield *names[number], first, last, low, high if high < OPEN else None, held, *ends
