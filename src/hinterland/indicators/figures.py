"""The figures of a small state in memory: the rows of what is held, by region, and the forms that an index gives them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import NamedTuple

from hinterland.models import Indicator


def series(i: Indicator) -> str:
    """The key of what an indicator measures, whichever operation."""
    return "|".join(x or "" for x in (i.concept, i.flow, i.product, i.partner, i.regime, i.measure, i.basis, i.currency))


def with_total(i: Indicator) -> frozenset[str]:
    """The keys of what an indicator measures and of the total of its flows."""
    return frozenset((series(i), series(i.model_copy(update={"flow": "total"}))))


class Row(NamedTuple):
    """A figure that is held or derived: a row of the table `observations`."""

    id: str
    load: str
    cell: str
    op: str
    concept: str
    flow: str | None
    product: str
    partner: str
    regime: str
    measure: str
    basis: str | None
    currency: str | None
    region: str
    period: str
    first_month: int
    last_month: int
    versus: str | None
    scope: str | None
    predicate: str | None
    value: Decimal | None
    low: Decimal | None
    high: Decimal | None
    unit: str
    precision: Decimal | None
    source: str
    released: str | None
    released_on: date | None
    reliability: str
    reliability_rank: int
    file: str | None
    row: int | None
    note: str | None
    seq: int
    series: str
    origin: str | None = None


class Level(NamedTuple):
    """A level, held or summed, with its ends and the ids of its observations; `held` of `members` are in a sum of a group's, and `who` tells which."""

    first_month: int
    last_month: int
    value: float | None
    low: float | None
    high: float | None
    unit: str
    observations: str
    how: str
    held: int = 1
    members: int = 1
    who: int = 0


class Growth(NamedTuple):
    """Growth over a year, as published or between levels."""

    first_month: int
    last_month: int
    low: float | None
    high: float | None
    observations: str
    published: bool


class Change(NamedTuple):
    """What a level and its published growth imply: the base of their vintage, how far the level is from it, and the level over it."""

    base_value: float | None
    base_low: float | None
    base_high: float | None
    change_value: float | None
    change_low: float | None
    change_high: float | None
    ratio_value: float | None
    ratio_low: float | None
    ratio_high: float | None
    observations: str
    base_observations: str


class Figure(NamedTuple):
    """A figure that is held or derived, whether preferred or not; `exact` is its value as stored."""

    region: str
    first_month: int
    last_month: int
    product: str
    partner: str
    op: str
    scope: str | None
    versus: str
    value: float | None
    low: float | None
    high: float | None
    unit: str
    id: str
    reliability: str
    source: str
    preferred: bool
    exact: Decimal | None
    period: str
    flow: str | None
    currency: str | None
    concept: str
    predicate: str | None
