"""The bounds of one cell, with what they follow from: `find_bound` looks a cell up in a settled system."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from hinterland.codes import Period
from hinterland.codes.periods import boundary, month_after
from hinterland.ledger import words
from hinterland.ledger.closure import span
from hinterland.ledger.figures import FLOWS, Figures, pattern
from hinterland.ledger.reasons import Proof, Reasons


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
    upper = _proof(reasons, number, flow, first, last) if high is not None else None
    lower = _proof(reasons, number, flow, last, first) if low > 0 else None
    proof = upper or lower
    if proof is None:
        return Bound(low, high, None, (), words.words()["why:open"].format(what=words.period(period), ends=words.ends(low, high, unit)))
    both = Proof(proof.by)
    for one in (upper, lower):
        if one is not None:
            both.take(one)
    ids = (*(str(system.figures.id[f]) for f in both.figures), *both.ids)
    by = "difference" if proof.by == "held" else proof.by
    text = _sentence(reasons, (number, flow), proof, period, (low, high, unit))
    return Bound(low, high, by, ids, text if by == "difference" else text + words.rests(_cells(system.figures, both), region))


def _cells(figures: Figures, proof: Proof) -> list[tuple[str, str, Period]]:
    """The cells that a proof rests on: region, flow and period of each."""
    return [
        (
            figures.families[figures.family[f]][0],
            FLOWS[figures.flow[f]],
            Period(month_after(int(figures.first[f])), month_after(int(figures.last[f]) - 1)),
        )
        for f in proof.figures
    ]


def _held(figures: Figures, family: int, flow: int, first: int, last: int) -> int | None:
    """The number of the figure that was published of a cell, if one was."""
    same = (figures.family == family) & (figures.flow == flow) & (figures.first == first) & (figures.last == last)
    found = np.flatnonzero(same & ~figures.derived)
    return int(found[0]) if found.size else None


def _finite(x: float) -> float | None:
    return x if np.isfinite(x) else None


def _proof(reasons: Reasons, family: int, flow: int, start: int, end: int) -> Proof | None:
    """Why the difference between two boundaries is bounded: by the nodes next to them, outside for an upper bound, inside for a lower one."""
    nodes = reasons.nodes(family)
    a, b = int(np.searchsorted(nodes, start, side="right")) - 1, int(np.searchsorted(nodes, end, side="left"))
    if a < 0 or b >= len(nodes):
        return None
    return reasons.of(family, flow, a, b)


def _sentence(reasons: Reasons, series: tuple[int, int], proof: Proof, period: Period, bound: tuple[float, float | None, str]) -> str:
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
    published = _published(reasons, series, spans) if kind == "difference" else None
    if published is not None and high is not None and low <= published <= high:
        text += w["published"].format(value=words.amount(published, unit))
    return text


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
