"""What can be asked of the data about a claim: whether it is open, was not read surely, or is of nothing that is held; and the claim as the evaluators ask it."""

from __future__ import annotations

from decimal import Decimal
from functools import cache

from hinterland import codes
from hinterland.check.held import is_apart
from hinterland.codes import Period
from hinterland.indicators import Indicators, Need
from hinterland.models import UNSURE, Claim, Relation

ALONG = ("partners", "products", "months", "years")
"""Scopes in which the nation has a place; it has none among its own regions."""
_RATE = 1000
"""What a count is past is a rate in percent below this, an amount above it."""


def is_rate(mark: Decimal | None) -> bool:
    """Whether a count's mark is a rate of growth in percent and no amount: no region trades for less than a thousand of any money."""
    return mark is None or abs(mark) < _RATE


@cache
def _subjects() -> frozenset[str]:
    """The codes of regions and groups, by any of which a figure may be held."""
    return frozenset(e.code for kind in ("region", "group") for e in codes.entries(kind))


def is_open(c: Claim) -> bool:
    """Whether a claim can't be compared with anything held: another statistic, a slot that is unsure or unknown, a subject or period that isn't there."""
    if c.indicator.concept is None or c.period is None or c.subject is None or c.indicator.is_open:
        return True
    return c.subject not in _subjects() and codes.municipalities.municipality(c.subject) is None


UNREAD = "read too uncertainly to be checked"
"""The reason of a claim of which a slot was not read surely, so that nothing held can be found of it."""


def is_unread(c: Claim) -> bool:
    """Whether what a claim is of was not read surely: a slot of a claim of trade is open, or everything that it names."""
    i = c.indicator
    return UNSURE in (i.product, i.partner, i.regime) or (
        i.concept is not None and (c.subject is None or c.period is None or i.flow is None)
    )


def is_bare(c: Claim) -> bool:
    """Whether a claim is of how many there are, and what they do was not read: nothing held answers that."""
    return c.kind == "count" and c.relation.threshold is None and c.relation.test == "=" and not codes.is_nation(c.relation.versus)


def in_points(c: Claim) -> bool:
    """Whether a claim is of how far a share or rate moved, which no figure held states: a share itself says nothing of it."""
    return c.kind == "change" and c.unit == "percentage_point"


def question(indicators: Indicators, c: Claim) -> Claim | None:
    """The claim as the evaluators ask it: without its answer, its op that of what is counted; `None` where nothing could answer."""
    if is_open(c) or is_bare(c):
        return None
    i, r = c.indicator, c.relation
    kind = c.kind
    if i.op == "cagr" and c.period is not None:
        c = c.model_copy(update={"period": str(Period.parse(c.period).end // 100)})
    if kind == "count":
        growth = is_rate(r.threshold)
        limit = r.threshold
        whole = r.versus if codes.is_nation(r.versus) else None
        if whole is not None:
            nation = indicators.ask([Need(whole, i.model_copy(update={"op": "growth"}), Period.parse(c.period or ""))])[0].best
            if nation is None:
                return None
            limit = nation.value
        if c.scope == "partners":
            return None
        i = i.model_copy(update={"op": "growth" if growth or whole is not None else "level"})
        r = Relation(test=r.test, threshold=limit)
    if kind == "value" and i.op == "multiple" and r.base_period:
        r = Relation(base_period=r.base_period)
    if in_points(c):
        return None
    if kind == "change" and i.op != "level":
        kind = "value"
    if kind == "comparison" and (r.versus is None or is_apart(c)):
        return None
    if kind == "record" and r.window and Period.parse(r.window).end != Period.parse(c.period or "").end:
        return None
    if kind == "streak" and r.threshold not in (0, None):
        return None
    if kind == "rank" and c.scope is None:
        c = c.model_copy(update={"scope": codes.home_of(c.subject).peers})
        if c.scope is None:
            return None
    if kind == "rank" and codes.is_nation(c.subject) and c.scope not in ALONG:
        return None
    if kind == "rank" and c.scope in ("partners", "products") and i.partner == "world" and i.product == "all":
        return None
    if (kind, i.op, r.versus, i.flow, i.product, i.partner, i.regime) == ("value", "share", None, "total", "all", "world", "all"):
        return None
    return c.model_copy(update={"kind": kind, "indicator": i, "relation": r, "low": None, "high": None, "id": ""})
