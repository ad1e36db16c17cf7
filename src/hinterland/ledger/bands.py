"""How far figures of different releases may lie apart: the revision band of each kind, read from `bands.csv`.

A band is a part of the figure: 0.01 lets either end move by one percent. They are calibrated by `benchmarks/ledger_band.py`.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

LEVELS = ("nation", "region")
SHAPES = ("month", "year-to-date", "year", "other")
BASES = ("published", "derived")


@dataclass(frozen=True, slots=True)
class Bands:
    """Bands by level, shape of the period and basis, in the order of these names."""

    table: NDArray[np.float64]
    nation: str = "CN"
    margin: float = 3.0
    least: float = 0.2

    def level(self, region: str) -> int:
        """The number of a region's level."""
        return 0 if region == self.nation else 1

    def of(
        self, level: NDArray[np.int64], first: NDArray[np.int64], last: NDArray[np.int64], derived: NDArray[np.bool_]
    ) -> NDArray[np.float64]:
        """The bands of periods between boundaries of months."""
        found: NDArray[np.float64] = self.table[level, shape(first, last), derived.astype(np.int64)]
        return found

    def scaled(self, factor: float) -> Bands:
        """All bands a number of times as wide."""
        return Bands(self.table * factor, self.nation, self.margin, self.least)


def shape(first: NDArray[np.int64], last: NDArray[np.int64]) -> NDArray[np.int64]:
    """The number of the shape of periods between boundaries of months: `SHAPES`."""
    months, opens = last - first, first % 12 == 0
    found: NDArray[np.int64] = np.select([months == 1, opens & (months < 12), opens & (months % 12 == 0)], [0, 1, 2], 3).astype(np.int64)
    return found


@cache
def calibrated() -> Bands:
    """The bands of the table."""
    text = (files("hinterland.ledger") / "bands.csv").read_text(encoding="utf-8")
    table = np.zeros((len(LEVELS), len(SHAPES), len(BASES)))
    for row in csv.DictReader(text.splitlines()):
        table[LEVELS.index(row["level"]), SHAPES.index(row["shape"]), BASES.index(row["basis"])] = float(row["band"])
    return Bands(table)
