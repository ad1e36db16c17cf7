"""Places, counts, comparisons and memberships by the answers of those that take part: what the SQL of these kinds gives, as a row of it.
Ends that are missing are open: a test on one is neither surely true nor surely false."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any, NamedTuple

from hinterland import codes
from hinterland.claims.answers import Told
from hinterland.indicators.derive import over
from hinterland.models import Claim

POINTS = ("growth", "share", "cagr", "contribution")
ALONG = ("partners", "products")
"""Scopes that not all members of are known."""
WHICH = ("", "widest_", "outer_")

Row = dict[str, Any]
End = float | None


class Member(NamedTuple):
    """A member of a scope: `is_placed` where it counts as far as is held, `is_certain` where it belongs to it whatever is missing."""

    code: str
    is_placed: bool = True
    is_certain: bool = True


def is_above(a: End, b: End) -> bool | None:
    """Whether an end is above another; None where one is missing."""
    return None if a is None or b is None else a > b


def is_sure(test: str | None, low: End, high: End, limit: float) -> bool:
    """Whether an interval surely satisfies a test: the high end of a rounded figure doesn't belong to it."""
    if test in (">", ">="):
        return low is not None and (low > limit or (test == ">=" and low == limit))
    return high is not None and (high < limit or (high == limit and (test == "<=" or low is None or low < high)))


def is_possible(test: str | None, low: End, high: End, limit: float) -> bool:
    """Whether an interval possibly satisfies a test."""
    if test in (">", ">="):
        return high is None or high > limit or (test == ">=" and high == limit and (low is None or low == high))
    return low is None or low < limit or (test == "<=" and low == limit)


def threshold(c: Claim) -> float:
    """A claim's threshold, as the columns of tables hold it."""
    return float(round(Decimal(c.relation.threshold or 0), 6))


def margin(c: Claim, own: Told, near: Mapping[str, Told]) -> Row:
    """What lies nearest to a place, a count, a first or a comparison, and how large that is which it could turn over: see `sql/caveats_near.sql`."""
    if c.kind in ("rank", "comparison"):
        gaps = [(abs(t.value - own.value), m) for m, t in near.items() if t.value is not None and own.value is not None]
        size = None if own.value is None else abs(own.value)
    elif c.relation.threshold is None:
        return {}
    else:
        sides = {c.subject or "": own} if c.kind == "first" else near
        gaps = [(abs(t.value - threshold(c)), m) for m, t in sides.items() if t.value is not None]
        size = abs(threshold(c))
    if not gaps:
        return {}
    gap, nearest = min(gaps)
    return {"nearest": nearest, "gap": gap, "size": size}


def count(c: Claim, found: Mapping[Member, Told]) -> Row | None:
    """How many members satisfy the predicate."""
    test = c.relation.test
    if not found or c.relation.threshold is None or test not in (">", ">=", "<", "<="):
        return None
    limit, is_open = threshold(c), c.scope in ALONG
    counted = {m: t for m, t in found.items() if t.how != "missing" and m.is_placed}
    sure = [m.code for m, t in counted.items() if is_sure(test, t.low, t.high, limit)]
    wide = [m for m, t in found.items() if m.is_certain and is_sure(test, t.widest_low, t.widest_high, limit)]
    may = [m for m, t in found.items() if is_possible(test, t.widest_low, t.widest_high, limit)]
    unknown = [m for m, t in found.items() if t.outer_low is None and t.outer_high is None]
    return {
        "low": len(sure), "high": sum(is_possible(test, t.low, t.high, limit) for t in counted.values()),
        "widest_low": len(wide), "widest_high": None if is_open else len(may),
        "outer_low": sum(m not in unknown for m in wide), "outer_high": None if is_open else len({*may, *unknown}),
        "unit": "count", "observations": _join(t.observations for t in counted.values()), "members": _join(sure),
        "asked": len(found), "held": len(counted), "how": "sum", "since": None,
    }  # fmt: skip


def _join(texts: Any) -> str | None:
    return ",".join(x for x in texts if x is not None) or None


def rank(c: Claim, own: Told, found: Mapping[Member, Told], is_own: Callable[[str], bool], whole: Told | None, is_bloc: bool) -> Row | None:
    """One more than the members ahead of the subject; `whole` is what partners or products share."""
    if own.how == "missing" or not found:
        return None
    ascending = (c.relation.order or ("asc" if c.relation.test == "lowest" else "desc")) == "asc"
    others = {m: t for m, t in found.items() if not is_own(m.code)}
    counted = {m: t for m, t in others.items() if t.how != "missing" and m.is_placed}
    unseen = _unseen(c, own, found, ascending, whole, is_bloc)
    sides = {which: (getattr(own, f"{which}low"), getattr(own, f"{which}high")) for which in WHICH}

    def ahead(t: Told, which: str) -> tuple[bool, bool]:
        low, high, (o_low, o_high) = getattr(t, f"{which}low"), getattr(t, f"{which}high"), sides[which]
        return is_ahead(ascending, low, high, o_low, o_high), may_be_ahead(ascending, low, high, o_low, o_high)

    first = [m.code for m, t in counted.items() if ahead(t, "")[0]]
    row: Row = {"low": 1 + len(first), "high": 1 + sum(ahead(t, "")[1] for t in counted.values())}
    for which in WHICH[1:]:
        row[f"{which}low"] = 1 + sum(m.is_certain and ahead(t, which)[0] for m, t in others.items())
        row[f"{which}high"] = None if unseen is None else 1 + sum(ahead(t, which)[1] for t in others.values()) + unseen
    held = sum(t.how != "missing" and m.is_placed for m, t in found.items())
    observations = _join([own.observations, *(t.observations for t in counted.values())])
    result = {"unit": "rank", "observations": observations, "members": _join(first)}
    return row | result | {"asked": len(found), "held": held, "how": own.how, "since": None}


def is_ahead(ascending: bool, low: End, high: End, own_low: End, own_high: End, *, held: bool = True) -> bool:
    """Whether one is surely ahead of another; the high end of a rounded figure doesn't belong to it, a bound (not `held`) does."""
    if ascending:
        return high is not None and own_low is not None and (high < own_low or (high == own_low and held and (low is None or low < high)))
    return low is not None and own_high is not None and (low > own_high or (low == own_high and (own_low is None or own_low < own_high)))


def may_be_ahead(ascending: bool, low: End, high: End, own_low: End, own_high: End) -> bool:
    """Whether one is possibly ahead of another."""
    return is_above(own_high, low) is not False if ascending else is_above(high, own_low) is not False


def _unseen(c: Claim, own: Told, found: Mapping[Member, Told], ascending: bool, whole: Told | None, is_bloc: bool) -> int | None:
    """How many members that nothing is known of fit into what is left of the whole, None where nothing tells."""
    if c.scope not in ALONG:
        return 0
    lows = [t.low for t in found.values() if t.low is not None]
    if c.indicator.op != "level" or ascending or is_bloc or whole is None or whole.high is None:
        return None
    if not lows or own.low is None or own.low <= 0:
        return None
    return max(0, math.floor((whole.high - sum(lows)) / own.low))


def comparison(c: Claim, own: Told, other: Told) -> Row | None:
    """The subject against another: the difference of rates and balances, the ratio of amounts."""
    op, row = c.indicator.op, {}
    for which in WHICH:
        low, high, v_low, v_high = (getattr(t, f"{which}{end}") for t in (own, other) for end in ("low", "high"))
        if op in (*POINTS, "balance"):
            row[f"{which}low"] = None if low is None or v_high is None else low - v_high
            row[f"{which}high"] = None if high is None or v_low is None else high - v_low
        else:
            positive = v_low is not None and v_low > 0
            row[f"{which}low"] = over(low, v_low if low is not None and low < 0 else v_high) if positive else None
            row[f"{which}high"] = over(high, v_high if high is not None and high < 0 else v_low) if positive else None
    is_missing = "missing" in (own.how, other.how) or (row["low"] is None and row["high"] is None)
    unit = "percentage_point" if op in POINTS else own.unit if op == "balance" else "ratio"
    observations = ",".join(x for x in (own.observations, other.observations) if x is not None)
    how = "missing" if is_missing else "computed"
    return {**row, "unit": unit, "observations": observations, "members": None, "asked": 2, "held": 2, "how": how, "since": None}


def membership(c: Claim) -> Row:
    """Whether the subject belongs to a group, by the code tables alone."""
    belongs = int(c.subject in codes.members(c.scope or ""))
    ends = {f"{which}{end}": belongs for which in WHICH[:2] for end in ("low", "high")}
    result = {"unit": "count", "observations": "", "members": c.subject if belongs else None}
    return ends | result | {"asked": 1, "held": 1, "how": "codes", "since": None}
