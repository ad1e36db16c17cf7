"""The usual revision of a level, by kind of series, and how many of twenty such revisions leave a sign, a place or a crossing as it is.

`revisions.csv` holds, in percent, the revisions that were made of levels held (`scripts/write_revisions.py`). Ten of them, up and down, are the twenty
usual ones; two figures are revised each by itself.
"""

from __future__ import annotations

from functools import cache

import numpy as np

from hinterland.codes import Period
from hinterland.ledger.bands import LEVELS, SHAPES, calibrated, shape
from hinterland.ledger.figures import Floats, boundaries
from hinterland.packaged import read_table

PLACES = tuple((2 * k + 1) / 20 for k in range(10))
"""The quantiles of revisions without their sign that stand for all."""

USUAL = 2 * len(PLACES)
"""The count of usual revisions: each up and down."""


@cache
def usual() -> dict[tuple[str, str], Floats]:
    """The usual revisions by level and shape of the period, as parts of the figure."""
    found = {}
    for row in read_table("hinterland.ledger", "revisions.csv"):
        parts = np.array([float(row[f"p{100 * p:02.0f}"]) for p in PLACES]) / 100
        found[row["level"], row["shape"]] = np.concatenate([parts, -parts])
    return found


def survives(region: str, period: Period, gap: float, figures: int = 1) -> int:
    """How many of twenty usual revisions (`USUAL`) leave a gap its sign, from 10 to 20.

    `gap` is a part of the level, 0.01 for one percent; `figures` says how many are revised, one beside a mark or both of two. A kind of period whose
    revisions weren't measured is revised like a year to date.
    """
    known = usual()
    [kind] = shape(boundaries(np.array([period.start])), boundaries(np.array([period.end]), 1))
    level = LEVELS[calibrated().level(region)]
    own = known.get((level, SHAPES[kind]), known[level, "year-to-date"])
    moved = own if figures == 1 else np.subtract.outer(own, own)
    kept = ((abs(gap) + moved > 0).mean() + (abs(gap) + moved >= 0).mean()) / 2
    return int(np.floor(USUAL * float(kept) + 0.5))
