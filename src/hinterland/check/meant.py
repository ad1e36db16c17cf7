"""What a text must have meant, where one reading makes it contradict itself and another, as near, makes it right.

Slips of reading are told from slips of writing by the whole text and the data together. A figure that is read as something the text gives rightly elsewhere, and
right for another thing named beside it, is about that other thing: nobody writes two values for one thing, each of them true of something. A place whose sentence
gives no period is one in the period that the text is about. A period that the sentence itself names, before the claim or right behind it, stands. In go the judged
claims of one text, out come the same, those read anew judged anew.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from typing import Any

from hinterland.check.judge import Judged, judge
from hinterland.check.within import cell
from hinterland.indicators import Indicators
from hinterland.language.names import names
from hinterland.language.periods import periods
from hinterland.language.split import sentences
from hinterland.models import Claim

NAMED = ("region", "product", "partner")
"""The labels that a text has to name for a figure to be about them."""


def meant(indicators: Indicators, text: str, judged: list[Judged], day: Any) -> list[Judged]:
    """The judged claims of a text, those that it cannot have meant as they were read in the reading that it must have meant."""
    if all(j.claim.verdict != "refuted" for j in judged):
        return judged
    parts = [(s.start, s.end, s.text, s.language) for s in sentences(text)]
    starts = [p[0] for p in parts]
    asked: list[tuple[int, Claim]] = []
    for place, j in enumerate(judged):
        if j.claim.verdict != "refuted":
            continue
        at = max(0, bisect_right(starts, j.claim.start or 0) - 1)
        near = "".join(p[2] for p in parts[max(0, at - 1) : at + 1])
        start, _, sentence, language = parts[at] if parts else (0, 0, "", "en")
        end = (j.claim.end or 0) - start
        told = [m for m in periods(sentence, language, day) if (m.period or m.months) and not m.base]
        dated = [m for m in told if m.start < end or not re.search(r"[,，;；]", sentence[end : m.start])]
        others = _other_places(j, judged) if j.claim.kind == "rank" else _other_figures(j, judged, near)
        bound = any(m.months or str(m.period) == j.claim.period for m in dated) or (j.claim.kind == "rank" and bool(dated))
        asked += [(place, c) for c in others if c.period == j.claim.period or not bound]
    found = list(judged)
    for (place, _), again in zip(asked, judge(indicators, [c for _, c in asked]) if asked else [], strict=True):
        if again.claim.verdict == "supported" and found[place].claim.verdict == "refuted":
            found[place] = again
    return found


def _other_figures(j: Judged, judged: list[Judged], near: str) -> Iterator[Claim]:
    """A figure as what it is right for, where the text gives what it was read as another, right value."""
    claim = j.claim
    rightly = any(o.claim.verdict == "supported" and cell(o) == cell(j) for o in judged if o is not j)
    if not rightly or claim.kind not in ("value", "change") or claim.relation.versus or claim.relation.base_period:
        return
    said = {n.code for n in names(near)}
    for row in j.elsewhere:
        indicator = claim.indicator.model_copy(update={k: row[k] for k in ("flow", "product", "partner")})
        other = claim.model_copy(update={"subject": row["region"], "indicator": indicator, "period": row["period"], "confidence": 0.6})
        new = [
            row[k]
            for k in NAMED
            if row[k] != (claim.subject if k == "region" else getattr(claim.indicator, k)) and row[k] not in ("all", "world")
        ]
        stated = any(cell(o) == _cell(j, other) and o.plain is not None and j.plain is not None and o.plain.meets(j.plain) for o in judged)
        if all(code in said for code in new) and not stated:
            yield other


def _cell(j: Judged, claim: Claim) -> tuple[str | None, ...]:
    """The cell of a claim that isn't judged yet."""
    return cell(Judged(claim, j.said, j.plain))


def _other_places(j: Judged, judged: list[Judged]) -> Iterator[Claim]:
    """A place as one in the year, or the period, that most claims of the text on its subject are about."""
    told = Counter(
        o.claim.period for o in judged if o.claim.period and o.claim.subject == j.claim.subject and o.claim.verdict == "supported"
    )
    years = sorted((p for p in told if p and len(p) == 4), key=lambda p: (told[p], p), reverse=True)
    for period in dict.fromkeys([*years[:1], *(p for p, _ in told.most_common(1))]):
        if period != j.claim.period:
            yield j.claim.model_copy(update={"period": period, "confidence": 0.6})
