"""The revision report: what differs between two states, figure by figure, and for a subject and period claim by claim.

Figures are set against each other in `indicators/revisions.py`, claims in `since.py`; here they become one report that says how many of each there are.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from hinterland import codes
from hinterland.claims.since import Changed, since
from hinterland.codes import Period
from hinterland.indicators import Indicators
from hinterland.indicators.revisions import Revision, revisions
from hinterland.models import fields_of


@dataclass(frozen=True, slots=True)
class Revisions:
    """What differs. `counts` are of all figures (`changed`, `gone`, `new`, `confirmed`, `same`), `values` the greatest differences among them."""

    earlier: int
    later: int
    subject: str | None
    period: str | None
    counts: dict[str, int]
    values: list[Revision] = field(default_factory=list)
    claims: list[Changed] = field(default_factory=list)

    @property
    def differing(self) -> int:
        """How many figures differ."""
        return sum(self.counts[how] for how in ("changed", "gone", "new"))

    def to_dict(self) -> dict[str, Any]:
        """The JSON form of the contract."""
        told = {"schema": "hinterland.revisions/1", "from": self.earlier, "to": self.later}
        told |= fields_of(self, "subject", "period", "counts", "values")
        before = (c.before.claim.to_dict() if c.before and c.now else None for c in self.claims)
        return told | {"claims": [{"change": c.how, **c.claim.to_dict(), "before": b} for c, b in zip(self.claims, before, strict=True)]}


def between(before: Indicators, now: Indicators, subject: str | None, period: Period | None, *, top: int) -> Revisions:
    """What differs between two states: of everything, of a subject with its members, or of what lies within a period."""
    counts, values = revisions(before, now, regions=_regions(subject), period=period, top=top)
    told = since(before, now, subject, period) if subject and period else []
    return Revisions(
        earlier=before.engine.state.number,
        later=now.engine.state.number,
        subject=subject,
        period=str(period) if period else None,
        counts=counts,
        values=values,
        claims=told,
    )


def _regions(subject: str | None) -> list[str] | None:
    """A subject and, of a group, its members; none for everything."""
    if subject is None:
        return None
    try:
        return [subject, *codes.members(subject)]
    except LookupError:
        return [subject]
