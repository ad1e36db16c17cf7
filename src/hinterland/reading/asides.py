"""Asides of an English text: another time than the one in force, which only what is set against it is of (up from 1.2 billion the previous month; they had risen 3.1% in January).

`asides(parsed)` gives those of a sentence, `aside_of(parsed, target)` the one that a figure stands in; `aside(context, target)` gives its period. Behind it the period before goes on.
"""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple, cast

from hinterland.codes import Period
from hinterland.reading.document import Target
from hinterland.reading.evidence import Context, Slots
from hinterland.reading.lexicon import forms
from hinterland.reading.mentions import Mention, Parsed, once_a_sentence
from hinterland.reading.past import YEARS, main_period, year_before
from hinterland.reading.periods import last_month, resolved, spelled, spelled_months, within_year
from hinterland.reading.relations.bases import is_compared, is_led, is_of_rate
from hinterland.reading.relations.words import SPANS, gap, near, right_before, right_behind, said

BETWEEN = ("prep", "level", "hedge", "up", "down", "ordinal")
"""Classes of the words between what leads to an aside and its time."""
FAR = 10
"""Maximum words between them."""


class Aside(NamedTuple):
    """Where an aside begins and ends, and its time."""

    start: int
    time: Mention
    end: int


@once_a_sentence
def asides(parsed: Parsed) -> list[Aside]:
    """The asides of a sentence."""
    if parsed.language != "en" or parsed.sentence.kind == "row":
        return []
    times = [m for m in parsed.mentions if m.time is not None and m.time.kind in SIDE]
    told = [Aside(lead, m, _end(parsed, m)) for m in times if (lead := _led(parsed, m)) is not None]
    return [*told, *(Aside(m.start, m, figure.end) for m in times if (figure := labelled_by(parsed, m)) is not None)]


def labelled_by(parsed: Parsed, time: Mention) -> Mention | None:
    """The figure in brackets that a time leads to with a colon: rose to 8.1% (estimate: 6.5%; June: 7.9%)."""
    figure = parsed.behind(time.end)
    inside = parsed.text.rfind("(", 0, time.start) > parsed.text.rfind(")", 0, time.start)
    is_led = figure is not None and figure.figure is not None and parsed.between(time, figure) == ":"
    return figure if inside and is_led else None


SIDE = (
    "year", "relyear", "yearago", "month", "monthbefore", "quarter", "half", "half2", "threequarters", "ytd", "range", "quarter1", "lastquarter", "janfeb",
)  # fmt: skip
"""Kinds of times that an aside may be of."""


def _led(parsed: Parsed, time: Mention) -> int | None:
    """Where the words end that set something against a time, a figure at most between them, or that tell what had been before."""
    low = parsed.sentence.clauses[time.clause]
    found = near(parsed, low, time.start, "past-lead", "base-lead", "pluperfect")
    rated = [m.end for m in parsed.mentions if m.figure is not None or m.is_a("up", "down")]
    over = time.time is not None and time.time.kind == "year"
    words = [(w.end, w.cls == "pluperfect") for w in found if w.value != "years" or (over and w.start - 1 in rated)]
    words += [(m.end, False) for m in parsed.mentions if m.is_a("than", "from") and low <= m.start and m.end <= time.start]
    bounds = {w.end for w in said(parsed, "bound")}
    for end, is_perfect in sorted(words, reverse=True):
        inside = parsed.inside(end, time.start)
        figures = [m for m in inside if m.figure is not None]
        if time.time is not None and time.time.kind in SPANS and parsed.is_blank(end, time.start):
            return None
        steps = [parsed.between(a, b).lower() in forms("en", "rate-to-level") for a, b in pairwise(figures)]
        is_bound = end in bounds and bool(figures) and parsed.is_blank(end, figures[0].start)  # above 1 trillion yuan in 2025
        own = (*BETWEEN, "balance") if any(m.is_a("from") and m.end == end for m in parsed.mentions) else BETWEEN
        is_moved = any(w.cls == "past-lead" and w.end == end for w in found) and any(m.is_a("up", "down") for m in inside)
        own = (*own, "flow") if is_moved else own  # after shipments rose 5% in May
        is_plain = (
            all(m.figure or m.is_a(*own) or (m.is_a("yearago") and m.time is None) for m in inside)
            and steps in ([], [True])
            and not is_bound
        )
        if not is_plain or gap(parsed, end, time.start) > FAR:
            return None
        if not is_perfect or (_moved(parsed, end, inside) and not said(parsed, "event-verb")):
            return end
    return None


def _moved(parsed: Parsed, end: int, inside: list[Mention]) -> bool:
    """Whether a verb of a rise or a fall stands right behind "had", or its figure does behind "had been"."""
    first = next(iter(inside), None)
    return first is not None and (first.is_a("up", "down", "level") or (first.figure is not None and gap(parsed, end, first.start) <= 1))


def _end(parsed: Parsed, time: Mention) -> int:
    """Where an aside ends: behind its time, or the figure that this owns or a relative clause tells of it (January's 3.2%; than in January, when it was 3.2%)."""
    inside = parsed.following(time.end)
    figure = next((m for m in inside if m.figure is not None), None)
    if figure is None:
        return time.end
    marks, between = forms("en", "possessive"), parsed.text[time.end : figure.start]
    owns = between.strip() in marks or (not between.strip() and parsed.text[: time.end].endswith(tuple(marks)))
    found = between.startswith(",") and right_behind(parsed, time.end + 1, "relative-time") and "," not in between[1:]
    is_bare = all(m.is_a("proform", *BETWEEN) for m in inside if m.end <= figure.start)
    return figure.end if owns or (found and is_bare) else time.end


def aside_of(parsed: Parsed, target: Target) -> Aside | None:
    """The aside that a figure or a place stands in."""
    told = target.figure is not None or target.kind == "rank"
    return next((a for a in asides(parsed) if told and a.start <= target.start < a.end), None)


def aside(context: Context, target: Target) -> Slots:
    """The period of a figure that an aside tells: the one that its time means before that in force."""
    parsed = context.document.parsed[target.sentence]
    if (year := _since_when(parsed, target)) is not None:
        return {"period": (year,)}
    if _is_years_back(parsed, target):
        return {"period": (None,)}
    found = aside_of(parsed, target)
    if found is None or found.time.time is None:
        return _reported(context, parsed, target)
    is_year_before = found.time.time.kind in YEAR_BEFORE
    last = main_period(context, target) if is_year_before else last_period(context)
    period = None if last is None else _period(context, parsed, found.time, last)
    if period is None or last is None:
        is_open = is_year_before and target.is_figure("percent")
        return {"period": (None,)} if is_open else {}
    return {"period": (period,)} if last_month(period) < last_month(last) else {}


def _is_years_back(parsed: Parsed, target: Target) -> bool:
    """Whether an amount is of a time a number of years back, by the last one before it in its English clause, or by the words right behind it (88 billion they had reached three years earlier),
    in Chinese by what owns it (三年前的888亿美元)."""
    if not target.is_figure("money", "quantity"):
        return False
    if parsed.language == "zh":
        return right_before(parsed, target.start, "years-back") is not None
    clause = [m for m in parsed.mentions if m.clause == parsed.sentence.clause(target.start)]
    before = [m for m in clause if m.end <= target.start and (m.time is not None or m.figure is not None)][-1:]
    behind = [m for m in clause if m.start >= target.end and not m.is_a("proform", "level")][:1]
    return any(m.is_figure("thing") and right_behind(parsed, m.end, "years-back") for m in (*before, *behind))


def _since_when(parsed: Parsed, target: Target) -> str | None:
    """The year since which something is so, of a figure that a relative clause right behind tells of it: the highest since 2014, when they reached 58 billion."""
    time = next((m for m in reversed(parsed.mentions) if m.end <= target.start and m.time is not None), None)
    if time is None or time.time is None or time.time.kind != "since" or target.figure is None or target.figure.dimension == "thing":
        return None
    is_told = parsed.sentence.clause(target.start) == time.clause + 1 and right_behind(parsed, time.end + 1, "relative-time") is not None
    year = parsed.written(time)[-YEARLY:]
    return year if is_told and year.isdigit() and parsed.written(time).count(" ") == 1 else None


def _reported(context: Context, parsed: Parsed, target: Target) -> Slots:
    """The month before that of the report, where no period was named before: exports rose 4% in the previous month, customs said."""
    times = [m for m in parsed.mentions if m.time is not None and m.time.kind not in ("yearago", "date")]
    is_only = len(times) == 1 and times[0].time is not None and times[0].time.kind == "monthbefore"
    if not is_only or last_period(context) is not None or right_before(parsed, times[0].start, "within") is None or target.figure is None:
        return {}
    today = context.document.today
    last = today.year * YEAR + today.month - 2
    return {"period": (spelled_months(last, last),)}


def compared(context: Context, target: Target) -> Slots:
    """The period of a figure or a direction whose sentence names no time but one that it is set against (compared with July 2023, exports rose; 与2023年7月相比): the one in force where that
    is a later one of its length, else the same a year later where that is the latest which has ended; none where words tell neither."""
    parsed = context.document.parsed[target.sentence]
    times = [m for m in parsed.mentions if m.time is not None and m.time.kind not in RELATED]
    base = times[0] if len(times) == 1 and target.kind in ("figure", "direction", "rank") and parsed.sentence.kind != "row" else None
    if base is None or base.time is None or not _is_base(parsed, base, target):
        return {}
    if aside_of(parsed, target) or _is_owned(parsed, base, target):
        return {}
    last, now = last_period(context), context.document.today.year * YEAR + context.document.today.month - 1
    stated = next((p for p, how in resolved(base.time, context.document.today, None) if how == "stated"), None)
    if stated is None or base.time.kind not in SIDE or (base.time.kind == "relyear" and last):
        is_measured = last is not None and target.is_figure("points")
        return {"period": (last,)} if is_measured and base.time.months is not None else {}
    before, after = Period.parse(stated), within_year(Period.parse(stated).shift(YEAR))
    if last is not None and last_month(last) > last_month(stated) and before.months in (YEAR, Period.parse(last).months):
        return {"period": (last,)}
    return {"period": (after if context.periods[after] or now - YEAR <= last_month(after) < now else None,)}


def based(context: Context, target: Target) -> Slots:
    """The period of an English text that names none but what its figures are set against, a year later where that is the latest which has ended: exports reached 41 billion. They rose 19%
    (against the first quarter of 2011)."""
    document, parsed = context.document, context.document.parsed[target.sentence]
    kept = document.parsed[0].kept
    if BASED not in kept:
        kept[BASED] = _year_behind_bases(context)
    period = cast("str | None", kept[BASED])
    own = [m for m in parsed.mentions if m.time is not None and m.time.kind not in RELATED and not is_led(parsed, m)]
    return {} if period is None or own or parsed.sentence.kind == "row" else {"period": (period,)}


LEADS = ("compare", "1")
"""Values of the words that set a rate against a time: compared with 2022, more than in 2022."""
BASED = "based"
"""Under what name the period of a text that names only bases is kept."""


def _year_behind_bases(context: Context) -> str | None:
    """A year behind the only time that a text sets its figures against, years of that time itself aside, where that has ended less than a year ago; None where it names any other."""
    document, now = context.document, context.document.today.year * YEAR + context.document.today.month - 1
    times = [(p, m) for p in document.parsed for m in p.mentions if m.time is not None and m.time.kind not in RELATED]
    times = [(p, m) for p, m in times if not (said(p, "pluperfect") and m.time is not None and m.time.relative)]
    if document.language != "en" or not times or not all(is_led(p, m) for p, m in times):
        return None
    bases = {
        s for p, m in times if m.time and is_compared(p, m, LEADS) for s, how in resolved(m.time, document.today, None) if how == "stated"
    }
    years = {str(m.time.year) for _, m in times if m.time is not None}
    if len(bases) != 1 or len(years) != 1 or not (base := bases.pop()).startswith(years.pop()):
        return None
    after = within_year(Period.parse(base).shift(YEAR))
    return after if now - YEAR <= last_month(after) < now else None


def _is_base(parsed: Parsed, time: Mention, target: Target) -> bool:
    """Whether something is set against a time, in English also against a single figure of it; in Chinese what its clause tells, or all where it opens the sentence."""
    told = next((a for a in asides(parsed) if a.time is time), None)
    figures = [] if told is None else [m for m in parsed.mentions if m.figure is not None and told.start <= m.start < time.start]
    is_next = parsed.language == "en" or not time.clause or time.clause == parsed.sentence.clause(target.start)
    return len(figures) == 1 or (is_compared(parsed, time) and is_next)


RELATED = ("date", "same", "samemonth", "wholeyear", "monthbefore")
"""Kinds of times that only relate to another."""


def _is_owned(parsed: Parsed, time: Mention, target: Target) -> bool:
    """Whether a figure is that of the time which something is set against: compared with July's 3.2%; than in May, when exports fell 4%; 较2023年的64亿元; 对比8月为8.7%."""
    if right_behind(parsed, time.end + 1, "relative-time") and parsed.sentence.clause(target.start) == time.clause + 1:
        return True
    between = parsed.text[time.end : target.start]
    owns = (*forms(parsed.language, "possessive"), *(forms("zh", "is-verb") if parsed.language == "zh" else ()))
    return target.start >= time.end and between.strip().startswith(tuple(owns)) and not any(c.isdigit() for c in between)


YEAR_BEFORE = ("yearago", "relyear")
"""Kinds of times that may mean the year before the one in force."""


def _period(context: Context, parsed: Parsed, mention: Mention, later: str) -> str | None:
    """The period of an aside: a year before the one in force where its words mean that, or last year and that is a part of this one."""
    time = mention.time
    if is_of_rate(parsed, mention) and len(later) > YEARLY and later.count(str(int(later[:YEARLY]))) == later.count("/") + 1:
        return YEARS.sub(str(mention.time.year if mention.time is not None else 0), later)
    if time is None or time.kind not in YEAR_BEFORE:
        return dated_before(context, mention, later)
    if time.kind == "relyear" and len(later) > YEARLY and later.startswith(str(context.document.today.year)):
        return YEARS.sub(lambda year: str(int(year[0]) - 1), later)
    return year_before(context, parsed, mention, later)


def dated_before(context: Context, mention: Mention, later: str | None) -> str | None:
    """The period that a time means before another: the one stated, the month before it, else the latest of its months that closes before that one does."""
    time = mention.time
    if time is None:
        return None
    if time.kind == "monthbefore" and later is not None:
        before = last_month(later) - 1
        return spelled_months(before, before) if len(later) == MONTH else None
    stated = next((p for p, how in resolved(time, context.document.today, None) if how == "stated"), None)
    if stated is not None or time.months is None or later is None:
        return stated
    closes = last_month(later)
    year = closes // YEAR
    year -= last_month(spelled(year, time.months)) >= closes
    return spelled_months(year * YEAR + time.months[0] - 1, year * YEAR + time.months[1] - 1)


def only_aside(context: Context, target: Target) -> list[str]:
    """The periods that a sentence, or the last one before it that names a time where it names none, tells in asides alone, and that are none in force: nothing else is of them."""
    number, rows = target.sentence, context.document.parsed
    own = (d for d in reversed(context.decided) if d.slots.get("period") and aside_of(rows[d.target.sentence], d.target) is None)
    last = next((d.slots["period"] for d in own), None)
    if last is None or aside_of(rows[number], target) is not None:
        return []
    while number and not any(m.time is not None for m in context.document.parsed[number].mentions):
        number -= 1
    times, row = {a.time.start for a in asides(context.document.parsed[number])}, context.evidence["period"][number]
    return sorted({e.value for e in row if e.start in times} - {e.value for e in row if e.start not in times} - {last})


def last_period(context: Context) -> str | None:
    """The period in force: the last one that was decided."""
    return next((period for d in reversed(context.decided) if (period := d.slots.get("period")) is not None), None)


YEAR, YEARLY, MONTH = 12, 4, 7
"""Months of a year, and the lengths of a year's and of a month's period."""
