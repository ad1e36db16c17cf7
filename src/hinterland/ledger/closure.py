"""The tightest bounds that time alone gives: shortest paths between the boundaries of months. A node is a boundary, S the sum of a series
up to it; a figure of the months from a to b says `low <= S(b) - S(a) <= high`, and S never falls. So the least upper bound of a difference
is a shortest path (Floyd-Warshall), and figures that can't all be true are a negative cycle. A matrix has at `[a, b]` the upper bound of
S(b) - S(a), for a before b and after it: a lower bound is minus the entry at `[b, a]`. Everything works on stacks of matrices, one to a
series."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Bounds = NDArray[np.float64]
"""Matrices of bounds, shape (series, nodes, nodes); infinity where nothing bounds a difference."""
Nodes = NDArray[np.int64]
"""Boundaries of months in ascending order."""

CHUNK = 131_072
"""Maximum entries worked on at a time, which fit a processor's cache."""

TOLERANCE = 1e-11
"""A cycle is negative where it is so by more than this part of its figures: less is the rounding of doubles."""


def open_bounds(series: int, nodes: int) -> Bounds:
    """Matrices that know nothing but that sums never fall."""
    bounds = np.full((series, nodes, nodes), np.inf)
    bounds[:, np.tri(nodes, dtype=bool)] = 0.0
    return bounds


def tighten(bounds: Bounds, which: Nodes, first: Nodes, last: Nodes, low: NDArray[np.float64], high: NDArray[np.float64]) -> None:
    """Take figures in: series `which`, from node `first` to node `last` (positions, not months), between `low` and `high`."""
    np.minimum.at(bounds, (which, first, last), high)
    np.minimum.at(bounds, (which, last, first), -low)


def bound_one(nodes: int, first: Nodes, last: Nodes, low: NDArray[np.float64], high: NDArray[np.float64]) -> Bounds:
    """The matrix of one series, alone in a stack, of what its figures say: from node `first` to node `last` between `low` and `high`."""
    bounds = open_bounds(1, nodes)
    tighten(bounds, np.zeros(len(first), dtype=np.int64), first, last, low, high)
    return bounds


def close(bounds: Bounds) -> NDArray[np.bool_]:
    """Make every bound the tightest that follows from all, in place. Returns which series have figures that can't all be true; their bounds mean nothing."""
    series, nodes, _ = bounds.shape
    step = max(1, CHUNK // max(1, nodes * nodes))
    for begin in range(0, series, step):
        part = bounds[begin : begin + step]
        sums = np.empty_like(part)
        for k in range(nodes):
            np.add(part[:, :, k : k + 1], part[:, k : k + 1, :], out=sums)
            np.minimum(part, sums, out=part)
    diagonal = np.einsum("sii->si", bounds)
    scale = np.where(np.isfinite(bounds), np.abs(bounds), 0.0).max(axis=(1, 2), initial=0.0)
    broken: NDArray[np.bool_] = (diagonal < -TOLERANCE * (1 + scale)[:, None]).any(axis=1)
    diagonal[...] = 0.0
    return broken


def project(bounds: Bounds, nodes: Nodes, onto: Nodes) -> Bounds:
    """The bounds of closed matrices between other nodes: what lies between two nodes is no more than what lies between the next ones outside."""
    if np.array_equal(nodes, onto):
        return bounds
    outside = np.searchsorted(nodes, onto, side="right") - 1
    after = np.searchsorted(nodes, onto, side="left")
    padded = np.pad(bounds, ((0, 0), (1, 1), (1, 1)), constant_values=np.inf)
    found = padded[:, (outside + 1)[:, None], (after + 1)[None, :]]
    known = onto[:, None] >= onto[None, :]
    found[:, known] = np.minimum(found[:, known], 0.0)
    return found


def span(bounds: NDArray[np.float64], nodes: Nodes, first: int, last: int) -> tuple[float, float]:
    """The lower and the upper bound of the months between two boundaries, of one series' closed matrix."""
    found = project(bounds[None], nodes, np.array([first, last], dtype=np.int64))[0]
    return max(0.0, -float(found[1, 0])), float(found[0, 1])


def negative_cycle(bounds: NDArray[np.float64]) -> list[tuple[int, int]]:
    """The edges (from node, to node) of a cycle of fewest edges among those that sum to less than nothing, of one matrix that isn't closed; none if there is none."""
    nodes = len(bounds)
    finite = np.where(np.isfinite(bounds), np.abs(bounds), 0.0)
    slack = -TOLERANCE * (1 + float(finite.max(initial=0.0)))
    base = bounds.copy()
    np.fill_diagonal(base, np.inf)
    walk = base.copy()
    steps: list[NDArray[np.int64]] = []
    for _ in range(nodes):
        closed = np.flatnonzero(np.diag(walk) < slack)
        if closed.size:
            start = int(closed[np.argmin(np.diag(walk)[closed])])
            at, edges = _walked(start, [via[start] for via in steps])
            return [(start, at), *edges]
        sums = walk[:, :, None] + base[None, :, :]
        via = sums.argmin(axis=1)
        steps.append(via)
        walk = np.take_along_axis(sums, via[:, None, :], axis=1)[:, 0, :]
    return []


def path(base: NDArray[np.float64], closed: NDArray[np.float64], start: int, end: int) -> list[tuple[int, int]]:
    """The edges of a shortest path, of one matrix before (`base`) and after (`closed`) it was closed; none where nothing bounds the
    difference. The path of fewest edges is preferred. Raises `ValueError` where `closed` isn't the closure of `base`."""
    if start == end or not np.isfinite(closed[start, end]):
        return []
    nodes = len(base)
    scale = float(np.where(np.isfinite(base), np.abs(base), 0.0).max(initial=0.0))
    near = 1e-9 * (1 + scale)
    far = np.full(nodes, np.inf)
    far[start] = 0.0
    steps: list[NDArray[np.int64]] = []
    for _ in range(nodes):
        sums = far[:, None] + base
        via = sums.argmin(axis=0)
        steps.append(via)
        far = sums[via, np.arange(nodes)]
        if far[end] <= closed[start, end] + near:
            at, edges = _walked(end, steps)
            return [(a, b) for a, b in edges if a != b] if at == start else []
    raise ValueError("the closed bounds do not follow from those given")


def _walked(end: int, steps: list[NDArray[np.int64]]) -> tuple[int, list[tuple[int, int]]]:
    """Where a walk that ends at a node began, and its edges; `steps` has for each node the one before it."""
    edges, at = [], end
    for via in reversed(steps):
        before = int(via[at])
        edges.append((before, at))
        at = before
    return at, edges[::-1]
