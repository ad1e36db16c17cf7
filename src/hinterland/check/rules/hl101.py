"""The text gives one quantity two values.

What: two figures for the same subject, indicator and period share no number; an amount in brackets is not the conversion of the one before it, or is in the same currency; one flow
is named twice side by side (exports of 3.0 and exports of 1.1 billion), or of two amounts that add up to the total. No data is needed to see it.

Bad: Hubei's trade rose 18.2 percent in 2025. Elsewhere, Hubei's trade growth in 2025 is put at 12.8 percent.
Good: Hubei's trade rose 18.2 percent in 2025. Elsewhere, Hubei's trade growth in 2025 is put at 18.2 percent.
"""

from __future__ import annotations

from collections.abc import Iterator

from hinterland.check.context import Context
from hinterland.check.digits import shift
from hinterland.check.ties import one_sided
from hinterland.check.within import contradictions, conversions, converted, doubled, names_again, told, unconverted
from hinterland.models import Finding

CODE = "HL101"
SEVERITY = "error"
NAME = "two values"


def find(context: Context) -> Iterator[Finding]:
    """Contradictions that no power of ten explains, each figure once however often the other stands in the text."""
    accused = set()
    for right, wrong, power in contradictions(context):
        if power == 0 and told(wrong) not in accused:
            accused.add(told(wrong))
            opposite = wrong.plain is not None and right.plain is not None and wrong.plain.meets(-right.plain)
            key = "HL101.sign" if opposite else CODE
            yield context.finding(CODE, SEVERITY, wrong, key, other=right.text, related=[right])
    for tie in conversions(context):
        if not tie.holds and not shift(tie.implied, tie.stated.plain):
            yield context.conflict(CODE, SEVERITY, tie, "HL101.conversion", **converted(context, tie))
    for message, pairs in (("HL101.currency", unconverted(context)), ("HL101.doubled", doubled(context))):
        for one, beside in pairs:
            yield context.finding(CODE, SEVERITY, beside, message, other=one.text, related=[one])
    for one, other, total in one_sided(context.figures):
        if names_again(context.text, one, other):
            words = {"other": one.text, "sum": total.text}
            yield context.finding(CODE, SEVERITY, other, "HL101.one-sided", related=[one, total], fix=None, span=None, **words)
