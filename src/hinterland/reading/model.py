"""The model: named features with weights, one table a slot; a softmax over the candidates of a slot gives their probabilities.

Weights stand in `weights.tsv` (slot, feature, weight), written by `corpus/train.py`. `choose(slot, candidates)` gives the candidates with their probabilities, the likeliest first.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from itertools import chain, repeat
from operator import itemgetter
from typing import ParamSpec, cast

import numpy as np
from numpy.typing import NDArray

KEPT = 8192
"""How many groups of features are kept of each function that makes them."""
P = ParamSpec("P")


class Group(dict[str, float]):
    """Features that are made together and, by slot, the sum of their weights, worked out when it is first asked for."""

    __slots__ = ("features",)

    def __init__(self, features: Iterable[str]) -> None:
        super().__init__()
        self.features = tuple(features)

    def __missing__(self, slot: str) -> float:
        self[slot] = found = sum(map(weights().get(slot, {}).get, self.features, repeat(0.0)))
        return found


def grouped(make: Callable[P, Iterable[str]]) -> Callable[P, Group]:
    """A function that makes features of a few words, which come again and again: what it made is kept as a group."""

    @lru_cache(KEPT)
    def kept(*given: P.args, **named: P.kwargs) -> Group:
        return Group(make(*given, **named))

    return cast(Callable[P, Group], kept)


def group(names: str, templates: str) -> Callable[..., Group]:
    """A function that makes the features of some templates, whose named fields it is given in order."""
    fields, made = names.split(), templates.split()
    return grouped(lambda *given: [template.format_map(dict(zip(fields, given, strict=True))) for template in made])


@dataclass(slots=True)
class Grouped:
    """The features of a candidate, in groups."""

    groups: Sequence[Group]

    def __iter__(self) -> Iterator[str]:
        return chain.from_iterable(group.features for group in self.groups)

    def __add__(self, more: Sequence[Group]) -> Grouped:
        return Grouped([*self.groups, *more])


@dataclass(slots=True)
class Crossed:
    """Features that all candidates of a slot share, each crossed with the candidate's value ("value|feature"), and its further ones."""

    value: str | None
    shared: Sequence[str]
    further: Sequence[Group] = ()

    def __iter__(self) -> Iterator[str]:
        yield from (f"{self.value}|{feature}" for feature in self.shared)
        yield from chain.from_iterable(group.features for group in self.further)

    def __add__(self, more: Sequence[Group]) -> Crossed:
        return Crossed(self.value, self.shared, (*self.further, *more))


Candidate = tuple[str | None, list[str] | Grouped | Crossed]
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
    first = candidates[0][1] if candidates else ()
    if isinstance(first, Crossed):
        return _ranked(candidates, _crossed(slot, first.shared, candidates))
    if isinstance(first, Grouped):
        weight = itemgetter(slot)
        return _ranked(candidates, [sum(map(weight, f.groups)) for _, f in candidates if isinstance(f, Grouped)])
    return scored(weights().get(slot, {}), candidates)


DIGITS = 9
"""Decimal places within which two sums of weights tie: added up in another order the same weights differ behind them."""


def _ranked(candidates: Sequence[Candidate], sums: Sequence[float]) -> list[tuple[str | None, float]]:
    """Candidates with the softmax of their sums of weights, the likeliest first."""
    top = max(sums, default=0.0)
    exps = [math.exp(round(s - top, DIGITS)) for s in sums]
    total = sum(exps)
    return sorted([(value, e / total) for (value, _), e in zip(candidates, exps, strict=True)], key=_odds, reverse=True)


_odds = itemgetter(1)


def _crossed(slot: str, shared: Sequence[str], candidates: Sequence[Candidate]) -> list[float]:
    """The sums of weights of candidates whose features are crossed: each shared feature is looked up once."""
    values, places, rows = _rows(slot)
    known = [place for feature in shared if (place := places.get(feature)) is not None]
    sums = dict(zip(values, np.add.reduce(rows.take(known, 0)).tolist(), strict=True))
    weight = itemgetter(slot)
    return [sums.get(f"{value}", 0.0) + sum(map(weight, f.further)) for value, f in candidates if isinstance(f, Crossed)]


@cache
def _rows(slot: str) -> tuple[Sequence[str], Mapping[str, int], NDArray[np.float64]]:
    """The values that a slot's shared features are crossed with, and the weights of each such feature with each of them (features × values), its row by its name."""
    table = {crossed: weight for crossed, weight in weights().get(slot, {}).items() if "|" in crossed}
    values = list(dict.fromkeys(crossed.partition("|")[0] for crossed in table))
    places = {feature: place for place, feature in enumerate(dict.fromkeys(crossed.partition("|")[2] for crossed in table))}
    rows = np.zeros((len(places), len(values)))
    for crossed, weight in table.items():
        value, _, feature = crossed.partition("|")
        rows[places[feature], values.index(value)] = weight
    return values, places, rows
