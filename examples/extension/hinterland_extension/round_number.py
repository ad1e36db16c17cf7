"""A round number without a hedge.

What: an amount of money with one significant digit and no word such as "about" before it.

Why: what is measured is seldom round; a reader takes 3 billion for 3.0 billion.

Bad: Northport's exports came to 3 billion euros in 2024.
Good: Northport's exports came to about 3 billion euros in 2024.
"""

from collections.abc import Iterator

from hinterland.check.context import Context
from hinterland.check.digits import significant
from hinterland.models import Finding

CODE = "HL500"
SEVERITY = "warning"
NAME = "round number without a hedge"
MESSAGES = {"HL500": {"en": "{text} is round: say about, or give its digits", "zh": "{text}是整数：请加“约”，或写出尾数"}}


def find(context: Context) -> Iterator[Finding]:
    """Amounts of one significant digit that are stated as exact."""
    for judged in context.judged:
        claim = judged.claim
        if claim.kind == "value" and claim.indicator.op == "level" and judged.said == judged.plain and significant(claim.text) == 1:
            yield context.finding(CODE, SEVERITY, judged, text=claim.text)
