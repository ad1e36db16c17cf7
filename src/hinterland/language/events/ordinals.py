"""Number words and ordinals of both languages as numbers, and the pattern fragments that find them."""

from __future__ import annotations

import re

ORDINALS = {
    w: i
    for i, w in enumerate(
        [
            "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth", "thirteenth",
            "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth", "twentieth",
        ],
        1,
    )
}  # fmt: skip
_UNITS = list(ORDINALS)[:9]
ORDINALS |= {f"twenty-{w}": 20 + i for i, w in enumerate(_UNITS, 1)} | {"thirtieth": 30, "thirty-first": 31}
NUMBERS = {
    w: i
    for i, w in enumerate(
        [
            "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen",
            "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty",
        ]
    )
}  # fmt: skip
NUMBERS |= {f"twenty-{w}": 20 + i for i, w in enumerate(list(NUMBERS)[1:10], 1)} | {"thirty": 30, "thirty-one": 31}
HAN = {c: i for i, c in enumerate("零一二三四五六七八九十")} | {
    "两": 2, "十一": 11, "十二": 12, "十三": 13, "十四": 14, "十五": 15, "十六": 16, "十七": 17, "十八": 18, "十九": 19, "二十": 20,
}  # fmt: skip
ORD = "(?:" + "|".join(sorted(ORDINALS, key=len, reverse=True)) + r"|\d{1,2}(?:st|nd|rd|th))(?!-(?:hand|rate|class|half|guess)\b)"
NUM = "(?:" + "|".join(sorted(list(NUMBERS)[1:], key=len, reverse=True)) + r"|\d{1,3})"


def order_of(text: str) -> int | None:
    """The place that an ordinal names: `third`, `13th`, `No. 4`."""
    lower = text.lower().strip()
    if lower in ORDINALS:
        return ORDINALS[lower]
    number = re.search(r"\d+", lower)
    return int(number[0]) if number else None
