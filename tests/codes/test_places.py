"""Where provinces lie: the table is what the script takes from the map, and every province is in China."""

from __future__ import annotations

import pytest
from scripts import write_centroids

from hinterland import codes
from hinterland.codes.homes import centroids

PROVINCES = codes.members("provinces")


def test_the_table_of_centroids_is_what_the_script_writes() -> None:
    assert write_centroids.TABLE.read_text(encoding="utf-8") == write_centroids.text(), "run python -m scripts.write_centroids"


def test_every_province_has_a_place_in_china() -> None:
    assert set(centroids()) == set(PROVINCES)
    assert all(73 < x < 135 and 18 < y < 54 for x, y in centroids().values())


@pytest.mark.parametrize(
    ("one", "way", "other"),
    [
        ("CN-HL", "north", "CN-HI"),
        ("CN-XJ", "west", "CN-SD"),
        ("CN-BJ", "north", "CN-GD"),
        ("CN-XZ", "west", "CN-SH"),
        ("CN-AH", "north", "CN-JX"),
    ],
)
def test_provinces_lie_as_everyone_knows(one: str, way: str, other: str) -> None:
    (x, y), (u, v) = centroids()[one], centroids()[other]
    assert (y > v) if way == "north" else (x < u)


def test_the_middle_of_a_square_is_its_middle_and_a_hole_counts_against_it() -> None:
    square = [[100, -1], [102, -1], [102, 1], [100, 1], [100, -1]]
    assert write_centroids._middle({"type": "Polygon", "coordinates": [square]}) == pytest.approx((101, 0))
    hole = [[101, -1], [102, -1], [102, 1], [101, 1], [101, -1]]
    assert write_centroids._middle({"type": "MultiPolygon", "coordinates": [[square, hole]]}) == pytest.approx((100.5, 0))
    assert write_centroids._middle({"type": "Polygon", "coordinates": [square, hole[::-1]]}) == pytest.approx((100.5, 0))
