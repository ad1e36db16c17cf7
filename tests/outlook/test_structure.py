"""Shift-share by products: exact, with the rest of the flow, and only where products are held on both sides."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from tests.indicators.asking import held

from hinterland.api import Hinterland
from hinterland.codes import Period
from hinterland.interval import Interval
from hinterland.outlook.shift_share import REST, Structure, structure

D, F = Decimal, Fraction
HEADER = "op,flow,basis,currency,product,region,period,value,unit,precision"


def both(region: str, product: str, level: int | str, growth: str | None, *, op: str = "level") -> list[str]:
    unit = "CNY" if op == "level" else "percent"
    rows = [f"{op},export,operating-unit,CNY,{product},{region},2024,{level},{unit},{0 if op == 'level' else 0.1}"]
    return rows + ([f"growth,export,operating-unit,CNY,{product},{region},2024,{growth},percent,0.1"] if growth is not None else [])


WORLD = [
    *both("CN", "all", 1100, "10.0"),
    *both("CN", "electric-vehicles", 240, "20.0"),
    *both("CN-AH", "all", 121, "21.0"),
    *both("CN-AH", "electric-vehicles", 60, "50.0"),
]


def asked(tmp_path: Path, rows: list[str]) -> Structure | None:
    with held(tmp_path, HEADER, rows) as h:
        return structure(h.indicators, "CN-AH", Period.of_year(2024))


def test_a_product_and_the_rest_make_up_the_whole(tmp_path: Path) -> None:
    # Anhui: vehicles 40 to 60, the rest 60 to 61. Nation: vehicles 200 to 240, the rest 800 to 860, all 1000 to 1100.
    found = asked(tmp_path, WORLD)
    assert found is not None
    assert found.products == ("electric-vehicles",)
    assert [p for p, _ in found.by_product] == ["electric-vehicles", REST]
    assert found.exact.change == 21
    assert found.exact.national == 10
    assert found.exact.structure == 40 * F("0.10") + 60 * (F(860, 800) - 1 - F("0.10"))
    assert found.exact.own == 40 * F("0.30") + (61 - 60 * F(860, 800))
    assert found.covered == 40


def test_the_parts_of_the_products_add_up_to_those_of_the_whole(tmp_path: Path) -> None:
    found = asked(tmp_path, WORLD)
    assert found is not None
    for part in ("national", "structure", "own"):
        assert sum(getattr(p, part) for _, p in found.by_product) == getattr(found.exact, part)


def test_every_interval_holds_its_value(tmp_path: Path) -> None:
    found = asked(tmp_path, WORLD)
    assert found is not None
    for m in (found.growth, found.national, found.structure, found.own):
        assert m.answer.holds(m.value), m


def test_a_share_of_the_flow_stands_for_a_level(tmp_path: Path) -> None:
    rows = [*both("CN", "all", 1100, "10.0"), *both("CN", "electric-vehicles", "20.0", "20.0", op="share"), *WORLD[4:]]
    found = asked(tmp_path, rows)
    assert found is not None
    assert found.by_product[0][1].structure == 40 * F("0.10")


def test_products_that_overlap_are_not_counted_twice(tmp_path: Path) -> None:
    rows = [*WORLD, *both("CN", "mechanical-electrical", 660, "10.0"), *both("CN-AH", "mechanical-electrical", 88, "10.0")]
    found = asked(tmp_path, rows)
    assert found is not None
    assert found.products == ("mechanical-electrical",)


def test_products_that_are_apart_are_all_told(tmp_path: Path) -> None:
    rows = [*WORLD, *both("CN", "lithium-batteries", 110, "10.0"), *both("CN-AH", "lithium-batteries", 11, "10.0")]
    found = asked(tmp_path, rows)
    assert found is not None
    assert set(found.products) == {"electric-vehicles", "lithium-batteries"}
    assert found.exact.change == 21


@pytest.mark.parametrize(
    "rows",
    [
        WORLD[:4],
        WORLD[4:],
        [*both("CN", "all", 1100, "10.0"), *both("CN-AH", "all", 121, "21.0")],
        [*WORLD[:2], *both("CN", "electric-vehicles", 240, None), *WORLD[4:]],
        [*both("CN", "all", 1100, None), *WORLD[2:]],
        [*both("CN", "toys", 5, "1.0"), *both("CN", "all", 1100, "10.0"), *WORLD[4:]],
    ],
)
def test_without_a_product_held_on_both_sides_there_is_none(tmp_path: Path, rows: list[str]) -> None:
    assert asked(tmp_path, rows) is None


def test_anhuis_exports_of_2024_by_machinery_and_the_rest(hinterland: Hinterland) -> None:
    found = structure(hinterland.indicators, "CN-AH", Period.of_year(2024))
    assert found is not None
    assert found.products == ("mechanical-electrical",)
    assert (found.exact.change, found.exact.national) == (F("10.8"), F("7.1"))
    assert found.structure.answer.above(Interval.exact(0))
    assert found.own.answer.above(Interval.exact(0))
    told = found.to_dict()
    assert told["structure"]["unit"] == "percentage_point"
    assert len(told["observations"]) == 8
    assert [p["product"] for p in told["products"]] == ["mechanical-electrical", REST]


def test_a_province_whose_products_the_nation_lacks_has_none(hinterland: Hinterland) -> None:
    assert structure(hinterland.indicators, "CN-CQ", Period.of_year(2025)) is None
