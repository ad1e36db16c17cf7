"""The scale of a picture: one unit for all its amounts, in the words of its language (`billion yuan`, 亿元), and its figures as they are printed.

No figure is printed with more digits than it was published with.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from hinterland.brief.pictures.desk import Figure
from hinterland.codes import Language
from hinterland.interval import Interval
from hinterland.language.english_numbers import digits
from hinterland.language.naming import currency_name

SCALES: dict[Language, tuple[tuple[float, int, str], ...]] = {
    "en": ((2e12, 12, "trillion {unit}"), (1e9, 9, "billion {unit}"), (0, 6, "million {unit}")),
    "zh": ((2e12, 12, "万亿{unit}"), (1e8, 8, "亿{unit}"), (0, 4, "万{unit}")),
}
"""From what amount on a scale is used, its power of ten, and its name."""

MINUS = "−"


@dataclass(frozen=True, slots=True)
class Scale:
    """A unit of amounts: its power of ten, its name, and how many decimals a figure is printed with at most."""

    power: int
    name: str
    decimals: int
    language: Language

    def size(self, amount: float) -> float:
        """An amount in this unit."""
        return float(amount / 10**self.power)

    def text(self, figure: Figure) -> str:
        """A figure in this unit with its sign: `1,014`, `9,490†`."""
        return f"{self.number(figure.interval, figure.exact)}{figure.sign}"

    def number(self, interval: Interval, value: Decimal) -> str:
        """A number in this unit, small ones with more decimals so that something of them is left."""
        ten = Decimal(10) ** self.power
        shrunk = Interval((interval.low or 0) / ten, (interval.high or 0) / ten, True, interval.is_point)
        size = abs(value) / ten
        most = self.decimals if size >= 1 or self.power == 12 else max(self.decimals, 1)
        # What is known no better than to some units is rounded as the text beside it has it.
        known = min(most, -width.adjusted()) if (width := shrunk.width or Decimal(0)) > 2 * Decimal(1).scaleb(-most) else most
        text = digits(shrunk, value / ten, known, min(known, 0)).replace("-", MINUS)
        return text.replace(",", "") if self.language == "zh" else text


def scale(amounts: Iterable[float], unit: str, language: Language, *, small: bool = False, large: bool = False) -> Scale:
    """The unit that suits the largest of some amounts; `small` one step down where the spread is wide, `large` the one that a sentence says it in."""
    largest = max((abs(a) for a in amounts), default=0.0)
    power, name = next(
        (p, n) for least, p, n in SCALES[language] if largest >= (10**p if large and p == 12 else least) and not (small and p == 12)
    )
    size = largest / 10**power
    decimals = 2 if power == 12 else 0 if size >= 100 else 1 if size >= 10 else 2
    return Scale(power, name.format(unit=currency_name(unit, language)), decimals, language)


def rate(figure: Figure) -> str:
    """A growth rate with its direction and sign: `+17.3%`, `−4.2%‡`."""
    return f"{plain_rate(figure)}%{figure.sign}"


def plain_rate(figure: Figure) -> str:
    """A growth rate with its direction alone."""
    return change(figure.interval, figure.exact, 1)


def change(interval: Interval, value: Decimal, most: int) -> str:
    """A number with its direction: `+17.3`, `−4.2`, `0.0`."""
    text = digits(interval, abs(value), most)
    return text if not text.strip("0.") else f"{MINUS if value < 0 else '+'}{text}"
