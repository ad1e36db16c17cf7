"""What a trade mode turns over, in Chinese texts: 跨境电商交易额512亿元 is trade by that mode, in both directions unless one is named; and what firms trade that a sentence counts first."""

from __future__ import annotations

from itertools import pairwise

from hinterland.reading.document import Target
from hinterland.reading.evidence import Context, Slots
from hinterland.reading.mentions import Mention, Parsed
from hinterland.reading.others import PARTING
from hinterland.reading.relations.words import right_behind

MOVED = ("up", "down", "yearago", "monthago", "hedge", "level", "prep", "cumulative")
"""Classes of the words between a mode's turnover and its figures."""


def modes(context: Context, target: Target) -> Slots:
    """The statistic, flow and mode of the amount that touches the word for a mode's turnover, and of the rate right behind that."""
    parsed = context.document.parsed[target.sentence]
    if parsed.language != "zh" or parsed.sentence.kind == "row":
        return {}
    if target.figure is None or target.figure.dimension not in ("money", "percent"):
        return {}
    if (firms := _counted_before(context, parsed, target)) is not None:
        return {"regime": (firms,)}
    mode = next((m for m in reversed(parsed.mentions) if m.end <= target.start and _is_turned_over(parsed, m)), None)
    if mode is None:
        return {}
    behind = [m for m in parsed.inside(mode.end, target.start) if not m.is_a("other")]
    if any(m.names or not (m.figure is not None or m.is_a(*MOVED)) for m in behind) or sum(m.figure is not None for m in behind) > 1:
        return {}
    return {"concept": ("trade",), "flow": ("total",), "product": ("all",), "regime": (mode.names[0].code,)}


def _is_turned_over(parsed: Parsed, mention: Mention) -> bool:
    """Whether a mention names a trade mode and the word for its turnover touches it."""
    return mention.is_name("regime") and right_behind(parsed, mention.end, "turnover") is not None


def _counted_before(context: Context, parsed: Parsed, target: Target) -> str | None:
    """The firms whose number the sentence before a semicolon gives, where a bare flow opens this one: 民营企业3422家，增加8%；进出口值1005.8亿元，占58.9%."""
    before = context.document.parsed[target.sentence - 1] if target.sentence else None
    opens = bool(parsed.mentions) and parsed.mentions[0].start == 0 and parsed.mentions[0].is_a("flow")
    if before is None or not opens or not before.text.rstrip().endswith(PARTING) or any(m.is_a("flow") for m in before.mentions):
        return None
    firms, count = next(((a, b) for a, b in pairwise(before.mentions) if a.is_name("regime") and b.start == a.end), (None, None))
    apart = any(m.names or m.is_a("flow", "proform") for m in parsed.inside(parsed.mentions[0].end, target.start))
    is_counted = count is not None and count.figure is not None and count.figure.dimension in ("thing", "bare")
    return firms.names[0].code if firms is not None and is_counted and not apart else None
