"""How far figures of different releases may lie apart: the revision band of each kind, as a part of the figure (`bands.csv`, calibrated by
`benchmarks/ledger_band.py`), and the usual revisions of a level in percent (`revisions.csv`, `scripts/write_revisions.py`): ten up and ten
down."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from hinterland import codes
from hinterland.codes import Period
from hinterland.ledger.figures import Floats, boundaries
from hinterland.packaged import read_table

LEVELS = ("nation", "region")
SHAPES = ("month", "year-to-date", "year", "other")
BASES = ("published", "derived", "exchanged")


@dataclass(frozen=True, slots=True)
class Bands:
    """Bands by level, shape of the period and basis, in the order of these names. A series that has figures enough to show how far they lie
    apart is given `margin` times the least part of its band at which they can all be true, at least `least`."""

    table: NDArray[np.float64]
    margin: float = 3.0
    least: float = 0.1

    def level(self, region: str) -> int:
        """The number of a region's level."""
        return 0 if codes.is_nation(region) else 1

    def of(
        self, level: NDArray[np.int64], first: NDArray[np.int64], last: NDArray[np.int64], basis: NDArray[np.integer[Any]]
    ) -> NDArray[np.float64]:
        """The bands of periods between boundaries of months, by the numbers of their levels and bases."""
        return np.asarray(self.table[level, shape(first, last), basis])

    def scaled(self, factor: float) -> Bands:
        """All bands a number of times as wide."""
        return Bands(self.table * factor, self.margin, self.least)


def shape(first: NDArray[np.int64], last: NDArray[np.int64]) -> NDArray[np.int64]:
    """The number of the shape of periods between boundaries of months: `SHAPES`."""
    months, opens = last - first, first % 12 == 0
    return np.asarray(np.select([months == 1, opens & (months < 12), opens & (months % 12 == 0)], [0, 1, 2], 3).astype(np.int64))


@cache
def calibrated() -> Bands:
    """The bands of the table."""
    table = np.zeros((len(LEVELS), len(SHAPES), len(BASES)))
    for row in read_table("hinterland.ledger", "bands.csv"):
        table[LEVELS.index(row["level"]), SHAPES.index(row["shape"]), BASES.index(row["basis"])] = float(row["band"])
    return Bands(table)


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
    """How many of twenty usual revisions (`USUAL`) leave a gap its sign, from 10 to 20. `gap` is a part of the level, 0.01 for one percent;
    `figures` says how many are revised, one beside a mark or both of two. A kind of period whose revisions weren't measured is revised like
    a year to date."""
    known = usual()
    [kind] = shape(boundaries(np.array([period.start])), boundaries(np.array([period.end]), 1))
    level = LEVELS[calibrated().level(region)]
    own = known.get((level, SHAPES[kind]), known[level, "year-to-date"])
    moved = own if figures == 1 else np.subtract.outer(own, own)
    kept = ((abs(gap) + moved > 0).mean() + (abs(gap) + moved >= 0).mean()) / 2
    return int(np.floor(USUAL * float(kept) + 0.5))
