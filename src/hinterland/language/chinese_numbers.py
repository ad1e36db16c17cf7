"""Numbers as Chinese newsrooms print them: 10135.6亿元, 45.47万亿元, 17.3%, 122.8万辆; no more digits than the interval supports."""

from __future__ import annotations

from decimal import Decimal

from hinterland.interval import Interval
from hinterland.language.english_numbers import decimals, digits, in_scale, percent, published_decimals, scaled
from hinterland.language.naming import currency_name, is_money

__all__ = ["count", "digits", "money", "ordinal", "percent", "round_amount", "units"]

WAN, YI, WAN_YI = Decimal(10) ** 4, Decimal(10) ** 8, Decimal(10) ** 12

PIECES = 4
"""Maximum figures of a number of pieces below 亿 that is no whole number of 万."""
FINE = 4
"""The number of figures by which one asks for a third decimal of some 万亿, of ten and more one figure more; else there are two, as newsrooms write them."""
_NUMERALS = "零一二三四五六七八九十"


def _scaled(interval: Interval, value: Decimal, scale: Decimal, most: int) -> str:
    return scaled(interval, value, scale, most).replace(",", "")


def money(interval: Interval, value: Decimal, unit: str, figures: int = 6, *, kept: int = 0) -> str:
    """An amount in the language's own scale with at most that number of figures: 10135.6亿元, with three 1.01万亿元; in the next scale up where no digit before the
    point was published. One published with at most `kept` figures keeps them all: 18.85亿元.
    """
    return f"{_amount(interval, value, figures, kept)}{currency_name(unit, 'zh')}"


def _amount(interval: Interval, value: Decimal, figures: int, kept: int) -> str:
    width, size = interval.width or Decimal(0), abs(value)
    fine = FINE + max(0, size.adjusted() - WAN_YI.adjusted())
    if size >= WAN_YI and (width >= YI * 10 or figures <= fine):
        most = 3 if figures == fine and not kept else 2
        places = max(decimals(size / WAN_YI, figures, most), published_decimals(interval, size, WAN_YI, kept))
        return f"{_scaled(interval, value, WAN_YI, places)}万亿"
    if size >= WAN_YI and width > 2 * YI:
        return f"{_scaled(interval, value, WAN_YI, 3)}万亿"
    if size >= YI:
        places = max(decimals(size / YI, figures, 1 if size >= 10 * YI else 2), published_decimals(interval, size, YI, kept))
        return f"{_scaled(interval, value, YI, places)}亿"
    return _small(interval, value, max(published_decimals(interval, size, WAN, kept), size < 10 * WAN))


def _small(interval: Interval, value: Decimal, most: int) -> str:
    """A number below 亿: in 万 with at most that number of decimals; in single ones where it is small and known to them."""
    if abs(value) < WAN or (abs(value) < 10 * WAN and (interval.width or 0) <= 2):
        return _scaled(interval, value, Decimal(1), 0)
    return f"{_scaled(interval, value, WAN, most)}万"


def round_amount(value: Decimal, unit: str) -> str:
    """A threshold: 万亿元 is written 1万亿元."""
    return in_scale(value, ((WAN_YI, "万亿"), (YI, "亿"), (WAN, "万"))).replace(",", "") + (
        currency_name(unit, "zh") if is_money(unit) else ""
    )


def units(interval: Interval, value: Decimal) -> str:
    """A number of pieces: 469.8亿, 122.8万, 15.28万, 40111."""
    size = abs(value)
    scale, word = next(((scale, word) for scale, word in ((WAN_YI, "万亿"), (YI, "亿")) if size >= scale), (WAN, ""))
    if word:
        return f"{_scaled(interval, value, scale, decimals(size / scale, 6, 4))}{word}"
    return _small(interval, value, max(1, decimals(size / WAN, PIECES, 2)))


def count(number: int) -> str:
    """A count in digits, as newsrooms write them."""
    return str(number)


def ordinal(number: int) -> str:
    """A place: 第九."""
    if number <= 10:
        return f"第{_NUMERALS[number]}"
    return f"第{number}"
