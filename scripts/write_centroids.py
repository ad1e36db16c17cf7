"""Write `packs/china/centroids.csv`: the middle of each province's area, from the outlines that the maps are drawn with.

    python -m scripts.write_centroids

The outlines (Natural Earth, public domain, simplified) are projected with Lambert's cylindrical equal-area projection (longitude, sine of latitude), in which
the centre of gravity of each polygon is taken; islands count by their area. The result is the mean longitude and the latitude of the mean sine, in degrees.
"""

from __future__ import annotations

import itertools
import json
import math
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
OUTLINES = ROOT / "src" / "hinterland" / "packs" / "china" / "outlines.geojson"
TABLE = ROOT / "src" / "hinterland" / "packs" / "china" / "centroids.csv"


def text() -> str:
    """The table as it should stand."""
    features = json.loads(OUTLINES.read_text(encoding="utf-8"))["features"]
    found = {f["properties"].get("iso_3166_2"): _middle(f["geometry"]) for f in features}
    lines = ["region,longitude,latitude,note"]
    for code in _provinces():
        lines.append(f"{code},{found[code][0]:.3f},{found[code][1]:.3f},")
    lines[1] += "middle of the area of the outline in packs/china/outlines.geojson; written by scripts/write_centroids.py"
    return "\n".join(lines) + "\n"


def _provinces() -> list[str]:
    rows = (ROOT / "src" / "hinterland" / "packs" / "china" / "group_members.csv").read_text(encoding="utf-8").splitlines()
    return [r.split(",")[1] for r in rows if r.startswith("provinces,")]


def _middle(geometry: dict[str, object]) -> tuple[float, float]:
    """The longitude and latitude of the centre of gravity of an outline."""
    shape = geometry["coordinates"]
    polygons = [shape] if geometry["type"] == "Polygon" else shape
    area = x = y = 0.0
    for rings in polygons:  # type: ignore[attr-defined]
        for number, ring in enumerate(rings):
            a, u, v = _moments([(lon, math.sin(math.radians(lat))) for lon, lat in ring])
            sign = 1 if (a > 0) == (number == 0) else -1  # Holes are taken away, whichever way they run.
            area, x, y = area + sign * a, x + sign * u, y + sign * v
    return x / area, math.degrees(math.asin(y / area))


def _moments(ring: list[tuple[float, float]]) -> tuple[float, float, float]:
    """The signed area of a ring and its first moments."""
    cross = [(a, b, c, d, a * d - c * b) for (a, b), (c, d) in itertools.pairwise([*ring, ring[0]])]
    return sum(k for *_, k in cross) / 2, sum((a + c) * k for a, _, c, _, k in cross) / 6, sum((b + d) * k for _, b, _, d, k in cross) / 6


if __name__ == "__main__":
    TABLE.write_text(text(), encoding="utf-8")
