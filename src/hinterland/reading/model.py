"""The model: named features with weights, one table a slot; a softmax over the candidates of a slot gives their probabilities.

Weights stand in `weights.tsv` (slot, feature, weight), written by `corpus/train.py`. `choose(slot, candidates)` gives the candidates with their probabilities, the likeliest first.
"""

from __future__ import annotations

import re
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


class Group:
    """Features of a slot's candidates that are made together: how many, and the sum of their weights, in the first reading (real) and in the second (imaginary)."""

    __slots__ = ("_given", "_make", "size", "weight")

    def __init__(self, make: Callable[..., Sequence[str]], given: tuple[Any, ...], size: int, weight: complex) -> None:
        self._make, self._given, self.size, self.weight = make, given, size, weight

    @property
    def features(self) -> Sequence[str]:
        """The features, made anew: only training asks for most."""
        return self._make(*self._given)


_KEEPERS: list[Callable[[], object]] = []
"""What forgets the groups that a function keeps where they are too many."""


def forget() -> None:
    """Forget the groups of the functions that keep too many: asked before a document, so that memory doesn't grow with the number of documents."""
    for keeper in _KEEPERS:
        keeper()


def _keeping(made: Callable[P, Group]) -> Callable[P, Group]:
    """A function that makes groups of a slot and a few words, which come again and again: what it made is kept."""
    # To know which group was used last takes twice as long as to find one: too many are forgotten all at once.
    kept = cache(made)
    _KEEPERS.append(lambda: kept.cache_clear() if kept.cache_info().currsize > KEPT else None)
    return cast(Callable[P, Group], kept)


def _tables(slot: str) -> tuple[Callable[[str, float], float], Callable[[str, float], float]]:
    """What gives the weight of a feature of a slot in the first reading, and in the second."""
    return weights().get(slot, NONE).get, weights().get(f"{slot}+", NONE).get


def grouped(make: Callable[P, Iterable[str]]) -> Callable[Concatenate[str, P], Group]:
    """A function that makes features of a slot and a few words."""

    def features(*given: P.args, **named: P.kwargs) -> Sequence[str]:
        return tuple(make(*given, **named))

    def made(slot: str, /, *given: P.args, **named: P.kwargs) -> Group:
        found, (first, second) = features(*given, **named), _tables(slot)
        return Group(features, given, len(found), sum([complex(first(feature, 0.0), second(feature, 0.0)) for feature in found]))

    return _keeping(made)


class _Template(dict[tuple[Any, ...], complex]):
    """The weights of what a template of features gave for a slot, by the fields that it names."""

    __slots__ = ("_first", "_form", "_second")

    def __init__(self, slot: str, form: str) -> None:
        super().__init__()
        self._form = form.format
        self._first, self._second = _tables(slot)

    def __missing__(self, fields: tuple[Any, ...]) -> complex:
        if len(self) > KEPT:
            self.clear()
        feature = self._form(*fields)
        self[fields] = weight = complex(self._first(feature, 0.0), self._second(feature, 0.0))
        return weight


def _numbered(names: Sequence[str], template: str) -> tuple[Callable[[tuple[Any, ...]], tuple[Any, ...]], str]:
    """What picks the fields of a template from all that are given, and the template with these fields numbered."""
    own = list(dict.fromkeys(re.findall(r"\{(\w+)", template)))
    places = [names.index(name) for name in own]
    first = places[0] if places else 0
    pick = itemgetter(*places) if len(places) > 1 else itemgetter(slice(first, first + len(places)))
    return pick, re.sub(r"\{(\w+)", lambda match: f"{{{own.index(match[1])}", template)


def group(names: str, templates: str) -> Callable[..., Group]:
    """A function that makes the features of some templates, whose named fields it is given in order behind the slot."""
    # Few words that come together did so before; of the few that one template names most did.
    numbered = [_numbered(names.split(), template) for template in templates.split()]

    @cache
    def of(slot: str) -> list[tuple[Callable[[tuple[Any, ...]], tuple[Any, ...]], _Template]]:
        return [(pick, _Template(slot, form)) for pick, form in numbered]

    def features(*given: Any) -> Sequence[str]:
        return [form.format(*pick(given)) for pick, form in numbered]

    def made(slot: str, *given: Any) -> Group:
        return Group(features, given, len(numbered), sum([weights[pick(given)] for pick, weights in of(slot)]))

    return _keeping(made)


class Grouped:
    """The features of a candidate, in groups, and the sum of their weights, those of `before` among them."""

    __slots__ = ("before", "groups", "weight")

    def __init__(self, groups: Sequence[Group], before: Grouped | None = None) -> None:
        self.groups, self.before = groups, before
        self.weight: complex = _sum(groups) if before is None else before.weight + _sum(groups)

    def __iter__(self) -> Iterator[str]:
        return chain(self.before or (), chain.from_iterable(group.features for group in self.groups))

    def __add__(self, more: Sequence[Group]) -> Grouped:
        return Grouped(more, self)


def _sum(groups: Iterable[Group]) -> complex:
    """The sum of the weights of groups."""
    return sum([group.weight for group in groups], 0j)


class Shared:
    """Features that all candidates of a slot share, with the sums of their weights by column of the crossed slots, worked out when they are first asked for."""

    __slots__ = ("_features", "_sums")

    def __init__(self, features: Sequence[str]) -> None:
        self._features = features
        self._sums: Sequence[float] | None = None

    @property
    def features(self) -> Sequence[str]:
        """The features."""
        return self._features

    @property
    def sums(self) -> Sequence[float]:
        """The sum of the weights in each column."""
        if self._sums is None:
            _, places, rows = _crossed_weights()
            known = [place for place in map(places.get, self._features) if place is not None]
            self._sums = np.add.reduce(rows.take(known, 0)).tolist()
        return self._sums


class Selected(Shared):
    """Those of some shared features that begin with one of some prefixes, where a slot has weights of no others: the sums are the same."""

    __slots__ = ("_prefixes", "_whole")

    def __init__(self, whole: Shared, *prefixes: str) -> None:
        self._whole, self._prefixes = whole, prefixes

    @property
    def features(self) -> Sequence[str]:
        """The features selected."""
        return [feature for feature in self._whole.features if feature.startswith(self._prefixes)]

    @property
    def sums(self) -> Sequence[float]:
        """The sum of the weights in each column."""
        return self._whole.sums


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
        sums = [f.weight for _, f in candidates if isinstance(f, Grouped)]
        return _ranked(candidates, [s.imag for s in sums] if slot.endswith("+") else [s.real for s in sums])
    return scored(weights().get(slot, {}), candidates)


SCALE = 10**9
"""Two sums of weights tie that are equal in as many parts: added up in another order the same weights differ behind them."""


def _ranked(candidates: Sequence[Candidate], sums: Sequence[float]) -> list[tuple[str | None, float]]:
    """Candidates with the softmax of their sums of weights, the likeliest first."""
    top = max(sums, default=0.0)
    exps = [exp(floor((s - top) * SCALE + 0.5) / SCALE) for s in sums]
    total = sum(exps)
    found = [(candidate[0], e / total) for candidate, e in zip(candidates, exps, strict=True)]
    found.sort(key=_odds, reverse=True)
    return found


_odds = itemgetter(1)


CROSSED = ("concept", "op", "op+", "measure", "measure+", "topic:concept")
"""The slots whose candidates are crossed with what they share."""


def _crossed(slot: str, candidates: Sequence[Candidate]) -> list[float]:
    """The sums of weights of candidates whose features are crossed: each shared feature is looked up once for all slots."""
    columns, again = _crossed_weights()[0][slot], slot.endswith("+")
    sums, kept, parts = [], None, list[Sequence[float]]()
    for value, features in candidates:
        if isinstance(features, Crossed):
            if features.shared is not kept:
                kept, parts = features.shared, [part.sums for part in features.shared]
            column = columns.get(value)
            shared = 0.0 if column is None else sum([part[column] for part in parts])
            further = _sum(features.further)
            sums.append(shared + (further.imag if again else further.real))
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
