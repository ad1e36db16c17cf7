"""The model: named features with weights, one table a slot; a softmax over the candidates of a slot gives their probabilities.

Weights stand in `weights.tsv` (slot, feature, weight), written by `corpus/train.py`. `choose(slot, candidates)` gives the candidates with their probabilities, the likeliest first.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import chain, repeat
from math import exp, floor
from operator import itemgetter
from typing import Any, Concatenate, ParamSpec, cast

import numpy as np
from numpy.typing import NDArray

KEPT = 16384
"""How many groups of features a function that makes them may keep from one document to the next."""
P = ParamSpec("P")


NONE: Mapping[str, float] = {}
"""The weights of a slot without a table."""
PARTING = "\0"
"""What parts features that are written at once."""


class Group:
    """Features of a slot's candidates that are made together: how many, and the sums of their weights in the first reading and in the second."""

    __slots__ = ("_given", "_make", "first", "second", "size")

    def __init__(self, slot: str, make: Callable[..., Iterable[str]], given: tuple[Any, ...]) -> None:
        self._make, self._given = make, given
        features = self.features
        self.size = len(features)
        one, two = weights().get(slot, NONE), weights().get(f"{slot}+", NONE)
        self.first, self.second = sum([one[f] for f in features if f in one]), sum([two[f] for f in features if f in two])

    @property
    def features(self) -> Sequence[str]:
        """The features, made anew: most are asked for once."""
        return tuple(self._make(*self._given))


_KEEPERS: list[Any] = []
"""The functions that keep groups."""


def forget() -> None:
    """Forget the groups of the functions that keep too many: asked before a document, so that memory doesn't grow with the number of documents."""
    for keeper in _KEEPERS:
        if keeper.cache_info().currsize > KEPT:
            keeper.cache_clear()


def grouped(make: Callable[P, Iterable[str]]) -> Callable[Concatenate[str, P], Group]:
    """A function that makes features of a slot and a few words, which come again and again: what it made is kept as a group."""

    # To know which group was used last takes twice as long as to find one: too many are forgotten all at once.
    @cache
    def kept(slot: str, *given: P.args, **named: P.kwargs) -> Group:
        return Group(slot, make, given)

    _KEEPERS.append(kept)
    return cast(Callable[Concatenate[str, P], Group], kept)


def group(names: str, templates: str) -> Callable[..., Group]:
    """A function that makes the features of some templates, whose named fields it is given in order behind the slot."""
    # All at once: the features of a few words that nobody had before are a tenth of what a new text takes.
    fields, made = names.split(), PARTING.join(templates.split())
    return grouped(lambda *given: made.format_map(dict(zip(fields, given, strict=True))).split(PARTING))


@dataclass(slots=True)
class Grouped:
    """The features of a candidate, in groups."""

    groups: Sequence[Group]

    def __iter__(self) -> Iterator[str]:
        return chain.from_iterable(group.features for group in self.groups)

    def __add__(self, more: Sequence[Group]) -> Grouped:
        return Grouped([*self.groups, *more])


class Shared:
    """Features that all candidates of a slot share, with the sums of their weights by column of the crossed slots, worked out when they are first asked for."""

    __slots__ = ("_sums", "features")

    def __init__(self, features: Sequence[str]) -> None:
        self.features = features
        self._sums: Sequence[float] | None = None

    @property
    def sums(self) -> Sequence[float]:
        """The sum of the weights in each column."""
        if self._sums is None:
            _, places, rows = _crossed_weights()
            known = [places[feature] for feature in self.features if feature in places]
            self._sums = np.add.reduce(rows.take(known, 0)).tolist()
        return self._sums


@dataclass(slots=True)
class Crossed:
    """Features that all candidates of a slot share, each crossed with the candidate's value ("value|feature"), and its further ones."""

    value: str | None
    shared: Sequence[Shared]
    further: Sequence[Group] = ()

    def __iter__(self) -> Iterator[str]:
        yield from (f"{self.value}|{feature}" for part in self.shared for feature in part.features)
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
        return _ranked(candidates, _crossed(slot, candidates))
    if isinstance(first, Grouped):
        again = slot.endswith("+")
        return _ranked(candidates, [_summed(f.groups, again) for _, f in candidates if isinstance(f, Grouped)])
    return scored(weights().get(slot, {}), candidates)


def _summed(groups: Sequence[Group], again: bool) -> float:
    """The sum of the weights of groups in the first reading, or again in the second."""
    return sum([g.second for g in groups]) if again else sum([g.first for g in groups])


SCALE = 10**9
"""Two sums of weights tie that are equal in as many parts: added up in another order the same weights differ behind them."""


def _ranked(candidates: Sequence[Candidate], sums: Sequence[float]) -> list[tuple[str | None, float]]:
    """Candidates with the softmax of their sums of weights, the likeliest first."""
    top = max(sums, default=0.0)
    exps = [exp(floor((s - top) * SCALE + 0.5) / SCALE) for s in sums]
    total = sum(exps)
    found = [(value, e / total) for (value, _), e in zip(candidates, exps, strict=True)]
    found.sort(key=_odds, reverse=True)
    return found


_odds = itemgetter(1)


CROSSED = ("concept", "op", "op+", "measure", "measure+", "topic:concept")
"""The slots whose candidates are crossed with what they share."""


def _crossed(slot: str, candidates: Sequence[Candidate]) -> list[float]:
    """The sums of weights of candidates whose features are crossed: each shared feature is looked up once for all slots."""
    columns, again = _crossed_weights()[0][slot], slot.endswith("+")
    sums = []
    for value, features in candidates:
        if isinstance(features, Crossed):
            column = columns.get(value)
            shared = 0.0 if column is None else sum([part.sums[column] for part in features.shared])
            sums.append(shared + _summed(features.further, again))
    return sums


Columns = Mapping[str, Mapping[str | None, int]]
"""The column of each value that shared features are crossed with, by slot."""


@cache
def _crossed_weights() -> tuple[Columns, Mapping[str, int], NDArray[np.float64]]:
    """The columns of the crossed slots, the row of each shared feature by its name, and the weights (features × columns)."""
    columns: dict[str, dict[str | None, int]] = {slot: {} for slot in CROSSED}
    places: dict[str, int] = {}
    cells: list[tuple[int, int, float]] = []
    count = 0
    for slot, own in columns.items():
        for crossed, weight in weights().get(slot, {}).items():
            name, is_crossed, feature = crossed.partition("|")
            if not is_crossed:
                continue
            value = None if name == "None" else name
            if value not in own:
                own[value], count = count, count + 1
            cells.append((places.setdefault(feature, len(places)), own[value], weight))
    rows = np.zeros((len(places), count))
    for place, column, weight in cells:
        rows[place, column] = weight
    return columns, places, rows
