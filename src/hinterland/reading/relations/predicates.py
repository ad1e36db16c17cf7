"""The predicate of the members that a sentence counts: they grew, passed a mark, did better than the nation."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from hinterland import codes
from hinterland.models import Relation
from hinterland.reading.document import Target
from hinterland.reading.mentions import Mention, Parsed, overlaps
from hinterland.reading.numbers import Figure
from hinterland.reading.relations.words import near, regions, right_before, right_behind, said

OPENING = ("(", "（")
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
    inside = parsed.inside(low, high)
    moved = next((m for m in inside if m.is_a("up", "down")), None)
    down = moved is not None and moved.is_a("down") and not near(parsed, low, high, "above-nation")
    less = bool(near(parsed, low, high, "beyond"))
    amount = next((m.figure for m in inside if _is_mark(m)), next((f for f in round_amounts(parsed) if low <= f.start < high), None))
    rate = next((m for m in inside if m.is_figure("percent")), None)
    if amount is not None:
        return Relation(test="<" if less else ">", threshold=amount.value)
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


LEAST = 10**10
"""The least amount that is written without digits."""
FEW = 2
"""Maximum digits of an amount that is a threshold."""
SMALLEST = 1000
"""The least amount or quantity that is a threshold."""
FAR = 110
"""Maximum characters between a word and its threshold."""


def round_amounts(parsed: Parsed) -> Iterator[Figure]:
    """Scale words that stand for an amount of their own; without a unit where no currency follows."""
    for word in said(parsed, "scale"):
        before = parsed.text[: word.start].rstrip(" -")[-1:]
        taken = overlaps(word, (m for m in parsed.mentions if m.figure is not None or m.time is not None))
        if int(word.value) < LEAST or before.isdigit() or taken or right_behind(parsed, word.end, "scale"):
            continue
        unit = right_behind(parsed, word.end, "currency")
        if unit is None and parsed.language == "en" and right_behind(parsed, word.end, "mark") is None:
            continue
        end = word.end if unit is None else unit.end
        yield Figure(word.start, end, Decimal(word.value), Decimal(0), "money", "" if unit is None else unit.value)


def threshold(parsed: Parsed, start: int, end: int) -> Figure | None:
    """The round amount nearest to a word, behind it rather than before it."""
    found = [m.figure for m in parsed.mentions if _is_round(m)]
    near = [f for f in (*found, *round_amounts(parsed)) if f is not None and abs(f.start - end) < FAR]
    return min(near, key=lambda f: (f.start < start, abs(f.start - end)), default=None)


def _is_round(mention: Mention) -> bool:
    figure = mention.figure
    return (
        figure is not None
        and figure.dimension in ("money", "quantity")
        and figure.value >= SMALLEST
        and len(figure.value.normalize().as_tuple().digits) <= FEW
    )


DEAREST = 10**6
"""A larger amount is nobody's price of a unit."""


def is_amount_of_change(parsed: Parsed, target: Target) -> bool:
    """Whether an amount is by how much something rose, fell or lies apart, so that it is no level: grew by 3 billion, an increase of 149 billion, 增加80亿元, 18 billion ahead of Ohio."""
    if target.figure is not None and target.figure.dimension == "money" and right_behind(parsed, target.end, "gap-behind", "change-noun"):
        return True
    if target.is_figure("money") and _is_said_as_move(parsed, target.end):
        return True
    start = target.start
    while (hedge := right_before(parsed, start, "hedge", "amount-article")) is not None:
        start = hedge.start
    lead = right_before(parsed, start, "change-by", "change-of")
    if (again := right_before(parsed, start, "again")) is not None and _is_rate_of_move(parsed, again.start):
        return True
    start = start if lead is None else lead.start
    if target.figure is None or target.figure.dimension not in ("money", "quantity"):
        return False
    opens = len(parsed.text[: target.start].rstrip()) - 1
    rate = parsed.before(opens) if parsed.text[opens : opens + 1] in OPENING else None
    if rate is not None and right_before(parsed, rate.start, "change-of", "change-by") and _is_rate_of_move(parsed, opens):
        return True  # An increase of 31 percent (7.7 billion).
    if lead is not None and lead.cls == "change-by" and parsed.text[: lead.start].rstrip().endswith(OPENING):
        return True  # Smaller deficits in metals (by 3.1 billion) and oils (by 1.8 billion).
    move = next((m for m in reversed(parsed.mentions) if m.end <= start and (m.is_a("up", "down") or m.figure is not None)), None)
    led = parsed.before(lead.start) if lead is not None and lead.cls == "change-by" else None
    if led is not None and led.is_name("place") and right_before(parsed, led.start, "leader", "compare", "lead-verb") is not None:
        return True  # Ohio, which led Iowa by 3 billion.
    low = 0 if move is None else move.end
    if lead is not None and lead.cls == "change-by" and near(parsed, low, lead.start, "compare-size", "surpassed-noun"):
        return True  # Breaking the previous record by 1.1 billion.
    if move is None or move.figure is not None or move.is_a("level") or move.clause != parsed.sentence.clause(target.start):
        return False
    touches = parsed.is_blank(move.end, start) or right_before(parsed, start, "up", "down") is not None
    touches = touches and not (parsed.language == "en" and right_before(parsed, move.end, "start-lead"))
    return (lead is not None and lead.cls == "change-by") or touches


def _is_said_as_move(parsed: Parsed, place: int) -> bool:
    """Whether an amount that ends at a place is said again as a rate with the word of its rise or fall right behind that: 20 million, or 24 percent, lower."""
    word = right_behind(parsed, place + parsed.text.startswith(",", place), "again")
    rate, move = [*(m for m in parsed.mentions if word is not None and m.start >= word.end and not m.is_a("hedge")), None, None][:2]
    if rate is None or move is None or not rate.is_figure("percent") or not move.is_a("up", "down"):
        return False
    return not parsed.text[rate.end : move.start].strip(" ,")


def _is_rate_of_move(parsed: Parsed, place: int) -> bool:
    """Whether a rate with the word of its rise or fall beside it ends at a place, its time aside: up 6.3 percent, fell by 2.4% for the year, a 7.7% increase."""
    time = parsed.before(place)
    if time is not None and (time.time is not None or time.is_a("cumulative") or time.value("proform") == "period"):
        within = right_before(parsed, time.start, "within", "of-whole")
        place = time.start if within is None else within.start
    before = [m for m in parsed.mentions if m.end <= place and not m.is_a("prep")]
    moved = bool(before) and before[-1].is_a("up", "down")
    rate, lead = [*before[::-1][moved : moved + 2], None, None][:2]
    if rate is None or rate.figure is None or rate.figure.dimension != "percent":
        return False
    last = before[-1].end if moved else rate.end
    is_close = not parsed.text[last:place].strip(" ,") and not (moved and parsed.between(rate, before[-1]))
    return is_close and (moved or (lead is not None and lead.is_a("up", "down")))


def is_price(parsed: Parsed, target: Target) -> bool:
    """Whether an amount is what one unit costs or one person has of it: a unit stands right behind it, or words of its sentence say so before it and no other flow follows (per-capita exports of)."""
    figure = target.figure
    if figure is None or figure.dimension != "money" or abs(figure.value) >= DEAREST:
        return False
    behind = parsed.text[target.end : target.end + 2]
    if (behind[:1] == "/" and behind[1:].isalpha()) or right_behind(parsed, target.end, "unit-behind") is not None:
        return True
    words = near(parsed, 0, target.start, "per-person")
    if not words:
        return False
    between = [m for m in parsed.mentions if m.end > words[-1].start and m.end <= target.start]
    own = parsed.text[words[-1].end :][:1].isspace() and next((m for m in between if m.start <= words[-1].end + 1 and m.is_a("flow")), None)
    return not any(m.is_a("other", "flow") and m is not own for m in between)


def is_of_size(parsed: Parsed, target: Target) -> bool:
    """Whether a percentage says how much larger one side is than the other, and nothing of rates: 77 percent larger than, 多77%."""
    clause = parsed.sentence.clause(target.start)
    is_rate = any(parsed.sentence.clause(w.start) == clause for w in said(parsed, "rate", "measured-rate"))
    sizes = any(parsed.sentence.clause(w.start) == clause for w in said(parsed, "compare-size"))
    return target.is_figure("percent") and sizes and not is_rate


def ratio_of(figure: Figure, *, less: bool) -> dict[str, object]:
    """How many times the other side a side is that is larger, or smaller, by a percentage."""
    low, high = (1 - figure.high / 100, 1 - figure.low / 100) if less else (1 + figure.low / 100, 1 + figure.high / 100)
    return {"low": low, "high": high, "unit": "ratio"}
