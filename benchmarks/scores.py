"""How good forecasts were: pinball loss, coverage, Brier score and reliability, of samples against outcomes.

Pinball loss is that of seven quantiles of the logarithm of the level, so that 0.05 is about five percent whatever a region's size; coverage is the share
of outcomes within the central intervals; crossings are round marks near the last level, each asked whether the level will lie above it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np

from hinterland.outlook.series import Array

QUANTILES = (0.025, 0.1, 0.25, 0.5, 0.75, 0.9, 0.975)
INTERVALS = {"50": (2, 4), "80": (1, 5), "95": (0, 6)}
"""The central intervals by the places of their ends among the quantiles."""

NEAR = 1.5
"""A mark is near a level when it lies within this factor: further ones are no questions."""

MARKS = (1.0, 1.5, 2.0, 3.5, 5.0, 7.5)
"""Round marks of a decade: 1, 2 and 5, and the half steps between them."""

BINS = (0.0, 0.1, 0.3, 0.5, 0.7, 0.9, 1.0)
"""The ends of the bins of the reliability table."""


@dataclass(slots=True)
class Tally:
    """The scores of many forecasts of one horizon, gathered as they come."""

    losses: list[float] = field(default_factory=list)
    errors: list[float] = field(default_factory=list)
    inside: dict[str, list[bool]] = field(default_factory=lambda: {name: [] for name in INTERVALS})
    chances: list[float] = field(default_factory=list)
    crossed: list[bool] = field(default_factory=list)

    def add(self, samples: Array, outcome: float, last: float) -> None:
        """Score the samples of one level (yuan) against what it turned out to be, `last` being the level that the forecast started from."""
        found = np.quantile(np.log(samples), QUANTILES)
        actual = float(np.log(outcome))
        self.losses.append(pinball(found, actual))
        self.errors.append(abs(actual - float(found[3])))
        for name, (low, high) in INTERVALS.items():
            self.inside[name].append(bool(found[low] <= actual <= found[high]))
        for mark in marks(last):
            self.chances.append(float((samples > mark).mean()))
            self.crossed.append(outcome > mark)

    def measures(self) -> dict[str, float]:
        """The scores by name, with the numbers of forecasts and of crossings that they rest on."""
        told = {"forecasts": float(len(self.losses))}
        if self.losses:
            told["pinball"] = float(np.mean(self.losses))
            told["error"] = float(np.median(self.errors))
            told |= {f"coverage_{name}": float(np.mean(hits)) for name, hits in self.inside.items()}
        told["crossings"] = float(len(self.chances))
        if self.chances:
            told["brier"] = brier(self.chances, self.crossed)
        return told


def pinball(quantiles: Array, outcome: float) -> float:
    """Mean pinball loss of the quantiles `QUANTILES`: q e where the outcome lies above by e, (q - 1) e where below (Koenker and Bassett 1978)."""
    apart = outcome - quantiles
    levels = np.array(QUANTILES)
    return float(np.maximum(levels * apart, (levels - 1) * apart).mean())


def brier(chances: list[float], happened: list[bool]) -> float:
    """Mean squared difference of probabilities and outcomes (Brier 1950): 0 is perfect, always saying one half is 0.25."""
    return float(np.mean((np.array(chances) - np.array(happened, dtype=np.float64)) ** 2))


def marks(level: float) -> list[float]:
    """The round marks near a level, ascending."""
    power = np.floor(np.log10(level))
    every = (m * 10.0 ** (power + shift) for shift in (-1, 0, 1) for m in MARKS)
    return [m for m in every if level / NEAR <= m <= level * NEAR]


@dataclass(frozen=True, slots=True)
class Bin:
    """A row of the reliability table: how often what was given a probability within the bin came about."""

    low: float
    high: float
    asked: int
    forecast: float
    happened: float


def reliability(chances: list[float], happened: list[bool]) -> list[Bin]:
    """The reliability table; bins without a forecast are left out."""
    given, came = np.array(chances), np.array(happened, dtype=np.float64)
    result = []
    for low, high in pairwise(BINS):
        within = (given >= low) & ((given < high) | (high == BINS[-1]))
        if within.any():
            result.append(Bin(low, high, int(within.sum()), float(given[within].mean()), float(came[within].mean())))
    return result
