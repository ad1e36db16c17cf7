"""Rates told as a change, from one to another, each of its own period (从3月的30.6%加快至32.3%, 由同比下跌3%转为增长26%), and what a figure was before, beside it (同比8.4%，前值-1.9%).

`changed(context, target)` gives the slots of either. The later one is of the time between the two, else of the one in force; the earlier one of the time that leads to it, else of the period
before, which of months since January nobody can tell. What the earlier one is of, the later one is of.
"""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

from hinterland.codes import Period
from hinterland.reading.document import Target
from hinterland.reading.evidence import Context, Decided, Slots
from hinterland.reading.lexicon import forms
from hinterland.reading.lists import CLOSING, OPENING
from hinterland.reading.mentions import Mention, Parsed, once_a_sentence
from hinterland.reading.periods import resolved, spelled, within_year
from hinterland.reading.relations.bases import is_years
from hinterland.reading.relations.words import near, rate_behind, right_before, right_behind

BETWEEN = ("up", "down", "level", "prep", "hedge", "yearago", "and", "contribution")
"""Classes of the words that stand beside the rates of a change."""
SHARED = ("concept", "flow", "subject", "product", "partner", "regime", "measure")
"""What both rates of a change have alike."""


class Change(NamedTuple):
    """Two rates, the earlier and the later, and where the word stands that leads to the earlier one."""

    lead: int
    earlier: Mention
    later: Mention


def changed(context: Context, target: Target) -> Slots:
    """The slots of a rate of a change, or of what a figure was before; none where it is neither."""
    parsed = context.document.parsed[target.sentence]
    if target.figure is None or target.kind != "figure" or parsed.language != "zh" or parsed.sentence.kind == "row":
        return {}
    change = next((c for c in changes(parsed) if target.start in (c.earlier.start, c.later.start)), None)
    if change is None:
        return _value_before(context, parsed, target)
    op = "contribution" if _contributes(parsed, change.earlier) else "growth" if _is_growth(parsed, change) else None
    found: Slots = {} if op is None else {"op": (op,)}
    time = next((m for m in parsed.mentions if m.time is not None and change.lead <= m.start and m.end <= change.earlier.start), None)
    first, period = _of_run(context, parsed, change) or (None, _of_like(_later(context, parsed, change), time))
    if target.start == change.later.start:
        return found | _alike(context.last, change) | ({} if period is None else {"period": (period,)})
    found |= _bracketed(context, parsed, change)
    if period is None:
        return found
    runs = any(m.end <= change.lead and m.figure is not None and is_years(parsed, m) for m in parsed.mentions)
    return found | {"period": (first or (None if runs and time is None else _before(context, period, time)),)}


@once_a_sentence
def changes(parsed: Parsed) -> list[Change]:
    """The changes of rates that a sentence tells, in order."""
    found = []
    for earlier, later in pairwise(m for m in parsed.mentions if m.figure is not None and m.figure.dimension != "bare"):
        rates = [m.is_figure("percent") or _contributes(parsed, m) for m in (earlier, later)]
        lead = next(reversed(near(parsed, parsed.sentence.clauses[earlier.clause], earlier.start, "start-lead")), None)
        if lead is None or not all(rates) or later.clause - earlier.clause > FAR:
            continue
        inside = [m for m in parsed.mentions if lead.end <= m.start < later.start and m is not earlier]
        told = all(m.time is not None or m.is_a(*BETWEEN) for m in inside)
        if told and near(parsed, earlier.end, later.start, "change-to"):
            found.append(Change(lead.end, earlier, later))
    return found


def _contributes(parsed: Parsed, rate: Mention) -> bool:
    """Whether the verb of a contribution touches its points: 由前值的拖累0.4个百分点升至拉动0.2个百分点."""
    is_points = rate.is_figure("points")
    return is_points and any(m.end == rate.start and m.is_a("contribution") for m in parsed.mentions)


FAR = 2
"""Maximum clauses between the rates of a change: 由-1.1%转负为正，同比增长0.1%."""


def earlier_of(parsed: Parsed, target: Target) -> bool:
    """Whether a figure is the earlier one of a change or what another was before, so that the period of the figure before goes on behind it."""
    time = _own_month(parsed, target)
    led = right_before(parsed, target.start, "value-before") is not None or (time is not None and parsed.text[time.start - 1] in OPENING)
    return led or any(c.earlier.start == target.start for c in changes(parsed))


def later_in_force(context: Context, target: Target) -> str | None:
    """The period that goes on behind the earlier one of a change."""
    parsed = context.document.parsed[target.sentence]
    change = next((c for c in changes(parsed) if c.earlier.start == target.start), None)
    before = context.decided[-1].slots.get("period") if context.decided else None
    return before if change is None else _later(context, parsed, change)


def _is_growth(parsed: Parsed, change: Change) -> bool:
    """Whether the rates of a change are of growth: a word of a turn or a rate stands before the earlier one in its clause, and none of a share, or the sentence tells such a change before."""
    clause = change.earlier.clause
    inside = [m for m in parsed.mentions if m.clause == clause and m.end <= change.earlier.start]
    if any(m.is_a("share", "contribution") for m in inside) or near(
        parsed, parsed.sentence.clauses[clause], change.earlier.start, "share-noun"
    ):
        return False
    before = next((c for c in reversed(changes(parsed)) if c.later.end <= change.lead), None)
    return any(m.is_a("up", "down", "yearago") for m in inside) or (before is not None and _is_growth(parsed, before))


def _later(context: Context, parsed: Parsed, change: Change) -> str | None:
    """The period of the later rate: the time between the two, else the last one before the change that is of no other's earlier rate, else the one in force."""
    times = [m for m in parsed.mentions if m.time is not None and m.time.kind not in ("date", "same", "sameof", "yearago")]
    between = [m for m in times if change.earlier.end <= m.start and m.end <= change.later.start]
    others = [c for c in changes(parsed) if c.later.end <= change.lead]
    before = [m for m in times if m.end <= change.lead and not any(c.lead <= m.start < c.earlier.start for c in others)]
    last = context.decided[-1].slots.get("period") if context.decided else None
    named = next(reversed(between or before), None)
    if named is None or named.time is None:
        return last
    periods = [p for p, _ in resolved(named.time, context.document.today, context.last_year)]
    year = last[:YEAR] if last is not None else None
    return next((p for p in periods if p[:YEAR] == year), next(iter(periods), last))


def _of_run(context: Context, parsed: Parsed, change: Change) -> tuple[str, str] | None:
    """The first and the last month of a run of months since one, of which the rates of a change are: 从去年10月起连续6个月走高，增幅由2.3%扩大到14.1%."""
    runs = [t for t in context.document.targets if t.sentence == parsed.number and t.kind == "streak" and t.end <= change.lead]
    times = [m for m in parsed.mentions if m.time is not None and m.end <= change.lead and m.time.months is not None]
    if len(runs) != 1 or len(times) != 1 or runs[0].number is None:
        return None
    if not right_behind(parsed, times[0].end, "since-tail") or times[0].time is None:
        return None
    began = next((Period.parse(p) for p, _ in resolved(times[0].time, context.document.today, context.last_year)), None)
    if began is None or began.months != 1:
        return None
    return within_year(began), within_year(began.shift(int(runs[0].number) - 1))


def _of_like(period: str | None, time: Mention | None) -> str | None:
    """The period of the later rate as one of the same sort as the earlier one's: all months so far where that is of the first half or three quarters (由上半年的-1.1%转为增长0.1%)."""
    months = time.time.months if time is not None and time.time is not None else None
    if period is None or months is None or months[0] > 1 or months[1] <= QUARTER:
        return period
    later = Period.parse(period)
    return period if later.cumulative or later.end % 100 <= months[1] else spelled(later.end // 100, (1, later.end % 100))


YEAR = 4
"""Digits of a year."""
YEAR_MONTHS, QUARTER = 12, 3
"""Months of a year; and of a quarter, the longest that is set against the one before it."""


def _before(context: Context, period: str, time: Mention | None) -> str | None:
    """The period of an earlier rate: what its time states, the latest months of that name before the later one ends, else the month, quarter or year before; None of months since January."""
    later = Period.parse(period)
    is_year = later.whole_years and later.months == YEAR_MONTHS
    if time is not None and time.time is not None and (time.time.kind == "yearago" or (time.time.kind == "relyear" and is_year)):
        return within_year(later.year_before())
    if time is not None and time.time is not None and time.time.months is not None and time.time.year is None:
        year = later.end // 100
        same = Period.parse(spelled(year, time.time.months))
        return within_year(same if same.end < later.end else same.year_before())
    if time is not None and time.time is not None and time.time.kind != "monthbefore":
        return next((p for p, _ in resolved(time.time, context.document.today, None) if p != period), None)
    if is_year:
        return within_year(later.year_before())
    return within_year(later.previous()) if later.months == 1 or (later.months == QUARTER and not later.cumulative) else None


def _alike(last: Decided | None, change: Change) -> Slots:
    """What the later rate has of the earlier one, which was decided right before it."""
    if last is None or last.target.start != change.earlier.start or last.slots.get("concept") is None:
        return {}
    return last.shared(SHARED)


def _bracketed(context: Context, parsed: Parsed, change: Change) -> Slots:
    """What a bracket tells that a change stands in: the product or partner right before it (家电（从41%放缓至29%）), quantity where the words before it speak of that alone."""
    opens = max(parsed.text.rfind(mark, 0, change.lead) for mark in OPENING)
    if opens < 0 or any(mark in parsed.text[opens : change.lead] for mark in CLOSING):
        return {}
    found: Slots = {}
    start = parsed.clause_start(opens)
    figured = any(m.figure is not None for m in parsed.mentions if start <= m.start < opens)
    if near(parsed, start, opens, "quantity-word") and not figured:
        found["measure"] = ("quantity",)
    if not any(m.names or m.figure is not None for m in parsed.mentions if opens < m.start < change.earlier.start):
        for slot in ("product", "partner"):
            ends = [e for e in context.evidence[slot][parsed.number] if e.end == opens]
            if ends:
                return found | {slot: (min(ends, key=lambda e: e.start).value,)}
    return found


def _value_before(context: Context, parsed: Parsed, target: Target) -> Slots:
    """All that a figure has of the one before of its sort in the sentence, whose value of the period before it is, as words for that or the month itself tell (放缓至2.4%，对比8月为8.7%)."""
    time = _own_month(parsed, target)
    verb = next((m for m in parsed.mentions if m.end == target.start and m.is_a("contribution")), None)
    lead = right_before(parsed, target.start if verb is None else verb.start, "value-before")
    if (time is None and lead is None) or target.figure is None:
        return {}
    alike = (
        d
        for d in reversed(context.decided)
        if d.target.sentence == target.sentence and d.target.figure is not None and d.target.figure.dimension == target.figure.dimension
    )
    if (last := next(alike, None)) is None or (period := last.slots.get("period")) is None:
        return {}
    is_year = time is not None and time.time is not None and time.time.kind == "yearago"
    before = _before(context, period, time if is_year else None)
    named = time is not None and not is_year and not near(parsed, time.start, time.end, "last-month")
    is_off = before is None or Period.parse(before).months > 1 or (named and _before(context, period, time) != before)
    if time is not None and not is_year and is_off:
        return {}
    shared = last.shared((*SHARED, "op"))
    return shared | {"period": (before,)}


def _own_month(parsed: Parsed, target: Target) -> Mention | None:
    """The month that a figure is of as nothing but "was" stands between, or as the figure owns its turn (比上月1.9%的增幅低), where no name, flow or figure stands before it in its clause."""
    time = next(
        (m for m in reversed(parsed.mentions) if m.end <= target.start and not m.is_a("level", "up", "down", "hedge", "balance")), None
    )
    if time is None or time.time is None:
        return None
    start = max([parsed.sentence.clauses[time.clause], *(parsed.text.rfind(mark, 0, time.start) for mark in OPENING)])
    between = parsed.text[time.end : target.start].strip(" +")
    if any(m.names or m.figure is not None or m.is_a("flow") for m in parsed.mentions if start <= m.start < time.start):
        return None
    if not near(parsed, time.start, time.end, "last-month"):
        return time if between in {"month": tuple(forms("zh", "is-verb")), "yearago": OPENING}.get(time.time.kind, ()) else None
    led = near(parsed, start, time.start, "base-lead", "compare-than", "than", "yearago")
    return time if not led or (not between and rate_behind(parsed, target.end) is not None) else None
