"""Cells: how they lie to each other, and how those held bound one that isn't."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.outlook.made import YEAR, slices

from hinterland.api import Hinterland
from hinterland.api import open as open_warehouse
from hinterland.codes import Period
from hinterland.interval import Interval
from hinterland.outlook.cells import Cell, countries, disjoint, periods_held
from hinterland.outlook.cells import slices as held_of

D = Decimal


def ends(low: int, high: int) -> Interval:
    return Interval(D(low), D(high), True, True)


# -- how cells lie


@pytest.mark.parametrize(
    ("whole", "part"),
    [
        (Cell("total"), Cell("export")),
        (Cell("total"), Cell("import", "toys", "USA")),
        (Cell("export"), Cell("export", "electric-vehicles")),
        (Cell("export", "mechanical-electrical"), Cell("export", "electric-vehicles")),
        (Cell("export", "new-three"), Cell("export", "lithium-batteries")),
        (Cell("total", "all", "ASEAN"), Cell("export", "all", "VNM")),
        (Cell("total", "all", "RCEP"), Cell("total", "all", "ASEAN")),
        (Cell("export", "87"), Cell("export", "8703")),
        (Cell("export", "all", "USA"), Cell("export", "toys", "USA")),
        (Cell("export", "all", "BRI"), Cell("export", "all", "BRI")),
    ],
)
def test_a_cell_contains_what_lies_in_it(whole: Cell, part: Cell) -> None:
    assert whole.contains(part, YEAR)
    assert whole == part or not part.contains(whole, YEAR)
    assert not whole.apart(part, YEAR)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (Cell("export"), Cell("import")),
        (Cell("export", "all", "USA"), Cell("export", "all", "EU")),
        (Cell("total", "all", "ASEAN"), Cell("total", "all", "africa")),
        (Cell("export", "electric-vehicles"), Cell("export", "lithium-batteries")),
        (Cell("export", "85"), Cell("export", "87")),
        (Cell("export", "electric-vehicles"), Cell("export", "textiles-clothing")),
        (Cell("export", "toys", "USA"), Cell("total", "toys", "JPN")),
    ],
)
def test_cells_are_apart_where_flow_partner_or_product_is(one: Cell, other: Cell) -> None:
    assert one.apart(other, YEAR) and other.apart(one, YEAR)
    assert not one.contains(other, YEAR) and not other.contains(one, YEAR)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (Cell("export", "electric-vehicles"), Cell("export", "all", "USA")),
        (Cell("export", "high-tech"), Cell("export", "mechanical-electrical")),
        (Cell("total", "all", "BRI"), Cell("total", "all", "ASEAN")),
        (Cell("export", "own-brand"), Cell("export", "toys")),
        (Cell("total", "all", "USA"), Cell("export", "toys")),
        (Cell("total", "all", "RCEP"), Cell("total", "all", "CPTPP")),
    ],
)
def test_what_is_not_known_to_be_apart_may_overlap(one: Cell, other: Cell) -> None:
    assert not one.apart(other, YEAR)
    assert not one.contains(other, YEAR) and not other.contains(one, YEAR)


def test_members_of_a_bloc_are_those_of_the_time() -> None:
    assert Cell("total", "all", "EU").contains(Cell("total", "all", "GBR"), Period.of_year(2018))
    assert Cell("total", "all", "EU").apart(Cell("total", "all", "GBR"), Period.of_year(2024))


def test_a_partner_is_so_many_countries() -> None:
    assert [countries(p, YEAR) for p in ("USA", "EU", "ASEAN", "BRI")] == [1, 27, 10, None]


def test_cells_are_disjoint_where_each_two_are() -> None:
    assert disjoint([Cell("export", "all", p) for p in ("USA", "EU", "JPN")], YEAR)
    assert not disjoint([Cell("export", "all", p) for p in ("USA", "EU", "DEU")], YEAR)


def test_a_cell_says_what_it_is() -> None:
    assert str(Cell("export", "toys", "USA")) == "export toys USA"
    assert str(Cell("total")) == "total"


# -- what is known of one


def test_a_cell_that_is_held_is_as_it_is_held() -> None:
    s = slices({Cell("export"): 100, Cell("export", "toys"): (9, 11)})
    found = s.known(Cell("export", "toys"))
    assert found is not None
    assert (found.how, found.value, found.ends) == ("held", 10, ends(9, 11))


def test_of_a_cell_whose_flow_is_not_held_nothing_is_known() -> None:
    assert slices({Cell("export"): 100}).known(Cell("import", "toys")) is None


def test_a_cell_that_nothing_narrows_lies_between_nothing_and_its_flow() -> None:
    found = slices({Cell("export"): 100}).known(Cell("export", "toys"))
    assert found is not None
    assert (found.how, found.ends, found.observations) == ("open", ends(0, 100), ())


def test_a_cell_is_no_larger_than_what_contains_it() -> None:
    found = slices({Cell("export"): 100, Cell("export", "mechanical-electrical"): 60}).known(Cell("export", "electric-vehicles"))
    assert found is not None
    assert (found.how, found.ends) == ("bounded", ends(0, 60))
    assert found.observations == ("o-export mechanical-electrical",)


def test_a_cell_is_no_smaller_than_the_disjoint_ones_it_contains() -> None:
    s = slices({Cell("export"): 100, Cell("export", "electric-vehicles"): 20, Cell("export", "lithium-batteries"): 15})
    found = s.known(Cell("export", "mechanical-electrical"))
    assert found is not None
    assert found.ends == ends(35, 100)


def test_a_cell_is_no_larger_than_what_those_apart_from_it_leave() -> None:
    s = slices({Cell("total"): 100, Cell("total", "all", "EU"): 30, Cell("total", "all", "USA"): 25, Cell("total", "all", "DEU"): 10})
    found = s.known(Cell("total", "all", "JPN"))
    assert found is not None
    assert found.ends == ends(0, 45)


def test_exports_to_a_partner_lie_within_its_trade_and_above_what_imports_leave() -> None:
    s = slices({Cell("total"): 100, Cell("export"): 80, Cell("import"): 20, Cell("total", "all", "USA"): 50})
    found = s.known(Cell("export", "all", "USA"))
    assert found is not None
    assert found.ends == ends(30, 50)
    assert set(found.observations) == {"o-total USA", "o-import"}


def test_a_regions_cell_is_no_larger_than_the_nations() -> None:
    s = slices({Cell("export"): 100}, {Cell("export"): 1000, Cell("export", "toys"): 40})
    found = s.known(Cell("export", "toys"))
    assert found is not None
    assert found.ends == ends(0, 40)


@given(
    st.lists(st.integers(0, 100), min_size=8, max_size=8),
    st.sampled_from([Cell(f, p, c) for f in ("export", "import", "total") for p in ("all", "87", "8703") for c in ("world", "USA", "EU")]),  # type: ignore[arg-type]
    st.sets(st.integers(0, 26), max_size=12),
)
def test_the_bounds_hold_whatever_the_figures_are(parts: list[int], asked: Cell, shown: set[int]) -> None:
    """A world of eight atoms (two flows, two products, two partners): any cells of it may be held, and the others must lie within their bounds."""
    atoms = [(f, p, c) for f in ("export", "import") for p in ("8703", "8704") for c in ("USA", "EU")]
    world = dict(zip(atoms, parts, strict=True))

    def size(cell: Cell) -> int:
        return sum(
            v
            for (f, p, c), v in world.items()
            if cell.flow in ("total", f) and (cell.product in ("all", "87") or cell.product == p) and cell.partner in ("world", c)
        )

    cells = [Cell(f, p, c) for f in ("export", "import", "total") for p in ("all", "87", "8703") for c in ("world", "USA", "EU")]  # type: ignore[arg-type]
    held = {cells[i]: size(cells[i]) for i in shown} | {Cell("total"): size(Cell("total")), Cell("export"): size(Cell("export"))}
    found = slices(held).known(asked)
    if found is not None:
        assert found.ends.holds(size(asked)), (asked, found)


# -- as held


def test_a_published_share_is_an_amount(hinterland: Hinterland) -> None:
    s = held_of(hinterland.indicators, "CN", Period.of_year(2024))
    found = s.known(Cell("export", "mechanical-electrical"))
    whole = s.whole("export")
    assert found is not None and whole is not None and found.value is not None and whole.value is not None
    assert found.value == whole.value * D("59.4") / 100
    assert len(found.observations) == 2


def test_a_share_of_which_one_end_was_published_has_no_value(hinterland: Hinterland) -> None:
    s = held_of(hinterland.indicators, "CN-AH", Period.of_year(2025))
    found = s.known(Cell("export", "mechanical-electrical"))
    whole = s.whole("export")
    assert found is not None and whole is not None
    assert found.value is None
    assert found.ends.high == whole.ends.high


def test_electric_vehicles_of_anhui_are_held(hinterland: Hinterland) -> None:
    found = held_of(hinterland.indicators, "CN-AH", Period.of_year(2025)).known(Cell("export", "electric-vehicles"))
    assert found is not None
    assert (found.how, found.value) == ("held", D("60850000000"))


def test_what_is_held_of_a_group_does_not_depend_on_what_was_asked_before(seeded: Path) -> None:
    with open_warehouse(seeded) as h:
        fresh = periods_held(h.indicators, "central")
        h.indicators.include()
        assert fresh == periods_held(h.indicators, "central")
    assert any(p.kind == "year" for p in fresh)
