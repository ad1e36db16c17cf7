"""Shocks: how they are read, the laws they keep, and what they do to the figures held."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.outlook.made import YEAR, Given, slices

from hinterland.api import Hinterland
from hinterland.codes import Period
from hinterland.interval import Interval
from hinterland.outlook.cells import Cell
from hinterland.outlook.shocks import MOST, Shock, ShockEffect, effect, parse, shock_effect
from hinterland.sources.reading import InputError

D = Decimal
NOTHING = Interval.exact(0)


def exactly(x: int | str | Decimal) -> Interval:
    return Interval(D(x), D(x), True, True)


# -- reading


@pytest.mark.parametrize(
    ("text", "cell", "percent"),
    [
        ("partner=USA export -30%", Cell("export", "all", "USA"), -30),
        ("product=electric-vehicles -25%", Cell("export", "electric-vehicles"), -25),
        ("partner=USA import +12.5%", Cell("import", "all", "USA"), D("12.5")),
        ("partner=United States total -30%", Cell("total", "all", "USA"), -30),
        ("partner=美国 出口 −30%", Cell("export", "all", "USA"), -30),
        ("product=电动汽车 出口 -25％", Cell("export", "electric-vehicles"), -25),
        ("partner=EU product=toys exports -5%", Cell("export", "toys", "EU"), -5),
        ("product=toys, partner=EU, import -5%", Cell("import", "toys", "EU"), -5),
        ("export partner=EU -5%", Cell("export", "all", "EU"), -5),
        ("-5% partner=EU", Cell("export", "all", "EU"), -5),
        ("partner=EU flow=import -5%", Cell("import", "all", "EU"), -5),
        ("export -5%", Cell("export"), -5),
        ("trade +3 %", Cell("total"), 3),
        ("partner=ASEAN 0%", Cell("export", "all", "ASEAN"), 0),
        ("partner=ASEAN -100%", Cell("export", "all", "ASEAN"), -100),
    ],
)
def test_a_shock_is_read(text: str, cell: Cell, percent: Decimal) -> None:
    assert parse(text) == Shock(cell, D(percent))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "names no percent"),
        ("partner=USA", "names no percent"),
        ("partner=USA -3% -4%", "names 2 percents"),
        ("partner=USA 30%", "put + or - before 30%"),
        ("partner=Narnia -30%", 'no partner is called "Narnia"'),
        ("product=unobtainium -30%", 'no product is called "unobtainium"'),
        ("partner=USA export import -3%", "more than one flow"),
        ("partner=USA export flow=import -3%", "more than one flow"),
        ("color=red -3%", 'has a field "color"'),
        ("-3%", "names neither a partner, a product nor a flow"),
        ("partner=USA -130%", "below -100%"),
        ("foo export -3%", '"foo"'),
        ("partner= -3%", "names no partner"),
        ("partner=USA partner=EU -3%", "names two partners"),
    ],
)
def test_what_is_no_shock_is_refused_in_a_sentence(text: str, said: str) -> None:
    with pytest.raises(InputError) as e:
        parse(text)
    assert said in str(e.value)
    assert "\n" not in str(e.value)


@given(
    st.sampled_from(["export", "import", "total"]),
    st.sampled_from(["all", "toys", "electric-vehicles", "85"]),
    st.sampled_from(["world", "USA", "ASEAN", "EU"]),
    st.decimals(-100, 1000, places=2),
)
def test_what_is_written_is_read_again(flow: str, product: str, partner: str, percent: Decimal) -> None:
    shock = Shock(Cell(flow, product, partner), percent)  # type: ignore[arg-type]
    assert parse(str(shock)) == shock


# -- one shock


def of(held: dict[Cell, Given], *shocks: str) -> ShockEffect:
    return effect(slices(held), [parse(s) for s in shocks])


WORLD: dict[Cell, Given] = {Cell("total"): 200, Cell("export"): 120, Cell("import"): 80, Cell("export", "electric-vehicles"): 30}


def test_a_shock_is_its_percent_of_its_cell() -> None:
    found = of(WORLD, "product=electric-vehicles -20%")
    assert found.amounts == {"total": exactly(-6), "export": exactly(-6)}
    assert found.points == {"total": exactly(-3), "export": exactly(-5)}
    assert found.settled and not found.overlapping
    assert found.coverage == "1 of 1"


def test_a_shock_to_what_is_not_held_is_bounded() -> None:
    found = of({**WORLD, Cell("total", "all", "USA"): 90}, "partner=USA export -10%")
    assert found.amounts["export"] == Interval(D(-9), D(-1), True, True)
    assert found.hits[0].known.how == "bounded"
    assert not found.settled
    assert found.coverage == "0 of 1"


def test_a_shock_to_what_nothing_bounds_says_so() -> None:
    found = of(WORLD, "product=toys import -10%")
    assert found.hits[0].known.how == "open"
    assert found.points["import"] == Interval(D(-10), D(0), True, True)


def test_a_shock_to_a_flow_that_is_not_held_is_refused() -> None:
    with pytest.raises(InputError, match="the imports of Anhui in 2024 are not held"):
        of({Cell("export"): 5}, "partner=USA import -3%")


def test_without_the_total_only_the_flow_is_told() -> None:
    assert set(of({Cell("export"): 5, Cell("export", "toys"): 1}, "product=toys -3%").points) == {"export"}


def test_a_shock_to_both_flows_tells_the_total_alone() -> None:
    found = of({**WORLD, Cell("total", "all", "USA"): 90}, "partner=USA total -10%", "product=electric-vehicles -10%")
    assert set(found.points) == {"total"}


def test_no_shock_and_too_many_are_refused() -> None:
    with pytest.raises(InputError, match="at least one shock"):
        effect(slices(WORLD), [])
    with pytest.raises(InputError, match="at most"):
        effect(slices(WORLD), [parse("export -1%")] * (MOST + 1))


# -- laws

CELLS = [
    Cell("export", "electric-vehicles"), Cell("export", "lithium-batteries"), Cell("export", "mechanical-electrical"), Cell("export", "toys"),
    Cell("export", "all", "USA"), Cell("export", "all", "EU"), Cell("export", "all", "DEU"), Cell("import", "all", "USA"), Cell("import", "toys"),
    Cell("total", "all", "USA"), Cell("total", "all", "ASEAN"), Cell("export", "toys", "USA"), Cell("export"),
]  # fmt: skip

sizes = st.dictionaries(
    st.sampled_from(CELLS), st.tuples(st.integers(0, 20), st.integers(0, 5)).map(lambda b: (b[0], b[0] + b[1])), max_size=6
)
worlds = sizes.map(lambda s: {**s, Cell("total"): 200, Cell("export"): 120, Cell("import"): 80})
percents = st.integers(-100, 100).map(D)
shocks = st.builds(Shock, st.sampled_from(CELLS), percents)


@given(worlds, st.sampled_from(CELLS))
def test_a_shock_of_zero_changes_nothing(world: dict[Cell, Given], cell: Cell) -> None:
    found = effect(slices(world), [Shock(cell, D(0))])
    assert all(x == NOTHING for x in found.points.values())
    assert all(x == NOTHING for x in found.amounts.values())


@given(worlds, st.lists(shocks, min_size=1, max_size=4), st.sampled_from(CELLS))
def test_a_shock_of_zero_beside_others_changes_nothing(world: dict[Cell, Given], given_: list[Shock], cell: Cell) -> None:
    alone, beside = effect(slices(world), given_), effect(slices(world), [*given_, Shock(cell, D(0))])
    for flow in alone.points.keys() & beside.points.keys():
        assert alone.amounts[flow] == beside.amounts[flow]
        assert alone.points[flow] == beside.points[flow]


@given(worlds, shocks, shocks)
def test_two_shocks_on_disjoint_cells_add(world: dict[Cell, Given], one: Shock, other: Shock) -> None:
    s = slices(world)
    if not one.cell.apart(other.cell, YEAR):
        return
    both, a, b = effect(s, [one, other]), effect(s, [one]), effect(s, [other])
    assert not both.overlapping
    assert both.amounts["total"] == a.amounts["total"] + b.amounts["total"]


@given(worlds, st.lists(shocks, min_size=1, max_size=4))
def test_the_order_of_shocks_does_not_matter(world: dict[Cell, Given], given_: list[Shock]) -> None:
    s = slices(world)
    assert effect(s, given_).amounts["total"] == effect(s, given_[::-1]).amounts["total"]


@given(worlds, st.sampled_from(CELLS), st.integers(-100, 0), st.integers(-100, 0))
def test_a_stronger_shock_does_no_less(world: dict[Cell, Given], cell: Cell, a: int, b: int) -> None:
    mild, strong = (effect(slices(world), [Shock(cell, D(p))]).amounts["total"] for p in (max(a, b), min(a, b)))
    assert strong.low is not None and mild.low is not None and strong.high is not None and mild.high is not None
    assert strong.low <= mild.low and strong.high <= mild.high


@given(worlds, st.sampled_from(CELLS), percents)
def test_two_shocks_on_one_cell_lie_between_the_stronger_and_their_sum(world: dict[Cell, Given], cell: Cell, percent: Decimal) -> None:
    s = slices(world)
    twice, once = effect(s, [Shock(cell, percent)] * 2).amounts["total"], effect(s, [Shock(cell, percent)]).amounts["total"]
    assert once.within(twice)
    assert once.scaled(2).within(twice)


@given(st.lists(st.integers(0, 50), min_size=4, max_size=4), percents, percents, st.booleans())
def test_shocks_that_cross_are_bounded_whatever_lies_where_they_meet(
    parts: list[int], one: Decimal, other: Decimal, compound: bool
) -> None:
    """Exports to the United States and exports of electric vehicles share what goes there: added or compounded, the true effect lies within the bounds."""
    both, usa, cars, rest = (D(x) for x in parts)
    world: dict[Cell, Given] = {
        Cell("total"): 1000, Cell("export"): both + usa + cars + rest + 1, Cell("export", "all", "USA"): both + usa,
        Cell("export", "electric-vehicles"): both + cars,
    }  # fmt: skip
    found = effect(slices(world), [Shock(Cell("export", "all", "USA"), one), Shock(Cell("export", "electric-vehicles"), other)])
    together = (1 + one / 100) * (1 + other / 100) - 1 if compound else (one + other) / 100
    true = usa * one / 100 + cars * other / 100 + both * together
    x = found.amounts["export"]
    assert found.overlapping == bool(one and other)
    assert x.low is not None and x.high is not None
    assert x.low <= true <= x.high


@given(worlds, st.lists(shocks, min_size=1, max_size=4))
def test_every_hit_lies_within_its_flow(world: dict[Cell, Given], given_: list[Shock]) -> None:
    for hit in effect(slices(world), given_).hits:
        assert hit.share.low is not None and hit.share.high is not None
        assert 0 <= hit.share.low <= hit.share.high <= 100


# -- as held


def test_a_quarter_of_anhuis_electric_vehicles(hinterland: Hinterland) -> None:
    found = shock_effect(hinterland.indicators, "CN-AH", ["product=electric-vehicles -25%"])
    assert found.period == Period.of_year(2025)
    assert found.settled
    # 60.85 billion of exports of 682.31 and of trade of 1013.56.
    assert found.points["export"].holds(-25 * D("60.85") / D("682.31"))
    assert found.points["total"].holds(-25 * D("60.85") / D("1013.56"))
    assert found.amounts["total"].holds(D("-15212500000"))


def test_exports_to_the_united_states_are_looked_for_in_the_year_that_holds_them(hinterland: Hinterland) -> None:
    found = shock_effect(hinterland.indicators, "CN-AH", ["partner=USA export -30%"])
    assert found.period == Period.of_year(2024)
    assert found.hits[0].known.how == "bounded"
    assert found.points["export"].high == 0
    assert found.points["export"].low is not None and D("-5.1") < found.points["export"].low < -5


def test_where_no_year_holds_the_cells_the_latest_is_taken(hinterland: Hinterland) -> None:
    found = shock_effect(hinterland.indicators, "CN-AH", ["product=toys partner=BRA -30%"])
    assert found.period == Period.of_year(2025)
    assert found.hits[0].known.how in ("bounded", "open")


def test_a_period_may_be_named(hinterland: Hinterland) -> None:
    found = shock_effect(hinterland.indicators, "CN-AH", ["export -10%"], Period.of_year(2024))
    assert found.period == Period.of_year(2024)
    assert found.points["export"].holds(-10)


def test_a_subject_of_which_no_year_is_held_is_refused(hinterland: Hinterland) -> None:
    with pytest.raises(InputError, match="no year of the trade of"):
        shock_effect(hinterland.indicators, "JPN", ["export -10%"])


def test_an_effect_says_its_unit_period_and_coverage(hinterland: Hinterland) -> None:
    told = shock_effect(hinterland.indicators, "CN-AH", ["product=electric-vehicles -25%", "partner=USA import +5%"]).to_dict()
    assert (told["unit"], told["coverage"], told["overlapping"], told["settled"]) == ("percentage_point", "1 of 2", False, False)
    assert told["shocks"][0]["observations"]
    assert set(told["points"]) == {"total", "export", "import"}
