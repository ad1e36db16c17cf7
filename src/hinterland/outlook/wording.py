"""The words, numbers and names that the outlook's sentences (`telling.py`, `tell_ahead.py`) are put together from, figures printed only as far as their interval holds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import ROUND_HALF_EVEN, Decimal
from fractions import Fraction
from typing import Any

from hinterland import codes
from hinterland.claims.statement import statement
from hinterland.codes import Home, Language
from hinterland.interval import Interval
from hinterland.language import english_numbers as numbers
from hinterland.language.phrases import levels, listed
from hinterland.language.texts import text_of
from hinterland.language.write import lower, middle, numbers_of, what, when
from hinterland.models import Indicator
from hinterland.outlook.exact import Measured, apportioned
from hinterland.outlook.panel import Panel
from hinterland.packaged import read_words


def words(key: str, language: Language, home: Home | None = None, /, **values: object) -> str:
    """A text of `words.csv` with its values put in; regions are called as in `home` (the home pack unless said). Raises `KeyError` for a key it lacks."""
    return text_of("hinterland.outlook", key, language, home, values)


def span(m: Measured) -> Interval:
    """The figure whatever is missing: its interval and the widest together."""
    return m.answer if m.widest is None else m.answer.span(m.widest)


def number(x: Interval, most: int, value: Decimal | None = None) -> str:
    """A number with the decimals its interval supports, its sign a minus sign of print; the middle unless a value is given."""
    at = middle(x) if value is None else value
    text = numbers.digits(x, abs(at), most)
    return f"−{text}" if at < 0 and text.strip("0.") else text


def measured(m: Measured, most: int) -> str:
    """A measured value with the decimals that hold whatever is missing."""
    return number(span(m), most, m.value)


def grew(x: Interval, language: Language) -> str:
    """`grew 17.3%` or `fell 3.9%`."""
    falls = middle(x) < 0
    return words("fell" if falls else "grew", language, percent=percent(-x if falls else x, language))


WIDE = Decimal("0.3")
"""Points; parts that are known less exactly are written as ranges."""


def points(measured: Sequence[Measured], exact: Sequence[Fraction], language: Language) -> list[str]:
    """Parts of a growth in points with their signs, one decimal each: rounded so that they add up as printed, or as ranges where any is wide."""
    spans = [span(m) for m in measured]
    if all(x.width is not None and x.width <= WIDE for x in spans):
        return [signed(p) for p in apportioned(exact, 1, Fraction(1))]
    return [
        signed(m.value)
        if x.width is not None and x.width <= WIDE
        else words("to", language, low=signed(x.low), high=signed(x.high))
        if x.low is not None and x.high is not None
        else "?"
        for m, x in zip(measured, spans, strict=True)
    ]


def signed(x: Decimal) -> str:
    """A number of points with its sign."""
    return f"{x:+.1f}".replace("-", "−")


def percent(x: Interval, language: Language, most: int = 1) -> str:
    """A percentage; where one end is open, more or less than the other."""
    if x.high is None and x.low is not None:
        return words("more-than", language, low=f"{x.low.normalize():f}%")
    if x.low is None and x.high is not None:
        return words("less-than", language, high=f"{x.high.normalize():f}%")
    return f"{number(x, max(most, numbers.places(middle(x))) if middle(x) else most)}%"


FIGURES = 3
"""Figures to which a simulated amount is written; it supports no more."""


def amount(value: float, language: Language, currency: str | None = None) -> str:
    """A simulated amount in three figures, in the language's own scale, in a currency (the home pack's unless said)."""
    rounded = Decimal(f"{value:.{FIGURES}g}")
    text: str = numbers_of(language).money(
        Interval(rounded, rounded, True, True), rounded, currency or codes.home_of().currency or "", FIGURES
    )
    return text


def round_mark(value: Decimal, language: Language, currency: str | None) -> str:
    """A round mark in words."""
    text: str = numbers_of(language).round_amount(value, currency or "")
    return text


def share(probability: float, language: Language) -> str:
    """A probability in whole percent; what is nearly none or all is written as that."""
    percent = (Decimal(str(probability)) * 100).quantize(Decimal(1), ROUND_HALF_EVEN)
    if percent < 1 or percent > 99:
        return words("ahead:least" if percent < 1 else "ahead:most", language)
    return f"{percent}%"


def about(panel: Panel, language: Language, before: Panel | None = None) -> dict[str, str]:
    """What sentences on a panel fill in: the trade, its currency and period, how many members are held (`30 of 31 states held`),
    who stands at the last level held, and the period it is compared with."""
    i, last = panel.indicator, when(str(panel.period), language)
    first = {} if before is None else {"first": when(str(before.period), language)}
    key, asked = "held-all" if panel.complete else "held-some", len(panel.members)
    held = words(key, language, codes.home_of(panel.scope), held=len(panel.held), asked=asked)
    filled = "" if panel.complete else words("filled", language, names=listed([codes.name(r, language) for r in panel.missing], language))
    unit = codes.name(i.currency or codes.home_of().currency or "", language, "unit")
    return {"trade": trade(i, language), "unit": unit, "held": held, "filled": filled, "period": last, "last": last, **first}


def trade(i: Indicator, language: Language) -> str:
    """What is measured as a noun: `exports of electric vehicles`."""
    return what(statement("value", None, i, "2000"), language)


def product(code: str, language: Language) -> str:
    """The name of a product as it stands within a sentence."""
    found = codes.name(code, language, "product")
    return lower(found) if language == "en" else found


@dataclass(frozen=True, slots=True)
class Note:
    """One thing to know of an outlook: a code of `notes.csv` and what it speaks of."""

    code: str
    values: dict[str, Any] = field(default_factory=dict)

    @property
    def is_decisive(self) -> bool:
        """Whether it decides what the first year is, or why there is none."""
        return bool(read_words("hinterland.outlook", "notes.csv", "code")[self.code]["decides"])

    def text(self, language: Language = "en", home: Home | None = None) -> str:
        """The note as a sentence without its stop, in the currency of `home` and with what its regions are called (the home pack's unless said)."""
        home = home or codes.home_of()
        values: dict[str, Any] = {k: codes.name(v, language) if k in ("subject", "nation") else v for k, v in self.values.items()}
        if "why" in values:
            values["reason"] = words(f"short:{values['why']}", language, home, **values["held"])
        if "flow" in values:
            values["flow"] = codes.name(values["flow"], language, kind="flow")
        if "sources" in values:
            values |= {"sources": listed(values["sources"], language), "before": values["year"] - 1}
        if "mark" in values:
            values["mark"] = round_mark(values["mark"], language, home.currency)
        if "amount" in values:
            values["amount"] = amount(values["amount"], language, home.currency)
            if "share" in values:
                values["share"] = share(values["share"], language)
        return read_words("hinterland.outlook", "notes.csv", "code")[self.code][language].format(**levels(home, language), **values)
