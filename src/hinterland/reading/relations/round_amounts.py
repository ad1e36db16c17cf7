"""Round amounts without digits, and the thresholds that firsts and runs speak of: 万亿元, the trillion-yuan mark, 1 trillion yuan."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING

from hinterland.reading.mentions import Mention, Parsed, overlaps
from hinterland.reading.numbers import Figure
from hinterland.reading.relations.words import right_behind, said

if TYPE_CHECKING:
    from hinterland.reading.document import Target

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


def is_price(parsed: Parsed, target: Target) -> bool:
    """Whether an amount is what one unit costs or one person has of it: a unit stands right behind it."""
    figure = target.figure
    if figure is None or figure.dimension != "money" or abs(figure.value) >= DEAREST:
        return False
    behind = parsed.text[target.end : target.end + 2]
    return (behind[:1] == "/" and behind[1:].isalpha()) or right_behind(parsed, target.end, "unit-behind") is not None
