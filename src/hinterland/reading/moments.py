"""When a Chinese figure is of by words that only relate to what stands around: 本月 in a report on the month before, 全年 behind a half-year, 五年来 with a yearly average, 去年7月以来第一次.

`moments(context, target)` gives the period of such a target, with all that the rate of the month before has of the one that is set against it (比上月1.9%的增幅低).
"""

from __future__ import annotations

from collections.abc import Mapping

from hinterland.reading.document import Target
from hinterland.reading.evidence import Context, Decided
from hinterland.reading.lexicon import forms
from hinterland.reading.lists import CLOSING, OPENING
from hinterland.reading.mentions import Mention, Parsed
from hinterland.reading.periods import last_month, spelled_months
from hinterland.reading.relations.bases import is_led, is_since
from hinterland.reading.relations.words import near, right_behind
from hinterland.reading.strangers import is_signed

Slots = Mapping[str, tuple[str | None, ...]]
SHARED = ("concept", "flow", "subject", "product", "partner", "regime", "measure")
"""What the rate of the month before has of the figure before it."""
SINCE = ("record", "first")
"""Kinds of targets that reach back to a time."""
YEAR, MONTH = 4, 7
"""Digits of a year and of a month."""


def moments(context: Context, target: Target) -> Slots:
    """The period that words around a Chinese target relate to another, none where no such words do."""
    parsed = context.document.parsed[target.sentence]
    if parsed.language != "zh" or parsed.sentence.kind == "row":
        return {}
    if target.kind in SINCE:
        return _reaching_back(context, parsed, target)
    last = context.decided[-1] if context.decided else None
    if found := _signed(context, parsed, target, last) or _behind_bracket(context, parsed, target):
        return found
    times = [m for m in parsed.mentions if m.time is not None and m.end <= target.start]
    if not times:
        return _of_years(context, parsed, target)
    found = _of_month_before(parsed, target, times[-1], last) or _of_whole_year(context, parsed, times[-1], last)
    return found or _of_this_month(context, target, times[-1], last)


def _signed(context: Context, parsed: Parsed, target: Target, last: Decided | None) -> Slots:
    """The latest month reported, of a rate with a sign right behind words for a year or a month ago, where its clause names no month but one to compare with: 往年10月通常比9月低3%，今年环比+2%."""
    lead = next((m for m in reversed(parsed.mentions) if m.end <= target.start), None)
    between = "" if lead is None else parsed.text[lead.end : target.start]
    if (
        lead is None
        or last is None
        or last.slots.get("concept") != "trade"
        or not is_signed(parsed, target)
        or between.strip() not in SIGNS
    ):
        return {}
    month = context.latest_month
    named = [m for m in parsed.mentions if m.time is not None and m.clause == lead.clause and m.time.kind != "relyear"]
    reported = None if month is None else spelled_months(month, month)
    if not lead.is_a("yearago", "monthago") or named or all(d.slots.get("period") != reported for d in context.decided):
        return {}
    is_other = any(m.is_a("other", "services", "balance") for m in parsed.mentions)
    return {"period": (reported,), "measure": ("value",)} | ({} if is_other else {"concept": ("trade",)})


SIGNS = ("", "+")
"""What stands between words for a year ago and a rate that has a sign."""


def _behind_bracket(context: Context, parsed: Parsed, target: Target) -> Slots:
    """The period in force before a bracket that gives the figure of another time, where none is named behind it but one to compare with: 同比降至8.8%（9月为12.4%），贡献度11.6%、比9月低2pct."""
    closes = max(parsed.text.rfind(mark, 0, target.start) for mark in CLOSING)
    opens = max(parsed.text.rfind(mark, 0, max(closes, 0)) for mark in OPENING)
    inside = [m for m in parsed.mentions if opens < m.start < closes]
    behind = [m for m in parsed.mentions if closes < m.start and m.end <= target.start]
    is_aside = any(m.time is not None for m in inside) and any(m.figure is not None for m in inside)
    if not is_aside or any(m.time is not None and not is_led(parsed, m) for m in behind):
        return {}
    before = [d for d in context.decided if d.target.sentence == target.sentence and d.target.end <= opens]
    period = before[-1].slots.get("period") if before else None
    return {} if period is None else {"period": (period,)}


def _of_month_before(parsed: Parsed, target: Target, time: Mention, last: Decided | None) -> Slots:
    """All that a rate which touches words for the month before, and owns the word for its rise or fall, has of the one before, but of that month: 减少2.4%，比上月1.9%的增幅低4.3个百分点."""
    owns = right_behind(parsed, target.end, "possessive")
    turn = None if owns is None else next((m for m in parsed.mentions if m.start == owns.end and m.is_a("up", "down")), None)
    period = None if last is None or last.target.sentence != target.sentence else last.slots.get("period")
    touches = time.end == target.start and near(parsed, time.start, time.end, "last-month")
    if last is None or turn is None or period is None or len(period) != MONTH or not touches:
        return {}
    before = last_month(period) - 1
    shared = {slot: (value,) for slot in SHARED if (value := last.slots.get(slot)) is not None}
    return shared | {"op": ("growth",), "period": (spelled_months(before, before),)}


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
    if target.figure is None or not any(m.is_a("cagr") and m.end <= target.start for m in parsed.mentions):
        return {}
    here, year = parsed.sentence.paragraph, tuple(forms("zh", "year-mark"))
    own = [p for p in context.document.parsed[: target.sentence + 1] if p.sentence.paragraph == here]
    counted = any(
        m.figure is not None and p.text[m.start : m.end].endswith(year) and right_behind(p, m.end, "duration-tail")
        for p in own
        for m in p.mentions
    )
    return {"period": (str(context.document.today.year - 1),)} if counted else {}


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
