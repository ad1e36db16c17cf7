"""Growth does not match the levels given.

What: the text gives a level, the level a year before, and a growth rate that is not theirs.

Bad: Hubei's trade was 644.97 billion yuan in 2023 and 705.84 billion yuan in 2024, up 19.6 percent.
Good: Hubei's trade was 644.97 billion yuan in 2023 and 705.84 billion yuan in 2024, up 9.4 percent.
"""

from __future__ import annotations

from collections.abc import Iterator

from hinterland.check.context import Context
from hinterland.check.within import before, blamed, by_cell, cell, explained, one
from hinterland.interval import growth
from hinterland.models import Finding

CODE = "HL105"
SEVERITY = "error"
NAME = "growth and levels"


def find(context: Context) -> Iterator[Finding]:
    """Growth rates whose two levels the text gives."""
    cells = by_cell(context)
    for group in cells.values():
        for j in group:
            if j.claim.indicator.op != "growth" or j.said is None or not j.claim.period:
                continue
            base = j.claim.relation.base_period or before(j)
            currency = j.claim.indicator.currency
            now = one(cells.get(cell(j, op="level", base=None, currency=currency)))
            then = one(cells.get(cell(j, op="level", base=None, currency=currency, period=base)))
            if now is None or then is None or now.said is None or then.said is None or then.said.holds(0):
                continue
            rate = growth(now.said, then.said)
            if not rate.meets(j.said) and not explained(j, now, then):
                told = context.amount(rate, "percent")
                at = blamed(j, now, then)
                related = [x for x in (now, then, j) if x is not at]
                yield context.finding(
                    CODE, SEVERITY, at, text=j.claim.text, then=then.claim.text, now=now.claim.text, rate=told, related=related
                )
