"""The right amount, written as the text at hand writes amounts: its language, its word for the currency, its noun."""

from __future__ import annotations

import re
from functools import cache

from hinterland.check.currencies import is_amount, written
from hinterland.interval import Interval
from hinterland.language import chinese_numbers, english_numbers
from hinterland.language.naming import currency_name
from hinterland.language.write import middle


@cache
def _currency() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """A currency before an amount and one behind it."""
    words = "|".join(map(re.escape, written("en")))
    return re.compile(rf"(?:{words})\s?"), re.compile(rf"(?:{words})$")


def as_written(text: str, right: Interval, unit: str | None) -> str:
    """The replacement for a text that states a wrong amount."""
    value = middle(right)
    if re.search(r"[\u3400-\u9fff]", text):
        if unit is not None and is_amount(unit):
            return chinese_numbers.money(right, value, unit)
        return f"{chinese_numbers.units(right, value)}{text[-1]}"
    if unit is None or not is_amount(unit):
        noun = re.search(r"[A-Za-z]+$", text)
        return f"{english_numbers.units(right, value)} {noun[0] if noun else 'units'}"
    number = english_numbers.money(right, value, unit).rsplit(" ", 1)[0]
    before, behind = _currency()
    if mark := before.match(text):
        return f"{mark[0]}{number}"
    word = behind.search(text)
    return f"{number} {word[0] if word else currency_name(unit, 'en')}"
