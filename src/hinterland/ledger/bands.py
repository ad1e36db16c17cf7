"""How far figures of different releases may lie apart: the revision band of each kind, read from `bands.csv` and `combined.csv`.

A band is a part of the figure: 0.01 lets either end move by one percent. They are calibrated by `benchmarks/ledger_band.py`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from hinterland import codes
from hinterland.packaged import read_table

LEVELS = ("nation", "region")
SHAPES = ("month", "year-to-date", "year", "other")
BASES = ("published", "derived", "exchanged")
IDENTITIES = ("flows", "difference", "longer")


@dataclass(frozen=True, slots=True)
class Bands:
    """Bands by level, shape of the period and basis, in the order of these names.

    A series that has figures enough to show how far they lie apart is given `margin` times the least part of its band at which they can all be true, at least `least`.
    `combined` is how far off what two figures say of a third cell may be, by level and identity: none is combined where it is infinite.
    """

    table: NDArray[np.float64]
    margin: float = 3.0
    least: float = 0.1
    combined: NDArray[np.float64] = field(default_factory=lambda: np.full((len(LEVELS), len(IDENTITIES)), np.inf))

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
        return replace(self, table=self.table * factor, combined=self.combined * factor)


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
    combined = np.zeros((len(LEVELS), len(IDENTITIES)))
    for row in read_table("hinterland.ledger", "combined.csv"):
        combined[LEVELS.index(row["level"]), IDENTITIES.index(row["identity"])] = float(row["band"])
    return Bands(table, combined=combined)
