"""The data give another value.

What: the figure a text states lies outside every vintage held of what it measures, and no finer rule explains why.

Why: a figure that no published vintage supports is wrong, or is about something else than the text says.

Bad: Anhui's trade rose 27.3 percent in 2025.
Good: Anhui's trade rose 17.3 percent in 2025.
"""

from __future__ import annotations

from collections.abc import Iterator

from hinterland.check.context import Context, amount, finding, is_number, power_of_ten, source_of, what
from hinterland.check.rules.hl208 import label
from hinterland.check.rules.hl301 import wrong_side
from hinterland.check.rules.hl303 import two_readings
from hinterland.check.rules.hl305 import unlike
from hinterland.models import Finding

CODE = "HL201"
SEVERITY = "error"
NAME = "another value"


def find(context: Context) -> Iterator[Finding]:
    """Refuted figures that no finer rule takes."""
    for j in context.judged:
        if j.claim.verdict != "refuted" or not is_number(j.claim) or j.claim.kind == "comparison" or j.best is None:
            continue
        if power_of_ten(j) is not None or label(j) or wrong_side(j) or two_readings(j) or unlike(j):
            continue
        yield finding(CODE, SEVERITY, j, f"{what(j)}: the data say {amount(j.best, j.claim.unit)}{source_of(j)}, not {j.claim.text}")
