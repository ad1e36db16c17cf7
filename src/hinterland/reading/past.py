"""Past comparisons: the period of a figure that a clause gives for the year before the one in force (fell 1.3%, after growing 9.4% a year earlier; 下降1.3%，上年增长9.4%).

Words of comparison that lead to the time itself (from a year earlier, 较上年) set the figure against that year and leave it in its own; here the figure itself is of it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import chain, islice

from hinterland.reading.document import Target
from hinterland.reading.evidence import Context, Slots, figure_list
from hinterland.reading.lexicon import forms
from hinterland.reading.lists import in_brackets
from hinterland.reading.mentions import Mention, Parsed, once_a_target
from hinterland.reading.periods import last_month, resolved, spelled_months
from hinterland.reading.relations.bases import is_led, is_years
from hinterland.reading.relations.predicates import is_amount_of_change
from hinterland.reading.relations.words import near, right_before, right_behind, said

YEARS = re.compile(r"\d{4}")
YEAR = 4
"""The length of a year's period."""
MOVED = ("percent", "money", "quantity")
"""Dimensions of the figures that a year before has of its own."""
OPENING = ("（", "(")
"""What opens a bracket."""
COMPARING = ("base-lead", "compare-than", "than", "yearago")
"""Classes of the words that set a figure against a time."""


def past(context: Context, target: Target) -> Slots:
    """The period of a figure of the year before, of a rate the empty one where it can't be told which that is; none where it is no such figure."""
    parsed = context.document.parsed[target.sentence]
    if (months := _to_date(context, parsed, target)) is not None:
        return {"period": (months,)}
    if aside := _of_aside(context, parsed, target):
        return aside
    time = time_of_past(parsed, target)
    if time is None:
        return (
            _over_years(context, parsed, target)
            or _of_figure(context, parsed, target)
            or _of_base(context, parsed, target)
            or _opened(context, parsed, target)
        )
    main = main_period(context, target)
    period = None if main is None else year_before(context, parsed, time, main)
    is_open = target.is_figure("percent") or parsed.language == "en"
    return {"period": (period,)} if is_open or period is not None else {}


def _of_aside(context: Context, parsed: Parsed, target: Target) -> Slots:
    """The period of a Chinese target beside an aside that only says what came before (继2024年越过7000亿元之后), whose time goes no further: within it that time, and the flow that comes next
    (承3月份8.4%的升势，4月份出口…), behind it its own, the one of the figure behind the aside, or before it."""
    lead = next((w for w in reversed(said(parsed, "aside-lead")) if w.end <= target.start), None) if parsed.language == "zh" else None
    tails = [] if lead is None else [w for w in said(parsed, "aside-tail") if lead.end <= w.start and lead.value in (w.value, CLOSE, "1")]
    if lead is None or not (tail := next(iter(tails), None)):
        return {}
    times = [m for m in parsed.mentions if m.time is not None and m.time.kind not in BESIDE and lead.end <= m.start < target.start]
    inside = [m for m in times if m.end <= tail.start]
    if not inside or (lead.value == CLOSE and inside[0].start > lead.end):
        return {}
    behind = [d for d in context.decided if d.target.sentence == target.sentence and d.target.start >= tail.end]
    before = [d for d in context.decided if d.target.sentence < target.sentence or d.target.end <= lead.start]
    if target.end <= tail.start or (len(times) > len(inside) and not behind):
        named = [e.value for e in context.evidence["period"][target.sentence] if e.start == times[-1].start]
        found: Slots = {"period": (named[0],)} if len(named) == 1 else {}
        flow = next((m.value("flow") for m in parsed.mentions if m.start >= tail.end and m.is_a("flow")), None)
        is_told = flow is None or any(m.is_a("flow", "balance") and m.end <= target.start for m in parsed.mentions)
        return found if is_told else found | {"concept": ("trade",), "flow": (flow,)}
    if len(times) > len(inside) and (behind[-1].target.start < times[-1].start or target.kind == "rank"):
        return {}
    period = (behind or before)[-1].slots.get("period") if behind or before else None
    own = [m for m in parsed.mentions if m.time is not None and m.time.kind not in BESIDE and m.end <= lead.start]
    if own and not behind and not [d for d in before if d.target.sentence == target.sentence]:
        named = [e.value for e in context.evidence["period"][target.sentence] if e.start == own[-1].start]
        period = named[0] if len(named) == 1 else period
    return {} if period is None else {"period": (period,)}


CLOSE = "close"
"""The value of a word that leads to an aside only where the time follows it at once."""
MONTH = 7
"""The length of a month's period."""


def _to_date(context: Context, parsed: Parsed, target: Target) -> str | None:
    """The months of the year so far, up to the last one of it that the text names or the one before it was written, where words for them are the last time before a figure, or stand alone."""
    times = [m for m in parsed.mentions if m.time is not None and m.time.kind not in BESIDE]
    if any(m.time is not None and m.time.year is not None and not m.time.relative for m in times):
        return None
    before = [m for m in times if m.end <= target.start]
    time = before[-1] if before else times[0] if len(times) == 1 else None
    behind = None if time is None else parsed.behind(time.end)
    if behind is not None and behind.is_a("record", "superlative", "rank"):
        return None
    today = context.document.today
    if target.figure is None or time is None or parsed.sentence.kind == "row" or not near(parsed, time.start, time.end, "to-date"):
        return None
    now = today.year * 12 + today.month - 1
    named = [last_month(p) for p in context.periods if len(p) > YEAR and p.startswith(str(today.year))]
    last = max((month for month in named if month < now), default=now - 1)
    return spelled_months(today.year * 12, last) if last >= today.year * 12 else None


def _of_base(context: Context, parsed: Parsed, target: Target) -> Slots:
    """The year of a Chinese place that a comparison gives for it (较2020年的第13位); the empty period where the text so far names no time but years that something is set against."""
    if parsed.sentence.kind == "row":
        return {}
    if target.kind == "rank" and (led := _came_from(context, parsed, target) or _closed(context, parsed, target)) is not None:
        return {"period": led}
    if parsed.language != "zh":
        return {}
    time = next((m for m in reversed(parsed.mentions) if m.end <= target.start and m.time is not None), None)
    if target.kind == "rank" and time is not None and time.time is not None and _is_base(parsed, time):
        between = parsed.inside(time.end, target.start)
        owned = parsed.text[time.end :].startswith(tuple(forms("zh", "possessive")))
        if owned and all(m.names or m.is_a("prep", "proform", "ordinal") for m in between):
            return {"period": (str(time.time.year),)}
    # One at a time: the first year that is no base answers, and most texts open with one.
    times = ((p, m) for p in islice(context.document.parsed, target.sentence + 1) for m in p.mentions if m.time is not None)
    first = next(times, None)
    return {"period": (None,)} if first is not None and all(_is_base(p, m) for p, m in chain((first,), times)) else {}


def _over_years(context: Context, parsed: Parsed, target: Target) -> Slots:
    """All the years of an amount that was reached in them, and of those told behind it: 2015-2023年间进出口总值为3.92万亿美元，其中出口2万亿, a cumulative 1.3 trillion yuan from 2013 to 2023."""
    spans = [m.time for m in parsed.mentions if m.time is not None and m.time.kind == "yearrange" and m.time.months is None]
    if parsed.language == "en" and len(spans) == 1 and target.figure is not None and target.figure.dimension == "money":
        is_sum = near(parsed, parsed.clause_start(target.start), target.start, "cumulated")
        is_sum = [w for w in is_sum if not any(m.figure is not None for m in parsed.mentions if w.end <= m.start < target.start)]
        return {"period": (f"{spans[0].year}/{spans[0].end_year}",)} if is_sum else {}
    if parsed.language != "zh" or target.figure is None or target.figure.dimension != "money":
        return {}
    span, end = _years_told(context, parsed, target)
    between, clause = parsed.inside(end, target.start), parsed.sentence.clause(target.start)
    is_over = right_behind(parsed, end, "years-through") is not None and parsed.sentence.clause(end) == clause
    is_over = is_over and not any(m.figure is not None for m in between)
    is_over = is_over or any(m.is_a("cumulative") and m.clause == clause for m in between)
    told = (d for d in context.decided if d.target.sentence == target.sentence and d.slots.get("op") == "level")
    return {"period": (span,)} if span and (is_over or any(d.slots.get("period") == span for d in told)) else {}


def _years_told(context: Context, parsed: Parsed, target: Target) -> tuple[str, int]:
    """The span of years that is the last time before a target, or the years up to the last full one that its sentence counts where it names no time (十年来), with where its words end."""
    before = [m for m in parsed.mentions if m.end <= target.start]
    time = next((m for m in reversed(before) if m.time is not None), None)
    if time is not None and time.time is not None:
        is_span = time.time.kind == "yearrange" and time.time.months is None
        return (f"{time.time.year}/{time.time.end_year}" if is_span else "", time.end)
    count = next((m for m in before if m.figure is not None and right_behind(parsed, m.end, "duration-tail")), None)
    if count is None or count.figure is None or not is_years(parsed, count) or _is_open(parsed, count):
        return "", 0
    last = context.document.today.year - 1
    return f"{last + 1 - int(count.figure.value)}/{last}", count.end


def _is_open(parsed: Parsed, count: Mention) -> bool:
    """Whether how many years are counted stays open: 十多年来, 10余年间, 近十年来."""
    nouns = near(parsed, count.start, count.end, "year-noun")
    return right_before(parsed, count.start, "hedge") is not None or any(
        right_before(parsed, n.start, "duration-tail") is not None for n in nouns
    )


def _of_figure(context: Context, parsed: Parsed, target: Target) -> Slots:
    """The period of the figure before in a Chinese sentence, of a record right behind that (10月为2367亿元，为2022年8月以来最高) and of a share of a whole of this month (占本月进出口的19.3%)."""
    last = context.last
    if parsed.language != "zh" or parsed.sentence.kind == "row" or last is None or last.target.sentence != target.sentence:
        return {}
    between = parsed.inside(last.target.end, target.start)
    times = [m.time for m in between if m.time is not None]
    if target.kind == "record":
        told = last.target.kind == "figure" and all(m.time is not None or m.is_a("level", "prep") for m in between)
        told = told and all(time.kind != "date" and right_behind(parsed, time.end, "since") is not None for time in times)
    else:
        is_this = [time.relative and time.months is not None and time.months[0] == time.months[1] for time in times]
        told = is_this == [True] and any(m.is_a("share") for m in between)
    return {"period": (last.slots.get("period"),)} if told and last.slots.get("period") else {}


def _came_from(context: Context, parsed: Parsed, target: Target) -> tuple[str | None] | None:
    """The year of a place that another one behind it came from, none where no words tell which: rose from 13th to 9th, 由上年的全国第9位降至第10位."""
    clause = parsed.sentence.clause(target.start)
    others = [t for t in context.document.targets if t.sentence == target.sentence and t.kind == "rank" and t.start >= target.end]
    lead = next((w for w in reversed(near(parsed, parsed.sentence.clauses[clause], target.start, "start-lead"))), None)
    if lead is None or not others or parsed.sentence.clause(others[0].start) != clause:
        return None
    between = parsed.inside(lead.end, target.start)
    time = next((m for m in between if m.time is not None), None)
    if time is None:
        told = any(m.figure is not None or m.is_a("flow") for m in between)
        return None if told else (None,)
    main = main_period(context, target)
    return (year_before(context, parsed, time, main),) if _is_year_before(parsed, time) and main is not None else None


def _closed(context: Context, parsed: Parsed, target: Target) -> tuple[str | None] | None:
    """The time of an English place, where it is the only one of its sentence, which it closes: ranked third by trade in June 2025."""
    times = [m for m in parsed.mentions if m.time is not None]
    is_last = parsed.language == "en" and len(times) == 1 and parsed.mentions[-1] is times[0] and target.end <= times[0].start
    if (
        not is_last
        or "," in parsed.text[target.end : times[0].start]
        or right_before(parsed, times[0].start, "within") is None
        or is_led(parsed, times[0])
    ):
        return None
    values = {e.value for e in context.evidence["period"][target.sentence] if e.start == times[0].start}
    return (values.pop(),) if len(values) == 1 else None


def _opened(context: Context, parsed: Parsed, target: Target) -> Slots:
    """The only time of a Chinese clause, where it opens that of a figure, a record or a first: 其中7月出口创历史新高, 不过7月出口增长2%."""
    before = [m for m in parsed.mentions if m.end <= target.start and m.time is not None and m.time.kind not in BESIDE]
    if target.kind not in ("record", "first", "figure") or parsed.language != "zh" or not before or is_led(parsed, before[-1]):
        return {}
    clause = before[-1].clause if target.kind == "figure" else parsed.sentence.clause(target.start)
    inside = [m for m in parsed.mentions if m.clause == clause and m.end <= target.start]
    times = [m for m in inside if m in before]
    if len(times) != 1 or (target.kind == "figure" and not _is_turned_to(context, parsed, before, target)):
        return {}
    opens = all(m.is_a("ofwhich", "and", "prep", "while") for m in inside if m.end <= times[0].start)
    values = dict.fromkeys(e.value for e in context.evidence["period"][target.sentence] if e.start == times[0].start)
    return {"period": tuple(values)} if opens and values else {}


def _is_turned_to(context: Context, parsed: Parsed, times: Sequence[Mention], target: Target) -> bool:
    """Whether a sentence turns from other months, whose figure stands before, to those of a single figure, with no other time, place or bracket between."""
    behind = parsed.inside(times[-1].end, target.start)
    turned = len(times) > 1 and any(m.figure is not None for m in parsed.inside(times[-2].end, times[-1].start))
    months = all(m.time is not None and m.time.months is not None for m in times)
    is_bare = not any(m.names or m.time is not None or m.is_a("from", "than") for m in behind) and not in_brackets(parsed, target.start)
    return turned and months and is_bare and figure_list(context, target)[1] == 1


BESIDE = ("date", "same", "sameof", "yearago")
"""Kinds of times that no figure is of by themselves."""


def _is_base(parsed: Parsed, mention: Mention) -> bool:
    """Whether a time is a year that words of comparison lead to."""
    time = mention.time
    return time is not None and time.kind == "year" and not time.relative and is_led(parsed, mention)


@once_a_target
def time_of_past(parsed: Parsed, target: Target) -> Mention | None:
    """The words for the year before whose own figure a target is, None where it is another's."""
    if target.figure is None or target.figure.dimension not in MOVED or parsed.sentence.kind == "row":
        return None
    return _before(parsed, target) if parsed.language == "zh" else _opening(parsed, target) or _closing(parsed, target)


def _opening(parsed: Parsed, target: Target) -> Mention | None:
    """The words for the year before that open an English sentence, up to where another time is named or the sentence turns: a year earlier, exports were 5 billion."""
    told = parsed.preceding(target.start)
    first = told[0] if told else None
    if first is None or first.time is None or first.time.kind != "yearago" or parsed.text[: first.start].strip():
        return None
    turned = any((m.time is not None and m.time.kind not in BESIDE) or m.is_a("while", "than") for m in told[1:])
    closes = parsed.text[first.end :].startswith(",") and parsed.sentence.clause(target.start)
    return first if closes and not turned else None


def _closing(parsed: Parsed, target: Target) -> Mention | None:
    """The words for the year before right behind an English amount that is no change: and 47 billion a year earlier, a deficit of 1.2 billion the year before."""
    time = parsed.behind(target.end)
    touches = time is not None and time.time is not None and time.time.kind == "yearago" and parsed.is_blank(target.end, time.start)
    return time if touches and target.is_figure("money") and not is_amount_of_change(parsed, target) else None


def _before(parsed: Parsed, target: Target) -> Mention | None:
    """The time before a Chinese figure that no words of comparison stand around, where a figure of the same sort stands before it in the sentence, that opens a bracket, or that owns
    the figure that something came from: 下降1.3%，上年为增长9.4%; 受基数影响（上年同期下降9.8%）; 由上年的10.8%降至10.4%."""
    clause = parsed.sentence.clause(target.start)
    time = next((m for m in reversed(parsed.mentions) if m.end <= target.start and (m.time is not None or m.figure is not None)), None)
    if time is None or time.clause != clause or not _is_year_before(parsed, time):
        return None
    owns = parsed.between(time, target) in forms("zh", "possessive")
    if owns and right_before(parsed, time.start, "start-lead", "rate-compared"):
        return time
    if is_led(parsed, time):
        return None
    start, end = parsed.sentence.clauses[clause], target.start
    compared = near(parsed, start, time.start, *COMPARING) or near(parsed, time.end, end, *COMPARING)
    dimension = target.figure.dimension if target.figure is not None else ""
    alike = any(m.figure is not None and m.figure.dimension == dimension for m in parsed.mentions if m.end <= time.start)
    opens = parsed.text[: time.start].rstrip().endswith(OPENING)
    return time if (alike or opens) and not compared else None


def _is_year_before(parsed: Parsed, mention: Mention) -> bool:
    """Whether words mean the year before the one in force, or last year."""
    time = mention.time
    return time is not None and (time.kind == "yearago" or (time.kind == "relyear" and time.relative and bool(_named(parsed, mention))))


def _named(parsed: Parsed, mention: Mention) -> str:
    """What a time is that is a whole year: before the one in force (`before`), last year (`last`), empty where it is neither."""
    return forms(parsed.language, "year-before").get(parsed.written(mention).lower(), "")


def main_period(context: Context, target: Target) -> str | None:
    """The period in force where a figure of the year before stands: that of the figure before in the sentence, else the only one that is stated behind, else that of the claim before."""
    parsed, last = context.document.parsed[target.sentence], context.last
    if last is not None and last.target.sentence == target.sentence:
        return last.slots.get("period")
    times = [m for m in parsed.mentions if m.time is not None and m.time.kind != "date" and not _is_year_before(parsed, m)]
    if not times:
        return last.slots.get("period") if last is not None else None
    stated = {p for m in times if m.time is not None for p, how in resolved(m.time, context.document.today, None) if how == "stated"}
    return stated.pop() if len(stated) == 1 == len(times) else None


def year_before(context: Context, parsed: Parsed, time: Mention, period: str) -> str | None:
    """The period a year before one; None where the words mean a whole year and it is a part of one, or where they mean last year and it is last year itself."""
    named = _named(parsed, time)
    if (named and len(period) != YEAR) or (named == "last" and period != str(context.document.today.year)):
        return None
    return YEARS.sub(lambda year: str(int(year[0]) - 1), period)
