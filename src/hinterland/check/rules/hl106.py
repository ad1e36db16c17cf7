"""A compound rate does not match its ends.

What: the text gives the level at both ends of a span and a yearly rate that does not lead from one to the other.

Bad: Anhui's trade rose from 545.15 billion yuan in 2020 to 1,013.56 billion yuan in 2025, an average of 15.2 percent a year.
Good: Anhui's trade rose from 545.15 billion yuan in 2020 to 1,013.56 billion yuan in 2025, an average of 13.2 percent a year.
"""

from __future__ import annotations

from collections.abc import Iterator

from hinterland.check.context import Context
from hinterland.check.tied import measured
from hinterland.check.ties import explained
from hinterland.models import Finding

CODE = "HL106"
SEVERITY = "error"
NAME = "compound rate"


def find(context: Context) -> Iterator[Finding]:
    """Compound rates that their ends don't make."""
    for tie in measured(context, CODE):
        now, then = tie.others
        if not tie.holds and not explained(tie.stated, now, then):
            rate = context.amount(tie.implied, "percent")
            yield context.conflict(CODE, SEVERITY, tie, then=then.text, now=now.text, rate=rate)
