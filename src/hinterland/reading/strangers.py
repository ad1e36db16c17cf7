"""What a figure's clause names in words that no table knows: a measure, a product, a partner, a region, a trade mode, or the verb that leads to it.

`strangers(parsed, target, flow)` gives by slot the words that stand where the slot is named: right before the flow word that governs the target, behind a preposition right behind it, or as
the head of the clause where it has no flow word. `has_unknown_verb` tells whether a word that no table knows leads to a rate, so that nobody can say whether it rose or fell.
`tailed(parsed, target, concept)` gives names by the word that they end with, which say that a figure is of a part: through Port Laredo, daily average exports, 由铁海联运班列, 生产型企业, 旅行服务.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import dropwhile, pairwise, takewhile

from hinterland.models import UNSURE
from hinterland.reading.document import Target
from hinterland.reading.evidence import Slots
from hinterland.reading.lexicon import Found, forms
from hinterland.reading.lists import CLOSING, OPENING
from hinterland.reading.markets import titles
from hinterland.reading.mentions import Mention, Parsed
from hinterland.reading.relations.actors import whole_around, whole_of_title
from hinterland.reading.relations.words import counted_places, near, right_before, right_behind
from hinterland.reading.units import Unit, known_chinese, units

BEHIND = {"of": "product", "to": "partner", "with": "partner", "by": "regime"}
"""The slot that a phrase fills by the preposition before it."""
BEFORE = {"to": "partner", "with": "partner", "from": "partner", "by": "regime"}
"""The same where the phrase stands between the preposition and the flow word."""
NOMINAL = ("flow", "measure", "product", "regime", "place", "noun", "unknown")
"""Kinds of units that a clause may be about."""

Row = Sequence[Unit]


def strangers(parsed: Parsed, target: Target, flow: Mention | None) -> dict[str, Unit]:
    """By slot the unknown words that fill it for a figure."""
    if target.kind == "rank" and (own := _titled(parsed, units(parsed), target)) is not None:
        return {"subject": own}
    if target.figure is None or target.kind != "figure" or parsed.sentence.kind == "row":
        return {}
    row = units(parsed)
    start, inside = target.start, _region(parsed, row, target.start)
    while not any(u.kind in NOMINAL for u in inside):
        earlier = next((row[i] for i in range(_count_before(row, start) - 1, -1, -1) if row[i].kind == "figure"), None)
        if earlier is None:
            inside = [*_ahead_of_aside(parsed, row, start), *inside]
            break
        start = earlier.start
        inside = _region(parsed, row, start)
    if (head := _head(parsed, inside)) is not None:
        return {} if _is_verb_of_turn(parsed, row, head, start) else {"product": head}
    what = _behind_figure(parsed, row, target)
    found = {} if what is None else {"product": what}
    if (own := _counted(parsed, target) or _zoned(parsed, target) or _titled(parsed, row, target)) is not None:
        found["subject"] = own
    place = next((i for i, u in enumerate(row) if flow is not None and u.mention is flow), None)
    before = {} if place is None else dict(_before(parsed, row, place))
    if target.figure.dimension == "points" and "regime" in before:  # What pulls a flow by points is a part of it: 家电拉动出口1.9个百分点.
        before["product"] = before.pop("regime")
    return found if place is None else found | dict(_behind(parsed, row, place)) | before


def _counted(parsed: Parsed, target: Target) -> Unit | None:
    """The words for counted towns that own the flow of a clause, where no list names them: 苏南五市进出口."""
    start = parsed.clause_start(target.start)
    word = next((m for m in reversed(counted_places(parsed)) if start <= m.start and m.end <= target.start), None)
    named = [m for m in parsed.mentions if word is not None and start <= m.start < word.start and (m.names or m.time is not None)]
    behind = None if word is None else parsed.behind(word.end)
    if word is None or behind is None or behind.start != word.end or not behind.is_a("flow") or any(m.names for m in named):
        return None
    return Unit("unknown", max([start, *(m.end for m in named)]), word.end)


def _zoned(parsed: Parsed, target: Target) -> Unit | None:
    """The word for zones that own the Chinese flow they touch, times aside, where no name tells which: 综合保税区进出口, 科技园区上半年进出口."""
    for zone, flow in pairwise([m for m in parsed.mentions if m.time is None] if parsed.language == "zh" else []):
        if zone.names or not zone.is_a("zone") or zone.is_a("proform"):
            continue
        times = sum([m.end - m.start for m in parsed.mentions if m.time is not None and zone.end <= m.start and m.end <= flow.start])
        touches = zone.end + times == flow.start and flow.end <= target.start and flow.is_a("flow")
        if touches and flow.clause >= parsed.sentence.clause(target.start) - 1:
            return Unit("unknown", zone.start, zone.end)
    return None


def _titled(parsed: Parsed, row: Row, target: Target) -> Unit | None:
    """The unknown name that opens a sentence and is said to be something of the place it lies in, or to lie there: Xishang stayed Jiangsu's largest trading city with 2.71 trillion."""
    whole = whole_of_title(parsed, target) or whole_around(parsed, target)
    first = next((u for u in row if u.kind not in ("article", "plain", "mark", "time", "prep")), None)
    if whole is None or first is None or first.kind != "unknown" or first.end > whole.start or not _is_name(parsed, first):
        return None
    named = [m for m in parsed.mentions if m.end <= whole.start and m.names and m.names[0].level not in ("nation", "group")]
    return None if named or titles(parsed) else first


def _is_name(parsed: Parsed, unit: Unit) -> bool:
    """Whether unknown words may be one's name: with a capital, and no plural."""
    return parsed.text[unit.start].isupper() and not parsed.written(unit).endswith(tuple(forms("en", "several-tail")))


def _region(parsed: Parsed, row: Row, end: int) -> Row:
    """What stands before a figure in its own clause, behind the figure or the turn before; what a bracket without figures parts is one clause."""
    clause = parsed.sentence.clause(end)
    high = low = _count_before(row, end)
    inside: list[Unit] = []
    while low and row[low - 1].kind not in ("figure", "break") and _clause(parsed, row[low - 1]) == clause:
        low -= 1
    if low and (opens := _bracket_before(parsed, row[low - 1].end)) is not None:
        before = _count_before(row, opens)
        if all(u.kind != "figure" for u in row[before:low]):
            inside = [*_region(parsed, row, opens)]
    return [*inside, *row[low:high]]


def _ahead_of_aside(parsed: Parsed, row: Row, end: int) -> Row:
    """The words that open a sentence ahead of an aside which begins with a verb, where they have none of their own: Glims, up 11 percent, reached 225 billion."""
    clause = parsed.sentence.clause(end)
    before = [u for u in row[: _count_before(row, end)] if _clause(parsed, u) < clause and u.kind != "mark"]
    return before if clause == 1 and all(u.kind in (*NOMINAL, "article", "plain") for u in before) else []


def _bracket_before(parsed: Parsed, end: int) -> int | None:
    """Where the bracket opens that closes at a place, None where none does."""
    if parsed.text[end - 1 : end] not in CLOSING:
        return None
    return next((i for i in range(end - 1, -1, -1) if parsed.text[i] in OPENING), None)


def _count_before(row: Row, place: int) -> int:
    """The number of units that end at or before a place."""
    return bisect_right(row, place, key=lambda u: u.end)


def _clause(parsed: Parsed, unit: Unit) -> int:
    return parsed.sentence.clause(unit.start)


def _is(parsed: Parsed, unit: Unit, cls: str) -> bool:
    """Whether a unit is a word of a class."""
    return parsed.written(unit).lower() in forms(parsed.language, cls)


def _before(parsed: Parsed, row: Row, place: int) -> Iterator[tuple[str, Unit]]:
    """What stands right before a flow word: a modifier, a possessor, in Chinese also a partner or a mode behind its preposition."""
    skipped = ("plain", "owner", "noun", "time") if parsed.language == "en" else ("plain", "owner", "noun", "time", "flow")
    i = place - 1
    while i >= 0 and (row[i].kind in skipped or _is_had(row, i)):
        i -= 1
    if parsed.language == "zh" and i > 0 and _is(parsed, row[i], "driving"):
        run = [*takewhile(lambda u: u.kind in ("unknown", "plain", "noun", "product"), reversed(row[:i]))][::-1]
        run = [*dropwhile(lambda u: u.kind == "plain", run)]
        tail = right_before(parsed, row[i].start, "goods-tail")
        if run and (run[-1].kind == "unknown" or (tail is not None and tail.start > run[0].start)):
            yield "regime", Unit("unknown", run[0].start, row[i].start)
            return
    if (
        i > 0
        and parsed.language == "en"
        and row[i].kind == "unknown"
        and row[i - 1].kind in ("regime", "place")
        and _is_participle(parsed, row[i])
    ):
        return
    passed = {u.kind for u in row[i + 1 : place]}
    if i < 0 or row[i].kind != "unknown" or _clause(parsed, row[i]) != _clause(parsed, row[place]) or _describes(parsed, row, place):
        return
    if parsed.language == "en" and near(
        parsed, row[i].end, row[place].start, "expectation"
    ):  # Who foresaw is none: polled by Ostrel had expected exports.
        return
    lead = next((u for u in reversed(row[:i]) if u.kind not in ("plain", "article")), None)
    opens = lead is None or lead.kind in ("mark", "time") or _clause(parsed, lead) != _clause(parsed, row[i])
    if "time" in passed and not opens:
        return
    if parsed.language == "zh":
        slot = BEFORE.get(lead.value) if lead is not None and lead.kind == "prep" else None
        is_area = right_before(parsed, row[place].start, "area-noun") is not None
        yield slot or ("subject" if is_area or passed & {"time", "verb"} else "product"), row[i]
    else:
        acts = _is(parsed, row[place], "flow-verb") and parsed.text[row[i].start].isupper()
        is_sector = parsed.text[row[i].start].islower() and right_behind(parsed, row[i].end, "sector-noun") is not None
        owned = not is_sector and (acts or passed & {"owner", "time", "verb"})
        yield "subject" if owned else "product", row[i]


def _is_participle(parsed: Parsed, unit: Unit) -> bool:
    """Whether unknown words are one that tells what was done: private firms conducted foreign trade."""
    words = parsed.written(unit).lower()
    return " " not in words and words.endswith(tuple(forms("en", "participle-tail")))


def _describes(parsed: Parsed, row: Row, place: int) -> bool:
    """Whether an English flow word describes regions, so that what stands before it does too: the leading exporting states."""
    behind = row[place + 1] if place + 1 < len(row) else None
    return parsed.language == "en" and behind is not None and parsed.written(behind).lower() in forms("en", "region-noun")


def _is_had(row: Row, place: int) -> bool:
    """Whether a unit is the verb of having a flow, or the possessive between the two: saw its exports rise, recorded exports of, 实现进出口."""
    unit, behind = row[place], row[place + 1]
    if unit.kind == "verb":
        return behind.kind in ("flow", "place") and unit.mention is not None and unit.mention.words[0].cls == "level"
    return (
        unit.kind == "place"
        and behind.kind == "flow"
        and unit.mention is not None
        and unit.mention.value("proform") == "its"
        and place > 0
        and row[place - 1].kind == "verb"
    )


def _behind(parsed: Parsed, row: Row, place: int) -> Iterator[tuple[str, Unit]]:
    """What stands right behind a flow word: what is traded, in English also phrases with a preposition, one after the other."""
    clause = _clause(parsed, row[place])
    if parsed.language == "zh":
        rest = [u for u in row[place + 1 :] if u.kind not in ("plain", "owner", "verb", "noun") and (u.kind, u.value) != ("prep", "of")]
        if (own := _touching(parsed, row[place])) is not None:
            yield "product", own
            return
        told = len(rest) > 1 and rest[0].kind == "unknown" and rest[1].kind == "figure" and _clause(parsed, rest[1]) == clause
        between = [u.kind for u in row[place + 1 : row.index(rest[0])]] if told else []
        if told and "verb" not in between:
            yield "product", rest[0]
        return
    lead = last = "of" if _is(parsed, row[place], "flow-verb") else ""
    for unit in row[place + 1 :]:
        if _clause(parsed, unit) != clause:
            return
        if unit.kind == "prep":
            lead = last = unit.value
        elif unit.kind in ("owner", "and"):
            lead = last
        elif unit.kind == "unknown":
            if slot := _slot(parsed, row[place], unit, lead):
                yield slot, unit
            lead = ""
        elif unit.kind in ("place", "product", "regime", "time", "noun"):
            lead = ""
        elif unit.kind not in ("plain", "article"):
            return


def _touching(parsed: Parsed, flow: Unit) -> Unit | None:
    """The characters between a Chinese flow and its amount, where some are in no known word: they name goods with the function words that touch them (出口对虾, 出口大蒜, 出口数据线, 进口鱼)."""
    figure = next((m for m in parsed.mentions if m.start >= flow.end and m.figure is not None), None)
    if figure is None or figure.figure is None or figure.figure.dimension not in ("money", "quantity"):
        return None
    gap, inside = parsed.text[flow.end : figure.start], parsed.inside(flow.end, figure.start)
    if not 0 < len(gap) <= LONGEST or not all("\u4e00" <= c <= "\u9fff" for c in gap):
        return None
    if any(m.names or m.time is not None or (m.value("prep") is None and m.end - m.start > 1) for m in inside):
        return None
    known = [range(flow.end + f.start(), flow.end + f.end()) for f in known_chinese().finditer(gap)]
    known += [range(m.start, m.end) for m in inside]
    held, verbs = {at for word in known for at in word}, forms("zh", "verb-character")
    strange = [at for at in range(flow.end, figure.start) if at not in held and parsed.text[at] not in verbs]
    if not strange:
        return None
    low = strange[0]
    while (word := next((w for w in known if w.stop == low and w.start >= flow.end), None)) is not None:
        if parsed.text[word.start : low] in forms("zh", "before-goods") or (len(word) > 1 and len(strange) > 1):
            break
        low = word.start
    return Unit("unknown", low, figure.start if figure.start - strange[-1] == 1 else strange[-1] + 1)


def _slot(parsed: Parsed, flow: Unit, unit: Unit, lead: str) -> str:
    """The slot that an unknown phrase behind a flow word fills by the preposition before it; none without one."""
    article = right_before(parsed, unit.start, "phrase-article")
    if (
        right_before(parsed, unit.start if article is None else article.start, "members-of") is not None
        and parsed.text[unit.start].isupper()
    ):
        return "partner"
    if lead == "from":
        return "partner" if flow.mention is not None and flow.mention.value("flow") != "export" else "subject"
    if lead == "in":
        return "subject" if parsed.text[unit.start].isupper() else ""
    return BEHIND.get(lead, "")


def _behind_figure(parsed: Parsed, row: Row, target: Target) -> Unit | None:
    """What an amount is of, or a rate: 5 billion yuan of flour, a 5 percent rise in flour."""
    if parsed.language == "zh" or target.figure is None or target.figure.dimension not in LEADS:
        return None
    behind = [u for u in row if u.start >= target.end and u.kind not in ("plain", "article") and not _is(parsed, u, "object-lead")]
    if behind and behind[0].kind == "verb" and target.figure.dimension == "percent":
        behind = behind[1:]
    if len(behind) < 2 or behind[0].kind != "prep" or behind[0].value not in LEADS[target.figure.dimension]:
        return None
    if behind[0].value == "in" and target.figure.dimension == "money":  # Exported 3 billion in frobs to Peru.
        before = next((u for u in reversed(row) if u.end <= target.start and u.kind not in ("plain", "article")), None)
        if before is None or before.kind != "flow" or parsed.text[behind[1].start].isupper():
            return None
    return behind[1] if behind[1].kind == "unknown" else None


LEADS = {"money": ("of", "in"), "quantity": ("of",), "percent": ("in",)}
"""The prepositions between a figure of a dimension, or its turn, and what it is of."""


def _head(parsed: Parsed, inside: Row) -> Unit | None:
    """The unknown words that a clause is about, None where it has a flow word or another known head; what describes a time is none (签约的1994年为5亿美元)."""
    dated = next((i for i in range(len(inside) - 1, 0, -1) if (inside[i - 1].kind, inside[i].kind) == ("owner", "time")), 0)
    inside = inside[dated:]
    if any(u.kind in ("flow", "measure") for u in inside):
        return None
    verb = next((i for i in range(len(inside) - 1, -1, -1) if inside[i].kind == "verb" and not _is_noun(inside, i)), None)
    if verb is None and parsed.language == "en":
        return None
    if parsed.language == "zh" and verb is not None and any(u.kind == "unknown" for u in inside[verb:]):
        verb = None
    nominal = [u for u in inside[:verb] if u.kind in (*NOMINAL, "prep", "article")]
    while nominal and nominal[0].kind == "prep":
        stop = next((i for i, u in enumerate(nominal) if i and u.kind in NOMINAL), len(nominal))
        nominal = nominal[stop + 1 :]
    stop = next((i for i, u in enumerate(nominal) if u.kind == "prep"), len(nominal)) if parsed.language == "en" else len(nominal)
    head = nominal[stop - 1] if stop else None
    if head is None or head.kind != "unknown" or right_behind(parsed, head.end, "region-noun") is not None:
        return None
    lead = nominal[stop - 2] if stop > 1 else None
    return None if _is_predicate(parsed, head, lead) else head


def _is_verb_of_turn(parsed: Parsed, row: Row, head: Unit, start: int) -> bool:
    """Whether unknown Chinese words are the verb of a figure that they touch and that owns its noun: 跑出9.7%的同比增长."""
    behind = [u for u in row if u.start > start][:2]
    owns = len(behind) > 1 and behind[0].kind == "owner" and behind[1].kind == "verb"
    return parsed.language == "zh" and head.end == start and owns


def _is_noun(inside: Row, place: int) -> bool:
    """Whether a word of change is a noun of its own: a rise of."""
    before = next((u for u in reversed(inside[:place]) if u.kind != "plain"), None)
    return before is not None and before.kind == "article"


def _is_predicate(parsed: Parsed, head: Unit, lead: Unit | None) -> bool:
    """Whether unknown English words are what a pronoun does, or a participle that opens its clause."""
    if parsed.language == "zh":
        return False
    if lead is None:
        return parsed.written(head).endswith(tuple(forms("en", "participle-tail")))
    return _is(parsed, lead, "pronoun")


def has_unknown_verb(parsed: Parsed, target: Target, *classes: str) -> bool:
    """Whether unknown words stand before a percentage and no word of the classes says what it tells, before it or right behind it."""
    figure = target.figure
    if figure is None or figure.dimension != "percent" or is_signed(parsed, target) or parsed.sentence.kind == "row":
        return False
    row = units(parsed)
    inside = _region(parsed, row, target.start)
    if not any(u.kind == "unknown" for u in inside):
        return False
    clause = parsed.sentence.clause(target.start)
    behind = [u for u in row if u.start >= target.end and _clause(parsed, u) == clause and u.kind not in ("time", "owner")]
    told = [*inside, *behind[:1]]
    return not any(u.mention is not None and u.mention.is_a(*classes) for u in told) and not any(_is(parsed, u, "more") for u in behind[:1])


def is_signed(parsed: Parsed, target: Target) -> bool:
    """Whether a sign stands before a figure, so that it says itself which way it goes: 同比+3.2%."""
    figure = target.figure
    return figure is not None and (figure.negative or "+" in (parsed.text[target.start], parsed.text[target.start - 1 : target.start]))


def is_on_flow(parsed: Parsed, target: Target) -> bool:
    """Whether the flow before a target only tells what another statistic, or what no table knows, is on: tax rebates on exports, duties on imports."""
    if parsed.language != "en" or not any(m.value("prep") == "on" for m in parsed.mentions if m.end <= target.start):
        return False
    clause = parsed.sentence.clause(target.start)
    row = [u for u in units(parsed) if u.kind != "article" and u.end <= target.start and _clause(parsed, u) == clause]
    flow = max((i for i, u in enumerate(row) if u.kind == "flow"), default=0)
    return flow > 1 and row[flow - 1].value == "on" and row[flow - 2].kind in ("measure", "unknown")


SLOTS = {"regime": "regime-tail", "product": "service-tail"}
"""The class of the words that names of a slot end with."""
LONGEST = 12
"""Maximum characters of a Chinese name before its last word."""
APART = ("flow", "prep", "and", "level", "up", "down", "proform", "while", "ofwhich", "agency")
"""Classes of words that no name holds."""


def tailed(parsed: Parsed, target: Target, concept: str | None) -> Slots:
    """The trade mode of a figure of trade, or the service of one of services, that unknown words before it name."""
    if target.figure is None or target.kind != "figure" or parsed.sentence.kind == "row":
        return {}
    slot = "product" if concept == "services" else "regime"
    low = _adverbial(parsed, parsed.sentence.clause(target.start))
    if slot == "regime" and (found := _daily(parsed, low, target) or _subset(parsed, low, target)) is not None:
        return {slot: (UNSURE + parsed.written(found),)}
    tails = [f for f in near(parsed, low, target.start, SLOTS[slot]) if not _is_of_place(parsed, f)]
    last = max(tails, key=lambda f: (f.end, -f.start), default=None)
    if last is None:
        return {}
    start = _start(parsed, low, last)
    inside = [m for m in parsed.mentions if m.start < last.end and m.end > start]
    is_whole = last.value == "whole" or right_behind(parsed, last.end, "driving") is not None
    if (start == last.start and not is_whole) or any(m.is_name(slot) for m in inside):
        return {}
    return {slot: (UNSURE + parsed.text[start : last.end].strip(),)}


def _is_of_place(parsed: Parsed, found: Found) -> bool:
    """Whether a word belongs to the name of a place: the port of 大连口岸."""
    return any(m.start < found.start and found.end <= m.end and m.is_name("place") for m in parsed.mentions)


def _adverbial(parsed: Parsed, clause: int) -> int:
    """Where a clause begins, with what stands before its comma where that opens the sentence with a preposition of passage: through Shanghai's land ports, goods worth."""
    clauses = parsed.sentence.clauses
    opens = clause == 1 and any(f.start == 0 for f in near(parsed, 0, clauses[1], "through"))
    return clauses[0] if opens else clauses[clause]


def _daily(parsed: Parsed, low: int, target: Target) -> Found | None:
    """The words that make a figure one of an average day, before it in its clause or right behind it."""
    behind = right_behind(parsed, target.end, "daily-behind")
    return next(iter(near(parsed, low, target.start, "daily")), behind)


def _subset(parsed: Parsed, low: int, target: Target) -> Found | None:
    """The words that pick some of those named before (those that are), where no trade mode is named behind them."""
    lead = next(iter(near(parsed, low, target.start, "subset-lead")), None)
    is_named = lead is not None and any(m.is_name("regime") and lead.end <= m.start < target.start for m in parsed.mentions)
    return None if is_named else lead


def _start(parsed: Parsed, low: int, tail: Found) -> int:
    """Where the name begins that ends with a word: behind the last mention or mark that no name holds; in English behind the preposition that leads to it."""
    if parsed.language == "en":
        lead = max(near(parsed, low, tail.start, "through"), key=lambda f: f.end, default=None)
        return tail.start if lead is None else lead.start
    start, held = tail.start, [m for m in parsed.mentions if m.names or m.time is not None or m.figure is not None or m.is_a(*APART)]
    while (
        start > max(low, tail.start - LONGEST)
        and "\u4e00" <= parsed.text[start - 1] <= "\u9fff"
        and not any(m.start < start <= m.end for m in held)
    ):
        start -= 1
    return start
