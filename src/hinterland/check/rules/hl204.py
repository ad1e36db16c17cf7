"""A record or streak is wrong.

What: another period within those held was higher (or lower), or the run of rises or falls has another length.

Bad: Hunan's trade hit a record high in 2025.
Good: Hunan's trade fell for a third consecutive year in 2025.
"""

from __future__ import annotations

from collections.abc import Iterator

from hinterland.check import words
from hinterland.check.context import Context
from hinterland.check.judge import Judged
from hinterland.check.near import in_order
from hinterland.language.write import when
from hinterland.models import Finding

CODE = "HL204"
SEVERITY = "error"
NAME = "record or streak"


def find(context: Context) -> Iterator[Finding]:
    """Refuted records and streaks."""
    for j in context.judged:
        if j.verdict != "refuted" or j.kind not in ("record", "streak") or j.best is None:
            continue
        if j.kind == "streak":
            widest = j.evaluated.widest if j.evaluated else None
            key = "HL204.streak.least" if widest is not None and widest.high is None else "HL204.streak"
            yield context.finding(CODE, SEVERITY, j, key, n=context.amount(j.best, "count"))
            continue
        if reason := context.reason(j):
            yield context.finding(CODE, SEVERITY, j, "HL204.decided", reason=reason)
            continue
        low, high = j.best.low or 1, j.best.high or j.best.low or 1
        place, coverage = words.place(int(low), int(high), context.language), words.coverage(j.claim, context.language)
        yield context.finding(CODE, SEVERITY, j, "HL204.record", place=place, coverage=coverage, who=_instead(context, j))


def _instead(context: Context, j: Judged) -> str:
    """The period that holds the record, with its figure."""
    ranked = [o for o in in_order(j) if o.region == j.claim.subject]
    if not ranked or ranked[0].period == j.claim.period:
        return ""
    value = words.amount(ranked[0].interval, ranked[0].unit, context.language, of=ranked[0].indicator)
    return context.say("HL204.record.who", who=when(ranked[0].period, context.language), value=value)
