"""What is typed made plain before it is taken apart: typography, numerals, quotation marks, a year against a word or before a unit, and may as a verb."""

from __future__ import annotations

import re
from functools import cache

from hinterland.reading.lexicon import forms
from hinterland.reading.plain import plain
from hinterland.requests.counts import forms_of
from hinterland.requests.vocabulary import vocabulary

QUOTES = str.maketrans(dict.fromkeys('"“”„«»「」『』《》〈〉`', " "))


def normal(text: str) -> str:
    """A text with its typography made plain, numerals in digits, simplified characters, and without quotation marks; a year that a space
    parts from the unit behind it stays one."""
    text = _modal().sub(lambda m: f"{m['lead'] or ''}{MIGHT}", text)
    text = AGAINST.sub(" ", text)
    if len(YEAR.findall(text)) == 1:  # Behind another year such a number is an amount.
        text = _year_before_unit().sub(r"\1, ", text)
    return plain(text).text.translate(QUOTES).strip()


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
def _year_before_unit() -> re.Pattern[str]:
    units = "|".join(sorted(forms("zh", "scale"), key=len, reverse=True))
    return re.compile(rf"(?<!\d)(20[1-9]\d) +(?={units})")
