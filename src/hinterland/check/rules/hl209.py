"""The value is off by a power of ten.

What: shifted by a power of ten, the figure agrees with the data: billion for trillion, a misplaced point, 亿 for 万亿.

Why: the commonest slip between 亿 and billion, and the one that readers see last. Against an official figure the fix is certain.

Bad: Hubei recorded 8.34 trillion yuan in trade in 2025.
Good: Hubei recorded 834.01 billion yuan in trade in 2025.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from hinterland.check.context import Context, power_of_ten
from hinterland.check.words import as_written
from hinterland.models import Finding, Fix

CODE = "HL209"
SEVERITY = "error"
NAME = "power of ten"


def find(context: Context) -> Iterator[Finding]:
    """Refuted amounts that a shift of the point makes right; the fix is certain against an official figure."""
    for j in context.judged:
        if j.verdict != "refuted" or (power := power_of_ten(j)) is None or j.best is None or j.plain is None:
            continue
        shifted = j.plain.scaled(Decimal(10) ** power)
        right = next(a for a in j.answers if a.width is not None and shifted.meets(a))
        official = any(o.reliability == "official" for o in (j.claim.evidence.observations if j.claim.evidence else []))
        start, end, text = j.start, j.end, as_written(j.text, right, j.unit)
        fix = Fix(start=start, end=end, replacement=text, grade="certain" if official else "likely")
        yield context.finding(CODE, SEVERITY, j, times=context.times(power), held=context.figure(j.claim, right), fix=fix)
