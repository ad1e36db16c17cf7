"""Names that no table knows, by the word that they end with: through Port Laredo, daily average exports, 由铁海联运班列, 生产型企业, 旅行服务.

`tailed(parsed, target, concept)` gives by slot the words that stand before a figure in its clause and say that it is of a part: whatever they are, it isn't of the whole.
"""

from __future__ import annotations

from hinterland.models import UNSURE
from hinterland.reading.document import Target
from hinterland.reading.lexicon import Found
from hinterland.reading.mentions import Mention, Parsed
from hinterland.reading.relations.words import near, right_behind

SLOTS = {"regime": "regime-tail", "product": "service-tail"}
"""The class of the words that names of a slot end with."""
WHOLE = "whole"
"""The value of a word that is a name by itself."""
LONGEST = 12
"""Maximum characters of a Chinese name before its last word."""
APART = ("flow", "prep", "and", "level", "up", "down", "proform", "while", "ofwhich", "agency")
"""Classes of words that no name holds."""


def tailed(parsed: Parsed, target: Target, concept: str | None) -> dict[str, tuple[str, ...]]:
    """The trade mode of a figure of trade, or the service of one of services, that unknown words before it name."""
    if target.figure is None or target.kind != "figure" or parsed.sentence.kind == "row":
        return {}
    slot = "product" if concept == "services" else "regime"
    low = parsed.sentence.clauses[parsed.sentence.clause(target.start)]
    if slot == "regime" and (found := _daily(parsed, low, target)) is not None:
        return {slot: (UNSURE + parsed.text[found.start : found.end],)}
    last = max(near(parsed, low, target.start, SLOTS[slot]), key=lambda f: (f.end, -f.start), default=None)
    if last is None:
        return {}
    start = _start(parsed, low, last)
    inside = [m for m in parsed.mentions if m.start < last.end and m.end > start]
    if (start == last.start and last.value != WHOLE) or any(_names(m, slot) for m in inside):
        return {}
    return {slot: (UNSURE + parsed.text[start : last.end].strip(),)}


def _daily(parsed: Parsed, low: int, target: Target) -> Found | None:
    """The words that make a figure one of an average day, before it in its clause or right behind it."""
    behind = right_behind(parsed, target.end, "daily-behind")
    return next(iter(near(parsed, low, target.start, "daily")), behind)


def _start(parsed: Parsed, low: int, tail: Found) -> int:
    """Where the name begins that ends with a word: behind the last mention or mark that no name holds; in English behind the preposition that leads to it."""
    if parsed.language == "en":
        lead = max(near(parsed, low, tail.start, "through"), key=lambda f: f.end, default=None)
        return tail.start if lead is None else lead.start
    start, held = tail.start, [m for m in parsed.mentions if m.names or m.time is not None or m.figure is not None or m.is_a(*APART)]
    while start > max(low, tail.start - LONGEST) and _is_han(parsed.text[start - 1]) and not any(m.start < start <= m.end for m in held):
        start -= 1
    return start


def _names(mention: Mention, slot: str) -> bool:
    """Whether a mention is a known name of a slot."""
    return bool(mention.names) and mention.names[0].kind == slot


def _is_han(character: str) -> bool:
    return "\u4e00" <= character <= "\u9fff"
