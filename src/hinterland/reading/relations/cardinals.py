"""English numbers that count: in digits, in words, and with a one behind a hyphen."""

from __future__ import annotations

from hinterland.reading.lexicon import forms


def number_of(word: str) -> int | None:
    """What an English number counts."""
    lowered = word.lower()
    tens, _, ones = lowered.partition("-")
    if lowered in (known := {**forms("en", "count-one"), **forms("en", "count-zero")}):
        return int(known[lowered])
    if ones in forms("en", "count-one"):
        number = _cardinal(tens)
        return number + 1 if number is not None and number >= 20 else None
    return _cardinal(lowered)


def _cardinal(word: str) -> int | None:
    if word.isdecimal():
        return int(word)
    tens, _, ones = word.partition("-")
    known = forms("en", "number")
    if not ones:
        return int(known[tens]) if tens in known else None
    return int(known[tens]) + int(known[ones]) if tens in known and ones in known and int(known[tens]) >= 20 else None
