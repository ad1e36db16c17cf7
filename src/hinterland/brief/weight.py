"""The sentence on a subject's weight in its nation: its share, how that has moved, and its part of the nation's growth."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from hinterland.brief.beat import Beat
from hinterland.brief.facts import Facts, goes_on
from hinterland.brief.values import TURN, Roles, answer, value
from hinterland.claims import Evaluated

DIFFERENT, TENTH = Decimal("0.03"), Decimal("0.1")
"""The part by which a share must have moved for the one before to be reported beside it, and the percentage points."""

SMALL = Decimal("0.67")
"""How many times its share of the nation's trade a subject's part of the nation's growth is at most to be said to be short of it."""

DERIVED = "derived"
"""The load of figures that nobody published as such."""

MORE, OUTSIZED = Decimal("1.1"), Decimal("1.5")
"""How many times its share of the nation's trade a subject must have of its growth for that to be reported, and to be news."""


def weights(facts: Facts) -> Iterator[Beat]:
    """How much of the nation's growth was the subject's where that outdoes its share, or how its share has moved."""
    share, gave = (facts.get(f"totals:{name}") for name in ("share-of-nation", "contribution"))
    if not share:
        return
    gave = gave if facts.growth else None  # Who can't be said to have risen or fallen contributed nothing sure.
    times = value(gave) / value(share) if gave and value(gave) >= TURN else Decimal(0)
    more = {"contribution": gave} if times >= MORE else {}
    moved = moved_share(facts)
    if moved and (
        _goes_with(facts, *moved.values()) if facts.growth is None else goes_on(facts.growth, facts.get("nation:growth"), *moved.values())
    ):
        roles = {**moved, **more}
        yield Beat(("story.weight",), roles, 4.6 if times >= OUTSIZED else 4.0, "weight")
    elif more or (gave and value(gave) >= TURN and times <= SMALL):
        yield Beat(
            ("story.outsized",),
            {"share": share, "contribution": gave, "short": not more},
            4.6 if times >= OUTSIZED else 4.2 if not more else 3.8,
            "weight",
        )
    elif value(share) >= TURN:
        yield Beat(("story.share",), {"share": share}, 2.5, "weight")


def moved_share(facts: Facts) -> Roles:
    """The subject's share of its nation's trade and that of years before, where these differ and the share between did not go the other way."""
    share, before, between = (facts.get(f"totals:{name}") for name in ("share-of-nation", "share-before", "share-middle"))
    if not (share and before and _differs(share, before)):
        return {}
    if len({o.load == DERIVED for o in before.evidence.observations}) > 1:
        return {}  # A part as revised since and a whole as first published make no share.
    turned = between and (value(share) - value(between)) * (value(share) - value(before)) <= 0
    return {} if turned else {"share": share, "share_before": before}


def _goes_with(facts: Facts, now: Evaluated, then: Evaluated) -> bool:
    """Whether a level without a rate moved the way that its share did since an earlier year, or isn't known to have moved the other way."""
    level, last = facts.level, facts.get("totals:before:1")
    return not (facts.is_moved and level and last) or (value(level) - value(last)) * (value(now) - value(then)) > 0


def _differs(now: Evaluated, then: Evaluated) -> bool:
    """Whether a share lies far enough from an earlier one, and both are known well enough to say so."""
    apart = abs(value(now) - value(then))
    return apart >= max(TENTH, DIFFERENT * value(now)) and all(4 * (answer(e).width or 0) <= apart for e in (now, then))
