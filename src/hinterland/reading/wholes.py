"""The amount that a share is taken of: the whole trade of its flow, whatever product, partner or kind of firm has the share (占出口总值13万亿元的60%, 45 percent of total exports of $50 billion).

`wholes(context, target)` gives such an amount all goods, partners and trade modes, where nothing between the words of sharing and the amount names others; one that stands right behind its
part (9.49 of 45.47 trillion yuan) belongs to the owner of the share.
"""

from __future__ import annotations

from hinterland.reading.document import Target
from hinterland.reading.evidence import Context, Slots
from hinterland.reading.mentions import Mention, Parsed
from hinterland.reading.relations.words import right_behind
from hinterland.reading.units import units

ALL: Slots = {"op": ("level",), "product": ("all",), "partner": ("world",), "regime": ("all",)}


def wholes(context: Context, target: Target) -> Slots:
    """The slots of an amount that is the whole of a share; nothing for any other figure."""
    parsed = context.document.parsed[target.sentence]
    if target.figure is None or target.figure.dimension != "money" or parsed.sentence.kind == "row":
        return {}
    if _is_behind_part(parsed, target):
        return _of_whom(parsed, target)
    start = _shared(parsed, target)
    inside = [] if start is None else [u for u in units(parsed) if start <= u.start and u.end <= target.start]
    is_plain = all(u.kind in ("verb", "flow", "time", "owner", "place") or u.value == "of" for u in inside)
    return ALL if is_plain and any(u.kind == "flow" for u in inside) else {}


def _shared(parsed: Parsed, target: Target) -> int | None:
    """Where the words end that lead to a whole: those of sharing with their percentage behind the amount, or a percentage with its `of` before the flow."""
    before = parsed.preceding(target.start)
    if parsed.language == "zh":
        behind = next((m for m in parsed.mentions if m.start >= target.end and m.figure is not None), None)
        share = next((m for m in reversed(before) if m.is_a("share") or m.figure is not None), None)
        is_led = share is not None and share.is_a("share") and _is_percent(behind)
        return share.end if share is not None and is_led else None
    flow = next((i for i in range(len(before) - 1, 1, -1) if before[i].is_a("flow")), None)
    if flow is None:
        return None
    led = [m for m in before[:flow] if not m.names and m.time is None][-2:]
    is_led = len(led) > 1 and _is_percent(led[0]) and led[1].is_a("level", "prep") and parsed.written(led[1]).lower() == OF
    return led[1].end if is_led else None


def _is_behind_part(parsed: Parsed, target: Target) -> bool:
    """Whether nothing but *of* stands between an English amount and the one before it, its part."""
    part = next((m for m in reversed(parsed.mentions) if m.end <= target.start and m.figure is not None), None)
    is_amount = part is not None and part.figure is not None and part.figure.dimension != "percent"
    return is_amount and part is not None and parsed.between(part, target).lower() == OF


def _of_whom(parsed: Parsed, target: Target) -> Slots:
    """The place whose share a sentence tells before an amount: 20.9 percent of the nation's trade; none where it names none."""
    share = next((m for m in reversed(parsed.mentions) if m.end <= target.start and _is_percent(m)), None)
    behind = [m for m in parsed.mentions if share is not None and share.end <= m.start and m.end <= target.start]
    nation = right_behind(parsed, share.end, "nation-whole") if share is not None else None
    named = [m.names[0].code for m in behind if m.is_name("place")]
    return {
        "op": ("level",),
        "subject": (next(iter(named), None) if nation is None else parsed.nation if nation.value == ANY else nation.value,),
    }


ANY = "1"
"""What words for a nation's whole stand for that any nation has."""
OF = "of"
"""What leads from a share to its whole in English, as `unit.value` has it."""


def _is_percent(mention: Mention | None) -> bool:
    return mention is not None and mention.is_figure("percent")
