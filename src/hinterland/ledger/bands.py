"""How far figures of different releases may lie apart: the revision band of each kind, read from `bands.csv`.

A band is a part of the figure: 0.01 lets either end move by one percent. They are calibrated by `benchmarks/ledger_band.py`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from hinterland import codes
from hinterland.packaged import read_table

LEVELS = ("nation", "region")
SHAPES = ("month", "year-to-date", "year", "other")
BASES = ("published", "derived", "exchanged")


@dataclass(frozen=True, slots=True)
class Bands:
    """Bands by level, shape of the period and basis, in the order of these names.

    A series that has figures enough to show how far they lie apart is given `margin` times the least part of its band at which they can all be true, at least `least`.
    """

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
        found: NDArray[np.float64] = self.table[level, shape(first, last), basis]
        return found

    def one(self, region: str, basis: int, periods: Sequence[Sequence[float]]) -> list[float]:
        """The bands of periods (first and last boundary) of one region."""
        ends = np.array([p[:2] for p in periods], dtype=np.int64).reshape(-1, 2)
        return [float(b) for b in self.table[self.level(region), shape(ends[:, 0], ends[:, 1]), basis]]

    def scaled(self, factor: float) -> Bands:
        """All bands a number of times as wide."""
        return Bands(self.table * factor, self.margin, self.least)


def shape(first: NDArray[np.int64], last: NDArray[np.int64]) -> NDArray[np.int64]:
    """The number of the shape of periods between boundaries of months: `SHAPES`."""
    months, opens = last - first, first % 12 == 0
    found: NDArray[np.int64] = np.select([months == 1, opens & (months < 12), opens & (months % 12 == 0)], [0, 1, 2], 3).astype(np.int64)
    return found


@cache
def calibrated() -> Bands:
    """The bands of the table."""
    table = np.zeros((len(LEVELS), len(SHAPES), len(BASES)))
    for row in read_table("hinterland.ledger", "bands.csv"):
        table[LEVELS.index(row["level"]), SHAPES.index(row["shape"]), BASES.index(row["basis"])] = float(row["band"])
    return Bands(table)
