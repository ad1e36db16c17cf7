"""What a trade mode turns over, in Chinese texts: 跨境电商交易额512亿元 is trade by that mode, in both directions unless one is named."""

from __future__ import annotations

from hinterland.reading.document import Target
from hinterland.reading.evidence import Context
from hinterland.reading.mentions import Mention, Parsed
from hinterland.reading.relations.words import right_behind

Slots = dict[str, tuple[str | None, ...]]
MOVED = ("up", "down", "yearago", "monthago", "hedge", "level", "prep", "cumulative")
"""Classes of the words between a mode's turnover and its figures."""


def modes(context: Context, target: Target) -> Slots:
    """The statistic, flow and mode of the amount that touches the word for a mode's turnover, and of the rate right behind that."""
    parsed = context.document.parsed[target.sentence]
    if (
        parsed.language != "zh"
        or parsed.sentence.kind == "row"
        or target.figure is None
        or target.figure.dimension not in ("money", "percent")
    ):
        return {}
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
