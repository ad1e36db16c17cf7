"""What ties series to each other: flows to their total, regions to the nation, parts to their whole, shares, growth, yuan and a second currency. Each
identity proposes tighter bounds for some matrices, then time is closed again, until nothing moves; a proposal that contradicts what is
known is not taken, so bounds stay sound. In a matrix the entry at [a, b] is the upper bound of S(b) - S(a), so what holds for sums holds
for matrices, and the transposed one stands for the sum taken away: exports are at most the total plus the transposed imports."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from hinterland import codes
from hinterland.ledger.bands import Bands
from hinterland.ledger.closure import Nodes, close
from hinterland.ledger.figures import FLOWS, Exchange, Figures, Floats, Rate, whole
from hinterland.ledger.system import FAR, System, releases
from hinterland.packs import packs

ROUNDS = 5
MOVED = 1e-9
"""A bound has moved where it did by more than this part of itself."""

MOST = 25
"""Minimum regions that have a boundary for it to be given to all."""

PARTS = 2.0
"""How much wider than a whole's the band is in which a part's yuan and second currency follow from each other."""

PUBLISHED, DERIVED, EXCHANGED = range(3)
"""The bases of bands."""

Family = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Ratios:
    """Cells that are another one times a ratio, a row each: both cells (`family`, `flow`, `first` and `last` boundary, columns of an array), and the ratio's ends."""

    cell: Nodes
    other: Nodes
    low: NDArray[np.float64]
    high: NDArray[np.float64]
    kind: NDArray[np.str_]
    id: list[str]


@dataclass(frozen=True, slots=True)
class Implied:
    """What shares say together with figures of their own releases, a row each: a cell (columns as of `Ratios`), its ends, the number of the figure and the share's id."""

    cell: Nodes
    low: NDArray[np.float64]
    high: NDArray[np.float64]
    figure: Nodes
    id: list[str]


@dataclass(slots=True)
class Ties:
    """The identities among the families of a state, by their numbers."""

    figures: Figures
    parts: Nodes
    nations: list[tuple[int, list[int]]]
    ratios: Ratios
    implied: Implied | None = None

    @classmethod
    def among(cls, figures: Figures, rates: Iterable[Rate], exchange: Exchange, bands: Bands) -> Ties:
        """The identities among the families of figures: `rates` are published shares and growth, `exchange` the rates between two currencies by period."""
        number = {f: i for i, f in enumerate(figures.families)}
        wholes = {p.nation: codes.members(p.parts) for p in packs() if p.parts}
        parts, nations, rows = [], [], []
        for (region, series), i in number.items():
            of = whole(series)
            if of != series and "|value|" in series and (region, of) in number:
                parts.append((i, number[region, of]))
            if members := wholes.get(region):
                held = [number[p, series] for p in members if (p, series) in number]
                if len(held) == len(members):
                    nations.append((i, held))
            for (own, second), rated in exchange.items():
                if not series.endswith(f"|{own}") or (counterpart := number.get((region, f"{series.removesuffix(own)}{second}"))) is None:
                    continue
                # The band is measured on wholes; what is traded in a few months of a year is exchanged at theirs.
                first, last = (np.array([p[k] for p in rated], dtype=np.int64) for k in (0, 1))
                band = (1.0 if of == series else PARTS) * bands.of(
                    np.full_like(first, bands.level(region)), first, last, np.full_like(first, EXCHANGED)
                )
                rows += [
                    ((i, f, a, b), (counterpart, f, a, b), low * (1 - w), high * (1 + w), "currency", "")
                    for (a, b, low, high), w in zip(rated, band.tolist(), strict=True)
                    for f in range(3)
                ]
        release = [-1] * len(rows)
        for row, by in _rated(rates, number, figures.releases, bands):
            rows.append(row)
            release.append(by)
        cell, other = (np.array([r[k] for r in rows], dtype=np.int64).reshape(-1, 4) for k in (0, 1))
        low, high = (np.array([r[k] for r in rows], dtype=float) for k in (2, 3))
        ratios = Ratios(cell, other, low, high, np.array([r[4] for r in rows], dtype=str), [r[5] for r in rows])
        found = cls(figures, np.array(parts, dtype=np.int64).reshape(-1, 2), nations, ratios)
        found.implied = _widen_shares(found, np.array(release, dtype=np.int64), bands)
        return found

    def tied(self) -> Nodes:
        """A number for each family, the same for all that identities tie to each other."""
        pairs = np.array([(nation, p) for nation, regions in self.nations for p in regions], dtype=np.int64).reshape(-1, 2)
        edges = np.concatenate([self.parts, pairs, np.stack([self.ratios.cell[:, 0], self.ratios.other[:, 0]], axis=1)])
        found = np.arange(len(self.figures.families))
        while True:
            least = np.minimum(found[edges[:, 0]], found[edges[:, 1]])
            before = found.copy()
            np.minimum.at(found, edges[:, 0], least)
            np.minimum.at(found, edges[:, 1], least)
            if np.array_equal(found, before):
                return found

    def nodes(self) -> Iterator[tuple[int, Nodes]]:
        """The boundaries that families need beyond those of their own figures, for bounds to pass from one to the other."""
        figures = self.figures
        key = np.unique(np.concatenate([figures.family * FAR + figures.first, figures.family * FAR + figures.last]))
        own = [key[a:b] % FAR for a, b in pairwise(np.searchsorted(key, np.arange(len(figures.families) + 1) * FAR))]
        for part, of in self.parts:
            yield int(of), own[part]
        stated = self.ratios.kind != "currency"
        family, ends = np.concatenate(
            [np.stack([x[stated, 0], x[stated, k]]) for x in (self.ratios.cell, self.ratios.other) for k in (2, 3)], axis=1
        )
        by_family = np.argsort(family, kind="stable")
        families, begins = np.unique(family[by_family], return_index=True)
        ends = ends[by_family]
        yield from ((f, ends[a:b]) for f, (a, b) in zip(families.tolist(), pairwise([*begins, len(ends)]), strict=True))
        for nation, regions in self.nations:
            nodes, count = np.unique(np.concatenate([own[p] for p in regions]), return_counts=True)
            yield from ((region, nodes[count >= MOST]) for region in (nation, *regions))
        exchanged = np.unique(self.ratios.cell[~stated, 2:])
        for cell, other in np.unique(np.stack([self.ratios.cell[~stated, 0], self.ratios.other[~stated, 0]], axis=1), axis=0):
            both = np.intersect1d(np.union1d(own[cell], own[other]), exchanged, assume_unique=True)
            yield int(cell), both
            yield int(other), both


Row = tuple[tuple[int, int, int, int], tuple[int, int, int, int], float, float, str, str]


def _rated(rates: Iterable[Rate], number: dict[Family, int], releases: tuple[str, ...], bands: Bands) -> Iterator[tuple[Row, int]]:
    """Published shares and growth among families that are known, each with the number of its release, -1 for that of no figure; growth stands on a base that was revised."""
    numbered = {name: i for i, name in enumerate(releases)}
    known = [r for r in rates if r.cell[:2] in number and r.other[:2] in number]
    levels = {region: bands.level(region) for region in {r.cell[0] for r in known}}
    level = np.array([levels[r.cell[0]] for r in known], dtype=np.int64)
    first, last = (np.array([r.cell[k] for r in known], dtype=np.int64) for k in (3, 4))
    band = bands.of(level, first, last, np.full(len(known), DERIVED))
    for r, wide in zip(known, band.tolist(), strict=True):
        cell, other = ((number[c[:2]], *c[2:]) for c in (r.cell, r.other))
        width = wide if r.kind == "growth" else 0.0
        yield (cell, other, r.low * (1 - width), r.high * (1 + width), r.kind, r.id), numbered.get(r.release, -1)


def _widen_shares(ties: Ties, release: Nodes, bands: Bands) -> Implied:
    """Widen shares in place, since a part and its whole are both revised, unless one release gave them and all they are tied to. Returns what each says together with a figure
    of its own release: of the whole where the part was published with it, of the part where the whole was. That is revised as a figure is.
    """
    figures, r = ties.figures, ties.ratios
    shares = np.flatnonzero(r.kind == "share")
    tied = ties.tied()
    alone = (releases(figures, tied[figures.family], len(figures.families)) == 1)[tied]
    cell, other, low, high = r.cell[shares], r.other[shares], r.low[shares], r.high[shares]
    beside = [np.where((at >= 0) & (figures.release[at] == release[shares]), at, -1) for at in map(Published(figures).of, (cell, other))]
    level = np.array([bands.level(figures.families[f][0]) for f in cell[:, 0]], dtype=np.int64)
    band = bands.of(level, cell[:, 2], cell[:, 3], np.full(len(shares), PUBLISHED))
    band[alone[cell[:, 0]] & (np.maximum(*beside) >= 0)] = 0.0
    with np.errstate(divide="ignore"):
        of_part = np.where(high > 0, 1 / high, 0.0), np.where(low > 0, 1 / low, np.inf)
    ends = []
    for at, (least, most), to in zip(beside, (of_part, (low, high)), (other, cell), strict=True):
        i = np.flatnonzero(at >= 0)
        small, large = figures.low[at[i]] * least[i], times(figures.high[at[i]], most[i])
        ends.append((to[i], small * (1 - band[i]), large * (1 + band[i]), at[i], i))
    r.low[shares], r.high[shares] = low * (1 - band) ** 2, high * (1 + band) ** 2
    to, small, large, figure, which = (np.concatenate(x) for x in zip(*ends, strict=True))
    return Implied(to, small, large, figure, [r.id[shares[i]] for i in which])


class Published:
    """The numbers of figures by their cells."""

    def __init__(self, figures: Figures) -> None:
        self._derived = figures.derived
        own = _keys(figures.family, figures.flow, figures.first, figures.last)
        self._order = np.argsort(own)
        self._own = own[self._order]

    def of(self, cells: Nodes) -> Nodes:
        """The numbers of the figures that were published of cells (columns as of `Ratios`); -1 where none was."""
        asked = _keys(*cells.T)
        at = np.minimum(np.searchsorted(self._own, asked), len(self._own) - 1)
        return np.where((self._own[at] == asked) & ~self._derived[self._order[at]], self._order[at], -1)


def _keys(family: Nodes, flow: Nodes, first: Nodes, last: Nodes) -> Nodes:
    return ((family * 3 + flow) * FAR + first) * FAR + last


@dataclass(slots=True)
class Trace:
    """What each stage of a settlement changed: its kind, where in `flat`, and to what; `start` is what time alone gave."""

    start: NDArray[np.float64]
    stages: list[tuple[str, Nodes, NDArray[np.float64]]]


def settle(system: System, ties: Ties, rounds: int = ROUNDS, trace: Trace | None = None) -> int:
    """Apply all identities and close time again, in turn, until nothing moves. Returns the number of rounds; `trace` records what each stage changed."""
    stages: list[tuple[str, Callable[[], object]]] = [(f, partial(add_flows, system, i)) for i, f in enumerate(FLOWS)]
    stages += [("regions", partial(add_regions, system, Members.of(system, nation, regions))) for nation, regions in ties.nations]
    stages += [("part", partial(limit_parts, system, ties.parts))]
    if ties.implied is not None:
        stages += [("share", partial(take_implied, system, ties.implied))]
    stages += [(f"ratio{turn}", partial(apply_ratios, system, placed_ratios(system, ties.ratios, turn))) for turn in (0, 1)]
    if trace is not None:
        trace.start = system.flat.copy()
    for number in range(rounds):
        before = system.flat.copy()
        for kind, apply in stages:
            _traced(system, trace, kind, apply)
        if not _traced(system, trace, "time", partial(_close_again, system, before)):
            return number + 1
    return rounds


def _traced(system: System, trace: Trace | None, kind: str, apply: Callable[[], object]) -> object:
    if trace is None:
        return apply()
    before, result = system.flat.copy(), apply()
    changed = np.flatnonzero(system.flat != before)
    trace.stages.append((kind, changed, system.flat[changed]))
    return result


def _close_again(system: System, before: NDArray[np.float64]) -> bool:
    """Close what moved; whether anything did. What didn't stays as it was to the last bit, so that no round but its own changes a family."""
    moved, end = False, 0
    for batch in system.batches:
        found, was = batch.bounds, before[end : end + batch.bounds.size].reshape(batch.bounds.shape)
        end += found.size
        differs = (found != was).any(axis=(1, 2, 3))
        if not differs.any():
            continue
        found[~differs] = was[~differs]  # a zero may have changed its sign
        at = np.flatnonzero(differs)
        new, old = found[at], was[at]
        near = 1 + np.abs(np.where(np.isfinite(new), new, 0.0))
        crossed = new + np.swapaxes(new, 2, 3) < -MOVED * near
        np.copyto(new, old, where=crossed | np.swapaxes(crossed, 2, 3) | batch.frozen[at][:, None, None, None])
        is_moved = (new < old - MOVED * near).any(axis=(1, 2, 3))
        found[at[~is_moved]] = old[~is_moved]
        if not is_moved.any():
            continue
        at, new, old = at[is_moved], new[is_moved], old[is_moved]
        count = new.shape[2]
        broken: NDArray[np.bool_] = np.any(close(new.reshape(-1, count, count)).reshape(-1, 3), axis=1)
        found[at] = np.where(broken[:, None, None, None], old, new)
        batch.frozen[at[broken]] = True
        system.conflicts.extend(int(f) * 3 for f in batch.families[at[broken]])
        moved = moved or bool((~broken).any())
    return moved


def add_flows(system: System, flow: int) -> None:
    """Exports and imports make the total: the matrices of one flow from those of the two others."""
    for batch in system.batches:
        total, exports, imports = (batch.bounds[:, f] for f in range(3))
        if flow == 0:
            np.minimum(total, exports + imports, out=total)
        else:
            one, other = (exports, imports) if flow == 1 else (imports, exports)
            np.minimum(one, total + np.swapaxes(other, 1, 2), out=one)


@dataclass(frozen=True, slots=True)
class Members:
    """The regions of a nation: where in `flat` what bounds them between the nation's nodes stands (`at`, shape (flows, regions, nodes, nodes)), which of these entries are no
    places at all (`is_open`, shape (regions, nodes, nodes)), and of those between nodes of their own where they stand in `flat` (`mine`, shape (flows, entries)), in a flattened
    matrix (`pair`), in its transposed one (`back`), and there among all regions (`there`).
    """

    nation: Family
    at: Nodes
    is_open: NDArray[np.bool_]
    mine: Nodes
    pair: Nodes
    back: Nodes
    there: Nodes

    @classmethod
    def of(cls, system: System, nation: int, regions: list[int]) -> Members:
        """The regions of a nation, by their numbers."""
        families, flows = system.figures.families, np.arange(len(FLOWS))[:, None, None]
        nodes, places = system.matrices(families[nation])[0], []
        for member in regions:
            own = system.matrices(families[member])[0]
            before, after = np.searchsorted(own, nodes, side="right") - 1, np.searchsorted(own, nodes, side="left")
            entry = system.entries(np.int64(member), flows, before[:, None], after[None, :])  # type: ignore[arg-type]
            is_open = (before < 0)[:, None] | (after == len(own))[None, :]
            is_own = (before == after)[:, None] & (before == after)[None, :]
            places.append((np.where(is_open, 0, entry), is_open, is_own))
        at, is_open, is_own = (np.stack(x) for x in zip(*places, strict=True))
        which, first, last = np.nonzero(is_own)
        count, at = len(nodes), np.ascontiguousarray(np.swapaxes(at, 0, 1))
        pair, back = first * count + last, last * count + first
        return cls(families[nation], at, is_open, at[:, which, first, last], pair, back, which * count * count + back)


def add_regions(system: System, members: Members) -> None:
    """The regions make the nation, flow by flow."""
    nodes, matrices = system.matrices(members.nation)
    most = np.where(np.tri(len(nodes), dtype=bool), 0.0, np.inf)
    # Flow by flow, which the processor's cache holds.
    for bounds, at, mine in zip(matrices, members.at, members.mine, strict=True):
        each = system.flat.take(at)
        np.copyto(each, np.inf, where=members.is_open)
        np.minimum(each, most, out=each)
        np.minimum(bounds, each.sum(axis=0), out=bounds)
        unknown = np.isinf(each)
        np.copyto(each, 0.0, where=unknown)
        total, missing = each.sum(axis=0), unknown.sum(axis=0)
        # What is left of the nation is less than all of it by the least that the others come to, which the transposed matrices hold.
        others = missing.take(members.back) - unknown.take(members.there) > 0
        rest = np.where(others, np.inf, bounds.take(members.pair) + (total.take(members.back) - each.take(members.there)))
        system.flat[mine] = np.minimum(system.flat.take(mine), rest)


def limit_parts(system: System, parts: Nodes) -> None:
    """A part is at most its whole, and the whole at least its part: rows of two families, all nodes of the first being nodes of the second."""
    if not len(parts):
        return
    count = system.counts[parts[:, 0]]
    for n in (int(c) for c in np.unique(count[count > 0])):
        part, of = parts[count == n].T
        here = np.arange(n)
        nodes = system.keys[system.begins[part][:, None] + here] % FAR
        there = system.positions(np.repeat(of, n), nodes.ravel()).reshape(-1, 1, n)
        flow, a, b = (x[None] for x in (np.arange(3)[:, None, None], here[:, None], here[None, :]))
        small = system.entries(part[:, None, None, None], flow, a, b)
        large = system.entries(of[:, None, None, None], flow, there[..., None], there[..., None, :])
        later = np.broadcast_to(here[:, None] < here[None, :], small.shape)
        system.flat[small] = np.where(later, np.minimum(system.flat[small], system.flat[large]), system.flat[small])
        np.minimum.at(system.flat, large[~later], system.flat[small[~later]])


def placed_ratios(system: System, ratios: Ratios, turn: int) -> tuple[Nodes, Nodes, Nodes, Nodes, Floats, Floats]:
    """Shares, growth and rates of exchange: a cell is the other one times a ratio (turn 0), and the other one is it divided by that (turn 1). Where in `flat` the bounds of the
    other one stand and those of the cell, upper and lower, and the ratio's ends."""
    ends = [[system.positions(c[:, 0], c[:, k]) for k in (2, 3)] for c in (ratios.cell, ratios.other)]
    held = (np.stack([*ends[0], *ends[1]]) >= 0).all(axis=0)
    cell, other = ((*c[held, :2].T, *(x[held] for x in e)) for c, e in zip((ratios.cell, ratios.other), ends, strict=True))
    least, most = ratios.low[held], ratios.high[held]
    if turn == 1:
        cell, other = other, cell
        with np.errstate(divide="ignore"):
            least, most = 1 / most, 1 / least
    (high, low), (to_high, to_low) = (
        (system.entries(family, flow, first, last), system.entries(family, flow, last, first))
        for family, flow, first, last in (other, cell)
    )
    return high, low, to_high, to_low, least, most


def apply_ratios(system: System, placed: tuple[Nodes, Nodes, Nodes, Nodes, Floats, Floats]) -> None:
    """What ratios say: `placed_ratios`."""
    high, low, to_high, to_low, least, most = placed
    upper, lower = system.flat.take(high), -system.flat.take(low)
    np.minimum.at(system.flat, to_high, times(upper, most))
    np.minimum.at(system.flat, to_low, -np.maximum(lower, 0.0) * least)


def take_implied(system: System, implied: Implied) -> None:
    """What shares say together with figures of their own releases."""
    family, flow, first, last = implied.cell.T
    first, last = system.positions(family, first), system.positions(family, last)
    np.minimum.at(system.flat, system.entries(family, flow, first, last), implied.high)
    np.minimum.at(system.flat, system.entries(family, flow, last, first), -implied.low)


def times(upper: NDArray[np.float64], most: NDArray[np.float64]) -> NDArray[np.float64]:
    """Upper bounds times upper bounds of a ratio, open where either is."""
    found: NDArray[np.float64] = np.where(np.isfinite(upper), upper, 1.0) * np.where(np.isfinite(most), most, 1.0)
    return np.where(np.isfinite(upper) & np.isfinite(most), found, np.inf)
