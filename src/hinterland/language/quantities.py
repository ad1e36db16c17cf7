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


def so_many_digits(text: str, start: int, end: int, digits: int) -> Quantity:
    """A rate of which only the digits before its point are told: `double-digit growth`, 两位数增长."""
    low, high = Decimal(0) if digits == 1 else Decimal(10) ** (digits - 1), Decimal(10) ** digits
    hedge = "less than" if digits == 1 else "at least"
    return Quantity(
        start, end, text[start:end], high if digits == 1 else low, Interval(low, high), "percent", Decimal(1), hedge, form="percent"
    )
