"""Numbers as newsrooms write them, in both languages: one entry, `quantities(text, language)`, and what the two grammars share."""

from __future__ import annotations

from decimal import Decimal

from hinterland.codes import Language
from hinterland.interval import Interval, hedged
from hinterland.language.mentions import Quantity


def quantities(text: str, language: Language) -> list[Quantity]:
    """The quantities of a sentence in order, none overlapping."""
    if language == "zh":
        from hinterland.language.quantities_zh import find
    else:
        from hinterland.language.quantities_en import find
    return find(text)


def make(
    text: str,
    start: int,
    end: int,
    value: Decimal,
    precision: Decimal,
    unit: str,
    *,
    hedge: str = "exactly",
    form: str = "",
    noun: str = "",
) -> Quantity:
    """A quantity with its interval: rounded by its last digit, moved by its hedge."""
    interval = Interval.rounded(value, precision) if hedge == "exactly" else hedged(hedge, value, precision)
    return Quantity(start, end, text[start:end], value, interval, unit, precision, hedge, noun, form)
