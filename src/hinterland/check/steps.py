"""Amounts and quantities that one run of words gives with by how much they moved and at what rate ("29.34 million tonnes, 1.05 million less, a fall of 3.5 percent"): the three make one another,
whatever they are of.

Between them stand only periods, directions, hedges and function words. A rate on another base than the difference (less than last month, but more than a year before), or the other way, is one
of something else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from hinterland.check.beside import MARK, beside, shifted
from hinterland.check.digits import significant
from hinterland.check.judge import Judged
from hinterland.check.spelled import AGO, BRACKETS, Line, is_in_brackets, sentences_with_figures
from hinterland.check.sums import unit_word
from hinterland.check.ties import Tie
from hinterland.interval import Interval, growth
from hinterland.language.naming import is_money
from hinterland.reading.dates import Dated
from hinterland.reading.lexicon import forms_in
from hinterland.reading.mentions import Mention

ROOM = Interval(Decimal("-0.15"), Decimal("0.15"), True, True)
"""In percentage points: so far a rate may lie from what an amount and its difference make it."""
PERCENT = Decimal(100)
AVERAGED = ("cagr", "unit-price", "forecast", "other-rate")
OTHERWISE = ("cagr", "forecast")
"""Classes of words in whose sentence a rate is a yearly average, or one of what may come; before an amount with its rate also a price or another rate."""
RATES = ("growth", "share")
"""What a percentage in brackets behind a difference may have been read as."""


def steps(judged: Sequence[Judged], text: str) -> Iterator[Tie]:
    """Rates, or a difference that is a power of ten of what the rate makes it, with the amount and the other of the two that they don't fit."""
    for held in sentences_with_figures(judged, text):
        figures = [
            j
            for j in held.figures
            if j.claim.indicator.op != "share" or text[max(0, (j.claim.start or 0) - 2) : j.claim.start].strip()[-1:] in BRACKETS
        ]
        runs = [run for run in zip(figures, figures[1:], figures[2:], strict=False) if _is_suited(run)]
        line = held.read() if runs else None
        for run in runs:
            assert line is not None
            if (found := _tie_of(line, run)) is not None:
                yield found


def earlier(judged: Sequence[Judged], text: str) -> Iterator[Tie]:
    """Rates of change behind an amount or quantity with what it was a year or, of a rate on the month before, a month before, which the words behind name: 96.8万箱，增长10%，上年同期为88万箱."""
    for held in sentences_with_figures(judged, text):
        if held.language == "zh":
            line = None
            for now, rate, then in zip(held.figures, held.figures[1:], held.figures[2:], strict=False):
                if _is_level_again(now, rate, then):
                    line = line or held.read()
                    assert now.said is not None and then.said is not None and rate.said is not None
                    made = growth(now.said, then.said)
                    if _was(line, now, rate, then) and not _is_revised(made, rate.said):
                        yield Tie(rate, (now, then), made, spelled=True)


def _is_level_again(now: Judged, rate: Judged, then: Judged) -> bool:
    """Whether a rate stands between two figures of one unit, both levels."""
    is_rate = rate.claim.unit == "percent" and rate.claim.kind == "value" and rate.claim.indicator.op == "growth"
    levels = [now, then]
    is_like = now.claim.unit == then.claim.unit != "percent" and len({unit_word(j) for j in levels}) == 1
    return is_rate and is_like and all(j.claim.kind == "value" and j.plain is not None and (j.plain.low or 0) > 0 for j in levels)


def _is_revised(made: Interval, rate: Interval) -> bool:
    """Whether a rate lies no further from what two levels make it than the base of a published one was revised."""
    return (made + REVISED).meets(rate)


REVISED = Interval(Decimal("-2.5"), Decimal("2.5"), True, True)
"""In percentage points."""


def _was(line: Line, now: Judged, rate: Judged, then: Judged) -> bool:
    """Whether nothing parts a figure from its rate, and what was before follows it with the words for its time alone, on the same base as the rate."""
    (_, start), (low, high), (place, _) = (line.place(j) for j in (now, rate, then))
    first, last = line.between(start, low), _behind_rate(line, high, place)
    if first is None or last is None or line.lead(rate) is not None or line.lead(then) in ("from", "than") or is_in_brackets(line, then):
        return False
    if not is_money(now.claim.unit) and forms_in(line.sentence.text[start:low], line.language).every("of-value"):
        return False
    times = [m for m in last if m.time is not None or m.is_a("yearago")]
    is_plain = not any(m.is_a("up", "down", "than") for m in last) and line.direction(start, low) != 0
    if len(times) != 1 or not is_plain or any(m.is_a(*AVERAGED) and m.time is None for m in line.found if m.end <= high):
        return False
    if not any(m.is_a("monthago") for m in first):
        return times[0].is_a("yearago") or (times[0].time is not None and times[0].time.kind in AGO)
    own = next((m.time for m in reversed(line.found) if m.end <= start and m.time is not None and m.time.kind == MONTH), None)
    told = times[0].time
    return own is not None and told is not None and told.kind == MONTH and _is_next(told, own)


def _behind_rate(line: Line, start: int, end: int) -> list[Mention] | None:
    """The mentions between a rate and what was before; the flow that the sentence names alone says nothing new."""
    flows = {m.value("flow") for m in line.found} - {None}
    again = next((m for m in line.found if start <= m.start and m.end <= end and m.is_a("flow")), None) if len(flows) == 1 else None
    if again is None:
        return line.between(start, end)
    before, behind = line.between(start, again.start), line.between(again.end, end)
    return None if before is None or behind is None else [*before, *behind]


MONTH = "month"


def _is_next(month: Dated, other: Dated) -> bool:
    """Whether a month is right before another one of the same year, or of a year that neither names."""
    if month.months is None or other.months is None or (None not in (month.year, other.year) and month.year != other.year):
        return False
    return month.months[1] + 1 == other.months[0]


def _is_suited(run: tuple[Judged, Judged, Judged]) -> bool:
    """Whether three figures are an amount, a smaller one of its unit and a rate, in an order in which a change is given, and don't fit either way."""
    now, step, rate = _roles(run)
    if (
        rate.claim.unit != "percent"
        or now.claim.unit == "percent"
        or now.claim.unit != step.claim.unit
        or rate.claim.indicator.op not in RATES
    ):
        return False
    if any(j.claim.kind != "value" or j.plain is None or not j.plain.middle or j.plain.width is None for j in run):
        return False
    return not any(_fits(now, step, rate, way) for way in (1, -1))


def _roles(run: tuple[Judged, Judged, Judged]) -> tuple[Judged, Judged, Judged]:
    """The amount, the difference and the rate: in this order, or the difference, the rate and the amount that was reached."""
    first, second, third = run
    return (first, second, third) if third.claim.unit == "percent" else (third, first, second)


def _rate(now: Judged, step: Interval, way: int) -> Interval | None:
    """The change of an amount that moved by a difference, in percent."""
    assert now.said is not None
    then = now.said - step if way > 0 else now.said + step
    return (step / then).scaled(PERCENT) if then.above(Interval.exact(0)) is True else None


def _fits(now: Judged, step: Judged, rate: Judged, way: int, power: int = 0) -> bool:
    assert step.said is not None and rate.said is not None
    made = _rate(now, abs(step.said).scaled(Decimal(10) ** power), way)
    room = ROOM if power == 0 else Interval.exact(0)
    return (made + room).meets(abs(rate.said)) if made is not None else not power


def _tie_of(line: Line, run: tuple[Judged, Judged, Judged]) -> Tie | None:
    """The tie of three figures that words tie: of a difference that is a power of ten off, else of the rate."""
    now, step, rate = _roles(run)
    is_behind = run[0] is now
    places = [line.place(j) for j in run]
    if any(m.is_a(*OTHERWISE) and m.time is None for m in line.found) or not (way := _way(line, step, rate)):
        return None
    gaps = [line.between(max(a, _last(line, b)), b) for (_, a), (b, _) in pairwise(places)]
    if (
        any(gap is None for gap in gaps)
        or line.lead(step) is not None
        or line.lead(now) in ("from", "than")
        or (not is_behind and line.lead(now) != "to")
    ):
        return None
    if not _is_on_one_base(line, now, step, rate):
        return None
    made = _rate(now, abs(step.said), way) if step.said is not None else None
    if made is None:
        return None
    if significant(rate.claim.text) >= EXACT and any(_fits(now, step, rate, way, power) for power in POWERS):
        return Tie(step, (now, rate), made, spelled=True)
    return Tie(rate, (now, step), made, spelled=True)


def _last(line: Line, place: int) -> int:
    """Where the last figure before a place ends."""
    return max((end for j in line.figures for _, end in [line.place(j)] if end <= place), default=0)


EXACT = 2
"""Significant digits of a rate that a difference a power of ten off hardly fits by chance."""
POWERS = (-1, 1, -2, 2, -3, 3, -4, 4)


def _is_on_one_base(line: Line, now: Judged, step: Judged, rate: Judged) -> bool:
    """Whether nothing beside a rate is of something else than its difference, and both are set against the same: what the rate alone is set against is the year before."""
    text, (_, start), (low, high) = line.sentence.text, line.place(step), line.place(rate)
    opened = text[high:].lstrip()[:1] in BRACKETS
    mark = (ENDING if opened else MARK).search(text, high)
    end = mark.start() if mark else len(text)
    for a, b in ((start, low), (high, end)):
        own = [m for m in line.found if a <= m.start and m.end <= b]
        said = beside(text[a:b], line.language, [shifted(m, a) for m in own if not _bases(line, [m])])
        if said.words or said.kinds or said.names:
            return False
    if not is_money(now.claim.unit) and forms_in(text[start:end], line.language).every("of-value"):
        return False
    comma = MARK.search(text, start, low)
    first = _bases(line, [m for m in line.found if m.end <= (comma.start() if comma else start)])
    both = _bases(line, [m for m in line.found if m.end <= end])
    return len(both) < LEAST and both - first <= {"year"}


LEAST = 2
ENDING = re.compile(r"[)）\]]")


def _bases(line: Line, found: Sequence[Mention]) -> set[str]:
    """What mentions set changes against: the month or the year before, or another time."""
    bases = set()
    for m in found:
        lead = next((o for o in reversed(line.found) if o.end <= m.start), None)
        if m.is_a("monthago"):
            bases.add("month")
        elif m.is_a("yearago") or (m.time is not None and m.time.kind in AGO):
            bases.add("year")
        elif m.time is not None and lead is not None and (lead.is_a("than", "base-lead", "from") or lead.value("prep") in AGAINST):
            bases.add(f"{m.time.kind} {m.time.year} {m.time.months}")
    return bases


AGAINST = ("on", "from", "over")
"""Prepositions before what a change is set against."""


def _way(line: Line, step: Judged, rate: Judged) -> int:
    """1 where the words beside a difference are of a rise, -1 of a fall; 0 where there are none, or the rate's own are the other ones."""
    start, end = line.place(step)
    low, high = line.place(rate)
    way = _before(line, start)
    if not way and line.language == "en":
        way = _behind(line, end) or (_behind(line, high) if line.sentence.text[high : high + 1] in CLOSING else 0)
    if any(m.value("prep") == "of" and m.start - high <= 1 for m in line.found if m.start >= high):
        return 0
    own = {1 if m.is_a("up") else -1 for m in line.found if end <= m.start and m.end <= low and m.is_a("up", "down")}
    return way if own <= {way} and _behind(line, high) in (0, way) and line.lead(rate) is None else 0


CLOSING = (")", "）")


def _before(line: Line, place: int) -> int:
    """The way of the word right before a place, hedges, *by* and *of* aside."""
    for m in sorted((m for m in line.found if m.end <= place), key=lambda m: -m.end):
        if line.sentence.text[m.end : place].strip():
            return 0
        if m.is_a("up", "down"):
            return 1 if m.is_a("up") else -1
        if not m.is_a("hedge") and m.value("prep") not in ("by", "of"):
            return 0
        place = m.start
    return 0


def _behind(line: Line, place: int) -> int:
    """The way of the word right behind a place."""
    m = next((m for m in line.found if m.start >= place), None)
    if m is None or line.sentence.text[place : m.start].strip("()（） "):
        return 0
    return 1 if m.is_a("up") else -1 if m.is_a("down") else 0
