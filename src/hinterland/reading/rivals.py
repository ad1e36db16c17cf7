"""What an English rate is set against: the rate of the same thing at another time, told right behind a word of comparison, with its time beside it.

Fell 11.1% in January, more than the 9.2% of December; fell 11.1% in March, worse than in February 2019, when it was 8.1%. `rival(context, target)` gives what it has of the rate before it,
with the time that is its own; `is_rival(context, parsed, target)` tells that a figure is such a one, behind which the period before goes on. A rate behind a rise or a fall that another came after
(up 3.9% in March, after a fall of 1.2% in February) is of the same thing too.
"""

from __future__ import annotations

from hinterland.reading.document import NATION, Target
from hinterland.reading.evidence import Context, Decided
from hinterland.reading.lands import region_above
from hinterland.reading.lexicon import forms
from hinterland.reading.mentions import Mention, Parsed
from hinterland.reading.periods import last_month, resolved, spelled, spelled_months
from hinterland.reading.relations.words import Found, near, right_before, right_behind, said

Slots = dict[str, tuple[str | None, ...]]
SHARED = ("concept", "op", "flow", "subject", "product", "partner", "regime", "measure")
"""What a rate has of the one that is set against it."""
YEAR = 12
"""Months of a year."""


def rival(context: Context, target: Target) -> Slots:
    """What a rate that another is set against has of that, with its own time; none where it is no such rate."""
    parsed = context.document.parsed[target.sentence]
    if (more := _more_than(context, parsed, target)) is not None:
        return more
    time, last = _time(parsed, target), _rate_before(context, target)
    if last is not None and time is None and (own := _of_place(context, last, target)):
        return _shared(last) | own
    if last is None or (time is None and not _is_come_after(parsed, last, target)):
        return {}
    behind = _dated_behind(parsed, target) if time is None else time
    period = None if behind is None else dated_before(context, behind, last.slots.get("period"))
    own = {} if period is None else {"period": (period,)}
    return _shared(last) | own


def _shared(last: Decided) -> Slots:
    """What a rate has of the one before that is set against it."""
    return {slot: (value,) for slot in SHARED if (value := last.slots.get(slot)) is not None}


def _of_place(context: Context, last: Decided, target: Target) -> Slots:
    """Whose rate one is that another is set against, and of which flow: the national rate of 8.7%, the average of its state of 9%, the 5% rise of Iowa, the 12% by which the nation's exports grew."""
    parsed = context.document.parsed[target.sentence]
    subject, period = last.slots.get("subject"), last.slots.get("period")
    if parsed.language != "en" or target.figure is None or target.figure.dimension != "percent" or subject is None:
        return {}
    if (word := _average(parsed, target)) is not None:
        told = (d.slots.get("subject") or "" for d in context.decided if d.target.sentence == target.sentence)
        town = next((place for place in told if len(place) > NATION), subject)
        own = parsed.nation if word.cls == "compare-nation" else region_above(town) or _region_of(town)
        return {} if own is None else {"subject": (own,), "period": (period,)}
    than = _than(parsed, target.start)
    behind = [m for m in parsed.mentions if m.start >= target.end]
    if not than or not behind:
        return {}
    relative = right_behind(parsed, target.end, "rate-relative")
    if relative is not None:
        return _owner_and_flow(parsed, relative.end) | {"period": (period,)}
    is_rise = behind[0].is_a("up", "down") and len(behind) > RISE and behind[1].is_a("prep", "level")
    own = _place(parsed, behind[RISE]) if is_rise else None
    return {} if own is None else {"subject": (own,), "period": (period,)}


RISE = 2
"""A rise and what leads to its place."""


def _average(parsed: Parsed, target: Target) -> Found | None:
    """The words for an average that "of" leads from right to a rate."""
    of = next((m for m in reversed(parsed.mentions) if m.end <= target.start), None)
    is_of = of is not None and parsed.text[of.start : target.start].strip().lower() in forms("en", "part-lead")
    return right_before(parsed, of.start, "compare-nation", "compare-region") if is_of and of is not None else None


def _owner_and_flow(parsed: Parsed, start: int) -> Slots:
    """The place that opens a relative clause, by its name or as the nation, and the flow that it owns there."""
    nation, behind = right_behind(parsed, start, "nation-owner"), [m for m in parsed.mentions if m.start >= start]
    flow = next((m for m in behind if m.is_a("flow")), None)
    own = parsed.nation if nation is not None else _place(parsed, behind[0]) if behind else None
    is_near = flow is not None and flow in behind[:RISE]
    return {"subject": (own,), "flow": (flow.value("flow"),)} if flow is not None and is_near and own is not None else {}


def _place(parsed: Parsed, mention: Mention) -> str | None:
    """The place that a mention names, or the nation that it calls one."""
    if mention.value("proform") == "nation":
        return parsed.nation
    name = mention.names[0] if mention.names else None
    return name.code if name is not None and name.kind == "place" and name.code else None


def _region_of(subject: str) -> str | None:
    """The region of a town that no table knows, as its own words tell it."""
    region, mark, _ = subject.partition(":")
    return region if mark else None


def is_rival(context: Context, parsed: Parsed, target: Target) -> bool:
    """Whether a figure is the rate of another time that one is set against, or of a rise or a fall that one came after."""
    last = _rate_before(context, target)
    return _time(parsed, target) is not None or (last is not None and _is_come_after(parsed, last, target))


def _rate_before(context: Context, target: Target) -> Decided | None:
    """The growth that was decided last of the rates of a sentence."""
    before = (d for d in reversed(context.decided) if d.target.sentence == target.sentence and d.target.figure is not None)
    last = next((d for d in before if d.target.figure is not None and d.target.figure.dimension == "percent"), None)
    return last if last is not None and last.slots.get("op") == "growth" else None


def _more_than(context: Context, parsed: Parsed, target: Target) -> Slots | None:
    """What a rate by which an amount is more than before has of that amount, with no name, flow or other statistic between: worth 15 billion in the nine months, 5.4% more than a year earlier."""
    more = right_behind(parsed, target.end, "compare-than")
    than = None if more is None else right_behind(parsed, more.end, "compare-word")
    told = (d for d in reversed(context.decided) if d.target.sentence == target.sentence and d.target.figure is not None)
    amount = next((d for d in told if d.target.figure is not None and d.target.figure.dimension in AMOUNTS), None)
    behind = next((m for m in parsed.mentions if than is not None and m.start >= than.end and not m.is_a("prep")), None)
    if parsed.language != "en" or than is None or amount is None or behind is None or behind.time is None:
        return None
    is_amount = amount.target.figure is not None and amount.target.figure.dimension == "money" and amount.slots.get("op") == "level"
    is_rate = target.figure is not None and target.figure.dimension == "percent"
    between = [m for m in parsed.mentions if amount.target.end <= m.start and m.end <= target.start]
    if not is_amount or not is_rate or any(m.names or m.is_a("flow", "balance", "other", "services") for m in between):
        return None
    period = {} if amount.slots.get("period") is None else {"period": (amount.slots["period"],)}
    return _shared(amount) | {"op": ("growth",)} | period


AMOUNTS = ("money", "quantity", "percent")
"""Dimensions of the figures that a rate may be told of."""


def _is_come_after(parsed: Parsed, last: Decided, target: Target) -> bool:
    """Whether a rate is that of a rise or a fall that the one before came after, with nothing named between the two."""
    figure, led = target.figure, near(parsed, last.target.end, target.start, "past-lead")
    if parsed.language != "en" or figure is None or figure.dimension != "percent" or not led:
        return False
    between = [m for m in parsed.mentions if last.target.end <= m.start and m.end <= target.start]
    inside = [m for m in between if m.start >= led[-1].end]
    is_told = all(m.is_a(*MOVING) for m in inside) and any(m.is_a("up", "down") for m in inside)
    return is_told and not any(m.names or m.is_a("flow", "balance", "other", "services") for m in between)


MOVING = ("up", "down", "level", "prep", "hedge")
"""Classes of the words of a rise or a fall and its figure."""


def _dated_behind(parsed: Parsed, target: Target) -> Mention | None:
    """The time to which "in" or the like leads right behind a rate."""
    time = next((m for m in parsed.mentions if m.start >= target.end and not m.is_a("prep", "level")), None)
    is_led = time is not None and parsed.text[target.end : time.start].strip().lower() in forms("en", "within")
    is_dated = (
        time is not None and time.time is not None and time.time.kind in DATED and (not time.time.relative or time.time.kind == "year")
    )
    return time if is_led and is_dated else None


def _time(parsed: Parsed, target: Target) -> Mention | None:
    """The time of a rate that another is set against: right behind it, or before the relative clause that tells it."""
    if parsed.language != "en" or target.figure is None or target.figure.dimension != "percent":
        return None
    return _time_behind(parsed, target) or _time_of_relative(parsed, target)


def _time_behind(parsed: Parsed, target: Target) -> Mention | None:
    """The time to which "of" or "in" leads right behind a rate that a comparison and an article lead to: more than the 9.2% of December."""
    return _dated_behind(parsed, target) if _than(parsed, target.start) else None


def _than(parsed: Parsed, place: int) -> bool:
    """Whether a word of comparison and an article end at a place."""
    article = right_before(parsed, place, "phrase-article")
    if article is None:
        return False
    led = any(m.is_a("than") and not parsed.text[m.end : article.start].strip() for m in parsed.mentions if m.end <= article.start)
    return led or right_before(parsed, article.start, "base-lead", "than") is not None


def _time_of_relative(parsed: Parsed, target: Target) -> Mention | None:
    """The time right before the relative clause that says nothing but a rate: than in February, when it was 8.1%."""
    word = next((w for w in reversed(said(parsed, "relative-time")) if w.end <= target.start), None)
    time = next((m for m in reversed(parsed.mentions) if word is not None and m.end <= word.start), None)
    if (
        word is None
        or time is None
        or time.time is None
        or time.time.kind not in DATED
        or parsed.text[time.end : word.start].strip() != ","
    ):
        return None
    inside = [m for m in parsed.mentions if word.end <= m.start and m.end <= target.start]
    is_bare = all(m.is_a("proform", "level", "hedge", "up", "down") for m in inside)
    return time if is_bare and "," not in parsed.text[word.end : target.start] else None


DATED = ("year", "month", "quarter", "half", "half2", "threequarters", "ytd", "range", "quarter1", "lastquarter", "janfeb")
"""Kinds of times that a rate may be of."""


def dated_before(context: Context, mention: Mention, later: str | None) -> str | None:
    """The period that a time means before another: the one stated, else the latest of its months that closes before that one does."""
    time = mention.time
    if time is None:
        return None
    stated = next((p for p, how in resolved(time, context.document.today, None) if how == "stated"), None)
    if stated is not None or time.months is None or later is None:
        return stated
    closes = last_month(later)
    year = closes // YEAR
    year -= last_month(spelled(year, time.months)) >= closes
    return spelled_months(year * YEAR + time.months[0] - 1, year * YEAR + time.months[1] - 1)
