"""Figures in a text: numbers with their scale and unit, in both languages, by the lexicon's tables.

`figures(text, language, taken)` gives the figures of a sentence in order; places in `taken` (dates) are left alone. A figure of a list or range that stands without a unit
takes the unit, and where its size asks for it the scale, of the one behind it. Intervals are half a unit of the last digit either way; hedges move the ends later.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Literal

from hinterland.codes import Language
from hinterland.reading.lexicon import bounded, forms
from hinterland.reading.plain import counted, language_of, numerals, plain

Dimension = Literal["money", "percent", "points", "ratio", "quantity", "thing", "bare", "ordinal"]

NUMBER = re.compile(
    r"(?<![\w.])[+\-]?\d[\d,]*(?:\.\d+)?(?![\d])|(?<=[^\x00-\x7f])[+\-]?\d[\d,]*(?:\.\d+)?|(?<=[$€£¥₹₦A-Za-z])\d[\d,]*(?:\.\d+)?"
)
CENTURY = range(1900, 2100)


@dataclass(slots=True)
class Figure:
    """A figure: its place (number with unit), value in base units, the width of its last digit, what it measures and its unit."""

    start: int
    end: int
    value: Decimal
    precision: Decimal
    dimension: Dimension
    unit: str
    noun: str = ""
    own_unit: bool = True
    negative: bool = False
    words: bool = False

    @property
    def low(self) -> Decimal:
        """The lower end of what its digits leave open."""
        return self.value - self.precision / 2

    @property
    def high(self) -> Decimal:
        """The upper end of what its digits leave open."""
        return self.value + self.precision / 2


@cache
def _longest(language: Language, *classes: str) -> tuple[tuple[str, str, str], ...]:
    """Forms of classes with class and value, the longest first."""
    found = [(form, cls, value) for cls in classes for form, value in forms(language, cls).items()]
    return tuple(sorted(found, key=lambda f: -len(f[0])))


def _at(text: str, lowered: str, place: int, language: Language, *classes: str) -> tuple[int, str, str] | None:
    """The longest form of the classes that begins at a place: its end, class and value."""
    for form, cls, value in _longest(language, *classes):
        if lowered.startswith(form, place):
            end = place + len(form)
            if form.isascii() and form[-1:].isalpha() and end < len(text) and text[end].isascii() and text[end].isalnum():
                continue
            return end, cls, value
    return None


def _before(text: str, lowered: str, place: int, language: Language, *classes: str) -> tuple[int, str, str] | None:
    """The longest form of the classes that ends right before a place (blanks aside): its start, class and value."""
    stop = place
    while stop > 0 and text[stop - 1] == " ":
        stop -= 1
    for form, cls, value in _longest(language, *classes):
        start = stop - len(form)
        if start >= 0 and lowered.startswith(form, start) and bounded(text, start, stop):
            return start, cls, value
    return None


def _skip(text: str, place: int) -> int:
    while place < len(text) and text[place] in " -" and place + 1 < len(text) and text[place + 1] != " ":
        place += 1
    return place


def figures(text: str, language: Language, taken: Sequence[tuple[int, int]] = ()) -> list[Figure]:
    """The figures of a sentence, none overlapping, in order."""
    lowered = text.lower() if len(text.lower()) == len(text) else text
    found: list[Figure] = []
    used = [*taken]
    for match in NUMBER.finditer(text):
        if any(s < match.end() and match.start() < e for s, e in used):
            continue
        figure = _figure(text, lowered, match, language)
        if figure is not None:
            found.append(figure)
            used.append((figure.start, figure.end))
    found += _in_words(text, lowered, language, used)
    found.sort(key=lambda f: f.start)
    _share_units(text, found, language)
    return [f for f in found if not _is_number_of_something_else(text, f)]


def figures_in(words: str) -> list[Figure]:
    """The figures of a few words on their own, such as a threshold or a claim's stretch; their places count in the words made plain."""
    folded = plain(words).text
    return figures(folded, language_of(folded))


def _figure(text: str, lowered: str, match: re.Match[str], language: Language) -> Figure | None:
    """The figure whose digits a match holds."""
    digits = match[0].lstrip("+-").replace(",", "")
    if digits.count(".") > 1 or len(digits) > 18:
        return None
    before = text[match.start() - 1 : match.start()]
    negative = match[0].startswith("-") and not (before.isascii() and before.isalnum())
    start = match.start() + (0 if negative or match[0][0].isdigit() else 1)
    value = Decimal(digits)
    precision = Decimal(1).scaleb(-len(digits.partition(".")[2]))
    end = match.end()
    factor = Decimal(1)
    scaled = False
    place = end
    if language == "zh" and (more := _at(text, lowered, place, language, "more")) and text[more[0] : more[0] + 1]:
        place = more[0]
    while scale := _at(text, lowered, _skip(text, place), language, "scale"):
        factor *= Decimal(scale[2])
        place = end = scale[0]
        scaled = True
        if language == "zh" and (more := _at(text, lowered, place, language, "more")):
            place = more[0]
    unit_at = _skip(text, place)
    unit = _at(text, lowered, unit_at, language, "points", "percent", "timesuffix", "currency", "quantity", "thing")
    if unit is None and language == "en" and unit_at == place and text[place : place + 1] == " ":
        unit = _at(text, lowered, place + 1, language, "points", "percent", "timesuffix", "currency", "quantity", "thing")
    value, precision = value * factor, precision * factor
    head = _before(text, lowered, match.start(), language, "currency")
    if unit is not None:
        unit_end, cls, code = unit
        if cls == "percent":
            if code == "tenths":
                value, precision = value * 10, precision * 10
            return Figure(start, unit_end, value, precision, "percent", "percent", negative=negative)
        if cls == "points":
            if code == "basis":
                value, precision = value / 100, precision / 100
            return Figure(start, unit_end, value, precision, "points", "percentage_point", negative=negative)
        if cls == "timesuffix":
            return Figure(start, unit_end, value, precision, "ratio", "ratio", negative=negative)
        if cls == "currency":
            follow = _at(text, lowered, unit_end, language, "currency")
            if follow is not None and follow[2] != code and follow[1] == "currency":
                unit_end, code = follow[0], follow[2]
            if head is not None and head[2] != "CNY":
                start, code = head[0], head[2] if code in ("CNY", "USD") and head[2] != "USD" else code
            return Figure(start, unit_end, value, precision, "money", code, negative=negative)
        if head is None:
            dimension: Dimension = "quantity" if cls == "quantity" else "thing"
            return Figure(start, unit_end if language == "zh" or cls == "quantity" else end, value, precision, dimension, code if cls == "quantity" else "count",
                          noun=text[unit_at:unit_end], negative=negative)  # fmt: skip
    if head is not None:
        return Figure(head[0], end, value, precision, "money", head[2], negative=negative)
    return Figure(start, end, value, precision, "bare", "scaled" if scaled else "", own_unit=False, negative=negative)


def _in_words(text: str, lowered: str, language: Language, used: list[tuple[int, int]]) -> list[Figure]:
    """Figures written in words: nine provinces, two thirds, doubled, 九个, 六成, 一半."""
    found = []

    def free(start: int, end: int) -> bool:
        return not any(s < end and start < e for s, e in used)

    if language == "en":
        for form, cls, value in _longest(language, "fraction", "multiplier", "number"):
            for match in re.finditer(rf"\b{re.escape(form)}\b", lowered):
                if not free(*match.span()):
                    continue
                if cls == "number":
                    figure = _counted(text, lowered, match, Decimal(value), language)
                elif cls == "fraction":
                    figure = Figure(match.start(), match.end(), Decimal(value), Decimal(4), "percent", "percent", words=True)
                else:
                    figure = Figure(match.start(), match.end(), Decimal(value), Decimal(1), "ratio", "ratio", words=True)
                if figure is not None:
                    found.append(figure)
                    used.append((figure.start, figure.end))
        return found
    for form, cls, value in _longest(language, "fraction", "multiplier"):
        for match in re.finditer(re.escape(form), text):
            if free(*match.span()):
                dimension: Dimension = "percent" if cls == "fraction" else "ratio"
                figure = Figure(
                    match.start(), match.end(), Decimal(value), Decimal(4 if cls == "fraction" else 1), dimension, dimension, words=True
                )
                found.append(figure)
                used.append((figure.start, figure.end))
    for match in re.finditer(f"[{numerals()}]+", text):
        if not free(*match.span()):
            continue
        number = counted(match[0])
        unit = _at(text, lowered, match.end(), language, "points", "percent", "timesuffix", "thing", "quantity")
        if number is None or unit is None or (unit[1] == "thing" and not number):
            continue
        kinds: dict[str, tuple[Dimension, str, Decimal]] = {
            "percent": ("percent", "percent", Decimal(10) if unit[2] == "tenths" else Decimal(1)), "points": ("points", "percentage_point", Decimal(1)),
            "timesuffix": ("ratio", "ratio", Decimal(1)), "thing": ("thing", "count", Decimal(1)), "quantity": ("thing", "count", Decimal(1)),
        }  # fmt: skip
        dimension, name, factor = kinds[unit[1]]
        figure = Figure(match.start(), unit[0], number * factor, factor, dimension, name, noun=text[match.end() : unit[0]], words=True)
        found.append(figure)
        used.append((figure.start, figure.end))
    return found


def _counted(text: str, lowered: str, match: re.Match[str], value: Decimal, language: Language) -> Figure | None:
    """An English number word with what it counts: nine provinces, three percent."""
    place = match.end()
    while place < len(text) and text[place] in " -":
        place += 1
    unit = _at(text, lowered, place, language, "points", "percent", "timesuffix", "thing")
    if unit is not None and unit[1] == "timesuffix":
        return Figure(match.start(), unit[0], value, Decimal(1), "ratio", "ratio", words=True)
    if unit is not None and unit[1] in ("percent", "points"):
        points = unit[1] == "points"
        return Figure(
            match.start(),
            unit[0],
            value,
            Decimal(1),
            "points" if points else "percent",
            "percentage_point" if points else "percent",
            words=True,
        )
    noun = re.match(r"[a-z]+", lowered[place:])
    return Figure(match.start(), match.end(), value, Decimal(0), "thing", "count", noun=noun[0] if noun else "", words=True)


def _share_units(text: str, found: list[Figure], language: Language) -> None:
    """Give the figures of a list or range that stand without a unit the unit (and scale) of the one behind."""
    joins = _longest(language, "join")
    for i in range(len(found) - 2, -1, -1):
        one, two = found[i], found[i + 1]
        if _shortened(text, one, two):
            one.dimension, one.unit, one.own_unit = "points", two.unit, False
        if one.dimension != "bare" or two.dimension in ("bare", "thing"):
            continue
        between = text[one.end : two.start].strip().lower()
        words = [w for w in re.split(r"\s+", between) if w]
        if not (
            between
            and (
                between in {j[0] for j in joins}
                or (len(words) <= 2 and all(w.strip(",") in {j[0] for j in joins} or not w.strip(",") for w in words))
            )
        ):
            continue
        if one.unit != "scaled" and two.dimension == "money" and two.value:
            factor = Decimal(10) ** (two.precision.adjusted() + _places(text[two.start : two.end]))
            one.value, one.precision = one.value * factor, one.precision * factor
        one.dimension, one.unit, one.noun = two.dimension, two.unit, two.noun


def _shortened(text: str, one: Figure, two: Figure) -> bool:
    """Whether a figure's unit is the beginning of the one behind it, of points: 13.5个和11.7个百分点."""
    if two.dimension != "points" or one.dimension not in ("quantity", "thing") or two.start - one.end > 2:
        return False
    units = [text[f.start : f.end].lstrip("+-0123456789.") for f in (one, two)]
    return bool(units[0]) and units[1].startswith(units[0])


def _places(words: str) -> int:
    """The decimal places of the digits in a figure's words."""
    match = re.search(r"\.(\d+)", words)
    return len(match[1]) if match else 0


def _is_number_of_something_else(text: str, figure: Figure) -> bool:
    """Whether bare digits are a code, a version, part of a word or a year, and no figure at all."""
    if figure.dimension != "bare":
        return False
    before, after = text[max(0, figure.start - 1) : figure.start], text[figure.end : figure.end + 1]
    if any(side.isascii() and side.isalpha() for side in (before, after)) or before in tuple("-/#.:") or after in tuple("/:"):
        return True
    return figure.unit != "scaled" and figure.precision == 1 and figure.value in CENTURY and "," not in text[figure.start : figure.end]
