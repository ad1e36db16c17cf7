"""Bases or periods that cannot be compared.

What: a rate is taken between periods of different length (three quarters against a full year), or between the two bases of the statistics.

Bad: 2025年前三季度湖北进出口较2023年全年下降4.2%。
Good: 2025年前三季度湖北进出口同比增长25.3%。
"""

from __future__ import annotations

from collections.abc import Iterator

from hinterland.check.context import Context
from hinterland.check.judge import Judged
from hinterland.codes import Period
from hinterland.language.write import when
from hinterland.models import Finding

CODE = "HL305"
SEVERITY = "warning"
NAME = "not comparable"


def unlike(j: Judged) -> bool:
    """Whether a rate is taken between periods of different length; by how many points one rate differs from another may be said of any."""
    c = j.claim
    if c.unit == "percentage_point" or c.indicator.op not in ("growth", "multiple") or not c.relation.base_period or not c.period:
        return False
    return Period.parse(c.period).months != Period.parse(c.relation.base_period).months


def find(context: Context) -> Iterator[Finding]:
    """Rates between unlike periods."""
    for j in context.judged:
        if unlike(j):
            base = when(j.claim.relation.base_period or "", context.language)
            yield context.finding(CODE, SEVERITY, j, base=base)
