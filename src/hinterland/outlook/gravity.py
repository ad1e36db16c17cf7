"""The centre of gravity of trade: where the regions' trade would balance, and how far and which way it moved. The centre is the mean of the
regions' longitudes and latitudes weighted by their trade (as for the centre of population: Bachi, Standard Distance Measures and Related
Methods for Spatial Analysis, 1962). A region stands where the middle of its area is (`centroids.csv` of a pack), so movement within a
region does not show. Distances are great-circle ones (haversine; Sinnott, Virtues of the Haversine, 1984) on the mean sphere."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from fractions import Fraction
from typing import Any

from hinterland.codes.homes import Point, centroids
from hinterland.interval import Interval
from hinterland.models import fields_of, plain
from hinterland.outlook.exact import Measured, decimal, mean, mean_bounds, outwards
from hinterland.outlook.panel import Panel, alike

RADIUS = 6371.0088
"""The mean radius of the Earth in kilometres (International Union of Geodesy and Geophysics)."""

DIRECTIONS = ("north", "north-east", "east", "south-east", "south", "south-west", "west", "north-west")

_KM = Decimal("0.000001")


@dataclass(frozen=True, slots=True)
class Centre:
    """Where a panel's trade balances, in degrees east and north."""

    panel: Panel
    longitude: Measured
    latitude: Measured

    def to_dict(self) -> dict[str, Any]:
        """The JSON form."""
        return {**self.panel.about(), **fields_of(self, "longitude", "latitude")}


@dataclass(frozen=True, slots=True)
class Movement:
    """From where to where the centre moved: `kilometres`, the eight-point `direction` and the `bearing` in degrees from north. `direction`
    is `None` where rounding can't tell that it moved, or which way. `pulls` divides the change of longitude and of latitude among the
    regions: each one's change of share times its distance from the earlier centre; they add up to the whole movement exactly."""

    before: Centre
    now: Centre
    kilometres: Measured
    bearing: float
    direction: str | None
    pulls: Mapping[str, tuple[Fraction, Fraction]]

    def to_dict(self) -> dict[str, Any]:
        """The JSON form; pulls are in degrees, those that moved it most first."""
        order = sorted(self.pulls, key=lambda r: (-(self.pulls[r][0] ** 2 + self.pulls[r][1] ** 2), r))
        pulls = [{"region": r, "longitude": plain(self.pulls[r][0]), "latitude": plain(self.pulls[r][1])} for r in order]
        moved = {"distance": self.kilometres.to_dict(), "bearing": round(self.bearing, 1), "direction": self.direction}
        return {**fields_of(self, "before", "now"), **moved, "pulls": pulls}


def centre(panel: Panel, places: Mapping[str, Point] | None = None) -> Centre | None:
    """The centre of gravity of a panel; none unless more than half of its members are held."""
    if not panel.enough:
        return None
    where = places or centroids()
    return Centre(panel, _mean(panel, where, 0), _mean(panel, where, 1))


def _mean(panel: Panel, where: Mapping[str, Point], axis: int) -> Measured:
    held, everyone = panel.held, panel.members
    at = [Fraction(where[m.region][axis]) for m in held]
    all_at = [Fraction(where[m.region][axis]) for m in everyone]
    narrow = mean_bounds([m.narrow for m in held], [(x, x) for x in at])
    wide = [m.wide for m in everyone]
    bounded = [w for w in wide if w is not None]
    widest = outwards(*mean_bounds(bounded, [(x, x) for x in all_at])) if len(bounded) == len(wide) else None
    return Measured(decimal(mean([m.exact for m in held], at)), outwards(*narrow), widest, "degree")


def movement(before: Centre, now: Centre, places: Mapping[str, Point] | None = None) -> Movement:
    """How the centre of the members held in both periods moved. Raises `ValueError` where the two are not of one group, basis, flow and currency."""
    where = places or centroids()
    first, then = (centre(p, where) for p in alike([before.panel, now.panel]))
    if first is None or then is None:
        raise ValueError("too few members are held in both periods")
    before, now = first, then
    a, b = _point(before), _point(now)
    answer = _distances(before, now, lambda m: m.answer)
    wide = _distances(before, now, lambda m: m.widest)
    course = bearing(a, b)
    kilometres = Measured(Decimal(str(round(distance(a, b), 6))), answer or Interval(Decimal(0), None), wide, "kilometre")
    return Movement(before, now, kilometres, course, _direction(before, now), _pulls(before, now, where))


def distance(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Kilometres between two points, by the haversine formula."""
    return _haversine(abs(b[1] - a[1]), abs(b[0] - a[0]), math.cos(math.radians(a[1])) * math.cos(math.radians(b[1])))


def _haversine(latitude: float, longitude: float, cosines: float) -> float:
    half = math.sin(math.radians(latitude) / 2) ** 2 + cosines * math.sin(math.radians(longitude) / 2) ** 2
    return 2 * RADIUS * math.asin(math.sqrt(min(1.0, half)))


def bearing(a: tuple[float, float], b: tuple[float, float]) -> float:
    """The course from one point to another at its start, in degrees clockwise from north."""
    (x, y), (u, v) = ((math.radians(p[0]), math.radians(p[1])) for p in (a, b))
    east = math.sin(u - x) * math.cos(v)
    north = math.cos(y) * math.sin(v) - math.sin(y) * math.cos(v) * math.cos(u - x)
    return math.degrees(math.atan2(east, north)) % 360


def compass(course: float) -> str:
    """The eight-point direction of a course: north is 337.5 to 22.5 degrees."""
    return DIRECTIONS[round(course / 45) % 8]


def _point(c: Centre) -> tuple[float, float]:
    return float(c.longitude.value), float(c.latitude.value)


Side = Callable[[Measured], Interval | None]


def _distances(before: Centre, now: Centre, side: Side) -> Interval | None:
    """The smallest and the largest distance between two rectangles of degrees; longitudes and latitudes are let vary apart, so it is no narrower than the truth."""
    boxes = [(side(c.longitude), side(c.latitude)) for c in (before, now)]
    found = [(x, y) for x, y in boxes if x is not None and y is not None]
    if len(found) < 2 or any(e is None for box in found for i in box for e in (i.low, i.high)):
        return None
    (x0, y0), (x1, y1) = found
    (least_x, most_x), (least_y, most_y) = _apart(x0, x1), _apart(y0, y1)
    flat = [[math.cos(math.radians(float(e or 0))) for e in (y.low, y.high)] for y in (y0, y1)]
    low = _haversine(least_y, least_x, min(flat[0]) * min(flat[1]))
    high = _haversine(most_y, most_x, max(flat[0]) * max(flat[1]))
    least, most = Decimal(repr(low)).quantize(_KM, ROUND_FLOOR) - _KM, Decimal(repr(high)).quantize(_KM, ROUND_CEILING) + _KM
    return Interval(max(Decimal(0), least), most, True, True)


def _apart(a: Interval, b: Interval) -> tuple[float, float]:
    """How far apart numbers of two intervals are, at least and at most."""
    d = b - a
    low, high = float(d.low or 0), float(d.high or 0)
    return (0.0 if low <= 0 <= high else min(abs(low), abs(high))), max(abs(low), abs(high))


def _direction(before: Centre, now: Centre) -> str | None:
    """The direction that all pairs of corners of the two rectangles agree on, with what is missing anywhere within its bound."""
    if all(_apart(_wide(before, k), _wide(now, k))[0] == 0 for k in ("longitude", "latitude")):
        return None
    found = {compass(bearing(a, b)) for a in _corners(before) for b in _corners(now)}
    return found.pop() if len(found) == 1 else None


def _wide(c: Centre, axis: str) -> Interval:
    m: Measured = getattr(c, axis)
    return m.widest or m.answer


def _corners(c: Centre) -> list[tuple[float, float]]:
    x, y = _wide(c, "longitude"), _wide(c, "latitude")
    return [(float(u or 0), float(v or 0)) for u in (x.low, x.high) for v in (y.low, y.high)]


def _pulls(before: Centre, now: Centre, where: Mapping[str, Point]) -> dict[str, tuple[Fraction, Fraction]]:
    totals = [sum((m.exact for m in c.panel.held), Fraction(0)) for c in (before, now)]
    first, then = ({m.region: m.exact / t for m in c.panel.held} for c, t in zip((before, now), totals, strict=True))
    regions = [m.region for m in now.panel.members if m.region in first or m.region in then]
    start = [sum((s * Fraction(where[r][axis]) for r, s in first.items()), Fraction(0)) for axis in (0, 1)]
    moved = {r: then.get(r, Fraction(0)) - first.get(r, Fraction(0)) for r in regions}
    return {r: (m * (Fraction(where[r][0]) - start[0]), m * (Fraction(where[r][1]) - start[1])) for r, m in moved.items()}
