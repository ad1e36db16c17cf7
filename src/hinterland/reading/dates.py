"""Periods in a text, by the templates of the lexicon's `patterns.csv`.

A template is literal words with slots: {year}, {month} (a name), {m} (a number), {n} (a count), {d} (a digit or numeral), {ordinal}, {day}, {rely} (a relative year), {yy}; words in
square brackets may be left out, `a|b` are alternatives within them, `?` follows what may be missing. `find(...)` gives dated mentions; a mention without a year keeps its months, and the reader
decides the year. Calendar days are mentions too, so that their digits are no figures.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import Any

import ahocorasick

from hinterland.codes import Language
from hinterland.reading.lexicon import forms, lowered, rows
from hinterland.reading.plain import counted


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


SLOTS = {
    "year": r"(?P<year>(?:19|20)\d\d)", "year2": r"(?P<year2>(?:19|20)\d\d)", "year3": r"(?:19|20)\d\d", "yyyy": r"(?P<year>20\d\d)", "yy": r"(?P<yy>\d\d)", "roc": r"(?P<roc>1[0-3]\d)",
    "m": r"(?P<m>1[0-2]|0?[1-9])", "m2": r"(?P<m2>1[0-2]|0?[1-9])", "day": r"(?P<day>3[01]|[12]\d|0?[1-9])",
}  # fmt: skip


def _alternatives(words: dict[str, str] | list[str], name: str) -> str:
    return f"(?P<{name}>{'|'.join(sorted(map(re.escape, words), key=len, reverse=True))})"


@cache
def _numerals(language: Language) -> dict[str, int]:
    """Numbers in digits and words."""
    words = {str(n): n for n in range(1, 32)}
    if language == "en":
        return words | {form: int(v) for form, v in forms(language, "number").items()}
    digits, tens = list(forms(language, "numeral")), [form for form, value in forms(language, "numeral-ten").items() if value == "10"]
    found = {word: counted(word) for word in (*digits, *tens, *(ten + digit for ten in tens for digit in digits))}
    return words | {word: n for word, n in found.items() if n is not None and n <= 12}


@dataclass(frozen=True, slots=True)
class Template:
    """A template as a pattern, its place among them, what it means, the words and slots without which it matches nowhere, and the one of them that it opens with."""

    number: int
    pattern: re.Pattern[str]
    meaning: str
    needed: frozenset[str]
    opening: str | None

    def matches(self, text: str, starts: Mapping[str, Sequence[int]]) -> Iterator[re.Match[str]]:
        """Where it matches in a text, none overlapping; `starts` are the places of words and slots, the only ones where it is tried if it opens with one."""
        if self.opening is None:
            yield from self.pattern.finditer(text)
            return
        end = 0
        for start in starts[self.opening]:
            if start >= end and (match := self.pattern.match(text, start)) is not None:
                yield match
                end = max(match.end(), start + 1)


@cache
def _templates(language: Language) -> tuple[Template, ...]:
    """The templates of a language in the order of their rows."""
    slots = dict(SLOTS)
    if language == "en":
        slots |= {name: _alternatives(dict(forms(language, "month")), name) + r"\.?" for name in ("month", "month2")}
        slots["ordinal"] = _alternatives({k: v for k, v in forms(language, "ordinal").items() if int(v) <= 4}, "ordinal")
    slots["n"] = _alternatives(dict.fromkeys(_numerals(language), ""), "n")
    slots["d"] = _alternatives({k: "" for k, v in _numerals(language).items() if v <= 4}, "d")
    if language == "zh":
        months = "|".join(sorted((w for w, v in _numerals(language).items() if not w.isdigit() and 0 < v <= 12), key=len, reverse=True))
        slots |= {name: SLOTS[name][:-1] + f"|{months})" for name in ("m", "m2")}
    slots["rely"] = _alternatives(dict(forms(language, "relyear")), "rely")
    flags = re.IGNORECASE if language == "en" else 0
    made = [w for w in rows(language) if w.cls == "pattern"]
    return tuple(
        Template(i, re.compile(_compiled(w.form, slots, language), flags), w.value, needed := _needed(w.form), _opening(w.form, needed))
        for i, w in enumerate(made)
    )


def _opening(template: str, needed: frozenset[str]) -> str | None:
    """The needed slot that a template opens with, None where it opens otherwise."""
    return next((slot for slot in needed if template.startswith(slot) and not template.startswith(f"{slot}?")), None)


def _found(text: str, language: Language) -> Iterator[tuple[re.Match[str], str]]:
    """Where templates match in a text, each with what it means: those alone are tried whose words it has, in the order of their rows."""
    starts: dict[str, list[int]] = {"": []}
    for end, (length, parts) in _parts(language).iter(lowered(text)):
        for part in parts:
            starts.setdefault(part, []).append(end - length + 1)
    for places in starts.values():
        places.sort()
    fitting = [t for part in starts for t in _by_part(language).get(part, ()) if t.needed <= starts.keys()]
    for template in sorted(fitting, key=lambda t: t.number):
        for match in template.matches(text, starts):
            yield match, template.meaning


@cache
def _by_part(language: Language) -> dict[str, list[Template]]:
    """The templates by the longest word or slot that they need, empty where they need none."""
    found: dict[str, list[Template]] = {}
    for template in _templates(language):
        found.setdefault(max(template.needed, key=len, default=""), []).append(template)
    return found


WORDED = {"{month}": "month", "{month2}": "month", "{ordinal}": "ordinal", "{rely}": "relyear"}
"""The class of the words that a slot holds."""


def _needed(template: str) -> frozenset[str]:
    """The words and slots of words that may not be left out: of "first {n} months [of|in] {month}" first, months and {month}."""
    always = re.sub(r"\[[^\]]*\]\??|\\b|[^{}]\?", " ", template).lower()
    return frozenset(part for part in re.findall(r"\{\w+\}|[^\W\d_]+", always) if part[0] != "{" or part in WORDED)


@cache
def _parts(language: Language) -> Any:
    """The automaton over what templates need, each form with the words and slots that it is."""
    found: dict[str, set[str]] = {}
    for part in frozenset().union(*(t.needed for t in _templates(language))):
        for form in forms(language, WORDED[part]) if part in WORDED else (part,):
            found.setdefault(form, set()).add(part)
    made = ahocorasick.Automaton()
    for form, parts in found.items():
        made.add_word(form, (len(form), parts))
    made.make_automaton()
    return made


def _compiled(template: str, slots: dict[str, str], language: Language) -> str:
    """A template as a regular expression."""
    out = []
    for part in re.findall(r"\{\w+\}|\[[^\]]*\]\??|\\b|,\?|\?| |[^{\[\\ ?,]+|,", template):
        if part.startswith("{"):
            out.append(slots[part[1:-1]])
        elif part.startswith("["):
            inner = part.strip("[]?")
            if inner.startswith("{"):
                out.append(f"(?:{slots[inner[1:-1]]})?")
            elif len(inner) > 1 and "|" not in inner and not inner.isalpha() and language == "zh":
                out.append(f"[{re.escape(inner)}]")
            else:
                out.append(f"(?:{'|'.join(map(re.escape, inner.split('|')))})?")
        elif part in ("\\b", ",?"):
            out.append(part)
        elif part == "?":
            out.append("?")
        elif part == " ":
            out.append(r"[\s-]*" if language == "en" else r"\s*")
        else:
            out.append(re.escape(part))
    pattern = "".join(out)
    if language == "en":
        return rf"(?<![\w.]){pattern}(?!\w)"
    return rf"(?<![\d.])(?<!\d,){pattern}" if pattern.startswith("(?P") else pattern


def find(text: str, language: Language, today: date) -> list[Dated]:
    """The mentions of time in a sentence, none overlapping, the longest first where they compete."""
    candidates: list[tuple[int, int, Dated]] = []
    for match, meaning in _found(text, language):
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
    return _with_years(text, sorted(out, key=lambda d: d.start), language)


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
    return {k: int(v) for k, v in forms(language, "ordinal").items()} if language == "en" else _numerals(language)


@cache
def _before_in_list(language: Language) -> re.Pattern[str]:
    """A number right before a place, with the mark that joins it to the next member."""
    numbers = _alternatives(dict.fromkeys(_ordinals(language), ""), "n")
    marks = "|".join(map(re.escape, sorted(forms(language, "list"), key=len, reverse=True)))
    return re.compile(
        rf"(?<![\w.]){numbers}(?:\s*(?:{marks})\s*)+$" if language == "en" else rf"(?<![\d.]){numbers}(?:{marks})$", re.IGNORECASE
    )


@cache
def _year_of_list(language: Language) -> re.Pattern[str]:
    """A year that another follows in a list."""
    return re.compile(rf"(?<!\d)((?:19|20)\d\d)(?=(?:{'|'.join(map(re.escape, forms(language, 'list')))})(?:19|20)\d\d)")


def _with_years(text: str, found: list[Dated], language: Language) -> list[Dated]:
    """Months right behind a year are that year's: this year's first eight months, 2024年的前7个月."""
    out: list[Dated] = []
    for d in found:
        before = out[-1] if out else None
        if (
            before is not None
            and before.year is not None
            and before.kind in ("year", "relyear")
            and d.year is None
            and d.months is not None
            and text[before.end : d.start].strip() in ("", *forms(language, "possessive"))
            and d.start - before.end <= 3
        ):
            out[-1] = replace(d, start=before.start, year=before.year, relative=before.relative)
        else:
            out.append(d)
    return out


def _meaning(match: re.Match[str], meaning: str, language: Language, today: date) -> Dated | None:
    """What a template's match says."""
    groups = match.groupdict()
    start, end = match.span()
    year = int(groups["year"]) if groups.get("year") else None
    relative = False
    if groups.get("roc"):
        year = FOUNDED + int(groups["roc"])
        if not -30 <= year - today.year <= 1 or groups["roc"] == "100":
            return None
    if groups.get("rely"):
        year, relative = today.year + int(forms(language, "relyear")[groups["rely"].lower()]), True
    if groups.get("yy") and year is None:
        year = 2000 + int(groups["yy"])
        if not 0 <= year - 2000 <= today.year - 1999:
            return None
    kind, _, argument = meaning.partition(":")
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
    words = match[0].lower()
    if kind == "month" and language == "en":
        if year is None and not match[0][:1].isupper():
            return None
        if year is None and " year" in words:
            year, relative = (
                today.year + (-1 if any(w in words for w in forms(language, "relyear") if forms(language, "relyear")[w] == "-1") else 0),
                True,
            )
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
        last = int(groups["year2"])
        kind = "rangeyears" if kind == "yeartomonth" else kind
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
    count = _numerals(language).get((groups.get("n") or "12").lower(), 12)
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
    count = _numerals(language).get((groups.get("n") or "").lower())
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
        return int(names[word]) if word in names else _numerals(language).get(word) or int(word)

    if kind in HALVES:
        return HALVES[kind]
    if kind == "monthquarter":
        end = month(groups.get("month"))
        return (end - 2, end) if end is not None and end % 3 == 0 else None
    if kind == "halfof":
        return {1: (1, 6), 2: (7, 12)}.get(_numerals(language).get(groups.get("d") or "", 0))
    if kind == "quarters":
        return {2: (1, 6), 3: (1, 9)}.get(_numerals(language).get(groups.get("n") or "", 0))
    if kind == "yeartomonth":
        end = month(groups.get("month"))
        return None if end is None else (1, end)
    if kind in ("range", "rangeyears", "twomonths"):
        first, last = month(groups.get("month") or groups.get("m")), month(groups.get("month2") or groups.get("m2"))
        return None if first is None or last is None or (first > last and kind == "twomonths") else (first, last)
    if kind == "month":
        only = month(groups.get("month") or groups.get("m"))
        return None if only is None else (only, only)
    if kind == "quarter":
        ordinals = forms(language, "ordinal")
        number = groups.get("d") or groups.get("ordinal") or ""
        quarter = _numerals(language).get(number.lower()) or int(ordinals.get(number.lower(), 0) or 0)
        return (3 * quarter - 2, 3 * quarter) if 1 <= quarter <= 4 else None
    if kind == "lastmonths":
        many = _numerals(language).get((groups.get("n") or "").lower(), 0)
        return (13 - many, 12) if 1 < many < 12 else None
    if kind == "ytd":
        counted = groups.get("n")
        last = month(groups.get("month") or groups.get("m"))
        count = _numerals(language).get((counted or "").lower())
        if count is None and last is None:
            return None
        return (1, last or count or 1) if (last or count or 13) <= 12 else None
    return None
