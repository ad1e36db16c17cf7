"""When one claim follows from another: the algebra behind *conditional* news. `entails(a, b)` says from what the claims say alone whether
whoever believes `a` knows `b`; a pair of kinds without a rule entails nothing."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from functools import cache

from hinterland import codes
from hinterland.codes import Period
from hinterland.interval import Interval
from hinterland.models import Claim
from hinterland.packs import packs

Rule = Callable[[Claim, Claim], bool]


def same_cell(a: Claim, b: Claim, *, op: bool = True) -> bool:
    """Whether two claims speak of one figure: the same subject, indicator and period; with `op=False` whatever is said of it."""
    x, y = a.indicator, b.indicator
    if not op:
        y = y.model_copy(update={"op": x.op})
    return a.subject == b.subject and x == y and a.period == b.period


@cache
def _members(scope: str | None) -> frozenset[str] | None:
    return frozenset(codes.group_members(scope)) or None


_ONE = Decimal(1)


def _placed(c: Claim) -> bool:
    """Whether it states a place, from the first on."""
    return c.low is not None and c.low >= 1


def _is_first(c: Claim) -> bool:
    return c.low == c.high == 1


def _belongs(c: Claim) -> bool:
    """Whether the subject of a claim is known to be in its scope; who the largest are, no table tells."""
    members = _members(c.scope)
    return c.subject in members if members is not None else (c.scope or "").startswith("top-")


def _size(scope: str | None) -> int | None:
    """How many members a scope has, where that is fixed."""
    members = _members(scope)
    return len(members) if members else int(scope[4:]) if scope and scope.startswith("top-") else None


def _inside(small: str | None, large: str | None) -> bool:
    """Whether one scope lies in another; a scope that is not a fixed set lies only in itself."""
    if small == large:
        return True
    if small is None:
        return False
    if small.startswith("top-"):
        return any(p.peers == large for p in packs()) or (
            large is not None and large.startswith("top-") and int(small[4:]) <= int(large[4:])
        )
    a, b = _members(small), _members(large)
    return a is not None and b is not None and a <= b


def _holds(b: Claim, low: Decimal | None, high: Decimal | None, *, closed: bool = False) -> bool:
    """Whether all that lies between two ends lies in what a claim states, whose high end belongs to it only where it is the low one too; an end that is `None` is open."""
    known = Interval(low, high, low is not None, high is not None and (closed or low == high))
    return known.within(Interval(b.low, b.high, high_in=b.low is not None and b.low == b.high))


def _stated(a: Claim) -> bool:
    return a.low is not None or a.high is not None


def _same_frame(a: Claim, b: Claim) -> bool:
    return a.relation.versus == b.relation.versus and a.relation.base_period == b.relation.base_period and a.unit == b.unit


def _values(a: Claim, b: Claim) -> bool:
    """A narrower interval for the same figure entails a wider one."""
    return same_cell(a, b) and _same_frame(a, b) and _stated(a) and _holds(b, a.low, a.high)


def _first_is_crossing(a: Claim, b: Claim) -> bool:
    """The n-th of a scope to cross entails its own crossing, and its place in every scope inside where it is the first."""
    if not same_cell(a, b) or a.relation.threshold != b.relation.threshold or a.relation.test != b.relation.test or not _placed(a):
        return False
    if _window(a) > _window(b):
        return False
    if a.scope == b.scope:
        return _holds(b, a.low, a.high) and (_window(a) == _window(b) or _is_first(a))
    if b.scope is None:
        return _holds(b, _ONE, _ONE)
    return _is_first(a) and a.scope is not None and _inside(b.scope, a.scope) and _belongs(b) and _holds(b, _ONE, _ONE)


def _first_is_value(a: Claim, b: Claim) -> bool:
    """Having crossed a threshold entails being beyond it."""
    return same_cell(a, b) and _placed(a) and _beyond(a, b)


def _beyond(a: Claim, b: Claim) -> bool:
    """Whether a value is said to lie only where the threshold of `a` allows it."""
    limit, x, y = a.relation.threshold, a.relation, b.relation
    if limit is None or (x.versus, x.base_period) != (y.versus, y.base_period):
        return False
    if a.relation.test in (">", ">="):
        return _holds(b, limit, None)
    return a.relation.test in ("<", "<=") and _holds(b, None, limit, closed=a.relation.test == "<=")


def _ranks(a: Claim, b: Claim) -> bool:
    """First of a scope entails first of every scope inside; n-th from the top of a scope of known size entails the lowest place it can have from the bottom,
    which is a higher one where others are level with it: only the last is surely the first from there."""
    if not same_cell(a, b) or not _same_frame(a, b) or not _placed(a) or a.low is None or a.high is None:
        return False
    if (a.relation.order or "desc") == (b.relation.order or "desc"):
        if a.scope == b.scope:
            return _holds(b, a.low, a.high)
        return _is_first(a) and b.scope is not None and _inside(b.scope, a.scope) and _belongs(b) and _holds(b, _ONE, _ONE)
    size = _size(a.scope)
    return a.scope == b.scope and size is not None and _belongs(b) and _holds(b, _ONE, size + 1 - a.low, closed=True)


def _records(a: Claim, b: Claim) -> bool:
    """A record over a window entails one over every shorter window that ends at the same time."""
    if not same_cell(a, b) or not _same_frame(a, b) or a.relation.test != b.relation.test or a.scope != b.scope or not _is_first(a):
        return False
    return (a.relation.order or "") == (b.relation.order or "") and _window(a) <= _window(b) and _holds(b, _ONE, _ONE)


def _window(c: Claim) -> int:
    return Period.parse(c.relation.window).start if c.relation.window else 0


def _streaks(a: Claim, b: Claim) -> bool:
    """A run of k entails one of at least every fewer."""
    same = a.relation.test == b.relation.test and (a.relation.threshold or 0) == (b.relation.threshold or 0) and a.scope == b.scope
    return same_cell(a, b) and same and _stated(a) and _holds(b, a.low, a.high)


def _count_is_value(a: Claim, b: Claim) -> bool:
    """A club whose members are named entails that each of them is beyond its threshold."""
    named = a.indicator == b.indicator and a.period == b.period and a.scope not in ("partners", "products")
    return named and b.subject in a.relation.members and _beyond(a, b)


def _counts(a: Claim, b: Claim) -> bool:
    """Some number of a scope entails every wider range of it."""
    same = a.scope == b.scope and a.relation.test == b.relation.test and a.relation.threshold == b.relation.threshold
    same = same and (a.subject == b.subject or a.scope not in ("partners", "products"))
    return a.indicator == b.indicator and a.period == b.period and same and _same_frame(a, b) and _stated(a) and _holds(b, a.low, a.high)


def _change_is_value(a: Claim, b: Claim) -> bool:
    """From X to Y entails Y."""
    plain = b.relation.base_period is None and a.relation.versus == b.relation.versus and a.unit == b.unit
    return same_cell(a, b) and plain and _stated(a) and _holds(b, a.low, a.high)


RULES: dict[tuple[str, str], tuple[Rule, ...]] = {
    ("value", "value"): (_values,),
    ("first", "first"): (_first_is_crossing,),
    ("first", "value"): (_first_is_value,),
    ("rank", "rank"): (_ranks,),
    ("count", "count"): (_counts,),
    ("record", "record"): (_records,),
    ("streak", "streak"): (_streaks,),
    ("count", "value"): (_count_is_value,),
    ("change", "value"): (_change_is_value,),
}
"""From (kind of the premise, kind of the conclusion) to the rules that may hold between them."""


def entails(a: Claim, b: Claim) -> bool:
    """Whether `b` follows from `a`. Every claim entails itself."""
    return a.id == b.id or any(rule(a, b) for rule in RULES.get((a.kind, b.kind), ()))


def retells(a: Claim, b: Claim) -> bool:
    """Whether two claims tell one movement in two forms, growth and a multiple, or one end of a change: neither follows strictly, for their bases differ."""
    ops = {a.indicator.op, b.indicator.op}
    forms = ops == {"growth", "multiple"} or ("change" in (a.kind, b.kind) and "cagr" in ops)
    return (
        {a.kind, b.kind} <= {"value", "change"} and forms and same_cell(a, b, op=False) and a.relation.base_period == b.relation.base_period
    )
