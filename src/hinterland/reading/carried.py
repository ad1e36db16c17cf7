"""What goes on from sentence to sentence of a paragraph: the period that one names is that of the figures behind it, up to the next sentence that names one.

`carried(context, target)` gives the period of a target whose sentence names no time: the only one of the last sentence that does, where the figure before is of it, or where that sentence states no
figure and opens with it (Over the first three quarters, trade in services grew. Imports came to 2 trillion).
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import takewhile
from typing import cast

from hinterland.codes import Period
from hinterland.reading.asides import aside_of, asides
from hinterland.reading.document import Target
from hinterland.reading.evidence import BACK, Context, Decided, Slots
from hinterland.reading.mentions import Mention, Parsed
from hinterland.reading.periods import spelled, within_year
from hinterland.reading.relations.bases import is_led
from hinterland.reading.relations.words import is_of_event, right_before, said

BESIDE = ("date", "same", "sameof", "since", "yearago")
"""Kinds of times that name no period of their own."""
OPENS = {"en": 16, "zh": 3}
"""Maximum characters before a time that opens a sentence."""


def carried(context: Context, target: Target) -> Slots:
    """The period that a target's paragraph is in, none where its own sentence names a time, or nothing tells."""
    parsed = context.document.parsed[target.sentence]
    if (
        target.kind not in ("figure", "direction", "rank")
        or parsed.sentence.kind != "paragraph"
        or _times(parsed)
        or aside_of(parsed, target)
    ):
        return {}
    if any(m.is_a("from", "than") for m in parsed.mentions if m.end <= target.start and parsed.is_blank(m.end, target.start)):
        return {}
    if (whole := _whole_of_parts(context, target)) is not None or target.kind == "rank":
        return {} if whole is None else {"period": (whole,)}
    named = _last_dated(context, parsed)
    if named is None:
        return _declared(context)
    told = {m.start for m in _times(named)}
    periods = [e.value for e in context.evidence["period"][named.number] if e.start in told]
    if len(found := {e.start for e in context.evidence["period"][named.number] if e.start in told}) != 1:
        return {}
    if since := {period for d in _since(context, named.number) if (period := d.slots.get("period")) is not None}:
        return {"period": (period,)} if len(since) == 1 and (period := since.pop()) in periods else {}
    time = next(m for m in named.mentions if m.start in found and m.time is not None)
    last = context.decided[-1].slots.get("period") if context.decided else None
    is_base = last is not None and within_year(Period.parse(last).year_before()) == periods[0]  # 去年9月同样是高峰.
    return {"period": tuple(periods[:1])} if _rules(named, time) and not is_base else {}


def _declared(context: Context) -> Slots:
    """The period that a sentence of an English text gives for all its figures: all figures are of 2012."""
    for parsed in context.document.parsed:
        words = said(parsed, "all-figures") if parsed.language == "en" else ()
        times = [m for m in parsed.mentions if words and m.start >= words[0].end and m.time is not None]
        if len(times) == 1 and not any(m.figure is not None or m.is_a("flow", "than") for m in parsed.mentions):
            stated = [e.value for e in context.evidence["period"][parsed.number] if e.start == times[0].start]
            return {"period": tuple(stated[:1])} if stated else {}
    return {}


def _whole_of_parts(context: Context, target: Target) -> str | None:
    """The period in force before the last sentence of an English text that names times, where that tells parts of it: up 4% in the quarter. Exports fell 3% in January and rose 5% in February."""
    before = (p for p in context.document.parsed[max(0, target.sentence - BACK) : target.sentence][::-1] if _times(p))
    dated = next(before, None)
    told = [(d.target.sentence, p) for d in context.decided if (p := d.slots.get("period")) is not None]
    parts = {Period.parse(p) for n, p in told if dated is not None and n == dated.number}
    whole = next((p for n, p in reversed(told) if dated is not None and n < dated.number), None)
    if context.document.language != "en" or whole is None or len(parts) < len(PARTS):
        return None
    span = Period.parse(whole)
    return whole if all(span.start <= p.start and p.end <= span.end and p.months < span.months for p in parts) else None


PARTS = ("one", "other")
"""Parts that a sentence must tell of a period to tell it in parts."""


def _last_dated(context: Context, parsed: Parsed) -> Parsed | None:
    """The last sentence before one in its paragraph that names a time."""
    for number in range(parsed.number - 1, -1, -1):
        before = context.document.parsed[number]
        if (before.sentence.paragraph, before.sentence.kind) != (parsed.sentence.paragraph, parsed.sentence.kind):
            return None
        if _times(before):
            return before
    return None


def _times(parsed: Parsed) -> list[Mention]:
    """The times that a sentence names, but for those of asides and those whose figure is only set beside another: 增速高于2022年的23.3%."""
    aside = [a.time for a in asides(parsed)]
    times = [m for m in parsed.mentions if m.time is not None and m not in aside]
    return [m for m in times if right_before(parsed, m.start, "compare") is None]


def _since(context: Context, sentence: int) -> Iterator[Decided]:
    """What was decided from a sentence on."""
    return takewhile(lambda d: d.target.sentence >= sentence, reversed(context.decided))


def _rules(parsed: Parsed, time: Mention) -> bool:
    """Whether a time opens a sentence without figures, is a period, and nothing is set against it, nor is it that of an event."""
    if any(m.figure is not None for m in parsed.mentions) or time.start > OPENS[parsed.language]:
        return False
    is_period = time.time is not None and time.time.kind not in BESIDE
    return is_period and not is_led(parsed, time) and not is_of_event(parsed, time)


def to_date(context: Context, target: Target) -> Slots:
    """The months of the year of an English text up to the last one that it reports, of a figure whose clause or sentence says that it is of the year so far, or in such a year "for the year"."""
    parsed, today = context.document.parsed[target.sentence], context.document.today
    if parsed.language != "en" or not (words := said(parsed, "year-so-far", "year-in-force")):
        return {}
    times = [m for m in _times(parsed) if m.time is not None and m.time.kind not in BESIDE]
    clause = [m for m in times if m.clause == parsed.sentence.clause(target.start)]
    stop = min([len(parsed.text), *(m.start for m in parsed.mentions if m.figure is not None and m.start >= target.end)])
    behind = [*clause, *(m for m in parsed.mentions if m.is_a("cumulative") and m.clause == parsed.sentence.clause(target.start))]
    own = next((m for m in behind if target.end <= m.start < stop), None)
    own = own or next((m for m in reversed(times) if m.end <= target.start), next(iter(times), None))
    word = None if own is None else next((w for w in words if w.start <= own.start and own.end <= w.end), None)
    reported = [m.time for p in context.document.parsed for m in p.mentions if m.time and m.time.kind not in (*BESIDE, "rangeyears")]
    spans = [t.months for t in reported if t.months and t.year in (None, today.year) and t.months[1] < today.month]
    decided = {p for d in context.decided if (p := d.slots.get("period")) and p.startswith(f"{today.year}-") and p[-2:].isdecimal()}
    closed = [end for start, end in spans if start == 1] or [end for _, end in spans]
    closed += [end for p in decided if (end := int(p[-2:])) < today.month]
    last = context.decided[-1].slots.get("period") if context.decided else None
    is_open = word is not None and (word.cls == "year-so-far" or (last is not None and last.startswith(str(today.year))))
    return {"period": (spelled(today.year, (1, max(closed))),)} if is_open and closed else {}


def not_yet_named(context: Context, target: Target) -> list[str]:
    """The periods that an English text names only in paragraphs behind that of a target, which names none itself, where one before it does: nobody goes on with what comes later."""
    parsed = context.document.parsed[target.sentence]
    rows, paragraph = context.evidence["period"], parsed.sentence.paragraph
    if parsed.language != "en" or parsed.sentence.kind != "paragraph":
        return []
    if (kept := parsed.kept.get(NOT_YET)) is not None:
        return cast("list[str]", kept)
    before, behind = set[str](), set[str]()
    for row, p in zip(rows, context.document.parsed, strict=True):
        if p.sentence.paragraph == paragraph and row:
            before.clear()
            break
        named = {e.value for e in row} if p.sentence.kind == "paragraph" else set[str]()
        (before if p.number < target.sentence else behind).update(named)
    found = parsed.kept[NOT_YET] = sorted(behind - before) if before and not said(parsed, "whole-year") else []
    return found


NOT_YET = "not yet named"
"""Under what name the periods that a text names only later are kept for a sentence's other targets."""
