"""Base periods: what a rate of growth or a multiple is set against where that is not the year before.

A base is given by a comparator (from 2019, 比2019年), by its month or quarter (month on month, 环比), by a stretch of years (2019 to 2025, in
five years), or as the owner of a multiple (twice the 2019 level, 2019年的三倍).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from hinterland.codes import Period
from hinterland.models import Claim
from hinterland.reading.confidence import Decision
from hinterland.reading.document import Document, Target
from hinterland.reading.lexicon import forms
from hinterland.reading.mentions import Mention, Parsed, once_a_target
from hinterland.reading.periods import ends_in, resolved, spelled
from hinterland.reading.relations.words import Found, gap, is_of_first, is_own_month, rate_base, right_before, right_behind, said

OWNED = 6
"""Maximum words (in Chinese characters) between a multiple and the period that it is a multiple of."""
FIRST_YEAR = re.compile(r"(?:19|20)\d\d")


def periods_of(document: Document, decision: Decision, claim: Claim) -> tuple[str | None, str | None]:
    """The period and the base of a claim of growth, of a multiple or of a compound rate.

    The period is the likeliest that isn't the base itself; the base is None where it is the year before, or none is given.
    What grew since a year and names no other has grown up to the last full year before the text.
    """
    target, op = decision.target, claim.indicator.op
    parsed = document.parsed[target.sentence]
    if rate_base(parsed, target.start) is not None or (op != "cagr" and decision.slots.get("period", "") is None):
        return claim.period, None
    only: Period | None = None
    named = [claim.period, *(value for value, _ in decision.others.get("period", ()))]
    for value in dict.fromkeys(v for v in named if v is not None):
        period = Period.parse(value)
        if op == "cagr":
            if (year := compound_base(parsed, target, period)) is not None:
                return value, year
            continue
        if period.whole_years and period.months > 12 and any(True for _ in _spans(parsed, target, period)):
            last, first = Period.of_year(period.end // 100), Period.of_year(period.start // 100)
            return str(last), None if first == last.year_before() else str(first)
        base = next(_bases(parsed, target, period, op), None)
        if base != period:
            usual = base is None or base == period.year_before() or base.start >= period.start
            return value, None if usual else str(base)
        only = only or base
    if only is None or op != "multiple":
        return claim.period, None
    until = Period.of_year(document.today.year - 1)
    up_to_now = only.whole_years and only.end < until.start and _since(parsed, target) is not None
    return str(until) if up_to_now else None, str(only)


def _bases(parsed: Parsed, target: Target, period: Period, op: str) -> Iterator[Period]:
    """The bases that a sentence gives a figure, the surest first."""
    if (before := _period_before(parsed, target)) is not None:
        if before.cls == "yearago":
            yield period.year_before()
        else:
            yield period.previous() if period.months == 1 or (period.months == QUARTER and before.cls == "monthago") else period
    if op == "multiple" and (owner := _owner(parsed, target)) is not None:
        yield from made(parsed, owner, period)
    if (compared := _compared(parsed, target)) is not None:
        yield from made(parsed, compared, period)
    yield from _spans(parsed, target, period)
    if (since := _since(parsed, target)) is not None:
        yield from made(parsed, since, period)
    if (level := _level_behind(parsed, target) or _from_level(parsed, target)) is not None:
        yield from made(parsed, level, period)
    if period.whole_years:
        if (years := _years(parsed, target)) is not None and years < period.end // 100:
            yield Period.of_year(period.end // 100 - years)
        if op == "multiple" and target.figure is not None and target.figure.words:
            yield from _two_levels(parsed, target, period)


def period_apart(parsed: Parsed, decision: Decision, claim: Claim, since: Mention | None) -> str | None:
    """A claim's period, the likeliest that isn't the time since which something is so; None where only that is left."""
    if since is None or since.time is None or since.time.year is None:
        return claim.period
    began = Period.of_year(since.time.year) if since.time.months is None else Period.parse(spelled(since.time.year, since.time.months))
    named = [claim.period, *(value for value, _ in decision.others.get("period", ()))]
    return next((value for value in named if value is not None and Period.parse(value).start > began.start), None)


def made(parsed: Parsed, mention: Mention, period: Period) -> Iterator[Period]:
    """The base period that a mention of time means for a claim's period: a year's same months where it says so, else what it names."""
    time = mention.time
    if time is None or time.kind == "date":
        return
    words = parsed.written(mention)
    stated = FIRST_YEAR.search(words)
    if time.kind in ("monthbefore",) or (time.kind == "month" and time.relative):
        yield period.previous()
    elif time.kind == "yearago":
        yield period.shift(12 * (int(stated[0]) - period.end // 100)) if stated else period.year_before()
    elif (months := time.months or _month_in(parsed, mention)) is not None:
        yield _latest(time.year, months, period)
    elif time.kind == "relyear" and time.year is not None and time.year >= period.end // 100:
        yield period.year_before()
    elif time.kind == "fiscal" and not period.whole_years and (ends := ends_in(time, parsed.nation)):
        yield period.shift(12 * (ends - period.end // 100))
    elif time.year is not None:
        year = Period.of_year(time.year)
        told = right_behind(parsed, mention.end, "whole-year") is not None or said_in(parsed, mention, "whole-year")
        # A part of a year is set against the same months of years further back (45.9% more than in 2019).
        whole = period.whole_years or told or (stated is not None and time.year == period.end // 100 - 1)
        beside = right_behind(parsed, mention.end, "same-period") or right_before(parsed, mention.start, "same-period", "same-link")
        same = beside is not None or time.kind == "sameof" or said_in(parsed, mention, "same-period") or is_of_rate(parsed, mention)
        yield period.shift(12 * (time.year - period.end // 100)) if same or not whole else year


def is_of_rate(parsed: Parsed, mention: Mention) -> bool:
    """Whether a bare English year is that of the amount which a rate and its level are set against, and so of the same months: 16% lower at 9.6 billion from 11.4 billion in 2018."""
    if parsed.language != "en" or mention.time is None or mention.time.kind != "year":
        return False
    figures = [m for m in parsed.mentions if m.figure is not None and m.end <= mention.start and m.clause == mention.clause][-3:]
    if [m.figure.dimension for m in figures if m.figure is not None] != ["percent", "money", "money"]:
        return False
    led = right_before(parsed, figures[-1].start, "base-lead") is not None
    return led and parsed.between(figures[-1], mention) in forms("en", "within")


def _month_in(parsed: Parsed, mention: Mention) -> tuple[int, int] | None:
    """The month that stands in the words of a time since which something is so: since March 2018."""
    if mention.time is None or mention.time.kind != "since":
        return None
    names = forms(parsed.language, "month")
    months = [int(names[w.rstrip(".")]) for w in parsed.written(mention).lower().split() if w.rstrip(".") in names]
    return (months[0], months[0]) if months else None


def said_in(parsed: Parsed, mention: Mention, cls: str) -> bool:
    """Whether a form of a class stands within a mention."""
    return any(mention.start <= s.start and s.end <= mention.end for s in said(parsed, cls))


def _latest(year: int | None, months: tuple[int, int], period: Period) -> Period:
    """The months of a year stated, else the latest that end before a period begins."""
    if year is not None:
        return Period.parse(spelled(year, months))
    last = period.start // 100
    found = Period.parse(spelled(last, months))
    return found if found.end < period.start or found == period else found.year_before()


QUARTER = 3
"""Months of a quarter, the longest period that is set against the one before it."""


def _period_before(parsed: Parsed, target: Target) -> Found | None:
    """The word that sets a figure against the year before or the period before: 同比, 环比, month on month."""
    clause = parsed.sentence.clause(target.start)
    # A word that begins within a time is none: 2019年增长 has no 年增.
    times = [m for m in parsed.mentions if m.time is not None]
    words = [w for w in said(parsed, "month-before", "monthago", "yearago") if not any(m.start < w.start < m.end for m in times)]
    words = [w for w in words if parsed.language == "zh" or w.cls == "yearago" or not is_own_month(parsed, w, target.start, target.end)]
    before = [w for w in words if parsed.sentence.clause(w.start) == clause and w.end <= target.start]
    if parsed.language == "zh" and len(before) > 1 and parsed.text[before[-2].end : before[-1].start] in forms("zh", "list"):
        # One figure each: 同比和环比分别下降3%和2%.
        starts = [m.start for m in figures_listed(parsed, target)]
        return before[-2:][starts.index(target.start)] if len(starts) == len(before[-2:]) else before[-1]
    if parsed.language == "en" and _compared(parsed, target) is not None:
        # Words right behind an earlier figure are that one's: up 6% year on year and 22% over 2019.
        before = [w for w in before if not any(f.end <= w.start and gap(parsed, f.end, w.start) <= 1 for f in _figures(parsed, 0, w.start))]
    after = [
        w
        for w in words
        if parsed.sentence.clause(w.start) == clause and w.start >= target.end and not _figures(parsed, target.end, w.start, target)
    ]
    near = [*before[-1:], *after[:1]] if parsed.language == "zh" else [*after[:1], *before[-1:]]
    if not near and right_before(parsed, target.start, "rate", "rate-down"):
        near = [w for w in words if parsed.sentence.clause(w.start) == clause - 1][-1:]
    return near[0] if near else None


def _figures(parsed: Parsed, start: int, end: int, target: Target | None = None) -> list[Mention]:
    """The figures of a stretch of a sentence, those aside that are listed with a target: 5.9% and 22.9%."""
    mates = [] if target is None else figures_listed(parsed, target)
    return [m for m in parsed.mentions if m.figure is not None and start <= m.start < end and m not in mates]


def figures_listed(parsed: Parsed, target: Target) -> list[Mention]:
    """The figures that stand in one list with a target."""
    figures = [m for m in parsed.mentions if m.figure is not None]
    at = next((i for i, m in enumerate(figures) if m.start == target.start), None)
    if at is None:
        return []
    low = high = at
    while low > 0 and gap(parsed, figures[low - 1].end, figures[low].start) <= LIST_GAP:
        low -= 1
    while high + 1 < len(figures) and gap(parsed, figures[high].end, figures[high + 1].start) <= LIST_GAP:
        high += 1
    return figures[low : high + 1]


LIST_GAP = 2
"""Maximum words (in Chinese characters) between figures of one list."""


def _times(parsed: Parsed) -> list[Mention]:
    return [m for m in parsed.mentions if m.time is not None and m.time.kind not in ("date", "same", "wholeyear", "samemonth")]


def is_led(parsed: Parsed, mention: Mention) -> bool:
    """Whether a comparator leads to a mention of time."""
    return _lead(parsed, mention) is not None


@once_a_target
def _lead(parsed: Parsed, mention: Mention) -> Found | None:
    """The comparator that leads to a mention of time: from 2019, 较2019年, compared with the same period of 2019."""
    place = mention.start
    for _ in range(LINKS):
        if (lead := right_before(parsed, place, "base-lead")) is not None:
            time = mention.time
            if time is not None and lead.value == "from" and time.kind == "range" and time.year is None:
                return None  # rose 5% from Jan-Aug
            return None if time is not None and lead.value == "years" and time.months is not None else lead
        link, flow = right_before(parsed, place, "base-link", "same-link"), parsed.before(place)
        if link is None and (flow is None or not flow.is_a("flow") or not parsed.is_blank(flow.end, place)):
            return None
        place = flow.start if link is None and flow is not None else link.start if link is not None else place
    return None


LINKS = 5
"""Maximum words between a comparator and its time: from its export level in 2008."""


def _compared(parsed: Parsed, target: Target) -> Mention | None:
    """The time that a comparator sets a figure against: behind it in its clause, or before it with no other figure between."""
    clause = parsed.sentence.clause(target.start)
    led = [
        m for m in _times(parsed) if m.time is not None and m.time.kind not in ("yearrange", "rangeyears", "since") and is_led(parsed, m)
    ]
    bracket = BRACKET.match(parsed.text, target.end)  # An increase of 31 percent (7.7 billion) from 2008.
    own = (clause, clause if bracket is None else parsed.sentence.clause(bracket.end()))
    after = [m for m in led if m.start >= target.end and m.clause in own and not _figures(parsed, target.end, m.start, target)]
    # Behind "but" something else is compared: rose 3% but stayed below its level of 2019.
    after = [m for m in after if not any(target.end <= w.start < m.start for w in said(parsed, "while"))]
    # What a Chinese time "was" is its own figure: 对比8月为8.7%.
    led = [m for m in led if parsed.language == "en" or parsed.between(m, target) not in forms("zh", "is-verb")]
    before = [m for m in led if m.end <= target.start and m.clause >= clause - 1 and not _others(parsed, m, target)]
    before = [m for m in before if (m.clause == clause and parsed.language == "zh") or (_opens(parsed, m) and is_compared(parsed, m))]
    near = [*before[-1:], *after[:1]] if parsed.language == "zh" else [*after[:1], *before[-1:]]
    return near[0] if near else None


BRACKET = re.compile(r"\s?\([^()]*\)\s?")


def _others(parsed: Parsed, time: Mention, target: Target) -> list[Mention]:
    """The figures between a time and a target, the level that the time owns aside: 较2023年的6449.7亿元下降4.2%."""
    between = _figures(parsed, time.end, target.start, target)
    money = between[0].figure is not None and between[0].figure.dimension in ("money", "quantity") if between else False
    return between[1:] if money and right_before(parsed, between[0].start, "possessive") else between


def is_compared(parsed: Parsed, time: Mention, leads: Sequence[str] = ("compare",)) -> bool:
    """Whether a comparator of some values, else one that may open a sentence, leads to a time, which "from" may not: compared with 2019."""
    lead = _lead(parsed, time)
    return lead is not None and lead.value in leads


def _from_level(parsed: Parsed, target: Target) -> Mention | None:
    """The time of the level that something moved from, none of the target itself: from 70.2 billion yuan in 1997, 由2012年的7302.9亿元."""
    found = None
    for m in _times(parsed):
        amount = next((f for f in reversed(_figures(parsed, 0, m.start)) if gap(parsed, f.end, m.start) <= 1), None)
        if amount is not None and (amount.start == target.start or amount.is_figure("percent")):
            continue
        start = m.start if parsed.language == "zh" or amount is None else amount.start
        near = abs(parsed.sentence.clause(target.start) - m.clause) <= 1 and (parsed.language == "zh" or amount is not None)
        if near and right_before(parsed, start, "start-lead") is not None and m.time is not None and m.time.kind != "yearrange":
            owned = parsed.language == "en" or (right_behind(parsed, m.end, "possessive") is not None and m.end <= target.start)
            found = m if owned else found
    return found


def _level_behind(parsed: Parsed, target: Target) -> Mention | None:
    """The time of the amount behind a figure that a comparator sets it against: 19.6% below the $25.5 million of 2019."""
    amount = next((m for m in parsed.mentions if m.figure is not None and m.start >= target.end), None)
    if amount is None or amount.figure is None or amount.figure.dimension not in ("money", "quantity") or _lead(parsed, amount) is None:
        return None
    behind = (m for m in _times(parsed) if m.start >= amount.end and gap(parsed, amount.end, m.start) <= OF_LEVEL)
    return next(behind, None) if gap(parsed, target.end, amount.start) <= TO_LEVEL else None


TO_LEVEL, OF_LEVEL = 4, 2
"""Maximum words between a figure and the amount that it is set against, and between that and its time."""


def _opens(parsed: Parsed, time: Mention) -> bool:
    """Whether a clause says nothing but what is compared with: compared with 2019, exports rose; 与2019年相比，出口增长."""
    low = parsed.sentence.clauses[time.clause]
    high = next((c for c in parsed.sentence.clauses if c > time.start), len(parsed.text))
    return gap(parsed, low, time.start) <= OWNED and gap(parsed, time.end, high) <= OWNED


def _since(parsed: Parsed, target: Target) -> Mention | None:
    """The time since which something grew: has risen 24% since 2019, 2019年以来增长24%."""
    clause = parsed.sentence.clause(target.start)
    for m in _times(parsed):
        if not is_since(parsed, m) or is_of_first(parsed, m) or m.time is None or m.time.relative:
            continue
        if m.time.kind == "relyear" or m.time.year is None:
            continue
        close = m.start >= target.end and gap(parsed, target.end, m.start) <= 1
        opening = m.end <= target.start and (m.clause == clause or _opens(parsed, m)) and not _figures(parsed, m.end, target.start)
        if close or (opening and not any(o.is_a("record", "first") for o in parsed.mentions if m.end <= o.start < target.start)):
            return m
    return None


def is_since(parsed: Parsed, mention: Mention) -> bool:
    """Whether a mention is a time since which something is so: since 2018, 2018年以来."""
    time = mention.time
    return time is not None and (time.kind == "since" or right_behind(parsed, mention.end, "since") is not None)


def _owner(parsed: Parsed, target: Target) -> Mention | None:
    """The time whose level a multiple is of: 2019年的三倍, 3.5 times that of 2020, twice the 2019 level."""
    for m in _times(parsed):
        if m.time is None or m.time.year is None or m.time.kind in ("yearrange", "rangeyears", "since"):
            continue
        owned = right_behind(parsed, m.end, "possessive") if parsed.language == "zh" and m.end <= target.start else None
        if owned is not None and 0 <= target.start - owned.end <= OWNED and not _figures(parsed, m.end, target.start):
            return m
        if m.start >= target.end and gap(parsed, target.end, m.start) <= OWNED and right_behind(parsed, target.end, "multiple-of"):
            return m if not _figures(parsed, target.end, m.start) else None
    return None


def _spans(parsed: Parsed, target: Target, period: Period) -> Iterator[Period]:
    """The first year of a span of years that ends with a claim's period, with no time of its own nearer: from 2019 to 2025, 2019年至2025年."""
    own = [m for m in _times(parsed) if m.time is not None and m.time.kind in ("year", "relyear")]
    for m in _times(parsed):
        nearer = any(target.end <= o.start < m.start or m.end <= o.start < target.start for o in own)
        if m.time is None or m.time.kind != "yearrange" or m.time.year is None or nearer:
            continue
        if m.time.end_year == period.end // 100:
            yield Period.of_year(m.time.year)


def _years(parsed: Parsed, target: Target) -> int | None:
    """In how many years something grew: doubled in five years, 五年翻一番."""
    clause = parsed.sentence.clause(target.start)
    for m in parsed.mentions:
        if m.figure is None or m.figure.dimension != "thing" or m.figure.value < 2 or not is_years(parsed, m):
            continue
        runs = any(o.is_a("streak") and (abs(o.start - m.end) <= OWNED or o.end == m.start) for o in parsed.mentions)
        near = m.clause == clause or (m.end <= target.start and m.clause == clause - 1 and _opens(parsed, m))
        behind = m.start >= target.end and gap(parsed, target.end, m.start) > 2 and not right_behind(parsed, m.end, "years-back")
        if near and not runs and not behind and not _figures(parsed, min(m.end, target.end), max(m.start, target.start) - 1)[1:]:
            return int(m.figure.value)
    return None


def is_years(parsed: Parsed, mention: Mention) -> bool:
    """Whether a count is one of years."""
    return right_before(parsed, mention.end, "year-noun") is not None or right_behind(parsed, mention.end, "year-noun") is not None


def _two_levels(parsed: Parsed, target: Target, period: Period) -> Iterator[Period]:
    """The year before a claim's one whose level stands before it: 2020年是4294.1亿元，2025年达到8340.1亿元，翻了一番."""
    years = stated_years(parsed, target)
    if len(years) > 1 and years[-1] == period.end // 100 and years[-2] < years[-1]:
        yield Period.of_year(years[-2])


def stated_years(parsed: Parsed, target: Target) -> Sequence[int]:
    """The years that a sentence states before a figure, in order."""
    found = [m for m in _times(parsed) if m.end <= target.start]
    return [m.time.year for m in found if m.time is not None and m.time.year is not None and m.time.kind in ("year", "relyear")]


def compound_base(parsed: Parsed, target: Target, period: Period) -> str | None:
    """The year that a compound rate starts from: the one told, else that of a level, of a plan, before a span, or by the years that it runs."""
    last = period.end // 100
    for base in _compound_bases(parsed, target, period):
        if base < last:
            return str(base)
    return None


def _compound_bases(parsed: Parsed, target: Target, period: Period) -> Iterator[int]:
    """The years that a compound rate may start from, the surest first."""
    for m in _times(parsed):
        if m.time is not None and m.time.kind == "yearrange" and m.time.year is not None:
            through = right_before(parsed, m.start, "base-lead") or not parsed.text[m.start].isdigit()
            yield m.time.year if through else m.time.year - 1
    led = [m for m in _times(parsed) if m.time is not None and m.time.year is not None and (m.time.kind == "since" or is_led(parsed, m))]
    for m in (*reversed([m for m in led if m.end <= target.start]), *led):
        if m.time is not None and m.time.year is not None:
            yield m.time.year
    years = stated_years(parsed, target)
    if len(years) > 1 and all(a < b for a, b in pairwise(years)):
        yield years[0]
    for plan in said(parsed, "plan"):
        yield int(plan.value)
    if period.whole_years and period.months > 12:
        yield period.start // 100 - 1
    if (count := _years(parsed, target)) is not None:
        yield period.end // 100 - count


def measured_from(document: Document, claim: Claim, mention: Mention | None) -> str | None:
    """The period that a figure is measured from; None where its words don't tell which."""
    if mention is None or claim.period is None:
        return None
    own = Period.parse(claim.period)
    if mention.is_a("yearago") or (mention.time is not None and mention.time.kind in ("yearago", "relyear")):
        return _year_before(document, own, mention)
    if mention.time is None or mention.time.kind == "monthbefore":
        year, month = divmod(own.end, 100)
        cumulative = own.months > 1 and own.start == year * 100 + 1 and month > 1
        return f"{year}-01/{year}-{month - 1:02d}" if cumulative else str(own.previous())
    periods = [p for p, _ in resolved(mention.time, document.today, own.start // 100)]
    return next((p for p in periods if p != claim.period and Period.parse(p).end <= own.end), None)


def _year_before(document: Document, own: Period, mention: Mention) -> str | None:
    """The year before a period: its same months, or the whole of it; None where the words count further back or a figure stands before them (two years earlier)."""
    parsed = next((p for p in document.parsed if any(m is mention for m in p.mentions)), None)
    time = mention.time
    if parsed is None or (time is not None and time.kind == "relyear" and time.year not in (None, document.today.year - 1)):
        return None
    if any(m.figure is not None and gap(parsed, m.end, mention.start) == 0 and m.end <= mention.start for m in parsed.mentions):
        return None
    if right_behind(parsed, mention.end, "possessive") is not None:
        return None
    is_whole = right_behind(parsed, mention.end, "whole-year") is not None or said_in(parsed, mention, "whole-year")
    return str(Period.of_year(own.end // 100 - 1) if is_whole else own.year_before())


def is_measured_from(document: Document, claim: Claim, mention: Mention | None) -> bool:
    """Whether the time that a figure is measured from was taken for its own."""
    time = mention.time if mention is not None else None
    if time is None or time.relative or time.kind in ("yearago", "monthbefore", "relyear") or claim.period is None:
        return False
    return claim.period in [p for p, _ in resolved(time, document.today, Period.parse(claim.period).start // 100)][:1]
