"""Numbers as English newsrooms print them: no more digits than the interval supports, in the scale that readers know. An interval goes in,
text comes out; where the ends agree on a digit it is printed, where they don't it is left off."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

from hinterland.interval import Interval
from hinterland.language.naming import currency_name, is_money

_WORDS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_ORDINALS = ("", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")

TRILLION, BILLION, MILLION, THOUSAND = Decimal(10) ** 12, Decimal(10) ** 9, Decimal(10) ** 6, Decimal(10) ** 3

BEYOND = Decimal(10) ** 20


def digits(interval: Interval, value: Decimal, most: int, least: int = 0) -> str:
    """A number with as many decimals, from `most` to `least`, as both ends round to: with -1 in tens. One beyond all sizes by its power of ten."""
    if abs(value) >= BEYOND:
        return f"{value:.2e}"
    for places in range(most, least - 1, -1):
        step = Decimal(1).scaleb(-places)
        middle = value.quantize(step, ROUND_HALF_UP)
        if interval.width is None or interval.width <= 2 * step or places == least:
            return f"{middle:,f}"
    raise AssertionError("unreachable")


def money(interval: Interval, value: Decimal, unit: str, figures: int = 6, *, kept: int = 0) -> str:
    """An amount in the scale that fits its size, with at most that number of figures: `1.01356 trillion yuan`, `682.31 billion yuan`, `84.8
    million dollars`, `43,210 yuan`. One published with at most `kept` figures keeps them all: 1.885 billion."""
    size = abs(value)
    scale, word, most = next(((s, w, n) for s, w, n in _SCALES if size >= s), (Decimal(1), "", 0))
    places = max(decimals(size / scale, figures, most), published_decimals(interval, size, scale, kept))
    return f"{scaled(interval, value, scale, places)}{word} {currency_name(unit, 'en')}"


_SCALES = ((TRILLION, " trillion", 5), (BILLION, " billion", 2), (MILLION, " million", 1))
"""The scales of amounts, largest first: from what size on, the word, and decimals at most."""


def decimals(size: Decimal, figures: int, most: int) -> int:
    """How many decimals a number of some size is printed with, so that it has at most so many figures."""
    return min(most, max(0, figures - max(1, size.adjusted() + 1)))


def published_decimals(interval: Interval, size: Decimal, scale: Decimal, figures: int) -> int:
    """How many decimals of a scale a number was published with, where it has at most that number of figures; none of one that was computed, which is not as wide as one unit of a digit."""
    width = (interval.width or Decimal(0)).normalize()
    if width.as_tuple().digits != (1,):
        return 0
    within, places = size / scale, -(width / scale).adjusted()
    return places if 0 < places <= figures - max(1, within.adjusted() + 1) else 0


def scaled(interval: Interval, value: Decimal, scale: Decimal, most: int) -> str:
    """A number in a scale, as `digits` has it; in tens or hundreds of it where no more is known."""
    shrunk = Interval(interval.low and interval.low / scale, interval.high and interval.high / scale, interval.low_in, interval.high_in)
    within = value / scale
    return digits(shrunk, within, most, min(0, -within.adjusted()) if within else 0)


def percent(interval: Interval, value: Decimal) -> str:
    """A percentage without its sign: `17.3%`, and `0.03%` where one decimal would print nothing."""
    return f"{digits(interval, abs(value), places(value))}%"


def places(value: Decimal) -> int:
    """How many decimals a rate is printed with at most: one, or as many as its first digit needs."""
    return 1 if value == 0 or abs(value) >= Decimal("0.095") else -value.adjusted()


def units(interval: Interval, value: Decimal) -> str:
    """A number of pieces: `46.98 billion`, `1.228 million`, `954 thousand` where no more digits were published."""
    size = abs(value)
    thousands = ((THOUSAND, " thousand", 3),) if (interval.width or 0) > 2 else ()
    scale, word, most = next(((s, w, 3) for s, w, _ in (*_SCALES, *thousands) if size >= s), (Decimal(1), "", 0))
    return f"{scaled(interval, value, scale, most)}{word}"


def count(number: int) -> str:
    """A count, in words up to ten."""
    return _WORDS[number] if 0 <= number < len(_WORDS) else f"{number:,}"


def ordinal(number: int) -> str:
    """A place, in words up to tenth."""
    if 0 < number < len(_ORDINALS):
        return _ORDINALS[number]
    ending = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def round_amount(value: Decimal, unit: str) -> str:
    """A threshold: `1 trillion yuan`, `1 million`."""
    return in_scale(value, ((TRILLION, " trillion"), (BILLION, " billion"), (MILLION, " million"))) + (
        f" {currency_name(unit, 'en')}" if is_money(unit) else ""
    )


def in_scale(value: Decimal, scales: Sequence[tuple[Decimal, str]]) -> str:
    """A number in the first scale that it reaches, with the word of that; as it is where it reaches none."""
    scale, word = next(((scale, word) for scale, word in scales if value >= scale), (Decimal(1), ""))
    return f"{(value / scale).normalize():,f}{word}"
