"""Figures in pairs: the two ends of a change, and an amount that a percentage says again.

From 1.6 billion in the first half of 2011 to 1.2 billion in the same period this year; rose to 3.9 billion from 3.8 billion; 7.9 billion, or 43.6%; 1.7 billion (up 9.6%).
"""

from __future__ import annotations

import re
from itertools import pairwise

from hinterland.reading.asides import dated_before
from hinterland.reading.document import Target
from hinterland.reading.evidence import Context, Slots
from hinterland.reading.lexicon import forms
from hinterland.reading.lists import CLOSING, OPENING
from hinterland.reading.mentions import Mention, Parsed
from hinterland.reading.past import YEAR, YEARS
from hinterland.reading.periods import resolved
from hinterland.reading.relations.bases import is_years
from hinterland.reading.relations.predicates import is_amount_of_change
from hinterland.reading.relations.words import right_before, right_behind, said


def part_of_amount(context: Context, parsed: Parsed, target: Target) -> str | None:
    """What an English percentage without a sign is that says an amount again: its share (7.9 billion, or 43.6%), or the growth where the amount is one of change; in brackets a share only
    where the whole that follows is an amount of the document (1.7 billion (9.6%) of 18.2 billion)."""
    figure, last = target.figure, amount_again(parsed, target)
    if figure is None or last is None or last.figure is None or figure.value <= 0 or parsed.text[target.start - 1] in ("+", "-", "−"):
        return None
    amount, is_change = last.figure, is_amount_of_change(parsed, Target("figure", target.sentence, last.start, last.end, last.figure))
    between = parsed.between(last, target)
    if not between.startswith(OPENING):
        return "growth" if is_change or right_behind(parsed, target.end, "rate-compared", "compare-size") else "share"
    if between not in OPENING or is_change or right_before(parsed, last.start, "change-by"):
        return None
    if not parsed.text[target.end :].startswith(CLOSING):
        return None
    low, high = (100 * (amount.value + s * amount.precision / 2) / (figure.value - s * figure.precision / 2) for s in (-1, 1))
    others = (m.figure for p in context.document.parsed for m in p.mentions if m.figure is not None)
    return "share" if any(f.unit == amount.unit and f is not amount and low <= f.value <= high for f in others) else None


def amount_again(parsed: Parsed, target: Target) -> Mention | None:
    """The amount that an English percentage says again behind "or" or in brackets: 7.9 billion in 2024, or 43.6%; 1.7 billion (up 9.6%)."""
    last = next((m for m in reversed(parsed.mentions) if m.figure is not None and m.end <= target.start), None)
    if parsed.language != "en" or target.figure is None or target.figure.dimension != "percent" or last is None or last.figure is None:
        return None
    opens, lead = parsed.between(last, target)[:1], right_before(parsed, target.start, "again")
    inside = [m for m in parsed.mentions if last.end <= m.start and m.end <= (target.start if lead is None else lead.start)]
    told = (
        all(m.is_a("up", "down", "hedge") for m in inside)
        if opens in OPENING
        else all(m.time is not None or m.is_a("prep") for m in inside)
    )
    return last if last.figure.dimension == "money" and told and (opens in OPENING or lead is not None) else None


def same_as_amount(context: Context, parsed: Parsed, target: Target) -> Slots:
    """What a percentage has of the amount that it says again."""
    last, amount = context.last, amount_again(parsed, target)
    if last is None or amount is None or (last.target.sentence, last.target.end) != (target.sentence, amount.end):
        return {}
    return last.shared(("flow", "subject", "product", "partner", "regime", "period"))


def risen_from(context: Context, parsed: Parsed, target: Target) -> str | None:
    """The year before the period of the amount that an English one is the base of: rose to 3.9 billion from 3.8 billion, where neither its clause nor a rate says another time. Of a
    year or the months from its beginning alone, unless words say so: a month's base may be the month before."""
    last, figure = context.last, target.figure
    if parsed.language != "en" or figure is None or last is None or last.target.sentence != target.sentence or last.target.figure is None:
        return None
    led = next((m for m in parsed.mentions if m.is_a("from") and m.end <= target.start and parsed.is_blank(m.end, target.start)), None)
    period, base = last.slots.get("period"), last.target.figure
    if led is None or period is None or not (_is_year_to_date(period) or said(parsed, "yearago")):
        return None
    if (base.dimension, base.unit) != (figure.dimension, figure.unit) or said(parsed, "monthago") or _is_dated(parsed, target.end):
        return None
    behind = next((m.start for m in parsed.mentions if m.figure is not None and m.start >= target.end), len(parsed.text))
    if any(m.time is not None and target.end <= m.start < behind for m in parsed.mentions):
        return None
    return _moved(period, -1)


def from_to(context: Context, parsed: Parsed, target: Target) -> str | None:
    """The period of either amount of a pair: from 1.6 billion in the first half of 2011 to 1.2 billion in the same period this year. Behind a span of years they are of its first and its last. The
    earlier one without a time is of the year before the claim before it, the later one without a time of that claim's, or of the year after that of the earlier one where the sentence names that
    alone."""
    if (pair := pair_of(parsed, target) or pair_of(parsed, target, ("percent",))) is None:
        return None
    first, other = pair
    if (span := _span(parsed, first) or _span_before(context, parsed)) is not None and not _times(parsed, first.end, other.start):
        return span[target.start != first.start]
    if parsed.language == "zh" or pair_of(parsed, target) is None:
        return None
    own = _times(parsed, first.end, other.start)
    behind = _times(
        parsed, other.end, next((m.start for m in parsed.mentions if m.start >= other.end and m.figure is not None), len(parsed.text))
    )
    base = _stated(context, own[0]) or _month_before(context, parsed, own[0]) if own else None
    last = next((d.slots.get("period") for d in reversed(context.decided) if d.target.sentence != target.sentence), None)
    is_alone = len(behind) == 1 and not own and not any(is_years(parsed, m) for m in parsed.mentions)
    if target.start == first.start:
        stated = _stated(context, behind[0]) if is_alone else last
        earlier = None if own or stated is None or len(behind) > 1 or not _is_year_to_date(stated) else _moved(stated, -1)
        return base or (earlier if is_alone or not behind else None)
    if (
        len(behind) > 1
        and behind[0].time is not None
        and behind[0].time.kind == "same"
        and behind[1].time is not None
        and behind[1].time.year
        and base
    ):
        return _moved(base, behind[1].time.year - int(base[:YEAR]))
    if behind:
        return _stated(context, behind[0]) or _month_again(context, parsed, behind[0])
    return last if not own and last is not None and _is_year_to_date(last) else None


def _month_again(context: Context, parsed: Parsed, mention: Mention) -> str | None:
    """The only month with its year that a sentence states before a month without one, where both are of one name: in January 2019, from 17 billion in December to 18 billion in January."""
    before = {_stated(context, m) for m in _times(parsed, 0, mention.start)} - {None}
    stated = before.pop() if len(before) == 1 else None
    is_same = stated is not None and mention.time is not None and mention.time.months is not None
    return (
        stated
        if is_same
        and mention.time is not None
        and stated in {p for p, _ in resolved(mention.time, context.document.today, int(str(stated)[:YEAR]))}
        else None
    )


def _month_before(context: Context, parsed: Parsed, mention: Mention) -> str | None:
    """The month without a year that leads from the first amount of a pair to the month which the sentence states: the latest before that."""
    before = {_stated(context, m) for m in _times(parsed, 0, mention.start)} - {None}
    return dated_before(context, mention, before.pop()) if len(before) == 1 else None


def pair_of(parsed: Parsed, target: Target, dimensions: tuple[str, ...] = ("money", "quantity")) -> tuple[Mention, Mention] | None:
    """The amounts of "from A to B" that a target is one of, both in one unit and with nothing but times, hedges and, in Chinese, what happened between."""
    figures = [m for m in parsed.mentions if m.figure is not None and m.figure.dimension in dimensions]
    for first, other in pairwise(figures):
        led = next((m for m in reversed(parsed.mentions) if m.end <= first.start and not m.is_a("hedge")), None)
        is_led = led is not None and (
            led.is_a("from") or (parsed.language == "zh" and right_before(parsed, led.end, "start-lead") is not None)
        )
        between = parsed.inside(first.end, other.start)
        if target.start not in (first.start, other.start) or not is_led or first.figure is None or other.figure is None:
            continue
        leads = [m for m in between if m.time is None and not m.is_a("hedge")]
        to = leads and leads[-1].value("prep") == "to" and all(m.is_a("prep") for m in leads)
        if parsed.language == "zh":
            to = leads and leads[-1].is_a("level") and all(m.is_a("up", "down", "level", "prep") for m in leads)
        if first.figure.unit == other.figure.unit and to:
            return first, other
    return None


def _span(parsed: Parsed, first: Mention) -> tuple[str, str] | None:
    """The first and the last year of the span that a sentence names before a pair, where that is the last time before it, in the clause before at most (from 2020 to 2024, 2020年到2024年,
    over the five years to 2024); none of a plan."""
    times = [m for m in _times(parsed, 0, first.start) if m.time is not None and m.time.kind not in ("yearago", "same", "sameof")]
    time = times[-1].time if times else None
    if time is None or time.year is None:
        return None
    clause = parsed.sentence.clause(times[-1].end - 1)
    if clause and parsed.sentence.clause(first.start) - clause > 1:
        return None
    if time.kind == "yearrange" and time.end_year is not None:
        is_plan = time.year % PLANNED == 1 and time.end_year == time.year + PLANNED - 1
        return None if is_plan else (str(time.year), str(time.end_year))
    *_, years, to = (None, None, *(m for m in parsed.mentions if m.end <= times[-1].start))
    if time.kind != "year" or to is None or to.value("prep") != "to":
        return None
    if years is None or years.figure is None or not is_years(parsed, years):
        return None
    count = years.figure.value
    return (str(time.year - int(count)), str(time.year)) if count == int(count) and count < LONGEST else None


def _span_before(context: Context, parsed: Parsed) -> tuple[str, str] | None:
    """The first and the last year of the span that is the only time of the last sentence with one, where an English sentence names none: from 2013 to 2023. In a year it rose from 4 to 20 billion."""
    if parsed.language == "zh" or any(m.time is not None for m in parsed.mentions):
        return None
    earlier = ([m.time for m in p.mentions if m.time] for p in reversed(context.document.parsed[: parsed.number]))
    span, *others = next((times for times in earlier if times), [None])
    is_span = span is not None and not others and span.kind == "yearrange" and span.months is None
    return (str(span.year), str(span.end_year)) if span is not None and is_span else None


PLANNED, LONGEST = 5, 100
"""Years of a plan, whose growth starts from the year before it, so that nobody can say which a first amount is of; and the years that figures go back at most."""


def _times(parsed: Parsed, low: int, high: int) -> list[Mention]:
    """The times between two places of a sentence."""
    return [m for m in parsed.mentions if m.time is not None and m.time.kind != "date" and low <= m.start and m.end <= high]


def _stated(context: Context, mention: Mention) -> str | None:
    """The only period that a time states."""
    time = mention.time
    return None if time is None else next((p for p, how in resolved(time, context.document.today, None) if how == "stated"), None)


def _is_year_to_date(period: str) -> bool:
    """Whether a period is a year or begins with its first month, so that what it rose from is the year before's."""
    return len(period) == YEAR or ("-01/" in period and "/" in period)


def _moved(period: str, years: int) -> str:
    """A period some years later."""
    return YEARS.sub(lambda year: str(int(year[0]) + years), period)


def _is_dated(parsed: Parsed, end: int) -> bool:
    """Whether words that lead to a time stand at a place, known or not: in the six months before."""
    return (word := WORD.match(parsed.text, end)) is not None and word[1].lower() in forms("en", "within")


WORD = re.compile(r"\s([A-Za-z]+)\b")
