"""Where a place lies: its country, as a subject and as a partner, and the first-level region of a city or county."""

from __future__ import annotations

from functools import cache

from hinterland import codes
from hinterland.reading.lexicon import forms
from hinterland.reading.names import table


@cache
def has_regions(code: str) -> bool:
    """Whether a country is more than a city: the tables know regions of it."""
    return any(n.code.startswith(f"{code}-") for names in table().values() for n in names if n.kind == "place")


def is_town(code: str) -> bool:
    """Whether a place is a city, a county or a district: a number, or the words of one that no table knows."""
    return code.isdigit() or code.startswith("?")


@cache
def country_of(code: str) -> str:
    """The country that a place, a group of regions or the first of several lies in; the first letters of what no table knows."""
    first = code.partition("+")[0].partition(":")[0]
    return codes.nation_of(first) or code[:2]


def is_at_home(code: str | None) -> bool:
    """Whether a place is or lies in the country that is meant where none is named."""
    return code is not None and country_of(code) == codes.home_of().nation


PEERS = "peers"
"""What the lexicon calls the regions directly below the nation that a text is about; those of a country that no pack knows have no other name."""


@cache
def peers_of(nation: str | None) -> str:
    """The scope of the regions directly below a nation, without one of the home nation's."""
    return codes.home_of(nation).peers or PEERS


def currency_of(subject: str | None, nation: str | None = None) -> str | None:
    """The currency that a subject's figures are published in, of a document on a nation where no subject is known; None where no pack says."""
    return codes.home_of(nation if subject is None or subject.startswith("?") else country_of(subject)).currency


def currencies_of(subject: str | None) -> tuple[str, ...]:
    """The currencies in which the trade of a subject's country is published, none where no pack says."""
    home = codes.home_of(None if subject is None or subject.startswith("?") else country_of(subject))
    return home.pack.currencies if home.pack is not None else (home.currency,) if home.currency else ()


def basis_of(subject: str | None, nation: str | None, flow: str | None) -> str:
    """The basis on which a subject's trade is published, of a document on a nation where no subject is known; by operating unit where no pack says."""
    home = codes.home_of(nation if subject is None or subject.startswith("?") else country_of(subject))
    return home.basis(flow) or USUAL


USUAL = "operating-unit"
"""The basis of trade whose publisher says no other."""


@cache
def are_peers(words: str, nation: str | None) -> bool:
    """Whether the lexicon's name for some regions means those directly below a nation: any nation's, or by its own word for them (states)."""
    level = codes.home_of(nation).level
    return words == PEERS or (level is not None and words == level.several["en"])


@cache
def _numbered() -> dict[str, str]:
    """The first-level region of a numbered city or county, by the first two digits of its number."""
    regions = [e for e in codes.entries("region") if isinstance(e, codes.Region) and codes.is_first_level(e.code)]
    return {entry.adcode[:2]: entry.code for entry in regions if entry.adcode}


@cache
def region_above(code: str) -> str | None:
    """The first-level region that a city or county lies in; None for any other place."""
    found = _numbered().get(code[:2]) if code.isdigit() else codes.first_level_of(code)
    return found if found != code else None


def city_above(code: str) -> str | None:
    """The city that a numbered county lies in, whose number its own begins with; None for any other place."""
    city = code[:4] + "00"
    return city if code.isdigit() and len(code) == len(city) and code != city else None


@cache
def _partners() -> dict[str, str]:
    """The code of a country as a partner by its code as a subject."""
    return {n.code: n.partner for names in table().values() for n in names if n.kind == "place" and n.partner and n.code}


def partner_of(subject: str | None) -> str | None:
    """The country that a subject is or lies in, by its code as a partner."""
    return None if subject is None else _partners().get(country_of(subject))


def is_country(partner: str) -> bool:
    """Whether a partner is one country by its code."""
    return partner in _partners().values()


@cache
def _autonomous() -> frozenset[str]:
    """The codes of the autonomous regions."""
    endings = tuple(forms("zh", "autonomous"))
    regions = [entry for entry in codes.entries("region") if codes.is_first_level(entry.code)]
    return frozenset(e.code for e in regions if any(form.endswith(endings) for form in (e.zh, *e.aliases_zh)))


def is_autonomous(code: str) -> bool:
    """Whether a place is an autonomous region, or lies in one."""
    return (region_above(code) or code) in _autonomous()
