"""Lists that leave the verb out: Canada bought 7.4 billion, Mexico 5.3 billion and Brazil 3.6 billion; Texas took 17% of it, Ohio 4% (50 billion).

`elided(context, target)` gives what a figure takes from the one before where nothing but a name stands between them: the name in the slot of the name that the one before has, and its operation.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hinterland.reading.lexicon import forms
from hinterland.reading.mentions import Mention, Parsed

if TYPE_CHECKING:
    from hinterland.reading.document import Target
    from hinterland.reading.evidence import Context, Decided

BRACKETS = re.compile(r"\([^()]*\)")
LETTERS = re.compile(r"[A-Za-z]+")
SLOTS = ("subject", "partner")


def elided(context: Context, target: Target) -> dict[str, tuple[str, ...]]:
    """The name and operation of a figure of an English list whose verb stands with an earlier one, none where it is in no such list."""
    parsed = context.document.parsed[target.sentence]
    if parsed.language != "en" or target.figure is None or target.kind != "figure" or parsed.sentence.kind == "row":
        return {}
    before = _like(context, target)
    if before is None or (named := _named_between(parsed, before.target.end, target)) is None:
        return {}
    found: dict[str, tuple[str, ...]] = {}
    for slot in SLOTS:
        earlier, value = before.slots.get(slot), _value(named, slot)
        if earlier and value and ("-" in earlier) == ("-" in value) and _stands_before(parsed, before.target, slot, earlier):
            found[slot] = (value,)
            break
    op = before.slots.get("op")
    return found | {"op": (op,)} if found and op in ("share", "growth") else found


def _like(context: Context, target: Target) -> Decided | None:
    """The last figure of trade before a target in its sentence that is of the same unit."""
    for decided in reversed(context.decided):
        if decided.target.sentence != target.sentence:
            return None
        figure = decided.target.figure
        if figure is not None and target.figure is not None and figure.unit == target.figure.unit:
            return decided if decided.slots.get("concept") == "trade" else None
    return None


def _named_between(parsed: Parsed, start: int, target: Target) -> Mention | None:
    """The name that a mark or conjunction behind an earlier figure leads to and that leads to a later one itself, where no word of change stands between the two figures."""
    stretch = BRACKETS.sub(lambda m: " " * len(m[0]), parsed.text[start : target.start])
    inside = [m for m in parsed.mentions if start <= m.start and m.end <= target.start and stretch[m.start - start : m.end - start].strip()]
    name = next((m for m in reversed(inside) if m.names and m.names[0].kind in ("place", "bloc")), None)
    turns = [
        m
        for m in inside
        if m.is_a(*TURNS) and not m.is_a("prep") and parsed.text[m.start : m.end].lower() not in forms("en", "list-follow")
    ]
    if name is None or turns or any(m.time is not None for m in inside):
        return None
    joint = JOINT.search(stretch, 0, name.start - start)
    if joint is None:
        return None
    words = {w.lower() for w in LETTERS.findall(joint[1]) + LETTERS.findall(stretch[name.end - start :])}
    return name if words <= (forms("en", "list-gap").keys() | forms("en", "article").keys()) else None


TURNS = ("up", "down", "level", "than", "record")
"""Classes of the words that make a clause of its own."""
JOINT = re.compile(r"(?:[,;]|\band\b)((?:(?![,;]|\band\b).)*)$")
"""The last mark or conjunction of a stretch, with what follows it."""


def _value(mention: Mention, slot: str) -> str:
    """What a place is in a slot."""
    return mention.names[0].partner if slot == "partner" else mention.names[0].code if mention.names[0].kind == "place" else ""


def _stands_before(parsed: Parsed, target: Target, slot: str, value: str) -> bool:
    """Whether the last place before a figure in its sentence is of a slot's value."""
    named = [m for m in parsed.mentions if m.end <= target.start and m.names and m.names[0].kind in ("place", "bloc")]
    return bool(named) and _value(named[-1], slot) == value
