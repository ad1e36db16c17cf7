"""Whose share a percentage is: of what stands before the words of sharing, and not of the place that is its whole (南通出口占江苏的27.1%), and of counted places, not of where they lie
(three cities in Jilin made up 21% of its exports)."""

from __future__ import annotations

from hinterland.models import UNSURE
from hinterland.reading.document import Target
from hinterland.reading.evidence import EMPTY, Context, Slots
from hinterland.reading.lands import country_of
from hinterland.reading.mentions import Mention, Parsed, once_a_target, overlaps
from hinterland.reading.relations.untraded import actor_share
from hinterland.reading.relations.words import near, right_before, right_behind, said
from hinterland.reading.strangers import BEFORE, strangers
from hinterland.reading.units import units

LONGEST = 14
"""Maximum characters of words that no table knows and that are taken for what a share is of."""


def part(context: Context, parsed: Parsed, target: Target) -> Slots:
    """The subject or product of a percentage that its clause gives as a share of a place, and of all that follows counted places or words that no table knows."""
    if target.figure is None or parsed.sentence.kind == "row":
        return {}
    own = {}
    if target.figure.dimension in ("percent", "points"):
        own = _of_whole(context, parsed, target) if parsed.language == "zh" else _of_counted(parsed, target) | _of_actors(parsed, target)
    return own or _goes_on(context, parsed, target)


def part_begins(parsed: Parsed, end: int) -> int | None:
    """Where words for a part of what was said begin behind a figure, in English: 5 billion, of which 40 percent; 5 billion, 40 percent of which."""
    if parsed.language != "en":
        return None
    leads = [m.start for m in parsed.mentions if m.start >= end and m.is_a("ofwhich")]
    figures = [m.start for m in parsed.mentions if m.start >= end and m.figure is not None and right_behind(parsed, m.end, "part-of")]
    return min([*leads, *figures], default=None)


@once_a_target
def _part_begins(parsed: Parsed, target: Target) -> int | None:
    """The same behind a target that is no such part itself."""
    is_part = target.figure is None or right_behind(parsed, target.end, "part-of") is not None
    return None if is_part else part_begins(parsed, target.end)


def named_of_part(context: Context, slot: str, target: Target) -> list[str]:
    """What a sentence names of a slot only behind the words for a part of a target, so that it isn't the target's."""
    parsed = context.document.parsed[target.sentence]
    if parsed.language != "en" or (start := _part_begins(parsed, target)) is None:
        return []
    row = context.evidence[slot][target.sentence]
    whole = {e.value for e in row if e.start < start}
    return [e.value for e in row if e.start >= start and e.value not in whole]


def is_share_of_part(parsed: Parsed, target: Target) -> bool:
    """Whether an English percentage is the share of a part of what was said before: of which 40 percent went, 40 percent of them."""
    if parsed.language != "en" or target.figure is None or target.figure.dimension != "percent" or target.figure.negative:
        return False
    near = [m for m in parsed.mentions if m.end <= target.start and not m.is_a("hedge")][-1:]
    is_led = bool(near) and near[0].is_a("ofwhich") and right_before(parsed, target.start, "part-of") is not None
    behind = parsed.behind(target.end)
    return (is_led or right_behind(parsed, target.end, "part-of") is not None) and not (behind is not None and behind.is_a("up", "down"))


def _goes_on(context: Context, parsed: Parsed, target: Target) -> Slots:
    """The unknown subject or product of the figure before, where nothing is named between, in its sentence or in the one that a semicolon parts from it: 服务器占出口总值的3.5%，出口额达23.5亿元."""
    last = context.last
    if last is None or last.slots.get("op") not in GOING or not 0 <= target.sentence - last.target.sentence <= 1:
        return {}
    start = last.target.end if last.target.sentence == target.sentence else 0
    opened = context.document.plain.text[: parsed.sentence.start].rstrip()
    if (not start and not opened.endswith((";", "；"))) or any(
        m.names or m.is_a("proform") or m.value("flow") not in (None, last.slots.get("flow"))
        for m in parsed.mentions
        if start <= m.start and m.end <= target.start
    ):
        return {}
    flow = parsed.before(target.start, "flow")
    own = strangers(parsed, target, flow)
    unknown = {s: v for s in ("subject", "product") if s not in own and (v := last.slots.get(s)) is not None and v.startswith(UNSURE)}
    return {slot: (v,) for slot, v in unknown.items()}


GOING = ("share", "level", "growth", "multiple", "contribution")
"""Operations of figures whose unknown subject or product goes on."""


def _of_whole(context: Context, parsed: Parsed, target: Target) -> Slots:
    """Whose or of what a Chinese share or contribution is, of a place, by what stands before the words for it."""
    clause = parsed.sentence.clause(target.start)
    own = [m for m in parsed.mentions if m.clause == clause and m.end <= target.start]
    at = next((i for i in range(len(own) - 1, -1, -1) if own[i].is_a("share", "contribution")), None)
    whole = [] if at is None else [m for m in own[at + 1 :] if _places([m]) or m.value("proform") == "nation"]
    if at is None or len(whole) > 1:
        return {}
    while any(m.is_a("contribution") for m in own[:at]) and not own[at - 1].is_a("flow"):
        at -= 1
    if given := _given_to(context.document.main_nation, own[:at]):
        return given
    share, before = own[at], _before_whole(own[:at])
    if with_partner := _with_partner(context, target, before, share):
        return with_partner
    start = max([parsed.sentence.clauses[clause], *(m.end for m in before if m.time is not None)])
    head = parsed.text[start : share.start].strip()
    places = _places(before)
    if places and share.is_a("share") and any(m.value("prep") == "to" and m.end == places[0].start for m in before):
        listed = [e.value for e in context.evidence["partner"][target.sentence] if e.level == "sum" and e.start == places[0].start]
        return {"partner": (listed[0],)} if listed else {}
    if places and len(places) <= sum(m.is_a("and") for m in before):
        return {"subject": (UNSURE + head,)}
    if places:
        codes = list(dict.fromkeys(m.names[0].code for m in places))
        is_told = _code(whole[0], codes[0]) not in codes if whole else len(codes) > 1
        return {"subject": ("+".join(codes),)} if is_told else {}
    if not whole:
        return {}
    last = context.last
    told = last.slots.get("subject") if last is not None and last.target.sentence == target.sentence else None
    if told is not None and not before and told != _code(whole[0], told):
        return {"subject": (told,)}
    is_unknown = bool(head) and not any(m.names or m.is_a(*KNOWN) for m in before) and len(head) <= LONGEST
    is_unknown = is_unknown and not near(parsed, start, share.start, "partner-pronoun", "several-of")
    return {"product": (UNSURE + head,)} if is_unknown and not _is_covered(parsed, start, share.start) else {}


def _given_to(nation: str | None, before: list[Mention]) -> Slots:
    """The nation of a document whose flow another place adds to, which is its partner: 日本对我国出口贡献."""
    for giver, lead, taker, flow in zip(before[-4:], before[-3:], before[-2:], before[-1:], strict=False):
        is_given = flow.is_a("flow") and lead.value("prep") == "to" and bool(taker.names) and taker.names[0].code == nation
        if is_given and _places([giver]) and giver.names[0].partner and country_of(giver.names[0].code) != nation:
            return {"subject": (nation or "",), "partner": (giver.names[0].partner,)}
    return {}


def _with_partner(context: Context, target: Target, before: list[Mention], share: Mention) -> Slots:
    """The owner and the partner of trade that has the share or contributes itself, several partners as their sum, with unknown words as they are: 新疆与中亚五国贸易增长对…的贡献率; those of the
    contribution before where a clause opens with what it adds (贡献率为61%，拉动贸易增长7.2个百分点)."""
    last = context.last
    if not before and last is not None and last.target.sentence == target.sentence and share.is_a("contribution"):
        goes_on = last.slots.get("op") == "contribution" and last.slots.get("partner") != EMPTY["partner"]
        return {slot: (value,) for slot in ("subject", "partner", "product") if goes_on and (value := last.slots.get(slot)) is not None}
    lead = next((i for i, m in enumerate(before) if m.value("prep") in BEFORE), len(before))
    flow = next((m for m in before[lead:] if m.is_a("flow")), None)
    if flow is None or any(m.figure is not None for m in before):
        return {}
    parsed, owners = context.document.parsed[target.sentence], _places(before[:lead])
    span = (before[lead].end, flow.start)
    nations = [m for m in before[lead:] if m.value("proform") == "nation"]
    named = [e for e in context.evidence["partner"][parsed.number] if span[0] <= e.start and e.end <= span[1] and not overlaps(e, nations)]
    exact = [e.value for e in named if (e.start, e.end) == span]
    if not exact and not (named and any(u.kind == "unknown" and span[0] <= u.start < span[1] for u in units(parsed))):
        return {}
    found: Slots = {"partner": (exact[0] if exact else UNSURE + parsed.text[slice(*span)],)}
    return found | ({"subject": (owners[0].names[0].code,)} if len(owners) == 1 else {})


def _before_whole(mentions: list[Mention]) -> list[Mention]:
    """The words before the preposition that leads to the whole of a share, behind the first place: 四川进出口 of 四川进出口对全国外贸增长的贡献率."""
    first = next((i for i, m in enumerate(mentions) if _places([m])), len(mentions))
    return next((mentions[:i] for i in range(len(mentions) - 1, first, -1) if mentions[i].value("prep") in ("to", "in")), mentions)


KNOWN = ("flow", "proform", "measure", "services", "other", "balance")
"""Classes of words that say what a share is of."""


def _of_counted(parsed: Parsed, target: Target) -> Slots:
    """In English the counted places that head a sentence, where nothing else that has a share is named behind them."""
    for i, m in enumerate(parsed.mentions[:-2]):
        lead, place = parsed.mentions[i + 1 : i + 3]
        counts = m.is_figure("thing") and not parsed.text[: m.start].strip(" ,")
        if counts and lead.value("prep") in ("in", "of") and _places([place]) and place.end <= target.start:
            others = _places([o for o in parsed.mentions[i + 3 :] if o.end <= target.start])
            return {} if others else {"subject": (UNSURE + parsed.text[m.start : place.end],)}
    return {}


def _of_actors(parsed: Parsed, target: Target) -> Slots:
    """The firms or people who have the share of an English flow, in their own words."""
    who = actor_share(parsed, target)
    return {} if who is None else {"concept": ("trade",), "op": ("share",), "regime": (UNSURE + who,)}


def _places(mentions: list[Mention]) -> list[Mention]:
    return [m for m in mentions if m.is_name("place", "group") and m.names[0].code]


def _code(whole: Mention, subject: str) -> str:
    """The code of the whole of a share: the place that is named, or the nation of a subject."""
    return whole.names[0].code if whole.names else country_of(subject)


def _is_covered(parsed: Parsed, start: int, end: int) -> bool:
    """Whether mentions cover a stretch of a sentence whole."""
    return sum(m.end - m.start for m in parsed.inside(start, end)) >= len(parsed.text[start:end].strip())


def pulled(context: Context, parsed: Parsed, target: Target) -> str | None:
    """Contribution, where the part that the figure before in an English sentence is of moved a flow by points: ship exports fell 8%, pulling down the city's exports by 5 percentage points."""
    last = context.last
    if target.figure is None or target.figure.dimension != "points" or last is None or last.target.sentence != target.sentence:
        return None
    pull = next((w for w in said(parsed, "pulling") if last.target.end <= w.start and w.end <= target.start), None)
    between = [m for m in parsed.mentions if pull is not None and pull.end <= m.start and m.end <= target.start]
    is_whole = any(m.is_a("flow") for m in between) and all(m.names or m.is_a("flow", "up", "down", "prep", "proform") for m in between)
    is_part = any(last.slots.get(slot) not in (None, EMPTY[slot]) for slot in ("product", "partner", "regime"))
    return "contribution" if is_whole and is_part and not any(m.is_name("product") for m in between) else None
