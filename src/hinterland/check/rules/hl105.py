"""Growth does not match the levels given.

What: the text gives a level, the level a year before, and a growth rate that is not theirs; or a growth of trade that does not lie between those of exports and imports, or where
their levels put it; or a sentence gives an amount with by how much it moved and at what rate, or two percentages and the points between them, which don't fit.

Why: published growth is reckoned from the revised base, so a rate that was published may lie a little off what the first releases imply; it is no error then.

Bad: Hubei's trade was 644.97 billion yuan in 2023 and 705.84 billion yuan in 2024, up 19.6 percent.
Good: Hubei's trade was 644.97 billion yuan in 2023 and 705.84 billion yuan in 2024, up 9.4 percent.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from hinterland.check import catalogue
from hinterland.check.context import Context
from hinterland.check.judge import Judged
from hinterland.check.points import points
from hinterland.check.spelled import changes
from hinterland.check.steps import earlier, steps
from hinterland.check.tied import measured
from hinterland.check.ties import HUNDRED, Tie, explained, size
from hinterland.check.within import is_percentage
from hinterland.interval import Interval
from hinterland.models import Finding
from hinterland.reading import mentioned

CODE = "HL105"
SEVERITY = "error"
NAME = "growth and levels"


REVISED = Decimal("0.025")
"""So far the base of published growth lies from the level first published, in 95 of 100 of the embedded rates whose two levels are held."""


NEAR = Interval(Decimal("-0.5"), Decimal("0.5"), True, True)
"""In percentage points: so far the growth of a total lies from what its parts make it where bases were revised."""


def revised(rate: Judged, now: Judged, then: Judged) -> bool:
    """Whether a rate that isn't refuted differs no further from what the levels give than bases are revised."""
    if rate.verdict == "refuted":
        return False
    said, new, old = (j.plain.middle if j.plain else None for j in (rate, now, then))
    if said is None or new is None or not old or said <= -100:
        return False
    return abs(new / (1 + said / 100) / old - 1) <= REVISED


SPELLED = Interval(Decimal("-0.15"), Decimal("0.15"), True, True)
"""In percentage points: so far a rate may lie from what it is worked out to from two levels that its sentence names as its ends."""


def _is_near(tie: Tie) -> bool:
    """Whether a rate differs no further from its levels than bases are revised, or, from levels of which none is known and that its sentence names, than rounding them again."""
    is_held = any(j.verdict == "supported" for j in (tie.stated, *tie.others))
    if tie.spelled and not is_held and tie.stated.said is not None:
        return (tie.implied + SPELLED).meets(tie.stated.said)
    return revised(tie.stated, *tie.others)


def find(context: Context) -> Iterator[Finding]:
    """Growth rates that their levels don't make, nor bases that were revised."""
    for j in context.judged:
        is_rate = (j.op, j.unit) == ("growth", "percent") and is_percentage(j)
        if is_rate and j.said and (j.said + HUNDRED).below(Interval.exact(0)):
            yield context.finding(CODE, SEVERITY, j, "HL105.fall")
    for tie in (*measured(context, CODE), *changes(context.judged, context.text)):
        if not tie.holds and tie.is_between:
            rates = catalogue.listed(context.language, [context.amount(r.said, "percent") for r in tie.others])
            yield context.finding(CODE, SEVERITY, tie.stated, "HL105.between", rates=rates, related=tie.related)
        elif not tie.holds and tie.is_weighed:
            yield from _weighed(context, tie)
        elif not (tie.holds or explained(tie.stated, *tie.others) or _is_near(tie) or _is_unsigned(context, tie)):
            now, then = tie.others
            rate = context.amount(tie.implied, "percent")
            yield context.conflict(CODE, SEVERITY, tie, then=then.text, now=now.text, rate=rate)
    for tie in steps(context.judged, context.text):
        yield _step(context, tie)
    for tie in (*earlier(context.judged, context.text), *points(context.judged, context.text)):
        yield _changed(context, tie)


def _changed(context: Context, tie: Tie) -> Finding:
    """A rate or points that don't lead from one figure to the other."""
    words: dict[str, Any] = dict(zip(("now", "then"), (j.text for j in tie.others), strict=True))
    words["rate"] = context.amount(tie.implied if tie.stated.unit == "percent" else abs(tie.implied), tie.stated.unit)
    return context.finding(CODE, SEVERITY, tie.stated, CODE, related=tie.others, **words)


def _step(context: Context, tie: Tie) -> Finding:
    """An amount, by how much it moved and the rate that isn't theirs, or the difference where this one is off by a power of ten."""
    rate = next(j for j in (tie.stated, *tie.others) if j.unit == "percent")
    now, step = (j.text for j in sorted((j for j in (tie.stated, *tie.others) if j is not rate), key=size, reverse=True))
    words: dict[str, Any] = {"now": now, "step": step, "rate": context.amount(abs(tie.implied), "percent"), "stated": rate.text}
    return context.finding(CODE, SEVERITY, tie.stated, "HL105.step", related=tie.others, **words)


def _is_unsigned(context: Context, tie: Tie) -> bool:
    """Whether only the sign differs, and no word of a rise or fall stands in the rate's own clause, so that the reader took it for a rise."""
    said, start, end = tie.stated.said, tie.stated.start, tie.stated.end
    if said is None or not (-tie.implied).meets(said):
        return False
    around = re.split(r"[,;:，；：。]", context.text[max(0, start - CLAUSE) : start])[-1] + context.text[start:end]
    around += re.split(r"[,;:.，；：。]", context.text[end : end + CLAUSE])[0]
    return not any(m.is_a("up", "down") for m in mentioned(around))


CLAUSE = 80
"""Characters at each side of a rate in which its clause is sought."""


def _weighed(context: Context, tie: Tie) -> Iterator[Finding]:
    """The growth of a total that lies off what exports and imports make it, by more than revised bases explain."""
    assert tie.stated.said is not None
    if not (tie.implied + NEAR).meets(tie.stated.said):
        export, import_, *levels = (context.figure(x.claim, x.said) for x in tie.others)
        words: dict[str, Any] = {"rate_export": export, "rate_import": import_, "export": levels[0], "import": levels[1]}
        words |= {"rate": context.amount(tie.implied, "percent"), "stated": context.amount(tie.stated.said, "percent")}
        yield context.finding(CODE, SEVERITY, tie.blamed, "HL105.weighed", related=tie.related, **words)
