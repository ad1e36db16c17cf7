"""Currencies of figures: which units are money that figures are published in, and in which other currency a country's figures stand beside its own.

`exchanged.csv` has a row for each pair, with the lowest and highest price of the second in the first in any year since 1994, with room to either side.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from hinterland import packs
from hinterland.interval import Interval


@dataclass(frozen=True, slots=True)
class Pair:
    """Two currencies of the same figures; `rate` is what one unit of the other has cost in the first."""

    currency: str
    other: str
    rate: Interval


@cache
def pairs() -> tuple[Pair, ...]:
    """The pairs of the table."""
    with (files(__package__) / "exchanged.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    return tuple(Pair(r["currency"], r["other"], Interval(Decimal(r["lowest"]), Decimal(r["highest"]), True, True)) for r in rows)


@cache
def exchanged() -> Mapping[str, str]:
    """The other currency of each pair by the one."""
    return MappingProxyType({a: b for pair in pairs() for a, b in ((pair.currency, pair.other), (pair.other, pair.currency))})


@cache
def published() -> frozenset[str]:
    """The currencies that figures are published in: those of the packs and of the pairs."""
    return frozenset(exchanged()) | {pack.currency for pack in packs.packs()}


def is_amount(unit: str | None) -> bool:
    """Whether a unit is money that figures are published in."""
    return unit in published()


def is_level(unit: str | None) -> bool:
    """Whether a figure in a unit is a level: money or pieces."""
    return is_amount(unit) or unit == "units"
