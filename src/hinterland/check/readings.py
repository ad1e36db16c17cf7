"""Verdicts over the alternative readings of a claim: what another likely reading supports is no error of the writer's.

In go the judged claims and their alternative readings, out come the judged claims; a refuted one of which an alternative holds is unverifiable, as whose figure it is stays open.
`is_sure` says whether a claim was read with the confidence that an error needs.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from hinterland.check.judge import Judged, judge
from hinterland.indicators import Indicators
from hinterland.models import Claim

SURE = 0.8
"""The confidence of a reading below which nothing is called an error."""
REASON = "another reading of it agrees with what is held"


def is_sure(claim: Claim) -> bool:
    """Whether a claim was read with the confidence that an error needs."""
    return claim.confidence >= SURE


def weighed(indicators: Indicators, judged: Sequence[Judged], others: Sequence[Sequence[Claim]]) -> list[Judged]:
    """The judged claims by all their readings; `others` are the alternative readings in the order of the claims."""
    asked = [(place, other) for place, j in enumerate(judged) if j.claim.verdict == "refuted" for other in others[place]]
    again = judge(indicators, [other for _, other in asked]) if asked else []
    held = {place for (place, _), j in zip(asked, again, strict=True) if j.claim.verdict == "supported"}
    return [replace(j, claim=_opened(j.claim)) if place in held else j for place, j in enumerate(judged)]


def _opened(claim: Claim) -> Claim:
    return claim.model_copy(update={"verdict": "unverifiable", "reason": REASON})
