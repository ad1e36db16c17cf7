"""Countries by the numbers of other systems: the UN's M49 as Comtrade and BACI use it, with Comtrade's departures (842 for the United
States), and Brazil's own; see `countries.csv`. A number not held keeps its system's name (`comexstat:994`), so that its trade is neither
lost nor given to somebody else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

from hinterland.packaged import read_table
from hinterland.sources.numerals import expect

System = Literal["m49", "comexstat", "iso3"]


@dataclass(frozen=True, slots=True)
class Country:
    """A country's codes: three letters name it as a partner, two as a region (`CN`, as in the tables of regions)."""

    iso3: str
    iso2: str


@cache
def countries(system: System) -> Mapping[str, Country]:
    """All countries by the number a system gives them, without leading zeros."""
    found: dict[str, Country] = {}
    for row in read_table("hinterland.sources", "countries.csv"):
        for number in filter(None, row[system].split(";")):
            found[number.lstrip("0")] = Country(row["iso3"], row["iso2"])
    return found


def numbered(text: str) -> str:
    """A number of a country as files have it. Raises `ValueError` for what is none."""
    return expect(text, r"\d{1,3}", "a number of a country")


def partner(number: str, system: System) -> str:
    """The partner a number stands for: its ISO3 code, or the number with its system's name where it isn't held."""
    country = countries(system).get(number.lstrip("0"))
    return country.iso3 if country else f"{system}:{number}"


def region(number: str, system: System) -> str:
    """The region a number stands for: its two letters, or the number with its system's name where it isn't held."""
    country = countries(system).get(number.lstrip("0"))
    return country.iso2 if country else f"{system}:{number}"
