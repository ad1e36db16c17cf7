"""Newsworthiness: the four weights, the frequencies of shapes in labelled news texts, and each score told term by term.

The scoring itself is SQL (`sql/score.sql`), so that a million candidates are scored where they lie; here stand its inputs, small tables that anyone
can edit, and the explanation of a score.
"""

from __future__ import annotations

import csv
import math
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from hinterland.warehouse.engine import Engine

SMOOTHING = 0.5
"""Added to every count of a shape, and once more for all shapes never seen."""


@dataclass(frozen=True, slots=True)
class Score:
    """The terms of a claim's newsworthiness, in bits but for counts and shares.

    `movement` is the part of the surprise that any claim on the same movement tells.
    """

    surprise: float
    movement: float
    rarity: float
    tried: int
    cost: float
    share: float
    reach: float
    total: float
    shape: str

    def explain(self) -> str:
        """The score in a sentence."""
        return (
            f"{self.total:+.1f} bits: surprise {self.surprise:.1f} ({self.movement:.1f} of it from the movement), less {self.cost:.1f} for saying it "
            f"(shape {self.shape}: rarity {self.rarity:.1f} bits, {self.tried:g} of that shape could have been tried), "
            f"reach {self.reach:+.1f} (speaks of {100 * self.share:.0f}% of trade)"
        )


@cache
def weights() -> dict[str, float]:
    """The global weights with their names (`weights.csv` gives the reason for each)."""
    return {r["weight"]: float(r["bits"]) for r in _table("weights.csv")}


@cache
def shapes() -> dict[str, float]:
    """Each shape's cost in bits: minus the logarithm of its smoothed frequency; `unseen` is that of a shape never counted."""
    counts = {r["shape"]: int(r["count"]) for r in _table("shapes.csv")}
    whole = sum(counts.values()) + SMOOTHING * (len(counts) + 1)
    told = {shape: -math.log2((n + SMOOTHING) / whole) for shape, n in counts.items()}
    return {**told, "unseen": -math.log2(SMOOTHING / whole)}


def _table(name: str) -> list[dict[str, str]]:
    with (files("hinterland.claims") / name).open(encoding="utf-8") as f:
        return list(csv.DictReader(f))


def hand_over(engine: Engine) -> None:
    """Put the weights and shapes where the scoring finds them."""
    engine.settle("weights", dict.fromkeys(weights(), "double"), [tuple(weights().values())])
    engine.settle("shapes", {"shape": "string", "bits": "double"}, list(shapes().items()))
