"""The number is right but its label is wrong.

What: the figure stands in the data, one label away: exports for trade, another province, another year, another product.

Why: the figure was copied rightly and described wrongly, and the fix is a word, not a number.

Bad: Guangdong's imports rose 2.5 percent in 2025.
Good: Guangdong's exports rose 2.5 percent in 2025.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from hinterland.check.context import Context, finding, power_of_ten, what
from hinterland.check.judge import Judged
from hinterland.models import Finding

CODE = "HL208"
SEVERITY = "error"
NAME = "wrong label"


def label(j: Judged) -> str:
    """Where the number stands, in words; empty where it doesn't stand one label away, or could stand there by chance."""
    from hinterland import codes
    from hinterland.language.write import when

    claim, plain = j.claim, j.plain
    if claim.verdict != "refuted" or plain is None or plain.width is None or plain.middle in (None, 0) or power_of_ten(j) is not None:
        return ""
    sharp = claim.unit in ("CNY", "USD", "units") and plain.width / abs(plain.middle or Decimal(1)) < 0.002
    for other in j.elsewhere:
        same_subject = other["region"] == claim.subject
        if not same_subject and not sharp:
            continue
        if same_subject and claim.unit == "percent" and other["period"] != claim.period:
            continue
        if same_subject and claim.unit != "percent" and plain.width / abs(plain.middle or Decimal(1)) > 0.02:
            continue
        flow = {"total": "trade", "export": "exports", "import": "imports"}.get(other["flow"] or "", other["flow"] or "")
        product = "" if other["product"] == "all" else f" of {codes.name(other['product'], kind='product')}"
        return f"{codes.name(other['region'])}'s {flow}{product} in {when(other['period'], 'en')}"
    return ""


def find(context: Context) -> Iterator[Finding]:
    """Refuted figures that stand one label away."""
    for j in context.judged:
        if found := label(j):
            yield finding(CODE, SEVERITY, j, f"{j.claim.text} is right for {found}, not for {what(j)}")
