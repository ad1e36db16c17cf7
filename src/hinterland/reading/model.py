"""The model: named features with weights, one table a slot; a softmax over the candidates of a slot gives their probabilities.

Weights stand in `weights.tsv` (slot, feature, weight), written by `corpus/train.py`. `choose(slot, candidates)` gives the candidates with their probabilities, the likeliest first.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import repeat


@dataclass(frozen=True, slots=True)
class Crossed:
    """Features that all candidates of a slot share, each crossed with the candidate's value ("value|feature"), and its further ones."""

    value: str | None
    shared: Sequence[str]
    further: Sequence[str] = ()

    def __iter__(self) -> Iterator[str]:
        yield from (f"{self.value}|{feature}" for feature in self.shared)
        yield from self.further

    def __add__(self, more: Sequence[str]) -> Crossed:
        return Crossed(self.value, self.shared, (*self.further, *more))


Candidate = tuple[str | None, list[str] | Crossed]
"""A value of a slot with its features."""


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


def scored(table: Mapping[str, float], candidates: Sequence[Candidate]) -> list[tuple[str | None, float]]:
    """Candidates with their probabilities, the likeliest first; in the order given where they tie."""
    return _ranked(candidates, [sum(map(table.get, features, repeat(0.0))) for _, features in candidates])


def choose(slot: str, candidates: Sequence[Candidate]) -> list[tuple[str | None, float]]:
    """The candidates of a slot with their probabilities by the weights stored."""
    if len(candidates) == 1:
        return [(candidates[0][0], 1.0)]
    if candidates and isinstance(candidates[0][1], Crossed):
        return _ranked(candidates, _crossed(slot, candidates[0][1].shared, candidates))
    return scored(weights().get(slot, {}), candidates)


def _ranked(candidates: Sequence[Candidate], sums: Sequence[float]) -> list[tuple[str | None, float]]:
    """Candidates with the softmax of their sums of weights, the likeliest first."""
    top = max(sums, default=0.0)
    exps = [math.exp(s - top) for s in sums]
    total = sum(exps)
    return sorted(((value, e / total) for (value, _), e in zip(candidates, exps, strict=True)), key=lambda pair: -pair[1])


def _crossed(slot: str, shared: Sequence[str], candidates: Sequence[Candidate]) -> list[float]:
    """The sums of weights of candidates whose features are crossed: each shared feature is looked up once."""
    sums = {f"{value}": 0.0 for value, _ in candidates}
    rows, table = _rows(slot), weights().get(slot, {})
    for feature in shared:
        for value, weight in rows.get(feature, ()):
            if value in sums:
                sums[value] += weight
    return [
        sums[f"{value}"] + sum(map(table.get, features.further, repeat(0.0)))
        for value, features in candidates
        if isinstance(features, Crossed)
    ]


@cache
def _rows(slot: str) -> Mapping[str, Sequence[tuple[str, float]]]:
    """By a shared feature of a slot's candidates the values that it is crossed with, each with its weight."""
    found: dict[str, list[tuple[str, float]]] = {}
    for crossed, weight in weights().get(slot, {}).items():
        value, _, feature = crossed.partition("|")
        found.setdefault(feature, []).append((value, weight))
    return found
