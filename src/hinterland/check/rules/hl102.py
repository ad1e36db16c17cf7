"""The text gives one quantity two values that differ by a power of ten.

What: one of two figures for the same thing lost or gained a digit or a scale word, or an amount has no scale word where all others of the text have one, or is a thousand times one with the same
digits or beside it; or a value is not what the quantity and the price a unit beside it make, but for the power.

Bad: Hubei's trade was 834.01 billion yuan in 2025. In 2025 Hubei's trade reached 8.34 trillion yuan.
Good: Hubei's trade was 834.01 billion yuan in 2025. In 2025 Hubei's trade reached 834.01 billion yuan.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import get_close_matches
from typing import Any

from hinterland.check import spelled
from hinterland.check.context import Context, written_in
from hinterland.check.currencies import is_money
from hinterland.check.digits import shift
from hinterland.check.judge import Judged
from hinterland.check.prices import prices
from hinterland.check.scales import scales
from hinterland.check.ties import unscaled
from hinterland.check.within import contradictions, conversions, converted, said_oftener, told
from hinterland.interval import Interval
from hinterland.models import Finding, Fix
from hinterland.reading import mentioned
from hinterland.reading.lexicon import forms, forms_in

CODE = "HL102"
SEVERITY = "error"
NAME = "power of ten within the text"


def find(context: Context) -> Iterator[Finding]:
    """Contradictions by a power of ten; the other figure of the text is the certain fix."""
    accused = set()
    for right, wrong, power in contradictions(context):
        if power == 0 or told(wrong) in accused or not any(c.isdigit() for c in wrong.text):  # Two digits in words are a range.
            continue
        accused.add(told(wrong))
        start, end = wrong.start, wrong.end
        sure = right.verdict == "supported" or wrong.verdict == "refuted" or said_oftener(context, right, wrong)
        fix = Fix(start=start, end=end, replacement=right.text, grade="certain" if sure else "likely")
        yield context.finding(CODE, SEVERITY, wrong, other=right.text, times=context.times(power), related=[right], fix=fix)
    lacking = {j.claim.id: (j, typical) for j, typical in (*unscaled(context.figures), *spelled.unscaled(context.judged, context.text))}
    for j, typical in lacking.values():
        if not _is_price(context, j) and not _has_scale(context, j):
            yield context.finding(CODE, SEVERITY, j, "HL102.scale", typical=context.figure(j.claim, Interval.exact(typical)))
    for tie in conversions(context):
        if not tie.holds and (power := shift(tie.implied, tie.stated.plain)):
            yield context.conflict(CODE, SEVERITY, tie, "HL102.conversion", times=context.times(power), **converted(context, tie))
    for tie in scales(context.judged, context.text):
        right = tie.others[0]
        key = CODE if tie.implied == right.number else "HL102.beside"
        words: dict[str, Any] = {"other": right.text, "times": context.times(shift(tie.implied, tie.stated.plain))}
        yield context.finding(CODE, SEVERITY, tie.stated, key, related=[right], **words)
    for tie in prices(context.judged, context.text):
        quantity, price = (j.text for j in tie.others)
        words = {"quantity": quantity, "price": price, "implied": context.figure(tie.stated.claim, tie.implied)}
        yield context.conflict(CODE, SEVERITY, tie, "HL102.price", times=context.times(shift(tie.implied, tie.stated.plain)), **words)


AROUND = 60
"""Characters around an amount within which words tell that it is a price."""
_JOINED = re.compile(r"[^\d.;。；\n]{1,12}")
_WORD = re.compile(r"\s?([^\W\d]+)")
SPELT = 0.8
"""The likeness of a misspelt word to the one that was meant, by the share of letters that both have in order."""
_CUT = re.compile(r"[.,]?\s?\d|[.,]\w|\.\s[^\W\dA-Z]")


def _is_price(context: Context, j: Judged) -> bool:
    """Whether words around an amount tell that it is the price of a unit, or it is one of two sides of a rate."""
    start, end = j.start, j.end
    around = re.split(r"[\n。；;]|\.\s", context.text[max(0, start - AROUND) : start])[-1] + " " + context.text[end : end + AROUND // 2]
    is_priced = any(m.is_figure("quantity") for m in mentioned(context.text[max(0, start - PRICED) : start]))
    return is_priced or bool(forms_in(around, written_in(context)).every("unit-price")) or "/" in context.text[end : end + 2]


PRICED = 12
"""Characters before an amount in which a quantity is what it pays for."""


def _has_scale(context: Context, j: Judged) -> bool:
    """Whether an amount has a scale (`3万元`), stands in a list whose last one has it (`$779 and $646 billion`), has it misspelt (`6.78 billon`), or was cut off."""
    end = j.end
    if forms_in(j.text, written_in(context)).every("scale"):
        return True
    word = _WORD.match(context.text, end)
    scales = [f for f in forms(written_in(context), "scale") if len(f) > 1]
    if word is not None and get_close_matches(word[1].lower(), scales, n=1, cutoff=SPELT):
        return True
    behind = min((o for o in context.judged if o.start >= end), key=lambda o: o.start, default=None)
    is_joined = behind is not None and is_money(behind.unit) and _JOINED.fullmatch(context.text[end : behind.start]) is not None
    return _CUT.match(context.text, end) is not None or is_joined
