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

from hinterland.check.beside import MARK, beside, shifted, told_time
from hinterland.check.currencies import is_money
from hinterland.check.digits import POWERS
from hinterland.check.judge import Judged
from hinterland.check.line import AGO, BEFORE, BRACKETS, Line, Run, sentences_with_figures, tie_runs, way_of
from hinterland.check.sums import are_of_one_unit
from hinterland.check.ties import Tie
from hinterland.interval import Interval, growth
from hinterland.reading.dates import Dated
from hinterland.reading.mentions import Mention

ROOM = Interval(Decimal("-0.15"), Decimal("0.15"), True, True)
"""In percentage points: so far a rate may lie from what an amount and its difference make it."""
PERCENT = Decimal(100)
AVERAGED = ("cagr", "unit-price", "forecast", "other-rate")


def steps(judged: Sequence[Judged], text: str) -> Iterator[Tie]:
    """Rates, or a difference that is a power of ten of what the rate makes it, with the amount and the other of the two that they don't fit."""

    def is_of(_: Line, j: Judged) -> bool:
        return j.op != "share" or text[max(0, j.start - 2) : j.start].strip()[-1:] in BRACKETS

    return tie_runs(sentences_with_figures(judged, text), _is_suited, _tie_of, is_of)


def earlier(judged: Sequence[Judged], text: str) -> Iterator[Tie]:
    """Rates of change behind an amount or quantity with what it was a year or, of a rate on the month before, a month before, which the words behind name: 96.8万箱，增长10%，上年同期为88万箱."""
    chinese = (line for line in sentences_with_figures(judged, text) if line.language == "zh")
    return tie_runs(chinese, _is_level_again, _earlier)


def _earlier(line: Line, run: Run) -> Tie | None:
    """The tie of a rate with the levels around it, unless it lies no further from what these make it than the base of a published one was revised."""
    now, rate, then = run
    made = growth(now.number, then.number)
    is_off = _was(line, now, rate, then) and not (made + REVISED).meets(rate.number)
    return Tie(rate, (now, then), made, spelled=True) if is_off else None


def _is_level_again(run: Run) -> bool:
    """Whether a rate stands between two figures of one unit, both levels."""
    now, rate, then = run
    is_rate = (rate.unit, rate.kind, rate.op) == ("percent", "value", "growth") and now.unit != "percent"
    is_level = all(j.kind == "value" and j.plain is not None and (j.plain.low or 0) > 0 for j in (now, then))
    return is_rate and is_level and are_of_one_unit(now, then)


REVISED = Interval(Decimal("-2.5"), Decimal("2.5"), True, True)
"""In percentage points."""


def _was(line: Line, now: Judged, rate: Judged, then: Judged) -> bool:
    """Whether nothing parts a figure from its rate, and what was before follows it with the words for its time alone, on the same base as the rate."""
    (_, start), (low, high), (place, _) = (line.place(j) for j in (now, rate, then))
    first, last = line.between(start, low), _behind_rate(line, high, place)
    if first is None or last is None or line.lead(rate) is not None or line.lead(then) in BEFORE or line.is_in_brackets(then):
        return False
    if not is_money(now.unit) and line.says(start, low, "of-value"):
        return False
    times = [m for m in last if m.time is not None or m.is_a("yearago")]
    is_plain = not any(m.is_a("up", "down", "than") for m in last) and line.direction(start, low) != 0
    if len(times) != 1 or not is_plain or any(m.is_a(*AVERAGED) and m.time is None for m in line.found if m.end <= high):
        return False
    told = times[0].time
    if not any(m.is_a("monthago") for m in first):
        return times[0].is_a("yearago") or (told is not None and told.kind in AGO)
    own = next((m.time for m in reversed(line.found) if m.end <= start and m.time is not None and m.time.kind == MONTH), None)
    return own is not None and told is not None and told.kind == MONTH and _is_next(told, own)


def _behind_rate(line: Line, start: int, end: int) -> list[Mention] | None:
    """The mentions between a rate and what was before; the flow that the sentence names alone says nothing new."""
    flows = {m.value("flow") for m in line.found} - {None}
    again = next((m for m in line.inside(start, end) if m.is_a("flow")), None) if len(flows) == 1 else None
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


def _is_suited(run: Run) -> bool:
    """Whether three figures are an amount, a smaller one of its unit and a rate, in an order in which a change is given, and don't fit either way."""
    now, step, rate = _roles(run)
    if rate.unit != "percent" or now.unit == "percent" or now.unit != step.unit or rate.op not in ("growth", "share"):
        return False
    if any(j.kind != "value" or not j.middle for j in run):
        return False
    return not any(_fits(now, step, rate, way) for way in (1, -1))


def _roles(run: Run) -> Run:
    """The amount, the difference and the rate: in this order, or the difference, the rate and the amount that was reached."""
    first, second, third = run
    return (first, second, third) if third.unit == "percent" else (third, first, second)


def _rate(now: Judged, step: Interval, way: int) -> Interval | None:
    """The change of an amount that moved by a difference, in percent."""
    then = now.number - step if way > 0 else now.number + step
    return (step / then).scaled(PERCENT) if then.above(Interval.exact(0)) is True else None


def _fits(now: Judged, step: Judged, rate: Judged, way: int, power: int = 0) -> bool:
    made = _rate(now, abs(step.number).scaled(Decimal(10) ** power), way)
    room = ROOM if power == 0 else Interval.exact(0)
    return (made + room).meets(abs(rate.number)) if made is not None else not power


def _tie_of(line: Line, run: Run) -> Tie | None:
    """The tie of three figures that words tie: of a difference that is a power of ten off, else of the rate."""
    now, step, rate = _roles(run)
    if line.is_otherwise("cagr", "forecast") or not (way := _way(line, step, rate)):
        return None
    gaps = [line.between(max(a, line.last(b)), b) for (_, a), (b, _) in pairwise(map(line.place, run))]
    is_led = line.lead(now) not in BEFORE if run[0] is now else line.lead(now) == "to"
    if None in gaps or not is_led or line.lead(step) is not None or not _is_on_one_base(line, now, step, rate):
        return None
    if (made := _rate(now, abs(step.number), way)) is None:
        return None
    is_power = rate.digits >= EXACT and any(_fits(now, step, rate, way, power) for power in POWERS)
    return Tie(step, (now, rate), made, spelled=True) if is_power else Tie(rate, (now, step), made, spelled=True)


EXACT = 2
"""Significant digits of a rate that a difference a power of ten off hardly fits by chance."""


def _is_on_one_base(line: Line, now: Judged, step: Judged, rate: Judged) -> bool:
    """Whether nothing beside a rate is of something else than its difference, and both are set against the same: what the rate alone is set against is the year before."""
    text, (_, start), (low, high) = line.text, line.place(step), line.place(rate)
    mark = (ENDING if text[high:].lstrip()[:1] in BRACKETS else MARK).search(text, high)
    end = mark.start() if mark else len(text)
    for a, b in ((start, low), (high, end)):
        said = beside(text[a:b], line.language, [shifted(m, a) for m in line.inside(a, b) if not _bases(line, [m])])
        if said.words or said.kinds or said.names:
            return False
    if not is_money(now.unit) and line.says(start, end, "of-value"):
        return False
    comma = MARK.search(text, start, low)
    first, both = (_bases(line, line.inside(0, place)) for place in (comma.start() if comma else start, end))
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
            bases.add(told_time(m.time))
    return bases


AGAINST = ("on", "from", "over")
"""Prepositions before what a change is set against."""


def _way(line: Line, step: Judged, rate: Judged) -> int:
    """1 where the words beside a difference are of a rise, -1 of a fall; 0 where there are none, or the rate's own are the other ones."""
    (start, end), (low, high) = line.place(step), line.place(rate)
    way = _before(line, start)
    if not way and line.language == "en":
        way = _behind(line, end) or (_behind(line, high) if line.text[high : high + 1] in (")", "）") else 0)
    if any(m.value("prep") == "of" and m.start - high <= 1 for m in line.found if m.start >= high):
        return 0
    own = {way_of(m) for m in line.inside(end, low)} - {0}
    return way if own <= {way} and _behind(line, high) in (0, way) and line.lead(rate) is None else 0


def _before(line: Line, place: int) -> int:
    """The way of the word right before a place, hedges, *by* and *of* aside."""
    for m in sorted((m for m in line.found if m.end <= place), key=lambda m: -m.end):
        if not line.is_blank(m.end, place):
            return 0
        if way_of(m) or not (m.is_a("hedge") or m.value("prep") in ("by", "of")):
            return way_of(m)
        place = m.start
    return 0


def _behind(line: Line, place: int) -> int:
    """The way of the word right behind a place."""
    m = line.behind(place)
    return way_of(m) if m is not None and not line.text[place : m.start].strip("()（） ") else 0
