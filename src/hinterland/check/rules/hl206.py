"""A comparison is wrong.

What: the subject is not ahead (or behind) as the text says, or by another distance.

Bad: Xinjiang's trade grew more slowly than Guangdong's last year.
Good: Xinjiang's trade grew faster than Guangdong's last year.
"""

from __future__ import annotations

from collections.abc import Iterator

from hinterland import codes
from hinterland.check.context import Context
from hinterland.interval import Interval
from hinterland.models import Finding

CODE = "HL206"
SEVERITY = "error"
NAME = "comparison"


def find(context: Context) -> Iterator[Finding]:
    """Refuted comparisons."""
    for j in context.judged:
        if j.verdict != "refuted" or j.kind != "comparison":
            continue
        answer = j.evaluated.answer if j.evaluated else None
        unit = j.evaluated.evidence.unit if j.evaluated and j.claim.evidence else None
        told = answer is not None and not j.claim.relation.base_period
        difference = _difference(context, answer, unit) if answer is not None and told else ""
        other = context.name(j.claim.relation.versus or codes.nation_of(j.claim.subject))
        reason = context.reason(j)
        key = "HL206.decided" if reason else CODE
        yield context.finding(CODE, SEVERITY, j, key, other=other, difference=difference, reason=reason)


def _difference(context: Context, answer: Interval, unit: str | None) -> str:
    """The difference held: of rates how much higher or lower, of amounts their ratio."""
    if unit == "percentage_point" and answer.low is not None and answer.high is not None and (answer.low > 0 or answer.high < 0):
        way = "higher" if answer.low > 0 else "lower"
        return context.say(f"HL206.{way}", value=context.amount(answer if way == "higher" else -answer, unit))
    return context.say("HL206.difference" if unit == "percentage_point" else "HL206.ratio", value=context.amount(answer, unit))
