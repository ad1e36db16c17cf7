"""Goods under one head in Chinese texts: what a list of members sums up to (纺织、玩具等七大类劳动密集型产品出口), and goods whose members a bracket lists (机电产品（灯具、零配件等）39.5亿元).

`kinds(context, target)` gives the product of a figure that such a head stands before: the head, and no member.
"""

from __future__ import annotations

import re

from hinterland.models import UNSURE
from hinterland.reading.document import Target
from hinterland.reading.evidence import EMPTY, Context, Slots
from hinterland.reading.mentions import Parsed
from hinterland.reading.relations.words import near, right_before, said
from hinterland.reading.units import units

NAME = re.compile(r"[\u4e00-\u9fff]+")
SHORTEST, LONGEST = 2, 12
"""Characters of a head."""
BRACKET = re.compile(r"[(（][^()（）]*[)）]")
QUOTED = re.compile(r"[「“]([^「」“”]{2,24})[」”](?=[(（]([^()（）]*)[)）])")


def kinds(context: Context, target: Target) -> Slots:
    """The head that a Chinese figure is of, none where other goods or another flow stand nearer."""
    parsed = context.document.parsed[target.sentence]
    if parsed.language != "zh" or parsed.sentence.kind == "row" or target.figure is None:
        return {}
    if _is_caused(context, parsed, target):
        return {"product": (EMPTY["product"],)}
    if (goods := _quoted(context, parsed, target) or _topic(parsed, target) or _before_bracket(context, parsed, target)) is not None:
        return {"product": (goods,)}
    head = _counted(parsed, target)
    if head is None or _is_left(parsed, head, target):
        return {}
    found: Slots = {"product": (_value(context, parsed, head),)}
    last = context.last
    goes_on = last is not None and last.slots.get("concept") == "trade" and target.sentence - last.target.sentence <= FAR
    return found | ({"concept": ("trade",)} if goes_on and not any(m.is_a("other", "services") for m in parsed.mentions) else {})


FAR = 3
"""Maximum sentences between a figure of goods under a head and the last one of trade, which it goes on with where no other statistic is named."""


def _is_caused(context: Context, parsed: Parsed, target: Target) -> bool:
    """Whether the goods before a figure only tell what moved the flow of a place behind them: 化肥的激减使得11月云南外贸额仅为5.1亿美元."""
    flow = parsed.before(target.start, "flow")
    word = next((w for w in reversed(said(parsed, "causing")) if flow is not None and w.end <= flow.start), None)
    owner = None if flow is None else parsed.before(flow.start)
    if flow is None or word is None or owner is None or owner.end != flow.start or not (owner.is_name("place") or owner.is_a("proform")):
        return False
    own = (e for e in context.evidence["product"][parsed.number] if word.end <= e.start and e.end <= target.start)
    return word.end <= owner.start and next(own, None) is None


def _quoted(context: Context, parsed: Parsed, target: Target) -> str | None:
    """The goods whose name stands between quotation marks right before the bracket of a figure: 「通訊器材」（增88億元，升21.3%）."""
    quote = next((q for q in QUOTED.finditer(parsed.text) if q.end() < target.start <= q.end() + len(q[2])), None)
    if quote is None or any(m.names and not m.is_name("product") for m in parsed.mentions if quote.start(1) <= m.start < quote.end(1)):
        return None
    return _value(context, parsed, quote.span(1))


def _topic(parsed: Parsed, target: Target) -> str | None:
    """The predicate goods of the clause that opens a sentence, for the flow that begins the next one: 挑大梁的仍是机电产品，出口增长3.1%."""
    start, verbs = parsed.sentence.clauses[1:2], said(parsed, "is-verb", "topic-verb")
    if not start or not verbs or not verbs[0].end < start[0] <= target.start:
        return None
    goods = next((u for u in reversed(units(parsed)) if u.end <= start[0] and u.kind != "mark"), None)
    if goods is None:
        return None
    behind = parsed.inside(start[0], target.start)
    apart = any(m.names or (m.clause == 1 and m.start == start[0] and not m.is_a("flow")) for m in behind) or not behind
    within = next((w.end for w in reversed(verbs) if goods.start <= w.start and w.end < goods.end), goods.start)
    is_told = within > goods.start or right_before(parsed, goods.start, "is-verb", "topic-verb") is not None
    if apart or not is_told or goods.kind not in ("product", "unknown") or behind[0].start != start[0]:
        return None
    return goods.mention.names[0].code if goods.mention is not None else UNSURE + parsed.text[within : goods.end]


def _before_bracket(context: Context, parsed: Parsed, target: Target) -> str | None:
    """The goods right before the bracket that lists their members, which an amount touches that a figure is or goes on from, or the flow of that."""
    for bracket in reversed([b for b in BRACKET.finditer(parsed.text) if b.end() <= target.start]):
        touched = any(m.start == bracket.end() and (m.figure is not None or m.is_a("flow")) for m in parsed.mentions)
        ends = [e for e in context.evidence["product"][target.sentence] if e.end == bracket.start()]
        inside = parsed.inside(*bracket.span())
        told = any(m.figure is not None or m.time is not None or m.is_name("place") or m.is_a("proform") for m in inside)
        if touched and ends and not told:
            return None if _is_left(parsed, bracket.span(), target) else min(ends, key=lambda e: e.start).value
    return None


def _counted(parsed: Parsed, target: Target) -> tuple[int, int] | None:
    """Where the name stands that follows the number of kinds which a list before a figure holds: 五类中间品, 七大类劳动密集型产品."""
    words = [w for w in said(parsed, "kind-counter") if w.end <= target.start and _is_numbered(parsed, w.start)]
    name = NAME.match(parsed.text, words[-1].end) if words else None
    if name is None or not _is_listed(parsed, name):
        return None
    end = min((m.start for m in parsed.mentions if m.start >= name.start() and not m.is_name("product")), default=len(parsed.text))
    end = min(end, name.end(), target.start)
    return (name.start(), end) if SHORTEST <= end - name.start() <= LONGEST else None


def _is_listed(parsed: Parsed, name: re.Match[str]) -> bool:
    """Whether the members of a head are listed before it in its clause, or in the bracket right behind it."""
    start = parsed.clause_start(name.start())
    return near(parsed, start, name.start(), "list-joint") != [] or BRACKET.match(parsed.text, name.end()) is not None


def _is_numbered(parsed: Parsed, place: int) -> bool:
    """Whether a number ends at a place."""
    return parsed.text[place - 1 : place].isdigit() or right_before(parsed, place, "numeral", "numeral-ten") is not None


def _is_left(parsed: Parsed, head: tuple[int, int], target: Target) -> bool:
    """Whether goods outside a bracket, a place or a second flow stand between a head and a figure."""
    brackets = [match.span() for match in BRACKET.finditer(parsed.text)]
    between = parsed.inside(head[1], target.start)
    between = [m for m in between if not any(low <= m.start < high for low, high in brackets)]
    return any(m.names for m in between) or sum(m.is_a("flow") for m in between) > 1


def _value(context: Context, parsed: Parsed, head: tuple[int, int]) -> str:
    """The product that a head is, its words where no table knows them."""
    known = next((m for m in parsed.mentions if (m.start, m.end) == head and m.is_name("product")), None)
    named = [e.value for e in context.evidence["product"][parsed.number] if (e.start, e.end) == head]
    return known.names[0].code if known is not None else named[0] if named else UNSURE + parsed.text[head[0] : head[1]]
