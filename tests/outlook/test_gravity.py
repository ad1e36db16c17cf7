"""The centre of gravity: where it lies, how far and which way it moved, and what pulled it."""

from __future__ import annotations

import math
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from tests.outlook.made import PROVINCES, amounts, at, boxes, panel, whole, within

from hinterland.api import Hinterland
from hinterland.codes import Period
from hinterland.codes.homes import centroids
from hinterland.outlook.gravity import DIRECTIONS, RADIUS, Centre, bearing, centre, compass, distance, movement
from hinterland.outlook.panel import indicator, panels

D, F = Decimal, Fraction
MANY = st.lists(amounts, min_size=31, max_size=31)


@pytest.fixture(scope="module")
def centres(hinterland: Hinterland) -> dict[str, Centre]:
    periods = [Period.of_year(y) for y in range(2016, 2026)]
    found = [centre(p) for p in panels(hinterland.indicators, indicator(), periods)]
    return {str(c.panel.period): c for c in found if c is not None}


def test_the_centre_of_two_is_between_them_by_weight() -> None:
    p = panel({"CN-AH": 3, "CN-HA": 1})
    places = {"CN-AH": (D(100), D(30)), "CN-HA": (D(104), D(38))}
    found = centre(p, places)
    assert found is not None
    assert (found.longitude.value, found.latitude.value) == (101, 32)
    assert found.longitude.answer.is_point


@given(st.integers(1, 100), st.sampled_from(PROVINCES))
def test_all_trade_in_one_province_is_centred_there(amount: int, region: str) -> None:
    found = centre(panel({r: (amount if r == region else 0) for r in PROVINCES}))
    assert found is not None
    assert (found.longitude.value, found.latitude.value) == centroids()[region]


@settings(max_examples=15)
@given(MANY, st.integers(2, 1000))
def test_the_centre_does_not_depend_on_the_unit(values: list[int], factor: int) -> None:
    a, b = centre(whole(values)), centre(whole([v * factor for v in values]))
    assert a is not None and b is not None
    assert (a.longitude, a.latitude) == (b.longitude, b.latitude)


@settings(max_examples=15)
@given(st.lists(boxes, min_size=31, max_size=31), st.lists(within, min_size=31, max_size=31))
def test_the_intervals_hold_every_centre_that_rounding_leaves(given_: list[tuple[int, int]], places: list[float]) -> None:
    found = centre(whole(list(given_)))
    other = centre(whole([at(b, x) for b, x in zip(given_, places, strict=True)]))
    assert found is not None and other is not None
    for m, point in ((found.longitude, other.longitude), (found.latitude, other.latitude)):
        assert m.answer.low is not None and m.answer.high is not None
        assert m.answer.low <= point.value <= m.answer.high


def test_half_of_the_provinces_have_no_centre() -> None:
    assert centre(panel({"CN-AH": 1, "CN-HA": None})) is None


# -- distances and directions


def test_a_degree_of_latitude_is_the_same_everywhere() -> None:
    degree = 2 * math.pi * RADIUS / 360
    assert distance((110, 30), (110, 31)) == pytest.approx(degree)
    assert distance((0, 0), (90, 0)) == pytest.approx(90 * degree)


def test_the_distance_of_beijing_and_guangzhou() -> None:
    # By the spherical law of cosines, which shares no step with the haversine.
    a, b = (116.4074, 39.9042), (113.2644, 23.1291)
    (x, y), (u, v) = ((math.radians(p[0]), math.radians(p[1])) for p in (a, b))
    cosines = math.sin(y) * math.sin(v) + math.cos(y) * math.cos(v) * math.cos(u - x)
    assert distance(a, b) == pytest.approx(RADIUS * math.acos(cosines), rel=1e-9)


@pytest.mark.parametrize(
    ("end", "course", "name"),
    [((110, 31), 0, "north"), ((111, 30), 90, "east"), ((110, 29), 180, "south"), ((109, 30), 270, "west")],
)
def test_the_four_winds(end: tuple[float, float], course: float, name: str) -> None:
    found = bearing((110, 30), end)
    assert found == pytest.approx(course, abs=0.3)
    assert compass(found) == name


@pytest.mark.parametrize("number", range(8))
def test_a_direction_covers_an_eighth_of_the_circle(number: int) -> None:
    assert compass(45 * number) == DIRECTIONS[number]
    assert compass((45 * number + 22) % 360) == DIRECTIONS[number]
    assert compass((45 * number - 22) % 360) == DIRECTIONS[number]


def test_a_movement_has_its_distance_and_direction() -> None:
    places = {"CN-AH": (D(110), D(30)), "CN-HA": (D(110), D(31))}
    a, b = (centre(panel({"CN-AH": x, "CN-HA": y}), places) for x, y in ((1, 1), (1, 3)))
    assert a is not None and b is not None
    found = movement(a, b, places)
    assert float(found.kilometres.value) == pytest.approx(distance((110, 30.5), (110, 30.75)), abs=1e-5)
    assert found.kilometres.answer.holds(found.kilometres.value)
    assert (found.direction, round(found.bearing)) == ("north", 0)
    assert found.kilometres.unit == "kilometre"


def test_where_nothing_moved_there_is_no_direction() -> None:
    c = centre(whole([100] * 31))
    assert c is not None
    found = movement(c, c)
    assert found.kilometres.value == 0
    assert found.kilometres.answer.low == 0
    assert found.direction is None


def test_where_rounding_may_hide_the_movement_there_is_no_direction() -> None:
    a, b = centre(whole([(90, 110)] * 31)), centre(whole([(91, 112)] * 31))
    assert a is not None and b is not None
    found = movement(a, b)
    assert found.direction is None
    assert found.kilometres.answer.low == 0


@settings(max_examples=15)
@given(st.lists(boxes, min_size=31, max_size=31), st.lists(boxes, min_size=31, max_size=31), st.lists(within, min_size=62, max_size=62))
def test_the_distance_lies_in_its_interval(one: list[tuple[int, int]], other: list[tuple[int, int]], places: list[float]) -> None:
    a, b = centre(whole(list(one))), centre(whole(list(other)))
    p = centre(whole([at(box, x) for box, x in zip(one, places[:31], strict=True)]))
    q = centre(whole([at(box, x) for box, x in zip(other, places[31:], strict=True)]))
    assert a is not None and b is not None and p is not None and q is not None
    found, point = movement(a, b).kilometres.answer, movement(p, q).kilometres.value
    assert found.low is not None and found.high is not None
    assert found.low - D("0.00001") <= point <= found.high + D("0.00001")


@settings(max_examples=15)
@given(MANY, MANY)
def test_the_pulls_of_the_provinces_add_up_to_the_movement_exactly(one: list[int], other: list[int]) -> None:
    assume(one != other)
    a, b = centre(whole(one)), centre(whole(other))
    assert a is not None and b is not None
    found = movement(a, b)
    for axis, (first, then) in enumerate(((a.longitude, b.longitude), (a.latitude, b.latitude))):
        assert abs(sum(p[axis] for p in found.pulls.values()) - (F(then.value) - F(first.value))) < F(1, 10**11)


def test_the_shares_of_all_pulls_cancel_where_only_the_scale_changed() -> None:
    a, b = centre(whole([100] * 31)), centre(whole([300] * 31))
    assert a is not None and b is not None
    assert all(p == (0, 0) for p in movement(a, b).pulls.values())


# -- as held


def test_trade_moved_some_forty_kilometres_to_the_north_west_between_2016_and_2025(centres: dict[str, Centre]) -> None:
    found = movement(centres["2016"], centres["2025"])
    assert found.direction == "north-west"
    assert D(41) < found.kilometres.value < D("41.5")
    assert found.now.panel.missing == found.before.panel.missing == ("CN-XZ",)
    assert found.kilometres.widest is not None
    assert found.kilometres.widest.holds(found.kilometres.value)


def test_the_plain_mean_and_the_mean_on_the_sphere_move_alike(centres: dict[str, Centre]) -> None:
    def spherical(c: Centre) -> tuple[float, float]:
        x = y = z = 0.0
        for m in c.panel.held:
            lon, lat = (math.radians(float(d)) for d in centroids()[m.region])
            w = float(m.exact)
            x, y, z = x + w * math.cos(lat) * math.cos(lon), y + w * math.cos(lat) * math.sin(lon), z + w * math.sin(lat)
        return math.degrees(math.atan2(y, x)), math.degrees(math.atan2(z, math.hypot(x, y)))

    found = movement(centres["2016"], centres["2024"])
    on_sphere = distance(spherical(centres["2016"]), spherical(centres["2024"]))
    assert float(found.kilometres.value) == pytest.approx(on_sphere, abs=1.5)
    assert compass(bearing(spherical(centres["2016"]), spherical(centres["2024"]))) == found.direction


def test_centres_of_two_bases_are_not_compared(hinterland: Hinterland, centres: dict[str, Centre]) -> None:
    [p] = panels(hinterland.indicators, indicator(basis="destination-origin"), [Period.of_year(2024)])
    other = centre(p)
    assert other is not None
    with pytest.raises(ValueError, match="basis"):
        movement(centres["2023"], other)


def test_a_movement_says_from_where_to_where(centres: dict[str, Centre]) -> None:
    told = movement(centres["2016"], centres["2025"]).to_dict()
    assert told["before"]["period"] == "2016"
    assert told["now"]["coverage"] == "30 of 31"
    assert told["distance"]["unit"] == "kilometre"
    assert told["pulls"][0]["region"] == "CN-GD"
    assert len(told["pulls"]) == 30
