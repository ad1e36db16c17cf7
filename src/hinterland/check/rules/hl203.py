"""A first or a crossing is wrong.

What: another member crossed the threshold earlier, or the subject itself had crossed it before, or has not crossed it.

Why: firsts are the most quoted and the least checked of claims.

Bad: Sichuan topped 1 trillion yuan for the first time in 2024.
Good: Sichuan topped 1 trillion yuan again in 2024.
"""

from __future__ import annotations

from collections.abc import Iterator

from hinterland.check.context import Context, finding, what
from hinterland.models import Finding

CODE = "HL203"
SEVERITY = "error"
NAME = "first or crossing"


def find(context: Context) -> Iterator[Finding]:
    """Refuted firsts, with who was earlier."""
    from hinterland import codes

    for j in context.judged:
        if j.claim.verdict != "refuted" or j.claim.kind != "first":
            continue
        earlier = [codes.name(m) for m in (j.evaluated.members if j.evaluated else ())]
        why = f"{', '.join(earlier)} crossed it earlier" if earlier else "it crossed it in an earlier year, or not at all"
        yield finding(CODE, SEVERITY, j, f"{what(j)} is no {j.claim.text} above the threshold: {why}, within the years held")
