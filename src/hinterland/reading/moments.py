"""When a Chinese figure is of by words that only relate to what stands around: 本月 in a report on the month before, 全年 behind a half-year, 五年来 with a yearly average, 去年7月以来第一次.

`moments(context, target)` gives the period of such a target, with all that the rate of the month before has of the one that is set against it (比上月1.9%的增幅低).
"""

from __future__ import annotations

import re

from hinterland.reading.changes import earlier_of
from hinterland.reading.document import Target
from hinterland.reading.evidence import Context, Decided, Slots
from hinterland.reading.lexicon import forms
from hinterland.reading.lists import CLOSING, OPENING
from hinterland.reading.mentions import Mention, Parsed, once_a_sentence
from hinterland.reading.periods import last_month, spelled, spelled_months
from hinterland.reading.relations.bases import is_since
from hinterland.reading.relations.superlatives import is_within_a_time
from hinterland.reading.relations.words import near, right_before, right_behind, said

SINCE = ("record", "first")
"""Kinds of targets that reach back to a time."""
YEAR, MONTH = 4, 7
"""Digits of a year and of a month."""


def moments(context: Context, target: Target) -> Slots:
    """The period that words around a Chinese target relate to another, none where no such words do."""
    parsed = context.document.parsed[target.sentence]
    if parsed.language != "zh" or parsed.sentence.kind == "row":
        return _of_so_many_months(context, parsed, target)
    if own := _of_owned_time(context, parsed, target) or _of_months_to(context, parsed, target):
        return own
    if target.kind in SINCE:
        return _reaching_back(context, parsed, target)
    last = context.last
    times = [m for m in parsed.mentions if m.time is not None and m.end <= target.start]
    if not times:
        return _of_years(context, parsed, target) or _to_date(parsed, target, last) or _behind_sum(context, target)
    is_told = last is not None and times[-1].end <= last.target.start and last.target.sentence == target.sentence
    if is_told and last is not None and parsed.text[times[-1].start - 1] in OPENING and earlier_of(parsed, last.target):
        return {
            "period": (context.decided[-2].slots.get("period") if len(context.decided) > 1 else None,)
        }  # 降至8.8%（9月为12.4%），贡献度11.6%.
    found = _of_whole_year(context, parsed, times[-1], last)
    return found or _of_this_month(context, target, times[-1], last)


def _of_so_many_months(context: Context, parsed: Parsed, target: Target) -> Slots:
    """The months of the year up to the one in force, where an English sentence counts as many and names no other time: seven-month trade, in the seven months."""
    month = next((p for d in reversed(context.decided) if (p := d.slots.get("period"))), "")[-MONTH:]
    counts = [m for m in parsed.mentions if m.is_figure("thing") and m.end <= target.start and right_behind(parsed, m.end, "month-count")]
    count = counts[0].figure if len(counts) == 1 and not any(m.time is not None for m in parsed.mentions) else None
    if count is None or month[YEAR : YEAR + 1] != "-" or last_month(month) % 12 + 1 != count.value or target.figure is None:
        return {}
    return {"period": (spelled(int(month[:YEAR]), (1, int(count.value))),)}


def _of_owned_time(context: Context, parsed: Parsed, target: Target) -> Slots:
    """The time that a record describes (创新高的2024年), or that touches the flow in whose bracket an amount stands: 去年全年出口额（5210亿美元）."""
    mark = right_behind(parsed, target.end, "possessive") if target.kind in SINCE else None
    opens = len(parsed.text[: target.start].rstrip("".join(OPENING)))
    flow = next((m for m in parsed.mentions if m.end == opens < target.start and m.is_a("flow") and target.figure is not None), None)
    start, end = -1 if mark is None else mark.end, -1 if flow is None else flow.start
    times = [m for m in parsed.mentions if m.time is not None and (m.start == start or m.end == end)]
    named = {e.value for m in times for e in context.evidence["period"][parsed.number] if e.start == m.start}
    return {"period": (named.pop(),)} if len(named) == 1 else {}


def _of_months_to(context: Context, parsed: Parsed, target: Target) -> Slots:
    """The months that end with the one up to which a time before a figure counts: 截至2022年8月为止的三个月."""
    times = [m for m in parsed.mentions if m.time is not None and m.end <= target.start]
    tail = right_behind(parsed, times[-1].end, "until-tail") if times and target.figure is not None else None
    count = next((m for m in parsed.mentions if tail is not None and m.start == tail.end and m.figure is not None), None)
    named = [e.value for e in context.evidence["period"][parsed.number] if times and e.start == times[-1].start]
    if count is None or count.figure is None or not is_within_a_time(parsed, count) or not named:
        return {}
    last = last_month(named[0])
    return {"period": (spelled_months(last - int(count.figure.value) + 1, last),)}


def _of_whole_year(context: Context, parsed: Parsed, time: Mention, last: Decided | None) -> Slots:
    """The year whose part the figure before is of, behind words for all of it, where it is over: 上半年增长2.9%；下半年提速后，全年增幅达到14.2%."""
    period = None if last is None else last.slots.get("period")
    is_whole = time.time is not None and time.time.kind == "wholeyear" and time.time.year is None
    is_near = last is not None and parsed.number - last.target.sentence <= 1
    if not is_whole or not is_near or period is None or int(period[:YEAR]) >= context.document.today.year:
        return {}
    return {"period": (period[:YEAR],)} if last_month(period) // 12 == int(period[:YEAR]) else {}


def _of_this_month(context: Context, target: Target, time: Mention, last: Decided | None) -> Slots:
    """The month that a text written in the next one reports, where it calls that this one: 8月进口减少2.4%。本月顺差653亿美元."""
    today, period = context.document.today, None if last is None else last.slots.get("period")
    months = None if time.time is None or not time.time.relative or time.time.year != today.year else time.time.months
    if target.figure is None or period is None or len(period) != MONTH or months != (today.month, today.month):
        return {}
    return {"period": (period,)} if last_month(period) == today.year * 12 + today.month - 2 else {}


def _of_years(context: Context, parsed: Parsed, target: Target) -> Slots:
    """The last full year before the text, of a yearly average over the years that its paragraph counts, where its sentence names no time: 五年来，年均增速为19.6%."""
    if not target.is_figure("percent") or not any(m.is_a("cagr") and m.end <= target.start for m in parsed.mentions):
        return {}
    here, year = parsed.sentence.paragraph, tuple(forms("zh", "year-mark"))
    own = [p for p in context.document.parsed[: target.sentence + 1] if p.sentence.paragraph == here]
    counted = any(
        m.figure is not None and p.written(m).endswith(year) and right_behind(p, m.end, "duration-tail") for p in own for m in p.mentions
    )
    return {"period": (str(context.document.today.year - 1),)} if counted else {}


def _to_date(parsed: Parsed, target: Target, last: Decided | None) -> Slots:
    """The months of the year up to the one in force, of a rate whose clause says that it is of their sum: 自智利进口累计同比增长5.3%."""
    month = "" if last is None else (last.slots.get("period") or "")[-MONTH:]
    start = parsed.clause_start(target.start)
    if target.figure is None or len(month) != MONTH or not near(parsed, start, target.start, "to-date-rate"):
        return {}
    return {"period": (spelled(int(month[:YEAR]), (1, int(month[YEAR + 1 :]))),)}


def _behind_sum(context: Context, target: Target) -> Slots:
    """The month in force before a balance of the months up to it, which is an aside to a rate whose sentence names no time: 7月出口2690亿美元，1-7月累计顺差5230亿美元。巴西（-13.2%）."""
    if target.figure is None or target.figure.dimension != "percent" or len(context.decided) < len(("month", "sum")):
        return {}
    before, last = context.decided[-2:]
    month, months = before.slots.get("period") or "", last.slots.get("period") or ""
    is_sum = last.slots.get("op") == "balance" and len(month) == MONTH and months.endswith(f"/{month}")
    return {"period": (month,)} if is_sum and before.target.sentence == last.target.sentence else {}


def _reaching_back(context: Context, parsed: Parsed, target: Target) -> Slots:
    """The period of the figure before a time since which a record or a first is one, a bracket behind that time aside: 至401万吨，是2011年2月（423万吨）以来的最低点."""
    time = next((m for m in reversed(parsed.mentions) if m.end <= target.start and m.time is not None), None)
    if time is None or not (is_since(parsed, time) or _is_since_behind_bracket(parsed, time)):
        return {}
    before = (d for d in reversed(context.decided) if d.target.sentence == target.sentence and d.target.end <= time.start)
    told = next((d for d in before if d.target.figure is not None and d.slots.get("concept") == "trade"), None)
    if told is None or not (period := told.slots.get("period")):
        return {}
    return {"period": (period,)} if last_month(period) > _month_of(time) else {}


def _month_of(time: Mention) -> int:
    """The last month of a time, counted from the year 0; the first of all where its year isn't stated."""
    dated = time.time
    if dated is None or dated.year is None:
        return 0
    return dated.year * 12 + (dated.months[1] - 1 if dated.months is not None else 0)


def _is_since_behind_bracket(parsed: Parsed, time: Mention) -> bool:
    """Whether a bracket stands between a time and the words that something is so since it."""
    if parsed.text[time.end : time.end + 1] not in OPENING:
        return False
    closes = next((i for i in range(time.end, len(parsed.text)) if parsed.text[i] in CLOSING), None)
    return closes is not None and right_behind(parsed, closes + 1, "since") is not None


def is_of_days(context: Context, target: Target) -> bool:
    """Whether all that a target's sentence names of time, comparisons behind it aside, are some days or weeks of a month, or that was so of the figure before where it names no time: the
    figures held are of whole months."""
    parsed = context.document.parsed[target.sentence]
    times, last = _times(parsed), context.last
    own = [is_days for end, is_days in times if end <= target.start] or [is_days for _, is_days in times]
    if own or last is None or last.slots.get("period") is not None:
        return bool(own) and all(own)
    return last.target.sentence < target.sentence and _goes_on(context, target.sentence)


def _goes_on(context: Context, sentence: int) -> bool:
    """Whether the last sentence before one that names a time and has figures is of days alone."""
    figured = {d.target.sentence for d in context.decided}
    told = (_times(context.document.parsed[i]) for i in range(sentence - 1, -1, -1) if i in figured)
    return all(is_days for _, is_days in next((times for times in told if times), [(0, False)]))


@once_a_sentence
def _times(parsed: Parsed) -> list[tuple[int, bool]]:
    """Where the times of a sentence end, comparisons aside, and whether each is some days or weeks of one month only."""
    told = [(m, _spans_days(parsed, m)) for m in parsed.mentions if m.time is not None]
    times = [(m.end, is_span or _is_led_by_days(parsed, m)) for m, is_span in told if is_span or (m.time and m.time.kind not in BESIDE)]
    return sorted({*times, *((w.end, True) for w in said(parsed, "days-of"))})


BESIDE = ("date", "same", "sameof", "samemonth", "yearago", "monthbefore", "relyear")
"""Kinds of times that a figure is set against, or of no figure at all."""


def _is_led_by_days(parsed: Parsed, time: Mention) -> bool:
    """Whether words for days or weeks stand beside a month: the first 20 days of November, 11月上旬."""
    own = right_before(parsed, time.start, "days-of") if parsed.language == "en" else right_behind(parsed, time.end, "days-of")
    return own is not None


def _spans_days(parsed: Parsed, time: Mention) -> bool:
    """Whether a date is one end of days within a month, unless these are all of it: Nov. 1-20, 1-20 May, 11月1日至20日."""
    first, last = _days(parsed, time) if parsed.language == "zh" else _days_en(parsed, time)
    return last > 0 and (first > 1 or last < SHORTEST_MONTH)


def _days_en(parsed: Parsed, time: Mention) -> tuple[int, int]:
    """The first and the last of the days that an English date is an end of, noughts where it is none."""
    if time.time is None or time.time.kind != "date":
        return 0, 0
    day, through, before = (
        DAY.search(parsed.text, 0, time.end),
        THROUGH.match(parsed.text, time.end),
        UP_TO.search(parsed.text, 0, time.end),
    )
    if day is not None and through is not None:
        return int(day[1]), int(through[1])
    return (0, 0) if before is None else (int(before[1]), int(before[2]))


def _days(parsed: Parsed, time: Mention) -> tuple[int, int]:
    """The first and the last of the days of one month that a Chinese date or month begins, noughts where none follow: 11月1日至20日, 11月1-20日."""
    behind = parsed.following(time.end)[:2]
    if time.time is None or time.time.kind not in ("date", "month") or len(behind) < len(("to", "last")):
        return 0, 0
    day = DAY.search(parsed.written(time)[:-1]) if time.time.kind == "date" else DAY.fullmatch(parsed.written(behind[0]))
    last = behind[1] if behind[0].start <= time.end + 1 and behind[1].start <= behind[0].end + 1 else None
    ends = None if last is None or last.time is None or last.time.kind != "date" else DAY.fullmatch(parsed.written(last)[:-1])
    return (0, 0) if day is None or ends is None else (int(day[1]), int(ends[1]))


SHORTEST_MONTH = 28
"""Days of the shortest month."""
DAY, THROUGH = re.compile(r"(\d{1,2})\Z"), re.compile(r"\s?[-–—]\s?(\d{1,2})\b")
"""The day at the end of a date, and one that it goes through to."""
UP_TO = re.compile(r"\b(\d{1,2})\s?[-–—]\s?(\d{1,2})\s+[A-Z][a-z]+\.?\Z")
"""Days that go before their month."""
