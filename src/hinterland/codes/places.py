"""Where first-level regions lie: a longitude and a latitude for each, the middle of its area, from a table that a script takes from the outlines of the map."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from types import MappingProxyType

from hinterland.codes.tables import rows

Point = tuple[Decimal, Decimal]
"""A longitude and a latitude in degrees, east and north."""


@cache
def centroids() -> Mapping[str, Point]:
    """The middle of each region's area, by code (`centroids.csv` of the packs)."""
    return MappingProxyType({r["region"]: (Decimal(r["longitude"]), Decimal(r["latitude"])) for r in rows("centroids")})
