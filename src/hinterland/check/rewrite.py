"""The right amount, written as the text at hand writes amounts: its language, its word for the currency, its noun."""

from __future__ import annotations

import re

from hinterland.check.currencies import is_amount, published
from hinterland.interval import Interval
from hinterland.language import chinese_numbers, english_numbers
from hinterland.language.write import middle

_CODES = "|".join(sorted(published()))
_MARK = re.compile(r"(?:US\$|\$|(?:RMB|" + _CODES + r")\s?|¥|￥)")
_WORD = re.compile(r"(yuan|renminbi|RMB|US dollars|dollars|" + _CODES + r")$")


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
    if mark := _MARK.match(text):
        return f"{mark[0]}{number}"
    word = _WORD.search(text)
    return f"{number} {word[0] if word else 'yuan'}"
