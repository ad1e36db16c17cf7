"""A compound rate does not match its ends.

What: the text gives the level at both ends of a span and a yearly rate that does not lead from one to the other.

Bad: Anhui's trade rose from 545.15 billion yuan in 2020 to 1,013.56 billion yuan in 2025, an average of 15.2 percent a year.
Good: Anhui's trade rose from 545.15 billion yuan in 2020 to 1,013.56 billion yuan in 2025, an average of 13.2 percent a year.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from hinterland.check.context import Context
from hinterland.check.within import Tie, by_cell, cell, explained, one
from hinterland.codes import Period
from hinterland.interval import compound_rate
from hinterland.models import Finding

CODE = "HL106"
SEVERITY = "error"
NAME = "compound rate"


def ties(context: Context) -> Iterator[Tie]:
    """Compound rates whose ends the text gives."""
    cells = by_cell(context)
    for group in cells.values():
        for j in group:
            if j.claim.indicator.op != "cagr" or j.said is None or not j.claim.relation.base_period or not j.claim.period:
                continue
            last = Period.parse(j.claim.period).end // 100
            now, then = (one(cells.get(cell(j, op="level", base=None, period=p))) for p in (str(last), j.claim.relation.base_period))
            years = last - Period.parse(j.claim.relation.base_period).end // 100
            if (
                now is None
                or then is None
                or now.said is None
                or then.said is None
                or years < 1
                or then.said.low is None
                or then.said.low <= 0
            ):
                continue
            yield Tie(j, (now, then), compound_rate(now.said, then.said, years))


def find(context: Context) -> Iterator[Finding]:
    """Compound rates that their ends don't make."""
    for tie in ties(context):
        now, then = tie.others
        if not tie.holds and not explained(tie.stated, now, then):
            words: dict[str, Any] = {"text": tie.stated.claim.text, "then": then.claim.text, "now": now.claim.text}
            yield context.finding(CODE, SEVERITY, tie.blamed, rate=context.amount(tie.implied, "percent"), related=tie.related, **words)
