"""What is to be computed of several figures that a request asks for: their sum or their mean; from which end a ranking goes; and whether one flow is asked as a part of
all of a region's trade. In goes a request taken apart; out comes what to compute, or `Unclear` is raised where that can't be: a mean of one
figure, a sum of regions of which one is part of another."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from itertools import combinations
from typing import Literal

from hinterland import codes
from hinterland.codes import Period
from hinterland.models import Op
from hinterland.reading.numbers import Figure
from hinterland.requests.messages import listed, refuse
from hinterland.requests.places import Places, is_sum
from hinterland.requests.scan import Scan, is_scaled
from hinterland.requests.slots import currencies

Computed = Literal[
    "sum", "mean", "monthly", "chain", "gap", "race", "run", "runs", "which", "double", "over", "rest", "versions", "slices",
    "reliance", "increase", "makeup", "pace", "cause", "gapover", "places", "standing", "median", "sides", "shift", "nearest",
    "record", "average", "sumplace", "neighbour",
]  # fmt: skip
Order = Literal["desc", "asc"]
SUMMED = ("level", "balance")
"""What of a quantity adds up."""


def is_flow_share(found: Scan, where: Places) -> bool:
    """Whether exports or imports are asked as a share of a region's own trade: both flows are named, not side by side, and nothing else that could be the whole."""
    named = [(m, one.value) for m, one in found.every("flow")]
    flows = {value for _, value in named} | ({"total"} if _is_of_own(found, where) else set())
    if flows not in ({"total", "export"}, {"total", "import"}) or "nation" in found.values("share"):
        return False
    narrowed = where.partners or found.values("product") or found.values("regime") or where.nation in where.subjects[1:]
    joints = [m.start for kind in ("listing", "separator") for m, _ in found.every(kind)]
    beside = any(one.end <= at < two.start for (one, _), (two, _) in combinations(named, 2) for at in joints)
    return not (narrowed or beside or found.every("contribution") or found.every("growth"))


def _is_of_own(found: Scan, where: Places) -> bool:
    """Whether a word says that the whole is a region's own without naming it: as a share of its; Fujian's total."""
    if len(where.subjects) != 1 or not found.every("share"):
        return False
    starts = {m.start for m, _ in found.every("whole")}
    owned = any(start in starts for m, _ in found.every("subject") for start in range(m.end, m.end + 4))
    return "own" in found.values("share") or owned


def computed(found: Scan, what: str, op: str, subjects: Sequence[str], named: Sequence[Period], top: int | None) -> Computed | None:
    """What is computed of the figures asked for, or of the first of a ranking; None where each is only listed."""
    if op != "cagr" and (mean := found.every("mean")):
        months = any(p.months > 1 for p in named) and "month" in {*found.values("mean"), *found.values("each")}
        alone = len(subjects) < 2 and len(named) < 2 and not any(p.months > 12 for p in named)
        if what not in ("figure", "comparison") or op not in SUMMED or (alone and not months) or found.every("compare"):
            raise refuse("mean", found.language, why="unused", words=mean[0][0].written)
        return "monthly" if months else "mean"
    if what == "ranking":
        return "sum" if (top or 0) > 1 and (op == "share" or (op in SUMMED and found.every("sum"))) else None
    compared = any(found.every(kind) for kind in ("compare", "above", "below", "than", "apart"))
    is_whole = is_sum(found) or bool(found.every("sum"))
    of_regions = what == "comparison" and len(subjects) > 1 and is_whole and (len(subjects) > 2 or not compared)
    if of_regions and (compared or op not in SUMMED or any(_overlap(one, two) for one, two in combinations(subjects, 2))):
        raise refuse("sum", found.language)
    if what not in ("figure", "comparison") or op not in SUMMED or compared:
        return None
    is_summed = of_regions or (bool(found.every("sum") or found.every("cumulative")) and _are_several(named))
    return "sum" if is_summed else None


def names_both_ends(found: Scan) -> bool:
    """Whether the first and the last are asked for side by side: the fastest and the slowest, 谁最高谁最低, not: from the highest to the lowest."""
    ends = [(m, one.value) for m, one in found.every("superlative")]
    listed = [m.start for kind in ("listing", "one") for m, _ in found.every(kind)]
    return any(x != y and any(one.end <= at < two.start for at in listed) for (one, x), (two, y) in combinations(ends, 2))


def _are_several(named: Sequence[Period]) -> bool:
    """Whether periods are several, or a span of years, of which none is part of another."""
    several = len(named) > 1 or any(p.months > 12 for p in named)
    return several and not any(one.start <= two.end and two.start <= one.end for one, two in combinations(named, 2))


def _overlap(one: str, two: str) -> bool:
    parts = [{s, *(codes.members(s) if codes.get("subject", s).kind == "group" else ())} for s in (one, two)]
    return bool(parts[0] & parts[1]) or any(b in codes.ancestors(a) for x, y in (parts, parts[::-1]) for a in x for b in y)


def amounts(found: Scan) -> list[Figure]:
    """The amounts that something is compared with. Raises `Unclear` for a number whose sense isn't clear."""
    sized = [f for f in found.figures if f.dimension == "percent" or is_scaled(f)]
    loose = [f for f in found.figures if f not in sized]
    if loose or len(sized) > 1:
        f = (loose or sized)[-1]
        raise refuse("number", found.language, words=found.text[f.start : f.end])
    return sized


def moneys_of(found: Scan, amount: Figure | None) -> list[str]:
    """The currencies asked for. Raises `Unclear` for one in which nothing is held."""
    named = list(dict.fromkeys([*found.values("currency"), *([amount.unit] if amount is not None and amount.dimension == "money" else [])]))
    kept = currencies()
    if strange := [c for c in named if c not in kept]:
        raise refuse("currency", found.language, held=listed(kept, "and", found.language), given=strange[0])
    return named


def ranked_by(found: Scan, what: str, *, falling: bool) -> tuple[int | None, Order]:
    """How many of a ranking are wanted, and from which end: `falling` where those that fell may be meant, of growth."""
    if what not in ("ranking", "history"):
        return None, "desc"
    by = found.values("superlative")
    listed = [m for m, _ in found.every("many") if m.of("out-of") is None or any(c.nth for c in found.counts)]
    number = next((c.number for c in found.counts if not c.nth), 1 if by and found.every("one") and not listed else None)
    end = next((c.order for c in found.counts if c.order), "asc" if by[:1] == ["asc"] else "desc")
    named = [m for m, _ in found.every("superlative")]
    fell = falling and any(m not in named for m, _ in found.every("falling")) and bool(named)
    turned = found.values("balance") == ["deficit"] or fell
    return number, "asc" if (end == "asc") != turned else "desc"


def marked(found: Scan, amount: Figure | None, op: Op) -> tuple[Decimal | None, Literal[">", "<"] | None]:
    """What members are compared with, and which side of it counts: an amount in figures or in a word alone, or no growth where those that grew or fell are counted."""
    worded, turned = found.values("amount"), found.values("turned")
    if amount is None and not worded and op in ("growth", "balance") and _is_signed(found, op):
        less = found.values("fewer") == ["amount"] or found.values("balance") == ["deficit"] or turned == ["<"]
        return Decimal(0), "<" if found.every("falling") or less else ">"
    mark = amount.value if amount is not None else Decimal(worded[0]) if worded else None
    return mark, "<" if found.values("below") == ["<"] else None if mark is None else ">"


def _is_signed(found: Scan, op: Op) -> bool:
    """Whether those are meant that rose or fell, or that had a surplus or a deficit, or when one first or last did."""
    if any(found.every(kind) for kind in ("superlative", "rank", "record")) and not found.every("lastly"):
        return any(found.values("record")) and bool(found.every("firstly")) and not found.every("superlative")
    if found.every("firstly") or found.every("lastly") or found.every("counting"):
        return True
    members = found.every("many") or found.every("one") or found.every("where")
    less = found.values("fewer") == ["amount"]
    turned = less or found.every("falling") or (found.every("signed") and found.every("turned"))
    return bool(members) and (bool(turned) if op == "growth" else len(found.values("balance")) == 1 and not found.every("neutral"))
