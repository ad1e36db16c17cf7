"""A record or streak is wrong.

What: another period within those held was higher (or lower), or the run of rises or falls has another length.

Bad: Hunan's trade hit a record high in 2025.
Good: Hunan's trade fell for a third consecutive year in 2025.
"""

from __future__ import annotations

from collections.abc import Iterator

from hinterland.check.context import Context, amount, finding, what
from hinterland.models import Finding

CODE = "HL204"
SEVERITY = "error"
NAME = "record or streak"


def find(context: Context) -> Iterator[Finding]:
    """Refuted records and streaks."""
    for j in context.judged:
        if j.claim.verdict != "refuted" or j.claim.kind not in ("record", "streak") or j.best is None:
            continue
        held = j.claim.evidence.coverage if j.claim.evidence else ""
        if j.claim.kind == "record":
            message = f"{what(j)} is no {j.claim.text}: it comes {amount(j.best, 'rank')}. among the periods held ({held})"
        else:
            message = f"{what(j)}: the run is {amount(j.best, 'count')} periods long, not {j.claim.text}"
        yield finding(CODE, SEVERITY, j, message)
