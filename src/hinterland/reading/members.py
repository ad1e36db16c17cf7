"""Groups of places that no table knows and whose members a bracket lists: 粤西地区（湛江市、茂名市和阳江市）进出口88.6亿元 is of the group, and of no member nor of the office that says so.

`grouped(context, target)` gives the subject of a target whose flow such a group owns, as its words, and that of those behind it up to the next place; `placed` who holds
a place among the parts of a city, `ours` the nation that a text calls ours, and `cleared` the office that goods went through, which are no trade of its place.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import pairwise, takewhile

from hinterland.models import UNSURE
from hinterland.reading.document import NATION, Document, Target, is_partner
from hinterland.reading.evidence import EMPTY, Context, Slots
from hinterland.reading.lands import country_of, region_above
from hinterland.reading.lexicon import forms
from hinterland.reading.lists import joined
from hinterland.reading.mentions import Mention, Parsed, once_a_sentence
from hinterland.reading.names import REGION
from hinterland.reading.relations.owners import LONGEST_GOODS
from hinterland.reading.relations.words import cardinal, near, right_before, right_behind, said
from hinterland.reading.units import units

BRACKET = re.compile(r"[(（]([^()（）]*)[)）]")


def grouped(context: Context, target: Target) -> Slots:
    """The group that a target is of, none where another place stands nearer but a partner or the whole of a share."""
    parsed = context.document.parsed[target.sentence]
    is_told = parsed.language == "zh" and parsed.sentence.kind != "row" and target.kind != "count"
    name = _in_force(context, target, groups, "subject") if is_told else ""
    goods = [e for e in context.evidence["product"][target.sentence] if not e.local and e.value.strip(UNSURE) not in name]
    found: Slots = {} if goods or not name.startswith(UNSURE) else {"product": (EMPTY["product"],)}
    return found | {"subject": (name,)} if name else {}


def _in_force(context: Context, target: Target, find: Callable[[Parsed], list[tuple[str, int]]], slot: str) -> str:
    """The last of some owners that a sentence names before a target, each with where it ends, else the one that the figure before has; none where another place stands nearer."""
    parsed, last = context.document.parsed[target.sentence], context.last
    name, start = next((owner for owner in reversed(find(parsed)) if owner[1] <= target.start), ("", 0))
    if any(_is_place(m) and not _is_aside(parsed, m) for m in parsed.inside(start, target.start)):
        return ""
    if not name and last is not None and target.sentence - last.target.sentence <= 1:
        own = last.slots.get(slot)
        name = own if own and any(own == words for p in context.document.parsed[: target.sentence + 1] for words, _ in find(p)) else ""
    return name


def _is_aside(parsed: Parsed, mention: Mention) -> bool:
    """Whether a place is a partner, or the whole that a share is of: 占全国的25.4%."""
    before = next((m for m in reversed(parsed.mentions) if m.end == mention.start), None)
    return is_partner(parsed, mention) or (before is not None and before.is_a("share"))


def cleared(context: Context, target: Target) -> Slots:
    """The office as the mode of what it cleared (Qingdao Customs handled exports, 青岛海关监管出口), and of what follows up to the next place."""
    is_told = context.document.parsed[target.sentence].sentence.kind != "row" and target.figure is not None
    name = _in_force(context, target, _offices, "regime") if is_told else ""
    return {"regime": (name,)} if name else {}


@once_a_sentence
def _offices(parsed: Parsed) -> list[tuple[str, int]]:
    """The offices that a sentence says cleared something, of a place or of unknown words, as words, each with where it ends."""
    row = units(parsed)
    return [
        (UNSURE + parsed.text[name.start : office.end], office.end)
        for name, office in pairwise(row)
        if office.mention is not None and office.mention.is_a("agency") and name.kind in ("place", "unknown")
        if office.start - name.end <= 1
        and (right_behind(parsed, office.end, "clearing-verb") or right_before(parsed, name.start, "cleared-by"))
    ]


def ours(context: Context, target: Target) -> Slots:
    """The nation that a text calls ours, of what that word owns in its sentence, where no other place stands between but a partner."""
    parsed, speaker = context.document.parsed[target.sentence], context.document.speaker
    if speaker is None or parsed.sentence.kind == "row":
        return {}
    word = next((w for w in reversed(said(parsed, "our-nation")) if w.end <= target.start), None)
    if word is None:
        return {}
    between = [m for m in parsed.inside(word.end, target.start) if _is_place(m)]
    led = right_before(parsed, word.start, "partner-lead", "compare-than") is not None
    return {} if led or any(not is_partner(parsed, m) for m in between) else {"subject": (speaker,)}


def whole_again(context: Context, target: Target) -> Slots:
    """What a Chinese document is of, in a paragraph that names no place behind one on several parts of it: 甲市、乙市进出口分别增长5%、7%。¶ 分贸易方式看，加工贸易增长14.6%."""
    document, here, main = context.document, context.document.parsed[target.sentence], context.document.main_subject
    if here.language != "zh" or here.sentence.kind != "paragraph" or main is None:
        return {}
    own = [p for p in document.parsed[: target.sentence] if p.sentence.paragraph == here.sentence.paragraph]
    around = [*own, here, *(document.parsed[n] for n in context.heads[target.sentence])]
    if any(_is_place(m) and not _is_aside(p, m) and (p is not here or m.end <= target.start) for p in around for m in p.mentions):
        return {}
    told = [(document.parsed[d.target.sentence].sentence.paragraph, d.slots.get("subject")) for d in context.decided]
    told = [one for one in told if one[0] != here.sentence.paragraph]
    parts = {place for paragraph, place in told if paragraph == told[-1][0] and place not in (None, main)}
    is_part = all(place and (place[0] == UNSURE or main in (region_above(place), country_of(place))) for place in parts)
    return {"subject": (main,)} if len(parts) > 1 and is_part else {}


def of_others(context: Context, target: Target) -> Slots:
    """The other nation that owns the flow of a Chinese figure: with a time of its own (俄罗斯10月化肥出口量219万吨), as a sign of the demand abroad (周边出口也不差：印度出口增速9.6%), behind one of
    another (越南为3061亿美元), or as what a clause says is one (居第三的是意大利，对法出口231亿欧元); the world as the partner of the document's own nation behind such a one."""
    document, parsed = context.document, context.document.parsed[target.sentence]
    told = parsed.preceding(target.start) if parsed.language == "zh" and parsed.sentence.kind != "row" else []
    if (said_to_be := _said_to_be(parsed, target)) is not None:
        return said_to_be
    at = next((i for i in range(len(told) - 1, -1, -1) if told[i].is_a("flow")), None)
    last, named = context.last, [m for m in told if m.names and m.names[0].kind != "product"]
    place, flow = named[-1] if named else None, None if at is None else told[at]
    if target.figure is None or place is None or flow is None or place.names[0].level != "nation" or is_partner(parsed, place):
        return {}
    is_near, goes_on = last is not None and target.sentence - last.target.sentence <= 1, False
    if place.start >= flow.end:  # A nation set beside the one that owns the flow right behind it.
        alike = last is not None and is_near and last.target.figure is not None and last.target.figure.unit == target.figure.unit
        owner = next((m for m in named if m.end == flow.start and not is_partner(parsed, m)), None)
        goes_on = alike and owner is not None and named[-2:] == [owner, place] and right_behind(parsed, place.end, "is-verb") is not None
    elif place.names[0].code == document.main_nation:
        near_by = [d.slots for d in context.decided if document.parsed[d.target.sentence].sentence.paragraph == parsed.sentence.paragraph]
        touches = (
            place.clause == flow.clause
            and flow.value("flow") != "total"
            and all(m.is_a("cumulative") for m in told[:at] if m.start >= place.end)
        )
        return {"partner": (EMPTY["partner"],)} if touches and any(_is_other(document, s.get("subject")) for s in near_by) else {}
    elif flow.value("flow") != "total" and place.clause == flow.clause:
        between = [m for m in told[:at] if m.start >= place.end]
        dated = bool(between) and between[0].time is not None and between[0].start == place.end
        is_sign = flow.value("flow") == "export" and any(w.start <= flow.start for w in said(parsed, "demand-abroad"))
        goes_on = dated or is_sign or (last is not None and is_near and _is_other(document, last.slots.get("subject")))
        goes_on = goes_on and flow.start - (between[0].end if dated else place.end) <= LONGEST_GOODS
        goes_on = goes_on and all(m.time is not None or m.is_name("product") for m in between)
    return {"subject": (place.names[0].code,), "partner": (EMPTY["partner"],)} if goes_on else {}


def _is_other(document: Document, subject: str | None) -> bool:
    """Whether a subject is another nation than the one that a document is of."""
    return subject is not None and len(subject) == NATION and subject != document.main_nation


def _said_to_be(parsed: Parsed, target: Target) -> Slots | None:
    """The nation that a clause closes with as what has a place, and whose flow with a partner the next one opens with."""
    for place, lead, partner, flow in zip(*(parsed.mentions[i:] for i in range(4)), strict=False):
        nations = [m.names[0].code for m in (place, partner) if m.names and m.names[0].level == "nation"]
        if len(set(nations)) < 2 or lead.value("prep") not in ("to", "from") or not flow.is_a("flow") or lead.clause != place.clause + 1:
            continue
        touches = parsed.sentence.clauses[lead.clause] == lead.start and lead.end == partner.start and partner.end == flow.start
        ranked = any(m.is_a("rank") and m.clause == place.clause for m in parsed.mentions) or target.kind == "rank"
        others = [m for m in parsed.inside(flow.end, target.start) if (m.names or m.is_a("flow"))]
        is_told = touches and ranked and not others and parsed.sentence.clause(target.start) >= place.clause
        if is_told and right_before(parsed, place.start, "is-verb") is not None:
            return {"subject": (nations[0],), "partner": (partner.names[0].partner,), "flow": (flow.value("flow") or "",)}
    return None


def parted(context: Context, target: Target) -> Slots:
    """The part of the partner of the figure before that a Chinese figure is of, by its words: regions of it that no table knows, named with their number (其中泛珠三角九省下跌6.7%)."""
    parsed, last = context.document.parsed[target.sentence], context.last
    if parsed.language != "zh" or last is None or last.target.sentence != target.sentence:
        return {}
    if last.slots.get("partner") in (None, EMPTY["partner"]):
        return {}
    lead = parsed.before(target.start, "ofwhich")
    behind = None if lead is None else parsed.behind(lead.end)
    if lead is None or behind is None or behind.value("proform") not in (REGION, "city"):
        return {}
    inside = [u for u in units(parsed) if lead.end <= u.start and u.end <= behind.end and u.kind != "mark"]
    is_named = len(inside) > 2 and inside[0].kind == "unknown" and inside[-1].end == behind.end
    is_counted = right_before(parsed, behind.start, "numeral", "count-counter") is not None
    if not is_named or not is_counted or any(_is_place(m) for m in parsed.inside(behind.end, target.start)):
        return {}
    return {"partner": (UNSURE + parsed.text[inside[0].start : behind.end],)}


def unnamed(context: Context, target: Target) -> Slots:
    """The town, district, county or region that a document speaks of without its name, by its words for it, where no place is named nearer to a target."""
    parsed, words = context.document.parsed[target.sentence], context.document.unnamed
    if words is None:
        return {}
    before = [m for m in parsed.mentions if m.end <= target.start and _is_place(m) and (target.figure is not None or m.names)]
    last = next((m for m in reversed(before) if m.value("proform") in (None, "nation", "city", REGION) and not is_partner(parsed, m)), None)
    return {"subject": (UNSURE + words,)} if last is None or last.value("proform") in ("city", REGION) else {}


def towns(context: Context, target: Target) -> Slots:
    """The part of a place that no table knows, of an amount in an English list of such, behind words for parts of it: of 32 towns, these had the most: Beijiao with 1.5 billion, Lecong with 0.9."""
    parsed = context.document.parsed[target.sentence]
    before = context.document.parsed[target.sentence - 1] if target.sentence else parsed
    told = said(parsed, "towns") or (before.text.rstrip().endswith(";") and said(before, "towns"))
    if parsed.language != "en" or target.figure is None or not told:
        return {}
    named = [(m[1], m.end(1)) for m in NAMED_WITH.finditer(parsed.text)]
    figures = [m.start for m in parsed.mentions if m.figure is not None]
    listed = [(name, next((f for f in figures if f >= end), -1)) for name, end in named]
    known = [m.start for m in parsed.mentions if m.names]
    own = next((name for name, start in listed if start == target.start and parsed.text.index(name) not in known), None)
    return {} if own is None or len(listed) < 2 else {"subject": (UNSURE + own,)}


NAMED_WITH = re.compile(r"([A-Z][\w'’-]+(?: [A-Z][\w'’-]+)*) with ")
"""A name that leads to its amount."""


def leading(context: Context, target: Target) -> Slots:
    """Whose a comparison is, of the place that leads a Chinese clause to a list of partners, none of which it is: 甲省对A、B和C进出口增速分别比甲省高6.6个、3.9个和2个百分点."""
    parsed = context.document.parsed[target.sentence]
    if parsed.language != "zh" or target.figure is None or target.figure.dimension not in ("points", "bare", "thing"):
        return {}
    starts = parsed.clause_start(target.start)
    named = [m for m in parsed.inside(starts, target.start) if m.is_name("place")]
    lead = None if not named else right_behind(parsed, named[0].end, "partner-lead-sure")
    gives = any(m.is_a("contribution") and m.clause == parsed.sentence.clause(target.start) for m in parsed.mentions)
    followed = lead is not None and not gives and any(m.start == lead.end and m.names and m.names[0].partner for m in parsed.mentions)
    return {"subject": (named[0].names[0].code,)} if followed else {}


def placed(context: Context, target: Target) -> Slots:
    """Who holds a place among the parts of a city: who the figure before it in the sentence is of (其中，昆山市进出口6870亿元，规模居苏州各县市区首位)."""
    parsed, last = context.document.parsed[target.sentence], context.last
    peers = near(parsed, parsed.clause_start(target.start), target.start, "parts-of-city")
    if target.kind != "rank" or not peers or last is None or last.target.sentence != target.sentence:
        return {}
    subject = last.slots.get("subject")
    named = any(m.names for m in parsed.inside(last.target.end, target.start))
    return {} if named or subject is None else {"subject": (subject,)}


@once_a_sentence
def groups(parsed: Parsed) -> list[tuple[str, int]]:
    """The groups that a sentence names with their members, as words, each with where the flow ends that it owns."""
    found = []
    for bracket in BRACKET.finditer(parsed.text) if parsed.language == "zh" else ():
        members = [m for m in parsed.inside(bracket.start(1), bracket.end(1)) if _is_place(m)]
        behind = next((m for m in parsed.mentions if m.start >= bracket.end() and m.time is None), None)
        listed = len(members) > 1 and all(joined(parsed, a.end, b.start) for a, b in pairwise(members))
        listed = (listed and members[0].start == bracket.start(1)) or right_before(parsed, bracket.start(), "area-noun") is not None
        if listed and behind is not None and behind.is_a("flow") and (name := _name(parsed, bracket.start())):
            found.append((name, behind.end))
    for group, flow in pairwise(m for m in parsed.mentions if m.time is None):
        owns = flow.is_a("flow") or (flow.value("proform") == REGION and flow.start == group.end)
        if owns and group.names and group.names[0].level == "group" and not is_partner(parsed, group):
            found.append((group.names[0].code, flow.end))
    for flow in (m for m in parsed.mentions if m.is_a("flow") and right_before(parsed, m.start, "area-noun")):
        if name := _name(parsed, flow.start):
            found.append((name, flow.end))
    found += _begun(parsed)
    return sorted(found, key=lambda group: group[1])


def _begun(parsed: Parsed) -> Iterator[tuple[str, int]]:
    """The groups that a sentence lists and counts, as words where only the first members are named, each with where the flow ends that it owns: 甲省、乙省等七省市进出口."""
    for rest in said(parsed, "list-rest") if parsed.language == "zh" else ():
        behind = [m for m in parsed.mentions if m.start > rest.end]
        noun = next((m for m in behind if m.is_name("group") or m.value("proform") in ("city", REGION)), None)
        flow = next((m for m in behind if m.is_a("flow")), None)
        members = [*takewhile(lambda m: m.is_a("and") or m.is_name("place"), (m for m in reversed(parsed.mentions) if m.end <= rest.start))]
        named = [m for m in reversed(members) if m.names]
        if noun is None or flow is None or not named or named[-1].end != rest.start or is_partner(parsed, named[0]):
            continue
        number = cardinal(parsed.text[rest.end : noun.start].rstrip("".join(forms("zh", "count-counter"))), "zh")
        if number is not None and parsed.text[noun.end : flow.start] in ("", *forms("zh", "sum-word")):
            first = UNSURE + parsed.text[named[0].start : noun.end]
            yield first if number > len(named) else "+".join(m.names[0].code for m in named), flow.end


def _name(parsed: Parsed, end: int) -> str:
    """The words, not known to any table, that name what ends at a place; none where it is known, or led to as a partner."""
    start, is_unknown, before = end, False, [u for u in units(parsed) if u.end <= end]
    while before and before[-1].end == start and before[-1].kind in ("unknown", "plain", "noun", "place"):
        own = before[-1].mention.names if before[-1].mention else ()
        if own and not own[0].code.startswith(UNSURE):
            break
        start, is_unknown = before[-1].start, is_unknown or before.pop().kind == "unknown" or bool(own)
    led = bool(before) and before[-1].kind == "prep"
    return UNSURE + parsed.text[start:end] if is_unknown and not led else ""


def _is_place(mention: Mention) -> bool:
    """Whether a mention names a place or speaks of one."""
    return mention.is_name("place", "group") or mention.is_a("proform")
