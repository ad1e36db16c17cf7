"""Whether words that carry no figure speak of trade in goods: by what is named beside them, where that is plain."""

from __future__ import annotations

from hinterland.reading.mentions import Mention, Parsed
from hinterland.reading.relations.words import near, next_mention, right_behind

OTHERS = ("other", "services", "company", "contribution")
"""Classes of words that speak of something else than a country's trade in goods."""
AHEAD = 25
"""Maximum characters between a phrase and its measure behind it."""


def of_trade(parsed: Parsed, start: int, end: int) -> bool | None:
    """Whether a phrase is of trade: by its measure behind it, else by a flow with nothing else named; None where that isn't plain."""
    behind = measure_behind(parsed, end)
    if behind is not None:
        return behind.is_a("flow")
    others = [m for m in parsed.mentions if m.is_a(*OTHERS)]
    if others:
        last = others[-1]
        return (
            False if last.end <= start and last.clause == parsed.sentence.clause(start) and not _flow_between(parsed, last, start) else None
        )
    return True if any(m.is_a("flow") for m in parsed.mentions) or near(parsed, 0, len(parsed.text), "trade-word") else None


def _flow_between(parsed: Parsed, other: Mention, start: int) -> bool:
    return any(m.is_a("flow") and other.start < m.start < start for m in parsed.mentions)


def measure_behind(parsed: Parsed, end: int) -> Mention | None:
    """What a phrase is said to be by right behind it: second in imports, tenth by GDP."""
    tail = right_behind(parsed, end, "place-tail")
    lead = right_behind(parsed, tail.end if tail else end, "by-lead")
    if lead is None:
        return None
    m = next_mention(parsed, lead.end)
    while m is not None and m.start - lead.end <= AHEAD and not m.is_a("flow", "other", "services"):
        m = next_mention(parsed, m.end)
    return m if m is not None and m.start - lead.end <= AHEAD and m.clause == parsed.sentence.clause(end) else None
