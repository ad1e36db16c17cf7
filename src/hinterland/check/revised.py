"""Figures that differ from what is held by no more than another release may: by a unit of their last digit, or by as much as such figures are usually revised."""

from __future__ import annotations

from hinterland.check.judge import Judged
from hinterland.codes import Period
from hinterland.interval import Interval
from hinterland.ledger.bands import USUAL, survives

FINE = 4
"""Significant digits from which a unit of the last one is too little to accuse a writer of."""

POINTS = 0.5
"""In percentage points: how far a published rate of growth is revised later at most."""


def adjoins(j: Judged) -> bool:
    """Whether a figure of `FINE` digits or more differs from one held by no more than one unit of its last digit: so far two offices round, or a first release is revised."""
    if j.plain is None or j.plain.width is None or j.digits < FINE:
        return False
    unit = Interval(-j.plain.width, j.plain.width, True, True)
    return any(a.middle is not None and (j.plain + unit).holds(a.middle) for a in j.answers)


def is_within_revision(j: Judged) -> bool:
    """Whether a figure differs from one held, published long before the text, by no more than such figures are usually revised; of a text without a date, by no more than two of them may."""
    if not j.aged or j.kind != "value" or j.plain is None or j.best is None or not j.claim.period:
        return False
    if not j.plain.middle or not j.best.middle:
        return False
    gap = abs(float(j.plain.middle - j.best.middle))
    if j.op == "growth":
        # A rate moves by as many points as its two levels do in percent.
        if gap > POINTS:
            return False
        gap /= abs(100 + float(j.best.middle))
    else:
        gap /= abs(float(j.best.middle))
    return survives(j.claim.subject or "", Period.parse(j.claim.period), gap, 2 if j.undated else 1) < USUAL
