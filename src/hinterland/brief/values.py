"""What the claims of a brief answer, in numbers: the value, the place, the level that a change began at; and from where on a rate counts as a change."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from hinterland.claims import Evaluated
from hinterland.codes import Period
from hinterland.interval import Interval
from hinterland.language.write import middle
from hinterland.models import Caution

Roles = Mapping[str, Evaluated]
"""The claims that a sentence joins, by the part each plays in it."""

TURN = Decimal(1)
"""In percent: two rates that differ by less are written as one pace, and a year went the other way where both moved at least so far."""

AS_SAID = Decimal("0.05")
"""A rate nearer to zero than this prints as no change."""


CLOSE = Decimal("0.03")
"""The part of the subject's level by which a rival's lies off for the two to race."""

RECORD = 5
"""How many years a record has to look back on."""

FEWER = 3
"""How many years the first of several regions to pass a mark has to look back on: that none of the others had passed it is in them too."""

COARSE, SHARP = Decimal(5), Decimal("0.005")
"""How many times as wide as what is known of two levels their change has to be for these to show it; the part of itself to which a level is sharp enough anyhow."""


def caution(e: Evaluated, code: str) -> Caution | None:
    """What a claim must be read with, of one sort."""
    return next((c for c in e.evidence.cautions if c.code == code), None)


def stands_on(e: Evaluated) -> str:
    """What a rise stands on, where that is worth a word: `fall` where the year before fell."""
    found = caution(e, "base-effect")
    return "fall" if found and value(e) > 0 and float(found.values["before"]) <= -float(TURN) else ""


def base(e: Evaluated) -> Interval | None:
    """The level that a change began at."""
    held = [
        o.interval
        for o in e.evidence.observations
        if (o.region, o.indicator.op, o.period) == (e.claim.subject, "level", e.claim.relation.base_period)
    ]
    return held[0] if held else None


def answer(e: Evaluated) -> Interval:
    """The answer of a claim that has one."""
    assert e.answer is not None
    return e.answer


def value(e: Evaluated) -> Decimal:
    """The middle of a claim's answer."""
    return middle(answer(e))


def abs_of(x: Interval) -> Interval:
    """An interval without the sign of its middle."""
    return -x if middle(x) < 0 else x


def positive(e: Evaluated) -> bool:
    """Whether a claim's answer is above zero."""
    return value(e) > 0


def is_coarse(now: Evaluated, then: Evaluated) -> bool:
    """Whether two levels are known too roughly to show how one changed to the other."""
    width = max(answer(e).width or Decimal(0) for e in (now, then))
    return width > max(abs(value(now) - value(then)) / COARSE, SHARP * abs(value(now)))


def place(e: Evaluated) -> int | None:
    """The one place or count that the answer gives; nothing where it gives several or none."""
    x = answer(e)
    return int(x.low) if x.low is not None and x.low == x.high and x.low > 0 else None


def round_mark(level: Decimal) -> Decimal:
    """The largest digit with zeros behind it that a level has reached: 600 billion of 671."""
    power = Decimal(1).scaleb(level.adjusted())
    return level // power * power


def unbroken(e: Evaluated) -> bool:
    """Whether a record stands on every year since the first one held."""
    if e.since is None or e.claim.period is None:
        return False
    return e.held == Period.parse(e.claim.period).end // 100 - e.since // 100 + 1


def years_back(e: Evaluated) -> int:
    """The years that a record looks back on, its own counted; for one of months, as often as its month came round."""
    since, end = e.since or 0, Period.parse(e.claim.period or "").end
    return end // 100 - since // 100 + (1 if since % 100 <= end % 100 else 0)


def years_of(e: Evaluated) -> int:
    """The years that a yearly rate spans."""
    return Period.parse(e.claim.period or "").end // 100 - int(e.claim.relation.base_period or 0)


def is_young(e: Evaluated) -> bool:
    """Whether the figures that a claim looks back on are of too few years for a first time; for the first of several regions fewer do."""
    years = FEWER if e.claim.scope else RECORD
    return e.since is not None and Period.parse(e.claim.period or "").end // 100 - e.since // 100 < years


def is_record(e: Evaluated) -> bool:
    """Whether a record looks back on years enough."""
    return place(e) == 1 and e.held >= RECORD and unbroken(e)


def is_close(roles: Mapping[str, Any]) -> bool:
    """Whether a sentence is on a rival so near that the two race for a place."""
    near, own = roles.get("near"), roles.get("own")
    return near is not None and own is not None and abs(value(near) / value(own) - 1) < CLOSE


def is_noted(e: Evaluated) -> bool:
    """Whether the source itself has a note on a figure."""
    return any(c.code == "note" for c in e.evidence.cautions)
