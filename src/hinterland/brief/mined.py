"""What mining found of a subject in the brief's own period that no question asked for, under the names by which sentences know it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from hinterland.brief.agenda import YEARS_BACK
from hinterland.brief.terms import FLOWS
from hinterland.brief.values import place
from hinterland.claims import Evaluated
from hinterland.claims.mine import Mined
from hinterland.codes import Period


def mined_claims(found: Sequence[Mined], period: Period, flow: str) -> dict[str, Evaluated]:
    """The claims by name, the most newsworthy of a name: a mark passed (`mined:first`), the last place by growth, whom exports or imports overtook."""
    named: dict[str, Evaluated] = {}
    for m in found:
        if m.claim.period == str(period) and m.evaluated.claim.verdict == "supported":
            for name in _names(m.evaluated, flow):
                named.setdefault(name, m.evaluated)
    return named


def _names(e: Evaluated, flow: str) -> Iterator[str]:
    claim, i = e.claim, e.claim.indicator
    if (i.concept, i.product, i.partner, i.regime) != ("trade", "all", "world", "all") or i.flow not in FLOWS:
        return
    begun = e.since // 100 if e.since else None
    sure = claim.relation.window or (begun is not None and Period.parse(claim.period or "").start // 100 - begun >= YEARS_BACK)
    if claim.kind == "first" and sure and i.op == "level" and i.flow == flow and claim.scope is None:
        yield "mined:first"
    if claim.kind == "rank" and i.op == "growth" and i.flow == flow and claim.relation.order == "asc" and place(e) == 1:
        yield "mined:slowest"
    if claim.kind == "comparison" and i.op == "level" and i.flow != flow and claim.relation.base_period and place(e) == 1:
        yield f"mined:passed:{i.flow}:{claim.relation.versus}"
