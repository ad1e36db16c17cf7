"""How far apart two figures of one period stand: an amount between two regions, or anything between a region's exports and imports.

In goes a comparison that is told as an amount, or one that sets a flow against the other; out comes the distance held, or nothing where a side is missing.
"""

from __future__ import annotations

from typing import Any

from hinterland.check.currencies import is_amount
from hinterland.codes import Period
from hinterland.indicators import Indicators, Need
from hinterland.interval import Interval
from hinterland.models import Claim

FLOWS = ("export", "import", "total")
"""What `versus` names where a flow is set against another one of the same region."""


def is_apart(c: Claim) -> bool:
    """Whether a comparison is judged here and not by the evaluator, which knows regions and ratios."""
    return c.kind == "comparison" and (c.relation.versus in FLOWS or is_amount(c.unit))


def distance(indicators: Indicators, c: Claim) -> Interval | None:
    """The first side less the second; for a multiple, the first over the second. Growth counts only as published on both sides."""
    if not is_apart(c) or c.subject is None or c.period is None or c.relation.versus is None or c.indicator.concept is None:
        return None
    op = "level" if c.indicator.op == "multiple" else c.indicator.op
    one = c.indicator.model_copy(update={"op": op})
    flows = c.relation.versus in FLOWS
    other = one.model_copy(update={"flow": c.relation.versus}) if flows else one
    period = Period.parse(c.period)
    answers = indicators.ask([Need(c.subject, one, period), Need(c.subject if flows else c.relation.versus, other, period)])
    found = [(a.published if op == "growth" else a.best) for a in answers]
    if found[0] is None or found[1] is None:
        return None
    a, b = found[0].interval, found[1].interval
    return a / b if c.indicator.op == "multiple" else a - b


def is_whole(row: dict[str, Any], c: Claim) -> bool:
    """Whether a figure that stands one label away from a claim's is its whole: of the same region and period, the flow, product or partner let go."""
    i = c.indicator
    wider = (row["flow"] == "total" and i.flow != "total") or (row["product"] == "all" and i.product != "all")
    return (row["region"], row["period"]) == (c.subject, c.period) and (wider or (row["partner"] == "world" and i.partner != "world"))
