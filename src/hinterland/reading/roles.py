"""What a figure's clause says by its form: what a buyer bought is the seller's export, an item of a list has the flow of the list's head.

`roles(context, target)` gives the slots that a figure or a place takes so: Canada, the top customer, bought 5 billion; Top export markets: - Canada
(5 billion); machinery, the state's top export, fell 7%; dairy products, which rose 12%; Texas, with 455 billion; the top five categories made up 71%.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import dropwhile

from hinterland.models import UNSURE
from hinterland.reading.asides import asides
from hinterland.reading.document import NATION, Target
from hinterland.reading.evidence import EMPTY, Context, Slots
from hinterland.reading.lands import country_of
from hinterland.reading.lexicon import forms
from hinterland.reading.mentions import Mention, Parsed
from hinterland.reading.names import REGION
from hinterland.reading.relations.words import cardinal, ends_clause, near, right_before, right_behind, said


def roles(context: Context, target: Target) -> Slots:
    """The slots that a figure takes from the form of its clause, none where that says nothing; in Chinese the partner alone."""
    parsed = context.document.parsed[target.sentence]
    if parsed.language != "en" or parsed.sentence.kind == "row":
        return {} if parsed.sentence.kind == "row" else _of_the_world(context, parsed, target)
    if target.figure is None:
        ranked = _ranked(context, parsed, target) | _dated_behind(context, parsed, target) if target.kind == "rank" else {}
        return _of_the_world(context, parsed, target) | _at_that_time(context, parsed, target) | ranked
    found = _bought(context, parsed, target) or _headed(context, parsed, target)
    found = found or _relative(context, parsed, target) or _tops(parsed, target)
    found = _led_by_rate(context, parsed, target) | _in_time_behind(context, parsed, target) | found
    found = _at_that_time(context, parsed, target) | found
    return _of_all(context, parsed, target) | _of_the_world(context, parsed, target) | found | _listed_with(context, parsed, target)


def _of_all(context: Context, parsed: Parsed, target: Target) -> Slots:
    """All goods, where no goods are named in a clause and "overall" or "total" stands right beside its flow or partner, or a place owns the flow and its verb leads to the figure: exports to
    India overall fell, Ohio's exports rose to."""
    clause = parsed.sentence.clause(target.start)
    named = [e for e in context.evidence["product"][target.sentence] if e.clause == clause and not e.local]
    flow = next((m for m in reversed(parsed.mentions) if m.clause == clause and m.end <= target.start and m.is_a("flow")), None)
    if named or flow is None:
        return {}
    partner = next((m for m in parsed.mentions if m.start > flow.end and m.names and right_before(parsed, m.start, "object-prep")), None)
    ends = (flow.end, *(() if partner is None or partner.end > target.start else (partner.end,)))
    told = (
        right_before(parsed, flow.start, "overall")
        or _is_bare(parsed, flow, target)
        or any(right_behind(parsed, end, "overall") for end in ends)
    )
    return {"product": (EMPTY["product"],)} if told else {}


def _is_bare(parsed: Parsed, flow: Mention, target: Target) -> bool:
    """Whether a named place owns a flow, and only its verb, times and hedges stand between that and a figure: Ohio's exports rose to, Ohio exports fell by."""
    place = parsed.before(flow.start)
    if place is None or not place.names or place.names[0].kind != "place":
        return False
    if right_behind(parsed, place.end, "attributed", "possessive") is None:
        return False
    touches = parsed.between(place, flow) in ("", *forms("en", "possessive"))
    between = parsed.inside(flow.end, target.start)
    leads = all(m.time is not None or m.figure is not None or m.is_a("up", "down", "level", "hedge", "prep") for m in between)
    return (
        touches
        and leads
        and any(m.is_a("up", "down", "level") for m in between)
        and not any(m.value("prep") in ("of", "to") and not m.is_a("level") for m in between)
    )


def _of_the_world(context: Context, parsed: Parsed, target: Target) -> Slots:
    """The world, in a sentence that begins with a place and a flow of its own and names no partner, or where an English clause says that goods went abroad: Trade with Japan fell 2%. In May
    Ohio's exports rose 3%. Ohio had 5 billion in trade. It sold goods abroad worth 5 billion."""
    begun = [*dropwhile(lambda m: m.is_a("prep"), (m for m in parsed.mentions if m.time is None))]
    named = [e for e in context.evidence["partner"][target.sentence] if e.value != context.own_nation]
    is_open = all(e.value == EMPTY["partner"] for e in named)
    if is_open and parsed.language == "en" and near(parsed, parsed.clause_start(target.start), target.start, "abroad"):
        return {"partner": (EMPTY["partner"],)}
    if len(begun) < 2 or named:
        return {}
    if right_behind(parsed, target.end, "partner-pronoun"):
        return {}
    owner, flow = begun[:2]
    before = parsed.text[: owner.start]
    for m in reversed(parsed.preceding(owner.start)):
        before = before[: m.start] + before[m.end :]
    if not owner.names or owner.names[0].kind != "place" or len(before.split()) > 2:
        return {}
    if flow.is_a("level") and target.figure is not None and flow.end <= target.start:
        behind = parsed.following(target.end)
        worded = flow
        flow = next((m for m in behind if m.is_a("flow")), worded)
        is_owned = bool(behind) and flow is not worded and all(m.is_a("prep") for m in behind[: behind.index(flow)])
        is_owned = is_owned and not [m for m in begun if worded.end <= m.start < target.start and m.figure is None and not m.is_a("hedge")]
    else:
        is_owned = flow.is_a("flow") and parsed.between(owner, flow) in ("", *forms("en", "possessive"))
    beside = (*parsed.written(flow).split()[-1:], *parsed.text[flow.end :].split()[:1])
    is_whole = is_owned and not any(w in forms("en", "object-prep") for w in beside)
    return {"partner": (EMPTY["partner"],)} if is_whole else {}


def _bought(context: Context, parsed: Parsed, target: Target) -> Slots:
    """The export of a document's place that a foreign buyer's purchase is."""
    flow = parsed.before(target.start, "flow")
    if flow is None or not (_is(parsed, flow, "buy-verb") or (_is(parsed, flow, "import-verb") and _is_export(context, parsed, target))):
        return {}
    named = [m for m in reversed(parsed.mentions) if m.end <= target.start and _is_country(m) and not _is_led(parsed, m)]
    if not _is(parsed, flow, "buy-verb") and not any(parsed.is_blank(m.end, flow.start) for m in named if m.end <= flow.start):
        return {}
    # Who is named behind the verb goes on with it: Mexico imported 691 million, while Canada took in 279 million.
    buyer = next((m for m in named if m.end <= flow.start or m.clause == parsed.sentence.clause(target.start)), None)
    nation = context.document.main_nation
    is_known = nation is not None or context.document.main_subject in context.document.unlisted
    if buyer is None or not is_known or buyer.names[0].code == nation:
        return {}
    return {"flow": ("export",), "partner": (buyer.names[0].partner,)}


def _is_export(context: Context, parsed: Parsed, target: Target) -> bool:
    """Whether what a foreign country imports is the export that the text is on: of goods called the region's own, or where the claim before is an export of the document's region."""
    last = context.decided[-1].slots if context.decided else {}
    owner = context.document.main_subject or ""
    goes_on = last.get("flow") == "export" and last.get("subject") == owner and len(owner) > NATION
    return goes_on or _is_own(context, parsed, target)


def _is(parsed: Parsed, mention: Mention, cls: str) -> bool:
    """Whether a mention is a form of a class."""
    return parsed.written(mention).lower() in forms("en", cls)


def _is_own(context: Context, parsed: Parsed, target: Target) -> bool:
    """Whether what an amount is of is called that of the document's region: 5 billion worth of Ohio products, of the state's goods."""
    clause = parsed.sentence.clause(target.start)
    behind = [m for m in parsed.mentions if m.start >= target.end and m.clause == clause]
    place = next((m for m in behind if m.names or m.value("proform")), None)
    owner = context.document.main_subject or ""
    named = place is not None and (
        place.value("proform") == REGION or bool(place.names and place.names[0].code == owner and len(owner) > NATION)
    )
    return named and any(m.is_a("prep") and place is not None and m.end <= place.start for m in behind)


def _is_country(mention: Mention) -> bool:
    """Whether a mention names a country that may be a partner."""
    return mention.is_name("place") and len(mention.names[0].code) == NATION and bool(mention.names[0].partner)


def _is_led(parsed: Parsed, mention: Mention) -> bool:
    """Whether a place is a possessor, or a preposition leads to it, so that it is nobody who buys."""
    owns = parsed.text.startswith(tuple(forms("en", "possessive")), mention.end)
    before = parsed.before(mention.start)
    led = before is not None and before.is_a("prep", "from") and parsed.is_blank(before.end, mention.start)
    return owns or led


def _ranked(context: Context, parsed: Parsed, target: Target) -> Slots:
    """What a place is among: all goods, where "in exports" closes it."""
    behind = parsed.following(target.end)
    if len(behind) > 1 and behind[0].value("prep") == "in" and behind[1].is_a("flow"):
        between = parsed.text[target.end : behind[0].start] + parsed.text[behind[0].end : behind[1].start]
        if not between.strip() and ends_clause(parsed.text, behind[1].end):
            return {"product": (EMPTY["product"],), "partner": (EMPTY["partner"],)}
    return {}


def _headed(context: Context, parsed: Parsed, target: Target) -> Slots:
    """The flow of an item that names none, where the line above its list names one and ends with a colon."""
    above = context.heads[target.sentence]
    if parsed.sentence.kind != "item" or not above or said(parsed, "flow"):
        return {}
    head = context.document.parsed[above[-1]]
    flows = {w.value for w in said(head, "flow")}
    if len(flows) != 1 or not head.text.rstrip().endswith(":"):
        return {}
    return {"flow": (flows.pop(),)} | _labelled(parsed, target)


def _labelled(parsed: Parsed, target: Target) -> Slots:
    """The product that an item's label is, where no place stands in it: - Civilian aircraft and parts: 9.7 billion."""
    label = LABEL.match(parsed.text[: target.start])
    if label is None:
        return {}
    inside = parsed.inside(label.start(1), label.end(1))
    if any(m.names and m.names[0].kind != "product" for m in inside):
        return {}
    known = next((m.names[0].code for m in inside if m.names and (m.start, m.end) == label.span(1)), None)
    return {"product": (known or UNSURE + label[1],)}


LABEL = re.compile(r"\s*(?:[-*•●▪·]\s*)?([A-Za-z][^:–—]*[A-Za-z])\s*[:–—]\s*$")
"""An item's label right before its figure."""


def _relative(context: Context, parsed: Parsed, target: Target) -> Slots:
    """The goods that the relative clause of a figure is of: dairy products, which rose 12 percent; toys, whose exports rose."""
    start = parsed.clause_start(target.start)
    which = right_behind(parsed, start, "relative")
    lead = 0 if which is None else which.end
    first, verb = [*(m for m in parsed.mentions if m.start >= lead), None, None][:2]
    if first is not None and first.is_a("flow") and parsed.is_blank(lead, first.start):
        lead, first = first.end, verb
    if which is None or first is None or first.end > target.start or parsed.text[lead : first.start].strip():
        return {}
    if not first.is_a("up", "down", "level"):
        return {}
    end = len(parsed.text[:start].rstrip(" ,"))
    goods = [e for e in context.evidence["product"][target.sentence] if e.end == end]
    return {"product": (min(goods, key=lambda e: e.start).value,)} if goods else {}


def _tops(parsed: Parsed, target: Target) -> Slots:
    """The first few of the products or partners that a clause is of by these words alone: the top five categories accounted for 71 percent."""
    start = parsed.clause_start(target.start)
    inside = parsed.inside(start, target.start)
    is_relative = right_behind(parsed, start, "relative") is not None
    for noun in said(parsed, "top-noun"):
        leads = noun.end <= target.start and noun.start >= start
        if not leads and not (is_relative and parsed.text[noun.end : start].strip(" ,") == ""):
            continue
        words = parsed.text[: noun.end].split()[-TOP_WORDS:]
        first = next((i for i, w in enumerate(words) if w.lower() in forms("en", "top-lead")), None)
        if first is None:
            continue
        numbered = next((i for i in (first + 1, first - 1) if 0 <= i < len(words) - 1 and cardinal(words[i], "en") is not None), None)
        phrase = noun.end - len(" ".join(words[min(first, numbered or 0) :]))
        if numbered is None or any(phrase < m.start < target.start and _is_other(parsed, m) for m in inside):
            continue
        return {noun.value: (UNSURE + parsed.text[phrase : noun.end],)}
    return {}


def _is_other(parsed: Parsed, mention: Mention) -> bool:
    """Whether a mention names a place that owns nothing before it: Canada in "the top five partners stand Canada", not Ohio in "the top markets of Ohio"."""
    lead = parsed.before(mention.start)
    owns = lead is not None and lead.value("prep") == "of" and parsed.is_blank(lead.end, mention.start)
    return bool(mention.names) and not owns


TOP_WORDS = 6
"""Maximum words that name the first few of something: five largest export markets."""


def _dated_behind(context: Context, parsed: Parsed, target: Target) -> Slots:
    """The only time of a place's sentence, a year behind it that it is not set against (the largest market, taking 7.7 billion in 2017); the year right behind one that a rise or fall
    began at: up from 13th in 2020."""
    times = [m for m in parsed.mentions if m.time is not None]
    behind = [m for m in parsed.mentions if m.start >= target.end and not m.is_a("prep")]
    if right_before(parsed, target.start, "base-lead") and behind and behind[0].time is not None and behind[0].time.kind == "year":
        begun = behind[0].time.year if len(parsed.text[target.end : behind[0].start].split()) == 1 else None
        return {} if begun is None else {"period": (str(begun),)}
    if len(times) != 1 or times[0].start < target.end or times[0].time is None or times[0].time.kind != "year":
        return {}
    year, between = times[0].time.year, [m for m in parsed.mentions if target.end <= m.start and m.end <= times[0].start]
    is_set_against = any(m.is_a("from", "than", "yearago") for m in between) or times[0] in [a.time for a in asides(parsed)]
    return {} if year is None or is_set_against else {"period": (str(year),)}


def _at_that_time(context: Context, parsed: Parsed, target: Target) -> Slots:
    """The period of the claim before, where words of a sentence without a time say that it is of the same: it was thereby the fourth-largest exporter."""
    last = next((d for d in reversed(context.decided) if d.slots.get("concept") == "trade"), None)
    times = [m for m in parsed.mentions if m.time is not None]
    if last is None or last.slots.get("period") is None or (times and not _is_beginning(parsed, target, times)):
        return {}
    is_same = bool(times) or any(w.end <= target.start for w in said(parsed, "same-time"))
    return {"period": (last.slots["period"] or "",)} if is_same else {}


def _is_beginning(parsed: Parsed, target: Target, times: Sequence[Mention]) -> bool:
    """Whether the only time of a sentence says when the figures began that a first or a record is one among: since the statistics began in 1979."""
    since = [w for w in said(parsed, "since-word") if target.end <= w.start and w.end <= times[0].start]
    began = bool(since) and any(since[0].end <= w.start and w.end <= times[0].start for w in said(parsed, "began"))
    return len(times) == 1 and target.kind in ("first", "record") and began


def _in_time_behind(context: Context, parsed: Parsed, target: Target) -> Slots:
    """The period of a figure that the only time of its sentence stands right behind, which names months without their year: a rise of 8 percent in the first quarter to 64 billion."""
    times = [m for m in parsed.mentions if m.time is not None]
    only = times[0] if len(times) == 1 and times[0].time is not None and times[0].time.months and times[0].time.year is None else None
    words = parsed.text[target.end : only.start].lower().split() if only is not None else []
    if only is None or not words or words[0] not in forms("en", "within") or len(words) > 2:
        return {}
    return {"period": tuple(e.value for e in context.evidence["period"][target.sentence] if e.start == only.start)}


def _led_by_rate(context: Context, parsed: Parsed, target: Target) -> Slots:
    """What the rate is of that leads to a level: went up 134 percent to 2.0 billion euros."""
    last = context.last
    if last is None or last.target.sentence != target.sentence:
        return {}
    if last.target.figure is None or last.slots.get("op") not in ("growth", "cagr"):
        return {}
    between = parsed.inside(last.target.end, target.start)
    lead = right_before(parsed, target.start, "rate-to-level")
    if lead is None or not all(m.time is not None or m.is_a("prep") for m in between if m.end <= lead.start):
        return {}
    # Another rate is the end of a change, in its own time: slowed from 8% in the first quarter to 4% in the second.
    own_time = target.is_figure("percent") and any(m.time is not None for m in between)
    shared = (slot for slot in ("flow", "subject", "product", "partner", "regime", "period") if slot != "period" or not own_time)
    return last.shared(shared)


def _listed_with(context: Context, parsed: Parsed, target: Target) -> Slots:
    """The region of the document's nation before a comma and with or at: Texas, with 18 billion in exports, and California, at 16 billion."""
    lead = next((m for m in reversed(parsed.mentions) if m.end <= target.start and not m.is_a("hedge")), None)
    if lead is None or parsed.written(lead).lower() not in forms("en", "apposed-lead"):
        return {}
    if parsed.between(lead, target) and right_before(parsed, target.start, "hedge") is None:
        return {}
    place = parsed.before(lead.start)
    if place is None or not place.names or place.names[0].kind != "place" or parsed.between(place, lead) != ",":
        return {}
    code = place.names[0].code
    is_region = len(code) > NATION and country_of(code) == context.document.main_nation
    return {"subject": (code,)} if is_region and target.is_figure("money") else {}


def phrase_of(context: Context, target: Target, product: str | None) -> str | None:
    """The longer English phrase that a known product opens wherever a sentence names it (aircraft engines): what has no code is not that product."""
    is_english = context.document.parsed[target.sentence].language == "en"
    named = context.evidence["product"][target.sentence] if is_english else []
    known = [e for e in named if e.value == product]
    if target.kind != "figure" or not known or any(e.level != "part" for e in known):
        return None
    around = [e for e in named if e.value.startswith(UNSURE) and any(e.start <= k.start and k.end <= e.end for k in known)]
    return around[0].value if around else None
