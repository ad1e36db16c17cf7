"""What a figure's clause says by its form: what a buyer bought is the seller's export, an item of a list has the flow of the list's head, and a clause behind an apposition is of what that describes.

`roles(context, target)` gives the slots that a figure takes so: Canada, the top customer, bought 5 billion; Top export markets: - Canada (5 billion); Machinery, the state's top export, fell 7%.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hinterland.models import UNSURE
from hinterland.reading.evidence import EMPTY
from hinterland.reading.lands import country_of
from hinterland.reading.lexicon import forms
from hinterland.reading.mentions import Mention, Parsed
from hinterland.reading.relations.words import right_before, right_behind, said

if TYPE_CHECKING:
    from hinterland.reading.document import Target
    from hinterland.reading.evidence import Context

Slots = dict[str, tuple[str, ...]]
NATION = 2
"""The length of a country's code."""


def roles(context: Context, target: Target) -> Slots:
    """The slots that an English figure takes from the form of its clause, none where that says nothing."""
    parsed = context.document.parsed[target.sentence]
    if parsed.language != "en" or target.figure is None or parsed.sentence.kind == "row":
        return {}
    found = _bought(context, parsed, target) or _headed(context, parsed, target)
    return _of_all(context, parsed, target) | found | _described(parsed, target) | _listed_with(context, parsed, target)


def _of_all(context: Context, parsed: Parsed, target: Target) -> Slots:
    """All goods, where "overall" or "total" stands right beside the flow of a clause, or behind the partner of that, and nothing in the clause names goods: exports to China overall fell."""
    clause = parsed.sentence.clause(target.start)
    named = [e for e in context.evidence["product"][target.sentence] if e.clause == clause and not e.local]
    flow = next((m for m in reversed(parsed.mentions) if m.clause == clause and m.end <= target.start and m.is_a("flow")), None)
    if named or flow is None:
        return {}
    partner = next((m for m in parsed.mentions if m.start > flow.end and m.names and right_before(parsed, m.start, "object-prep")), None)
    ends = (flow.end, *(() if partner is None or partner.end > target.start else (partner.end,)))
    told = right_before(parsed, flow.start, "overall") or any(right_behind(parsed, end, "overall") for end in ends)
    return {"product": (EMPTY["product"] or "",)} if told else {}


def _bought(context: Context, parsed: Parsed, target: Target) -> Slots:
    """The export of a document's place that a foreign buyer's purchase is."""
    flow = next((m for m in reversed(parsed.mentions) if m.end <= target.start and m.is_a("flow")), None)
    if flow is None or parsed.text[flow.start : flow.end].lower() not in forms("en", "buy-verb"):
        return {}
    buyer = next((m for m in reversed(parsed.mentions) if m.end <= flow.start and _is_country(m) and not _is_led(parsed, m)), None)
    nation = context.document.main_nation
    if buyer is None or nation is None or buyer.names[0].code == nation:
        return {}
    return {"flow": ("export",), "partner": (buyer.names[0].partner,)}


def _is_country(mention: Mention) -> bool:
    """Whether a mention names a country that may be a partner."""
    return (
        bool(mention.names) and mention.names[0].kind == "place" and len(mention.names[0].code) == NATION and bool(mention.names[0].partner)
    )


def _is_led(parsed: Parsed, mention: Mention) -> bool:
    """Whether a place is a possessor, or a preposition leads to it, so that it is nobody who buys."""
    owns = parsed.text.startswith(tuple(forms("en", "possessive")), mention.end)
    before = next((m for m in reversed(parsed.mentions) if m.end <= mention.start), None)
    led = before is not None and before.is_a("prep", "from") and not parsed.text[before.end : mention.start].strip()
    return owns or led


def _headed(context: Context, parsed: Parsed, target: Target) -> Slots:
    """The flow of an item that names none, where the line above its list names one and ends with a colon."""
    above = context.heads[target.sentence]
    if parsed.sentence.kind != "item" or not above or said(parsed, "flow"):
        return {}
    head = context.document.parsed[above[-1]]
    flows = {w.value for w in said(head, "flow")}
    return {"flow": (flows.pop(),)} if len(flows) == 1 and head.text.rstrip().endswith(":") else {}


def _described(parsed: Parsed, target: Target) -> Slots:
    """The product that opens a sentence, where a superlative in an apposition describes it and the clause of the figure goes on with a verb: machinery, the state's top export, fell 7%."""
    clause = parsed.sentence.clause(target.start)
    starts = [*parsed.sentence.clauses, len(parsed.text)]
    if clause != DESCRIBED:
        return {}
    inside = [[m for m in parsed.mentions if m.clause == n and m.end <= target.start] for n in range(DESCRIBED + 1)]
    if not any(m.is_a("rank") for m in inside[1]) or not any(m.is_a("flow") for m in inside[1]):
        return {}
    first = inside[DESCRIBED][0] if inside[DESCRIBED] else None
    if first is None or not first.is_a("up", "down", "level") or parsed.text[starts[DESCRIBED] : first.start].strip():
        return {}
    words = parsed.text[: starts[1]].strip(" ,")
    named = [m for m in inside[0] if m.names]
    if any(not m.names or m.names[0].kind != "product" for m in inside[0] if not m.is_a("and")) or not words[:1].isalpha():
        return {}
    is_known = len(named) == 1 and parsed.text[named[0].start : named[0].end] == words
    return {"product": (named[0].names[0].code if is_known else UNSURE + words,)}


DESCRIBED = 2
"""The clause that goes on behind an apposition to what opens the sentence."""


def _listed_with(context: Context, parsed: Parsed, target: Target) -> Slots:
    """The region of the document's nation that an amount behind a comma and with or at is of: Texas, with 18 billion in exports, and California, at 16 billion."""
    lead = next((m for m in reversed(parsed.mentions) if m.end <= target.start and not m.is_a("hedge")), None)
    if lead is None or parsed.text[lead.start : lead.end].lower() not in forms("en", "apposed-lead"):
        return {}
    if parsed.text[lead.end : target.start].strip() and right_before(parsed, target.start, "hedge") is None:
        return {}
    place = next((m for m in reversed(parsed.mentions) if m.end <= lead.start), None)
    if place is None or not place.names or place.names[0].kind != "place" or parsed.text[place.end : lead.start].strip() != ",":
        return {}
    code = place.names[0].code
    is_region = len(code) > NATION and country_of(code) == context.document.main_nation
    return {"subject": (code,)} if is_region and target.figure is not None and target.figure.dimension == "money" else {}


def phrase_of(context: Context, target: Target, product: str | None) -> str | None:
    """The longer English phrase whose first words a known product is wherever a target's sentence names it (aircraft engines): what has no code is not that product."""
    is_english = context.document.parsed[target.sentence].language == "en"
    named = context.evidence["product"][target.sentence] if is_english else []
    known = [e for e in named if e.value == product]
    if target.kind != "figure" or not known or any(e.level != "part" for e in known):
        return None
    around = [e for e in named if e.value.startswith(UNSURE) and any(e.start <= k.start and k.end <= e.end for k in known)]
    return around[0].value if around else None
