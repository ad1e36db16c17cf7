"""Numbers as English newsrooms print them: no more digits than the interval supports, in the scale that readers know.

An interval goes in, text comes out; where the ends agree on a digit it is printed, where they don't it is left off.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

from hinterland.interval import Interval
from hinterland.language.naming import currency_name, is_money

_WORDS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_ORDINALS = ("", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")

TRILLION, BILLION, MILLION, THOUSAND = Decimal(10) ** 12, Decimal(10) ** 9, Decimal(10) ** 6, Decimal(10) ** 3

BEYOND = Decimal(10) ** 20


def digits(interval: Interval, value: Decimal, most: int) -> str:
    """A number with as many decimals, up to `most`, as both ends round to; one beyond all sizes by its power of ten."""
    if abs(value) >= BEYOND:
        return f"{value:.2e}"
    for places in range(most, -1, -1):
        step = Decimal(1).scaleb(-places)
        middle = value.quantize(step, ROUND_HALF_UP)
        if interval.width is None or interval.width <= 2 * step or places == 0:
            return f"{middle:,f}"
    raise AssertionError("unreachable")


def money(interval: Interval, value: Decimal, unit: str, figures: int = 6) -> str:
    """An amount in the scale that fits its size, with at most so many figures: `1.01356 trillion yuan`, `682.31 billion yuan`, `84.8 million dollars`."""
    name = currency_name(unit, "en")
    width = interval.width or Decimal(0)
    size = abs(value)
    if size >= TRILLION or width > 2 * BILLION:
        return f"{scaled(interval, value, TRILLION, decimals(size / TRILLION, figures, 5))} trillion {name}"
    if size >= BILLION or width > 2 * MILLION:
        return f"{scaled(interval, value, BILLION, decimals(size / BILLION, figures, 2))} billion {name}"
    return f"{scaled(interval, value, MILLION, decimals(size / MILLION, figures, 1))} million {name}"


def decimals(size: Decimal, figures: int, most: int) -> int:
    """How many decimals a number of some size is printed with, so that it has at most so many figures."""
    return min(most, max(0, figures - max(1, size.adjusted() + 1)))


def scaled(interval: Interval, value: Decimal, scale: Decimal, most: int) -> str:
    """A number in a scale, as `digits` has it."""
    shrunk = Interval(interval.low and interval.low / scale, interval.high and interval.high / scale, interval.low_in, interval.high_in)
    return digits(shrunk, value / scale, most)


def percent(interval: Interval, value: Decimal) -> str:
    """A percentage without its sign: `17.3%`, and `0.03%` where one decimal would print nothing."""
    return f"{digits(interval, abs(value), places(value))}%"


def places(value: Decimal) -> int:
    """How many decimals a rate is printed with at most: one, or as many as its first digit needs."""
    return 1 if value == 0 or abs(value) >= Decimal("0.095") else -value.adjusted()


def units(interval: Interval, value: Decimal) -> str:
    """A number of pieces: `1.228 million`, `954 thousand` where no more digits were published."""
    width = interval.width or Decimal(0)
    if abs(value) >= MILLION or width > 2 * THOUSAND:
        return f"{scaled(interval, value, MILLION, 3)} million"
    if width > 2 and abs(value) >= THOUSAND:
        return f"{scaled(interval, value, THOUSAND, 3)} thousand"
    return f"{digits(interval, value, 0)}"


def count(number: int) -> str:
    """A count, in words up to ten."""
    return _WORDS[number] if 0 <= number < len(_WORDS) else f"{number:,}"


def ordinal(number: int) -> str:
    """A place, in words up to tenth."""
    if 0 < number < len(_ORDINALS):
        return _ORDINALS[number]
    ending = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def listed(names: list[str]) -> str:
    """Names as a list with `and` before the last."""
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def round_amount(value: Decimal, unit: str) -> str:
    """A threshold: `1 trillion yuan`, `1 million`."""
    return in_scale(value, ((TRILLION, " trillion"), (BILLION, " billion"), (MILLION, " million"))) + (
        f" {currency_name(unit, 'en')}" if is_money(unit) else ""
    )


def in_scale(value: Decimal, scales: Sequence[tuple[Decimal, str]]) -> str:
    """A number in the first scale that it reaches, with the word of that; as it is where it reaches none."""
    scale, word = next(((scale, word) for scale, word in scales if value >= scale), (Decimal(1), ""))
    return f"{(value / scale).normalize():f}{word}"
