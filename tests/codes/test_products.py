"""Baskets: competing definitions, years in which a prefix was in force, the levels of the Harmonised System."""

from __future__ import annotations

import pytest

from hinterland import codes
from hinterland.codes.tables import rows

CONTRACT = [
    "new-three",
    "electric-vehicles",
    "lithium-batteries",
    "photovoltaics",
    "motor-vehicles",
    "mechanical-electrical",
    "high-tech",
    "labour-intensive",
    "agricultural",
    "integrated-circuits",
    "ships",
    "home-appliances",
    "mobile-phones",
    "notebook-computers",
    "tablet-computers",
    "motorcycles",
    "textiles-clothing",
    "copper",
    "pharmaceuticals",
    "own-brand",
    "steel",
    "furniture",
    "toys",
    "plastics",
    "rare-earths",
    "crude-oil",
    "natural-gas",
    "coal",
    "iron-ore",
    "soybeans",
    "grain",
]


@pytest.mark.parametrize("code", CONTRACT)
def test_the_contracts_baskets_are_held(code: str) -> None:
    assert codes.get("product", code).type == "basket"


def test_every_definition_belongs_to_a_basket_and_holds_codes_of_real_chapters() -> None:
    for row in rows("basket_definitions"):
        assert codes.get("product", row["basket"]).type == "basket"
        assert codes.get("product", row["hs_prefix"])
        assert row["standing"] in ("customs", "press", "working", "approximation")


def test_the_new_three_have_several_definitions_the_usual_one_first() -> None:
    found = codes.basket_definitions("new-three")
    assert [d.definition for d in found] == ["pure-electric", "all-electric", "plug-in"]
    narrow, wide = set(found[0].prefixes(2025)), set(found[1].prefixes(2025))
    assert narrow < wide
    assert {"870380", "850760", "854142", "854143"} == narrow


def test_the_new_three_are_their_three_parts() -> None:
    cars, cells, sun = (
        codes.basket_definitions(b)[-1 if b == "electric-vehicles" else 0]
        for b in ("electric-vehicles", "lithium-batteries", "photovoltaics")
    )
    for year in (2019, 2025):
        parts = {*cars.prefixes(year), *cells.prefixes(year), *sun.prefixes(year)}
        assert set(codes.basket_definitions("new-three")[0].prefixes(year)) == parts


def test_electric_vehicles_are_defined_at_least_twice() -> None:
    standings = {d.definition: d.standing for d in codes.basket_definitions("electric-vehicles")}
    assert standings["customs-row"] == "customs"
    assert standings["pure-electric"] == "press"


def test_solar_cells_changed_their_code_with_hs2022() -> None:
    (solar,) = codes.basket_definitions("photovoltaics")
    assert solar.prefixes(2021) == ("85414020",)
    assert solar.prefixes(2022) == ("854142", "854143")


def test_a_catalogue_is_only_approximated_by_chapters_and_says_so() -> None:
    (rough,) = codes.basket_definitions("mechanical-electrical")
    assert rough.standing == "approximation"
    assert rough.prefixes(2025) == tuple(str(c) for c in range(84, 91))


def test_a_basket_that_is_only_published_has_no_definition() -> None:
    assert codes.basket_definitions("own-brand") == ()
    with pytest.raises(codes.UnknownName):
        codes.basket_definitions("nothing")


def test_definitions_of_one_basket_have_each_prefix_once_a_year() -> None:
    for entry in codes.entries("product"):
        for definition in codes.basket_definitions(entry.code):
            for year in (2016, 2021, 2022, 2025):
                prefixes = definition.prefixes(year)
                assert not [(a, b) for a in prefixes for b in prefixes if a != b and a.startswith(b)], (definition.basket, year)


def test_the_chapters_are_numbered_without_a_gap_and_lie_in_sections() -> None:
    chapters = [codes.get("product", e.code) for e in codes.entries("product") if codes.get("product", e.code).type == "chapter"]
    assert [c.code for c in chapters] == [f"{n:02}" for n in range(1, 99)]
    for chapter in chapters:
        assert codes.get("product", chapter.parent or "").type == "section"
        assert chapter.name("zh")


@pytest.mark.parametrize(
    ("chapter", "section"), [("01", "section-01"), ("27", "section-05"), ("63", "section-11"), ("85", "section-16"), ("87", "section-17")]
)
def test_a_chapter_lies_in_its_section(chapter: str, section: str) -> None:
    assert codes.get("product", chapter).parent == section


def test_a_part_of_a_basket_names_a_larger_one() -> None:
    for entry in codes.entries("product"):
        product = codes.get("product", entry.code)
        if product.type == "basket" and product.parent:
            assert codes.get("product", product.parent).type == "basket"
