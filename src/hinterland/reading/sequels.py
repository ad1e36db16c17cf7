"""Figures that go on with the ones before them: the other side or the next place behind a semicolon, the last of a list of rates that is a multiple.

`sequels(context, target)` gives what such a figure has of the one before: whose it is, of what, with whom and when.
"""

from __future__ import annotations

import re

from hinterland.reading.document import NATION, Target
from hinterland.reading.evidence import EMPTY, Context, Decided, Slots
from hinterland.reading.lexicon import forms
from hinterland.reading.lists import OPENING
from hinterland.reading.mentions import Mention, Parsed
from hinterland.reading.relations.words import near, right_before, right_behind

PARTING = ("；", ";")
"""Marks behind which a sentence goes on with its other side."""
SHARED = ("subject", "product", "partner", "regime", "period")
"""What the other side of trade has of the first."""
PLAIN = ("up", "down", "level", "hedge", "yearago", "monthago", "ordinal", "multiple", "rank", "flat")
"""Classes of the words that may stand between a side and its figures."""


def sequels(context: Context, target: Target) -> Slots:
    """What a figure or rank has of the one that it goes on with."""
    parsed = context.document.parsed[target.sentence]
    if parsed.sentence.kind == "row":
        return {}
    if parsed.language == "en":
        return _next_place(context, parsed, target) or _other_whole(context, parsed, target)
    return (
        _other_side(context, parsed, target)
        or _listed(context, parsed, target)
        or _of_nation(context, parsed, target)
        or _of_two(context, parsed, target)
        or _of_share(context, parsed, target)
    )


def _next_place(context: Context, parsed: Parsed, target: Target) -> Slots:
    """What a figure has of the one before an English semicolon, behind which only another place leads to it: California, with 93.7 billion; Michigan, 39 billion."""
    before, last = context.document.parsed[target.sentence - 1], context.last
    inside = [m for m in parsed.mentions if m.end <= target.start and not m.is_a("and", "prep", "hedge", "level")]
    if last is None or last.target.sentence != before.number or before.text.rstrip()[-1:] not in PARTING or len(inside) != 1:
        return {}
    place, unit = inside[0], None if last.target.figure is None else last.target.figure.unit
    words = re.findall(r"[A-Za-z]+", (parsed.text[: place.start] + parsed.text[place.end : target.start]).lower())
    if not place.names or target.figure is None or target.figure.unit != unit or not set(words) <= forms("en", "list-gap").keys():
        return {}
    slot = "subject" if len(place.names[0].code) > NATION and len(last.slots.get("subject") or "") > NATION else "partner"
    own = place.names[0].code if slot == "subject" else place.names[0].partner
    shared = last.shared(("concept", "op", "flow", *SHARED))
    return shared | {slot: (own,)} if own and last.slots.get("concept") == "trade" else {}


def _other_whole(context: Context, parsed: Parsed, target: Target) -> Slots:
    """All goods, where a sentence opens with a bare flow, goods of the other one stand right before it, and before these that other one for all goods: Exports came to 5 billion, cars for
    2 billion of them. Imports rose 3%."""
    opening = next((m for m in parsed.mentions if m.time is None and not m.is_a("prep")), None)
    sides = ("export", "import")
    if opening is None or opening.value("flow") not in sides or target.figure is None or not context.decided:
        return {}
    if right_behind(parsed, opening.end, "part-lead") or any(e.end <= target.start for e in context.evidence["product"][target.sentence]):
        return {}
    before = [d for d in context.decided if d.target.sentence < target.sentence]
    last = next((d.slots for d in reversed(before)), {})
    other = sides[opening.value("flow") == "export"]
    if last.get("flow") != other or last.get("product") in (None, EMPTY["product"]):
        return {}
    wholes = (d.slots.get("flow") for d in reversed(before) if d.slots.get("product") == EMPTY["product"] and d.slots.get("flow") in sides)
    return {"product": (EMPTY["product"],)} if next(wholes, None) == other else {}


def _other_side(context: Context, parsed: Parsed, target: Target) -> Slots:
    """What the first figure of a bare flow that opens behind a semicolon has of the first one before it, which is of another flow: 其中，出口157亿元，增长22%；进口134亿元，增长33%."""
    before = context.document.parsed[target.sentence - 1] if target.sentence else None
    if before is None or before.sentence.paragraph != parsed.sentence.paragraph or before.text.rstrip()[-1:] not in PARTING:
        return {}
    flow = next(iter(parsed.mentions), None)
    if (
        flow is None
        or not (flow.value("flow") in ("export", "import") and not parsed.text[: flow.start].strip())
        or not _is_plain(parsed, flow, target)
    ):
        return {}
    first = next((d for d in context.decided if d.target.sentence == before.number and d.slots.get("concept") == "trade"), None)
    if first is None or first.target.kind != target.kind or first.slots.get("flow") == flow.value("flow") or not _is_bare(before, first):
        return {}
    return {"concept": ("trade",), "flow": (flow.value("flow"),)} | first.shared(SHARED)


def _is_plain(parsed: Parsed, flow: Mention, target: Target) -> bool:
    """Whether nothing but verbs and figures stands between the flow that opens a sentence and a target."""
    between = parsed.inside(flow.end, target.start)
    return all((m.figure is not None or m.is_a(*PLAIN)) and not m.names and m.time is None and not m.is_a("flow") for m in between)


def _is_bare(parsed: Parsed, first: Decided) -> bool:
    """Whether a sentence's first figure stands behind a flow in its clause that no goods or trade modes restrict."""
    clause = parsed.sentence.clause(first.target.start)
    told = any(m.is_a("flow") and m.clause == clause and m.end <= first.target.start for m in parsed.mentions)
    return told and all(first.slots.get(slot) == EMPTY[slot] for slot in ("product", "regime"))


def _listed(context: Context, parsed: Parsed, target: Target) -> Slots:
    """What a multiple that closes a list of rates has of the rate before it but its partner: 分别增长16.7%、72.3%、1.1倍."""
    last = context.last
    if last is None or last.target.sentence != target.sentence or last.target.figure is None or target.figure is None:
        return {}
    dimensions = (last.target.figure.dimension, target.figure.dimension)
    joined = parsed.between(last.target, target) in forms("zh", "list")
    if dimensions != ("percent", "ratio") or not joined or last.slots.get("op") != "growth":
        return {}
    return {slot: (value,) for slot in ("concept", "flow", *SHARED) if slot != "partner" and (value := last.slots.get(slot)) is not None}


def _of_nation(context: Context, parsed: Parsed, target: Target) -> Slots:
    """What a rate in the bracket behind the nation's own rate has of the rate before: 增长17.2%，跑赢全国增速（14.8%）."""
    opens = target.start - 1
    rate = right_before(parsed, opens, "rate-owning") if parsed.text[opens : target.start] in OPENING else None
    nation = None if rate is None else next((m for m in parsed.mentions if m.end == rate.start and _is_nation(parsed, m)), None)
    if nation is None or target.figure is None or target.figure.dimension != "percent":
        return {}
    before = (d for d in reversed(context.decided) if d.target.sentence == target.sentence and d.target.figure is not None)
    last = next((d for d in before if d.slots.get("op") == "growth" and d.slots.get("concept") == "trade"), None)
    if last is None or last.target.kind != "figure":
        return {}
    shared = last.shared(("concept", "op", "flow", *SHARED))
    return shared | {"subject": (parsed.nation,)}


def _of_two(context: Context, parsed: Parsed, target: Target) -> Slots:
    """What points that two figures before lie apart by have of the first of them: 江西进口额降9.1%，全国进口额增1.4%，两者相差10.5个百分点."""
    clause = parsed.sentence.clause(target.start)
    words = near(parsed, parsed.sentence.clauses[clause], target.start, "several-of")
    two = [d for d in context.decided if d.target.sentence == target.sentence and d.target.figure is not None][-2:]
    if target.figure is None or target.figure.dimension != "points" or not words or int(words[-1].value) != 2 or len(two) < 2:
        return {}
    if two[0].slots.get("subject") == two[1].slots.get("subject") or any(d.slots.get("op") != "growth" for d in two):
        return {}
    return two[0].shared(("concept", "flow", *SHARED))


def _of_share(context: Context, parsed: Parsed, target: Target) -> Slots:
    """What a share has of its own change right before it, where only a verb leads to it: 比重上升1.4个百分点，达到21.3%."""
    last = context.last
    if last is None or last.target.sentence != target.sentence or last.slots.get("op") != "points" or target.figure is None:
        return {}
    between = parsed.inside(last.target.end, target.start)
    opens = parsed.clause_start(last.target.start)
    if not near(parsed, opens, last.target.start, "share-noun") or target.figure.dimension != "percent":
        return {}
    if not between or not all(m.is_a("level", "prep", "hedge") for m in between):
        return {}
    return {"op": ("share",)} | last.shared(("concept", "flow", *SHARED))


def _is_nation(parsed: Parsed, mention: Mention) -> bool:
    """Whether a mention is the nation of its document."""
    return mention.value("proform") == "nation" or bool(mention.names and mention.names[0].code == parsed.nation)
