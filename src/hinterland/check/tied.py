"""Which figures of a text its own words tie, by the rule that asks: their conflicts are likelier read right than the doubts in whose they are tell."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence, Set

from hinterland.check import points, prices, runs, spelled, steps, sums, wholes
from hinterland.check.judge import Judged
from hinterland.check.ties import Tie

Maker = Callable[[Sequence[Judged], str], Iterable[Tie]]
TIES: Mapping[str, Sequence[Maker]] = {
    "HL102": (prices.prices,),
    "HL103": (runs.totals, runs.listed, runs.exceeding, sums.added),
    "HL104": (wholes.wholes, wholes.given),
    "HL105": (spelled.changes, steps.steps, steps.earlier, points.points),
}
"""By rule, what makes the ties that words give."""


def tied_ids(codes: Set[str], judged: Sequence[Judged], text: str) -> set[frozenset[str]]:
    """The claims of each tie that words give for one of the rules, and of each amount whose words show that it lacks its scale."""
    found = {tie.ids for code in codes & TIES.keys() for make in TIES[code] for tie in make(judged, text)}
    return found | ({frozenset((j.claim.id,)) for j, _ in spelled.unscaled(judged, text)} if "HL102" in codes else set())
