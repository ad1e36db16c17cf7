"""Municipalities by rule: every code of IBGE is a city of its state, called by its code until somebody names it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hinterland import codes
from hinterland.codes.municipalities import municipality, region, states


def test_all_states_are_known_by_their_digits() -> None:
    assert len(states()) == 27
    assert states()["41"] == "BR-PR"
    assert set(states().values()) == {r.code for r in codes.entries("region") if r.code.startswith("BR-")}


def test_a_municipality_is_a_city_of_its_state() -> None:
    found = codes.get("region", "BR-4106902")
    assert (found.level, found.parent, found.country, found.scheme) == ("city", "BR-PR", "BR", "ibge")
    assert codes.parent("BR-4106902") == "BR-PR"
    assert codes.ancestors("BR-4106902") == ("BR-PR", "BR")
    assert codes.first_level_of("BR-4106902") == "BR-PR"


@pytest.mark.parametrize("kind", ["region", "subject"])
@pytest.mark.parametrize("text", ["BR-4106902", "br-4106902", " BR-4106902 "])
def test_it_is_found_by_its_code(kind: codes.Kind, text: str) -> None:
    assert codes.find(text, kind).code == "BR-4106902"


def test_it_is_called_by_its_code() -> None:
    assert codes.name("BR-4106902") == codes.name("BR-4106902", "zh") == codes.get("region", "BR-4106902").name()


def test_it_lies_within_its_state_and_no_other() -> None:
    assert codes.find("BR-4106902", "region", within="BR-PR").code == "BR-4106902"
    with pytest.raises(codes.UnknownName):
        codes.find("BR-4106902", "region", within="BR-SP")


@pytest.mark.parametrize("text", ["BR-9906902", "BR-410690", "BR-41069021", "CN-4106902", "4106902", "BR-PR-02", ""])
def test_other_codes_are_no_municipalities(text: str) -> None:
    assert municipality(text) is None
    with pytest.raises(codes.UnknownName):
        codes.get("region", text)


def test_regions_of_the_table_come_first() -> None:
    found = region("CN-AH")
    assert found is not None and found.name() == "Anhui"
    assert region("nowhere") is None


@given(st.sampled_from(sorted(states())), st.integers(0, 99_999))
def test_every_number_of_a_state_lies_in_it(digits: str, number: int) -> None:
    assert codes.parent(f"BR-{digits}{number:05}") == states()[digits]
