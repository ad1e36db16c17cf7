"""Countries by other systems' numbers: each number is one country, and an unknown one is kept as what it is."""

from __future__ import annotations

import csv
from importlib.resources import files

import pytest

from hinterland import codes
from hinterland.sources.countries import countries, partner, region


def rows() -> list[dict[str, str]]:
    with (files("hinterland.sources") / "countries.csv").open(encoding="utf-8") as f:
        return list(csv.DictReader(f))


@pytest.mark.parametrize(
    ("number", "iso3"),
    [
        ("156", "CHN"),
        ("4", "AFG"),
        ("004", "AFG"),
        ("842", "USA"),
        ("757", "CHE"),
        ("699", "IND"),
        ("251", "FRA"),
        ("579", "NOR"),
        ("490", "TWN"),
    ],
)
def test_m49_is_read_with_comtrades_departures_from_it(number: str, iso3: str) -> None:
    assert partner(number, "m49") == iso3


@pytest.mark.parametrize(
    ("number", "iso3"), [("160", "CHN"), ("249", "USA"), ("063", "ARG"), ("63", "ARG"), ("161", "TWN"), ("399", "JPN")]
)
def test_brazils_own_numbers_are_read(number: str, iso3: str) -> None:
    assert partner(number, "comexstat") == iso3


def test_a_region_is_the_country_by_two_letters() -> None:
    assert region("156", "m49") == "CN"
    assert region("76", "m49") == "BR"


def test_a_number_not_held_keeps_its_systems_name() -> None:
    assert partner("994", "comexstat") == "comexstat:994"
    assert region("58", "m49") == "m49:58"


@pytest.mark.parametrize("system", ["m49", "comexstat", "iso3"])
def test_no_number_stands_twice(system: str) -> None:
    numbers = [n.lstrip("0") for row in rows() for n in row[system].split(";") if n]
    assert len(numbers) == len(set(numbers))


def test_every_country_is_a_partner_that_the_tables_name() -> None:
    assert [row["iso3"] for row in rows() if not codes.get("partner", row["iso3"]).name()] == []


def test_iso3_is_a_system_too() -> None:
    assert countries("iso3")["BRA"].iso2 == "BR"
