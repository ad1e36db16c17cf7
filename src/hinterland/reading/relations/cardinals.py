"""Numbers that count, in digits and in words: `cardinal` in either language, `number_of` in English with those of one and none."""

from __future__ import annotations

from hinterland.codes import Language
from hinterland.reading.lexicon import forms
from hinterland.reading.plain import counted, numerals


def cardinal(word: str, language: Language) -> int | None:
    """What a number's word or digits count, None for any other word."""
    if word.isdecimal():
        return int(word)
    if language == "zh":
        return counted(word) if word and all(c in numerals() for c in word) else None
    tens, _, ones = word.lower().partition("-")
    known = forms("en", "number")
    if ones:
        return int(known[tens]) + int(known[ones]) if tens in known and ones in known and int(known[tens]) >= 20 else None
    return int(known[tens]) if tens in known else None


def number_of(word: str) -> int | None:
    """What an English number counts, in digits or words, one and none among them."""
    lowered = word.lower()
    ones, none = forms("en", "count-one"), forms("en", "count-zero")
    if (known := none.get(lowered) or ones.get(lowered)) is not None:
        return int(known)
    tens, _, last = lowered.partition("-")
    if last in ones:
        number = cardinal(tens, "en")
        return number + 1 if number is not None and number >= 20 else None
    return cardinal(lowered, "en")
