"""Lists that pair: as many names as figures, in one sentence and one order (A, B and C came to 5, 6 and 7 billion yuan respectively).

`paired(context, target)` gives the slots that a figure takes from its place in its list; `elisions.py` reads those that leave the verb out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import takewhile

from hinterland.models import UNSURE
from hinterland.reading.document import NATION, Target
from hinterland.reading.evidence import EMPTY, Context, Decided, Evidence, Slots, figure_list
from hinterland.reading.lands import partner_of
from hinterland.reading.lexicon import forms
from hinterland.reading.lists import figure_places, in_brackets, joined
from hinterland.reading.mentions import Mention, Parsed
from hinterland.reading.periods import last_month
from hinterland.reading.relations.owners import led_to
from hinterland.reading.relations.words import counted_places, is_compared, right_before, right_behind, said
from hinterland.reading.units import units

SLOTS = ("flow", "subject", "partner", "product", "regime", "period")
"""The slots that lists fill, the first where several have a list that fits as well."""
PLAIN = 3
"""The least members of lists that pair where no word (respectively, 分别) says so."""


def paired(context: Context, target: Target) -> Slots:
    """The slots that a figure takes from its place in its list, none where it is in no list or nothing pairs with that; each with what the member may stand for."""
    place, length = figure_list(context, target) if target.kind != "rank" else _ranked(context, target)
    parsed = context.document.parsed[target.sentence]
    if parsed.sentence.kind == "row":
        return {slot: (value,) for slot, value in _celled(context, target)}
    if (led := led_to(parsed, target)) is not None:
        return {"subject": (led[0],)} | _flow_of_first(context, target, led[1])
    if length < 2:
        return _summed(context, target)
    flows = _flows(context, target, length)
    surely = (
        length >= PLAIN
        or target.kind == "rank"
        or bool(said(parsed, "respectively", "each-one"))
        or ((start := _list_start(context, target, place)) is not None and right_before(parsed, start, "rate") is not None)
        or _is_of_two_months(context, target, length)
        or _in_step(context, target, length)
    )
    if flows is not None and surely and "+" in flows[-1] and (beside := _beside_pair(context, target, place, length)):
        return beside
    dated = _last(context, target, "period", length)
    if flows is not None and dated is None and (_is_shared_out(context, target, surely) if "+" in flows[-1] else not surely):
        return {"flow": (flows[place].lstrip("+"),)}
    if amounts := _amounts_before(context, target, length):
        shared = amounts[place].shared(("concept", *OF_LEVEL))
        return shared | ({"op": ("growth",)} if any(w.end <= target.start for w in said(parsed, "rate-average")) else {})
    if not surely:
        return {}
    compared = target.is_figure("points") and is_compared(parsed)
    lists = {
        slot: found
        for slot in SLOTS
        if not (compared and slot == "subject") and (found := _last(context, target, slot, length)) is not None
    }
    if (topic := _statistic(context, target, place, length)) is not None:
        return topic
    if (measure := _measured(context, target, place, length)) is not None:
        return {"measure": (measure,)}
    if (twin := _told_apart(context, target, place, length, listed=bool(lists))) is not None:
        return twin
    if not lists:
        spread = _spread(context, target, place, length)
        return _of_sentence_before(context, target, length, place) if spread is None else {"period": (spread,)}
    last = max(found[-1].end for found in lists.values())
    slots = [slot for slot in SLOTS if slot in lists and lists[slot][-1].end == last]
    slot = _whose(context, lists) if "subject" in slots and "partner" in slots else slots[0]
    member = lists[slot][place]
    same = [e.value for e in context.evidence[slot][target.sentence] if e.start == member.start and e.end == member.end]
    return {slot: tuple(same) if slot == "period" else (member.value,)}


def _list_start(context: Context, target: Target, place: int) -> int | None:
    """Where the list of a Chinese figure begins."""
    starts = [f.start for f in context.figures[target.sentence] if f.start <= target.start][-place - 1 :]
    return starts[0] if context.document.parsed[target.sentence].language == "zh" and len(starts) > place else None


def _in_step(context: Context, target: Target, length: int) -> bool:
    """Whether an English list of two figures of one unit, which a conjunction joins, follows a list of two goods or partners: imports of copper and of zinc were 3 and 1 billion."""
    parsed, figures = context.document.parsed[target.sentence], context.figures[target.sentence]
    at = next((i for i, m in enumerate(figures) if m.start == target.start), 0) - figure_list(context, target)[0]
    pair = [m for m in figures[at : at + length] if m.figure is not None]
    if parsed.language != "en" or length != len(pair) or len({m.figure.unit for m in pair if m.figure is not None}) > 1:
        return False
    joint = parsed.between(pair[0], pair[-1]).lower()
    is_and = joint.startswith(tuple(forms("en", "phrase-joint"))) and "," not in joint
    return is_and and any(_last(context, target, slot, length) is not None for slot in ("product", "partner"))


def _beside_pair(context: Context, target: Target, place: int, length: int) -> Slots:
    """The whole of trade with each of as many partners, or in each of as many goods, right behind the word for both flows (imports and exports to ASEAN and the EU were 40 and 25 billion), or of
    each of as many kinds of firms, partners or places before it in its clause: private and foreign firms had imports and exports of 40 and 25 billion."""
    parsed = context.document.parsed[target.sentence]
    pair = next((w for w in reversed(said(parsed, "flow-pair")) if w.end <= target.start), None)
    if pair is None:
        return {}
    lists = {slot: found for slot in SLOTS[1:-1] if (found := _last(context, target, slot, length)) is not None}
    if "subject" in lists and "partner" in lists:
        lists = {slot: found for slot, found in lists.items() if slot == _whose(context, lists)}
    for slot, members in lists.items():
        is_behind = members[0].start >= pair.end and len(parsed.text[pair.end : members[0].start].split()) <= len(("to", "the"))
        is_before = members[-1].end <= pair.start and parsed.sentence.clause(members[-1].start) >= parsed.sentence.clause(pair.start) - 1
        if (is_behind and slot in ("partner", "product")) or is_before:
            return {"flow": ("total",), slot: (members[place].value,)}
    return {}


def _told_apart(context: Context, target: Target, place: int, length: int, *, listed: bool) -> Slots | None:
    """What a rate has of the amount at its place among as many right before its list, each with its own words, where it has no list of names also before a semicolon: 出口22.9亿元、进口13.6亿元，
    分别增长8.7%、16.6%."""
    figures = [f.start for f in context.figures[target.sentence] if f.end <= target.start]
    if target.figure is None or target.figure.dimension != "percent" or len(figures) < place:
        return None
    begins = target.sentence, figures[-place] if place else target.start
    opened = target.sentence
    while (
        opened and not listed and context.document.plain.text[: context.document.parsed[opened].sentence.start].rstrip().endswith(PARTING)
    ):
        opened -= 1
    told = [d for d in context.decided if d.target.sentence >= opened and (d.target.sentence, d.target.start) < begins]
    levels = [d for d in told if d.slots.get("op") == "level" and d.target.is_figure("money")][-length:]
    run = takewhile(lambda d: d[1].dimension in MEASURES, ((d, d.target.figure) for d in reversed(told) if d.target.figure is not None))
    amounts = [d for d, _ in run][length - 1 :: -1]
    if len(amounts) == length and any(d.slots.get("concept") is None for d in amounts) and any(d in levels for d in amounts):
        own = amounts[place].slots
        return {slot: (own.get(slot),) for slot in ("concept", *OF_LEVEL) if slot in own}
    slots = [tuple(d.slots.get(slot) for slot in OF_LEVEL) for d in levels]
    if len(levels) != length or len(set(slots)) != length or figure_list(context, levels[0].target)[1] != 1:
        return None
    return {slot: (value,) for slot, value in zip(OF_LEVEL, slots[place], strict=True) if value is not None}


PARTING = ("；", ";")
"""Marks behind which a sentence goes on."""
OF_LEVEL = ("flow", "subject", "partner", "product", "regime", "period")
"""What a rate has of the amount that it is the rate of."""


def _statistic(context: Context, target: Target, place: int, length: int) -> Slots | None:
    """What a figure has of its place in the last list before it of as many statistics, of which some are flows: 产值、税收、出口值、进口值分别增长3.1%、5.5%、6.7%和3.8%."""
    parsed, group, start = context.document.parsed[target.sentence], list[Mention](), _list_start(context, target, place)
    for m in parsed.mentions if start is not None else ():
        if m.end <= (start or 0) and m.is_a("flow", "other", "services"):
            group = [*group, m] if group and group[-1].end < m.start and joined(parsed, group[-1].end, m.start) else [m]
    if len(group) != length or len({m.is_a("flow") for m in group}) == 1:
        return None
    flow = group[place].value("flow")
    return {"concept": (None,)} if flow is None else {"concept": ("trade",), "flow": (flow,)}


def _measured(context: Context, target: Target, place: int, length: int) -> str | None:
    """What a rate is of in a list of two behind an amount in tonnes or pieces and its value: 3,000 tonnes worth 15 million, up 3.1 percent and 8.4 percent respectively."""
    before = [f for f in context.figures[target.sentence] if f.end <= target.start]
    first = next((i for i, f in enumerate(before) if f.is_figure("percent")), len(before))
    if length != len(MEASURES) or target.figure is None:
        return None
    if target.figure.dimension != "percent" or first < length or len(before) - first != place:
        return None
    dimensions = [f.figure.dimension for f in before[first - length : first] if f.figure is not None]
    return MEASURES[dimensions[place]] if set(dimensions) == set(MEASURES) else None


MEASURES = {"quantity": "quantity", "money": "value"}
"""What is measured by the dimension of its figures."""


def _ranked(context: Context, target: Target) -> tuple[int, int]:
    """The place of a rank in its list and the list's length: ranked 2nd and 5th, 分别居第20、第26和第9位."""
    parsed = context.document.parsed[target.sentence]
    group: list[Target] = []
    for other in (t for t in context.document.targets if t.sentence == target.sentence and t.kind == "rank"):
        goes_on = bool(group) and joined(parsed, group[-1].end, other.start)
        if not goes_on and any(t is target for t in group):
            break
        group = [*group, other] if goes_on else [other]
    return next((i for i, t in enumerate(group) if t is target), 0), len(group)


def _flow_of_first(context: Context, target: Target, start: int) -> Slots:
    """The flow of the figure that opens a list, where a later one stands in a clause without flow and verb: exports rose 5 percent in Ohio, where imports fell, and 4 percent in Iowa."""
    parsed = context.document.parsed[target.sentence]
    inside = [m for m in parsed.mentions if m.clause == parsed.sentence.clause(target.start) and m.end <= target.start]
    first = next((d for d in context.decided if d.target.sentence == target.sentence and d.target.start == start), None)
    flow = first.slots.get("flow") if first is not None and not any(m.is_a("flow", "up", "down", "level") for m in inside) else None
    return {} if flow is None else {"flow": (flow,)}


def _celled(context: Context, target: Target) -> Iterator[tuple[str, str]]:
    """What the heads of a cell's column and row name, where they name one value of a slot."""
    row = context.document.parsed[target.sentence].sentence
    cell = row.clause(target.start)
    above = [n for n in context.heads[target.sentence] if len(context.document.parsed[n].sentence.clauses) == len(row.clauses)]
    for slot in SLOTS:
        for sentence, place in (*((n, cell) for n in above), (target.sentence, 0)):
            inside = [e for e in context.evidence[slot][sentence] if e.clause == place and e.level not in ("sum", "joined", "unknown")]
            values = {e.value for e in inside if slot != "subject" or len(e.value) > NATION}
            if slot == "partner":
                values -= {partner_of(context.document.main_nation)}
            if len(values) == 1:
                yield slot, values.pop()
                break


def _summed(context: Context, target: Target) -> Slots:
    """The list whose members a figure is the sum of, where a word says so between the two: A, B and C together."""
    parsed = context.document.parsed[target.sentence]
    words = [w for w in said(parsed, "sum-word") if w.end <= target.start]
    word = words[-1] if words else next((m for m in reversed(counted_places(parsed)) if m.end <= target.start), None)
    if together := _behind_list(context, parsed, target):
        return together
    if word is None:
        return _all_partners(context, parsed, target)
    rows = {slot: context.evidence[slot][target.sentence] for slot in ("subject", "partner")}
    whole = {slot: [e for e in row if right_behind(parsed, e.end, "list-rest") is None] for slot, row in rows.items()}
    clause = parsed.sentence.clause(word.start)
    opens = parsed.language == "en" and parsed.is_blank(parsed.sentence.clauses[clause], word.start)
    opens = opens and not any(m.figure is not None for m in parsed.inside(word.end, target.start))
    low, high = (word.end, target.start) if opens else (0, word.start)
    sums = {slot: [e for e in row if e.level == "sum" and low <= e.start and e.end <= high] for slot, row in whole.items()}
    lists = {slot: found for slot, found in sums.items() if found}
    if not lists:
        return {}
    last = max(found[-1].end for found in lists.values())
    kept = {slot: found for slot, found in lists.items() if found[-1].end == last}
    slot = _whose(context, kept) if len(kept) > 1 else next(iter(kept))
    others = [m for m in parsed.inside(word.end, target.start) if m.names and m.names[0].partner and not opens]
    return _all_partners(context, parsed, target) if slot == "partner" and others else {slot: (kept[slot][-1].value,)}


def _behind_list(context: Context, parsed: Parsed, target: Target) -> Slots:
    """The members together that a Chinese share or contribution is of, which stands alone right behind a list of their figures: 分别增长15.2%、25.1%，占安徽外贸总值的46.5%."""
    told = [d for d in context.decided if d.target.sentence == target.sentence and d.target.figure is not None]
    word = next((w for dimension, w in JOINT.items() if target.is_figure(dimension)), None)
    if parsed.language != "zh" or not told or word is None:
        return {}
    place, length = figure_list(context, told[-1].target)
    lead = next((m for m in parsed.inside(told[-1].target.end, target.start) if not m.is_a("cumulative") and m.time is None), None)
    is_led = lead is not None and lead.is_a(word) and lead.clause == parsed.sentence.clause(target.start)
    if length < 2 or place != length - 1 or len(told) < length or not is_led:
        return {}
    members = {slot: [d.slots.get(slot) or "" for d in told[-length:]] for slot in ("subject", "partner", "product", "regime")}
    return {slot: ("+".join(own),) for slot, own in members.items() if len(set(own)) == length and all(own)}


JOINT = {"percent": "share", "points": "contribution"}
"""The word that leads to a figure of a list together, by its dimension."""


def _all_partners(context: Context, parsed: Parsed, target: Target) -> Slots:
    """The partners together that alone stand between a Chinese preposition and the flow of a figure, or its verb (对大陆及香港出口849.3亿美元), in their words where no table knows the last."""
    before = parsed.preceding(target.start) if parsed.language == "zh" else []
    at = next((i for i in range(len(before) - 1, -1, -1) if before[i].names and before[i].names[0].partner), None)
    joint = None if at is None else right_behind(parsed, before[at].end, "list")
    led = [] if at is None else [m for m in before[at + 1 :] if joint is None or m.start >= joint.end]
    if at is None or not led or not led[0].is_a("flow", "balance", "up", "down") or any(m.is_a("flow", "respectively") for m in led[1:]):
        return {}
    listed = [e for e in context.evidence["partner"][target.sentence] if (e.level, e.end) == ("sum", led[0].start)]
    start, value = (listed[-1].start, listed[-1].value) if listed else (-1, "")
    if joint is not None and any((u.kind, u.start, u.end) == ("unknown", joint.end, led[0].start) for u in units(parsed)):
        start, value = before[at].start, UNSURE + parsed.text[before[at].start : led[0].start]
    return {"partner": (value,)} if value and right_before(parsed, start, "partner-lead") is not None else {}


def _last(context: Context, target: Target, slot: str, length: int) -> list[Evidence] | None:
    """The last list of as many names of a slot before a figure's list; None where a longer or shorter one stands between, or there is none."""
    found: list[Evidence] | None = None
    for group in _groups(context.evidence[slot][target.sentence]):
        if group[-1].end <= target.start and len(group) > 1:
            fitted = group if slot != "product" or len(group) == length else _merged(context.document.parsed[target.sentence], group)
            found = fitted if len(fitted) == length and (slot != "flow" or len({e.value for e in fitted}) > 1) else None
    return found


def _flows(context: Context, target: Target, length: int) -> list[str] | None:
    """The flows of the last list of as many before a figure's list; a member that names two (exports and imports) is two, marked with a plus."""
    parsed = context.document.parsed[target.sentence]
    pairs = {w.end: w.value for w in said(parsed, "flow-pair")}
    found: list[str] = []
    last: int | None = None
    for e in context.evidence["flow"][target.sentence]:
        if e.end > target.start:
            break
        pair = pairs.get(e.end)
        names = [f"+{flow}" for flow in pair.split("+")] if pair is not None else [e.value]
        found = [*found, *names] if last is not None and joined(parsed, last, e.start) else names
        last = e.end
    return found if len(found) == length else None


def _is_shared_out(context: Context, target: Target, surely: bool) -> bool:
    """Whether each figure of a target's list is of one of the flows that one word names (exports and imports): not where a figure in no such list stands between the two, nor without a
    word for it where the units differ, as of an amount and its conversion."""
    place, length = figure_list(context, target)
    parsed = context.document.parsed[target.sentence]
    mentions = context.figures[target.sentence]
    places = figure_places(parsed, mentions)
    pair = max((w.end for w in said(parsed, "flow-pair") if w.end <= target.start), default=0)
    aside = [
        m for m in mentions if pair <= m.start < target.start and in_brackets(parsed, m.start) and not in_brackets(parsed, target.start)
    ]
    if any(places.get(m.start, (0, 1))[1] != length for m in mentions if pair <= m.start < target.start and m not in aside):
        return False
    figures = [m.figure for m in mentions if m.figure is not None]
    first = next((i for i, f in enumerate(figures) if f.start == target.start), place) - place
    return surely or len({f.unit for f in figures[first : first + length]}) == 1


def _merged(parsed: Parsed, group: list[Evidence]) -> list[Evidence]:
    """A list of products whose members that a conjunction joins are one each, where commas part the others: 农产品、牛皮革及马皮革."""
    joints = forms(parsed.language, "phrase-joint")
    out = [group[0]]
    for e in group[1:]:
        last = out[-1]
        if (between := parsed.between(last, e).lower()) in joints and between not in "、,，":
            out[-1] = replace(last, value=UNSURE + parsed.text[last.start : e.end], end=e.end)
        else:
            out.append(e)
    return out


def _groups(row: list[Evidence]) -> Iterator[list[Evidence]]:
    """The numbered lists among a sentence's mentions of a slot."""
    group: list[Evidence] = []
    for e in row:
        if e.level == "sum" or e.listed[1] < 2:
            continue
        if e.listed[0] == 0:
            group = []
        if e.listed[0] == len(group):
            group.append(e)
        if len(group) == e.listed[1]:
            yield group
            group = []


def _spread(context: Context, target: Target, place: int, length: int) -> str | None:
    """The month or quarter of a figure in a list of as many as the span named before it has: 1至6月各月出口额分别为; None where the last span has another number."""
    parsed = context.document.parsed[target.sentence]
    before = [e for e in context.evidence["period"][target.sentence] if e.end <= target.start]
    if not before or not (_is_of_two_months(context, target, length) or said(parsed, "respectively", "each-month")):
        return None
    first, _, last = before[-1].value.partition("/")
    if len(first) == YEAR_DIGITS and not last:
        first, last = f"{first}-01", f"{first}-12"
    if len(first) != MONTH_DIGITS or len(last) != MONTH_DIGITS:
        return None
    start, count = last_month(first), last_month(last) - last_month(first) + 1
    step = 1 if count == length else QUARTER if count == length * QUARTER and said(parsed, "each-quarter") else 0
    if not step:
        return None
    months = [f"{m // 12}-{m % 12 + 1:02d}" for m in (start + place * step, start + place * step + step - 1)]
    return months[0] if step == 1 else "/".join(months)


def _is_of_two_months(context: Context, target: Target, length: int) -> bool:
    """Whether a list of two rates follows two months that a conjunction joins: in May and June 2018 exports fell 14 percent and 12 percent."""
    before = [e for e in context.evidence["period"][target.sentence] if e.end <= target.start]
    is_rate = target.is_figure("percent")
    return is_rate and length == len(("one", "other")) and bool(before) and before[-1].level.startswith("twomonths/")


MONTH_DIGITS, YEAR_DIGITS, QUARTER = 7, 4, 3


def _of_sentence_before(context: Context, target: Target, length: int, place: int) -> Slots:
    """The flow of a figure in a list of as many as the sentence before has flows, or the last of those of its paragraph up to it, where its own names none: the two rates were 5 and 7 points
    higher, respectively; 进出口增长6%；出口增长5%；进口增长9%。增速分别高于全省1、2和3个百分点. What a trade mode or goods restrict is of no flow as a whole."""
    parsed = context.document.parsed
    if any((m.is_a("flow") or m.names) and m.end <= target.start for m in parsed[target.sentence].mentions):
        return {}
    here = parsed[target.sentence].sentence.paragraph
    before = [d for d in context.decided if d.target.sentence < target.sentence and d.target.figure is not None]
    before = [d for d in before if d.target.sentence == target.sentence - 1 or parsed[d.target.sentence].sentence.paragraph == here]
    if len(flows := _distinct(d for d in before if d.target.sentence == target.sentence - 1)) != length:
        flows = _distinct(d for d in before if all(d.slots.get(slot) == EMPTY[slot] for slot in ("regime", "product")))[-length:]
    return {"flow": (flows[place],)} if len(flows) == length else {}


def _amounts_before(context: Context, target: Target, length: int) -> list[Decided]:
    """The last amounts of the sentence before, as many as the rates of an English list that no name or flow leads to, each with its own words: with Laos and Peru came to 56 and 40 billion. The
    growth rates were 4.1% and 12.7%."""
    parsed = context.document.parsed[target.sentence]
    is_rate = parsed.language == "en" and target.is_figure("percent") and bool(said(parsed, "rate-average", "respectively"))
    if not is_rate or any((m.is_a("flow", "other") or m.names) and m.end <= target.start for m in parsed.mentions):
        return []
    near_by = takewhile(lambda d: d.target.sentence >= target.sentence - 1, reversed(context.decided))
    own = [d for d in near_by if d.target.sentence < target.sentence and d.target.is_figure("money")][length - 1 :: -1]
    apart = len({tuple(d.slots.get(slot) for slot in OF_LEVEL) for d in own}) == length == len(own)
    told = apart and figure_list(context, own[0].target)[1] == length and all(d.slots.get("concept") == "trade" for d in own)
    return own if told else []


def _distinct(decided: Iterable[Decided]) -> list[str]:
    """The flows of some decisions, each once, in order."""
    return [flow for flow in dict.fromkeys(d.slots.get("flow") for d in decided) if flow is not None]


def _whose(context: Context, lists: dict[str, list[Evidence]]) -> str:
    """Whether countries in a list are those that trade or the partners: partners behind a preposition or with a bloc among them, subjects where the document's own country or parts of it are."""
    subjects, partners = lists["subject"], lists["partner"]
    if len(subjects) < len(partners) or subjects[-1].start > partners[-1].start or partners[0].before.startswith(("prep", "from")):
        return "partner"
    nation = partner_of(context.document.main_nation)
    members = [place for m in subjects for place in m.value.split("+")]
    return "subject" if any(len(place) > NATION or partner_of(place) == nation for place in members) else "partner"
