"""What an English rate is set against: the rate of the same thing at another time, told right behind a word of comparison, with its time beside it.

Fell 11.1% in January, more than the 9.2% of December; fell 11.1% in March, worse than in February 2019, when it was 8.1%. `rival(context, target)` gives what it has of the rate before it,
with the time that is its own. A rate behind a rise or a fall that another came after (up 3.9% in March, after a fall of 1.2% in February) is of the same thing too.
"""

from __future__ import annotations

from itertools import takewhile

from hinterland.codes import Period
from hinterland.reading.asides import aside, aside_of, last_period
from hinterland.reading.document import NATION, Target
from hinterland.reading.evidence import Context, Decided, Slots, figure_list
from hinterland.reading.expected import came_before
from hinterland.reading.lands import region_above
from hinterland.reading.lexicon import forms
from hinterland.reading.mentions import Mention, Parsed
from hinterland.reading.periods import last_month, within_year
from hinterland.reading.relations.predicates import is_amount_of_change
from hinterland.reading.relations.words import Found, near, right_before, right_behind

SHARED = ("concept", "op", "flow", "subject", "product", "partner", "regime", "measure")
"""What a rate has of the one that is set against it."""


def rival(context: Context, target: Target) -> Slots:
    """What a rate that another is set against has of that, with its own time; none where it is no such rate."""
    parsed = context.document.parsed[target.sentence]
    if (more := _more_than(context, parsed, target)) is not None:
        return more
    last, told = _rate_before(context, target), aside_of(parsed, target)
    if last is None or last.slots.get("concept") is None:
        last = _foreseen(context, parsed, target) or last
    if last is not None and told is None and (own := _of_place(context, last, target)):
        return _shared(last) | own
    is_rate = target.is_figure("percent")
    amount = _amount_before(context, parsed, target)
    if amount is not None and (other := aside(context, target)):
        return _shared(amount) | other
    if is_rate and told is None and (former := _former(context, parsed, last, target)):
        return former
    if last is None or not is_rate or (told is None and not _is_come_after(parsed, last, target)):
        return {}
    return _shared(last) | aside(context, target)


def _former(context: Context, parsed: Parsed, last: Decided | None, target: Target) -> Slots:
    """What a rate has that no time stands beside and that another came from (slowed to 7% in July, down from 8.3%), or that is labelled as the one before (previous: 8.3%): what that is of, in
    the month, quarter or year before, in no period that is known where that is none."""
    if parsed.language != "en" or parsed.sentence.kind == "row":
        return {}
    labelled = right_before(parsed, target.start, "former-label") is not None
    led = right_before(parsed, target.start, "base-lead")
    is_from = last is not None and led is not None and led.value == "from" and led.start >= last.target.end
    behind = [m for m in parsed.mentions if m.start >= target.end and m.clause == parsed.sentence.clause(target.start)]
    beside = next((m for m in behind if not m.is_a("yearago")), None)
    if not (labelled or is_from) or (beside is not None and (beside.time is not None or beside.figure is not None)):
        return {}
    main = last.slots.get("period") if last is not None else last_period(context)
    months = 0 if main is None else Period.parse(main).months
    is_plain = main is not None and months in (1, 3, 12) and (last_month(main) + 1) % months == 0
    shared = _shared(last) if last is not None and is_from else {}
    return shared | {"period": (within_year(Period.parse(main).previous()) if main is not None and is_plain else None,)}


def _shared(last: Decided) -> Slots:
    """What a rate has of the one before that is set against it."""
    return last.shared(SHARED)


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
    behind = parsed.following(target.end)
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
    of = parsed.before(target.start)
    is_of = of is not None and parsed.text[of.start : target.start].strip().lower() in forms("en", "part-lead")
    return right_before(parsed, of.start, "compare-nation", "compare-region") if is_of and of is not None else None


def _owner_and_flow(parsed: Parsed, start: int) -> Slots:
    """The place that opens a relative clause, by its name or as the nation, and the flow that it owns there."""
    nation, behind = right_behind(parsed, start, "nation-owner"), parsed.following(start)
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


def _rate_before(context: Context, target: Target) -> Decided | None:
    """The growth that was decided last of the rates of a sentence."""
    before = (d for d in reversed(context.decided) if d.target.sentence == target.sentence and d.target.figure is not None)
    last = next((d for d in before if d.target.is_figure("percent")), None)
    return last if last is not None and last.slots.get("op") == "growth" else None


def _foreseen(context: Context, parsed: Parsed, target: Target) -> Decided | None:
    """The rate that the sentences before tell, of the one flow named or where none is the only one of the sentence before, where one says what had been expected of it and this what had been
    before that."""
    before = [m for m in parsed.mentions if m.end <= target.start]
    flows = {m.value("flow") for m in before if m.is_a("flow")}
    is_plain = not any(m.names or (m.is_a(*NAMING) and not m.is_a("flow") and m.value("other") != FORESEEN) for m in before)
    if not came_before(parsed, target) or not is_plain or len(flows) > 1:
        return None
    near_by = takewhile(lambda d: d.target.sentence >= target.sentence - (BACK if flows else 1), reversed(context.decided))
    told = [d for d in near_by if d.target.sentence < target.sentence and d.target.is_figure("percent")]
    told = [d for d in told if (d.slots.get("concept"), d.slots.get("op")) == ("trade", "growth") and d.slots.get("flow") in (flows or ANY)]
    return told[-1] if len({(d.slots.get("flow"), d.slots.get("partner"), d.slots.get("product")) for d in told}) == 1 else None


def _amount_before(context: Context, parsed: Parsed, target: Target) -> Decided | None:
    """The amount before an English one in its unit, where nothing but its time and a word of comparison stand between: 7.4 billion in April as against 12.9 billion."""
    last = context.last
    if parsed.language != "en" or last is None or last.target.sentence != target.sentence:
        return None
    units = {None if f is None or f.dimension != "money" else f.unit for f in (last.target.figure, target.figure)}
    between = [m for m in parsed.inside(last.target.end, target.start) if not m.is_a("hedge")]
    is_led = _than(parsed, target.start) or (bool(between) and between[-1].is_a("than"))
    is_bare = is_led and all(m.time is not None or m.is_a("prep", "up", "down", "than") for m in between)
    is_told = is_bare and len(units) == 1 and None not in units and last.slots.get("op") in ("level", "balance")
    return last if is_told and not is_amount_of_change(parsed, last.target) else None


def _more_than(context: Context, parsed: Parsed, target: Target) -> Slots | None:
    """What a rate by which an amount is up has of that amount, with no name, flow or other statistic between: worth 15 billion in the nine months, 5.4% more than a year earlier; up 5.4%."""
    told = (d for d in reversed(context.decided) if d.target.sentence == target.sentence and d.target.figure is not None)
    amount = next((d for d in told if d.target.is_figure(*AMOUNTS)), None)
    if parsed.language != "en" or amount is None or amount.target.figure is None or target.figure is None:
        return None
    is_amount = amount.target.figure.dimension == "money" and amount.slots.get("op") == "level"
    between = parsed.inside(amount.target.end, target.start)
    is_rate = target.figure.dimension == "percent" and figure_list(context, target)[1] == 1
    if not is_amount or not is_rate or any(m.names or m.is_a(*NAMING) for m in between):
        return None
    following = parsed.behind(target.end)
    is_part = following is not None and following.is_a("share") and parsed.is_blank(target.end, following.start)
    if is_part and all(m.is_a("hedge", "and") for m in between):
        return _shared(amount) | {"op": ("share",), "period": (amount.slots.get("period"),)}
    more = right_behind(parsed, target.end, "compare-than")
    than = None if more is None else right_behind(parsed, more.end, "compare-word")
    behind = next((m for m in parsed.mentions if than is not None and m.start >= than.end and not m.is_a("prep")), None)
    is_more = more is not None and (than is None or (behind is not None and behind.time is not None))
    if not is_more and not (between and between[-1].is_a("up", "down") and parsed.text[: between[-1].start].rstrip().endswith(",")):
        return None
    period = {} if amount.slots.get("period") is None else {"period": (amount.slots["period"],)}
    return _shared(amount) | {"op": ("growth",)} | period


ANY = ("export", "import", "total")
"""The flows, of which a sentence that names none may be of any."""
BACK = 4
"""How many sentences before it may tell of the flow that a sentence on what was expected names."""
FORESEEN = "forecast"
"""The other statistic that words for what was expected are, and those who did."""
NAMING = ("flow", "balance", "other", "services", "share")
"""Classes of words that tell anew what a figure is of."""
AMOUNTS = ("money", "quantity", "percent")
"""Dimensions of the figures that a rate may be told of."""


def _is_come_after(parsed: Parsed, last: Decided, target: Target) -> bool:
    """Whether a rate is that of a rise or a fall that the one before came after, with nothing named between the two."""
    figure, led = target.figure, near(parsed, last.target.end, target.start, "past-lead")
    if parsed.language != "en" or figure is None or figure.dimension != "percent" or not led:
        return False
    between = parsed.inside(last.target.end, target.start)
    inside = [m for m in between if m.start >= led[-1].end]
    is_told = all(m.is_a("up", "down", "level", "prep", "hedge") for m in inside) and any(m.is_a("up", "down") for m in inside)
    return is_told and not any(m.names or m.is_a("flow", "balance", "other", "services") for m in between)


def _than(parsed: Parsed, place: int) -> bool:
    """Whether a word of comparison and an article end at a place."""
    article = right_before(parsed, place, "phrase-article")
    if article is None:
        return False
    led = any(m.is_a("than") and parsed.is_blank(m.end, article.start) for m in parsed.mentions if m.end <= article.start)
    return led or right_before(parsed, article.start, "base-lead", "than") is not None
