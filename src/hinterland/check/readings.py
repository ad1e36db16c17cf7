"""Verdicts over the alternative readings of a claim: what another likely reading supports is no error of the writer's.

In go the judged claims and their alternative readings, out come the judged claims; a refuted one of which an
alternative holds is that one where its figure is exact, and else unverifiable, as whose figure it is stays open.
`is_sure` says whether the claims of a finding were read with the confidence that an accusation needs.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal
from math import prod

from hinterland.check.judge import Judged, judge, significant
from hinterland.indicators import Indicators
from hinterland.models import Claim, Finding

SURE = 0.8
"""The probability that all claims of a finding were read right below which it isn't raised: on articles nobody tuned on, of what lay below nearly all was our misreading."""
FIT = 0.4
"""The confidence of a claim below which nothing in its text is set against it."""
TWO_VALUES = ("HL101",)
"""Findings that a text gives one quantity two values, which itself says that one of them may be misread."""
RIGHT_ELSEWHERE = ("HL207", "HL208")
"""Findings that a figure is right of another group, flow, place or period than the one named: by chance at most one in ten is."""
EXACT = 4
"""The least significant digits of a figure that isn't held by chance."""
REASON = "another reading of it agrees with what is held"


def is_sure(finding: Finding, judged: Sequence[Judged]) -> bool:
    """Whether all claims of a finding, and those it is set against, were read right with the probability that an accusation needs; what is for information only needs none.

    Claims of one text are read right together: on articles nobody tuned on all of two or three were right as often as the least sure of them says. A figure that looks
    like a slip of the one it is set against bears its reading out, since a misread one seldom does.
    """
    spans = {(r.start, r.end) for r in finding.related}
    involved = [j for j in judged if j.claim.id in finding.claims or (j.claim.start, j.claim.end) in spans]
    sure = [j.claim.confidence for j in involved]
    likely = prod(sure) if finding.code in TWO_VALUES else min(sure, default=1.0)
    digits = max(alike(involved), 1 + (finding.code in RIGHT_ELSEWHERE))
    return finding.severity == "info" or borne_out(likely, digits) >= SURE


def alike(involved: Sequence[Judged]) -> int:
    """The significant digits in which a figure agrees with what it is set against but for one slip (the sign, the power of ten, a digit, two neighbours exchanged); 1 where none tells."""
    return max((agreeing(j, other) for j in involved for other in _against(j, involved)), default=1)


def _against(j: Judged, involved: Sequence[Judged]) -> list[Decimal]:
    """What a figure is set against: what is held of it, the text's other figure, or the sum or difference of the others."""
    found = [a.middle for a in j.answers] if j.claim.verdict == "refuted" else []
    others = [
        o.plain.middle
        for o in involved
        if o is not j and o.plain is not None and o.plain.middle is not None and o.claim.unit == j.claim.unit
    ]
    if len(others) == PARTS:
        found += [sum(others, Decimal(0)), abs(others[0] - others[1])]
    elif len(others) == len(involved) - 1:
        found += others
    return [f for f in found if f]


PARTS = 2
"""Exports and imports make a total."""


def agreeing(j: Judged, other: Decimal) -> int:
    """The significant digits in which a figure agrees with another one but for one slip; 1 where they are unlike."""
    count = significant(j.claim.text)
    if j.plain is None or not j.plain.middle or count < 1:
        return 1
    said, held = _digits(j.plain.middle, count), _digits(other, count)
    differ = [i for i, (a, b) in enumerate(zip(said, held, strict=True)) if a != b]
    exchanged = (
        len(differ) == PARTS and differ[1] == differ[0] + 1 and said[differ[0]] == held[differ[1]] and said[differ[1]] == held[differ[0]]
    )
    return count if not differ else max(1, count - 1) if len(differ) == 1 or exchanged else 1


def _digits(value: Decimal, count: int) -> str:
    """The first significant digits of a figure, rounded."""
    return f"{abs(value):.{count - 1}e}".partition("e")[0].replace(".", "")


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
