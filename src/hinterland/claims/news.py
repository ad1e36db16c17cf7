"""Newsworthiness: the weights, the frequencies of shapes in labelled news texts, and each score explained term by term. The scoring itself
is SQL (`sql/score.sql`); its inputs are small tables that anyone can edit."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache

from hinterland.codes.tables import grouped
from hinterland.packaged import read_table
from hinterland.warehouse.engine import Engine

SMOOTHING = 0.5
"""Added to every count of a shape, and once more for all shapes never seen."""


@dataclass(frozen=True, slots=True)
class Score:
    """The terms of a claim's newsworthiness, in bits but for counts, shares and rates. `chance` is that of something at least as far out as
    what came; `expected` and `came` are growth rates in percent, none where nothing was expected of the figure. `credit` is what other
    claims as far out give back of the cost; `apart` orders places of one score by what they set the subject apart from."""

    chance: float
    expected: float | None
    came: float | None
    rarity: float
    tried: float
    cost: float
    share: float
    reach: float
    credit: float
    shape: str
    apart: float = 0.0

    @property
    def surprise(self) -> float:
        """Minus the logarithm of the chance."""
        return -math.log2(self.chance) if self.chance < 1 else 0.0

    @property
    def plainly(self) -> float:
        """The sum of the terms, which may lie below zero."""
        return self.surprise - self.cost + self.reach + self.credit

    @property
    def total(self) -> float:
        """Minus the logarithm of the chance that the claim is luck: the sum of its terms where that is large, and never below zero."""
        return bits(self.plainly)

    def explain(self) -> str:
        """The score in a sentence."""
        came = (
            "" if self.came is None or self.expected is None else f", growth of {self.came:+.1f}% where {self.expected:+.1f}% was expected"
        )
        why = f"a chance of {100 * self.chance:.2g}%{came}" if self.chance < 1 else "known beforehand"
        credit = f", {self.credit:+.1f} for what was found beside it" if self.credit > 0.05 else ""
        return (
            f"{figure(self.total)} bits: surprise {self.surprise:.1f} ({why}), less {self.cost:.1f} for saying it "
            f"(shape {self.shape}: rarity {self.rarity:.1f} bits, {self.tried:g} of that shape could have been tried), "
            f"reach {self.reach:+.1f} (speaks of {100 * self.share:.0f}% of trade){credit}; the sum {self.plainly:+.1f} as the chance of luck"
        )


def bits(plainly: float) -> float:
    """Minus the logarithm of the chance of luck, from the sum of a score's terms."""
    return math.log2(1 + 2.0**plainly)


def figure(score: float) -> str:
    """A score as it is printed: to a tenth, and small ones in two digits, since none is nothing."""
    return f"{score:+.1f}" if score >= 1 else f"{score:+.2g}"


@cache
def weights() -> dict[str, float]:
    """The global weights with their names (`weights.csv` gives the reason for each)."""
    return {r["weight"]: float(r["bits"]) for r in read_table("hinterland.claims", "weights.csv")}


@cache
def frequencies() -> dict[str, float]:
    """How often each shape occurs, smoothed; `unseen` is the frequency of a shape never counted."""
    counts = {r["shape"]: int(r["count"]) for r in read_table("hinterland.claims", "shapes.csv")}
    whole = sum(counts.values()) + SMOOTHING * (len(counts) + 1)
    return {**{shape: (n + SMOOTHING) / whole for shape, n in counts.items()}, "unseen": SMOOTHING / whole}


@cache
def shapes() -> dict[str, float]:
    """What naming each shape takes, in bits: minus the logarithm of its frequency. What turns on one figure's own growth (its level,
    growth, record, crossing) is luck only once: the commonest shape of a slice of trade has the frequency of all of these together, and the
    others as much more than theirs."""
    frequency = frequencies()
    slices = grouped((shape.rpartition("/")[2], often) for shape, often in frequency.items() if is_own(shape))
    more = {slice_: sum(own) / max(own) for slice_, own in slices.items()}
    return {shape: -math.log2(often * (more[shape.rpartition("/")[2]] if is_own(shape) else 1)) for shape, often in frequency.items()}


def is_own(shape: str) -> bool:
    """Whether claims of a shape turn on the growth of their figure alone, and not on how it compares."""
    kind, _, rest = shape.partition("/")
    op = rest.partition("/")[0]
    return shape != "unseen" and op not in ("share", "contribution") and not (op == "growth" and kind in ("rank", "comparison"))


def hand_over(engine: Engine) -> None:
    """Put the weights and shapes where the scoring finds them."""
    engine.settle("weights", dict.fromkeys(weights(), "double"), [tuple(weights().values())])
    engine.settle("shapes", {"shape": "string", "bits": "double"}, list(shapes().items()))
