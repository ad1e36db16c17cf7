"""Currencies of figures: which units are money that figures are published in, and in which other currency a country's figures stand beside its own.

A pack names the second currency of its figures and its price in the first, the lowest and the highest of any year, with room to either side.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import get_args

from hinterland import packs
from hinterland.codes import Language
from hinterland.interval import Interval
from hinterland.reading.lexicon import rows


@dataclass(frozen=True, slots=True)
class Pair:
    """Two currencies of the same figures; `rate` is what one unit of the other has cost in the first."""

    currency: str
    other: str
    rate: Interval


@cache
def pairs() -> tuple[Pair, ...]:
    """The pairs of the packs."""
    return tuple(
        Pair(p.currency, p.second_currency, Interval(*p.second_price, True, True))
        for p in packs.packs()
        if p.second_currency and p.second_price
    )


@cache
def exchanged() -> Mapping[str, str]:
    """The other currency of each pair by the one."""
    return MappingProxyType({a: b for pair in pairs() for a, b in ((pair.currency, pair.other), (pair.other, pair.currency))})


@cache
def published() -> frozenset[str]:
    """The currencies that figures are published in: those of the packs and of the pairs."""
    return frozenset(exchanged()) | {pack.currency for pack in packs.packs()}


@cache
def written(language: Language) -> tuple[str, ...]:
    """How texts write the currencies that figures are published in, the longest first."""
    forms = {word.form for word in rows(language) if word.cls == "currency" and word.value in published()}
    return tuple(sorted(forms, key=lambda form: (-len(form), form)))


@cache
def _named() -> frozenset[str]:
    """The currencies that texts name."""
    return frozenset(word.value for language in get_args(Language) for word in rows(language) if word.cls == "currency")


def is_money(unit: str | None) -> bool:
    """Whether a unit is money as such, whether or not figures are published in it."""
    return unit in _named()


def is_amount(unit: str | None) -> bool:
    """Whether a unit is money that figures are published in."""
    return unit in published()


def is_level(unit: str | None) -> bool:
    """Whether a figure in a unit is a level: money or pieces."""
    return is_amount(unit) or unit == "units"
