"""Numbers as Chinese newsrooms print them: 10135.6亿元, 45.47万亿元, 17.3%, 122.8万辆; no more digits than the interval supports."""

from __future__ import annotations

from decimal import Decimal

from hinterland.interval import Interval
from hinterland.language.english_numbers import decimals, digits, in_scale, percent, scaled
from hinterland.language.naming import currency_name, is_money

__all__ = ["count", "money", "ordinal", "percent", "round_amount", "units"]

WAN, YI, WAN_YI = Decimal(10) ** 4, Decimal(10) ** 8, Decimal(10) ** 12

_NUMERALS = "零一二三四五六七八九十"


def _scaled(interval: Interval, value: Decimal, scale: Decimal, most: int) -> str:
    return scaled(interval, value, scale, most).replace(",", "")


def money(interval: Interval, value: Decimal, unit: str, figures: int = 6) -> str:
    """An amount in the language's own scale with at most so many figures: 10135.6亿元, with three 1.01万亿元; in the next scale up where no digit before the
    point was published.
    """
    name = currency_name(unit, "zh")
    width = interval.width or Decimal(0)
    size = abs(value)
    if size >= WAN_YI and (width >= YI * 10 or figures < 5):
        return f"{_scaled(interval, value, WAN_YI, min(2, decimals(size / WAN_YI, figures, 2)))}万亿{name}"
    if width > 2 * YI:
        return f"{_scaled(interval, value, WAN_YI, 3)}万亿{name}"
    if size >= YI:
        return f"{_scaled(interval, value, YI, decimals(size / YI, figures, 1 if size >= 10 * YI else 2))}亿{name}"
    if width > 2 * WAN:
        return f"{_scaled(interval, value, YI, 3)}亿{name}"
    return f"{_scaled(interval, value, WAN, 0)}万{name}"


def round_amount(value: Decimal, unit: str) -> str:
    """A threshold: 万亿元 is written 1万亿元."""
    return in_scale(value, ((WAN_YI, "万亿"), (YI, "亿"), (WAN, "万"))) + (currency_name(unit, "zh") if is_money(unit) else "")


def units(interval: Interval, value: Decimal) -> str:
    """A number of pieces."""
    if abs(value) >= WAN:
        return f"{_scaled(interval, value, WAN, 1)}万"
    return digits(interval, value, 0)


def count(number: int) -> str:
    """A count in digits, as newsrooms write them."""
    return str(number)


def ordinal(number: int) -> str:
    """A place: 第九."""
    if number <= 10:
        return f"第{_NUMERALS[number]}"
    return f"第{number}"
