"""Periods in a text, by the templates of `templates.py`.

`find(...)` gives dated mentions; a mention without a year keeps its months, and the reader decides the year. Calendar days are mentions too, so that their digits are no figures.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from hinterland.codes import Language
from hinterland.reading.lexicon import forms
from hinterland.reading.templates import alternatives, found_in, numerals


@dataclass(frozen=True, slots=True)
class Dated:
    """A mention of time: `kind` names its template's meaning, `year` where one is stated or follows, `months` first and last of the year, `end_year` for spans of years.

    `relative` tells that the year follows from the text's date; `explicit` that it is stated.
    """

    start: int
    end: int
    kind: str
    year: int | None = None
    months: tuple[int, int] | None = None
    end_year: int | None = None
    relative: bool = False


def find(text: str, language: Language, today: date) -> list[Dated]:
    """The mentions of time in a sentence, none overlapping, the longest first where they compete."""
    candidates: list[tuple[int, int, Dated]] = []
    for match, meaning in found_in(text, language):
        made = _meaning(match, meaning, language, today)
        decimal = text[match.end() : match.end() + 1] == "." and text[match.end() + 1 : match.end() + 2].isdigit() and match[0].isdigit()
        if made is not None and match.end() > match.start() and not decimal:
            candidates.append((match.start(), -(match.end() - match.start()), made))
    candidates += [(d.start, d.start - d.end, d) for d in _listed(text, [c[2] for c in candidates], language)]
    candidates += [(d.start, d.start - d.end, d) for _, _, c in candidates for d in _elided(text, c, language)]
    out: list[Dated] = []
    for _, _, made in sorted(candidates, key=lambda c: (c[1], c[0])):
        if all(made.end <= o.start or o.end <= made.start for o in out):
            out.append(made)
    return _with_years(text, sorted(out, key=lambda d: d.start), language, today)


def _listed(text: str, found: list[Dated], language: Language) -> Iterator[Dated]:
    """Years of a list whose last alone has the word: 2023、2024年, 2020—2022年 has its first as well."""
    if language == "en":
        return
    for match in _year_of_list(language).finditer(text):
        if not any(d.start <= match.start() < d.end for d in found):
            yield Dated(match.start(), match.end(), "year", int(match[1]))


def _elided(text: str, last: Dated, language: Language) -> Iterator[Dated]:
    """The quarters or months before the last one of a list that alone has the word: 一、二、三季度, the first, second and third quarters."""
    if last.kind not in ("quarter", "month") or last.months is None:
        return
    length, start, above = last.months[1] - last.months[0] + 1, last.start, last.months[1] // (last.months[1] - last.months[0] + 1)
    while (match := _before_in_list(language).search(text, 0, start)) is not None:
        number = _ordinals(language)[match["n"].lower()]
        if number != above - 1:
            return
        yield Dated(
            match.start("n"), match.end("n"), last.kind, last.year, (length * (number - 1) + 1, length * number), relative=last.relative
        )
        start, above = match.start("n"), number


@cache
def _ordinals(language: Language) -> dict[str, int]:
    """Numbers as they count quarters and months."""
    return {k: int(v) for k, v in forms(language, "ordinal").items()} if language == "en" else numerals(language)


@cache
def _before_in_list(language: Language) -> re.Pattern[str]:
    """A number right before a place, with the mark that joins it to the next member."""
    numbers = alternatives(dict.fromkeys(_ordinals(language), ""), "n")
    marks = "|".join(map(re.escape, sorted(forms(language, "list"), key=len, reverse=True)))
    return re.compile(
        rf"(?<![\w.]){numbers}(?:\s*(?:{marks})\s*)+$" if language == "en" else rf"(?<![\d.]){numbers}(?:{marks})$", re.IGNORECASE
    )


@cache
def _year_of_list(language: Language) -> re.Pattern[str]:
    """A year that another follows in a list."""
    return re.compile(rf"(?<!\d)((?:19|20)\d\d)(?=(?:{'|'.join(map(re.escape, forms(language, 'list')))})(?:19|20)\d\d)")


def _with_years(text: str, found: list[Dated], language: Language, today: date) -> list[Dated]:
    """Months right beside a year are that year's (this year's first eight months, 2024年的前7个月, the first half of last year), and the same time of last year is a year earlier."""
    out: list[Dated] = []
    for d in found:
        last = out.pop() if out else None
        mark = "" if last is None else text[last.end : d.start]
        owns = last is not None and len(mark) <= 3 and mark.strip() in ("", *forms(language, "possessive"))
        is_led = language == "en" and mark.strip().lower() in ("", *forms("en", "part-lead"))
        if last is not None and owns and _is_open(d) and (year := _year_of(text, last, out, language, today)):
            out.append(replace(d, start=last.start, year=year, relative=last.year is None or last.relative))
        elif (
            last is not None and is_led and last.kind == "same" and (d.kind == "yearago" or (d.kind == "relyear" and d.year != today.year))
        ):
            before = d.year if d.year is not None and d.year < today.year - 1 else None
            out.append(replace(last, end=d.end, kind="yearago" if before is None else "sameof", year=before))
        elif last is not None and is_led and _is_open(last) and (year := _year_of(text, d, out, language, today)):
            out.append(replace(last, end=d.end, year=year, relative=True))
        else:
            out += [d] if last is None else [last, d]
    return out


def _is_open(time: Dated) -> bool:
    """Whether a time names months and not their year."""
    return time.year is None and time.months is not None


def _year_of(text: str, time: Dated, before: list[Dated], language: Language, today: date) -> int | None:
    """Which whole year a time is, of "the previous year" the one before that stated last; None where it is none."""
    if forms(language, "year-before").get(text[time.start : time.end].lower()) == "before":
        stated = [d.year for d in before if d.year is not None and not d.relative]
        return (stated[-1] if stated else today.year) - 1
    return time.year if time.kind in ("year", "relyear") else None


def _meaning(match: re.Match[str], meaning: str, language: Language, today: date) -> Dated | None:
    """What a template's match says."""
    groups = match.groupdict()
    start, end = match.span()
    kind, _, argument = meaning.partition(":")
    stated = groups.get("year2") if kind == "quarter" else None
    year = int(stated or groups["year"] or 0) if groups.get("year") else None
    relative = False
    if groups.get("roc"):
        year = FOUNDED + int(groups["roc"])
        if not -30 <= year - today.year <= 1 or groups["roc"] == "100":
            return None
    if groups.get("rely") and kind != "rangeyears":
        year, relative = today.year + int(forms(language, "relyear")[groups["rely"].lower()]), True
    if groups.get("yy") and year is None:
        year = 2000 + int(groups["yy"])
        if not 0 <= year - 2000 <= today.year - 1999:
            return None
    if kind == "shortyear" and _is_duration(match.string, start, end, language):
        return None
    if kind == "rolling":
        return _rolling(groups, start, end, language, year, today)
    if kind == "past":
        return _past(groups, start, end, language, today)
    if kind == "span":
        opens, _, closes = argument.partition("-")
        return Dated(start, end, "yearrange", int(opens), None, int(closes))
    months = _months(groups, kind, language)
    if argument == BOTH and months is not None:
        return _in_split_year(start, end, MEANT.get(kind, kind), year, months, groups.get("yy") or "")
    if kind == "range" and months is not None and months[0] > months[1]:
        if months == (12, 1):
            return None
        return _across(start, end, months, year, match.string, today)
    if kind in ("month", "range", "twomonths", "monthquarter", "halfof", "quarters", "yeartomonth", "lastmonths") and months is None:
        return None
    if kind == "month" and language == "en" and year is None and not match[0][:1].isupper():
        return None
    if kind == "relyear":
        return Dated(start, end, "relyear", today.year + int(argument), None, relative=True)
    if kind == "relmonth":
        index = today.year * 12 + today.month - 1 + int(argument)
        return Dated(start, end, "month", index // 12, (index % 12 + 1,) * 2, relative=True)
    if kind == "relquarter":
        index = today.year * 4 + (today.month - 1) // 3 + int(argument)
        quarter = index % 4
        return Dated(start, end, "quarter", index // 4, (3 * quarter + 1, 3 * quarter + 3), relative=True)
    if kind in ("yearrange", "rangeyears", "yeartomonth"):
        last = today.year + int(forms(language, "relyear")[groups["rely"].lower()]) if groups.get("rely") else int(groups["year2"])
        kind = "rangeyears" if kind == "yeartomonth" else kind
        if (
            language == "zh"
            and year is not None
            and last == year
            and kind == "rangeyears"
            and months is not None
            and months[0] <= months[1]
        ):
            return Dated(start, end, "range", year, months)
        return Dated(start, end, kind, year, months, last) if year is not None and last > year else None
    if kind == "shortyear":
        return Dated(start, end, "year", year)
    if kind == "fiscal":
        if argument == LAST:
            return Dated(start, end, "fiscal", relative=True)
        return Dated(start, end, "fiscal", year, None, year + 1 if argument == BOTH and year is not None else None)
    return Dated(start, end, MEANT.get(kind, kind), year, months, relative=relative)


LAST, BOTH = "last", "both"
"""What the templates say of the fiscal year that ended before a text's date, and of a year that is written with the next one, in either of which it may begin."""


def _in_split_year(start: int, end: int, kind: str, year: int | None, months: tuple[int, int], closes: str) -> Dated | None:
    """Months counted from the beginning of a year that is written with the next one (the first half of 2024-25); None where another than the next stands there."""
    if year is None or int(closes or -1) != (year + 1) % 100:
        return None
    return Dated(start, end, kind, year, months, year + 1)


MEANT = {
    "halfof": "half",
    "quarters": "threequarters",
    "monthquarter": "quarter",
    "quarter1": "quarter",
    "lastquarter": "quarter",
    "janfeb": "ytd",
    "lastmonths": "range",
}
"""The kinds of templates that only spell another one."""


def _rolling(groups: dict[str, str | None], start: int, end: int, language: Language, year: int | None, today: date) -> Dated | None:
    """A span of months that ends in a month named: the 12 months ending June 2010, the three months to March."""
    last = forms(language, "month").get((groups.get("month") or "").lower().rstrip("."))
    if (quarter := _months(groups, "quarter", language)) is not None:
        last = str(quarter[1])
    count = numerals(language).get((groups.get("n") or "12").lower(), 12)
    if last is None or not 1 < count <= 24:
        return None
    if year is None and count <= int(last):
        return Dated(start, end, "range", None, (int(last) - count + 1, int(last)))
    year = year if year is not None else today.year - (int(last) > today.month)
    return _span(start, end, year * 12 + int(last) - count, year * 12 + int(last) - 1)


def _across(start: int, end: int, months: tuple[int, int], year: int | None, text: str, today: date) -> Dated:
    """A span of months that runs into the next year (July to February): the latest one over, that which closes in a year, or opens in one written with the next (2018-19)."""
    opens = NEXT_YEAR.match(text, end) is not None
    closes = today.year - (months[1] >= today.month) if year is None else year + 1 if opens else year
    return Dated(start, end, "rangeyears", closes - 1, months, closes)


NEXT_YEAR = re.compile(r"\s?[-/–]\s?(?:20)?\d\d(?!\d)")
"""What follows a year that is written with the next one."""


def _is_duration(text: str, start: int, end: int, language: Language) -> bool:
    """Whether a number of years says how long and not which: 近10年, 10年来."""
    return text[:start].endswith(tuple(forms(language, "duration-lead"))) or text.startswith(tuple(forms(language, "duration-tail")), end)


def _past(groups: dict[str, str | None], start: int, end: int, language: Language, today: date) -> Dated | None:
    """The months before the present one: the past five months."""
    count = numerals(language).get((groups.get("n") or "").lower())
    now = today.year * 12 + today.month - 1
    return None if count is None or not 1 < count <= 24 else _span(start, end, now - count, now - 1)


def _span(start: int, end: int, first: int, last: int) -> Dated:
    """A span of months, each counted from the year 0."""
    within = first // 12 == last // 12
    return Dated(
        start, end, "range" if within else "rangeyears", first // 12, (first % 12 + 1, last % 12 + 1), None if within else last // 12
    )


FOUNDED = 1911
"""The year before the first of the calendar in which 2025 is 114."""

HALVES = {"half": (1, 6), "half2": (7, 12), "threequarters": (1, 9), "quarter1": (1, 3), "lastquarter": (10, 12), "janfeb": (1, 2)}


def _months(groups: dict[str, str | None], kind: str, language: Language) -> tuple[int, int] | None:
    """The first and last month that a match names."""
    names = forms(language, "month")

    def month(value: str | None) -> int | None:
        if value is None:
            return None
        word = value.lower().rstrip(".")
        return int(names[word]) if word in names else numerals(language).get(word) or int(word)

    if kind in HALVES:
        return HALVES[kind]
    if kind == "monthquarter":
        end = month(groups.get("month"))
        return (end - 2, end) if end is not None and end % 3 == 0 else None
    if kind == "halfof":
        return {1: (1, 6), 2: (7, 12)}.get(numerals(language).get(groups.get("d") or "", 0))
    if kind == "quarters":
        number = groups.get("n") or groups.get("d") or forms(language, "ordinal").get((groups.get("ordinal") or "").lower(), "")
        return {1: (1, 3), 2: (1, 6), 3: (1, 9)}.get(numerals(language).get(number, 0))
    if kind == "yeartomonth":
        end = month(groups.get("month"))
        return None if end is None else (1, end)
    if kind in ("range", "rangeyears", "twomonths"):
        opens = groups.get("month") or groups.get("m") or ("1" if kind == "rangeyears" else None)
        first, last = month(opens), month(groups.get("month2") or groups.get("m2"))
        return None if first is None or last is None or (first > last and kind == "twomonths") else (first, last)
    if kind == "month":
        only = month(groups.get("month") or groups.get("m"))
        return None if only is None else (only, only)
    if kind == "quarter":
        ordinals = forms(language, "ordinal")
        number = groups.get("d") or groups.get("ordinal") or ""
        quarter = numerals(language).get(number.lower()) or int(ordinals.get(number.lower(), 0) or 0)
        return (3 * quarter - 2, 3 * quarter) if 1 <= quarter <= 4 else None
    if kind == "lastmonths":
        many = numerals(language).get((groups.get("n") or "").lower(), 0)
        return (13 - many, 12) if 1 < many < 12 else None
    if kind == "ytd":
        counted = groups.get("n")
        last = month(groups.get("month") or groups.get("m"))
        count = numerals(language).get((counted or "").lower())
        if count is None and last is None:
            return None
        return (1, last or count or 1) if (last or count or 13) <= 12 else None
    return None
