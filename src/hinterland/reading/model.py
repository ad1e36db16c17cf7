"""The model: named features with weights, one table a slot; a softmax over the candidates of a slot gives their probabilities.

Weights stand in `weights.tsv` (slot, feature, weight), written by `corpus/train.py`. `choose(slot, candidates)` gives the candidates with their probabilities, the likeliest first.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from itertools import repeat

Candidates = Sequence[tuple[str | None, Sequence[str]]]


@cache
def weights() -> Mapping[str, Mapping[str, float]]:
    """The weights by slot and feature; none where there is no table yet."""
    found: dict[str, dict[str, float]] = {}
    path = files("hinterland.reading").joinpath("weights.tsv")
    if path.is_file():
        for line in path.read_text(encoding="utf-8").splitlines()[1:]:
            slot, feature, weight = line.split("\t")
            found.setdefault(slot, {})[feature] = float(weight)
    return found


def scored(table: Mapping[str, float], candidates: Candidates) -> list[tuple[str | None, float]]:
    """Candidates with their probabilities, the likeliest first; in the order given where they tie."""
    if not candidates:
        return []
    sums = [sum(map(table.get, features, repeat(0.0))) for _, features in candidates]
    top = max(sums)
    exps = [math.exp(s - top) for s in sums]
    total = sum(exps)
    return sorted(((value, e / total) for (value, _), e in zip(candidates, exps, strict=True)), key=lambda pair: -pair[1])


def choose(slot: str, candidates: Candidates) -> list[tuple[str | None, float]]:
    """The candidates of a slot with their probabilities."""
    return scored(weights().get(slot, {}), candidates)
