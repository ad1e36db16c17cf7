"""The number is right but its label is wrong.

What: the figure stands in the data, one label away: exports for trade, another region, another year, a year to date, another product.

Why: the figure was copied rightly and described wrongly, and the fix is a word, not a number.

Bad: Guangdong's imports rose 2.5 percent in 2025.
Good: Guangdong's exports rose 2.5 percent in 2025.
"""

from __future__ import annotations

from collections.abc import Iterator

from hinterland.check.context import Context, power_of_ten
from hinterland.check.judge import Judged
from hinterland.check.near import elsewhere, is_exchanged, other_way, to_date, where
from hinterland.check.rules.hl301 import wrong_side
from hinterland.check.words import currency_in
from hinterland.models import Finding

CODE = "HL208"
SEVERITY = "error"
NAME = "wrong label"


def label(j: Judged) -> bool:
    """Whether the number stands one label away, and no power of ten, sign or hedge explains it."""
    return elsewhere(j) is not None and power_of_ten(j) is None and not other_way(j) and not wrong_side(j)


def find(context: Context) -> Iterator[Finding]:
    """Figures that stand one label away, and not where the text has them."""
    for j in context.judged:
        other = elsewhere(j)
        if other is None or not label(j):
            continue
        if is_exchanged(j, other):
            currency = currency_in(other["currency"], context.language)
            yield context.finding(CODE, SEVERITY, j, "HL208.currency", currency=currency)
            continue
        key = "HL208.date" if to_date(other["period"], j.claim.period) and other["region"] == j.claim.subject else "HL208"
        yield context.finding(CODE, SEVERITY, j, key, where=where(context, j.claim, other))
