"""A count is wrong.

What: another number of members satisfies the predicate.

Bad: Eleven provinces reported trade above 1 trillion yuan in 2025.
Good: Nine provinces reported trade above 1 trillion yuan in 2025.
"""

from __future__ import annotations

from collections.abc import Iterator

from hinterland.check.context import Context, amount, finding
from hinterland.check.rules.hl207 import mislabelled
from hinterland.models import Finding

CODE = "HL205"
SEVERITY = "error"
NAME = "count"


def find(context: Context) -> Iterator[Finding]:
    """Refuted counts, with the members that are held to satisfy the predicate."""
    from hinterland import codes

    for j in context.judged:
        if j.claim.verdict != "refuted" or j.claim.kind != "count" or j.best is None or mislabelled(context, j):
            continue
        names = [codes.name(m) for m in (j.evaluated.members if j.evaluated else ())]
        who = f": {', '.join(names)}" if 0 < len(names) <= 12 else ""
        held = f" ({j.claim.evidence.coverage})" if j.claim.evidence and j.claim.evidence.coverage else ""
        yield finding(CODE, SEVERITY, j, f"the data count {amount(j.best, 'count')}, not {j.claim.text}{who}{held}")
