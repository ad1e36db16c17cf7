"""Provinces as a map or as tiles: each has its place, and outlines of the user's own are taken where they fit and refused in a sentence where not."""

from __future__ import annotations

import itertools
import json
from pathlib import Path
from typing import Any

import pytest

from hinterland import codes
from hinterland.api import Hinterland
from hinterland.brief.document import Picture
from hinterland.brief.pictures import pictures
from hinterland.brief.pictures.map.geometry import SETTING, outlines, tiles
from hinterland.codes import Period
from hinterland.sources.reading import InputError

PROVINCES = set(codes.members("provinces"))


def square(number: int) -> list[list[list[float]]]:
    """A square of its own place in China's latitudes."""
    x, y = 80 + 5 * (number % 8), 22 + 5 * (number // 8)
    return [[[x, y], [x + 4, y], [x + 4, y + 4], [x, y + 4], [x, y]]]


def squares(key: str, leave_out: int = 0) -> dict[str, Any]:
    """A map on which every province is a square, keyed by one of the two codes."""
    regions = [codes.get("region", p) for p in sorted(PROVINCES)][leave_out:]
    named = [{"iso_3166_2": r.code} if key == "iso_3166_2" else {"adcode": int(r.adcode)} for r in regions]
    return {
        "type": "FeatureCollection",
        "features": [
            {"type": "Feature", "properties": p, "geometry": {"type": "Polygon", "coordinates": square(i)}} for i, p in enumerate(named)
        ],
    }


def drawn(h: Hinterland, path: Path) -> Picture:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(SETTING, str(path))
        return pictures(h.indicators, "CN-AH", Period.parse("2025"), "en", {}, lambda e: 1, shape="map")["map"]


def test_the_tile_table_holds_every_province_once_and_no_two_in_one_place() -> None:
    assert set(tiles("CN")) == PROVINCES
    assert len(tiles("CN")) == len(set(tiles("CN").values())) == 31
    assert max(column for _, column in tiles("CN").values()) <= 6


def test_the_own_map_draws_every_province_with_its_label_on_the_page() -> None:
    found = outlines(608, "CN")
    assert set(found.regions) == PROVINCES
    assert len(found.around) == 3
    assert all(0 <= o.label[0] <= 608 and 0 <= o.label[1] <= found.height for o in found.regions.values())


def test_west_is_left_and_north_is_up() -> None:
    at = {code: o.label for code, o in outlines(608, "CN").regions.items()}
    assert at["CN-XJ"][0] < at["CN-QH"][0] < at["CN-SN"][0] < at["CN-JS"][0]
    assert at["CN-HL"][1] < at["CN-JL"][1] < at["CN-SD"][1] < at["CN-GD"][1] < at["CN-HI"][1]


def test_areas_keep_their_proportions() -> None:
    """The projection is an equal-area one: Qinghai has 722,000 square kilometres, Hubei 186,000."""

    def area(code: str) -> float:
        rings = [p[0] for p in outlines(608, "CN").regions[code].polygons]
        return sum(abs(sum(x * v - u * y for (x, y), (u, v) in itertools.pairwise(r))) / 2 for r in rings)

    assert area("CN-QH") / area("CN-HB") == pytest.approx(722 / 186, rel=0.06)


def test_chinese_briefs_have_tiles_unless_told_otherwise(make: Any) -> None:
    def marks(language: str, shape: str | None = None) -> set[str]:
        return {layer["mark"]["type"] for layer in make("CN-AH", "2025", language, shape).pictures["map"].spec["layer"]}

    assert "geoshape" not in marks("zh")
    assert "geoshape" in marks("zh", "map")
    assert "geoshape" in marks("en")
    assert "geoshape" not in marks("en", "tiles")
    assert "imply no judgement" in json.dumps(make("CN-AH", "2025").pictures["map"].spec)


@pytest.mark.parametrize("key", ["iso_3166_2", "adcode"])
def test_a_map_of_ones_own_is_drawn(hinterland: Hinterland, tmp_path: Path, key: str) -> None:
    path = tmp_path / "own.geojson"
    path.write_text(json.dumps(squares(key)), encoding="utf-8")
    features = [
        v for layer in drawn(hinterland, path).spec["layer"] if layer["mark"]["type"] == "geoshape" for v in layer["data"]["values"]
    ]
    assert {f["code"] for f in features} == PROVINCES
    assert all(len(f["geometry"]["coordinates"][0][0]) == 5 for f in features)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("not JSON", "is not JSON"),
        ("[1, 2]", "not a GeoJSON FeatureCollection"),
        ('{"type": "FeatureCollection", "features": []}', "every province needs a feature"),
        (json.dumps(squares("adcode", leave_out=2)), "doesn't draw Beijing, Anhui: every province"),
        ('{"features": [{"geometry": {"type": "Polygon", "coordinates": [[["east", "north"]]]}}]}', "can't be read"),
        ('{"features": [{"geometry": {"type": "Polygon", "coordinates": [[[5000000, 400000]]]}}]}', "degrees"),
        ('{"features": [3]}', "can't be read"),
    ],
)
def test_a_map_that_does_not_fit_is_refused_in_a_sentence(hinterland: Hinterland, tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / "own.geojson"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=said):
        drawn(hinterland, path)
    with pytest.raises(InputError, match="can't be read"):
        drawn(hinterland, tmp_path / "absent.geojson")
