"""A multiple that reads two ways.

What: "a threefold increase" and 增长了三倍 mean to three times, or by three times (to four); the data support the other reading.

Bad: 海南2025年外贸规模比2019年增长了三倍。
Good: 海南2025年外贸规模是2019年的三倍。
"""

from __future__ import annotations

from collections.abc import Iterator

from hinterland.check.context import Context
from hinterland.check.judge import Judged
from hinterland.check.words import has
from hinterland.interval import Interval
from hinterland.models import Finding

CODE = "HL303"
SEVERITY = "warning"
NAME = "multiple read two ways"


def two_readings(j: Judged) -> bool:
    """Whether the other reading of an increase by a multiple is the right one."""
    claim = j.claim
    if claim.verdict != "refuted" or claim.indicator.op != "multiple" or j.said is None or has(claim.text, "multiple-now"):
        return False
    one = Interval.exact(1)
    return any((j.said - one).meets(a) or (j.said + one).meets(a) for a in j.answers)


def find(context: Context) -> Iterator[Finding]:
    """Multiples right in the other reading."""
    for j in context.judged:
        if two_readings(j) and j.best is not None:
            yield context.finding(CODE, SEVERITY, j, held=context.amount(j.best, "ratio"))
