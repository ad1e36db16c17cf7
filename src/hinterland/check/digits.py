"""The digits of a figure as a text writes it."""

from __future__ import annotations

import re
from functools import lru_cache

from hinterland.reading.plain import plain


@lru_cache(4096)
def significant(text: str) -> int:
    """The significant digits of the first number in a text, whatever its typography; zeros at the end of a whole number are none."""
    number = re.search(r"\d[\d,]*(?:\.\d+)?", text if text.isascii() and " " not in text else plain(text).text)
    digits = number[0].replace(",", "").lstrip("0") if number else ""
    return len(digits.replace(".", "").lstrip("0")) if "." in digits else len(digits.rstrip("0"))
