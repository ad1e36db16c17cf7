"""Verdicts over the alternative readings of a claim: what another likely reading supports is no error of the writer's.

In go the judged claims and their alternative readings, out come the judged claims; a refuted one of which an
alternative holds is that one where its figure is exact, and else unverifiable, as whose figure it is stays open.
`is_sure` says whether the claims of a finding were read with the confidence that an accusation needs.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from math import prod

from hinterland.check.judge import Judged, judge, significant
from hinterland.indicators import Indicators
from hinterland.models import Claim, Finding

SURE = 0.8
"""The probability that all claims of a finding were read right below which it isn't raised: on articles nobody tuned on, of what lay below nearly all was our misreading."""
FIT = 0.6
"""The confidence of a claim below which nothing in its text is set against it."""
SLIPS = ("HL102", "HL209")
"""Findings that two figures have the same digits, which by itself says that both were read right: digits of unlike things seldom are the same."""
EXACT = 4
"""The least significant digits of a figure that isn't held by chance."""
REASON = "another reading of it agrees with what is held"


def is_sure(finding: Finding, judged: Sequence[Judged]) -> bool:
    """Whether all claims of a finding, and those it is set against, were read right with the probability that an accusation needs; what is for information only needs none."""
    spans = {(r.start, r.end) for r in finding.related}
    involved = [j.claim for j in judged if j.claim.id in finding.claims or (j.claim.start, j.claim.end) in spans]
    likely = prod(c.confidence for c in involved)
    if finding.code in SLIPS and involved:
        likely = borne_out(likely, min(significant(c.text) for c in involved))
    return finding.severity == "info" or likely >= SURE


def borne_out(likely: float, digits: int) -> float:
    """The probability that a reading is right whose figure agrees in a number of digits with another one, which by chance one figure in 10 to their power does."""
    return likely / (likely + (1 - likely) * 10.0 ** (1 - digits))


def weighed(indicators: Indicators, judged: Sequence[Judged], others: Callable[[int], Sequence[Claim]]) -> list[Judged]:
    """The judged claims by all their readings; `others` gives the alternative readings of a claim by its place."""
    asked = [(place, other) for place, j in enumerate(judged) if j.claim.verdict == "refuted" for other in others(place)]
    again = judge(indicators, [other for _, other in asked]) if asked else []
    held: dict[int, Judged] = {}
    for (place, _), other in zip(asked, again, strict=True):
        if other.claim.verdict == "supported":
            held.setdefault(place, other)
    return [_settled(j, held[place]) if place in held else j for place, j in enumerate(judged)]


def _settled(refuted: Judged, supported: Judged) -> Judged:
    """The reading that is held where its figure is so exact that this can't be chance; else the refuted one, left open."""
    digits = significant(supported.claim.text)
    if digits < EXACT or supported.claim.kind != "value":
        return replace(refuted, claim=_opened(refuted.claim))
    sure = round(borne_out(supported.claim.confidence, digits), 3)
    return replace(supported, claim=supported.claim.model_copy(update={"confidence": sure}))


def _opened(claim: Claim) -> Claim:
    return claim.model_copy(update={"verdict": "unverifiable", "reason": REASON})
