"""Trade by volume in Chinese texts: growth of what a flow's word of volume names (出口货量跌9.4%), and what a clause goes on with whose noun is left out (往印度的则跌5.2%).

`volumes(context, target)` gives the slots of either. What is left out behind 的 is what the figure before measured, of prices as well, which are no trade.
"""

from __future__ import annotations

from hinterland.reading.document import Target
from hinterland.reading.evidence import Context, Slots
from hinterland.reading.lexicon import forms
from hinterland.reading.mentions import Mention, Parsed
from hinterland.reading.relations.words import near, rate_behind, rest, right_behind, said
from hinterland.reading.units import units

SHARED = ("concept", "op", "flow", "subject", "product", "regime", "measure", "period")
"""What a figure whose noun is left out has of the one before."""
SIDES = ("export", "import")
"""Flows of which a volume is one of goods; of both together it may be what a port handled."""


def volumes(context: Context, target: Target) -> Slots:
    """The statistic and the measure of a rate that a word of volume, or of a price, behind its flow tells, and all that one has of the figure before whose noun is left out."""
    parsed = context.document.parsed[target.sentence]
    is_rate = target.kind == "figure" and target.is_figure("percent", "ratio")
    if parsed.language != "zh" or parsed.sentence.kind == "row" or not is_rate:
        return {}
    if _leaves_out(parsed, target):
        return _of_figure_before(context, parsed, target)
    if _is_topic(parsed, target) or _goes_on(context, parsed, target):
        return {"measure": ("quantity",)}
    flow = parsed.before(target.start, "flow")
    if flow is None:
        return _of_flow_before(context, parsed, target)
    return _of_volume(parsed, flow, target) or _of_value(context, parsed, flow, target)


def _of_volume(parsed: Parsed, flow: Mention, target: Target) -> Slots:
    """What a word of volume, or of a price, behind a flow makes of a rate."""
    if flow.value("flow") not in SIDES or _is_apart(parsed, flow, target) or not _is_moved(parsed, flow, target):
        return {}
    if _price(parsed, flow) is not None:
        return {"concept": (None,)}
    figured = any(m.figure is not None and m.figure.dimension != "bare" for m in parsed.mentions if m.clause == flow.clause)
    if figured and parsed.sentence.clause(target.start) != flow.clause:
        return {}
    op: Slots = {"op": ("growth",)} if target.is_figure("percent") else {}
    return {"concept": ("trade",), "measure": ("quantity",), **op} if _is_volume(parsed, flow) else {}


def _of_value(context: Context, parsed: Parsed, flow: Mention, target: Target) -> Slots:
    """The value, where no amount of the document is a quantity, and neither the sentence nor what heads it has a word for one; trade, where nothing but verbs and words that say nothing stands
    between a flow and its rate, and no other statistic before it: 出口同比增速放缓至2.4%."""
    others = any(m.is_a("services", "other", "measure") for m in parsed.mentions if m.clause == flow.clause and m.end <= target.start)
    is_bare = bool(near(parsed, flow.end, target.start, "up", "down")) and not rest(parsed.text[flow.end : target.start], "zh", *BETWEEN)
    spoken = [parsed, *(context.document.parsed[n] for n in context.heads[parsed.number])]
    found: Slots = {"concept": ("trade",)} if is_bare and not others else {}
    return found if context.quantities or any(said(p, *QUANTITIES) for p in spoken) else found | {"measure": ("value",)}


def _of_flow_before(context: Context, parsed: Parsed, target: Target) -> Slots:
    """The statistic and the flow of the rate before, of one set against an earlier time whose sentence names neither, nor anything else: 环比增长动能走弱至-1.5%（8月为0.2%）."""
    before = [u for u in units(parsed) if u.end <= target.start]
    starts = parsed.clause_start(target.start)
    told = any(u.mention is not None and u.mention.is_a("yearago", "monthago", "cagr") for u in before)
    if not told or any(u.kind not in BARE and (u.kind != "unknown" or u.end > starts) for u in before):
        return {}
    found = _of_figure_before(context, parsed, target)
    return {slot: found[slot] for slot in ("concept", "flow") if slot in found and found["concept"] == ("trade",)}


BETWEEN = ("up", "down", "yearago", "direction-fill", "direction-to", "function")
"""Classes of the words that may stand between a flow and its rate."""
BARE = ("plain", "time", "verb", "owner", "mark", "figure", "and", "break", "noun")
"""Kinds of the units of a sentence that names nothing."""
QUANTITIES = ("volume", "quantity-word", "quantity-before")
"""Classes of words that speak of a quantity."""


def _goes_on(context: Context, parsed: Parsed, target: Target) -> bool:
    """Whether a rate of goods goes on with the volume that those of the sentence before are of, in one that names no flow: 进口量回升，原油增加7.5%。3月当月，原油增加9.1%."""
    before = context.document.parsed[max(0, target.sentence - 1)]
    last = [d.slots for d in context.decided if d.target.sentence == before.number != target.sentence and d.slots.get("op") != "level"]
    told = parsed.preceding(target.start)
    goods = {e.value for e in context.evidence["product"][target.sentence] if e.end <= target.start}
    same = bool(last) and all(s.get("measure") == "quantity" for s in last) and any(s.get("product") in goods for s in last)
    is_next = before.sentence.paragraph == parsed.sentence.paragraph
    return (
        same
        and is_next
        and not any(m.is_a("flow", "other", "services", "balance") or (m.figure and m.figure.dimension == "money") for m in told)
    )


def _is_topic(parsed: Parsed, target: Target) -> bool:
    """Whether the volume of partners closes the clause that opens a sentence, and nothing else that is measured stands before a rate (主要进口来源地的货量，只有越南升4.7%), or the volume is the
    topic of a clause: 从数量指数来看，对美国出口下降5.1%."""
    tails = [right_behind(parsed, word.end, "topic-tail") for word in near(parsed, 0, target.start, "volume")]
    if any(tail is not None and parsed.text[tail.end : tail.end + 1] in CLOSING for tail in tails):
        return True
    ends = parsed.sentence.clauses[1] if len(parsed.sentence.clauses) > 1 else 0
    inside = parsed.preceding(ends)
    last = next(reversed(near(parsed, 0, ends, "volume")), None)
    if last is None or target.start < ends or parsed.text[last.end : ends].strip(CLOSING) or not any(m.is_a("partnerword") for m in inside):
        return False
    return not any(m.is_a("flow", "other", "services", "balance") for m in parsed.inside(ends, target.start))


CLOSING = " ，,："
"""Marks that close a clause."""


def _is_volume(parsed: Parsed, flow: Mention) -> bool:
    """Whether a word of volume ends a flow word or stands right behind it, or behind its possessive."""
    is_behind = any(right_behind(parsed, end, "volume") is not None for end in _ends(parsed, flow))
    return is_behind or parsed.written(flow).endswith(tuple(forms("zh", "volume")))


def _is_apart(parsed: Parsed, flow: Mention, target: Target) -> bool:
    """Whether anything but a verb, a time, a partner's name or another rate stands between a flow's word of volume and a rate."""
    end = _end(parsed, flow)
    between = parsed.inside(end, target.start)
    return any(m.is_a(*APART) or (m.figure is not None and m.figure.dimension != "percent") for m in between)


def _end(parsed: Parsed, flow: Mention) -> int:
    """Where a flow word ends with the word of volume or the price right behind it."""
    words = *(right_behind(parsed, end, "volume") for end in _ends(parsed, flow)), _price(parsed, flow)
    return max((w.end for w in words if w is not None), default=flow.end)


def _ends(parsed: Parsed, flow: Mention) -> tuple[int, ...]:
    """Where a flow ends, and where its possessive does."""
    mark = right_behind(parsed, flow.end, "possessive")
    return (flow.end, *(() if mark is None else (mark.end,)))


def _price(parsed: Parsed, flow: Mention) -> Mention | None:
    """The word for a price that stands right behind a flow, or behind its possessive: 出口价格, 出口及进口的价格."""
    places = _ends(parsed, flow)
    return next((m for m in parsed.mentions if m.start in places and m.value("other") == "prices"), None)


def _is_moved(parsed: Parsed, flow: Mention, target: Target) -> bool:
    """Whether a verb leads to a rate behind its flow, or the word for a rise or fall that the rate owns follows it."""
    verb = any(m.is_a("up", "down") for m in parsed.inside(flow.end, target.start))
    return verb or rate_behind(parsed, target.end) is not None


APART = ("other", "services", "balance", "share", "contribution", "points", "cagr")
"""Classes of the words behind which a rate is of something else."""


def _leaves_out(parsed: Parsed, target: Target) -> bool:
    """Whether nothing but adverbs, a verb and other rates of its list stands between a partner's 的 and a rate, so that the noun is left out: 往越南及印度的分别跌10.3%及5.2%."""
    start = parsed.clause_start(target.start)
    inside = parsed.inside(start, target.start)
    place = next((m for m in reversed(inside) if m.names), None)
    mark = None if place is None or not place.names[0].partner else right_behind(parsed, place.end, "possessive")
    if mark is None or any(m.is_a("flow", "balance", "services") for m in inside if m.start >= mark.end):
        return False
    verb = next((m for m in inside if m.start >= mark.end and m.is_a("up", "down")), None)
    if verb is None or rest(parsed.text[mark.end : verb.start], "zh", "function", "direction-fill", "respectively", "elided-fill"):
        return False
    return all(m.is_a("up", "down", "hedge", "and", "yearago") or m.figure is not None for m in inside if m.start >= verb.start)


def _of_figure_before(context: Context, parsed: Parsed, target: Target) -> Slots:
    """All but the partner that a rate has of the last figure outside its own clause, in its sentence or the one before; nothing of trade where that is none."""
    clause = parsed.sentence.clause(target.start)
    here = parsed.sentence.paragraph
    last = next(
        (d for d in reversed(context.decided) if d.target.sentence != target.sentence or parsed.sentence.clause(d.target.start) != clause),
        None,
    )
    if (
        last is None
        or target.sentence - last.target.sentence > 1
        or context.document.parsed[last.target.sentence].sentence.paragraph != here
    ):
        return {}
    if last.target.figure is None or last.target.figure.dimension != "percent":
        return {}
    if last.slots.get("concept") is None:
        return {"concept": (None,)}
    return last.shared(SHARED)
