"""What a figure slipped by: how it differs from another one that it should equal, and how likely chance makes it look so."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from math import log

from hinterland.check.digits import exchanged, leading, shift
from hinterland.check.judge import Judged
from hinterland.check.ties import PARTS
from hinterland.codes import Period

NEAR = {"rank": 16, "count": 8, "streak": 8}
"""Number of places and counts among which a misread one may fall."""
LN10 = log(10)
"""What parts a number from ten times as much on the scale on which leading digits are spread evenly."""


def made(j: Judged, one: Judged, other: Judged, code: str) -> list[Decimal]:
    """What two figures make a third by the rule: their sum or difference, the share or the rate of growth of one on the other, or a part or an end by a rate."""
    a, b = (x.plain.middle for x in (one, other) if x.plain is not None)
    if not a or not b:
        return []
    if code == "HL103":
        return [a + b, abs(a - b)]
    share, years = code == "HL104", Decimal(max(1, abs(_year(one) - _year(other))) if code == "HL106" else 1)
    if one.unit == other.unit:
        rates = [x / y for x, y in ((a, b), (b, a)) if x / y > 0]
        return [100 * r for r in rates] if share else [100 * (r ** (1 / years) - 1) for r in rates]
    level, rate = (a, b / 100) if one.unit == j.unit else (b, a / 100)
    factor = rate if share else (1 + rate) ** years if rate > -1 else Decimal(0)
    return [level * factor, level / factor] if factor else []


def by_power(j: Judged, claims: Sequence[Judged]) -> list[tuple[str, float]]:
    """The slip of an amount that is a power of ten of what the two others make it, to all the digits these have, with its chance."""
    others = [o.said for o in claims if o is not j and o.said is not None]
    if j.plain is None or not j.plain.middle or len(others) != PARTS or len(claims) != PARTS + 1:
        return []
    made = [x for x in (others[0] + others[1], abs(others[0] - others[1])) if x.middle and x.width and shift(x, j.plain)]
    return [("power", min(1.0, float(abs(x.width / x.middle)) / LN10)) for x in made if x.middle and x.width]


def is_next(j: Judged) -> bool:
    """Whether a count of those that grew is one off what is held: one of them may have turned with a revision of its base."""
    is_count = j.kind == "count" and j.claim.low is not None and not (j.claim.relation.threshold or 0)
    return is_count and j.best is not None and j.best.middle is not None and abs((j.claim.low or 0) - j.best.middle) <= 1


def distance(j: Judged) -> tuple[str, float]:
    """Of a place or count how likely a misread one comes as near to the one held; of what is only told no likeness."""
    spread = NEAR.get(j.kind)
    if spread is None or j.claim.low is None or j.best is None or j.best.middle is None:
        return "told", 1.0
    return "place", min(1.0, (2 * abs(float(j.claim.low - j.best.middle)) + 1) / spread)


def is_hedged(claims: Sequence[Judged]) -> bool:
    """Whether the third of three amounts is the sum or difference of the others but for the hedges before them."""
    plain = [j.plain for j in claims if j.plain is not None and j.plain.width is not None]
    if len(plain) != PARTS + 1 or all(j.said == j.plain for j in claims):
        return False
    triples = ((plain[i], *(x for x in plain if x is not plain[i])) for i in range(len(plain)))
    return any((one + other).meets(whole) or abs(one - other).meets(abs(whole)) for whole, one, other in triples)


def is_turned(claims: Sequence[Judged]) -> bool:
    """Whether one of three amounts is the difference of the exports and imports beside it but for its sign, which nothing but the words for it explains."""
    by_flow = {j.slots["flow"] if j.op == "level" else j.op: j.number for j in claims}
    if len(claims) != PARTS + 1 or by_flow.keys() != {"export", "import", "balance"}:
        return False
    difference = by_flow["export"] - by_flow["import"]
    return difference.meets(-by_flow["balance"]) and not difference.meets(by_flow["balance"])


def _year(j: Judged) -> int:
    return Period.parse(j.claim.period).end // 100 if j.claim.period else 0


def slip_of(j: Judged, other: Decimal) -> tuple[str, float] | None:
    """The slip that makes a figure of another one with its chance; none where they are unlike."""
    n = j.digits
    if j.plain is None or not j.plain.middle or n < 1:
        return None
    said, held = digits(j.plain.middle, n), digits(other, n)
    differ = [i for i, (a, b) in enumerate(zip(said, held, strict=True)) if a != b]
    chance = 10.0 ** (1 - n)
    same_size = abs(j.plain.middle).adjusted() == abs(other).adjusted() and (j.plain.middle < 0) == (other < 0)
    if n > 1 and same_size and said in (held, leading(other, n)):
        return "rounding", 1.0
    if not differ:
        return ("sign" if (j.plain.middle < 0) != (other < 0) else "power"), chance
    if len(differ) == 1 and same_size and n > 1:
        return "digit", min(1.0, n * chance)
    if same_size and exchanged(said, held):
        return "exchanged", min(1.0, (n - 1) * chance)
    return None


def digits(value: Decimal, count: int) -> str:
    """The first significant digits of a figure, rounded."""
    return f"{abs(value):.{count - 1}e}".partition("e")[0].replace(".", "")
