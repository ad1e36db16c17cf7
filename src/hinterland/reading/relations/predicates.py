"""The predicate of the members that a sentence counts: they grew, passed a mark, did better than the nation."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from hinterland import codes
from hinterland.models import Relation
from hinterland.reading.mentions import Mention, Parsed
from hinterland.reading.relations.words import near, regions

ROUND = 2
"""Maximum significant digits of an amount that is a mark to pass."""
DOUBLE = Decimal(10)


@dataclass(frozen=True, slots=True)
class Counted:
    """A number of members: its stretch, the number, the end of the noun counted, its scope, and their predicate."""

    start: int
    end: int
    number: int
    behind: int
    scope: str
    predicate: Relation | None = None
    every: bool = False
    flow: str | None = None


def predicate(parsed: Parsed, c: Counted) -> Relation | None:
    """The predicate of those counted: behind the number in its clause, else before it there, else in the clauses behind."""
    clauses = [*parsed.sentence.clauses, len(parsed.text)]
    k = parsed.sentence.clause(c.start)
    low, high = clauses[k], clauses[k + 1]
    for start, end in ((c.end, high), (low, c.start), *((s, e) for s, e in pairwise(clauses[k + 1 :]) if not _of_another(parsed, s, e))):
        if (found := _said(parsed, start, end)) is not None:
            return found
    earlier = range(k - 1, max(-1, k - 4), -1) if c.behind == c.end else ()
    return next((found for i in earlier if (found := _said(parsed, clauses[i], clauses[i + 1])) is not None), None)


def same_mark(parsed: Parsed, c: Counted) -> tuple[Relation, str | None] | None:
    """The mark that was named before and its flow, where a clause points back to it: eight states already in that bracket."""
    clauses = [*parsed.sentence.clauses, len(parsed.text)]
    k = parsed.sentence.clause(c.start)
    marks = [m for m in parsed.mentions if m.end <= clauses[k] and m.figure is not None and _is_mark(m)]
    if not marks or marks[-1].figure is None or not near(parsed, clauses[k], clauses[k + 1], "same-mark"):
        return None
    flows = [m.value("flow") for m in parsed.mentions if m.clause == marks[-1].clause and m.is_a("flow")]
    return Relation(test=">", threshold=marks[-1].figure.value), flows[-1] if len(set(flows)) == 1 else None


def _of_another(parsed: Parsed, low: int, high: int) -> bool:
    """Whether a clause names a place of its own before what it says moved."""
    moved = next((m.start for m in parsed.mentions if low <= m.start < high and m.is_a("up", "down")), high)
    return any(low <= m.start < moved for m in regions(parsed))


def _said(parsed: Parsed, low: int, high: int) -> Relation | None:
    """A comparison with an amount, a rate, the nation or nothing, as told between two places of a sentence."""
    inside = [m for m in parsed.mentions if low <= m.start and m.end <= high]
    moved = next((m for m in inside if m.is_a("up", "down")), None)
    down = moved is not None and moved.is_a("down") and not near(parsed, low, high, "above-nation")
    less = bool(near(parsed, low, high, "beyond"))
    amount = next((m for m in inside if _is_mark(m)), None)
    rate = next((m for m in inside if m.figure is not None and m.figure.dimension == "percent"), None)
    if amount is not None and amount.figure is not None:
        return Relation(test="<" if less else ">", threshold=amount.figure.value)
    if near(parsed, low, high, "above-nation"):
        return Relation(test=">", versus=codes.home_of(parsed.nation).nation)
    if rate is not None and rate.figure is not None and _is_limit(parsed, rate, low):
        value = -rate.figure.value if rate.figure.negative else rate.figure.value
        return Relation(test="<" if down or less else ">", threshold=-value if down else value)
    if near(parsed, low, high, "double-digit"):
        return Relation(test="<" if down else ">", threshold=-DOUBLE if down else DOUBLE)
    if club := near(parsed, low, high, "amount-club"):
        return Relation(test="<" if less else ">", threshold=Decimal(club[0].value))
    if moved is not None:
        return Relation(test="<" if down else ">", threshold=Decimal(0))
    return None


def _is_mark(m: Mention) -> bool:
    """Whether a figure is an amount round enough for a mark to pass."""
    if m.figure is None or not (m.figure.dimension == "money" or (m.figure.dimension == "bare" and m.figure.unit == "scaled")):
        return False
    return len(m.figure.value.normalize().as_tuple().digits) <= ROUND


def _is_limit(parsed: Parsed, rate: Mention, low: int) -> bool:
    """Whether a rate is one to pass: more than 10 percent, 超过10%."""
    return any(m.end <= rate.start and rate.start - m.end <= 2 and m.is_a("hedge", "than") for m in parsed.mentions) or bool(
        near(parsed, max(low, rate.start - 12), rate.start, "rank-bound", "beyond")
    )
