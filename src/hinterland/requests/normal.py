"""What is typed made plain before it is taken apart: typography, numerals, quotation marks, a year against a word or before a unit, and may as a verb."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache

from hinterland.reading.lexicon import forms
from hinterland.reading.plain import counted, numerals, plain
from hinterland.requests.counts import forms_of
from hinterland.requests.vocabulary import records, vocabulary

QUOTES = str.maketrans(dict.fromkeys('"“”„«»「」『』《》〈〉`', " "))


def normal(text: str) -> str:
    """A text with its typography made plain, numerals in digits, simplified characters, and without quotation marks; a year that a space
    parts from the unit behind it stays one."""
    text = _modal().sub(lambda m: f"{m['lead'] or ''}{MIGHT}", text)
    text = _years_counted().sub(", ", AGAINST.sub(" ", text))
    if len(YEAR.findall(text)) == 1:  # Behind another year such a number is an amount.
        text = _year_before_unit().sub(r"\1, ", text)
    return _spelled_out(plain(text).text.translate(QUOTES).strip())


def _spelled_out(text: str) -> str:
    """A text with the short names of several places as the names of each."""
    for form, names in _aliases():
        text = text.replace(form, names)
    return text


@cache
def _aliases() -> tuple[tuple[str, str], ...]:
    return tuple((row["form"], row["names"]) for row in records("aliases"))


MIGHT = "might"
"""The modal verb that no month is called by."""
YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
AGAINST = re.compile(r"(?<=[A-Za-z]{3})(?=(?:19|20)\d\d(?!\d))")
"""Where a year stands right against a word: gdp2024."""


@cache
def _modal() -> re.Pattern[str]:
    """May as a verb and not as a month: behind a question word, or at the head of a question right before a place."""
    places = "|".join(
        sorted((re.escape(form) for form, found in vocabulary().items() if found[0].kind == "subject"), key=len, reverse=True)
    )
    return re.compile(rf"(?P<lead>\b(?:{forms_of('question')}) )may\b(?! ?\d)|^may(?= (?:{places})\b)", re.IGNORECASE)


@cache
def _years_counted() -> re.Pattern[str]:
    """Where a span of years is followed by how many they are, in numerals: 2021到2025五年."""
    return re.compile(rf"(?<=(?:19|20)\d\d)(?=[{numerals()}]{{1,2}}个?年)")


@cache
def _year_before_unit() -> re.Pattern[str]:
    units = "|".join(sorted(forms("zh", "scale"), key=len, reverse=True))
    return re.compile(rf"(?<!\d)(20[1-9]\d) +(?={units})")


@cache
def _fractions() -> tuple[re.Pattern[str], Mapping[str, str]]:
    named = forms("en", "fraction")
    worded = "|".join(sorted(map(re.escape, named), key=len, reverse=True))
    return re.compile(rf"\b({worded})(?= of\b)|([{numerals()}\d])分之([{numerals()}\d])(?!\d)", re.IGNORECASE), named


def percents(text: str, taken: Sequence[tuple[int, int]] = ()) -> str:
    """A text with its fractions of something as percentages, outside of what is taken: a fifth of, 五分之一."""
    pattern, named = _fractions()

    def percent(found: re.Match[str]) -> str:
        if any(start < found.end() and found.start() < end for start, end in taken):
            return found[0]
        if found[1]:
            return f"{named[found[1].lower()]}%"
        below, above = (int(d) if d.isdecimal() else counted(d) or 0 for d in (found[2], found[3]))
        return f"{100 * above / below:.3g}%" if below else found[0]

    return pattern.sub(percent, text)
