"""A place that owns a flow begins anew: its figures are of all goods, all partners and all trade modes, whatever the sentence before was of.

Private firms accounted for 38 percent. Ohio's exports rose 2.4 percent, and imports 21.6 percent; 对东盟进出口增长12.1%。四川出口6177.7亿元，增长2.4%. `anew(context, target)` gives those
slots, none where the sentence itself, its headings or the document as a whole name another value, or where words that no table knows stand between.
"""

from __future__ import annotations

from collections.abc import Sequence

from hinterland.models import UNSURE
from hinterland.reading.document import Target
from hinterland.reading.evidence import EMPTY, Context, Slots
from hinterland.reading.lexicon import forms
from hinterland.reading.lists import OPENING
from hinterland.reading.mentions import Mention, Parsed, once_a_sentence
from hinterland.reading.names import REGION
from hinterland.reading.relations.words import near, right_before, spoken
from hinterland.reading.topics import topic
from hinterland.reading.units import Unit, units

SLOTS = ("product", "partner", "regime")
"""The slots of which a place's own trade has the whole."""
PASSED = ("time", "plain", "owner", "article")
"""Kinds of units that may stand between a place and its flow."""
BETWEEN = (*PASSED, "flow", "figure", "verb", "mark", "and", "break", "prep")
"""Kinds of units that may stand between that flow and a figure."""
OWNERS = (REGION, "city", "group", "county", "nation")
"""Levels of places that own trade."""
OWNING = ("of", "from", "in", "by")
"""Prepositions that lead from a flow to its owner."""
LIKELY = 0.5
"""The least probability of what a document as a whole is of."""


def anew(context: Context, target: Target) -> Slots:
    """The whole in each slot that nothing restricts, where a place of the sentence, or of the one that a semicolon parts from it, owns the flow that a target is of."""
    parsed = context.document.parsed[target.sentence]
    if parsed.sentence.kind == "row":
        return {}
    if whole := _as_whole(parsed, target) or _beyond(context, parsed, target):
        return _behind_several(context, parsed, target) | whole
    return _owned_anew(context, parsed, target) or _behind_several(context, parsed, target)


def _owned_anew(context: Context, parsed: Parsed, target: Target) -> Slots:
    """The whole in each slot that nothing restricts, of a flow that a place owns."""
    begun, opened = [end for end in owned(parsed) if end <= target.start], target.sentence
    if not begun and _goes_on(context, parsed):
        opened -= 1
        before = context.document.parsed[opened]
        begun = [0] if any(_leads(units(before), end, len(before.text)) for end in owned(before)) else []
    if not begun or not _leads(units(parsed), begun[-1], target.start):
        return _behind_part(context, parsed, target)
    return {slot: (EMPTY[slot] or "",) for slot in SLOTS if not _is_restricted(context, slot, target, opened)}


def _as_whole(parsed: Parsed, target: Target) -> Slots:
    """The world, where the last Chinese flow before a target is called one of all (總出超三二○億美元), or opens its clause with no more than its time behind a clause that only says who
    reports it: 對美出口大增，財政部統計，八月出口…; all goods where it opens the sentence as one of them (货物进口总值)."""
    flow = parsed.before(target.start, "flow", "balance")
    if parsed.language != "zh" or flow is None or parsed.sentence.clause(target.start) - flow.clause > 1:
        return {}
    opens = parsed.sentence.clauses[flow.clause]
    alone = not [u for u in units(parsed) if opens <= u.start and u.end <= flow.start and u.kind not in ("time", "mark")]
    reported = flow.clause > 0 and any(
        not parsed.text[w.end : opens].strip("，, ") for w in near(parsed, parsed.sentence.clauses[flow.clause - 1], opens, "report-verb")
    )
    is_whole = right_before(parsed, flow.start, "whole-lead") is not None
    is_whole = is_whole or parsed.text.startswith(tuple(forms("zh", "whole-lead")), flow.start)
    found: Slots = {"partner": (EMPTY["partner"],)} if is_whole or (alone and reported) else {}
    found |= {"partner": (EMPTY["partner"],)} if _is_behind_shipment(parsed, flow) else {}
    parts = any(m.names or m.is_a("ofwhich") for m in parsed.inside(flow.end, target.start))
    of_goods = not flow.clause and alone and not parts and parsed.text.startswith(tuple(forms("zh", "all-goods")), flow.start)
    return found | ({"product": (EMPTY["product"],)} if of_goods else {})


def _is_behind_shipment(parsed: Parsed, flow: Mention) -> bool:
    """Whether a flow with a time or place of its own follows a clause on one shipment, whose destination is none of all that went out: 一批货车装船开往巴西，码头2月份汽车出口3.1万辆."""
    start = parsed.sentence.clauses[flow.clause]
    if not near(parsed, 0, start, "shipped-to") or any(m.is_a("flow") for m in parsed.mentions if m.end <= start):
        return False
    inside = parsed.inside(start, flow.start)
    return any(m.time is not None or (m.names and m.names[0].level in OWNERS) for m in inside) and not any(m.is_a("prep") for m in inside)


def _beyond(context: Context, parsed: Parsed, target: Target) -> Slots:
    """The world, of a Chinese first that a word of comparison leads from to a place, its rival and no partner, where its clause names no partner: 首度超越南韩."""
    behind = [m for m in parsed.mentions if m.start >= target.end and m.time is None and not m.is_a("flow")]
    if target.kind != "first" or parsed.language != "zh" or len(behind) < 2 or not behind[0].is_a("than"):
        return {}
    is_rival = bool(behind[1].names) or behind[1].value("proform") == "nation"
    clause = parsed.sentence.clause(target.start)
    named = any(e.clause == clause and e.end <= target.start for e in context.evidence["partner"][target.sentence])
    return {"partner": (EMPTY["partner"],)} if is_rival and not named else {}


def _behind_several(context: Context, parsed: Parsed, target: Target) -> Slots:
    """All partners, or trade modes, in a Chinese sentence that opens with goods or a flow of its own behind one on several of them: 对越南、缅甸出口分别增长12%、9%。鲜花出口20亿元."""
    before = [d for d in context.decided if d.target.sentence < target.sentence and d.slots.get("concept") == "trade"]
    if parsed.language != "zh" or not before or not _opens_anew(parsed):
        return {}
    last = [d for d in before if d.target.sentence == before[-1].target.sentence]
    restricted = {"partner": _is_restricted, "regime": _is_named_around}
    several = [slot for slot in restricted if len({d.slots.get(slot) for d in last} - {EMPTY[slot], None}) > 1]
    return {slot: (EMPTY[slot] or "",) for slot in several if not restricted[slot](context, slot, target, target.sentence)}


def _opens_anew(parsed: Parsed) -> bool:
    """Whether a sentence opens with goods that something is said of, or with a flow, times aside."""
    row = [u for u in units(parsed) if u.kind not in (*PASSED, "mark")]
    return bool(row) and row[0].kind in ("flow", "product", "unknown") and parsed.text[row[0].start - 1 : row[0].start] not in OPENING


def _behind_part(context: Context, parsed: Parsed, target: Target) -> Slots:
    """What the first figure of a sentence is of that ends with a part of it (其中), where a flow goes on behind its semicolon: 出口…，其中市场采购出口…；进口…."""
    if not _goes_on(context, parsed):
        return {}
    before = [d for d in context.decided if d.target.sentence == target.sentence - 1]
    parts = [m.start for m in context.document.parsed[target.sentence - 1].mentions if m.is_a("ofwhich")]
    if not before or before[0].slots.get("concept") is None or not any(before[0].target.end <= start for start in parts):
        return {}
    own = {slot for slot in SLOTS if context.evidence[slot][target.sentence]}
    return {slot: (value,) for slot in SLOTS if slot not in own and (value := before[0].slots.get(slot)) is not None}


def _goes_on(context: Context, parsed: Parsed) -> bool:
    """Whether a sentence opens with a flow behind the semicolon that parts it from the one before."""
    first = next((u for u in units(parsed) if u.kind not in PASSED), None)
    opened = context.document.plain.text[: parsed.sentence.start].rstrip()
    return bool(parsed.number) and first is not None and first.kind == "flow" and opened.endswith((";", "；"))


@once_a_sentence
def owned(parsed: Parsed) -> list[int]:
    """Where the flows end that a place of a sentence owns, the whole of a share aside: Ohio's exports, 四川出口, exports from Ohio, in Ohio, imports; of the state's trade, exports."""
    row, found = units(parsed), _of_firms(units(parsed))
    for i, unit in enumerate(row):
        is_owner = _is_owner(unit) or (not i and _is_whole_first(parsed, unit))
        if not is_owner and unit.kind != "flow":
            continue
        behind = next((u for j, u in enumerate(row[i + 1 :], i + 1) if u.kind not in PASSED and not _is_had(parsed, row, j)), None)
        if behind is None:
            break
        before = next((u for u in reversed(row[:i]) if u.kind not in PASSED), None)
        led = before is not None and ((before.kind == "prep" and before.value not in OWNING) or _is_set_against(before))
        if is_owner and not led:
            flow = behind
            if behind.kind == "mark" and i:
                flow = next((u for u in row[row.index(behind) + 1 :] if u.kind not in PASSED), behind)
            if flow.kind == "flow":
                found.append(flow.end)
        if unit.kind == "flow" and parsed.language == "en" and behind.kind == "prep" and behind.value in OWNING and not led:
            place = next((u for u in row[row.index(behind) + 1 :] if u.kind not in PASSED), behind)
            if _is_owner(place) and not (behind.value == "from" and _is_nation(place)):
                found.append(place.end)
    return sorted(found)


def _is_had(parsed: Parsed, row: Sequence[Unit], place: int) -> bool:
    """Whether a unit is the Chinese verb of having the flow right behind it: 漳州完成出口, 实现进出口."""
    unit, behind = row[place], row[place + 1 : place + 2]
    is_level = unit.kind == "verb" and unit.mention is not None and unit.mention.is_a("level")
    return parsed.language == "zh" and is_level and bool(behind) and behind[0].kind == "flow" and behind[0].start == unit.end


def _of_firms(row: Sequence[Unit]) -> list[int]:
    """Where the flow ends that firms of a kind own which open a sentence, or a clause with its time: private enterprises saw their trade rise; 活力更强，2021年民营企业进出口占75.8%."""
    opened = [u for u in row if u.kind not in (*PASSED, "prep", "mark")][:1]
    opened += [firms for mark, time, firms in zip(row, row[1:], row[2:], strict=False) if (mark.kind, time.kind) == ("mark", "time")]
    found = []
    for firms in (u for u in opened if u.kind == "regime" and u.mention is not None and u.mention.names[0].code.startswith(FIRMS)):
        behind = next((u for u in row if u.start >= firms.end and u.kind not in (*PASSED, "verb") and not _stands_for(u)), None)
        found += [behind.end] if behind is not None and behind.kind == "flow" else []
    return found


FIRMS = "enterprise:"
"""What the codes of kinds of firms begin with."""


def _is_set_against(unit: Unit) -> bool:
    """Whether a unit leads to the whole of a share or to what something is compared with."""
    return unit.mention is not None and unit.mention.is_a("share", "contribution", "than")


def _is_whole_first(parsed: Parsed, unit: Unit) -> bool:
    """Whether words for a whole open an English sentence: of the state's trade, exports made up."""
    opens = any(parsed.written(unit).lower().startswith(form + " ") for form in forms("en", "part-lead"))
    return parsed.language == "en" and unit.mention is not None and unit.mention.is_a("share") and opens


def _is_owner(unit: Unit) -> bool:
    """Whether a unit is a place that may own trade, by its name or as one spoken of before."""
    if unit.mention is None or unit.kind != "place":
        return False
    named = unit.mention.names[0] if unit.mention.names else None
    return named.level in OWNERS if named is not None else unit.mention.value("proform") in (REGION, "city", "nation")


def _is_nation(unit: Unit) -> bool:
    return unit.mention is not None and bool(unit.mention.names) and unit.mention.names[0].level == "nation"


def _leads(row: Sequence[Unit], start: int, end: int) -> bool:
    """Whether nothing but verbs, figures, times and further flows stands between a flow and a figure."""
    return all(u.kind in BETWEEN or _stands_for(u) for u in row if start <= u.start and u.end <= end)


def _stands_for(unit: Unit) -> bool:
    """Whether a unit is a pronoun of the place spoken of: and its imports."""
    return unit.kind == "place" and (unit.mention is None or not unit.mention.names)


def _is_restricted(context: Context, slot: str, target: Target, opened: int) -> bool:
    """Whether another value of a slot is named around a target, or by the document as a whole: in its first sentence or in several."""
    rows = context.evidence[slot]
    if _is_named_around(context, slot, target, opened):
        return True
    if slot == "regime":
        return not _is_by_name(context, opened) and context.named[slot].title() is not None
    value, odds = next(iter(topic(context, slot)), (None, 0.0))
    if value in (None, EMPTY[slot]) or odds < LIKELY:
        return False
    named = [n for n, row in enumerate(rows) if any(e.value == value for e in row)]
    return len(named) != 1 or not named[0]


def _is_named_around(context: Context, slot: str, target: Target, opened: int) -> bool:
    """Whether another value of a slot is named by the sentence up to the end of a target's clause, the one that opened it, what heads it, or a sentence before without figures."""
    document, own = context.document, context.own_nation
    clause = document.parsed[target.sentence].sentence.clause(target.start)
    rows = context.evidence[slot]

    def names(sentence: int, last: int | None = None) -> bool:
        return any(e.value not in (own, EMPTY[slot]) and (last is None or e.clause <= last) for e in rows[sentence])

    if names(target.sentence, clause) or (opened < target.sentence and names(opened)) or any(map(names, context.heads[target.sentence])):
        return True
    opening = opened - 1 if _goes_with(document.parsed[opened - 1], document.parsed[opened]) else -1
    goes_on = slot != "regime" or not _is_by_name(context, opened)
    return goes_on and opening >= 0 and not context.figures[opening] and names(opening)


def _goes_with(before: Parsed, parsed: Parsed) -> bool:
    """Whether a sentence heads another, or opens its paragraph."""
    return before.sentence.kind == "heading" or before.sentence.paragraph == parsed.sentence.paragraph


def _is_by_name(context: Context, opened: int) -> bool:
    """Whether a sentence names a place, so that the firms of the one before (private firms led the growth) are none of what it gives of the place's trade."""
    return any(m.names and m.names[0].level in OWNERS for m in context.document.parsed[opened].mentions)


def through(context: Context, target: Target) -> Slots:
    """The port or other way that an English text's goods went from its first figure of trade on, until a place owns a flow or a trade mode is named: Trade through the port came to 5 billion.
    Imports rose to 3 billion."""
    parsed = context.document.parsed[target.sentence]
    traded = [d for d in context.decided if d.slots.get("concept") == "trade"]
    if parsed.language != "en" or parsed.sentence.kind == "row" or not traded or target.figure is None:
        return {}
    way = traded[0].slots.get("regime") or ""
    is_way = way.startswith(UNSURE) and bool(spoken(way, "en", "through"))
    if not is_way or traded[-1].slots.get("regime") != way:
        return {}
    row = [u for u in units(parsed) if u.end <= target.start]
    owned = any(_is_owner(u) and not spoken(parsed.written(u).lower(), "en", "regime-tail") for u in row)
    return {} if owned or any(u.kind == "regime" for u in row) else {"regime": (way,)}
