"""The figure has since been revised.

What: the text agrees with a vintage that a later, more reliable or narrower figure has superseded.

Bad: Anhui's trade was 540.64 billion yuan in 2020.
Good: Anhui's trade was 545.15 billion yuan in 2020.
"""

from __future__ import annotations

from collections.abc import Iterator

from hinterland.check.context import Context
from hinterland.check.currencies import is_amount
from hinterland.check.judge import Judged
from hinterland.models import Finding

CODE = "HL304"
SEVERITY = "warning"
NAME = "since revised"


def find(context: Context) -> Iterator[Finding]:
    """Supported figures that meet only a superseded vintage."""
    for j in context.judged:
        if j.verdict == "supported" and j.superseded and j.best is not None and is_amount(j.unit) and not (j.weaker and _is_rounding(j)):
            yield context.finding(CODE, SEVERITY, j, f"{CODE}.weaker" if j.weaker else "")


def _is_rounding(j: Judged) -> bool:
    """Whether the preferred figure lies within one of the last digit of the text's, which rounding alone explains."""
    off = None if j.middle is None or j.best is None or j.best.middle is None else abs(j.middle - j.best.middle)
    return off is not None and j.plain is not None and off <= (j.plain.width or 0)
