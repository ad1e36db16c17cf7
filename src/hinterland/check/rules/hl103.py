"""Parts do not add up to their whole.

What: exports and imports of the same subject and period do not make the total that the text gives.

Bad: In November 2025 Yunnan's exports were 8.4 billion yuan and its imports 13.1 billion yuan, so that trade totalled 24.5 billion yuan.
Good: In November 2025 Yunnan's exports were 8.4 billion yuan and its imports 13.1 billion yuan, so that trade totalled 21.5 billion yuan.
"""

from __future__ import annotations

from collections.abc import Iterator

from hinterland.check import catalogue
from hinterland.check.context import Context
from hinterland.check.within import Tie, by_cell, cell, one, shift
from hinterland.interval import total
from hinterland.models import Finding

CODE = "HL103"
SEVERITY = "error"
NAME = "parts and whole"


def ties(context: Context) -> Iterator[Tie]:
    """Totals with the exports and imports of one subject and period."""
    cells = by_cell(context)
    for group in cells.values():
        whole = group[-1]
        if whole.claim.indicator.op != "level" or whole.claim.indicator.flow != "total":
            continue
        parts = [one(cells.get(cell(whole, flow=f))) for f in ("export", "import")]
        if any(p is None or p.said is None for p in parts) or whole.said is None:
            continue
        if any(shift(w.plain, whole.plain) for w in group if w is not whole):
            continue
        known = [p for p in parts if p is not None]
        together = total(p.said for p in known if p.said is not None)
        yield Tie(next((w for w in group if w.said is not None and together.meets(w.said)), whole), tuple(known), together)


def find(context: Context) -> Iterator[Finding]:
    """Totals that their parts don't make."""
    for tie in ties(context):
        if not tie.holds:
            parts = catalogue.listed(context.language, [p.claim.text for p in tie.others])
            sum_ = context.amount(tie.implied, tie.stated.claim.unit)
            yield context.finding(CODE, SEVERITY, tie.blamed, text=tie.stated.claim.text, parts=parts, sum=sum_, related=tie.related)
