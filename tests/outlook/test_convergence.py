"""Sigma and beta convergence: against least squares by NumPy, by hand, and the laws they keep."""

from __future__ import annotations

import math
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.outlook.made import PROVINCES, amounts, at, boxes, panel, whole, within

from hinterland.api import Hinterland
from hinterland.codes import Period
from hinterland.outlook.inequality import beta, sigma
from hinterland.outlook.panel import Panel, indicator, panels

D = Decimal
MANY = st.lists(amounts, min_size=31, max_size=31)
FIVE = PROVINCES[:5]
EARLIER = Period.of_year(2022)


@pytest.fixture(scope="module")
def years(hinterland: Hinterland) -> dict[str, Panel]:
    wanted = [Period.of_year(y) for y in (2016, 2024, 2025)]
    return {str(p.period): p for p in panels(hinterland.indicators, indicator(), wanted)}


def five(values: tuple[int, ...], **said: object) -> Panel:
    return panel(dict(zip(FIVE, values, strict=True)), **said)  # type: ignore[arg-type]


# -- sigma


def test_sigma_agrees_with_numpy(years: dict[str, Panel]) -> None:
    # numpy 2.4.6: np.std(np.log(trade)) of the levels held.
    for year, value in (("2016", 1.6421986370599935), ("2024", 1.7096092611820735)):
        found = sigma(years[year])
        assert found is not None
        assert float(found.deviation.value) == pytest.approx(value, abs=1e-9)


def test_sigma_of_two_is_half_the_logarithm_of_their_ratio() -> None:
    found = sigma(panel({"CN-AH": 1, "CN-HA": 4}))
    assert found is not None
    assert float(found.deviation.value) == pytest.approx(math.log(2), abs=1e-12)


@settings(max_examples=15)
@given(amounts)
def test_sigma_of_equals_is_zero(amount: int) -> None:
    found = sigma(whole([amount] * 31))
    assert found is not None
    assert found.deviation.value == 0


@settings(max_examples=15)
@given(MANY, st.integers(2, 1000))
def test_sigma_does_not_depend_on_the_unit(values: list[int], factor: int) -> None:
    a, b = sigma(whole(values)), sigma(whole([v * factor for v in values]))
    assert a is not None and b is not None
    assert abs(a.deviation.value - b.deviation.value) < D("1e-11")


@settings(max_examples=15)
@given(st.lists(boxes, min_size=31, max_size=31), st.lists(within, min_size=31, max_size=31))
def test_the_interval_holds_every_sigma_that_rounding_leaves(given_: list[tuple[int, int]], places: list[float]) -> None:
    found = sigma(whole(list(given_)))
    other = sigma(whole([at(b, x) for b, x in zip(given_, places, strict=True)]))
    assert found is not None and other is not None
    assert found.deviation.answer.low is not None and found.deviation.answer.high is not None
    assert found.deviation.answer.low <= other.deviation.value <= found.deviation.answer.high


@settings(max_examples=15)
@given(MANY, st.integers(50, 200))
def test_the_widest_sigma_holds_a_missing_member_anywhere_in_its_bound(values: list[int], level: int) -> None:
    given_ = dict(zip(PROVINCES, values, strict=True))
    found = sigma(panel({**given_, "CN-XZ": None}, last={"CN-XZ": 100}))
    other = sigma(panel({**given_, "CN-XZ": level}))
    assert found is not None and other is not None and found.deviation.widest is not None
    assert found.deviation.widest.low is not None and found.deviation.widest.high is not None
    assert found.deviation.widest.low <= other.deviation.value <= found.deviation.widest.high


def test_a_level_of_zero_has_no_logarithm_and_half_a_panel_no_sigma() -> None:
    assert sigma(whole([0, *[1] * 30])) is None
    assert sigma(panel({"CN-AH": 1, "CN-HA": None})) is None


# -- beta


def test_beta_agrees_with_numpy_on_the_trade_held(years: dict[str, Panel]) -> None:
    # numpy 2.4.6: np.linalg.lstsq of the yearly growth of logarithms from 2016 to 2024 on those of 2016.
    found = beta(years["2016"], years["2024"])
    assert found is not None
    assert found.members == 31
    assert float(found.slope.value) == pytest.approx(0.0016158141549147344, abs=1e-9)
    assert float(found.fit) == pytest.approx(0.0028844246018733255, abs=1e-9)
    assert float(found.error) == pytest.approx(0.0055787328394253126, abs=1e-9)
    assert not found.is_known


def test_beta_agrees_with_numpy_on_five_small_numbers() -> None:
    found = beta(five((1, 2, 4, 8, 16), period=EARLIER), five((4, 5, 7, 9, 20)))
    assert found is not None
    assert float(found.slope.value) == pytest.approx(-0.22540734518351624, abs=1e-9)
    assert float(found.fit) == pytest.approx(0.8989275751280815, abs=1e-9)
    assert float(found.error) == pytest.approx(0.04363765734495665, abs=1e-9)
    assert found.is_known


def test_where_all_grow_alike_there_is_no_slope() -> None:
    found = beta(five((1, 2, 4, 8, 16), period=EARLIER), five((3, 6, 12, 24, 48)))
    assert found is not None
    assert abs(found.slope.value) < D("1e-11")
    assert not found.speed or float(found.speed) < 1e-10


def test_where_gaps_halve_every_two_years_the_speed_is_half_the_logarithm_of_two() -> None:
    # Logarithms 0, 2, 4, 6, 8 (of two) become 2, 3, 4, 5, 6: the slope over two years is -1/4 a year, and -ln(1 - 1/2) / 2 the speed.
    found = beta(five((1, 4, 16, 64, 256), period=EARLIER), five((4, 8, 16, 32, 64)))
    assert found is not None and found.speed is not None
    assert float(found.slope.value) == pytest.approx(-0.25, abs=1e-12)
    assert float(found.fit) == pytest.approx(1, abs=1e-12)
    assert float(found.speed) == pytest.approx(math.log(2) / 2, abs=1e-6)


def test_where_gaps_close_at_once_there_is_no_speed() -> None:
    found = beta(five((1, 2, 4, 8, 16), period=EARLIER), five((9, 9, 9, 9, 9)))
    assert found is not None
    assert found.speed is None


@settings(max_examples=15)
@given(st.lists(boxes, min_size=10, max_size=10), st.lists(within, min_size=10, max_size=10))
def test_the_interval_holds_every_slope_that_rounding_leaves(given_: list[tuple[int, int]], places: list[float]) -> None:
    points = [at(b, x) for b, x in zip(given_, places, strict=True)]
    found = beta(five(tuple(given_[:5]), period=EARLIER), five(tuple(given_[5:])))  # type: ignore[arg-type]
    other = beta(five(tuple(points[:5]), period=EARLIER), five(tuple(points[5:])))  # type: ignore[arg-type]
    if found is None or other is None:
        return
    assert found.slope.answer.low is not None and found.slope.answer.high is not None
    assert found.slope.answer.low <= other.slope.value <= found.slope.answer.high


def test_members_held_in_one_period_only_are_left_out_and_bounded(years: dict[str, Panel]) -> None:
    found = beta(years["2016"], years["2025"])
    assert found is not None
    assert (found.members, found.years) == (30, 9)
    assert found.now.missing == ("CN-XZ",)
    # The widest has the missing member within its bounds, the answer goes without it.
    assert found.slope.widest is not None and found.slope.widest != found.slope.answer
    assert found.to_dict()["coverage"] == "30 of 31"


def test_two_members_are_no_line() -> None:
    assert beta(panel({"CN-AH": 1, "CN-HA": 2}, period=EARLIER), panel({"CN-AH": 1, "CN-HA": 2})) is None
    assert beta(five((0, 2, 4, 8, 16), period=EARLIER), five((4, 5, 7, 9, 20))) is None


@pytest.mark.parametrize("start", [Period.of_year(2024), Period.of_year(2025), Period.parse("2023-06"), Period.parse("2023-Q1")])
def test_periods_that_are_not_whole_years_apart_are_refused(start: Period) -> None:
    with pytest.raises(ValueError, match="same months of a later year"):
        beta(five((1, 2, 4, 8, 16), period=start), five((4, 5, 7, 9, 20)))
