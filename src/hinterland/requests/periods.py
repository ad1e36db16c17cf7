"""Periods as people write them: `2025H1`, `202507`, `July 2025`, `last year`, `since 2020`. Compact forms are templates of `periods.csv`,
prose is the reader's (`reading.dates`); a month without a year takes the request's, else the latest such month, as an assumption."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from itertools import pairwise

from hinterland.codes import Period
from hinterland.reading import dates
from hinterland.reading.lexicon import bounded, forms, lowered
from hinterland.reading.periods import resolved
from hinterland.reading.plain import counted, numerals
from hinterland.requests.vocabulary import LANGUAGES, automaton, characters, records, tails, vocabulary

CENTURY = 2000
FIRST_PLAN = 1956
"""The year that numbers of five-year plans are counted from: the fourteenth began in 2021."""
UNUSABLE = ("wholeyear", "same", "samemonth", "yearago", "monthbefore", "sameof", "date", "shortyear", "fiscal")
"""What prose says of time by pointing elsewhere, which a request has nothing to point at, and days."""
AHEAD = ("nextyears", "by", "within")
"""The meanings of templates that only what is to come has."""
SO_FAR = "sofar"
"""What marks the words for this year so far."""
HALF = 6
"""The months of a half of a year that no word calls the second: half-year trade."""
SAME = -1
"""The months of a pointer at the same period of another year: those of the period beside it."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A mention of time at its place: the period; or the months alone where no year is named; or neither where no period is like that.
    `assumed` tells that the year was not in the request, `ahead` that it is said by a word for what comes next, `shift` how many years from
    the period named beside it one lies that is only called the same period, `against` that a figure is set against it, `short` that it is
    two digits without a mark that they are a year; `meaning` is that of the template it fits."""

    start: int
    end: int
    period: Period | None = None
    months: tuple[int, int] | None = None
    written: str = ""
    assumed: bool = False
    ahead: bool = False
    shift: int = 0
    against: bool = False
    short: bool = False
    meaning: str = ""

    @property
    def invalid(self) -> bool:
        """Whether it is written like a period, but none is like that."""
        return self.period is None and self.months is None


@cache
def _templates() -> tuple[tuple[str, re.Pattern[str]], ...]:
    months = "|".join(sorted((re.escape(m) for m in forms("en", "month")), key=len, reverse=True))
    month, count = r"(?:1[0-2]|0?[1-9])", f"(?:1[0-2]|0?[1-9]|[{numerals()}]{{1,2}})"
    slots = {
        "yyyy": r"(?P<yyyy>(?:19|20)\d\d)", "yyyy2": r"(?P<yyyy2>(?:19|20)\d\d)", "yy": r"(?P<yy>[0-4]\d)", "yy2": r"(?P<yy2>\d\d)",
        "m": f"(?P<m>{month})", "mm": r"(?P<m>0[1-9]|1[0-2])", "m2": f"(?P<m2>{month})", "mm2": r"(?P<m2>0[1-9]|1[0-2])",
        "month": rf"(?P<m>{months})\.?", "month2": rf"(?P<m2>{months})\.?", "mn": f"(?P<m>{count})", "n": f"(?P<m>{count}|{'|'.join(forms('en', 'number'))})",
        "q": r"(?P<q>[1-4])", "q2": r"(?P<q2>[1-4])", "qn": rf"(?P<q>[1-4]|[{numerals()}])", "qn2": rf"(?P<q2>[1-4]|[{numerals()}])", "h": r"(?P<h>[12])",
    }  # fmt: skip
    words = "|".join(sorted(forms("en", "number"), key=len, reverse=True))
    slots["words"] = f"(?P<words>(?:{words})(?:[ -](?:{words}))?)"
    ordinals = {most: "|".join(w for w, n in forms("en", "ordinal").items() if int(n) <= most) for most in (2, 4)}
    slots |= {"o": f"(?P<q>{ordinals[4]})", "oh": f"(?P<h>{ordinals[2]})"}
    slots["half"] = f"(?P<h>{'|'.join(row['form'] for row in records('halves'))})"
    found = []
    for row in records("periods"):
        for form in row["forms"].split(";"):
            head, tail = r"(?<![0-9A-Za-z.])", r"(?![0-9A-Za-z%亿万]|\.\d| %)"
            found.append((row["meaning"], re.compile(head + form.format(**slots) + tail, re.IGNORECASE)))
    return tuple(found)


def stretches(text: str, today: date) -> list[Stretch]:
    """The mentions of time in a plain text, none overlapping, each with its period; two periods that make one (a month here, its year there) are joined."""
    relative = list(_relative(text, today))
    worded = [_without_year(text, s, relative) for s in _worded(text, today)]
    candidates = [*_compact(text, today), *relative, *worded, *_short(text, today)]
    kept: list[Stretch] = []
    open_ended = {s for s in candidates if s.meaning == "since" and any(s.start < o.start < s.end < o.end for o in candidates)}
    candidates = _counted(text, [s for s in candidates if s not in open_ended])
    for one in sorted(candidates, key=lambda s: (s.start - s.end, s.invalid, s.start)):
        if all(one.end <= o.start or o.end <= one.start for o in kept):
            kept.append(one)
    found = _so_far(_widened(text, sorted(kept, key=lambda s: s.start)))
    return _joined(text, _alike(text, _spanned(text, found)), today)


def _counted(text: str, found: list[Stretch]) -> list[Stretch]:
    """Spans of years with the number of these beside them, which is no mention of its own: the five years 2021 to 2025."""
    out = []
    for s in found:
        if s.period is not None and s.period.months > 12 and s.period.whole_years and s.meaning in ("", "years"):
            count = s.period.months // 12
            words = "|".join([str(count), *(word for word, n in forms("en", "number").items() if n == str(count))])
            number = rf"(?:(?:this|these|the|这|前)? ?(?:{words})(?: years?| yrs|个?年)(?: from| between)?)"
            before = re.search(rf"(?<![0-9a-z]){number}[ ,:(（的]*$", text[: s.start], re.IGNORECASE)
            behind = re.match(rf"[ ,(（这的]*{number}", text[s.end :], re.IGNORECASE)
            s = replace(s, start=before.start() if before else s.start, end=s.end + (behind.end() if behind else 0))
        out.append(s)
    return out


def _so_far(found: list[Stretch]) -> list[Stretch]:
    """The year so far up to the one month that is named, where one is: year to date, October 2025."""
    marked = [s for s in found if s.meaning == SO_FAR]
    named = [s for s in found if s not in marked]
    if not marked or len(named) != 1 or named[0].period is None or named[0].period.kind == "year":
        return found
    return [replace(s, period=Period.year_to(named[0].period.end)) for s in found]


def _without_year(text: str, s: Stretch, relative: list[Stretch]) -> Stretch:
    """Months that prose ends with the year it points at, which is then a mention of its own: the first 9 months of last year."""
    year = next((r for r in relative if s.months is not None and s.start < r.start and r.end <= s.end), None)
    return s if year is None else replace(s, end=year.start, written=text[s.start : year.start].rstrip())


@cache
def _between() -> frozenset[str]:
    return frozenset(form for row in records("relative") if row["unit"] in ("upto", "span") for form in row["forms"].split(";"))


def _spanned(text: str, found: list[Stretch]) -> list[Stretch]:
    """Two periods as long as each other with a word such as to between them as the one from the first to the last."""
    out: list[Stretch] = []
    for s in found:
        one, two = out[-1].period if out else None, s.period
        if one is not None and two is not None and text[out[-1].end : s.start].strip().lower() in _between():
            alike = one.months == two.months <= 12 and one.end < two.start
            if alike and (one.months == 12 or one.start % 100 != two.start % 100):  # The same months of two years are compared.
                out[-1] = replace(out[-1], end=s.end, period=Period(one.start, two.end))
                continue
        out.append(s)
    return out


COUNTED = ("top", "many", "one", "above", "below", "number", "nth", "outlook", "brief", "filler", "not")
"""Kinds of words behind which a number is another than a year's."""
BEHIND_SHORT = ("compare", "growth", "balance", "flow", "share", "rank", "subject", "question")
"""Kinds of words before which two digits may be a year's."""
EARLIEST_SHORT = 15
"""The earliest year of the century that two digits alone are taken for."""


def _short(text: str, today: date) -> Iterator[Stretch]:
    """Two digits right behind a word such as a flow, a rate or a place, at the end or before such a word, as a year of the century that has begun."""
    for match in re.finditer(r"(?<=[^\W\d])( ?)(\d\d)(?=[?？!]?$| ?[^\W\d])", text):
        if not EARLIEST_SHORT <= int(match[2]) <= today.year - CENTURY or _is_percent(text, match.end()):
            continue
        before, behind = text[: match.start()].lower(), text[match.end() :].lower().strip(" ?？!")
        word = next((found for n in range(25, 0, -1) if (found := vocabulary().get(before[-n:]))), ())
        after = next((found for n in range(25, 0, -1) if (found := vocabulary().get(behind[:n]))), ())
        named = bool(word) and word[0].kind not in COUNTED
        if not (named or before[-2:].upper() in tails() or before[-1:] in characters()) or not (match[1] or not before[-1:].isascii()):
            continue
        if behind and not (after and after[0].kind in BEHIND_SHORT and (text[match.end()] == " ") == behind[0].isascii()):
            continue
        yield Stretch(match.start(2), match.end(), Period.of_year(CENTURY + int(match[2])), None, match[2], short=True)


def _is_percent(text: str, end: int) -> bool:
    """Whether a word for a hundredth stands behind two digits: 25 percent growth."""
    behind = text[end:].lstrip().lower()
    return any(behind.startswith(form) for language in ("en", "zh") for form in forms(language, "percent"))


@cache
def _up_to() -> re.Pattern[str]:
    words = "|".join(form for row in records("relative") if row["unit"] == "upto" for form in row["forms"].split(";"))
    return re.compile(rf"(?<![A-Za-z])(?:{words}) $", re.IGNORECASE)


def _is_compared(text: str, end: int) -> bool:
    """Whether the word that ends here is a part of one that compares: compared to, next to."""
    before = text[:end].rstrip().lower()
    ending = (before[-n:] for n in range(min(25, len(before)), 0, -1) if not before[-n - 1 : -n].isalnum())
    longest = next((form for form in ending if form in vocabulary()), "")
    return any(m.kind == "compare" for m in vocabulary().get(longest, ()))


def _widened(text: str, found: list[Stretch]) -> list[Stretch]:
    """A month behind a word such as until, with nothing that it could end before that, as the months of its year up to it."""
    out = []
    for n, s in enumerate(found):
        word = _up_to().search(text[: s.start])
        word = None if word is not None and _is_compared(text, word.end()) else word
        before = found[n - 1] if n and word is not None and not text[found[n - 1].end : word.start()].strip() else None
        ends = before is not None and not (before.period is not None and before.period.kind == "year" and s.months is not None)
        if word is not None and not ends and s.period is not None and s.period.kind == "month":
            out.append(replace(s, start=word.start(), period=Period.year_to(s.period.end)))
        elif word is not None and not ends and s.months is not None and s.months[0] == s.months[1] and not s.shift:
            out.append(replace(s, start=word.start(), months=(1, s.months[1])))
        else:
            out.append(s)
    return out


@cache
def _pointers() -> tuple[tuple[int, int, re.Pattern[str]], ...]:
    """Words that point at a period from today: how many months it has, how many such periods from the one that runs, and the words."""
    months = {"year": 12, "quarter": 3, "month": 1, "ytd": 0, "same": -1}
    found = []
    for row in (r for r in records("relative") if r["unit"] in months):
        words = "|".join(sorted(map(re.escape, row["forms"].split(";")), key=len, reverse=True))
        found.append((months[row["unit"]], int(row["offset"]), re.compile(rf"(?<![A-Za-z])(?:{words})(?![A-Za-z])", re.IGNORECASE)))
    return tuple(found)


def _relative(text: str, today: date) -> Iterator[Stretch]:
    """Periods that are named by how far they are from today."""
    for months, offset, pattern in _pointers():
        for match in pattern.finditer(text):
            if months == SAME:
                yield Stretch(match.start(), match.end(), None, (0, 0), match[0], shift=offset)
                continue
            if not months:
                last = Period.of_month(today.year * 100 + today.month).shift(-1)
                yield Stretch(match.start(), match.end(), Period.year_to(last.end), None, match[0], meaning=SO_FAR)
                continue
            first = ((today.year * 12 + today.month - 1) // months + offset) * months
            ends = [m // 12 * 100 + m % 12 + 1 for m in (first, first + months - 1)]
            yield Stretch(match.start(), match.end(), Period(*ends), None, match[0], ahead=offset > 0)


def _alike(text: str, found: list[Stretch]) -> list[Stretch]:
    """Years that stand beside months of another year with nothing but a conjunction between them, as the same months (July 2024 and 2025)."""
    out = list(found)
    for n, (one, two) in enumerate(pairwise(found)):
        between = text[one.end : two.start].strip().lower()
        if one.period is None or two.period is None or not between or between not in vocabulary():
            continue
        if two.period.kind == "year" and one.period.months < 12:
            shift = two.period.start // 100 * 100
            out[n + 1] = replace(two, period=Period(shift + one.period.start % 100, shift + one.period.end % 100))
        elif one.period.kind == "year" and two.period.months < 12 and text[two.start : two.start + 2].isdecimal():
            shift = one.period.start // 100 * 100
            out[n] = replace(one, period=Period(shift + two.period.start % 100, shift + two.period.end % 100))
    return out


def _is_to_come(text: str) -> bool:
    """Whether a word asks what may come, so that a number of years is that of those ahead: can it pass within three years."""
    kinds = {
        m.kind
        for last, form in automaton().iter(lowered(text))
        if bounded(text, last + 1 - len(form), last + 1)
        for m in vocabulary()[form]
    }
    return bool(kinds & {"able", "outlook"})


def _compact(text: str, today: date) -> Iterator[Stretch]:
    for meaning, pattern in _templates():
        for match in pattern.finditer(text):
            if meaning == "within" and not _is_to_come(text):
                continue
            if meaning in ("until", "bare"):
                yield Stretch(match.start(), match.end(), None, (1, HALF if meaning == "bare" else _number(match["m"])), match[0])
                continue
            try:
                period = _made(meaning, match.groupdict(), today)
            except (ValueError, TypeError):
                if meaning in ("years", "months", "span", "quarters", "by"):
                    continue
                period = None
            yield Stretch(match.start(), match.end(), period, None, match[0], ahead=meaning in AHEAD, meaning=meaning)


RECENT = 5
"""Years that recent ones are, where their number isn't given."""


def _made(meaning: str, g: dict[str, str | None], today: date) -> Period | None:
    """The period of a template's match. Raises `ValueError` where none is like that."""
    year, last = _year(g, "yyyy", "yy") or CENTURY, _year(g, "yyyy2", "yy2") or 0
    january, decade, plan = 100 * year + 1, year // 10 * 10, FIRST_PLAN + 5 * (year - CENTURY - 1)
    if (meaning == "years" and not year < last) or (meaning == "by" and year <= today.year):
        raise ValueError
    made: dict[str, Callable[[], Period | None]] = {
        "none": lambda: None,
        "yearsago": lambda: Period.of_year(today.year - _number(g["m"])),
        "lastyears": lambda: Period.of_years(today.year - _number(g["m"]), today.year - 1),
        "recent": lambda: Period.of_years(today.year - RECENT, today.year - 1),
        "nextyears": lambda: Period.of_years(today.year + 1, today.year + _number(g["m"])),
        "by": lambda: Period.of_years(today.year, year),
        "within": lambda: Period.of_years(today.year, today.year + _number(g["m"])),
        "decade": lambda: Period.of_years(decade, decade + 9),
        "plan": lambda: Period.of_years(plan, plan + 4),
        "year": lambda: Period.of_year(year),
        "before": lambda: Period.of_years(min(today.year, year), year),
        "years": lambda: Period.of_years(year, last),
        "since": lambda: Period.of_years(year, max(year, today.year)),
        "quarter": lambda: Period.of_quarter(year, _number(g["q"])),
        "quarters": lambda: Period(january + 3 * _number(g.get("q") or "1") - 3, january + 3 * _number(g.get("q2") or g["m"]) - 1),
        "half": lambda: Period(january + 6 * _half(g["h"]) - 6, january + 6 * _half(g["h"]) - 1),
        "ytd": lambda: Period.year_to(january + _number(g["m"]) - 1),
        "tail": lambda: Period(january + 12 - _number(g["m"]), january + 11),
        "month": lambda: Period.of_month(january + _number(g["m"]) - 1),
        "months": lambda: Period(january + _number(g["m"]) - 1, 100 * (last or year) + _number(g["m2"])),
    }
    return made["months" if meaning == "span" else meaning]()


def _year(g: dict[str, str | None], full: str, short: str) -> int | None:
    """A year of a match in four digits or in two."""
    if (four := g.get(full)) is not None:
        return int(four)
    if words := g.get("words"):
        return CENTURY + sum(map(_number, re.split("[ -]", words)))
    two = g.get(short)
    return None if two is None else CENTURY + int(two)


def _number(word: str | None) -> int:
    """A month, a quarter or a count in digits, in a name or in numerals."""
    word = (word or "").lower()
    named = next((n for kind in ("month", "number", "ordinal") for form in (word, f"{word}.") if (n := forms("en", kind).get(form))), None)
    return int(named) if named else int(word) if word.isascii() else counted(word) or 0


def _half(word: str | None) -> int:
    word = (word or "").lower()
    named = forms("en", "ordinal").get(word)
    return int(named or word) if word.isascii() else next(int(row["half"]) for row in records("halves") if row["form"] == word)


def _worded(text: str, today: date) -> Iterator[Stretch]:
    """What the reader of prose finds, with names of months in capitals as prose has them."""
    written = _month_names().sub(
        lambda m: m[0].capitalize() if m[0] not in forms("en", "may") else m[0], text
    )  # May stays the verb that it may be.
    for language in LANGUAGES:
        for d in dates.find(written, language, today):
            if d.kind in UNUSABLE:
                continue
            if d.kind == "since" and d.year is not None:
                yield Stretch(d.start, d.end, Period.of_years(d.year, max(today.year, d.year)), None, text[d.start : d.end])
                continue
            found = next(resolved(d, today, None), None)
            if found is None:
                continue
            period = Period.parse(found[0])
            if d.year is None and d.months is not None:
                yield Stretch(d.start, d.end, None, d.months, text[d.start : d.end])
            else:
                yield Stretch(d.start, d.end, period, None, text[d.start : d.end])


@cache
def _month_names() -> re.Pattern[str]:
    long = sorted((re.escape(m) for m in forms("en", "month") if len(m) > 2), key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(long)}|q[1-4]|h[12])(?![a-z])")


@cache
def _leads() -> tuple[str, ...]:
    """Words behind which a time is what a figure is set against."""
    return tuple(form for row in records("relative") if row["unit"] == "lead" for form in row["forms"].split(";"))


def _set_against(text: str, found: list[Stretch], today: date) -> list[Stretch]:
    """Times with last year as the year before the period that is named with its year, where a figure of that is set against it: 2025 compared with last year."""
    dated = next((s.period for s in found if s.period is not None and any(c.isdigit() for c in s.written)), None)
    last = Period.of_year(today.year - 1)
    return [
        replace(s, period=dated.shift(-12), against=True)
        if dated is not None
        and s.period == last
        and not any(c.isdigit() for c in s.written)
        and text[: s.start].rstrip().endswith(_leads())
        else s
        for s in found
    ]


def _joined(text: str, found: list[Stretch], today: date) -> list[Stretch]:
    """Months that lack a year with the one year that is named, else with that of the period nearest behind or before, else with the latest that such months have been in."""
    pointing = [s for s in found if s.shift]
    found = [s for s in found if not s.shift]
    bare = [s for s in found if s.months is not None]
    years = [s for s in found if s.period is not None and s.period.kind == "year"]
    ends = [s.months for s in bare if s.months is not None]
    # January beside December is that behind it.
    wraps = min((m for m, _ in ends), default=0) == 1 and max((m for _, m in ends), default=0) == 12
    if len(bare) == 1 and len(years) > 1:
        months = replace(bare[0], period=_of_each(years, bare[0])[0].period, months=None)
        return [*_of_each(years, bare[0]), months, *(s for s in found if s not in years and s not in bare)]
    out = []
    for s in found:
        if s.months is None:
            if not (len(years) == 1 and s is years[0] and bare):
                out.append(s)
            else:
                out.append(replace(s, period=None, months=(0, 0)))
            continue
        first, last = s.months
        dated = [d for d in found if d.period is not None]
        nearest = min(years if len(years) == 1 else dated, key=lambda d: (d.start < s.start, abs(d.start - s.start)), default=None)
        if nearest is not None and nearest.period is not None:
            year, assumed = nearest.period.start // 100, False
        else:
            latest = last if wraps else max(m for _, m in ends)  # Months side by side are of one year.
            year, assumed = today.year if today.month > latest else today.year - 1, True
        out.append(replace(s, period=Period(year * 100 + first, year * 100 + last), months=None, assumed=assumed))
    out = _set_against(text, out, today)
    beside = next((s.period for s in reversed(out) if s.period is not None), None)
    return out + [replace(s, period=beside.shift(12 * s.shift) if beside else None, months=None) for s in pointing]


def _of_each(years: list[Stretch], bare: Stretch) -> list[Stretch]:
    """The same months of each year, where several years and one stretch of months are named."""
    assert bare.months is not None
    ends = [[s.period.start // 100 * 100 + m for m in bare.months] for s in years if s.period is not None]
    return [replace(s, period=Period(*pair)) for s, pair in zip(years, ends, strict=True)]
