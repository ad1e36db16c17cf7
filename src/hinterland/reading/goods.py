"""The goods that an English flow is said to be of, where nothing but its verb leads from them to a figure: exports of ovens came to 5 million; imports of inputs such as coal were down 3%.

`goods(context, target)` gives them: a single phrase, known or not, or a list of several for one figure in its own words, as the figure is of no member alone. So it gives the partner that
leads from a flow to its verb (imports from Kenya reached 3 million), and the goods than which none has more (no sector sold more abroad than toys, with 3 million).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from hinterland.models import UNSURE
from hinterland.reading.document import NATION, Target
from hinterland.reading.evidence import EMPTY, Context, Slots, figure_list
from hinterland.reading.lands import country_of
from hinterland.reading.lexicon import forms
from hinterland.reading.lists import OPENING
from hinterland.reading.mentions import Mention, Parsed
from hinterland.reading.phrases import Commodity
from hinterland.reading.relations.words import Found, near, right_before, right_behind, said
from hinterland.reading.units import units

VERBAL = ("up", "down", "level", "share", "prep", "hedge", "yearago", "monthago", "record", "both")
"""Classes of the words between goods and the figure of their flow."""


def goods(context: Context, target: Target) -> Slots:
    """The goods of the flow whose verb leads to a figure; none where other words stand between, or the flow is of no goods."""
    parsed = context.document.parsed[target.sentence]
    if parsed.language == "en" and target.kind == "rank":
        return _of_actor(context, parsed, target)
    if parsed.language != "en" or target.figure is None or parsed.sentence.kind == "row":
        return {}
    found = _of_flow(context, parsed, target) | _partner(context, parsed, target) | _those_to(context, parsed, target)
    found = (
        _in_tonnes(context, parsed, target)
        | _earned(parsed, target)
        | _worth(context, parsed, target)
        | found
        | _unequalled(context, parsed, target)
    )
    return (
        found
        | _sharing(context, parsed, target)
        | _worth_of(context, parsed, target)
        | _fewer(context, parsed, target)
        | _of_nation(context, parsed, target)
    )


def _in_tonnes(context: Context, parsed: Parsed, target: Target) -> Slots:
    """The goods of the figure before, of a quantity, or a rate that leads to one, whose sentence names none, as tonnes of all goods together are no figure of customs: magnet exports fell 5%. ¶ The
    country shipped 500 tonnes."""
    last = next((d for d in reversed(context.decided) if d.slots.get("concept") == "trade" and d.target.kind == "figure"), None)
    product = None if last is None else last.slots.get("product")
    named = any(not e.local for e in context.evidence["product"][target.sentence])
    behind = next((m for m in parsed.mentions if m.start >= target.end and m.figure is not None), None)
    is_led_to = behind is not None and behind.is_figure("quantity") and parsed.sentence.clause(target.start) == behind.clause
    if product in (None, EMPTY["product"]) or not (target.is_figure("quantity") or is_led_to):
        return {}
    if named or near(parsed, 0, target.start, "goods-noun"):
        return {}
    return {"product": (product or "",)}


def shorthand(context: Context, target: Target, values: Sequence[str | None]) -> list[str]:
    """The goods among some that a sentence only mentions, no flow beside them, by the last word of longer ones among them: the maker of magnets, where the figures are of rare earth magnets."""
    row = context.evidence["product"][target.sentence]
    short = {e.value for e in row if e.local} - {e.value for e in row if not e.local}
    longer = [v for v in values if v is not None and v.startswith(UNSURE) and v not in short]
    return sorted(s for s in short if any(v.endswith(" " + s.removeprefix(UNSURE)) for v in longer))


def _of_nation(context: Context, parsed: Parsed, target: Target) -> Slots:
    """The goods of a nation's flow that a percentage is a share of, and who has that, where another share stands before: 35 percent of U.S. tyre exports and 16 percent of U.S. car exports."""
    of, last = right_behind(parsed, target.end, "part-lead"), context.last
    place = None if of is None or not target.is_figure("percent") else parsed.behind(of.end)
    is_nation = place is not None and (place.value("proform") == "nation" or (bool(place.names) and place.names[0].level == "nation"))
    flow = None if place is None else parsed.behind(place.end, "flow")
    if place is None or flow is None or not is_nation:
        return {}
    what = _phrase_at(context, target, place.end + 1)
    shared = last is not None and last.target.sentence == target.sentence and last.slots.get("op") == "share"
    owner = last.slots.get("subject") if shared and last is not None else None
    touches = what is not None and what.end <= flow.start and parsed.is_blank(what.end, flow.start)
    return {} if what is None or not touches else {"product": (what.value,), **({} if owner is None else {"subject": (owner,)})}


def _of_actor(context: Context, parsed: Parsed, target: Target) -> Slots:
    """The goods that a place is said to be the first trader of: the top exporter of whiskey."""
    actor = right_behind(parsed, target.end, "actor-noun")
    of = None if actor is None else right_behind(parsed, actor.end, "part-lead")
    what = None if of is None else _phrase_at(context, target, of.end + 1)
    return {} if what is None else {"product": (what.value,)}


def _fewer(context: Context, parsed: Parsed, target: Target) -> Slots:
    """The goods of which somebody traded fewer or more by a percentage: exported 5% fewer magnets than in May."""
    flow, size = parsed.before(target.start), right_behind(parsed, target.end, "count-word", "compare-than")
    if flow is None or size is None or not target.is_figure("percent"):
        return {}
    if not flow.is_a("flow") or not parsed.is_blank(flow.end, target.start):
        return {}
    what = _phrase_at(context, target, size.end + 1)
    return {} if what is None else {"product": (what.value,), **({"measure": ("quantity",)} if size.cls == "count-word" else {})}


def _phrase_at(context: Context, target: Target, start: int) -> Commodity | None:
    """The longest phrase of a target's sentence that begins at a place."""
    phrases = (c for c in context.document.commodities[target.sentence] if c.start == start and not c.joined)
    return max(phrases, key=lambda c: c.end, default=None)


def _earned(parsed: Parsed, target: Target) -> Slots:
    """The flow that a preposition leads to right behind an amount: earned 5 billion from exports and spent 4 billion on imports."""
    lead, flow = [*(m for m in parsed.mentions if m.start >= target.end), None, None][:2]
    if lead is None or flow is None or lead.value("prep") not in ("from", "on") or not flow.is_a("flow"):
        return {}
    touches = parsed.text[target.end : lead.start].isspace() and parsed.text[lead.end : flow.start].isspace()
    is_money = target.is_figure("money")
    return {"flow": (flow.value("flow") or "total",)} if touches and is_money else {}


def _worth(context: Context, parsed: Parsed, target: Target) -> Slots:
    """The goods, or all of them, that are said right before an amount to be worth it: sold frobs worth 3 million; goods worth 5 million went to Kenya."""
    hedge = right_before(parsed, target.start, "hedge")
    lead = right_before(parsed, target.start if hedge is None else hedge.start, "object-lead")
    end = 0 if lead is None else len(parsed.text[: lead.start].rstrip())
    named = max((c for c in context.document.commodities[target.sentence] if c.end == end), key=lambda c: c.end - c.start, default=None)
    generic = None if named is not None else right_before(parsed, end, "goods-noun")
    if named is not None or generic is None or right_before(parsed, generic.start, "article") is not None:
        return {} if named is None else {"product": (named.value,)}
    verb = parsed.before(generic.start)
    opens = parsed.is_blank(parsed.clause_start(generic.start), generic.start)
    is_traded = verb is not None and verb.is_a("flow", "and") and parsed.is_blank(verb.end, generic.start)
    return {"product": (EMPTY["product"],)} if opens or is_traded else {}


def _worth_of(context: Context, parsed: Parsed, target: Target) -> Slots:
    """The goods that an amount is worth of, and the flow whose passive they go on with: 3 million yuan worth of ovens were imported; all goods where it is one of them: imports 3 million of goods."""
    lead, flow = right_behind(parsed, target.end, "part-lead"), parsed.before(target.start)
    is_traded = flow is not None and flow.is_a("flow") and parsed.is_blank(flow.end, target.start)
    if is_traded and lead is not None and right_behind(parsed, lead.end, "goods-noun") is not None:
        return {"product": (EMPTY["product"],)}
    of = None if (word := right_behind(parsed, target.end, "object-lead")) is None else right_behind(parsed, word.end, "part-lead")
    what = None if of is None else _phrase_at(context, target, of.end + 1)
    if what is None or _is_name(what):
        return {}
    verb, flow = [*(m for m in parsed.mentions if m.start >= what.end), None, None][:2]
    is_passive = verb is not None and flow is not None and right_before(parsed, flow.start, "is-verb") and flow.is_a("flow")
    return {"product": (what.value,), **({"flow": (flow.value("flow") or "total",)} if is_passive and flow is not None else {})}


def left_out(context: Context, target: Target) -> Slots:
    """What is left of all goods, or of all partners, by its English words: without copper, they were 3 billion; exports excluding Japan rose 4%; 4% up, excluding gold."""
    parsed = context.document.parsed[target.sentence]
    words = [w for w in said(parsed, "left-out") if w.value == "whole"] if parsed.language == "en" and target.figure is not None else []
    words = [w for w in words if not any(c.start < w.start and w.end < c.end for c in context.document.commodities[target.sentence])]
    own = [w for w in words if w.end <= target.start] or [w for w in words if not _stands_between(parsed, target.end, w.start, "flow")]
    if not own:
        return {}
    word, row = own[-1] if own[-1].end <= target.start else own[0], units(parsed)
    marks = [at for at in range(word.end, len(parsed.text)) if parsed.text[at] in ",;.)"]
    ends = [
        m.start
        for m in parsed.mentions
        if m.start >= word.end and (m.is_a("flow", "proform", *ENDING) or m.figure is not None or m.time is not None)
    ]
    stop = min([len(parsed.text), *ends, *marks])
    what = next(
        (u for u in row if u.start >= word.end and (u.kind in ("product", "unknown") or (u.mention and u.mention.cls == "left-out"))), None
    )
    last = max(
        (m.end for m in parsed.mentions if m.figure is not None and word.end <= m.start and m.end <= target.start), default=target.start
    )
    anew = any(u.kind in ("product", "unknown", "place") for u in row if last <= u.start and u.end <= target.start)
    opens = not any(m.is_a("flow") for m in parsed.mentions if m.end <= word.start)
    if what is None or what.end > stop or anew or (not opens and _stands_between(parsed, word.end, max(word.end, target.start), "flow")):
        return {}
    return {"partner" if parsed.text[what.start].isupper() else "product": (UNSURE + parsed.text[word.start : stop].strip(),)}


def _stands_between(parsed: Parsed, low: int, high: int, *classes: str) -> bool:
    """Whether a figure or a word of some classes stands between two places, or the second is before the first."""
    inside = parsed.inside(low, high)
    return high < low or any(m.is_a(*classes) or (m.figure is not None and not classes) for m in inside)


def _of_flow(context: Context, parsed: Parsed, target: Target) -> Slots:
    """The goods that the last flow before a figure, or what stands for it, is said to be of."""
    lead = _lead(parsed, target)
    if lead is None or figure_list(context, target)[1] > 1:
        return {}
    start = lead.end + len(parsed.text[lead.end :]) - len(parsed.text[lead.end :].lstrip())
    phrases, first = context.document.commodities[target.sentence], _phrase_at(context, target, start)
    stop = _stop(parsed, start, target)
    is_gapped = lead.cls == "those-lead" or (first is not None and parsed.between(first, target) in forms("en", "part-lead"))
    if first is None or stop is None or first.end > stop or _is_name(first) or not _is_told(parsed, stop, target, is_gapped):
        return {}
    example = right_behind(parsed, first.end, "example-lead")
    if example is not None or not parsed.text[first.end : stop].strip(" ,"):
        return {"product": (first.value,)}
    members = [c for c in phrases if first.start <= c.start and c.end <= stop and not c.joined]
    is_list = len(members) >= 2 and members[-1].end == len(parsed.text[:stop].rstrip()) and not any(map(_is_name, members))
    joints = near(parsed, first.end, stop, "list")
    return {"product": (UNSURE + parsed.text[first.start : members[-1].end],)} if is_list and joints else {}


def _lead(parsed: Parsed, target: Target) -> Found | None:
    """The preposition that leads to the goods of the last flow, or of what stands for it ("those of"), before an English figure, where no other figure stands between."""
    last = next((m for m in reversed(parsed.mentions) if m.end <= target.start and (m.is_a("flow") or m.figure is not None)), None)
    those = near(parsed, 0 if last is None else last.end, target.start, "those-lead")
    if those:
        return those[-1]
    return right_behind(parsed, last.end, "part-lead") if last is not None and last.is_a("flow") else None


LEADS = {"export": ("to",), "import": ("from",), "total": ("with",)}
"""The prepositions that lead from a flow to its partner."""


def _partner(context: Context, parsed: Parsed, target: Target) -> Slots:
    """The only country that leads from a flow to its verb and figure, or the only region of the text's nation that owns it: imports from Kenya reached 3 million, exports from Wales fell 2%."""
    if figure_list(context, target)[1] > 1:
        return {}
    before = parsed.preceding(target.start)
    at = next((i for i in range(len(before) - 1, -1, -1) if before[i].is_a("flow") or before[i].figure is not None), None)
    if at is None or not before[at].is_a("flow") or len(before) < at + 3 or not before[at + 2].names:
        return {}
    flow, lead, place = before[at : at + 3]
    code, partner = place.names[0].code, place.names[0].partner
    others = [m for m in before[at + 3 :] if m.names]
    if parsed.between(flow, lead) or (others and not any(m.is_a("both") for m in before[at + 3 :])):
        return {}
    place = place if not others else replace(place, end=others[-1].end)  # Exports to Kenya and Peru were each down 4 percent.
    is_region = place.names[0].kind == "place" and len(code) > NATION and country_of(code) == context.document.main_nation
    if is_region and lead.value("prep") in OWNING[flow.value("flow") == "import"]:
        return {"subject": (code,)} if parsed.is_blank(lead.end, place.start) else {}
    if lead.value("prep") not in LEADS.get(flow.value("flow") or "", ()) or not partner or partner == context.own_nation:
        return {}
    return {"partner": (partner,)} if _is_told(parsed, place.end, target) else {}


OWNING = (("from", "of", "by"), ("into", "of", "by"))
"""Prepositions that lead from an export, or from an import, to its owner."""


def _those_to(context: Context, parsed: Parsed, target: Target) -> Slots:
    """The flow of "those to", of the figure before, and the partner that this leads to in words that no table knows, up to the next verb, bracket or clause: those to the nine ports of the
    delta gained 14.8 percent."""
    if not (words := near(parsed, 0, target.start, "those-to")):
        return {}
    start = words[-1].end
    inside = parsed.inside(start, target.start)
    stops = [m.start for m in inside if m.is_a(*ENDING) and not m.is_a("prep")]
    stop = min([target.start, *stops, *(at for at in range(start, target.start) if parsed.text[at] in (*OPENING, ","))])
    named = next((m for m in inside if m.names and m.names[0].partner and m.start < stop), None)
    before = stop if named is None else named.start
    is_part = any(m.is_a("prep") for m in inside if m.end <= before) and not near(parsed, start, before, "members-of")
    article = right_behind(parsed, start, "phrase-article")
    name = parsed.text[start if article is None else article.end : stop].strip()
    if not name or any(m.is_a("flow", "balance") for m in inside):
        return {}
    told = next((flow for d in reversed(context.decided) if (flow := d.slots.get("flow")) is not None), None)
    last = next((m.value("flow") for m in reversed(parsed.mentions) if m.is_a("flow") and m.end <= words[-1].start), told)
    found: Slots = {} if last is None else {"concept": ("trade",), "flow": (last,)}
    is_next = named is not None and parsed.is_blank(start if article is None else article.end, named.start)
    partner = None if named is None or is_part else named.names[0].partner if is_next else ""
    return found if partner == "" else found | {"partner": (partner or UNSURE + name,)}


ENDING = ("up", "down", "level", "flat", "share")
"""Classes of the verbs that end the name of what "those to" leads to."""


def _unequalled(context: Context, parsed: Parsed, target: Target) -> Slots:
    """The goods than which no others have more, for the figures behind them: no sector sold more abroad than toys, with 3 million, 4% of exports."""
    none = next((w for w in said(parsed, "no-other") if w.end <= target.start), None)
    than = next((m for m in parsed.mentions if none is not None and m.start >= none.end and m.is_a("than")), None)
    if than is None or than.end > target.start:
        return {}
    first = next((c for c in context.document.commodities[target.sentence] if c.start >= than.end and c.end <= target.start), None)
    article = "" if first is None else parsed.between(than, first).lower()
    others = any(
        m.is_a("flow", "balance") or (m.names and not m.is_name("product"))
        for m in parsed.mentions
        if than.end <= m.start and m.end <= target.start
    )
    if first is None or others or article not in ("", *forms("en", "phrase-article")):
        return {}
    longest = max((c for c in context.document.commodities[target.sentence] if c.start == first.start), key=lambda c: c.end)
    return {"product": (longest.value,)}


def _sharing(context: Context, parsed: Parsed, target: Target) -> Slots:
    """The goods that open an English clause and are said to be a share of a flow, an aside on them apart: industrial machinery, mining equipment included, made up 32% of Ohio's exports."""
    share = next((m for m in reversed(parsed.mentions) if m.end <= target.start and not m.is_a("hedge")), None)
    clause = parsed.sentence.clause(target.start)
    behind = [m for m in parsed.mentions if m.start >= target.end and m.clause == clause]
    of = bool(behind) and behind[0].value("prep") == "of" and parsed.is_blank(target.end, behind[0].start)
    flow = next((m for m in behind[1:] if m.is_a("flow") or not (m.names or m.is_a("proform"))), None)
    first = min(context.document.commodities[target.sentence], key=lambda c: (c.start, -c.end), default=None)
    if share is None or not share.is_a("share") or not of or flow is None:
        return {}
    if not flow.is_a("flow") or first is None or first.end > share.start:
        return {}
    between = [m for m in parsed.mentions if m.end <= share.start and not first.start <= m.start < first.end]
    opens = not parsed.text[: first.start].strip()
    touches = parsed.text[first.end : share.start].strip(" ") in ("",) or (
        parsed.text[first.end :].startswith(",") and parsed.text[: share.start].rstrip().endswith(",")
    )
    return {"product": (first.value,)} if opens and touches and all(m.is_name("product") for m in between) else {}


def coming_next(context: Context, target: Target) -> Slots:
    """What goods that come next have of the figure before, in their own amount or share: machinery made up 32%; farm products came next at about 13%;
    ovens led with 5 million, ahead of tin at 3 million."""
    parsed = context.document.parsed[target.sentence]
    if parsed.language != "en" or target.figure is None or parsed.sentence.kind == "row":
        return {}
    start = target.start
    while (hedge := right_before(parsed, start, "hedge", "bound")) is not None:
        start = hedge.start
    lead = right_before(parsed, start, "named-at")
    word = None if lead is None else right_before(parsed, lead.start, "comes-next")
    first = target.sentence - (target.sentence > 0 and context.document.parsed[target.sentence - 1].text.rstrip().endswith(";"))
    told = (d for d in reversed(context.decided) if d.target.sentence >= first and d.target.figure is not None)
    last = next(
        (d for d in told if d.target.figure is not None and target.figure is not None and d.target.figure.unit == target.figure.unit), None
    )
    named = word or (lead if last is not None and last.slots.get("product") != EMPTY["product"] and first == last.target.sentence else None)
    end = 0 if named is None else len(parsed.text[: named.start].rstrip())
    phrase = max((c for c in context.document.commodities[target.sentence] if c.end == end), key=lambda c: c.end - c.start, default=None)
    if last is None or phrase is None or (word is None and _is_name(phrase)) or last.slots.get("op") not in ("share", "level"):
        return {}
    shared: Slots = last.shared(OF_NEXT)
    return shared | {"product": (phrase.value,)}


OF_NEXT = ("concept", "op", "flow", "subject", "partner", "regime", "period")
"""What goods that come next have of those before them."""


def _is_name(phrase: Commodity) -> bool:
    """Whether a phrase that no table knows is somebody's name, by its capital."""
    return phrase.value.startswith(UNSURE) and phrase.value[len(UNSURE) :][:1].isupper()


def _stop(parsed: Parsed, start: int, target: Target) -> int | None:
    """Where the words for the goods end that begin at a place: at the next word that is no name of goods and joins none."""
    inside = (m for m in parsed.inside(start, target.start))
    stop = next((m for m in inside if not m.is_name("product") and not m.is_a("and") and not _is_example(parsed, m)), None)
    return None if stop is None else stop.start


def _is_example(parsed: Parsed, mention: Mention) -> bool:
    """Whether a mention stands in words that lead to examples."""
    return any(w.start <= mention.start and mention.end <= w.end for w in said(parsed, "example-lead"))


def _is_told(parsed: Parsed, stop: int, target: Target, is_gapped: bool = False) -> bool:
    """Whether nothing but a verb, which may be left out, times and places stands between a place of a sentence and a figure."""
    between = parsed.inside(stop, target.start)
    verbs = [m for m in between if m.is_a("up", "down", "level") and not m.is_a("prep") and not m.value("prep")]
    is_plain = all(m.time is not None or m.is_a(*VERBAL) or (m.names and not m.is_name("product")) for m in between)
    return (bool(verbs) or is_gapped) and is_plain and not _has_strange(parsed, stop, target)


def _has_strange(parsed: Parsed, stop: int, target: Target) -> bool:
    """Whether words stand between a place of a sentence and a figure that are neither mentions nor function words."""
    held = [(m.start, m.end) for m in parsed.inside(stop, target.start)]
    rest = "".join(" " if any(a <= at < b for a, b in held) else parsed.text[at] for at in range(stop, target.start))
    known = {*forms("en", "function"), *forms("en", "list-gap"), *forms("en", "have-verb")}
    return any(word.strip(",'’-").lower() not in known for word in rest.split() if any(c.isalnum() for c in word))
