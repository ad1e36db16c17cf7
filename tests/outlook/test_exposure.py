"""Concentration: the index lies between what is known and what is not, for every world that fits what is held."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.outlook.made import Given, slices

from hinterland.api import Hinterland
from hinterland.codes import Period
from hinterland.interval import Interval
from hinterland.outlook.cells import Cell
from hinterland.outlook.cells import slices as held_of
from hinterland.outlook.exposure import Concentration, Part, concentration, index

D = Decimal
COUNTRIES = ("USA", "JPN", "KOR", "DEU", "BRA", "AUS")


def partners(given_: dict[str, Given], whole: int = 100) -> Concentration | None:
    return concentration(slices({Cell("total"): whole, **{Cell("total", "all", p): v for p, v in given_.items()}}), "partners")


def told(given_: dict[str, Given], whole: int = 100) -> Concentration:
    found = partners(given_, whole)
    assert found is not None
    return found


def test_where_all_countries_are_held_the_index_is_a_point() -> None:
    found = told({"USA": 50, "JPN": 30, "KOR": 20})
    assert found.index == Interval(D("0.38"), D("0.38"), True, True)
    assert (found.covered.low, found.covered.high) == (100, 100)


def test_what_is_left_may_be_spread_thin_or_with_one() -> None:
    found = told({"USA": 50, "JPN": 30})
    assert (found.index.low, found.index.high) == (D("0.34"), D("0.38"))
    assert found.coverage == "80% of trade in 2 partners"


def test_all_with_one_is_one() -> None:
    found = told({"USA": 100})
    assert (found.index.low, found.index.high) == (1, 1)


def test_a_bloc_may_be_one_country_or_all_of_its_members_alike() -> None:
    found = told({"ASEAN": 50})
    assert (found.index.low, found.index.high) == (D("0.025"), D("0.5"))
    assert found.parts[0].many == 10


def test_blocs_that_overlap_are_not_counted_twice() -> None:
    found = told({"RCEP": 40, "ASEAN": 25, "USA": 20})
    assert {p.code for p in found.parts} == {"RCEP", "USA"}
    assert found.overlapping == ("ASEAN",)


def test_of_overlapping_ones_those_that_leave_least_open_are_chosen() -> None:
    found = told({"EU": 40, "DEU": 30, "FRA": 10, "USA": 60})
    assert {p.code for p in found.parts} == {"DEU", "FRA", "USA"}
    assert found.index.is_point


def test_a_bloc_whose_members_are_not_compiled_is_left_out() -> None:
    assert partners({"BRI": 50}) is None
    assert {p.code for p in told({"BRI": 50, "USA": 20}).parts} == {"USA"}


def test_without_any_part_or_the_flow_there_is_no_index() -> None:
    assert partners({}) is None
    assert concentration(slices({Cell("total", "all", "USA"): 5}), "partners") is None
    assert concentration(slices({Cell("export"): 5}), "products", "export") is None


def test_parts_that_are_more_than_their_whole_were_not_counted_together() -> None:
    assert partners({"USA": 80, "JPN": 60}) is None
    assert told({"USA": 60, "JPN": 40}).coverage == "100% of trade in 2 partners"


def test_products_are_taken_along_their_own_axis() -> None:
    s = slices(
        {
            Cell("export"): 100,
            Cell("export", "notebook-computers"): 40,
            Cell("export", "mobile-phones"): 20,
            Cell("export", "all", "USA"): 30,
        }
    )
    found = concentration(s, "products", "export")
    assert found is not None
    assert {p.code for p in found.parts} == {"notebook-computers", "mobile-phones"}
    assert (found.index.low, found.index.high) == (D("0.2"), D("0.36"))


def test_a_basket_is_made_of_many_products() -> None:
    found = concentration(slices({Cell("export"): 100, Cell("export", "mechanical-electrical"): 50}), "products", "export")
    assert found is not None
    assert found.parts[0].many > 10
    assert found.index.low is not None and found.index.low < D("0.025")
    assert found.index.high == D("0.5")


def test_own_brands_are_no_product() -> None:
    assert concentration(slices({Cell("export"): 100, Cell("export", "own-brand"): 50}), "products", "export") is None


def test_the_largest_part_is_named() -> None:
    assert told({"USA": 20, "JPN": 30}).largest.code == "JPN"


@given(
    st.lists(st.integers(0, 100), min_size=6, max_size=6),
    st.lists(st.integers(1, 100), min_size=1, max_size=5),
    st.sets(st.integers(0, 5), min_size=1),
)
def test_the_index_of_every_world_lies_between_the_bounds(named: list[int], others: list[int], shown: set[int]) -> None:
    whole = sum(named) + sum(others)
    found = partners({COUNTRIES[i]: named[i] for i in shown}, whole)
    assert found is not None
    true = sum((D(v) / whole) ** 2 for v in [*named, *others])
    assert found.index.low is not None and found.index.high is not None
    assert found.index.low <= true + D("1e-20") and true - D("1e-20") <= found.index.high


@given(st.lists(st.tuples(st.integers(0, 40), st.integers(0, 60)), min_size=1, max_size=4), st.data())
def test_the_index_holds_wherever_shares_lie_between_their_ends(boxes: list[tuple[int, int]], data: st.DataObject) -> None:
    parts = [Part(str(n), Interval(D(low), D(min(100, low + more)), True, True), 1, ()) for n, (low, more) in enumerate(boxes)]
    shares = [data.draw(st.integers(int(p.share.low or 0), int(p.share.high or 0))) for p in parts]
    left = 100 - sum(shares)
    if left < 0:
        return
    pieces = data.draw(st.integers(1, 4))
    true = sum((D(s) / 100) ** 2 for s in shares) + pieces * (D(left) / pieces / 100) ** 2
    found = index(parts)
    assert found.low is not None and found.high is not None
    assert found.low - D("1e-6") <= true <= found.high + D("1e-6")


@given(st.lists(st.integers(1, 100), min_size=2, max_size=6))
def test_a_further_partner_held_never_widens_the_index(values: list[int]) -> None:
    whole = sum(values) + 10
    widths = []
    for n in range(1, len(values) + 1):
        found = partners(dict(zip(COUNTRIES, values[:n], strict=False)), whole)
        assert found is not None and found.index.width is not None
        widths.append(found.index.width)
    assert all(b <= a + D("0.000003") for a, b in pairwise(widths))


def test_the_partners_of_anhui_as_held(hinterland: Hinterland) -> None:
    found = concentration(held_of(hinterland.indicators, "CN-AH", Period.of_year(2024)), "partners")
    assert found is not None
    assert {p.code for p in found.parts} >= {"USA", "EU", "latin-america", "africa"}
    assert found.covered.low is not None and found.covered.low > 60
    assert found.index.low is not None and found.index.high is not None
    assert D("0.01") < found.index.low < found.index.high < D("0.25")
    said = found.to_dict()
    assert said["coverage"] == "69% of trade in 5 partners"
    assert said["index"]["unit"] == "index from 0 to 1"
    assert said["parts"][0]["code"] == found.largest.code


@pytest.mark.parametrize("axis", ["partners", "products"])
def test_a_province_without_slices_has_no_index(hinterland: Hinterland, axis: str) -> None:
    assert concentration(held_of(hinterland.indicators, "CN-QH", Period.of_year(2024)), axis) is None  # type: ignore[arg-type]
