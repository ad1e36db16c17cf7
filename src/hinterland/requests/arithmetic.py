"""What a request asks of growth: by what amount something rose, which regions make up a part of the whole, where it leads at a pace that goes on, and what moved it.

`asked(found, where)` names which of them it is, `request(r, found, where, kind)` gives the request for it.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from hinterland import codes
from hinterland.codes import Period
from hinterland.models import Op
from hinterland.reading.numbers import Figure
from hinterland.requests import refusals
from hinterland.requests.messages import refuse
from hinterland.requests.places import Places
from hinterland.requests.scan import Scan, is_scaled
from hinterland.requests.totals import Computed, moneys_of
from hinterland.requests.vocabulary import scope

if TYPE_CHECKING:
    from hinterland.requests.model import Request

ARITHMETIC: tuple[Computed, ...] = ("increase", "makeup", "pace", "cause")
LARGE_PART = 40
"""A percentage from which on it is what several regions make up together and not what each of them has."""
HALF = Decimal(50)
OTHERS = ("claim", "brief", "cagr", "mean", "balance", "not")
"""Kinds of words with which a request asks for something else."""
RANKED = ("superlative", "rank", "one", "many", "where")


def asked(found: Scan, where: Places) -> Computed | None:
    """What of growth is to be worked out; None where a request asks for nothing of the kind."""
    refused = {*found.values("refused"), *found.values("measure")}
    if refused == {"cause"} and _is_of_gap(found) and len(where.subjects) < 2 and len(refusals.periods(found)) < 2:
        return "cause"
    # Under a condition nothing is judged.
    others = [kind for kind in OTHERS if kind != "claim" or "scenario" not in refused]
    if any(found.every(kind) for kind in others) or any(c.nth for c in found.counts) or refused - {"cause", "scenario"}:
        return None
    if _is_paced(found, where):
        return "pace"
    if "scenario" in refused:
        return None
    if _part(found) is not None:
        return "makeup"
    if _is_part_of_own(found, where):
        return "cause"
    apart = len(where.subjects) > 1 and any(found.every(kind) for kind in ("apart", "than", "compare", "contribution", "share"))
    if _is_increase(found) and not (apart or found.figures or refusals.is_ahead(found) or found.every("share")):
        return "increase"
    both = "apart" in found.values("both") or set(found.values("flow")) >= refusals.BOTH
    which = len(where.subjects) == 1 and any(found.every(kind) for kind in ("whose", "one", "superlative"))
    if found.every("contribution") and both and which:
        return "cause"  # Which flow added more to the growth of all trade.
    moved = found.every("growth") and not (found.figures or found.counts or found.every("outlook"))
    return "cause" if refused == {"cause"} and moved and len(where.subjects) < 2 and len(refusals.periods(found)) < 2 else None


def _is_part_of_own(found: Scan, where: Places) -> bool:
    """Whether it is asked what exports or imports added to a region's own growth: the word for that stands right beside the flow."""
    flows = [m for m, one in found.every("flow") if one.value != "total"]
    beside = any(abs(m.end - f.start) <= 1 or abs(f.end - m.start) <= len("s ") for m, _ in found.every("contribution") for f in flows)
    rates = [m for m, _ in found.every("growth") if not any(abs(m.start - f.end) <= 1 for f in flows)]
    named = len(where.subjects) == 1 and not (found.figures or found.counts or any(found.every(kind) for kind in RANKED))
    return bool(beside and rates and named) and len(refusals.periods(found)) < 2 and not refusals.is_ahead(found)


def _is_increase(found: Scan) -> bool:
    """Whether it is asked by what amount something rose or fell on the year before, and not between years that are further apart."""
    named = sorted(refusals.periods(found))
    more = any(found.every(kind) for kind in ("than-more", "whose", "fewer")) and bool(found.every("growth") or len(named) == 2)
    far = len(named) == 2 and bool(found.every("than") or found.every("compare")) and _later(found) is None
    return bool(found.every("increment") or (found.every("howmuch") and more)) and not far


def _later(found: Scan) -> Period | None:
    """The later of two years of which it is set against the one before."""
    named = sorted(refusals.periods(found))
    set_against = found.every("than") or found.every("compare")
    return named[1] if len(named) == 2 and set_against and named[1].year_before() == named[0] else None


def _is_of_gap(found: Scan) -> bool:
    """Whether what sets exports and imports apart is asked, and nothing of an amount."""
    compared = any(found.every(kind) for kind in ("than", "compare", "above")) and set(found.values("flow")) >= refusals.BOTH
    return bool(compared or found.every("balance")) and not (found.figures or found.counts or found.every("growth"))


def _is_paced(found: Scan, where: Places) -> bool:
    """Whether figures of years to come are asked at a rate of growth that is given or that a year had."""
    rate, goal = _rate(found), _goal(found)
    named, assumed = refusals.periods(found), "scenario" in found.values("refused")
    given = rate is not None or goal or assumed or any(p.end < found.today.year * 100 for p in named)
    goes_on = found.every("growth") or found.every("outlook") or goal or refusals.is_ahead(found)
    paced = bool(given and found.every("pace") and goes_on)
    to_be = any(p.end > found.today.year * 100 + 12 for p in named) and len(named) == 2
    led = "year" in found.values("each") or (assumed and bool(found.every("growth") or (found.every("pace") and to_be)))
    to_come = to_be or bool(goal) or refusals.is_ahead(found) or bool(found.every("able")) or assumed
    judged = found.every("above") and not goal and rate is not None  # A rate that growth may pass.
    regions = [s for s in where.subjects if s != where.nation]
    several, overtaking = len(regions) > 2, len(regions) == 2 and bool(found.every("above"))
    asked = paced or (led and (rate is not None or to_be))
    return asked and (to_come or overtaking) and not (several or judged or found.every("share"))


def _rate(found: Scan) -> Decimal | None:
    """The percentage that a request names."""
    rates = [f for f in found.figures if f.dimension == "percent"]
    return (-rates[0].value if found.every("falling") and rates[0].value > 0 else rates[0].value) if len(rates) == 1 else None


def rise(found: Scan, op: Op) -> Decimal | None:
    """By how many percent a figure to come is to be above the newest: growth by a rate, or a multiple. Raises `Unclear` for a percentage of which neither is asked."""
    rate = _rate(found)
    if rate is not None and op != "growth":
        figure = next(f for f in found.figures if f.dimension == "percent")
        raise refuse("number", found.language, words=found.text[figure.start : figure.end])
    times = [Decimal(v) for v in found.values("multiple")]
    return rate if rate is not None else (times[0] - 1) * 100 if times else None


def _goal(found: Scan) -> Figure | None:
    """The amount that is to be passed."""
    return next((f for f in found.figures if is_scaled(f) and f.dimension != "percent"), None)


def _part(found: Scan) -> Decimal | None:
    """The part of the whole, in percent, that several regions are to make up together; None where nothing of the kind is asked."""
    if found.every("concentration"):
        return HALF
    members = found.every("many") or found.every("counting")
    if not (members and (found.every("share") or found.every("contribution"))) or found.every("one") or found.every("increment"):
        return None
    shares = [f.value for f in found.figures if f.dimension == "percent"] + [Decimal(v) * 100 for v in found.values("multiple")]
    together = bool(found.every("sum"))
    return shares[0] if len(shares) == 1 and shares[0] < 100 and (together or shares[0] >= LARGE_PART) else None


def request(r: Request, found: Scan, where: Places, kind: Computed) -> Request:
    """The request for what is to be worked out, from what single words say. Raises `Unclear` for words that it doesn't take up, or where nothing can be worked out."""
    regions = tuple(s for s in where.subjects if s != where.nation)
    ranked = kind == "makeup" or (kind == "increase" and any(found.every(one) for one in RANKED)) or bool(found.counts)
    group = next((s for s in regions if codes.held("group", s) is not None), codes.home_of(where.nation).peers or scope())
    if ranked and any(codes.held("group", s) is None for s in regions):
        raise refuse("sum", found.language)
    goal, rate = _goal(found), _rate(found)
    if kind == "pace" and rate is not None and not -100 < rate < 1000:
        raise refuse("number", found.language, words=str(rate))
    single = next((c.number for c in found.counts), 1 if found.every("one") and found.every("superlative") else None)
    return replace(
        r,
        what="ranking" if ranked else "figure",
        op="balance" if kind == "cause" and _is_of_gap(found) else "level",
        subjects=codes.members(group) if ranked else regions or (where.nation,),
        among=group if ranked else None,
        periods=(later,) if (later := _later(found)) and kind == "increase" else tuple(sorted(r.periods)),
        currency=next(iter(moneys_of(found, goal)), None),
        computed=kind,
        of="flows" if kind == "cause" and _is_part_of_own(found, where) else None,
        flow="total" if kind == "cause" and _is_part_of_own(found, where) else r.flow,
        amount=_part(found) if kind == "makeup" else goal.value if goal is not None else None,
        rate=rate,
        test=None
        if kind not in ("pace", "cause")
        else "<"
        if found.every("falling") or found.values("below") == ["<"]
        else ">"
        if kind == "pace" or found.every("turned")
        else None,
        order="asc" if ranked and (found.values("superlative")[:1] == ["asc"] or found.every("falling")) else "desc",
        top=single if ranked else None,
    )
