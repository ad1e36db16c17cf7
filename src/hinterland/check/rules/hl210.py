"""Nothing is held of it, and yet it can hardly be.

What: the figure itself isn't held, but lies outside what must be true of it by the figures that are (its months, its whole, the year before), or a level and its growth imply a
base that is a multiple of the base held.

Why: what isn't held is often known all the same; a base ten times too large is a slip of 亿 and billion that no table of the period shows.

Bad: Hunan's trade rose 18.4 percent to 7.56 trillion yuan in the first two months of 2016.
Good: Hunan's trade was 7.56 billion yuan in the first two months of 2016.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from hinterland.check import words
from hinterland.check.context import Context
from hinterland.check.currencies import is_amount
from hinterland.check.judge import Judged
from hinterland.check.ties import HUNDRED
from hinterland.check.within import before, by_cell, cell, figures
from hinterland.claims.deciding import bounds_of, why_bounded
from hinterland.codes import Period
from hinterland.indicators import Need
from hinterland.interval import Interval
from hinterland.models import Finding

CODE = "HL210"
SEVERITY = "warning"
NAME = "impossible or implausible"

TIMES = Decimal("1.5")
"""Minimum multiple of the base held, or of its inverse, that is no revision."""


def find(context: Context) -> Iterator[Finding]:
    """Levels that aren't held and lie outside their bounds, or whose growth starts from another base than is held."""
    open_ = [j for j in figures(context) if j.op == "level" and is_amount(j.unit) and not j.answers and j.plain is not None]
    if context.indicators is None or not open_:
        return
    excluded: set[int] = set()
    for j, (low, high) in zip(open_, bounds_of(context.indicators, [j.claim for j in open_]), strict=True):
        if j.plain is not None and j.plain.meets(Interval(low, high, True, True)):
            continue
        excluded.add(id(j))
        cell_, official = why_bounded(context.indicators, j.claim)
        severity = "error" if official else SEVERITY
        yield context.finding(CODE, severity, j, ends=words.ends(cell_, j.claim, context.language))
    yield from _other_bases(context, [j for j in open_ if id(j) not in excluded])


def _other_bases(context: Context, levels: list[Judged]) -> Iterator[Finding]:
    """Levels whose growth, as the text has it, leads back to no base near the one held."""
    cells, asked = by_cell(context), []
    for j in levels:
        rate = next(iter(cells.get(cell(j, op="growth"), ())), None)
        if (
            rate
            and rate.said
            and rate.said.width is not None
            and not rate.claim.relation.base_period
            and (rate.said + HUNDRED).above(Interval.exact(0))
        ):
            asked.append((j, rate, Need(j.claim.subject or "", j.claim.indicator, Period.parse(before(j) or ""))))
    if context.indicators is None:
        return
    for (j, rate, _), answer in zip(asked, context.indicators.ask([need for *_, need in asked]), strict=True):
        held, said = answer.best, j.plain
        if held is None or said is None or rate.said is None or not held.interval.middle:
            continue
        base = said * HUNDRED / (rate.said + HUNDRED)
        times = abs((base.middle or base.low or 0) / held.interval.middle)
        if not 1 / TIMES < times < TIMES:
            implied, known = context.figure(j.claim, base), context.figure(j.claim, held.interval)
            yield context.finding(CODE, SEVERITY, j, "HL210.base", related=[rate], base=implied, held=known, rate=rate.text)
