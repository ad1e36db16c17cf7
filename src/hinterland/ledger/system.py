"""Closures of all families: the tightest bounds that time alone gives. Figures of one release bind each other exactly, so what follows from
them is found first; only then is everything widened by its revision band and bound together. Families that one release gave alone are not
widened."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, fields, replace

import numpy as np
from numpy.typing import NDArray

from hinterland.indicators.part import Part
from hinterland.ledger.bands import Bands
from hinterland.ledger.closure import Bounds, Nodes, bound_one, close, negative_cycle, open_bounds, tighten
from hinterland.ledger.figures import Figures, Floats, figures_of

FAR = 1 << 20
"""More than any boundary of months: a family's number times this, and a boundary, is one number."""

CONTRADICTIONS = 12
"""Maximum contradictions of one series that are left out before all of it is."""

STEPS = (0.03, 0.0625, 0.09, 0.125, 0.1875, 0.25, 0.375, 0.5, 0.75, 1.0, 1.5, 2.0, 3.0)
"""The parts of its kind's band that are tried for the least at which the figures of a series can all be true."""

REDUNDANT = 12
"""Minimum figures beyond those that a series needs for it to show how far its own figures are revised."""


@dataclass(slots=True)
class Edges:
    """What figures say after the width of revision: `series` is family * 3 + flow, `first` and `last` boundaries of months, `origin` the number of the figure that says
    it, or where `joint` of one of those published together that do.
    """

    series: Nodes
    first: Nodes
    last: Nodes
    low: Floats
    high: Floats
    origin: Nodes
    joint: NDArray[np.bool_]

    def of(self, which: NDArray[np.bool_]) -> Edges:
        """Those of these edges that are wanted."""
        return self.join([self], which)

    @staticmethod
    def join(parts: Sequence[Edges], which: NDArray[np.bool_] | slice = slice(None)) -> Edges:
        """Edges one after the other, or those wanted of one."""
        return Edges(**{f.name: np.concatenate([getattr(e, f.name)[which] for e in parts]) for f in fields(Edges)})


@dataclass(slots=True)
class Batch:
    """Families of equally many nodes: their numbers, and their matrices, shape (families, flows, nodes, nodes)."""

    families: Nodes
    nodes: Nodes
    bounds: Bounds
    frozen: NDArray[np.bool_]


@dataclass(slots=True)
class System:
    """All families with their matrices, which lie one after the other in `flat`: that of family f, flow and nodes a, b stands at
    `offsets[f] + (flow * counts[f] + a) * counts[f] + b`. `keys` are the nodes of all families in order, each with its family's number times `FAR`, those of family f from
    `begins[f]` on. `conflicts` names series (family * 3 + flow) whose figures can't all be true within their band, `left_out` the origins of what nothing is bounded by therefore.
    """

    figures: Figures
    batches: list[Batch]
    flat: Floats
    keys: Nodes
    begins: Nodes
    counts: Nodes
    offsets: Nodes
    place: dict[tuple[str, str], tuple[int, int]]
    conflicts: list[int] = field(default_factory=list)
    left_out: set[int] = field(default_factory=set)

    def positions(self, family: Nodes, node: Nodes) -> Nodes:
        """Where boundaries stand among the nodes of their family; -1 for those that are none of them."""
        key = family * FAR + node
        at = np.minimum(np.searchsorted(self.keys, key), len(self.keys) - 1)
        return np.where(self.keys[at] == key, at - self.begins[family], -1)

    def entries(self, family: Nodes, flow: Nodes, first: Nodes, last: Nodes) -> Nodes:
        """Where the entries from node `first` to node `last` (positions) stand in `flat`."""
        return self.offsets[family] + (flow * self.counts[family] + first) * self.counts[family] + last

    def matrices(self, family: tuple[str, str]) -> tuple[Nodes, Bounds]:
        """The nodes of a family and its matrices, flow by flow, a view that can be written to. Raises `KeyError` where nothing is known of it."""
        batch, row = self.place[family]
        return self.batches[batch].nodes[row], self.batches[batch].bounds[row]


def build(
    figures: Figures,
    bands: Bands,
    more_nodes: Iterable[tuple[int, Nodes]] = (),
    tied: Nodes | None = None,
    factor: Floats | None = None,
) -> tuple[System, Edges]:
    """The system of all families, closed over time, and what their figures say. `more_nodes` are further boundaries that a family's matrices are to have, `tied` gives
    families that identities tie to each other the same number, `factor` are their `factors` where these are known.
    """
    tied = np.arange(len(figures.families)) if tied is None else tied
    found = widened(figures, bands, factors(figures, bands) if factor is None else factor, tied)
    system = _empty(figures, more_nodes)
    _fill(system, found)
    return system, found


def known_factors(parts: Iterable[Part], bands: Bands) -> Floats:
    """The `factors` of the figures of regions, which depend on nothing else and are found once for each."""
    parts = list(parts)
    if new := [part for part in parts if "factors" not in part.kept]:
        figures = [figures_of(part) for part in new]
        joined = Figures.join(figures)
        found = factors(joined, bands) if len(joined.id) else np.zeros(0)
        ends = np.cumsum([3 * len(f.families) if len(f.id) else 0 for f in figures])
        for part, own in zip(new, np.split(found, ends[:-1]), strict=True):
            part.kept["factors"] = own
    return np.concatenate([np.zeros(0), *(part.kept["factors"] for part in parts)])


def factors(figures: Figures, bands: Bands) -> Floats:
    """How much of its kind's band each series is given: a multiple of the least at which its figures can all be true where it has figures enough to tell, else all."""
    series = figures.family * 3 + figures.flow
    number = 3 * len(figures.families)
    held = np.bincount(series, minlength=number)
    ends = np.unique(np.concatenate([series * FAR + figures.first, series * FAR + figures.last]))
    waiting = held - np.bincount(ends // FAR, minlength=number) + 1 >= REDUNDANT
    waiting &= releases(figures, series, number) >= REDUNDANT
    return np.asarray(np.where(waiting, np.maximum(bands.least, bands.margin * _least(figures, bands, waiting)), 1.0))


def _least(figures: Figures, bands: Bands, which: NDArray[np.bool_]) -> Floats:
    """The first of the steps at which the figures of each series can all be true, the last where none is: what they can be at one they can be at all later ones."""
    steps, series = np.array(STEPS), figures.family * 3 + figures.flow
    from_, to = np.zeros(len(which), dtype=np.int64), np.full(len(which), len(STEPS) - 1)
    while (open_ := which & (from_ < to)).any():
        middle, some = (from_ + to) // 2, figures.without(~open_[series])
        system = _empty(some, ())
        _fill(system, widened(some, bands, steps[middle], np.arange(len(figures.families))), mend=False)
        broken = np.zeros(len(which), bool)
        broken[system.conflicts] = True
        from_, to = np.where(open_ & broken, middle + 1, from_), np.where(open_ & ~broken, middle, to)
    return np.asarray(steps[to])


def _fill(system: System, found: Edges, mend: bool = True) -> None:
    family, flow = found.series // 3, found.series % 3
    first, last = system.positions(family, found.first), system.positions(family, found.last)
    row = np.zeros(len(system.counts), dtype=np.int64)
    for batch in system.batches:
        row[batch.families] = np.arange(len(batch.families))
    for batch in system.batches:
        of = system.counts[family] == batch.nodes.shape[1]
        local = replace(found.of(of), series=(row[family] * 3 + flow)[of], first=first[of], last=last[of])
        _close_batch(system, batch, local, mend)


def _empty(figures: Figures, more_nodes: Iterable[tuple[int, Nodes]]) -> System:
    own = [figures.family * FAR + figures.first, figures.family * FAR + figures.last]
    keys = np.unique(np.concatenate([*own, *(np.int64(family * FAR) + nodes for family, nodes in more_nodes)]))
    begins = np.searchsorted(keys, np.arange(len(figures.families) + 1) * FAR)
    counts = np.diff(begins)
    flat = np.empty(int((3 * counts * counts).sum()))
    offsets, end = np.zeros(len(counts), dtype=np.int64), 0
    batches: list[Batch] = []
    place: dict[tuple[str, str], tuple[int, int]] = {}
    for count in (int(c) for c in np.unique(counts[counts > 0])):
        members = np.flatnonzero(counts == count)
        size = 3 * count * count
        offsets[members] = end + size * np.arange(len(members))
        bounds = flat[end : end + size * len(members)].reshape(-1, 3, count, count)
        bounds[...] = open_bounds(1, count)
        end += size * len(members)
        place.update({figures.families[f]: (len(batches), i) for i, f in enumerate(members)})
        nodes = keys[begins[members][:, None] + np.arange(count)] % FAR
        batches.append(Batch(members, nodes, bounds, np.zeros(len(members), bool)))
    return System(figures, batches, flat, keys, begins[:-1], counts, offsets, place)


def _close_batch(system: System, batch: Batch, edges: Edges, mend: bool) -> None:
    count = batch.nodes.shape[1]
    flat = batch.bounds.reshape(-1, count, count)
    tighten(flat, edges.series, edges.first, edges.last, edges.low, edges.high)
    used = np.zeros(len(flat), bool)
    used[edges.series] = True
    closed = flat[used]
    broken = close(closed)
    flat[used] = closed
    for series in np.flatnonzero(used)[broken]:
        system.conflicts.append(int(batch.families[series // 3]) * 3 + int(series % 3))
        flat[series] = open_bounds(1, count)[0]
        if mend:
            flat[series], origins = _mended(count, edges.of(edges.series == series))
            system.left_out.update(origins.tolist())


def _mended(count: int, edges: Edges) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
    """The closure of figures that can't all be true without those that contradict each other, and all that a release says where one of its figures does; open where it
    takes too many. Returns with it the origins that were left out.
    """
    kept, left_out = edges, np.array([], dtype=np.int64)
    for _ in range(CONTRADICTIONS):
        base = bound_one(count, kept.first, kept.last, kept.low, kept.high)
        trial = base.copy()
        if not close(trial)[0]:
            found: NDArray[np.float64] = trial[0]
            return found, left_out
        ends = {(min(e), max(e)) for e in negative_cycle(base[0])}
        wrong = np.array([(int(a), int(b)) in ends for a, b in zip(kept.first, kept.last, strict=True)])
        left_out = np.union1d(left_out, kept.origin[wrong])
        kept = edges.of(~np.isin(edges.origin, left_out))
    return open_bounds(1, count)[0], np.unique(edges.origin)


def widened(figures: Figures, bands: Bands, factor: Floats, tied: Nodes) -> Edges:
    """What the figures of each series say: as published where one release gave all that are tied to it, else what follows within each release, widened by the band of its
    kind.
    """
    series = figures.family * 3 + figures.flow
    _, group = np.unique(series * (int(figures.release.max(initial=0)) + 2) + figures.release, return_inverse=True)
    # What nobody published was not published together either.
    group = np.where(figures.derived, len(group) + np.arange(len(group)), group)
    _, group, size = np.unique(group, return_inverse=True, return_counts=True)
    alone = releases(figures, tied[figures.family], len(figures.families))[tied[figures.family]] == 1
    numbers = np.arange(len(series))
    given = Edges(series, figures.first, figures.last, figures.low, figures.high, numbers, np.zeros(len(series), bool))
    exact = given.of(alone)
    single = (size[group] == 1) & ~alone
    parts = [(given.of(single), figures.derived[single])]
    for count in np.unique(size[size > 1]):
        together = np.flatnonzero((size[group] == count) & ~alone)
        if together.size:
            found = _within(given, together[np.argsort(group[together], kind="stable")].reshape(-1, count))
            parts.append((found, np.zeros(len(found.series), bool)))
    wide = [_widen(e, derived, figures, bands, factor) for e, derived in parts]
    return Edges.join([exact, *wide])


def releases(figures: Figures, of: Nodes, number: int) -> Nodes:
    """How many releases gave the figures of each of `number` groups; what nobody published is a release of its own."""
    release = np.where(figures.derived, int(figures.release.max(initial=0)) + 1 + np.arange(len(of)), figures.release)
    pairs = np.unique(of * (int(release.max(initial=0)) + 1) + release) // (int(release.max(initial=0)) + 1)
    return np.asarray(np.bincount(pairs, minlength=number))


def _widen(edges: Edges, derived: NDArray[np.bool_], figures: Figures, bands: Bands, factor: Floats) -> Edges:
    regions = np.array([bands.level(region) for region, _ in figures.families], dtype=np.int64)
    band = bands.of(regions[edges.series // 3], edges.first, edges.last, derived.astype(np.int64)) * np.where(
        derived, 1.0, factor[edges.series]
    )
    return replace(edges, low=edges.low * (1 - band), high=edges.high * (1 + band))


def _within(given: Edges, rows: NDArray[np.int64]) -> Edges:
    """All that follows from figures published together: `rows` are the numbers of the figures, one release a line, equally many in each."""
    releases, count = rows.shape
    nodes = np.sort(np.concatenate([given.first[rows], given.last[rows]], axis=1), axis=1)
    first = (nodes[:, None, :] < given.first[rows][:, :, None]).sum(axis=2)
    last = (nodes[:, None, :] < given.last[rows][:, :, None]).sum(axis=2)
    bounds = open_bounds(releases, 2 * count)
    bounds[nodes[:, :, None] == nodes[:, None, :]] = 0.0
    which = np.repeat(np.arange(releases), count)
    tighten(bounds, which, first.ravel(), last.ravel(), given.low[rows].ravel(), given.high[rows].ravel())
    broken = close(bounds)
    new = np.concatenate([np.ones((releases, 1), bool), np.diff(nodes, axis=1) > 0], axis=1)
    pairs = new[:, :, None] & new[:, None, :] & (nodes[:, :, None] < nodes[:, None, :])
    low = -np.swapaxes(bounds, 1, 2)
    pairs &= (np.isfinite(bounds) | (low > 0)) & ~broken[:, None, None]
    which, a, b = np.nonzero(pairs)
    some = rows[which, 0]
    ends = np.maximum(low[which, a, b], 0.0), bounds[which, a, b]
    found = Edges(given.series[some], nodes[which, a], nodes[which, b], *ends, some, np.ones(len(some), bool))
    whole = np.zeros(len(given.series), bool)
    whole[rows[broken].ravel()] = True
    return Edges.join([found, given.of(whole)])
