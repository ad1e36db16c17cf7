"""The verdict: one comparison, in one place.

An evaluator answers with two intervals: one from rounding alone, one with missing members anywhere within their stated bounds. A text outside the
second is refuted; one that meets the first is supported where the two agree; everything else is unverifiable. Growth computed from levels never refutes:
where an answer rests on it, a third interval says what a text must lie outside of as well.
"""

from __future__ import annotations

from hinterland.interval import Interval
from hinterland.models import Verdict


def verdict(said: Interval, answer: Interval | None, widest: Interval | None, outer: Interval | None = None) -> Verdict:
    """Judge what was said by the two intervals of the answer, and by `outer` where computed growth widens it; without an answer nothing can be judged."""
    if answer is None or widest is None:
        return "unverifiable"
    if not said.meets(widest) and (outer is None or not said.meets(outer)):
        return "refuted"
    return "supported" if said.meets(answer) and answer.within(widest) and widest.within(answer) else "unverifiable"
