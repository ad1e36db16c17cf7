"""The charitable reading: of what a figure may mean, what it is right for.

Where nothing beside a figure says whose it is, its digits do: a figure of several digits meets another's row by chance once in hundreds of times, and texts are
right far oftener than that. In go the judged claims and their other readings, out come the judged claims, those in doubt as they were meant.
"""

from __future__ import annotations

from collections.abc import Sequence

from hinterland.check.judge import Judged, judge
from hinterland.indicators import Indicators
from hinterland.models import Claim


def in_doubt(j: Judged) -> bool:
    """Whether a claim may be meant otherwise: it doesn't hold, and would not hold without its hedge either, which tells what it is of (`nearly 17 percent` of 17.3)."""
    return j.claim.verdict != "supported" and not (j.plain is not None and any(j.plain.meets(a) for a in j.answers))


def charitable(indicators: Indicators, judged: Sequence[Judged], others: Sequence[Sequence[Claim]]) -> list[Judged]:
    """The judged claims, each that didn't hold as the first of its other readings (`others`, in the order of the claims) that does."""
    doubted = [(place, other) for place, j in enumerate(judged) if in_doubt(j) for other in others[place]]
    taken: dict[int, Judged] = {}
    for (place, _), again in zip(doubted, judge(indicators, [o for _, o in doubted]) if doubted else [], strict=True):
        if again.claim.verdict == "supported":
            taken.setdefault(place, again)
    return [taken.get(place, j) for place, j in enumerate(judged)]
