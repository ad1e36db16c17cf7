"""Where provinces lie: outlines from a GeoJSON file, flattened to the width of a picture, or a grid of tiles.

The package's own outlines are Natural Earth's (public domain), which draws lines as they run on the ground. A file of the user's own takes their place where its
features carry `iso_3166_2` or `adcode`; the environment variable HINTERLAND_MAP names one for all pictures.
"""

from __future__ import annotations

import csv
import itertools
import json
import math
import os
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from hinterland import codes
from hinterland.sources.reading import InputError

Point = tuple[float, float]
Ring = list[Point]

SETTING = "HINTERLAND_MAP"

PARALLELS = (25.0, 47.0)
MERIDIAN, LATITUDE = 105.0, 36.0
"""Albers' equal-area projection as it is used for China: its standard parallels and its centre."""


@dataclass(frozen=True, slots=True)
class Outline:
    """A region's polygons in points of the picture, each a list of rings, and where its label goes, `outside` of it where it is too small."""

    polygons: list[list[Ring]]
    label: Point
    outside: bool = False


@dataclass(frozen=True, slots=True)
class Outlines:
    """The provinces by code, what else the file draws around them, and the height it all takes."""

    provinces: Mapping[str, Outline]
    around: list[Outline]
    height: float


def outlines(width: float, path: Path | None = None) -> Outlines:
    """The outlines at a width, from the file given, named by the environment, or the package's own. Raises `InputError` for a file that doesn't fit."""
    chosen = path or (Path(os.environ[SETTING]) if os.environ.get(SETTING) else None)
    if chosen is None:
        return _own(width)
    return _fitted(_features(chosen), width, f"the map {chosen}")


@cache
def _own(width: float) -> Outlines:
    with (files("hinterland.brief.pictures.map") / "provinces.geojson").open(encoding="utf-8") as f:
        found = _fitted(json.load(f)["features"], width, "the map")
    with (files("hinterland.brief.pictures.map") / "labels.csv").open(encoding="utf-8") as f:
        moved = {r["code"]: r for r in csv.DictReader(f)}
    provinces = {
        code: o if code not in moved else _moved(o, float(moved[code]["right"]), float(moved[code]["down"]), moved[code]["outside"] == "1")
        for code, o in found.provinces.items()
    }
    return Outlines(provinces, found.around, found.height)


def _moved(o: Outline, right: float, down: float, outside: bool) -> Outline:
    """An outline with its label moved to where it is clear of others."""
    return Outline(o.polygons, (o.label[0] + right, o.label[1] + down), outside)


@cache
def tiles() -> dict[str, tuple[int, int]]:
    """The row and column of every province's tile."""
    with (files("hinterland.brief.pictures.map") / "tiles.csv").open(encoding="utf-8") as f:
        return {r["code"]: (int(r["row"]), int(r["column"])) for r in csv.DictReader(f)}


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


def _fitted(features: list[Any], width: float, name: str) -> Outlines:
    """Features projected and scaled to a width."""
    flat: list[tuple[str | None, list[list[Ring]], Point | None]] = []
    for f in features:
        if polygons := _polygons(f, name):
            properties = f.get("properties")
            properties = properties if isinstance(properties, dict) else {}
            flat.append((_code(properties), polygons, _label(properties.get("label_point"))))
    missing = [codes.name(p) for p in codes.members("provinces") if p not in {code for code, _, _ in flat}]
    if missing:
        raise InputError(
            f"{name} doesn't draw {', '.join(missing[:5])}{' and others' if len(missing) > 5 else ''}: every province needs a feature with its "
            "iso_3166_2 (CN-AH) or adcode (340000)"
        )
    points = [p for _, polygons, _ in flat for rings in polygons for ring in rings for p in ring]
    left, right, low, high = min(x for x, _ in points), max(x for x, _ in points), min(y for _, y in points), max(y for _, y in points)
    scale = width / (right - left)

    def place(p: Point) -> Point:
        return round((p[0] - left) * scale, 1), round((high - p[1]) * scale, 1)

    provinces: dict[str, Outline] = {}
    around: list[Outline] = []
    for code, polygons, label in flat:
        placed = [[_thin([place(p) for p in ring]) for ring in rings] for rings in polygons]
        outline = Outline(placed, place(label) if label else _middle(max((rings[0] for rings in placed), key=lambda r: abs(_area(r)))))
        if code in codes.members("provinces"):
            provinces[str(code)] = outline
        else:
            around.append(outline)
    return Outlines(provinces, around, (high - low) * scale)


def _label(given: Any) -> Point | None:
    """Where a feature says that its label goes; what can't be read is left out."""
    try:
        longitude, latitude = given
        return _project(longitude, latitude)
    except (TypeError, ValueError):
        return None


def _code(properties: Mapping[str, Any]) -> str | None:
    """The code of a feature's region."""
    by_number = {str(r.adcode): r.code for r in codes.entries("region") if isinstance(r, codes.Region) and r.level == "province"}
    return properties.get("iso_3166_2") or by_number.get(str(properties.get("adcode") or ""))


def _polygons(feature: Any, name: str) -> list[list[Ring]]:
    """A feature's polygons, projected; none for other kinds of geometry."""
    try:
        geometry = feature["geometry"] or {}
        many = {"Polygon": lambda c: [c], "MultiPolygon": list}.get(str(geometry.get("type")), lambda c: [])(geometry.get("coordinates"))
        return [[[_project(*p[:2]) for p in ring] for ring in rings] for rings in many]
    except (KeyError, TypeError, ValueError, AttributeError) as e:
        raise InputError(
            f"{name} has a feature whose coordinates can't be read: each point is a longitude and a latitude in degrees"
        ) from e


def _project(longitude: float, latitude: float) -> Point:
    """Albers' equal-area conic projection of the sphere (Snyder, Map Projections: A Working Manual, 1987, equations 14-1 to 14-6)."""
    if not (-180 <= longitude <= 180 and -90 <= latitude <= 90):
        raise ValueError("not degrees")
    one, two = (math.radians(p) for p in PARALLELS)
    n = (math.sin(one) + math.sin(two)) / 2
    c = math.cos(one) ** 2 + 2 * n * math.sin(one)
    rho, rho_0 = (math.sqrt(c - 2 * n * math.sin(math.radians(a))) / n for a in (latitude, LATITUDE))
    theta = n * math.radians(longitude - MERIDIAN)
    return rho * math.sin(theta), rho_0 - rho * math.cos(theta)


def _thin(ring: Ring) -> Ring:
    """A ring without points that fall on the one before."""
    return [p for i, p in enumerate(ring) if i == 0 or i == len(ring) - 1 or p != ring[i - 1]]


def _area(ring: Ring) -> float:
    return sum(x * v - u * y for (x, y), (u, v) in itertools.pairwise(ring)) / 2


def _middle(ring: Ring) -> Point:
    """The centre of gravity of a ring."""
    area = _area(ring)
    if not area:
        return ring[0]
    x = sum((a + c) * (a * d - c * b) for (a, b), (c, d) in itertools.pairwise(ring)) / (6 * area)
    y = sum((b + d) * (a * d - c * b) for (a, b), (c, d) in itertools.pairwise(ring)) / (6 * area)
    return round(x, 1), round(y, 1)
