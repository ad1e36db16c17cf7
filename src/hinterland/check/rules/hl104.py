"""A share does not match its parts.

What: part and whole stand in the text, and the share given is not theirs.

Bad: Hunan's trade with Africa was worth 52 billion yuan in 2025, of which Kenya accounted for 13 billion yuan, or 35 percent.
Good: Hunan's trade with Africa was worth 52 billion yuan in 2025, of which Kenya accounted for 13 billion yuan, or 25 percent.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from typing import Any

from hinterland import codes
from hinterland.check.context import Context, once_a_text
from hinterland.check.judge import Judged
from hinterland.check.within import Tie, by_cell, cell, figures, is_grouped, one
from hinterland.interval import Interval, share
from hinterland.models import Finding

CODE = "HL104"
SEVERITY = "error"
NAME = "share and parts"

WHOLE = Interval.exact(100)


def ties(context: Context) -> Iterator[Tie]:
    """Shares whose part and whole the text gives; of several wholes the one that the share is of."""
    cells = by_cell(context)
    for group in cells.values():
        for j in group:
            if j.claim.indicator.op != "share" or j.said is None or j.claim.relation.versus:
                continue
            part = one(cells.get(cell(j, op="level"))) or _money_before(context, j)
            if part is None or part.said is None:
                continue
            known = j.claim.verdict == "supported"
            alike = _levels(context).get((part.claim.period, part.claim.unit), ())
            wholes = [w for w in _nearest(alike, j) if w is not part and _is_whole(w, part, j) and not (known and _only_near(w, part))]
            if not wholes:
                continue
            found = [Tie(j, (part, w), share(part.said, w.said)) for w in wholes if w.said is not None and not w.said.holds(0)]
            yield from [next((t for t in found if t.holds), found[-1])] if found else []


MOST = 200
"""Maximum levels of a period that may be the whole of a share, the nearest in the text: of a text that gives more, the others are far off."""


@once_a_text
def _levels(context: Context) -> dict[tuple[str | None, str | None], list[Judged]]:
    """The levels of a text by period and unit."""
    found: dict[tuple[str | None, str | None], list[Judged]] = {}
    for w in figures(context):
        if w.claim.indicator.op == "level":
            found.setdefault((w.claim.period, w.claim.unit), []).append(w)
    return found


def _nearest(levels: Sequence[Judged], j: Judged) -> Sequence[Judged]:
    """The levels of a list in the order of the text that stand nearest to a claim."""
    if len(levels) <= MOST:
        return levels
    at = bisect_left(levels, j.claim.start or 0, key=lambda w: w.claim.start or 0)
    return levels[max(0, at - MOST // 2) : at + MOST // 2]


def find(context: Context) -> Iterator[Finding]:
    """Shares that their part and whole don't make."""
    for j in context.judged:
        if (
            j.claim.indicator.op == "share"
            and j.claim.unit == "percent"
            and not j.claim.relation.versus
            and j.said
            and j.said.above(WHOLE)
            and is_grouped(j)
        ):
            yield context.finding(CODE, SEVERITY, j, "HL104.whole", what=context.what(j))
    for tie in ties(context):
        if not tie.holds:
            part, whole = tie.others
            words: dict[str, Any] = {"text": tie.stated.claim.text, "part": part.claim.text, "whole": whole.claim.text}
            yield context.finding(CODE, SEVERITY, tie.blamed, share=context.amount(tie.implied, "percent"), related=tie.related, **words)


def _money_before(context: Context, j: Judged) -> Judged | None:
    """The amount that the share is said of: right before it, as in `13 billion yuan, or 35 percent`."""
    amounts, start = _amounts(context), j.claim.start or 0
    first = bisect_left(amounts, start - BETWEEN, key=lambda m: m.claim.end or 0)
    last = bisect_right(amounts, start, key=lambda m: m.claim.end or 0)
    near = [
        m
        for m in amounts[first:last]
        if re.fullmatch(
            r"[,，、]?\s?(?:or|即|占|which was|accounting for)?[^.。;；\d]{0,14}", context.text[m.claim.end or 0 : j.claim.start or 0]
        )
    ]
    return near[-1] if near else None


BETWEEN = 40
"""Maximum characters between an amount and the share that is said of it."""


@once_a_text
def _amounts(context: Context) -> list[Judged]:
    """The amounts in yuan of a text, by where they end."""
    return sorted((m for m in context.judged if m.claim.unit == "CNY"), key=lambda m: m.claim.end or 0)


def _is_whole(w: Judged, part: Judged, j: Judged) -> bool:
    """Whether a figure is the whole of a part: the same flow, all products and partners, or the wider partner or region just named before."""
    a, b = w.claim, part.claim
    if (
        a.indicator.op != "level"
        or a.indicator.measure != "value"
        or a.unit != b.unit
        or a.period != b.period
        or w.said is None
        or part.said is None
    ):
        return False
    if w.said.below(part.said) is True or a.indicator.concept != b.indicator.concept:
        return False
    same = a.subject == b.subject
    if (
        same
        and a.indicator.product == "all"
        and a.indicator.partner == "world"
        and (b.indicator.product, b.indicator.partner) != ("all", "world")
    ):
        return a.indicator.flow == b.indicator.flow
    if same and b.indicator.product == "all" and b.indicator.partner == "world" and b.indicator.flow in ("export", "import"):
        return a.indicator.flow == "total" and a.indicator.product == "all" and a.indicator.partner == "world"
    if same and a.indicator.partner != b.indicator.partner and a.indicator.flow == b.indicator.flow:
        return 0 <= (b.start or 0) - (a.end or 0) <= 120
    wider = b.subject is None or codes.parent(b.subject) == a.subject if b.subject is None or not _is_group(b.subject) else False
    return (
        bool(wider)
        and a.indicator.flow == b.indicator.flow
        and a.indicator.product == b.indicator.product
        and a.indicator.partner == b.indicator.partner
    )


def _only_near(w: Judged, part: Judged) -> bool:
    """Whether a figure is taken for the whole only because it stands before: that of another partner, which the data may tell from the subject's own total."""
    return w.claim.subject == part.claim.subject and w.claim.indicator.partner not in ("world", part.claim.indicator.partner)


def _is_group(code: str) -> bool:
    return any(g.code == code for g in codes.entries("group"))
