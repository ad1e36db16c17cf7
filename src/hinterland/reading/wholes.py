"""The amount that a share is taken of: the whole trade of its flow, whatever product, partner or kind of firm has the share (占出口总值13万亿元的60%, 45 percent of total exports of $50 billion).

`wholes(context, target)` gives such an amount all goods, partners and trade modes, where nothing between the words of sharing and the amount names others.
"""

from __future__ import annotations

from hinterland.reading.document import Target
from hinterland.reading.evidence import Context
from hinterland.reading.mentions import Mention, Parsed
from hinterland.reading.units import units

Slots = dict[str, tuple[str | None, ...]]
PLAIN = ("verb", "flow", "time", "owner", "place")
"""Kinds of units that leave a whole as it is."""
ALL: Slots = {"op": ("level",), "product": ("all",), "partner": ("world",), "regime": ("all",)}


def wholes(context: Context, target: Target) -> Slots:
    """The slots of an amount that is the whole of a share; nothing for any other figure."""
    parsed = context.document.parsed[target.sentence]
    if target.figure is None or target.figure.dimension != "money" or parsed.sentence.kind == "row":
        return {}
    start = _shared(parsed, target)
    inside = [] if start is None else [u for u in units(parsed) if start <= u.start and u.end <= target.start]
    is_plain = all(u.kind in PLAIN or u.value == "of" for u in inside)
    return ALL if is_plain and any(u.kind == "flow" for u in inside) else {}


def _shared(parsed: Parsed, target: Target) -> int | None:
    """Where the words end that lead to a whole: those of sharing with their percentage behind the amount, or a percentage with its `of` before the flow."""
    before = [m for m in parsed.mentions if m.end <= target.start]
    if parsed.language == "zh":
        behind = next((m for m in parsed.mentions if m.start >= target.end and m.figure is not None), None)
        share = next((m for m in reversed(before) if m.is_a("share") or m.figure is not None), None)
        is_led = share is not None and share.is_a("share") and _is_percent(behind)
        return share.end if share is not None and is_led else None
    flow = next((i for i in range(len(before) - 1, 1, -1) if before[i].is_a("flow")), None)
    if flow is None:
        return None
    led = [m for m in before[:flow] if not m.names and m.time is None][-2:]
    is_led = len(led) > 1 and _is_percent(led[0]) and led[1].is_a("level", "prep") and parsed.text[led[1].start : led[1].end].lower() == OF
    return led[1].end if is_led else None


OF = "of"
"""What leads from a share to its whole in English, as `unit.value` has it."""


def _is_percent(mention: Mention | None) -> bool:
    return mention is not None and mention.figure is not None and mention.figure.dimension == "percent"
