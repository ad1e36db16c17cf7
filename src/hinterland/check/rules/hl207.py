"""A subject does not belong to the group named.

What: an inland province is called coastal, a western one central, or a club is given a group that its members do not share.

Bad: Hubei, among the western provinces, lifted its exports.
Good: Hubei, among the central provinces, lifted its exports.
"""

from __future__ import annotations

from collections.abc import Iterator

from hinterland.check.context import Context, finding
from hinterland.check.judge import Judged
from hinterland.models import Finding

CODE = "HL207"
SEVERITY = "error"
NAME = "membership"


def mislabelled(context: Context, j: Judged) -> bool:
    """Whether a count is wrong for its group but right for all provinces: the number of others is right, the group isn't."""
    claim = j.claim
    if claim.kind != "count" or claim.scope not in ("coastal", "inland", "central", "eastern", "western", "northeast") or claim.low is None:
        return False
    totals = [o for o in context.judged if o.claim.kind == "count" and o.claim.scope == "provinces" and o.claim.verdict == "supported"]
    same = [o for o in totals if o.claim.period == claim.period and o.claim.low is not None]
    return any(claim.low in (o.claim.low, (o.claim.low or 0) - 1) for o in same)


def find(context: Context) -> Iterator[Finding]:
    """Refuted memberships, and counts that carry the wrong group."""
    import re

    from hinterland import codes

    for j in context.judged:
        if j.claim.verdict != "refuted":
            continue
        if j.claim.kind == "membership":
            own = [
                codes.name(g)
                for g in codes.groups_of(j.claim.subject or "")
                if g in ("central", "eastern", "western", "northeast", "coastal", "inland")
            ]
            belongs = f"; it belongs to {', '.join(own)}" if own else ""
            yield finding(
                CODE, SEVERITY, j, f"{codes.name(j.claim.subject or '')} is not in the group {codes.name(j.claim.scope or '')}{belongs}"
            )
        elif mislabelled(context, j):
            start, end = j.claim.start or 0, j.claim.end or 0
            word = re.search(
                r"central|coastal|inland|eastern|western|northeastern|沿海|内陆|中部|东部|西部|东北", context.text[start : end + 40]
            )
            span = (start + word.start(), start + word.end()) if word else None
            names = [codes.name(m) for m in (j.evaluated.members if j.evaluated else ())]
            message = (
                f"{j.claim.text} is right of all provinces, but only {len(names)} of them are "
                f"{codes.name(j.claim.scope or '')}: {', '.join(names)}"
            )
            yield finding(CODE, SEVERITY, j, message, span=span)
