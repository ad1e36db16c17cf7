"""Parts do not add up to their whole.

What: exports and imports of the same subject and period do not make the total that the text gives.

Bad: In November 2025 Yunnan's exports were 8.4 billion yuan and its imports 13.1 billion yuan, so that trade totalled 24.5 billion yuan.
Good: In November 2025 Yunnan's exports were 8.4 billion yuan and its imports 13.1 billion yuan, so that trade totalled 21.5 billion yuan.
"""

from __future__ import annotations

from collections.abc import Iterator

from hinterland.check import catalogue
from hinterland.check.context import Context
from hinterland.check.within import blamed, by_cell, cell, one, shift
from hinterland.interval import total
from hinterland.models import Finding

CODE = "HL103"
SEVERITY = "error"
NAME = "parts and whole"


def find(context: Context) -> Iterator[Finding]:
    """Totals, exports and imports of one subject and period that don't agree."""
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
        if not together.meets(whole.said) and not any(w.said is not None and together.meets(w.said) for w in group):
            parts_told = catalogue.listed(context.language, [p.claim.text for p in known])
            sum_ = context.amount(together, whole.claim.unit)
            at = blamed(whole, *known)
            related = [x for x in (whole, *known) if x is not at]
            yield context.finding(CODE, SEVERITY, at, text=whole.claim.text, parts=parts_told, sum=sum_, related=related)
