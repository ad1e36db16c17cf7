"""Figures in a text: numbers with their scale and unit, in both languages, by the lexicon's tables.

`figures(text, language, taken)` gives the figures of a sentence in order; places in `taken` (dates) are left alone. A figure of a list or range that stands without a unit
takes the unit, and where its size asks for it the scale, of the one behind it. Intervals are half a unit of the last digit either way; hedges move the ends later.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, NamedTuple

from hinterland import codes
from hinterland.codes import Language
from hinterland.reading.lexicon import Forms, Found, forms, forms_in, weighed
from hinterland.reading.plain import counted, language_of, numerals, plain

Dimension = Literal["money", "percent", "points", "ratio", "quantity", "thing", "bare", "ordinal"]

NUMBER = re.compile(
    r"(?<![\w.])(?<!\d )\d{1,3}(?: \d{3})+(?:\.\d+)?(?![\d])"
    r"|(?<![\w.])[+\-]?\d(?:[\d,]*\d)?(?:\.\d+)?(?![\d])"
    r"|(?<=[^\x00-\x7f])[+\-]?\d(?:[\d,]*\d)?(?:\.\d+)?"
    r"|(?:(?<=[$€£¥₹₦A-Za-z])|(?<=[A-Za-z]\.))\d(?:[\d,]*\d)?(?:\.\d+)?"
)
CENTURY = range(1900, 2100)


@dataclass(slots=True)
class Figure:
    """A figure: its place (number with unit), value in base units, the width of its last digit, what it measures and its unit, which the heads of its table may state (`headed`)."""

    start: int
    end: int
    value: Decimal
    precision: Decimal
    dimension: Dimension
    unit: str
    noun: str = ""
    negative: bool = False
    words: bool = False
    headed: bool = False

    @property
    def low(self) -> Decimal:
        """The lower end of what its digits leave open."""
        return self.value - self.precision / 2

    @property
    def high(self) -> Decimal:
        """The upper end of what its digits leave open."""
        return self.value + self.precision / 2


def _skip(text: str, place: int) -> int:
    while place < len(text) and text[place] in " -" and place + 1 < len(text) and text[place + 1] != " ":
        place += 1
    return place


def figures(text: str, language: Language, taken: Sequence[tuple[int, int]] = ()) -> list[Figure]:
    """The figures of a sentence, none overlapping, in order."""
    found = list(_fractions(text, taken))
    used = [*taken, *((f.start, f.end) for f in found)]
    for match in NUMBER.finditer(text):
        if any(s < match.end() and match.start() < e for s, e in used):
            continue
        figure = _figure(text, match, language)
        if figure is not None:
            found.append(figure)
            used.append((figure.start, figure.end))
    found += _in_words(text, language, used)
    found.sort(key=lambda f: f.start)
    _share_units(text, found, language)
    for f in found:
        _limit(f)
    return [f for f in found if not _is_number_of_something_else(text, f)]


TOO_LARGE = Decimal(10) ** 21
"""What is larger than anything stored (a tenth of what a column of amounts holds): larger figures are read as this much, so that any bound refutes them."""
SHARPEST = 24
"""Maximum digits in which a figure is exact."""


def _limit(figure: Figure) -> None:
    """Keep a figure within what can be stored and compared."""
    if abs(figure.value) >= TOO_LARGE:
        figure.value, figure.precision = TOO_LARGE, TOO_LARGE / 100
    elif figure.precision and figure.value:
        figure.precision = max(figure.precision, abs(figure.value).scaleb(-SHARPEST))


FRACTION = re.compile(r"(?<![\d/.,])([1-9])/([2-9]|10)(?![\d/]|\.\d)")


def _fractions(text: str, used: Sequence[tuple[int, int]]) -> Iterator[Figure]:
    """Fractions of a whole in digits: 2/3 of all imports."""
    for match in FRACTION.finditer(text):
        one, two = int(match[1]), int(match[2])
        if one < two and not any(s < match.end() and match.start() < e for s, e in used):
            yield Figure(match.start(), match.end(), Decimal(100) * one / two, Decimal(4), "percent", "percent", words=True)


def figures_in(words: str) -> list[Figure]:
    """The figures of a few words on their own, such as a threshold or a claim's stretch; their places count in the words made plain."""
    folded = plain(words).text
    return figures(folded, language_of(folded))


def _figure(text: str, match: re.Match[str], language: Language) -> Figure | None:
    """The figure whose digits a match holds."""
    if _is_fragment(text, match.start(), match.end(), language):
        return None
    digits = _with_point(match[0].lstrip("+-"))
    if digits.count(".") > 1 or len(digits) > ENDLESS:
        return None
    before = text[match.start() - 1 : match.start()]
    negative = match[0].startswith("-") and not (before.isascii() and before.isalnum())
    start = match.start() + (0 if negative or match[0][0].isdigit() else 1)
    part = _scaled(text, match.end(), Decimal(digits), Decimal(1).scaleb(-len(digits.partition(".")[2])), language)
    words = forms_in(text, language)
    letter = words.at(match.end(), "scale-letter") if words.until(len(text[:start].rstrip(" ")), "currency") else None
    if letter is not None and text[letter.start].isupper():  # ¥2.37T
        part = _Part(letter.end, *(of * Decimal(letter.value) for of in part[1:]))
    figure = _with_unit(text, start, _summed(text, part, language), language, negative)
    if " " in match[0] and figure.dimension == "bare" and figure.unit != "scaled":
        return _figure(text, re.compile(r"\d+").match(text, start) or match, language)
    return figure


ENDLESS = 40
"""Maximum digits of a number that somebody wrote; one that is larger than anything stored is read, and compared with the bounds like any other."""
LETTER = r"[^\W\d_\u3400-\u9fff]"
"""A letter but for Chinese ones, or a numeral that is no plain digit (①, ²)."""
MISTYPED = "OoQDIlSsBZzGbgq"
"""Letters that are typed or scanned for digits."""
PARTED = (
    re.compile(rf"\d(?:[.'·_/^]|[.,]?{LETTER}{{1,2}}[.,]?| ?[×*] ?)\Z|(?![A-Za-z]){LETTER}[.,]?\Z"),
    re.compile(rf"(?:[.'·_/^]|{LETTER}{{1,2}}[.,]?)\d"),
)
"""What stands before and behind digits that are a part of a longer number, or of a code."""
DISGUISED = re.compile(rf"(?<![A-Za-z0-9])[{MISTYPED}]+[.,]?\Z")
"""Letters that look like digits before some."""
ONE_MISTYPED = rf"(?:[{MISTYPED}]|(?![A-Za-z]){LETTER})"
"""The pattern of one that stands where a digit is due."""
GARBLED = re.compile(
    rf"(?<![A-Za-z0-9.]){ONE_MISTYPED}\d*\.\d|\d\.{ONE_MISTYPED}(?![A-Za-z])"
    rf"|(?<![A-Za-z0-9.,])(?:2(?:[Oo]|(?![A-Za-z]){LETTER})\d|(?:19|20){ONE_MISTYPED})\d(?![A-Za-z0-9])"
)
"""A year or a decimal number in which something that looks like a digit stands for one: 2O25, l.3%, 34.S%."""
LONGEST = 6
"""Characters around digits that are looked at."""


def _is_fragment(text: str, start: int, end: int, language: Language) -> bool:
    """Whether digits are a part of what can't be read as one number: letters or marks stand within it, or it begins with a zero."""
    before, behind = PARTED
    head, words = text[max(0, start - LONGEST) : start], forms_in(text, language)
    if before.search(head) is not None or behind.match(text, end) is not None or re.match(r"[+-]?0\d", text[start:end]) is not None:
        return True
    if language == "zh" and head[-1:] in forms("zh", "numeral"):
        return True
    if text[end : end + 1] in MISTYPED and (scale := words.at(end, "scale")) is not None and words.at(_skip(text, scale.end), "scale"):
        return True
    return DISGUISED.search(head) is not None and words.until(start, "currency") is None


def is_garbled(text: str, language: Language) -> bool:
    """Whether a text has a year or a decimal number that can't be read, so that what was taken for it instead stands somewhere else."""
    words = forms_in(text, language)
    return any(words.at(m.start(), "currency") is None for m in GARBLED.finditer(text))


DECIMAL_COMMA = re.compile(r"(\d+),(\d{1,2}|\d{4,})")


def _with_point(digits: str) -> str:
    """Digits without marks between groups; a comma before any number of digits but three is a decimal one."""
    if (match := DECIMAL_COMMA.fullmatch(digits)) is not None:
        return f"{match[1]}.{match[2]}"
    return re.sub("[, ]", "", digits)


class _Part(NamedTuple):
    """A number with the scale words behind it: where they end, its value and the width of its last digit in base units, and its scale."""

    end: int
    value: Decimal
    precision: Decimal
    scale: Decimal


def _scaled(text: str, end: int, value: Decimal, precision: Decimal, language: Language) -> _Part:
    """A number that ends at a place, with the scale words behind it."""
    words, place, factor = forms_in(text, language), end, Decimal(1)
    if language == "zh" and (more := words.at(place, "more")) and text[more.end : more.end + 1]:
        place = more.end
    while scale := words.at(_skip(text, place), "scale"):
        if (unit := words.at(scale.start, "quantity")) is not None and unit.end > scale.end:
            break
        factor *= Decimal(scale.value)
        place = end = scale.end
        if language == "zh" and (more := words.at(place, "more")):
            place = more.end
    return _Part(end, value * factor, precision * factor, factor)


def _summed(text: str, part: _Part, language: Language) -> _Part:
    """A whole number of a scale with the numbers of smaller scales behind it: 2 billion 982 million, 1万亿2345亿."""
    whole = part.value == part.value.to_integral_value() and part.precision == part.scale
    match = SMALLER[language].match(text, part.end)
    if match is None or not whole or part.scale == 1:
        return part
    digits = match[1].replace(",", "")
    more = _scaled(text, match.end(), Decimal(digits), Decimal(1).scaleb(-len(digits.partition(".")[2])), language)
    if more.scale == 1 or more.value >= part.scale:
        return part
    return _summed(text, _Part(more.end, part.value + more.value, more.precision, more.scale), language)


SMALLER = {"en": re.compile(r" (\d[\d,]*(?:\.\d+)?)"), "zh": re.compile(r"(\d[\d,]*(?:\.\d+)?)")}
"""How the number of the next smaller scale follows."""


def _with_unit(text: str, start: int, part: _Part, language: Language, negative: bool = False) -> Figure:
    """The figure of a number, by the unit behind it or the currency before it."""
    end, value, precision, factor = part
    words = forms_in(text, language)
    place = more.end if language == "zh" and (more := words.at(end, "more")) and text[more.end : more.end + 1] else end
    unit_at = _skip(text, place)
    unit = words.at(unit_at, "points", "percent", "timesuffix", "currency", "quantity", "thing")
    if unit is None and language == "en" and factor > 1:
        unit = _behind_adjectives(text, unit_at, words)
    head = words.until(len(text[:start].rstrip(" ")), "currency")
    if unit is not None:
        if unit.cls == "percent" and unit.value == "tenths":
            more = words.at(unit.end, "tenth-more")
            value, precision = (value * 10 + Decimal(more.value), Decimal(1)) if more is not None else (value * 10, precision * 10)
            return Figure(start, unit.end if more is None else more.end, value, precision, "percent", "percent", negative=negative)
        if unit.cls == "percent":
            return Figure(start, unit.end, value, precision, "percent", "percent", negative=negative)
        if unit.cls == "points":
            parts = 100 if unit.value == "basis" else 1
            return Figure(start, unit.end, value / parts, precision / parts, "points", "percentage_point", negative=negative)
        if unit.cls == "timesuffix":
            return Figure(start, unit.end, value, precision, "ratio", "ratio", negative=negative)
        if unit.cls == "currency":
            follow = words.at(unit.end, "currency")
            unit_end, code = (follow.end, follow.value) if follow is not None and follow.value != unit.value else (unit.end, unit.value)
            if head is not None and head.value != codes.home_of().currency:
                start, code = head.start, head.value if code in weighed("shared") and head.value not in weighed("shared") else code
            return Figure(start, unit_end, value, precision, "money", code, negative=negative)
        if head is None:
            if unit.cls != "quantity":
                stop = unit.end if language == "zh" else end
                return Figure(start, stop, value, precision, "thing", "count", noun=text[unit_at : unit.end], negative=negative)
            base, _, times = unit.value.partition(TIMES)
            size = Decimal(times or 1)
            return Figure(
                start, unit.end, value * size, precision * size, "quantity", base, noun=text[unit_at : unit.end], negative=negative
            )
    if head is not None:
        return Figure(head.start, end, value, precision, "money", head.value, negative=negative)
    return Figure(start, end, value, precision, "bare", "scaled" if factor > 1 else "", negative=negative)


ADJECTIVES = re.compile(r"(?:[a-z][a-z-]+ ){1,2}")


def _behind_adjectives(text: str, place: int, words: Forms) -> Found | None:
    """The unit that a number of a scale counts behind one or two further words: 4.95m new vehicles."""
    match = ADJECTIVES.match(text, place)
    ends = (place + m.end() for m in re.finditer(" ", match[0])) if match is not None else ()
    return next((unit for end in ends if (unit := words.at(end, "quantity")) is not None), None)


TIMES = "*"
"""What parts a base unit from how many of it a unit of the lexicon is: tonnes*1000."""


def _in_words(text: str, language: Language, used: list[tuple[int, int]]) -> list[Figure]:
    """Figures written in words: nine states, two thirds, doubled, 九个, 六成, 一半."""
    found = []
    words = forms_in(text, language).every("fraction", "multiplier", "number", "number-scaled")
    for word in sorted(words, key=lambda w: w.start - w.end):
        if not any(s < word.end and word.start < e for s, e in used) and (figure := _worded(text, word, language)) is not None:
            found.append(figure)
            used.append((figure.start, figure.end))
    for match in re.finditer(f"[{numerals()}]+", text) if language == "zh" else ():
        if any(s < match.end() and match.start() < e for s, e in used):
            continue
        number = counted(match[0])
        unit = forms_in(text, language).at(match.end(), "points", "percent", "timesuffix", "thing", "quantity")
        if number is None or unit is None or (unit.cls in ("thing", "quantity") and not number):
            continue
        kinds: dict[str, tuple[Dimension, str, Decimal]] = {
            "percent": ("percent", "percent", Decimal(10) if unit.value == "tenths" else Decimal(1)), "points": ("points", "percentage_point", Decimal(1)),
            "timesuffix": ("ratio", "ratio", Decimal(1)), "thing": ("thing", "count", Decimal(1)), "quantity": ("thing", "count", Decimal(1)),
        }  # fmt: skip
        dimension, name, factor = kinds[unit.cls]
        figure = Figure(match.start(), unit.end, number * factor, factor, dimension, name, noun=text[match.end() : unit.end], words=True)
        found.append(figure)
        used.append((figure.start, figure.end))
    return found


def _worded(text: str, word: Found, language: Language) -> Figure | None:
    """The figure of a fraction, a multiple, or a number word with what it counts: nine states, three percent, half a million tonnes."""
    value = Decimal(word.value)
    if word.cls in ("number", "number-scaled"):
        part = _scaled(text, word.end, value, Decimal(1).scaleb(min(0, int(value.as_tuple().exponent))), language)
        if part.scale > 1 or word.cls == "number-scaled":
            figure = _with_unit(text, word.start, part, language)
            figure.words = True
            return figure if part.scale > 1 or figure.dimension in ("percent", "points") else None
    if word.cls == "fraction":
        places = forms_in(text, language)
        if places.until(word.start - 1, "time-lead") and not places.at(word.end + 1, "part-lead"):
            return None  # Down through three quarters.
        return Figure(word.start, word.end, value, Decimal(4), "percent", "percent", words=True)
    if word.cls == "multiplier":
        return Figure(word.start, word.end, value, Decimal(1), "ratio", "ratio", words=True)
    place = word.end
    while place < len(text) and text[place] in " -":
        place += 1
    unit = forms_in(text, language).at(place, "points", "percent", "timesuffix", "thing")
    if unit is None or unit.cls == "thing":
        noun = re.match(r"[a-z]+", text[place:].lower())
        return Figure(word.start, word.end, value, Decimal(0), "thing", "count", noun=noun[0] if noun else "", words=True)
    dimension: Dimension = "ratio" if unit.cls == "timesuffix" else "points" if unit.cls == "points" else "percent"
    return Figure(word.start, unit.end, value, Decimal(1), dimension, NAMES[dimension], words=True)


NAMES = {"ratio": "ratio", "points": "percentage_point", "percent": "percent"}
"""The units of figures without a currency or a noun."""


def _share_units(text: str, found: list[Figure], language: Language) -> None:
    """Give the figures of a list or range that stand without a unit the unit (and scale) of the one behind, and amounts without a scale its scale: from $5.2 to $6.1 billion."""
    for i in range(len(found) - 2, -1, -1):
        one, two = found[i], found[i + 1]
        if _shortened(text, one, two):
            one.dimension, one.unit = "points", two.unit
        lacks_scale = one.dimension == two.dimension == "money" and one.unit == two.unit and _scale(text, one) == 1
        if (one.dimension != "bare" and not lacks_scale) or two.dimension in ("bare", "thing") or not _joined(text, one, two, language):
            continue
        if one.unit != "scaled" and two.dimension == "money" and two.value:
            factor = _scale(text, two)
            if lacks_scale and not 1 / SHARED_SCALE <= abs(one.value * factor / two.value) <= SHARED_SCALE:
                continue
            one.value, one.precision = one.value * factor, one.precision * factor
        one.dimension, one.unit, one.noun = two.dimension, two.unit, two.noun


SHARED_SCALE = 30
"""Maximum ratio of amounts of a list that share the scale of the last: from $500 to $1 million has two."""


def _scale(text: str, figure: Figure) -> Decimal:
    """The power of ten that a figure's words multiply its digits by."""
    return Decimal(10) ** (figure.precision.adjusted() + _places(text[figure.start : figure.end]))


def _joined(text: str, one: Figure, two: Figure, language: Language) -> bool:
    """Whether nothing but a word or mark of a list or range stands between two figures."""
    joins = forms(language, "join")
    between = text[one.end : two.start].strip().lower()
    words = [w for w in re.split(r"\s+", between) if w]
    return bool(between) and (between in joins or (len(words) <= 2 and all(w.strip(",") in joins or not w.strip(",") for w in words)))


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
