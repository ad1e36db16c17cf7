"""English shares that no word for sharing gives away: lists behind the words for their whole, and what has a percentage.

`portions(context, target)` settles the operation and what a figure is of: of total exports, chemicals had 22.4% (1.14 billion euros) and vehicles 15.0%; Africa made up 9.1 percent, and the
US had 12.2; the two had 71.5% of the total. The amount in the bracket right behind such a share is of the same thing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from hinterland.models import UNSURE
from hinterland.reading.document import Target
from hinterland.reading.evidence import EMPTY, Context, Slots
from hinterland.reading.lexicon import forms
from hinterland.reading.mentions import Mention, Parsed, once_a_sentence
from hinterland.reading.relations.words import right_before, right_behind
from hinterland.reading.units import Unit, units

MOVED = ("up", "down", "yearago", "monthago", "than", "contribution", "points", "cagr", "multiple", "other", "services")
"""Classes of words beside which a percentage is no share of what opened its sentence."""
NAMING = ("unknown", "product", "place", "plain", "noun", "and")
"""Kinds of units that the name of a part consists of."""
HOLDING = ("product", "partner", "regime", "period", "subject", "flow")
"""What the members of a few have from those named before them, but for the slot in which they differ."""


def portions(context: Context, target: Target) -> Slots:
    """The slots of a figure that is a share by the form of its sentence, or the amount in the bracket behind one."""
    parsed = context.document.parsed[target.sentence]
    if parsed.language != "en" or target.figure is None or target.kind != "figure" or parsed.sentence.kind == "row":
        return {}
    if target.figure.dimension != "percent" or target.figure.negative or _is_moved(parsed, target):
        return {}
    if (few := _few(context, parsed, target)) is not None:
        return few
    if (same := _same(context, parsed, target)) is not None:
        return same
    flow = _flow_of_whole(parsed)
    if flow is not None and flow.end <= target.start:
        is_list = all(d.slots.get("op") in ("share", "level") for d in context.decided if d.target.sentence == target.sentence)
        told: Slots = {"concept": ("trade",), "op": ("share",), "flow": (flow.value("flow"),)}
        return told | _whole_goods(parsed, flow) | _part(context, parsed, target.start) | _from_whom(parsed, target) if is_list else {}
    if not _is_had(parsed, target.start) or not _follows_share(context, target):
        return {}
    return {"concept": ("trade",), "op": ("share",)} | _part(context, parsed, target.start)


def _same(context: Context, parsed: Parsed, target: Target) -> Slots | None:
    """The slots of the share before, where a share that nothing but a time and a pronoun leads to is the same at another time: by 2005 it was half, and last year one-third of the total."""
    start = max(
        [
            parsed.clause_start(target.start),
            *(m.end for m in parsed.mentions if m.figure is not None and m.end <= target.start),
        ]
    )
    led = [u for u in units(parsed) if start <= u.start and u.end <= target.start]
    last = next((d for d in reversed(context.decided) if d.slots.get("concept") == "trade"), None)
    if last is not None and last.slots.get("op") == "share" and right_before(parsed, target.start, "as-did") is not None:
        return {slot: (last.slots.get(slot),) for slot in ("op", "concept", *HOLDING)} | _goods_behind(parsed, target.end)
    is_bare = all(u.kind in LEADING or (u.mention is not None and u.mention.value("proform") == "its") for u in led)
    if not is_bare or not any(u.kind == "time" for u in led) or last is None or last.slots.get("op") != "share":
        return None
    if target.sentence - last.target.sentence > 1 or not (
        right_behind(parsed, target.end, "share") or right_before(parsed, target.start, "is-verb", "hedge")
    ):
        return None
    return {"concept": ("trade",), "op": ("share",)} | {slot: (last.slots.get(slot),) for slot in HOLDING if slot != "period"}


LEADING = ("time", "plain", "and", "prep", "article", "verb", "mark")
"""Kinds of units that lead to the share of what was said before."""


def _goods_behind(parsed: Parsed, start: int) -> Slots:
    """The goods whose share stands right before them: 11% of all pumps."""
    behind = [u for u in units(parsed) if u.start >= start and u.kind not in ("plain", "article")][:2]
    if [u.value for u in behind[:1]] != ["of"] or len(behind) < 2 or behind[1].kind not in ("unknown", "product"):
        return {}
    goods = behind[1]
    known = goods.kind == "product" and goods.mention is not None
    return {"product": (goods.mention.names[0].code if known and goods.mention is not None else UNSURE + parsed.written(goods),)}


def _whole_goods(parsed: Parsed, flow: Mention) -> Slots:
    """The goods that the words for a whole name before their verb: of all turbines exported from the country."""
    lead = right_behind(parsed, 0, "whole-of")
    named = [u for u in units(parsed) if lead is not None and lead.end <= u.start and u.end <= flow.start]
    goods = [u for u in named if u.kind in ("unknown", "product")]
    is_verb = parsed.written(flow).lower() in forms("en", "flow-verb")
    if not is_verb or not goods or any(u.kind == "place" for u in named):
        return {}
    one = goods[0] if len(goods) == 1 and goods[0].kind == "product" else None
    words = parsed.text[goods[0].start : goods[-1].end]
    return {"product": (one.mention.names[0].code if one is not None and one.mention is not None else UNSURE + words,)}


def _from_whom(parsed: Parsed, target: Target) -> Slots:
    """The region that a share came from, which is its subject: 22% came from Ohio."""
    behind = parsed.following(target.end)
    origin = right_behind(parsed, target.end, "came-from")
    place = next((m for m in behind if origin is not None and m.start >= origin.end), None)
    if origin is None or place is None or not place.names or place.names[0].kind != "place":
        return {}
    if parsed.text[origin.end : place.start].strip(" the"):
        return {}
    return {"subject": (place.names[0].code,)}


def is_portion(context_op: str, parsed: Parsed, target: Target) -> bool:
    """Whether the form of its sentence makes a percentage a share, so that words that no table knows are what has it."""
    return context_op == "share" and parsed.language == "en" and (_flow_of_whole(parsed) is not None or _is_had(parsed, target.start))


@once_a_sentence
def _flow_of_whole(parsed: Parsed) -> Mention | None:
    """The flow that the words for a whole name at the head of a sentence, before any figure: of total exports, among imports."""
    lead, stop = right_behind(parsed, 0, "whole-of"), parsed.text.find(",")
    inside = [m for m in parsed.mentions if lead is not None and lead.end <= m.start and m.end <= stop]
    flows = [m for m in inside if m.is_a("flow")]
    return flows[0] if len(flows) == 1 and not any(m.figure is not None or m.is_a("rank", "other", "services") for m in inside) else None


def _is_moved(parsed: Parsed, target: Target) -> bool:
    """Whether words beside a percentage say that something rose or fell by it."""
    before = max((m.end for m in parsed.mentions if m.figure is not None and m.end <= target.start), default=0)
    behind = parsed.behind(target.end)
    led = parsed.inside(before, target.start)
    follows = behind is not None and parsed.is_blank(target.end, behind.start) and behind.is_a(*MOVED)
    return follows or any(m.is_a(*MOVED) for m in led) or right_behind(parsed, target.end, "more") is not None


def _stretch(parsed: Parsed, end: int) -> Sequence[Unit]:
    """The units between what stands before a part's name (a figure, its bracket, a mark, the words for the whole) and its figure."""
    row = [u for u in units(parsed) if u.end <= end]
    edge = max((i + 1 for i, u in enumerate(row) if u.kind in ("figure", "mark", "break", "flow", "time")), default=0)
    return row[edge:]


def _part(context: Context, parsed: Parsed, end: int) -> Slots:
    """The product or partner that has a share: what stands right before its verb, or before the share itself; none where nothing is named there."""
    inside = list(_stretch(parsed, end))
    cut = next((i for i, u in enumerate(inside) if u.kind == "verb" or (parsed.written(u).lower() in forms("en", "have-verb"))), None)
    if cut is None:
        cut = max((i for i, u in enumerate(inside) if u.kind == "prep"), default=len(inside))
    name = inside[:cut]
    while (
        name
        and name[0].kind in ("plain", "and", "article", "prep", "mark")
        and parsed.written(name[0]).lower() not in forms("en", "rest-noun")
    ):
        name = name[1:]
    if not name or any(u.kind not in NAMING for u in name):
        return {}
    whole: Slots = {slot: (EMPTY[slot],) for slot in ("product", "partner")}
    first, words = name[0], parsed.text[name[0].start : name[-1].end]
    if first.kind == "place" and len(name) == 1:
        partner = first.mention.names[0].partner if first.mention is not None and first.mention.names else ""
        return {"partner": (partner,)} if partner else {}
    if any(u.kind == "place" for u in name):
        return {}
    known = first.kind == "product" and len(name) == 1 and first.mention is not None
    return whole | {"product": (first.mention.names[0].code if known and first.mention is not None else UNSURE + words,)}


def _is_had(parsed: Parsed, place: int) -> bool:
    """Whether the verb of having a share leads to a figure: right before it, or, as the verb of a list, before the figures that it follows."""
    if right_before(parsed, place, "have-verb") is not None:
        return True
    before = next((m for m in reversed(parsed.mentions) if m.figure is not None and m.end <= place), None)
    joined = before is not None and all(
        u.kind in NAMING or u.kind == "mark" for u in units(parsed) if before.end <= u.start and u.end <= place
    )
    return joined and before is not None and _is_had(parsed, before.start)


def _follows_share(context: Context, target: Target) -> bool:
    """Whether its sentence or the one before it in its paragraph has a share of trade."""
    parsed = context.document.parsed
    near = [d for d in reversed(context.decided) if target.sentence - d.target.sentence <= 1]
    shares = [d for d in near if d.slots.get("concept") == "trade" and d.slots.get("op") == "share"]
    return any(parsed[d.target.sentence].sentence.paragraph == parsed[target.sentence].sentence.paragraph for d in shares)


def _few(context: Context, parsed: Parsed, target: Target) -> Slots | None:
    """What the first few words of a sentence or clause have of a total, of those named before: the two had 71.5% of the total."""
    tail = right_behind(parsed, target.end, "share")
    start = parsed.clause_start(target.start)
    words = parsed.text[start : target.start].strip()
    verb = right_before(parsed, target.start, "have-verb", "share")
    if tail is None or verb is None or verb.start < start:
        return None
    group = parsed.text[start : verb.start].strip()
    if not words or group.lower() not in forms("en", "few-of"):
        return None
    held = list(_of_two(context, target))
    if len(held) < 2:
        return None
    last, other = held
    named = [slot for slot in EMPTY if EMPTY[slot] not in (last.get(slot), other.get(slot)) and last.get(slot) != other.get(slot)]
    if len(named) != 1:
        return None
    told: Slots = {"concept": ("trade",), "op": ("share",)}
    return told | {slot: (other.get(slot),) for slot in HOLDING if slot != named[0]} | {named[0]: (UNSURE + group,)}


def _of_two(context: Context, target: Target) -> Iterator[dict[str, str | None]]:
    """The slots of the last two levels of trade before a target, in its sentence or the one before."""
    found = [d for d in context.decided if 0 <= target.sentence - d.target.sentence <= 2 and d.slots.get("concept") == "trade"]
    levels = [d.slots for d in found if d.slots.get("op") == "level"]
    yield from levels[-2:][::-1]
