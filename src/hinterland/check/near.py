"""Near misses: what a refuted figure would have been right for, so that a finding says what slipped and not only that something did.

Each function takes a judged claim and answers for one kind of slip; the rules choose among them.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

from hinterland.check import words
from hinterland.check.context import Context
from hinterland.check.currencies import is_amount, is_level
from hinterland.check.digits import exchanged, leading, significant
from hinterland.check.judge import EXACT, Judged
from hinterland.codes import Period
from hinterland.interval import Interval
from hinterland.models import Claim, Observation

SHARP = Decimal("0.002")
"""Up to this width against its size an amount is too precise to stand in another region's row by chance."""

CLEAR = Decimal("0.02")
"""The same for the rows of its own subject, of which there are fewer."""


def elsewhere(j: Judged) -> dict[str, Any] | None:
    """Where the number stands one label away; `None` where it doesn't, or could stand there by chance."""
    claim, plain = j.claim, j.plain
    if claim.verdict == "supported" or plain is None or plain.width is None or not plain.middle:
        return None
    relative = plain.width / abs(plain.middle)
    for other in j.elsewhere:
        if is_exchanged(j, other):
            return other
        if claim.verdict != "refuted" and significant(claim.text) < EXACT:
            continue
        if other["region"] != claim.subject:
            likely = is_level(claim.unit) and relative < SHARP
        elif claim.unit == "percent":
            likely = other["period"] == claim.period or to_date(other["period"], claim.period)
        else:
            likely = relative <= CLEAR
        if likely:
            return other
    return None


def is_exchanged(j: Judged, other: dict[str, Any]) -> bool:
    """Whether a number stands in the claim's own cell, in the other currency."""
    return other["currency"] not in (None, j.claim.indicator.currency) and other["away"] == 0


def slots_apart(j: Judged, other: dict[str, Any]) -> tuple[str, ...]:
    """The slots in which a place where the number stands differs from the claim's."""
    if is_exchanged(j, other):
        return ("currency",)
    there = {"subject": other["region"], **{slot: other[slot] for slot in ("period", "flow", "product", "partner")}}
    return tuple(slot for slot, value in there.items() if value != j.slots[slot])


def to_date(one: str, other: str | None) -> bool:
    """Whether two periods are a year and part of it from January on, in either order."""
    if other is None:
        return False
    a, b = Period.parse(one), Period.parse(other)
    return a.start == b.start and a.end != b.end and a.end // 100 == b.end // 100 and a.start % 100 == 1


def where(context: Context, claim: Claim, other: dict[str, Any]) -> str:
    """A place where a number stands, in words."""
    indicator = claim.indicator.model_copy(update={k: other[k] for k in ("flow", "product", "partner", "op")})
    there = claim.model_copy(update={"subject": other["region"], "indicator": indicator, "period": other["period"]})
    return words.what(there, context.language)


def swapped(j: Judged) -> bool:
    """Whether two neighbouring digits changed places."""
    if j.best is None or j.best.middle is None or j.plain is None or j.plain.middle is None:
        return False
    if not (is_amount(j.unit) or j.unit == "percent"):
        return False
    said = re.sub(r"\D", "", re.match(r"\D*([\d.,]*)", j.text)[1]).lstrip("0")  # type: ignore[index]
    same_size = abs(j.plain.middle).adjusted() == abs(j.best.middle).adjusted()
    return same_size and exchanged(said, leading(j.best.middle, len(said)))


def other_way(j: Judged) -> bool:
    """Whether a rise was told as a fall or a fall as a rise."""
    op = j.op in ("growth", "balance", "cagr")
    if not op or j.plain is None or (j.plain.holds(0) and j.plain.width is not None):
        return False
    return any((-j.plain).meets(a) for a in j.answers)


def in_order(j: Judged) -> list[Observation]:
    """The observations that a rank or record was judged by, the first one first, one for each member."""
    evidence = j.claim.evidence
    found: dict[tuple[str, str], Observation] = {}
    for o in evidence.observations if evidence else []:
        if o.value is not None and o.indicator.op == j.op:
            found.setdefault((o.region, o.period), o)
    down = j.claim.relation.order != "asc" and j.claim.relation.test != "lowest"
    return sorted(found.values(), key=lambda o: o.value or Decimal(0), reverse=down)


def crossed_in(j: Judged) -> list[str]:
    """The earlier periods in which the subject stood beyond the threshold of a first already."""
    claim, limit = j.claim, j.claim.relation.threshold
    if limit is None or claim.period is None:
        return []
    beyond = Interval(None, limit, False, False) if claim.relation.test in ("<", "<=") else Interval(limit, None, False, False)
    own = [o for o in (claim.evidence.observations if claim.evidence else []) if o.region == claim.subject]
    return sorted({o.period for o in own if o.value is not None and beyond.holds(o.value) and o.period < claim.period})
