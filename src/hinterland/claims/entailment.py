"""When one claim follows from another: the algebra behind *conditional* news.

`entails(a, b)` says whether whoever believes `a` knows `b` already, from what the claims say alone (and from which groups lie in which). The rules
are a table from pairs of kinds to functions; a pair without a rule entails nothing. `same_cell(a, b)` is the weaker relation: two claims about one
figure, so that the second tells only part of what it would tell alone.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from hinterland import codes
from hinterland.models import Claim

Rule = Callable[[Claim, Claim], bool]


def same_cell(a: Claim, b: Claim, *, op: bool = True) -> bool:
    """Whether two claims speak of one figure: the same subject, indicator and period; with `op=False` whatever is said of it."""
    x, y = a.indicator, b.indicator
    if not op:
        y = y.model_copy(update={"op": x.op})
    return a.subject == b.subject and x == y and a.period == b.period


@cache
def _members(scope: str | None) -> frozenset[str] | None:
    if scope is None:
        return None
    try:
        return frozenset(codes.members(scope))
    except LookupError:
        return None


def _inside(small: str | None, large: str | None) -> bool:
    """Whether one scope lies in another; a scope that is not a fixed set lies only in itself."""
    if small == large:
        return True
    if small is None:
        return True
    if small.startswith("top-"):
        return large == "provinces" or (large is not None and large.startswith("top-") and int(small[4:]) <= int(large[4:]))
    a, b = _members(small), _members(large)
    return a is not None and b is not None and a <= b


def _values(a: Claim, b: Claim) -> bool:
    """A narrower interval for the same figure entails a wider one."""
    if (
        not same_cell(a, b)
        or a.relation.versus != b.relation.versus
        or a.relation.base_period != b.relation.base_period
        or a.unit != b.unit
    ):
        return False
    if a.low is None or a.high is None:
        return False
    return (b.low is None or b.low <= a.low) and (b.high is None or b.high >= a.high)


def _growth_is_multiple(a: Claim, b: Claim) -> bool:
    ops = {a.indicator.op, b.indicator.op}
    return ops == {"growth", "multiple"} and same_cell(a, b, op=False) and a.relation.base_period == b.relation.base_period


def _first_is_crossing(a: Claim, b: Claim) -> bool:
    """The n-th of a scope to cross entails its own crossing, and its place in every scope inside where it is the first."""
    if not same_cell(a, b) or a.relation.threshold != b.relation.threshold or a.relation.test != b.relation.test:
        return False
    if b.scope is None:
        return True
    return a.low == a.high == 1 and a.scope is not None and _inside(b.scope, a.scope)


def _first_is_value(a: Claim, b: Claim) -> bool:
    """Having crossed a threshold entails being above it."""
    limit = a.relation.threshold
    return same_cell(a, b) and limit is not None and b.low is not None and b.high is None and b.low <= limit


def _ranks(a: Claim, b: Claim) -> bool:
    """First of a scope entails first of every scope inside; first from the top of n entails n-th from the bottom."""
    if not same_cell(a, b):
        return False
    if a.relation.order == b.relation.order:
        return a.low == a.high == 1 and _inside(b.scope, a.scope) and b.scope is not None
    return a.scope == b.scope


def _records(a: Claim, b: Claim) -> bool:
    """A record over a window entails that over a shorter one ending at the same time; highest and lowest exclude each other."""
    return same_cell(a, b) and a.relation.test == b.relation.test and a.low == a.high == 1 and (a.scope == b.scope)


def _streaks(a: Claim, b: Claim) -> bool:
    """A run of k entails every shorter one."""
    return same_cell(a, b) and a.relation.test == b.relation.test and a.low is not None and b.low is not None and a.low >= b.low


def _count_is_value(a: Claim, b: Claim) -> bool:
    """A club whose members are named entails that each of them is above its threshold."""
    x = a.indicator.model_copy(update={"op": b.indicator.op})
    named = b.subject in a.relation.members and x == b.indicator and a.period == b.period
    limit = a.relation.threshold
    return named and limit is not None and a.relation.test == ">" and b.low is not None and b.high is None and b.low <= limit


def _change_is_value(a: Claim, b: Claim) -> bool:
    """From X to Y entails Y."""
    return same_cell(a, b) and b.relation.base_period is None and a.low is not None and b.low is not None and b.low <= a.low


def _change_is_rate(a: Claim, b: Claim) -> bool:
    """From X to Y over some years entails the yearly rate between the two."""
    return b.indicator.op == "cagr" and same_cell(a, b, op=False) and a.relation.base_period == b.relation.base_period


RULES: dict[tuple[str, str], tuple[Rule, ...]] = {
    ("value", "value"): (_values, _growth_is_multiple),
    ("first", "first"): (_first_is_crossing,),
    ("first", "value"): (_first_is_value,),
    ("rank", "rank"): (_ranks,),
    ("record", "record"): (_records,),
    ("streak", "streak"): (_streaks,),
    ("count", "value"): (_count_is_value,),
    ("change", "value"): (_change_is_value, _change_is_rate),
}
"""From (kind of the premise, kind of the conclusion) to the rules that may hold between them."""


def entails(a: Claim, b: Claim) -> bool:
    """Whether `b` follows from `a`. Every claim entails itself."""
    return a.id == b.id or any(rule(a, b) for rule in RULES.get((a.kind, b.kind), ()))
