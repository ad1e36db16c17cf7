"""Make the package's map of provinces: `python scripts/simplify_map.py provinces.geojson` (needs shapely 2.1 or newer).

The argument is a GeoJSON of the provinces cut from Natural Earth's first-level regions at 1:10 million, keyed by `iso_3166_2` and `adcode`. Borders are
simplified together, so that neighbours still share them, to what can be seen at the width of a page.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import shapely
from shapely.geometry import mapping, shape

OUT = Path(__file__).resolve().parents[1] / "src" / "hinterland" / "packs" / "china" / "outlines.geojson"

TOLERANCE = 0.1
"""Degrees: under a point at the width of a page."""

PROJECTION = '{"parallels":[25,47],"meridian":105,"latitude":36}'
"""Albers' equal-area projection as it is used for the country, in degrees; a member of the file's own beside the features."""

PLACES = 2

SMALLEST = 0.02
"""Square degrees: islands smaller than this aren't drawn, except where a region has nothing larger."""

KEPT = ("adcode", "iso_3166_2", "name_zh", "name_en", "label_point")


def main(path: str) -> None:
    """Write the simplified map."""
    features = json.loads(Path(path).read_text(encoding="utf-8"))["features"]
    shapes = shapely.coverage_simplify([shape(f["geometry"]) for f in features], TOLERANCE)
    made = []
    for f, simple in zip(features, shapes, strict=True):
        parts = sorted(shapely.get_parts(simple), key=lambda p: -p.area)
        large = [p for p in parts if p.area >= SMALLEST] or parts[:1]
        rings = [[_rounded(r) for r in mapping(p)["coordinates"]] for p in large]
        geometry = {"type": "MultiPolygon", "coordinates": rings}
        made.append({"type": "Feature", "properties": {k: f["properties"][k] for k in KEPT}, "geometry": geometry})
    lines = ",\n".join(json.dumps(f, ensure_ascii=False, separators=(",", ":")) for f in made)
    OUT.write_text(f'{{"type":"FeatureCollection","projection":{PROJECTION},"features":[\n{lines}\n]}}\n', encoding="utf-8")
    print(f"{OUT.name}: {len(made)} regions, {sum(len(r) for f in made for p in f['geometry']['coordinates'] for r in p)} points")


def _rounded(ring: list[tuple[float, float]]) -> list[list[float]]:
    """A ring to the places kept, without points that fall together."""
    found: list[list[float]] = []
    for x, y in ring:
        point = [round(x, PLACES), round(y, PLACES)]
        if not found or found[-1] != point:
            found.append(point)
    return found


if __name__ == "__main__":
    main(sys.argv[1]) if len(sys.argv) == 2 else sys.exit(__doc__)
