"""The values of a picture's rows as cells of a table that is read: thousands apart, no digits that stand for nothing."""

from __future__ import annotations

from decimal import Decimal
from typing import Any


def shown(value: Any) -> str:
    """A cell's value as text; a whole number of four digits or fewer may be a year and stays as it is."""
    if value is None:
        return ""
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        return str(value)
    number = Decimal(str(value))
    if not number.is_finite():
        return ""
    if number == number.to_integral_value():
        return f"{number:,.0f}" if abs(number) >= 10_000 else f"{number:.0f}"
    return f"{round(number, 4).normalize():,f}"
