"""Verdicts over the alternative readings of a claim: what another likely reading supports is no error of the writer's.

In go the judged claims and their alternative readings, out come the judged claims; a refuted one of which an alternative holds is unverifiable, as whose figure it is stays open.
`is_sure` says whether the claims of a finding were read with the confidence that an accusation needs.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from math import prod

from hinterland.check.judge import Judged, judge
from hinterland.indicators import Indicators
from hinterland.models import Claim, Finding

SURE = 0.8
"""The probability that all claims of a finding were read right below which it isn't raised: on articles nobody tuned on, of what lay below nearly all was our misreading."""
FIT = 0.6
"""The confidence of a claim below which nothing in its text is set against it."""
REASON = "another reading of it agrees with what is held"


def is_sure(finding: Finding, judged: Sequence[Judged]) -> bool:
    """Whether all claims of a finding, and those it is set against, were read right with the probability that an accusation needs; what is for information only needs none."""
    spans = {(r.start, r.end) for r in finding.related}
    involved = [j.claim for j in judged if j.claim.id in finding.claims or (j.claim.start, j.claim.end) in spans]
    return finding.severity == "info" or prod(c.confidence for c in involved) >= SURE


def weighed(indicators: Indicators, judged: Sequence[Judged], others: Callable[[int], Sequence[Claim]]) -> list[Judged]:
    """The judged claims by all their readings; `others` gives the alternative readings of a claim by its place."""
    asked = [(place, other) for place, j in enumerate(judged) if j.claim.verdict == "refuted" for other in others(place)]
    again = judge(indicators, [other for _, other in asked]) if asked else []
    held = {place for (place, _), j in zip(asked, again, strict=True) if j.claim.verdict == "supported"}
    return [replace(j, claim=_opened(j.claim)) if place in held else j for place, j in enumerate(judged)]


def _opened(claim: Claim) -> Claim:
    return claim.model_copy(update={"verdict": "unverifiable", "reason": REASON})
