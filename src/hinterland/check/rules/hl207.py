"""A subject does not belong to the group named.

What: an inland region is called coastal, a western one central, or a club is given a group that its members do not share.

Bad: Hubei, among the western regions, lifted its exports.
Good: Hubei, among the central regions, lifted its exports.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from functools import cache

from hinterland import codes
from hinterland.check import words
from hinterland.check.context import Context, once_a_text, written_in
from hinterland.check.judge import Judged
from hinterland.models import Finding
from hinterland.reading.lexicon import forms_in

CODE = "HL207"
SEVERITY = "error"
NAME = "membership"


@cache
def compared() -> frozenset[str]:
    """The groups that a text is likely to mistake for one another: those whose members are ranked among each other."""
    return frozenset(e.code for e in codes.entries("group") if "rank" in getattr(e, "mined", ()))


def mislabelled(context: Context, j: Judged) -> bool:
    """Whether a count is wrong for its group but right for all regions of its nation: the number of others is right, the group isn't."""
    claim = j.claim
    if claim.kind != "count" or claim.scope not in compared() or claim.low is None:
        return False
    totals = _totals(context).get(claim.period, ())
    return claim.low in totals or claim.low + 1 in totals


@once_a_text
def _totals(context: Context) -> dict[str | None, set[Decimal]]:
    """The counts of all regions of a nation that the figures bear out, by period."""
    found: dict[str | None, set[Decimal]] = {}
    for o in context.judged:
        c = o.claim
        if (c.kind, c.verdict) == ("count", "supported") and c.scope == codes.home_of(c.subject).peers and c.low is not None:
            found.setdefault(c.period, set()).add(c.low)
    return found


def find(context: Context) -> Iterator[Finding]:
    """Refuted memberships, and counts that carry the wrong group."""
    for j in context.judged:
        if j.verdict != "refuted":
            continue
        if j.kind == "membership":
            who, scope = context.name(j.claim.subject), context.name(j.claim.scope)
            if j.claim.low == 0:
                yield context.finding(CODE, SEVERITY, j, "HL207.denied", who=who, scope=scope)
                continue
            own = [g for g in codes.groups_of(j.claim.subject or "") if g in compared()]
            belongs = context.say("HL207.belongs", groups=context.names(own)) if own else ""
            yield context.finding(CODE, SEVERITY, j, "HL207.member", who=who, scope=scope, belongs=belongs)
        elif mislabelled(context, j):
            start, end = j.start, j.end
            word = next(iter(forms_in(context.text[start : end + 40], written_in(context)).chosen("region-kind")), None)
            span = (start + word.start, start + word.end) if word else None
            members = j.evaluated.members if j.evaluated else ()
            names, scope = context.names(members), context.name(j.claim.scope)
            whole = words.group(codes.home_of(j.claim.subject or j.claim.scope).peers, context.language)
            yield context.finding(CODE, SEVERITY, j, "HL207.group", n=len(members), scope=scope, names=names, whole=whole, span=span)
