"""Days of a month that aren't the month: the first 20 days of October, 10月上旬. The figures held are of whole months, so that the period stays open."""

from __future__ import annotations

from hinterland.reading.document import Target
from hinterland.reading.mentions import Parsed, once_a_target
from hinterland.reading.relations.words import right_before, right_behind


@once_a_target
def is_of_days(parsed: Parsed, target: Target) -> bool:
    """Whether all that a target's sentence names of time, comparisons behind it aside, are some days or weeks of a month."""
    times = [m for m in parsed.mentions if m.time is not None and m.time.months is not None]
    beside = right_before if parsed.language == "en" else right_behind
    own = [m for m in times if m.end <= target.start] or times
    return bool(own) and all(beside(parsed, m.start if parsed.language == "en" else m.end, "days-of") is not None for m in own)
