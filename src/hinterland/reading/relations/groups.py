"""The scope that a first is one of: the group of provinces named nearest to it, else all provinces."""

from __future__ import annotations

from hinterland.reading.mentions import Mention, Parsed
from hinterland.reading.relations.words import Found, said

NATION = "provinces"
"""The scope of a country's provinces."""
FAR = {"en": 70, "zh": 16}
"""Maximum characters between a word and its scope."""


def scope_near(parsed: Parsed, start: int, end: int) -> str:
    """The scope of a word at a place."""
    found: list[tuple[int, str]] = []
    for m in parsed.mentions:
        found += [(_distance(m, start, end), n.code) for n in m.names if n.kind == "group" and n.code and n.code != NATION]
    found += [(_distance(w, start, end), w.value) for w in said(parsed, "scope") if w.value != NATION]
    near = [f for f in found if f[0] <= FAR[parsed.language]]
    return min(near)[1] if near else NATION


def _distance(word: Mention | Found, start: int, end: int) -> int:
    """How many characters lie between a word and a stretch."""
    return max(0, start - word.end, word.start - end)
