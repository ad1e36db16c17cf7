"""Two readings of one text as one: agreement raises confidence, disagreement lowers it.

Claims are paired by their spans. Where both readers give the same attributes the claim stands with the confidence that agreement deserves; where they differ, the reading of
the proposer stands with less; what only the proposer read keeps a confidence of its own. The confidences stand in `agreement.csv`: how often such claims were exact on the
corpus' tune split, with a language model's answers to the published prompt.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from hinterland.models import Claim
from hinterland.packaged import read_table
from hinterland.readers.port import Reading

LEAST = 0.5
"""Claims that only the first reader read are left out where they are right less often than this."""
ATTRIBUTES = ("op", "concept", "flow", "product", "partner", "regime", "measure")


@cache
def weights() -> dict[str, float]:
    """The confidence of a claim by who read it: `agree`, `differ`, `first` alone, `second` alone."""
    return {row["case"]: float(row["confidence"]) for row in read_table("hinterland.readers", "agreement.csv")}


def merged(one: Reading, two: Reading) -> Reading:
    """The reading of both: the second's claims first, since a proposer was asked for by its user, with the first's where the second has none."""
    weight = weights()
    mine = {id(c): c for c in one.text.claims}
    claims: list[Claim] = []
    for claim in two.text.claims:
        partner = max(mine.values(), key=lambda c: _shared(c, claim), default=None)
        if partner is None or not _shared(partner, claim):
            claims.append(claim.model_copy(update={"confidence": weight["second"]}))
            continue
        del mine[id(partner)]
        case = "agree" if agree(partner, claim) else "differ"
        claims.append((partner if case == "agree" else claim).model_copy(update={"confidence": weight[case]}))
    if weight["first"] >= LEAST:
        claims += [c.model_copy(update={"confidence": min(c.confidence, weight["first"])}) for c in mine.values()]
    claims.sort(key=lambda c: (c.start or 0, c.end or 0))
    numbered = tuple(c.model_copy(update={"id": f"c{i}"}) for i, c in enumerate(claims, 1))
    text = replace(one.text, claims=numbered, left_alone=min(one.text.left_alone, two.text.left_alone), doubts={})
    return replace(two, text=text, by=f"{one.by}+{two.by}", notes=(*one.notes, *two.notes))


def _shared(one: Claim, two: Claim) -> int:
    """The characters that two claims of like kinds share."""
    rank_like = ("rank", "first", "record", "count", "streak")
    if (one.kind in rank_like) != (two.kind in rank_like):
        return 0
    return max(0, min(one.end or 0, two.end or 0) - max(one.start or 0, two.start or 0))


def agree(one: Claim, two: Claim) -> bool:
    """Whether two readings of a span say the same of who, what and when."""
    same = all(getattr(one.indicator, name) == getattr(two.indicator, name) for name in ATTRIBUTES)
    return same and (one.subject, one.period) == (two.subject, two.period)
