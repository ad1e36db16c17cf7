"""The digits of a figure as a text writes it, and the powers of ten by which it may be off."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

from hinterland.interval import Interval
from hinterland.reading.plain import plain


@lru_cache(4096)
def significant(text: str) -> int:
    """The significant digits of the first number in a text, whatever its typography; zeros at the end of a whole number are none."""
    number = re.search(r"\d[\d,]*(?:\.\d+)?", text if text.isascii() and (" " not in text or _PLAIN.fullmatch(text)) else plain(text).text)
    digits = number[0].replace(",", "").lstrip("0") if number else ""
    return len(digits.replace(".", "").lstrip("0")) if "." in digits else len(digits.rstrip("0"))


_PLAIN = re.compile(r"[^\d.,']*\d+(?:,\d{3})*(?:\.\d+)?(?![.,'\d])\D*")
"""A text with one number, written as it is anywhere: there is no typography to be seen through."""


def leading(value: Decimal, count: int) -> str:
    """The first significant digits of a figure, cut off."""
    return "".join(map(str, abs(value).as_tuple().digits)).ljust(count, "0")[:count]


def exchanged(one: str, other: str) -> bool:
    """Whether two neighbouring digits changed places, and no others."""
    differ = [i for i, (a, b) in enumerate(zip(one, other, strict=True)) if a != b]
    return len(differ) == 2 and differ[1] == differ[0] + 1 and one[differ[0]] == other[differ[1]] and one[differ[1]] == other[differ[0]]


POWERS = (-1, 1, -2, 2, -3, 3, -4, 4)
"""The powers of ten by which a figure slips, the likeliest first."""


def shift(right: Interval | None, wrong: Interval | None) -> int:
    """The power of ten that turns the wrong figure into the right one; 0 where none does."""
    if right is None or wrong is None:
        return 0
    return next((p for p in POWERS if wrong.scaled(Decimal(10) ** p).meets(right)), 0)
