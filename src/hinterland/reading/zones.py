"""What something is set against: the periods and names that a word of comparison leads to, of which what follows them is not."""

from __future__ import annotations

from hinterland.reading.lexicon import forms
from hinterland.reading.mentions import Mention, Parsed
from hinterland.reading.relations.words import right_before

SPANS = ("range", "rangeyears", "yearrange")
"""Kinds of periods that "from" leads to without comparing."""


def in_zone(parsed: Parsed, i: int) -> bool:
    """Whether a comparator stands before a mention in its clause, with no figure between; for a period also what leads to a base behind a figure (up 5% from May)."""
    m = parsed.mentions[i]
    if m.time is not None and m.time.kind not in SPANS and (lead := right_before(parsed, m.start, "base-lead")) is not None:
        behind = next((o for o in reversed(parsed.mentions[:i]) if o.end <= lead.start), None)
        return behind is not None and behind.clause == m.clause and (behind.figure is not None or behind.is_a("up", "down", "yearago"))
    for o in reversed(parsed.mentions[:i]):
        if o.clause != m.clause or o.figure is not None:
            return False
        if o.is_a("than"):
            return True
    return False


def rate_base(parsed: Parsed, start: int) -> Mention | None:
    """The period whose own rate a Chinese figure is, which a word of comparison sets another against: 增速较2024年的23.2%放缓."""
    if parsed.language != "zh":
        return None
    owner = next((form for form in forms("zh", "possessive") if parsed.text.endswith(form, 0, start)), "")
    time = next((m for m in parsed.mentions if owner and m.end == start - len(owner) and m.time is not None), None)
    return time if time is not None and right_before(parsed, time.start, "base-lead", "than") is not None else None


def is_base(parsed: Parsed, mention: Mention) -> bool:
    """Whether a word leads to a period that something else is set against, or to the figure right before it: what follows is of no such year (up from 3 billion in 2022)."""
    if mention.time is None or mention.time.kind in SPANS:
        return False
    within = right_before(parsed, mention.start, "within")
    end = len(parsed.text[: mention.start if within is None else within.start].rstrip())
    figure = next((m for m in parsed.mentions if m.end == end and m.figure is not None), mention)
    lead = right_before(parsed, figure.start, "base-lead")
    return lead is not None and lead.value != "years"
