"""A first or a crossing is wrong.

What: another member crossed the threshold earlier, or the subject itself had crossed it before, or has not crossed it.

Why: firsts are the most quoted and the least checked of claims.

Bad: Sichuan's trade topped 1 trillion yuan for the first time in 2024.
Good: Sichuan topped 1 trillion yuan again in 2024.
"""

from __future__ import annotations

from collections.abc import Iterator

from hinterland.check import catalogue
from hinterland.check.context import Context
from hinterland.check.near import crossed_in
from hinterland.language.write import when
from hinterland.models import Finding

CODE = "HL203"
SEVERITY = "error"
NAME = "first or crossing"


def find(context: Context) -> Iterator[Finding]:
    """Refuted firsts, with who was earlier, or when the subject itself was."""
    for j in context.judged:
        if j.verdict != "refuted" or j.kind != "first":
            continue
        earlier = [m for m in (j.evaluated.members if j.evaluated else ()) if m != j.claim.subject]
        years = [when(p, context.language) for p in crossed_in(j)]
        reason = context.reason(j)
        key = "HL203.decided" if reason else "HL203.earlier" if earlier else "HL203.again" if years else "HL203.not"
        names, listed = context.names(earlier), catalogue.listed(context.language, years)
        yield context.finding(CODE, SEVERITY, j, key, names=names, years=listed, reason=reason)
