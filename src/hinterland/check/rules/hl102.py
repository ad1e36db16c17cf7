"""The text gives one quantity two values that differ by a power of ten.

What: one of two figures for the same thing lost or gained a digit, or a scale word.

Bad: Hubei's trade was 834.01 billion yuan in 2025. In 2025 Hubei's trade reached 8.34 trillion yuan.
Good: Hubei's trade was 834.01 billion yuan in 2025. In 2025 Hubei's trade reached 834.01 billion yuan.
"""

from __future__ import annotations

from collections.abc import Iterator

from hinterland.check.context import Context
from hinterland.check.within import contradictions, conversions, converted, said_oftener, shift
from hinterland.models import Finding, Fix

CODE = "HL102"
SEVERITY = "error"
NAME = "power of ten within the text"


def find(context: Context) -> Iterator[Finding]:
    """Contradictions by a power of ten; the other figure of the text is the certain fix."""
    told = set()
    for right, wrong, power in contradictions(context):
        if power == 0 or wrong.claim.id in told:
            continue
        told.add(wrong.claim.id)
        start, end = wrong.claim.start or 0, wrong.claim.end or 0
        sure = right.claim.verdict == "supported" or wrong.claim.verdict == "refuted" or said_oftener(context, right, wrong)
        fix = Fix(start=start, end=end, replacement=right.claim.text, grade="certain" if sure else "likely")
        times = context.say("smaller" if power > 0 else "larger", n=f"{10 ** abs(power):,}")
        yield context.finding(
            CODE, SEVERITY, wrong, what=context.what(wrong), other=right.claim.text, times=times, related=[right], fix=fix
        )
    for tie in conversions(context):
        if not tie.holds and (power := shift(tie.implied, tie.stated.plain)):
            times = context.say("smaller" if power > 0 else "larger", n=f"{10 ** abs(power):,}")
            implied, other = converted(context, tie), tie.others[0].claim.text
            yield context.finding(
                CODE,
                SEVERITY,
                tie.blamed,
                "HL102.conversion",
                text=tie.stated.claim.text,
                other=other,
                implied=implied,
                times=times,
                related=tie.related,
            )
