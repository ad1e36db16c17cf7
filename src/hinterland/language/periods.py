"""Periods in a text, absolute and relative, read from the document's date.

A mention says which months it means, or that it leans on the text before it (`carry`: "the same period", 同期), or names a base that something is set
against ("than in 2024", 比上年). A month or quarter without a year belongs to the year spoken of, which the reader fills in.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from hinterland.codes import Language, Period
from hinterland.language.dated import is_release

_MONTHS = {
    m: i
    for i, m in enumerate(
        ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"], 1
    )
}
_SHORT = {m[:3]: i for m, i in _MONTHS.items()} | {"sept": 9}
_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December|Jan|Feb|Mar|Apr|Jun|Jul"
    r"|Aug|Sept|Sep|Oct|Nov|Dec)\.?"
)
_YEAR = r"(?:19[89]\d|20[0-6]\d)"
_NUMBER = {
    w: i for i, w in enumerate(["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"], 1)
}
_HAN = {c: i for i, c in enumerate("一二三四五六七八九十", 1)} | {"十一": 11, "十二": 12, "两": 2}


@dataclass(frozen=True, slots=True)
class PeriodMention:
    """A period as mentioned. `period` is set, or `months` (first, last) of a year still to be found, or `back` years from that year.

    `ahead` is the month that many after the last of the period before it: 当月 is 0, 次月 is 1. `to_date` is the year up to the month before it: 累计.
    """

    start: int
    end: int
    text: str
    period: Period | None = None
    months: tuple[int, int] | None = None
    base: bool = False
    carry: bool = False
    back: int | None = None
    alike: int | None = None
    months_back: int | None = None
    ahead: int | None = None
    to_date: bool = False

    def settled(self, year: int, carried: Period | None) -> Period | None:
        """The period meant, given the year spoken of and the period before it."""
        if self.period is not None:
            return self.period
        if self.alike is not None:
            return None if carried is None else carried.shift(12 * (self.alike - carried.end // 100))
        if self.to_date:
            return Period.year_to(carried.end) if carried is not None and carried.months == 1 else carried
        if self.ahead is not None:
            return None if carried is None else Period.of_month(carried.end).shift(self.ahead)
        if self.months is not None:
            return Period(year * 100 + self.months[0], year * 100 + self.months[1])
        if self.months_back is not None and carried is not None:
            return carried.shift(-self.months_back)
        if self.back is not None and carried is not None:
            return carried.shift(-12 * self.back)
        return carried


def year_of(period: Period | None, today: date, months: tuple[int, int] | None = None) -> int:
    """The year that bare months belong to: that of the period spoken of, else the last in which they were over before the document's date."""
    if period is not None:
        return period.end // 100
    return today.year if months is not None and months != (1, 12) and months[1] < today.month else today.year - 1


_EN = re.compile(
    rf"""
    (?<!\w)(?:
    (?P<prev>\b(?:the\s)?end\sof\sthe\s(?:previous|last|preceding)\s(?:planning\scycle|five[-\s]year\s(?:plan|period)|plan(?:ning\speriod)?))
    |(?P<plan>\b1(?P<plann>[0-9])th\sFive[-\u2011\s]Year(?:\sPlan)?(?:\speriod)?|"1[0-9]th\sFive.Year"\speriod)
    |(?P<span>\b(?:between\s)?(?P<sa>{_YEAR})(?:\s?(?:-|–|to|and)\s?(?P<sb>{_YEAR})|[-–](?P<sc>\d\d))\b(?!\.\d))
    |(?P<upto>\b(?:the\s)?(?P<un>two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d\d?)\smonths\s(?:to|through|ended|ending)\s(?:end-)?(?P<um>{_MONTH})(?:\s(?P<uy>{_YEAR}))?\b)
    |(?P<thru>\b(?:(?:in\s)?(?:the\s)?year[-\s]to[-\s]date\s(?:to|through)|(?:in\s|for\s|over\s)?(?:the\s)?year\s(?:to|through|until)|through|until|(?:by|at|to)\s(?:the\s)?end(?:\sof|(?=-))|by(?=\s(?:the\s)?(?:end|{_MONTH}))|up\sto|as\sof)[\s-](?:the\send\sof\s|end-)?(?P<tm>{_MONTH})(?!\s\d{{1,2}}\b)(?:,?\s(?:of\s)?(?P<ty>{_YEAR}|last\syear|this\syear))?\b)
    |(?P<sofar>\b(?:so\sfar\sthis\syear|this\syear\sso\sfar|(?:the\s)?year[-\s]to[-\s]date|since\sthe\s(?:start|beginning)\sof\s(?:the|this)\syear|YTD)\b)
    |(?P<tail>\b(?:the\s)?(?:final|last|closing)\sthree\smonths\sof\s(?:the\syear\b|(?P<tly>{_YEAR}|last\syear|this\syear)))
    |(?P<lastm>\b(?:the\s)?(?:final|last|closing)\smonth\sof\s(?:the\syear\b|(?P<lmy>{_YEAR}|last\syear|this\syear)))
    |(?P<lone>(?:(?<=\bin\s)|(?<=\bfor\s))the\s(?P<lq>first|second|third|fourth)(?=[,.;]|\sand\b|$))
    |(?P<range>\b(?:from\s)?(?P<ra>{_MONTH})\s?(?:-to-|-|–|to|through|and)\s?(?P<rb>{_MONTH})(?:\s(?:period\s)?(?:of\s)?(?P<ry>{_YEAR}))?\b)
    |(?P<brief>\b(?:(?P<bn>[1-4])(?P<bu>[QH])|(?P<bu2>[QH])(?P<bn2>[1-4])(?=[\s'’/]?\d\d\b))[\s'’/]?(?P<by>20\d\d|\d\d)?\b(?![.,%]\d))
    |(?P<quarter>\b(?:the\s)?(?:(?P<q1>first|second|third|fourth|final|last)[-\s]quarter|Q(?P<q2>[1-4]))(?:\s(?:of\s)?(?P<qy>{_YEAR}|last\syear|this\syear))?)
    |(?P<half>\b(?:the\s)?(?:(?P<h1>first|second)[-\s]half|H(?P<h2>[12])|(?P<hm>(?:(?<=\bat\s)|(?<=\bby\s))mid-?year\b))(?:\s(?:of\s)?(?P<hy>{_YEAR}|last\syear|this\syear))?)
    |(?P<firstm>(?:\b(?:the\s)?first\s|(?:(?<=\bfor\s)|(?<=\bover\s)|(?<=\bin\s))the\s(?=(?:seven|eight|nine|ten|eleven)\s))(?P<fm>two|three|four|five|six|seven|eight|nine|ten|eleven|\d\d?)[-\s]months?(?:\s(?:of\s)?(?P<fy>{_YEAR}|last\syear|this\syear|the\syear))?)
    |(?P<firstq>\b(?:the\s)?first\s(?P<fq>two|three)\squarters(?:\s(?:of\s)?(?P<fqy>{_YEAR}|last\syear|this\syear))?)
    |(?P<month>\b(?P<m>{_MONTH})(?P<md>\s\d{{1,2}}(?:st|nd|rd|th)?\b)?(?:,?\s(?:of\s)?(?P<my>{_YEAR}|last\syear|this\syear)\b)?)
    |(?P<alike>\b(?:that|the\ssame)\s(?:months?|quarters?|period|half)\s(?:in|of)\s(?P<ay>{_YEAR})\b)
    |(?P<rel>\b(?:last\smonth|last\syear|this\syear|the\syear\sbefore\slast|the\sprevious\syear|the\sprior\syear|the\syear\sbefore|a\syear\s(?:earlier|before|ago)|(?:a|one)\syear\slater|the\s(?:following|next)\syear|the\syear\safter|(?:a|one|the)\smonth\s(?:earlier|before|ago)|the\s(?:previous|prior|preceding)\smonth|month[-\s]on[-\s]month|the\ssame\s(?:period|month|time|quarter)\s(?:of\s)?(?:last\syear|the\sprevious\syear|a\syear\s(?:earlier|ago)|(?P<samey>{_YEAR}))|the\ssame\s(?:period|months?)|year[-\s]on[-\s]year|y/y|yoy|over\sthe\s(?:full\s|whole\s|entire\s)?year|for\sthe\s(?:full\s|whole\s)?year|in\sthe\syear))
    |(?P<years>(?:(?<=ed\s)|(?<=percent\s)|(?<=per\scent\s)|(?<=%\s)|(?<=fold\s)|(?<=times\s))(?:in|within|over|during)\s(?:the\s(?:past|last)\s|just\s|only\s)?(?P<yn>two|three|four|five|six|seven|eight|nine|ten|\d\d?)\syears\b)
    |(?P<year>(?<![\d.,$])(?:FY\s?)?(?P<y>{_YEAR})(?![\d,]*\d|\.\d|%))
    )
    """,
    re.X | re.I,
)
_BASE_EN = re.compile(
    r"(?:than(?:\sin)?|times(?:\s(?:that|those|the\s(?:level|figure))\s(?:of|in))?|from|against|compared\s(?:with|to)|versus|vs\.?|since|over|relative\sto|below|above|behind"
    r"|\bas\s(?:much|large|big|high|many|great)\s(?:[\w\s]{1,30}?\s)?as\sin"
    r"|on)\s(?:the\s)?(?:(?:same|corresponding)\s(?:period|month)\s(?:in|of)\s)?$",
    re.I,
)
_GAINED = re.compile(
    r"(?:%|\b(?:percent|per cent|pct|points?|yuan|dollars|growth|increase|rise|gain|fall|drop|decline|up|down|times|higher|lower))\sover\s(?:the\s)?$",
    re.I,
)
"""What makes `over` set something against a period; else it means during: `trade grew over the seven months to July`."""

_ZH = re.compile(
    r"""
    (?P<plan>[“"「]?十(?P<plann>[一二三四五])五[”"」]?(?:规划)?(?:时期|期间|末|初|收官之年|开局之年)?)
    |(?P<span>(?P<sa>20\d\d)年?(?:-|—|–|至|到|～)(?P<sb>20\d\d)年)
    |(?P<range>(?:(?P<ry>20\d\d|去|今|上|当)年)?(?P<ra>1[0-2]|[1-9])月?(?:-|—|–|至|到|～)(?P<rb>1[0-2]|[1-9])月份?)
    |(?P<front>(?:(?P<fy>20\d\d|去|今|上|当)年)?[前头](?P<fm>1[01]|[2-9]|[两二三四五六七八九十]|十一)个?月)
    |(?P<quarters>(?:(?P<qsy>20\d\d|去|今|上|当)年)?前(?P<qs>三|3|两|二|2)个?季度)
    |(?P<quarter>(?:(?P<qy>20\d\d|去|今|上|当)年)?第?(?P<q>[一二三四1-4])季度)
    |(?P<half>(?:(?P<hy>20\d\d|去|今|上|当)年)?(?P<h>上半年|下半年))
    |(?P<month>(?:(?P<my>20\d\d|去|今|上|当)年)?(?P<m>1[0-2]|[1-9])月(?:份|当月)?(?P<md>\d{1,2}日)?)
    |(?P<alike>(?P<ay>20\d\d)年同期)
    |(?P<sofar>今年(?:以来|来)(?:累计)?|今年累计|年初以来|年初至今)
    |(?P<todate>累计)
    |(?P<shift>(?<![\d十])(?P<ago>[一两二三四五六七八九十]|1?\d)年前|次年|翌年|第二年)
    |(?P<next>次月|当月|上个?月(?!末))
    |(?P<rel>(?:比|较|与)?(?:上年同期|去年同期|上年同月|同比|上一?年|前一年|同期|全年|年内|当年|去年|今年|前年))
    |(?P<years>(?<!连续)(?<![\d十])(?:过去|近|这)?(?P<yn>[两二三四五六七八九十]|1?\d)年(?:来|间|之间|内|时间)?(?=[^。；\d]{0,14}翻|(?:累计|共)?(?:增长|增加|扩大)了?(?:近|约|逾|超过?)?\d))
    |(?P<year>(?<!\d)(?P<y>20\d\d|199\d)(?:年(?:全年|度)?|(?=(?:、20\d\d)*[、和与及]20\d\d年)))
    """,
    re.X,
)
_BASE_ZH = re.compile(r"(?:比|较|相比|对比|与|自|从|由|相较于|相较)$")


def periods(text: str, language: Language, today: date) -> list[PeriodMention]:
    """The periods of a sentence in order, relative ones read from `today`, the document's date."""
    return list(_chinese(text, today) if language == "zh" else _english(text, today))


def _resolve(word: str | None, today: date) -> int | None:
    if not word:
        return None
    lower = re.sub(r"\s+", " ", word.lower())
    return {
        "last year": today.year - 1,
        "this year": today.year,
        "去": today.year - 1,
        "今": today.year,
        "上": None,
        "当": None,
        "the year": None,
    }.get(lower, int(lower) if lower.isdigit() else None)


_Meaning = tuple[Period | None, tuple[int, int] | None, dict[str, Any]]
"""The period; else its months, of a year to be found; and what else is known: base, carry, back."""


def _english(text: str, today: date) -> Iterator[PeriodMention]:
    for match in _EN.finditer(text):
        start, end = match.span()
        base = bool(_BASE_EN.search(text[:start])) and not _is_during(match, text[:start])
        made = _english_one(match, text, today)
        if made is None:
            continue
        period, months, extra = made
        if extra.get("back") and not text[:start].strip(" \"“'") and text[end : end + 1] == ",":
            extra = {"back": extra["back"]}
        yield PeriodMention(
            start,
            end,
            match[0],
            period,
            months,
            extra.get("base", base),
            extra.get("carry", False),
            extra.get("back"),
            alike=extra.get("alike"),
            months_back=extra.get("months_back"),
        )


def _is_during(match: re.Match[str], before: str) -> bool:
    """Whether `over` before a period means during: at the head of a clause, or before months that are set against no others."""
    if re.search(r"(?:^|[,;:.(])\s?over\s(?:the\s)?$", before, re.I):
        return not match["rel"]
    return bool(re.search(r"\bover\s(?:the\s)?$", before, re.I)) and not (match["rel"] or match["year"] or _GAINED.search(before))


def _english_one(match: re.Match[str], text: str, today: date) -> _Meaning | None:
    def within(first: int, last: int, year: int | None) -> _Meaning:
        return (Period(year * 100 + first, year * 100 + last), None, {}) if year else (None, (first, last), {})

    if match["prev"]:
        return Period.of_year(5 * ((today.year - 2) // 5)), None, {"base": True}
    if match["plan"]:
        number = int(match["plann"] or re.search(r"1(\d)th", match[0])[1])  # type: ignore[index]
        first = 2001 + 5 * number
        ended = re.search(r"end of the(?: previous| last)?\s(?:\"|“)?$", text[: match.start()], re.I)
        return (Period.of_year(first + 4), None, {"base": True}) if ended else (Period.of_years(first, first + 4), None, {"carry": True})
    if match["span"]:
        first, last = int(match["sa"]), int(match["sb"] or match["sa"][:2] + match["sc"])
        if last == first + 1 and re.search(r"\bfrom\s$", text[: match.start()], re.I) and re.search(r"\sto\s", match[0]):
            return Period.of_year(last), None, {"base": False}
        return (Period.of_years(first, last), None, {}) if first < last else None
    if match["upto"]:
        n, last = _NUMBER.get(match["un"].lower()) or int(match["un"]), _month(match["um"])
        if last < n <= 12 and (year := _resolve(match["uy"], today)):
            return Period(year * 100 - 100 + last - n + 13, year * 100 + last), None, {}
        return within(last - n + 1, last, _resolve(match["uy"], today)) if last >= n else None
    if match["thru"]:
        return within(1, _month(match["tm"]), _resolve(match["ty"], today))
    if match["sofar"]:
        return (
            (Period(today.year * 100 + 1, today.year * 100 + today.month - 1), None, {})
            if today.month > 1
            else (None, None, {"carry": True})
        )
    if match["tail"]:
        return within(10, 12, _resolve(match["tly"], today))
    if match["lastm"]:
        return within(12, 12, _resolve(match["lmy"], today))
    if match["lone"]:
        if not re.search(r"\bquarter\b", text[: match.start()], re.I):
            return None
        place = ("first", "second", "third", "fourth").index(match["lq"].lower())
        return within(3 * place + 1, 3 * place + 3, None)
    if match["range"]:
        first, last = _month(match["ra"]), _month(match["rb"])
        return within(first, last, _resolve(match["ry"], today)) if first < last else None
    if match["brief"]:
        number, unit = int(match["bn"] or match["bn2"]), (match["bu"] or match["bu2"]).upper()
        long = 3 if unit == "Q" else 6
        return (
            within(long * (number - 1) + 1, long * number, 2000 + int(match["by"]) % 100 if match["by"] else None)
            if long * number <= 12
            else None
        )
    if match["quarter"]:
        q = {"first": 1, "second": 2, "third": 3, "fourth": 4, "final": 4, "last": 4}.get((match["q1"] or "").lower()) or int(match["q2"])
        return within(3 * q - 2, 3 * q, _resolve(match["qy"], today))
    if match["half"]:
        h = {"first": 1, "second": 2}.get((match["h1"] or "").lower()) or int(match["h2"] or 1)
        return within(1 if h == 1 else 7, 6 if h == 1 else 12, _resolve(match["hy"], today))
    if match["firstm"]:
        n = _NUMBER.get(match["fm"].lower()) or int(match["fm"])
        return within(1, n, _resolve(match["fy"], today)) if n <= 12 else None
    if match["firstq"]:
        return within(1, 3 * _NUMBER[match["fq"].lower()], _resolve(match["fqy"], today))
    if match["month"]:
        if (match["md"] and not match["my"]) or (match["m"].lower() in ("may", "march", "mar", "jan", "dec") and match["m"][:1].islower()):
            return None
        if match["m"] == "May" and not match["my"] and not re.search(r"(?:\bin|\bof|\bfor|\bsince|\bby|'s)\s$", text[: match.start()]):
            return None
        if match["md"] or _is_name(match, text):
            return None
        n = _month(match["m"])
        return within(n, n, _resolve(match["my"], today))
    if match["alike"]:
        return None, None, {"alike": int(match["ay"])}
    if match["rel"]:
        return _relative(match["rel"], match["samey"], today)
    if match["years"]:
        return None, None, {"base": True, "back": _NUMBER.get(match["yn"].lower()) or int(match["yn"])}
    return Period.of_year(int(match["y"])), None, {}


def _is_name(match: re.Match[str], text: str) -> bool:
    """Whether what looks like a month cut short is somebody's name: `Li Jun`, `Jan Smets`."""
    if match["my"] or match["m"].rstrip(".").lower() in _MONTHS or match["m"].endswith("."):
        return False
    before, after = text[: match.start()], text[match.end() :]
    return bool(
        re.search(r"(?:^|[A-Z][a-z]+)\s$", before) and not re.search(r"(?:In|By|For|Since|Until|To|From|Through|Of)\s$", before)
    ) or bool(re.match(r"\s[A-Z][a-z]", after) and not re.search(r"\b(?:in|by|for|since|until|to|from|through|of)\s$", before, re.I))


def _relative(text: str, same_year: str | None, today: date) -> _Meaning:
    lower = re.sub(r"[-\s]+", " ", text.lower())
    if lower == "last month":
        return Period(today.year * 100 + today.month, today.year * 100 + today.month).shift(-1), None, {}
    if lower == "last year":
        return Period.of_year(today.year - 1), None, {}
    if lower == "this year":
        return Period.of_year(today.year), None, {}
    if lower.endswith("year later") or lower in ("the following year", "the next year", "the year after"):
        return None, None, {"back": -1}
    if lower in ("the year before", "the previous year", "the prior year"):
        return None, None, {"back": 1}
    if "month" in lower and "same" not in lower:
        return None, None, {"base": True, "months_back": 1}
    if (
        same_year
        or "earlier" in lower
        or "ago" in lower
        or lower in ("year on year", "y/y", "yoy")
        or lower.startswith("a year")
        or "last year" in lower
    ):
        return None, None, {"base": True, "back": 1}
    if re.fullmatch(r"(?:over|for|in) the (?:full |whole |entire )?year", lower):
        return None, (1, 12), {}
    return None, None, {"carry": True}


def _month(text: str) -> int:
    lower = text.lower().rstrip(".")
    return _MONTHS.get(lower) or _SHORT[lower[:4] if lower.startswith("sept") else lower[:3]]


def _chinese(text: str, today: date) -> Iterator[PeriodMention]:
    yield from _dated_by_bracket(text, list(_each_chinese(text, today)))


_YEAR_ALONE = re.compile(r"[（(](?:以?上?均?为)?20\d\d年(?:全年)?(?:的?(?:数据?|口径|数字|情况))?(?:[，,、；]?下同)?[）)]")


def _dated_by_bracket(text: str, found: list[PeriodMention]) -> Iterator[PeriodMention]:
    """A year alone in brackets is that of the bare months before it: 一季度开局承压（2025年口径）."""
    alone = [m for b in _YEAR_ALONE.finditer(text) for m in found if b.start() < m.start < b.end() and m.period is not None]
    for m in found:
        year = next((a.period.end // 100 for a in alone if a.period and a.start > m.start), None)
        if year and m.months and not m.base:
            yield replace(m, period=m.settled(year, None), months=None)
        elif m in alone and any(x.months and not x.base for x in found if x.start < m.start):
            yield replace(m, period=None, carry=True)
        else:
            yield m


_TOLD_FROM = re.compile(r"[^，。；：:\d]{0,12}(?:里|中|看|来说|而言|上(?![升涨]))")
"""A period behind 从 that is looked at and not counted from: 从去年前8个月的出口单子里."""


def _is_base(text: str, start: int, end: int) -> bool:
    """Whether a Chinese period is one that something is set against."""
    if re.match(r"(?:全年|同期)?的?(?:近|约|逾|超)?[\d.一二两三四五六七八九十]+倍", text[end : end + 12]):
        return True
    return bool(_BASE_ZH.search(text[:start])) and not (text[start - 1 : start] == "从" and _TOLD_FROM.match(text[end:]))


def _each_chinese(text: str, today: date) -> Iterator[PeriodMention]:
    for match in _ZH.finditer(text):
        start, end = match.span()
        base = _is_base(text, start, end)
        made = None if is_release(text, start, end) else _chinese_one(match, today)
        if made is None:
            continue
        if re.match(r"(?:末|底|年底|份)?以来", text[end:]) and not match["sofar"]:
            made = (*made[:2], {**made[2], "carry": True})
        if match["sofar"] and re.search(r"\d月|季度|半年|个月", text):
            made = (None, None, {"to_date": True})
        then = _OPENED.match(text, end) or (match["rel"] in ("上年", "上一年", "前一年") and _MOVED_THEN.match(text, end))
        if match["rel"] and made[2].get("back") and then and _OPENS.search(text[:start]):
            made, base = (None, None, {"back": 1}), False
        if match["rel"] and re.match(r"(?:单月|月度)?(?:最高|最低|新高)", text[end:]):
            made = (None, None, {"carry": True})
        until = re.search(r"截[至止]$", text[:start]) or re.match("[末底]", text[end:])
        if match["month"] and (made[0] or made[1]) and until and re.search(r"今年以来|累计|年初", text):
            made = _year_to(made)
        period, months, extra = made
        yield PeriodMention(
            start, end, match[0], period, months, base or extra.get("base", False), extra.get("carry", False), extra.get("back"),
            alike=extra.get("alike"), ahead=extra.get("ahead"), to_date=extra.get("to_date", False),
        )  # fmt: skip


_OPENS = re.compile(r"(?:^|[，；：。,;])(?:而|但|不过)?在?$")
_OPENED = re.compile(
    r"[，,]|[这该]|(?:则|仅|只|还)?(?:为|是)(?:同比)?(?:增长|下降)(?:近|约|逾)?\d|(?:则|仅|只|还)?(?:为|是|有)(?:近|约|逾)?\d|则(?!增|降)|(?:的|其)?(?:进出口|出口|进口|外贸)(?:[总规额值]|增速|增幅|为)"
)
_MOVED_THEN = re.compile(r"(?:增长|下降)(?:近|约|逾)?\d")
"""What stands around a year before that is spoken of for itself: 而一年前，这个增速只有0.2%; 由降转升，上年下降17.2%."""


def _year_to(made: _Meaning) -> _Meaning:
    period, months, extra = made
    return (Period.year_to(period.end) if period else None, (1, months[1]) if months else None, extra)


def _chinese_one(match: re.Match[str], today: date) -> _Meaning | None:
    def within(first: int, last: int, year: str | None) -> _Meaning:
        known = _resolve(year, today)
        return (Period(known * 100 + first, known * 100 + last), None, {}) if known else (None, (first, last), {})

    if match["plan"]:
        number = {"一": 1, "二": 2, "三": 3, "四": 4, "五": 5}[match["plann"]]
        first = 2001 + 5 * number
        if match["plan"].endswith("末"):
            return Period.of_year(first + 4), None, {"base": True}
        return Period.of_years(first, first + 4), None, {"carry": True}
    if match["span"]:
        first, last = int(match["sa"]), int(match["sb"])
        return (Period.of_years(first, last), None, {}) if first < last else None
    if match["range"]:
        first, last = int(match["ra"]), int(match["rb"])
        return within(first, last, match["ry"]) if first < last else None
    if match["front"]:
        return within(1, _HAN.get(match["fm"]) or int(match["fm"]), match["fy"])
    if match["quarters"]:
        return within(1, 9 if match["qs"] in "三3" else 6, match["qsy"])
    if match["quarter"]:
        q = _HAN.get(match["q"]) or int(match["q"])
        return within(3 * q - 2, 3 * q, match["qy"])
    if match["half"]:
        return within(1, 6, match["hy"]) if match["h"] == "上半年" else within(7, 12, match["hy"])
    if match["month"]:
        return None if match["md"] else within(int(match["m"]), int(match["m"]), match["my"])
    if match["alike"]:
        return None, None, {"alike": int(match["ay"])}
    if match["sofar"]:
        return (Period.year_to(today.year * 100 + today.month - 1) if today.month > 1 else None), None, {}
    if match["todate"]:
        return None, None, {"to_date": True}
    if match["shift"]:
        based = bool(re.match(r"同期", match.string[match.end() :]))
        back = int(match["ago"]) if (match["ago"] or "").isdigit() else _HAN.get(match["ago"] or "", -1)
        return None, None, {"back": back, "base": based}
    if match["years"]:
        return None, None, {"base": True, "back": _HAN.get(match["yn"]) or int(match["yn"])}
    if match["next"]:
        if match["next"].startswith("上"):
            return Period.of_month(today.year * 100 + today.month).shift(-1), None, {}
        return None, None, {"ahead": int(match["next"] == "次月")}
    if match["rel"]:
        word = match["rel"].lstrip("比较与")
        based = word != match["rel"]
        if word == "去年":
            return Period.of_year(today.year - 1), None, {"base": based}
        if word == "今年":
            return Period.of_year(today.year), None, {"base": based}
        if word == "前年":
            return Period.of_year(today.year - 2), None, {"base": based}
        if word == "全年":
            return None, (1, 12), {"base": based}
        if word in ("上年同期", "去年同期", "上年同月", "同比", "上年", "前一年"):
            return None, None, {"base": True, "back": 1}
        return None, None, {"carry": True}
    return Period.of_year(int(match["y"])), None, {}
