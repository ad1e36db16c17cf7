"""Where regions lie: outlines from a GeoJSON file, flattened to the width of a picture, or a grid of tiles.

A pack may have `outlines.geojson`, with `outline_labels.csv` for labels that are in the way of others, and `tiles.csv`. A file of the user's own takes their place where
its features carry `iso_3166_2` or `adcode`; the environment variable HINTERLAND_MAP names one for all pictures.
"""

from __future__ import annotations

import itertools
import json
import math
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from hinterland import codes, packs
from hinterland.language.phrases import level
from hinterland.sources.reading import InputError

Point = tuple[float, float]
Ring = list[Point]

SETTING = "HINTERLAND_MAP"

OUTLINES, LABELS, TILES = "outlines.geojson", "outline_labels", "tiles"
"""The files of a pack's map."""


@dataclass(frozen=True, slots=True)
class Projection:
    """Albers' equal-area projection as it suits a country, in degrees: its standard parallels and its centre."""

    parallels: tuple[float, float]
    meridian: float
    latitude: float


@dataclass(frozen=True, slots=True)
class Outline:
    """A region's polygons in points of the picture, each a list of rings, and where its label goes, `outside` of it where it is too small."""

    polygons: list[list[Ring]]
    label: Point
    outside: bool = False

    def across(self, down: float) -> Point:
        """Where the region begins and ends left and right of its label, `down` points below it."""
        y = self.label[1] + down
        crossings = [
            u + (y - v) * (x - u) / (z - v)
            for rings in self.polygons
            for ring in rings
            for (u, v), (x, z) in itertools.pairwise(ring)
            if (v <= y) != (z <= y)
        ]
        left = max((c for c in crossings if c <= self.label[0]), default=self.label[0])
        right = min((c for c in crossings if c > self.label[0]), default=self.label[0])
        return left, right


@dataclass(frozen=True, slots=True)
class Outlines:
    """The regions by code, what else the file draws around them, and the height it all takes."""

    regions: Mapping[str, Outline]
    around: list[Outline]
    height: float


def has_map(nation: str) -> bool:
    """Whether there are outlines of a nation's regions: a file named by the environment, or its pack's."""
    pack = packs.of_nation(nation)
    return pack is not None and bool(os.environ.get(SETTING) or (pack.folder / OUTLINES).is_file())


def outlines(width: float, nation: str) -> Outlines:
    """The outlines of a nation's regions at a width, from the file named by the environment, else the pack's own. Raises `InputError` for a file that doesn't fit."""
    if not (chosen := os.environ.get(SETTING)):
        return _own(width, nation)
    features = _features(Path(chosen))
    return _fitted(features, width, f"the map {chosen}", nation, _projection(nation) or _suited(features))


@cache
def _own(width: float, nation: str) -> Outlines:
    pack = packs.of_nation(nation)
    if pack is None or not (pack.folder / OUTLINES).is_file():
        raise InputError(f"no map of {codes.name(nation)} is held; {SETTING} names a GeoJSON file of one")
    features = _features(pack.folder / OUTLINES)
    found = _fitted(features, width, "the map", nation, _projection(nation) or _suited(features))
    moved = {r["code"]: r for r in pack.table(LABELS)}
    regions = {
        code: o if code not in moved else _moved(o, float(moved[code]["right"]), float(moved[code]["down"]), moved[code]["outside"] == "1")
        for code, o in found.regions.items()
    }
    return Outlines(regions, found.around, found.height)


@cache
def _projection(nation: str) -> Projection | None:
    """The projection that a pack's outlines are drawn in, where they name one."""
    pack = packs.of_nation(nation)
    if pack is None or not (pack.folder / OUTLINES).is_file():
        return None
    held = json.loads((pack.folder / OUTLINES).read_text(encoding="utf-8")).get("projection")
    return Projection(tuple(held["parallels"]), held["meridian"], held["latitude"]) if held else None


def _suited(features: list[Any]) -> Projection:
    """A projection that suits features whose file names none: its parallels a sixth of their extent from its ends, as is the custom."""
    points = [p for f in features for p in _points(f.get("geometry", {}).get("coordinates") if isinstance(f, dict) else None)]
    if not points:
        return Projection((30.0, 60.0), 0.0, 45.0)
    low, high = min(y for _, y in points), max(y for _, y in points)
    west, east = min(x for x, _ in points), max(x for x, _ in points)
    return Projection((low + (high - low) / 6, high - (high - low) / 6), (west + east) / 2, (low + high) / 2)


def _points(found: Any) -> Iterator[Point]:
    """The points of coordinates, however deep they are nested; what is none is passed over."""
    if isinstance(found, list | tuple):
        if len(found) >= 2 and all(isinstance(x, int | float) for x in found[:2]):
            yield float(found[0]), float(found[1])
        else:
            for one in found:
                yield from _points(one)


def _moved(o: Outline, right: float, down: float, outside: bool) -> Outline:
    """An outline with its label moved to where it is clear of others."""
    return Outline(o.polygons, (o.label[0] + right, o.label[1] + down), outside)


@cache
def tiles(nation: str) -> dict[str, tuple[int, int]]:
    """The row and column of the tile of every region of a nation; none where its pack has no tiles."""
    pack = packs.of_nation(nation)
    return {r["code"]: (int(r["row"]), int(r["column"])) for r in pack.table(TILES)} if pack else {}


def _features(path: Path) -> list[Any]:
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except OSError as e:
        raise InputError(f"the map {path} can't be read: {e.strerror}") from e
    except ValueError as e:
        raise InputError(f"the map {path} is not JSON: {e}") from e
    features = found.get("features") if isinstance(found, dict) else None
    if not isinstance(features, list):
        raise InputError(f"the map {path} is not a GeoJSON FeatureCollection: it has no list of features")
    return features


def _fitted(features: list[Any], width: float, name: str, nation: str, projection: Projection) -> Outlines:
    """Features projected and scaled to a width."""
    flat: list[tuple[str | None, list[list[Ring]], Point | None]] = []
    for f in features:
        if polygons := _polygons(f, name, projection):
            properties = f.get("properties")
            properties = properties if isinstance(properties, dict) else {}
            flat.append((_code(properties, nation), polygons, _label(properties.get("label_point"), projection)))
    home = codes.home_of(nation)
    peers = codes.members(home.peers) if home.peers else ()
    missing = [p for p in peers if p not in {code for code, _, _ in flat}]
    if missing:
        named = ", ".join(codes.name(p) for p in missing[:5])
        number = codes.get("region", missing[0]).adcode
        raise InputError(
            f"{name} doesn't draw {named}{' and others' if len(missing) > 5 else ''}: every {level(home, 'en')} needs a feature with its "
            f"iso_3166_2 ({missing[0]}){f' or adcode ({number})' if number else ''}"
        )
    points = [p for _, polygons, _ in flat for rings in polygons for ring in rings for p in ring]
    left, right, low, high = min(x for x, _ in points), max(x for x, _ in points), min(y for _, y in points), max(y for _, y in points)
    scale = width / (right - left)

    def place(p: Point) -> Point:
        return round((p[0] - left) * scale, 1), round((high - p[1]) * scale, 1)

    regions: dict[str, Outline] = {}
    around: list[Outline] = []
    for code, polygons, label in flat:
        placed = [[_thin([place(p) for p in ring]) for ring in rings] for rings in polygons]
        outline = Outline(placed, place(label) if label else _middle(max((rings[0] for rings in placed), key=lambda r: abs(_area(r)))))
        if code in peers:
            regions[str(code)] = outline
        else:
            around.append(outline)
    return Outlines(regions, around, (high - low) * scale)


def _label(given: Any, projection: Projection) -> Point | None:
    """Where a feature says that its label goes; what can't be read is skipped."""
    try:
        longitude, latitude = given
        return _project(longitude, latitude, projection)
    except (TypeError, ValueError):
        return None


def _code(properties: Mapping[str, Any], nation: str) -> str | None:
    by_number = {str(r.adcode): r.code for r in codes.entries("region") if isinstance(r, codes.Region) and r.parent == nation and r.adcode}
    return properties.get("iso_3166_2") or by_number.get(str(properties.get("adcode") or ""))


def _polygons(feature: Any, name: str, projection: Projection) -> list[list[Ring]]:
    """A feature's polygons, projected; none for other kinds of geometry."""
    try:
        geometry = feature["geometry"] or {}
        many = {"Polygon": lambda c: [c], "MultiPolygon": list}.get(str(geometry.get("type")), lambda c: [])(geometry.get("coordinates"))
        return [[[_placed(p, projection) for p in ring] for ring in rings] for rings in many]
    except (KeyError, TypeError, ValueError, AttributeError) as e:
        raise InputError(
            f"{name} has a feature whose coordinates can't be read: each point is a longitude and a latitude in degrees"
        ) from e


def _placed(point: Any, projection: Projection) -> Point:
    longitude, latitude = point[:2]
    return _project(longitude, latitude, projection)


def _project(longitude: float, latitude: float, projection: Projection) -> Point:
    """Albers' equal-area conic projection of the sphere (Snyder, Map Projections: A Working Manual, 1987, equations 14-1 to 14-6)."""
    if not (-180 <= longitude <= 180 and -90 <= latitude <= 90):
        raise ValueError("not degrees")
    one, two = (math.radians(p) for p in projection.parallels)
    n = (math.sin(one) + math.sin(two)) / 2
    c = math.cos(one) ** 2 + 2 * n * math.sin(one)
    rho, rho_0 = (math.sqrt(c - 2 * n * math.sin(math.radians(a))) / n for a in (latitude, projection.latitude))
    theta = n * math.radians(longitude - projection.meridian)
    return rho * math.sin(theta), rho_0 - rho * math.cos(theta)


def _thin(ring: Ring) -> Ring:
    """A ring without points that fall on the one before."""
    return [p for i, p in enumerate(ring) if i == 0 or i == len(ring) - 1 or p != ring[i - 1]]


def _area(ring: Ring) -> float:
    return sum(x * v - u * y for (x, y), (u, v) in itertools.pairwise(ring)) / 2


def _middle(ring: Ring) -> Point:
    area = _area(ring)
    if not area:
        return ring[0]
    x = sum((a + c) * (a * d - c * b) for (a, b), (c, d) in itertools.pairwise(ring)) / (6 * area)
    y = sum((b + d) * (a * d - c * b) for (a, b), (c, d) in itertools.pairwise(ring)) / (6 * area)
    return round(x, 1), round(y, 1)
