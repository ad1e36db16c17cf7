"""One slot of one target as it is decided: the candidates that are named or only implied, and what they are compared by.

`View.of` collects it; the periods that words only relate to the one in force (that month, the year before, year to date) and the product that a quantity's unit names are made here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import count

from hinterland import codes
from hinterland.models import UNSURE
from hinterland.reading.document import NATION, Document, Target
from hinterland.reading.evidence import EMPTY, Context, Evidence, Pair, bucket, fresh_mention, nearest, step
from hinterland.reading.grounds import is_bystander, is_only_partner
from hinterland.reading.lands import country_of, has_regions, partner_of, region_above
from hinterland.reading.mentions import Mention, Parsed
from hinterland.reading.names import table
from hinterland.reading.standing import Standing
from hinterland.reading.topics import SLOTS as TOPICS
from hinterland.reading.topics import topic


@dataclass(slots=True)
class View:
    """One slot of one target: how that stands, its candidates, and what they are compared by."""

    context: Context
    here: Standing
    target: Target
    parsed: Parsed
    slot: str
    slots: dict[str, str | None]
    op: str
    earlier: str | None = None
    found: dict[str | None, Pair] = field(default_factory=dict)
    values: dict[str | None, Pair] = field(default_factory=dict)
    order: dict[str | None, int] = field(default_factory=dict)
    proform: str = ""
    main: str | None = None
    known: str | None = None
    topic: list[tuple[str | None, float]] = field(default_factory=list)
    likely: Mapping[str | None, str] = field(default_factory=dict)
    title: str | None = None
    implied: dict[str, str] = field(default_factory=dict)
    derived: dict[str, str] = field(default_factory=dict)
    counterpart: str | None = None
    fresh: Evidence | None = None
    shape: str = "none"
    had: str = "had0"
    against: str = "n"

    @classmethod
    def of(cls, context: Context, here: Standing, slot: str, slots: dict[str, str | None]) -> View:
        """The view of a slot."""
        target = here.target
        view = cls(context, here, target, context.document.parsed[target.sentence], slot, slots, str(slots.get("op")))
        if here.prior is not None:
            view.earlier = here.prior.slots.get(slot)
        view.had = "had" if view.earlier != EMPTY.get(slot) else "had0"
        view.found = nearest(context, target, slot)
        if slot in TOPICS:
            view.topic = topic(context, slot)
            if slot not in context.likely:
                context.likely[slot] = likely(view.topic)
            view.likely = context.likely[slot]
        view.proform = _proform(context, target) if slot == "subject" else ""
        view.values = _with_implied(view)
        if slot == "partner":
            own = context.document.partner_of(slots.get("subject"))
            view.values = {v: e for v, e in view.values.items() if v is None or own is None or v != own}
            view.found = {v: e for v, e in view.found.items() if v in view.values}
        if not view.values:
            return view
        view.order = _recency(view.found, target)
        if here.prior is not None:
            view.fresh = fresh_mention(context, here.prior, target, slot, view.earlier)
        if view.fresh is not None:
            view.shape = _fresh_shape(context, view.fresh, target, here.clause)
        return view


UNLIKELY = bucket(0.0, 2)
"""The odds of a value that a document isn't likely of at all."""


def likely(odds: Sequence[tuple[str | None, float]]) -> dict[str | None, str]:
    """How likely a document is of each value, in steps, with a mark on the likeliest."""
    return {value: step(o * 100, 2, 10, 30, 60, 85, 97) + ("" if place else "*") for place, (value, o) in enumerate(odds)}


CITY = "city"
"""The pro-form of a city or county (全市, 我县, the city): it means no country."""


def _with_implied(view: View) -> dict[str | None, Pair]:
    """The candidates that are mentioned, and those that are only implied: what was in force, the document's main subject, its reporter, its first period."""
    context, slot, earlier = view.context, view.slot, view.earlier
    values: dict[str | None, Pair] = dict(view.found)
    nothing: Pair = (None, None)
    if view.here.prior is not None and earlier is not None and earlier not in values and earlier != EMPTY.get(slot):
        values[earlier] = nothing
    if slot == "subject":
        implied = [context.document.main_subject, context.document.reporter, *_of_head(context.document)]
        home, main = codes.home_of().nation, context.document.main_nation
        if main == home or (main is None and _speaks_to_home(context.document)):
            implied.append(home)
        for code in implied:
            if code is not None:
                values.setdefault(code, nothing)
        if view.proform.startswith(CITY) and not _names_nation(view):
            values = {v: e for v, e in values.items() if v is None or len(v) > NATION or not has_regions(v)}
    if slot == "period":
        for period in (context.first_period, context.main_period):
            if period is not None:
                values.setdefault(period, nothing)
        view.implied = dict(_relative(view))
        values.update({p: nothing for p in view.implied if p not in values})
        view.against = _set_against(view)
        if view.against != "n" or not _is_dated(view):
            view.derived = dict(_derived(view))
        values.update({p: nothing for p in view.derived if p not in values})
    if slot == "partner":
        view.counterpart = _counterpart(view)
        if view.counterpart is not None:
            values.setdefault(view.counterpart, nothing)
    likeliest = [value for value, _ in view.topic] if slot == "flow" else [value for value, _ in view.topic[:1] if value != EMPTY.get(slot)]
    for value in likeliest:
        values.setdefault(value, nothing)
    if slot == "product" and (made := unit_noun(view.target)) is not None:
        values.setdefault(made, nothing)
    if slot in context.named:
        subject = view.slots.get("subject")
        view.main, view.known, view.title = context.mains(slot, subject)
        for value in (view.main, view.known, view.title):
            if value is not None:
                values.setdefault(value, nothing)
    if slot == "subject" and context.document.names_nobody:
        return {}
    if slot == "subject":
        values = {v: pair for v, pair in values.items() if v is None or not is_bystander(context.document, v)}
    if slot == "subject" and (own := context.document.unnamed) is not None:
        values = {v: pair for v, pair in values.items() if v is None or any(e is not None and _is_named_here(view, e) for e in pair)}
        values = {v: pair for v, pair in values.items() if v is None or not is_only_partner(context.document, v)}
        values.setdefault(UNSURE + own, nothing)
    return values


def _is_named_here(view: View, e: Evidence) -> bool:
    """Whether a place is named in the sentence of a target, and not by a pro-form."""
    return e.sentence == view.target.sentence and not e.level.startswith((CITY, "nation~", "district"))


def _speaks_to_home(document: Document) -> bool:
    """Whether a document that names no country may be about the home nation: a Chinese one, or an English one too short to name it."""
    return not document.places.is_local and (document.language == "zh" or len(document.parsed) <= SHORT)


SHORT = 4
"""Maximum sentences of a text that need not name whose trade it is about."""


def _names_nation(view: View) -> bool:
    """Whether the target's sentence names a country or calls it one before the target."""
    return any(e.end <= view.target.start and len(e.value) == NATION for e in view.context.evidence["subject"][view.target.sentence])


def _of_head(document: Document) -> Iterator[str]:
    """The place that the document's head is about, that of its office, and the region of that."""
    places = document.places
    yield from (code for code in (places.lead, places.office, region_above(places.office or "")) if code is not None)


def unit_noun(target: Target) -> str | None:
    """The product that a quantity's own unit names: 1.2 million vehicles."""
    noun = target.figure.noun.lower() if target.figure is not None and target.figure.dimension == "quantity" else ""
    return next((n.code for n in table().get(noun, ()) if n.kind == "product"), None)


def _proform(context: Context, target: Target) -> str:
    """The nearest pro-form before a target in its sentence: its, the state, 全国."""
    parsed = context.document.parsed[target.sentence]
    clause = parsed.sentence.clause(target.start)
    for m in reversed(parsed.mentions):
        if m.end <= target.start and m.is_a("proform"):
            return f"{m.value('proform')}{bucket(clause - m.clause, 0, 1)}"
    return ""


def _counterpart(view: View) -> str | None:
    """The document's own nation as the partner of a place in another country: what Germany sells to it."""
    subject, nation = view.slots.get("subject"), view.context.document.main_nation
    if subject is None or nation is None or country_of(subject) in (None, nation):
        return None
    return partner_of(nation)


def _is_dated(view: View) -> bool:
    """Whether a period is named before the target in its sentence, with no figure between."""
    target, figures = view.target, view.context.figures[view.target.sentence]
    start = max((f.end for f in figures if f.end <= target.start), default=0)
    before = (pair[0] for pair in view.found.values() if pair[0] is not None)
    return any(e.sentence == target.sentence and e.start >= start and e.level.partition("/")[0] not in BASES for e in before)


def _derived(view: View) -> Iterator[tuple[str, str]]:
    """Periods that no words name, each with how it comes from one that is in force or named beside the target: a year earlier, the month before, the year to date, what was in force before."""
    context, target = view.context, view.target
    named = (e for pair in view.found.values() for e in pair if e is not None and e.sentence == target.sentence)
    nearest = [e.value for e in named if e.level.partition("/")[0] not in BASES]
    bases = dict.fromkeys((view.earlier, *nearest[:NEAREST]))
    for base in filter(None, bases):
        month = base[-7:] if base[-3:-2] == "-" and "Q" not in base else None
        yield _of_year(base, int(base.rpartition("/")[2][:4]) - 1), "ago"
        if month is not None:
            yield (_month_before(base), "before") if len(base) == len(month) else (month, "last")
            if not month.endswith("-01"):
                yield f"{month[:4]}-01/{month}", "to date"
    before = (d.slots.get("period") for d in reversed(context.decided[-RECENT:]))
    back = next((p for p in before if p is not None and p != view.earlier), None)
    if back is not None:
        yield back, "back"


BASES = ("since", "yearago", "sameof")
"""Kinds of mentions that only name what a figure is compared with."""
NEAREST = 3
"""Maximum periods of a sentence that others are derived from."""
RECENT = 5
"""Maximum claims that are looked back for another period."""


def _relative(view: View) -> Iterator[tuple[str, str]]:
    """Periods that words only relate to the one in force: that month, the whole year, the month before, year to date; each with the word's kind and clause."""
    force = view.earlier or view.context.first_period
    if force is None:
        return
    first, _, last = force.partition("/")
    last = last or first
    words = [m for m in view.parsed.mentions if m.time is not None or m.is_a("cumulative")]
    if not words:
        return
    month = len(last) == 7 and "Q" not in last
    periods = {
        "samemonth": last if month else None,
        "wholeyear": last[:4],
        "monthbefore": _month_before(last) if month else None,
        "cumulative": f"{last[:4]}-01/{last}" if month and not last.endswith("-01") else None,
    }
    for m in words:
        kind = m.time.kind if m.time is not None else "cumulative"
        year = m.time.year if m.time is not None and kind == "sameof" else None
        period = _of_year(force, year) if year is not None else periods.get(kind)
        behind = kind in ("wholeyear", "cumulative", "sameof") and m.clause == view.here.clause
        if period is not None and (m.start < view.target.end or behind):
            yield period, f"{kind}{bucket(view.here.clause - m.clause, 0, 1)}"


def _of_year(period: str, year: int) -> str:
    """A period's months in the year in which another ends."""
    moved = year - int(period.partition("/")[2][:4] or period[:4])
    return "/".join(f"{int(part[:4]) + moved}{part[4:]}" for part in period.split("/"))


def _month_before(month: str) -> str:
    """The month before one."""
    index = int(month[:4]) * 12 + int(month[5:]) - 2
    return f"{index // 12}-{index % 12 + 1:02d}"


def _set_against(view: View) -> str:
    """Which words of comparison stand beside a target with no figure between: of the year before in front of it (b) or behind it (a), of what it is set against in front of it (v)."""
    parsed, target, clause = view.parsed, view.target, view.here.clause
    before = parsed.preceding(target.start)
    start = next((m.end for m in reversed(before) if m.figure is not None), 0)
    behind = [m for m in parsed.mentions if m.start >= target.end and m.clause == clause]
    stop = next((m.start for m in behind if m.figure is not None), len(parsed.text))
    led = [m for m in before if m.start >= start and m.clause == clause]
    return "".join((
        "b" if any(_is_year_ago(m) for m in led) else "",
        "v" if any(m.is_a("than", "from") for m in led) else "",
        "a" if any(_is_year_ago(m) for m in behind if m.end <= stop) else "",
    )) or "n"  # fmt: skip


def _is_year_ago(mention: Mention) -> bool:
    """Whether words mean the period a year before the one in force."""
    return mention.is_a("yearago") or (mention.time is not None and mention.time.kind in ("yearago", "sameof"))


def _fresh_shape(context: Context, e: Evidence, target: Target, clause: int) -> str:
    """Where a fresh mention stands and what leads to it."""
    where = "x" if e.sentence != target.sentence else f"c{bucket(clause - e.clause, 0, 1, 2)}"
    return f"{where}<{e.before.rstrip('~')}{'z' if e.zone else ''}"


def _recency(found: dict[str | None, tuple[Evidence | None, Evidence | None]], target: Target) -> dict[str | None, int]:
    """The place of each candidate among those mentioned before a target, the latest first."""
    here = target.sentence, target.start
    placed = [((b.sentence, b.end), b.local, value) for value, (b, _) in found.items() if b is not None and (b.sentence, b.start) <= here]
    placed.sort(key=lambda p: p[0], reverse=True)
    ranks = {True: count(), False: count()}
    return {value: next(ranks[local]) for _, local, value in placed}
