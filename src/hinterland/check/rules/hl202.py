"""A rank or superlative is wrong.

What: the subject holds another place in the scope than the text says.

Why: ranks are quoted without their numbers, so nobody can see that they are wrong.

Bad: Anhui ranked eighth nationwide by trade in 2025.
Good: Anhui ranked ninth nationwide by trade in 2025.
"""

from __future__ import annotations

from collections.abc import Iterator

from hinterland.check.context import Context, finding, what
from hinterland.models import Finding

CODE = "HL202"
SEVERITY = "error"
NAME = "rank"


def find(context: Context) -> Iterator[Finding]:
    """Refuted ranks, with the place held instead."""
    from hinterland.language.english_numbers import ordinal

    for j in context.judged:
        if j.claim.verdict != "refuted" or j.claim.kind != "rank" or j.best is None or j.best.low is None or j.best.high is None:
            continue
        low, high = int(j.best.low), int(j.best.high)
        place = ordinal(low) if low == high else f"{ordinal(low)} to {ordinal(high)}"
        scope = f" in the scope {j.claim.scope}" if j.claim.scope else ""
        held = f" ({j.claim.evidence.coverage})" if j.claim.evidence and j.claim.evidence.coverage else ""
        yield finding(CODE, SEVERITY, j, f"{what(j)} ranks {place}{scope}{held}, not {j.claim.text}")
