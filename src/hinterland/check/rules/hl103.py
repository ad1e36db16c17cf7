"""Parts do not add up to their whole.

What: exports and imports of the same subject and period do not make the total or the balance that the text gives, or a part is more than its whole, in amounts or quantities; or, whosever they are,
the words of a sentence or two give a total or a balance with exports and imports that don't make it, a surplus where imports are larger, a whole with parts that make it but for one digit
or with a part that is larger, or parts with a word for their sum.

Bad: In November 2025 Yunnan's exports were 8.4 billion yuan and its imports 13.1 billion yuan, so that trade totalled 24.5 billion yuan.
Good: In November 2025 Yunnan's exports were 8.4 billion yuan and its imports 13.1 billion yuan, so that trade totalled 21.5 billion yuan.
"""

from __future__ import annotations

from collections.abc import Iterator

from hinterland.check import catalogue, runs
from hinterland.check.context import Context
from hinterland.check.excess import exceeding
from hinterland.check.sums import added
from hinterland.check.tied import measured
from hinterland.check.ties import excesses, miscurrencied
from hinterland.models import Finding

CODE = "HL103"
SEVERITY = "error"
NAME = "parts and whole"
FIGURES = 7
"""How many figures of a sum are printed, so that it differs from what the text has: 52641.3亿元 for 52641.0."""


def find(context: Context) -> Iterator[Finding]:
    """Totals and balances that exports and imports don't make, and parts that are more than their whole."""
    seen = set()
    spelled = (tie for make in (runs.totals, runs.listed, added) for tie in make(context.judged, context.text))
    for tie in (*measured(context, CODE), *spelled):
        if not tie.holds and tie.ids not in seen:
            seen.add(tie.ids)
            parts = catalogue.listed(context.language, [p.text for p in tie.others])
            is_reverse = tie.is_balance and tie.stated.said is not None and tie.implied.meets(-tie.stated.said)
            key = "HL103.sign" if is_reverse else "HL103.balance" if tie.is_balance else CODE
            implied = abs(tie.implied) if tie.is_balance else tie.implied
            yield context.conflict(CODE, SEVERITY, tie, key, parts=parts, sum=context.figure(tie.stated.claim, implied, FIGURES))
    for tie in miscurrencied(context.figures):
        others = catalogue.listed(context.language, [p.text for p in tie.others])
        yield context.finding(CODE, SEVERITY, tie.stated, "HL103.currency", others=others, related=tie.others)
    for tie in (*excesses(context.figures), *exceeding(context.judged, context.text)):
        whole = tie.others[0]
        yield context.finding(CODE, SEVERITY, tie.stated, "HL103.part", text=tie.stated.text, whole=whole.text, related=[whole])
