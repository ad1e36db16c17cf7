"""Which figures of a text are tied, by the rule that asks: by arithmetic, as figures of one subject and period, or by the words between them, whatever they are of.

Conflicts of figures that words tie are likelier read right than the doubts in whose they are tell.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from itertools import chain

from hinterland.check import points, prices, runs, scales, spelled, steps, sums, ties, wholes
from hinterland.check.context import Context
from hinterland.check.excess import exceeding
from hinterland.check.judge import Judged
from hinterland.check.ties import Relation, Tie
from hinterland.check.within import conversions

RELATIONS: Mapping[str, Sequence[Relation]] = {
    "HL103": (ties.totals, ties.balances),
    "HL104": (ties.shares,),
    "HL105": (ties.growths, ties.between),
    "HL106": (ties.compounds,),
}
"""By rule, which figures make one of another cell."""
Maker = Callable[[Sequence[Judged], str], Iterable[Tie]]
SPELLED: Mapping[str, Sequence[Maker]] = {
    "HL102": (prices.prices, scales.scales),
    "HL103": (runs.totals, runs.listed, sums.added, exceeding),
    "HL104": (wholes.wholes, wholes.given),
    "HL105": (spelled.changes, steps.steps, steps.earlier, points.points),
}
"""By rule, what makes the ties that words give."""


def measured(context: Context, code: str) -> Iterable[Tie]:
    """The ties of a rule by what figures measure."""
    return ties.solve(context.figures, RELATIONS[code])


def note_agreements(context: Context) -> None:
    """Note on the claims of a text in how many digits its own arithmetic bears them out; what words tie may be of anything, and bears nothing out."""
    for tie in chain(conversions(context), *(measured(context, code) for code in RELATIONS)):
        figures = (tie.stated, *tie.others) if tie.holds else ()
        for j in figures:
            j.agrees = max(j.agrees, min(tie.digits, *(o.digits for o in figures)))


def tied_ids(codes: Set[str], judged: Sequence[Judged], text: str) -> set[frozenset[str]]:
    """The claims of each tie that words give for one of the rules, and of each amount whose words show that it lacks its scale."""
    found = {tie.ids for code in codes & SPELLED.keys() for make in SPELLED[code] for tie in make(judged, text)}
    return found | ({frozenset((j.claim.id,)) for j, _ in spelled.unscaled(judged, text)} if "HL102" in codes else set())
