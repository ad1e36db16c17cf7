"""The bounds of a cell and why it is bounded: the figures a bound follows from, and by which identity. A settlement is traced
(`identities.Trace`): what tightened an entry is looked for among what was known just before its stage, so reasons end at figures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from hinterland.codes import Period
from hinterland.codes.periods import boundary, month_after
from hinterland.ledger import words
from hinterland.ledger.closure import Nodes, bound_one, close, negative_cycle, path, span
from hinterland.ledger.figures import FLOWS, Figures, pattern
from hinterland.ledger.identities import Ties, Trace, times
from hinterland.ledger.system import FAR, Edges, System

NEAR = 1e-9
"""Two bounds are the same within this part of them."""


@dataclass(frozen=True, slots=True)
class Entry:
    """The upper bound of S(last) - S(first) of a series, as known after a stage; where `last` is before `first` it is a lower bound with its sign turned."""

    family: int
    flow: int
    first: int
    last: int
    stage: int


@dataclass(slots=True)
class Proof:
    """What a bound follows from: by which identity, figures by number, ids of published ratios, and, of a difference, the
    periods added (a boundary and a later one) and taken away (a boundary and an earlier one).
    """

    by: str
    figures: list[int] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)
    terms: list[tuple[int, int]] = field(default_factory=list)

    def take(self, *others: Proof) -> Proof:
        """Rest on what others rest on too."""
        for other in others:
            self.figures += [f for f in other.figures if f not in self.figures]
            self.ids += [i for i in other.ids if i not in self.ids]
        return self


class Reasons:
    """Looks up reasons in a traced settlement. `edges` are what the figures say, with the width of revision."""

    def __init__(self, system: System, ties: Ties, trace: Trace, edges: Edges) -> None:
        self.system, self.ties, self.trace, self.edges = system, ties, trace, edges

    def of(self, family: int, flow: int, start: int, end: int) -> Proof | None:
        """Why the difference between two boundaries is bounded from above (where `end` is before `start`, from below); none where it isn't."""
        entry = self._outside(family, flow, start, end, len(self.trace.stages))
        return self._prove(entry) if entry is not None and np.isfinite(self._value(entry)) else None

    def conflicts(self) -> list[list[int]]:
        """The smallest sets of figures that can't all be true within their bands, by number, one for each series that has any."""
        found = []
        for series in sorted(set(self.system.conflicts)):
            mine, nodes = np.flatnonzero(self.edges.series == series), self.nodes(series // 3)
            base = self._base(mine, nodes)
            used: list[int] = []
            for a, b in _needed(base, negative_cycle(base)):
                used += [f for f in self._said(mine, nodes, base, a, b).figures if f not in used]
            if used:
                found.append(used)
        return found

    # -- what was known when

    def _place(self, e: Entry) -> int:
        n = self.system.counts[e.family]
        return int(self.system.offsets[e.family] + (e.flow * n + e.first) * n + e.last)

    def _moved(self, e: Entry) -> tuple[int, float]:
        """The last stage up to the entry's that changed it (0: none did), and its value then."""
        place = self._place(e)
        for stage in range(e.stage, 0, -1):
            _, where, values = self.trace.stages[stage - 1]
            at = int(np.searchsorted(where, place))
            if at < len(where) and where[at] == place:
                return stage, float(values[at])
        return 0, float(self.trace.start[place])

    def _value(self, e: Entry) -> float:
        return self._moved(e)[1]

    def _matrix(self, family: int, flow: int, stage: int) -> NDArray[np.float64]:
        n = int(self.system.counts[family])
        begin = int(self.system.offsets[family]) + flow * n * n
        found = self.trace.start[begin : begin + n * n].copy()
        for _, where, values in self.trace.stages[:stage]:
            a, b = np.searchsorted(where, [begin, begin + n * n])
            found[where[a:b] - begin] = values[a:b]
        return np.asarray(found.reshape(n, n))

    # -- proofs

    def _prove(self, e: Entry) -> Proof:
        stage, value = self._moved(e)
        if stage == 0:
            return self._figures(e)
        kind = self.trace.stages[stage - 1][0]
        before = Entry(e.family, e.flow, e.first, e.last, stage - 1)
        if kind == "time":
            return self._time(before)
        if kind in ("total", "export", "import"):
            return self._flows(before, kind)
        if kind == "regions":
            return self._regions(before)
        if kind == "part":
            return self._part(before, value)
        if kind == "share":
            return self._implied(before, value)
        return self._ratio(before, value, int(kind[-1]))

    def _time(self, e: Entry) -> Proof:
        base, closed = self._matrix(e.family, e.flow, e.stage), self._matrix(e.family, e.flow, e.stage + 1)
        try:
            steps = _steps(base, closed, e.first, e.last)
        except ValueError:
            return self._all(e)
        proofs = [self._prove(Entry(e.family, e.flow, a, b, e.stage)) for a, b in steps]
        if len(proofs) == 1:
            return proofs[0]
        nodes = self.nodes(e.family)
        return Proof("difference", terms=[(int(nodes[a]), int(nodes[b])) for a, b in steps]).take(*proofs)

    def _figures(self, e: Entry) -> Proof:
        mine, nodes = self._edges_of.get(e.family * 3 + e.flow, np.array([], dtype=np.int64)), self.nodes(e.family)
        base = self._base(mine, nodes)
        try:
            steps = _steps(base, self._matrix(e.family, e.flow, 0), e.first, e.last)
        except ValueError:
            return self._all(e)
        proofs = [self._said(mine, nodes, base, a, b) for a, b in steps]
        terms = [t for proof in proofs for t in proof.terms]
        return Proof("held" if len(terms) == 1 else "difference", terms=terms).take(*proofs)

    def _base(self, mine: NDArray[np.int64], nodes: Nodes) -> NDArray[np.float64]:
        first, last = (np.searchsorted(nodes, x[mine]) for x in (self.edges.first, self.edges.last))
        return np.asarray(bound_one(len(nodes), first, last, self.edges.low[mine], self.edges.high[mine])[0])

    def _said(self, mine: NDArray[np.int64], nodes: Nodes, base: NDArray[np.float64], a: int, b: int) -> Proof:
        said = self.edges.high if a < b else self.edges.low
        ends = (self.edges.first[mine] == nodes[min(a, b)]) & (self.edges.last[mine] == nodes[max(a, b)])
        same = mine[ends & (np.abs(said[mine]) == np.abs(base[a, b]))]
        return self._published(int(same[0]), int(nodes[a]), int(nodes[b])) if same.size else Proof("held")

    def _published(self, edge: int, start: int, end: int) -> Proof:
        """The figures that an edge stands on: its own, or those of one release that it follows from."""
        origin, figures = int(self.edges.origin[edge]), self.system.figures
        if not self.edges.joint[edge]:
            return Proof("held", [origin], terms=[(start, end)])
        same = (figures.family == figures.family[origin]) & (figures.flow == figures.flow[origin])
        group = np.flatnonzero(same & (figures.release == figures.release[origin]) & ~figures.derived)
        nodes = np.unique(np.concatenate([figures.first[group], figures.last[group]]))
        first, last = (np.searchsorted(nodes, x[group]) for x in (figures.first, figures.last))
        base = bound_one(len(nodes), first, last, figures.low[group], figures.high[group])
        closed = base.copy()
        close(closed)
        steps = _steps(base[0], closed[0], *(int(np.searchsorted(nodes, x)) for x in (start, end)))
        ends = {(min(s), max(s)) for s in steps}
        used = [int(g) for g, a, b in zip(group, first, last, strict=True) if (int(a), int(b)) in ends]
        return Proof("difference", used, terms=[(int(nodes[a]), int(nodes[b])) for a, b in steps])

    def _flows(self, e: Entry, kind: str) -> Proof:
        turned = (e.last, e.first)
        parts = {"total": ((1, False), (2, False)), "export": ((0, False), (2, True)), "import": ((0, False), (1, True))}[kind]
        return Proof("flows").take(
            *(self._prove(Entry(e.family, flow, *(turned if turn else (e.first, e.last)), e.stage)) for flow, turn in parts)
        )

    def _regions(self, e: Entry) -> Proof:
        found = Proof("regions")
        nodes = self.nodes(e.family)
        for nation, regions in self.ties.nations:
            if e.family not in (nation, *regions):
                continue
            members = [nation, *regions]
            for member in (m for m in members if m != e.family):
                turn = member in regions and e.family != nation
                ends = (int(nodes[e.last]), int(nodes[e.first])) if turn else (int(nodes[e.first]), int(nodes[e.last]))
                found.take(self._projected(member, e.flow, *ends, e.stage))
        return found

    def _part(self, e: Entry, value: float) -> Proof:
        nodes = self.nodes(e.family)
        ends = int(nodes[e.first]), int(nodes[e.last])
        for part, of in self.ties.parts:
            other = int(of) if e.family == part else int(part) if e.family == of else -1
            if other >= 0 and (found := self._at(other, e.flow, *ends, e.stage)) is not None and _same(self._value(found), value):
                return Proof("part").take(self._prove(found))
        return self._all(e)

    def _implied(self, e: Entry, value: float) -> Proof:
        """A share, and the figure that was published with it."""
        implied, nodes = self.ties.implied, self.nodes(e.family)
        assert implied is not None
        ends = implied.high if e.first < e.last else -implied.low
        cell = np.array([e.family, e.flow, *sorted((int(nodes[e.first]), int(nodes[e.last])))])
        [row, *_] = np.flatnonzero((implied.cell == cell).all(axis=1) & (ends == value))
        return Proof("share", [int(implied.figure[row])], [implied.id[row]])

    def _ratio(self, e: Entry, value: float, turn: int) -> Proof:
        r, nodes = self.ties.ratios, self.nodes(e.family)
        cells, others = (r.cell, r.other) if turn == 0 else (r.other, r.cell)
        ends = sorted((int(nodes[e.first]), int(nodes[e.last])))
        rows = np.flatnonzero((cells == np.array([e.family, e.flow, *ends])).all(axis=1))
        for row in rows:
            family, flow, first, last = (int(x) for x in others[row])
            pair = (first, last) if e.first < e.last else (last, first)
            found = self._at(family, flow, *pair, e.stage)
            if found is not None and _same(self._times(int(row), turn, self._value(found), e.first < e.last), value):
                return Proof(str(r.kind[row]), ids=[r.id[row]] if r.id[row] else []).take(self._prove(found))
        return self._all(e)

    def _times(self, row: int, turn: int, value: float, upper: bool) -> float:
        low, high = float(self.ties.ratios.low[row]), float(self.ties.ratios.high[row])
        if turn == 1:
            low, high = (0.0 if np.isinf(high) else np.inf if high == 0 else 1 / high), (np.inf if low == 0 else 1 / low)
        return float(times(np.array(value), np.array(high))) if upper else min(0.0, value) * low

    def _outside(self, family: int, flow: int, start: int, end: int, stage: int) -> Entry | None:
        """The entry that bounds what lies between two boundaries: that of the next nodes outside, for a lower bound inside."""
        nodes = self.nodes(family)
        a, b = int(np.searchsorted(nodes, start, side="right")) - 1, int(np.searchsorted(nodes, end, side="left"))
        return Entry(family, flow, a, b, stage) if a >= 0 and b < len(nodes) else None

    def _projected(self, family: int, flow: int, start: int, end: int, stage: int) -> Proof:
        """Why a series of other nodes is bounded between two boundaries."""
        entry = self._outside(family, flow, start, end, stage)
        if entry is None or entry.first == entry.last:
            return Proof("held")
        value = self._value(entry)
        return self._prove(entry) if np.isfinite(value) and (start < end or value < 0) else Proof("held")

    def _at(self, family: int, flow: int, start: int, end: int, stage: int) -> Entry | None:
        nodes = self.nodes(family)
        at = [int(np.searchsorted(nodes, x)) for x in (start, end)]
        if any(i >= len(nodes) or nodes[i] != x for i, x in zip(at, (start, end), strict=True)):
            return None
        return Entry(family, flow, at[0], at[1], stage)

    def _all(self, e: Entry) -> Proof:
        """Where no shorter reason is found: all figures of the series."""
        figures = self.system.figures
        return Proof("difference", [int(i) for i in np.flatnonzero((figures.family == e.family) & (figures.flow == e.flow))])

    def nodes(self, family: int) -> Nodes:
        """The boundaries of a family."""
        begin = int(self.system.begins[family])
        return np.asarray(self.system.keys[begin : begin + int(self.system.counts[family])] % FAR)

    @cached_property
    def _edges_of(self) -> dict[int, NDArray[np.int64]]:
        kept = np.flatnonzero(~np.isin(self.edges.origin, list(self.system.left_out)))
        order = kept[np.argsort(self.edges.series[kept], kind="stable")]
        series, begin = np.unique(self.edges.series[order], return_index=True)
        return {int(s): part for s, part in zip(series, np.split(order, begin[1:]), strict=True)}


def _steps(base: NDArray[np.float64], closed: NDArray[np.float64], first: int, last: int) -> list[tuple[int, int]]:
    """The edges of a shortest path without those that only say that sums don't fall. Raises `ValueError` as `path` does."""
    return [(a, b) for a, b in path(base, closed, first, last) if a < b or base[a, b] != 0.0]


def _needed(base: NDArray[np.float64], cycle: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The edges without which a cycle would not be negative: a lower bound isn't needed where it is enough that sums don't fall."""
    total, needed = sum(float(base[e]) for e in cycle), []
    for a, b in sorted(cycle, key=lambda e: -base[e]):
        if a > b and total - base[a, b] < 0:
            total -= float(base[a, b])
        else:
            needed.append((a, b))
    return needed


def _same(a: float, b: float) -> bool:
    return bool(abs(a - b) <= NEAR * (1 + abs(a)))


@dataclass(frozen=True, slots=True)
class Bound:
    """What must be true of a cell. `low` and `high` are in the unit of the series, None where open; `by` is one of held, difference, flows, regions, growth, part, share
    and currency, None where nothing bounds it; `observations` are the ids it follows from; `sentence` says so.
    """

    low: float | None
    high: float | None
    by: str | None
    observations: tuple[str, ...] = field(default=())
    sentence: str = ""


def summed(own: Bound, members: Sequence[Bound], series: str, period: Period) -> Bound:
    """The bounds of a group: its own where they are narrower, else those of its members together."""
    if not members:
        return own
    low = sum(m.low or 0.0 for m in members)
    high = sum(m.high or 0.0 for m in members) if all(m.high is not None for m in members) else None
    if own.by is not None and (own.low or 0.0) >= low and (high is None or (own.high is not None and own.high <= high)):
        return own
    behind = tuple(dict.fromkeys(o for m in members for o in m.observations))
    said = words.words()
    text = said["why:members"].format(what=words.period(period), ends=words.ends(low, high, series.rsplit("|", 1)[1]))
    return Bound(low or None, high, "regions", behind, text) if low or high is not None else own


def find_bound(reasons: Reasons, region: str, series: str, period: Period) -> Bound:
    """The bounds of a period of a region's series, with their reasons."""
    system, unit = reasons.system, series.rsplit("|", 1)[1]
    flow_name = series.split("|")[1]
    family = (region, pattern(series, flow_name)) if flow_name in FLOWS else None
    first, last = boundary(period.start), boundary(period.end) + 1
    if family not in system.place:
        return Bound(None, None, None, (), words.words()["why:open"].format(what=words.period(period), ends=words.words()["ends:none"]))
    number, flow = system.figures.families.index(family), FLOWS.index(flow_name)
    held = _held(system.figures, number, flow, first, last)
    if held is not None:
        low, high = float(system.figures.low[held]), _finite(float(system.figures.high[held]))
        text = words.words()["why:held"].format(what=words.period(period), ends=words.ends(low, high, unit))
        return Bound(low, high, "held", (str(system.figures.id[held]),), text)
    nodes, bounds = system.matrices(family)
    low, most = span(bounds[flow], nodes, first, last)
    high = _finite(most)
    upper = reasons.of(number, flow, first, last) if high is not None else None
    lower = reasons.of(number, flow, last, first) if low > 0 else None
    proof = upper or lower
    if proof is None:
        return Bound(low, high, None, (), words.words()["why:open"].format(what=words.period(period), ends=words.ends(low, high, unit)))
    both = Proof(proof.by).take(*filter(None, (upper, lower)))
    ids = (*(str(system.figures.id[f]) for f in both.figures), *both.ids)
    by = "difference" if proof.by == "held" else proof.by
    text = _sentence(reasons, (number, flow), proof, period, (low, high, unit), [*_rates(reasons, both), *_cells(system.figures, both)])
    return Bound(low, high, by, ids, text)


def _cells(figures: Figures, proof: Proof) -> list[tuple[str, str, Period]]:
    ends = {f: (month_after(int(figures.first[f])), month_after(int(figures.last[f]) - 1)) for f in proof.figures}
    return [(figures.families[figures.family[f]][0], FLOWS[figures.flow[f]], Period(*ends[f])) for f in proof.figures]


def _rates(reasons: Reasons, proof: Proof) -> Iterator[tuple[str, str, Period]]:
    """The published growth and shares that a proof rests on: region, kind with flow (`growth:export`) and period of each."""
    ratios, implied, families = reasons.ties.ratios, reasons.ties.implied, reasons.system.figures.families
    tables = [(ratios.id, ratios.cell, ratios.kind)] + (
        [] if implied is None else [(implied.id, implied.cell, np.full(len(implied.id), "share"))]
    )
    for i in proof.ids:
        found = next(((cells[ids.index(i)], str(kinds[ids.index(i)])) for ids, cells, kinds in tables if i in ids), None)
        if found is not None:
            (family, flow, first, last), kind = (int(x) for x in found[0]), found[1]
            yield families[family][0], f"{kind}:{FLOWS[flow]}", Period(month_after(first), month_after(last - 1))


def _held(figures: Figures, family: int, flow: int, first: int, last: int) -> int | None:
    """The number of the figure that was published of a cell, if one was."""
    same = (figures.family == family) & (figures.flow == flow) & (figures.first == first) & (figures.last == last)
    found = np.flatnonzero(same & ~figures.derived)
    return int(found[0]) if found.size else None


def _finite(x: float) -> float | None:
    return x if np.isfinite(x) else None


def _sentence(
    reasons: Reasons,
    series: tuple[int, int],
    proof: Proof,
    period: Period,
    bound: tuple[float, float | None, str],
    cells: Sequence[tuple[str, str, Period]],
) -> str:
    """Between what a period must have come to and why; where a part of that is itself inferred, also the cells that it all follows from."""
    low, high, unit = bound
    w, nodes = words.words(), reasons.nodes(series[0])
    spans = [(min(t), max(t), t[0] < t[1]) for t in proof.terms]
    terms = [(Period(month_after(a), month_after(b - 1)), added) for a, b, added in spans]
    kind = proof.by
    exact = {boundary(period.start), boundary(period.end) + 1} <= set(nodes.tolist())
    if kind in ("held", "difference"):
        kind = "open" if not terms or terms[0][0] == period else "difference" if exact else "within"
    if kind == "flows":
        kind = FLOWS[series[1]]
    text = w[f"why:{kind}"].format(
        what=words.period(period),
        ends=words.ends(low, high, unit),
        terms=words.difference(terms),
        regions=words.regions(reasons.system.figures.families[series[0]][0]),
        together=w["together"] if period.months == 2 else "",
    )
    published = _published(reasons, series, spans) if kind in ("difference", "within") else None
    if published is not None and high is not None and (kind == "within" or low <= published) and published <= high:
        key = "published" if kind == "difference" else "published:within"
        text += w[key].format(value=words.amount(published, unit))
    # Where a term is itself inferred, what it follows from is said.
    return text + words.rests(cells, reasons.system.figures.families[series[0]][0]) * (published is None)


def _published(reasons: Reasons, series: tuple[int, int], spans: list[tuple[int, int, bool]]) -> float | None:
    """What the figures of a difference make as they were published, where each of its periods has one."""
    figures, found = reasons.system.figures, 0.0
    for first, last, added in spans:
        held = _held(figures, *series, first, last)
        if held is None or not np.isfinite(figures.high[held]):
            return None
        middle = float(figures.low[held] + figures.high[held]) / 2
        found += middle if added else -middle
    return found
