"""Where a product comes from, of a query export of two years by place of registration."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from tests.sources.record_files import export

from hinterland.api import Hinterland
from hinterland.sources.reading import InputError, Options

HEADER = ("数据年月", "商品编码", "商品名称", "注册地编码", "注册地名称", "第一数量", "第一计量单位", "人民币")
PLACES = {"34": "安徽省", "44": "广东省", "41": "河南省", "42": "湖北省"}
PRODUCTS = tuple(f"{chapter:02}0{n}0000" for chapter in range(84, 90) for n in (1, 2, 3, 4))
CELLS = {"34": 600, "44": 300, "41": 100}
"""What each place sends of the product that is asked for, in the second year; Hubei sends none of it."""

MADE = "85010000"


def rows(year: int) -> list[tuple[str, ...]]:
    """A year: everybody makes some of everything else, and of one product what `CELLS` says, half as much the year before and less on the coast."""
    found = []
    for place, name in PLACES.items():
        for n, product in enumerate(PRODUCTS):
            if product == MADE:
                value = CELLS.get(place, 0) * (1 if year == 2024 else 0.5 if place == "44" else 0.25)
            else:
                value = 100 + (int(place) * 7 + n * n * 13) % 90
            if value:
                found.append((f"{year}01", product, "货物", place, name, "1", "千克", f"{value:,.0f}"))
    return found


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hinterland]:
    folder = tmp_path_factory.mktemp("sourcing")
    with Hinterland(folder / "warehouse", embedded=False) as h:
        paths = [export(folder / f"exports-{y}.csv", *rows(y), header=HEADER) for y in (2023, 2024)]
        h.load(paths, options=Options(flow="export"))
        yield h


def test_makers_come_largest_first_with_their_parts(loaded: Hinterland) -> None:
    found = loaded.sourcing("HS:85010000")
    assert [(m.region, m.value) for m in found.makers] == [("CN-AH", 600), ("CN-GD", 300), ("CN-HA", 100)]
    assert [m.share for m in found.makers] == pytest.approx([60, 30, 10])
    assert found.concentration == pytest.approx(0.6**2 + 0.3**2 + 0.1**2)
    assert (found.period, found.before, found.source[:4]) == ("2024-01", "2023-01", found.source[:4])


def test_growth_is_told_from_the_same_months(loaded: Hinterland) -> None:
    found = loaded.sourcing("85010000")
    assert [m.growth for m in found.makers] == pytest.approx([300, 100, 300])
    assert found.growth == pytest.approx(100 * (1000 / 325 - 1))
    assert loaded.sourcing("85010000", "2023").growth is None


def test_inland_is_set_against_the_coast(loaded: Hinterland) -> None:
    sides = loaded.sourcing("85010000").sides
    assert sides["inland"] == pytest.approx((70, 100 * 175 / 325)) and sides["coastal"] == pytest.approx((30, 100 * 150 / 325))


def test_who_could_make_it_has_no_advantage_yet(loaded: Hinterland) -> None:
    pytest.importorskip("numpy")
    found = loaded.sourcing("85010000")
    assert found.beside == len(PRODUCTS)
    assert "CN-HB" in {m.region for m in found.could} and all((m.advantage or 0) < 1 for m in found.could)
    densities = [m.density for m in found.could]
    assert densities == sorted(densities, reverse=True)  # type: ignore[type-var]
    assert found.complexity is not None and found.ubiquity == sum((m.advantage or 0) >= 1 for m in found.makers)


def test_of_few_products_no_advantage_is_told(loaded: Hinterland) -> None:
    found = loaded.sourcing("85")
    assert found.beside == 6 and not found.could and all(m.advantage is None for m in found.makers)


@pytest.mark.parametrize(
    ("product", "period", "said"),
    [
        ("new-three", None, "new-three is a basket"),
        ("85079900", None, r"no records of 85079900 exports are held; .* \(records of exports are held of 2023, 2024\)"),
        ("85010000", "2022", "no records of 85010000 exports are held in 2022"),
        ("thingamajigs", None, "no product is called"),
    ],
)
def test_what_is_not_held_is_said(loaded: Hinterland, product: str, period: str | None, said: str) -> None:
    with pytest.raises(InputError, match=said):
        loaded.sourcing(product, period)


def test_the_json_form_is_plain(loaded: Hinterland) -> None:
    told = json.loads(json.dumps(loaded.sourcing("85010000").to_dict()))
    assert (
        told["schema"] == "hinterland.source/1"
        and told["makers"][0]["region"] == "CN-AH"
        and told["sides"]["inland"]["now"] == pytest.approx(70)
    )
