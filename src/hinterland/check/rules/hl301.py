"""A hedge is on the wrong side.

What: the figure itself agrees with the data, but the hedge excludes it: "more than 70%" of 69.6%, "nearly 1 trillion" of 1.01 trillion.

Bad: Anhui's trade grew nearly 17 percent in 2025.
Good: Anhui's trade grew more than 17 percent in 2025.
"""

from __future__ import annotations

from collections.abc import Iterator

from hinterland.check.context import Context
from hinterland.check.judge import Judged
from hinterland.models import Finding

CODE = "HL301"
SEVERITY = "warning"
NAME = "hedge on the wrong side"


def wrong_side(j: Judged) -> bool:
    """Whether only the hedge makes a claim wrong."""
    if j.verdict != "refuted" or not j.claim.reason or j.plain is None or j.said is None or j.plain == j.said:
        return False
    return any(j.plain.meets(a) for a in j.answers)


def find(context: Context) -> Iterator[Finding]:
    """Refuted figures that would be right without their hedge."""
    for j in context.judged:
        if wrong_side(j) and j.best is not None:
            yield context.finding(CODE, SEVERITY, j)
